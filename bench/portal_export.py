#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The portal as files: how long `mingcha portal export` takes for so many published decisions, how
much memory it wants, and beside it a copy of the very same files. The decisions are copies of one of
the demonstration, events and all, except for their places in the log."""
import argparse
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import time

EVENTS_A_BLOCK = 16384  # As src/registers/public_listing.cpp has it.


def columns(db, table):
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def insert(db, table, row):
    names = ", ".join(row)
    places = ", ".join("?" for _ in row)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))


def rows(db, table, where, value):
    names = columns(db, table)
    return [dict(zip(names, row)) for row in db.execute(
        f"SELECT * FROM {table} WHERE {where} ORDER BY 1", [value])]


def multiply(path, decisions):
    """Fills the database up to so many; the copies spread over eight years."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    case = db.execute("SELECT case_id FROM public_record WHERE state = 'published' "
                      "ORDER BY seq LIMIT 1").fetchone()[0]
    there = db.execute("SELECT count(*) FROM public_record").fetchone()[0]
    # A copy of a decision has no review of its own to show.
    db.execute("DROP TRIGGER IF EXISTS event_decision_needs_its_row")
    streams = [rows(db, "event", "stream = ?", f"{kind}/{case}") for kind in ("case", "publication")]
    publication = rows(db, "publication_row", "case_id = ?", case)[0]
    record = rows(db, "public_record", "case_id = ?", case)[0]
    next_seq = db.execute("SELECT max(seq) FROM event").fetchone()[0] + 1
    db.execute("BEGIN")
    for number in range(there, decisions):
        name = hashlib.sha256(str(number).encode()).hexdigest()[:len(case)]
        public = "p" + hashlib.sha256(b"public" + str(number).encode()).hexdigest()[:20]
        month = f"{2018 + number * 8 // decisions}-{number % 12 + 1:02}"
        for events in streams:
            for event in events:
                body = event["body"].replace(case, name).replace(record["public_id"], public)
                insert(db, "event", event | {"seq": next_seq, "body": body,
                                             "stream": event["stream"].replace(case, name)})
                if event["kind"] == "decision.published":
                    first = next_seq
                next_seq += 1
        insert(db, "publication_row", publication | {
            "case_id": name, "public_id": public, "party": f"{publication['party']}{number}",
            "published_on": month + "-02"})
        insert(db, "public_record", record | {
            "case_id": name, "public_id": public, "seq": first, "first_seq": first, "month": month})
    db.execute("DELETE FROM public_count")
    for kind, value, unit in (("month", "month", "''"), ("year", "year", "''"),
                              ("unit", "unit", "unit_name"),
                              ("block", f"printf('%012d', first_seq / {EVENTS_A_BLOCK})", "''")):
        db.execute(f"INSERT INTO public_count SELECT '{kind}', {value}, {unit}, count(*) "
                   "FROM public_record WHERE state = 'published' GROUP BY 2, 3")
    db.execute("COMMIT")
    db.close()


def export(chosen, data, target):
    """Seconds, seconds of the processor, and the most memory it ever had, in MiB."""
    began = time.monotonic()
    process = subprocess.Popen([chosen.program, "portal", "export", target, "--data", data, "--root",
                                chosen.root, "--live", "https://portal.example"],
                               stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("the export failed")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--root", default=".")
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--folder", default="build/export-bench")
    chosen = parser.parse_args()
    folder = pathlib.Path(chosen.folder).absolute()
    data, target, beside = folder / "data", folder / "site", folder / "beside"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([chosen.program, "demo", "--load-only", "--data", data, "--root", chosen.root],
                   check=True, stdout=subprocess.DEVNULL)
    multiply(next(data.glob("*.db")), chosen.decisions)
    took, processor, memory = export(chosen, data, target)
    sizes = [entry.stat().st_size for entry in target.rglob("*") if entry.is_file()]
    began = time.monotonic()
    subprocess.run(["cp", "-r", target, beside], check=True)
    copied = time.monotonic() - began
    megabytes = sum(sizes) / 1e6
    print(f"{chosen.decisions} decisions: {len(sizes)} files, {megabytes:.0f} MB")
    print(f"export: {took:.1f} s, {chosen.decisions / took:.0f} decisions/s, "
          f"{megabytes / took:.1f} MB/s, {1000 * processor / chosen.decisions:.1f} ms of the "
          f"processor a decision, at most {memory:.0f} MiB of memory")
    print(f"cp -r:  {copied:.1f} s, {megabytes / copied:.1f} MB/s; "
          f"the export takes {took / copied:.1f} times as long")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
