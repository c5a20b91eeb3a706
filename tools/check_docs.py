#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the documentation to the tree: what a page names must be there, and the reverse."""

import argparse
import json
import posixpath
import re
import sys

from markdown import anchors, commands, links, outside_fences
from repository import Finding, Tree, report

READMES = ("README.md", "README.zh-CN.md")
DECISIONS = "doc/decisions/"
OPENAPI = "test/golden/openapi.json"
SETTINGS = "deploy/mingcha.toml"
INSTALL = "doc/operating/install.md"
SECTIONS = ("## Context", "## Options", "## Decision", "## Consequences")

VERBS = ("get", "put", "post", "delete", "patch", "head")
# `src/base/result.h`, `tools/check`: words in backticks that read like a path of the repository.
NAMED_PATH = re.compile(
    r"`((?:src|tools|test|doc|deploy|packs|web|bench|cmake|migrations)/[\w./{},*<>-]*)`")
PRESET = re.compile(r"--preset[ =](\w+)")


def check_commands(tree):
    """The READMEs' commands exist, and both languages give the same."""
    given = {}
    for path in READMES:
        if not tree.exists(path):
            yield Finding(path, 1, "is missing")
            continue
        found = list(commands(tree.lines(path)))
        given[path] = [command for _, command in found]
        for number, command in found:
            yield from check_command(tree, path, number, command)
    if len(given) == 2 and given[READMES[0]] != given[READMES[1]]:
        yield Finding(READMES[1], 1, f"its commands are not those of {READMES[0]}")


def check_command(tree, path, number, command):
    program = command.split()[0]
    if "/" in program:
        file = tree.root / program
        if not file.is_file():
            yield Finding(path, number, f"{program} does not exist")
        elif not file.stat().st_mode & 0o111:
            yield Finding(path, number, f"{program} cannot be run")
        else:
            for option in re.findall(r"(?<=\s)--[\w-]+", command):
                if option not in file.read_text(encoding="utf-8"):
                    yield Finding(path, number, f"{program} does not know {option}")
    for preset in PRESET.findall(command):
        if f'"name": "{preset}"' not in tree.text("CMakePresets.json"):
            yield Finding(path, number, f"there is no preset {preset}")


def check_links(tree):
    for path in tree.ending(".md"):
        for number, target in links(tree.lines(path)):
            if re.match(r"^[a-z][a-z+.-]*:", target):
                continue
            file, _, fragment = target.partition("#")
            beside = posixpath.join(posixpath.dirname(path), file)
            page = posixpath.normpath(beside) if file else path
            if not tree.exists(page):
                yield Finding(path, number, f"the link to {target} leads nowhere")
            elif fragment and page.endswith(".md") and fragment not in anchors(tree.lines(page)):
                yield Finding(path, number, f"{page} has no heading #{fragment}")


def check_named_paths(tree):
    """A path in backticks exists, unless it is a pattern (`<…>`, `{…}`, `*`)."""
    for path in tree.ending(".md"):
        if path == "CHANGELOG.md":  # It tells of the past as well.
            continue
        for number, line in outside_fences(tree.lines(path)):
            for match in NAMED_PATH.finditer(line):
                if not re.search(r"[<>{}*]", match[1]) and not tree.exists(match[1]):
                    yield Finding(path, number, f"{match[1]} does not exist")


def check_modules(tree):
    page = tree.text("ARCHITECTURE.md") if tree.exists("ARCHITECTURE.md") else ""
    folders = {posixpath.dirname(p) for p in tree.ending("CMakeLists.txt", under="src/")
               if re.search(r"^mingcha_module\(", tree.text(p), re.MULTILINE)}
    for folder in sorted(folders):
        if f"`{folder.removeprefix('src/')}/`" not in page:
            yield Finding("ARCHITECTURE.md", 1, f"does not describe `{folder[4:]}/`")


def check_decisions(tree):
    records = [p for p in tree.ending(".md", under=DECISIONS) if not p.endswith("README.md")]
    index_path = DECISIONS + "README.md"
    index = tree.text(index_path) if tree.exists(index_path) else ""
    for expected, path in enumerate(records, start=1):
        name = posixpath.basename(path)
        if not name.startswith(f"{expected:04}-"):
            yield Finding(path, 1, f"decision records have no gaps: {expected:04} is next")
        if not re.search(rf"\]\({re.escape(name)}\)[^\n]*\w[^\n]*\.\s*(\||$)", index, re.MULTILINE):
            yield Finding(index_path, 1, f"has no sentence with a link to {name}")
        lines = tree.lines(path)
        for section in SECTIONS:
            if section not in lines:
                yield Finding(path, 1, f"has no “{section}”")


def check_routes(tree):
    if not tree.exists(OPENAPI):
        return
    for route, item in json.loads(tree.text(OPENAPI)).get("paths", {}).items():
        for verb in VERBS:
            if verb in item and not item[verb].get("summary", "").strip():
                yield Finding(OPENAPI, 1, f"{verb.upper()} {route} has no summary")


def check_version(tree):
    match = re.search(r"project\(mingcha VERSION ([\d.]+)", tree.text("CMakeLists.txt"))
    if match is None:
        yield Finding("CMakeLists.txt", 1, "names no version")
    elif not tree.exists("CHANGELOG.md") or f"## {match[1]}" not in tree.text("CHANGELOG.md"):
        yield Finding("CHANGELOG.md", 1, f"has no section “## {match[1]}”")


def check_settings(tree):
    """Every key of the sample settings is explained to whoever installs."""
    if not tree.exists(SETTINGS):
        return
    page = tree.text(INSTALL) if tree.exists(INSTALL) else ""
    section = ""
    for number, line in enumerate(tree.lines(SETTINGS), start=1):
        header = re.match(r"^#?\s?\[(\w+)\]$", line)
        key = re.match(r"^#?\s?(\w+) = ", line)
        if header:
            section = header[1]
        elif key and f"`{section}.{key[1]}`" not in page:
            yield Finding(SETTINGS, number, f"`{section}.{key[1]}` is not explained in {INSTALL}")


CHECKS = (check_commands, check_links, check_named_paths, check_modules, check_decisions,
          check_routes, check_version, check_settings)


def check(root):
    tree = Tree(root)
    return [finding for one in CHECKS for finding in one(tree)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    return report(check(parser.parse_args().root), "docs")


if __name__ == "__main__":
    sys.exit(main())
