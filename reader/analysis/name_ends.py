"""How far a name goes: which tokens join it, by particles, links, numbers and adjectives."""

from __future__ import annotations

from reader.analysis.evidence import MOST_PARTICLES, Evidence
from reader.analysis.word_flags import (
    ADJECTIVE,
    BODY,
    BODY_NOUN,
    BODY_WORD,
    CALENDAR,
    CAPITALS,
    COMMON,
    DEMONYM,
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
    PLACE,
    STOP,
    TITLE,
    UPPER,
    WORD,
)

__all__ = ["NameEnds"]

LONGEST_NAME = 12
MOST_GENITIVES = 3


class NameEnds(Evidence):
    """Where the names of one document end."""

    def _joins(self, i: int) -> bool:
        """Whether token `i` can go on a name that started right before it."""
        if i >= self.count:
            return False
        flag = self.flags[i]
        if not flag & UPPER or flag & CALENDAR:
            return False
        if self.document.tokens[i].start != self.document.tokens[i - 1].end + 1:
            return False
        if i in self.titled:
            named = self.texts[i] in self.surnames or (self.strong[self.texts[i]] > 0 and not flag & COMMON)
            return named or bool(self.flags[i - 1] & FIRST_NAME and not flag & COMMON)
        if self.words.phrase == "capital" and flag & (COMMON | NOUN | NOUN_SHAPE) and not flag & BODY_WORD:
            first, role = self.flags[i - 1], self.flags[i - 2] if i > 1 else 0
            after_role = role & (TITLE | PERSON_NOUN) and not first & (COMMON | NOUN)
            return bool(first & FIRST_NAME or after_role) or self.texts[i] in self.surnames
        return i not in self.weak or not flag & COMMON or i - 1 in self.weak

    def _name_end(self, i: int) -> int:
        """The token after the last one of the name that starts at `i`; no particle ends one."""
        last = self._reach(i)
        while last - i > 1 and self.flags[last - 1] & PARTICLE and self.flags[last - 1] & NAME_START:
            last -= 1
        return last

    def _reach(self, i: int) -> int:
        """How far the name that starts at `i` may go."""
        flags, texts = self.flags, self.texts
        first = flags[i]
        last = i + 1
        if first & PEOPLES and not first & FIRST_NAME and not self._heads_body(last):
            return last
        if first & HYPHENED and not (last < self.count and flags[last] & BODY_WORD):
            return last
        while last < self.count and last - i < LONGEST_NAME:
            flag = flags[last]
            if self._joins(last):
                if flag & PEOPLES and not first & (BODY_WORD | EVENT) and not self._heads_body(last + 1):
                    break
                if last - i == 1 and self._is_another(i, last):
                    break
                last += 1
                if flag & HYPHENED:
                    break
            elif texts[last] == "&" and self.is_upper(last + 1):
                last += 2
            elif after := self._linked(i, last) or self._lists_on(i, last) or self._doubled(i, last):
                last = after + 1
            elif after := self._described_on(i, last):
                return after
            else:
                if flags[last] == NUMBER and self._numbered(i, last):
                    last += 1
                break
        return last

    def _is_another(self, first: int, i: int) -> bool:
        """Whether a person's name begins at `i`, right after another's or a body's: *à l'AFP* Leyla Arman."""
        head, flag = self.flags[first], self.flags[i]
        if not head & KNOWN_NAME or head & FIRST_NAME:
            return False
        acronym = head & ORGANISATION and head & CAPITALS and not flag & (BODY_WORD | CAPITALS | COMMON)
        return bool(flag & FIRST_NAME) or (bool(acronym) and self._joins(i + 1))

    def _doubled(self, first: int, i: int) -> int:
        """The last word of a body named for two things, *Bank and Insurance* Commission; else 0."""
        if (
            self.texts[i] not in self.words.lists["and"]
            or not self.flags[first] & COMMON
            or first in self.weak
        ):
            return 0
        for j in range(i + 1, min(i + 4, self.count)):
            if not self.flags[j] & UPPER or self.flags[j] & (KNOWN_NAME | FIRST_NAME | PERSON_NOUN):
                return 0
            if self.flags[j] & BODY_WORD and not self.is_upper(j + 1):
                return j if j > i + 1 else 0
        return 0

    def _described_on(self, first: int, i: int) -> int:
        """Where adjectives follow: the end of a body's name in small letters (*Banque* centrale), else 0."""
        if self.words.phrase != "first" or not self.flags[first] & BODY_WORD or first in self.weak:
            return 0
        end = self._past_adjectives(i, ADJECTIVE | DEMONYM | PERSON_NOUN)
        for _ in range(MOST_GENITIVES):
            noun = end
            while noun < self.count and self.flags[noun] & (OF | DETERMINER) and noun - end < 2:
                noun += 1
            flag = self.flags[noun] if noun < self.count else 0
            if noun == end or not flag & WORD or flag & (STOP | DETERMINER | UPPER):
                break
            end = self._past_adjectives(noun + 1, ADJECTIVE | DEMONYM)
        return end if end > i else 0

    def _past_adjectives(self, i: int, wanted: int) -> int:
        while i < self.count and self.flags[i] & wanted and not self.flags[i] & (STOP | UPPER):
            i += 1
        return i

    def _heads_body(self, i: int) -> bool:
        """Whether the adjective before token `i` belongs to a body's name: *Europese* Commissie.

        That of a country only belongs to a noun right after it: *Franse* Gemeenschap.
        """
        furthest = 1 if self.words.demonyms.get(self.texts[i - 1], "-") != "-" else 3
        for j in range(i, min(i + furthest, self.count)):
            if not self._joins(j) or self.flags[j] & (TITLE | PERSON_NOUN):
                return False
            if self.flags[j] & (BODY_WORD | BODY_NOUN | EVENT):
                return True
        return False

    def _numbered(self, first: int, i: int) -> bool:
        """Whether the number at `i` belongs to the name before it: *Radio 1*, *Sydney 2000*."""
        if self.texts[i - 1] in self.words.lists["numbered"]:
            return True
        year = self.texts[i]
        known = self.flags[i - 1] & (PLACE | EVENT) and i - first == 1
        return bool(known) and len(year) == 4 and year[:2] in ("19", "20")

    def _after_particles(self, i: int) -> int:
        """The capitalised token after up to three particles from `i` on, else 0."""
        j = i
        while j < self.count and j - i < MOST_PARTICLES and self.flags[j] & (PARTICLE | OF | DETERMINER):
            if self.flags[j] & UPPER:
                break
            j += 1
        if j > i and self.is_upper(j) and not self.flags[j] & CALENDAR:
            return j
        return 0

    def _linked(self, first: int, last: int) -> int:
        """The capitalised word that particles link to the name `[first, last)`, else 0."""
        after = self._after_particles(last)
        return after if after and self._particles_join(first, last, after) else 0

    def _particles_join(self, first: int, last: int, after: int) -> bool:
        """Whether the particles at `last` belong to a name, and are no preposition after one."""
        flags, head, link = self.flags, self.flags[first], self.flags[last]
        single = last - first == 1
        links = self.texts[last] in self.words.lists["name_links"]
        if not link & PARTICLE and not links:
            return False
        if self._phrase_end(after)[0]:
            return False
        if head & EVENT and single:
            return links and self.texts[first] in self.words.lists["event_words"]
        if flags[after] & (CAPITALS | DEMONYM) or (flags[after] & ORGANISATION and not head & BODY_WORD):
            return False
        if link & PARTICLE and single and head & FIRST_NAME and not flags[after] & (KNOWN_NAME | TITLE):
            return True
        if link & PARTICLE and not flags[after] & KNOWN_NAME:
            sure = self.document.words[after - 1] in self.words.lists["surname_particles"]
            if single and head & NAME_START and (sure or not flags[after] & COMMON):
                return True
            starts = flags[last - 1] & NAME_START and not single
            if sure and (starts or not (flags[last - 1] & (COMMON | KNOWN_NAME) or flags[after] & COMMON)):
                return True
        if head & FIRST_NAME and not head & BODY_WORD:
            return False
        if flags[last - 1] & (BODY_WORD | NOUN) or (flags[last - 1] & COMMON and single):
            return links and last - 1 not in self.weak
        return False

    def _lists_on(self, first: int, i: int) -> int:
        """The word that a list in a body's name goes on with: *Raad voor Kunst en* Cultuur; else 0."""
        if self.texts[i] not in self.words.lists["and"] or not self.flags[first] & (BODY | BODY_WORD):
            return 0
        linked = any(self.flags[j] & OF for j in range(first, i)) or self.texts[i - 1].endswith("-")
        after = i + 1
        if after < self.count and self.flags[after] & DETERMINER and not self.flags[after] & UPPER:
            after += 1
        if not linked or not self.is_upper(after) or self.flags[after] & (KNOWN_NAME | FIRST_NAME | CAPITALS):
            return 0
        return after

    def _phrase_end(self, i: int) -> tuple[int, int]:
        """The end and the flag of the listed name of several words at `i`, else zeros."""
        for words, flag in self.words.phrases.get(self.texts[i], ()):
            last = i + len(words)
            if last <= self.count and tuple(self.texts[i:last]) == words:
                return last, flag
        return 0, 0
