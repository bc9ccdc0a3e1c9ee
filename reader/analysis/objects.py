"""What stands as the object of a reporting verb: words in marks, a clause, a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.candidates import STOPS, skip_light
from reader.analysis.contents import after_phrase, reports_itself
from reader.analysis.lines import QUOTED
from reader.analysis.name_words import load_name_words
from reader.analysis.titles import is_addressee, is_name

if TYPE_CHECKING:
    from reader.analysis.cues import Cue
    from reader.analysis.lines import Line

__all__ = ["Object", "object_after"]

FURTHEST = 40
MOST_UNKNOWN = 5
LEAST_CONTENT = 2
NEAR = 4


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a reporting verb: it starts at item `start`.

    `mode` is `marks` (a passage), `that`, `question`, `infinitive`, `colon` or `bare` (no word opens it).
    """

    mode: str
    start: int


def object_after(line: Line, cue: Cue, k: int) -> Object | None:
    """What stands as the object of `cue` from item `k` on, past adverbs, phrases and whom it is told to."""
    if cue.can("name") and not cue.can("say"):
        return _named_words(line, k)
    language = line.document.language
    unknown = 0
    beside = True
    start = k
    addressed = False
    stop = min(len(line), k + FURTHEST)
    while k < stop:
        word = line.words[k]
        if word == QUOTED:
            if not is_name(line, k) and not (cue.can("say") and is_addressee(line, k)):
                return Object("marks", k)
            k += 1
            continue
        if word == ":":
            return Object("marks" if _is_quoted(line, k + 1) else "colon", k + 1)
        if word == ",":
            found = _after_comma(line, cue, k)
            if found is not None:
                return found
            closing = _closing_comma(line, k, cue)
            if not closing:
                return _to_infinitive(line, cue, start, k)
            k = closing + 1
            continue
        if word == "." and _is_quoted(line, k + 1):
            return Object("marks", k + 1)
        if (
            word in language.coordinators
            and line.words[k + 1 : k + 2] != []
            and (line.words[k + 1] in language.prepositions)
        ):
            k += 1
            continue
        if word in language.degrees and not language.complementisers.isdisjoint(line.words[k + 1 : k + 4]):
            return None
        asks = word in language.question_words and not language.comma_clauses
        if asks and word in language.coordinators and (beside or _has_subject(line, k + 1)):
            return Object("question", k)
        if word in STOPS or word in language.coordinators or (k > start and _reports(line, k)):
            return _to_infinitive(line, cue, start, k)
        if word in language.complementisers and line.words[k - 1] in language.not_before_that:
            return None
        if word in language.complementisers and _opens_clause(line, k):
            return Object("that", k)
        if asks and k < start + 6 and (k not in line.ending or cue.can("tell")):
            return Object("question", k)
        if k == cue.particle or language.is_adverb(word) or word in language.between:
            k += 1
            continue
        bare = language.infinitive_endings and beside and k < start + NEAR and cue.can("say")
        if bare and word not in language.prepositions and _looks_infinitive(line, k):
            return Object("infinitive", _infinitive_start(line, cue, start, k))
        if word in language.infinitive_marks and _is_infinitive(line, k):
            if not (cue.can("demand") or language.verb_second):
                return None
            return Object("infinitive", k)
        if (
            word in language.prepositions
            and line.words[k + 1 : k + 2]
            and (line.words[k + 1] in language.complementisers)
        ):
            k += 1
            continue
        if word in language.prepositions:
            if word in language.subordinators and not _is_quoted(line, k + 1) and _is_clause(line, k + 1):
                return None
            k = after_phrase(line, k)
            continue
        source = line.starting.get(k)
        if word in language.time_nouns:
            k += 1
            continue
        if word[0].isalpha() and _is_time(line, k):
            k += 2
            continue
        beside = False
        if not language.bare_complement:
            if source is not None:
                k = source.last
            else:
                k += 1
                unknown += 1
                if unknown > MOST_UNKNOWN:
                    break
            continue
        if not addressed and cue.can("tell") and (source is not None or word in language.oblique):
            addressed = True
            k = source.last if source is not None else k + 1
            continue
        if addressed and k in line.ending and (word in language.possessives or word[0].isdigit()):
            addressed = word[0].isdigit()
            k += 1
            continue
        if word in language.possessives or word in language.coordinators:
            return None
        if _is_clause(line, k):
            return Object("bare", k) if cue.can("say") else None
        return None
    return _to_infinitive(line, cue, start, k)


def _is_clause(line: Line, k: int) -> bool:
    """Whether a clause starts at item `k`, not a mere noun phrase: a verb follows its first phrase."""
    language = line.document.language
    if k >= len(line):
        return False
    if line.words[k] in language.subject_pronouns:
        return True
    if line.words[k] in language.subordinators:
        return False
    source = line.starting.get(k)
    i = source.last if source is not None else k + 1 + (line.words[k] in language.determiners)
    while i < len(line):
        word = line.words[i]
        if word in language.auxiliaries or (word in language.verbs and not line.is_capitalised(i)):
            return True
        if word == QUOTED and (i == k + 1 or _opens_with_verb(line, i)):
            return True
        if word == "," and line.words[i + 1 : i + 2] and line.words[i + 1] in language.relatives:
            i = next((n for n in range(i + 2, min(len(line), i + FURTHEST)) if line.words[n] == ","), i)
            return i + 1 < len(line) and line.words[i + 1] in language.auxiliaries
        if word in language.relatives or word in language.subordinators or word in STOPS:
            return False
        if word in language.coordinators and i > k and i + 1 in line.starting and i in line.ending:
            i = line.starting[i + 1].last
            continue
        if word == "," or word in language.coordinators:
            return False
        if i in line.starting:
            i = line.starting[i].last
            continue
        if word in language.prepositions:
            i = after_phrase(line, i)
            continue
        plain = word[0].isalpha() and not language.is_function_word(word) and not line.is_capitalised(i)
        if plain:
            return True
        i += 1
    return False


def _has_subject(line: Line, k: int) -> bool:
    """Whether a pronoun that can only be a subject stands at item `k`."""
    return k < len(line) and line.words[k] in line.document.language.subject_pronouns


def _is_time(line: Line, k: int) -> bool:
    """Whether two items from `k` on tell a time and are no subject: *last week*, *this Tuesday*."""
    language = line.document.language
    if k + 1 >= len(line) or line.words[k + 1] not in language.time_nouns:
        return False
    following = line.words[k + 2] if k + 2 < len(line) else ""
    return following not in language.auxiliaries and line.words[k] not in language.auxiliaries


def _opens_with_verb(line: Line, k: int) -> bool:
    """Whether the passage at item `k` begins with a finite verb: *the deal "is dead"*."""
    language = line.document.language
    word = line.document.words[line.passages[k].first]
    return word in language.auxiliaries or word in language.verbs


def _named_words(line: Line, k: int) -> Object | None:
    """The fragment that a verb such as *called* gives to something: the first marks in its clause."""
    language = line.document.language
    for i in range(k, min(len(line), k + FURTHEST)):
        word = line.words[i]
        if word == QUOTED:
            if not is_name(line, i):
                return Object("marks", i)
        elif (
            word in STOPS
            or word in language.complementisers
            or (word in language.coordinators and reports_itself(line, i + 1))
        ):
            break
    return None


def _reports(line: Line, k: int) -> bool:
    """Whether item `k` is a finite reporting verb, which has an object of its own."""
    verbs = line.document.language.verbs.get(line.words[k], ())
    return bool(verbs) and all(verb.form == "finite" and verb.kind == "say" for verb in verbs)


def _is_quoted(line: Line, k: int) -> bool:
    return k < len(line) and line.words[k] == QUOTED


def _opens_clause(line: Line, k: int) -> bool:
    """Whether the complementiser at `k` opens a clause: something follows it."""
    if k + 1 >= len(line) or line.words[k + 1] == QUOTED:
        return k + 1 < len(line)
    language = line.document.language
    if language.bare_complement and line.words[k + 1] in language.auxiliaries:
        return False
    return not _is_determiner(line, k) and k + LEAST_CONTENT < len(line) and line.words[k + 1] not in STOPS


def _is_determiner(line: Line, k: int) -> bool:
    """Whether the complementiser at `k` stands before a mere noun: *repeated* that promise *on Monday*."""
    language = line.document.language
    noun, after = k + 1, k + 2
    if language.verb_second or line.words[k] not in language.determiners or noun in line.starting:
        return False
    if not line.words[noun][0].isalpha() or language.is_function_word(line.words[noun]):
        return False
    if after < len(line) and line.words[after] not in language.prepositions | STOPS | {","}:
        return False
    end = next((i for i in range(after, len(line)) if line.words[i] in STOPS | {","}), len(line))
    verbs = load_name_words(language.code).lists["verbs"] | language.auxiliaries
    return not any(word in verbs for word in line.words[after:end])


def _after_comma(line: Line, cue: Cue, k: int) -> Object | None:
    """The object that the comma at item `k` parts from its verb."""
    language = line.document.language
    after = skip_light(line, k + 1) if line.words[k + 1 : k + 2] else k + 1
    if _is_quoted(line, k + 1):
        return Object("marks", k + 1)
    if k + 1 >= len(line):
        return None
    for i in (k + 1, after):
        if i < len(line) and line.words[i] in language.complementisers and _opens_clause(line, i):
            return Object("that", i)
    if not language.comma_clauses:
        return None
    word = line.words[k + 1]
    if word in language.question_words and word not in language.relatives:
        return Object("question", k + 1)
    opening = k + 1
    while opening < len(line) and opening not in line.starting and language.is_adverb(line.words[opening]):
        opening += 1
    source = line.starting.get(opening)
    if (
        source is not None
        and cue.can("say")
        and (source.last - source.first > 1 or word not in language.relatives)
    ):
        verb = line.words[source.last] if source.last < len(line) else ""
        plain = verb[:1].isalpha() and not line.is_capitalised(source.last)
        if plain and (verb in language.auxiliaries or not language.is_function_word(verb)):
            return Object("bare", k + 1)
    if word in language.not_before_that:
        return None
    rest = line.words[k + 1 : k + FURTHEST]
    if any(each in language.subjunctives for each in rest):
        return Object("bare", k + 1)
    if cue.can("demand") and any(each in language.infinitive_marks for each in rest):
        return Object("infinitive", k + 1)
    return None


def _closing_comma(line: Line, k: int, cue: Cue) -> int:
    """The comma that closes what the one at `k` opens, before a complementiser or particle, else 0."""
    language = line.document.language
    for i in range(k + 2, min(len(line) - 1, k + 20)):
        word = line.words[i]
        if word in STOPS:
            return 0
        following = line.words[i + 1]
        if word == "," and (
            following in language.complementisers or following == QUOTED or i + 1 == cue.particle
        ):
            return i
    return 0


def _is_infinitive(line: Line, k: int) -> bool:
    """Whether the infinitive mark at `k` stands before a verb, not before a noun phrase."""
    language = line.document.language
    if language.infinitive_endings:
        return _looks_infinitive(line, k + 1)
    if k + 1 >= len(line):
        return False
    word = line.words[k + 1]
    return (
        k + 1 not in line.starting
        and word not in language.determiners
        and word not in language.pronouns
        and word[0].isalpha()
        and not line.is_capitalised(k + 1)
        and word not in language.time_nouns
    )


def _infinitive_start(line: Line, cue: Cue, start: int, k: int) -> int:
    """Where an infinitive at item `k` begins: with its negation, its pronouns, and its mark."""
    language = line.document.language
    while k > start and line.words[k - 1] in language.between:
        k -= 1
    marked = k - 1 == cue.particle and line.words[k - 1] in language.infinitive_marks
    return k - 1 if marked else k


def _looks_infinitive(line: Line, k: int) -> bool:
    """Whether a word at item `k`, past negations and pronouns, ends as an infinitive does."""
    language = line.document.language
    while k < len(line) and line.words[k] in language.between:
        k += 1
    if k >= len(line) or not line.words[k].endswith(language.infinitives_end):
        return False
    word = line.words[k]
    plain = word in language.auxiliaries or not language.is_function_word(word)
    return plain and k not in line.starting and not line.is_capitalised(k) and word not in language.time_nouns


def _to_infinitive(line: Line, cue: Cue, start: int, k: int) -> Object | None:
    """An infinitive clause without an opening word (*zegt geen plannen te hebben*)."""
    language = line.document.language
    if not language.verb_second or language.comma_clauses or not cue.can("demand"):
        return None
    for i in range(start, min(len(line) - 1, start + FURTHEST)):
        word = line.words[i]
        if word in language.infinitive_marks and _is_infinitive(line, i):
            opening = skip_light(line, start)
            return Object("infinitive", opening + (opening == cue.particle))
        if word in STOPS or word in language.complementisers:
            return None
    return None
