"""The articles that a query answers, asked for as far as they are seen. `LibraryScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.library.errors import LibraryError
from reader.library.query import Query, QueryError, parse
from reader.translation import _, ngettext
from reader.tui.commands import Scope
from reader.tui.screens.adding import AddingScreen
from reader.tui.start import PAGE
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.status_line import StatusLine
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import Input

    from reader.library.article_entry import ArticlePage
    from reader.library.protocol import Library

_PATIENCE = 0.2

FIELDS = _("words, by:name, outlet:name, tag:name, is:unread")
"""What the field says while it is empty."""

ARTICLES, PAGES = "articles", "pages"


class ListingScreen(AddingScreen):
    """A list of articles, and a field that narrows it while typing."""

    ASKING: ClassVar[tuple[str, ...]] = (ARTICLES, PAGES)
    """The jobs that ask a library; one that fails is a problem of the library."""

    def __init__(self) -> None:
        super().__init__()
        self._query = Query("")
        self.typed = ""
        """What narrows the list, with single spaces."""
        self.problem = ""
        """Why the library could not be asked."""
        self._has_loaded = False
        self._waiting: Timer | None = None
        self.list = ArticleList(id="articles")
        self.field = TextField(FIELDS, id="filter-field")
        self.status = StatusLine(Scope.LIBRARY)
        self.count = Static("", id="count", markup=False)
        self.message = Static("", id="message", markup=False)

    # Articles --------------------------------------------------------------

    def reload(self) -> None:
        """Ask for the same articles again, and stay in place."""
        self.load(again=True)

    def load(self, *, again: bool = False) -> None:
        """Ask for the articles; `again` stays in place."""
        query = self._query
        pages = [page for page in self.list.in_sight() if page] if again else []

        def ask(library: Library) -> tuple[ArticlePage, dict[int, ArticlePage]]:
            first = library.articles(query, PAGE)
            return first, {page: library.articles(query, PAGE, page * PAGE) for page in pages}

        self._stop_waiting()
        self._waiting = self.set_timer(_PATIENCE, self._say_waiting)
        self.ask_library(
            ARTICLES, ask, lambda answer: self.show_page(answer[0], answer[1] if again else None)
        )

    def _say_waiting(self) -> None:
        self.status.state = _("searching…") if self._has_loaded else _("opening the library…")

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self.status.state = ""

    def show_page(self, first: ArticlePage, more: dict[int, ArticlePage] | None = None) -> None:
        """Show an answer from its beginning; with `more` it is the same one again, and stays in place."""
        self._stop_waiting()
        self.problem = ""
        if first.articles:
            self.list.show(first, more)
        else:
            from reader.tui.widgets.library_advice import empty_library, no_answer

            self.list.advise(no_answer(self.app) if self.typed else empty_library(self.app))
        self.show_count(first.total)
        self.hint()
        is_first, self._has_loaded = not self._has_loaded, True
        self.articles_shown(is_first)

    def articles_shown(self, is_first: bool) -> None:
        """What else a screen shows of an answer; `is_first` for the first one that came."""

    def show_count(self, total: int | None) -> None:
        """How many there are, and in which order they stand."""
        if not total and not self.list.total:
            self.count.update("")
            return
        if total is None:
            count = _("more than {n} articles").format(n=f"{self.list.total - PAGE:,}")
        else:
            count = ngettext("{n} article", "{n} articles", total).format(n=f"{total:,}")
        self.count.update(f"{count} · " + _("newest first"))

    def on_article_list_pages_wanted(self) -> None:
        """Ask for what came into sight."""
        query, numbers = self._query, self.list.missing()

        def ask(library: Library) -> dict[int, ArticlePage]:
            return {number: library.articles(query, PAGE, number * PAGE) for number in numbers}

        def put(pages: dict[int, ArticlePage]) -> None:
            for number, page in pages.items():
                if query is self._query:
                    self.list.put(number, page)

        if numbers:
            self.ask_library(PAGES, ask, put)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """A library that cannot be asked says why, and what to do."""
        if job not in self.ASKING:
            super().job_failed(job, error)
            return
        self._stop_waiting()
        is_known = isinstance(error, LibraryError)
        self.problem = str(error) if is_known else _("The search went wrong: {error!r}").format(error=error)
        if job == ARTICLES:
            from reader.tui.widgets.library_advice import no_library

            self.count.update("")
            self.list.advise(no_library(self.app, self.problem))

    # Filtering -------------------------------------------------------------

    def action_filter(self) -> None:
        """Narrow the articles while typing."""
        self.stop_asking()
        self.set_focus(self.field)
        self.field.select_all()
        self.hint()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        typed = event.value
        try:
            self._query = parse(typed, typing=True)
        except QueryError as error:
            self.message.update(self.field.pointing_at(error.position, error.message))
            return
        if typed.split() != self.typed.split() or not typed:
            self.typed = " ".join(typed.split())
            self.load()
        else:
            self.hint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done typing: the keys are for the articles again."""
        event.stop()
        self.set_focus(None)
        self.hint()

    def hint(self) -> None:
        """Say what can be typed, while something is."""
        examples = ("outlet:name", "tag:name", "by:name", "after:2017-04", "is:starred", "-not")
        self.message.update(
            Content.styled("  ".join(examples), "$quiet") if self.field.has_focus else Content("")
        )

    def narrow(self, query: str) -> None:
        """Show the articles that answer `query`."""
        self.field.value = query
