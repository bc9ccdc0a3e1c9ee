"""The command palette, in the reader's own clothes."""

from __future__ import annotations

from textual.command import CommandPalette

from reader.translation import _


class Palette(CommandPalette):
    """Every action by name."""

    CSS_PATH = "palette.tcss"

    def __init__(self) -> None:
        super().__init__(placeholder=_("what to do, or where to go"))
