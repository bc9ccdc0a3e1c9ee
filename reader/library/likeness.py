"""How alike the words of two quotes are: was this really said, and do two articles give the same words?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.library.folding import folded_words, words_in
from reader.library.matching import IndexedQuote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.article import Span
    from reader.library.protocol import FoundQuote

SAME = 0.85
"""From here on two quotes count as the same words, reported twice."""


@dataclass(frozen=True, slots=True)
class CloseQuote:
    """A quote in a library that resembles words which were asked for.

    `likeness` is 1 where the words are the same, or where what was asked for is a part
    of the quote word for word; 0 where they share none. `differing` are the quote's
    words that were not asked for, as spans in its article; `missing` the asked words,
    folded, that the quote does not have.
    """

    found: FoundQuote
    likeness: float
    differing: tuple[Span, ...]
    missing: tuple[str, ...]


def compare(words: Sequence[str], found: FoundQuote) -> CloseQuote:
    """How `found` resembles the folded `words`."""
    from rapidfuzz.distance import Indel

    stored = IndexedQuote(found.reading, found.quote).words
    theirs = [word.folded for word in stored]
    shared: set[int] = set()
    missing: list[str] = []
    first, beyond = len(theirs), 0
    for change in Indel.opcodes(words, theirs):
        if change.tag == "equal":
            shared.update(range(change.dest_start, change.dest_end))
            first, beyond = min(first, change.dest_start), max(beyond, change.dest_end)
        else:
            missing += words[change.src_start : change.src_end]
    # Words before and after the part that was asked for do not make it less alike, only more.
    inside = max(0, beyond - first)
    likeness = 2 * len(shared) / (len(words) + inside) if shared else 0.0
    differing = tuple(word.span for index, word in enumerate(stored) if index not in shared)
    return CloseQuote(found, likeness, differing, tuple(missing))


def closest(text: str, candidates: Iterable[FoundQuote], limit: int) -> list[CloseQuote]:
    """The candidates that resemble `text` most, the most alike first, the shorter before the longer."""
    words = folded_words(text)
    compared = [close for found in candidates if (close := compare(words, found)).likeness > 0]
    compared.sort(key=lambda close: (-close.likeness, len(close.differing)))
    return compared[:limit]


class Difference(StrEnum):
    """Whether words stand in both of two texts, only in the other, or only in the one asked for."""

    SAME = "same"
    ADDED = "added"
    MISSING = "missing"


class Piece(NamedTuple):
    """Some words of two texts that are compared."""

    difference: Difference
    text: str


def differences(asked: str, found: str) -> list[Piece]:
    """`found` in pieces, with the words of `asked` that it lacks where they would stand.

    The pieces that are not missing are together `found`. Case, accents and what stands
    between words make no difference.
    """
    from rapidfuzz.distance import Indel

    ours, theirs = words_in(asked), words_in(found)
    pieces: list[Piece] = []
    done = 0
    for change in Indel.opcodes([word for word, *_place in ours], [word for word, *_place in theirs]):
        if change.tag == "delete":
            start, end = ours[change.src_start][1], ours[change.src_end - 1][2]
            # What stands in its place comes after it.
            place = len(pieces) - 1 if pieces and pieces[-1].difference is Difference.ADDED else len(pieces)
            pieces.insert(place, Piece(Difference.MISSING, asked[start:end]))
            continue
        start, end = theirs[change.dest_start][1], theirs[change.dest_end - 1][2]
        if start > done:
            pieces.append(Piece(Difference.SAME, found[done:start]))
        kind = Difference.SAME if change.tag == "equal" else Difference.ADDED
        pieces.append(Piece(kind, found[start:end]))
        done = end
    if done < len(found):
        pieces.append(Piece(Difference.SAME, found[done:]))
    return pieces


class SameWords:
    """Quotes that come one after the other, in groups: those that give the same words share one."""

    def __init__(self) -> None:
        self._firsts: list[tuple[str, ...]] = []
        self._having: dict[str, list[int]] = {}

    def group_of(self, text: str) -> int:
        """The number of the group that these words belong to: a new one where no other gives them."""
        from rapidfuzz.distance import Indel

        words = folded_words(text)
        for number in self._alike(words):
            if Indel.normalized_similarity(self._firsts[number], words, score_cutoff=SAME) >= SAME:
                return number
        number = len(self._firsts)
        self._firsts.append(words)
        for word in set(words) or {""}:
            self._having.setdefault(word, []).append(number)
        return number

    def _alike(self, words: tuple[str, ...]) -> list[int]:
        """The groups that may give these words, in order; all others share too few of them.

        Alike words share at least SAME / (2 - SAME) of either text. So of any words of a
        text, as long as they are one more than it need not share, at least one is shared:
        those are asked for that the fewest groups have.
        """
        needed = math.ceil(len(words) * SAME / (2 - SAME) - 1e-9)
        asked = sorted(words, key=lambda word: len(self._having.get(word, ())))
        asked = asked[: len(words) - needed + 1] or [""]
        return sorted({number for word in asked for number in self._having.get(word, ())})


def same_words(found: Sequence[FoundQuote]) -> list[tuple[FoundQuote, ...]]:
    """The quotes of a result in groups: those that give the same words, in different places, stand together.

    Groups and the quotes in them keep the order of the result.
    """
    alike = SameWords()
    groups: list[list[FoundQuote]] = []
    for one in found:
        number = alike.group_of(one.words)
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
    return [tuple(group) for group in groups]
