"""How alike the words of two quotes are: was this really said, and do two articles give the same words?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.folding import folded_words
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


def same_words(found: Sequence[FoundQuote]) -> list[tuple[FoundQuote, ...]]:
    """The quotes of a result in groups: those that give the same words, in different places, stand together.

    Groups and the quotes in them keep the order of the result.
    """
    from rapidfuzz.distance import Indel

    groups: list[list[FoundQuote]] = []
    heads: list[tuple[str, ...]] = []
    for one in found:
        words = folded_words(one.words)
        for head, group in zip(heads, groups, strict=True):
            if Indel.normalized_similarity(head, words, score_cutoff=SAME) >= SAME:
                group.append(one)
                break
        else:
            heads.append(words)
            groups.append([one])
    return [tuple(group) for group in groups]
