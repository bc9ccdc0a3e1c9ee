"""Mentions to actors: who each noun phrase of a document refers to, and why.

The mentions are read once, in order. Names find their entity in the `Register`; pronouns and
descriptions look back over the last sentences for someone of the right gender, number and
role. Each mention keeps its entity and the reason in words, so that the source of a quote
can be looked up afterwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.entities import Entity, Register
from reader.analysis.mentions import Mention
from reader.analysis.name_words import load_name_words
from reader.analysis.word_flags import VERB
from reader.article import Actor, ActorKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.tokens import Document

__all__ = ["ActorIndex", "build_actors"]

FURTHEST_SENTENCES = 8
LAST_SEEN = 40


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention refers to, and why that one, in words for people."""

    entity: Entity | None
    reason: str


@dataclass(eq=False)
class ActorIndex:
    """Who is named in a document, and who each of its noun phrases refers to."""

    register: Register
    referents: dict[int, Referent] = field(default_factory=dict)
    """By the offset where a mention starts."""
    starts: list[int] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    """Offset where a mention ends to where it starts."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All persons, bodies and countries that the text names, in order of first mention."""
        return self.actors_for(())

    def actors_for(self, speakers: Iterable[Actor]) -> tuple[Actor, ...]:
        """The named actors and those of `speakers` that have no name, in order of first mention."""
        speaking = {id(actor) for actor in speakers}
        found = []
        for entity in self.register.entities:
            if entity.declared is None and not entity.mentions:
                continue
            actor = entity.settle()
            if (
                id(actor) in speaking
                or entity.declared is not None
                or (entity.named and entity.kind is not None)
            ):
                found.append(actor)
        return tuple(sorted(found, key=lambda actor: actor.mentions[0].start if actor.mentions else END))

    def resolve(self, source: Mention | Span, at_offset: int) -> tuple[Actor | None, str]:
        """The actor that the words of `source` refer to, or None, and the reason in one line."""
        referent = self._referent(source.span if isinstance(source, Mention) else source)
        if referent is None or referent.entity is None:
            return None, referent.reason if referent else "nobody is named here"
        return referent.entity.settle(), referent.reason

    def _referent(self, span: Span) -> Referent | None:
        found = self.referents.get(span.start)
        if found is not None:
            return found
        first = bisect_left(self.starts, span.start)
        if first < len(self.starts) and self.starts[first] < span.end:
            return self.referents[self.starts[first]]
        before = bisect_right(self.starts, span.start) - 1
        return self.referents[self.starts[before]] if before >= 0 else None


END = 1 << 62


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
    words = load_name_words(document.language.code)
    register = Register(words, tuple(declared))
    flat = list(_flatten(mentions))
    register.expect(flat)
    return _Reader(document, register, quoted).read(mentions)


def _flatten(mentions: Sequence[Mention]) -> Iterable[Mention]:
    for mention in mentions:
        yield mention
        yield from _flatten(mention.parts)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One mention that pronouns and descriptions may look back to."""

    entity: Entity
    sentence: int
    subject: bool
    quoted: bool
    plural: bool


class _Reader:
    """Reads the mentions of one document in order."""

    def __init__(self, document: Document, register: Register, quoted: Sequence[Span]) -> None:
        self.document = document
        self.register = register
        self.words = register.words
        self.quoted_starts = [span.start for span in quoted]
        self.quoted = quoted
        self.seen: deque[_Seen] = deque(maxlen=LAST_SEEN)
        self.index = ActorIndex(register)
        self.sentence = 0
        self.subject_taken = -1

    def read(self, mentions: Sequence[Mention]) -> ActorIndex:
        for mention in mentions:
            self.sentence = self.document.sentence_at(mention.first)
            referent = self.refer(mention)
            self.keep(mention, referent)
        self.index.starts = sorted(self.index.referents)
        return self.index

    def keep(self, mention: Mention, referent: Referent) -> None:
        self.index.referents[mention.span.start] = referent
        entity = referent.entity
        if entity is None or (entity.kind is None and not entity.named):
            return
        subject = self.is_subject(mention)
        self.seen.append(
            _Seen(
                entity,
                self.sentence,
                subject,
                self.is_quoted(mention.span.start),
                mention.plural or entity.plural,
            )
        )

    def is_subject(self, mention: Mention) -> bool:
        """Whether a verb stands right after or before the mention, or it opens its sentence."""
        classes, tokens = self.words.classes, self.document.tokens
        after = classes[tokens[mention.last].text] if mention.last < len(tokens) else 0
        before = classes[tokens[mention.first - 1].text] if mention.first else 0
        return bool(after & VERB or before & VERB)

    def is_quoted(self, offset: int) -> bool:
        i = bisect_right(self.quoted_starts, offset) - 1
        return i >= 0 and offset < self.quoted[i].end

    # -- one mention -------------------------------------------------------------------------------

    def refer(self, mention: Mention) -> Referent:
        """Who a mention refers to; the phrases inside it are read too."""
        if mention.form == "pronoun":
            return self.pronoun(mention)
        inner = [self.refer(part) for part in mention.parts]
        for part, referent in zip(mention.parts, inner, strict=True):
            self.keep(part, referent)
        if (
            mention.name is None
            and len(mention.parts) > 1
            and mention.kind is ActorKind.GROUP
            and mention.noun is None
        ):
            return self.together(mention)
        if mention.name is not None:
            return self.by_name(mention)
        return self.description(mention)

    def by_name(self, mention: Mention) -> Referent:
        if mention.kind is ActorKind.GROUP:
            return self.unnamed(mention)
        entity = self.register.named(mention)
        return Referent(entity, f"named: {mention.name}")

    def together(self, mention: Mention) -> Referent:
        entity = self.register.described(self.text(mention), ActorKind.GROUP, plural=True)
        entity.mentions.append(mention.span)
        return Referent(entity, "two or more are named together")

    # -- descriptions -----------------------------------------------------------------------------

    def description(self, mention: Mention) -> Referent:
        head = self.document.tokens[mention.head]
        base = self.register.base(head.text)
        if base is not None:
            base.aliases.setdefault(head.text)
            base.mentions.append(mention.span)
            return Referent(base, f"the members stand for {base.name}")
        code = self.words.demonyms.get(head.text, "")
        if code in self.words.country_names and mention.plural and mention.definite:
            entity = self.register.people(code)
            entity.mentions.append(mention.span)
            entity.aliases.setdefault(mention.span.of(self.document.text))
            return Referent(entity, f"the people stand for their country, {entity.name}")
        if mention.definite and not mention.plural:
            found = self.look_back(mention, code)
            if found is not None:
                found.mentions.append(mention.span)
                if (
                    found.kind is not ActorKind.PERSON
                    and not found.named
                    and self.text(mention) != found.name
                ):
                    found.aliases.setdefault(self.document.text[mention.span.start : mention.span.end])
                return Referent(found, f"described: the last {mention.noun} before it is {found.name}")
        return self.unnamed(mention)

    def look_back(self, mention: Mention, code: str) -> Entity | None:
        """Who was last called what the description says, else None."""
        best: tuple[int, Entity] | None = None
        modifiers = self.modifiers(mention)
        noun = mention.noun or ""
        for age, seen in enumerate(reversed(self.seen)):
            entity = seen.entity
            if entity.kind is not mention.kind and not (mention.kind is None and noun in entity.nouns):
                continue
            score = self.fit(entity, noun, modifiers, code, mention.gender)
            if score > 0 and (best is None or score * 50 - age > best[0]):
                best = (score * 50 - age, entity)
        return best[1] if best else None

    def fit(self, entity: Entity, noun: str, modifiers: set[str], code: str, gender: str) -> int:
        """How well an entity fits a description; 0 when it does not."""
        if gender and entity.gender and gender != entity.gender:
            return 0
        called = [word for role in entity.roles for word in role.split()]
        if not entity.named:
            called += entity.name.split()
        demonyms = self.words.demonyms
        countries = {demonyms[word] for word in called if word in demonyms}
        if code:
            return (
                2
                if code in countries
                else int(entity.named and not countries and entity.kind is ActorKind.PERSON)
            )
        lower = {word.lower() for word in called}
        score = self.noun_fit(entity, noun, lower, gender)
        wanted = {demonyms[word] for word in modifiers if word in demonyms}
        if not score or (wanted and countries and not wanted & countries):
            return 0
        return score + len({word.lower() for word in modifiers} & lower)

    def noun_fit(self, entity: Entity, noun: str, called: set[str], gender: str) -> int:
        """How well the noun alone fits: 2 when the entity was called so, 1 for a man or a woman."""
        if noun in entity.nouns or self.joins_role(noun, called):
            return 2
        if len(noun) > 3 and any(other.endswith(noun) for other in entity.nouns):
            return 2
        by_gender = self.words.lists["women" if gender == "f" else "men"]
        return 1 if gender and entity.gender == gender and noun in by_gender else 0

    def shortens(self, mention: Mention, entity: Entity) -> bool:
        """Whether a description is a short form of an entity that has no proper name."""
        return not entity.named and self.text(mention) != entity.name

    def joins_role(self, noun: str, called: set[str]) -> bool:
        """Whether `noun` is a noun with a word of the role before it: *landbouwminister*, of Landbouw."""
        if not self.words.compounds:
            return False
        return any(len(word) > 4 and noun.startswith(word) and len(noun) > len(word) + 3 for word in called)

    def modifiers(self, mention: Mention) -> set[str]:
        tokens = self.document.tokens
        return {token.text for token in tokens[mention.first : mention.head]}

    def unnamed(self, mention: Mention) -> Referent:
        name = self.one_of(mention) or self.text(mention)
        entity = self.register.described(name, mention.kind, plural=mention.plural)
        entity.take(mention)
        return Referent(entity, "described, not named")

    def one_of(self, mention: Mention) -> str:
        """*een van hen* with the name of those out of whom it is one, else nothing."""
        tokens, part = self.document.tokens, mention.parts[0] if mention.parts else None
        if part is None or part.last != mention.last or part.head != mention.head:
            return ""
        several = self.index.referents.get(part.span.start)
        start = mention.span.start
        if several is None or several.entity is None:
            return self.document.text[start : mention.span.end]
        return f"{self.document.text[start : tokens[mention.first + 1].end]} {several.entity.name}"

    def text(self, mention: Mention) -> str:
        """The words of a mention without its determiner."""
        tokens, first = self.document.tokens, mention.first
        determiners = self.document.language.determiners
        while first < mention.head and self.document.words[first] in determiners:
            first += 1
        return self.document.text[tokens[first].start : mention.span.end]

    # -- pronouns -----------------------------------------------------------------------------------

    def pronoun(self, mention: Mention) -> Referent:
        lists = self.words.lists
        word = mention.noun or ""
        if word in lists["others"]:
            found = self.antecedent("", plural=True, quoted=False)
            return Referent(found, f"'{word}': of those named before")
        if word in lists["pronouns_first"] or word in lists["pronouns_indefinite"]:
            return Referent(None, f"'{word}' names nobody")
        plural = mention.plural or (mention.gender == "fp" and self.with_plural_verb(mention))
        if word in lists["pronouns_demonstrative"]:
            return self.last_named(mention)
        gender = "f" if mention.gender == "fp" else mention.gender
        found = self.antecedent(gender, plural=plural, quoted=self.is_quoted(mention.span.start))
        if found is None and mention.gender == "fp":
            found = self.antecedent("n", plural=plural, quoted=self.is_quoted(mention.span.start))
        if found is None:
            return Referent(None, f"pronoun '{word}': nobody before it fits")
        return Referent(found, f"pronoun '{word}': the last that fits is {found.name}")

    def with_plural_verb(self, mention: Mention) -> bool:
        """Whether the verb by a pronoun is plural, where that alone tells *she* from *they*."""
        tokens, classes, endings = (
            self.document.words,
            self.words.classes,
            self.words.lists["plural_verb_endings"],
        )
        for i in (mention.last, mention.first - 1):
            if 0 <= i < len(tokens) and classes[tokens[i]] & VERB:
                return any(tokens[i].endswith(ending) for ending in endings)
        return False

    def antecedent(self, gender: str, *, plural: bool, quoted: bool) -> Entity | None:
        """The one of the last sentences whom a pronoun most likely means."""
        best: tuple[int, Entity] | None = None
        for age, seen in enumerate(reversed(self.seen)):
            entity = seen.entity
            distance = self.sentence - seen.sentence
            if distance > FURTHEST_SENTENCES:
                break
            if plural != (seen.plural or entity.plural):
                continue
            if plural:
                if entity.kind not in (ActorKind.GROUP, ActorKind.ORGANISATION):
                    continue
            elif gender in ("m", "f"):
                if entity.kind is not ActorKind.PERSON or (entity.gender and entity.gender != gender):
                    continue
            elif entity.kind is not ActorKind.ORGANISATION:
                continue
            score = -4 * distance - age + (6 if seen.subject else 0) + (3 if entity.gender == gender else 0)
            if seen.quoted and not quoted:
                score -= 12
            if not entity.named:
                score -= 2
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def last_named(self, mention: Mention) -> Referent:
        """Whom a demonstrative picks up: the one named last."""
        for seen in reversed(self.seen):
            if self.sentence - seen.sentence > 1:
                break
            if seen.entity.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and not seen.plural:
                return Referent(seen.entity, f"'{mention.noun}': the one named last, {seen.entity.name}")
        return Referent(None, f"'{mention.noun}' names nobody before it")
