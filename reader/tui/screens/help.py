"""Help: every key, in groups, and what the marks in the article mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.layout.frames import CARRIED_SIGN, QUOTE_SIGN
from reader.layout.painting import INDIRECT_RULE
from reader.translation import _
from reader.tui.commands import ACTIONS, Scope, bindings, keys_for, keys_of
from reader.tui.commands import Group as ActionGroup
from reader.tui.theme import theme_colours
from reader.tui.widgets.article_signs import BOOKMARK_SIGN, NOTE_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType
    from textual.app import ComposeResult

_KEYS_WIDTH = 14
_COLUMNS = (
    (ActionGroup.MOVE, ActionGroup.FIND),
    (ActionGroup.QUOTES, ActionGroup.VIEW, ActionGroup.LIBRARY, ActionGroup.PROGRAM),
)


Row = tuple[str, str]
"""A key or a mark, and what it does or means."""
_WIDTHS = [(0, "-narrow"), (60, "-one-column"), (100, "-two-columns")]
"""Classes by columns, for the style sheet."""


class KeyTable(Static):
    """A heading, and rows whose second column stays a column where it wraps."""

    def __init__(self, heading: str, rows: Iterable[Row]) -> None:
        super().__init__(markup=False)
        self._heading = heading.upper()
        self._rows = tuple(rows)

    def render(self) -> RenderableType:
        """The table in the colours of the theme."""
        colours = theme_colours(self.app.current_theme)
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=_KEYS_WIDTH - 2, no_wrap=True, style=Style(color=colours["strong"], bold=True))
        table.add_column(style=Style(color=colours["foreground"]))
        for left, right in self._rows:
            table.add_row(Text(left), Text(right))
        return Group(Text(self._heading, Style(color=colours["quiet"], bold=True)), table)


def key_rows(group: ActionGroup, keymap: Mapping[str, str]) -> Iterator[Row]:
    """The keys of each action of a group, and what it is called."""
    return (
        ("  ".join(keys_of(action, keymap)) or "–", action.title)
        for action in ACTIONS
        if action.group is group
    )


def marks() -> Iterator[Row]:
    """What the marks in the article and beside it mean."""
    yield f"╭─ {QUOTE_SIGN}", _("a quote, in its speaker's colour")
    yield INDIRECT_RULE, _("a statement told without marks")
    yield CARRIED_SIGN, _("a speaker taken over from the text around: a guess")
    yield f"{BOOKMARK_SIGN}  {NOTE_SIGN}", _("words with a bookmark, with a note")
    yield f"{QUOTE_SIGN} 4", _("how many quotes")
    yield "3×", _("how often an actor is named")
    yield "━━━──", _("the share of all quoted words")


class HelpScreen(ModalScreen[None]):
    """Opens over what is there."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.HELP)
    HORIZONTAL_BREAKPOINTS = _WIDTHS

    def compose(self) -> ComposeResult:
        """Two columns of tables; one below the other where there is no room."""
        keymap = getattr(self.app, "keymap", {})
        with VerticalScroll(id="help", can_focus=False), Horizontal(id="columns"):
            for number, groups in enumerate(_COLUMNS):
                with Vertical():
                    for group in groups:
                        yield KeyTable(group.value, key_rows(group, keymap))
                    if number == 0:
                        yield KeyTable(_("Marks"), marks())
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
