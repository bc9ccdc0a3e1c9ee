"""The articles of a library as a list: as long as it may be, only what is in sight is held and drawn.

Every article takes the same number of rows, so that the row of the hundred-thousandth is
known before any other was asked for. What is not there yet is asked for by a message.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.layout.cells import fit
from reader.layout.frames import QUOTE_SIGN
from reader.layout.headline import format_date
from reader.library.matching import publication_day
from reader.translation import _
from reader.tui.start import PAGE
from reader.tui.theme import theme_colours
from reader.tui.widgets.pick_list import line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType
    from textual import events

    from reader.library.article_entry import ArticleEntry, ArticlePage

UNREAD, STAR = "●", "★"
"""The marks of an article."""

_PAGES_KEPT = 20
_DATES_FROM = 56
"""From this width on, days stand in a column of their own."""
_DAY = 13
_WIDEST = 112
"""Lines are no longer than this, however wide the list is."""
_AIRY_FROM = 36
"""From this height on, a blank row stands between articles."""


def day_of(entry: ArticleEntry) -> date:
    """The day that an article stands under: that of its publication, else that on which it was added."""
    return publication_day(entry.published) or entry.added.astimezone().date()


def day_lines(day: date, today: date) -> tuple[str, str]:
    """A day in two lines: `11 Apr 2017`, `Tuesday`; `Today` and `Yesterday` are called so."""
    written, weekday = format_date(day), f"{day:%A}"
    if day == today:
        return _("Today"), weekday
    if day == today - timedelta(days=1):
        return _("Yesterday"), weekday
    return written, weekday


class ArticleList(ScrollView, can_focus=False, inherit_bindings=False):
    """Articles by day, the newest first, with a cursor."""

    DEFAULT_CSS = """
    ArticleList {
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
        background: $background;
    }
    """

    cursor: reactive[int] = reactive(0)
    is_active: reactive[bool] = reactive(True)
    """Whether the keys move this list, and not one beside it."""
    _hover: reactive[int | None] = reactive(None)

    class Picked(Message):
        """An article was clicked, or picked by key."""

        def __init__(self, entry: ArticleEntry) -> None:
            super().__init__()
            self.entry = entry

    class StarClicked(Message):
        """The place of an article's star was clicked."""

        def __init__(self, entry: ArticleEntry) -> None:
            super().__init__()
            self.entry = entry

    class PagesWanted(Message):
        """What is in sight is not there yet; `ArticleList.missing` says which pages."""

    class CursorMoved(Message):
        """Another article is in hand, or none."""

        def __init__(self, entry: ArticleEntry | None) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pages: dict[int, Sequence[ArticleEntry]] = {}
        self._advice: RenderableType | None = None
        self._advice_strips: list[Strip] = []
        self._has_asked = False
        self._ground: Style | None = None
        self.total = 0

    # What the list shows ---------------------------------------------------

    def show(self, first: ArticlePage, more: Mapping[int, ArticlePage] | None = None) -> None:
        """Show a result, of which `first` is the beginning.

        With `more` of its pages it is the one that is shown already, asked for again: the place stays.
        """
        total = len(first.articles) + PAGE if first.total is None else first.total
        self.total = max(total, self.total) if first.total is None and more is not None else total
        self._pages = {number: page.articles for number, page in (more or {}).items()}
        self._pages[0] = first.articles
        self._advice, self._has_asked = None, False
        self._resized()
        if more is None:
            self.scroll_to(y=0, animate=False)
        self.cursor = 0 if more is None else min(self.cursor, max(0, self.total - 1))
        self._tell_cursor()

    def advise(self, advice: RenderableType) -> None:
        """Show no articles, and say what to do instead."""
        self._pages, self.total, self._advice = {}, 0, advice
        self.cursor = 0
        self._resized()
        self._tell_cursor()

    def put(self, number: int, page: ArticlePage) -> None:
        """Show more of a result: its page of that number."""
        if len(self._pages) >= _PAGES_KEPT:
            here = self._page_of(self.scroll_offset.y)
            for far in sorted(self._pages, key=lambda one: -abs(one - here))[: _PAGES_KEPT // 2]:
                del self._pages[far]
        self._pages[number] = page.articles
        if len(page.articles) < PAGE:
            self.total = number * PAGE + len(page.articles)
        elif self.total <= (number + 1) * PAGE:
            self.total = (number + 2) * PAGE
        self._has_asked = False
        self._resized()
        self._tell_cursor()

    def set_total(self, total: int) -> None:
        """Say how many there are, where that became known later."""
        if self._pages and self.total != total:
            self.total = total
            self._resized()

    def replace(self, entry: ArticleEntry) -> None:
        """Show an article anew that has changed."""
        for number, articles in self._pages.items():
            if any(one.id == entry.id for one in articles):
                self._pages[number] = [entry if one.id == entry.id else one for one in articles]
        self.refresh()
        self._tell_cursor()

    def entry_at(self, index: int) -> ArticleEntry | None:
        """The article at a place of the result, if it is there already."""
        page = self._pages.get(index // PAGE, ())
        return page[index % PAGE] if 0 <= index % PAGE < len(page) else None

    @property
    def entry(self) -> ArticleEntry | None:
        """The article in hand."""
        return self.entry_at(self.cursor) if self.total else None

    def in_sight(self) -> list[int]:
        """The pages of which there is something in sight."""
        first, last = self.scroll_offset.y, self.scroll_offset.y + max(0, self.size.height - 1)
        pages = range(self._page_of(first), self._page_of(last) + 1)
        return [page for page in pages if page * PAGE < self.total]

    def missing(self) -> list[int]:
        """The pages in sight that are not there yet."""
        return [page for page in self.in_sight() if page not in self._pages]

    def _page_of(self, row: int) -> int:
        return row // self.rows_each // PAGE

    def _tell_cursor(self) -> None:
        self.post_message(self.CursorMoved(self.entry))

    # Rows ------------------------------------------------------------------

    @property
    def rows_each(self) -> int:
        """The rows that each article takes."""
        return 3 if self.size.height >= _AIRY_FROM else 2

    def _resized(self) -> None:
        width = self.scrollable_content_region.width
        self._advice_strips = []
        if self._advice is not None and width:
            from reader.tui.widgets.panels import rows

            self._advice_strips = rows(self._advice, self.app.console, min(width, _WIDEST), indent=3)
        height = len(self._advice_strips) if self._advice is not None else self.total * self.rows_each
        self.virtual_size = Size(width, height)
        self.refresh()

    def on_resize(self) -> None:
        """Other rows for another size; the article in hand stays in sight."""
        self._resized()
        self._bring_into_view(self.cursor)

    def notify_style_update(self) -> None:
        """Draw in other colours."""
        super().notify_style_update()
        self._ground = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.scrollable_content_region.width
        if self._ground is None:
            self._ground = self.rich_style
        row = y + self.scroll_offset.y
        if self._advice is not None:
            strip = self._advice_strips[row] if row < len(self._advice_strips) else Strip([])
            return strip.adjust_cell_length(width).apply_style(self._ground)
        index, part = divmod(row, self.rows_each)
        if index >= self.total or part == 2:
            return Strip.blank(width, self._ground)
        entry = self.entry_at(index)
        if entry is None:
            self._ask()
            faint = Style(color=theme_colours(self.app.current_theme)["faint"])
            waiting = line(width, (" " * (_DAY + 5) + "· · ·" if part == 0 else "", faint))
            return waiting.apply_style(self._ground)
        is_in_hand = index == self.cursor
        ground = self._ground
        colours = theme_colours(self.app.current_theme)
        if is_in_hand and self.is_active:
            ground += Style(bgcolor=colours["panel"])
        elif index == self._hover:
            ground += Style(bgcolor=colours["thumb"])
        bar = "▌" if is_in_hand and self.is_active else "▏" if is_in_hand else " "
        # The article at the top of the list says its day, whatever stands above it.
        is_first = y < self.rows_each or self._begins_day(index, entry)
        strip = self._draw(entry, part, width, bar, is_first, colours)
        return strip.adjust_cell_length(width).apply_style(ground)

    def _begins_day(self, index: int, entry: ArticleEntry) -> bool:
        above = self.entry_at(index - 1) if index else None
        return above is None or day_of(above) != day_of(entry)

    def _draw(
        self, entry: ArticleEntry, part: int, width: int, bar: str, is_first: bool, colours: dict[str, str]
    ) -> Strip:
        """The title with its marks, or the row below with where it comes from."""
        quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        accent = Style(color=colours["accent"])
        width, has_days = min(width, _WIDEST), width >= _DATES_FROM
        day = ""
        if has_days:
            day = day_lines(day_of(entry), date.today())[part] if is_first else ""
            day = f" {fit(day, _DAY - 2):<{_DAY}}"
        day_style = Style(color=colours["strong"], bold=True) if part == 0 else quiet
        mark = f" {UNREAD} " if part == 0 and not entry.read else "   "
        before = ((bar, accent), (day, day_style), (mark, accent))
        if part == 0:
            title = entry.title or _("Untitled")
            style = plain if entry.read else Style(color=colours["strong"], bold=True)
            star = (f" {STAR} ", Style(color=colours["warning"])) if entry.starred else ("   ", quiet)
            count = (f"{QUOTE_SIGN} {entry.quotes:<4}" if entry.quotes else " " * 6, quiet)
            return line(width, *before, (title, style), right=[star, count])
        facts = [entry.outlet] if entry.outlet else []
        if not has_days:
            facts.append(format_date(day_of(entry)))
        if entry.published is None:
            facts.append(_("no date"))
        tags = "  ".join(f"#{tag}" for tag in entry.tags)
        about = " · ".join(facts)
        tags = f"   {tags}" if tags and about else tags
        return line(width, *before, (about, quiet), (tags, quiet))

    def _ask(self) -> None:
        if not self._has_asked:
            self._has_asked = True
            self.post_message(self.PagesWanted())

    # The cursor ------------------------------------------------------------

    def move_cursor(self, steps: int) -> None:
        """Some articles down or up; stays at the ends."""
        if not self.total:
            self.scroll_relative(y=steps, animate=False)
            return
        self.cursor = max(0, min(self.cursor + steps, self.total - 1))

    def move_cursor_page(self, pages: int) -> None:
        """Some screens of articles down or up."""
        self.move_cursor(pages * max(1, self.size.height // self.rows_each - 1))

    def move_cursor_to_end(self, *, first: bool = False) -> None:
        """The last article, or the first."""
        self.cursor = 0 if first else max(0, self.total - 1)

    def pick(self) -> None:
        """Pick the article in hand."""
        if self.entry is not None:
            self.post_message(self.Picked(self.entry))

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in sight."""
        self._bring_into_view(cursor)
        self._tell_cursor()

    def _bring_into_view(self, index: int) -> None:
        height, each = self.scrollable_content_region.height, self.rows_each
        top, shown = index * each, self.scroll_offset.y
        if top < shown:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + min(each, 2) > shown + height > 0:
            self.scroll_to(y=min(top, top + min(each, 2) - height), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._has_asked = False

    # The mouse -------------------------------------------------------------

    def _index_at(self, y: int) -> int | None:
        index = (y + self.scroll_offset.y) // self.rows_each
        return index if index < self.total else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would open."""
        self._hover = self._index_at(event.y)

    def on_leave(self) -> None:
        """Nothing is under the mouse."""
        self._hover = None

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked; or star it, where its star stands."""
        index = self._index_at(event.y)
        entry = self.entry_at(index) if index is not None else None
        if index is None or entry is None:
            return
        self.cursor = index
        right = min(self.scrollable_content_region.width, _WIDEST) - 6
        if right - 3 <= event.x < right:
            self.post_message(self.StarClicked(entry))
        else:
            self.post_message(self.Picked(entry))
