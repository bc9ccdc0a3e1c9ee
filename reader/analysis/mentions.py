"""Noun phrases that can speak or act: names, descriptions and pronouns, each as long as it goes.

One walk over the tokens. A determiner, a title, a noun for people or bodies, or a name
starts a phrase; the phrase takes its adjectives, its noun, what belongs to it (*van de
politie*), a name in apposition, and stops before verbs, adverbs and other prepositions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.name_kinds import BODY_NAME, OTHER_NAME, PERSON_NAME, PLACE_NAME
from reader.analysis.name_words import (
    ADJECTIVE,
    BODIES,
    BODY,
    BODY_NOUN,
    CONJUNCTION,
    DEMONYM,
    DETERMINER,
    FEMALE,
    FIRST_NAME,
    MALE,
    NOUN,
    NUMBER,
    OF,
    ONE_OF_PEOPLE,
    PEOPLE,
    PERSON,
    PERSON_NOUN,
    PLACE_NOUN,
    PRONOUN,
    STOP,
    THE_PEOPLE,
    TITLE,
    UPPER,
    WORD,
)
from reader.analysis.names import NameFinder, ProperName, find_proper_names
from reader.article import ActorKind, Span

if TYPE_CHECKING:
    from reader.analysis.tokens import Document

__all__ = ["Mention", "find_mentions"]

MOST_MODIFIERS = 6
MODIFIER = ADJECTIVE | DEMONYM
POSSESSIVES = frozenset(["'s", "'"])


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


def find_mentions(document: Document) -> list[Mention]:
    """All noun phrases of a document that could name who speaks, in order; none overlap."""
    return _Chunker(document).walk()


class _Chunker:
    """Walks one document; `self.i` never goes back, so the walk is linear."""

    def __init__(self, document: Document) -> None:
        finder = NameFinder(document)
        self.finder = finder
        self.document = document
        self.tokens = document.tokens
        self.lower = document.words
        self.flags = finder.flags
        self.words = finder.words
        self.count = finder.count
        self.names: dict[int, ProperName] = {name.first: name for name in find_proper_names(finder)}
        lists = self.words.lists
        self.pronouns = {
            **dict.fromkeys(lists["pronouns_first"], "1"),
            **dict.fromkeys(lists["pronouns_indefinite"], "i"),
            **dict.fromkeys(lists["pronouns_demonstrative"], "d"),
            **dict.fromkeys(lists["pronouns_plural"], "p"),
            **dict.fromkeys(lists["pronouns_feminine_or_plural"], "fp"),
            **dict.fromkeys(lists["pronouns_feminine"], "f"),
            **dict.fromkeys(lists["pronouns_masculine"], "m"),
        }

    def walk(self) -> list[Mention]:
        found: list[Mention] = []
        i, flags, names = 0, self.flags, self.names
        starts = DETERMINER | TITLE | NOUN | PRONOUN | DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE
        while i < self.count:
            mention = None
            if i in names or flags[i] & starts:
                mention = self.phrase(i)
                mention = self.pronoun(i) if mention is None else self.pair(self.possessed(mention))
            if mention is None:
                i += 1
            else:
                found.append(mention)
                i = mention.last
        return found

    # -- one phrase -------------------------------------------------------------------------------

    def pronoun(self, i: int) -> Mention | None:
        """The pronoun at `i`, when it can stand for someone."""
        what = self.pronouns.get(self.lower[i])
        if what is None:
            return None
        if what == "d" and i + 1 < self.count and self.flags[i + 1] & (NOUN | ADJECTIVE):
            return None
        return Mention(
            i,
            i + 1,
            self.span(i, i + 1),
            i,
            "pronoun",
            gender=what if what in ("m", "f", "fp") else "",
            plural=what == "p",
            noun=self.lower[i],
        )

    def phrase(self, i: int, depth: int = 0, *, owned: bool = False) -> Mention | None:
        """The longest noun phrase that starts at `i`, else None; `owned` goes on one with an owner."""
        flags = self.flags
        first = i
        definite = False
        if flags[i] & DETERMINER and i not in self.names:
            if flags[i] & CONJUNCTION and i + 1 < self.count and flags[i + 1] & (DETERMINER | PRONOUN):
                return None
            definite = True
            i += 1
            if i < self.count and flags[i] & DETERMINER and not flags[i] & PRONOUN:
                i += 1
        head, i = self.noun(i, bare=i == first and not owned)
        if head is None:
            name = self.names.get(i)
            if name is None:
                return None
            return self.named(i if name.kind == PERSON_NAME else first, name, None, definite)
        last, parts = self.belongings(i, depth)
        name = self.names.get(last)
        if name is not None and self.apposes(head, name, last):
            return self.named(first, name, head, definite, parts)
        comma = self.after_comma(last)
        name = self.names.get(comma) if comma else None
        if name is not None and flags[head] & PERSON and name.kind == PERSON_NAME and self.closes(name.last):
            return self.named(first, name, head, definite, parts)
        return self.described(first, last, head, definite, parts)

    def noun(self, i: int, bare: bool) -> tuple[int | None, int]:
        """The head noun from `i` on and the token after what was read, its adjectives included."""
        if self.words.phrase == "chain":
            return self.chain(i, bare)
        head, i = self.simple_noun(i, bare)
        if head is not None and self.words.phrase == "first":
            while (
                i < self.count
                and self.flags[i] & (ADJECTIVE | DEMONYM)
                and not self.flags[i] & (STOP | UPPER)
            ):
                i += 1
        return head, i

    def chain(self, i: int, bare: bool) -> tuple[int | None, int]:
        """Where nouns stand in a row (*White House press secretary*): the last one is the head."""
        flags, names = self.flags, self.names
        start = i
        head = None
        while i < self.count and i - start < 2 * MOST_MODIFIERS:
            flag = flags[i]
            name = names.get(i)
            if name is not None:
                if name.kind != OTHER_NAME and not self.modifies(name):
                    break
                if flag & (ONE_OF_PEOPLE | THE_PEOPLE) and name.last == i + 1 and not self.continues(i + 1):
                    head = i
                i = name.last
                continue
            if flag & (NOUN | TITLE):
                head = i
                i += 1
                continue
            if not flag & (WORD | NUMBER) or flag & STOP or flag & DETERMINER:
                break
            if flag & UPPER or (head is not None and not self.continues(i + 1)):
                break
            if head is None and not bare and not flag & (ADJECTIVE | NUMBER):
                if not self.chains(i + 1):
                    return i, i + 1
            elif bare and not flag & (ADJECTIVE | DEMONYM) and not self.continues(i + 1):
                break
            i += 1
        if head is None:
            return (
                (None, start)
                if bare or i == start
                else (i - 1 if i in names or not flags[i - 1] & ADJECTIVE else None, i)
            )
        return head, head + 1

    def chains(self, i: int) -> bool:
        """Whether token `i` goes on a row of nouns."""
        if i >= self.count:
            return False
        flag = self.flags[i]
        return bool(flag & WORD) and not flag & (STOP | DETERMINER | UPPER)

    def modifies(self, name: ProperName) -> bool:
        """Whether a name stands before the noun it belongs to: *White House officials*."""
        i = name.last
        if i >= self.count or self.tokens[i].start != self.tokens[i - 1].end + 1 or i in self.names:
            return False
        if self.flags[i] & (NOUN | TITLE):
            return True
        return (
            name.kind != PERSON_NAME
            and bool(self.flags[i] & ADJECTIVE)
            and not self.flags[i] & STOP
            and self.continues(i + 1)
        )

    def simple_noun(self, i: int, bare: bool) -> tuple[int | None, int]:
        """The first noun from `i` on, past its adjectives, and the token after it."""
        flags, names = self.flags, self.names
        start = i
        last_modifier = None
        while i < self.count and i - start < MOST_MODIFIERS:
            flag = flags[i]
            if i in names and not (names[i].kind == OTHER_NAME and names[i].last == i + 1):
                break
            if flag & (NOUN | TITLE | ONE_OF_PEOPLE | THE_PEOPLE):
                if flag & DEMONYM and self.continues(i + 1):
                    i += 1
                    continue
                return i, i + 1
            if bare and not flag & DEMONYM:
                break
            if not flag & (WORD | NUMBER) or flag & STOP:
                break
            if flag & (ADJECTIVE | DEMONYM | NUMBER):
                last_modifier = i
                i += 1
                continue
            if flag & UPPER and self.words.phrase != "capital":
                break
            return i, i + 1
        if last_modifier is not None and i not in names and not bare:
            return last_modifier, last_modifier + 1
        return None, i

    def continues(self, i: int) -> bool:
        return i < self.count and bool(self.flags[i] & (NOUN | TITLE | ADJECTIVE))

    def belongings(self, last: int, depth: int) -> tuple[int, tuple[Mention, ...]]:
        """What hangs on a noun, from token `last` on: its portfolio, and what `van` and the like link."""
        parts: list[Mention] = []
        while last + 1 < self.count and self.flags[last] & OF and depth < 3:
            end = self.finder.portfolios(last + 1)
            if end:
                last = end
                continue
            inner = self.phrase(last + 1, depth + 1)
            if inner is None or inner.last <= last + 1:
                break
            parts.append(inner)
            last = inner.last
        return last, tuple(parts)

    def apposes(self, head: int, name: ProperName, last: int) -> bool:
        """Whether the name right after the noun says who or what the noun is."""
        if self.tokens[last - 1].end + 1 != self.tokens[last].start:
            return False
        flag = self.flags[head]
        if flag & (PERSON_NOUN | TITLE):
            return name.kind in (PERSON_NAME, BODY_NAME)
        if flag & (BODY_NOUN | PLACE_NOUN):
            return True
        return name.kind != OTHER_NAME

    def after_comma(self, i: int) -> int:
        return i + 1 if i + 1 < self.count and self.tokens[i].text == "," else 0

    def closes(self, i: int) -> bool:
        return i >= self.count or self.tokens[i].text in ",.;:)–—"

    # -- building ---------------------------------------------------------------------------------

    def named(
        self, first: int, name: ProperName, head: int | None, definite: bool, parts: tuple[Mention, ...] = ()
    ) -> Mention | None:
        """A phrase with a proper name in it."""
        if name.kind == OTHER_NAME and head is None:
            return None
        flags = self.flags
        last = name.last
        role = self.text(self.role_start(first), name.first).rstrip(", ") if head is not None else None
        kind = self.kind_of(name, head)
        gender = self.gender_of(name, head)
        if head is not None and not flags[head] & PERSON_NOUN and kind is ActorKind.PERSON:
            kind = ActorKind.PERSON if flags[head] & TITLE else kind
        if kind is ActorKind.PERSON and role is None:
            last, role, gender = self.apposition(last, gender)
        return Mention(
            first,
            last,
            self.span(first, last),
            name.last - 1,
            "name",
            kind,
            gender,
            plural=False,
            name=name.text,
            name_span=self.span(name.first, name.last),
            role=role or None,
            noun=self.lower[head] if head is not None else None,
            definite=definite,
            parts=parts,
        )

    def apposition(self, last: int, gender: str) -> tuple[int, str | None, str]:
        """A description after a comma: its end, the role it gives, the gender it shows."""
        start = self.after_comma(last)
        if (
            not start
            or start in self.names
            or not self.flags[start] & (DETERMINER | PERSON | ADJECTIVE | DEMONYM)
        ):
            return last, None, gender
        after = self.phrase(start, 2)
        if after is None or after.form != "description" or after.kind is not ActorKind.PERSON or after.plural:
            return last, None, gender
        if not self.closes(after.last):
            return last, None, gender
        return after.last, self.text(self.role_start(start), after.last), gender or after.gender

    def described(
        self, first: int, last: int, head: int, definite: bool, parts: tuple[Mention, ...]
    ) -> Mention:
        """A phrase without a name of its own."""
        flag, word = self.flags[head], self.lower[head]
        kind: ActorKind | None = None
        plural = False
        if flag & PEOPLE or flag & THE_PEOPLE:
            kind, plural = ActorKind.GROUP, True
        elif flag & (PERSON | TITLE | ONE_OF_PEOPLE):
            kind = ActorKind.PERSON
        elif flag & BODIES:
            kind, plural = ActorKind.ORGANISATION, True
        elif flag & BODY:
            kind = ActorKind.ORGANISATION
        gender = self.noun_gender(word) if kind is ActorKind.PERSON else ""
        return Mention(
            first,
            last,
            self.span(first, last),
            head,
            "description",
            kind,
            gender,
            plural,
            noun=word,
            definite=definite,
            parts=parts,
        )

    def possessed(self, mention: Mention) -> Mention:
        """The phrase whose owner `mention` is (*Trump's lawyer Michael Cohen*), else itself."""
        i = mention.last
        if (
            i + 1 >= self.count
            or self.lower[i] not in POSSESSIVES
            or self.tokens[i].start != self.tokens[i - 1].end
        ):
            return mention
        owned = self.phrase(i + 1, owned=True)
        if owned is None:
            return mention
        return replace(
            owned,
            first=mention.first,
            span=self.span(mention.first, owned.last),
            definite=True,
            parts=(mention, *owned.parts),
        )

    def pair(self, mention: Mention) -> Mention:
        """The phrase with those that `en` joins to it, when both are of people or of bodies."""
        parts = [mention]
        last = mention.last
        while (
            last + 1 < self.count and self.lower[last] in self.words.lists["and"] and mention.kind is not None
        ):
            i = last + 1
            if not (i in self.names or self.flags[i] & (DETERMINER | TITLE | NOUN)):
                break
            other = self.phrase(i)
            if other is None or other.kind is not mention.kind or other.form != mention.form:
                break
            parts.append(other)
            last = other.last
        if len(parts) == 1:
            return mention
        return Mention(
            mention.first,
            last,
            self.span(mention.first, last),
            mention.head,
            mention.form,
            ActorKind.GROUP,
            "",
            plural=True,
            parts=tuple(parts),
        )

    def kind_of(self, name: ProperName, head: int | None) -> ActorKind | None:
        if name.kind == PERSON_NAME:
            return ActorKind.PERSON
        if name.kind == BODY_NAME:
            return ActorKind.ORGANISATION
        if name.kind == PLACE_NAME and name.text in self.words.countries:
            return ActorKind.COUNTRY
        return None

    def gender_of(self, name: ProperName, head: int | None) -> str:
        if name.kind != PERSON_NAME:
            return "n"
        flag = self.flags[name.first] & FIRST_NAME
        if flag in (MALE, FEMALE):
            return "m" if flag == MALE else "f"
        return self.noun_gender(self.lower[head]) if head is not None else ""

    def noun_gender(self, word: str) -> str:
        lists = self.words.lists
        if word in lists["women"] or word in lists["titles_feminine"]:
            return "f"
        if word in lists["men"] or word in lists["titles_masculine"]:
            return "m"
        if self.words.compounds:
            for start in range(2, len(word) - 3):
                if word[start:] in lists["women"]:
                    return "f"
                if word[start:] in lists["men"]:
                    return "m"
        return ""

    def role_start(self, first: int) -> int:
        while self.flags[first] & DETERMINER and first + 1 < self.count:
            first += 1
        return first

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, first: int, last: int) -> str:
        return (
            self.document.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
        )
