"""Was this really said? The closest quotes of a library, with a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from reader.library.folding import folded_words
from reader.library.likeness import SAME, same_words
from reader.library.matching import IndexedQuote

if TYPE_CHECKING:
    from reader.article import Span
    from reader.library.likeness import CloseQuote
    from reader.library.protocol import Library

LEAST = 0.5
"""Quotes that are less alike than this, or have fewer of the words, are not worth showing."""

_CANDIDATES = 40


class Verdict(StrEnum):
    """Whether words stand in a library's quotes."""

    WORD_FOR_WORD = "word for word"
    NEARLY = "nearly"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a library says about words: the closest quotes, those that give the same words together."""

    words: str
    verdict: Verdict
    groups: tuple[tuple[CloseQuote, ...], ...]


def verify(library: Library, words: str, limit: int = 5) -> Verification:
    """Look for the quotes that are closest to `words`; at most `limit` groups of them, the most alike first.

    The words are found word for word when a quote has them all, in this order, with
    nothing between them; case, accents and punctuation do not count. Raises `LibraryError`.
    """
    most_missing = len(folded_words(words)) * LEAST
    close = [
        one
        for one in library.closest(words, _CANDIDATES)
        if one.likeness >= LEAST and len(one.missing) <= most_missing
    ]
    groups: list[tuple[CloseQuote, ...]] = []
    # Where one quote has just these words and another nearly, they are never shown as one.
    for _exact, alike in groupby(close, is_word_for_word):
        by_quote = {id(one.found): one for one in alike}
        for group in same_words([one.found for one in by_quote.values()]):
            groups.append(tuple(by_quote[id(found)] for found in group))
    return Verification(words, _verdict(close), tuple(groups[:limit]))


def is_word_for_word(close: CloseQuote) -> bool:
    """Whether a quote has just the words that were asked for, perhaps with more around them."""
    return close.likeness == 1


def changed_words(close: CloseQuote) -> tuple[Span, ...]:
    """The words of a quote that were not asked for, between the first and the last that was."""
    differing = set(close.differing)
    shared = [
        word.span
        for word in IndexedQuote(close.found.reading, close.found.quote).words
        if word.span not in differing
    ]
    if not shared:
        return ()
    return tuple(span for span in close.differing if shared[0].end <= span.start < shared[-1].start)


def _verdict(close: list[CloseQuote]) -> Verdict:
    if not close or close[0].likeness < SAME:
        return Verdict.NOT_FOUND
    return Verdict.WORD_FOR_WORD if is_word_for_word(close[0]) else Verdict.NEARLY
