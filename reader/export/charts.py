"""Figures as charts of bars, drawn to a width, and the same in sentences for who listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.layout.cells import cells, fit
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.figures import Figures, Month, Voice

MOST_MONTHS = 36
"""Over more months than this, quotes are counted by the year."""
LONGEST_BAR = 48
_INDENT = 2
_GAP = 2
_EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: `part` (0 to 1) is how long its bar is, `told` stands behind it.

    `heard` is the row as a sentence. A `part` of None makes a row that heads those after it.
    """

    label: str
    part: float | None
    told: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title."""

    title: str
    bars: tuple[Bar, ...]


def charts(figures: Figures, most: int) -> Iterator[Chart]:
    """Who speaks, by section, when, and with whom; `most` rows each where the least could be left out."""
    if not figures.quotes:
        return
    yield Chart(_("Who speaks"), tuple(_voices(figures.voices, most)))
    if len(figures.sections) > 1:
        yield Chart(_("Who speaks where"), tuple(_sections(figures, most)))
    if figures.articles > 1 and figures.months:
        yield _when(figures.months)
    if figures.pairs:
        title = _("Quoted in the same article") if figures.articles > 1 else _("Quoted in the same section")
        yield Chart(title, tuple(_pairs(figures, most)))


def summary(figures: Figures) -> str:
    """How much was counted, in a line."""
    articles = ngettext("{count} article", "{count} articles", figures.articles)
    quotes = ngettext("{count} quote", "{count} quotes", figures.quotes)
    words = ngettext("{count} quoted word", "{count} quoted words", figures.words)
    known = [
        articles.format(count=f"{figures.articles:,}") if figures.articles > 1 else "",
        quotes.format(count=f"{figures.quotes:,}"),
        words.format(count=f"{figures.words:,}"),
    ]
    if figures.articles > 1 and figures.undated:
        undated = ngettext("{count} quote without a date", "{count} quotes without a date", figures.undated)
        known.append(undated.format(count=f"{figures.undated:,}"))
    return ", ".join(part for part in known if part)


def _voices(voices: Sequence[Voice], most: int, label: str = "{name}") -> Iterator[Bar]:
    total = sum(voice.words for voice in voices)
    longest = max((voice.words for voice in voices), default=0)
    for voice in voices[:most]:
        name = voice.name or _("No known speaker")
        quotes = ngettext("{count} quote", "{count} quotes", voice.quotes).format(count=f"{voice.quotes:,}")
        share = f"{voice.words / max(1, total):.0%}"
        heard = _("{name}: {share} of the quoted words, {quotes}").format(
            name=name, share=share, quotes=quotes
        )
        yield Bar(label.format(name=name), voice.words / max(1, longest), f"{share:>4} {quotes:>9}", heard)
    left = voices[most:]
    if left:
        told = ngettext("and {count} other", "and {count} others", len(left)).format(count=f"{len(left):,}")
        share = f"{sum(voice.words for voice in left) / max(1, total):.0%}"
        yield Bar(told, None, heard=f"{told}: {share}")


def _sections(figures: Figures, most: int) -> Iterator[Bar]:
    for section in figures.sections:
        if section.voices:
            heading = " ".join((section.heading or _("Lead")).split())
            yield Bar(heading, None, heard=f"{heading}:")
            yield from _voices(section.voices, most, "  {name}")


def _when(months: Sequence[Month]) -> Chart:
    counted = [(f"{month.first:%Y-%m}", month.quotes) for month in months]
    title = _("Quotes a month")
    if len(months) > MOST_MONTHS:
        title = _("Quotes a year")
        years: dict[str, int] = {}
        for month in months:
            years[f"{month.first:%Y}"] = years.get(f"{month.first:%Y}", 0) + month.quotes
        counted = list(years.items())
    longest = max(quotes for _when, quotes in counted)
    return Chart(title, tuple(_counted(when, quotes, longest) for when, quotes in counted))


def _counted(when: str, quotes: int, longest: int) -> Bar:
    told = ngettext("{count} quote", "{count} quotes", quotes).format(count=f"{quotes:,}")
    return Bar(when, quotes / max(1, longest), f"{quotes:,}", f"{when}: {told}")


def _pairs(figures: Figures, most: int) -> Iterator[Bar]:
    longest = figures.pairs[0].places
    for pair in figures.pairs[:most]:
        names = _("{first} and {second}").format(first=pair.first, second=pair.second)
        if figures.articles > 1:
            places = ngettext("in {count} article", "in {count} articles", pair.places)
        else:
            places = ngettext("in {count} section", "in {count} sections", pair.places)
        heard = f"{names}: {places.format(count=f'{pair.places:,}')}"
        yield Bar(names, pair.places / longest, f"{pair.places:,}", heard)
    left = len(figures.pairs) - most
    if left > 0:
        told = ngettext("and {count} other pair", "and {count} other pairs", left)
        told = told.format(count=f"{left:,}")
        yield Bar(told, None, heard=told)


def draw(chart: Chart, width: int, *, is_plain: bool = False) -> list[tuple[str, str, str]]:
    """The rows of a chart at most `width` cells wide, each as label, bar and what is told.

    `is_plain` makes the bars of number signs, for a terminal without block elements.
    """
    drawn = [bar for bar in chart.bars if bar.part is not None]
    told = max((cells(bar.told) for bar in drawn), default=0)
    room = width - _INDENT - told - 2 * _GAP
    labels = min(max((cells(bar.label) for bar in drawn), default=0), max(10, room * 6 // 10))
    longest = max(4, min(LONGEST_BAR, room - labels))
    rows = []
    for bar in chart.bars:
        indent = " " * _INDENT
        if bar.part is None:
            rows.append((indent + fit(bar.label, width - _INDENT), "", ""))
            continue
        label = fit(bar.label, labels)
        drawn_bar = _bar(bar.part, longest, is_plain)
        rows.append(
            (
                indent + label + " " * (labels - cells(label) + _GAP),
                drawn_bar + " " * (longest - len(drawn_bar) + _GAP),
                bar.told.rjust(told),
            )
        )
    return rows


def _bar(part: float, longest: int, is_plain: bool) -> str:
    """A bar as long as `part` of `longest` cells, in eighths of a cell; of what is there, something shows."""
    eighths = round(part * longest * 8)
    if part > 0:
        eighths = max(eighths, 1)
    if is_plain:
        return "#" * -(-eighths // 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def hear(found: Iterable[Chart]) -> Iterator[str]:
    """The charts in sentences, a line each."""
    for chart in found:
        yield f"{chart.title}:"
        yield from (bar.heard for bar in chart.bars)
