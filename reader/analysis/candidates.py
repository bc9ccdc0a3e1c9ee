"""Noun phrases that can speak: which stand where in a line, and how far they go.

Mentions are the raw material. Here are the questions that every frame asks of them: is there one
at this item, does a preposition govern it, where does the clause around it start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.lines import QUOTED, Source

if TYPE_CHECKING:
    from reader.analysis.lines import Line

__all__ = [
    "CLOSES_PHRASE", "DASHES", "FURTHEST", "LONGEST_BARE", "STOPS", "before_light", "can_speak", "closes",
    "ends_clause", "first_phrase", "first_speaker", "is_governed", "is_light", "phrase_at", "region_start",
    "skip_light", "stretch", "unknown_phrase", "widen",
]  # fmt: skip

DASHES = frozenset(["–", "—", "―", "--", "-"])
STOPS = frozenset([".", "!", "?", ";", ":", QUOTED, "…", "–", "—", "―", "--", "(", "["])
CLOSES_PHRASE = frozenset([",", ".", ";", ":", "!", "?", "–", "—", "―", "--", ")", QUOTED, "("])
FURTHEST = 60
"""How many items a clause is searched, to either side."""
LONGEST_BARE = 4
"""How many plain words may stand in a phrase that no mention covers."""


def phrase_at(line: Line, k: int) -> Source | None:
    """The noun phrase that starts at item `k` and can speak, with what hangs on it."""
    source = line.starting.get(k) or unknown_phrase(line, k)
    if source is None or not can_speak(line, source):
        return None
    last = source.last
    links = line.document.language.links
    while last + 1 < len(line) and line.words[last] in links and last + 1 in line.starting:
        last = line.starting[last + 1].last
    return Source(k, last, source.mention)


def unknown_phrase(line: Line, k: int) -> Source | None:
    """A subject pronoun, or a name with an article and an unknown noun before it, at item `k`."""
    language = line.document.language
    if k >= len(line):
        return None
    word = line.words[k]
    if word in language.subject_pronouns:
        return Source(k, k + 1)
    if word not in language.determiners:
        return None
    for i in range(k + 1, min(len(line), k + LONGEST_BARE)):
        name = line.starting.get(i)
        if name is not None and name.mention is not None and name.mention.form == "name":
            return Source(k, name.last, name.mention) if i > k + 1 else None
        between = line.words[i]
        if not between[0].isalpha() or language.is_function_word(between) or between in language.verbs:
            break
    return None


def stretch(line: Line, source: Source) -> Source:
    """The phrase with the plain words after it, when they end at a stop: *the RealClear* … *average*."""
    language = line.document.language
    last = source.last
    if last - source.first == 1 and line.words[source.first] in language.subject_pronouns:
        return source
    while last < len(line) and last - source.last < LONGEST_BARE:
        word = line.words[last]
        if last in line.starting and word not in language.determiners and word not in language.pronouns:
            last = line.starting[last].last
            continue
        if not word[0].isalnum() or language.is_function_word(word):
            break
        if word in language.verbs or word in language.particles:
            break
        last += 1
    if last == source.last or (last < len(line) and line.words[last][0].isalnum()):
        return source
    return Source(source.first, last, source.mention)


def first_phrase(line: Line, first: int, last: int) -> Source | None:
    """The first noun phrase in `[first, last)` that can speak and that no preposition governs."""
    k = first
    while k < last:
        source = line.starting.get(k)
        if source is None:
            k += 1
            continue
        if not is_governed(line, k) and can_speak(line, source) and source.last <= last:
            return phrase_at(line, k)
        k = source.last
    return None


def first_speaker(line: Line, first: int, last: int) -> Source | None:
    """The first phrase in `[first, last)` that is a person or a body."""
    while first < last:
        source = first_phrase(line, first, last)
        if source is None:
            return None
        if source.mention is None or source.mention.kind is not None or source.mention.form == "pronoun":
            return source
        first = source.last
    return None


def skip_light(line: Line, k: int) -> int:
    """The first item from `k` on that is no adverb, reflexive or auxiliary."""
    language = line.document.language
    while k < len(line):
        word = line.words[k]
        if k in line.starting and word not in language.between and not language.is_adverb(word):
            break
        if not (language.is_adverb(word) or word in language.between or word in language.auxiliaries):
            break
        k += 1
    return k


def region_start(line: Line, k: int) -> int:
    """Where the clause that ends before item `k` starts: after a comma, a stop or a conjunction.

    Noun phrases are jumped over, so that *Smith and Jones* does not break a clause.
    """
    language = line.document.language
    i = k
    while i > 0 and k - i < FURTHEST:
        source = line.ending.get(i)
        if source is not None and line.words[source.first] not in language.relatives:
            i = source.first
            continue
        word = line.words[i - 1]
        if word in STOPS or word == "," or word in language.coordinators or word == ")":
            break
        if word in language.complementisers or word in language.subordinators:
            break
        i -= 1
    return i


def is_light(line: Line, k: int) -> bool:
    """Whether item `k` may stand between a subject and its verb: an adverb, an auxiliary, a time."""
    language = line.document.language
    word = line.words[k]
    return (
        language.is_adverb(word)
        or word in language.conjunctions
        or word in language.auxiliaries
        or word in language.time_nouns
        or word in language.between
    )


def before_light(line: Line, k: int) -> int:
    """The item after the last one before `k` that is not light: where a subject would end."""
    while k > 0 and k not in line.ending and is_light(line, k - 1):
        k -= 1
    return k


def can_speak(line: Line, source: Source) -> bool:
    """Whether a phrase can name who speaks: it is no *there*, no *yesterday*, no *last week*."""
    language = line.document.language
    if source.last - source.first == 1 and line.words[source.first] in language.never_speakers:
        return False
    mention = source.mention
    return (
        mention is None
        or mention.kind is not None
        or line.document.words[mention.head] not in language.time_nouns
    )


def is_governed(line: Line, k: int) -> bool:
    """Whether the phrase at item `k` is no subject: a preposition stands before it, or its case shows."""
    language = line.document.language
    word = line.words[k]
    source = line.starting.get(k)
    linked = source is not None and source.mention is not None and source.mention.form == "name"
    if word in language.oblique or (linked and word in language.links & language.prepositions):
        return True
    before = line.words[k - 1] if k else ""
    if word in language.genitives and before[:1].isalpha() and line.is_capitalised(k - 1) and k > 1:
        return True
    return before in language.prepositions and before not in language.conjunctions


def widen(line: Line, source: Source) -> Source:
    """The phrase that the one of `source` hangs on by a preposition (*the mayor of Ghent*), else itself."""
    language = line.document.language
    while source.first >= 2 and line.words[source.first - 1] in language.prepositions:
        outer = line.ending.get(source.first - 1)
        if outer is None or not can_speak(line, outer):
            break
        source = Source(outer.first, source.last, outer.mention)
    return source


def closes(line: Line, k: int) -> bool:
    """Whether a phrase that ends before item `k` is not the subject of a verb that follows."""
    language = line.document.language
    if k >= len(line):
        return True
    word = line.words[k]
    if word in language.auxiliaries:
        return False
    return (
        word in CLOSES_PHRASE
        or word in language.prepositions
        or word in language.time_nouns
        or word in language.relatives
        or language.is_adverb(word)
    )


def ends_clause(line: Line, k: int) -> bool:
    """Whether nothing of the clause stands at item `k`."""
    return k >= len(line) or line.words[k] in CLOSES_PHRASE
