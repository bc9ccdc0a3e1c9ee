"""An article as HTML: its blocks, its marks, and what stands around its quotes as in the reader."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.article import BlockKind, MarkKind, Span
from reader.export.html_speakers import one_line
from reader.formats.markdown import CELL_SEPARATOR
from reader.layout.frames import FrameKind, say
from reader.layout.headline import dateline
from reader.layout.spans import Overlay
from reader.reading import QuoteKind
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.article import Block, Mark
    from reader.export.html_speakers import Speakers
    from reader.layout.frames import Frame
    from reader.reading import Quote, Reading

SCHEMES = ("http", "https", "mailto")
"""What a link may lead to; any other becomes plain text."""
DEEPEST = 32
"""How deep tags stand in each other in a text."""
_ENDLESS = 1_000_000
_TAGS = {MarkKind.EMPHASIS: "em", MarkKind.STRONG: "strong", MarkKind.CODE: "code"}


def article_markup(reading: Reading, speakers: Speakers) -> str:
    """The head of the article, and its blocks."""
    writer = _ArticleWriter(reading, speakers)
    return "\n".join((*_head(reading), *writer.blocks()))


def safe_address(target: str, base: str | None = None) -> str | None:
    """Where a link leads, as seen from the page at `base`; None where a browser should not follow it."""
    try:
        address = urljoin(base, target.strip()) if base else target.strip()
        return address if urlsplit(address).scheme.lower() in SCHEMES else None
    except ValueError:
        return None


def _head(reading: Reading) -> Iterator[str]:
    article, metadata = reading.article, reading.article.metadata
    yield '<header class="head">'
    yield f'<p class="dateline">{one_line(dateline(article))}</p>'
    yield f'<h1 dir="auto">{one_line(metadata.title or _("An article without a title"))}</h1>'
    if metadata.authors:
        by = _("by {authors}").format(authors=", ".join(metadata.authors))
        yield f'<p class="byline">{one_line(by)}</p>'
    if metadata.url and (address := safe_address(metadata.url)):
        yield (
            f'<p class="origin"><a href="{escape(address)}" rel="noopener noreferrer">'
            f"{one_line(urlsplit(address).hostname or address)}</a></p>"
        )
    notes = (*article.notes, *reading.analysis.notes)
    if notes:
        yield f'<div class="notes">{"".join(f"<p>{one_line(note)}</p>" for note in notes)}</div>'
    yield "</header>"


class _Layer(NamedTuple):
    """Tags around a stretch of text; `own` are attributes that only the first piece of it has."""

    span: Span
    opening: str
    closing: str
    own: str = ""


@dataclass(slots=True)
class _ArticleWriter:
    reading: Reading
    speakers: Speakers
    overlay: Overlay = field(init=False)
    numbers: dict[Quote, int] = field(init=False)
    begun: set[str] = field(default_factory=set)
    sections: int = 0

    def __post_init__(self) -> None:
        self.overlay = Overlay(self.reading.article, self.reading.analysis)
        self.numbers = {quote: number for number, quote in enumerate(self.reading.analysis.quotes, 1)}

    def blocks(self) -> Iterator[str]:
        """Every block, list items and rows of a table together with those beside them."""
        numbered = enumerate(self.reading.article.blocks)
        for kind, group in groupby(numbered, key=lambda one: one[1].kind):
            blocks = list(group)
            if kind is BlockKind.LIST_ITEM:
                yield f'<ul class="items">{"".join(self._item(*one) for one in blocks)}</ul>'
            elif kind is BlockKind.TABLE_ROW:
                yield from self._table(blocks)
            else:
                yield from (self._framed(number, self._block(block)) for number, block in blocks)

    def _framed(self, number: int, markup: str) -> str:
        """A block with its frame: who above it, how below it."""
        frame = self.overlay.frames.get(number)
        if frame is None:
            return markup
        words = say(frame, self.reading.article.text, _ENDLESS)
        who = "".join(
            one_line_kept(part.text)
            if part.speaker is None
            else f'<b class="{self.speakers.style(part.speaker)}">{one_line_kept(part.text)}</b>'
            for part in words.who
        )
        if frame.kind is FrameKind.PANEL:
            who = who.replace("❝", '<span class="sign" aria-hidden="true">❝</span>', 1)
        kind = "panel" if frame.kind is FrameKind.PANEL else "rule"
        return (
            f'<figure class="{kind} {self._frame_style(frame)}"><figcaption>{who}</figcaption>{markup}'
            f'<p class="how">{one_line(words.how)}</p></figure>'
        )

    def _frame_style(self, frame: Frame) -> str:
        return self.speakers.style(frame.speakers[0]) if len(frame.speakers) == 1 else "nobody"

    def _block(self, block: Block) -> str:
        words = self._inline(block.span)
        match block.kind:
            case BlockKind.HEADING:
                self.sections += 1
                tag = f"h{min(max(block.level, 2), 6)}"
                place = f'id="section-{self.sections}" data-section tabindex="-1"'
                return f'<{tag} class="block" {place} dir="auto">{words}</{tag}>'
            case BlockKind.PREFORMATTED:
                return f'<pre class="block" tabindex="0"><code>{words}</code></pre>'
            case BlockKind.BLOCK_QUOTE:
                return f'<blockquote class="block l{min(block.level, 3)}" dir="auto">{words}</blockquote>'
            case BlockKind.CAPTION:
                return f'<p class="block caption" tabindex="-1" dir="auto">{words}</p>'
            case _:
                return f'<p class="block" tabindex="-1" dir="auto">{words}</p>'

    def _item(self, number: int, block: Block) -> str:
        marker = f'<span class="marker">{escape(block.marker)}</span>' if block.marker else ""
        return f'<li class="l{min(block.level, 3)}">{marker}{self._framed(number, self._block(block))}</li>'

    def _table(self, rows: Sequence[tuple[int, Block]]) -> Iterator[str]:
        """Rows as tables; one with a quote stands alone, so that its frame has a place."""
        for has_frame, group in groupby(rows, key=lambda row: row[0] in self.overlay.frames):
            written = [(number, self._row(block.span)) for number, block in group]
            if has_frame:
                yield from (self._framed(number, _table_of([row])) for number, row in written)
            else:
                yield _table_of([row for _number, row in written])

    def _row(self, span: Span) -> str:
        text = self.reading.article.text
        cells = []
        start = span.start
        while (end := text.find(CELL_SEPARATOR, start, span.end)) >= 0:
            cells.append(Span(start, end))
            start = end + len(CELL_SEPARATOR)
        cells.append(Span(start, span.end))
        return "".join(f'<td dir="auto">{self._inline(cell)}</td>' for cell in cells)

    # Text

    def _inline(self, span: Span) -> str:
        """The text of `span` in the tags of all that lies over it."""
        return "".join(self._nested(span.start, span.end, _levels(self._layers(span))))

    def _layers(self, span: Span) -> list[_Layer]:
        """What lies over `span`, the outermost first."""
        marks = [mark for _span, mark in self.overlay.marks.over(span.start, span.end)]
        quotes = sorted(self.overlay.quotes.over(span.start, span.end), key=lambda one: -len(one[0]))
        layers = [layer for mark in marks if (layer := self._link(mark))]
        layers += (self._quote(words, quote) for words, quote in quotes)
        for where, actor in self.overlay.mentions.over(span.start, span.end):
            layers.append(_Layer(where, f'<span class="actor {self.speakers.style(actor)}"', "</span>"))
        for mark in sorted(marks, key=lambda mark: -len(mark.span)):
            if tag := _TAGS.get(mark.kind):
                layers.append(_Layer(mark.span, f"<{tag}", f"</{tag}>"))
        return layers

    def _link(self, mark: Mark) -> _Layer | None:
        if mark.kind is not MarkKind.LINK:
            return None
        address = safe_address(mark.target, self.reading.article.metadata.url)
        if address is None:
            return None
        return _Layer(mark.span, f'<a href="{escape(address)}" rel="noopener noreferrer"', "</a>")

    def _quote(self, span: Span, quote: Quote) -> _Layer:
        kind = "told" if quote.kind is QuoteKind.INDIRECT else "said"
        number = self.numbers[quote]
        opening = f'<span class="{kind} {self.speakers.style(quote.speaker)}" data-quote="{number}"'
        own = f' id="q{number}" tabindex="-1"' if span == quote.spans[0] else ""
        return _Layer(span, opening, "</span>", own)

    def _nested(self, start: int, end: int, levels: Sequence[_Level]) -> Iterator[str]:
        if not levels:
            yield escape(self.reading.article.text[start:end])
            return
        level, inner = levels[0], levels[1:]
        for layer in level.over(start, end):
            first, last = max(start, layer.span.start), min(end, layer.span.end)
            if start < first:
                yield from self._nested(start, first, inner)
            own = layer.own if layer.own not in self.begun else ""
            self.begun.add(layer.own)
            yield f"{layer.opening}{own}>"
            yield from self._nested(first, last, inner)
            yield layer.closing
            start = last
        if start < end:
            yield from self._nested(start, end, inner)


@dataclass(slots=True)
class _Level:
    """Layers that do not overlap, in order of the text."""

    layers: list[_Layer] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def over(self, start: int, end: int) -> list[_Layer]:
        """Those over `[start, end)`."""
        first = bisect_right(self.starts, start)
        if first and self.layers[first - 1].span.end > start:
            first -= 1
        return self.layers[first : bisect_left(self.starts, end)]

    def add(self, layer: _Layer) -> None:
        at = bisect_left(self.starts, layer.span.start)
        self.layers.insert(at, layer)
        self.starts.insert(at, layer.span.start)


def _levels(layers: Iterable[_Layer]) -> list[_Level]:
    """Layers in levels, each inside those before it; what is more than `DEEPEST` deep is left out."""
    levels: list[_Level] = []
    for layer in layers:
        span = layer.span
        if span.start >= span.end:
            continue
        below = (n for n in reversed(range(len(levels))) if levels[n].over(span.start, span.end))
        depth = next(below, -1) + 1
        if depth == DEEPEST:
            continue
        if depth == len(levels):
            levels.append(_Level())
        levels[depth].add(layer)
    return levels


def one_line_kept(text: str) -> str:
    """`text` escaped, its line ends blanks, the blanks around it as they are."""
    return escape(text.replace("\n", " "))


def _table_of(rows: Sequence[str]) -> str:
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="table block" tabindex="-1"><table><tbody>{lines}</tbody></table></div>'
