"""A page without an article: its plain text is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.translation import _

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class PlainTextOffer(ModalScreen[bool]):
    """Says what is wrong with the page; Enter takes its text as it is."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PlainTextOffer { align: center middle; }
    PlainTextOffer Static {
        width: auto; max-width: 80%; height: auto; padding: 1 2;
        background: $panel; color: $foreground; border-left: outer $warning;
    }
    """

    def __init__(self, problem: str) -> None:
        super().__init__()
        self._problem = problem

    def compose(self) -> ComposeResult:
        """The problem, and the two ways out."""
        keys = Content.assemble(
            ("Enter", "bold"), f" {_('show all of its text')}   ", ("Esc", "bold"), f" {_('leave it')}"
        )
        yield Static(Content("\n\n").join([Content(self._problem), keys]), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Enter takes it, Esc and q leave it."""
        if event.key == "enter":
            event.stop()
            self.dismiss(True)
        elif event.key in ("escape", "q"):
            event.stop()
            self.dismiss(False)
