"""What the analysis knows of names and nouns in one language, from `languages/XX.names.yaml`.

Every word form gets one integer of flags, worked out once and then looked up, so that the
passes over a text test bits instead of searching lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from reader.analysis.language import Language, LanguageError, load_language

__all__ = ["NameWords", "load_name_words"]

SURNAMES = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Du", "O'", "O’", "D'", "D’", "L'", "L’")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTORY = files(__package__) / "languages"

# -- what a word form can be; a form can be several things -----------------------------------
UPPER = 1 << 0  # written with a capital
CAPITALS = 1 << 1  # written in capitals only, two letters or more
COMMON = 1 << 2  # a word of the language, so no name for being capitalised
MALE = 1 << 3  # a man's first name
FEMALE = 1 << 4  # a woman's first name
PARTICLE = 1 << 5  # van, de la: may stand inside a person's name
NAME_START = 1 << 6  # De, Van: may begin a surname when capitalised
TITLE = 1 << 7  # stands before a name
PERSON = 1 << 8  # a noun for one person
PEOPLE = 1 << 9  # a noun for several
BODY = 1 << 10  # a noun for an organisation
BODIES = 1 << 11  # a noun for several
PLACE_NOUN = 1 << 12  # a noun for a place
DETERMINER = 1 << 13
PREPOSITION = 1 << 14
PRONOUN = 1 << 15
CONJUNCTION = 1 << 16
VERB = 1 << 17
ADVERB = 1 << 18
ADJECTIVE = 1 << 19
CALENDAR = 1 << 20
COUNTRY = 1 << 21
PLACE = 1 << 22  # the name of a place
ORGANISATION = 1 << 23  # the name of an organisation
DEMONYM = 1 << 24  # Franse
ONE_OF_PEOPLE = 1 << 25  # Fransman
THE_PEOPLE = 1 << 26  # Fransen
BODY_WORD = 1 << 27  # Bank, Inc: makes the name it stands in an organisation's
OF = 1 << 28  # van, voor: links a noun to what it belongs to
NOUN_SHAPE = 1 << 29  # ends like a noun or verb of the language
CAMEL = 1 << 35  # MoMA, Wal-Mart: capitals inside
LOCATIVE = 1 << 30  # in, te: a place follows
WORD = 1 << 31  # has a letter
NUMBER = 1 << 32
EVENT = 1 << 34  # Ronde, Cup: makes the name it stands in an event's or a work's
HYPHENED = 1 << 33  # a name and a lower-case noun: Mossad-baas

FIRST_NAME = MALE | FEMALE
PERSON_NOUN = PERSON | PEOPLE
BODY_NOUN = BODY | BODIES
NOUN = PERSON_NOUN | BODY_NOUN | PLACE_NOUN
KNOWN_NAME = COUNTRY | PLACE | ORGANISATION
PEOPLES = DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE
STOP = PREPOSITION | PRONOUN | CONJUNCTION | VERB | ADVERB | CALENDAR

_TEXTS = (
    "particles",
    "name_starts",
    "titles",
    "titles_masculine",
    "titles_feminine",
    "not_first_names",
    "country_names",
    "portfolios",
    "of",
    "and",
    "numbered",
    "people",
    "men",
    "women",
    "people_plural",
    "organisations",
    "organisations_plural",
    "places",
    "locatives",
    "plural_endings",
    "plural_verb_endings",
    "case_endings",
    "people_not",
    "adjectives",
    "adjective_endings",
    "calendar",
    "verbs",
    "common",
    "noun_endings",
    "organisation_words",
    "organisation_tails",
    "event_words",
    "surname_particles",
    "sure_locatives",
    "indefinite",
    "one",
    "neuter",
    "at",
    "of_places",
    "occasion_words",
    "plural_nouns",
    "demonym_endings",
    "known_organisations",
    "known_places",
    "metonyms",
    "peoples",
    "pronouns_masculine",
    "pronouns_feminine",
    "pronouns_feminine_or_plural",
    "pronouns_plural",
    "pronouns_demonstrative",
    "pronouns_indefinite",
    "pronouns_first",
)


@dataclass(frozen=True, slots=True)
class Metonym:
    """A name that stands for a government: its kind and its country."""

    kind: str
    country: str


class WordClasses(dict[str, int]):
    """The flags of a word as it is written; each is worked out at its first use."""

    def __init__(self, words: NameWords) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, written: str) -> int:
        flags = self._words.classify(written)
        self[written] = flags
        return flags


@dataclass(frozen=True, eq=False)
class NameWords:
    """The word lists of one language; names as they are written, other words in lower case."""

    code: str
    language: Language
    lists: dict[str, frozenset[str]]
    phrase: str = "last"
    """Where a noun phrase has its head: `last` word, `first` noun, or its `capital`."""
    compounds: bool = False
    """Whether the last part of a long word tells what it is."""
    countries: dict[str, str] = field(default_factory=dict)
    """Name of a country to its code."""
    country_names: dict[str, str] = field(default_factory=dict)
    """Code to the usual name."""
    demonyms: dict[str, str] = field(default_factory=dict)
    """Adjective or inhabitant's name to the country's code."""
    people: dict[str, int] = field(default_factory=dict)
    """Inhabitants' names to their flag."""
    metonyms: dict[str, Metonym] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    """First names to `MALE`, `FEMALE` or both."""
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    """Known names of several words, by their first word, longest first."""
    endings: dict[str, int] = field(default_factory=dict)
    demonym_endings: tuple[str, ...] = ()
    classes: WordClasses = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", WordClasses(self))

    def classify(self, written: str) -> int:
        """The flags of one word form."""
        first = written[0]
        if not any(letter.isalnum() for letter in written):
            return 0
        flags = 0
        lower = written.lower().replace("’", "'")
        if any(letter.isalpha() for letter in written):
            flags |= WORD
            upper = first.isupper() or (first.isdigit() and any(c.isupper() for c in written[1:]))
            if upper:
                flags |= UPPER
                letters = [letter for letter in written if letter.isalpha()]
                if len(letters) > 1 and all(letter.isupper() for letter in letters):
                    flags |= CAPITALS
        else:
            return NUMBER
        flags |= self._closed(lower)
        flags |= self._noun(lower)
        if flags & UPPER:
            flags |= self._name(written, lower, flags)
        elif not flags & (STOP | DETERMINER | NOUN):
            flags |= self._shape(lower)
        if lower in self.demonyms and not flags & UPPER and (written in self.demonyms):
            flags |= self.people.get(written, DEMONYM)
        return flags

    def _closed(self, lower: str) -> int:
        language, lists, flags = self.language, self.lists, 0
        if lower in language.determiners:
            flags |= DETERMINER
        if lower in language.prepositions:
            flags |= PREPOSITION
        if lower in language.pronouns:
            flags |= PRONOUN
        if lower in language.conjunctions or lower in lists["and"]:
            flags |= CONJUNCTION
        if lower in language.auxiliaries or lower in lists["verbs"]:
            flags |= VERB
        if lower in language.adverbs:
            flags |= ADVERB
        if lower in lists["calendar"]:
            flags |= CALENDAR
        if lower in lists["of"]:
            flags |= OF
        if lower in lists["particles"]:
            flags |= PARTICLE
        if lower in lists["locatives"]:
            flags |= LOCATIVE
        if flags or lower in lists["common"] or lower in lists["adjectives"]:
            flags |= COMMON
        return flags

    def _noun(self, lower: str) -> int:
        lists, flags = self.lists, 0
        if (
            lower in lists["titles"]
            or lower in lists["titles_masculine"]
            or lower in lists["titles_feminine"]
        ):
            flags |= TITLE
        if lower in lists["people"] or lower in lists["men"] or lower in lists["women"]:
            flags |= PERSON
        elif lower in lists["people_plural"] or self._plural(lower):
            flags |= PEOPLE
        if lower in lists["organisations"]:
            flags |= BODY
        elif lower in lists["organisations_plural"]:
            flags |= BODIES
        if lower in lists["places"]:
            flags |= PLACE_NOUN
        if not flags and self.compounds and len(lower) > 6 and lower not in lists["people_not"]:
            flags |= self._compound(lower)
        if not flags:
            for ending in lists["case_endings"]:
                if lower.endswith(ending) and (flag := self.endings.get(lower[: -len(ending)])):
                    flags |= flag
                    break
        if flags & NOUN:
            flags |= COMMON
        return flags

    def _plural(self, lower: str) -> bool:
        people = self.lists["people"]
        for ending in self.lists["plural_endings"]:
            if lower.endswith(ending) and lower[: -len(ending)] in people:
                return True
        return False

    def _compound(self, lower: str) -> int:
        """What the longest known ending of the word, in whatever case, makes it."""
        stems = [
            lower,
            *(lower[: -len(ending)] for ending in self.lists["case_endings"] if lower.endswith(ending)),
        ]
        for start in range(2, len(lower) - 3):
            for stem in stems:
                flag = self.endings.get(stem[start:])
                if flag:
                    return flag
        return 0

    def _name(self, written: str, lower: str, flags: int) -> int:
        lists, found = self.lists, 0
        if written in self.countries:
            found |= COUNTRY
        if written in lists["known_places"]:
            found |= PLACE
        if written in lists["known_organisations"]:
            found |= ORGANISATION
        if written in self.demonyms:
            found |= self.people.get(written, 0) or DEMONYM
        if written in lists["organisation_words"]:
            found |= BODY_WORD
        if written in lists["event_words"] or written in lists["occasion_words"]:
            found |= EVENT
        if written in lists["name_starts"]:
            found |= NAME_START
        found |= self.given.get(written, 0) or (self._double(written) if "-" in written else 0)
        if written in lists["not_first_names"]:
            found |= COMMON
        if "-" in written and not found:
            last = written.rpartition("-")[2]
            if last[:1].islower() and len(last) > 1:
                found |= HYPHENED | (self._noun(last) & ~COMMON)
        if not found & (KNOWN_NAME | PEOPLES) and self._is_demonym(written):
            found |= DEMONYM
        if not found & (KNOWN_NAME | FIRST_NAME) and not flags & COMMON:
            found |= self._shape(lower)
        if not found & FIRST_NAME and self._is_camel(written):
            found |= CAMEL
        return found

    def _is_demonym(self, written: str) -> bool:
        """Whether a capitalised word is a people's adjective: by its second part, or by its ending."""
        tail = written.rpartition("-")[2]
        if tail != written and self.people.get(tail, 0 if tail not in self.demonyms else DEMONYM) & DEMONYM:
            return True
        return len(written) > 5 and written not in self.given and written.endswith(self.demonym_endings)

    def _is_camel(self, written: str) -> bool:
        """Whether a word has capitals inside (`MoMA`, `Wal-Mart`), as a brand has, not as a surname has."""
        if any(
            written.startswith(start) and written[len(start) : len(start) + 1].isupper() for start in SURNAMES
        ):
            return False
        return any(letter.isupper() for letter in written[1:]) and any(letter.islower() for letter in written)

    def _double(self, written: str) -> int:
        """The gender of a first name in two parts: what they agree on."""
        first, _, second = written.partition("-")
        one, other = self.given.get(first, 0), self.given.get(second, 0)
        return (one & other) or one if one and other else 0

    def _shape(self, lower: str) -> int:
        flags = 0
        for length in (4, 3, 2):
            if len(lower) > length + 1 and lower[-length:] in self.lists["adjective_endings"]:
                flags |= ADJECTIVE
                break
        if lower in self.lists["adjectives"] or (lower[-1] == "e" and lower[:-1] in self.lists["adjectives"]):
            flags |= ADJECTIVE
        for length in range(7, 1, -1):
            if len(lower) > length + 2 and lower[-length:] in self.lists["noun_endings"]:
                return flags | NOUN_SHAPE
        if self.compounds and any(
            lower[start:] in self.lists["common"] for start in range(3, len(lower) - 3)
        ):
            flags |= NOUN_SHAPE
        return flags


@cache
def load_name_words(code: str) -> NameWords:
    """The name words of a language; one without a file of its own knows first names only.

    Raises `LanguageError` naming file and key when a file does not fit the schema.
    """
    language = load_language(code)
    given = _given()
    if not language.supported:
        return NameWords(code, language, dict.fromkeys(_TEXTS, frozenset()), given=given)
    data = _read(f"{code}.names.yaml", {*_TEXTS, "phrase", "compounds"})
    names = _read(f"{code}.countries.yaml", {"countries", "regions", "cities"})
    lists = {key: frozenset(data[key].split()) for key in _TEXTS}
    countries, usual = _countries(names["countries"], data["country_names"])
    demonyms, people = _peoples(data["peoples"])
    places = (
        lists["known_places"] | frozenset(names["regions"].split()) | frozenset(names["cities"].split()[1::2])
    )
    lists["known_places"] = places
    endings: dict[str, int] = {}
    for flag, key in (
        (PLACE_NOUN, "places"),
        (BODIES, "organisations_plural"),
        (BODY, "organisations"),
        (PEOPLE, "people_plural"),
        (PERSON, "people"),
        (PERSON, "men"),
        (PERSON, "women"),
    ):
        endings.update(
            (word, flag) for word in lists[key] if len(word) > 3 and word not in lists["people_not"]
        )
    return NameWords(
        code,
        language,
        lists,
        phrase=data["phrase"].strip(),
        compounds=data["compounds"].strip() == "yes",
        countries=countries,
        country_names=usual,
        demonyms=demonyms,
        people=people,
        metonyms=_metonyms(data["metonyms"]),
        given=given,
        phrases=_phrases(lists, countries),
        endings=endings,
        demonym_endings=tuple(lists["demonym_endings"]),
    )


def _read(name: str, keys: set[str]) -> dict[str, str]:
    data = yaml.load((_DIRECTORY / name).read_text(encoding="utf-8"), Loader=_LOADER)
    if not isinstance(data, dict):
        raise LanguageError(f"{name}: not a list of keys")
    for key, value in data.items():
        if key not in keys:
            raise LanguageError(f"{name}: unknown key {key!r}")
        if not isinstance(value, str):
            raise LanguageError(f"{name}: {key} is no text")
    if missing := keys - data.keys():
        raise LanguageError(f"{name}: no {', '.join(sorted(missing))}")
    return data


@cache
def _given() -> dict[str, int]:
    data = _read("given.names.yaml", {"masculine", "feminine", "either"})
    given = dict.fromkeys(data["masculine"].split(), MALE)
    for name in data["feminine"].split():
        given[name] = given.get(name, 0) | FEMALE
    given.update(dict.fromkeys(data["either"].split(), MALE | FEMALE))
    return given


def _countries(cldr: str, more: str) -> tuple[dict[str, str], dict[str, str]]:
    countries: dict[str, str] = {}
    usual: dict[str, str] = {}
    for line in (*cldr.splitlines(), *more.splitlines()):
        code, *names = line.split()
        for name in names:
            countries[name.replace("_", " ")] = code
        usual.setdefault(code, names[0].replace("_", " "))
    return countries, usual


def _peoples(lines: str) -> tuple[dict[str, str], dict[str, int]]:
    demonyms: dict[str, str] = {}
    people: dict[str, int] = {}
    for line in lines.splitlines():
        adjectives, one, many = (part.split() for part in line.split("|"))
        code = adjectives.pop(0)
        for word in (*adjectives, *one, *many):
            demonyms.setdefault(word, code)
        for word in one:
            people[word] = ONE_OF_PEOPLE | (DEMONYM if word in adjectives else 0)
        for word in many:
            people[word] = people.get(word, 0) | THE_PEOPLE
    return demonyms, people


def _metonyms(lines: str) -> dict[str, Metonym]:
    found = {}
    for line in lines.splitlines():
        name, kind, country = line.split()
        found[name.replace("_", " ")] = Metonym(kind, country)
    return found


def _phrases(
    lists: dict[str, frozenset[str]], countries: dict[str, str]
) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    known: dict[tuple[str, ...], int] = {}
    for key, flag in (
        ("known_places", PLACE),
        ("known_organisations", ORGANISATION),
        ("metonyms", ORGANISATION),
    ):
        for name in lists[key]:
            if "_" in name:
                known[tuple(name.split("_"))] = flag
    for name in countries:
        if " " in name:
            known[tuple(name.split())] = COUNTRY
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for words in sorted(known, key=lambda words: (-len(words), words)):
        found.setdefault(words[0], []).append((words, known[words]))
    return found
