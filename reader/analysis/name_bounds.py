"""Where names start: one pass over the capitalised tokens of a document."""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.evidence import MOST_PARTICLES
from reader.analysis.name_ends import NameEnds
from reader.analysis.word_flags import (
    ADJECTIVE,
    BODY,
    BODY_NOUN,
    BODY_WORD,
    CALENDAR,
    CAPITALS,
    COMMON,
    CONJUNCTION,
    COUNTRY,
    DETERMINER,
    EVENT,
    FIRST_NAME,
    HYPHENED,
    KNOWN_NAME,
    NAME_START,
    NOUN,
    NOUN_SHAPE,
    NUMBER,
    OF,
    ORGANISATION,
    PARTICLE,
    PEOPLES,
    PERSON_NOUN,
    PREPOSITION,
    PRONOUN,
    TITLE,
    UPPER,
    VERB,
    WORD,
)

__all__ = ["NameFinder", "NameSpan"]

ROMAN = frozenset(
    ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV", "XVI", "XXIII"]
)
LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class NameSpan:
    """The tokens `[first, last)` of a name that is not judged yet; `known` is the flag of a listed one."""

    first: int
    last: int
    known: int


class NameFinder(NameEnds):
    """Finds the names of one document; they are judged elsewhere."""

    def find(self) -> list[NameSpan]:
        """All names in order; they do not overlap."""
        found: list[NameSpan] = []
        flags, phrases, texts = self.flags, self.words.phrases, self.texts
        i = 0
        while i < self.count:
            flag = flags[i]
            if not flag & UPPER and texts[i] not in phrases:
                i += 1
                continue
            name = self._listed(i)
            if name is None and flag & UPPER and self._starts_name(i):
                name = NameSpan(self._past_title(i), self._name_end(i), 0)
            if name is None:
                i += 1
            else:
                found.append(name)
                i = name.last
        return found

    def portfolios(self, i: int) -> int:
        """The end of a ministry's fields from token `i` on (*Verkeer en Waterstaat*), else 0."""
        end = 0
        if i < self.count and self.flags[i] & DETERMINER and not self.flags[i] & UPPER:
            i += 1
        while i < self.count and (step := self._portfolio(i)):
            end = i = step
            if i + 1 < self.count and self.texts[i] in self.words.lists["and"]:
                i += 1
        return end

    # -- listed names ------------------------------------------------------------------------

    def _listed(self, i: int) -> NameSpan | None:
        """The name at `i` that the word lists have: of several words, or a minister's field."""
        last, flag = self._phrase_end(i)
        if last:
            if flag & ORGANISATION and not flag & BODY:
                return NameSpan(i, self._further(last), flag)
            if last < self.count and self.texts[last] in ROMAN:
                return NameSpan(i, last + 1, EVENT)
            return NameSpan(i, last, flag)
        link = i - 2 if i > 2 and self.flags[i - 1] & DETERMINER and self.flags[i - 2] & OF else i - 1
        if link > 0 and self.flags[link] & OF and self.flags[link - 1] & (PERSON_NOUN | BODY_NOUN | TITLE):
            end = self.portfolios(i)
            if end:
                return NameSpan(i, end, ORGANISATION)
        return None

    def _further(self, i: int) -> int:
        """The end of a listed organisation's longer name: *Morgan Stanley* Dean Witter."""
        other = TITLE | PEOPLES | HYPHENED | COUNTRY
        while self._joins(i) and not self.flags[i] & other and i not in self.weak:
            i += 1
        return i

    def _portfolio(self, i: int) -> int:
        portfolios = self.words.lists["portfolios"]
        for length in (4, 3, 2, 1):
            if i + length <= self.count and "_".join(self.texts[i : i + length]) in portfolios:
                return i + length
        return 0

    # -- where a name starts --------------------------------------------------------------------

    def _starts_name(self, i: int) -> bool:
        flag, text = self.flags[i], self.texts[i]
        if flag & CALENDAR or (flag & PRONOUN and len(text) < 4):
            return False
        if flag & TITLE and not flag & KNOWN_NAME:
            return False
        if self.words.phrase == "capital" and not self._shows_name(i):
            return False
        plain = flag & COMMON and not flag & KNOWN_NAME
        if plain and (flag & CAPITALS or self._is_noun(i) or self._is_rank(i)):
            return False
        if i not in self.weak:
            return not flag & (DETERMINER | PARTICLE) or (bool(flag & NAME_START) and self._goes_on(i))
        if i in self.titled and not self.strong[text] and not flag & KNOWN_NAME:
            return bool(flag & FIRST_NAME) and not flag & COMMON
        if flag & COMMON:
            return self._common_starts(i)
        if flag & CAPITALS and len(text) > LONGEST_ACRONYM:
            return bool(flag & (KNOWN_NAME | FIRST_NAME)) or self._is_written_small(i)
        if flag & (KNOWN_NAME | FIRST_NAME | PEOPLES | CAPITALS):
            return True
        if text.lower() in self.lowered:
            return False
        if self.strong[text] or self.is_heard_of(text) or (flag & HYPHENED and not flag & COMMON):
            return True
        if self._joins(i + 1):
            return not flag & NOUN_SHAPE and not self.flags[i + 1] & FIRST_NAME
        return self._unlike_a_word(i) and (not self.is_long or self._is_subject(i))

    def _is_subject(self, i: int) -> bool:
        """Whether a verb follows a word that does not look like a plural noun: *Acosta zei*."""
        plural = any(self.texts[i].endswith(ending) for ending in self.words.lists["plural_nouns"])
        return not plural and i + 1 < self.count and bool(self.flags[i + 1] & VERB)

    def _is_written_small(self, i: int) -> bool:
        """Whether a word in capitals is a name elsewhere (*Wallace*), or a speaker's label (*WALLACE:*)."""
        labels = i + 1 < self.count and self.texts[i + 1] == ":"
        return labels or self.strong[self.texts[i].capitalize()] > 0

    def _is_noun(self, i: int) -> bool:
        """Whether a noun for a person with a capital is no surname: *het Kamerlid*, not *zegt Visser*."""
        flag = self.flags[i]
        if not flag & PERSON_NOUN or not flag & COMMON or flag & (KNOWN_NAME | FIRST_NAME | HYPHENED):
            return False
        return i in self.weak or self._joins(i + 1) or bool(i and self.flags[i - 1] & DETERMINER)

    def _past_title(self, i: int) -> int:
        """Where a name starts whose particles are small: after a form of address (*Mr* van Dijk)."""
        first = i
        while first > 1 and i - first < MOST_PARTICLES and self.flags[first - 1] & PARTICLE:
            if self.flags[first - 1] & UPPER:
                break
            first -= 1
        title = self.flags[first - 1] if first else 0
        return first if title & TITLE and not title & NOUN else i

    def _is_rank(self, i: int) -> bool:
        """Whether a word with a capital only goes with the title after it: *Prime* Minister."""
        flag = self.flags[i]
        if not flag & ADJECTIVE or flag & (KNOWN_NAME | FIRST_NAME | PEOPLES | BODY_WORD | NAME_START):
            return False
        return i + 1 < self.count and bool(self.flags[i + 1] & (TITLE | PERSON_NOUN))

    def _common_starts(self, i: int) -> bool:
        """Whether a word of the language starts a name at the start of a sentence."""
        flag = self.flags[i]
        if flag & PEOPLES:
            return True
        if flag & NAME_START:
            return self._is_surname(i)
        if flag & BODY_WORD and self._joins(i + 1):
            return not self.flags[i + 1] & FIRST_NAME or bool(self.flags[i + 1] & COMMON)
        if self.document.words[i] in self.words.lists["adjectives"] and self._heads_body(i + 1):
            return True
        if flag & FIRST_NAME and self._joins(i + 1):
            return not self.flags[i + 1] & (COMMON | PEOPLES)
        return bool(flag & (KNOWN_NAME | FIRST_NAME)) and self.strong[self.texts[i]] > 0

    def _unlike_a_word(self, i: int) -> bool:
        """Whether nothing in the shape of a word at the start of a sentence is of the language."""
        flag = self.flags[i]
        if flag & PERSON_NOUN:
            return False
        if not flag & (NOUN_SHAPE | ADJECTIVE):
            return True
        after = self.flags[i + 1] if i + 1 < self.count else 0
        if not after & VERB or after & (DETERMINER | UPPER):
            return False
        plural = any(self.texts[i].endswith(ending) for ending in self.words.lists["plural_nouns"])
        return not flag & NOUN_SHAPE or (plural and self.is_singular_verb(i + 1))

    def _shows_name(self, i: int) -> bool:
        """Where nouns are capitalised too: whether something else than the capital shows a name."""
        flag = self.flags[i]
        if flag & COMMON and flag & BODY_WORD and not flag & KNOWN_NAME and not self._joins(i + 1):
            return False
        if flag & (KNOWN_NAME | FIRST_NAME | CAPITALS | HYPHENED | PEOPLES | BODY_WORD):
            return True
        if flag & (COMMON | NOUN | NOUN_SHAPE):
            return self.texts[i] in self.surnames and not flag & NOUN
        if self.is_heard_of(self.texts[i]):
            return True
        before = self.flags[i - 1] if i else 0
        if before & (TITLE | PERSON_NOUN) or self.texts[i] in self.surnames:
            return True
        if before & BODY_NOUN and i > 1 and self.document.words[i - 2] in self.words.language.genitives:
            return True
        if before & (DETERMINER | ADJECTIVE | PREPOSITION | CONJUNCTION | NUMBER):
            return False
        after = self._name_end(i)
        inverted = before & VERB and i > 1 and not self.flags[i - 2] & WORD
        return self.is_singular_verb(after) or (bool(inverted) and not self.is_upper(after))

    def _goes_on(self, i: int) -> bool:
        return self._joins(i + 1) or bool(self._after_particles(i + 1))

    def _is_surname(self, i: int) -> bool:
        """Whether `De X` at the start of a sentence is a surname, by the document or by its particle."""
        if self._joins(i + 1):
            return (self.texts[i], self.texts[i + 1]) in self.pairs
        after = self._after_particles(i + 1)
        if not after or self.flags[after] & KNOWN_NAME:
            return False
        if self.document.words[after - 1] in self.words.lists["surname_particles"]:
            return True
        if self.texts[after] in self.surnames and self.flags[i] & PARTICLE:
            return True
        return not self.flags[after] & COMMON and self.strong[self.texts[i]] > 0
