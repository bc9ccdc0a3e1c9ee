"""What a library must endure: being killed while it fills, and being used by many at once.

    python -m benchmarks.library_endurance [--kills 100] [--seconds 60]

The first part kills a process that adds articles, at random moments, and checks after each
time that the file is sound and holds every article that had been reported added. The
second has two processes that read and write as two screens do, one that adds and one that
searches, and prints the 95th percentile of a search, the largest log and any error.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library_generator import Archive
from reader.library import open_library
from reader.library.protocol import LibraryError
from reader.library.query import parse

QUERIES = ["ma", "ma gi", "by:minister po", "tr*", '"ma gi"', "gi -ma", "is:unread lu", "after:2018 na"]


def add(path: Path, seed: int) -> None:
    """Add articles until killed; print each when it is reported added."""
    with open_library(path) as library:
        for added in library.add_all(Archive(50_000, seed, vocabulary=20_000).readings()):
            print(added.article, flush=True)


def read(path: Path, seconds: float, *, writing: bool) -> None:
    """Search, and with `writing` star, place and note as someone at a screen; print the times."""
    times = []
    until = time.monotonic() + seconds
    with open_library(path) as library:
        while time.monotonic() < until:
            begun = time.perf_counter()
            page = library.search(parse(random.choice(QUERIES)))
            times.append((time.perf_counter() - begun) * 1000)
            if writing and page.quotes:
                article = random.choice(page.quotes).article.id
                library.set_position(article, 5).result()
                library.set_starred(article, random.random() < 0.5).result()
            time.sleep(0.02)
    print(statistics.quantiles(times, n=20)[-1])


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.library_endurance", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kills(path: Path, times: int) -> None:
    """Kill a process that adds, `times` times."""
    reported: set[int] = set()
    for number in range(1, times + 1):
        process = started("add", path, number)
        time.sleep(random.uniform(0.3, 3))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        reported |= {int(line) for line in output.splitlines()[:-1]}
        with open_library(path) as library:
            problems = library.check() if number % 10 == 0 or number == times else []
            kept = {entry.id for entry in library.articles(parse(""), limit=10**7).articles}
        missing = reported - kept
        if problems or missing:
            raise SystemExit(f"after kill {number}: {problems}, {len(missing)} reported articles missing")
    print(f"killed {times} times: {len(reported):,} articles reported added, all there, file sound")


def crowd(path: Path, seconds: float) -> None:
    """Two screens, an ingest and a search at once."""
    adding = started("add", path, 0)
    readers = [started(part, path, seconds) for part in ("screen", "screen", "search")]
    log = path.with_name(f"{path.name}-wal")
    largest = 0
    while any(reader.poll() is None for reader in readers):
        largest = max(largest, log.stat().st_size if log.exists() else 0)
        time.sleep(0.1)
    adding.send_signal(signal.SIGKILL)
    added = adding.communicate()[0].count("\n")
    for reader in readers:
        output, errors = reader.communicate()
        print(f"search p95 {float(output):.1f} ms" if output else f"failed: {errors.splitlines()[-1]}")
    print(f"largest log {largest / 1e6:.0f} MB; {added / seconds:.0f} articles a second added meanwhile")
    with open_library(path) as library:
        print("problems:", library.check() or "none")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", nargs="?", choices=["add", "screen", "search"], help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("number", nargs="?", type=float, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    if options.part == "add":
        add(options.path, int(options.number))
        return
    if options.part:
        try:
            read(options.path, options.number, writing=options.part == "screen")
        except LibraryError as error:
            raise SystemExit(str(error)) from error
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        kills(path, options.kills)
        crowd(path, options.seconds)


if __name__ == "__main__":
    main()
