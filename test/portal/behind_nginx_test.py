#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The site behind Debian's nginx, with the configurations of deploy/: before the running program,
and with a static copy in its place."""
import argparse
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ARGUMENTS = None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def opener():
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    return urllib.request.build_opener(NoRedirect, urllib.request.HTTPSHandler(context=trusting))


def get(url, headers=None):
    request = urllib.request.Request(url, headers=headers or {})
    try:
        with opener().open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


class Behind(unittest.TestCase):
    """One demonstration, one static copy of it, one nginx with both servers."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="mingcha-nginx-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.folder.chmod(0o755)
        cls.program_port = free_port()
        cls.data = cls.folder / "data"
        root = ARGUMENTS.root
        cls.program = subprocess.Popen(
            [ARGUMENTS.program, "demo", "--port", str(cls.program_port), "--data", cls.data,
             "--root", root], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.end, cls.program)
        cls.wait(f"http://127.0.0.1:{cls.program_port}/healthz")
        cls.copy = cls.folder / "portal"
        subprocess.run([ARGUMENTS.program, "portal", "export", cls.copy, "--data", cls.data,
                        "--root", root, "--live", "https://live.example"],
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-keyout", cls.folder / "key.pem",
                        "-out", cls.folder / "fullchain.pem"], check=True, capture_output=True)
        cls.start_nginx(root)

    @classmethod
    def start_nginx(cls, root):
        cls.live = f"https://127.0.0.1:{(live := free_port())}"
        cls.mirror = f"https://127.0.0.1:{(mirror := free_port())}"
        cls.plain = f"http://127.0.0.1:{(plain := free_port())}"
        spare = free_port()
        for name, tls, http in (("nginx", live, plain), ("nginx-static", mirror, spare)):
            text = (root / "deploy" / f"{name}.conf").read_text()
            text = re.sub(r"\n\s*listen \[::\][^;]*;", "", text)
            text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{tls} ssl http2")
            text = text.replace("listen 80;", f"listen 127.0.0.1:{http};")
            text = text.replace("/etc/ssl/mingcha", str(cls.folder))
            text = text.replace("/var/cache/nginx/mingcha", str(cls.folder / "cache"))
            text = text.replace("127.0.0.1:8080", f"127.0.0.1:{cls.program_port}")
            text = text.replace("/srv/mingcha/portal", str(cls.copy))
            (cls.folder / f"{name}.conf").write_text(text)
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (cls.folder / name).mkdir()
        user = "user root;" if os.geteuid() == 0 else ""
        (cls.folder / "main.conf").write_text(f"""
{user} daemon off; pid {cls.folder}/nginx.pid; error_log {cls.folder}/error.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {cls.folder}/body; proxy_temp_path {cls.folder}/proxy;
  fastcgi_temp_path {cls.folder}/fastcgi; uwsgi_temp_path {cls.folder}/uwsgi;
  scgi_temp_path {cls.folder}/scgi;
  include {cls.folder}/nginx.conf;
  include {cls.folder}/nginx-static.conf;
}}""")
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
        cls.nginx = subprocess.Popen([program, "-p", cls.folder, "-c", cls.folder / "main.conf"],
                                     stderr=subprocess.PIPE)
        cls.addClassCleanup(cls.nginx.stderr.close)
        cls.addClassCleanup(cls.end, cls.nginx)
        cls.wait(cls.mirror + "/")

    @staticmethod
    def end(process):
        process.terminate()
        process.wait(timeout=60)

    @classmethod
    def wait(cls, url):
        for _ in range(3000):
            try:
                return get(url)
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"{url} does not answer")

    def pages(self, base):
        """Every page of the site that can be reached from its front by links."""
        seen, waiting = set(), ["/"]
        while waiting:
            target = waiting.pop()
            if target in seen:
                continue
            seen.add(target)
            status, headers, body = get(base + target)
            yield target, status, headers, body
            if not headers.get("Content-Type", "").startswith("text/html"):
                continue
            for link in re.findall(r' (?:href|src)="(/[^"#]*)', body.decode()):
                waiting.append(link.replace("&amp;", "&"))

    def test_the_live_portal_answers_through_tls(self):
        status, headers, body = get(self.live + "/")
        self.assertEqual(status, 200)
        self.assertIn("max-age", headers["Strict-Transport-Security"])
        self.assertIn("云岭县公安局", body.decode())
        self.assertEqual(get(self.plain + "/decisions")[0], 308)

    def test_tiles_are_answered_by_the_cache(self):
        address = self.live + "/log/checkpoint"
        _, _, checkpoint = get(address)
        size = int(checkpoint.decode().splitlines()[1])
        tile = f"/log/tile/0/000.p/{size}" if size < 256 else "/log/tile/0/000"
        first = get(self.live + tile)
        self.assertEqual(first[0], 200)
        self.assertIn("immutable", first[1]["Cache-Control"])
        self.assertEqual(get(self.live + tile)[2], first[2])
        self.assertTrue(any((self.folder / "cache").rglob("*")), "nothing was put into the cache")

    def test_the_copy_stands_by_itself(self):
        pages = 0
        for target, status, headers, body in self.pages(self.mirror):
            self.assertEqual(status, 200, target)
            if headers.get("Content-Type", "").startswith("text/html"):
                self.assertIn("Content-Security-Policy", headers)
            self.assertNotIn("?", target, "a link that only a program can answer")
            pages += headers.get("Content-Type", "").startswith("text/html")
            if b"<form" in body:
                for action in re.findall(r'action="([^"]*)"', body.decode()):
                    self.assertTrue(action.startswith("https://live.example/"), action)
        self.assertGreater(pages, 60)

    def test_the_copy_says_what_the_live_portal_says(self):
        text = get(self.mirror + "/decisions/")[2].decode()
        some = re.findall(r'href="(/decisions/p[0-9a-f]+)/"', text)
        self.assertGreater(len(some), 5)
        for address in some[:6]:
            copied = get(self.mirror + address)
            live = get(self.live + address, {"Accept-Language": "zh"})
            self.assertEqual(copied[0], 200)
            words = [re.sub(r"<[^>]*>", " ", one[2].decode()).split() for one in (copied, live)]
            self.assertEqual(words[0], words[1], address)
            document = get(self.mirror + address + "/document")
            self.assertEqual(document[2], get(self.live + address + "/document")[2])
            self.assertTrue(document[1]["Content-Type"].startswith("text/plain"))
        self.assertIn("lang=\"en\"", get(self.mirror + "/en/decisions/")[2].decode())

    def test_what_was_withdrawn_is_gone_in_both(self):
        gone = re.findall(r"location = (\S+) ", (self.copy / "gone.conf").read_text())
        self.assertTrue(gone)
        for address in gone:
            status, _, body = get(self.mirror + address)
            self.assertEqual(status, 410, address)
            self.assertIn("<main", body.decode())
        there = [one for one in gone if not one.endswith("/") and not one.startswith("/en/")]
        for address in there:
            self.assertEqual(get(self.live + address)[0], 410)

    def test_the_copied_log_is_checked_by_an_outsider(self):
        policy = self.folder / "policy"
        policy.write_bytes(get(self.mirror + "/log/policy")[2])
        checked = subprocess.run([ARGUMENTS.verifier, "log", "--policy", policy, self.copy / "log"],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_a_masked_text_is_held_against_its_decision_by_an_outsider(self):
        policy = self.folder / "policy"
        policy.write_bytes(get(self.mirror + "/log/policy")[2])
        checked = 0
        for proof in sorted((self.copy / "decisions").glob("p*/proof.json")):
            if '"index"' not in proof.read_text():
                continue  # Not in the log yet.
            document = proof.with_name("document.txt")
            run = lambda file: subprocess.run(
                [ARGUMENTS.verifier, "text", file, "--proof", proof, "--log", self.copy / "log",
                 "--policy", policy], capture_output=True, text=True, check=False)
            good = run(document)
            self.assertEqual(good.returncode, 0, good.stdout + good.stderr)
            self.assertIn("逐字相同", good.stdout)
            other = self.folder / "other.txt"
            other.write_text(document.read_text() + "。")
            self.assertEqual(run(other).returncode, 1)
            checked += 1
        self.assertGreater(checked, 5)

    def test_nothing_but_a_copy_is_replaced(self):
        precious = self.folder / "precious"
        precious.mkdir()
        (precious / "file").write_text("x")
        refused = subprocess.run(
            [ARGUMENTS.program, "portal", "export", precious, "--data", self.data, "--root",
             ARGUMENTS.root], capture_output=True, text=True, check=False)
        self.assertNotEqual(refused.returncode, 0)
        self.assertEqual((precious / "file").read_text(), "x")
        self.assertEqual(get(self.mirror + "/gone.conf")[0], 404)


def main():
    global ARGUMENTS
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--verifier", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
