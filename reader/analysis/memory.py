"""Who was mentioned lately: what pronouns and descriptions look back to.

A bounded memory of the last mentions. Each question walks it from the newest to the oldest.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.article import ActorKind

if TYPE_CHECKING:
    from reader.analysis.entities import Entity
    from reader.analysis.mentions import Mention
    from reader.analysis.name_words import NameWords

__all__ = ["Memory", "Seen"]

MOST_SEEN = 40
FURTHEST_SENTENCES = 8
SENTENCE_COST = 4
SUBJECT_BONUS = 6
GENDER_BONUS = 3
QUOTED_COST = 12
UNNAMED_COST = 6
GOVERNED_COST = 3
FIT_WEIGHT = 50
LEAST_PART = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: of whom, in which sentence, as its subject or after a preposition, and so on."""

    entity: Entity
    sentence: int
    subject: bool
    governed: bool
    quoted: bool
    plural: bool


class Memory:
    """The last mentions of one document."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        self.seen: deque[Seen] = deque(maxlen=MOST_SEEN)
        self.nouns: set[str] = set()
        """All nouns that anyone was called, however long ago."""

    def keep(self, seen: Seen) -> None:
        """Remember one more mention, the newest."""
        self.seen.append(seen)
        self.nouns.update(seen.entity.nouns)

    def antecedent(self, sentence: int, gender: str, *, plural: bool, quoted: bool) -> Entity | None:
        """Whom a pronoun in a sentence most likely means: near, a subject, of its gender and number.

        `gender` is `m` or `f` for a person, `n` for a body, nothing where all will do. Who is
        named only in a quote is unlikely for a pronoun that is not `quoted`.
        """
        best: tuple[int, Entity] | None = None
        for age, seen in enumerate(reversed(self.seen)):
            entity = seen.entity
            distance = sentence - seen.sentence
            if distance > FURTHEST_SENTENCES:
                break
            if plural != seen.plural or not _can_be(entity, gender, plural=plural):
                continue
            score = -SENTENCE_COST * distance - age
            score += SUBJECT_BONUS * seen.subject + GENDER_BONUS * (entity.gender == gender)
            score -= GOVERNED_COST * seen.governed
            score -= QUOTED_COST * (seen.quoted and not quoted) + UNNAMED_COST * (not entity.named)
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def last_named(self, sentence: int) -> Entity | None:
        """Whom a demonstrative picks up: the one named last, in its sentence or the one before."""
        for seen in reversed(self.seen):
            if sentence - seen.sentence > 1:
                break
            if seen.entity.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and not seen.plural:
                return seen.entity
        return None

    def group(self, noun: str) -> Entity | None:
        """The people last called so, or the last of all where the noun only says *the men*."""
        generic = noun in self.words.lists["generic_people"]
        for seen in reversed(self.seen):
            entity = seen.entity
            if seen.quoted:
                continue
            if entity.kind is ActorKind.GROUP and (noun in entity.nouns or (generic and entity.nouns)):
                return entity
        return None

    def described(self, mention: Mention, modifiers: set[str], code: str) -> Entity | None:
        """Who was last called what a definite description says; `code` is the country it names."""
        best: tuple[int, Entity] | None = None
        tried: set[int] = set()
        noun = mention.noun or ""
        if mention.kind is None and noun not in self.nouns:
            return None
        for age, seen in enumerate(reversed(self.seen)):
            entity = seen.entity
            if id(entity) in tried:
                continue
            tried.add(id(entity))
            if entity.kind is not mention.kind and not (mention.kind is None and noun in entity.nouns):
                continue
            if mention.gender and entity.gender and mention.gender != entity.gender:
                continue
            score = self._country_fit(entity, code) if code else self._fit(entity, mention, modifiers)
            if score and (best is None or score * FIT_WEIGHT - age > best[0]):
                best = (score * FIT_WEIGHT - age, entity)
        return best[1] if best else None

    def _countries(self, entity: Entity) -> set[str]:
        demonyms = self.words.demonyms
        return {demonyms[word] for word in entity.called if word in demonyms}

    def _country_fit(self, entity: Entity, code: str) -> int:
        """How well *de Amerikaan* fits: 2 for who was called American, 1 for a person of no known country."""
        countries = self._countries(entity)
        if code in countries:
            return 2
        return int(entity.named and not countries and entity.kind is ActorKind.PERSON)

    def _fit(self, entity: Entity, mention: Mention, modifiers: set[str]) -> int:
        """How well a description fits, its modifiers counted; 0 when it does not or names another country."""
        score = self._noun_fit(entity, mention.noun or "", mention.gender)
        if not score:
            return 0
        demonyms = self.words.demonyms
        wanted = {demonyms[word] for word in modifiers if word in demonyms}
        if wanted and (given := self._countries(entity)) and not wanted & given:
            return 0
        return score + len(modifiers & entity.called)

    def _noun_fit(self, entity: Entity, noun: str, gender: str) -> int:
        """How well the noun alone fits: 2 when the entity was called so, 1 for a man or a woman."""
        if noun in entity.nouns:
            return 2
        if len(noun) >= LEAST_PART and any(other.endswith(noun) for other in entity.nouns):
            return 2
        if self.words.compounds and self._joins_role(entity, noun):
            return 2
        by_gender = self.words.lists["women" if gender == "f" else "men"]
        return 1 if gender and entity.gender == gender and noun in by_gender else 0

    def _joins_role(self, entity: Entity, noun: str) -> bool:
        """Whether `noun` begins with a word of the role: *landbouwminister*, the minister of Landbouw."""
        long = (word.lower() for word in entity.called if LEAST_PART < len(word) <= len(noun) - LEAST_PART)
        return any(noun.startswith(word) for word in long)


def _can_be(entity: Entity, gender: str, *, plural: bool) -> bool:
    """Whether kind and gender allow that a pronoun means an entity."""
    if plural:
        return entity.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)
    if gender in ("m", "f"):
        return entity.kind is ActorKind.PERSON and entity.gender in ("", gender)
    return entity.kind is ActorKind.ORGANISATION
