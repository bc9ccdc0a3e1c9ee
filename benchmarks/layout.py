"""How quickly a long article is laid out and painted: ratios against what else could be done in the same run.

    python benchmarks/layout.py [--characters 1000000] [--runs 7]

Prints, with the bound where there is one: laying out the article at a reading width and at a
narrow one, against `textwrap` on the same paragraphs; laying it out again when its
analysis arrives, against the first time; one screen painted; and the memory of a layout.
"""

from __future__ import annotations

import argparse
import re
import statistics
import textwrap
import time
import tracemalloc
from typing import TYPE_CHECKING

from generate import article as generate
from rich.console import Console

from reader.article import Actor, Article, Block, Span
from reader.layout import Layout, lay_out
from reader.layout.painting import Painter
from reader.reading import Analysis, How, Quote, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTHS = (76, 40)
SCREEN = 50
BOUND = 0.060


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of `work`."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def article_of(characters: int) -> Article:
    text = generate(characters).strip()
    blocks = tuple(Block(Span(found.start(), found.end())) for found in re.finditer(r"[^\n]+", text))
    return Article(text, blocks)


def analysis_of(article: Article) -> Analysis:
    """Every word in quotation marks as a quote of one of eight speakers, each named all over."""
    names = dict.fromkeys(re.findall(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", article.text))
    actors = tuple(
        Actor(name, mentions=tuple(Span(*found.span()) for found in re.finditer(name, article.text)))
        for name in list(names)[:8]
    )
    marked = [Span(*found.span(1)) for found in re.finditer(r'["“]([^"”\n]+)["”]', article.text)]
    quotes = (
        Quote(
            (span,), QuoteKind.DIRECT, speaker=actors[number % len(actors)] if actors else None, how=How.CUED
        )
        for number, span in enumerate(marked)
    )
    return Analysis(tuple(quotes), actors)


def paint(layout: Layout, console: Console) -> None:
    """Paint a screen from the middle of the article."""
    painter = Painter(layout, offsets=True)
    index, rows = len(layout.placed) // 2, 0
    while rows < SCREEN and index < len(layout.placed):
        rows += len(painter.block(index, console))
        index += 1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    article, console = article_of(arguments.characters), Console()
    analysis = analysis_of(article)
    print(
        f"{len(article.text):,} characters, {len(article.blocks):,} blocks, {len(analysis.quotes):,} quotes,"
        f" {sum(len(actor.mentions) for actor in analysis.actors):,} mentions"
    )
    for width in WIDTHS:

        def with_textwrap(width: int = width) -> None:
            for block in article.blocks:
                textwrap.wrap(block.span.of(article.text), width - 4)

        baseline = seconds(with_textwrap, 1)
        first = seconds(lambda width=width: lay_out(article, None, width).height, arguments.runs)
        bare = lay_out(article, None, width)
        again = seconds(
            lambda width=width, bare=bare: lay_out(article, analysis, width, earlier=bare).height,
            arguments.runs,
        )
        layout = lay_out(article, analysis, width, earlier=bare)
        paint(layout, console)
        screen = seconds(lambda layout=layout: paint(layout, console), arguments.runs)
        verdict = f"<= {BOUND * 1e3:.0f} ms {'ok' if first <= BOUND else 'MISSED'}"
        print(f"width {width}: {layout.height:,} rows")
        print(f"  laid out         {first * 1e3:8.1f} ms   {first / baseline:6.3f} x textwrap   {verdict}")
        print(f"  with analysis    {again * 1e3:8.1f} ms   {again / first:6.3f} x the first time")
        print(f"  a screen painted {screen * 1e3:8.1f} ms   {screen / first:6.3f} x laying out")
    tracemalloc.start()
    kept = lay_out(article, analysis, WIDTHS[0])
    size = tracemalloc.get_traced_memory()[0] / 2**20
    print(f"a layout takes {size:.1f} MiB, {size * 2**20 / len(article.text):.2f} bytes a character")
    assert kept.height


if __name__ == "__main__":
    main()
