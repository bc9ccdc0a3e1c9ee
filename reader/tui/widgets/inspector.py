"""The inspector: the quote in hand, its speaker, and everything else the speaker said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.theme import SpeakerColours
from reader.tui.widgets.panels import actor_card, quote_card, quote_line, rows, words_alone
from reader.tui.widgets.pick_list import BLANK, Entry, PickList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from textual.strip import Strip

    from reader.article import Actor, Article
    from reader.reading import Quote, Reading


class Inspector(PickList):
    """What is in hand, in panels; picking one of the other quotes gives a `Quote`."""

    def __init__(self) -> None:
        super().__init__(id="inspector")
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.speakers = SpeakerColours()
        self._quote: Quote | None = None
        self._actor: Actor | None = None

    def show(
        self,
        article: Article,
        reading: Reading | None,
        speakers: SpeakerColours,
        quote: Quote | None,
        actor: Actor | None,
    ) -> None:
        """Show the quote in hand with its speaker, or the actor in hand, or the article itself."""
        self.article, self.reading, self.speakers = article, reading, speakers
        self._quote, self._actor = quote, actor if actor is not None else quote.speaker if quote else None
        self.cursor = None
        self.scroll_to(y=0, animate=False)
        self.rebuild()

    def build(self, width: int) -> Iterator[Entry]:
        """The cards, then a row or two for each other quote of the same speaker."""
        if self.article is None:
            return
        if self.reading is None or (self._quote is None and self._actor is None):
            yield Entry(self._draw(self._about_article(), width))
            return
        colours = self.colours
        if self._quote is not None:
            quotes = self.reading.analysis.quotes
            place = (quotes.index(self._quote) + 1, len(quotes))
            yield Entry([*self._draw(quote_card(self.article, self._quote, place, colours), width), BLANK])
        if self._actor is not None:
            colour = self.speakers.colour(self._actor, self.app.current_theme)
            yield Entry([*self._draw(actor_card(self.reading, self._actor, colour, colours), width), BLANK])
            yield from self._other_quotes(width)

    def _other_quotes(self, width: int) -> Iterator[Entry]:
        assert self.article is not None and self.reading is not None and self._actor is not None
        colours = self.colours
        quiet = Style(color=colours["quiet"])
        quotes = self.reading.quotes_by_actor.get(self._actor, ())
        others = [quote for quote in quotes if quote != self._quote]
        if not others:
            return
        heading = _("ALSO SAID") if self._quote is not None else _("SAID")
        yield Entry(self._draw(Text(heading, quiet + Style(bold=True)), width, indent=3))
        for quote in others:
            said = Text.assemble(
                (words_alone(self.article, quote), Style(color=colours["foreground"])),
                ("\n" + quote_line(quote, self.article), quiet),
            )
            yield Entry(self._draw(said, width - 1, indent=3), quote)
            yield Entry([BLANK])

    def _draw(self, renderable: RenderableType, width: int, indent: int = 1) -> list[Strip]:
        return rows(renderable, self.app.console, width, indent)

    def _about_article(self) -> RenderableType:
        from reader.tui.widgets.about import about_article

        assert self.article is not None
        advice = ""
        if self.reading is not None and self.reading.analysis.quotes:
            take, choose = keys_for(self.app, "quote.next"), keys_for(self.app, "actors")
            advice = _("{take} takes a quote in hand, {choose} lists the actors.").format(
                take=take, choose=choose
            )
        return about_article(self.article, self.reading, self.colours, advice)
