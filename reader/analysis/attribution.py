"""Statements to quotes: their offsets, kinds and speakers, and the passages that no cue owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.carried import LineStatements, carry
from reader.analysis.frames import Statement, read_line
from reader.analysis.lines import QUOTED, make_lines
from reader.reading import How, Quote, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.actors import ActorIndex
    from reader.analysis.lines import Line
    from reader.analysis.marks import Passage
    from reader.analysis.mentions import Mention
    from reader.analysis.tokens import Document
    from reader.article import Span

__all__ = ["attribute"]


def attribute(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], actors: ActorIndex | None
) -> list[Quote]:
    """The quotes of a document in order of the text."""
    lines = [
        LineStatements(line, _settle(read_line(line))) for line in make_lines(document, passages, mentions)
    ]
    carry(lines)
    quotes: list[Quote] = []
    for each in lines:
        for statement in each.statements:
            quotes.extend(_quotes(each.line, statement, each.statements, actors))
    return sorted(quotes, key=lambda quote: (quote.start, -quote.end))


def _settle(statements: list[Statement]) -> list[Statement]:
    """Without the fragments that an infinitive claims inside the words of another statement."""
    indirect = [statement for statement in statements if not statement.marked]
    return [
        statement
        for statement in statements
        if not (
            statement.marked
            and not statement.finite
            and any(
                first <= statement.pieces[0][0] < last for other in indirect for first, last in other.pieces
            )
        )
    ]


def _has_owner(statements: Sequence[Statement], item: int) -> bool:
    return any(
        statement.marked and any(first == item for first, _ in statement.pieces) for statement in statements
    )


def _quotes(
    line: Line, statement: Statement, statements: Sequence[Statement], actors: ActorIndex | None
) -> Iterator[Quote]:
    if not statement.pieces:
        return
    spans = tuple(_piece(line, statement, first, last) for first, last in statement.pieces) + statement.more
    kind = QuoteKind.INDIRECT
    if statement.marked:
        kind = QuoteKind.DIRECT if statement.whole else QuoteKind.MIXED
    yield _quote(line, statement, spans, kind, actors)
    if not statement.marked:
        for first, last in statement.pieces:
            for item in range(first, last):
                if line.words[item] == QUOTED and not _has_owner(statements, item):
                    yield _quote(line, statement, (line.passages[item].span,), QuoteKind.MIXED, actors)


def _quote(
    line: Line, statement: Statement, spans: tuple[Span, ...], kind: QuoteKind, actors: ActorIndex | None
) -> Quote:
    source = statement.source
    source_span = (statement.source_line or line).span(source.first, source.last) if source else None
    speaker, reason = None, ""
    if actors is not None and source is not None and source_span is not None:
        speaker, reason = actors.resolve(source.mention or source_span, source_span.start)
    return Quote(
        spans,
        kind,
        cue=line.span(*statement.cue) if statement.cue else None,
        source=source_span,
        speaker=speaker,
        how=How.NONE if source is None else How.CARRIED if statement.carried else How.CUED,
        rule=statement.rule,
        reason=reason,
    )


def _piece(line: Line, statement: Statement, first: int, last: int) -> Span:
    if statement.marked:
        return line.passages[first].span
    return line.span(first, last)
