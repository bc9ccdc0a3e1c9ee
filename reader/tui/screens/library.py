"""The library screen: the articles that are kept, the newest first, narrowed while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from reader.translation import _
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.jobs import KeepsPlace
from reader.tui.screens.listing import FIELDS, ListingScreen
from reader.tui.screens.moving import MovesList
from reader.tui.widgets.ground import Ground, HorizontalGround, VerticalGround
from reader.tui.widgets.library_sidebar import LibrarySidebar, Shelf, Shelves, shelves_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual import events
    from textual.app import ComposeResult

    from reader.library.article_entry import ArticleEntry, ArticlePage
    from reader.library.protocol import Library
    from reader.tui.widgets.article_list import ArticleList
    from reader.tui.widgets.pick_list import PickList

SIDE_BESIDE_FROM = 96
"""From this width on, searches, tags and outlets stand beside the articles; below it they open over them."""

_ROOMS = ((170, "-vast"), (SIDE_BESIDE_FROM, "-roomy"), (0, "-tight"))
_LOW = 20
_WIDE_ENOUGH = 76

SHELVES = "shelves"


class LibraryScreen(Ground, MovesList, ListingScreen, KeepsPlace):
    """Every article that is kept. One of them is in hand; the keys act on it."""

    CSS_PATH = "library.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.LIBRARY)
    ASKING = (*ListingScreen.ASKING, SHELVES)

    def __init__(self, first: ArticlePage | None = None) -> None:
        """`first` is the beginning of the list, where it was asked for already."""
        super().__init__()
        self._first = first
        self._side = {"beside": True, "over": False}
        self.side = LibrarySidebar()

    def compose(self) -> ComposeResult:
        """What narrows the list beside it, the filter above it."""
        self.status.progress = None
        self.status.section = _("Library")
        with HorizontalGround(id="body"):
            yield self.side
            with VerticalGround(id="main"):
                with Horizontal(id="filter"):
                    yield Static("/", id="sign", markup=False)
                    yield self.field
                    yield self.count
                yield self.message
                yield self.list
        yield self.status

    def on_mount(self) -> None:
        """Show the newest articles; everything else comes after them."""
        if self._first is not None:
            self.show_page(self._first)
        else:
            self.load()

    def on_screen_resume(self) -> None:
        """Show what changed while an article was read; this is the place to begin at next time."""
        if self._has_loaded:
            self.reload()
        self.keep_place()

    def keep_place(self) -> None:
        """The reader is in no article."""
        library = self.reader_app.library_access.opened
        if library is not None:
            library.clear_last_place()

    # Articles --------------------------------------------------------------

    def reload(self) -> None:
        """Ask for the same articles again, and for what stands beside them."""
        super().reload()
        self.change_stored()

    def articles_shown(self, is_first: bool) -> None:
        """Mark the search that narrows the list; everything else comes after the first articles."""
        self.side.mark(self.typed)
        if is_first:
            self.keep_place()
            self.call_after_refresh(self._show_rest)

    def _show_rest(self) -> None:
        self.change_stored()
        self.collect_again()

    # Beside the articles ---------------------------------------------------

    def _show_shelves(self, shelves: Shelves) -> None:
        self.side.show(shelves)
        if not self.typed and shelves.articles:
            self.list.set_total(shelves.articles)
            self.show_count(shelves.articles)

    def on_resize(self, event: events.Resize) -> None:
        """Searches, tags and outlets stand beside the articles where there is room."""
        width, height = event.size
        room = next(name for least, name in _ROOMS if width >= least)
        for _least, name in _ROOMS:
            self.set_class(name == room, name)
        self.set_class(height < _LOW, "-low")
        self.set_class(self._room() == "over", "-side-over")
        self.side.display = self._side[self._room()]
        self.field.placeholder = FIELDS if width >= _WIDE_ENOUGH else _("filter")

    def _room(self) -> str:
        return "beside" if self.app.size.width >= SIDE_BESIDE_FROM else "over"

    def _show_side(self, shown: bool) -> None:
        self._side[self._room()] = self.side.display = shown
        if not shown and self.side.has_focus:
            self.set_focus(None)

    def action_toggle_sidebar(self) -> None:
        """Show or hide searches, tags and outlets."""
        self._show_side(not self.side.display)

    def action_switch_side(self) -> None:
        """To searches, tags and outlets and back; completes what is typed where something is asked."""
        if self.asking is not None and self.asking.is_open:
            self.asking.complete()
        elif self.side.has_focus:
            self.set_focus(None)
        else:
            self._show_side(True)
            self.set_focus(self.side)

    def on_descendant_focus(self) -> None:
        """Show which list the keys move."""
        self.list.is_active = not self.side.has_focus

    def on_descendant_blur(self) -> None:
        """The keys are for the articles, unless something else takes them at once."""
        self.list.is_active = not self.side.has_focus

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Narrow the articles to what was picked."""
        event.stop()
        assert isinstance(event.value, Shelf)
        self.narrow(event.value.query)
        if self._room() == "over":
            self._show_side(False)
        self.set_focus(None)

    async def action_save_search(self) -> None:
        """Keep the search under a name."""
        typed = self.field.value.strip()
        if not typed:
            key = keys_for(self.app, "library.filter")
            self.say(_("There is no search to save: {key} narrows the articles.").format(key=key))
            return

        def save(name: str) -> None:
            self.change_library(lambda library: library.save_search(name, typed), lambda _none: self.reload())

        prompt = await self.prompt()
        prompt.ask(_("Save this search as "), save, hint=_("Enter saves   Esc back"))

    # The article in hand ---------------------------------------------------

    def entry_in_hand(self) -> ArticleEntry | None:
        """The article that the cursor is on."""
        if self.list.entry is None:
            self.say(_("No article is in hand."))
        return self.list.entry

    def show_entry(self, entry: ArticleEntry) -> None:
        """Show what changed."""
        self.list.replace(entry)

    def change_stored(self) -> None:
        """The numbers of the tags may have changed."""
        self.ask_library(SHELVES, shelves_of, self._show_shelves)

    def on_article_list_picked(self, event: ArticleList.Picked) -> None:
        """Open an article where its reader left it."""
        self.set_focus(None)
        self.reader_app.open_article(event.entry)

    def on_article_list_star_clicked(self, event: ArticleList.StarClicked) -> None:
        """The place of a star was clicked."""
        self.action_toggle_star()

    def action_remove(self) -> None:
        """Forget the saved search or the article in hand, if that is meant."""
        shelf = self.side.shelf if self.side.has_focus else None
        if shelf is not None:
            name = shelf.saved
            if name is None:
                self.say(_("Only saved searches can be removed here."))
                return
            question = _("Remove the saved search {name}?").format(name=name)
            self._confirm(question, lambda library: library.remove_search(name))
            return
        entry = self.entry_in_hand()
        if entry is not None:
            title = entry.title or _("Untitled")
            question = _("Remove “{title}” with its notes and tags?").format(title=title)
            self._confirm(question, lambda library: library.remove(entry.id))

    def _confirm(self, question: str, change: Callable[[Library], Future[None]]) -> None:
        from reader.tui.screens.question import Question

        def answered(is_yes: bool | None) -> None:
            if is_yes:
                self.change_library(change, lambda _none: self.reload())

        self.app.push_screen(Question(question, yes=_("remove it"), no=_("keep it")), answered)

    # Moving, opening, going back -------------------------------------------

    def moved_list(self) -> PickList | ArticleList:
        """The list that the keys move."""
        return self.side if self.side.has_focus else self.list

    def action_open_in_hand(self) -> None:
        """Pick what the cursor is on; try again after a problem."""
        if self.side.has_focus:
            self.side.pick()
        elif self.problem:
            self.load()
        else:
            self.list.pick()

    async def action_search_library(self) -> None:
        """Search what was said in all articles; the next keys are meant for the search."""
        from reader.tui.screens.quote_search import QuoteSearch

        await self.app.push_screen(QuoteSearch())

    async def action_help(self) -> None:
        """Show every key."""
        from reader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen())

    def action_back(self) -> None:
        """Undo the last thing that was opened; then show all articles; then leave."""
        if self.is_asking:
            self.stop_asking()
        elif self.focused is not None:
            self.set_focus(None)
            self.hint()
            if self._room() == "over":
                self._show_side(False)
        elif self._room() == "over" and self.side.display:
            self._show_side(False)
        elif self.query("Notes"):
            self.query("Notes").remove()
        elif self.is_adding:
            self.stop_adding()
        elif self.field.value:
            self.narrow("")
        else:
            self.leave()
