"""Who a document is about: every person, body and country, gathered from its mentions.

An `Entity` grows while the mentions are read in order; `Register` knows which names lead to
which entity. Full names make entities, short ones (a surname, a first name, an acronym)
find theirs: the bearer named last, else the first to come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.word_flags import BODIES, BODY, FEMALE, FIRST_NAME, HYPHENED, MALE
from reader.article import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.mentions import Mention
    from reader.analysis.name_words import NameWords
    from reader.article import Span

__all__ = ["Entity", "Register"]

LONGEST_ROLE = 14
MOST_COMING = 4
GENDERS = {MALE: "m", FEMALE: "f"}


@dataclass(eq=False, slots=True)
class Entity:
    """Someone or something that can act, while its mentions are gathered.

    Most entities are descriptions that occur once and never speak, so they hold tuples, which
    cost nothing while they are empty.
    """

    name: str
    kind: ActorKind | None
    named: bool = True
    gender: str = ""
    country: str = ""
    plural: bool = False
    roles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: list[Span] = field(default_factory=list)
    declared: Actor | None = None
    actor: Actor | None = None
    words: frozenset[str] | None = None

    @property
    def called(self) -> frozenset[str]:
        """The words of its roles, or of its description, as they are written."""
        if self.words is None:
            named = () if self.named else self.name.split()
            self.words = frozenset((*named, *(word for role in self.roles for word in role.split())))
        return self.words

    def take(self, mention: Mention) -> None:
        """Learn from one more mention of it: where, which gender, which role."""
        self.mentions.append(mention.name_span or mention.span)
        if mention.gender in ("m", "f") and not self.gender:
            self.gender = mention.gender
        if mention.noun and mention.noun not in self.nouns:
            self.nouns = (*self.nouns, mention.noun)
        if mention.role and mention.role not in self.roles:
            self.roles = (*self.roles, mention.role)
            self.words = None

    def alias(self, name: str) -> None:
        """Note one more name that the article uses for it."""
        if name not in self.aliases:
            self.aliases = (*self.aliases, name)

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

    def expect(self, mentions: Iterable[Mention]) -> None:
        """Note all names of several words, so that a short name may find one that comes later."""
        for mention in mentions:
            if mention.name and mention.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
                for part in self._parts(mention.name, mention.kind):
                    names = self.coming.setdefault(part, [])
                    if len(names) < MOST_COMING and mention.name not in names:
                        names.append(mention.name)

    def named(self, mention: Mention) -> Entity:
        """The entity that a mention with a proper name is of, made when it is new."""
        assert mention.name is not None
        name = self._plain(mention.name)
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
        return self.by_name.get(_key(name.rpartition("-")[0]))

    def country(self, code: str, name: str) -> Entity:
        """The country of a code, under the name that the article first gives it."""
        entity = self.by_code.get(code)
        if entity is None:
            entity = self.by_name.get(_key(name)) or self._make(name, ActorKind.COUNTRY)
            entity.country = code
            self.by_code[code] = entity
            if (len(name) < 5 and name.isupper()) or "." in name:
                entity.alias(self.words.country_names[code])
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

    def _plain(self, name: str) -> str:
        """A name without the genitive that it may carry (`Trumps`, `Brogno's`, `Johnson’s`)."""
        name = name.replace("’", "'")
        if name.endswith("'s"):
            return name[:-2]
        if name.endswith("'"):
            return name[:-1]
        if name.endswith("s") and not self._is_known(name) and self._is_known(name[:-1]):
            return name[:-1]
        return name

    def _is_known(self, name: str) -> bool:
        key = _key(name)
        if name in self.words.countries:
            return True
        return key in self.by_name or key in self.last_by_part or key in self.coming

    def _parts(self, name: str, kind: ActorKind | None) -> list[str]:
        """The keys of the short names that a full name may be called by."""
        words = name.split()
        if len(words) < 2:
            return []
        if kind is not ActorKind.PERSON:
            return [_key(words[0]), _key(words[-1]), _key(" ".join(words[:-1]))]
        first = [words[0]] if self.words.classes[words[0]] & FIRST_NAME else []
        return [_key(part) for part in (self._surname(words), words[-1], *first)]

    def _surname(self, words: list[str]) -> str:
        """All after the first names: `Van der Leyen`, also where the first name is unknown."""
        lists = self.words.lists
        for i, word in enumerate(words):
            if word in lists["name_starts"] or word in lists["particles"]:
                return " ".join(words[i:])
        return words[-1]

    def _find(self, name: str, mention: Mention) -> Entity | None:
        """The entity that a name leads to: a fuller one before it, its own, one to come."""
        key, kind = _key(name), mention.kind
        for entity in (self.last_by_part.get(key), self.by_name.get(key)):
            if entity is not None and self._may_be(entity, mention):
                return entity
        words = name.split()
        if kind is ActorKind.PERSON and len(words) > 1:
            same = self._same_person(words)
            if same is not None:
                return same
        for full in self.coming.get(key, ()):
            made = self.by_name.get(_key(full)) or self._make(full, kind)
            if self._may_be(made, mention):
                return made
        return None

    def _may_be(self, entity: Entity, mention: Mention) -> bool:
        """Whether kind and gender allow that a mention is of an entity."""
        if entity.kind is not mention.kind and entity.declared is None:
            return False
        return not (entity.gender and self._gender(mention) in ("m", "f") and entity.gender != mention.gender)

    def _gender(self, mention: Mention) -> str:
        """The gender that a mention shows; a surname that is also a first name shows none."""
        name = mention.name or ""
        is_bare = mention.name_span is None or mention.name_span == mention.span
        return "" if is_bare and name in self.words.given else mention.gender

    def _same_person(self, words: list[str]) -> Entity | None:
        """Someone known by a shorter or longer form: a middle name, the surname alone."""
        for key in (_key(f"{words[0]} {words[-1]}"), _key(self._surname(words))):
            entity = self.by_name.get(key)
            if entity is None or entity.kind is not ActorKind.PERSON:
                continue
            before = entity.name.split()
            if self._surname(before) == entity.name or before[0] == words[0]:
                if entity.declared is None and len(words) > len(before):
                    entity.alias(entity.name)
                    entity.name = " ".join(words)
                return entity
        return None

    def _make(self, name: str, kind: ActorKind | None) -> Entity:
        entity = Entity(name, kind)
        words = name.split()
        if kind is ActorKind.PERSON and len(words) > 1:
            entity.gender = GENDERS.get(self.words.given.get(words[0], 0), "")
            self.by_name.setdefault(_key(f"{words[0]} {words[-1]}"), entity)
        elif kind is ActorKind.ORGANISATION:
            classes = self.words.classes
            entity.nouns = tuple(word.lower() for word in words if classes[word.lower()] & BODY)
        self.entities.append(entity)
        self.by_name[_key(name)] = entity
        return entity

    def abbreviate(self, short: str, entity: Entity) -> None:
        """Let an abbreviation lead to the body whose name stands before it."""
        if _key(short) not in self.by_name:
            self.by_name[_key(short)] = entity

    def _lead(self, name: str, entity: Entity) -> None:
        """Let a name, and the short forms of it, lead to the entity from here on."""
        if _key(name) != _key(entity.name):
            entity.alias(name)
        self.by_name.setdefault(_key(name), entity)
        for part in self._parts(name, entity.kind):
            self.last_by_part[part] = entity

    def _declare(self, actor: Actor) -> None:
        entity = Entity(actor.name, actor.kind, declared=actor)
        entity.country = self.words.countries.get(actor.name, "")
        if entity.country:
            self.by_code[entity.country] = entity
        self.entities.append(entity)
        for name in (actor.name, *actor.aliases):
            self._lead(name, entity)


def _key(name: str) -> str:
    """What two spellings of one name share: `van Gaal`, `Van Gaal`."""
    return name.casefold()
