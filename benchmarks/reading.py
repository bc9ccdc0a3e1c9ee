"""How quickly the reader is there, and how it feels: ratios against a bare Textual app in the same run.

    python benchmarks/reading.py [--runs 7]

Prints, with the bound for each: the bundled article, at the first start and from the
library, and a generated one of 1 MB from start to first paint; the worst key of a walk
through the large one; its peak memory when painted; processor time when idle; the
analysis in characters a second; and `g7reader quotes` as a whole process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import article
from terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("bare application")

Bare().run()
"""
WALK = [
    *"jjjjkk",
    " ",
    " ",
    "b",
    "]",
    "]",
    "[",
    "}",
    "}",
    "{",
    ".",
    ".",
    ".",
    ",",
    "G",
    "g",
    "+",
    "-",
    "=",
    "h",
    "h",
]
WALK += ["h", "h", "s", "s", "i", "i", "G", "b", "b", "t", "t", *"/over\r", "n", "n", "N"]


def reader(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("g7reader")), *arguments]


def report(name: str, value: float, unit: str, bound: float, at_least: bool = False) -> None:
    """One line: what was measured, the bound, and whether it holds."""
    holds = value >= bound if at_least else value <= bound
    sign = ">=" if at_least else "<="
    print(f"{name:46} {value:12,.2f} {unit:8} {sign} {bound:<10,g} {'ok' if holds else 'MISSED'}", flush=True)


def first_paint(command: list[str], words: str) -> float:
    with Terminal(command) as terminal:
        return terminal.wait_for(words)


def keep_bundled_article() -> None:
    """Start once and leave, so that the library has the article and its place."""
    with Terminal(reader()) as terminal:
        terminal.wait_for("ministers")
        terminal.settle()
        terminal.press("q", quiet=2.0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        # A library and settings of its own: those of who measures stay out of it.
        os.environ |= {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        large = Path(folder, "large.txt")
        large.write_text(article(1_000_000))
        words = large.read_text()[:200].split()[3]

        times: dict[str, list[float]] = {"bare": [], "first": [], "seed": [], "large": []}
        for number in range(runs):
            times["bare"].append(first_paint([sys.executable, str(bare)], "bare application"))
            os.environ["XDG_DATA_HOME"] = str(Path(folder, f"new {number}"))
            times["first"].append(first_paint(reader(), "ministers"))
            os.environ["XDG_DATA_HOME"] = folder
            if not number:
                keep_bundled_article()
            times["seed"].append(first_paint(reader(), "ministers"))
            times["large"].append(first_paint(reader(str(large)), words))
        median = {name: statistics.median(values) for name, values in times.items()}
        print(f"bare Textual app, start to first paint: {median['bare'] * 1000:.0f} ms (median of {runs})")
        report("bundled article painted, first start", median["first"] / median["bare"], "x bare", 1.35)
        report("bundled article painted, from the library", median["seed"] / median["bare"], "x bare", 1.35)
        report("1 MB article painted", median["large"] / median["bare"], "x bare", 2.0)

        with Terminal(reader(str(large))) as terminal:
            terminal.wait_for(words)
            report("1 MB article: peak memory when painted", terminal.memory(), "MiB", 70)
            terminal.settle(quiet=3.0)
            answers = [(*terminal.press(key), key) for key in WALK]
            first, _, key = max(answers)
            escape, _ = terminal.press("\x1b")
            report(f"1 MB article: worst key of a walk ({key!r})", first * 1000, "ms", 50)
            last, key = max((last, key) for _, last, key in answers)
            print(f"1 MB article: the whole answer to a key at most {last * 1000:.0f} ms ({key!r})")
            print(f"1 MB article: Esc {escape * 1000:.0f} ms, of which Textual waits 100 for a longer key")
            terminal.settle()
            before = terminal.cpu()
            time.sleep(6)
            report("idle processor time", (terminal.cpu() - before) / 6 * 100, "%", 0.5)
            print(f"1 MB article: peak memory at the end {terminal.memory():.0f} MiB")

        whole = []
        seed = next(Path(__file__).parent.parent.glob("articles/*.md"))
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run(reader("quotes", str(seed)), check=True, stdout=subprocess.DEVNULL)
            whole.append(time.perf_counter() - start)
        report("g7reader quotes, whole process", statistics.median(whole), "s", 0.25)

    from reader import analyse

    text = article(300_000)
    analyse(text[:2000], "nl")
    start = time.perf_counter()
    analyse(text, "nl")
    seconds = time.perf_counter() - start
    print(f"analysis: {len(text) / seconds:,.0f} characters a second")


if __name__ == "__main__":
    main()
