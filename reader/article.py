"""The model of one news item: its text, and spans over that text.

There is one coordinate system: every offset in the project is a Python `str`
offset into `Article.text`, end exclusive. Blocks, sections, inline marks,
quotes and mentions are all spans over it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

BLOCK_SEPARATOR = "\n\n"
"""What stands between two blocks in `Article.text`: one blank line."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `[start, end)` of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BLOCK_QUOTE = "block quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between two blank lines, and its kind.

    `level` is 1 to 6 for a heading, the depth (from 1) of a list item or block
    quote, else 0. `marker` is what stands before a list item: `•` or `3.`.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""


class MarkKind(StrEnum):
    """Inline formatting that an article brings with it."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline formatting over a span; `target` is where a link leads."""

    span: Span
    kind: MarkKind
    target: str = ""


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or speaks in an article.

    `name` is the fullest name the article gives, `aliases` the other names it
    uses, `role` what it says the actor is (*Franse minister van Buitenlandse
    Zaken*), `mentions` where it is named or described, in order of the text.
    """

    name: str
    kind: ActorKind = ActorKind.PERSON
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.kind))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text. Every field may be missing.

    `published` is a date, or a datetime in UTC where the hour is known.
    `actors` are those that the article's front matter declares (no mentions
    yet); `extra` keeps every key that the reader does not know, as it was.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    language: str | None = None
    url: str | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next heading of the same or a higher level.

    The lead has no heading and level 0. `span` runs from the first character of the
    heading (or lead) to the last of the section, its deeper sections included.
    """

    heading: Block | None
    blocks: tuple[Block, ...]
    span: Span

    def __hash__(self) -> int:
        return hash(self.span)

    @property
    def level(self) -> int:
        """The heading's level; 0 for the lead."""
        return self.heading.level if self.heading else 0


@dataclass(frozen=True, eq=False)
class Article:
    """One news item.

    `text` is plain NFC text, its blocks joined by `BLOCK_SEPARATOR`. `source` says
    where it came from (a path, an address, `-`); `notes` are things its reader
    should know about how it was read, one sentence each.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    marks: tuple[Mark, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The lead, if there is one, and a section for each heading, in order of the text."""
        return tuple(_sections(self.blocks))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, else the last one that starts before it."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 else None

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`, else the last that starts before it."""
        index = bisect_right(self._section_starts, offset) - 1
        return self.sections[index] if index >= 0 else None


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    headings = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    if blocks and (not headings or headings[0] > 0):
        lead = blocks[: headings[0]] if headings else blocks
        yield Section(None, lead, Span(lead[0].span.start, lead[-1].span.end))
    ends: list[int] = [len(blocks)] * len(headings)
    open_headings: list[int] = []
    for number, index in enumerate(headings):
        while open_headings and blocks[headings[open_headings[-1]]].level >= blocks[index].level:
            ends[open_headings.pop()] = index
        open_headings.append(number)
    for number, index in enumerate(headings):
        body = blocks[index : ends[number]]
        yield Section(blocks[index], body, Span(body[0].span.start, body[-1].span.end))
