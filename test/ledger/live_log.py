# SPDX-License-Identifier: Apache-2.0
"""A log written by our own code for the tests beside this file, and ways to falsify it."""

import base64
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
LIVE_LOG = os.environ["LEDGER_LIVE_LOG"]
MINGCHA_VERIFY = os.environ["MINGCHA_VERIFY"]
BUILD = pathlib.Path(os.environ["LEDGER_BUILD"])
SIZES = [1, 5, 256, 300, 601, 700]


def run(*words, **options):
    """Runs a program; a missing one is an error and not a reason to skip."""
    return subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120, check=False, **options)


class LiveLogTest(unittest.TestCase):
    """Writes the log once for the class; each test gets a copy of its own."""

    WRITE = "write"

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.original = pathlib.Path(cls.scratch.name) / "original"
        written = run(LIVE_LOG, cls.WRITE, cls.original)
        assert written.returncode == 0, written.stdout

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def copy(self):
        target = tempfile.mkdtemp(dir=self.scratch.name)
        shutil.copytree(self.original, target, dirs_exist_ok=True)
        return pathlib.Path(target)

    def assert_rejected(self, outcome, exits=(1,)):
        self.assertIn(outcome.returncode, exits, outcome.stdout)

    def assert_accepted(self, outcome):
        self.assertEqual(outcome.returncode, 0, outcome.stdout)


def flip(path, offset, bit=0):
    data = bytearray(path.read_bytes())
    data[offset] ^= 1 << bit
    path.write_bytes(data)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path, number):
    return path.read_text(encoding="utf-8").split("\n")[number]


def another_hash(line):
    data = bytearray(base64.b64decode(line))
    data[7] ^= 4
    return base64.b64encode(data).decode()


def another_signature(line):
    """Flips a bit of the signature and leaves the key id alone."""
    start, _, payload = line.rpartition(" ")
    data = bytearray(base64.b64decode(payload))
    data[20] ^= 4
    return start + " " + base64.b64encode(data).decode()


def change_line(path, number, change):
    line = line_of(path, number)
    replace(path, line, change(line))


def split_bundle(data):
    entries = []
    while data:
        size = int.from_bytes(data[:2], "big")
        entries.append(data[2:2 + size])
        data = data[2 + size:]
    return entries


def swap_entries(path):
    entries = split_bundle(path.read_bytes())
    assert entries[10] != entries[20]
    entries[10], entries[20] = entries[20], entries[10]
    path.write_bytes(b"".join(len(e).to_bytes(2, "big") + e for e in entries))


def truncate(path):
    data = path.read_bytes()
    path.write_bytes(data[:-1])


def stranger(folder):
    """Another key under the log's own name."""
    vkey = (folder / "stranger.vkey").read_text(encoding="utf-8")
    (folder / "log.vkey").write_text(vkey, encoding="utf-8")
    (folder / "policy.txt").write_text(f"log {vkey}\nquorum none\n", encoding="utf-8")


# Every way in which the log's folder is falsified, and each verifier has to notice.
LOG_FORGERIES = {
    "byte in a level-0 tile": lambda f: flip(f / "log/tile/0/001", 1000),
    "byte in the last level-0 tile": lambda f: flip(f / "log/tile/0/002.p/188", 31),
    "byte in a level-1 tile": lambda f: flip(f / "log/tile/1/000.p/2", 40),
    "byte in a bundle": lambda f: flip(f / "log/tile/entries/000", 100),
    "byte in the last bundle": lambda f: flip(f / "log/tile/entries/002.p/188", -3),
    "bundle cut short": lambda f: truncate(f / "log/tile/entries/001"),
    "bundle missing": lambda f: (f / "log/tile/entries/001").unlink(),
    "tile missing": lambda f: (f / "log/tile/0/000").unlink(),
    "entries swapped": lambda f: swap_entries(f / "log/tile/entries/000"),
    "root in the checkpoint": lambda f: change_line(f / "log/checkpoint", 2, another_hash),
    "size in the checkpoint": lambda f: change_line(f / "log/checkpoint", 1, lambda _: "699"),
    "origin in the checkpoint": lambda f: change_line(f / "log/checkpoint", 0, lambda l: l + "x"),
    "signature of the checkpoint": lambda f: change_line(f / "log/checkpoint", 4, another_signature),
    "key of another log": stranger,
    "older checkpoint of another history":
        lambda f: shutil.copy(f / "forked", f / "checkpoints/300"),
    "signature of an older checkpoint":
        lambda f: change_line(f / "checkpoints/5", 4, another_signature),
}


def older(folder):
    return sorted((folder / "checkpoints").iterdir())


def change_extra(path, old, new):
    def change(line):
        content = base64.b64decode(line.removeprefix("extra ")).decode("utf-8")
        assert old in content
        return "extra " + base64.b64encode(content.replace(old, new, 1).encode("utf-8")).decode()
    change_line(path, 1, change)


def proof_line(folder, text):
    lines = (folder / "decision.tlog-proof").read_text(encoding="utf-8").split("\n")
    return next(i for i, line in enumerate(lines) if line.startswith(text))


# The same for the receipt decision.tlog-proof.
PROOF_FORGERIES = {
    "first hash": lambda f: change_line(f / "decision.tlog-proof", 3, another_hash),
    "last hash": lambda f: change_line(f / "decision.tlog-proof", 5, another_hash),
    "index": lambda f: replace(f / "decision.tlog-proof", "\nindex 400\n", "\nindex 401\n"),
    "hash left out": lambda f: change_proof(f, lambda lines: lines[:3] + lines[4:]),
    "leaf": lambda f: change_extra(f / "decision.tlog-proof", "decision.made", "case.recorded"),
    "leaf of another entry": lambda f: change_proof(
        f, lambda lines: [lines[0], line_of(f / "other.tlog-proof", 1)] + lines[2:]),
    "root": lambda f: change_line(
        f / "decision.tlog-proof", proof_line(f, "log.bureau") + 2, another_hash),
    "signature": lambda f: change_line(
        f / "decision.tlog-proof", proof_line(f, "— log.bureau"), another_signature),
    "key of another log": stranger,
}


def change_proof(folder, change):
    path = folder / "decision.tlog-proof"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(change(lines)), encoding="utf-8")
