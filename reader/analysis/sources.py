"""Who stands by a cue: the subject of a reporting verb, the phrase after *volgens*.

There is no parser. Order tells: in a subject-first language the subject ends where the verb
group begins; in a verb-second language it stands on one side of the finite verb; in a
subordinate clause it is the first noun phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.lines import QUOTED, Source
from reader.analysis.titles import is_title

if TYPE_CHECKING:
    from reader.analysis.cues import Cue
    from reader.analysis.lines import Line

__all__ = ["STOPS", "first_phrase", "phrase_at", "region_start", "skip_light", "stretch", "subject"]

STOPS = frozenset([".", "!", "?", ";", ":", QUOTED, "…", "–", "—", "―", "--", "(", "["])
CLOSES_PHRASE = frozenset([",", ".", ";", ":", "!", "?", "–", "—", "―", "--", ")", QUOTED, "("])
DASHES = frozenset(["–", "—", "―", "--", "-"])
FURTHEST = 60
LONGEST_BARE = 4


def subject(line: Line, cue: Cue) -> Source | None:
    """Who speaks by a reporting verb, else None."""
    source = _subject(line, cue)
    if source is None or not _agrees(line, cue, source) or _is_doubtful(line, cue, source):
        return None
    return source


def _is_doubtful(line: Line, cue: Cue, source: Source) -> bool:
    """Whether a form that is as often a noun lacks the clear subject right before it that makes it a verb."""
    mention = source.mention
    before = line.words[max(0, source.first - 2) : source.first]
    if QUOTED in before and before[-1:] in ([QUOTED], [","]):
        return False
    unknown = mention is not None and mention.kind is None and mention.form == "description"
    if unknown and cue.can("name") and not cue.can("say"):
        return True
    if line.words[cue.at] not in line.document.language.ambiguous:
        return False
    if cue.form == "gerund":
        return line.words[cue.first - 1 : cue.first] != [","]
    if cue.form != "finite":
        return False
    if source.first > cue.at:
        return mention is None or line.words[cue.first - 1 : cue.first] not in ([","], [QUOTED])
    if mention is None or not (mention.form == "pronoun" or mention.kind is not None):
        return True
    return _before_light(line, cue.first) not in line.ending


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


def _subject(line: Line, cue: Cue) -> Source | None:
    if cue.passive:
        return _agent(line, cue)
    if cue.form in ("gerund", "infinitive") and cue.finite == cue.at:
        beside = line.ending.get(cue.first) if cue.form == "gerund" else None
        known = beside is not None and beside.mention is not None and beside.mention.kind is not None
        if beside is not None and known and _can_speak(line, beside):
            return _widen(line, beside)
        return _earlier_subject(line, cue.first)
    if line.document.language.verb_second:
        return _subject_verb_second(line, cue)
    return _subject_first(line, cue)


def phrase_at(line: Line, k: int) -> Source | None:
    """The noun phrase that starts at item `k` and can speak, with what hangs on it."""
    source = line.starting.get(k) or _unknown_phrase(line, k)
    if source is None or not _can_speak(line, source):
        return None
    last = source.last
    links = line.document.language.links
    while last + 1 < len(line) and line.words[last] in links and last + 1 in line.starting:
        last = line.starting[last + 1].last
    return Source(k, last, source.mention)


def _unknown_phrase(line: Line, k: int) -> Source | None:
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
        if not line.words[i][0].isalpha() or language.is_function_word(line.words[i]):
            break
    return None


def stretch(line: Line, source: Source) -> Source:
    """The phrase with the plain words after it, when they end at a stop: *the RealClear* … *average*."""
    language = line.document.language
    last = source.last
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


def _subject_verb_second(line: Line, cue: Cue) -> Source | None:
    language = line.document.language
    finite = cue.finite
    start = region_start(line, finite)
    opener = line.words[start - 1] if start else ""
    after = _after(line, finite + 1)
    if start == finite == 1 and opener in language.never_speakers:
        return after
    if opener in language.subordinators or opener in language.complementisers:
        return first_phrase(line, start, finite) or _relative(line, start - 1) or after
    first = start
    while first < finite and first not in line.starting and _is_light(line, first):
        first += 1
    if first < finite:
        if opener == "," and line.words[first] in language.relatives and _ends_clause(line, cue.last):
            return first_phrase(line, first + 1, finite) or _relative(line, first)
        before = None if _is_governed(line, first) else phrase_at(line, first)
        if before is not None and (after is None or _leads(line, before, after)):
            return _up_to(line, before, finite)
        return after or first_phrase(line, first, finite)
    if opener == ",":
        apposed = _before_apposition(line, start - 1)
        if apposed is not None and (after is None or not _closes(line, after.last)):
            return apposed
    shares = opener in language.coordinators and cue.can("demand")
    if after is not None and not (shares and line.words[after.first] not in language.subject_pronouns):
        return after
    return _title_after(line, finite + 1) or (_earlier_subject(line, start - 1) if start else None)


def _title_after(line: Line, k: int) -> Source | None:
    """A name in marks right after the verb: *schrieb „Die Zeit“*."""
    if line.words[k : k + 1] == [QUOTED] and is_title(line, line.passages[k]) and _ends_clause(line, k + 1):
        return Source(k, k + 1)
    return None


def _leads(line: Line, before: Source, after: Source) -> bool:
    """Whether the phrase before the finite verb is its subject, not the one after it."""
    if line.words[after.first] in line.document.language.subject_pronouns:
        return False
    known = after.mention is not None and after.mention.kind is not None
    doubtful = before.mention is None or (before.mention.kind is None and before.mention.form != "pronoun")
    return not (known and doubtful)


def _up_to(line: Line, source: Source, k: int) -> Source:
    """A phrase whose plain words run on to item `k`: *das staatliche* … *Fernsehen*."""
    language = line.document.language
    if source.last >= k or any(
        line.words[i] in language.prepositions or not line.words[i][0].isalnum()
        for i in range(source.last, k)
    ):
        return source
    ending = line.ending.get(k)
    return Source(source.first, k, ending.mention if ending is not None else source.mention)


def _ends_clause(line: Line, k: int) -> bool:
    return k >= len(line) or line.words[k] in CLOSES_PHRASE


def _subject_first(line: Line, cue: Cue) -> Source | None:
    language = line.document.language
    if cue.finite < cue.at:
        inside = line.starting.get(cue.finite + 1) or _unknown_phrase(line, cue.finite + 1)
        if inside is not None and inside.last <= cue.at and _can_speak(line, inside):
            return inside
    start = region_start(line, cue.first)
    opener = line.words[start - 1] if start else ""
    first = start
    while first < cue.first and first not in line.starting and _is_light(line, first):
        first += 1
    if first < cue.first:
        found = first_phrase(line, first, cue.first)
        if found is not None and not _has_verb(line, found.last, cue.first):
            end = _before_light(line, cue.first)
            return Source(found.first, end, found.mention) if found.last < end else found
        nearest = line.ending.get(_before_light(line, cue.first))
        if nearest is not None and _can_speak(line, nearest):
            return nearest
        if found is not None:
            return found
        return _bare(line, first, cue.first)
    inverted = _after(line, cue.last)
    if opener in language.relatives:
        return _relative(line, start - 1)
    if start == 0 or opener == QUOTED:
        return inverted or (_earlier_subject(line, start - 1) if start else None)
    if opener in (",", ")", "–", "—", "―", "--"):
        apposed = _before_apposition(line, start - 1)
        leads = apposed is not None and region_start(line, apposed.first) == apposed.first
        if inverted is not None and not leads and not (apposed and cue.can("tell")):
            at = line.words[inverted.last] if inverted.last < len(line) else "."
            if at in CLOSES_PHRASE or (apposed is None and _closes(line, inverted.last)):
                return inverted
        return apposed or inverted or _earlier_subject(line, start - 1)
    return _earlier_subject(line, start - 1)


def _bare(line: Line, first: int, last: int) -> Source | None:
    """A short subject that is no known noun phrase (*campaign aides*): its last word must be a noun."""
    language = line.document.language
    while last > first and _is_light(line, last - 1):
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
    """The noun phrase right after a verb, past adverbs and reflexives."""
    source = phrase_at(line, k) or phrase_at(line, skip_light(line, k))
    if source is None and line.words[k : k + 1] == [","]:
        closing = next((i for i in range(k + 2, min(len(line), k + 6)) if line.words[i] == ","), k)
        source = phrase_at(line, closing + 1) if closing > k else None
    return stretch(line, source) if source is not None else None


def _is_light(line: Line, k: int) -> bool:
    language = line.document.language
    word = line.words[k]
    return (
        language.is_adverb(word)
        or word in language.conjunctions
        or word in language.auxiliaries
        or word in language.time_nouns
        or word in language.between
    )


def _before_light(line: Line, k: int) -> int:
    while k > 0 and k not in line.ending and _is_light(line, k - 1):
        k -= 1
    return k


def first_phrase(line: Line, first: int, last: int) -> Source | None:
    """The first noun phrase in `[first, last)` that can speak and that no preposition governs."""
    k = first
    while k < last:
        source = line.starting.get(k)
        if source is None:
            k += 1
            continue
        if not _is_governed(line, k) and _can_speak(line, source) and source.last <= last:
            return phrase_at(line, k)
        k = source.last
    return None


def _earlier_subject(line: Line, k: int) -> Source | None:
    """The subject of the clauses before item `k` since the last stop.

    It is the last phrase that opens a clause and is no apposition, else the first phrase of all.
    """
    language = line.document.language
    start = k
    found: Source | None = None
    while start > 0 and k - start < FURTHEST:
        word = line.words[start - 1]
        if word in STOPS and word != "(":
            break
        if word in language.complementisers or (
            word in language.relatives and start - 1 not in line.starting
        ):
            break
        if found is None and word == "," and start in line.starting and start - 1 not in line.ending:
            found = first_phrase(line, start, k)
        start -= 1
    first = first_phrase(line, start, k)
    return first if found is None or (first is not None and first.first == start) else found


def _relative(line: Line, k: int) -> Source | None:
    """The relative pronoun at item `k`, which stands for who speaks."""
    if line.words[k] not in line.document.language.relatives:
        return None
    return line.starting.get(k) or Source(k, k + 1)


def _before_apposition(line: Line, comma: int) -> Source | None:
    """The noun phrase whose apposition or relative clause the comma (or bracket) at `comma` closes."""
    source = line.ending.get(comma)
    if source is not None and "," in line.words[source.first : source.last] and _can_speak(line, source):
        return source
    for i in range(comma - 1, max(0, comma - FURTHEST), -1):
        word = line.words[i]
        if word == "(" or (word == line.words[comma] and word != ")"):
            source = line.ending.get(i) or _name_before(line, i)
            if source is None or not _can_speak(line, source) or line.words[i + 1] in CLOSES_PHRASE:
                continue
            source = _widen(line, source)
            if not _is_governed(line, source.first):
                return source
        elif word in STOPS and word != QUOTED and word not in DASHES:
            break
    return None


def _name_before(line: Line, i: int) -> Source | None:
    """A capitalised word that opens the line before item `i`: a name, for what follows describes it."""
    if i != 1 or not line.is_capitalised(0) or line.document.language.is_function_word(line.words[0]):
        return None
    return Source(0, 1)


def _is_governed(line: Line, k: int) -> bool:
    """Whether the phrase at item `k` is no subject: a preposition stands before it, or its case shows."""
    language = line.document.language
    word = line.words[k]
    if word in language.oblique:
        return True
    before = line.words[k - 1] if k else ""
    if word in language.genitives and before[:1].isalpha() and line.is_capitalised(k - 1) and k > 1:
        return True
    return before in language.prepositions and before not in language.conjunctions


def _widen(line: Line, source: Source) -> Source:
    """The phrase that the one of `source` hangs on by a preposition (*the mayor of Ghent*), else itself."""
    language = line.document.language
    while source.first >= 2 and line.words[source.first - 1] in language.prepositions:
        outer = line.ending.get(source.first - 1)
        if outer is None or not _can_speak(line, outer):
            break
        source = Source(outer.first, source.last, outer.mention)
    return source


def _can_speak(line: Line, source: Source) -> bool:
    language = line.document.language
    if source.last - source.first == 1 and line.words[source.first] in language.never_speakers:
        return False
    mention = source.mention
    return (
        mention is None
        or mention.kind is not None
        or line.document.words[mention.head] not in language.time_nouns
    )


def _has_verb(line: Line, first: int, last: int) -> bool:
    language = line.document.language
    return any(line.words[k] in language.auxiliaries for k in range(first, last)) and last - first > 1


def _closes(line: Line, k: int) -> bool:
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
