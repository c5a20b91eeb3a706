# SPDX-License-Identifier: Apache-2.0
"""For the checks' own tests: a small tree in a temporary folder, in which faults are planted."""

import pathlib
import tempfile
import unittest


class PlantedTree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def plant(self, path, text, executable=False):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if executable:
            file.chmod(0o755)

    def assert_finds(self, findings, path, words, line=None):
        """Exactly one finding, at that place, with those words."""
        shown = [str(finding) for finding in findings]
        self.assertEqual(len(shown), 1, shown)
        self.assertEqual(findings[0].path, path)
        self.assertIn(words, findings[0].what)
        if line is not None:
            self.assertEqual(findings[0].line, line)
