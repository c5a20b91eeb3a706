#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what the program really answers against its own description of the API.

    test/api/contract_test.py build/dev/bin/mingcha

Starts the program with its fictional data and asks, as people of every role and in both languages,
every route whose answer is described, for every case, item and article that it meets on the way.
An answer fails when it lacks what the description promises, when it says more than is described,
and when a route was never seen to succeed: a client is typed from that description.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import jsonschema
from contract_recordings import recordings

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CITATION = re.compile(r"[A-Z]+-\d{4}(-\d+)?(/[0-9a-z.()]+)?")
PEOPLE = "wanglei zhaomin wuting heping caozheng gongli luojing majun guxin songqing".split()
FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_moment(value) -> bool:
    return not isinstance(value, str) or MOMENT.fullmatch(value) is not None


@FORMATS.checks("date")
def is_day(value) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def closed(schema, inside_all_of=False):
    """The schema, refusing what it does not name. Parts of an allOf are closed as a whole."""
    if isinstance(schema, list):
        return [closed(entry, inside_all_of) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(value, key == "allOf") for key, value in schema.items()}
    if "allOf" in out or ("properties" in out and "additionalProperties" not in out):
        out.setdefault("unevaluatedProperties", False)
        if inside_all_of:
            del out["unevaluatedProperties"]
    return out


def referred_in_all_of(schema, found):
    if isinstance(schema, list):
        for entry in schema:
            referred_in_all_of(entry, found)
    elif isinstance(schema, dict):
        for part in schema.get("allOf", []):
            if "$ref" in part:
                found.add(part["$ref"].rsplit("/", 1)[1])
        for value in schema.values():
            referred_in_all_of(value, found)
    return found


class Contract:
    def __init__(self, document):
        self.schemas = document["components"]["schemas"]
        # Part of a larger one: the larger one is closed, and a closed twin stands for itself.
        parts = referred_in_all_of(document, set())
        self.components = {}
        for name, schema in self.schemas.items():
            self.components[name] = closed(schema, inside_all_of=name in parts)
        self.parts = parts

    def complaints(self, schema, answer):
        wanted = closed(schema)
        if "$ref" in schema and schema["$ref"].rsplit("/", 1)[1] in self.parts:
            wanted = {"allOf": [schema], "unevaluatedProperties": False}
        root = {"components": {"schemas": self.components}, **wanted}
        validator = jsonschema.Draft202012Validator(root, format_checker=FORMATS)
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                for error in validator.iter_errors(answer)]


class Person:
    def __init__(self, base, login, password):
        self.base, self.login, self.cookie, self.csrf = base, login, "", ""
        status, headers, body = self.ask("POST", "/api/v1/session",
                                         {"login": login, "password": password})
        assert status == 201, (login, status, body)
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.session = json.loads(body)
        self.csrf = self.session["csrf"]

    def ask(self, verb, path, body=None, language="zh", raw=None, more=()):
        headers = {"Cookie": self.cookie, "X-CSRF-Token": self.csrf, "Accept-Language": language,
                   "Idempotency-Key": str(uuid.uuid4())}
        headers.update(more)
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.base + path, data, headers, method=verb)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


class Met:
    """What the answers name, to fill the holes in paths with."""

    def __init__(self):
        self.values = {"case": set(), "item": set(), "article": set(), "seq": set(),
                       "evidence": set(), "document": set()}

    def learn(self, answer, key=""):
        if isinstance(answer, list):
            for entry in answer:
                self.learn(entry, key)
        elif isinstance(answer, dict):
            for name, value in answer.items():
                self.learn(value, name)
        elif isinstance(answer, str):
            if key == "case":
                self.values["case"].add(answer)
            elif key in ("article", "basis", "violation", "penalty") and CITATION.fullmatch(answer):
                self.values["article"].add(answer)


class Check:
    def __init__(self, base, document, password):
        self.base, self.document = base, document
        self.contract = Contract(document)
        self.people = {login: Person(base, login, password) for login in PEOPLE}
        self.met = Met()
        self.failures, self.succeeded, self.asked = [], set(), 0

    def described(self, verb):
        for path, operations in self.document["paths"].items():
            operation = operations.get(verb.lower())
            if operation is None:
                continue
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                if status != "default" and "schema" in content:
                    yield path, operation, int(status), content["schema"]

    def hold(self, person, verb, route, path, status, schema, language="zh", body=None):
        got, _, text = person.ask(verb, path, body, language)
        self.asked += 1
        where = f"{verb} {path} as {person.login} ({language})"
        try:
            answer = json.loads(text)
        except ValueError:
            self.failures.append(f"{where}: {got}, not JSON")
            return None
        if got == status:
            self.succeeded.add((verb, route))
        else:
            schema = {"$ref": "#/components/schemas/Problem"}
            if got >= 500:
                self.failures.append(f"{where}: {got}")
        for complaint in self.contract.complaints(schema, answer)[:3]:
            self.failures.append(f"{where}: {complaint}")
        if got == status:
            self.met.learn(answer)
        return answer if got == status else None

    def read_everything(self):
        routes = list(self.described("GET"))
        routes.sort(key=lambda route: route[0].count("{"))
        for path, operation, status, schema in routes:
            names = re.findall(r"\{(\w+)\}", path)
            if any(name not in self.met.values for name in names):
                continue
            for values in self.fillings(names):
                filled = path
                for name, value in values.items():
                    filled = filled.replace("{%s}" % name, value)
                for number, person in enumerate(self.people.values()):
                    allowed = [*person.session["permissions"], "public_access"]
                    if operation["x-permission"] not in allowed:
                        continue
                    language = "en" if number % 2 else "zh"
                    self.hold(person, "GET", path, filled, status, schema, language)

    def fillings(self, names):
        if not names:
            return [{}]
        if len(names) == 1:
            return [{names[0]: value} for value in sorted(self.met.values[names[0]])]
        return []

    def command(self, login, verb, route, path, body, wanted=None):
        for described, _, status, schema in self.described(verb):
            if described == route:
                return self.hold(self.people[login], verb, route, path, status, schema, body=body)
        raise KeyError(route)

    def finish(self, skipped):
        for verb in ("GET", "POST", "PUT", "DELETE"):
            for path, *_ in self.described(verb):
                if (verb, path) not in self.succeeded and (verb, path) not in skipped:
                    self.failures.append(f"{verb} {path}: never seen to succeed")
        for failure in self.failures[:40]:
            print(failure)
        print(f"{self.asked} answers, {len(self.succeeded)} routes, "
              f"{len(self.failures)} failures")
        return 1 if self.failures or not self.asked else 0


def prove_that_it_notices(contract, answer):
    """A check that cannot fail is none: one thing missing, one too many, one of the wrong type."""
    schema = {"$ref": "#/components/schemas/Case"}
    assert not contract.complaints(schema, answer), contract.complaints(schema, answer)
    for spoil in (lambda case: case.pop("version"),
                  lambda case: case.update(secret=1),
                  lambda case: case.update(major="yes"),
                  lambda case: case.update(opened_at="yesterday"),
                  lambda case: case["item"].update(more=1),
                  lambda case: case["done"][0].pop("title")):
        spoiled = json.loads(json.dumps(answer))
        spoil(spoiled)
        assert contract.complaints(schema, spoiled), "a spoiled answer was not noticed"


def commands(check):
    """Answers to commands; what they refuse is the matter of other tests."""
    check.command("wanglei", "POST", "/api/v1/session/second-factor",
                  "/api/v1/session/second-factor", None)
    check.command("wanglei", "PUT", "/api/v1/form-drafts/{place}", "/api/v1/form-drafts/new.x",
                  {"values": {"party.name": "甲"}, "case_version": 3})
    check.command("wanglei", "PUT", "/api/v1/views/{name}", "/api/v1/views/mine",
                  {"filter": {"state": "open"}, "columns": ["title"], "sort": "-title"})
    check.met.values["place"] = {"new.x"}
    check.met.values["name"] = {"mine"}
    jobs = [check.command("wanglei", "POST", "/api/v1/jobs", "/api/v1/jobs",
                          {"kind": "case_list", "format": kind, "filter": {"state": "open"}})
            for kind in ("csv", "xlsx")]
    check.met.values["job"] = {job["job"] for job in jobs}


def reckonings(check):
    """What is only asked and changes nothing: a supposed time limit, the range of a penalty."""
    limits = check.command("wanglei", "GET", "/api/v1/limits", "/api/v1/limits", None)
    for procedure in limits["procedures"]:
        for limit in procedure["limits"]:
            check.command("wanglei", "POST", "/api/v1/limits", "/api/v1/limits",
                          {"procedure": procedure["procedure"], "limit": limit["limit"],
                           "start": "2026-05-11T09:00:00+08:00"})
    for case in sorted(check.met.values["case"]):
        _, _, answer = check.people["luojing"].ask("GET", f"/api/v1/cases/{case}")
        shown = json.loads(answer)
        if "penalty" in shown:
            check.command("luojing", "POST", "/api/v1/cases/{case}/penalty",
                          f"/api/v1/cases/{case}/penalty", {"step": "proposal", "values": {}})
    for item, step in (("venue_warning_signs", "scene"), ("animal_nuisance", "scene")):
        check.command("wanglei", "POST", "/api/v1/items/{item}/penalty",
                      f"/api/v1/items/{item}/penalty",
                      {"step": step, "values": {"penalty.kind": "warning"}})


def finds(check):
    """The box that finds everything, in each of its kinds, for people who may see much and little."""
    schema = {"$ref": "#/components/schemas/FoundPage"}
    kinds = check.contract.schemas["FindKind"]["enum"]
    for login in PEOPLE:
        for query in ["q=%E4%BA%91%E5%B2%AD",
                      *(f"q=%E5%85%AC%E5%AE%89&kind={kind}" for kind in kinds)]:
            check.hold(check.people[login], "GET", "/api/v1/search", f"/api/v1/search?{query}",
                       200, schema)


def days_from_now(days):
    """The day at the bureau, whatever the zone of the machine."""
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    return (now.date() + datetime.timedelta(days)).isoformat()


def made_and_withdrawn(check, route, hole, body):
    """Makes one, reads the list that it stands in, and withdraws it."""
    made = check.command("caozheng", "POST", route, route, body)
    if made is None:
        return  # Then both were never seen to succeed, and fail for it.
    check.command("caozheng", "GET", route, route, None)
    check.command("caozheng", "POST", "%s/{%s}/withdrawal" % (route, hole),
                  f"{route}/{made['id']}/withdrawal", None)


def standing_in(check):
    """An approver goes on leave, lets somebody approve meanwhile, and takes both back."""
    made_and_withdrawn(check, "/api/v1/absences", "absence",
                       {"from": days_from_now(0), "to": days_from_now(3), "reason": "出差"})
    made_and_withdrawn(check, "/api/v1/delegations", "delegation",
                       {"to": "xujing", "from": days_from_now(0), "until": days_from_now(3),
                        "reason": "出差期间代为审批"})


def open_review(check):
    """A case under review that the reviewer may give to somebody else, and to whom."""
    page = check.command("heping", "GET", "/api/v1/reviews", "/api/v1/reviews?state=open&limit=200",
                         None)
    for row in page["reviews"]:
        case = row["case"]["case"]
        listed = check.command("heping", "GET", "/api/v1/cases/{case}/reviewers",
                               f"/api/v1/cases/{case}/reviewers", None)
        for one in listed["reviewers"] if listed and row["may_assign"] else []:
            if one["possible"] and one["person"] != row["reviewer"]:
                return case, one["person"]
    raise SystemExit("no review to hand over")


def reviews(check):
    """A review goes to another, and whoever gave it then declares a conflict of interest."""
    case, to = open_review(check)
    check.command("heping", "POST", "/api/v1/cases/{case}/reviewer",
                  f"/api/v1/cases/{case}/reviewer", {"reviewer": to, "reason": "轮到其审核"})
    check.command("heping", "POST", "/api/v1/cases/{case}/conflict",
                  f"/api/v1/cases/{case}/conflict", {"reason": "与当事人是近亲属"})


def channels(check):
    """The demonstration's deliveries, and what an editor does about them."""
    check.command("gongli", "POST", "/api/v1/channels/{channel}/pause",
                  "/api/v1/channels/city/pause", {"reason": "对方维护"})
    check.command("gongli", "POST", "/api/v1/channels/{channel}/resume",
                  "/api/v1/channels/city/resume", None)
    check.met.values["delivery"] = set()
    for state, act, body in (("by_hand", "settle", {"note": "已登录删除"}), ("dead", "retry", None)):
        page = check.command("gongli", "GET", "/api/v1/deliveries",
                             f"/api/v1/deliveries?state={state}&limit=1", None)
        delivery = page["deliveries"][0]["delivery"]
        check.met.values["delivery"].add(str(delivery))
        check.command("gongli", "POST", "/api/v1/deliveries/{delivery}/" + act,
                      f"/api/v1/deliveries/{delivery}/{act}", body)


def feedback(check):
    """What the public sent in: read by those who answer, answered, handed on, published."""
    route = "/api/v1/feedback"
    numbers = {}
    for login in ("gongli", "luojing", "heping"):
        schema = {"$ref": "#/components/schemas/FeedbackQueue"}
        queue = check.hold(check.people[login], "GET", route, route, 200, schema)
        numbers[login] = [row["number"] for row in queue["feedback"] if row["state"] == "open"]
        for row in queue["feedback"]:
            check.hold(check.people[login], "GET", route + "/{number}", f"{route}/{row['number']}",
                       200, {"$ref": "#/components/schemas/Feedback"})

    def act(login, number, what, body):
        check.command(login, "POST", f"{route}/{{number}}/{what}", f"{route}/{number}/{what}", body)
    for number in numbers["gongli"]:
        act("gongli", number, "answer", {"text": "已经核对。"})
        words = {"question": "录像要保存多少天？", "answer": "三十日以上。"}
        act("gongli", number, "publish", words)  # Refused where the author did not agree.
        act("gongli", number, "unpublish", {"reason": "重复"})
    act("luojing", numbers["luojing"][0], "transfer", {"unit": "legal", "reason": "属法制部门"})
    _, _, moved = check.people["heping"].ask("GET", route)
    left = [row["number"] for row in json.loads(moved)["feedback"] if row["state"] == "open"]
    act("heping", left[0], "reject", {"reason": "内容不明"})


def learn_looks(check, case):
    """Names the receipts of looks at `case`: those before the program last stopped are in the log."""
    _, _, text = check.people["luojing"].ask("GET", f"/api/v1/cases/{case}/timeline")
    for entry in json.loads(text)["events"]:
        found = re.fullmatch(r"/api/v1/looks/(\d+)/receipt", entry.get("receipt", ""))
        if found:
            check.met.values.setdefault("look", set()).add(found.group(1))


def first_unsealed(person):
    """A case that is shown without a purpose, and what is shown of it."""
    _, _, page = person.ask("GET", "/api/v1/cases?limit=200")
    for row in json.loads(page)["cases"]:
        status, _, answer = person.ask("GET", f"/api/v1/cases/{row['case']}")
        if status == 200:
            return row["case"], json.loads(answer)
    raise SystemExit("no case to look at")


def start(program, folder):
    said = pathlib.Path(folder) / "said"
    with said.open("w") as out:
        process = subprocess.Popen([program, "demo", "--data", folder, "--port", "0"], cwd=ROOT,
                                   stdout=out, stderr=subprocess.DEVNULL)
    for _ in range(3000):
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*", said.read_text())
        if found:
            return process, found.group()
        time.sleep(0.1)
    process.kill()
    raise SystemExit("the program did not start")


def lists_and_reports(check):
    """The published lists and the annual report as the demonstration has them."""
    lists = "/api/v1/lists/{list}"
    officers = "/api/v1/lists/officers"
    page = check.command("gongli", "GET", lists, officers, None)
    key = urllib.parse.quote(page["entries"][0]["key"])
    check.command("gongli", "GET", lists + "/entry", f"{officers}/entry?key={key}", None)
    check.command("gongli", "GET", lists + "/compare", officers + "/compare?from=1&to=1", None)
    sets = check.command("gongli", "GET", lists + "/sets", officers + "/sets", None)
    number = sets["sets"][0]["set"]
    check.command("gongli", "GET", lists + "/sets/{set}", f"{officers}/sets/{number}", None)
    check.command("luojing", "GET", "/api/v1/annual/{year}", "/api/v1/annual/2025", None)


def uploads(check):
    """A recording on its way in, and one that has arrived."""
    route = "/api/v1/uploads/{upload}"
    for length in ("5", "3"):
        _, headers, _ = check.people["wanglei"].ask(
            "POST", "/api/v1/uploads", raw=b"abc",
            more={"Tus-Resumable": "1.0.0", "Upload-Length": length,
                  "Content-Type": "application/offset+octet-stream"})
        check.command("wanglei", "GET", route, headers["Location"], None)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("mingcha", type=pathlib.Path)
    program = arguments.parse_args().mingcha.resolve()
    password = json.loads((ROOT / "demo/logins.json").read_text())[0]["password"]
    with tempfile.TemporaryDirectory(prefix="mingcha-contract-") as folder:
        process, base = start(program, folder)
        try:
            some, _ = first_unsealed(Person(base, "luojing", password))
            process.terminate()
            process.wait(30)
            process, base = start(program, folder)
            with urllib.request.urlopen(base + "/api/v1/openapi.json", timeout=60) as answer:
                document = json.load(answer)
            check = Check(base, document, password)
            for login in ("wanglei", "luojing"):
                check.hold(check.people[login], "GET", "/api/v1/cases",
                           "/api/v1/cases?limit=200", 200, {"$ref": "#/components/schemas/CasePage"})
            _, shown = first_unsealed(check.people["luojing"])
            prove_that_it_notices(check.contract, shown)
            items = check.hold(check.people["wanglei"], "GET", "/api/v1/items", "/api/v1/items",
                               200, {"$ref": "#/components/schemas/ItemList"})
            check.met.values["item"] = {item["id"] for item in items["items"]}
            commands(check)
            reckonings(check)
            standing_in(check)
            reviews(check)
            channels(check)
            lists_and_reports(check)
            finds(check)
            feedback(check)
            uploads(check)
            recordings(check)
            learn_looks(check, some)
            check.read_everything()
            return check.finish(skipped={
                # Their answers are read by the tests that sign people in and carry cases through.
                ("POST", "/api/v1/session"), ("POST", "/api/v1/cases"),
                ("POST", "/api/v1/cases/{case}/evidence"),
                ("POST", "/api/v1/cases/{case}/steps/{step}"),
                ("POST", "/api/v1/cases/{case}/limits/{limit}"),
                ("POST", "/api/v1/cases/{case}/facts/{field}/corrections"),
                ("POST", "/api/v1/cases/{case}/papers/{version}/voiding"),
                ("POST", "/api/v1/cases/{case}/papers/{version}/keeping"),
                ("POST", "/api/v1/publications/{case}/prepare"),
                ("POST", "/api/v1/publications/{case}/publish"),
                ("POST", "/api/v1/publications/{case}/withdraw"),
                ("POST", "/api/v1/publications/{case}/correct"),
                ("POST", "/api/v1/publications/{case}/revocation"),
                ("POST", "/api/v1/publications/{case}/assign"),
                ("GET", "/api/v1/annual/{year}/records"),
                ("POST", "/api/v1/annual/{year}/fix"), ("POST", "/api/v1/annual/{year}/publish"),
                ("POST", "/api/v1/credit/batches"),
                ("POST", "/api/v1/lists/{list}/import"),
                ("POST", "/api/v1/lists/{list}/import/preview"),
                ("POST", "/api/v1/lists/{list}/sets"),
                ("POST", "/api/v1/lists/{list}/sets/{set}/confirm"),
                ("POST", "/api/v1/lists/{list}/sets/{set}/discard"),
                ("POST", "/api/v1/outside-queries"),
                ("POST", "/api/v1/outside-queries/{query}/decision"),
                ("POST", "/api/v1/outside-queries/{query}/answer"),
                ("DELETE", "/api/v1/persons/{person}/sessions"),
            })
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    sys.exit(main())
