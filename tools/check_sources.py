#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every source file to what the project agreed on (CONTRIBUTING.md, “How code looks”).

What is too long for a reason stands in tools/exceptions.txt, one per line: path, check, reason.
An exception that is no longer needed is a finding too, so that the list only shrinks.
"""

import argparse
import ast
import re
import sys

from cpp_functions import functions
from repository import Finding, Tree, report

FILE_LINES = 500
FUNCTION_LINES = 70
FILE_BYTES = 500_000
EXCEPTIONS = "tools/exceptions.txt"

CODE = (".cpp", ".h", ".py", ".ts", ".vue", ".css", ".js", ".mjs")
SPDX = "SPDX-License-Identifier: Apache-2.0"

# A capital before and a capital (or the end) after: Database and Metadata are good words.
EMPTY_WORD = re.compile(
    r"\b(?:class|struct|enum|union|using|concept)\s+(?:\w+::)*"
    r"(\w*(?:Manager|Helper|Util|Utils|Info|Data)(?=[A-Z0-9]|\b)\w*)")
# The brackets keep these patterns from finding themselves.
UNNUMBERED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b(?!\(#\d+\))")
PLACE = re.compile(r"(?<![\w.:/-])/w[o]rk/|\.\./shar[e]d\b|/r[o]ot/|/h[o]me/\w")
GLOB = re.compile(r"file\s*\(\s*G[L]OB[^)]*\)|aux_source_d[i]rectory")
GLOBBED_CODE = re.compile(r"\*\.(cpp|cc|h)\b|RECURSE|aux_source")
CMAKE = ("CMakeLists.txt", ".cmake")
TEXT = CODE + CMAKE + (".md", ".sh", ".sql", ".yaml", ".yml", ".toml", ".json", ".story", ".html")


def is_script(tree, path):
    with open(tree.root / path, "rb") as file:
        return file.read(2) == b"#!"


def check_header(path, lines):
    if not any(SPDX in line for line in lines[:2]):
        yield Finding(path, 1, f"the first line must say {SPDX}")
    if path.endswith(".h") and not any(line == "#pragma once" for line in lines[:3]):
        yield Finding(path, 1, "a header begins with #pragma once")


def check_words(path, lines):
    for number, line in enumerate(lines, start=1):
        if UNNUMBERED.search(line):
            yield Finding(path, number, "work left over without an issue's number")
        if PLACE.search(line):
            yield Finding(path, number, "names a place on somebody's machine")
        if path.endswith((".cpp", ".h")):
            match = EMPTY_WORD.search(line.split("//")[0])
            if match:
                yield Finding(path, number, f"“{match[1]}” has a word in it that says nothing")


def check_globs(path, lines):
    """C++ is listed. Other inputs of a build may be globbed where CMake watches them for changes."""
    text = "\n".join(re.sub(r"#.*", "", line) for line in lines)
    for match in GLOB.finditer(text):
        watched = "CONFIGURE_DEPENDS" in match[0] or path.endswith(".cmake")
        if GLOBBED_CODE.search(match[0]) or not watched:
            yield Finding(path, text.count("\n", 0, match.start()) + 1,
                          "sources are listed, never globbed")


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def check_sizes(path, lines):
    if path.endswith(CODE) and len(lines) > FILE_LINES:
        yield "file", Finding(path, 1, f"{len(lines)} lines; a file has at most {FILE_LINES}")
    text = "\n".join(lines) + "\n"
    found = []
    if path.endswith((".cpp", ".h")):
        found = functions(text)
    elif path.endswith(".py"):
        found = python_functions(text)
    for name, line, length in found:
        if length > FUNCTION_LINES:
            yield "function", Finding(
                path, line, f"{name}: {length} lines; a function has at most {FUNCTION_LINES}")


def read_exceptions(tree):
    """(path, check) → line in the list, and findings about the list itself."""
    allowed, findings = {}, []
    if not tree.exists(EXCEPTIONS):
        return allowed, findings
    for number, line in enumerate(tree.lines(EXCEPTIONS), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split(maxsplit=2)
        if len(words) < 3 or words[1] not in ("file", "function", "bytes"):
            findings.append(Finding(EXCEPTIONS, number, "write: path, file|function|bytes, reason"))
        else:
            allowed[(words[0], words[1])] = number
    return allowed, findings


def check(root):
    tree = Tree(root)
    allowed, findings = read_exceptions(tree)
    needed = set()

    def add_size(kind, finding):
        if (finding.path, kind) in allowed:
            needed.add((finding.path, kind))
        else:
            findings.append(finding)

    for path in tree.paths:
        size = (tree.root / path).stat().st_size
        if size > FILE_BYTES:
            add_size("bytes", Finding(path, 1, f"{size} bytes; a file has at most {FILE_BYTES}"))
            continue
        script = is_script(tree, path)
        if not path.endswith(TEXT) and not script:
            continue
        lines = tree.lines(path)
        if script or path.endswith((".cpp", ".h", ".py", ".ts", ".vue")):
            findings.extend(check_header(path, lines))
        findings.extend(check_words(path, lines))
        if path.endswith(CMAKE):
            findings.extend(check_globs(path, lines))
        for kind, finding in check_sizes(path, lines):
            add_size(kind, finding)

    for key in sorted(allowed.keys() - needed):
        findings.append(Finding(EXCEPTIONS, allowed[key], f"{' '.join(key)}: no longer needed"))
    return findings


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    return report(check(parser.parse_args().root), "sources")


if __name__ == "__main__":
    sys.exit(main())
