"""Passages that no cue owns: whether they are speech, and whose, from the text around them.

A passage that stands alone takes the speaker of the line before it, else of the one after. A
fragment in a sentence takes the subject of that sentence. These are inferences, and the quotes
say so: they are `carried`, never `cued`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.candidates import first_phrase, first_speaker
from reader.analysis.contents import content_end
from reader.analysis.cues import find_cues
from reader.analysis.lines import QUOTED, Source
from reader.analysis.sources import subject
from reader.analysis.statements import Statement
from reader.analysis.titles import LONGEST_TITLE, is_nickname, is_title, length, names_a_work
from reader.article import ActorKind
from reader.reading import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

from reader.analysis.lines import Line

__all__ = ["LineStatements", "carry"]

LEAST_FRAGMENT = 2
LEAST_SINGLE = 4
LEAST_UNNAMED = 5
FURTHEST_BACK = 4
LEAST_MOOD = 3
MOOD = "mood of reported speech"


@dataclass(eq=False, slots=True)
class LineStatements:
    """A line with its statements."""

    line: Line
    statements: list[Statement]
    more: LineStatements | None = None
    """The line whose speech goes on in this one."""
    more_mood: LineStatements | None = None
    """The line whose reported words go on in this one."""

    def owns(self, item: int) -> bool:
        """Whether a statement holds the passage at `item`."""
        return any(first <= item < last for each in self.statements for first, last in each.pieces)


def carry(lines: Sequence[LineStatements]) -> None:
    """Complete the statements of lines from the lines around them, in place.

    Statements without a source take one, those that point backward take the line before, passages
    without an owner and sentences in the mood of reported speech become statements.
    """
    for number, each in enumerate(lines):
        for k, statement in enumerate(each.statements):
            if statement.sought:
                each.statements[k] = _with_source(lines, number, statement)
        _look_back(lines, number)
        _carry_mood(lines, number)
        _add_passages(lines, number)


def _with_source(lines: Sequence[LineStatements], number: int, statement: Statement) -> Statement:
    """A statement whose cue has no source beside it, with that of the text before it."""
    line, source, _ = _speaker_around(lines, number)
    return replace(statement, source=source, source_line=line, carried=True, sought=False)


def _look_back(lines: Sequence[LineStatements], number: int) -> None:
    """Give the line before to a statement that points at it (*Dat zei X*)."""
    each = lines[number]
    pointing = [statement for statement in each.statements if statement.backward]
    if not pointing or not number:
        return
    before = lines[number - 1]
    if (
        before.line.paragraph < each.line.paragraph - 1
        or before.line.document.paragraphs[before.line.paragraph].heading
    ):
        return
    cued = [statement for statement in before.statements if not statement.carried]
    if cued:
        return
    statement = pointing[0]
    passages = [item for item in sorted(before.line.passages) if _is_alone(before.line, item)]
    if passages:
        pieces = tuple((item, item + 1) for item in passages)
    else:
        end = content_end(before.line, 0)
        pieces = ((0, end),) if end > 1 else ()
    if pieces:
        before.statements[:] = [
            replace(
                statement,
                line=before.line,
                pieces=pieces,
                kind=QuoteKind.DIRECT if passages else QuoteKind.INDIRECT,
                marked=bool(passages),
                backward=False,
                source_line=each.line,
                cue_line=each.line,
            )
        ]


def _add_passages(lines: Sequence[LineStatements], number: int) -> None:
    """Add the statements of passages that no cue owns."""
    each = lines[number]
    line = each.line
    for item in sorted(line.passages):
        if each.owns(item):
            continue
        if not _is_alone(line, item):
            if _is_speech(line, item):
                source_line, source = _subject_near(lines, number, item)
                whole = item > 0 and line.words[item - 1] == ":"
                if source is not None or whole or length(line, item) >= LEAST_UNNAMED:
                    _add(each, item, source_line, source, "fragment in a sentence", whole=whole)
        elif _is_headline(line, item) or _goes_on(lines, number, item):
            continue
        elif not _is_introduced(lines, number, item):
            _add(each, item, *_speaker_around(lines, number), whole=True)


def _is_introduced(lines: Sequence[LineStatements], number: int, item: int) -> bool:
    """Add the passage at `item` to the cue that the line before ends with: *He said:*."""
    before = lines[number - 1].line if number else None
    if before is None or before.words[-1] != ":" or item != min(lines[number].line.passages):
        return False
    for cue in reversed(find_cues(before)):
        source = subject(before, cue)
        if source is not None:
            statement = Statement(
                lines[number].line,
                ((item, item + 1),),
                "cue, colon, marks in the next line",
                cue.items,
                source,
                QuoteKind.DIRECT,
                marked=True,
                source_line=before,
                cue_line=before,
            )
            lines[number].statements.append(statement)
            return True
    return False


def _carry_mood(lines: Sequence[LineStatements], number: int) -> None:
    """A sentence in the mood of reported speech goes on with the statement of the line before."""
    each = lines[number]
    language = each.line.document.language
    if not number or not language.moods or each.statements:
        return
    before = lines[number - 1]
    carrying = before.more_mood or before
    if before.line.paragraph < each.line.paragraph - 1 or not _is_reported(each.line):
        return
    if not carrying.statements:
        _carry_from_subject(before, each)
        return
    last = carrying.statements[-1]
    words = each.line.words
    chain = before.more_mood or (before if last.rule == MOOD else None)
    moods = language.moods | language.subjunctives if last.rule == MOOD else language.moods
    if last.source is None or not any(word in moods for word in words):
        return
    end = content_end(each.line, 0)
    if end > LEAST_MOOD and chain is not None:
        last = chain.statements[-1]
        chain.statements[-1] = replace(last, more=(*last.more, each.line.span(0, end)))
        each.more_mood = chain
    elif end > LEAST_MOOD:
        source_line = last.source_line or last.line
        each.statements.append(
            Statement(each.line, ((0, end),), MOOD, source=last.source, carried=True, source_line=source_line)
        )


def _is_reported(line: Line) -> bool:
    """Whether a verb of the line stands in the mood of reported speech."""
    language = line.document.language
    end = line.words.index(",") if "," in line.words else len(line)
    return any(
        word in language.moods or word in language.subjunctives for word in line.words[:end]
    ) and not any(word in language.writers for word in line.words)


def _carry_from_subject(before: LineStatements, each: LineStatements) -> None:
    """A sentence in that mood after one without a statement: its subject speaks."""
    source = first_speaker(before.line, 0, len(before.line))
    end = content_end(each.line, 0)
    main = each.line.words[: each.line.words.index(",")] if "," in each.line.words else each.line.words
    strong = any(word in each.line.document.language.moods for word in main)
    if source is not None and strong and end > LEAST_MOOD and before.line.paragraph == each.line.paragraph:
        each.statements.append(
            Statement(each.line, ((0, end),), MOOD, source=source, carried=True, source_line=before.line)
        )


def _goes_on(lines: Sequence[LineStatements], number: int, item: int) -> bool:
    """Add the passage at `item` to the speech that ends right before it, if there is one.

    So goes `"…", said X. "…"` in one paragraph, and a speech that is opened again in the next.
    """
    line = lines[number].line
    passage = line.passages[item]
    if not number or item != min(line.passages):
        return False
    before = lines[number - 1].more or lines[number - 1]
    if lines[number - 1].line.paragraph != line.paragraph and not passage.continues:
        return False
    for k in range(len(before.statements) - 1, -1, -1):
        statement = before.statements[k]
        if statement.marked and statement.direct and (not statement.carried or passage.continues):
            before.statements[k] = replace(statement, more=(*statement.more, passage.span))
            lines[number].more = before
            return True
    return False


def _add(
    each: LineStatements, item: int, line: Line, source: Source | None, rule: str, *, whole: bool
) -> None:
    each.statements.append(
        Statement(
            each.line,
            ((item, item + 1),),
            rule,
            None,
            source,
            QuoteKind.DIRECT if whole else QuoteKind.MIXED,
            marked=True,
            carried=True,
            source_line=line,
        )
    )


def _is_alone(line: Line, item: int) -> bool:
    """Whether a line holds nothing but passages and stops before and after this one."""
    return not any(word[0].isalnum() for word in line.words if word != QUOTED) and length(line, item) > 1


def _speaker_around(lines: Sequence[LineStatements], number: int) -> tuple[Line, Source | None, str]:
    """The line and source that a passage alone in line `number` takes its speaker from.

    The nearest statement before it in its paragraph, a person who is the subject of the line right
    before, the cued passage right after, the paragraph before: in this order.
    """
    line = lines[number].line
    paragraph = line.paragraph
    doubtful: tuple[Line, Source] | None = None
    for k in range(number - 1, max(-1, number - 1 - FURTHEST_BACK), -1):
        before = lines[k]
        if before.line.paragraph != paragraph:
            break
        found = _source_of((before.more or before).statements)
        if found is not None:
            return (*found, "speaker of the line before")
        if k == number - 1:
            person = first_speaker(before.line, 0, len(before.line))
            if person is not None and _is_person(person):
                return before.line, person, "subject of the line before"
            doubtful = (before.line, person) if person is not None else None
    if number + 1 < len(lines) and lines[number + 1].line.paragraph == paragraph:
        for statement in lines[number + 1].statements:
            if statement.marked and statement.source is not None and not statement.carried:
                return statement.line, statement.source, "speaker of the line after"
    for k in range(number - 1, max(-1, number - 1 - FURTHEST_BACK), -1):
        before = lines[k]
        if before.line.paragraph < paragraph - 1:
            break
        found = _source_of((before.more or before).statements)
        if found is not None:
            return (*found, "speaker of the paragraph before")
    if doubtful is not None:
        return (*doubtful, "subject of the line before")
    return line, None, "marks without a speaker"


def _is_person(source: Source) -> bool:
    mention = source.mention
    return mention is not None and (
        mention.form == "pronoun" or mention.kind in (ActorKind.PERSON, ActorKind.GROUP)
    )


def _source_of(statements: Sequence[Statement]) -> tuple[Line, Source] | None:
    """The source of the last of a line's statements, one in marks first, never a relative pronoun."""
    marked = [each for each in statements if each.marked]
    unmarked = [each for each in statements if not each.marked]
    for statement in (*reversed(marked), *reversed(unmarked)):
        line = statement.source_line or statement.line
        source = statement.source
        if source is not None and line.words[source.first] not in line.document.language.relatives:
            return line, source
    return None


def _subject_near(lines: Sequence[LineStatements], number: int, item: int) -> tuple[Line, Source | None]:
    """The subject of the sentence around the fragment at `item`, else who spoke before it."""
    line = lines[number].line
    chain = lines[number].more_mood
    if chain is not None and chain.statements[-1].source is not None:
        return chain.statements[-1].source_line or chain.line, chain.statements[-1].source
    source = (
        first_speaker(line, 0, item) or _thing_before(line, item) or first_speaker(line, item + 1, len(line))
    )
    if source is None and number and lines[number - 1].line.paragraph >= line.paragraph - 1:
        return _source_of(lines[number - 1].statements) or (line, None)
    return line, source


def _thing_before(line: Line, item: int) -> Source | None:
    """The first phrase before the fragment at `item`, which is not its title and stands in its clause."""
    source = first_phrase(line, 0, item)
    if source is None or source.last == item:
        return None
    between = line.words[source.last : item]
    return None if any(word in line.document.language.complementisers for word in between) else source


def _is_speech(line: Line, item: int) -> bool:
    """Whether a fragment without a cue is someone's words, not a title, a term or a nickname."""
    passage = line.passages[item]
    size = length(line, item)
    if size < (LEAST_SINGLE if passage.single else LEAST_FRAGMENT):
        return False
    return not (
        names_a_work(line, item)
        or _is_term(line, item)
        or is_nickname(line, item)
        or (size <= LONGEST_TITLE and is_title(line, passage))
    )


def _is_headline(line: Line, item: int) -> bool:
    """Whether a short passage that is a paragraph by itself is a heading in title case."""
    paragraph = line.document.paragraphs[line.paragraph]
    passage = line.passages[item]
    alone = passage.outer_first == paragraph.first and passage.outer_last >= paragraph.last - 1
    return alone and length(line, item) <= LONGEST_TITLE and is_title(line, passage)


def _is_term(line: Line, item: int) -> bool:
    """Whether a fragment stands between an article and a noun, as a term does: *the "living" wage*."""
    language = line.document.language
    if not item or item + 1 >= len(line) or line.words[item - 1] not in language.determiners:
        return False
    after = line.words[item + 1]
    return after[0].isalpha() and not language.is_function_word(after) and after not in language.verbs
