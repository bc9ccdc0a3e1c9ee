"""What the analysis knows of one language: word lists and reporting verbs, from `languages/*.yaml`.

The engine holds no word of any language. A language is one YAML file whose keys are the fields
of `Language`. Word lists are one text of words parted by white space; lists of phrases hold one
phrase a line; verbs are lines `infinitive: finite forms / participles / gerunds`. Only the keys of
`REQUIRED` must be there. A file with an unknown key or a wrong type is refused with a message
that names file and key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from reader.analysis.language_files import (
    LanguageError,
    read_keys,
    read_text,
    supported_languages,
    texts,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["REQUIRED", "Form", "Language", "Phrases", "Verb", "load_language", "parse_language"]

NO_WORDS: frozenset[str] = frozenset()
ASIDE = "\0aside"
"""What each word of an aside reads as in a line: an adverb."""
FORMS = ("finite", "participle", "gerund", "infinitive")
VERB_KINDS = ("say", "think", "beside", "name", "demand", "tell")
ORDERS = ("verb-second", "subject-first")
REQUIRED = (
    "name",
    "order",
    "determiners",
    "pronouns",
    "prepositions",
    "conjunctions",
    "auxiliaries",
    "complementisers",
    "verbs",
)
"""The keys without which nothing can be read; every other one may be left out."""
RECOGNITION = ("words", "endings", "letters")
Texts = dict[str, str]
"""A text for each key of a part of the file."""
Form = str
Verbs = dict[str, "tuple[Verb, ...]"]
"""Reporting verbs by each of their forms."""
Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb.

    `particle` are the words that must stand elsewhere in its clause (`aan`, `te kennen`); it is
    `separable` when they are the verb's own prefix;
    `kind` is what it can do: `say` takes any statement, `beside` only words in marks next to it,
    `think` a statement that a word such as *that* opens, `name` a fragment in marks (`noemde het
    "…"`), `demand` an infinitive (`urged X to …`), `tell` names whom it is told to (`told X that`).
    """

    lemma: str
    kind: str
    form: Form
    particle: tuple[str, ...] = ()
    separable: bool = False


@dataclass(frozen=True, eq=False)
class Language:
    """The word lists of one language, all in lower case with straight apostrophes.

    An unsupported language is a `Language` with empty lists: marks and names still work.
    """

    code: str
    name: str = ""
    order: str = ""
    """`verb-second` (nl, de) or `subject-first` (en, fr)."""
    recognition: Texts = field(default_factory=dict)
    """Frequent `words`, `endings` and `letters` by which a text is recognised."""
    names: Texts = field(default_factory=dict)
    """What names are made of, where `XX.names.yaml` does not say so: the keys of `name_words`."""

    # How words are cut.
    abbreviations: frozenset[str] = NO_WORDS
    """Words whose full stop belongs to them, with it."""
    elisions: frozenset[str] = NO_WORDS
    """Beginnings that are a word of their own: l'."""
    clitics: frozenset[str] = NO_WORDS
    """Endings that are a word of their own: 's."""
    apostrophe_words: frozenset[str] = NO_WORDS
    """Short words that begin with an apostrophe: 't."""

    # The closed classes.
    determiners: frozenset[str] = NO_WORDS
    pronouns: frozenset[str] = NO_WORDS
    prepositions: frozenset[str] = NO_WORDS
    conjunctions: frozenset[str] = NO_WORDS
    auxiliaries: frozenset[str] = NO_WORDS
    adverbs: frozenset[str] = NO_WORDS
    adverb_endings: frozenset[str] = NO_WORDS
    """Endings that make an adverb: -ly."""

    # What clauses are made of.
    coordinators: frozenset[str] = NO_WORDS
    """And, but: they join main clauses."""
    complementisers: frozenset[str] = NO_WORDS
    """That: they open a reported clause."""
    question_words: frozenset[str] = NO_WORDS
    """Whether, why: they open a reported question."""
    relatives: frozenset[str] = NO_WORDS
    """Who: they open a relative clause and are its subject."""
    subordinators: frozenset[str] = NO_WORDS
    """Because, when: they open a clause whose subject follows."""
    singular_pronouns: frozenset[str] = NO_WORDS
    """Pronouns that are never plural."""
    plural_nouns: frozenset[str] = NO_WORDS
    """Endings of plural nouns."""
    ambiguous: frozenset[str] = NO_WORDS
    """Forms of reporting verbs that are as often nouns: they need a clear subject beside them."""
    adjective_endings: frozenset[str] = NO_WORDS
    """Endings that an adjective before a noun can have."""
    oblique: frozenset[str] = NO_WORDS
    """Words that open a noun phrase which is no subject: den, dem."""
    genitives: frozenset[str] = NO_WORDS
    """Articles that hang a phrase on the noun before it: des."""
    nouns_capitalised: bool = False
    """Whether every noun has a capital."""
    writers: frozenset[str] = NO_WORDS
    """Pronouns of the first person."""
    addressees: frozenset[str] = NO_WORDS
    """Pronouns of whom a writer addresses, who report nothing outside marks: you."""
    comma_clauses: bool = False
    """Whether a comma stands before every reported clause."""
    not_before_that: frozenset[str] = NO_WORDS
    """Words that make another conjunction of *that*: so, ohne, pour."""
    degrees: frozenset[str] = NO_WORDS
    """Words that make a measure of *that*, with a word between: *so* fast that."""
    bare_complement: bool = False
    """Whether a reported clause needs no word that opens it: *said the bridge was closed*."""
    reflexives: frozenset[str] = NO_WORDS
    """Reflexive pronouns, which stand by their verb."""
    negations: frozenset[str] = NO_WORDS
    """Words that deny their verb: not."""
    opening_sources: Phrases = field(default_factory=dict)
    """Prepositions that name a source only when they open a clause and a comma follows: pour."""
    objects_by: frozenset[str] = NO_WORDS
    """Prepositions that tie an object to a verb: spoke of."""
    cue_in_marks: bool = False
    """Whether a cue may stand inside the marks: « Nous partirons, a dit X. »"""
    moods: frozenset[str] = NO_WORDS
    """Verb forms that show by themselves that a sentence is reported: sei."""
    possessives: frozenset[str] = NO_WORDS
    """Endings that make a possessive: 's."""
    links: frozenset[str] = NO_WORDS
    """Prepositions that hang a phrase on the one before: of, van."""
    as_words: frozenset[str] = NO_WORDS
    """As, wie: they open a clause that reports the main one."""
    infinitive_marks: frozenset[str] = NO_WORDS
    """To, te, zu."""
    infinitive_endings: frozenset[str] = NO_WORDS
    """Endings of infinitives, where no mark need stand before them: *affirme avoir vu*."""
    subject_pronouns: frozenset[str] = NO_WORDS
    """Pronouns that can only be a subject."""
    between: frozenset[str] = NO_WORDS
    """What may stand between a subject and its verb beside adverbs."""
    asides: Phrases = field(default_factory=dict)
    """Phrases of several words that stand where an adverb may: for his part, op zijn beurt."""
    perfect: frozenset[str] = NO_WORDS
    """Auxiliaries of the perfect: has, heeft."""
    passive: frozenset[str] = NO_WORDS
    """Auxiliaries of the passive: was, werd."""
    modals: frozenset[str] = NO_WORDS
    """Auxiliaries that take an infinitive: would, zou."""
    agents: frozenset[str] = NO_WORDS
    """Prepositions of the doer in a passive: by, door."""
    never_speakers: frozenset[str] = NO_WORDS
    """Words that name no speaker: there, er, yesterday."""
    time_nouns: frozenset[str] = NO_WORDS
    """Nouns of time: week, Monday."""
    subjunctives: frozenset[str] = NO_WORDS
    """Verb forms that only report: sei, habe."""
    joined_infinitive: str = ""
    """What joins a separable prefix to its infinitive: zu, as in `anzukündigen`."""

    # What reports.
    verbs: Verbs = field(default_factory=dict)
    sources: Phrases = field(default_factory=dict)
    """Prepositions that name a source: according to."""
    sources_after: frozenset[str] = NO_WORDS
    """What stands after a source: zufolge."""
    noun_prepositions: frozenset[str] = NO_WORDS
    """Prepositions that name a source only before one of `source_nouns`: nach."""
    source_nouns: frozenset[str] = NO_WORDS
    """Nouns for what someone says: Angaben, Bericht."""
    own_sources: Phrases = field(default_factory=dict)
    """Phrases by which the subject of the clause is the source: naar eigen zeggen."""
    closing_sources: Phrases = field(default_factory=dict)
    """Prepositions that end a statement with its source: aldus."""
    not_sources: frozenset[str] = NO_WORDS
    """What follows such a preposition and speaks not: plan."""
    opinions: Phrases = field(default_factory=dict)
    """Nouns that report with is or has: of the opinion."""
    impersonal: Phrases = field(default_factory=dict)
    """Statements whose speaker stands elsewhere: luidt het."""
    backward: Phrases = field(default_factory=dict)
    """What reports the sentence before: dat zei X."""
    not_speech: frozenset[str] = NO_WORDS
    """Nouns before marks that hold a title or a name: film, book."""

    @property
    def supported(self) -> bool:
        """Whether there are rules for it."""
        return bool(self.verbs)

    @property
    def verb_second(self) -> bool:
        """Whether the verb of a main clause stands second, with the subject on either side."""
        return self.order == "verb-second"

    @cached_property
    def plural_endings(self) -> tuple[str, ...]:
        """The endings of plural nouns, as `str.endswith` takes them."""
        return tuple(self.plural_nouns)

    @cached_property
    def infinitives_end(self) -> tuple[str, ...]:
        """The endings of infinitives, as `str.endswith` takes them."""
        return tuple(self.infinitive_endings)

    @cached_property
    def adjectives_end(self) -> tuple[str, ...]:
        """The endings of adjectives, as `str.endswith` takes them."""
        return tuple(self.adjective_endings)

    @cached_property
    def reporting(self) -> frozenset[str]:
        """The words that a cue can begin with."""
        return frozenset(self.verbs) | frozenset(self.opinions)

    @cached_property
    def naming(self) -> frozenset[str]:
        """The words that a preposition of a source can begin with."""
        return (
            frozenset(self.sources)
            | frozenset(self.own_sources)
            | frozenset(self.closing_sources)
            | frozenset(self.opening_sources)
            | self.noun_prepositions
            | self.sources_after
        )

    @cached_property
    def particles(self) -> frozenset[str]:
        """The prefixes of separable verbs."""
        return frozenset(
            verb.particle[0] for verbs in self.verbs.values() for verb in verbs if verb.separable
        )

    def is_function_word(self, word: str) -> bool:
        """Whether `word` (in lower case) is one of the closed classes."""
        return (
            word in self.determiners
            or word in self.pronouns
            or word in self.prepositions
            or word in self.conjunctions
            or word in self.auxiliaries
            or word in self.adverbs
        )

    def is_adverb(self, word: str) -> bool:
        """Whether `word` is a known adverb or looks like one."""
        return (
            word in self.adverbs
            or word == ASIDE
            or (len(word) > 5 and any(word.endswith(ending) for ending in self.adverb_endings))
        )


@cache
def load_language(code: str | None) -> Language:
    """The language of an ISO 639 code (`nl`, `nl-BE`); one without rules has empty lists.

    Raises `LanguageError` naming file and key where its file does not fit the schema.
    """
    short = (code or "").replace("_", "-").split("-")[0].lower()
    if short not in supported_languages():
        return Language(code=short)
    name = f"{short}.yaml"
    return parse_language(short, read_text(name) or "", name)


def parse_language(code: str, source: str, name: str) -> Language:
    """Read the YAML text `source`; raises `LanguageError` naming `name` and the key at fault."""
    data = read_keys(source, name)
    known = {entry.name: str(entry.type) for entry in fields(Language)[1:]}
    for key in data:
        if key not in known:
            raise LanguageError(f"{name}: unknown key {key!r}")
    if missing := sorted(set(REQUIRED) - data.keys()):
        raise LanguageError(f"{name}: no {', '.join(missing)}")
    values: dict[str, Any] = {key: _value(key, known[key], value, data, name) for key, value in data.items()}
    if values["order"] not in ORDERS:
        raise LanguageError(f"{name}: order is neither {' nor '.join(ORDERS)}")
    return Language(code=code, **values)


def _value(key: str, kind: str, value: object, data: Mapping[str, object], name: str) -> object:
    """The value of `key` as its field holds it."""
    if kind == "bool":
        if not isinstance(value, bool):
            raise LanguageError(f"{name}: {key} is neither true nor false")
        return value
    if kind == "Verbs":
        return _verbs(value, name, str(data.get("joined_infinitive") or ""))
    if key == "recognition":
        return texts(value, RECOGNITION, f"{name}: {key}")
    if kind == "Texts":
        return value  # `name_words` holds it to its own keys
    if not isinstance(value, str):
        raise LanguageError(f"{name}: {key} is no text")
    if kind == "frozenset[str]":
        return words_of(value)
    return _phrases(value) if kind == "Phrases" else value.strip()


def _phrases(value: str) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in value.splitlines():
        phrase = tuple(line.lower().split())
        if phrase:
            found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}


def _verbs(value: object, name: str, infix: str) -> Verbs:
    """The verbs by each of their forms."""
    if not isinstance(value, dict) or not set(value) <= set(VERB_KINDS):
        raise LanguageError(f"{name}: verbs has other keys than {', '.join(VERB_KINDS)}")
    found: dict[str, list[Verb]] = {}
    for kind, lines in value.items():
        if not isinstance(lines, str):
            raise LanguageError(f"{name}: verbs: {kind} is no text")
        for line in lines.splitlines():
            if line.strip():
                for form, verb in _forms(kind, line, name, infix):
                    found.setdefault(form, []).append(verb)
    return {form: tuple(dict.fromkeys(verbs)) for form, verbs in found.items()}


def _forms(kind: str, line: str, name: str, infix: str) -> Iterator[tuple[str, Verb]]:
    """Each form of one line `aan|kondigen + particle: finite / participles / gerunds`.

    A prefix before `|` stands apart after a finite form and joined before it in a subordinate clause.
    """
    head, colon, rest = line.partition(":")
    if not colon:
        raise LanguageError(f"{name}: verbs: {kind}: no colon in {line.strip()!r}")
    infinitive, _, particle_text = head.partition("+")
    prefix, bar, base = infinitive.strip().partition("|")
    if not bar:
        prefix, base = "", prefix
    lemma = prefix + base
    particle = tuple(particle_text.split())
    groups = [group.split() for group in rest.split("/")]
    for form, forms in zip(FORMS, groups, strict=False):
        for each in forms:
            if prefix and form == "finite":
                yield each, Verb(lemma, kind, form, (prefix, *particle), separable=True)
                yield prefix + each, Verb(lemma, kind, form, particle)
            else:
                yield each, Verb(lemma, kind, form, particle)
    yield lemma, Verb(lemma, kind, "infinitive", particle)
    if prefix and infix:
        yield f"{prefix}{infix}{base}", Verb(lemma, kind, "infinitive", particle)
