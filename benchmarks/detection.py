"""How often the language of a short text is recognised, by its number of words.

    python benchmarks/detection.py nl-articles.jsonl en-articles.jsonl ...

Each file holds one {"text": ...} a line, in the language of its first two letters; the texts
are cut into sentences. Prints the share that is right, undecided and wrong.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from reader.analysis.detect import detect

LENGTHS = ((2, 4), (5, 7), (8, 12), (13, 25), (26, 99))
END = re.compile(r"(?<=[.!?])\s+|\n+")


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        language = path.name[:2]
        lines = path.read_text(encoding="utf-8").splitlines()
        sentences = [sentence for line in lines for sentence in END.split(json.loads(line)["text"])]
        for least, most in LENGTHS:
            found = [detect(text) for text in sentences if least <= len(text.split()) <= most]
            right, undecided = found.count(language), found.count(None)
            wrong = len(found) - right - undecided
            shares = "  ".join(
                f"{100 * part / max(1, len(found)):5.1f}" for part in (right, undecided, wrong)
            )
            print(
                f"{language}  {least:2}-{most:2} words  {len(found):6,} texts  "
                f"right, undecided, wrong %: {shares}"
            )


if __name__ == "__main__":
    main()
