"""Score the names found in Dutch sentences against a file of hand-labelled ones.

    python benchmarks/names.py NAMES.jsonl [--together] [--errors 40]

Each line of the file: {"id": "article-sentence", "text": ..., "names": [[start, end, kind]]} with the
kinds PER, ORG, LOC and MISC. Spans must fit exactly. MISC is left out on both sides, as
peoples, languages and works are no actors; a second pair of figures counts it.
With --together the sentences of one article are read as one text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from reader.analysis.names import find_names


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="nl")
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines()]
    texts = articles(rows) if arguments.together else [(row["text"], row["names"]) for row in rows]
    started = time.perf_counter()
    found = [find_names(text, arguments.language) for text, _ in texts]
    took = time.perf_counter() - started
    wrong = report(texts, found)
    words = sum(len(text.split()) for text, _ in texts)
    print(f"{words / took:,.0f} words a second")
    for line in wrong[:: max(1, len(wrong) // arguments.errors)] if arguments.errors else ():
        print("  ", line)


def articles(rows: list[dict]) -> list[tuple[str, list]]:
    """The sentences of each article as paragraphs of one text."""
    joined: dict[str, tuple[list[str], list]] = {}
    for row in rows:
        lines, names = joined.setdefault(row["id"].rpartition("-")[0], ([], []))
        offset = sum(len(line) + 2 for line in lines)
        lines.append(row["text"])
        names.extend([start + offset, end + offset, kind] for start, end, kind in row["names"])
    return [("\n\n".join(lines), names) for lines, names in joined.values()]


def report(texts: list, found: list) -> list[str]:
    for title, left_out in (("PER, ORG, LOC", {"MISC"}), ("with MISC", set())):
        counts: Counter[str] = Counter()
        wrong = []
        for (text, names), mine in zip(texts, found, strict=True):
            labelled = {(start, end): kind for start, end, kind in names if kind not in left_out}
            guess = {(span.start, span.end): kind for span, kind in mine if kind not in left_out}
            counts["labelled"] += len(labelled)
            counts["guess"] += len(guess)
            for span in labelled.keys() & guess.keys():
                counts["span"] += 1
                counts["typed"] += labelled[span] == guess[span]
                if labelled[span] != guess[span]:
                    wrong.append(f"KIND {guess[span]} for {labelled[span]}: {around(text, span)}")
            wrong += [
                f"MISSED {labelled[span]}: {around(text, span)}" for span in labelled.keys() - guess.keys()
            ]
            wrong += [f"FALSE {guess[span]}: {around(text, span)}" for span in guess.keys() - labelled.keys()]
        print(f"{title:14} untyped {figures(counts, 'span')}   typed {figures(counts, 'typed')}")
        if left_out:
            kept = wrong
    return kept


def around(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"{text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 30]}".replace("\n", "¶")


def figures(counts: Counter[str], key: str) -> str:
    precision, recall = counts[key] / max(1, counts["guess"]), counts[key] / max(1, counts["labelled"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}"


if __name__ == "__main__":
    main()
