"""Was this really said? The quote in hand beside the closest ones in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.console import Group
from rich.style import Style
from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library.likeness import Difference
from reader.translation import _
from reader.tui.checking import check
from reader.tui.commands import Scope, bindings
from reader.tui.jobs import WorkingScreen
from reader.tui.screens.breakpoints import LOW_OR_HIGH
from reader.tui.screens.moving import MovesList
from reader.tui.theme import usual_colour
from reader.tui.widgets.found_quotes import holds_guess, place_rows, split_by_place
from reader.tui.widgets.paged_list import PagedList
from reader.tui.widgets.panels import QuotePanel, rows, speaker_label, speaker_title, words_alone
from reader.tui.widgets.pick_list import BLANK, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from reader.article import Article
    from reader.library.article_entry import ArticleEntry
    from reader.reading import Quote
    from reader.tui.checking import Checked, CloseWords
    from reader.tui.widgets.found_quotes import FoundPlace
    from reader.tui.widgets.pick_list import PickList

MISSING_SIGN = "−"
"""Before words that only the quote in hand has."""
ADDED_SIGN = "+"
"""Before words that only the other one has."""


class CloseList(PagedList["CloseWords"]):
    """The quote in hand, then what is close to it; picking gives a `FoundPlace`."""

    def __init__(self, article: Article, quote: Quote) -> None:
        super().__init__(id="close-quotes")
        self._article, self._quote = article, quote
        self.told = _("Looking in the library…")

    def head(self, width: int) -> Iterator[Entry]:
        """The quote that is looked for, what the library says, and what the signs mean."""
        colours, console = self.colours, self.app.console
        quiet = Style(color=colours["quiet"])
        who = speaker_label(self._quote, self._article)
        quote = Text.assemble(
            (words_alone(self._article, self._quote), Style(color=colours["strong"], bold=True)),
            (f"\n{who}", quiet),
        )
        told = Text(self.told, Style(color=colours["accent"]))
        yield Entry([*rows(quote, console, width - 1, indent=2), BLANK])
        yield Entry([*rows(told, console, width - 1, indent=2), BLANK])
        if any(piece.difference is not Difference.SAME for item in self.items for piece in item.pieces):
            signs = _("{missing} only in the quote above   {added} only in the other one").format(
                missing=MISSING_SIGN, added=ADDED_SIGN
            )
            yield Entry([*rows(Text(signs, quiet), console, width - 1, indent=2), BLANK])

    def draw(self, item: CloseWords, width: int) -> Sequence[Entry]:
        """The words in a panel, those that differ with a sign before them, and a row for each place."""
        colours = self.colours
        quote = item.places[0].quote
        colour = usual_colour(quote.speaker, self.app.current_theme)
        names = tuple(dict.fromkeys(place.who for place in item.places))
        title = speaker_title(", ".join(names), None, colour, colours, known=quote.speaker is not None)
        likeness = _("word for word") if item.likeness == 1 else _("{share} alike").format(
            share=f"{item.likeness:.0%}"
        )  # fmt: skip
        body = Group(self._words(item), *place_rows(item.places, colours))
        panel = QuotePanel(body, title, f"{likeness} · {item.how}", holds_guess(item.places), colour, colours)
        strips = rows(panel, self.app.console, width - 1)
        return [*split_by_place(strips, item.places), Entry([BLANK])]

    def _words(self, item: CloseWords) -> Text:
        colours = self.colours
        styles = {
            Difference.SAME: Style(color=colours["foreground"]),
            Difference.ADDED: Style(color=colours["strong"], bold=True, underline=True),
            Difference.MISSING: Style(color=colours["error"], strike=True),
        }
        signs = {Difference.SAME: "", Difference.ADDED: ADDED_SIGN, Difference.MISSING: MISSING_SIGN}
        text = Text()
        for kind, words in item.pieces:
            if kind is Difference.MISSING and text and not text.plain.endswith(" "):
                text.append(" ")
            text.append(signs[kind], styles[kind] + Style(underline=False, strike=False))
            text.append(words, styles[kind])
            if kind is Difference.MISSING:
                text.append(" ")
        return text


class VerifyScreen(MovesList, WorkingScreen[None], ModalScreen[None]):
    """Opens over an article; what is chosen opens over it, and leaving that leads back."""

    CSS_PATH = "verify.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.VERIFY)
    VERTICAL_BREAKPOINTS = LOW_OR_HIGH

    def __init__(self, article: Article, quote: Quote, entry: ArticleEntry | None) -> None:
        """Verifies `quote` of `article`, whose `entry` is None where the library does not keep it."""
        super().__init__()
        self._article, self._quote, self._entry = article, quote, entry
        self.results = CloseList(article, quote)
        self.results.can_focus = False

    def compose(self) -> ComposeResult:
        """The list, and the keys below."""
        with Vertical(id="verify"):
            yield self.results
            yield Static(_("↑ ↓ choose   Enter go there   Esc back"), id="verify-keys", markup=False)

    def on_mount(self) -> None:
        """Look."""
        self.results.show(())
        article, quote, entry = self._article, self._quote, self._entry
        self.ask_library("verify", lambda library: check(library, article, quote, entry), self._show)

    def _show(self, checked: Checked) -> None:
        self.results.told = checked.told
        self.results.show(checked.close)
        self.results.read_from_top()

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong where the answer would stand."""
        self.results.told = str(error)
        self.results.show(())

    def moved_list(self) -> PickList:
        """The list of what can be chosen."""
        return self.results

    def action_open_in_hand(self) -> None:
        """Go to the chosen place."""
        self.results.pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the place that was picked."""
        event.stop()
        place = cast("FoundPlace", event.value)
        if place.article is not None:
            self.reader_app.open_article(place.article, place.span)

    def action_back(self) -> None:
        """Go back to the article."""
        self.dismiss(None)
