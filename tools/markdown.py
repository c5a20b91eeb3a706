# SPDX-License-Identifier: Apache-2.0
"""The little Markdown that the checks read: tables, links, headings, fenced commands."""

import re

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^\s*(```|~~~)\s*(\w*)")


def outside_fences(lines):
    """(number, line) of every line that is not in a fenced block."""
    fenced = False
    for number, line in enumerate(lines, start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def commands(lines):
    """(number, command) of every line in ```sh blocks, without comments and prompts."""
    language = None
    for number, line in enumerate(lines, start=1):
        match = FENCE.match(line)
        if match:
            language = match[2] if language is None else None
        elif language == "sh":
            command = re.sub(r"\s+#.*|^#.*", "", line).strip()
            if command:
                yield number, command


def links(lines):
    for number, line in outside_fences(lines):
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            yield number, match[1]


def anchors(lines):
    """The fragments that GitHub gives to headings."""
    for _, line in outside_fences(lines):
        match = re.match(r"^#+\s+(.*?)\s*$", line)
        if match:
            title = re.sub(r"[^\w\- ]", "", match[1].lower())
            yield title.replace(" ", "-")


def table_rows(lines):
    """(number, cells) of every body row of every table."""
    in_body = False
    for number, line in outside_fences(lines):
        if not line.lstrip().startswith("|"):
            in_body = False
        elif re.match(r"^\s*\|[\s:|-]+\|\s*$", line):
            in_body = True
        elif in_body:
            yield number, [cell.strip() for cell in line.strip().strip("|").split("|")]
