"""An element tree -> drafts: blocks and the marks inside them.

It reads two vocabularies at once: HTML, and the simpler one that trafilatura makes of it
(`head`, `hi`, `ref`, `quote`, `list`, `item`, `row`, `cell`, `lb`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.article import BlockKind, Mark, MarkKind, Span
from reader.formats.cleaning import clean, clean_line
from reader.formats.draft import Draft
from reader.formats.markdown import BULLET, CELL_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # An lxml element; lxml has no types of its own.
    Element = Any


class Role(Enum):
    """What a part of a page is to its reader."""

    TEXT = "text"
    LEAD = "lead"
    CAPTION = "caption"
    FURNITURE = "furniture"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a page, and the role of the part of the page that it stands in."""

    draft: Draft
    role: Role


LONGEST_TARGET = 2000

_INLINE = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
_RENDITIONS = {"#b": MarkKind.STRONG, "#i": MarkKind.EMPHASIS, "#t": MarkKind.CODE}
_HEADING = re.compile(r"h[1-6]")
_QUOTES = frozenset({"quote", "blockquote"})
_LISTS = frozenset({"list", "ul", "ol", "dl", "menu"})
_ITEMS = frozenset({"item", "li", "dd", "dt"})
_BREAKS = frozenset({"lb", "br"})
_ROWS = frozenset({"row", "tr"})
_CELLS = frozenset({"cell", "td", "th"})
_PARAGRAPH = re.compile(
    "address|article|aside|body|center|details|dialog|div|fieldset|figcaption|figure|footer|form|header|hr|main|nav"
    "|p|section|summary|table|tbody|tfoot|thead"
)
_WITHOUT_TEXT = re.compile(
    "applet|audio|button|canvas|datalist|embed|head|iframe|input|math|noscript|object|option|script|select|source"
    "|style|svg|template|textarea|title|video"
)
_BLANKS = re.compile(r"\s+")
_FINAL_BLANKS = re.compile(r" *\n *")


def read_blocks(root: Element, role_of: Callable[[Element], Role | None] | None = None) -> list[Passage]:
    """The blocks under `root`, in order.

    `role_of` says the role of an element, where it begins another one than its parent's.
    """
    writer = _Writer(role_of)
    writer.walk(root)
    writer.flush()
    return writer.passages


class _Writer:
    """Collects text and marks until a block is complete."""

    def __init__(self, role_of: Callable[[Element], Role | None] | None) -> None:
        self.passages: list[Passage] = []
        self._role_of = role_of
        self._role = Role.TEXT
        self._containers: list[BlockKind] = []
        self._heading = 0
        self._marker = ""
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, str, int]] = []

    def walk(self, element: Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or _has_no_text(element, tag):
            return
        outer = self._role
        if self._role_of is not None and outer is not Role.FURNITURE:
            self._role = self._role_of(element) or outer
        if self._role is not Role.HIDDEN:
            self._enter(element, tag)
        self._role = outer

    def _enter(self, element: Element, tag: str) -> None:
        if tag in _BREAKS:
            self._text("\n", literal=True)
        elif (mark := self._mark_of(element, tag)) is not None:
            self._open.append((*mark, self._length))
            self._children(element)
            kind, target, start = self._open.pop()
            self._close(kind, target, start)
        elif tag == "head" or _HEADING.fullmatch(tag):
            level = element.get("rend", "h2") if tag == "head" else tag
            self._block(element, heading=int(level[1]) if _HEADING.fullmatch(level) else 2)
        elif tag in _QUOTES:
            # trafilatura makes a quote of <q> too, which is a part of its sentence.
            if self._length and self._containers[-1:] != [BlockKind.BLOCK_QUOTE] and tag == "quote":
                self._children(element)
            else:
                self._block(element, BlockKind.BLOCK_QUOTE)
        elif tag in _LISTS:
            self._list(element)
        elif tag in _ROWS:
            self._row(element)
        elif tag == "pre" or (tag == "code" and not self._length and "\n" in "".join(element.itertext())):
            self._preformatted(element)
        elif _PARAGRAPH.fullmatch(tag) or tag in _ITEMS or tag in _CELLS:
            self._block(element)
        else:
            if self._role is Role.CAPTION:
                self._text(" ")  # credits stand in an element of their own, set apart by style alone
            self._children(element)

    def _children(self, element: Element) -> None:
        self._text(element.text)
        for child in element:
            self.walk(child)
            self._text(child.tail)

    def _block(self, element: Element, container: BlockKind | None = None, heading: int = 0) -> None:
        self.flush()
        outer, self._heading = self._heading, heading or self._heading
        if container is not None:
            self._containers.append(container)
        self._children(element)
        self.flush()
        if container is not None:
            self._containers.pop()
        self._heading = outer

    def _list(self, element: Element) -> None:
        self.flush()
        is_ordered = element.tag == "ol" or element.get("rend") == "ol"
        number = 1
        for child in element:
            if child.tag in _ITEMS:
                self._marker = f"{number}." if is_ordered else BULLET
                number += 1
                self._containers.append(BlockKind.LIST_ITEM)
                self.walk(child)
                self._containers.pop()
                self._marker = ""
            else:
                self.walk(child)
            if child.tail and child.tail.strip():
                self._text(child.tail)
                self.flush()

    def _row(self, element: Element) -> None:
        cells = [child for child in element if child.tag in _CELLS]
        if any(_is_layout(cell) for cell in cells):
            self._block(element)
            return
        self.flush()
        text = ""
        marks: list[Mark] = []
        for number, cell in enumerate(cells):
            if number:
                text += CELL_SEPARATOR
            start = len(text)
            for passage in read_blocks(cell, self._role_of):
                if len(text) > start:
                    text += " "
                marks += _moved(passage.draft.marks, len(text))
                text += passage.draft.text.replace("\n", " ")
            if (cell.tag == "th" or cell.get("role") == "head") and len(text) > start:
                marks.append(Mark(Span(start, len(text)), MarkKind.STRONG))
        if text.replace(CELL_SEPARATOR, "").strip(" |"):
            self.passages.append(Passage(Draft(text, BlockKind.TABLE_ROW, marks=tuple(marks)), self._role))

    def _preformatted(self, element: Element) -> None:
        self.flush()
        for line_break in element.iter(*_BREAKS):
            line_break.tail = "\n" + (line_break.tail or "")
        text = clean("".join(element.itertext())).expandtabs(4).strip("\n")
        if text.strip():
            self.passages.append(Passage(Draft(text, BlockKind.PREFORMATTED), self._role))

    def _mark_of(self, element: Element, tag: str) -> tuple[MarkKind, str] | None:
        if tag == "hi":
            kind = _RENDITIONS.get(element.get("rend", ""))
            return None if kind is None else (kind, "")
        if tag in ("a", "ref"):
            target = link_target(element.get("href") or element.get("target") or "")
            return (MarkKind.LINK, target) if target else None
        if tag == "code" and element.find("*") is None and "\n" in (element.text or ""):
            return None
        return (_INLINE[tag], "") if tag in _INLINE else None

    def _text(self, text: str | None, *, literal: bool = False) -> None:
        if not text:
            return
        words = text if literal else _BLANKS.sub(" ", clean(text))
        if self._pieces:
            if self._pieces[-1][-1] in " \n" and not literal:
                words = words.lstrip(" ")
        else:
            words = words.lstrip(" \n")
        if words:
            self._pieces.append(words)
            self._length += len(words)

    def _close(self, kind: MarkKind, target: str, start: int) -> None:
        if start < self._length:
            self._marks.append(Mark(Span(start, self._length), kind, target))

    def flush(self) -> None:
        """End the block that is being collected."""
        text = "".join(self._pieces)
        if text.strip():
            for kind, target, start in self._open:
                self._close(kind, target, start)
            self.passages.append(Passage(self._draft(text), self._role))
            self._marker = ""
        self._open = [(kind, target, 0) for kind, target, _start in self._open]
        self._pieces, self._length, self._marks = [], 0, []

    def _draft(self, text: str) -> Draft:
        marks = tuple(_trimmed(mark, text) for mark in self._marks)
        if not unicodedata.is_normalized("NFC", text):
            # A combining mark stood first in its element: the text changes, offsets no longer hold.
            text, marks = clean(text), ()
        if self._heading and not self._containers:
            return Draft(text.replace("\n", " "), BlockKind.HEADING, self._heading, marks=marks)
        if self._role is Role.CAPTION:
            return Draft(text.replace("\n", " "), BlockKind.CAPTION, marks=marks)
        if not self._containers:
            return Draft(text, marks=marks)
        kind = self._containers[-1]
        return Draft(text, kind, self._containers.count(kind), self._marker, marks)


def link_target(address: str, base: str = "") -> str:
    """Where a link leads, made absolute; nothing when that is no place that a reader can open."""
    address = clean_line(address)
    if not address or address.startswith("#") or len(address) > LONGEST_TARGET:
        return ""
    try:
        target = urljoin(base, address) if base else address
    except ValueError:
        return ""
    return target if target.lower().startswith(("http://", "https://", "mailto:")) else ""


def lines_apart(draft: Draft) -> Iterator[Draft]:
    """The parts of a paragraph that an empty line parts."""
    start = 0
    for gap in re.finditer(r"\s*\n\s*\n\s*", draft.text):
        yield part(draft, start, gap.start())
        start = gap.end()
    yield part(draft, start, len(draft.text))


def part(draft: Draft, start: int, end: int) -> Draft:
    """The characters `[start, end)` of a draft, with their marks."""
    marks = tuple(
        Mark(
            Span(max(mark.span.start, start) - start, min(mark.span.end, end) - start), mark.kind, mark.target
        )
        for mark in draft.marks
        if mark.span.start < end and start < mark.span.end
    )
    return Draft(draft.text[start:end], draft.kind, draft.level, draft.marker, marks)


def _trimmed(mark: Mark, text: str) -> Mark:
    """A mark without the blanks at its ends."""
    words = mark.span.of(text)
    start = mark.span.start + len(words) - len(words.lstrip())
    end = max(start, mark.span.end - (len(words) - len(words.rstrip())))
    return Mark(Span(start, end), mark.kind, mark.target)


def _moved(marks: tuple[Mark, ...], by: int) -> Iterator[Mark]:
    for mark in marks:
        yield Mark(Span(mark.span.start + by, mark.span.end + by), mark.kind, mark.target)


def _has_no_text(element: Element, tag: str) -> bool:
    if tag == "head":  # trafilatura's word for a heading, HTML's for what precedes the body
        return element.get("rend") is None
    return _WITHOUT_TEXT.fullmatch(tag) is not None


def _is_layout(cell: Element) -> bool:
    """Whether a cell holds a piece of the page instead of a figure in a table."""
    return (
        cell.find(".//table") is not None or len(cell.findall(".//p")) > 1 or cell.find(".//h2") is not None
    )
