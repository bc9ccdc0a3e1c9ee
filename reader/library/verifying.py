"""Was this really said? The closest quotes of a library, with a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from reader.library.folding import folded_words
from reader.library.likeness import SAME, Difference, Piece, differences, same_words

if TYPE_CHECKING:
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


def compared(words: str, close: CloseQuote) -> list[Piece]:
    """A quote in pieces, beside the `words` that were asked for.

    What stands in it before and after the part that was asked for does not count as added.
    """
    pieces = differences(words, close.found.words)
    with_words = [number for number, piece in enumerate(pieces) if any(map(str.isalnum, piece.text))]
    for at, neighbour in ((0, 1), (-1, -2)):
        if len(with_words) > 1:
            outermost, next_to_it = pieces[with_words[at]], pieces[with_words[neighbour]]
            # Where words are missing beside it, it stands in their place.
            if outermost.difference is Difference.ADDED and next_to_it.difference is Difference.SAME:
                pieces[with_words[at]] = Piece(Difference.SAME, outermost.text)
    return pieces


def _verdict(close: list[CloseQuote]) -> Verdict:
    if not close or close[0].likeness < SAME:
        return Verdict.NOT_FOUND
    return Verdict.WORD_FOR_WORD if is_word_for_word(close[0]) else Verdict.NEARLY
