"""Where a line reports: its reporting verbs, each with its verb group and its particle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.language import Verb
from reader.analysis.lines import QUOTED

if TYPE_CHECKING:
    from reader.analysis.language import Language
    from reader.analysis.lines import Line

__all__ = ["Cue", "find_cues"]

BREAKS = frozenset([".", "!", "?", ";", ":", QUOTED, "…"])
WIDEST_BRACKET = 30
WIDEST_GROUP = 6
LONGEST_ASIDE = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at item `at`.

    `first` and `last` bound its verb group (*has also said*), `finite` is the item whose verb
    agrees with the subject, `particle` the item of its particle or -1. A `passive` cue has no
    subject that speaks.
    """

    verbs: tuple[Verb, ...]
    at: int
    first: int
    last: int
    finite: int
    particle: int = -1
    passive: bool = False
    size: int = 1
    """How many items the cue has: more than one for *of the opinion*."""

    @property
    def items(self) -> tuple[int, int]:
        """The items of the word or phrase that reports."""
        return self.at, self.at + self.size

    @property
    def form(self) -> str:
        """The form of its verb: finite, participle, gerund or infinitive."""
        return self.verbs[0].form

    def can(self, kind: str) -> bool:
        """Whether one of its readings is of this kind."""
        return any(verb.kind == kind for verb in self.verbs)


def find_cues(line: Line) -> list[Cue]:
    """The reporting verbs of a line that stand outside its passages, from left to right."""
    language = line.document.language
    found: list[Cue] = []
    reporting = language.reporting
    for at, word in enumerate(line.words):
        if word not in reporting:
            continue
        readings = language.verbs.get(word)
        if readings:
            cue = _cue(line, language, at, readings)
            if cue is not None:
                found.append(cue)
        if word in language.opinions and not (found and found[-1].items[1] > at):
            for phrase in language.opinions[word]:
                if tuple(line.words[at : at + len(phrase)]) == phrase:
                    cue = _opinion(line, language, at, phrase)
                    if cue is not None:
                        found.append(cue)
                    break
    return found


def _opinion(line: Line, language: Language, at: int, phrase: tuple[str, ...]) -> Cue | None:
    """The cue of a phrase such as *of the opinion* with its *is* or *has*."""
    first = _group_start(line, language, at)
    finite = _auxiliary(line, language, at, first)
    if finite < 0 and at + len(phrase) < len(line) and line.words[at + len(phrase)] in language.auxiliaries:
        finite = at + len(phrase)
    if finite < 0:
        return None
    verb = Verb(" ".join(phrase), "think", "opinion")
    return Cue((verb,), at, min(first, at), at + len(phrase), finite, size=len(phrase))


def _cue(line: Line, language: Language, at: int, readings: tuple[Verb, ...]) -> Cue | None:
    particles = {verb: _particle(line, at, verb.particle, verb.separable) for verb in readings}
    readings = tuple(verb for verb in readings if not verb.particle or particles[verb] >= 0)
    joined = tuple(verb for verb in readings if verb.separable)
    readings = joined or readings
    if not readings or _is_noun(line, language, at) or _is_negated(line, language, at):
        return None
    particle = max(particles[verb] for verb in readings)
    first = _group_start(line, language, at)
    auxiliary = _auxiliary(line, language, at, first)
    before = line.words[at - 1] if at else ""
    is_infinitive = before in language.infinitive_marks
    forms = {verb.form for verb in readings}
    modal = auxiliary >= 0 and line.words[auxiliary] in language.modals
    replaces = auxiliary >= 0 and language.verb_second and particle >= 0 and "infinitive" in forms
    if is_infinitive or replaces or (modal and forms & {"infinitive", "finite"}):
        form = "infinitive"
    elif auxiliary >= 0 and "participle" in forms:
        form = "participle"
    elif "finite" in forms:
        form = "finite"
    elif "gerund" in forms:
        form = "gerund"
    else:
        form = "participle"
    usable = tuple(verb for verb in readings if verb.form == form)
    usable = usable or tuple(verb for verb in readings if form == "infinitive" and verb.form == "finite")
    if not usable:
        return None
    finite = at if form in ("finite", "gerund") else auxiliary
    passive = form == "participle" and (auxiliary < 0 or _is_passive(line, language, auxiliary, at))
    last = at + 1
    while last < len(line) and line.words[last] in language.auxiliaries and form != "finite":
        last += 1
    if particle == last:
        last += max(len(verb.particle) for verb in usable)
    if 0 <= auxiliary < first and not language.verb_second:
        first = auxiliary
    return Cue(usable, at, min(first, at), last, finite if finite >= 0 else at, particle, passive)


def _is_noun(line: Line, language: Language, at: int) -> bool:
    """Whether the word at `at` is a noun or an adjective here: *the claim*, *pledged delegates*, *State*."""
    if not at:
        return False
    before = line.words[at - 1]
    written = line.written(at)
    if before in language.infinitive_marks and any(
        verb.form == "infinitive" for verb in language.verbs[line.words[at]]
    ):
        return False
    if written[0].isupper() and before not in (QUOTED, ":") and not written.isupper():
        return True
    if before in language.pronouns or before in language.relatives:
        return False
    if before in language.between and (
        at - 1 in line.ending or line.words[at - 2] in language.subject_pronouns | language.as_words
    ):
        return False
    if before in language.possessives:
        return line.words[at - 2] not in language.pronouns
    if before in language.determiners or before[0].isdigit():
        return True
    if any(verb.form == "gerund" for verb in language.verbs[line.words[at]]):
        return False
    return before in language.prepositions and not (
        before in language.conjunctions or before in language.infinitive_marks
    )


def _is_negated(line: Line, language: Language, at: int) -> bool:
    """Whether a negation stands by the verb: what someone did not say is no statement."""
    after = line.words[at + 1 : at + 2] if not language.infinitive_endings else ()
    first = at
    while first > max(0, at - 3) and line.words[first - 1] not in language.coordinators | {","}:
        first -= 1
    near = (*line.words[first:at], *after)
    return any(word in language.negations for word in near)


def _particle(line: Line, at: int, particle: tuple[str, ...], separable: bool) -> int:
    """The item where the particle of the verb at `at` starts, in the same clause, else -1."""
    if not particle:
        return -1
    size = len(particle)
    words = line.words
    complementisers = line.document.language.complementisers
    for k in range(at + 1, min(len(words) - size + 1, at + WIDEST_BRACKET)):
        if (words[k] in BREAKS and words[k] != QUOTED) or words[k] in complementisers:
            break
        if words[k] == "," and not separable:
            break
        if tuple(words[k : k + size]) == particle and (not separable or _ends_clause(line, k)):
            return k
    verb_second = line.document.language.verb_second and not separable
    stop = at - WIDEST_BRACKET if verb_second else at - size - 3
    for k in range(at - size, max(stop, -1), -1):
        if (words[k] in BREAKS and words[k] != QUOTED) or words[k] in complementisers or words[k] == ",":
            break
        if tuple(words[k : k + size]) == particle:
            return k
    return -1


def _ends_clause(line: Line, k: int) -> bool:
    """Whether the particle at `k` is none that governs a phrase: no noun phrase follows it."""
    language = line.document.language
    if line.words[k] not in language.prepositions or k + 1 >= len(line):
        return True
    word = line.words[k + 1]
    return word in language.complementisers or not (
        word in language.determiners
        or word[0].isdigit()
        or k + 1 in line.starting
        or line.is_capitalised(k + 1)
    )


def _group_start(line: Line, language: Language, at: int) -> int:
    """The first item of the verb group that ends with the verb at `at`: auxiliaries and adverbs."""
    first = k = at
    while k > 0 and at - k < WIDEST_GROUP:
        word = line.words[k - 1]
        if word in language.auxiliaries or word in language.infinitive_marks or word in language.reflexives:
            first = k - 1
        elif word == "," and (opening := _aside_start(line, language, k - 1)):
            k = opening
            continue
        elif not (language.is_adverb(word) or word in language.between):
            break
        k -= 1
    return first


def _aside_start(line: Line, language: Language, comma: int) -> int:
    """The comma that opens what the one at `comma` closes right after an auxiliary: *a, lui, dit*; else 0."""
    for k in range(comma - 2, max(0, comma - LONGEST_ASIDE), -1):
        if line.words[k] == ",":
            return k if line.words[k - 1] in language.auxiliaries else 0
    return 0


def _auxiliary(line: Line, language: Language, at: int, first: int) -> int:
    """The auxiliary that goes with a verb at `at` that is not finite, else -1.

    It stands in the group, right after the verb (*gezegd heeft*), or in verb-second languages
    anywhere before it in the clause (*heeft gisteren in de Kamer gezegd*).
    """
    auxiliaries = language.perfect | language.passive | language.modals
    for k in range(at - 1, first - 1, -1):
        if line.words[k] in auxiliaries:
            return k
    if at + 1 < len(line) and line.words[at + 1] in auxiliaries and language.verb_second:
        return at + 1
    stop = max(-1, at - WIDEST_BRACKET)
    joined = line.words[first - 1] in language.coordinators
    for k in range(at - 1, stop, -1):
        word = line.words[k]
        if word in auxiliaries:
            inverted = (k + 1 in line.starting and line.starting[k + 1].last >= at - 1) or line.words[
                k + 1
            ] in language.subject_pronouns
            shared = (
                word in language.perfect
                and joined
                and all(verb.form == "participle" for verb in language.verbs.get(line.words[at], ()))
            )
            return k if language.verb_second or inverted or shared else -1
        if (
            word in language.complementisers
            or word == ","
            or (word in BREAKS and not (word == QUOTED and (joined or language.verb_second)))
        ):
            break
    return -1


def _is_passive(line: Line, language: Language, auxiliary: int, at: int) -> bool:
    if line.words[auxiliary] not in language.passive:
        return False
    if auxiliary and line.words[auxiliary - 1] in language.reflexives:
        return False
    group = range(min(auxiliary, at), max(auxiliary, at))
    return not any(line.words[k] in language.perfect and line.words[k] not in language.passive for k in group)
