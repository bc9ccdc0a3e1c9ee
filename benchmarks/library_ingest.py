"""How quickly `g7reader add` fills a library, beside the analysis alone in the same run.

    python -m benchmarks.library_ingest [--articles 2000] [--jobs 2] [--runs 3]

Writes generated articles of 400 words to a folder and prints how many a second the
analysis takes alone, in as many processes; how many the command adds, from its start to
its end; and the ratio of the two. Then the same in processor time, which other work on
the machine disturbs less: how many articles a second that makes with nothing else to do.
As in a program that is installed, modules come from bytecode that was written before.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import article

TARGET = 300  # articles a second, on two cores
CHARACTERS = 2_180  # of about 400 words
BATCH = 50


def analyse(text: str) -> int:
    from reader.analysis import analyse_article
    from reader.formats import load_bytes

    return len(analyse_article(load_bytes(text.encode(), "article.txt")).quotes)


def processor_seconds() -> float:
    """What ended child processes have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True)
class Speed:
    """How long a number of articles took, on the clock and of processors."""

    articles: int
    seconds: float
    processor: float

    def a_second(self, jobs: int) -> tuple[float, float]:
        """Articles a second on the clock, and on `jobs` processors that do nothing else."""
        return self.articles / self.seconds, self.articles / self.processor * jobs


def analysed(texts: list[str], jobs: int) -> Speed:
    """How quickly `jobs` processes analyse, already started."""
    before = processor_seconds()
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(analyse, texts[:jobs]))
        begun = time.perf_counter()
        list(pool.map(analyse, texts, chunksize=BATCH))
        took = time.perf_counter() - begun
    return Speed(len(texts), took, processor_seconds() - before)


def added(folder: Path, library: Path, count: int, jobs: int) -> Speed:
    """How quickly the command adds to a new library, its start included."""
    library.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "reader",
        "add",
        str(folder),
        "--jobs",
        str(jobs),
        "--library",
        str(library),
    ]
    begun, before = time.perf_counter(), processor_seconds()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    took = time.perf_counter() - begun
    assert done.stdout.startswith(f"{count:,} articles"), done.stdout
    return Speed(count, took, processor_seconds() - before)


def write_bytecode(folder: Path) -> None:
    """Have this process and those it starts write and use bytecode, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(folder)
    sys.dont_write_bytecode = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    texts = [article(CHARACTERS, seed) for seed in range(options.articles)]
    words = statistics.mean(len(text.split()) for text in texts)
    print(f"{options.articles:,} articles of {words:.0f} words, {options.jobs} processes")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "news")
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        write_bytecode(Path(name, "bytecode"))
        analysed(texts[:BATCH], options.jobs)
        added(folder, Path(name, "library.db"), options.articles, options.jobs)
        for _ in range(options.runs):
            alone = analysed(texts, options.jobs).a_second(options.jobs)
            whole = added(folder, Path(name, "library.db"), options.articles, options.jobs).a_second(
                options.jobs
            )
            for told, one, other in zip(("on the clock", "processors alone"), alone, whole, strict=True):
                print(
                    f"{told}: analysis {one:,.0f} a second, added {other:,.0f} a second"
                    f" (target {TARGET}), ratio {other / one:.2f}"
                )


if __name__ == "__main__":
    main()
