#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A pack that was proved once is not proved again, and no other pack passes for it.

    test/api/proof_test.py build/dev/bin/mingcha

Starts the program on a copy of the pack whose major decisions need no review: that is refused, also
where the good pack was proved before. Only with a mark for these very bytes in the database, which
no run of the program leaves there, is the proof taken for done.
"""
import argparse
import hashlib
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROVED = "pack.proved"


def digest_of(folder: pathlib.Path) -> str:
    """As src/pack/load.h says."""
    out = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path.read_bytes()
             for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files, key=str.encode):
        for part in (name.encode(), files[name]):
            out.update(len(part).to_bytes(8, "big") + part)
    return out.hexdigest()


def start(program: pathlib.Path, root: pathlib.Path, data: pathlib.Path):
    return subprocess.run([program, "demo", "--load-only", "--root", root, "--data", data],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
                          encoding="utf-8", errors="replace")


def mark(database: pathlib.Path, value=None):
    with sqlite3.connect(database) as connection:
        if value is not None:
            connection.execute("UPDATE setting SET value = ? WHERE name = ?", (value, PROVED))
        found = connection.execute("SELECT value FROM setting WHERE name = ?", (PROVED,)).fetchone()
    connection.close()
    return found[0] if found else None


def expect(holds: bool, what: str, said: str = "") -> None:
    if not holds:
        sys.exit(f"{what}\n{said}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("mingcha", type=pathlib.Path)
    program = arguments.parse_args().mingcha.resolve()
    with tempfile.TemporaryDirectory() as folder:
        root, data = pathlib.Path(folder) / "root", pathlib.Path(folder) / "data"
        for part in ("packs", "demo"):
            shutil.copytree(ROOT / part, root / part)
        pack = root / "packs/public-security"

        first = start(program, root, data)
        expect(first.returncode == 0, "the good pack is refused", first.stdout)
        database = next(data.glob("*.db"))
        proved = mark(database)
        expect(proved is not None and proved.startswith(digest_of(pack)),
               f"no mark for the proved pack: {proved}")

        procedure = pack / "procedures/penalty_general.yaml"
        text = procedure.read_text(encoding="utf-8")
        broken = text.replace("'!major || done.legal_review'", "'!major || done.notice'", 1)
        expect(broken != text, "the procedure has no such requirement any more")
        procedure.write_text(broken, encoding="utf-8")
        second = start(program, root, data)
        expect(second.returncode != 0, "an unproved pack passes for the proved one")
        expect("法制审核" in second.stdout, "the refusal does not show the way", second.stdout)
        expect(mark(database) == proved, "a failed proof changed the mark")

        mark(database, proved.replace(proved.split()[0], digest_of(pack)))
        third = start(program, root, data)
        expect(third.returncode == 0, "a remembered proof is run again", third.stdout)

        mark(database, digest_of(pack) + " of another prover")
        fourth = start(program, root, data)
        expect(fourth.returncode != 0, "the word of another prover is taken")


main()
