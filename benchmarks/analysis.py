"""How well and how fast the analysis is, on the data at hand.

    python benchmarks/analysis.py [--scorer SCORE.py GOLD.jsonl …]

Without gold: speed on a mixed corpus of our own, whether time is linear in length, the time
to load each language, and the memory of `g7reader quotes` on 1 MB. With a scorer (a script
that prints one JSON object for `GOLD.jsonl --json`) also the table of figures, each beside its
target.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import article

from reader import analyse
from reader.analysis.language import load_language
from reader.analysis.language_files import supported_languages
from reader.analysis.name_words import load_name_words

TARGETS = {
    "nl": (88, 85, 75, 85),
    "en": (84, 85, 70, None),
    "de": (70, 85, 60, None),
    "fr": (80, 85, 65, None),
}
"""End to end, precision and recall of cued indirect statements, resolved speaker; in per cent."""


def against(value: float | None, target: float | None) -> str:
    """A figure beside its target; `!` where it falls short."""
    if value is None:
        return f"{'–':>14}"
    if target is None:
        return f"{value:>14}"
    return f"{value:>6} >= {target:<3}{'!' if value < target else ' '}"


def quality(scorer: str, files: list[str]) -> None:
    """A row of figures for each gold file, in the language that begins its name."""
    print(f"{'gold':24}{'end to end':>14}{'indirect P':>14}{'indirect R':>14}{'resolved':>14}")
    for file in files:
        done = subprocess.run(
            [sys.executable, scorer, file, "--json"], check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
        indirect, language = found["E_indirect_j0.5"], Path(file).name[:2]
        values = (
            found["B_speaker"]["end2end_head"],
            indirect["precision"],
            indirect["recall_clearly_cued"],
            found["N_resolved_speaker"]["right_of_all"],
        )
        row = "".join(map(against, values, TARGETS.get(language, (None,) * 4)))
        print(f"{Path(file).stem:24}{row}")


def seconds(text: str) -> float:
    start = time.perf_counter()
    analyse(text, "nl")
    return time.perf_counter() - start


def speed() -> None:
    """Words a second, and whether ten times the text takes ten times as long."""
    for language in supported_languages():
        start = time.perf_counter()
        load_language(language)
        load_name_words(language)
        print(f"loading {language}: {(time.perf_counter() - start) * 1000:.0f} ms (bound 60)")
    seconds(article(20_000))
    times = {}
    for size in (100_000, 1_000_000, 10_000_000):
        text = article(size)
        words = len(re.findall(r"\w+", text))
        times[size] = seconds(text)
        print(f"{size / 1e6:>5} MB: {words / times[size]:>9,.0f} words a second (bound 100,000)")
    print(f"10 MB against 1 MB: {times[10_000_000] / times[1_000_000]:.1f} times as long (10 is linear)")
    print(f"10 MB on one line: {seconds(article(10_000_000).replace(chr(10), ' ')):.1f} s")


def memory() -> None:
    """The peak of `g7reader quotes` as a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large.txt")
        file.write_text(article(1_000_000))
        command = [sys.executable, "-m", "reader", "quotes", str(file), "--language", "nl"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"g7reader quotes on 1 MB: {peak:.0f} MiB at most (bound 120)")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scorer")
    parser.add_argument("gold", nargs="*")
    arguments = parser.parse_args()
    memory()
    speed()
    if arguments.scorer:
        quality(arguments.scorer, arguments.gold)


if __name__ == "__main__":
    main()
