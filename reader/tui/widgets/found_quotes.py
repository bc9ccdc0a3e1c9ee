"""What a search found, as a list keeps and draws it: the same words in several articles are one panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Group
from rich.style import Style
from rich.text import Text

from reader.article import Span
from reader.layout.frames import kind_name, one_line
from reader.layout.headline import format_date
from reader.reading import How
from reader.translation import _, ngettext
from reader.tui.theme import usual_colour
from reader.tui.widgets.excerpts import Excerpt, excerpt_of
from reader.tui.widgets.paged_list import PagedList
from reader.tui.widgets.panels import QuotePanel, quote_line, rows, speaker_label, speaker_title
from reader.tui.widgets.pick_list import BLANK, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType
    from textual.strip import Strip

    from reader.article import Article
    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import FoundQuote
    from reader.reading import Quote
    from reader.tui.theme import SpeakerColours

PLACE_SIGN = "→"
"""Before an article in which words stand."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where words stand: the quote, its article where it is one of the library, and who says it."""

    quote: Quote
    article: ArticleEntry | None
    who: str

    @property
    def span(self) -> Span:
        """The quote in its article, from its first word to its last."""
        return Span(self.quote.start, self.quote.end)


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words that were said, in one or more places. `how` is the first one's cue, kind and section."""

    excerpt: Excerpt
    how: str
    places: tuple[FoundPlace, ...]

    def also_at(self, places: Iterable[FoundPlace]) -> FoundWords:
        """The same words with more places."""
        return replace(self, places=(*self.places, *places))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is said to say it, each once."""
        return tuple(dict.fromkeys(place.who for place in self.places))


def found_words(
    article: Article, quote: Quote, hits: Iterable[Span] = (), entry: ArticleEntry | None = None
) -> FoundWords:
    """What a list keeps of a quote that was found."""
    place = FoundPlace(quote, entry, speaker_label(quote, article))
    return FoundWords(excerpt_of(article, quote, hits), quote_line(quote, article, how=False), (place,))


def from_library(found: FoundQuote) -> FoundWords:
    """What a list keeps of a quote of the library."""
    return found_words(found.reading.article, found.quote, found.hits, found.article)


def article_label(entry: ArticleEntry) -> str:
    """An article on one line: `De Kust · 5 Mar 2024 · Haven dicht`."""
    published = format_date(entry.published) if entry.published else ""
    parts = (entry.outlet, published, entry.title or _("Untitled"))
    return " · ".join(one_line(part) for part in parts if part)


def panel_of(found: FoundWords, colour: str, colours: dict[str, str], *, role: bool = True) -> RenderableType:
    """The words in a panel, and below them a row for each place in the library."""
    quote, speakers = found.places[0].quote, found.speakers
    if len(speakers) > 1:
        title = speaker_title(_("{n} speakers").format(n=len(speakers)), None, colour, colours, known=False)
    else:
        told = quote.speaker.role if quote.speaker is not None and role else None
        title = speaker_title(speakers[0], told, colour, colours, known=quote.speaker is not None)
    body = Group(found.excerpt.draw(colours), *place_rows(found.places, colours))
    return QuotePanel(body, title, _how(found), holds_guess(found.places), colour, colours)


def holds_guess(places: Iterable[FoundPlace]) -> bool:
    """Whether a speaker of the words is a guess in any of the places."""
    return any(place.quote.how is How.CARRIED for place in places)


def _how(found: FoundWords) -> str:
    if len(found.places) == 1:
        return found.how
    articles = len({place.article.id for place in found.places if place.article is not None})
    where = ngettext("the same words in 1 article", "the same words in {n} articles", articles)
    return " · ".join((where.format(n=articles), kind_name(found.places[0].quote.kind)))


def place_rows(places: Sequence[FoundPlace], colours: dict[str, str]) -> Iterator[Text]:
    """A row for each article, with who says it where they do not agree."""
    quiet = Style(color=colours["quiet"])
    tell_who = len({place.who for place in places}) > 1
    for place in places:
        if place.article is not None:
            who = f"{place.who}: " if tell_who else ""
            row = Text(f"{PLACE_SIGN} {who}{article_label(place.article)}", quiet)
            row.no_wrap, row.overflow = True, "ellipsis"
            yield row


def split_by_place(strips: Sequence[Strip], places: Sequence[FoundPlace]) -> list[Entry]:
    """The rows of a panel as entries: the first with the words and the first place, then one a place."""
    later = len(places) - 1
    cuts = [len(strips) - 1 - later + number for number in range(later)]
    bounds = zip([0, *cuts], [*cuts, len(strips)], strict=True)
    return [Entry(strips[start:end], place) for (start, end), place in zip(bounds, places, strict=True)]


class QuoteList(PagedList[FoundWords]):
    """Found quotes in panels; picking gives a `FoundPlace`, and every place of a panel can be picked."""

    advice = ""
    """What to do where nothing was found."""

    def __init__(self, *, id: str | None = None, role: bool = True) -> None:
        super().__init__(id=id)
        self.article_speakers: SpeakerColours | None = None
        self._role = role

    def colour_of(self, quote: Quote) -> str:
        """The colour of a quote's speaker: that of the article where one is searched."""
        if self.article_speakers is not None:
            return self.article_speakers.colour(quote.speaker, self.app.current_theme)
        return usual_colour(quote.speaker, self.app.current_theme)

    def nothing(self, width: int) -> Iterator[Entry]:
        """What to do where nothing was found."""
        quiet = Style(color=self.colours["quiet"])
        yield Entry(rows(Text(self.advice, quiet), self.app.console, width, indent=2))

    def draw(self, item: FoundWords, width: int) -> Sequence[Entry]:
        """The panel in parts: each part but the first is one more place."""
        colour = self.colour_of(item.places[0].quote)
        panel = panel_of(item, colour, self.colours, role=self._role)
        strips = rows(panel, self.app.console, width - 1)
        return [*split_by_place(strips, item.places), Entry([BLANK])]
