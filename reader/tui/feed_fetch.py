"""Fetching what is new in the feeds while somebody reads: in the background, over every screen."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.translation import _, ngettext
from reader.tui.commands import keys_for
from reader.web.cancellation import Cancellation

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from reader.library.protocol import Library
    from reader.newsstand.fetching import Reached
    from reader.newsstand.report import Report
    from reader.tui.app import ReaderApp

MOST_TOLD = 5
"""How many events a notification tells of."""
_BAR = 16


class FetchLine(Widget):
    """One row at the bottom of a screen, for as long as feeds are fetched."""

    DEFAULT_CSS = """
    FetchLine { height: 1; width: 100%; padding: 0 1; background: $surface; color: $foreground; }
    """

    reached: reactive[Reached | None] = reactive(None)

    def render(self) -> Content:
        """How far it is, and how to stop it."""
        key = keys_for(self.app, "feeds.fetch")
        stop = Content.assemble("   ", (key, "bold"), f" {_('stops')}")
        reached = self.reached
        if reached is None:
            return Content(_("Fetching the feeds…")) + stop
        bar = _BAR if self.content_size.width >= 60 else 0
        full = bar * reached.done // max(1, reached.feeds)
        articles = ngettext("{count} article", "{count} articles", reached.articles)
        told = Content.assemble(
            f"{_('Fetching')} " if bar else "",
            ("━" * full, "$accent"),
            ("─" * (bar - full), "$text-muted"),
            f"{' ' if bar else ''}{reached.done}/{reached.feeds}   ",
            articles.format(count=f"{reached.articles:,}"),
        )
        room = self.content_size.width - told.cell_length - stop.cell_length - 3
        if room > 8:
            told = Content("   ").join([told, Content(reached.title).truncate(room, ellipsis=True)])
        return (told + stop).truncate(self.content_size.width, ellipsis=True)


class FeedFetch:
    """One fetch of all feeds: `start` it once, on the interface's thread."""

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._cancellation = Cancellation()
        self._reached: Reached | None = None
        self._is_told = True
        self._line = FetchLine()

    def start(self) -> None:
        """Fetch in a thread of its own, which never keeps the program from ending."""
        self._app.call_later(self._show)
        Thread(target=self._work, name="feeds", daemon=True).start()

    def cancel(self) -> None:
        """Stop; what came is kept."""
        self._cancellation.cancel()

    # In the fetching thread ------------------------------------------------

    def _work(self) -> None:
        from reader.newsstand.report import Report

        report = Report()
        problem = ""
        try:
            library = self._app.library_access.put(lambda library: library).result()
            self._fetch(library, report)
        except Exception as error:  # whatever it is, whoever waits must hear of it
            problem = str(error) or repr(error)
        self._app.call_later(self._end, report, problem)

    def _fetch(self, library: Library, report: Report) -> None:
        from reader.newsstand.fetching import fetch_feeds

        feeds = [kept for kept in library.feeds() if not kept.state.gone]
        looks = fetch_feeds(library, feeds, cancellation=self._cancellation, progress=self._tell)
        for looked in looks:
            report.take(looked)

    def _tell(self, reached: Reached) -> None:
        self._reached = reached
        if self._is_told:  # one message is on its way at a time
            self._is_told = False
            self._app.call_later(self._show)

    # On the interface's thread ---------------------------------------------

    async def _show(self) -> None:
        self._is_told = True
        self._line.reached = self._reached
        screen = next(screen for screen in reversed(self._app.screen_stack) if not screen.is_modal)
        if self._line.parent is not screen:
            if self._line.is_attached:
                await self._line.remove()
                self._line = FetchLine()
                self._line.reached = self._reached
            await screen.mount(self._line)

    async def _end(self, report: Report, problem: str) -> None:
        if self._line.is_attached:
            await self._line.remove()
        self._app.feed_fetch = None
        if problem:
            self._app.notify(problem, title=_("Feeds"), severity="error", markup=False)
        else:
            self._tell_end(report)
        for screen in self._app.screen_stack:
            reload = getattr(screen, "reload", None)
            if reload is not None:
                reload()

    def _tell_end(self, report: Report) -> None:
        if not report.looked and not self._cancellation.cancelled:
            told = _("No feeds are followed. In a terminal, “{command}” follows one.")
            self._app.notify(told.format(command="g7reader feeds add https://…"), markup=False)
            return
        title = _("Fetching stopped") if self._cancellation.cancelled else _("Feeds fetched")
        events = report.events[:MOST_TOLD]
        more = len(report.events) - len(events)
        if more > 0:
            events.append(_("and {count} more: g7reader feeds list").format(count=more))
        severity: SeverityLevel = "warning" if report.failing else "information"
        message = "\n".join([report.summary(), *events])
        self._app.notify(message, title=title, severity=severity, markup=False, timeout=10 if events else 4)
