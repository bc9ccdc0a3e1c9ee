"""Help: every key, in groups, and what the marks in the article mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.layout.frames import CARRIED_SIGN, QUOTE_SIGN
from reader.translation import _
from reader.tui.commands import ACTIONS, Group, Scope, bindings, keys_for, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult

_KEYS_WIDTH = 14
_COLUMNS = ((Group.MOVE, Group.FIND), (Group.QUOTES, Group.VIEW, Group.PROGRAM))


def key_table(group: Group, keymap: Mapping[str, str]) -> Content:
    """The heading of a group and a line for each of its actions."""
    rows = [("  ".join(keys_of(action, keymap)), action.title) for action in ACTIONS if action.group is group]
    return _table(group.value, rows)


def marks() -> Content:
    """What the marks in the article and beside it mean."""
    return _table(
        _("Marks"),
        [
            (f"╭─ {QUOTE_SIGN}", _("a quote, in its speaker's colour")),
            ("╎", _("a statement told without marks")),
            (f"{CARRIED_SIGN} ", _("a speaker taken over from the text around: a guess")),
            (f"{QUOTE_SIGN} 4", _("how many quotes")),
            ("3×", _("how often an actor is named")),
            ("━━━──", _("the share of all quoted words")),
        ],
    )


def _table(heading: str, rows: Iterable[tuple[str, str]]) -> Content:
    lines = [Content.styled(heading.upper(), "bold $quiet")]
    lines += [
        Content.assemble((f"{left:<{_KEYS_WIDTH}}", "bold $strong"), (right, "$foreground"))
        for left, right in rows
    ]
    return Content("\n").join(lines)


class HelpScreen(ModalScreen[None]):
    """Opens over what is there."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.HELP)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-one-column"), (100, "-two-columns")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """Two columns of tables; one below the other where there is no room."""
        keymap = getattr(self.app, "keymap", {})
        with VerticalScroll(id="help", can_focus=False), Horizontal(id="columns"):
            for number, groups in enumerate(_COLUMNS):
                tables = [key_table(group, keymap) for group in groups]
                if number == 0:
                    tables.append(marks())
                yield Static(Content("\n\n").join(tables), markup=False)
        palette = keys_for(self.app, "palette")
        yield Static(_("Esc back   {key} every action by name").format(key=palette), id="keys", markup=False)

    def _scroll(self) -> VerticalScroll:
        return self.query_one("#help", VerticalScroll)

    def action_move_lines(self, lines: int) -> None:
        """Some lines down or up."""
        self._scroll().scroll_relative(y=lines, animate=False)

    def action_move_pages(self, pages: int) -> None:
        """Some pages down or up."""
        self._scroll().scroll_relative(y=pages * (self._scroll().size.height - 2), animate=False)

    def action_go_to_start(self) -> None:
        """The first line."""
        self._scroll().scroll_home(animate=False)

    def action_go_to_end(self) -> None:
        """The last line."""
        self._scroll().scroll_end(animate=False)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)
