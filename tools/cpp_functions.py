# SPDX-License-Identifier: Apache-2.0
"""Finds the functions of a C++ file and their lengths: a scan over braces, not a parser.

It is exact enough for code in this project's format (.clang-format): a brace at the level of a
namespace or a class, after a head with a parameter list, opens a function.
"""

import re

# Comments and literals, replaced by blanks of the same shape so that lines keep their numbers.
OPAQUE = re.compile(
    r'R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"
    r"|//[^\n]*|/\*.*?\*/"
    r"|^[ \t]*#(?:\\\n|[^\n])*",
    re.DOTALL | re.MULTILINE)
SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
NAME = re.compile(r"(?!requires\b|noexcept\b)(?<!\w)([\w:~]+|operator\s*\S+?)\s*\(")
TEMPLATE = re.compile(r"^\s*template\s*<[^{}]*?>")
ACCESS = re.compile(r"\b(public|private|protected)\s*:(?!:)")


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def opens_scope(head):
    """True for a namespace, class and the like; a function may *return* a struct."""
    bare = TEMPLATE.sub("", head)
    match = SCOPE.search(bare)
    return match is not None and "(" not in bare[:match.start()] and "(" not in re.sub(
        r"alignas\s*\([^)]*\)|__attribute__\s*\(\(.*?\)\)", "", bare[match.end():])


def functions(text):
    """Yields (name, first line, number of lines) of each function with a body."""
    code = ACCESS.sub(blank, OPAQUE.sub(blank, text))
    head_start = 0  # Where the declaration that we are in began.
    position = 0
    while position < len(code):
        character = code[position]
        if character in ";}":
            head_start = position + 1
        elif character == "{":
            head = code[head_start:position]
            if opens_scope(head):
                head_start = position + 1
            else:
                position = end_of_block(code, position)
                rest = code[position + 1:].lstrip()
                # `Type(int a) : a_{a}, b_{2} {` — the body is still to come.
                if not rest.startswith((",", "{")):
                    match = NAME.search(TEMPLATE.sub("", head))
                    if match:
                        first = head_start + len(head) - len(head.lstrip())
                        line = code.count("\n", 0, first) + 1
                        last = code.count("\n", 0, position) + 1
                        yield match[1], line, last - line + 1
                    head_start = position + 1
        position += 1


def end_of_block(code, opening):
    depth = 0
    for position in range(opening, len(code)):
        if code[position] == "{":
            depth += 1
        elif code[position] == "}":
            depth -= 1
            if depth == 0:
                return position
    return len(code) - 1
