#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our signatures and one-time codes against the openssl and oathtool programs."""

import os
import pathlib
import subprocess
import tempfile
import unittest

CRYPTO = os.environ["LEDGER_CRYPTO_TOOL"]
SECRET = "3132333435363738393031323334353637383930"


def run(*words, check=True):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          timeout=60, check=check)


class CryptoByOthers(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        (self.folder / "text").write_text("检查点\n", encoding="utf-8")

    def openssl_verifies(self, identity):
        return run("openssl", "pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pkeyopt",
                   f"distid:{identity}", "-pubin", "-inkey", self.folder / "public.pem", "-in",
                   self.folder / "text", "-sigfile", self.folder / "signature",
                   check=False).returncode == 0

    def test_openssl_accepts_our_sm2_signature_under_the_national_identity_only(self):
        run(CRYPTO, "sm2-sign", self.folder)
        self.assertTrue(self.openssl_verifies("1234567812345678"))
        self.assertFalse(self.openssl_verifies("1234567812345679"))
        (self.folder / "text").write_text("别的\n", encoding="utf-8")
        self.assertFalse(self.openssl_verifies("1234567812345678"))

    def test_we_accept_openssls_sm2_signature_under_the_national_identity_only(self):
        run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out",
            self.folder / "private.pem")
        for identity, status in (("1234567812345678", 0), ("1234567812345679", 1)):
            run("openssl", "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-pkeyopt",
                f"distid:{identity}", "-inkey", self.folder / "private.pem", "-in",
                self.folder / "text", "-out", self.folder / "signature")
            outcome = run(CRYPTO, "sm2-verify", self.folder, check=False)
            self.assertEqual(outcome.returncode, status, identity)

    def test_oathtool_gives_the_same_codes(self):
        for seconds in (59, 1_111_111_109, 1_700_000_000, 4_000_000_000):
            theirs = run("oathtool", "--totp", f"--now=@{seconds}", SECRET).stdout.strip()
            ours = run(CRYPTO, "totp", SECRET, seconds).stdout.strip()
            self.assertEqual(ours, theirs)


if __name__ == "__main__":
    unittest.main()
