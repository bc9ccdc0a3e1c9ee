"""The find bar: words to find in the article, and which of the places found is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from reader.translation import _
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input


class FindBar(Horizontal):
    """One row above the status line, there while somebody types in it."""

    DEFAULT_CSS = """
    FindBar { height: 1; background: $panel; padding: 0 1; }
    FindBar > .find-bar--sign { width: 2; color: $accent; text-style: bold; }
    FindBar > .find-bar--count { width: auto; color: $quiet; padding: 0 0 0 2; }
    """

    class Typed(Message):
        """The words to find have changed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Entered(Message):
        """Enter was pressed: stay at the place found."""

    def __init__(self) -> None:
        super().__init__(id="find-bar")
        self.field = TextField(_("words to find; capitals and accents never matter"))
        self._count = Static("", classes="find-bar--count", markup=False)

    def compose(self) -> ComposeResult:
        """The sign, the field and the count."""
        yield Static("/", classes="find-bar--sign", markup=False)
        yield self.field
        yield self._count

    def open(self) -> None:
        """Take the focus, the last words ready to be typed over."""
        self.display = True
        # At once: `focus` would wait for the keys that are already on their way.
        self.screen.set_focus(self.field)
        self.field.select_all()

    def show_count(self, count: str) -> None:
        """Show which place of how many, as in `3/17`."""
        self._count.update(count)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done typing."""
        event.stop()
        self.post_message(self.Entered())
