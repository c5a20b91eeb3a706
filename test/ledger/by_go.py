#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our log, judged by golang.org/x/mod/sumdb/{note,tlog} as Debian packages them."""

import os
import unittest

import live_log
from live_log import BUILD, HERE, LOG_FORGERIES, PROOF_FORGERIES, older, run

GO = "/usr/lib/go-1.19/bin/go"


class ByGo(live_log.LiveLogTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program = BUILD / "verify-by-go"
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode",
                       "GOCACHE": str(BUILD / "go-cache"), "GOFLAGS": "", "GOTOOLCHAIN": "local"}
        built = run(GO, "build", "-o", cls.program, "./verify", cwd=HERE, env=environment)
        assert built.returncode == 0, built.stdout

    def judge_log(self, folder):
        checkpoints = [word for path in older(folder) for word in ("-older", path)]
        vkey = (folder / "log.vkey").read_text(encoding="utf-8")
        return run(self.program, "-vkey", vkey, "-dir", folder / "log", *checkpoints)

    def judge_proof(self, folder, name="decision"):
        vkey = (folder / "log.vkey").read_text(encoding="utf-8")
        return run(self.program, "-vkey", vkey, "-proof", folder / f"{name}.tlog-proof")

    def test_a_log_is_good_with_all_its_older_checkpoints(self):
        outcome = self.judge_log(self.original)
        self.assert_accepted(outcome)
        self.assertIn("good: 700 entries, 6 older checkpoints", outcome.stdout)

    def test_receipts_are_good(self):
        for name in ("decision", "review", "publication"):
            self.assert_accepted(self.judge_proof(self.original, name))

    def test_every_forged_log_is_rejected(self):
        for name, forge in LOG_FORGERIES.items():
            with self.subTest(name):
                folder = self.copy()
                forge(folder)
                self.assert_rejected(self.judge_log(folder))

    def test_every_forged_receipt_is_rejected(self):
        for name, forge in PROOF_FORGERIES.items():
            with self.subTest(name):
                folder = self.copy()
                forge(folder)
                self.assert_rejected(self.judge_proof(folder))


if __name__ == "__main__":
    unittest.main()
