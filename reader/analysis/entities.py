"""Who a document is about: every person, body and country, gathered from its mentions.

An `Entity` grows while the mentions are read in order; `Register` knows which names lead to
which entity. Full names make entities, short ones (a surname, a first name, an acronym)
find theirs: the bearer named last, else the first to come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.word_flags import BODIES, FEMALE, HYPHENED, MALE
from reader.article import Actor, ActorKind

if TYPE_CHECKING:
    from reader.analysis.mentions import Mention
    from reader.analysis.name_words import NameWords
    from reader.article import Span

__all__ = ["Entity", "Register"]

LONGEST_ROLE = 14
GENDERS = {MALE: "m", FEMALE: "f"}


@dataclass(eq=False, slots=True)
class Entity:
    """Someone or something that can act, while its mentions are gathered."""

    name: str
    kind: ActorKind | None
    named: bool = True
    gender: str = ""
    country: str = ""
    plural: bool = False
    role: str | None = None
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)
    declared: Actor | None = None
    actor: Actor | None = None

    def take(self, mention: Mention) -> None:
        """Learn from one more mention of it: where, which gender, which role."""
        self.mentions.append(mention.name_span or mention.span)
        if mention.gender in ("m", "f") and not self.gender:
            self.gender = mention.gender
        if mention.noun and mention.form != "pronoun":
            self.nouns.add(mention.noun)
        if mention.role:
            self.roles.append(mention.role)

    def settle(self) -> Actor:
        """The actor that it is, as the readers of the analysis get it."""
        if self.actor is None:
            known = self.declared
            aliases = dict.fromkeys((*(known.aliases if known else ()), *self.aliases))
            aliases.pop(self.name, None)
            self.actor = Actor(
                name=self.name,
                kind=known.kind if known else self.kind or ActorKind.ORGANISATION,
                role=known.role if known and known.role else self._role(),
                aliases=tuple(aliases),
                mentions=tuple(sorted(set(self.mentions))),
            )
        return self.actor

    def _role(self) -> str | None:
        """The fullest role that the article gives, of a length that still is one."""
        fitting = [role for role in self.roles if len(role.split()) <= LONGEST_ROLE]
        return max(fitting, key=lambda role: len(role.split()), default=None)


class Register:
    """The entities of one document by their names, in order of first mention."""

    def __init__(self, words: NameWords, declared: tuple[Actor, ...]) -> None:
        self.words = words
        self.entities: list[Entity] = []
        self.by_name: dict[str, Entity] = {}
        self.by_code: dict[str, Entity] = {}
        self.coming: dict[str, list[str]] = {}
        self.last_by_part: dict[str, Entity] = {}
        for actor in declared:
            self._declare(actor)

    def expect(self, mentions: list[Mention]) -> None:
        """Note all names of several words, so that a short name may find one that comes later."""
        for mention in mentions:
            if mention.name and mention.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
                name = self.plain(mention.name)
                for part in self.parts(name, mention.kind):
                    names = self.coming.setdefault(part, [])
                    if len(names) < 4 and name not in names:
                        names.append(name)

    def named(self, mention: Mention) -> Entity:
        """The entity that a mention with a proper name is of, made when it is new."""
        assert mention.name is not None
        name = self.plain(mention.name)
        code = self.words.countries.get(name)
        if code is not None and mention.kind is not ActorKind.PERSON:
            entity = self.country(code, name)
        else:
            entity = self._find(name, mention) or self._make(name, mention.kind)
        self._lead(name, entity)
        entity.take(mention)
        return entity

    def base(self, name: str) -> Entity | None:
        """The body whose members a compound names (`G7-landen`), when the text names it too."""
        if not self.words.classes[name] & HYPHENED or not self.words.classes[name] & BODIES:
            return None
        return self.by_name.get(name.rpartition("-")[0])

    def country(self, code: str, name: str) -> Entity:
        """The country of a code, under the name that the article first gives it."""
        entity = self.by_code.get(code)
        if entity is None:
            entity = self.by_name.get(name) or self._make(name, ActorKind.COUNTRY)
            entity.country = code
            self.by_code[code] = entity
            if (len(name) < 5 and name.isupper()) or "." in name:
                entity.aliases[self.words.country_names[code]] = None
        return entity

    def people(self, code: str) -> Entity:
        """The country that its people stand for; no actor yet while only they are mentioned."""
        entity = self.by_code.get(code)
        if entity is None:
            entity = self.described(self.words.country_names[code], ActorKind.COUNTRY, plural=False)
            entity.country = code
            self.by_code[code] = entity
        return entity

    def described(self, name: str, kind: ActorKind | None, *, plural: bool) -> Entity:
        """A new entity that has no proper name: *woordvoerder van de politie*."""
        entity = Entity(name, kind, named=False, plural=plural)
        self.entities.append(entity)
        return entity

    def plain(self, name: str) -> str:
        """A name without the genitive that it may carry (`Trumps`, `Brogno's`, `Johnson’s`)."""
        name = name.replace("’", "'")
        if name.endswith("'s"):
            return name[:-2]
        if name.endswith("'"):
            return name[:-1]
        if name.endswith("s") and name not in self.by_name and name[:-1] in self.by_name:
            return name[:-1]
        return name

    def parts(self, name: str, kind: ActorKind | None) -> list[str]:
        """The short names that a full name may be called by."""
        words = name.split()
        if len(words) < 2:
            return []
        if kind is ActorKind.PERSON:
            surname = self.surname(words)
            return [surname, words[-1], words[0]] if words[0] in self.words.given else [surname, words[-1]]
        return [words[0], words[-1], " ".join(words[:-1])]

    def surname(self, words: list[str]) -> str:
        """All after the first names: `Van der Leyen`, also where the first name is unknown."""
        lists = self.words.lists
        for i, word in enumerate(words[1:], 1):
            if word in lists["name_starts"] or word in lists["particles"]:
                return " ".join(words[i:])
        return words[-1]

    def _find(self, name: str, mention: Mention) -> Entity | None:
        """The entity that a name leads to: its own, a fuller one before it, one to come."""
        entity = self.by_name.get(name)
        kind = mention.kind
        words = name.split()
        if kind is ActorKind.PERSON:
            last = self.last_by_part.get(name)
            if last is not None and self._may_be(last, mention):
                return last
            if entity is not None and self._may_be(entity, mention):
                return entity
            if len(words) > 1:
                return self._same_person(words)
        elif entity is not None:
            return entity
        elif (last := self.last_by_part.get(name)) is not None and last.kind is not ActorKind.PERSON:
            return last
        for full in self.coming.get(name, ()):
            made = self.by_name.get(full) or self._make(full, kind)
            if made.kind is kind and self._may_be(made, mention):
                return made
        return None

    def _may_be(self, entity: Entity, mention: Mention) -> bool:
        if entity.kind is not mention.kind and entity.declared is None:
            return False
        return not (entity.gender and mention.gender in ("m", "f") and entity.gender != mention.gender)

    def _same_person(self, words: list[str]) -> Entity | None:
        """Someone known by a shorter or longer form: a middle name, the surname alone."""
        surname = self.surname(words)
        for key in (f"{words[0]} {words[-1]}", surname):
            entity = self.by_name.get(key)
            if entity is None or entity.kind is not ActorKind.PERSON:
                continue
            before = entity.name.split()
            if len(before) == 1 or key != surname or (before[0] == words[0]):
                if entity.declared is None and len(words) > len(before):
                    entity.aliases[entity.name] = None
                    entity.name = " ".join(words)
                return entity
        return None

    def _make(self, name: str, kind: ActorKind | None) -> Entity:
        entity = Entity(name, kind)
        first = self.words.given.get(name.split()[0], 0) if kind is ActorKind.PERSON and " " in name else 0
        if first in GENDERS:
            entity.gender = GENDERS[first]
        self.entities.append(entity)
        self.by_name[name] = entity
        words = name.split()
        if kind is ActorKind.PERSON and len(words) > 2:
            self.by_name.setdefault(f"{words[0]} {words[-1]}", entity)
        return entity

    def _lead(self, name: str, entity: Entity) -> None:
        """Let a name, and the short forms of it, lead to the entity from here on."""
        if name != entity.name:
            entity.aliases.setdefault(name)
        self.by_name.setdefault(name, entity)
        for part in self.parts(name, entity.kind):
            self.last_by_part[part] = entity

    def _declare(self, actor: Actor) -> None:
        entity = Entity(actor.name, actor.kind, declared=actor)
        entity.country = self.words.countries.get(actor.name, "")
        if entity.country:
            self.by_code[entity.country] = entity
        self.entities.append(entity)
        for name in (actor.name, *actor.aliases):
            self.by_name.setdefault(name, entity)
            self._lead(name, entity)
