"""How much of the articles in a folder of web pages comes out, against trafilatura in the same run.

    python benchmarks/web_pages.py [FOLDER]

For each `NAME.html` the folder has `NAME.txt`: some lines of metadata, an empty line, and the
article's text as it should be, a block a line, with its kind before it (`heading 2: `) or without.
Without a folder it reads the pages of the tests. Prints, as means over the pages, precision, recall
and F1 of word 4-grams (captions left out, as extractors leave them out), and how many subheads
come out as headings.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from statistics import fmean

from trafilatura import bare_extraction

from reader.article import BlockKind
from reader.formats.html import NoArticle, decode_page, read_page
from reader.formats.html_furniture import key

OWN = Path(__file__).parent.parent / "tests" / "formats" / "pages"
KIND = re.compile(r"(heading \d|paragraph|block quote|list item|caption|table row|preformatted): ")
LENGTH = 4


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[n : n + LENGTH]) for n in range(max(1, len(words) - LENGTH + 1)))


def agreement(found: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    ours, theirs = grams(found), grams(wanted)
    common = (ours & theirs).total()
    precision, recall = common / max(1, ours.total()), common / max(1, theirs.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def expected(path: Path) -> tuple[str, list[str]]:
    """The text without captions, and the subheads."""
    _metadata, _gap, body = path.read_text("utf-8").partition("\n\n")
    texts, subheads = [], []
    for line in body.splitlines():
        kind = KIND.match(line)
        text = line[kind.end() :] if kind else line
        if kind and kind[1].startswith("heading"):
            subheads.append(text)
        if not (kind and kind[1] == "caption"):
            texts.append(text)
    return "\n".join(texts), subheads


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    ours, theirs, kept, held = [], [], 0, 0
    for page in sorted(folder.glob("*.html")):
        wanted, subheads = expected(page.with_suffix(".txt"))
        data = page.read_bytes()
        try:
            article = read_page(data, str(page))
        except NoArticle as error:
            print(f"{page.name}: {error.problem}")
            ours.append((0.0, 0.0, 0.0))
            continue
        text = "\n".join(
            block.span.of(article.text) for block in article.blocks if block.kind is not BlockKind.CAPTION
        )
        ours.append(agreement(text, wanted))
        document = bare_extraction(decode_page(data)[0], include_comments=False)
        theirs.append(agreement(document.text if document else "", wanted))
        headings = {
            key(block.span.of(article.text)) for block in article.blocks if block.kind is BlockKind.HEADING
        }
        body = key(document.text if document else "")
        in_body = [subhead for subhead in subheads if key(subhead) in body]
        held += len(in_body)
        kept += sum(key(subhead) in headings for subhead in in_body)
    for name, scores in (("this reader", ours), ("trafilatura", theirs)):
        precision, recall, f1 = (fmean(column) for column in zip(*scores, strict=True))
        print(f"{name:<12} {len(scores)} pages  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"subheads in trafilatura's text that are headings: {kept} of {held} (at least 95 %)")


if __name__ == "__main__":
    main()
