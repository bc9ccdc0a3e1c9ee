"""The status line: which section, how far, and the keys that help most here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.layout.cells import fit
from reader.tui.commands import ACTIONS, Group, Scope, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.commands import Action

_BAR = 16
_GAP = "   "


class StatusLine(Widget):
    """One row; what does not fit is left out from the right, never cut in half."""

    DEFAULT_CSS = """
    StatusLine { height: 1; width: 100%; background: $surface; color: $quiet; padding: 0 1; }
    """

    section: reactive[str] = reactive("")
    progress: reactive[float | None] = reactive[float | None](0.0)
    """How far the reader is, 0 to 1; None where nothing is read."""
    mode: reactive[str] = reactive("")
    """How the article is shown, where that is not as usual: `only quotes`."""
    state: reactive[str] = reactive("")
    """What goes on or was found: `finding who said what…`, `/syrie 3/17`."""

    def __init__(self, scope: Scope = Scope.READER) -> None:
        super().__init__()
        self._scope = scope

    def on_mount(self) -> None:
        """A hint can be clicked, but it is no link and does not look like one."""
        self.auto_links = False

    def render(self) -> Content:
        """The row, for the width there is; help stands at its right end, where it never gives way."""
        width = self.content_size.width
        pieces = [Content.styled(fit(self.section, width // 3), "bold $strong")]
        if self.progress is not None:
            pieces.append(self._progress(width, self.progress))
        pieces += [Content.styled(text, "$accent") for text in (self.state, self.mode) if text]
        *hints, last = self._hints()
        row, room = Content("  ").join(pieces), width - len(_GAP) - last.cell_length
        for hint in hints:
            if row.cell_length + len(_GAP) + hint.cell_length > room:
                break
            row = row + _GAP + hint
        if row.cell_length > room:
            return row.truncate(width, ellipsis=True)
        return row.pad_right(width - last.cell_length - row.cell_length) + last

    def _progress(self, width: int, progress: float) -> Content:
        percent = f"{progress:.0%}"
        if width < 60:
            return Content(percent)
        full = round(progress * _BAR)
        return Content.assemble(("━" * full, "$accent"), ("─" * (_BAR - full), "$faint"), f" {percent:>4}")

    def _is_for_here(self, action: Action) -> bool:
        if self._scope is Scope.READER and action.group is Group.LIBRARY:
            return Scope.APP in action.scopes  # over an article, only the way to the library
        return self._scope in action.scopes

    def _hints(self) -> Iterator[Content]:
        keymap = getattr(self.app, "keymap", {})
        for action in ACTIONS:
            keys = keys_of(action, keymap)
            if not action.hint or not keys or not self._is_for_here(action):
                continue
            is_of_app = action.handler.startswith("app.")
            click = Style.from_meta({"@click": action.handler if is_of_app else f"screen.{action.handler}"})
            yield Content.assemble((keys[0], "bold $strong"), f" {action.hint}").stylize(click)
