#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our receipts, judged by npm @sigstore/verify."""

import unittest

import live_log
from live_log import HERE, PROOF_FORGERIES, run


class BySigstore(live_log.LiveLogTest):
    def judge(self, folder, name="decision"):
        return run("node", HERE / "sigstore.js", folder / "log.vkey",
                   folder / f"{name}.tlog-proof")

    def test_the_package_is_the_pinned_one(self):
        version = run("node", "-p", "require('@sigstore/verify/package.json').version", cwd=HERE)
        self.assertEqual(version.stdout.strip(), "3.1.1")

    def test_receipts_are_good(self):
        for name in ("decision", "review", "publication"):
            outcome = self.judge(self.original, name)
            self.assert_accepted(outcome)
            self.assertEqual(outcome.stdout, "good\n")

    def test_every_forged_receipt_is_rejected(self):
        for name, forge in PROOF_FORGERIES.items():
            with self.subTest(name):
                folder = self.copy()
                forge(folder)
                outcome = self.judge(folder)
                self.assert_rejected(outcome)
                self.assertIn("bad:", outcome.stdout)


if __name__ == "__main__":
    unittest.main()
