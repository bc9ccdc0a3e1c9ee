"""Who stands by a cue: the subject of a reporting verb.

There is no parser. Order tells: in a subject-first language the subject ends where the verb
group begins; in a verb-second language it stands on one side of the finite verb; in a
subordinate clause it is the first noun phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import (
    CLOSES_PHRASE,
    FURTHEST,
    LONGEST_BARE,
    STOPS,
    before_light,
    can_speak,
    closes,
    ends_clause,
    first_phrase,
    is_governed,
    is_light,
    phrase_at,
    region_start,
    skip_light,
    stretch,
    unknown_phrase,
    widen,
)  # fmt: skip
from reader.analysis.contents import skip_adjuncts
from reader.analysis.described import before_apposition, relative
from reader.analysis.lines import QUOTED, Source
from reader.analysis.name_words import load_name_words
from reader.analysis.titles import title_after, title_before, with_title
from reader.article import ActorKind

if TYPE_CHECKING:
    from reader.analysis.cues import Cue
    from reader.analysis.lines import Line

__all__ = ["subject"]


def subject(line: Line, cue: Cue) -> Source | None:
    """Who speaks by a reporting verb, else None."""
    source = _subject(line, cue)
    if source is None or not _agrees(line, cue, source) or _is_doubtful(line, cue, source):
        return None
    return source


def _subject(line: Line, cue: Cue) -> Source | None:
    if cue.passive:
        return _agent(line, cue)
    if cue.form in ("gerund", "infinitive") and cue.finite == cue.at:
        beside = line.ending.get(cue.first) if cue.form == "gerund" else None
        known = beside is not None and beside.mention is not None and beside.mention.kind is not None
        if beside is not None and known and can_speak(line, beside):
            return widen(line, beside)
        return _earlier_subject(line, cue.first)
    if line.document.language.verb_second:
        return _subject_verb_second(line, cue)
    return _subject_first(line, cue)


def _is_doubtful(line: Line, cue: Cue, source: Source) -> bool:
    """Whether a form that is as often a noun lacks the clear subject right before it that makes it a verb."""
    mention = source.mention
    before = line.words[max(0, source.first - 2) : source.first]
    if QUOTED in before and before[-1:] in ([QUOTED], [","]):
        return False
    unknown = mention is not None and mention.kind is None and mention.form == "description"
    if unknown and cue.can("name") and not cue.can("say"):
        return True
    language = line.document.language
    if line.words[cue.at] not in language.ambiguous:
        return False
    after = line.words[cue.at + 1 : cue.at + 2]
    clause = bool(after) and after[0] in language.complementisers
    if clause and (line.words[cue.first - 1] in language.coordinators or source.last == cue.first):
        return False
    if cue.form == "gerund":
        return line.words[cue.first - 1 : cue.first] != [","]
    if cue.form != "finite":
        return False
    if source.first > cue.at:
        before = line.words[cue.first - 1 : cue.first]
        joined = before in ([","], [QUOTED]) or (before and before[0] in language.complementisers)
        return mention is None or not joined
    if mention is None or not (mention.form == "pronoun" or mention.kind is not None):
        return True
    end = before_light(line, cue.first)
    # *The minister, Karen Smith, claims*: the comma closes what stands beside the noun.
    if (
        source.last == end - 1
        and "," in line.words[source.first : source.last]
        and line.words[end - 1] == ","
    ):
        return False
    closed = line.words[end - 1] == "," and line.words[source.last : source.last + 1] == [","]
    return end not in line.ending and not (closed and source.last < end - 1)


def _agrees(line: Line, cue: Cue, source: Source) -> bool:
    """Whether subject and verb agree: a finite form that is also the infinitive has a plural subject."""
    language = line.document.language
    if cue.form != "finite" or line.words[cue.at] != cue.verbs[0].lemma or source.mention is None:
        return True
    mention = source.mention
    head = line.document.words[mention.head]
    if mention.form == "pronoun":
        return head not in language.singular_pronouns
    return mention.plural or head.endswith(language.plural_endings) or mention.kind is None


def _subject_verb_second(line: Line, cue: Cue) -> Source | None:
    language = line.document.language
    finite = cue.finite
    start = region_start(line, finite)
    opener = line.words[start - 1] if start else ""
    after = _after(line, finite + 1)
    if start == finite == 1 and opener in language.never_speakers:
        return after
    fronted = opener in language.prepositions and after is not None
    if (opener in language.subordinators or opener in language.complementisers) and not fronted:
        return first_phrase(line, start, finite) or relative(line, start - 1) or after
    first = start
    while first < finite and first not in line.starting and is_light(line, first):
        first += 1
    if first < finite:
        if opener == "," and line.words[first] in language.relatives and ends_clause(line, cue.last):
            return first_phrase(line, first + 1, finite) or relative(line, first)
        before = None if is_governed(line, first) else phrase_at(line, first)
        if before is not None and (after is None or _leads(line, before, after)):
            return _up_to(line, before, finite)
        return after or first_phrase(line, first, finite) or _unknown_name(line, first, finite)
    if opener == "," and (start == finite or after is None):
        apposed = before_apposition(line, start - 1)
        leads = apposed is not None and region_start(line, apposed.first) == apposed.first == 0
        if apposed is not None and (leads or after is None or not closes(line, after.last)):
            return apposed
    names = cue.can("name") and not cue.can("say")
    shares = opener in language.coordinators and (cue.can("demand") or names)
    title = title_before(line, finite) if opener == QUOTED else None
    if title is not None and after is None:
        return title
    subject = after is not None and line.words[after.first] in language.subject_pronouns and not names
    if after is not None and (subject or not shares):
        return after
    return title_after(line, finite + 1) or (_earlier_subject(line, start - 1) if start else None)


def _leads(line: Line, before: Source, after: Source) -> bool:
    """Whether the phrase before the finite verb is its subject, not the one after it."""
    if line.words[after.first] in line.document.language.subject_pronouns:
        return before.mention is not None and before.mention.kind is not None
    known = after.mention is not None and after.mention.kind is not None
    person = known and after.mention is not None and after.mention.kind is ActorKind.PERSON
    if (
        person
        and before.first == 0
        and before.last == 1
        and (before.mention is None or before.mention.form == "name")
    ):
        return False
    told = (
        before.mention is not None
        and before.mention.form == "description"
        and (before.mention.kind is ActorKind.ORGANISATION)
    )
    if person and told and ends_clause(line, after.last):
        return False
    doubtful = before.mention is None or (before.mention.kind is None and before.mention.form != "pronoun")
    return not (known and doubtful)


def _up_to(line: Line, source: Source, k: int) -> Source:
    """A phrase whose plain words run on to item `k`: *das staatliche* … *Fernsehen*."""
    language = line.document.language
    if (
        source.last - source.first == 1
        and line.words[source.first] in language.determiners
        and source.last < k
    ):
        ending = line.ending.get(k)
        return Source(source.first, k, ending.mention if ending is not None else None)
    if source.last >= k or any(
        line.words[i] in language.prepositions or not line.words[i][0].isalnum()
        for i in range(source.last, k)
    ):
        return source
    while k > source.last and language.is_adverb(line.words[k - 1]):
        k -= 1
    ending = line.ending.get(k)
    return Source(source.first, k, ending.mention if ending is not None else source.mention)


def _subject_first(line: Line, cue: Cue) -> Source | None:
    language = line.document.language
    if cue.finite < cue.at:
        inside = line.starting.get(cue.finite + 1) or unknown_phrase(line, cue.finite + 1)
        if inside is not None and inside.last <= cue.at and can_speak(line, inside):
            return inside
    start = region_start(line, cue.first)
    opener = line.words[start - 1] if start else ""
    described = line.ending.get(start - 1) if opener in language.relatives else None
    if described is not None and can_speak(line, described) and _is_described(line, start, cue.first):
        return Source(widen(line, described).first, before_light(line, cue.first), described.mention)
    first = start
    while first < cue.first and first not in line.starting and is_light(line, first):
        first += 1
    if first < cue.first:
        found = first_phrase(line, first, cue.first)
        if found is not None and not _has_verb(line, found.last, cue.first):
            end = before_light(line, cue.first)
            return Source(found.first, end, found.mention) if found.last < end else found
        nearest = line.ending.get(before_light(line, cue.first))
        if nearest is not None and can_speak(line, nearest):
            return nearest
        if found is not None:
            return found
        return _bare(line, first, cue.first)
    inverted = _after(line, cue.last)
    if inverted is None and opener in (",", QUOTED):
        adjuncts = skip_adjuncts(line, cue.last)
        inverted = _after(line, adjuncts) if adjuncts > cue.last else None
    if opener in language.relatives:
        return relative(line, start - 1)
    clause = language.complementisers | language.as_words
    if opener in clause and inverted is not None and closes(line, inverted.last):
        return inverted
    if start == 0 or opener == QUOTED:
        return inverted or (_earlier_subject(line, start - 1) if start else None)
    if opener in (",", ")", "–", "—", "―", "--"):
        apposed = before_apposition(line, start - 1)
        leads = apposed is not None and region_start(line, apposed.first) == apposed.first
        if inverted is not None and not leads and not (apposed and cue.can("tell")):
            at = line.words[inverted.last] if inverted.last < len(line) else "."
            if at in CLOSES_PHRASE or (apposed is None and closes(line, inverted.last)):
                return inverted
        return apposed or inverted or _earlier_subject(line, start - 1)
    return _earlier_subject(line, start - 1)


def _bare(line: Line, first: int, last: int) -> Source | None:
    """A short subject that is no known noun phrase (*campaign aides*): its last word must be a noun."""
    language = line.document.language
    while last > first and is_light(line, last - 1):
        last -= 1
    word = line.words[last - 1] if last > first else ""
    if word in language.pronouns and word not in language.never_speakers and word not in language.oblique:
        return Source(last - 1, last)
    if not first < last <= first + LONGEST_BARE or not line.words[last - 1][0].isalpha():
        return None
    if any(language.is_function_word(word) for word in line.words[first + 1 : last]):
        return None
    plain = not language.is_function_word(line.words[last - 1])
    return Source(first, last) if plain and line.words[first] not in language.prepositions else None


def _after(line: Line, k: int) -> Source | None:
    """The noun phrase right after a verb, past adverbs and reflexives, that may be its subject."""
    if line.words[k : k + 1] and line.words[k] in line.document.language.oblique:
        return None
    source = phrase_at(line, k) or phrase_at(line, skip_light(line, k))
    if source is None and line.words[k : k + 1] == [","]:
        closing = next((i for i in range(k + 2, min(len(line), k + 6)) if line.words[i] == ","), k)
        source = phrase_at(line, closing + 1) if closing > k else None
    return with_title(line, stretch(line, source)) if source is not None else None


def _earlier_subject(line: Line, k: int) -> Source | None:
    """The subject of the clauses before item `k` since the last stop.

    It is the last phrase that opens a clause and is no apposition, else the first phrase of all. Where
    a second report is joined to a first, both have one subject: *said that it rained but hopes that*.
    """
    language = line.document.language
    start = k
    is_joined = k < len(line) and line.words[k] in language.coordinators
    found: Source | None = None
    while start > 0 and k - start < FURTHEST:
        word = line.words[start - 1]
        if word in STOPS and word != "(" and not _is_fragment(line, start - 1):
            break
        if is_joined and start > 1 and word in language.complementisers and _reports(line, start - 2):
            k, found = start - 1, None
        elif _opens_clause(line, start - 1):
            break
        if found is None and word == "," and start in line.starting and start - 1 not in line.ending:
            found = first_phrase(line, start, k)
        start -= 1
    first = first_phrase(line, start, k) or (_unknown_opener(line) if start == 0 else None)
    return first if found is None or (first is not None and first.first == start) else found


def _unknown_opener(line: Line) -> Source | None:
    """The capitalised word that opens a line right before a verb: a name that nobody knows."""
    language = line.document.language
    if len(line) < 2 or not line.is_capitalised(0) or language.is_function_word(line.words[0]):
        return None
    word = line.words[1]
    verb = word in language.auxiliaries or word in load_name_words(language.code).lists["verbs"]
    plain = language.nouns_capitalised and word[0].islower() and not language.is_function_word(word)
    return Source(0, 1) if verb or plain else None


def _opens_clause(line: Line, k: int) -> bool:
    """Whether a clause of its own opens at item `k`, which is no determiner there (*echoed that promise*)."""
    language = line.document.language
    word = line.words[k]
    if word in language.relatives and k not in line.starting and word not in language.complementisers:
        return True
    if word not in language.complementisers or k + 1 >= len(line):
        return word in language.complementisers
    after = line.words[k + 1]
    plain = after[0].isalpha() and not language.is_function_word(after) and not line.is_capitalised(k + 1)
    return not (word in language.determiners and plain and k + 1 not in line.starting)


def _reports(line: Line, k: int) -> bool:
    """Whether item `k`, or what stands before a comma there, is the verb of a report."""
    at = k - 1 if line.words[k] == "," and k > 0 else k
    return line.words[at] in line.document.language.verbs


def _is_described(line: Line, first: int, last: int) -> bool:
    """Whether a whole relative clause stands in `[first, last)`: *people who* have met him *say*."""
    language = line.document.language
    nearest = line.ending.get(before_light(line, last))
    stop = nearest.first if nearest is not None else last - 1
    verbs = (
        line.words[k] in language.auxiliaries
        or (
            line.words[k].isalpha()
            and not line.is_capitalised(k)
            and not language.is_function_word(line.words[k])
        )
        for k in range(first, stop)
    )
    return first < stop and any(verbs)


def _is_fragment(line: Line, k: int) -> bool:
    """Whether item `k` is words in marks inside a clause, not an utterance: *called it "…"*."""
    return k > 0 and line.words[k] == QUOTED and line.words[k - 1][0].isalnum()


def _unknown_name(line: Line, first: int, last: int) -> Source | None:
    """One or two capitalised words that are all there is before a verb: a name that nobody knows."""
    language = line.document.language
    while last > first and is_light(line, last - 1):
        last -= 1
    named = (
        line.is_capitalised(k) and not language.is_function_word(line.words[k]) for k in range(first, last)
    )
    return Source(first, last) if 0 < last - first <= 2 and all(named) else None


def _has_verb(line: Line, first: int, last: int) -> bool:
    language = line.document.language
    return any(line.words[k] in language.auxiliaries for k in range(first, last)) and last - first > 1


def _agent(line: Line, cue: Cue) -> Source | None:
    """Who speaks by a passive verb: the phrase after *door*, *by*."""
    agents = line.document.language.agents
    for i in (
        *range(cue.at + 1, min(len(line) - 1, cue.at + 4)),
        *range(cue.at - 1, max(0, cue.at - 12), -1),
    ):
        if line.words[i] in STOPS:
            continue
        if line.words[i] in agents:
            return phrase_at(line, i + 1)
    return None
