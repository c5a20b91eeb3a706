#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our witness client against sigsum-witness, over HTTP: it checks our signatures and our
consistency proofs, and we check its cosignature."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import live_log
from live_log import LIVE_LOG, MINGCHA_VERIFY, another_hash, another_signature, change_line, run


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port, process):
    for _ in range(200):
        if process.poll() is not None:
            raise AssertionError("sigsum-witness ended: " + process.stdout.read())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("sigsum-witness does not listen")


class BySigsumWitness(live_log.LiveLogTest):
    WRITE = "write-sigsum"

    def setUp(self):
        self.folder = self.copy()
        keys = pathlib.Path(tempfile.mkdtemp(dir=self.scratch.name))
        generated = run("sigsum-key", "generate", "-o", keys / "witness")
        self.assert_accepted(generated)
        self.key = keys / "witness"
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/w"
        # Its routes need the patterns of Go 1.22, which the old mux setting of its build hides.
        self.process = subprocess.Popen(
            ["sigsum-witness", "-k", self.key, "--log-key", self.folder / "log.pub",
             "--state-file", keys / "state", "--url-prefix", "w", f"127.0.0.1:{port}"],
            env={**os.environ, "GODEBUG": "httpmuxgo121=0"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(self.stop)
        await_port(port, self.process)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def vkey(self):
        """The witness's cosignature key under its own name, both from sigsum's own tool."""
        public = self.key.with_suffix(".pub")
        digest = run("sigsum-key", "to-hash", "-k", public).stdout.strip()
        return run("sigsum-key", "to-vkey", "-k", public, "-n", f"sigsum.org/v1/witness/{digest}",
                   "-t", "cosignature/v1").stdout.strip()

    def cosign(self, size, last_size):
        return run(LIVE_LOG, "cosign", self.folder, size, last_size, self.vkey(), self.url)

    def statuses(self, outcome):
        return [line.split()[-1] for line in outcome.stdout.splitlines()
                if line.startswith("POST")]

    def verify(self):
        """mingcha-verify, with a policy that demands this witness."""
        return run(MINGCHA_VERIFY, "log", self.folder / "log", "--policy",
                   self.folder / "policy-witnessed.txt", "--english")

    def test_it_cosigns_as_the_log_grows(self):
        last = 0
        for size in live_log.SIZES:
            with self.subTest(size):
                outcome = self.cosign(size, last)
                self.assert_accepted(outcome)
                self.assertEqual(self.statuses(outcome), ["200"])
                last = size
        shutil.copy(self.folder / "cosigned", self.folder / "log/checkpoint")
        self.assert_accepted(self.verify())

    def test_a_stale_size_is_answered_with_409_and_the_proof_is_made_anew(self):
        self.assert_accepted(self.cosign(256, 0))
        outcome = self.cosign(700, 5)
        self.assert_accepted(outcome)
        self.assertEqual(self.statuses(outcome), ["409", "200"])

    def test_a_cosignature_that_was_changed_or_left_out_does_not_make_the_quorum(self):
        self.assert_accepted(self.cosign(700, 0))
        checkpoint = self.folder / "log/checkpoint"
        self.assert_rejected(self.verify())
        shutil.copy(self.folder / "cosigned", checkpoint)
        self.assert_accepted(self.verify())
        change_line(checkpoint, 6, another_signature)
        self.assert_rejected(self.verify())

    def test_it_rejects_a_rewritten_history(self):
        self.assert_accepted(self.cosign(256, 0))
        shutil.copy(self.folder / "forked", self.folder / "checkpoints/300")
        outcome = self.cosign(300, 256)
        self.assert_rejected(outcome)
        self.assertEqual(self.statuses(outcome), ["422"])

    def test_it_rejects_a_consistency_proof_from_falsified_tiles(self):
        self.assert_accepted(self.cosign(5, 0))
        live_log.flip(self.folder / "log/tile/0/000", 32 * 6)
        outcome = self.cosign(700, 5)
        self.assert_rejected(outcome)
        self.assertEqual(self.statuses(outcome), ["422"])

    def test_it_rejects_a_checkpoint_with_another_root_or_signature(self):
        for number, change in ((2, another_hash), (4, another_signature)):
            with self.subTest(number):
                body = self.folder / "body"
                shutil.copy(self.folder / "checkpoints/5", body)
                change_line(body, number, change)
                self.assertEqual(self.post(body.read_bytes()), 403)
        self.assertEqual(self.post((self.folder / "checkpoints/5").read_bytes()), 200)

    def post(self, checkpoint):
        request = urllib.request.Request(self.url + "/add-checkpoint",
                                         data=b"old 0\n\n" + checkpoint)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return opener.open(request, timeout=10).status
        except urllib.error.HTTPError as error:
            with error:
                return error.code


if __name__ == "__main__":
    unittest.main()
