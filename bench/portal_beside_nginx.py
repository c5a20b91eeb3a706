#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Pages of the portal a second, for each second of processor time, beside nginx serving the very same
bytes as files in the same run. Needs wrk and nginx (tools/setup)."""
import argparse
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

HERTZ = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def children(pid):
    found = [pid]
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            after = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(after[1]) == pid:
            found.append(int(entry.parent.name))
    return found


def processor_seconds(pid):
    total = 0
    for one in children(pid):
        after = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(after[11]) + int(after[12])
    return total / HERTZ


def wait(url):
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load(url, pid, seconds, connections):
    before = processor_seconds(pid)
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url],
        capture_output=True, text=True, check=True).stdout
    used = processor_seconds(pid) - before
    if "Non-2xx" in out:
        raise SystemExit(out)
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    p99 = milliseconds(re.search(r"99%\s+(\S+)", out).group(1))
    return rate, requests / used, p99


def start_nginx(folder, bodies):
    port = free_port()
    root = folder / "root"
    root.mkdir()
    for name, body in bodies.items():
        (root / f"{name}.html").write_bytes(body)
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / name).mkdir()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(f"""
{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes auto;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; access_log /dev/null; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=100;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}""")
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "main.conf"])
    wait(f"http://127.0.0.1:{port}/{next(iter(bodies))}.html")
    return process, port


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--root", default=".")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    chosen = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mingcha-bench-"))
    folder.chmod(0o755)
    port = free_port()
    program = subprocess.Popen(
        [chosen.program, "demo", "--port", str(port), "--data", folder / "data", "--root",
         chosen.root], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    nginx = None
    try:
        base = f"http://127.0.0.1:{port}"
        wait(base + "/healthz")
        listed = wait(base + "/decisions").decode()
        one = re.search(r'href="(/decisions/p[0-9a-f]+)"', listed).group(1)
        pages = {"home": "/", "list": "/decisions", "decision": one}
        bodies = {name: wait(base + path) for name, path in pages.items()}
        nginx, beside = start_nginx(folder, bodies)
        print(f"{'page':10} {'bytes':>7} {'pages/s':>9} {'per CPU s':>10} {'p99 ms':>7}"
              f" {'nginx/s':>9} {'per CPU s':>10} {'p99 ms':>7} {'ratio':>6}")
        for name, path in pages.items():
            load(base + path, program.pid, 1, chosen.connections)
            ours = load(base + path, program.pid, chosen.seconds, chosen.connections)
            file = f"http://127.0.0.1:{beside}/{name}.html"
            load(file, nginx.pid, 1, chosen.connections)
            theirs = load(file, nginx.pid, chosen.seconds, chosen.connections)
            print(f"{name:10} {len(bodies[name]):7} {ours[0]:9.0f} {ours[1]:10.0f} {ours[2]:7.2f}"
                  f" {theirs[0]:9.0f} {theirs[1]:10.0f} {theirs[2]:7.2f} {ours[1] / theirs[1]:6.2f}",
                  flush=True)
    finally:
        for process in (program, nginx):
            if process is not None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
