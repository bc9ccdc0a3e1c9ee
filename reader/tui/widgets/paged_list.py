"""A list that gets its items a page at a time, as far as somebody scrolls."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.message import Message

from reader.tui.widgets.pick_list import Entry, PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = TypeVar("Item")


class PagedList(PickList, Generic[Item]):
    """Items drawn as entries. Near the end of those it has, it asks for more with `MoreWanted`."""

    shows_cursor = True

    class MoreWanted(Message):
        """The items that are there will soon be passed."""

        def __init__(self, sender: PickList) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> PickList:
            """The list that wants more."""
            return self.sender

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: list[Item] = []
        self._is_complete = True
        self._has_asked = False
        self._goes_to_end = False
        self._next = 0
        self._drawn: list[Sequence[Entry] | None] = []
        self._drawn_for = (0, "")

    # What it shows ---------------------------------------------------------

    def head(self, width: int) -> Iterable[Entry]:
        """What stands above the items."""
        return ()

    def nothing(self, width: int) -> Iterable[Entry]:
        """What stands in their place where there are none."""
        return ()

    def draw(self, item: Item, width: int) -> Sequence[Entry]:
        """The entries of one item. Lists say here how theirs look."""
        raise NotImplementedError

    def show(self, items: Iterable[Item], *, complete: bool = True) -> None:
        """Show other items from the first; more can be had unless they are `complete`."""
        self.items = list(items)
        self._drawn = []
        self._is_complete, self._has_asked, self._goes_to_end = complete, False, False
        self.cursor = None
        self.scroll_to(y=0, animate=False)
        self.rebuild()
        self.move_cursor(0)

    def read_from_top(self) -> None:
        """Show the head first, where it hides the first item; the next move takes that."""
        if self.scroll_offset.y > 0:
            self.cursor = None
            self.scroll_to(y=0, animate=False)

    def extend(
        self, items: Iterable[Item], *, complete: bool, changed: Iterable[tuple[int, Item]] = ()
    ) -> None:
        """Add the next items; `changed` are the new ones at some earlier numbers."""
        self._is_complete, self._has_asked = complete, False
        self.items.extend(items)
        has_changed = False
        for number, item in changed:
            self.items[number] = item
            has_changed = has_changed or number < len(self._drawn)
            if number < len(self._drawn):
                self._drawn[number] = None
        if has_changed:
            self.rebuild()
        elif self._coming is None and self.size.width:
            self._coming = self._entries(self._next, self.scrollable_content_region.width)
            self._build_to(self.scroll_offset.y + self.size.height)
            self.refresh()
        if self._goes_to_end:
            self.move_cursor_to_end()
            # A collection would walk all rows drawn so far, again with every few pages, and halt the screen.
            gc.freeze()

    def build(self, width: int) -> Iterator[Entry]:
        """The head, then every item."""
        yield from self.head(width)
        if not self.items and self._is_complete:
            yield from self.nothing(width)
        yield from self._entries(0, width)

    def _entries(self, first: int, width: int) -> Iterator[Entry]:
        drawn_for = (width, self.app.theme)
        if self._drawn_for != drawn_for:
            self._drawn, self._drawn_for = [], drawn_for
        self._next = first
        while self._next < len(self.items):
            number = self._next
            self._next += 1
            self._drawn.extend([None] * (number + 1 - len(self._drawn)))
            entries = self._drawn[number]
            if entries is None:
                entries = self._drawn[number] = self.draw(self.items[number], width)
            yield from entries

    def _build_to(self, row: int) -> None:
        super()._build_to(row)
        if self._coming is None and not self._is_complete and not self._has_asked and self._built_for[0]:
            self._has_asked = True
            self.post_message(self.MoreWanted(self))

    def rebuild(self) -> None:
        """Show the entries anew, the one under the cursor where it was."""
        value, cursor = self.value_at(self.cursor), self.cursor
        above = self._tops[cursor] - self.scroll_offset.y if cursor is not None and value is not None else 0
        super().rebuild()
        if value is None:
            return
        index = self.index_of(value)
        while index is None and self._coming is not None:
            self._build_to(len(self._rows))
            index = self.index_of(value)
        if index is not None and index != cursor:
            self.cursor = index
            self.scroll_to(y=max(0, self._tops[index] - above), animate=False)

    def index_of(self, value: object) -> int | None:
        """Where `value` itself stands, as far as the list is built."""
        return next((index for index, other in enumerate(self._values) if other is value), None)

    # Moving ----------------------------------------------------------------

    def move_cursor(self, steps: int) -> None:
        """Move over entries that can be picked; stays at the ends."""
        self._goes_to_end = False
        super().move_cursor(steps)

    def go_to_first_value(self) -> None:
        """Move to the first entry that can be picked."""
        self.cursor = None
        self.move_cursor(0)

    def go_to_entry(self, index: int) -> None:
        """Move to the entry at `index`, or to the nearest one that can be picked."""
        choices = [number for number, value in enumerate(self._values) if value is not None]
        if choices:
            self.cursor = min(choices, key=lambda number: abs(number - index))

    def move_cursor_to_end(self, *, first: bool = False) -> None:
        """Move to the first entry, or to the last one: what is still to come is waited for."""
        self._build_to(0 if first else sys.maxsize)
        if self.cursor is None:
            self.move_cursor(0)
        super().move_cursor_to_end(first=first)
        self._goes_to_end = not first and not self._is_complete
