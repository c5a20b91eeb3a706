#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other side of every channel, for tests: receivers of webhooks (Standard Webhooks 1.0.0),
accounts of Weibo and of WeChat, after the published documents named in doc/reference/channels.md.

    remote.py <port file> [seed]

POST /control {"faults": {"<fault>": probability}}  sets how it misbehaves; GET /report tells what
it holds. Faults, the first that comes up by chance:

    busy      503 with Retry-After, nothing done       full      429 with Retry-After, nothing done
    trouble   500 after doing it                       liar      200 with an error inside, nothing done
    cut       done, then the connection is reset in the middle of the answer
    hang_up   nothing done, the connection is reset    slow      done, the answer comes too late
    late      answered too late, and done only then    lost      Weibo: accepted and not kept
    twice     the answer comes twice
"""
import base64
import hashlib
import hmac
import json
import random
import socket
import struct
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOO_LATE = 1.3  # Seconds; the tests wait one.
PUBLISHING = 0.3
SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

lock = threading.Lock()
chance = random.Random(sys.argv[2] if len(sys.argv) > 2 else None)
faults = {}
counted = {}
order = 0
hooks = {}     # path -> {webhook-id: {...}}
weibo = {}     # token -> {"posts": {id: text}, "ever": [text]}
wechat = {}    # appid -> {"drafts": {}, "tasks": {}, "articles": {}, "ever": [source], "token": ...}
wrong = []     # What the documents do not allow.


def next_order():
    global order
    order += 1
    return order


def complain(what):
    wrong.append(what)


def length(text):
    return (sum(1 if ord(letter) < 128 else 2 for letter in text) + 1) // 2


# ---- webhooks ----

def take_hook(path, headers, body):
    key = headers.get("webhook-id", "")
    stamp = headers.get("webhook-timestamp", "")
    content = f"{key}.{stamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(SECRET, content, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(expected, each) for each in given):
        complain("signature")
        return 401, {}
    if abs(time.time() - int(stamp)) > 300:
        complain("timestamp")
        return 401, {}
    message = json.loads(body)
    held = hooks.setdefault(path, {})
    if key in held:
        held[key]["times"] += 1
        if held[key]["data"] != message["data"]:
            complain("another message under the same id")
    else:
        held[key] = {"times": 1, "order": next_order(), "type": message["type"],
                     "publication": message["data"]["publication"],
                     "round": message["data"]["round"], "data": message["data"]}
    return 204, None


# ---- Weibo ----

def weibo_error(code, words):
    return 400, {"request": "", "error_code": code, "error": words}


def take_weibo(action, fields, lost):
    token = fields.get("access_token", "")
    if not token.startswith("token-"):
        return weibo_error(21332, "invalid_access_token")
    account = weibo.setdefault(token, {"posts": {}, "ever": []})
    if action == "share":
        text = fields.get("status", "")
        if not fields.get("rip"):
            complain("no rip")
        if length(text) > 140 or "#" in text or "http" not in text:
            complain("status: " + text)
            return weibo_error(20012, "text too long")
        if text in account["posts"].values():
            return weibo_error(20019, "repeat content!")
        post = str(4_900_000_000_000_000 + next_order())
        if not lost:
            account["posts"][post] = text
            account["ever"].append(text)
        return 200, {"id": int(post), "idstr": post, "mid": post, "text": text}
    if action == "destroy":
        if fields.get("id") not in account["posts"]:
            return weibo_error(20101, "target weibo does not exist!")
        post = fields["id"]
        return 200, {"idstr": post, "text": account["posts"].pop(post)}
    statuses = [{"idstr": post, "text": text} for post, text in account["posts"].items()]
    return 200, {"statuses": statuses[::-1], "total_number": len(statuses)}


# ---- WeChat ----

def wechat_error(code, words):
    return 200, {"errcode": code, "errmsg": words}


def add_draft(account, wish, raw):
    if b"\\u" in raw:
        complain("escaped text")
    article = wish["articles"][0]
    if len(article["title"]) > 32 or len(article.get("author", "")) > 16:
        complain("title or author too long")
    if len(article.get("digest", "")) > 128 or len(article["content"].encode()) > 2048:
        complain("digest or content too long")
    if not article.get("thumb_media_id"):
        return wechat_error(40007, "invalid media_id")
    media = f"MEDIA-{next_order()}"
    account["drafts"][media] = article
    return 200, {"media_id": media, "item": []}


def submit(account, wish):
    article = account["drafts"].pop(wish["media_id"], None)
    if article is None:
        return wechat_error(40007, "invalid media_id")
    task = str(2_247_000_000 + next_order())
    account["tasks"][task] = {"article": article, "at": time.monotonic() + PUBLISHING, "id": None}
    return 200, {"errcode": 0, "errmsg": "ok", "publish_id": task, "msg_data_id": "1"}


def publish_what_is_due(account):
    for task in account["tasks"].values():
        if task["id"] is None and time.monotonic() >= task["at"]:
            task["id"] = f"ART-{next_order()}"
            account["articles"][task["id"]] = task["article"]
            account["ever"].append(task["article"]["content_source_url"])


def status_of(account, wish):
    task = account["tasks"].get(wish["publish_id"])
    if task is None:
        return wechat_error(53600, "invalid publish_id")
    if task["id"] is None:
        return 200, {"publish_id": wish["publish_id"], "publish_status": 1}
    return 200, {"publish_id": wish["publish_id"], "publish_status": 0, "article_id": task["id"],
                 "article_detail": {"count": 1, "item": [
                     {"idx": 1, "article_url": f"https://mp.weixin.qq.com/s/{task['id']}"}]},
                 "fail_idx": []}


def page(held, name, wish):
    entries = list(held.items())[::-1][wish["offset"]:wish["offset"] + wish["count"]]
    return 200, {"total_count": len(held), "item_count": len(entries), "item": [
        {name: key, "content": {"news_item": [{**article, "url": f"https://mp.weixin.qq.com/s/{key}"}]},
         "update_time": 1} for key, article in entries]}


def take_wechat(action, token, raw):
    wish = json.loads(raw)
    if action == "stable_token":
        if wish.get("secret") != "app-secret":
            return wechat_error(40125, "invalid appsecret")
        account = wechat.setdefault(wish["appid"], {"drafts": {}, "tasks": {}, "articles": {},
                                                    "ever": [], "token": f"T-{wish['appid']}"})
        return 200, {"access_token": account["token"], "expires_in": 7200}
    account = next((each for each in wechat.values() if each["token"] == token), None)
    if account is None:
        return wechat_error(40001, "invalid credential, access_token is invalid or not latest")
    publish_what_is_due(account)
    if action == "draft/add":
        return add_draft(account, wish, raw)
    if action == "draft/get":
        if wish["media_id"] not in account["drafts"]:
            return wechat_error(40007, "invalid media_id")
        return 200, {"news_item": [account["drafts"][wish["media_id"]]]}
    if action == "draft/delete":
        gone = account["drafts"].pop(wish["media_id"], None)
        return wechat_error(0 if gone else 40007, "ok" if gone else "invalid media_id")
    if action == "draft/batchget":
        return page(account["drafts"], "media_id", wish)
    if action == "freepublish/submit":
        return submit(account, wish)
    if action == "freepublish/get":
        return status_of(account, wish)
    if action == "freepublish/batchget":
        return page(account["articles"], "article_id", wish)
    if action == "freepublish/delete":
        gone = account["articles"].pop(wish["article_id"], None)
        return wechat_error(0 if gone else 53600, "ok" if gone else "Article ID is invalid")
    return 404, {}


def report():
    for account in wechat.values():
        publish_what_is_due(account)
    return {"hooks": {path: list(held.values()) for path, held in hooks.items()},
            "weibo": weibo, "wrong": wrong, "counted": counted,
            "wechat": {appid: {"articles": [each["content_source_url"]
                                            for each in account["articles"].values()],
                               "drafts": len(account["drafts"]), "ever": account["ever"]}
                       for appid, account in wechat.items()}}


class Remote(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_it(self, lost=False):
        path, _, query = self.path.partition("?")
        fields = dict(urllib.parse.parse_qsl(query))
        with lock:
            if path.startswith("/hook/"):
                return take_hook(path, self.headers, self.body)
            if path.startswith("/2/statuses/"):
                if self.command == "POST":
                    fields |= dict(urllib.parse.parse_qsl(self.body.decode()))
                action = path.removeprefix("/2/statuses/").removesuffix(".json")
                if (action == "user_timeline") != (self.command == "GET"):
                    return weibo_error(10021, "HTTP method is not suported for this request")
                return take_weibo(action, fields, lost)
            if path.startswith("/cgi-bin/") and self.command == "POST":
                return take_wechat(path.removeprefix("/cgi-bin/"), fields.get("access_token"),
                                   self.body)
        return 404, {}

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def answer(self, status, body, headers=(), cut=False, twice=False):
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json; charset=UTF-8\r\n"
        for name, value in headers:
            head += f"{name}: {value}\r\n"
        whole = f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data
        try:
            if cut:
                self.connection.sendall(whole[:max(20, len(whole) - 5)])
                return self.reset()
            self.connection.sendall(whole * 2 if twice else whole)
        except OSError:
            pass
        self.close_connection = True

    def misbehave(self, fault):
        if fault in ("busy", "full"):
            return self.answer(503 if fault == "busy" else 429, {}, [("Retry-After", "1")])
        if fault == "hang_up":
            return self.reset()
        if fault == "liar":
            return self.answer(*((500, {}) if self.path.startswith("/hook/") else
                                 (200, {"error_code": 10001, "error": "System error",
                                        "errcode": -1, "errmsg": "system error"})))
        if fault == "late":
            time.sleep(TOO_LATE)
        status, body = self.handle_it(lost=fault == "lost")
        if fault == "slow":
            time.sleep(TOO_LATE)
        if fault == "trouble":
            status, body = 500, {}
        self.answer(status, body, cut=fault == "cut", twice=fault == "twice")

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/control":
            with lock:
                faults.clear()
                faults.update(json.loads(self.body)["faults"])
            return self.answer(200, {})
        if self.path == "/report":
            with lock:
                return self.answer(200, report())
        with lock:
            draw, fault = chance.random(), "none"
            for name, probability in faults.items():
                draw -= probability
                if draw < 0:
                    fault = name
                    break
            counted[fault] = counted.get(fault, 0) + 1
        try:
            self.misbehave(fault)
        except (OSError, KeyError, ValueError) as error:
            complain(f"{self.path}: {error!r}")
            raise

    do_GET = do_POST


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Remote)
    server.daemon_threads = True
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(f"{server.server_port}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
