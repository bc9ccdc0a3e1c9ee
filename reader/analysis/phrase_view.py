"""A document as its phrases are read: mentions, and small questions about tokens and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.name_bounds import NameFinder
from reader.analysis.name_kinds import BODY_NAME, PERSON_NAME, PLACE_NAME, ProperName
from reader.analysis.names import find_proper_names
from reader.analysis.noun_phrases import NounCores
from reader.analysis.word_flags import (
    ADJECTIVE,
    BODY_NOUN,
    DETERMINER,
    FEMALE,
    FIRST_NAME,
    LOCATIVE,
    MALE,
    NOUN,
    PEOPLE,
    PEOPLES,
    PERSON,
    PLACE_NOUN,
    TITLE,
)
from reader.article import ActorKind, Span

if TYPE_CHECKING:
    from reader.analysis.tokens import Document

__all__ = ["Mention", "PhraseView"]

LONGEST_BRACKET = 8
CLOSING = frozenset(",.;:()–—") | {"--"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, the tokens `[first, last)`.

    `head` is the token that says what it is: the last word of a name, else the noun.
    `form` is `name`, `description` or `pronoun`. `gender` is `m`, `f`, `n` or empty where
    the words do not tell; `fp` is a pronoun that is feminine or plural. `name` is the
    proper name inside it and `name_span` where that stands, `role` the words around the
    name that say what its bearer is. `noun` is the noun in lower case. `parts` are the
    phrases inside it: both of *Jansen en De Vries*, the police in *een woordvoerder van de
    politie*.
    """

    first: int
    last: int
    span: Span
    head: int
    form: str
    kind: ActorKind | None = None
    gender: str = ""
    plural: bool = False
    name: str | None = None
    name_span: Span | None = None
    role: str | None = None
    noun: str | None = None
    definite: bool = False
    parts: tuple[Mention, ...] = ()


class PhraseView:
    """The tokens, flags and names of one document, and small questions about them."""

    def __init__(self, document: Document) -> None:
        self.finder = NameFinder(document)
        self.document = document
        self.tokens = document.tokens
        self.lower = document.words
        self.flags = self.finder.flags
        self.words = self.finder.words
        self.lists = self.words.lists
        self.count = self.finder.count
        self.names = {name.first: name for name in find_proper_names(self.finder)}
        self.cores = NounCores(self.finder, self.names)
        self.pronouns = {
            **dict.fromkeys(self.lists["pronouns_first"], ""),
            **dict.fromkeys(self.lists["pronouns_indefinite"], ""),
            **dict.fromkeys(self.lists["pronouns_demonstrative"], "d"),
            **dict.fromkeys(self.lists["pronouns_plural"], "p"),
            **dict.fromkeys(self.lists["pronouns_feminine_or_plural"], "fp"),
            **dict.fromkeys(self.lists["pronouns_feminine"], "f"),
            **dict.fromkeys(self.lists["pronouns_masculine"], "m"),
        }

    def kind_of(self, name: ProperName, head: int | None) -> ActorKind | None:
        """The kind of who a name and the noun before it mean; None for what cannot act."""
        noun = self.flags[head] if head is not None else 0
        if noun & PEOPLE and not noun & PERSON:
            return ActorKind.GROUP
        if noun & BODY_NOUN and not noun & (PERSON | TITLE):
            return ActorKind.ORGANISATION
        if noun & PLACE_NOUN and not noun & (PERSON | TITLE):
            return ActorKind.COUNTRY if name.text in self.words.countries else None
        if name.kind == PERSON_NAME:
            return ActorKind.PERSON
        if name.kind == BODY_NAME:
            return ActorKind.ORGANISATION
        if name.kind == PLACE_NAME and name.text in self.words.countries:
            return ActorKind.COUNTRY
        return None

    def gender_of(self, name: ProperName) -> str:
        """`m` or `f` where a first name tells, else nothing."""
        flag = self.flags[name.first] & FIRST_NAME if name.kind == PERSON_NAME else 0
        return "m" if flag == MALE else "f" if flag == FEMALE else ""

    def noun_gender(self, word: str) -> str:
        """What a noun or title tells of the gender of its bearer."""
        women, men = self.lists["women"], self.lists["men"]
        if word in women or word in self.lists["titles_feminine"]:
            return "f"
        if word in men or word in self.lists["titles_masculine"]:
            return "m"
        for start in range(2, len(word) - 2) if self.words.compounds else ():
            if word[start:] in women:
                return "f"
            if word[start:] in men:
                return "m"
        return ""

    def is_at(self, i: int, flag: int) -> bool:
        """Whether there is a token `i` with one of the flags."""
        return i < self.count and bool(self.flags[i] & flag)

    def is_of_person(self, part: Mention) -> bool:
        """Whether a phrase after *of* says where a person belongs: a body, a place."""
        return part.kind is ActorKind.ORGANISATION or (
            part.form == "name" and part.kind is not ActorKind.PERSON
        )

    def is_genitive(self, i: int) -> bool:
        """Whether token `i` is an *of* with something after it."""
        return i + 1 < self.count and self.lower[i] in self.lists["genitives"]

    def past_place(self, i: int) -> int:
        """The token after the place that a phrase is in (*in Duitsland*), else `i` itself."""
        place = self.names.get(i + 1) if self.is_at(i, LOCATIVE) else None
        return place.last if place is not None and place.kind == PLACE_NAME else i

    def past_bracket(self, i: int) -> int:
        """The token after the short bracket at `i`, else `i` itself."""
        if i < self.count and self.tokens[i].text == "(":
            for end in range(i + 2, min(i + LONGEST_BRACKET, self.count)):
                if self.tokens[end].text == ")":
                    return end + 1
        return i

    def has_article(self, i: int) -> bool:
        """Whether a link holds an article (*des*, *vom*), so that any noun may follow it."""
        return bool(self.flags[i] & DETERMINER) or self.lower[i] in self.lists["contractions"]

    def is_genitive_place(self, i: int) -> bool:
        """Whether a place's name right after a noun is in the genitive: *der Präsident* Frankreichs."""
        name = self.names[i]
        places = self.words.countries, self.lists["known_places"]
        return (
            name.kind == PLACE_NAME and name.text[-1] == "s" and not any(name.text in all for all in places)
        )

    def is_noun(self, i: int) -> bool:
        """Whether a head is a noun, as far as one can tell, no adjective that stands alone."""
        return bool(self.flags[i] & (NOUN | TITLE | PEOPLES)) or not self.flags[i] & ADJECTIVE

    def owns(self, mention: Mention) -> bool:
        """Whether a mention is a name in the genitive and nothing else."""
        name = self.names.get(mention.first)
        return name is not None and name.owns and name.last == mention.last

    def is_comma(self, i: int) -> bool:
        """Whether token `i` is a comma with something after it."""
        return i + 1 < self.count and self.tokens[i].text == ","

    def closes(self, i: int) -> bool:
        """Whether a sign that closes an apposition stands at `i`, or the end of the text."""
        return i >= self.count or self.tokens[i].text in CLOSING

    def past_determiners(self, first: int) -> int:
        """The first token from `first` on that is no determiner."""
        while first + 1 < self.count and self.flags[first] & DETERMINER and first not in self.names:
            first += 1
        return first

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens `[first, last)`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, first: int, last: int) -> str:
        """The words of the tokens `[first, last)`, as they are written."""
        if last <= first:
            return ""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]
