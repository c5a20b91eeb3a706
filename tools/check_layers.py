#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every #include in src/ to the layer map that CMake writes to modules.txt.

A file belongs to the module with the longest folder that contains it. It may include its own
module and those it DEPENDS on, not those they depend on: a layer map that is followed only
through others is not a map. Third-party libraries have one home each (HOMES).
"""

import argparse
import posixpath
import re
import sys

from repository import Finding, Tree, report

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
MODULE = re.compile(r"^(?P<name>\w+)(?: (?P<folder>[\w/]+))?:(?P<depends>[\w ]*)$")

# What may be mentioned in one place only: a pattern over a line, its home, its name.
HOMES = [
    (re.compile(r"#\s*include\s*<boost/"), ("src/http/server/",), "Boost"),
    (re.compile(r"#\s*include\s*<(sqlite3\.h|libpq-fe\.h|postgresql/)"), ("src/store/",),
     "SQLite and libpq"),
    (re.compile(r"#\s*include\s*<openssl/"), ("src/crypto/",), "OpenSSL"),
    (re.compile(r"#\s*include\s*<(libav|libsw|seccomp\.h)"), ("src/media/probe/",),
     "libav and libseccomp"),
    (re.compile(r"#\s*include\s*<nettle/"), ("src/crypto/",), "nettle"),
    (re.compile(r"#\s*include\s*<yaml-cpp/"), ("src/pack/",), "yaml-cpp"),
    (re.compile(r"system_clock\s*::\s*now"), ("src/base/",), "the system clock"),
]

# Folders of programs: they put the modules together and are no module themselves.
PROGRAMS = "src/programs/"
# The verifier must be small enough for a stranger to read: it sees the formats and nothing else.
VERIFIER = "src/programs/mingcha_verify"
VERIFIER_SEES = ("base", "crypto", "ledger")


class Module:
    def __init__(self, name, folder, depends):
        self.name, self.folder, self.depends = name, folder, depends


def read_modules(text):
    modules = {}
    for line in text.splitlines():
        match = MODULE.match(line.strip())
        if match is None:
            raise SystemExit(f"modules.txt: cannot read “{line}”")
        name = match["name"]
        modules[name] = Module(name, match["folder"] or name, match["depends"].split())
    return modules


def module_of(path, modules):
    """The module whose folder is the longest prefix of `path` (relative to src/), or None."""
    best = None
    for module in modules.values():
        if path.startswith(module.folder + "/"):
            if best is None or len(module.folder) > len(best.folder):
                best = module
    return best


def without_comment(line):
    return re.sub(r"//.*", "", line)


def check_homes(path, number, line):
    for pattern, homes, what in HOMES:
        if pattern.search(line) and not path.startswith(homes):
            yield Finding(path, number, f"{what} belongs in {' or '.join(homes)}")


def check_include(tree, path, number, target, modules):
    """One #include "target" of the file `path`."""
    own = module_of(path.removeprefix("src/"), modules)
    other = module_of(target, modules)
    if other is None:
        is_test = path.endswith("_test.cpp")
        if is_test and target.startswith("test/") and tree.exists(target):
            return
        if own is None and tree.exists(posixpath.join("src", target)):
            return
        yield Finding(path, number, f"“{target}” is in no module (write the path from src/)")
    elif path.startswith(VERIFIER) and other.name not in VERIFIER_SEES:
        yield Finding(path, number, f"the verifier may not include {other.name} (“{target}”)")
    elif own is not None and other is not own and other.name not in own.depends:
        yield Finding(path, number,
                      f"{own.name} may not include {other.name} (“{target}”): not in its DEPENDS")


def check_files(tree, modules):
    for path in tree.ending(".h", ".cpp", under="src/"):
        if module_of(path.removeprefix("src/"), modules) is None and not path.startswith(PROGRAMS):
            yield Finding(path, 1, "belongs to no module: its folder calls mingcha_module nowhere")
            continue
        for number, line in enumerate(tree.lines(path), start=1):
            yield from check_homes(path, number, without_comment(line))
            match = INCLUDE.match(line)
            if match and match[1] == '"':
                yield from check_include(tree, path, number, match[2], modules)


def find_cycle(modules):
    """The names along one DEPENDS cycle, or an empty list."""
    finished = set()

    def visit(name, trail):
        if name in trail:
            return trail[trail.index(name):] + [name]
        if name in finished or name not in modules:
            return []
        for depend in modules[name].depends:
            cycle = visit(depend, trail + [name])
            if cycle:
                return cycle
        finished.add(name)
        return []

    for name in modules:
        cycle = visit(name, [])
        if cycle:
            return cycle
    return []


def check_map(modules):
    for module in modules.values():
        place = f"src/{module.folder}/CMakeLists.txt"
        for depend in module.depends:
            if depend not in modules:
                yield Finding(place, 1, f"{module.name} DEPENDS on {depend}, which is no module")
    cycle = find_cycle(modules)
    if cycle:
        folder = modules[cycle[0]].folder
        yield Finding(f"src/{folder}/CMakeLists.txt", 1, "DEPENDS in a circle: " + " → ".join(cycle))


def check(root, modules_text):
    modules = read_modules(modules_text)
    tree = Tree(root)
    return [*check_map(modules), *check_files(tree, modules)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    parser.add_argument("--modules", required=True, help="modules.txt of a build directory")
    options = parser.parse_args()
    with open(options.modules, encoding="utf-8") as file:
        return report(check(options.root, file.read()), "layers")


if __name__ == "__main__":
    sys.exit(main())
