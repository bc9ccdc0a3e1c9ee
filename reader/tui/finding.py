"""Find words in an article: case and accents never matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article import Span
    from reader.library.folding import Folded


class Finder:
    """The text of one article, folded once, to be searched many times."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    def find(self, words: str) -> tuple[Span, ...]:
        """Every place of `words`, in order of the text; none overlap. No words, no places."""
        from reader.library.folding import fold, fold_text

        wanted = fold_text(words)
        if not wanted.strip():
            return ()
        if self._folded is None:
            self._folded = fold(self._text)
        return tuple(_places(self._folded, wanted))


def _places(folded: Folded, wanted: str) -> Iterator[Span]:
    start = folded.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        yield folded.original(start, end)
        start = folded.text.find(wanted, end)


def first_from(hits: Sequence[Span], offset: int) -> int | None:
    """The index of the first hit at or after `offset`, else of the first of all."""
    if not hits:
        return None
    return next((index for index, hit in enumerate(hits) if hit.start >= offset), 0)
