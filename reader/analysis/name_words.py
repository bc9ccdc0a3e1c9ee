"""What the analysis knows of names and nouns in one language.

It stands in `languages/XX.names.yaml`, or in a small language under `names` in `XX.yaml`; any key
may be left out. `XX.countries.yaml` adds countries and towns, `given.names.yaml` first names.
`classes` gives each word form its flags (see `word_flags` and `word_classes`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.language import Language, load_language
from reader.analysis.language_files import LanguageError, read_keys, read_text, texts
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

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KEYS", "NameWords", "load_name_words"]

LEAST_ENDING = 4
PHRASES = ("last", "chain", "capital", "first")

KEYS = {
    "phrase": "where a noun phrase has its head: last word, chain of nouns, capital, first noun",
    "compounds": "yes where the last part of a long word tells what it is, else no",
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
    """Where a noun phrase has its head: its `last` word, the last of a `chain` of nouns, the noun with a
    `capital`, or the `first` noun."""
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
    name, data = _names(language)
    towns = _read(f"{code}.countries.yaml", ("countries", "regions", "cities"))
    lists = {key: frozenset(value.split()) for key, value in data.items()}
    countries, usual = _countries(towns["countries"], data["country_names"], name)
    demonyms, people = _peoples(data["peoples"], name)
    lists["known_places"] |= frozenset(towns["regions"].split()) | frozenset(towns["cities"].split()[1::2])
    return NameWords(
        code,
        language,
        lists,
        phrase=_one_of(PHRASES, data["phrase"], f"{name}: phrase"),
        compounds=_one_of(("no", "yes"), data["compounds"], f"{name}: compounds") == "yes",
        countries=countries,
        country_names=usual,
        demonyms=demonyms,
        people=people,
        given=given,
        phrases=_phrases(lists, countries),
        endings=_endings(lists),
    )


def _names(language: Language) -> tuple[str, dict[str, str]]:
    """Where the names of a language stand, and the text of each key; some follow from other keys."""
    name = f"{language.code}.names.yaml"
    source = read_text(name)
    if source is not None and language.names:
        raise LanguageError(f"{name}: {language.code}.yaml has names too, and only one of them can count")
    if source is not None:
        written: Mapping[str, object] = read_keys(source, name)
    else:
        name, written = f"{language.code}.yaml: names", language.names
    data = texts(written, KEYS, name)
    finite = (form for form, verbs in language.verbs.items() if any(verb.form == "finite" for verb in verbs))
    for key, words in (
        ("verbs", frozenset(finite) - language.ambiguous),
        ("of", language.links),
        ("genitives", language.links),
        ("plural_nouns", language.plural_nouns),
        ("adjective_endings", language.adjective_endings),
        ("pronouns_first", language.writers),
    ):
        if key not in written:
            data[key] = " ".join(words)
    return name, data


def _one_of(choices: tuple[str, ...], value: str, where: str) -> str:
    """`value`, or the first of `choices` where it is empty; raises `LanguageError` for another."""
    value = value.strip() or choices[0]
    if value not in choices:
        raise LanguageError(f"{where} is none of {', '.join(choices)}")
    return value


def _read(name: str, keys: tuple[str, ...]) -> dict[str, str]:
    """The texts of a file; empty ones where there is no such file."""
    source = read_text(name)
    return texts(read_keys(source, name) if source is not None else {}, keys, name)


@cache
def _given() -> dict[str, int]:
    data = _read("given.names.yaml", ("masculine", "feminine", "either"))
    given = dict.fromkeys(data["masculine"].split(), MALE)
    for name in data["feminine"].split():
        given[name] = given.get(name, 0) | FEMALE
    given.update(dict.fromkeys(data["either"].split(), MALE | FEMALE))
    return given


def _countries(cldr: str, more: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
    countries: dict[str, str] = {}
    usual: dict[str, str] = {}
    for line in (*cldr.splitlines(), *more.splitlines()):
        if not line.strip():
            continue
        code, *names = line.split()
        if not names:
            raise LanguageError(f"{name}: country_names: no name after {code}")
        for each in names:
            countries[each.replace("_", " ")] = code
        usual.setdefault(code, names[0].replace("_", " "))
    return countries, usual


def _peoples(lines: str, name: str) -> tuple[dict[str, str], dict[str, int]]:
    demonyms: dict[str, str] = {}
    people: dict[str, int] = {}
    for line in lines.splitlines():
        parts = [part.split() for part in line.split("|")]
        if len(parts) != 3 or not parts[0]:
            raise LanguageError(f"{name}: peoples: not three parts parted by | in {line.strip()!r}")
        (code, *adjectives), one, many = parts
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
