#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""mingcha-verify itself: what it says, how it ends, and that nothing forged gets past it."""

import json
import shutil
import unittest

import live_log
from live_log import LOG_FORGERIES, MINGCHA_VERIFY, PROOF_FORGERIES, change_extra, older, run

NOT_PROVEN, UNREADABLE = 1, 2


class ByMingchaVerify(live_log.LiveLogTest):
    def judge_log(self, folder, *words):
        return run(MINGCHA_VERIFY, "log", folder / "log", "--policy", folder / "policy.txt",
                   "--older", *older(folder), *words)

    def judge(self, folder, *words, name="decision"):
        return run(MINGCHA_VERIFY, "proof", folder / f"{name}.tlog-proof", "--policy",
                   folder / "policy.txt", *words)

    def secret(self, name):
        return (self.original / name).read_text(encoding="utf-8").strip()

    def test_a_log_is_good_with_all_its_older_checkpoints(self):
        outcome = self.judge_log(self.original)
        self.assert_accepted(outcome)
        self.assertIn("日志完整。", outcome.stdout)
        self.assertIn("共700条", outcome.stdout)
        self.assertIn("与6个较早的检查点一致。", outcome.stdout)

    def test_every_forged_log_is_rejected(self):
        for name, forge in LOG_FORGERIES.items():
            with self.subTest(name):
                folder = self.copy()
                forge(folder)
                outcome = self.judge_log(folder)
                self.assert_rejected(outcome)
                self.assertIn("未能证明", outcome.stdout)

    def test_every_forged_receipt_is_rejected(self):
        for name, forge in PROOF_FORGERIES.items():
            with self.subTest(name):
                folder = self.copy()
                forge(folder)
                self.assert_rejected(self.judge(folder))

    def test_a_receipt_says_what_it_proves(self):
        outcome = self.judge(self.original)
        self.assert_accepted(outcome)
        for words in ("存证有效。", "日志：log.bureau.example/enforcement，第400条（检查点大小700）",
                      "类型：作出决定（decision.made）", "机关：11510100000000000X",
                      "字段 party_name：张三", "字段 fine_cents：20000", "引用：第300条"):
            self.assertIn(words, outcome.stdout)
        self.assertNotIn("case_no", outcome.stdout, "it was not shown")
        english = self.judge(self.original, "--english")
        self.assertIn("Type: decision made (decision.made)", english.stdout)

    def test_fields_must_be_as_expected(self):
        expected = self.original / "fields.json"
        self.assert_accepted(self.judge(self.original, "--fields", expected))
        folder = self.copy()
        live_log.replace(folder / "fields.json", "20000", "2000")
        outcome = self.judge(folder, "--fields", folder / "fields.json")
        self.assert_rejected(outcome)
        self.assertIn("字段“fine_cents”与存证不符", outcome.stdout)
        outcome = self.judge(folder, "--fields", folder / "all-fields.json")
        self.assert_rejected(outcome)
        self.assertIn("没有披露字段“case_no”", outcome.stdout)

    def test_a_shown_field_cannot_be_changed_in_the_receipt(self):
        folder = self.copy()
        content = json.loads(live_log.base64.b64decode(
            live_log.line_of(folder / "decision.tlog-proof", 1).removeprefix("extra ")))
        shown = content["d"][0][0]
        change_extra(folder / "decision.tlog-proof", shown, shown[:-4] + "AAAA")
        self.assertNotEqual(self.judge(folder).returncode, 0)

    def test_the_record_key_proves_all_fields_at_once(self):
        key = self.secret("record-key")
        outcome = self.judge(self.original, "--fields", self.original / "all-fields.json",
                             "--record-key", key)
        self.assert_accepted(outcome)
        self.assertIn("全部内容", outcome.stdout)
        self.assert_rejected(self.judge(self.original, "--fields", self.original / "fields.json",
                                        "--record-key", key))
        self.assert_rejected(self.judge(self.original, "--fields",
                                        self.original / "all-fields.json", "--record-key",
                                        "A" * 43))

    def test_the_published_document_is_recognised(self):
        words = ("--document", self.original / "document.txt", "--salt", self.secret("salt"))
        self.assert_accepted(self.judge(self.original, *words, name="publication"))
        self.assert_rejected(self.judge(self.original, *words, name="decision"))
        folder = self.copy()
        live_log.flip(folder / "document.txt", 5)
        self.assert_rejected(self.judge(self.original, "--document", folder / "document.txt",
                                        "--salt", self.secret("salt"), name="publication"))
        self.assert_rejected(self.judge(self.original, *words[:2], name="publication"),
                             (UNREADABLE,))

    def test_the_review_came_first(self):
        outcome = self.judge(self.original, "--review", self.original / "review.tlog-proof")
        self.assert_accepted(outcome)
        self.assertIn("法制审核：同一日志第300条", outcome.stdout)
        outcome = self.judge(self.original, "--review", self.original / "other.tlog-proof")
        self.assert_rejected(outcome)
        self.assert_rejected(self.judge(self.original, "--review",
                                        self.original / "decision.tlog-proof", name="publication"))

    def test_a_receipt_without_leaf_is_completed_from_the_log(self):
        folder = self.copy()
        path = folder / "decision.tlog-proof"
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(lines[:1] + lines[2:]), encoding="utf-8")
        self.assert_rejected(self.judge(folder), (UNREADABLE,))
        self.assert_accepted(self.judge(folder, "--log", folder / "log"))

    def test_the_sm2_line_is_checked_on_demand(self):
        self.assert_accepted(self.judge(self.original, "--sm2", self.secret("sm2.vkey")))
        folder = self.copy()
        number = live_log.proof_line(folder, "— log.bureau.example/enforcement/sm2")
        live_log.change_line(folder / "decision.tlog-proof", number, live_log.another_signature)
        self.assert_accepted(self.judge(folder))
        self.assert_rejected(self.judge(folder, "--sm2", self.secret("sm2.vkey")))

    def test_unreadable_input_is_told_apart(self):
        folder = self.copy()
        self.assert_rejected(self.judge(folder, name="absent"), (UNREADABLE,))
        shutil.copy(folder / "document.txt", folder / "rubbish.tlog-proof")
        self.assert_rejected(self.judge(folder, name="rubbish"), (UNREADABLE,))
        (folder / "policy.txt").write_text("quorum nobody\n", encoding="utf-8")
        self.assert_rejected(self.judge(folder), (UNREADABLE,))
        self.assert_rejected(self.judge_log(folder), (UNREADABLE,))
        self.assert_rejected(run(MINGCHA_VERIFY, "prove"), (UNREADABLE,))
        self.assert_rejected(run(MINGCHA_VERIFY), (UNREADABLE,))
        self.assertEqual(run(MINGCHA_VERIFY, "--help").returncode, 0)


if __name__ == "__main__":
    unittest.main()
