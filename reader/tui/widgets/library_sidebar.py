"""Beside the articles of a library: ready searches, saved ones, tags and outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style

from reader.layout.frames import one_line
from reader.translation import _
from reader.tui.widgets.pick_list import Entry, PickList, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.library.protocol import Library, SavedSearch


@dataclass(frozen=True, slots=True)
class Shelves:
    """What a library can be narrowed to, with numbers of articles."""

    articles: int
    searches: Sequence[SavedSearch]
    tags: Sequence[tuple[str, int]]
    outlets: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One entry: the query it stands for; `saved` is the name of a search that the user saved."""

    query: str
    saved: str | None = None


def shelves_of(library: Library) -> Shelves:
    """Ask a library for all that stands beside its articles."""
    return Shelves(library.statistics().articles, library.searches(), library.tags(), library.outlets())


def field_query(field: str, value: str) -> str:
    """The query for a value of a field, as somebody would type it: `tag:g7`, `outlet:"De Kust"`."""
    words = value.replace('"', " ")
    is_simple = words.isalnum()
    return f"{field}:{words}" if is_simple else f'{field}:"{words}"'


class LibrarySidebar(PickList):
    """Everything that narrows the list at a click; picking gives a `Shelf`."""

    def __init__(self) -> None:
        super().__init__(id="shelves")
        self._shelves: Shelves | None = None
        self._query = ""

    def show(self, shelves: Shelves) -> None:
        """Show what there is."""
        self._shelves = shelves
        self.rebuild()
        self.mark(self._query)

    def mark(self, query: str) -> None:
        """Show which entry the articles are narrowed to."""
        self._query = query
        wanted = " ".join(query.split())
        places = (place for place, shelf in enumerate(self._values) if shelf is not None)
        self.current = next((place for place in places if self._query_at(place) == wanted), None)

    def _query_at(self, place: int) -> str:
        shelf = self.value_at(place)
        return " ".join(shelf.query.split()) if isinstance(shelf, Shelf) else ""

    @property
    def shelf(self) -> Shelf | None:
        """The entry under the cursor."""
        shelf = self.value_at(self.cursor)
        return shelf if isinstance(shelf, Shelf) else None

    def build(self, width: int) -> Iterator[Entry]:
        """A heading and a row for each, section by section."""
        shelves = self._shelves
        colours = self.colours
        self._quiet, self._plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        total = shelves.articles if shelves is not None else None
        ready = [
            (_("All articles"), Shelf(""), total),
            (_("Unread"), Shelf("is:unread"), None),
            (_("Starred"), Shelf("is:starred"), None),
            (_("With notes"), Shelf("has:note"), None),
        ]
        yield from self._section(width, _("LIBRARY"), ready)
        if shelves is None:
            return
        saved = [(one.name, Shelf(one.query, one.name), None) for one in shelves.searches]
        yield from self._section(width, _("SAVED SEARCHES"), saved)
        tags = [(f"#{name}", Shelf(field_query("tag", name)), count) for name, count in shelves.tags]
        yield from self._section(width, _("TAGS"), tags)
        outlets = [(name, Shelf(field_query("outlet", name)), count) for name, count in shelves.outlets]
        yield from self._section(width, _("OUTLETS"), outlets)

    def _section(
        self, width: int, heading: str, entries: Iterable[tuple[str, Shelf, int | None]]
    ) -> Iterator[Entry]:
        entries = list(entries)
        if not entries:
            return
        yield Entry([line(width), line(width, (f"  {heading}", self._quiet + Style(bold=True)))])
        for name, shelf, count in entries:
            number = f" {count:,}  " if count is not None else ""
            yield Entry(
                [line(width, (f"  {one_line(name)}", self._plain), right=[(number, self._quiet)])], shelf
            )
