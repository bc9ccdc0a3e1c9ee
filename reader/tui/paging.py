"""Quotes of the library a page at a time; the same words in several articles come as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.likeness import SameWords
from reader.library.protocol import Order
from reader.tui.widgets.found_quotes import FoundWords, from_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.protocol import FoundQuote, Library, QuotePage

PAGE = 40
"""Quotes that are asked for at once: more than any screen shows."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one more page brings: new items, and earlier ones (by number) that have more places now."""

    items: tuple[FoundWords, ...]
    changed: tuple[tuple[int, FoundWords], ...]


class Pages:
    """What one question to the library brings. `next` is called from one thread after the other."""

    def __init__(self, question: Callable[[Library, int, int], QuotePage]) -> None:
        """`question` gets the library, a limit and an offset."""
        self._question = question
        self._alike = SameWords()
        self._seen: set[tuple[int, int, int]] = set()
        self._items: list[FoundWords] = []
        self._passed = 0
        self.total: int | None = None
        self.order = Order.NEWEST
        self.is_complete = False

    def next(self, library: Library) -> Step:
        """The next page. Raises `LibraryError`."""
        page = self._question(library, PAGE, self._passed)
        if not self._passed:
            self.total, self.order = page.total, page.order
        self._passed += len(page.quotes)
        self.is_complete = len(page.quotes) < PAGE or self._passed == page.total
        before = len(self._items)
        changed: dict[int, FoundWords] = {}
        for found in page.quotes:
            # An article that is added meanwhile moves the others on, so that some come twice.
            key = (found.article.id, found.quote.start, found.quote.end)
            if key not in self._seen:
                self._seen.add(key)
                self._put(found, before, changed)
        return Step(tuple(self._items[before:]), tuple(changed.items()))

    def _put(self, found: FoundQuote, before: int, changed: dict[int, FoundWords]) -> None:
        number, item = self._alike.group_of(found.words), from_library(found)
        if number == len(self._items):
            self._items.append(item)
            return
        self._items[number] = self._items[number].also_at(item.places)
        if number < before:
            changed[number] = self._items[number]
