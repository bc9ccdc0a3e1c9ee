"""Help: every key, in groups, and what the marks in the article mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.translation import _
from reader.tui.commands import ACTIONS, Group, Scope, bindings, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

_KEYS_WIDTH = 16


def key_table(group: Group, keymap: Mapping[str, str]) -> Content:
    """The heading of a group and a line for each of its actions."""
    lines = [Content.styled(group.value.upper(), "bold $quiet")]
    for action in ACTIONS:
        if action.group is group:
            keys = " ".join(keys_of(action, keymap))
            lines.append(
                Content.assemble((f"{keys:<{_KEYS_WIDTH}}", "bold $strong"), (action.title, "$foreground"))
            )
    return Content("\n").join(lines)


def marks() -> Content:
    """What the marks in the article mean."""
    rows = (
        ("❝", _("a quote, in its speaker's colour")),
        ("▎", _("an indirect statement, told without quotation marks")),
        ("3×", _("how often an actor is named")),
    )
    lines = [Content.styled(_("MARKS"), "bold $quiet")]
    lines += [Content.assemble((f"{mark:<{_KEYS_WIDTH}}", "bold $strong"), what) for mark, what in rows]
    return Content("\n").join(lines)


class HelpScreen(ModalScreen[None]):
    """Opens over what is there."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.HELP)

    def compose(self) -> ComposeResult:
        """One block for each group; two columns where there is room."""
        with VerticalScroll(id="help"):
            for part in self._parts():
                yield Static(part, markup=False)

    def _parts(self) -> Iterator[Content]:
        keymap = getattr(self.app, "keymap", {})
        for group in Group:
            yield key_table(group, keymap)
        yield marks()
