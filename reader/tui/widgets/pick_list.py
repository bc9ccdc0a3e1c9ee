"""A list of entries to move through and pick from, drawn row by row.

The sections, the actors, the inspector and the results of a search are such lists.
Entries are built as far as they are seen, so a long list opens as fast as a short one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.layout.cells import fit
from reader.tui.theme import DARK, theme_colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events

BLANK = Strip([])
"""An empty row."""

_ROWS_AHEAD = 40


class Entry(NamedTuple):
    """Some rows of a list, and what picking them means; nothing for a heading."""

    strips: Sequence[Strip]
    value: object | None = None


def line(width: int, *pieces: tuple[str, Style], right: Sequence[tuple[str, Style]] = ()) -> Strip:
    """One row of exactly `width` cells; the last of `pieces` is shortened to make room for `right`."""
    room = width - sum(cell_len(text) for text, _ in right)
    segments: list[Segment] = []
    for text, style in pieces:
        shown = fit(text, max(0, room))
        segments.append(Segment(shown, style))
        room -= cell_len(shown)
    segments.append(Segment(" " * max(0, room)))
    segments.extend(Segment(text, style) for text, style in right)
    return Strip(segments).adjust_cell_length(width)


class PickList(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries with a cursor (while it has the focus) and one that is current."""

    DEFAULT_CSS = """
    PickList {
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        background: $surface;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    """

    cursor: reactive[int | None] = reactive(None)
    current: reactive[int | None] = reactive(None)
    _hover: reactive[int | None] = reactive(None)

    class Picked(Message):
        """An entry was clicked, or picked by key."""

        def __init__(self, sender: PickList, value: object) -> None:
            super().__init__()
            self.sender = sender
            self.value = value

        @property
        def control(self) -> PickList:
            """The list it was picked from."""
            return self.sender

    shows_cursor = False
    """Whether the cursor shows without the focus: the keys come from elsewhere."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ground: Style | None = None
        self._rows: list[tuple[Strip, int]] = []
        self._values: list[object | None] = []
        self._tops: list[int] = []
        self._coming: Iterator[Entry] | None = None
        self._built_for = (0, "")

    # What a list shows -----------------------------------------------------

    def build(self, width: int) -> Iterable[Entry]:
        """The entries, for rows of `width` cells. Lists say here what they show."""
        return ()

    def rebuild(self) -> None:
        """Show the entries anew, because what they show has changed."""
        width = self.scrollable_content_region.width
        self._built_for = (width, self.app.theme)
        self._rows, self._values, self._tops = [], [], []
        self._coming = iter(self.build(width)) if width > 0 else None
        self._build_to(self.scroll_offset.y + self.size.height)
        self.refresh()
        if self.has_focus and self.cursor is None:
            self.move_cursor(0)

    def _build_to(self, row: int) -> None:
        """Build entries until there is a page more than up to `row`."""
        while self._coming is not None and len(self._rows) <= row + _ROWS_AHEAD:
            entry = next(self._coming, None)
            if entry is None:
                self._coming = None
                break
            self._tops.append(len(self._rows))
            self._rows.extend((strip, len(self._values)) for strip in entry.strips)
            self._values.append(entry.value)
        size = Size(self.scrollable_content_region.width, len(self._rows))
        if self.virtual_size != size:
            self.virtual_size = size

    def on_resize(self) -> None:
        """Other rows for another width; more of them for another height."""
        if self._built_for[0] != self.scrollable_content_region.width:
            self.rebuild()
        else:
            self._build_to(self.scroll_offset.y + self.size.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Build what comes into sight."""
        self._build_to(round(new_value) + self.size.height)
        super().watch_scroll_y(old_value, new_value)

    def notify_style_update(self) -> None:
        """Other rows for other colours."""
        super().notify_style_update()
        self._ground = None
        if self.is_attached and self._built_for[1] not in ("", self.app.theme):
            self.rebuild()

    @property
    def colours(self) -> dict[str, str]:
        """The colours of the theme, by their names."""
        return theme_colours(self.app.current_theme if self.is_attached else DARK)

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if self._ground is None:
            self._ground = self.rich_style
        style = self._ground
        if row >= len(self._rows):
            return Strip.blank(width, style)
        strip, index = self._rows[row]
        if index == self.cursor and (self.has_focus or self.shows_cursor):
            style += Style(bgcolor=self.colours["panel"])
        elif index == self._hover and self._values[index] is not None:
            style += Style(bgcolor=self.colours["thumb"])
        has_bar = index == (self.cursor if self.shows_cursor else self.current)
        if has_bar:
            bar = Segment("▌", Style(color=self.colours["accent"]))
            strip = Strip([bar, *strip.crop(1)])
            style += Style(bold=not self.shows_cursor)
        return strip.adjust_cell_length(width).apply_style(style)

    # Where the cursor is ---------------------------------------------------

    def value_at(self, index: int | None) -> object | None:
        """What picking the entry at `index` means."""
        return self._values[index] if index is not None and 0 <= index < len(self._values) else None

    def index_of(self, value: object) -> int | None:
        """Where `value` stands, as far as the list is built."""
        return next((index for index, other in enumerate(self._values) if other == value), None)

    def move_cursor(self, steps: int) -> None:
        """Move over entries that can be picked; stays at the ends."""
        if steps > 0 and self.cursor is not None and self.cursor < len(self._tops):
            self._build_to(self._tops[self.cursor] + steps * self.size.height)
        choices = [index for index, value in enumerate(self._values) if value is not None]
        if not choices:
            self.scroll_relative(y=steps, animate=False)
            return
        place = choices.index(self.cursor) + steps if self.cursor in choices else 0
        if place < 0 or (place == 0 and choices[0] > 0):
            self.scroll_to(y=0, animate=False)
        self.cursor = choices[max(0, min(place, len(choices) - 1))]

    def move_cursor_page(self, pages: int) -> None:
        """Move over about a page of entries."""
        shown = max(1, len(self._values) * self.size.height // max(1, len(self._rows)))
        self.move_cursor(pages * shown)

    def move_cursor_to_end(self, *, first: bool = False) -> None:
        """Move to the last entry, or to the first."""
        self._build_to(0 if first else sys.maxsize)
        self.move_cursor(-len(self._values) if first else len(self._values))

    def pick(self) -> None:
        """Pick the entry under the cursor."""
        value = self.value_at(self.cursor)
        if value is not None:
            self.post_message(self.Picked(self, value))

    def watch_cursor(self, cursor: int | None) -> None:
        """Keep the cursor in view."""
        if cursor is not None:
            self._bring_into_view(cursor)

    def watch_current(self, current: int | None) -> None:
        """Keep the current entry in view while nobody moves the cursor."""
        if current is not None and not self.has_focus:
            self._bring_into_view(current)

    def _bring_into_view(self, index: int) -> None:
        if index >= len(self._tops):
            return
        top = self._tops[index]
        bottom = self._tops[index + 1] if index + 1 < len(self._tops) else len(self._rows)
        height = self.scrollable_content_region.height
        shown = self.scroll_offset.y
        if top < shown:
            self.scroll_to(y=top, animate=False)
        elif bottom > shown + height:
            self.scroll_to(y=min(top, bottom - height), animate=False)

    def on_focus(self) -> None:
        """Begin at the first entry."""
        if self.cursor is None and self._values:
            self.move_cursor(0)

    # The mouse -------------------------------------------------------------

    def _index_at(self, y: int) -> int | None:
        row = y + self.scroll_offset.y
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would pick."""
        self._hover = self._index_at(event.y)

    def on_leave(self) -> None:
        """Nothing is under the mouse."""
        self._hover = None

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        index = self._index_at(event.y)
        if self.value_at(index) is not None:
            self.cursor = index
            self.pick()
