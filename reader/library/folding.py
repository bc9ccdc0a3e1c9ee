"""Fold case and accents away, and keep the way back to the original text.

Two texts that differ only in case, accents or ligatures fold to the same text:
*Syrië* and *SYRIE*, *Løkke* and *lokke*, *Straße* and *strasse*. What folds may
change its length, so `Folded` maps every span back to the characters it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters that Unicode does not take apart into a base letter and an accent.
_BASE_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "n",
        "ɖ": "d",
        "ɨ": "i",
        "ƀ": "b",
        "ɓ": "b",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where in the original each of its characters begins.

    `origins` has one entry more than `text` has characters: the original's length.
    """

    text: str
    origins: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original text that folded to `text[start:end]`.

        Accents that stand as characters of their own belong to the letter before them.
        """
        if end <= start:
            return Span(self.origins[start], self.origins[start])
        after = end
        # A letter that folds to several (ß, ﬁ) is taken whole when its first part is.
        while self.origins[after] == self.origins[end - 1]:
            after += 1
        return Span(self.origins[start], self.origins[after])


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """What one character folds to: none, one or several characters."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category[0] not in "LN":
        return character
    folded = unicodedata.normalize("NFKD", character.casefold()).casefold().translate(_BASE_LETTERS)
    return "".join(part for part in folded if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that fills itself.

    `uneven` are the characters met so far that do not fold to exactly one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = fold_character(chr(codepoint))
        if len(folded) != 1:
            self.uneven.add(chr(codepoint))
        return folded


_TABLE = _FoldTable()


def fold_text(text: str) -> str:
    """`text` without case and accents, for comparing; its length may differ."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> Folded:
    """`text` without case and accents, with the way back to its offsets."""
    folded = fold_text(text)
    if text.isascii() or _TABLE.uneven.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    origins: list[int] = []
    for offset, character in enumerate(text):
        origins.extend([offset] * len(fold_character(character)))
    origins.append(len(text))
    return Folded(folded, origins)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded: runs of letters and digits."""
    return tuple(_WORD.findall(fold_text(text)))


def words_in(text: str, offset: int = 0) -> list[tuple[str, int, int]]:
    """Each folded word of `text` with its start and end there; `offset` is added to both."""
    folded = fold(text)
    found = _WORD.finditer(folded.text)
    if isinstance(folded.origins, range):  # every character folded to one
        return [(match.group(), match.start() + offset, match.end() + offset) for match in found]
    spans = [(match.group(), folded.original(match.start(), match.end())) for match in found]
    return [(word, span.start + offset, span.end + offset) for word, span in spans]
