"""How quickly the library is there: ratios against a bare Textual app in the same run.

    python benchmarks/library_screen.py [--quotes 20000] [--runs 7] [--library FILE]

Builds a library, or takes FILE (one that `--keep FILE` left behind). Prints, with the bound
for each: `g7reader` from start to the first rows of the list, and to the article at the
last place; the first start of all, with no library yet; the list opened by its key, its
end, a page, and a filter typed into it, all in an open reader.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from library_generator import QUOTES_PER_ARTICLE, Archive
from reading import BARE, first_paint, reader, report
from terminal import Terminal

from reader.library import open_library
from reader.library.query import parse

QUIT = "\x11"


def build(path: Path, quotes: int) -> None:
    """Fill a library with about so many quotes."""
    archive = Archive(max(1, round(quotes / QUOTES_PER_ARTICLE)))
    with open_library(path) as library:
        for number, _added in enumerate(library.add_all(archive.readings())):
            if sys.stderr.isatty() and not number % 500:
                print(f"\r{number:,} of {archive.articles:,} articles", end="", file=sys.stderr)
        library.tidy().result()


def leave_at(path: Path, *, article: bool) -> str:
    """Make the newest article, or the list, the last place; the beginning of that article's title."""
    with open_library(path) as library:
        newest = library.articles(parse(""), 1).articles[0]
        if article:
            library.set_position(newest.id, 0).result()
        else:
            library.clear_last_place().result()
    assert newest.title is not None
    return newest.title[:20]


def key(terminal: Terminal, keys: str, words: str) -> float:
    """Seconds from a key to the first time that `words` are written after it."""
    terminal.output = b""
    sent = time.perf_counter()
    os.write(terminal.fd, keys.encode())
    while words.encode() not in terminal.output:
        terminal.output += terminal._read(0.5)
        if time.perf_counter() - sent > 30:
            raise TimeoutError(f"{words!r} was not shown after {keys!r}")
    return time.perf_counter() - sent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--library", type=Path, help="a library that is there already; it is copied")
    parser.add_argument("--keep", type=Path, help="leave the library there, for another run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        path = Path(folder, "library.db")
        os.environ["G7READER_LIBRARY"] = str(path)
        if options.library:
            shutil.copy(options.library, path)
        else:
            build(path, options.quotes)
        if options.keep:
            shutil.copy(path, options.keep)
        with open_library(path) as library:
            held = library.statistics()
        print(f"{held.articles:,} articles, {held.quotes:,} quotes, {held.size / 1e6:,.0f} MB")
        nowhere = Path(folder, "none.db")
        times: dict[str, list[float]] = {"bare": [], "list": [], "place": [], "first": []}
        for _ in range(options.runs):
            times["bare"].append(first_paint([sys.executable, str(bare)], "bare application"))
            title = leave_at(path, article=False)
            times["list"].append(first_paint(reader(), title))
            leave_at(path, article=True)
            times["place"].append(first_paint(reader(), title))
            nowhere.unlink(missing_ok=True)
            os.environ["G7READER_LIBRARY"] = str(nowhere)
            times["first"].append(first_paint(reader(), "ministers"))
            os.environ["G7READER_LIBRARY"] = str(path)
        median = {name: statistics.median(values) for name, values in times.items()}
        print(
            f"bare Textual app, start to first paint: {median['bare'] * 1000:.0f} ms"
            f" (median of {options.runs})"
        )
        report("the library's list, first rows painted", median["list"] / median["bare"], "x bare", 1.5)
        report("the article at the last place painted", median["place"] / median["bare"], "x bare", 1.5)
        report("first start of all, article painted", median["first"] / median["bare"], "x bare", 1.35)

        with Terminal(reader()) as terminal:
            terminal.wait_for(title)
            terminal.settle()
            opened = key(terminal, "l", "newest first")
            report("the list opened by its key", opened / median["bare"], "x bare", 1.0)
            terminal.settle()
            answers = {name: terminal.press(keys)[0] for name, keys in WALK.items()}
            slowest = max(answers, key=lambda name: answers[name])
            report(f"worst key in the list ({slowest})", answers[slowest] * 1000, "ms", 50)
            terminal.settle()
            terminal.press("g")
            terminal.press("/")
            terminal.settle(0.3)
            found = key(terminal, "outlet:courant is:unread", "newest first")
            print(f"a filter typed into it, all of it answered: {found * 1000:.0f} ms")
            print(f"peak memory {terminal.memory():.0f} MiB")


WALK = {"down": "j", "page": " ", "end": "G", "page up": "b", "start": "g", "star": "*", "side": "\t"}

if __name__ == "__main__":
    main()
