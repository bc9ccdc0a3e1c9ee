"""Finding what lies over a stretch of text, among many spans."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.layout.frames import find_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.article import Actor, Article, Mark, Span
    from reader.layout.frames import Frame
    from reader.reading import Analysis, Quote

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Spans with what each stands for, found by the offsets that they cover."""

    def __init__(self, entries: Iterable[tuple[Span, T]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0].start)
        self._starts = [span.start for span, _ in self._entries]
        self._longest = max((span.end - span.start for span, _ in self._entries), default=0)

    def over(self, start: int, end: int) -> Iterator[tuple[Span, T]]:
        """The entries that share a character with `[start, end)`, in order of the text."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        for span, value in self._entries[first:last]:
            if span.end > start:
                yield span, value


class Overlay:
    """What lies over an article's text, at any width: its formatting, its quotes, its actors' names."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.article = article
        self.analysis = analysis

    @cached_property
    def frames(self) -> dict[int, Frame]:
        """The frame of every block that holds words of a quote, by the block's index."""
        return find_frames(self.article.blocks, self.analysis.quotes)

    @cached_property
    def marks(self) -> SpanIndex[Mark]:
        """The inline formatting of the article."""
        return SpanIndex((mark.span, mark) for mark in self.article.marks)

    @cached_property
    def quotes(self) -> SpanIndex[Quote]:
        """The words of every quote."""
        return SpanIndex((span, quote) for quote in self.analysis.quotes for span in quote.spans)

    @cached_property
    def mentions(self) -> SpanIndex[Actor]:
        """Where every actor is named."""
        return SpanIndex((span, actor) for actor in self.analysis.actors for span in actor.mentions)
