#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/walk comes to its end on a fresh demo: what it tells people to try is what runs.

    test/api/walk_program_test.py build/dev/bin/mingcha build/dev/bin/mingcha-verify
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

from contract_test import ROOT, start


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("mingcha", type=pathlib.Path)
    arguments.add_argument("verify", type=pathlib.Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="mingcha-walk-") as folder:
        process, base = start(given.mingcha.resolve(), folder)
        try:
            return subprocess.run([ROOT / "tools/walk"], timeout=300, check=False,
                                  env={**os.environ, "BASE_URL": base,
                                       "VERIFY": str(given.verify.resolve())}).returncode
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    sys.exit(main())
