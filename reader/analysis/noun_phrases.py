"""The core of a noun phrase: its adjectives and its head noun.

There is no tagger. Word lists and endings tell adjectives, nouns and stop words; the language
file says whether nouns stand in a row with the head last (`chain`), whether they are
capitalised (`capital`), whether adjectives may follow (`first`), or none of these (`last`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.name_kinds import OTHER_NAME, PERSON_NAME
from reader.analysis.word_flags import (
    ADJECTIVE,
    DEMONYM,
    DETERMINER,
    NOUN,
    NUMBER,
    ONE_OF_PEOPLE,
    STOP,
    THE_PEOPLE,
    TITLE,
    UPPER,
    WORD,
)

if TYPE_CHECKING:
    from reader.analysis.name_bounds import NameFinder
    from reader.analysis.name_kinds import ProperName

__all__ = ["NounCores"]

MOST_MODIFIERS = 6
MODIFIER = ADJECTIVE | DEMONYM
INHABITANT = ONE_OF_PEOPLE | THE_PEOPLE
ENDS = STOP | DETERMINER


class NounCores:
    """Finds the head nouns of one document."""

    def __init__(self, finder: NameFinder, names: dict[int, ProperName]) -> None:
        self.order = finder.words.phrase
        self.tokens = finder.document.tokens
        self.lower = finder.document.words
        self.adjectives = finder.words.lists["adjectives"]
        self.flags = finder.flags
        self.count = finder.count
        self.names = names

    def head(self, i: int, *, bare: bool) -> tuple[int | None, int]:
        """The head noun of a phrase whose adjectives start at `i`, and the token after them all.

        `bare` is a phrase without a determiner, which has to prove itself by a known noun.
        Without a head the second value is where the reading stopped, at a name perhaps.
        """
        if self.order == "chain":
            return self._in_a_row(i, bare=bare)
        head, after = self._first_noun(i, bare=bare)
        if head is not None and self.order == "first":
            while after < self.count and self._is_modifier(after):
                after += 1
        return head, after

    def _is_modifier(self, i: int) -> bool:
        return bool(self.flags[i] & MODIFIER) and not self.flags[i] & (STOP | UPPER)

    def _goes_on(self, i: int) -> bool:
        return i < self.count and bool(self.flags[i] & (NOUN | TITLE | ADJECTIVE))

    def _first_noun(self, i: int, *, bare: bool) -> tuple[int | None, int]:
        """The first noun from `i` on, past its adjectives, else the last of those."""
        flags, names = self.flags, self.names
        start, modifier = i, None
        while i < self.count and i - start < MOST_MODIFIERS:
            flag = flags[i]
            if i in names and not (names[i].kind == OTHER_NAME and names[i].last == i + 1):
                break
            if flag & (NOUN | TITLE | INHABITANT) and not (flag & DEMONYM and self._goes_on(i + 1)):
                return i, i + 1
            if not flag & (WORD | NUMBER) or flag & STOP:
                break
            if bare and not flag & (DEMONYM | NUMBER) and self.lower[i] not in self.adjectives:
                break
            if flag & (MODIFIER | NUMBER) or (self.order == "capital" and not flag & UPPER):
                modifier = i
                i += 1
                continue
            if bare or (flag & UPPER and self.order != "capital"):
                break
            return i, i + 1
        if modifier is None or i in names or bare or self.order == "capital":
            return None, i
        return modifier, modifier + 1

    def _in_a_row(self, i: int, *, bare: bool) -> tuple[int | None, int]:
        """The last of the nouns, adjectives and names in a row: *White House press secretary*."""
        flags, names = self.flags, self.names
        start, head = i, None
        while i < self.count and i - start < 2 * MOST_MODIFIERS:
            flag = flags[i]
            name = names.get(i)
            if name is not None:
                if name.kind != OTHER_NAME and not self._modifies(name):
                    break
                if flag & INHABITANT and name.last == i + 1 and not self._goes_on(i + 1):
                    head = i
                i = name.last
                continue
            plain = not flag & (NOUN | TITLE | DEMONYM | NUMBER) and self.lower[i] not in self.adjectives
            if bare and head is None and plain:
                break
            if flag & TITLE and not flag & NOUN and i > start and not self._leads(i - 1):
                break
            noun = flag & (NOUN | TITLE) and (head is None or not flag & ENDS)
            if not noun and (flag & ENDS or not flag & (WORD | NUMBER)):
                break
            if not noun and flag & UPPER and self.lower[i] not in self.adjectives:
                break
            if noun:
                head = i
            elif head is not None or bare:
                if not self._goes_on(i + 1) or (bare and not flag & MODIFIER):
                    break
            elif not flag & (ADJECTIVE | NUMBER) and not self._extends(i + 1):
                return i, i + 1
            i += 1
        if head is not None:
            return head, head + 1
        if bare or i == start:
            return None, start
        alone = flags[i - 1] & (ADJECTIVE | NUMBER) and i not in names
        return (None, i) if alone or flags[i - 1] & NUMBER else (i - 1, i)

    def _leads(self, i: int) -> bool:
        """Whether the word at `i` may stand before a title: *Democratic* Sen. X, *former* Gov. Y."""
        return bool(self.flags[i] & DEMONYM) or i in self.names or self.lower[i] in self.adjectives

    def _extends(self, i: int) -> bool:
        """Whether token `i` goes on a row of nouns."""
        return i < self.count and bool(self.flags[i] & WORD) and not self.flags[i] & (ENDS | UPPER)

    def _modifies(self, name: ProperName) -> bool:
        """Whether a name stands before the noun it belongs to: *White House officials*."""
        i = name.last
        if i >= self.count or self.tokens[i].start != self.tokens[i - 1].end + 1 or i in self.names:
            return False
        if self.flags[i] & (NOUN | TITLE):
            return True
        return name.kind != PERSON_NAME and self._is_modifier(i) and self._goes_on(i + 1)
