"""What each word form of a language can be, as flags, worked out from lists, endings and shape.

A form is looked at once: afterwards it is one look-up in a dictionary, so that the passes over
a text test bits instead of searching lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.word_flags import (
    ADJECTIVE,
    ADVERB,
    BODIES,
    BODY,
    BODY_WORD,
    CALENDAR,
    CAMEL,
    CAPITALS,
    COMMON,
    CONJUNCTION,
    COUNTRY,
    DEMONYM,
    DETERMINER,
    EVENT,
    FIRST_NAME,
    HYPHENED,
    KNOWN_NAME,
    LOCATIVE,
    NAME_START,
    NOUN,
    NOUN_SHAPE,
    NUMBER,
    OF,
    ORGANISATION,
    PARTICLE,
    PEOPLE,
    PEOPLES,
    PERSON,
    PLACE,
    PLACE_NOUN,
    PREPOSITION,
    PRONOUN,
    STOP,
    TITLE,
    UPPER,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from reader.analysis.name_words import NameWords

__all__ = ["WordClasses"]

SURNAMES = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Du", "O'", "O’", "D'", "D’", "L'", "L’")
"""Beginnings of surnames with a capital inside, which is then no sign of a brand."""
INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
LONGEST_WORD = 60
"""What is longer is no word, and its parts are not looked up."""
LEAST_STEM = 3
LEAST_COMPOUND = 7
LEAST_PART = 4


def _table(*lists: tuple[int, frozenset[str]]) -> dict[str, int]:
    """Each word of the lists with the flags of all lists that have it."""
    table: dict[str, int] = {}
    for flag, words in lists:
        for word in words:
            table[word] = table.get(word, 0) | flag
    return table


class WordClasses(dict[str, int]):
    """The flags of a word as it is written; each is worked out at its first use."""

    def __init__(self, words: NameWords) -> None:
        super().__init__()
        lists = words.lists
        language = words.language
        self.words = words
        self.lists = lists
        self.closed = _table(
            (DETERMINER | COMMON, language.determiners),
            (PREPOSITION | COMMON, language.prepositions),
            (PRONOUN | COMMON, language.pronouns),
            (CONJUNCTION | COMMON, language.conjunctions),
            (CONJUNCTION | COMMON, language.complementisers),
            (CONJUNCTION | COMMON, lists["and"]),
            (VERB | COMMON, language.auxiliaries),
            (VERB | COMMON, lists["verbs"]),
            (ADVERB | COMMON, language.adverbs),
            (CALENDAR | COMMON, lists["calendar"]),
            (OF | COMMON, lists["of"]),
            (PARTICLE | COMMON, lists["particles"]),
            (LOCATIVE | COMMON, lists["locatives"]),
            (NUMBER | COMMON, lists["numbers"]),
            (ADJECTIVE | COMMON, lists["adjectives"]),
            (COMMON, lists["common"]),
        )
        self.nouns = _table(
            (TITLE, lists["titles"]),
            (TITLE, lists["titles_masculine"]),
            (TITLE, lists["titles_feminine"]),
            (PERSON, lists["people"]),
            (PERSON, lists["men"]),
            (PERSON, lists["women"]),
            (PEOPLE, lists["people_plural"]),
            (BODY, lists["organisations"]),
            (BODIES, lists["organisations_plural"]),
            (PLACE_NOUN, lists["places"]),
        )
        self.names = _table(
            (PLACE, lists["known_places"]),
            (ORGANISATION, lists["known_organisations"]),
            (ORGANISATION, lists["metonyms"]),
            (BODY_WORD, lists["organisation_words"]),
            (EVENT, lists["event_words"]),
            (EVENT, lists["occasion_words"]),
            (NAME_START, lists["name_starts"]),
            (COMMON, lists["not_first_names"]),
        )
        self.adjective_endings = tuple(lists["adjective_endings"])
        self.noun_endings = tuple(lists["noun_endings"])
        self.demonym_endings = tuple(lists["demonym_endings"])
        self.participles = tuple(lists["participle_beginnings"])
        self.participle_endings = tuple(lists["participle_endings"])
        self.case_endings = tuple(lists["case_endings"])

    def __missing__(self, written: str) -> int:
        flags = self._classify(written)
        self[written] = flags
        return flags

    def _classify(self, written: str) -> int:
        if len(written) > LONGEST_WORD:
            return WORD
        if not written.isalpha():
            alphabetic = sum(letter.isalpha() for letter in written)
            numbered = any(letter.isdigit() for letter in written)
            if not alphabetic:
                return NUMBER if numbered else 0
            if alphabetic == 1 and numbered and not self.names.get(written, 0) & ORGANISATION:
                return WORD | NUMBER  # a road, a model: A50
        flags = WORD
        lower = written.lower().replace("’", "'")
        numbered = written[0].isdigit() and any(letter.isupper() for letter in written)
        if written[0].isupper() or numbered or self._has_particle(written):
            flags |= UPPER
            letters = [letter for letter in written if letter.isalpha()]
            if len(letters) > 1 and all(letter.isupper() for letter in letters):
                flags |= CAPITALS
        flags |= self.closed.get(lower, 0)
        if flags & UPPER or self.words.phrase != "capital":
            flags |= self._noun(lower)
        if flags & UPPER:
            flags |= self._name(written, lower, flags)
        else:
            if not flags & (STOP | DETERMINER | NOUN):
                flags |= self._shape(lower)
            if written in self.words.demonyms:
                flags |= self.words.people.get(written, DEMONYM)
        return flags

    def _has_particle(self, written: str) -> bool:
        """Whether a small particle is joined to a name: *al-Khatib*."""
        first, hyphen, second = written.partition("-")
        return bool(hyphen) and second[:1].isupper() and first in self.lists["particles"]

    def _noun(self, lower: str) -> int:
        """The nouns for people, bodies and places that it can be."""
        flags = self.nouns.get(lower, 0) or self._by_ending(lower)
        return flags | COMMON if flags & NOUN else flags

    def _by_ending(self, lower: str) -> int:
        """The noun it is in the plural, in another case, or as the last part of a compound."""
        endings = self.words.endings
        stems = [lower]
        stems += [lower[: -len(case)] for case in self.case_endings if lower.endswith(case)]
        for stem in stems:
            if (flag := endings.get(stem, 0)) and len(stem) >= LEAST_PART:
                return flag
        if (tail := lower.rpartition("-")[2]) != lower and (flag := endings.get(tail, 0)):
            return flag
        compound = self.words.compounds and len(lower) >= LEAST_COMPOUND
        if not compound or lower in self.lists["people_not"]:
            return 0
        for start in range(2, len(lower) - LEAST_PART + 1):
            for stem in stems:
                if flag := endings.get(stem[start:], 0):
                    return flag
        return 0

    def _name(self, written: str, lower: str, flags: int) -> int:
        """What a capitalised word can be in a name."""
        words, found = self.words, self.names.get(written, 0)
        if flags & CAPITALS:
            found |= self.names.get(written.capitalize(), 0) & PLACE
        if written in words.countries:
            found |= COUNTRY
        if written in words.demonyms:
            found |= words.people.get(written, DEMONYM)
        if words.compounds and written[-1] == "s" and not found & (KNOWN_NAME | PEOPLES):
            found |= COUNTRY if written[:-1] in words.countries else 0
            found |= self.names.get(written[:-1], 0) & PLACE
        tail = written.rpartition("-")[2] if "-" in written else ""
        found |= words.given.get(written, 0) or (self._double(written) if tail else 0)
        if not found and INITIALS.fullmatch(written):
            found |= FIRST_NAME
        if tail[:1].islower() and len(tail) > 1 and not found:
            found |= HYPHENED | (self._noun(tail) & ~COMMON)
        if not found & (KNOWN_NAME | PEOPLES):
            found |= words.people.get(tail, 0) or (DEMONYM if self._is_demonym(written, tail) else 0)
        if not found & (KNOWN_NAME | FIRST_NAME) and not flags & COMMON:
            found |= self._shape(lower)
        if not found & FIRST_NAME and self._is_camel(written):
            found |= CAMEL
        return found

    def _double(self, written: str) -> int:
        """The gender of a first name in two parts: what they agree on."""
        first, _, second = written.partition("-")
        one, other = self.words.given.get(first, 0), self.words.given.get(second, 0)
        return (one & other) or one if one and other else 0

    def _is_demonym(self, written: str, tail: str) -> bool:
        """Whether a capitalised word is a people's adjective: by its second part, or by its ending."""
        if tail in self.words.demonyms:
            return True
        return len(written) > 5 and written not in self.words.given and written.endswith(self.demonym_endings)

    def _is_camel(self, written: str) -> bool:
        """Whether a word has capitals inside as a brand has (`MoMA`), not as a surname has (`McCain`)."""
        for start in SURNAMES:
            if written.startswith(start) and written[len(start) : len(start) + 1].isupper():
                return False
        return any(letter.isupper() for letter in written[1:]) and any(letter.islower() for letter in written)

    def _shape(self, lower: str) -> int:
        """What the endings of a word that no list has make of it."""
        flags = 0
        adjectives, stem = self.lists["adjectives"], lower[:-LEAST_STEM]
        if stem and lower.endswith(self.adjective_endings):
            flags |= ADJECTIVE
        if lower in adjectives or (lower[-1] == "e" and lower[:-1] in adjectives):
            flags |= ADJECTIVE
        if len(lower) > 2 + LEAST_STEM and lower.endswith(self.noun_endings):
            return flags | NOUN_SHAPE
        if len(lower) > 5 and lower.startswith(self.participles) and lower.endswith(self.participle_endings):
            return flags | NOUN_SHAPE
        common = self.lists["common"]
        if self.words.compounds and any(lower[start:] in common for start in range(3, len(lower) - 3)):
            flags |= NOUN_SHAPE
        return flags
