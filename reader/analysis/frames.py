"""Cue + source + content: the statements of one line.

Each function is one frame. They read a `Line` and return `Statement`s; none knows a word of
any language.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.analysis.contents import before_comma, content_end, object_after, skip_adjuncts
from reader.analysis.cues import Cue, find_cues
from reader.analysis.lines import QUOTED, Source
from reader.analysis.sources import phrase_at, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.language import Phrases
    from reader.analysis.lines import Line
    from reader.article import Span

__all__ = ["Statement", "read_line"]

DASHES = frozenset(["–", "—", "--", "-"])
JOINS = DASHES | {","}
SEPARATORS = DASHES | {".", "!", "?", ";", ":", "…", QUOTED}
NEAR = 3
NEAR_COLON = 4


@dataclass(frozen=True, slots=True)
class Via:
    """An outer source that reports a statement, in items: its cue and the source."""

    cue: tuple[int, int]
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, in items of its line.

    `pieces` are its words; `marked` says that they are passages, whose whole item counts. `whole`
    is a passage that stands by itself, not a fragment in a sentence. An empty `pieces` with
    `backward` reports the line before. A `carried` one has no cue; `source_line` is where its source stands.
    `more` are further words of the same speech in later lines.
    """

    line: Line
    pieces: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    source: Source | None = None
    marked: bool = False
    whole: bool = False
    backward: bool = False
    finite: bool = True
    carried: bool = False
    source_line: Line | None = None
    more: tuple[Span, ...] = ()
    via: Via | None = None


@dataclass(slots=True)
class _Found:
    """The statements of a line so far, and which passages have an owner."""

    line: Line
    statements: list[Statement] = field(default_factory=list)
    owned: set[int] = field(default_factory=set)

    def report(self, first: int, last: int, via: Via) -> None:
        """Say that an outer source reports the passages in `[first, last)`."""
        for number, statement in enumerate(self.statements):
            if statement.marked and any(first <= item < last for item, _ in statement.pieces):
                self.statements[number] = replace(statement, via=via)

    def add(self, statement: Statement) -> None:
        self.statements.append(statement)
        if statement.marked:
            self.owned.update(first for first, _ in statement.pieces)


def read_line(line: Line) -> list[Statement]:
    """Every statement of a line that a cue shows."""
    if not line.document.language.supported:
        return []
    found = _Found(line)
    cues = find_cues(line)
    for cue in cues:
        _read_cue(line, cue, found)
    _named_sources(line, found)
    _named_by_colon(line, found)
    return found.statements


def _read_cue(line: Line, cue: Cue, found: _Found) -> None:
    source = subject(line, cue)
    if source is None:
        return
    cue_items = (cue.at, cue.at + 1)
    first = min(cue.first, source.first if source.last <= cue.at else cue.first)
    last = max(cue.last, source.last if source.first > cue.at else cue.last)
    if source.last <= first:
        first = source.first
    reported = object_after(line, cue, last)
    left = first - 1
    if left >= 0 and line.words[left] in JOINS:
        left -= 1
    marks_left = left >= 0 and line.words[left] == QUOTED and left not in found.owned

    def add(rule: str, *pieces: tuple[int, int], marked: bool = False, whole: bool = False) -> None:
        found.add(
            Statement(line, pieces, rule, cue_items, source, marked, whole, finite=cue.form == "finite")
        )

    if marks_left and (left == 0 or not line.words[left - 1][0].isalnum()):
        pieces = [(left, left + 1)]
        if reported is not None and reported.mode == "marks":
            pieces.append((reported.start, reported.start + 1))
        add("marks, then cue and source", *pieces, marked=True, whole=True)
        return
    if left > 0 and line.words[left] == QUOTED and left not in found.owned and cue.can("say"):
        start = before_comma(line, left + 2)
        if reported is None and start >= 0 and _is_near(cue, source):
            add("clause, then cue and source", (start, left + 1))
            found.owned.add(left)
            return
    if reported is not None and reported.mode == "marks":
        whole = line.words[reported.start - 1] in (":", ",") or cue.can("say")
        if reported.start not in found.owned:
            add("cue, then marks", (reported.start, reported.start + 1), marked=True, whole=whole)
        return
    if source.last - source.first == 1 and line.words[source.first] in line.document.language.addressees:
        return
    speaks = cue.can("say") or cue.can("think") or (cue.can("demand") and reported is not None)
    if not speaks:
        return
    if cue.form == "gerund" and (reported is None or reported.mode == "bare"):
        if not first or (
            line.words[first - 1] != "," and line.words[first - 1] not in line.document.language.coordinators
        ):
            return
    if reported is not None and reported.mode == "colon" and reported.start - last > NEAR_COLON:
        return
    if reported is not None:
        end = content_end(line, reported.start)
        if end - reported.start >= 2:
            add(f"cue and {reported.mode} clause", (reported.start, end))
        return
    if first > 1 and line.words[first - 1] == "," and cue.form != "infinitive" and _is_near(cue, source):
        k = skip_adjuncts(line, last)
        start = before_comma(line, first)
        if (
            start >= 0
            and not _takes_object(line, last)
            and (k >= len(line) or not line.words[k][0].isalnum())
        ):
            add("clause, then cue and source", (start, first - 1), *_after_break(line, start, first - 1, k))


def _is_near(cue: Cue, source: Source) -> bool:
    """Whether nothing but a few words stand between a cue and its source."""
    return source.first - cue.last < NEAR if source.first >= cue.last else cue.first - source.last < NEAR


def _after_break(line: Line, start: int, end: int, k: int) -> list[tuple[int, int]]:
    """The rest of a clause `[start, end)` that a cue interrupts up to item `k`: *the deal, he said, is dead*.

    A clause that is whole before the cue goes on only with a conjunction.
    """
    language = line.document.language
    if k + 2 >= len(line) or line.words[k] != ",":
        return []
    word = line.words[k + 1]
    whole = any(each in language.auxiliaries for each in line.words[start:end])
    if whole and not (word in language.conjunctions or word in language.complementisers):
        return []
    last = content_end(line, k + 1)
    return [(k + 1, last)] if last > k + 1 else []


def _takes_object(line: Line, last: int) -> bool:
    """Whether what follows a cue belongs to it (*spoke of*, *decided to*), so that it ends no clause."""
    language = line.document.language
    if last >= len(line):
        return False
    word = line.words[last]
    return word in language.links or word in language.infinitive_marks and last not in line.starting


def _named_sources(line: Line, found: _Found) -> None:
    """*volgens X*, *according to X*, *aldus X*, *X zufolge*."""
    language = line.document.language
    for k in range(len(line)):
        size = _match(line, k, language.sources)
        if size:
            _according(line, k, k + size, found)
            continue
        size = _match(line, k, language.closing_sources)
        if size:
            for statement in _closing(line, k, k + size):
                found.add(statement)


def _match(line: Line, k: int, phrases: Phrases) -> int:
    """The length of the phrase that starts at item `k`, else 0."""
    for phrase in phrases.get(line.words[k], ()):
        if tuple(line.words[k : k + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _according(line: Line, k: int, after: int, found: _Found) -> None:
    """The statement around the named source `[k, after)` + noun phrase."""
    language = line.document.language
    source = _named_source(line, after)
    if source is None:
        return
    cue = (k, after)
    item = k - 2 if k > 1 and line.words[k - 1] in JOINS else k - 1
    if item >= 0 and line.words[item] == QUOTED and item not in found.owned:
        found.add(Statement(line, ((item, item + 1),), "marks, then named source", cue, source, True, True))
        return
    start = k
    while start > 0 and line.words[start - 1] not in (";", ":", QUOTED):
        start -= 1
    if any(i in found.owned for i in range(start - 1, k)):
        found.report(start - 1, k, Via(cue, source))
        return
    last = source.last + (line.words[source.last : source.last + 1] == [","])
    end = content_end(line, last)
    before = [
        i
        for i in range(start, k)
        if line.words[i][0].isalnum() and line.words[i] not in language.conjunctions
    ]
    comma = k > 0 and line.words[k - 1] == ","
    joined = k > 1 and line.words[k - 1 - comma] in language.conjunctions
    if before and not joined:
        head = k - 1 if comma else k
        rest = _after_break(line, start, head, source.last) if comma else [(last, end)] if end > last else []
        found.add(Statement(line, ((start, head), *rest), "named source", cue, source))
    elif end == last + 1 and line.words[last] == QUOTED:
        found.add(Statement(line, ((last, end),), "named source, then marks", cue, source, True, True))
    elif end - last > 1:
        found.add(Statement(line, ((last, end),), "named source", cue, source))


def _named_source(line: Line, k: int) -> Source | None:
    """The phrase at item `k`, to the last word before a stop or a function word."""
    language = line.document.language
    source = phrase_at(line, k)
    if source is None:
        return None
    last = source.last
    while last < len(line) and not language.verb_second:
        word = line.words[last]
        if not word[0].isalnum() or language.is_function_word(word) or word in language.verbs:
            break
        last += 1
    if any(word in language.not_sources for word in line.words[k:last]):
        return None
    return Source(k, last, source.mention)


def _named_by_colon(line: Line, found: _Found) -> None:
    """`X: "…"` and `"…" – X`: a phrase that names who speaks, and no verb."""
    for item in line.passages:
        if item in found.owned:
            continue
        if item > 1 and line.words[item - 1] == ":":
            start = item - 1
            while start > 0 and line.words[start - 1] not in SEPARATORS:
                start -= 1
            source = phrase_at(line, start) or _name_at(line, start, item - 1)
            if source is not None and _reaches(line, source.last, item - 1):
                cue = (item - 1, item)
                found.add(
                    Statement(line, ((item, item + 1),), "source, colon, marks", cue, source, True, True)
                )
        elif item + 2 < len(line) and line.words[item + 1] in DASHES:
            source = phrase_at(line, item + 2) or _name_at(line, item + 2, len(line))
            if (
                source is not None
                and _reaches(line, source.last, len(line))
                and (item == 0 or item in (1, 2))
            ):
                cue = (item + 1, item + 2)
                found.add(
                    Statement(line, ((item, item + 1),), "marks, dash, source", cue, source, True, True)
                )


def _name_at(line: Line, first: int, last: int) -> Source | None:
    """The items `[first, last)` as a source when they are one or two capitalised words."""
    if 0 < last - first <= 2 and all(line.is_capitalised(k) for k in range(first, last)):
        return Source(first, last)
    return None


def _reaches(line: Line, k: int, last: int) -> bool:
    """Whether only brackets, an apposition or a full stop stand from item `k` to `last`."""
    return k >= last or line.words[k] in (",", "(", ".")


def _closing(line: Line, k: int, after: int) -> Iterator[Statement]:
    source = phrase_at(line, after)
    if source is None:
        return
    if k == 0:
        yield Statement(line, (), "closing source", (k, after), source, backward=True)
        return
    item = k - 1
    if line.words[item] in JOINS:
        item -= 1
    if item < 0:
        return
    if line.words[item] == QUOTED and (item == 0 or not line.words[item - 1][0].isalnum()):
        yield Statement(
            line, ((item, item + 1),), "marks, then closing source", (k, after), source, True, True
        )
    elif item < k - 1:
        start = before_comma(line, k)
        if start >= 0:
            yield Statement(line, ((start, k - 1),), "clause, then closing source", (k, after), source)
