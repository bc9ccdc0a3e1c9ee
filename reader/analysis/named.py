"""Who speaks by a preposition: *volgens X*, *according to X*, *X zufolge*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import first_speaker, phrase_at, stretch
from reader.analysis.contents import before_comma, content_end, rest_after
from reader.analysis.lines import QUOTED, Source
from reader.analysis.statements import OuterSource
from reader.analysis.titles import is_title
from reader.reading import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.language import Phrases
    from reader.analysis.lines import Line
    from reader.analysis.statements import Found, Statement

__all__ = ["match", "name_sources", "speaks"]

DASHES = frozenset(["–", "—", "―", "--", "-"])
JOINS = DASHES | {","}
SEPARATORS = DASHES | {".", "!", "?", ";", ":", "…", QUOTED}
CLAUSE_BREAKS = frozenset([";", ":", QUOTED])
MOST_ADJECTIVES = 3
NEAR = 8
MOST_BEFORE_FRAGMENT = 3
SHORTEST_NOUN = 5
FURTHEST_DESCRIPTION = 14


def name_sources(line: Line, found: Found) -> None:
    """The statements of all prepositions that name a source."""
    language = line.document.language
    naming = language.naming
    for k, word in enumerate(line.words):
        if word not in naming:
            continue
        if word in language.own_sources and (size := match(line, k, language.own_sources)):
            _own(line, k, k + size, found)
            continue
        if word in language.closing_sources and (size := match(line, k, language.closing_sources)):
            _closing(line, (k, k + size), found)
            continue
        size, source = 1, None
        if word in language.opening_sources and (size := match(line, k, language.opening_sources)):
            source = _named(line, k + size)
            opens = k == 0 or line.words[k - 1] in CLAUSE_BREAKS
            if source is None or not opens or line.words[source.last : source.last + 1] != [","]:
                continue
            _according(line, (k, k + size), source, found)
            continue
        if word in language.sources and (size := match(line, k, language.sources)):
            source = _named(line, k + size)
        elif word in language.noun_prepositions:
            source = _noun_source(line, k + 1)
        elif word in language.sources_after:
            source = _before(line, k)
        if source is not None:
            _according(line, (k, k + size), source, found)


def match(line: Line, k: int, phrases: Phrases) -> int:
    """The length of the phrase that starts at item `k`, else 0."""
    for phrase in phrases.get(line.words[k], ()):
        if tuple(line.words[k : k + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _according(line: Line, cue: tuple[int, int], source: Source, found: Found) -> None:
    """The statement around a source and its preposition, or the one that they report for another."""
    language = line.document.language
    first, last = min(cue[0], source.first), max(cue[1], source.last)
    if first and match(line, 0, language.backward) == first and not _words(line, last, len(line)):
        found.backward("demonstrative, then named source", cue, source)
        return
    left = first - 2 if first > 1 and line.words[first - 1] in JOINS else first - 1
    free = left >= 0 and line.words[left] == QUOTED and left not in found.owned
    if free and (left == 0 or not line.words[left - 1][0].isalnum()):
        goes_on = line.words[last : last + 1] == [QUOTED] and last not in found.owned
        found.marked("marks, then named source", cue, source, left, *([last] if goes_on else []))
        return
    start = first
    while start > 0 and not _breaks(line, start - 1):
        start -= 1
    subordinate = next(
        (
            i + 1
            for i in range(first - 2, start, -1)
            if line.words[i] == "," and _opens_subordinate(line, i + 1)
        ),
        -1,
    )
    start = max(start, subordinate)
    via = None
    outer = found.around(first)
    if outer is not None and outer.cue is not None and outer.cue[0] < first:
        start = max(start, outer.pieces[0][0] + (line.words[outer.pieces[0][0]] in language.complementisers))
        via = OuterSource(outer.cue, outer.source) if outer.source else None
        found.statements.remove(outer)
    last = _past_description(line, source.last, last, not _words(line, start, first))
    source = Source(source.first, max(source.last, last), source.mention) if first < source.first else source
    after = last + (line.words[last : last + 1] == [","])
    has_relative = after > last and after < len(line) and line.words[after] in language.relatives
    runs_on = after == last and not _opens(line, source.last, after) and not _words(line, start, first)
    if has_relative or runs_on:
        after = next((i + 1 for i in range(after, len(line)) if line.words[i] == ","), after)
    end = content_end(line, after)
    if subordinate >= 0 and line.words[subordinate] in language.relatives:
        end = next((i for i in range(after, end) if line.words[i] == ","), end)
    inner = _reported(found, start - 1, first) or _reported(found, after, end)
    if inner is not None:
        found.report(inner, OuterSource(cue, source))
        return
    comma = first > start and line.words[first - 1] == ","
    head = first - comma
    opened = _words(line, start, head)
    joined = head > start and line.words[head - 1] in language.conjunctions
    if opened and not joined and not comma and not speaks(line, source):
        return
    if opened and not joined:
        rest = [(last, end)] if end > last else []
        if comma:
            rest = rest_after(line, start, head, last)
        found.indirect("named source", cue, source, (start, head), *rest, via=via)
    elif end == after + 1 and line.words[after] == QUOTED:
        found.marked("named source, then marks", cue, source, after)
    elif not _opens(line, source.last, after):
        return
    elif line.words[end - 1 : end] == [QUOTED] and end - after <= MOST_BEFORE_FRAGMENT:
        found.marked("named source, then marks", cue, source, end - 1, kind=QuoteKind.MIXED)
    elif end - after > 1:
        found.indirect("named source", cue, source, (after, end), via=via)


def _past_description(line: Line, end: int, last: int, opens: bool) -> int:
    """The item after what describes a source that opens its clause, where a comma must close it.

    *D'après un rapport publié lundi, …*, *Pour Karin Smit, de l'université, …*
    """
    language = line.document.language
    if end != last or not opens or language.verb_second or last + 1 >= len(line):
        return last
    first = last + (line.words[last] == ",")
    word = line.words[first]
    if first > last:
        role = word[0].islower() and not line.is_capitalised(first) and not language.is_function_word(word)
        describes = word in language.links or (role and line.words[first + 1] in language.links)
    else:
        plain = word[0].isalpha() and not language.is_function_word(word)
        describes = plain and first not in line.starting and not line.is_capitalised(first)
    if not describes:
        return last
    for k in range(first, min(len(line) - 2, first + FURTHEST_DESCRIPTION)):
        word = line.words[k]
        if word == ",":
            return k
        if word in language.auxiliaries or word in language.complementisers or word in SEPARATORS:
            break
    return last


def _words(line: Line, first: int, last: int) -> bool:
    """Whether the items `[first, last)` hold a word that is no conjunction."""
    conjunctions = line.document.language.conjunctions
    return any(word[0].isalnum() and word not in conjunctions for word in line.words[first:last])


def _opens_subordinate(line: Line, k: int) -> bool:
    """Whether a relative or subordinate clause opens at item `k`."""
    language = line.document.language
    word = line.words[k]
    opens = word in language.relatives or word in language.subordinators or word in language.complementisers
    phrase = line.starting.get(k)
    return opens and (phrase is None or (phrase.mention is not None and phrase.mention.form == "pronoun"))


def _breaks(line: Line, k: int) -> bool:
    """Whether a clause ends at item `k`: a stop, or marks that are no fragment of it."""
    if line.words[k] == QUOTED:
        return k == 0 or not line.words[k - 1][0].isalnum()
    return line.words[k] in CLAUSE_BREAKS


def _opens(line: Line, k: int, after: int) -> bool:
    """Whether a clause can open at item `after`, right after a source that ends before item `k`."""
    language = line.document.language
    word = line.words[after] if after < len(line) else ""
    if word in language.relatives and word not in language.determiners:
        return False
    return after > k or language.verb_second or word not in language.prepositions


def speaks(line: Line, source: Source) -> bool:
    """Whether a source in the midst of a clause is someone or something that speaks."""
    language = line.document.language
    if source.mention is not None and (source.mention.kind is not None or source.mention.form == "pronoun"):
        return True
    words = line.words[source.first : source.last]
    return any(word in language.source_nouns or _is_compound(line, word) for word in words) or any(
        line.is_capitalised(k) for k in range(source.first, source.last)
    )


def _reported(found: Found, first: int, last: int) -> Statement | None:
    """The statement in items `[first, last)` that another source reports: it starts there or fills them."""
    for statement in found.statements:
        if statement.source is None or statement.via is not None or not statement.pieces:
            continue
        start = min(statement.source.first, statement.pieces[0][0])
        if first <= start < last and (start - first < NEAR or statement.marked):
            return statement
    return None


def _named(line: Line, k: int) -> Source | None:
    """The phrase at item `k` that a preposition such as *volgens* names, unless it is no speaker (*plan*)."""
    language = line.document.language
    word = line.words[k] if k < len(line) else ""
    if (
        k not in line.starting
        and word in language.pronouns
        and word in language.oblique | language.determiners
    ):
        return Source(k, k + 1)
    source = phrase_at(line, k)
    source = stretch(line, source) if source is not None else _bare(line, k)
    if source is None and line.words[k : k + 1] == [QUOTED] and is_title(line, line.passages[k]):
        source = Source(k, k + 1)
    if source is None:
        return None
    known = source.mention is not None and source.mention.kind is not None
    plain = not known and any(word in language.not_sources for word in line.words[k : source.last])
    return None if plain else source


def _bare(line: Line, k: int) -> Source | None:
    """Plain words from item `k` on that are no known phrase (*berekeningen van X*)."""
    language = line.document.language
    last = k
    mention = None
    while last < len(line):
        word = line.words[last]
        if last in line.starting and last > k:
            mention = line.starting[last].mention
            last = line.starting[last].last
            continue
        before = line.words[last - 1] if last > k else ""
        hangs = before in language.links or before in language.agents
        article = word in language.determiners and (hangs or word in language.genitives or last == k)
        joins = word in language.links or word in language.agents
        verb = word in language.verbs and not line.is_capitalised(last) and before not in language.determiners
        plain = word[0].isalnum() and not language.is_function_word(word) and not verb
        if not plain and not article and not (joins and last > k):
            break
        last += 1
    while last > k and language.is_function_word(line.words[last - 1]):
        last -= 1
    return Source(k, last, mention) if last > k else None


def _noun_source(line: Line, k: int) -> Source | None:
    """A phrase at item `k` whose noun names a source (*Angaben der Polizei*, *einem Bericht von X*)."""
    language = line.document.language
    if k > 1 and line.words[k - 2] in language.time_nouns:
        return None
    for noun in range(k, min(len(line), k + MOST_ADJECTIVES + 1)):
        word = line.words[noun]
        if word in language.source_nouns or (line.is_capitalised(noun) and _is_compound(line, word)):
            break
        plain = word[0].isalnum() and word not in language.prepositions
        if not plain or (language.nouns_capitalised and line.is_capitalised(noun)):
            return None
    else:
        return None
    last = noun + 1
    mention = None
    while last < len(line):
        start = last + 1 if line.words[last] in language.links and last not in line.starting else last
        hanging = line.starting.get(start) or _capitals(line, start, start > last)
        bound = (
            start > last
            or line.words[last] in language.genitives
            or line.words[last] not in language.determiners
        )
        if (
            hanging is None
            or not bound
            or not (line.is_capitalised(start) or start > last or line.words[start] in language.determiners)
        ):
            break
        mention, last = hanging.mention, hanging.last
    return Source(k, last, mention)


def _capitals(line: Line, k: int, linked: bool) -> Source | None:
    """The capitalised words from item `k` on, where a preposition links them to the noun before."""
    last = k
    while linked and last < len(line) and line.is_capitalised(last):
        last += 1
    return Source(k, last) if last > k else None


def _is_compound(line: Line, word: str) -> bool:
    """Whether a long word ends in a noun that names a source (*Polizeiangaben*)."""
    nouns = line.document.language.source_nouns
    return any(
        word.endswith(noun) and len(word) > len(noun) + 2 for noun in nouns if len(noun) >= SHORTEST_NOUN
    )


def _before(line: Line, k: int) -> Source | None:
    """The phrase that ends before item `k` (*dem Bericht* in *dem Bericht zufolge*)."""
    language = line.document.language
    start = k
    while start > 0 and k - start < NEAR:
        source = line.ending.get(start)
        if source is not None:
            start = source.first
            continue
        word = line.words[start - 1]
        if not word[0].isalnum() or word in language.auxiliaries or word in language.verbs:
            break
        if language.is_adverb(word) or word in language.pronouns - language.determiners:
            break
        lower = language.nouns_capitalised and not line.is_capitalised(start - 1)
        if lower and word not in language.determiners and not word.endswith(language.adjectives_end):
            break
        start -= 1
    covering = line.ending.get(k)
    return Source(start, k, covering.mention if covering is not None else None) if start < k else None


def _own(line: Line, k: int, after: int, found: Found) -> None:
    """*naar eigen zeggen*: the subject of the clause is the source."""
    cue = (k, after)
    source = first_speaker(line, 0, k) or first_speaker(line, after, len(line))
    if source is None:
        return
    end = content_end(line, after)
    pieces = [(after, end)] if end > after else []
    if k:
        pieces.insert(0, (0, k))
    found.indirect("own words", cue, source, *pieces)


def _closing(line: Line, cue: tuple[int, int], found: Found) -> None:
    """*aldus X*, *so X*: what stands before it is said by X."""
    k, after = cue
    source = phrase_at(line, after)
    if source is not None:
        source = stretch(line, source)
    elif k and after < len(line) and line.is_capitalised(after):
        source = _bare(line, after)
    if (
        source is None
        or (k == 0 and source.last < len(line) - 1)
        or (k and line.words[k - 1] not in JOINS | {QUOTED})
    ):
        return
    if source.last < len(line) and line.words[source.last] in line.document.language.auxiliaries:
        return
    if k == 0:
        found.backward("closing source", cue, source)
        return
    item = k - 1 if line.words[k - 1] == QUOTED else k - 2
    if item >= 0 and line.words[item] == QUOTED and (item == 0 or not line.words[item - 1][0].isalnum()):
        more = source.last + (line.words[source.last : source.last + 1] == [","])
        goes_on = line.words[more : more + 1] == [QUOTED] and more not in found.owned
        found.marked("marks, then closing source", cue, source, item, *([more] if goes_on else []))
        return
    start = before_comma(line, k if line.words[k - 1] in JOINS else k + 1)
    if start >= 0:
        last = k - 1 if line.words[k - 1] in JOINS else k
        found.indirect("clause, then closing source", cue, source, (start, last), *_rest(line, source.last))


def _rest(line: Line, k: int) -> list[tuple[int, int]]:
    """What goes on after a closing source and a comma, when it is more than what describes the source."""
    language = line.document.language
    if line.words[k : k + 1] != [","] or k + 1 >= len(line) or line.words[k + 1] in language.relatives:
        return []
    end = content_end(line, k + 1)
    return [(k + 1, end)] if end - k > NEAR or QUOTED in line.words[k + 1 : end] else []
