"""Quote search: what was said in this article, narrowed while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.style import Style
from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.layout.frames import QUOTE_SIGN
from reader.library.matching import QuoteHit, QuoteIndex
from reader.library.query import QueryError, parse
from reader.reading import Quote
from reader.translation import _, ngettext
from reader.tui.commands import Scope, bindings
from reader.tui.widgets.panels import quote_panel, rows
from reader.tui.widgets.pick_list import BLANK, Entry, PickList
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from reader.reading import Reading
    from reader.tui.theme import SpeakerColours


class QuoteResults(PickList):
    """Quotes in panels, what was searched for marked; picking gives a `QuoteHit`."""

    shows_cursor = True

    def __init__(self, reading: Reading, speakers: SpeakerColours) -> None:
        super().__init__(id="results")
        self.can_focus = False
        self._reading = reading
        self._speakers = speakers
        self._hits: Sequence[QuoteHit] = ()
        self._advice = ""

    def show(self, hits: Sequence[QuoteHit], advice: str = "") -> None:
        """Show results; without any, `advice` says what to do."""
        self._hits, self._advice = hits, advice
        self.cursor = None
        self.scroll_to(y=0, animate=False)
        self.rebuild()
        self.cursor = 0 if hits else None

    def build(self, width: int) -> Iterator[Entry]:
        """A panel for each quote."""
        colours, theme, console = self.colours, self.app.current_theme, self.app.console
        if not self._hits:
            advice = Text(self._advice, Style(color=colours["quiet"]))
            yield Entry(rows(advice, console, width, indent=2))
        for hit in self._hits:
            colour = self._speakers.colour(hit.quote.speaker, theme)
            panel = quote_panel(self._reading.article, hit.quote, colour, colours, hit.hits)
            yield Entry(rows(panel, console, width - 1), hit)
            yield Entry([BLANK])


class QuoteSearch(ModalScreen[Quote | None]):
    """Opens over the article; gives back the quote to go to, or None to stay where one was."""

    CSS_PATH = "quote_search.tcss"
    AUTO_FOCUS = "TextField"
    BINDINGS = bindings(Scope.SEARCH)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(self, reading: Reading, speakers: SpeakerColours, typed: str = "") -> None:
        super().__init__()
        self._reading = reading
        self._index = QuoteIndex(reading)
        self._typed = typed
        self._searching: Worker[list[QuoteHit]] | None = None
        self.field = TextField(_("what was said"))
        self.results = QuoteResults(reading, speakers)
        self._count = Static("", id="count", markup=False)
        self._message = Static("", id="message", markup=False)

    def compose(self) -> ComposeResult:
        """The field, a line that helps, and the results."""
        with Vertical(id="search"):
            with Horizontal(id="query"):
                yield Static(QUOTE_SIGN, id="sign", markup=False)
                yield self.field
                yield self._count
            yield self._message
            yield self.results
            yield Static(_("↑ ↓ choose   Enter go there   Esc back"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Start with every quote, or with what was searched for before."""
        self.field.value = self._typed
        self._search(self._typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        self._search(event.value)

    def _search(self, typed: str) -> None:
        try:
            query = parse(typed, typing=True)
        except QueryError as error:
            self._show_error(error)
            return
        index = self._index
        self._searching = self.run_worker(
            lambda: index.search(query),
            group="search",
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was found."""
        if event.worker is not self._searching:
            return
        if event.state is WorkerState.SUCCESS:
            self._show_hits(cast("list[QuoteHit]", event.worker.result))
        elif event.state is WorkerState.ERROR:
            self._message.update(_("The search went wrong: {error!r}").format(error=event.worker.error))

    def _show_hits(self, hits: list[QuoteHit]) -> None:
        total, found = len(self._reading.analysis.quotes), len(hits)
        if not total:
            advice = _("Nobody is quoted in this article. Esc goes back to it.")
        else:
            advice = _("No quote says that. Try fewer words, or only the beginning of one.")
        self.results.show(hits, advice)
        every = ngettext("1 quote", "{n} quotes", total).format(n=total)
        self._count.update(every if found == total else _("{n} of {every}").format(n=found, every=every))
        self._message.update(self._hint())

    def _hint(self) -> Content:
        examples = ("by:name", "about:name", "in:section", "kind:direct", "-not")
        return Content.styled("  ".join(examples), "$quiet")

    def _show_error(self, error: QueryError) -> None:
        self.results.show((), "")
        self._count.update("")
        caret = " " * max(0, self.field.column_of(error.position)) + "▲ "
        self._message.update(Content.styled(caret + error.message, "$error"))

    # Choosing --------------------------------------------------------------

    def action_move_lines(self, lines: int) -> None:
        """The result below or above."""
        self.results.move_cursor(lines)

    def action_move_pages(self, pages: int) -> None:
        """Some results further down or up."""
        self.results.move_cursor_page(pages)

    def action_go_to_start(self) -> None:
        """The first result."""
        self.results.move_cursor_to_end(first=True)

    def action_go_to_end(self) -> None:
        """The last result."""
        self.results.move_cursor_to_end()

    def on_input_submitted(self) -> None:
        """Go to the chosen quote."""
        self.results.pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the quote that was picked."""
        event.stop()
        self.dismiss(cast("QuoteHit", event.value).quote)

    def action_back(self) -> None:
        """Stay where one was."""
        self.dismiss(None)
