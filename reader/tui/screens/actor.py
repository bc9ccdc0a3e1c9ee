"""The page of an actor: who it is, everything it said, and what is said about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from textual.containers import Horizontal
from textual.widgets import Static

from reader.library.protocol import ActorEntry
from reader.translation import _
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.paging import Pages
from reader.tui.screens.actor_changes import ChangingActors
from reader.tui.screens.moving import MovesList
from reader.tui.widgets.actor_profile import ActorProfile, Profile, profile_entries
from reader.tui.widgets.found_quotes import FoundPlace, QuoteList
from reader.tui.widgets.pick_list import BLANK, Entry, PickList, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult

    from reader.library.protocol import Library, QuotePage
    from reader.tui.paging import Step
    from reader.tui.widgets.paged_list import PagedList

BESIDE_FROM = 100
"""From this width the profile stands beside the quotes, below it above them in the same list."""

_QUOTES = "quotes"
_WIDTHS = [(0, "-narrow"), (BESIDE_FROM, "-wide"), (170, "-vast")]
"""Classes by columns, for the style sheet."""


class ActorQuotes(QuoteList):
    """What an actor said, or what is said about it, newest first; its profile above where `has_profile`."""

    def __init__(self) -> None:
        super().__init__(id="actor-quotes")
        self.profile: Profile | None = None
        self.has_profile = False
        self.is_about = False
        self.total: int | None = 0

    def head(self, width: int) -> Iterator[Entry]:
        """The profile, and which of the two lists this is."""
        if self.profile is None:
            return
        if self.has_profile:
            yield from profile_entries(self, self.profile, width)
            yield Entry([BLANK])
        colours = self.colours
        quiet, strong = Style(color=colours["quiet"]), Style(color=colours["accent"], bold=True)
        said = f"{_('SAID')} {self.profile.page.actor.quotes:,}"
        about = _("SAID ABOUT THEM")
        if self.is_about and self.total is not None:
            about = f"{about} {self.total:,}"
        shown = (said, about)[self.is_about]
        pieces = [(f"{'▸' if part == shown else ' '} {part}  ", strong if part == shown else quiet)
                  for part in (said, about)]  # fmt: skip
        order = _("newest first") if self.total != 0 else ""
        yield Entry([line(width - 1, (" ", quiet), *pieces, right=[(f" {order}", quiet)]), BLANK])

    def show_first(self, pages: Pages, step: Step) -> None:
        """Show the first quotes; where the profile stands above them it is read first."""
        self.total = pages.total
        self.show(step.items, complete=pages.is_complete)
        self.read_from_top()


class ActorScreen(MovesList, ChangingActors):
    """Opens over an article or a list; whatever is chosen here opens over it."""

    CSS_PATH = "actor.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.ACTOR)
    HORIZONTAL_BREAKPOINTS = _WIDTHS

    quotes: ActorQuotes

    def __init__(self, actor: int) -> None:
        super().__init__()
        self.actor = actor
        self.profile: Profile | None = None
        self._pages: Pages | None = None
        self.side = ActorProfile(id="actor-profile")
        self.quotes = ActorQuotes()
        self._keys = Static("", id="actor-keys", markup=False)

    def compose(self) -> ComposeResult:
        """The profile beside or above the quotes, and the keys below."""
        with Horizontal(id="actor-page"):
            yield self.side
            with Horizontal(id="actor-middle"):
                yield self.quotes
        yield self._keys

    def on_mount(self) -> None:
        """Ask for everything."""
        self._place(self.app.size.width)
        self.quotes.advice = _("Asking the library…")
        self.quotes.show(())
        self._show_keys()
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """The profile beside the quotes where there is room."""
        self._place(event.size.width)

    def _place(self, width: int) -> None:
        is_beside = width >= BESIDE_FROM
        self.side.display = is_beside
        if self.quotes.has_profile is is_beside:
            self.quotes.has_profile = not is_beside
            self.quotes.rebuild()

    def _show_keys(self) -> None:
        hints = [
            ("scope", _("said or about")),
            ("actors", _("quoted with")),
            ("actor.merge", _("merge")),
            ("actor.split", _("split")),
        ]
        if self.profile is not None and self.profile.changes:
            hints.insert(0, ("actor.undo", _("undo")))
        told = [f"{keys_for(self.app, action)} {hint}" for action, hint in hints]
        self._keys.update("   ".join([*told, _("Esc back")]))

    # What the library knows ------------------------------------------------

    def reload(self) -> None:
        """Ask for the profile and the quotes anew."""
        actor = self.actor

        def ask(library: Library) -> Profile:
            page = library.actor(actor)
            here = {page.actor.id, *(merged.id for merged in page.merged)}
            changes = [
                change
                for change in library.actor_changes()
                if change.actor.id in here or change.other.id in here
            ]
            return Profile(page, tuple(changes))

        self.ask_library("profile", ask, self._show_profile)

    def _show_profile(self, profile: Profile) -> None:
        self.profile = self.quotes.profile = profile
        self.side.show(profile)
        self._show_keys()
        self._ask_quotes()

    def _ask_quotes(self) -> None:
        actor, is_about = self.actor, self.quotes.is_about

        def ask(library: Library, limit: int, offset: int) -> QuotePage:
            quotes = library.quotes_about if is_about else library.quotes_by
            return quotes(actor, limit, offset)

        self._pages = pages = Pages(ask)
        self.ask_library(_QUOTES, pages.next, partial(self._show_quotes, pages))

    def _show_quotes(self, pages: Pages, step: Step) -> None:
        self.quotes.advice = (
            _("No quote of others mentions them.")
            if self.quotes.is_about
            else _("Articles of the library name them, but none quotes them.")
        )
        self.quotes.show_first(pages, step)

    def on_paged_list_more_wanted(self, event: PagedList.MoreWanted) -> None:
        """Get the next quotes before somebody comes to the end of these."""
        event.stop()
        pages = self._pages
        if pages is not None:
            self.ask_library(_QUOTES, pages.next, partial(self._show_more, pages))

    def _show_more(self, pages: Pages, step: Step) -> None:
        if pages is self._pages:
            self.quotes.extend(step.items, complete=pages.is_complete, changed=step.changed)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong where the quotes would stand, or over them."""
        if self.profile is None:
            self.quotes.advice = str(error)
            self.quotes.show(())
        else:
            super().job_failed(job, error)

    # Moving and choosing ---------------------------------------------------

    def action_switch_scope(self) -> None:
        """What it said, or what is said about it."""
        if self.profile is not None:
            self.quotes.is_about = not self.quotes.is_about
            self._ask_quotes()

    def moved_list(self) -> PickList:
        """The list that has the focus, else that of the quotes."""
        return self.focused if isinstance(self.focused, PickList) else self.quotes

    def action_choose_actor(self) -> None:
        """Go to those it is quoted with."""
        if self.profile is None or not self.profile.page.company:
            self.notify(_("No article quotes anybody beside them."), markup=False)
        elif self.side.display:
            self.set_focus(self.side)
        else:
            self.quotes.go_to_first_value()

    def action_open_in_hand(self) -> None:
        """Go to the article of a quote, or to the page of another actor."""
        self.moved_list().pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """An actor or the place of a quote was picked."""
        event.stop()
        match event.value:
            case ActorEntry(id=actor):
                self.reader_app.open_actor(actor)
            case FoundPlace(article=article) as place if article is not None:
                self.reader_app.open_article(article, place.span)

    async def action_search_quotes(self) -> None:
        """Search what it said."""
        if self.profile is not None:
            from reader.tui.screens.quote_search import QuoteSearch

            name = self.profile.page.actor.name.replace('"', " ")
            await self.app.push_screen(QuoteSearch(typed=f'by:"{name}" '))

    async def action_help(self) -> None:
        """Show every key."""
        from reader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen())

    def action_back(self) -> None:
        """From the profile to the quotes, from them to where one was."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.leave()
