#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast a recording is looked through, beside ffmpeg's own programs over the same file.

Each line: seconds by the clock and of processor time, the median of the runs, and how many times
faster than the recording plays. All start with the file in memory. Peers: `ffprobe -count_packets`
reads every packet and decodes nothing; `ffmpeg -f null` decodes everything and looks at nothing;
the filters look for black, frozen and silent spells as the probe's full level does.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

PICTURE = "testsrc2=size=1920x1080:rate=30"
SOUND = "sine=frequency=440:beep_factor=4:sample_rate=48000"
LOOK = ("scale=320:-2,blackdetect=d=2:pix_th=0.1,freezedetect=n=-60dB:d=5", "silencedetect=d=10")


def make_clip(file, seconds):
    """A noisy moving picture in 1080p, 4 Mbit/s, as a body-worn recorder writes; made once."""
    if os.path.exists(file):
        return
    part = file + ".part"
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", PICTURE, "-f", "lavfi",
         "-i", SOUND, "-t", str(seconds), "-vf", "noise=alls=8:allf=t", "-c:v", "libx264",
         "-preset", "veryfast", "-b:v", "4M", "-g", "60", "-pix_fmt", "yuv420p", "-c:a", "aac",
         "-movflags", "+faststart", "-metadata", "creation_time=2025-09-12T12:15:00Z",
         "-f", "mp4", part], check=True)
    os.rename(part, file)


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(words, runs):
    clock, processor, output = [], [], b""
    for _ in range(runs):
        before, began = used(), time.monotonic()
        output = subprocess.run(words, check=True, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL).stdout
        clock.append(time.monotonic() - began)
        processor.append(used() - before)
    return statistics.median(clock), statistics.median(processor), output


def hold_to_report(output, seconds):
    report = json.loads(output)
    if report["findings"] or abs(report["duration_ms"] - seconds * 1000) > 100:
        sys.exit(f"the probe does not see the recording as it was made: {report}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="mingcha-probe")
    parser.add_argument("--folder", required=True, help="where the recording is kept")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    file = os.path.join(options.folder, f"recording-{options.seconds}.mp4")
    make_clip(file, options.seconds)

    ffmpeg = ["ffmpeg", "-nostdin", "-v", "error"]
    lines = [
        ("mingcha-probe, quick", [options.program, "--level=quick", file]),
        ("ffprobe -count_packets", ["ffprobe", "-v", "error", "-count_packets", "-show_entries",
                                    "stream=nb_read_packets", file]),
        ("mingcha-probe, full", [options.program, "--level=full", file]),
        ("ffmpeg -f null, one thread", ffmpeg + ["-threads", "1", "-i", file, "-f", "null", "-"]),
        ("ffmpeg -f null, as it comes", ffmpeg + ["-i", file, "-f", "null", "-"]),
        ("ffmpeg, black, frozen, silent", ffmpeg + ["-i", file, "-vf", LOOK[0], "-af", LOOK[1],
                                                    "-f", "null", "-"])]
    print(f"{os.path.getsize(file) / 1e6:.1f} MB, {options.seconds} s, 1920 × 1080, H.264 and AAC")
    print(f"{'':30} {'clock s':>9} {'processor s':>12} {'× real time':>12}")
    for name, words in lines:
        clock, processor, output = measure(words, options.runs)
        if name.startswith("mingcha"):
            hold_to_report(output, options.seconds)
        print(f"{name:30} {clock:9.2f} {processor:12.2f} {options.seconds / clock:12.0f}")


if __name__ == "__main__":
    main()
