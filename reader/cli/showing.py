"""Lists for a terminal: wrapped to its width, what matters bold, what is secondary dim. A pipe gets lines."""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader import streams
from reader.cli.options import is_plain
from reader.cli.writing import write_entries
from reader.export import library_lists
from reader.export.lists import quote_facts, speaker_name
from reader.library.likeness import Difference
from reader.library.verifying import compared
from reader.reading import QuoteKind
from reader.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text

    from reader.export.lists import Entry
    from reader.library.article_entry import ArticleEntry
    from reader.library.likeness import CloseQuote
    from reader.library.protocol import FoundQuote
    from reader.library.verifying import Verification

WIDEST = 100
_INDENT = 2
_WIDE = 60  # columns from which a list of articles names the outlets


@dataclass(frozen=True, slots=True)
class Page:
    """What is written, in parts: to a terminal as drawn there, elsewhere a line each."""

    console: Console | None

    def write(self, entries: Iterable[Entry], drawn: Callable[[int], Iterable[RenderableType]]) -> None:
        """Write `entries` to a pipe, or what is `drawn` at its width to a terminal."""
        if self.console is None:
            write_entries(entries)
            return
        for one in drawn(self.console.width):
            self.console.print(one, markup=False, highlight=False)
        assert isinstance(self.console.file, io.StringIO)
        streams.write(self.console.file.getvalue())
        self.console.file.truncate(0)
        self.console.file.seek(0)


def page() -> Page:
    """Standard output, as it is."""
    if is_plain() or not streams.is_terminal(sys.stdout):
        return Page(None)
    from rich.console import Console

    colour = streams.has_colour()
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return Page(
        Console(
            file=io.StringIO(),
            width=width,
            force_terminal=colour,
            color_system="auto" if colour else None,
            legacy_windows=False,
        )
    )


def write_quotes(groups: Sequence[Sequence[FoundQuote]]) -> None:
    """Quotes in groups that give the same words, each with its places."""
    entry = library_lists.found_entry
    if is_plain():
        from reader.export.spoken import spoken_found as entry
    page().write(map(entry, groups), lambda _width: map(_drawn_group, groups))


def write_close_quotes(verification: Verification) -> None:
    """Quotes that resemble given words, what differs marked."""
    words, groups = verification.words, verification.groups
    page().write(
        [library_lists.close_entry(words, group) for group in groups],
        lambda _width: [_drawn_close(words, group) for group in groups],
    )


def write_articles(entries: Sequence[ArticleEntry]) -> None:
    """Articles, a line each."""
    page().write(map(library_lists.article_line, entries), lambda width: [_drawn_articles(entries, width)])


def write_lines(entries: Sequence[Entry]) -> None:
    """Entries, a line each in a pipe, and wrapped under themselves in a terminal."""
    page().write(entries, lambda width: [_drawn_entry(entry, width) for entry in entries])


def _drawn_group(group: Sequence[FoundQuote]) -> RenderableType:
    first = group[0]
    words = _words(first)
    return _drawn(first, words, [found.article for found in group])


def _drawn_close(asked: str, group: Sequence[CloseQuote]) -> RenderableType:
    from rich.text import Text

    first = group[0]
    styles = {Difference.SAME: "", Difference.ADDED: "bold", Difference.MISSING: "dim"}
    pieces = library_lists.marked(compared(asked, first))
    words = Text.assemble(*((words, styles[difference]) for words, difference in pieces))
    return _drawn(first.found, _in_marks(first.found, words), [close.found.article for close in group])


def _drawn(found: FoundQuote, words: Text, articles: Sequence[ArticleEntry]) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    quote = found.quote
    role = quote.speaker.role if quote.speaker is not None else None
    facts = quote_facts(quote, found.reading.article.text)
    head = Text.assemble(
        (speaker_name(quote), "bold"), (f", {role}" if role else "", ""), (f" · {facts}", "dim")
    )
    parts: list[RenderableType] = [head, Padding(words, (0, 0, 0, _INDENT))]
    for entry in articles:
        parts.append(Padding(Text(library_lists.place(entry), "dim"), (0, 0, 0, _INDENT)))
    return Group(*parts, Text())


def _words(found: FoundQuote) -> Text:
    """The words of a quote, those that were asked for underlined."""
    from rich.text import Text

    text = found.reading.article.text
    words = Text()
    for number, span in enumerate(found.quote.spans):
        if number:
            words.append(" … ")
        part = Text(span.of(text).replace("\n", " "))
        for hit in found.hits:
            if span.contains(hit):
                part.stylize("bold underline", hit.start - span.start, hit.end - span.start)
        words.append_text(part)
    return _in_marks(found, words)


def _in_marks(found: FoundQuote, words: Text) -> Text:
    from rich.text import Text

    return words if found.quote.kind is QuoteKind.INDIRECT else Text.assemble("“", words, "”")


def _drawn_articles(entries: Sequence[ArticleEntry], width: int) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=3, no_wrap=True, overflow="ellipsis")
    is_wide = width >= _WIDE
    if is_wide:
        table.add_column(ratio=1, style="dim", no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right", style="dim", no_wrap=True)
    for entry in entries:
        state = ("★" if entry.starred else " ") + (" " if entry.read else "•")
        title = Text(library_lists.title_of(entry), "" if entry.read else "bold")
        for tag in entry.tags:
            title.append(f" [{tag}]", "not bold dim")
        quotes = ngettext("{count} quote", "{count} quotes", entry.quotes).format(count=entry.quotes)
        outlet = [Text(entry.outlet or "")] if is_wide else []
        table.add_row(str(entry.id), state, library_lists.day(entry.published), title, *outlet, quotes)
    return table


def _drawn_entry(entry: Entry, width: int) -> RenderableType:
    from rich.cells import cell_len
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    if entry.name and cell_len(entry.name + entry.rest) <= width:
        return Text.assemble((entry.name, "bold"), entry.rest)
    rest = Padding(Text(entry.rest.lstrip(" :")), (0, 0, 0, _INDENT))
    return Group(Text(entry.name, "bold"), rest) if entry.name else rest
