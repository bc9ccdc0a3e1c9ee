"""A question to be answered with yes or no, before something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.translation import _
from reader.tui.commands import Scope, bindings, keys_for

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Question(ModalScreen[bool]):
    """Gives back whether the answer is yes."""

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.QUESTION)

    def __init__(self, question: str, *, yes: str = "", no: str = "") -> None:
        """`yes` and `no` are what the two keys do, where that is more than yes and no."""
        super().__init__()
        self._question = question
        self._yes, self._no = yes or _("yes"), no or _("no")

    def compose(self) -> ComposeResult:
        """The question, and which key means what."""
        with Vertical(id="question"):
            yield Static(self._question, id="question-text", markup=False)
            keys = "{yes} {do}   {no} {leave}".format(
                yes=keys_for(self.app, "open"), do=self._yes, no="Esc", leave=self._no
            )
            yield Static(keys, id="question-keys", markup=False)

    def action_open_in_hand(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)
