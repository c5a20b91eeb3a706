# SPDX-License-Identifier: Apache-2.0
"""What the checks share: the files of the checkout, findings, and their printing."""

import dataclasses
import os
import pathlib
import subprocess
import sys

# Left out where there is no Git to ask (a source archive).
UNTRACKED = {".git", "build", "node_modules", "data", "dist", "__pycache__"}


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what}"


class Tree:
    """The files of a checkout, as paths relative to its root."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.paths = sorted(path for path in self._list() if (self.root / path).is_file())

    def _list(self):
        ask = ["git", "-C", str(self.root), "ls-files", "-z", "-c", "-o", "--exclude-standard"]
        if (self.root / ".git").exists():
            answer = subprocess.run(ask, capture_output=True, check=False)
            if answer.returncode == 0:
                return set(answer.stdout.decode().split("\0")) - {""}
        return self._walk()

    def _walk(self):
        found = set()
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in UNTRACKED]
            for name in names:
                path = pathlib.Path(folder, name)
                if not path.is_symlink():
                    found.add(path.relative_to(self.root).as_posix())
        return found

    def ending(self, *suffixes, under=""):
        return [p for p in self.paths if p.endswith(suffixes) and p.startswith(under)]

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def lines(self, path):
        return self.text(path).splitlines()

    def exists(self, path):
        return (self.root / path).exists()


def report(findings, subject):
    """Prints each finding with file and line. Returns the exit status."""
    for finding in sorted(set(findings)):
        print(finding)
    if findings:
        print(f"{subject}: {len(set(findings))} finding(s)", file=sys.stderr)
        return 1
    print(f"{subject}: in order")
    return 0
