"""What the analysis knows of names and nouns in one language, from `languages/XX.names.yaml`.

`classes` gives each word form its flags (see `word_flags` and `word_classes`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from reader.analysis.language import Language, LanguageError, load_language
from reader.analysis.word_classes import WordClasses
from reader.analysis.word_flags import (
    BODIES,
    BODY,
    COUNTRY,
    DEMONYM,
    FEMALE,
    MALE,
    ONE_OF_PEOPLE,
    ORGANISATION,
    PEOPLE,
    PERSON,
    PLACE,
    PLACE_NOUN,
    THE_PEOPLE,
)

__all__ = ["KEYS", "NameWords", "load_name_words"]

LEAST_ENDING = 4
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTORY = files(__package__) / "languages"

KEYS = {
    "particles": "small words inside a person's name: van, de la",
    "name_starts": "words that may begin a surname when they have a capital: De, Van",
    "titles": "words that stand right before a name: president, dr.",
    "titles_masculine": "titles of men",
    "titles_feminine": "titles of women",
    "not_first_names": "first names that are also words of the language, as they are written",
    "country_names": "a line each: a country's code and more names for it, the usual one first",
    "portfolios": "fields of a ministry, as they are written: Buitenlandse_Zaken",
    "of": "links between a noun and what belongs to it: van, voor",
    "genitives": "those of `of` that say whose: van",
    "name_links": "those of `of` that stand inside names: Raad van State",
    "contractions": "those of `of` that hold an article: vom, du",
    "and": "the words for and",
    "numbered": "names that a number belongs to: Radio 1",
    "people": "nouns for one person",
    "men": "nouns for a man",
    "women": "nouns for a woman",
    "people_plural": "nouns for several people",
    "generic_people": "plural nouns that say only that: men, people",
    "organisations": "nouns for a body: ministerie, krant",
    "organisations_plural": "nouns for several bodies",
    "places": "nouns for a place: stad, straat",
    "locatives": "prepositions of place",
    "plural_endings": "endings that make a noun plural",
    "plural_determiners": "determiners that are plural only, where a noun has one form for both",
    "plural_verb_endings": "endings of plural verbs",
    "plural_nouns": "endings of plural nouns",
    "case_endings": "endings of a noun in another case",
    "people_not": "nouns that must not be taken for the end of a compound",
    "adjectives": "adjectives without a telling ending, in their shortest form",
    "adjective_endings": "endings of adjectives",
    "calendar": "months, days, seasons: never names",
    "verbs": "verb forms: they end a noun phrase",
    "common": "other words that are no names for opening a sentence",
    "noun_endings": "endings of nouns and verbs, so of no name",
    "participle_beginnings": "how participles begin",
    "participle_endings": "how participles end",
    "organisation_words": "words with a capital that make a name a body's: Bank, NV",
    "organisation_tails": "small words after a hyphen that do the same: -partij",
    "event_words": "words that make a name an event's, with what `name_links` link: Ronde van",
    "occasion_words": "words that make a name an event's or a work's: Spelen",
    "surname_particles": "particles that only surnames have: van der",
    "sure_locatives": "locatives that only places follow",
    "indefinite": "determiners that bring in someone new: een, several",
    "one": "words for one out of several: een van",
    "others": "the word for the others",
    "numbers": "numbers in words",
    "possessives": "determiners that name an owner: zijn",
    "neuter": "the neuter article, which people's names never have",
    "at": "the preposition of a place of work: bij",
    "of_places": "nouns whose *of* names a place: burgemeester van",
    "demonym_endings": "endings of adjectives of places: -aanse",
    "known_organisations": "names of bodies, as they are written",
    "known_places": "names of places, as they are written",
    "metonyms": "names of buildings and streets that stand for who governs there",
    "peoples": "a line each: a country's code and adjectives | one of its people | its people",
    "pronouns_masculine": "he",
    "pronouns_feminine": "she",
    "pronouns_feminine_or_plural": "one word for she and they",
    "pronouns_plural": "they",
    "pronouns_demonstrative": "pick up who was named last",
    "pronouns_indefinite": "someone, one: name nobody",
    "pronouns_first": "I, we",
}
"""The keys of `XX.names.yaml` and what their words are; each text is words parted by white space."""


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
    given: dict[str, int] = field(default_factory=dict)
    """First names to `MALE`, `FEMALE` or both."""
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    """Known names of several words, by their first word, longest first."""
    endings: dict[str, int] = field(default_factory=dict)
    classes: WordClasses = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", WordClasses(self))


@cache
def load_name_words(code: str) -> NameWords:
    """The name words of a language; one without a file of its own knows first names only.

    Raises `LanguageError` naming file and key when a file does not fit the schema.
    """
    language = load_language(code)
    given = _given()
    if not language.supported:
        return NameWords(code, language, dict.fromkeys(KEYS, frozenset()), given=given)
    data = _read(f"{code}.names.yaml", {*KEYS, "phrase", "compounds"})
    names = _read(f"{code}.countries.yaml", {"countries", "regions", "cities"})
    lists = {key: frozenset(data[key].split()) for key in KEYS}
    countries, usual = _countries(names["countries"], data["country_names"])
    demonyms, people = _peoples(data["peoples"])
    places = (
        lists["known_places"] | frozenset(names["regions"].split()) | frozenset(names["cities"].split()[1::2])
    )
    lists["known_places"] = places
    endings = _endings(lists)
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
        given=given,
        phrases=_phrases(lists, countries),
        endings=endings,
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


def _endings(lists: dict[str, frozenset[str]]) -> dict[str, int]:
    """The nouns that may end a compound, and their plurals, to their flags."""
    nouns = {
        word: flag
        for flag, key in (
            (PLACE_NOUN, "places"),
            (BODIES, "organisations_plural"),
            (BODY, "organisations"),
            (PEOPLE, "people_plural"),
            (PERSON, "people"),
            (PERSON, "men"),
            (PERSON, "women"),
        )
        for word in lists[key]
        if len(word) >= LEAST_ENDING and word not in lists["people_not"]
    }
    plurals = {
        word + ending: PEOPLE if flag == PERSON else BODIES
        for word, flag in nouns.items()
        if flag in (PERSON, BODY)
        for ending in lists["plural_endings"]
    }
    return {**plurals, **nouns}


def _phrases(
    lists: dict[str, frozenset[str]], countries: dict[str, str]
) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    known: dict[tuple[str, ...], int] = {}
    for key, flag in (
        ("known_places", PLACE),
        ("known_organisations", ORGANISATION),
        ("metonyms", ORGANISATION),
        ("portfolios", ORGANISATION | BODY),
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
