"""The reader screen: what is in hand, finding, searching, and what stands beside the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.article import Actor, Section, Span
from reader.reading import How, Quote
from reader.translation import _
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.screens.in_hand import InHandScreen
from reader.tui.widgets.article_view import ArticleView, Highlights
from reader.tui.widgets.pick_list import PickList
from reader.tui.widgets.sidebar import section_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reader.settings.schema import Settings
    from reader.tui.screens.article_screen import Openable
    from reader.tui.screens.finding_screen import Place
    from reader.tui.widgets.inspector import Inspector

SIDEBAR_BESIDE_FROM = 80
"""From this width the sidebar stands beside the article, below it opens over it."""

INSPECTOR_BESIDE_FROM = 130
"""From this width the inspector stands beside the article."""

_ROOMS = ((170, "-vast"), (INSPECTOR_BESIDE_FROM, "-wide"), (100, "-roomy"), (0, "-tight"))
"""The class of the screen from each width on; the style sheet gives sidebar and inspector theirs."""

_NARROWEST, _WIDEST = 40, 120

_MODES = {
    Highlights.ALL: "",
    Highlights.QUOTES: _("only quotes marked"),
    Highlights.ACTORS: _("only actors marked"),
    Highlights.NONE: _("nothing marked"),
}
"""What the status line says of the highlights."""


class ReaderScreen(InHandScreen):
    """One article, who said what in it, and the ways to move through both."""

    CSS_PATH = "reader.tcss"
    BINDINGS = bindings(Scope.READER)

    def __init__(self, article: Openable, language: str | None = None, at: Span | None = None) -> None:
        super().__init__(article, language, at)
        self._width = 0
        self._inspector: Inspector | None = None
        self._beside = {"sidebar": True, "inspector": True}
        self._over = {"sidebar": False, "inspector": False}
        self._return_to: Place | None = None

    # Sidebar and inspector -------------------------------------------------

    def compose(self) -> ComposeResult:
        """Everything in its place from the first layout on, so that nothing is laid out twice."""
        wanted = self.reader_app.settings
        self._beside = {"sidebar": wanted.sidebar, "inspector": wanted.inspector}
        self.view.set_reactive(ArticleView.measure, wanted.measure)
        self.view.set_reactive(ArticleView.highlights, Highlights(wanted.highlights))
        self.status.mode = _MODES[self.view.highlights]
        self._place(self.app.size.width, update=False)
        yield from super().compose()

    def settings_changed(self, before: Settings) -> None:
        """Show what the settings say now; what did not change there stays as it is here."""
        wanted = self.reader_app.settings
        if wanted.measure != before.measure:
            self.view.measure = wanted.measure
        if wanted.highlights != before.highlights:
            self._highlight(Highlights(wanted.highlights))
        if wanted.sidebar != before.sidebar:
            self._beside["sidebar"] = wanted.sidebar
        if wanted.inspector != before.inspector:
            self._beside["inspector"] = wanted.inspector
        self._display()
        self._inspect()

    def beside(self) -> Iterable[Widget]:
        """The inspector, where there is room for it."""
        if self._is_shown("inspector"):
            yield self._make_inspector()

    def on_resize(self, event: events.Resize) -> None:
        """Put sidebar and inspector beside the article where there is room, else over it."""
        self._place(event.size.width)
        self._inspect()

    def _place(self, width: int, *, update: bool = True) -> None:
        self._width = width
        room = next(name for least, name in _ROOMS if width >= least)
        classes = {name: name == room for _least, name in _ROOMS}
        for name in ("sidebar", "inspector"):
            classes[f"-{name}-over"] = self._is_over(name)
        self.update_classes(classes, update=update, animate=False)
        self._display()

    def _display(self) -> None:
        self.sidebar.display = self._is_shown("sidebar")
        if self._inspector is not None:
            self._inspector.display = self._is_shown("inspector")

    def _is_over(self, name: str) -> bool:
        return self._width < (SIDEBAR_BESIDE_FROM if name == "sidebar" else INSPECTOR_BESIDE_FROM)

    def _is_shown(self, name: str) -> bool:
        return (self._over if self._is_over(name) else self._beside)[name]

    def _set_shown(self, name: str, shown: bool) -> None:
        (self._over if self._is_over(name) else self._beside)[name] = shown
        if not shown and isinstance(self.focused, PickList):
            self.set_focus(None)
        self._display()
        self._inspect()

    def action_toggle_sidebar(self) -> None:
        """Show or hide the sections and actors."""
        self._set_shown("sidebar", not self._is_shown("sidebar"))

    def action_toggle_inspector(self) -> None:
        """Show or hide what is in hand."""
        self._set_shown("inspector", not self._is_shown("inspector"))

    def _inspect(self) -> None:
        """Show what is in hand in the inspector, if that is open."""
        if not self._is_shown("inspector") or self.article is None:
            return
        inspector = self._inspector
        if inspector is None:
            inspector = self._make_inspector()
            self.query_one("#body").mount(inspector)
        inspector.show(self.article, self.reading, self.speakers, self.view.quote, self.view.actor)

    def _make_inspector(self) -> Inspector:
        from reader.tui.widgets.inspector import Inspector

        self._inspector = Inspector()
        return self._inspector

    def analysis_shown(self) -> None:
        """The inspector knows more now."""
        super().analysis_shown()
        self._inspect()

    # The quote or actor in hand --------------------------------------------

    def take(self, quote: Quote | None = None, actor: Actor | None = None) -> None:
        """Take a quote or an actor in hand, or nothing."""
        self.view.quote, self.view.actor = quote, actor
        self.sidebar.actors.mark(actor if actor is not None else quote.speaker if quote else None)
        self._inspect()

    def _show_quote(self, quote: Quote) -> None:
        self.take(quote=quote)
        self.bring_into_view(Span(quote.start, quote.end))

    def show_place(self, place: Span) -> None:
        """Show words, and take the quote that they are in hand."""
        quotes = self.reading.analysis.quotes if self.reading is not None else ()
        quote = next((quote for quote in quotes if quote.start == place.start), None)
        if quote is not None:
            self._show_quote(quote)
        else:
            super().show_place(place)

    def go_to_place(self, place: Span) -> None:
        """Show words that were chosen from a list; the way back leads to where one was."""
        self._return_to = self.here()
        self.show_place(place)

    def _show_actor(self, actor: Actor) -> None:
        self.take(actor=actor)
        quotes = self.reading.quotes_by_actor.get(actor, ()) if self.reading is not None else ()
        if quotes:
            self.go_to(quotes[0].start)
        elif actor.mentions:
            self.go_to(actor.mentions[0].start)

    def action_go_to_quote(self, step: int) -> None:
        """The next or previous quote: from the one in hand, else from what is on the screen."""
        quotes = self.reading.analysis.quotes if self.reading is not None else ()
        if not quotes:
            waiting = _("Still finding who said what…")
            self.say(waiting if self.reading is None else _("Nobody is quoted in this article."))
            return
        starts, visible = [quote.start for quote in quotes], self.view.visible_span()
        held = self.view.quote
        if held is not None and visible.start <= held.start < visible.end:
            there = quotes.index(held) + step
        elif step > 0:
            there = bisect_left(starts, visible.start)
        else:
            there = bisect_right(starts, visible.start) - 1
        if 0 <= there < len(quotes):
            self._show_quote(quotes[there])
        else:
            self.say(_("This is the last quote.") if step > 0 else _("This is the first quote."))

    def action_choose_actor(self) -> None:
        """Go to the list of actors."""
        self._set_shown("sidebar", True)
        self.set_focus(self.sidebar.actors)

    def action_open_in_hand(self) -> None:
        """Pick what the cursor of a list is on; else show the quote or actor in hand."""
        if isinstance(self.focused, PickList):
            self.focused.pick()
        elif self.view.quote is None and self.view.actor is None:
            take, choose = keys_for(self.app, "quote.next"), keys_for(self.app, "actors")
            self.say(
                _("Nothing is in hand: {take} takes the next quote, {choose} lists the actors.").format(
                    take=take, choose=choose
                )
            )
        elif self.view.actor is not None and self.entry is not None:
            self.look_up(self.entry, self.view.actor, self._open_inspector)
        else:
            self._open_inspector()

    def _open_inspector(self) -> None:
        self._set_shown("inspector", True)
        self.set_focus(self._inspector)

    def action_copy_quote(self) -> None:
        """Copy the words that are selected; without any, the quote in hand with who said it and where."""
        words, title = self.view.selected_text(), _("Copied")
        quote, article = self.view.quote, self.article
        if not words and quote is not None and article is not None:
            from reader.tui.citation import citation

            words = citation(article, quote)
            title = _("Copied; the speaker is a guess") if quote.how is How.CARRIED else title
        if words:
            self.app.copy_to_clipboard(words)
            self.notify(words, title=title, markup=False)
        else:
            key = keys_for(self.app, "quote.next")
            self.say(_("No quote is in hand: {key} takes the next one.").format(key=key))

    def on_article_view_quote_picked(self, event: ArticleView.QuotePicked) -> None:
        """A quote was clicked."""
        self.take(quote=event.quote)

    def on_article_view_actor_picked(self, event: ArticleView.ActorPicked) -> None:
        """An actor's name was clicked."""
        self.take(actor=event.actor)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Something was picked beside the article: go there, and read on."""
        event.stop()
        self.set_focus(None)
        self._close_over()
        self._go_to_picked(event)

    def _go_to_picked(self, event: PickList.Picked) -> None:
        match event.value:
            case Section() as section:
                self.go_to_section(section)
            case Actor() as actor:
                self._show_actor(actor)
            case Quote() as quote:
                self._show_quote(quote)

    # Other screens ---------------------------------------------------------

    async def action_search_quotes(self) -> None:
        """Search what was said in this article; the next keys are meant for the search."""
        if self.reading is None:
            self.say(_("Still finding who said what…"))
            return
        from reader.tui.screens.quote_search import QuoteSearch

        await self.app.push_screen(QuoteSearch(self.reading, self.speakers), self._quote_found)

    def _quote_found(self, quote: Quote | None) -> None:
        if quote is not None:
            self._return_to = self.here()
            self._show_quote(quote)

    async def action_help(self) -> None:
        """Show every key."""
        from reader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen())

    def action_open_in_browser(self) -> None:
        """Open the article's own page."""
        address = self.article.metadata.url if self.article is not None else None
        if address:
            self._open_address(address)
        else:
            self.say(_("This article does not say which page it comes from."))

    def on_article_view_link_picked(self, event: ArticleView.LinkPicked) -> None:
        """A link was clicked."""
        self._open_address(event.target)

    def action_pick_link(self) -> None:
        """Put a letter on each link in sight, and open the one that is typed."""
        from reader.tui.web_links import pick_link

        pick_link(self)

    def _open_address(self, address: str) -> None:
        from reader.tui.web_links import open_address

        open_address(self, address)

    # Back ------------------------------------------------------------------

    def action_back(self) -> None:
        """Undo the last thing that was opened; on the bare article, leave it."""
        if self.view.selected_text():
            self.clear_selection()
        elif self.is_asking:
            self.stop_asking()
        elif self.is_finding():
            self.stop_finding()
        elif self._close_over() or isinstance(self.focused, PickList):
            self.set_focus(None)
        elif self.view.hits:
            self.clear_hits()
        elif self._return_to is not None:
            self.return_to(self._return_to)
            self._return_to = None
            self.take()
        else:
            self.leave()

    def _close_over(self) -> bool:
        """Close what is open over the article; whether anything was."""
        opened = [name for name in self._over if self._is_over(name) and self._over[name]]
        for name in opened:
            self._set_shown(name, False)
        return bool(opened)

    # How the article is shown ----------------------------------------------

    def action_change_measure(self, cells: int) -> None:
        """Longer or shorter lines."""
        self.view.measure = max(_NARROWEST, min(self.view.measure + cells, _WIDEST))

    def action_default_measure(self) -> None:
        """Lines of the default length."""
        self.view.measure = self.reader_app.settings.measure

    def action_cycle_highlights(self) -> None:
        """Mark all, quotes, actors or nothing in the text."""
        order = list(_MODES)
        self._highlight(order[(order.index(self.view.highlights) + 1) % len(order)])

    def _highlight(self, highlights: Highlights) -> None:
        self.view.highlights = highlights
        self.status.mode = _MODES[highlights]

    def places(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """Sections and actors, for the command palette."""
        if self.article is not None:
            for section in self.article.sections:
                yield section_title(section, self.article), _("Section"), self._going_to(section)
        if self.reading is not None:
            for actor in self.reading.analysis.actors:
                yield actor.name, actor.role or _("Actor"), self._taking(actor)

    def _going_to(self, section: Section) -> Callable[[], None]:
        return lambda: self.go_to_section(section)

    def _taking(self, actor: Actor) -> Callable[[], None]:
        return lambda: self._show_actor(actor)
