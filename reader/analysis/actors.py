"""Mentions to actors: who each noun phrase of a document refers to, and why.

The mentions are read once, in order. Names find their entity in the `Register`; pronouns and
descriptions look back in the `Memory` for someone of the right gender, number and role.
Each mention keeps its entity and the reason in words, so that the source of a quote can be
looked up afterwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.entities import Entity, Register
from reader.analysis.memory import Memory, Seen
from reader.analysis.mentions import Mention
from reader.analysis.name_words import load_name_words
from reader.analysis.word_flags import PREPOSITION, VERB
from reader.article import Actor, ActorKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.tokens import Document

__all__ = ["ActorIndex", "build_actors"]

END = 1 << 62

NAMED = "named: {word}"
DECLARED = "declared by the article: {word}"
DESCRIBED = "described, not named"
TOGETHER = "two or more are named together"
RELATIVE = "“{word}” stands for what is named before it: {name}"
MEMBERS = "its members stand for {name}"
PEOPLE = "the people stand for their country, {name}"
CALLED = "described: the last {word} before it is {name}"
OTHERS = "“{word}”: others of {name}"
DEMONSTRATIVE = "“{word}”: the one named last, {name}"
PRONOUN = "pronoun “{word}”: the last that fits is {name}"
NOBODY = "“{word}” names nobody"
UNKNOWN = "pronoun “{word}”: nobody before it fits"


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention refers to, and why that one: a sentence with gaps for the word and the name."""

    entity: Entity | None
    why: str
    word: str = ""

    @property
    def reason(self) -> str:
        """Why it is this one, in one line for people."""
        return self.why.format(word=self.word, name=self.entity.name if self.entity else "")


@dataclass(eq=False)
class ActorIndex:
    """Who is named in a document, and who each of its noun phrases refers to."""

    document: Document
    register: Register
    referents: dict[int, Referent] = field(default_factory=dict)
    """By the offset where a mention starts."""
    starts: list[int] = field(default_factory=list)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All persons, bodies and countries that the text names, in order of first mention."""
        return self.actors_for(())

    def actors_for(self, speakers: Iterable[Actor]) -> tuple[Actor, ...]:
        """The named actors and those of `speakers` that have no name, in order of first mention."""
        speaking = {id(actor) for actor in speakers}
        found = []
        for entity in self.register.entities:
            acts = entity.named and entity.kind is not None and bool(entity.mentions)
            if acts or entity.declared is not None or id(entity.actor) in speaking:
                found.append(entity.settle())
        return tuple(sorted(found, key=lambda actor: actor.mentions[0].start if actor.mentions else END))

    def resolve(self, source: Mention | Span, at_offset: int) -> tuple[Actor | None, str]:
        """The actor that the words of `source` refer to, or None, and the reason in one line.

        `at_offset` is where the source stands. Words that no mention covers name nobody known:
        they become an actor of their own, but for a relative pronoun, which stands for who is
        mentioned before it.
        """
        span = source.span if isinstance(source, Mention) else source
        referent = self._referent(span)
        if referent is None:
            referent = self._unknown(span, at_offset)
        return (referent.entity.settle() if referent.entity else None), referent.reason

    def _referent(self, span: Span) -> Referent | None:
        """The referent of the mention at the start of `span`, else of the first inside it."""
        found = self.referents.get(span.start)
        if found is None:
            first = bisect_left(self.starts, span.start)
            if first < len(self.starts) and self.starts[first] < span.end:
                found = self.referents[self.starts[first]]
        return found

    def _unknown(self, span: Span, at_offset: int) -> Referent:
        words = span.of(self.document.text)
        if words.lower() in self.document.language.relatives:
            before = bisect_right(self.starts, at_offset) - 1
            if before >= 0:
                found = self.referents[self.starts[before]]
                return Referent(found.entity, RELATIVE, words)
        entity = self.register.described(" ".join(words.split()), None, plural=False)
        entity.mentions.append(span)
        referent = self.referents[span.start] = Referent(entity, DESCRIBED)
        return referent


def build_actors(
    document: Document,
    mentions: Sequence[Mention],
    declared: Sequence[Actor] = (),
    quoted: Sequence[Span] = (),
) -> ActorIndex:
    """Gather the actors of a document from its mentions.

    `declared` are actors that the article itself lists; they win over what is found. `quoted`
    are the stretches in quotation marks, in order: whoever is named only there is less
    likely meant by a pronoun outside them.
    """
    register = Register(load_name_words(document.language.code), tuple(declared))
    register.expect(_flatten(mentions))
    return _Reader(document, register, quoted).read(mentions)


def _flatten(mentions: Iterable[Mention]) -> Iterable[Mention]:
    for mention in mentions:
        yield mention
        if mention.parts:
            yield from _flatten(mention.parts)


class _Reader:
    """Reads the mentions of one document in order."""

    def __init__(self, document: Document, register: Register, quoted: Sequence[Span]) -> None:
        self.document = document
        self.register = register
        self.words = register.words
        self.lists = register.words.lists
        self.quoted = quoted
        self.quoted_starts = [span.start for span in quoted]
        self.memory = Memory(register.words)
        self.index = ActorIndex(document, register)
        self.sentence = 0

    def read(self, mentions: Sequence[Mention]) -> ActorIndex:
        """The index of all mentions."""
        before: Mention | None = None
        for mention in mentions:
            self.sentence = self.document.sentence_at(mention.first)
            if before is not None and self.abbreviates(mention, before):
                self.abbreviate(mention, before)
            self.keep(mention, self.refer(mention))
            before = mention
            while before.parts and before.parts[-1].last == before.last:
                before = before.parts[-1]
        for entity in self.register.entities:
            if entity.declared is not None:
                self.search(entity, entity.declared)
        self.index.starts = sorted(self.index.referents)
        return self.index

    def search(self, entity: Entity, declared: Actor) -> None:
        """Find every place where the text has a name that the article declares, phrase or not."""
        text = self.document.text
        for name in sorted({declared.name, *declared.aliases} - {""}, key=len, reverse=True):
            entity.mentions.sort()
            starts = [span.start for span in entity.mentions]
            found = []
            start = text.find(name)
            while start >= 0:
                span = Span(start, start + len(name))
                if not (text[start - 1 : start].isalnum() or text[span.end : span.end + 1].isalnum()):
                    after = bisect_right(starts, start)
                    around = entity.mentions[max(0, after - 1) : after + 1]
                    if not any(span.overlaps(other) for other in around):
                        found.append(span)
                    if not any(other.start < start < other.end for other in around):
                        self.index.referents[start] = Referent(entity, DECLARED, name)
                start = text.find(name, span.end)
            entity.mentions += found

    def abbreviates(self, mention: Mention, before: Mention) -> bool:
        """Whether a name is the abbreviation in brackets of the body named before it."""
        if mention.first != before.last + 1 or mention.kind is not ActorKind.ORGANISATION:
            return False
        tokens = self.document.tokens
        if before.kind is not ActorKind.ORGANISATION or before.name is None or mention.name is None:
            return False
        bracketed = tokens[before.last].text == "(" and tokens[mention.last : mention.last + 1]
        return bool(bracketed) and tokens[mention.last].text == ")" and mention.name.isupper()

    def abbreviate(self, mention: Mention, before: Mention) -> None:
        entity = self.index.referents[before.span.start].entity
        if entity is not None and mention.name is not None:
            self.register.abbreviate(mention.name, entity)

    def keep(self, mention: Mention, referent: Referent) -> None:
        """Note the referent of a mention, and remember it for pronouns to come."""
        self.index.referents[mention.span.start] = referent
        entity = referent.entity
        if entity is not None and (entity.kind is not None or entity.named):
            governed = self.is_governed(mention)
            self.memory.keep(
                Seen(
                    entity,
                    self.sentence,
                    not governed and self.is_by_verb(mention),
                    governed,
                    self.is_quoted(mention),
                    mention.plural or entity.plural,
                )
            )

    def is_governed(self, mention: Mention) -> bool:
        """Whether a preposition stands right before a mention."""
        words = self.document.words
        return mention.first > 0 and bool(self.words.classes[words[mention.first - 1]] & PREPOSITION)

    def is_by_verb(self, mention: Mention) -> bool:
        """Whether a verb stands right before or after a mention, as by a subject."""
        classes, tokens = self.words.classes, self.document.tokens
        after = classes[tokens[mention.last].text] if mention.last < len(tokens) else 0
        before = classes[tokens[mention.first - 1].text] if mention.first else 0
        return bool((after | before) & VERB)

    def is_quoted(self, mention: Mention) -> bool:
        i = bisect_right(self.quoted_starts, mention.span.start) - 1
        return i >= 0 and mention.span.start < self.quoted[i].end

    # -- one mention -------------------------------------------------------------------------------

    def refer(self, mention: Mention) -> Referent:
        """Who a mention refers to; the phrases inside it are read first."""
        if mention.form == "pronoun":
            return self.pronoun(mention)
        for part in mention.parts:
            self.keep(part, self.refer(part))
        if mention.name is not None:
            if mention.kind is ActorKind.GROUP:
                return self.unnamed(mention)
            return Referent(self.register.named(mention), NAMED, mention.name)
        if mention.noun is None:
            return self.unnamed(mention, TOGETHER)
        return self.description(mention)

    def description(self, mention: Mention) -> Referent:
        head = self.document.tokens[mention.head].text
        base = self.register.base(head)
        if base is not None:
            return self.called(base, mention, head, MEMBERS)
        code = self.words.demonyms.get(head, "")
        code = code if code in self.words.country_names else ""
        words = mention.span.of(self.document.text)
        if code and mention.plural and mention.definite and mention.head == mention.first + 1:
            country = self.register.people(code)
            return self.called(country, mention, words, PEOPLE)
        if not mention.definite:
            return self.unnamed(mention)
        if mention.plural:
            group = self.memory.group(mention.noun or "") if mention.kind is ActorKind.GROUP else None
            if group is None:
                return self.unnamed(mention)
            return self.called(group, mention, None, CALLED)
        found = self.memory.described(mention, self.modifiers(mention), code)
        if found is None:
            return self.unnamed(mention)
        shortens = found.kind is ActorKind.ORGANISATION and not found.named
        alias = words if shortens and self.text(mention) != found.name else None
        return self.called(found, mention, alias, CALLED)

    def called(self, entity: Entity, mention: Mention, alias: str | None, why: str) -> Referent:
        """One more mention of a known entity, by another name perhaps."""
        entity.mentions.append(mention.span)
        if alias is not None:
            entity.alias(alias)
        return Referent(entity, why, mention.noun or "")

    def unnamed(self, mention: Mention, why: str = DESCRIBED) -> Referent:
        """A new entity that has no name of its own."""
        name = self.one_of(mention) or self.text(mention)
        entity = self.register.described(name, mention.kind, plural=mention.plural)
        entity.take(mention)
        return Referent(entity, why)

    def one_of(self, mention: Mention) -> str:
        """*een van hen* with the name of those out of whom it is one, else nothing."""
        part = mention.parts[0] if mention.parts else None
        if part is None or part.last != mention.last or part.head != mention.head:
            return ""
        several = self.index.referents.get(part.span.start)
        if several is None or several.entity is None:
            return mention.span.of(self.document.text)
        link = self.document.tokens[mention.first + 1].end
        return f"{self.document.text[mention.span.start : link]} {several.entity.name}"

    def text(self, mention: Mention) -> str:
        """The words of a mention without its determiner, on one line."""
        first = mention.first
        while first < mention.head and self.document.words[first] in self.document.language.determiners:
            first += 1
        text = self.document.text[self.document.tokens[first].start : mention.span.end]
        return " ".join(text.split()) if "\n" in text else text

    def modifiers(self, mention: Mention) -> set[str]:
        return {token.text for token in self.document.tokens[mention.first : mention.head]}

    # -- pronouns -----------------------------------------------------------------------------------

    def pronoun(self, mention: Mention) -> Referent:
        word = mention.noun or ""
        quoted = self.is_quoted(mention)
        if word in self.lists["others"]:
            return Referent(
                self.memory.antecedent(self.sentence, "", plural=True, quoted=quoted), OTHERS, word
            )
        if word in self.lists["pronouns_first"] or word in self.lists["pronouns_indefinite"]:
            return Referent(None, NOBODY, word)
        if word in self.lists["pronouns_demonstrative"]:
            found = self.memory.last_named(self.sentence)
            return Referent(found, DEMONSTRATIVE if found else UNKNOWN, word)
        either = mention.gender == "fp"
        plural = mention.plural or (either and self.has_plural_verb(mention))
        for gender in ("f", "n") if either else (mention.gender,):
            found = self.memory.antecedent(self.sentence, gender, plural=plural, quoted=quoted)
            if found is not None:
                if found.kind is ActorKind.PERSON and not found.gender:
                    found.gender = gender
                return Referent(found, PRONOUN, word)
        return Referent(None, UNKNOWN, word)

    def has_plural_verb(self, mention: Mention) -> bool:
        """Whether the verb by a pronoun is plural, where that alone tells *she* from *they*."""
        words, endings = self.document.words, tuple(self.lists["plural_verb_endings"])
        for i in (mention.last, mention.first - 1):
            if 0 <= i < len(words) and self.words.classes[words[i]] & VERB:
                return words[i].endswith(endings)
        return False
