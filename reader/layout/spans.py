"""Finding what lies over a stretch of text, among many spans."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.article import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Spans with what each stands for, found by the offsets that they cover."""

    def __init__(self, entries: Iterable[tuple[Span, T]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0].start)
        self._starts = [span.start for span, _ in self._entries]
        self._longest = max((len(span) for span, _ in self._entries), default=0)

    def over(self, start: int, end: int) -> Iterator[tuple[Span, T]]:
        """The entries that share a character with `[start, end)`, in order of the text."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        for span, value in self._entries[first:last]:
            if span.end > start:
                yield span, value
