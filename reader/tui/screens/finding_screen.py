"""Finding words in an article, and the way back to where one was. `ReaderScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.finding import first_from
from reader.tui.screens.article_screen import ArticleScreen

if TYPE_CHECKING:
    from reader.article import Span
    from reader.tui.screens.article_screen import Openable
    from reader.tui.widgets.find_bar import FindBar


class Place(NamedTuple):
    """Where somebody was reading: to the row as long as the article is laid out as then."""

    offset: int
    row: int
    extent: Size


class FindingScreen(ArticleScreen):
    """An article in which words can be found."""

    def __init__(self, article: Openable, language: str | None = None, at: Span | None = None) -> None:
        super().__init__(article, language, at)
        self._find_bar: FindBar | None = None
        self._find_from = Place(0, 0, Size(0, 0))
        self._words = ""
        self._hit: int | None = None

    # Places ----------------------------------------------------------------

    def here(self) -> Place:
        """Where somebody is reading now."""
        return Place(self.view.top_offset(), self.view.scroll_offset.y, self.view.virtual_size)

    def return_to(self, place: Place) -> None:
        """Go back to where somebody was reading."""
        if place.extent == self.view.virtual_size:
            self.view.scroll_to(y=place.row, animate=False)
        else:
            self.view.go_to(place.offset, "top")

    def bring_into_view(self, span: Span) -> None:
        """Show `span`; nothing moves when it can be seen already."""
        if self.view.visible_span().contains(span):
            self.read_section_at(span.start)
        else:
            self.go_to(span.start)

    # Finding words ---------------------------------------------------------

    async def action_find(self) -> None:
        """Open the find bar, and wait for it: the next keys are meant for it."""
        if self.article is None:
            return
        self._find_from = self.here()
        if self._find_bar is None:
            from reader.tui.widgets.find_bar import FindBar

            self._find_bar = FindBar()
            await self.mount(self._find_bar, before=self.status)
        self._find_bar.open()

    def on_find_bar_typed(self, event: FindBar.Typed) -> None:
        """Find while typing, away from the interface's thread."""
        self._words = event.words
        words, finder = event.words, self.finder
        self.in_background("finding", lambda: finder.find(words), lambda hits: self._show_found(words, hits))

    def _show_found(self, words: str, hits: tuple[Span, ...]) -> None:
        if words != self._words:
            return
        self.view.hits = hits
        self._show_hit(first_from(hits, self._find_from.offset))
        if not hits and not self.is_finding():
            self.say(_("{words} is not in this article.").format(words=words))

    def _show_hit(self, index: int | None) -> None:
        hits, self._hit = self.view.hits, index
        self.view.current_hit = hits[index] if index is not None else None
        if index is not None:
            self.bring_into_view(hits[index])
        elif self.is_finding():
            self.return_to(self._find_from)
        self._show_count()

    def _show_count(self) -> None:
        """Say which hit of how many is shown: in the find bar, later in the status line."""
        assert self._find_bar is not None
        total = len(self.view.hits)
        count = f"{(self._hit or 0) + 1}/{total}" if total else _("not found") if self._words.strip() else ""
        self._find_bar.show_count(count)
        self.status.state = f"/{self._words}  {count}" if total and not self.is_finding() else ""

    def on_find_bar_entered(self) -> None:
        """Stay at the place found and read on."""
        self._close_find_bar()
        self._show_count()

    def action_find_again(self, step: int) -> None:
        """The next or previous hit, around the ends."""
        if self.view.hits:
            self._show_hit(((self._hit or 0) + step) % len(self.view.hits))
        else:
            key = keys_for(self.app, "find")
            self.say(_("Nothing was searched for: {key} finds words.").format(key=key))

    def is_finding(self) -> bool:
        """Whether somebody types in the find bar."""
        return self._find_bar is not None and self._find_bar.display

    def _close_find_bar(self) -> None:
        if self._find_bar is not None:
            self._find_bar.display = False
        self.set_focus(None)

    def stop_finding(self) -> None:
        """Close the find bar and go back to where it was opened."""
        self._close_find_bar()
        self.clear_hits()
        self.return_to(self._find_from)

    def clear_hits(self) -> None:
        """Forget what was found."""
        self.view.hits, self.view.current_hit, self._hit = (), None, None
        self._words = self.status.state = ""
