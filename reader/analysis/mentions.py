"""Noun phrases that can speak or act: names, descriptions and pronouns, each as long as it goes.

One walk over the tokens. A determiner, a title, a noun for people or bodies, or a name
starts a phrase; the phrase takes its adjectives, its noun, what belongs to it (*van de
politie*), a name in apposition, and stops before verbs, adverbs and other prepositions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.name_kinds import OTHER_NAME, PERSON_NAME, ProperName
from reader.analysis.phrase_view import Mention, PhraseView
from reader.analysis.word_flags import (
    ADJECTIVE,
    BODIES,
    BODY,
    BODY_NOUN,
    COMMON,
    CONJUNCTION,
    DEMONYM,
    DETERMINER,
    NOUN,
    NUMBER,
    OF,
    ONE_OF_PEOPLE,
    PEOPLE,
    PEOPLES,
    PERSON,
    PERSON_NOUN,
    PLACE_NOUN,
    PRONOUN,
    THE_PEOPLE,
    TITLE,
)
from reader.article import ActorKind

if TYPE_CHECKING:
    from reader.analysis.tokens import Document

__all__ = ["Mention", "find_mentions"]

DEEPEST = 3
POSSESSIVES = frozenset(["'s", "'"])
STARTS = DETERMINER | TITLE | NOUN | PRONOUN | PEOPLES | ADJECTIVE | NUMBER


def find_mentions(document: Document) -> list[Mention]:
    """All noun phrases of a document that could name who speaks, in order; none overlap."""
    return _Phrases(document).walk()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known of a phrase before its end is: where it starts, its noun, what belongs to that."""

    first: int
    definite: bool
    head: int | None = None
    parts: tuple[Mention, ...] = ()


class _Phrases(PhraseView):
    """Reads the phrases of one document, from left to right."""

    def walk(self) -> list[Mention]:
        """All phrases of the document, none inside another."""
        found: list[Mention] = []
        i, flags, names = 0, self.flags, self.names
        while i < self.count:
            mention = None
            if i in names or flags[i] & STARTS:
                mention = self.phrase(i)
                mention = self.pronoun(i) if mention is None else self.pair(self.possessed(mention))
            if mention is None:
                i += 1
            else:
                found.append(mention)
                i = mention.last
        return found

    # -- one phrase -------------------------------------------------------------------------------

    def phrase(self, i: int, depth: int = 0, *, owned: bool = False) -> Mention | None:
        """The longest noun phrase that starts at `i`, else None; `owned` goes on one with an owner."""
        first = i
        definite = False
        if self.flags[i] & DETERMINER and i not in self.names:
            if self.flags[i] & CONJUNCTION and self.is_at(i + 1, DETERMINER | PRONOUN):
                return None
            if self.is_at(i + 1, OF):
                return self.one_of(first, depth)
            definite = self.lower[i] not in self.lists["indefinite"] | self.lists["possessives"]
            i += 1
            if self.is_at(i, DETERMINER) and not self.flags[i] & PRONOUN:
                i += 1
        head, after = self.cores.head(i, bare=i == first and not owned)
        if head is None:
            name = self.names.get(after)
            if name is None or (after > first and i == first):
                return None
            loose = name.kind == PERSON_NAME or self.flags[first] & CONJUNCTION
            return self.named(_Frame(after if loose else first, definite), name)
        if head != first and self.flags[first] & PRONOUN and not self.is_noun(head):
            return None
        last, parts = self.belongings(after, depth)
        frame = _Frame(first, definite, head, parts)
        name = self.names.get(last)
        if name is not None and self.apposes(head, name, last):
            return self.named(frame, name)
        if self.flags[head] & (PERSON | TITLE):
            second = self.second_role(last, depth)
            if second is not None:
                return replace(
                    second, first=first, span=self.span(first, second.last), role=self.role(first, second)
                )
            after = self.past_bracket(self.past_place(last))
            name = self.names.get(after + 1) if self.is_comma(after) else None
            if name is not None and name.kind == PERSON_NAME and self.closes(name.last):
                return self.named(frame, name)
        bare = head == first and self.words.phrase == "first" and not owned and not depth
        if bare and self.flags[head] & PERSON and not self.flags[head] & PEOPLE:
            return None  # *Invité mercredi soir, le ministre …*: without an article it is no subject
        return self.described(frame, last)

    def pronoun(self, i: int) -> Mention | None:
        """The pronoun at `i`, when it can stand for someone."""
        what = self.pronouns.get(self.lower[i])
        if what is None:
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

    def one_of(self, i: int, depth: int) -> Mention | None:
        """One out of several: *een van de vier*, *een van hen*."""
        if not self.flags[i] & DETERMINER or self.lower[i] not in self.lists["one"] or depth:
            return None
        start = i + 2
        several = self.phrase(start, depth + 1) if start < self.count else None
        if several is None:
            start += self.is_at(start, DETERMINER) and not self.flags[start] & PRONOUN
            several = self.pronoun(start) if start < self.count else None
        if several is None:
            return None
        last = several.last
        frame = _Frame(i, definite=False, head=several.head, parts=(several,))
        if self.is_comma(last):
            apposed = self.phrase(last + 1, depth + 1)
            if apposed is not None and apposed.name and apposed.kind is ActorKind.PERSON:
                return replace(apposed, first=i, span=self.span(i, apposed.last), parts=(several,))
        return replace(self.described(frame, last), kind=ActorKind.PERSON, plural=False)

    def belongings(self, last: int, depth: int) -> tuple[int, tuple[Mention, ...]]:
        """What hangs on a noun, from token `last` on: its portfolio, and what `van` and the like link."""
        parts: list[Mention] = []
        while last + 1 < self.count and depth < DEEPEST:
            inner, end = None, 0
            if self.flags[last] & OF:
                end = self.finder.portfolios(last + 1)
                inner = None if end else self.phrase(last + 1, depth + 1, owned=self.has_article(last))
            elif last in self.names and self.is_genitive_place(last):
                inner = self.named(_Frame(last, definite=True), self.names[last])
            if inner is not None:
                parts.append(inner)
                end = inner.last
            if not end:
                break
            last = end
        return last, tuple(parts)

    def apposes(self, head: int, name: ProperName, last: int) -> bool:
        """Whether the name right after the noun says who or what the noun is."""
        if self.tokens[last - 1].end + 1 != self.tokens[last].start:
            return False
        flag = self.flags[head]
        if flag & (PERSON_NOUN | TITLE):
            return name.kind == PERSON_NAME
        if flag & (BODY_NOUN | PLACE_NOUN):
            return not (flag & BODY_NOUN and not flag & PLACE_NOUN and name.text in self.words.countries)
        if self.words.phrase != "chain":
            return name.kind != OTHER_NAME and not flag & COMMON
        return name.kind == PERSON_NAME and name.last - name.first > 1 and self.is_noun(head)

    def second_role(self, i: int, depth: int) -> Mention | None:
        """A second role that *and* joins to the first, with the name of both: *and vice-premier X*."""
        if depth or i + 1 >= self.count or self.lower[i] not in self.lists["and"]:
            return None
        if not self.flags[i + 1] & (PERSON | TITLE | ADJECTIVE) or self.flags[i + 1] & DETERMINER:
            return None
        found = self.phrase(i + 1, depth + 1)
        return found if found is not None and found.name and found.role else None

    # -- phrases joined to others ------------------------------------------------------------------

    def possessed(self, mention: Mention) -> Mention:
        """The phrase whose owner `mention` is (*Trump's lawyer Michael Cohen*), else itself."""
        i = mention.last
        if i + 1 >= self.count:
            return mention
        if self.lower[i] in POSSESSIVES and self.tokens[i].start == self.tokens[i - 1].end:
            i += 1
        elif not self.owns(mention) or not self.flags[i] & (NOUN | ADJECTIVE | DEMONYM):
            return mention
        owned = self.phrase(i, owned=True)
        if owned is None:
            return mention
        return replace(
            owned,
            first=mention.first,
            span=self.span(mention.first, owned.last),
            definite=False,
            parts=(mention, *owned.parts),
        )

    def pair(self, mention: Mention) -> Mention:
        """The phrase with those that *and* joins to it, when all are people or all are bodies."""
        parts = [mention]
        last = mention.last
        while mention.kind is not None and last + 1 < self.count and self.lower[last] in self.lists["and"]:
            if last + 1 not in self.names and not self.flags[last + 1] & (DETERMINER | TITLE | NOUN):
                break
            other = self.phrase(last + 1)
            if other is None or other.kind is not mention.kind or other.form != mention.form:
                break
            if self.is_second_role(mention, other):
                return replace(mention, last=other.last, span=self.span(mention.first, other.last))
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
            plural=True,
            parts=tuple(parts),
        )

    def is_second_role(self, mention: Mention, other: Mention) -> bool:
        """Whether two descriptions are of one person: *the former minister and current mayor*."""
        if mention.form != "description" or mention.kind is not ActorKind.PERSON or other.plural:
            return False
        return not self.flags[other.first] & DETERMINER

    def apposition(self, last: int) -> Mention | None:
        """The description after the comma (and an age) that follows a name, else None."""
        start = last + 1
        if not self.is_comma(last):
            return None
        if self.is_at(start, NUMBER) and self.is_comma(start + 1):
            start += 2
        if start in self.names or not self.is_at(start, DETERMINER | PERSON_NOUN | ADJECTIVE | DEMONYM):
            return None
        found = self.phrase(start, DEEPEST - 1)
        if found is None or found.form != "description" or found.kind is not ActorKind.PERSON:
            return None
        return found if not found.plural and self.closes(found.last) else None

    # -- building ---------------------------------------------------------------------------------

    def named(self, frame: _Frame, name: ProperName) -> Mention | None:
        """A phrase with a proper name in it."""
        head = frame.head
        if name.kind == OTHER_NAME and head is None:
            return None
        kind = self.kind_of(name, head)
        noun_gender = self.noun_gender(self.lower[head]) if head is not None else ""
        mention = Mention(
            frame.first,
            name.last,
            self.span(frame.first, name.last),
            name.last - 1,
            "name",
            kind,
            self.gender_of(name) or noun_gender if kind is ActorKind.PERSON else "n",
            name=name.text,
            name_span=self.span(name.first, name.last),
            role=self.role_before(frame, name),
            noun=self.lower[head] if head is not None else None,
            definite=frame.definite,
            parts=frame.parts,
        )
        if self.is_genitive(name.last) and kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
            last, parts = self.belongings(name.last, DEEPEST - 1)
            if kind is ActorKind.ORGANISATION or (parts and self.is_of_person(parts[0])):
                parts = (*frame.parts, *parts)
                mention = replace(mention, last=last, span=self.span(frame.first, last), parts=parts)
        if kind is not ActorKind.PERSON:
            return mention
        mention = self.bracketed(mention)
        apposed = self.apposition(mention.last)
        if apposed is None:
            return mention
        if head is not None and self.flags[head] & PERSON:
            return replace(mention, last=apposed.last, span=self.span(frame.first, apposed.last))
        return replace(
            mention,
            last=apposed.last,
            span=self.span(frame.first, apposed.last),
            role=self.text(self.past_determiners(apposed.first), apposed.last),
            gender=mention.gender or apposed.gender,
            noun=apposed.noun,
            parts=apposed.parts,
        )

    def role_before(self, frame: _Frame, name: ProperName) -> str | None:
        """What the words before a name say its bearer is; a bare title (*dr.*, *mevrouw*) says nothing."""
        head = frame.head
        if head is None or not self.is_noun(head):
            return None
        first = self.past_determiners(frame.first)
        if all(self.flags[i] & TITLE and not self.flags[i] & NOUN for i in range(first, name.first)):
            return None
        return self.text(first, name.first).rstrip(", ") or None

    def bracketed(self, mention: Mention) -> Mention:
        """A person's phrase with the party or age that stands in brackets after it."""
        last = self.past_bracket(mention.last)
        if last == mention.last:
            return mention
        inner = self.phrase(mention.last + 1, DEEPEST)
        parts = mention.parts if inner is None or inner.last >= last else (*mention.parts, inner)
        return replace(mention, last=last, span=self.span(mention.first, last), parts=parts)

    def described(self, frame: _Frame, last: int) -> Mention:
        """A phrase without a name of its own."""
        assert frame.head is not None
        flag, word = self.flags[frame.head], self.lower[frame.head]
        kind: ActorKind | None = None
        if flag & (PEOPLE | THE_PEOPLE) and not (flag & (PERSON | ONE_OF_PEOPLE) and self.is_singular(frame)):
            kind = ActorKind.GROUP
        elif flag & (PERSON | TITLE | ONE_OF_PEOPLE):
            kind = ActorKind.PERSON
        elif flag & BODY_NOUN:
            kind = ActorKind.ORGANISATION
        return Mention(
            frame.first,
            last,
            self.span(frame.first, last),
            frame.head,
            "description",
            kind,
            self.noun_gender(word) if kind is ActorKind.PERSON else "",
            plural=kind is ActorKind.GROUP or bool(flag & BODIES and not flag & BODY),
            noun=word,
            definite=frame.definite,
            parts=frame.parts,
        )

    def is_singular(self, frame: _Frame) -> bool:
        """Whether the determiner tells that a noun with one form for both is not plural."""
        return self.lower[frame.first] not in self.lists["plural_determiners"]

    def role(self, first: int, second: Mention) -> str | None:
        """The words from `first` to the name of a phrase, without their determiner."""
        if second.name_span is None:
            return second.role
        start = self.tokens[self.past_determiners(first)].start
        return self.document.text[start : second.name_span.start].rstrip(", ") or None
