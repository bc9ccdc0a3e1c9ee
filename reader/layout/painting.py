"""Rows of a layout become segments: text in its styles, and Rich panels around quotes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.box import HEAVY, ROUNDED
from rich.cells import cell_len
from rich.panel import Panel
from rich.segment import Segment, SegmentLines
from rich.style import Style
from rich.text import Text

from reader.article import BlockKind, MarkKind, Span
from reader.layout.cells import HYPHEN, NOT_SINGLE, clusters, fit, pieces
from reader.layout.frames import FrameKind
from reader.layout.headline import LineKind
from reader.layout.page import GUTTER
from reader.layout.styles import TERMINAL_STYLES, Highlights, PageStyles
from reader.layout.wrapping import is_hyphenated
from reader.reading import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from reader.article import Actor
    from reader.layout.cells import Piece
    from reader.layout.frames import Frame, FrameWords
    from reader.layout.page import Layout, Placed
    from reader.reading import Quote

Row = list[Segment]

_NAME = Style(underline=True)
_NAME_IN_HAND = Style(reverse=True, bold=True)

HEADING_BAR = "▌"
INDIRECT_RULE = "┆"
INDIRECT_RULE_IN_HAND = "┇"
QUOTE_BAR = "▎"
_UNCOUNTED = -(1 << 40)
_QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›"


class _Layer(NamedTuple):
    """A style over a stretch of text; of two, the later in a list lies on top."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True, eq=False)
class Painter:
    """Paints the rows of one layout.

    `hits`, in order of the text, and `current_hit` are what a search found; `quote` and
    `actor` are in hand. With `offsets`, every segment carries where in the
    text it stands, as `place_of` explains. `hyperlink` gives the address that the terminal itself
    may open for a link's target, or "" for none.
    """

    layout: Layout
    styles: PageStyles = TERMINAL_STYLES
    highlights: Highlights = Highlights.ALL
    hits: tuple[Span, ...] = ()
    current_hit: Span | None = None
    quote: Quote | None = None
    actor: Actor | None = None
    offsets: bool = False
    hyperlink: Callable[[str], str] | None = None

    def headline(self) -> list[Row]:
        """The rows above the text."""
        styles = {
            LineKind.TITLE: self.styles.title,
            LineKind.NOTE: self.styles.accent,
        }
        rows = [
            self._line([Segment(line.text, self._over(styles.get(line.kind, self.styles.muted)))])
            for line in self.layout.headline
        ]
        return [self._pinned(row, number) for number, row in enumerate(rows)] if self.offsets else rows

    def block(self, index: int, console: Console, first: int = 0, last: int | None = None) -> list[Row]:
        """The rows of the block at `index`, from its row `first` up to `last`; row 0 is its gap.

        Each is exactly as wide as the layout. `console` says what the terminal can draw.
        """
        placed = self.layout.placed[index]
        last = placed.height if last is None else min(last, placed.height)
        rows = [self._line([]) for _ in range(first, min(last, placed.gap))]
        above, below = placed.above, placed.above + len(placed.starts)
        numbers = range(max(first, above) - above, max(0, min(last, below) - above))
        texts = self._text_rows(placed, numbers)
        frame = placed.frame
        if frame is None:
            mark = self._heading_mark(placed)
            rows += [self._line(row, mark) for row in texts]
        else:
            has_top, has_bottom = first <= placed.gap < last, first <= below < last
            draw = self._panel if frame.kind is FrameKind.PANEL else self._ruled
            framed = draw(index, frame, console, numbers, texts)
            rows += framed[0 if has_top else 1 : None if has_bottom or frame.rows_below == 0 else -1]
        if self.offsets:
            top = self.layout.tops[index] + first
            return [self._pinned(row, top + number) for number, row in enumerate(rows)]
        return rows

    def _line(self, content: Row, mark: Segment | None = None) -> Row:
        """A whole row: its left gutter with a mark, its content, blank up to the right edge."""
        text = self.styles.text
        gutter = mark or Segment(" " * GUTTER, text)
        used = GUTTER + sum(cell_len(segment.text) for segment in content)
        return [gutter, *content, Segment(" " * (self.layout.width - used), text)]

    def _over(self, *styles: Style) -> Style:
        return sum(styles, self.styles.text)

    # Frames

    def _border_style(self, frame: Frame) -> Style:
        speakers = frame.speakers
        return self.styles.of_actor(speakers[0]) if len(speakers) == 1 else self.styles.border

    def _who(self, words_of_frame: FrameWords) -> Text:
        text = Text(no_wrap=True, end="")
        for words in words_of_frame.who:
            if words.speaker is None:
                text.append(words.text, self._over(self.styles.muted))
            else:
                style = self.styles.of_actor(words.speaker) + Style(bold=True)
                text.append(words.text, self._over(style))
        return text

    def _is_in_hand(self, frame: Frame) -> bool:
        return self.quote is not None and self.quote in frame.quotes

    def _panel(
        self, index: int, frame: Frame, console: Console, numbers: range, texts: list[Row]
    ) -> list[Row]:
        words = self.layout.frame_words(index)
        is_in_hand = self._is_in_hand(frame)
        border = self._over(self._border_style(frame))
        panel = Panel(
            SegmentLines(texts, new_lines=True),
            box=HEAVY if is_in_hand else ROUNDED,
            title=self._who(words),
            title_align="left",
            subtitle=Text(words.how, self._over(self.styles.muted)),
            subtitle_align="right",
            style=self.styles.text,
            border_style=border,
            padding=(0, GUTTER - 1),
            width=self.layout.width,
        )
        options = console.options.update(width=self.layout.width, height=None, highlight=False)
        rows = console.render_lines(panel, options, pad=False)
        if not texts:
            del rows[1:-1]
        rule = Segment(INDIRECT_RULE_IN_HAND if is_in_hand else INDIRECT_RULE, border)
        for row, number in zip(rows[1:], numbers, strict=False):
            if self._holds_indirect(self.layout.placed[index], number):
                row[0] = rule
        return rows

    def _ruled(
        self, index: int, frame: Frame, console: Console, numbers: range, texts: list[Row]
    ) -> list[Row]:
        words = self.layout.frame_words(index)
        rule = INDIRECT_RULE_IN_HAND if self._is_in_hand(frame) else INDIRECT_RULE
        mark = Segment(rule.ljust(GUTTER), self._over(self._border_style(frame)))
        label = self._who(words)
        space = self.layout.text_width - cell_len(label.plain) - cell_len(words.how)
        label.append(" " * space, self.styles.text).append(words.how, self._over(self.styles.muted))
        return [self._line(row, mark) for row in (list(label.render(console)), *texts)]

    def _holds_indirect(self, placed: Placed, number: int) -> bool:
        over = self.layout.overlay.quotes.over(placed.starts[number], placed.row_end(number))
        return any(quote.kind is QuoteKind.INDIRECT for _, quote in over)

    # Text

    def _heading_mark(self, placed: Placed) -> Segment | None:
        if placed.block.kind is BlockKind.HEADING and placed.block.level <= 2:
            return Segment(HEADING_BAR.ljust(GUTTER), self._over(self.styles.accent))
        return None

    def _indent(self, placed: Placed, number: int) -> Row:
        """What stands in the cells before a row's text: a list item's marker, a quoted block's bar."""
        block, indent = placed.block, placed.indent
        if not indent:
            return []
        shown = ""
        if block.kind is BlockKind.LIST_ITEM and block.marker and number == 0:
            shown = (block.marker + " ").rjust(indent)
        elif block.kind is BlockKind.BLOCK_QUOTE:
            shown = (QUOTE_BAR + " ") * (indent // 2)
        shown = fit(shown, indent)
        return [Segment(shown + " " * (indent - cell_len(shown)), self._over(self.styles.muted))]

    def _text_rows(self, placed: Placed, numbers: range) -> list[Row]:
        if not numbers:
            return []
        start, end = placed.starts[numbers[0]], placed.row_end(numbers[-1])
        layers = list(self._layers(start, end))
        base = self._over(self.styles.of_block(placed.block.kind))
        rows = [[*self._indent(placed, n), *self._text_row(placed, n, base, layers)] for n in numbers]
        if placed.keeps_space:
            return [self._filled(row, base) for row in rows]
        return rows

    def _filled(self, row: Row, style: Style) -> Row:
        """`row` with `style` up to its right edge, so that the rows of a block make one ground."""
        used = sum(cell_len(segment.text) for segment in row)
        return [*row, Segment(" " * (self.layout.text_width - used), style)]

    def _text_row(self, placed: Placed, number: int, base: Style, layers: list[_Layer]) -> Row:
        text = self.layout.article.text
        span = placed.visible_span(text, number)
        over = [layer for layer in layers if layer.start < span.end and layer.end > span.start]
        cuts = {span.start, span.end}
        for layer in over:
            cuts.update((max(layer.start, span.start), min(layer.end, span.end)))
        edges = sorted(cuts if len(cuts) == 2 else self._between_clusters(cuts, span))
        row: Row = []
        for start, end in pairwise(edges):
            style = sum((layer.style for layer in over if layer.start < end and layer.end > start), base)
            if NOT_SINGLE.search(text, start, end) is None and "\n" not in text[start:end]:
                row.append(self._segment(text[start:end], style, start))
            else:
                row += [self._piece(piece, style) for piece in pieces(text, start, end)]
        row_end = placed.row_end(number)
        if not placed.keeps_space and is_hyphenated(text, span.start, row_end, placed.block.span.end):
            row.append(Segment(HYPHEN, base))
        return row

    def _between_clusters(self, cuts: set[int], row: Span) -> set[int]:
        """The ends of `row`, and `cuts` moved to where a character as the eye sees it begins."""
        text = self.layout.article.text
        if NOT_SINGLE.search(text, row.start, row.end) is None:
            return cuts
        starts = [cluster.start for cluster in clusters(text, row.start, row.end)]
        return {row.start, row.end, *(starts[bisect_right(starts, cut) - 1] for cut in cuts if cut < row.end)}

    def _piece(self, piece: Piece, style: Style) -> Segment:
        if self.offsets and not piece.is_verbatim:
            return Segment(piece.text, style + _pin(piece.start))
        return self._segment(piece.text, style, piece.start)

    def _segment(self, text: str, style: Style, offset: int) -> Segment:
        return Segment(text, style + _at(offset) if self.offsets else style)

    def _layers(self, start: int, end: int) -> Iterator[_Layer]:
        """Every style over `[start, end)`, the one that must be seen last."""
        styles = self.styles
        for span, mark in self.layout.overlay.marks.over(start, end):
            style = styles.of_mark(mark.kind)
            if mark.kind is MarkKind.LINK and self.hyperlink is not None:
                style += Style(link=self.hyperlink(mark.target) or None)
            yield _Layer(span.start, span.end, style)
        if self.highlights.has_quotes:
            for span, quote in self.layout.overlay.quotes.over(start, end):
                is_marked = quote.kind is not QuoteKind.INDIRECT
                shown = self._with_marks(span) if is_marked else span
                yield _Layer(shown.start, shown.end, styles.quoted if is_marked else styles.indirect)
        if self.quote is not None:
            is_marked = self.quote.kind is not QuoteKind.INDIRECT
            for span in self.quote.spans:
                shown = self._with_marks(span) if is_marked else span
                yield _Layer(shown.start, shown.end, styles.in_hand)
        if self.highlights.has_actors or self.actor is not None:
            for span, actor in self.layout.overlay.mentions.over(start, end):
                if self.highlights.has_actors:
                    yield _Layer(span.start, span.end, styles.of_actor(actor) + _NAME)
                if actor == self.actor:
                    yield _Layer(span.start, span.end, _NAME_IN_HAND)
        for span in self._hits_over(start, end):
            is_current = span == self.current_hit
            yield _Layer(span.start, span.end, styles.current_hit if is_current else styles.hit)

    def _with_marks(self, span: Span) -> Span:
        """`span` with the quotation marks that stand right around it."""
        text = self.layout.article.text
        has_opening = span.start > 0 and text[span.start - 1] in _QUOTATION_MARKS
        has_closing = span.end < len(text) and text[span.end] in _QUOTATION_MARKS
        return Span(span.start - has_opening, span.end + has_closing)

    def _hits_over(self, start: int, end: int) -> Iterator[Span]:
        first = bisect_right(self.hits, start, key=attrgetter("end"))
        return takewhile(lambda span: span.start < end, islice(self.hits, first, None))

    # Places

    def _pinned(self, row: Row, number: int) -> Row:
        """The `row` at `number` with its other segments at the nearest end of its text."""
        span = self.layout.span_of_row(number)
        at = span.start if span else self.layout.offset_at(number, 0)
        pinned: Row = []
        for segment in row:
            style = segment.style or Style()
            if "offset" in style.meta:
                at = span.end if span else at
            else:
                segment = Segment(segment.text, style + _pin(at))
            pinned.append(segment)
        return pinned


def place_of(x: int, y: int) -> int:
    """The offset in the text that a segment's `offset` (x, y) stands for, `x` counted on in characters.

    Textual's selection sorts places by y, then x, and adds to x the characters
    to the left of the pointer in a segment. So y is where a segment begins in the text
    and x counts from there; x is far below zero where nothing must be counted.
    """
    return y + max(0, x)


def _at(offset: int) -> Style:
    return Style.from_meta({"offset": (0, offset)})


def _pin(offset: int) -> Style:
    return Style.from_meta({"offset": (_UNCOUNTED, offset)})
