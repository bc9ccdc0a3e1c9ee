"""The reader's application: themes, keys and screens, wired together."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.command import CommandPalette

from reader.tui.background import AbandoningExecutor
from reader.tui.commands import Commands, Scope, bindings
from reader.tui.jobs import KeepsPlace
from reader.tui.library_access import LibraryAccess, StoredReading
from reader.tui.library_commands import LibraryActors
from reader.tui.preferences import PreferringApp
from reader.tui.start import AtTheList, Start
from reader.tui.theme_commands import Themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.command import Provider
    from textual.screen import Screen

    from reader.article import Span
    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import ActorEntry, Library
    from reader.settings import Loaded
    from reader.tui.feed_fetch import FeedFetch
    from reader.tui.screens.article_screen import Openable

_HERE = Path(__file__).parent


class ReaderApp(PreferringApp, inherit_bindings=False):
    """Shows one article and who said what in it."""

    # The first screen does not load its own style sheet, so it comes with the app's.
    CSS_PATH: ClassVar[list[str | PurePath]] = [_HERE / "app.tcss", _HERE / "screens" / "reader.tcss"]
    BINDINGS = bindings(Scope.APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        Commands,
        LibraryActors,
        Themes,
    }
    NOTIFICATION_TIMEOUT = 4
    TITLE = "g7reader"

    def __init__(
        self,
        article: Openable | Start,
        language: str | None = None,
        *,
        theme: str | None = None,
        library: Callable[[], Library] | LibraryAccess | None = None,
        settings: Loaded | None = None,
    ) -> None:
        """Opens on `article`, or where a `Start` says.

        `library` is the library, or opens it when it is first needed; else it is the user's own.
        `settings` are the user's, else the defaults count; `theme` goes before theirs.
        """
        self._first = self._to_begin_with(article)
        at_list = isinstance(self._first, AtTheList)
        super().__init__(
            settings, css_path=[_HERE / "app.tcss", _HERE / "screens" / "library.tcss"] if at_list else None
        )
        self._language = language
        self.library_access = library if isinstance(library, LibraryAccess) else LibraryAccess(library)
        self.problem: str | None = None
        self.feed_fetch: FeedFetch | None = None
        self.use_settings(theme)

    @staticmethod
    def _to_begin_with(article: Openable | Start) -> Openable | AtTheList:
        """What the first screen opens."""
        if not isinstance(article, Start):
            return article
        try:
            return article.place() if article.is_known else article.place
        except AtTheList as at_list:
            return at_list

    def on_load(self) -> None:
        """Let nothing that goes on in the background delay quitting."""
        asyncio.get_running_loop().set_default_executor(AbandoningExecutor())

    async def on_event(self, event: events.Event) -> None:
        """Act on a key at once where no field or list has the focus.

        Textual hands on every key that it has read before the first of them is acted upon:
        of `/syria` typed in one go, `syria` would miss the field that `/` is about to open.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and await self._has_acted_on(event.key):
            return
        await super().on_event(event)

    async def _has_acted_on(self, key: str) -> bool:
        if self.focused is not None and not getattr(self.focused, "leaves_keys", False):
            return False
        bound = self.screen.active_bindings.get(key)
        return bound is not None and await self.run_action(bound.binding.action, bound.node)

    def get_default_screen(self) -> Screen[None]:
        """The first screen is the one that is wanted, without an empty screen before it."""
        if not isinstance(self._first, AtTheList):
            from reader.tui.screens.reader import ReaderScreen

            return ReaderScreen(self._first, self._language)
        from reader.tui.screens.library import LibraryScreen

        return LibraryScreen(self._first.first)

    def begin_at_list(self) -> None:
        """Have the list of the library over the first screen, which stays empty.

        To leave the list is then to quit.
        """
        from reader.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen(), lambda _none: self.exit())

    def open_article(self, entry: ArticleEntry, at: Span | None = None) -> None:
        """Open an article of the library, at `at` or where its reader left it."""
        loading = self.library_access.put(lambda library: StoredReading(entry, library.reading(entry.id)))
        from reader.tui.screens.reader import ReaderScreen

        self.push_screen(ReaderScreen(loading.result, at=at))

    def open_actor(self, actor: int) -> None:
        """Open the page of an actor of the library."""
        from reader.tui.screens.actor import ActorScreen

        self.push_screen(ActorScreen(actor))

    def action_find_actor(self) -> None:
        """Choose an actor of the library, to open its page."""
        from reader.tui.screens.choose_actor import ChooseActor

        def chosen(actor: ActorEntry | None) -> None:
            if actor is not None:
                self.open_actor(actor.id)

        if not isinstance(self.screen, ChooseActor):
            self.push_screen(ChooseActor(), chosen)

    async def action_show_library(self) -> None:
        """Go to the library: back to it, where it is open below."""
        from reader.tui.screens.library import LibraryScreen

        if any(isinstance(screen, LibraryScreen) for screen in self.screen_stack):
            while not isinstance(self.screen, LibraryScreen):
                await self.pop_screen()
        else:
            await self.push_screen(LibraryScreen())

    def action_show_notes(self) -> None:
        """List the bookmarks and notes: of the article that is open, or of all."""
        from reader.tui.screens.annotations import AnnotationsScreen
        from reader.tui.screens.reader import ReaderScreen

        reader = self.screen if isinstance(self.screen, ReaderScreen) else None

        def chosen(place: Span | None) -> None:
            if place is not None and reader is not None:
                reader.go_to_place(place)

        if not isinstance(self.screen, AnnotationsScreen):
            here = reader.entry if reader is not None else None
            self.push_screen(AnnotationsScreen(here, is_article=reader is not None), chosen)

    def action_command_palette(self) -> None:
        """Open the command palette."""
        from reader.tui.screens.palette import Palette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette())

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave; where somebody was is where the reader begins next time."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, KeepsPlace):
                screen.keep_place()
                break
        super().exit(result, return_code, message)

    def action_fetch_feeds(self) -> None:
        """Fetch what is new in the feeds; while that goes on, stop it."""
        if self.feed_fetch is not None:
            self.feed_fetch.cancel()
            return
        from reader.tui.feed_fetch import FeedFetch

        self.feed_fetch = FeedFetch(self)
        self.feed_fetch.start()

    def give_up(self, problem: str) -> None:
        """Leave, because there is nothing to read; `run` says why and returns 2."""
        self.problem = problem
        self.exit(return_code=2)


def run(
    article: Openable | Start,
    language: str | None = None,
    *,
    library: Callable[[], Library] | LibraryAccess | None = None,
    settings: Loaded | None = None,
) -> int:
    """Open the reader on an article, on what `article()` loads, or where `Start` says; returns the exit code.

    `language` overrides the article's own; `settings` are the user's. When loading fails the reason
    goes to standard error as one line and the exit code is 2.
    """
    app = ReaderApp(article, language, library=library, settings=settings)
    try:
        app.run()
    finally:
        app.stop_watching()
        if app.feed_fetch is not None:
            app.feed_fetch.cancel()
        app.library_access.close()
    for told in (app.problem, app.crash):
        if told is not None and sys.stderr is not None:
            print(f"g7reader: {told}", file=sys.stderr)
    return app.return_code or 0
