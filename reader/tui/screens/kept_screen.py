"""An article and the library: its place is kept, and it is marked as read. `ReaderScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import _
from reader.tui.jobs import KeepsPlace
from reader.tui.screens.entry_actions import EntryActions
from reader.tui.screens.finding_screen import FindingScreen
from reader.tui.start import First

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from reader.article import Article, Span
    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Library
    from reader.tui.screens.article_screen import Openable, Opened
    from reader.tui.widgets.article_view import ArticleView

_REST = 1.0
"""Seconds without a move after which a place is kept, so that little is lost with the terminal."""
_TO_READ_A_SCREEN = 3.0
"""Seconds after which an article that fits on the screen counts as read."""


class KeptScreen(EntryActions, FindingScreen, KeepsPlace):
    """An article that the library may keep; `entry` is how it keeps it."""

    def __init__(self, article: Openable, language: str | None = None, at: Span | None = None) -> None:
        super().__init__(article, language, at)
        self._keep = False
        self._top = 0
        self._resting: Timer | None = None
        self._was_read = False

    # Opened from the library, found in it, or put there --------------------

    def open(self, opened: Opened) -> None:
        """The first article of a library is put there as soon as it is known who said what."""
        super().open(opened)
        if isinstance(opened, First):
            self._keep = not opened.problem
            if opened.problem:
                self.show_notes((opened.problem,))

    def analysis_shown(self) -> None:
        """Put the article in the library, or look whether it is there."""
        super().analysis_shown()
        if self.entry is not None:
            self._follow_entry()
        elif self._keep:
            self.keep_article(quietly=True)
        elif self.reader_app.library_access.exists():
            article = self.article
            assert article is not None
            self.ask_library("looking", lambda library: entry_of(library, article), self._found)

    def _found(self, entry: ArticleEntry | None) -> None:
        if entry is not None and self.entry is None:
            self._entered(entry)

    def _entered(self, entry: ArticleEntry) -> None:
        self.entry = entry
        self._follow_entry()

    def _follow_entry(self) -> None:
        self.keep_place()
        self._look_for_end(self.view.progress())

    def action_add_to_library(self) -> None:
        """Keep this article in the library."""
        if self.entry is not None:
            self.say(_("This article is in the library."))
        elif self.reading is None:
            self.say(_("Still finding who said what…"))
        else:
            self.keep_article()

    def keep_article(
        self, then: Callable[[ArticleEntry], None] | None = None, *, quietly: bool = False
    ) -> None:
        """Put the article, with who said what in it, in the library; `then` takes its entry."""
        reading = self.reading
        assert reading is not None

        def keep(library: Library) -> ArticleEntry:
            article = library.add(reading).result().article
            library.set_position(article, self._top)
            return library.entry(article)

        def kept(entry: ArticleEntry) -> None:
            self._entered(entry)
            if not quietly:
                self.say(_("Kept in the library."))
            if then is not None:
                then(entry)

        self.ask_library("keeping", keep, kept, finish=True)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Nobody asked whether the article is in the library: say nothing of that."""
        if job == "keeping" and self._keep:
            self.show_notes((str(error),))
        elif job != "looking":
            super().job_failed(job, error)

    # Its place -------------------------------------------------------------

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        """Keep the place when the reader rests, and see when the end is reached."""
        super().on_article_view_moved(event)
        self._top = self.view.top_offset()
        if self.entry is None:
            return
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.keep_place)
        self._look_for_end(event.progress)

    def keep_place(self) -> None:
        """Store where the reader is; it becomes the place to begin at next time."""
        library = self.reader_app.library_access.opened
        if self.entry is not None and library is not None:
            library.set_position(self.entry.id, self._top)

    def on_screen_suspend(self) -> None:
        """Keep the place when another screen opens over the article or it is left."""
        self.keep_place()

    def _look_for_end(self, progress: float) -> None:
        """An article is read when its end was reached; one that fits on the screen, after a while."""
        if self.entry is None or self._was_read or progress < 1:
            return
        self._was_read = True  # once: who marks it as unread means it
        if self.view.max_scroll_y:
            self._has_ended()
        else:
            self.set_timer(_TO_READ_A_SCREEN, self._has_ended)

    def _has_ended(self) -> None:
        if self.entry is not None and not self.entry.read:
            self.set_read(self.entry, True)

    # The article in hand ---------------------------------------------------

    def entry_in_hand(self) -> ArticleEntry | None:
        """The article that is open, if the library keeps it."""
        if self.entry is None:
            self.not_kept()
        return self.entry

    def show_entry(self, entry: ArticleEntry) -> None:
        """Show what changed, in the status line."""
        self.entry = entry


def entry_of(library: Library, article: Article) -> ArticleEntry | None:
    """The entry of an article, if the library keeps it, and with just this text."""
    source = article.metadata.url or article.source
    found = library.find(source) if source not in ("", "-") else None
    if found is None or library.reading(found).article.text != article.text:
        return None
    return library.entry(found)
