"""How a page looks: one style for each thing that a page shows."""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from reader.article import BlockKind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article import Actor


class Highlights(StrEnum):
    """What of the analysis a page shows."""

    ALL = "all"
    QUOTES = "quotes"
    ACTORS = "actors"
    NONE = "none"

    @property
    def has_quotes(self) -> bool:
        """Whether quotes stand in frames."""
        return self in (Highlights.ALL, Highlights.QUOTES)

    @property
    def has_actors(self) -> bool:
        """Whether actors' names stand out in the text."""
        return self in (Highlights.ALL, Highlights.ACTORS)


TERMINAL_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red")
"""Colours that a terminal's own scheme keeps readable on its background."""


def terminal_colour(actor: Actor) -> str:
    """The colour, of those that every terminal has, that belongs to an actor's name."""
    return TERMINAL_COLOURS[zlib.crc32(actor.name.encode(errors="replace")) % len(TERMINAL_COLOURS)]


class PageStyles(NamedTuple):
    """The styles that a page is painted with; those but `text` are laid over it.

    `actor_colour` gives the colour of an actor, as Rich knows colours.
    """

    text: Style = Style()
    muted: Style = Style(dim=True)
    title: Style = Style(bold=True)
    heading: Style = Style(bold=True)
    accent: Style = Style(color="blue")
    border: Style = Style(dim=True)
    quoted: Style = Style(bold=True)
    indirect: Style = Style(italic=True)
    link: Style = Style(underline=True)
    code: Style = Style(dim=True)
    caption: Style = Style(italic=True, dim=True)
    hit: Style = Style(reverse=True)
    current_hit: Style = Style(reverse=True, bold=True, underline=True)
    in_hand: Style = Style(reverse=True)
    actor_colour: Callable[[Actor], str] = terminal_colour

    def of_actor(self, actor: Actor) -> Style:
        """The style of an actor's colour."""
        colour = self.actor_colour(actor)
        return Style(color=colour) if colour else Style()

    def of_block(self, kind: BlockKind) -> Style:
        """The style of a block's text, over `text`."""
        match kind:
            case BlockKind.HEADING:
                return self.heading
            case BlockKind.CAPTION:
                return self.caption
            case BlockKind.PREFORMATTED:
                return self.code
            case _:
                return Style()

    def of_mark(self, kind: MarkKind) -> Style:
        """The style of inline formatting."""
        match kind:
            case MarkKind.LINK:
                return self.link
            case MarkKind.EMPHASIS:
                return Style(italic=True)
            case MarkKind.STRONG:
                return Style(bold=True)
            case MarkKind.CODE:
                return self.code


TERMINAL_STYLES = PageStyles()
"""Styles of a terminal's own, whatever its background is."""
