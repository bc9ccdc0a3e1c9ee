"""Statements to quotes: their offsets, kinds and speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.carried import LineStatements, carry
from reader.analysis.frames import read_line
from reader.analysis.incises import split_at_cues
from reader.analysis.lines import QUOTED, make_lines
from reader.article import Span
from reader.reading import How, Quote, QuoteKind, Via

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.actors import ActorIndex
    from reader.analysis.lines import Line, Source
    from reader.analysis.marks import Passage
    from reader.analysis.mentions import Mention
    from reader.analysis.statements import Statement
    from reader.analysis.tokens import Document
    from reader.article import Actor

__all__ = ["attribute"]


def attribute(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], actors: ActorIndex
) -> list[Quote]:
    """The quotes of a document in order of the text; their speakers are actors of the index."""
    split = split_at_cues(document, passages, mentions)
    lines = [LineStatements(line, _settle(read_line(line))) for line in make_lines(document, split, mentions)]
    carry(lines)
    quotes = [quote for each in lines for quote in _line_quotes(each, actors)]
    return sorted(quotes, key=lambda quote: (quote.start, -quote.end))


def _settle(statements: list[Statement]) -> list[Statement]:
    """Without the fragments that an infinitive claims inside the words of another statement."""
    return [
        statement
        for statement in statements
        if statement.finite
        or not statement.marked
        or not any(not other.marked and other.holds(statement.pieces[0][0]) for other in statements)
    ]


def _line_quotes(each: LineStatements, actors: ActorIndex) -> Iterator[Quote]:
    """The quotes of a line; a statement that holds a fragment in marks gives that as one more."""
    line = each.line
    owned = {first for statement in each.statements if statement.marked for first, _ in statement.pieces}
    for statement in each.statements:
        if not statement.pieces:
            continue
        if statement.marked:
            spans = tuple(_inside(line, first, statement.kind) for first, _ in statement.pieces)
        else:
            spans = tuple(line.span(first, last) for first, last in statement.pieces)
        yield _quote(line, statement, (*spans, *statement.more), statement.kind, actors)
        if statement.marked or statement.kind is QuoteKind.DIRECT:
            continue
        for item in sorted(line.passages):
            if line.words[item] == QUOTED and item not in owned and statement.holds(item):
                owned.add(item)
                span = _inside(line, item, QuoteKind.MIXED)
                yield _quote(line, statement, (span,), QuoteKind.MIXED, actors)


def _inside(line: Line, item: int, kind: QuoteKind) -> Span:
    """The words of a passage, without the comma (of a fragment also the full stop) that ends them."""
    passage = line.passages[item]
    tokens = line.document.tokens
    last = passage.last
    ends = (",", ".") if kind is QuoteKind.MIXED else (",",)
    if last - passage.first > 1 and tokens[last - 1].text in ends:
        last -= 1
    return Span(tokens[passage.first].start, tokens[last - 1].end)


def _quote(
    line: Line, statement: Statement, spans: tuple[Span, ...], kind: QuoteKind, actors: ActorIndex
) -> Quote:
    source, speaker, reason = _resolve(statement.source_line or line, statement.source, actors)
    via = None
    if statement.via is not None:
        outer, reporter, _ = _resolve(line, statement.via.source, actors)
        via = Via(outer, line.span(*statement.via.cue) if statement.via.cue else None, reporter)
    return Quote(
        spans,
        kind,
        cue=(statement.cue_line or line).span(*statement.cue) if statement.cue else None,
        source=source,
        speaker=speaker,
        how=How.NONE if source is None else How.CARRIED if statement.carried else How.CUED,
        via=via,
        rule=statement.rule,
        reason=reason,
    )


def _resolve(line: Line, source: Source | None, actors: ActorIndex) -> tuple[Span | None, Actor | None, str]:
    """The offsets of a source, the actor it refers to and why."""
    if source is None:
        return None, None, "nobody is named near it"
    span = line.span(source.first, source.last)
    if line.written(source.first)[0] == "-":  # a pronoun that is joined to its verb: *a-t-il*
        span = Span(span.end - len(line.words[source.last - 1]), span.end)
    speaker, reason = actors.resolve(source.mention or span, span.start)
    return span, speaker, reason
