#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what the program prints of itself against the committed copy.

    test/golden/printed.py build/dev/bin/mingcha               compare; exit 1 on a difference
    test/golden/printed.py build/dev/bin/mingcha --rebaseline  take over what it prints now
"""
import argparse
import difflib
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
GOLDEN = {"openapi": "openapi.json", "permissions": "permissions.md"}
SHOWN_LINES = 100


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("mingcha", type=pathlib.Path)
    arguments.add_argument("--only", choices=sorted(GOLDEN))
    arguments.add_argument("--rebaseline", action="store_true")
    options = arguments.parse_args()
    different = False
    for command, name in GOLDEN.items():
        if options.only not in (None, command):
            continue
        printed = subprocess.run([options.mingcha, command], check=True, stdout=subprocess.PIPE,
                                 timeout=60).stdout.decode()
        golden = FOLDER / name
        if options.rebaseline:
            golden.write_text(printed, encoding="utf-8")
            continue
        committed = golden.read_text(encoding="utf-8")
        if printed == committed:
            continue
        different = True
        difference = difflib.unified_diff(committed.splitlines(), printed.splitlines(),
                                          f"test/golden/{name}", f"mingcha {command}", lineterm="")
        for line in list(difference)[:SHOWN_LINES]:
            print(line)
        print(f"If this is meant: {pathlib.Path(__file__).name} {options.mingcha} --rebaseline")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
