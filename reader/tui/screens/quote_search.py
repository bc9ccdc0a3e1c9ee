"""Quote search: what was said in this article or in the whole library, narrowed while typing."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.layout.frames import QUOTE_SIGN
from reader.library.errors import LibraryError
from reader.library.matching import QuoteIndex
from reader.library.protocol import Order
from reader.library.query import QueryError, parse
from reader.reading import Quote
from reader.translation import _, ngettext
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.jobs import WorkingScreen
from reader.tui.paging import Pages
from reader.tui.screens.breakpoints import LOW_OR_HIGH
from reader.tui.screens.moving import MovesList
from reader.tui.widgets.found_quotes import FoundPlace, FoundWords, QuoteList, found_words
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import Input

    from reader.library.query import Query
    from reader.reading import Reading
    from reader.tui.paging import Step
    from reader.tui.theme import SpeakerColours
    from reader.tui.widgets.paged_list import PagedList
    from reader.tui.widgets.pick_list import PickList

_SEARCH = "search"
_SLOW = 0.2
_WIDTHS = [(0, "-narrow"), (72, "-wide")]
"""Classes by columns, for the style sheet."""


class Where(Enum):
    """Where quotes are searched."""

    ARTICLE = auto()
    LIBRARY = auto()


_EXAMPLES = {
    Where.ARTICLE: ("by:name", "about:name", "in:section", "kind:direct", "-not"),
    Where.LIBRARY: ("by:name", "about:name", "outlet:name", "after:2024-03", "is:starred", "-not"),
}


class QuoteSearch(MovesList, WorkingScreen[Quote | None], ModalScreen[Quote | None]):
    """Opens over an article or the library; gives back the quote of the article to go to, if any.

    What is chosen in the library opens over the search, and leaving it leads back to the results.
    """

    CSS_PATH = "quote_search.tcss"
    AUTO_FOCUS = "TextField"
    BINDINGS = bindings(Scope.SEARCH)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = LOW_OR_HIGH

    def __init__(
        self, reading: Reading | None = None, speakers: SpeakerColours | None = None, typed: str = ""
    ) -> None:
        """Searches `reading` first; without one, the library is all there is to search."""
        super().__init__()
        self._reading = reading
        self._speakers = speakers
        self._index = QuoteIndex(reading) if reading is not None else None
        self.where = Where.LIBRARY if reading is None else Where.ARTICLE
        self._typed = {self.where: typed}
        self._pages: Pages | None = None
        self._slow: Timer | None = None
        self.field = TextField(_("what was said"))
        self.results = QuoteList(id="results")
        self.results.can_focus = False
        self._count = Static("", id="count", markup=False)
        self._scope = Static("", id="scope", markup=False)
        self._message = Static("", id="message", markup=False)

    def compose(self) -> ComposeResult:
        """The field, where is searched, a line that helps, and the results."""
        with Vertical(id="search"):
            with Horizontal(id="query"):
                yield Static(QUOTE_SIGN, id="sign", markup=False)
                yield self.field
                yield self._count
            yield self._message
            yield self._scope
            yield self.results
            yield Static(_("↑ ↓ choose   Enter go there   Esc back"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Start with every quote, or with what was searched for before."""
        self._show_scope()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        if event.value != self._typed.get(self.where):
            self._search(event.value)

    # Where is searched -----------------------------------------------------

    def action_switch_scope(self) -> None:
        """Search the library instead of the article, or the article again, each for its own words."""
        if self._reading is None:
            self.notify(_("No article is open: the library is searched."), markup=False)
            return
        typed = self.field.value
        self.where = Where.ARTICLE if self.where is Where.LIBRARY else Where.LIBRARY
        # What was typed is searched for in the other place too, until something else was typed there.
        self._typed.setdefault(self.where, typed)
        self._show_scope()

    def _show_scope(self) -> None:
        typed = self._typed[self.where]
        self.results.article_speakers = self._speakers if self.where is Where.ARTICLE else None
        self.results.advice = ""
        self.results.show(())
        self._count.update("")
        self.field.value = typed
        self._search(typed)

    def _tell_scope(self, order: Order | None = None) -> None:
        """Say in words what is searched, and how the results stand."""
        key = keys_for(self.app, "scope")
        if self.where is Where.ARTICLE:
            here, other = _("In this article, in its order"), _("{key} searches the library").format(key=key)
        else:
            orders = {
                None: _("In the library"),
                Order.BEST: _("In the library, best first"),
                Order.NEWEST: _("In the library, newest first"),
            }
            here = orders[order]
            other = _("{key} searches this article").format(key=key) if self._reading is not None else ""
        self._scope.update(Content.assemble((here, "bold $accent"), (f"   {other}", "$quiet")))

    # Searching -------------------------------------------------------------

    def _search(self, typed: str) -> None:
        self._typed[self.where] = typed
        self._stop()
        try:
            query = parse(typed, typing=True)
        except QueryError as error:
            self._show_error(error)
            return
        self._slow = self.set_timer(_SLOW, lambda: self._count.update(_("searching…")))
        if self.where is Where.LIBRARY:
            pages = Pages(lambda library, limit, offset: library.search(query, limit, offset))
            self._pages = pages
            self.ask_library(_SEARCH, pages.next, partial(self._show_first, pages, query))
        else:
            self.in_background(_SEARCH, partial(self._search_article, query), self._show_article)

    def _stop(self) -> None:
        """Let go of what is being searched: something else was asked."""
        self.workers.cancel_group(self, _SEARCH)
        self._pages = None
        self._is_done()

    def _is_done(self) -> None:
        if self._slow is not None:
            self._slow.stop()
            self._slow = None

    def _search_article(self, query: Query) -> list[FoundWords]:
        assert self._reading is not None and self._index is not None
        article = self._reading.article
        return [found_words(article, hit.quote, hit.hits) for hit in self._index.search(query)]

    def _show_article(self, found: list[FoundWords]) -> None:
        assert self._reading is not None
        self._is_done()
        total = len(self._reading.analysis.quotes)
        self.results.advice = (
            _("No quote says that. Try fewer words, or only the beginning of one.")
            if total
            else _("Nobody is quoted in this article. Esc goes back to it.")
        )
        self.results.show(found)
        every = ngettext("1 quote", "{n} quotes", total).format(n=total)
        some = _("{n} of {every}").format(n=len(found), every=every)
        self._count.update(every if len(found) == total else some)
        self._tell_scope()
        self._show_hint()

    def _show_first(self, pages: Pages, query: Query, step: Step) -> None:
        self._is_done()
        self.results.advice = (
            _("No quote in the library says that. Try fewer words, or only the beginning of one.")
            if query
            else _("The library has no quotes yet: articles that are added to it are searched here.")
        )
        self.results.show(step.items, complete=pages.is_complete)
        total = pages.total
        counted = ngettext("1 quote", "{n:,} quotes", total or 0).format(n=total or 0)
        self._count.update(counted if total is not None else _("very many quotes"))
        self._tell_scope(pages.order if total != 0 else None)
        self._show_hint()

    def on_paged_list_more_wanted(self, event: PagedList.MoreWanted) -> None:
        """Get the next results before somebody comes to the end of these."""
        event.stop()
        pages = self._pages
        if pages is not None:
            self.ask_library(_SEARCH, pages.next, partial(self._show_more, pages))

    def _show_more(self, pages: Pages, step: Step) -> None:
        if pages is self._pages:
            self.results.extend(step.items, complete=pages.is_complete, changed=step.changed)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong where the results would stand."""
        self._is_done()
        self._tell_scope()
        if isinstance(error, LibraryError):
            self.results.advice = str(error)
        else:
            self.results.advice = _("The search went wrong: {error!r}").format(error=error)
        self.results.show(())
        self._count.update("")

    def _show_hint(self) -> None:
        self._message.update(Content.styled("  ".join(_EXAMPLES[self.where]), "$quiet"))

    def _show_error(self, error: QueryError) -> None:
        self.results.advice = ""
        self.results.show(())
        self._count.update("")
        self._tell_scope()
        self._message.update(self.field.pointing_at(error.position, error.message))

    # Choosing --------------------------------------------------------------

    def moved_list(self) -> PickList:
        """The list of what can be chosen."""
        return self.results

    def on_input_submitted(self) -> None:
        """Go to the chosen quote."""
        self.results.pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the quote that was picked."""
        event.stop()
        place = cast("FoundPlace", event.value)
        if place.article is None:
            self.dismiss(place.quote)
        else:
            self.reader_app.open_article(place.article, place.span)

    def action_back(self) -> None:
        """Stay where one was."""
        self.dismiss(None)
