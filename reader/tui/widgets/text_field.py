"""A line to type in: no frame, no blinking, and nothing gets in that a terminal would obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class TextField(Input):
    """An input of one row whose cursor stands still, so that waiting costs nothing."""

    DEFAULT_CSS = """
    TextField, TextField:focus {
        border: none; height: 1; padding: 0; width: 1fr;
        background: transparent; background-tint: 0%; color: $strong;
    }
    """

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Paste what is left of the text after cleaning, as one line."""
        from reader.formats.cleaning import clean

        event.prevent_default()
        event.stop()
        words = " ".join(clean(event.text).split())
        if words:
            self.replace(words, *sorted(self.selection))

    def pointing_at(self, position: int, problem: str) -> Content:
        """What is wrong with what was typed, for a row below: it points at the character at `position`."""
        column = cell_len(self.value[:position]) - self.scroll_offset.x
        return Content.styled(" " * max(0, column) + f"▲ {problem}", "$error")
