#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""mingcha-verify is built of base, crypto and ledger and of nothing else of ours, and needs only
the shared libraries that those need: neither a database nor the network."""

import os
import subprocess
import sys
import unittest

ALLOWED_TARGETS = {"mingcha_base", "mingcha_crypto", "mingcha_ledger", "mingcha_warnings",
                   "CLI11::CLI11"}
ALLOWED_LIBRARIES = {"libcrypto", "libargon2", "libfmt", "libutf8proc", "libstdc++", "libgcc_s",
                     "libc", "libm", "ld-linux-x86-64", "libasan", "libubsan", "libtsan"}


class VerifyLinks(unittest.TestCase):
    def test_only_the_three_modules_are_linked(self):
        self.assertEqual(set(TARGETS.split(",")), ALLOWED_TARGETS)

    def test_only_their_shared_libraries_are_needed(self):
        listed = subprocess.run(["readelf", "-d", os.environ["MINGCHA_VERIFY"]], check=True,
                                capture_output=True, text=True).stdout
        needed = {line.split("[")[1].split(".so")[0] for line in listed.splitlines()
                  if "(NEEDED)" in line}
        self.assertIn("libcrypto", needed)
        self.assertLessEqual(needed, ALLOWED_LIBRARIES)


if __name__ == "__main__":
    TARGETS = sys.argv.pop()
    unittest.main()
