#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds doc/glossary.md to the code: every word that enters the record or grants power is in it.

The glossary has tables of four columns: English term | 中文 | source | meaning. One English term
per row and no term twice, in either language, so that nobody has to guess which word to use.
Names that programs use (event kinds, leaf types, step kinds, roles) stand in backticks in the first
column.
"""

import argparse
import re
import sys

from markdown import table_rows
from repository import Finding, Tree, report

GLOSSARY = "doc/glossary.md"

# A source of names: which files, and what in them is a name.
DOTTED = re.compile(r'"([a-z][a-z_]*(?:\.[a-z][a-z_]*)+)"')
KIND = re.compile(r'\bkind\b[^"\n]{0,8}"([a-z][a-z_]*(?:\.[a-z][a-z_]*)+)"')
ENUMERATORS = re.compile(r"enum class (?:Role|StepKind)\b[^{]*\{(.*?)\}", re.DOTALL)
SOURCES = [
    (re.compile(r"^src/ledger/leaf_type[^/]*\.(h|cpp)$"), "dotted", "leaf type"),
    (re.compile(r"^src/(casefile|feedback|lists|publication)/(codec|[^/]*event[^/]*)\.(h|cpp)$"), "dotted",
     "event kind"),
    (re.compile(r"^src/(desk|disclosure)/.*\.(h|cpp)$"), "kind", "event kind"),
    (re.compile(r"^src/people/permission\.h$"), "enumerators", "role"),
    (re.compile(r"^src/pack/definition\.h$"), "enumerators", "step kind"),
]


def names_in(text, how):
    """(line, name) of each name in a source file."""
    if how in ("dotted", "kind"):
        pattern = DOTTED if how == "dotted" else KIND
        for number, line in enumerate(text.splitlines(), start=1):
            for match in pattern.finditer(line.split("//")[0]):
                yield number, match[1]
        return
    block = ENUMERATORS.search(text)
    if block:
        first = text.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block[1].splitlines(), start=first):
            for name in re.findall(r"\b([a-z_]+)\b", line.split("//")[0]):
                yield number, name


def read_glossary(tree):
    rows, findings = [], []
    for number, cells in table_rows(tree.lines(GLOSSARY)):
        if len(cells) != 4 or not all(cells):
            findings.append(Finding(GLOSSARY, number, "a row has four cells, none of them empty"))
        else:
            rows.append((number, cells))
    return rows, findings


def check_unique(rows):
    for column, what in ((0, "English"), (1, "Chinese")):
        seen = {}
        for number, cells in rows:
            term = cells[column].lower()  # `draft`, a name, and draft, a term, are two words.
            if term in seen:
                yield Finding(GLOSSARY, number, f"{what} “{term}” stands at line {seen[term]} too")
            seen.setdefault(term, number)


def check(root):
    tree = Tree(root)
    if not tree.exists(GLOSSARY):
        return [Finding(GLOSSARY, 1, "there is no glossary")]
    rows, findings = read_glossary(tree)
    findings.extend(check_unique(rows))
    known = {name for _, cells in rows for name in re.findall(r"`([^`]+)`", cells[0])}
    for path in tree.ending(".h", ".cpp", under="src/"):
        if path.endswith("_test.cpp"):
            continue
        for pattern, how, what in SOURCES:
            if pattern.match(path):
                for number, name in names_in(tree.text(path), how):
                    if name not in known:
                        findings.append(Finding(
                            path, number, f"the {what} `{name}` is not in {GLOSSARY}"))
    return findings


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    return report(check(parser.parse_args().root), "glossary")


if __name__ == "__main__":
    sys.exit(main())
