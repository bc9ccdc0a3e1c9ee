"""What a library holds, as lines of plain text, one each, for people and for `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.lists import Entry, quote_entry
from reader.library.likeness import Difference
from reader.library.verifying import compared
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reader.library.article_entry import ArticleEntry
    from reader.library.likeness import CloseQuote, Piece
    from reader.library.protocol import ActorChange, ActorEntry, ActorPage, Annotation, FoundQuote

SPARKS = "▁▂▃▄▅▆▇█"
MOST_MONTHS = 60
"""Over more months than this, quotes are counted by the year."""


def found_entry(group: Sequence[FoundQuote]) -> Entry:
    """Quotes that give the same words: who says them, and every place in brackets."""
    first = group[0]
    name, rest = quote_entry(first.quote, first.reading.article.text)
    places = "; ".join(place(found.article) for found in group)
    return Entry(name, f"{rest} [{places}]")


def close_entry(words: str, group: Sequence[CloseQuote]) -> Entry:
    """As `found_entry`, with what differs from the `words` that were asked for marked."""
    first = group[0].found
    name, rest = quote_entry(first.quote, first.reading.article.text, marked_words(words, group[0]))
    places = "; ".join(place(close.found.article) for close in group)
    return Entry(name, f"{rest} [{places}]")


def article_line(entry: ArticleEntry) -> Entry:
    """An article: number, title, where and when it appeared, and what its reader did with it."""
    told = [ngettext("{count} quote", "{count} quotes", entry.quotes).format(count=entry.quotes)]
    told += [] if entry.read else [_("unread")]
    told += [_("starred")] if entry.starred else []
    told += [_("tags {tags}").format(tags=", ".join(entry.tags))] if entry.tags else []
    about = ", ".join(part for part in (entry.outlet, day(entry.published)) if part)
    return Entry(f"{entry.id}: {title_of(entry)}", f"{f' ({about})' if about else ''}: {', '.join(told)}")


def actor_line(entry: ActorEntry) -> Entry:
    """An actor: number, name, who it is, and how often it is quoted."""
    told = ", ".join(part for part in (_(entry.kind), entry.role) if part)
    return Entry(f"{entry.id}: {entry.name}", f" ({told}): {counted(entry)}")


def annotation_line(annotation: Annotation) -> Entry:
    """A bookmark or a note, with the words it stands on."""
    words = f"“{one_line(annotation.words)}”"
    gone = _(", no longer in the article") if annotation.span is None else ""
    note = f": {one_line(annotation.note)}" if annotation.note else ""
    return Entry(words, f"{note} [{place(annotation.article)}{gone}]")


def change_line(change: ActorChange) -> Entry:
    """A merge or a split that can be undone."""
    told = (
        _("{actor} ({id}) was merged into {other} ({other_id})")
        if change.kind == "merge"
        else _("{actor} ({id}) was split; the other is number {other_id}")
    ).format(actor=change.actor.name, id=change.actor.id, other=change.other.name, other_id=change.other.id)
    return Entry(f"{change.id}: ", f"{told}, {change.made:%Y-%m-%d}")


def actor_facts(page: ActorPage, *, is_drawn: bool = True) -> Iterator[Entry]:
    """Who an actor is: a line for each thing that is known; the months in words where nothing `is_drawn`."""
    actor = page.actor
    yield Entry(actor.name, f" ({_(actor.kind)}, {_('number')} {actor.id}): {counted(actor)}")
    others = [name for name in page.names if name != actor.name]
    if others:
        yield Entry("", _("also {names}").format(names=", ".join(others)))
    for held in page.roles:
        articles = ngettext("{count} article", "{count} articles", held.articles).format(count=held.articles)
        yield Entry("", f"{_period(held.first, held.last)}: {held.role} ({articles})")
    if page.months:
        yield Entry("", sparkline(page.months) if is_drawn else _counted_months(page.months))
    if page.company:
        company = ", ".join(f"{other.name} ({articles})" for other, articles in page.company)
        yield Entry("", _("quoted beside {names}").format(names=company))
    if page.merged:
        merged = ", ".join(f"{other.name} ({other.id})" for other in page.merged)
        yield Entry("", _("merged with {names}").format(names=merged))


def _counted_months(months: Sequence[tuple[date, int]]) -> str:
    counted = ", ".join(f"{month:%Y-%m}: {quotes}" for month, quotes in months)
    return _("quotes a month: {months}").format(months=counted)


def sparkline(months: Sequence[tuple[date, int]]) -> str:
    """Quotes by the month, or over a long time by the year, as a row of small bars."""
    first, last = months[0][0], months[-1][0]
    if first == last:
        count = months[0][1]
        return ngettext("{count} quote in {month}", "{count} quotes in {month}", count).format(
            count=count, month=f"{first:%Y-%m}"
        )
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    if span <= MOST_MONTHS:
        told = _("quotes a month: {first} {bars} {last}, at most {most}")
        bars = [0] * span
        for month, quotes in months:
            bars[(month.year - first.year) * 12 + month.month - first.month] += quotes
        ends = (f"{first:%Y-%m}", f"{last:%Y-%m}")
    else:
        told = _("quotes a year: {first} {bars} {last}, at most {most}")
        bars = [0] * (last.year - first.year + 1)
        for month, quotes in months:
            bars[month.year - first.year] += quotes
        ends = (str(first.year), str(last.year))
    most = max(bars)
    drawn = "".join(SPARKS[(count * len(SPARKS) - 1) // most] if count else " " for count in bars)
    return told.format(first=ends[0], bars=drawn, last=ends[1], most=most)


def counted(actor: ActorEntry) -> str:
    """How often an actor is quoted."""
    quotes = ngettext("{count} quote", "{count} quotes", actor.quotes).format(count=f"{actor.quotes:,}")
    articles = ngettext("{count} article", "{count} articles", actor.articles)
    return f"{quotes}, {articles.format(count=f'{actor.articles:,}')}"


def place(entry: ArticleEntry) -> str:
    """Which article: number, title, outlet and day."""
    told = (title_of(entry), entry.outlet, day(entry.published))
    return f"{entry.id}: {', '.join(part for part in told if part)}"


def title_of(entry: ArticleEntry) -> str:
    """An article's title, or what to say where it has none."""
    return entry.title or _("no title")


def day(published: date | None) -> str:
    """The day of publication."""
    return published.strftime("%Y-%m-%d") if published else ""


def marked_words(words: str, close: CloseQuote) -> str:
    """A quote's words on one line: `[+only in the quote+]`, `[-only asked for-]`."""
    return "".join(text for text, _difference in marked(compared(words, close)))


def marked(pieces: Sequence[Piece]) -> Iterator[tuple[str, Difference]]:
    """Pieces on one line, with signs around those that are only in one of the two texts."""
    before = " "
    for number, (difference, text) in enumerate(pieces):
        words = text.replace("\n", " ")
        if difference is Difference.ADDED:
            words = f"[+{words}+]"
        elif difference is Difference.MISSING:
            after = pieces[number + 1].text if number + 1 < len(pieces) else " "
            words = f"{'' if before.isspace() else ' '}[-{words}-]{' ' if after[:1].isalnum() else ''}"
        before = words[-1:]
        yield words, difference


def one_line(words: str) -> str:
    """Words that may stand on several lines, on one."""
    return " ".join(words.split())


def _period(first: date, last: date) -> str:
    begun, ended = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return begun if begun == ended else _("{first} to {last}").format(first=begun, last=ended)
