# SPDX-License-Identifier: Apache-2.0
"""Recordings, devices, destruction and outside viewing for contract_test.py: each act once, so that
its answer is seen."""
import json
import time

ROUTE = "/api/v1/recordings"
ONE = ROUTE + "/{recording}"


def sent(person, name, bytes_, **said):
    """Uploads a file and gives the id of its recording."""
    from base64 import b64encode
    said["filename"] = name
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}"
                        for key, value in said.items())
    _, headers, _ = person.ask("POST", "/api/v1/uploads", raw=bytes_,
                               more={"Tus-Resumable": "1.0.0", "Upload-Length": str(len(bytes_)),
                                     "Upload-Metadata": metadata,
                                     "Content-Type": "application/offset+octet-stream"})
    return headers["Upload-Recording"]


def looked_through(person, recording):
    for _ in range(600):
        _, _, text = person.ask("GET", f"{ROUTE}/{recording}")
        answer = json.loads(text)
        if answer["probed"]:
            return answer
        time.sleep(0.1)
    raise SystemExit("nobody looks through recordings")


def keeping(check, recording):
    """Notes, classes, holds."""
    def act(login, what, body):
        return check.command(login, "POST", f"{ONE}/{what}", f"{ROUTE}/{recording}/{what}", body)
    act("zhaomin", "notes", {"at_ms": 0, "text": "开始"})
    act("zhaomin", "classes", {"retention": "grave", "reason": "疑难警情"})
    act("majun", "shortenings", {"retention": "grave", "reason": "并非疑难", "agree": True})
    act("zhaomin", "holds", {"reason": "行政复议"})
    _, _, text = check.people["majun"].ask("GET", f"{ROUTE}/{recording}")
    hold = json.loads(text)["holds"][0]["hold"]
    check.command("majun", "POST", f"{ONE}/holds/{{hold}}/end",
                  f"{ROUTE}/{recording}/holds/{hold}/end", {"reason": "复议终结"})


def matching(check, recording, case):
    place = {"case": case, "occasion": 0}
    check.command("zhaomin", "POST", ONE + "/matches", f"{ROUTE}/{recording}/matches", place)
    viewing = check.command("wuting", "POST", "/api/v1/cases/{case}/viewings",
                            f"/api/v1/cases/{case}/viewings",
                            {"recordings": [recording], "viewer": "常律师", "organ": "某律师事务所",
                             "basis": "委托", "letter": "委托书", "until": in_two_days()})
    check.command("wuting", "GET", "/api/v1/cases/{case}/viewings",
                  f"/api/v1/cases/{case}/viewings", None)
    check.command("wuting", "POST", "/api/v1/viewings/{viewing}/end",
                  f"/api/v1/viewings/{viewing['viewing']}/end", {"reason": "已看完"})
    check.command("zhaomin", "POST", ONE + "/unmatches", f"{ROUTE}/{recording}/unmatches",
                  {**place, "reason": "传错"})


def in_two_days():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2 * 86400))


def destruction(check):
    """An old one whose time is over goes, by two people; an empty promise of bytes is settled."""
    old = sent(check.people["zhaomin"], "旧.mp4", b"an old recording", source="dock",
               started_at="2025-01-06T09:00:00+08:00", ended_at="2025-01-06T09:10:00+08:00")
    check.command("majun", "POST", ONE + "/classes", f"{ROUTE}/{old}/classes",
                  {"retention": "ordinary", "reason": "一般执法"})
    batch = check.command("majun", "POST", "/api/v1/destructions", "/api/v1/destructions",
                          {"recordings": [old], "reason": "保存期满"})
    check.met.values["batch"] = {batch["batch"]}
    check.command("majun", "GET", "/api/v1/destructions/{batch}",
                  f"/api/v1/destructions/{batch['batch']}", None)
    check.command("wuting", "POST", "/api/v1/destructions/{batch}/answer",
                  f"/api/v1/destructions/{batch['batch']}/answer",
                  {"agreed": True, "reason": "同意"})
    other = sent(check.people["zhaomin"], "坏.mp4", b"other bytes", sha256="0" * 64)
    check.command("majun", "POST", ONE + "/acceptance", f"{ROUTE}/{other}/acceptance",
                  {"reason": "已核对"})
    return {old, other}


def devices(check):
    made = check.command("majun", "POST", "/api/v1/devices", "/api/v1/devices",
                         {"number": "DSJ-900", "kind": "body_camera", "unit": "chengguan"})
    check.command("majun", "POST", "/api/v1/devices/{device}/acts",
                  f"/api/v1/devices/{made['device']}/acts",
                  {"act": "issue", "officer": "zhaomin"})
    check.met.values["device"] = {made["device"]}


def explanation(check):
    """The first gap of the officer's own unit that nobody has explained."""
    page = check.command("zhaomin", "GET", "/api/v1/recording-duties",
                         "/api/v1/recording-duties?state=open&days=3660", None)
    for row in page["duties"]:
        status, _, text = check.people["zhaomin"].ask("GET", f"/api/v1/cases/{row['case']}/recordings")
        if status != 200:
            continue
        for duty in json.loads(text)["duties"]:
            for gap in duty["gaps"]:
                check.command("zhaomin", "POST", "/api/v1/cases/{case}/gaps",
                              f"/api/v1/cases/{row['case']}/gaps",
                              {"step": duty["step"], "occasion": duty["occasion"],
                               "item": duty["item"]["item"], "from": gap["from"], "to": gap["to"],
                               "ground": "device", "text": "设备故障，已送修"})
                return row["case"]
    raise SystemExit("no gap to explain")


def recordings(check):
    mine = sent(check.people["zhaomin"], "现场.mp4", b"not a film at all", source="phone")
    looked_through(check.people["zhaomin"], mine)
    keeping(check, mine)
    matching(check, mine, explanation(check))
    devices(check)
    check.met.values["recording"] = {mine} | destruction(check)
