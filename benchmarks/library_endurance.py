"""What a library must endure: being killed while it fills, and being used by many at once.

    python -m benchmarks.library_endurance [--kills 100] [--seconds 60] [--file PATH]

The first part kills a process that adds articles, at random moments, and checks after each
time that the library holds every article that had been reported added, with as many
quotes as its reading has; after every tenth that the file and its indexes are sound. The
second has two processes that read and write as two screens do, one that adds and one that
searches, and prints the 95th percentile of what they read, the largest log and any error.
It fills the library of the first part, or a copy of the one at PATH.
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
from typing import TYPE_CHECKING, TypeVar

from benchmarks.library_generator import Archive
from reader.article import Span
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.library.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

QUERIES = ["ma", "ma gi", "by:minister po", "tr*", '"ma gi"', "gi -ma", "is:unread lu", "after:2018 na"]
LONGEST = 1.5  # seconds from the first article of a process until it is killed


def add(path: Path, seed: int) -> None:
    """Add articles until killed; print each when it is reported added."""
    with open_library(path) as library:
        for added in library.add_all(Archive(50_000, seed, vocabulary=20_000).readings()):
            print(added.article, flush=True)


def read(path: Path, seconds: float, *, writing: bool) -> None:
    """Search, and with `writing` do what someone at a screen does; print the milliseconds of each reading."""
    times: list[float] = []

    def timed(asked: Callable[[], Result]) -> Result:
        begun = time.perf_counter()
        result = asked()
        times.append((time.perf_counter() - begun) * 1000)
        return result

    until = time.monotonic() + seconds
    with open_library(path) as library:
        while time.monotonic() < until:
            query = parse(random.choice(QUERIES))
            page = timed(lambda query=query: library.search(query))
            if writing and page.quotes:
                article = random.choice(page.quotes).article.id
                timed(lambda: library.articles(parse("is:unread")))
                timed(lambda article=article: library.reading(article))
                timed(lambda article=article: library.annotations(article))
                library.set_position(article, 5).result()
                library.set_read(article).result()
                library.set_starred(article, random.random() < 0.5).result()
                library.annotate(article, Span(0, 5), "noted").result()
            time.sleep(0.02)
    print(len(times), statistics.quantiles(times, n=20)[-1], max(times))


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.library_endurance", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kills(path: Path, times: int) -> None:
    """Kill a process that adds, `times` times."""
    reported: set[int] = set()
    for number in range(1, times + 1):
        process = started("add", path, number)
        assert process.stdout is not None
        if number % 10:  # else it may be killed while it opens the library
            reported.add(int(process.stdout.readline()))
        time.sleep(random.uniform(0, LONGEST))
        process.send_signal(signal.SIGKILL)
        output = process.stdout.read()  # not communicate(): it passes over what readline() read ahead
        process.communicate()
        reported |= {int(line) for line in output.splitlines(keepends=True) if line.endswith("\n")}
        with open_library(path) as library:
            problems = library.check() if number % 10 == 0 or number == times else []
            kept = {entry.id: entry.quotes for entry in library.articles(parse(""), limit=10**7).articles}
            some = random.sample(sorted(reported & kept.keys()), k=min(200, len(reported & kept.keys())))
            partial = [one for one in some if len(library.reading(one).analysis.quotes) != kept[one]]
        missing = reported - kept.keys()
        if problems or missing or partial:
            raise SystemExit(
                f"after kill {number}: {problems}, {len(missing)} missing, {len(partial)} in part"
            )
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
        if output:
            count, p95, worst = map(float, output.split())
            print(f"{count:,.0f} answers: p95 {p95:.1f} ms, worst {worst:.1f} ms")
        else:
            print(f"failed: {errors.splitlines()[-1]}")
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
    parser.add_argument("--file", type=Path, help="a library to fill a copy of in the second part")
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
        if options.kills:
            kills(path, options.kills)
        if options.file:
            path = Path(folder) / "copy.db"
            with open_library(options.file, create=False) as library:
                library.backup(path)
        if options.seconds:
            crowd(path, options.seconds)


if __name__ == "__main__":
    main()
