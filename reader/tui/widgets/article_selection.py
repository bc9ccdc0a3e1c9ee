"""Selecting text with the mouse: Textual's selections as spans of the article, and how they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from reader.article import Article, Span
from reader.layout.painting import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD_BEFORE = re.compile(r"[\w'’-]+\Z")
_WORD_AFTER = re.compile(r"[\w'’-]+")


def selected_span(selection: Selection, length: int) -> Span:
    """The part of a text of `length` characters that is selected."""
    start, end = selection
    first = min(place_of(*start), length) if start is not None else 0
    return Span(first, max(first, min(place_of(*end), length)) if end is not None else length)


def selection_of(span: Span) -> Selection:
    """The selection of a part of the text."""
    return Selection(Offset(0, span.start), Offset(0, span.end))


def word_at(article: Article, offset: int) -> Span:
    """The word at `offset`; empty where there is none."""
    block = block_at(article, offset)
    before = _WORD_BEFORE.search(article.text, block.start, offset)
    after = _WORD_AFTER.match(article.text, offset, block.end)
    return Span(before.start() if before else offset, after.end() if after else offset)


def block_at(article: Article, offset: int) -> Span:
    """The characters of the block at `offset`."""
    block = article.block_at(offset)
    return block.span if block is not None else Span(0, len(article.text))


def mark_selected(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """`strip` with `style` over its cells `[start, end)`."""
    marked = []
    left = 0
    for segment in strip:
        for part in _split(segment, (start - left, end - left)):
            if start <= left < end:
                marked.append(Segment(part.text, (part.style or Style()) + style))
            else:
                marked.append(part)
            left += part.cell_length
    return Strip(marked, strip.cell_length)


def _split(segment: Segment, cuts: tuple[int, int]) -> Iterator[Segment]:
    """The parts of `segment` between `cuts`, in cells; each still knows its place in the text."""
    done = 0
    for cut in cuts:
        if done < cut < done + segment.cell_length:
            before, segment = segment.split_cells(cut - done)
            yield before
            segment = _moved_on(segment, len(before.text))
            done = cut
    yield segment


def _moved_on(segment: Segment, characters: int) -> Segment:
    style = segment.style or Style()
    place = style.meta.get("offset")
    if place is None:
        return segment
    x, y = place
    return Segment(segment.text, style + Style.from_meta({"offset": (x + characters, y)}))
