"""What the frames find in a line: statements, and which passages have an owner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.reading import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.lines import Line, Source
    from reader.article import Span

__all__ = ["Found", "OuterSource", "Statement"]


@dataclass(frozen=True, slots=True)
class OuterSource:
    """A source that reports a statement of another, in items: its cue and who it is."""

    cue: tuple[int, int] | None
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, in items of its line.

    `pieces` are its words; `marked` says that each is a passage, of which only the words inside
    the marks count. A `backward` statement has no words of its own: it reports the line before. A
    `carried` one has no cue beside its source, which stands in `source_line`; one that is `sought`
    has a cue but no source, and takes that of the text before it. `cue_line` is where the cue of a
    statement stands that was found from a later line. `more` are further words of the
    same speech in later lines.
    """

    line: Line
    pieces: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    source: Source | None = None
    kind: QuoteKind = QuoteKind.INDIRECT
    marked: bool = False
    backward: bool = False
    sought: bool = False
    finite: bool = True
    carried: bool = False
    source_line: Line | None = None
    cue_line: Line | None = None
    more: tuple[Span, ...] = ()
    via: OuterSource | None = None

    @property
    def direct(self) -> bool:
        """Whether it is a whole utterance."""
        return self.kind is QuoteKind.DIRECT

    def holds(self, item: int) -> bool:
        """Whether `item` of its line is one of its words."""
        return any(first <= item < last for first, last in self.pieces)


@dataclass(slots=True)
class Found:
    """The statements of a line so far; `owned` are the items of the passages that have an owner."""

    line: Line
    statements: list[Statement] = field(default_factory=list)
    owned: set[int] = field(default_factory=set)

    def indirect(
        self,
        rule: str,
        cue: tuple[int, int],
        source: Source | None,
        *pieces: tuple[int, int],
        via: OuterSource | None = None,
        sought: bool = False,
        finite: bool = True,
    ) -> None:
        """Add a statement that is reported without marks."""
        self.statements.append(
            Statement(self.line, pieces, rule, cue, source, via=via, sought=sought, finite=finite)
        )

    def marked(
        self,
        rule: str,
        cue: tuple[int, int],
        source: Source | None,
        *items: int,
        kind: QuoteKind = QuoteKind.DIRECT,
        sought: bool = False,
        finite: bool = True,
    ) -> None:
        """Add a statement whose words are the passages at `items`, and own them."""
        pieces = tuple((item, item + 1) for item in items)
        self.owned.update(items)
        self.statements.append(
            Statement(self.line, pieces, rule, cue, source, kind, marked=True, sought=sought, finite=finite)
        )

    def backward(self, rule: str, cue: tuple[int, int], source: Source) -> None:
        """Add a statement that reports the line before."""
        self.statements.append(Statement(self.line, (), rule, cue, source, backward=True))

    def around(self, item: int) -> Statement | None:
        """The innermost statement without marks that holds `item`, else None."""
        holding = [each for each in self.statements if not each.marked and each.holds(item)]
        return max(holding, key=lambda each: each.pieces[0][0], default=None)

    def nest(self) -> None:
        """Say whose statement each other one stands in: *X says that Y promised that …*."""
        for k, inner in enumerate(self.statements):
            cue, source = inner.cue, inner.source
            if inner.via is not None or cue is None or source is None:
                continue
            outer = self.around(cue[0])
            if outer is inner or outer is None or outer.source is None or not outer.holds(source.first):
                continue
            if outer.cue is not None:
                self.statements[k] = replace(inner, via=OuterSource(outer.cue, outer.source))

    def report(self, statement: Statement, via: OuterSource) -> None:
        """Say that an outer source reports a statement."""
        index = self.statements.index(statement)
        self.statements[index] = replace(statement, via=via)
