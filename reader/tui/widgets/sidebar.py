"""The sidebar: the sections of the article, and who speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.layout.frames import QUOTE_SIGN, one_line
from reader.reading import Reading
from reader.translation import _
from reader.tui.theme import SpeakerColours
from reader.tui.widgets.ground import VerticalGround
from reader.tui.widgets.pick_list import Entry, PickList, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.geometry import Size

    from reader.article import Actor, Article, Section
    from reader.reading import Analysis, Quote


def quoted_words(quotes: tuple[Quote, ...], text: str) -> int:
    """How many words the quotes hold together."""
    return sum(len(span.of(text).split()) for quote in quotes for span in quote.spans)


def section_title(section: Section, article: Article) -> str:
    """The heading of a section on one line; the lead has no heading of its own."""
    if section.heading is None:
        return _("Lead")
    return one_line(section.heading.span.of(article.text))


def speakers_by_words(reading: Reading) -> list[tuple[Actor, int]]:
    """Everyone who speaks, with the number of words quoted; who says most comes first."""
    text = reading.article.text
    counted = [(actor, quoted_words(quotes, text)) for actor, quotes in reading.quotes_by_actor.items()]
    return sorted(counted, key=lambda pair: -pair[1])


class SectionList(PickList):
    """The sections as a tree, each with its number of quotes; picking gives a `Section`."""

    def __init__(self) -> None:
        super().__init__(id="sections")
        self.article: Article | None = None
        self.analysis: Analysis | None = None
        self.marked: Section | None = None
        self._places: dict[Section, int] = {}
        self._quotes: dict[Section, int] = {}

    def show(self, article: Article, analysis: Analysis | None) -> None:
        """Show the sections of an article, with the quotes of its analysis when it is there."""
        self.article, self.analysis = article, analysis
        counts = Reading(article, analysis).quotes_by_section if analysis is not None else {}
        self._quotes = {section: len(quotes) for section, quotes in counts.items()}
        # The heading of the list is its first entry.
        self._places = {section: place for place, section in enumerate(article.sections, 1)}
        self.rebuild()
        self.refresh(layout=True)

    def mark(self, section: Section | None) -> None:
        """Show which section is being read."""
        self.marked = section
        self.current = self._places.get(section) if section is not None else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for the heading and for each section."""
        return 1 + len(self._places)

    def build(self, width: int) -> Iterator[Entry]:
        """A heading, and a row for each section."""
        if self.article is None:
            return
        colours = self.colours
        quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        yield Entry([line(width, ("  " + _("SECTIONS"), quiet + Style(bold=True)))])
        levels = [section.level for section in self.article.sections if section.level]
        top = min(levels, default=1)
        for section in self.article.sections:
            indent = "  " * min(4, max(0, section.level - top))
            quotes = self._quotes.get(section, 0)
            count = f"{QUOTE_SIGN} {quotes:<3}" if quotes else ""
            title = f"  {indent}{section_title(section, self.article)}"
            yield Entry([line(width, (title, plain), right=[(f" {count}", quiet)])], section)


class ActorList(PickList):
    """Who speaks, then who else is named; picking gives an `Actor`.

    A speaker has its number of quotes, a bar for its share of all quoted words, and how often it is named.
    """

    def __init__(self) -> None:
        super().__init__(id="actors")
        self.reading: Reading | None = None
        self.speakers = SpeakerColours()
        self._counted: list[tuple[Actor, int]] = []
        self._state = _("finding who said what…")

    def show(self, reading: Reading, speakers: SpeakerColours) -> None:
        """Show the actors of a reading, each speaker in its colour."""
        self.reading, self.speakers = reading, speakers
        self._counted = speakers_by_words(reading)
        self.rebuild()

    def give_up(self) -> None:
        """Nothing will come: who speaks could not be found."""
        self._state = _("not known")
        self.rebuild()

    def mark(self, actor: Actor | None) -> None:
        """Show which actor is in hand."""
        self.current = self.index_of(actor) if actor is not None else None

    def build(self, width: int) -> Iterator[Entry]:
        """Two rows for each speaker, one for everyone else."""
        colours, theme = self.colours, self.app.current_theme
        quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        heading, faint = quiet + Style(bold=True), Style(color=colours["faint"])
        if self.reading is None:
            yield Entry([line(width, ("  " + _("WHO SPEAKS"), heading))])
            yield Entry([line(width, ("  " + self._state, quiet + Style(italic=True)))])
            return
        total = sum(words for _actor, words in self._counted) or 1
        yield Entry([line(width, ("  " + _("WHO SPEAKS"), heading))])
        if not self._counted:
            yield Entry([line(width, ("  " + _("Nobody is quoted here."), quiet))])
        for actor, words in self._counted:
            colour = Style(color=self.speakers.colour(actor, theme))
            quotes = len(self.reading.quotes_by_actor[actor])
            name = line(
                width,
                (f"  {self.speakers.marker(actor)} ", colour),
                (actor.name, plain),
                right=[(f" {QUOTE_SIGN} {quotes:<3}", quiet)],
            )
            length = max(4, width - 12)
            full = max(1, round(words / total * length))
            bar = line(
                width,
                ("    " + "━" * full, colour),
                ("─" * (length - full), faint),
                right=[_mentions(actor, quiet)],
            )
            yield Entry([name, bar], actor)
        yield from self._also_named(width, heading, quiet)

    def _also_named(self, width: int, heading: Style, quiet: Style) -> Iterator[Entry]:
        assert self.reading is not None
        speaking = self.reading.quotes_by_actor
        others = [actor for actor in self.reading.analysis.actors if actor not in speaking]
        if not others:
            return
        others.sort(key=lambda actor: -len(actor.mentions))
        yield Entry([line(width), line(width, ("  " + _("ALSO NAMED"), heading))])
        for actor in others:
            yield Entry([line(width, ("    " + actor.name, quiet), right=[_mentions(actor, quiet)])], actor)


def _mentions(actor: Actor, style: Style) -> tuple[str, Style]:
    return (f" {len(actor.mentions):>3}×  " if actor.mentions else "", style)


class Sidebar(VerticalGround):
    """Sections above, actors below."""

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self.sections = SectionList()
        self.actors = ActorList()

    def compose(self) -> ComposeResult:
        """The two lists."""
        yield self.sections
        yield self.actors
