"""`g7reader quotes`: who said what, in an article or in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import (
    all_option,
    file_argument,
    is_plain,
    json_option,
    language_option,
    plain_option,
    plain_text_option,
    scope,
)
from reader.cli.reading import read
from reader.cli.stored import library_option, limit_option, open_stored, understood
from reader.cli.writing import nothing_found, write_list
from reader.opening import DONE
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.library.protocol import FoundQuote
    from reader.library.query import Node, Query
    from reader.library.sqlite.store import SqliteLibrary
    from reader.reading import Quote, Reading

PAGE = 2000


@click.command(short_help=_("Who said what, a line each."))
@file_argument
@click.option("--by", metavar="NAME", help=_("Only what this actor says; case and accents do not matter."))
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["direct", "mixed", "indirect"]),
    multiple=True,
    help=_("Only quotes of this kind."),
)
@click.option("--query", metavar="QUERY", help=_("Only quotes that answer it; see “g7reader search --help”."))
@all_option
@library_option
@limit_option()
@plain_option
@json_option
@language_option
@plain_text_option
def quotes(
    file: str | None,
    by: str | None,
    kinds: tuple[str, ...],
    query: str | None,
    is_all: bool,
    library: str | None,
    limit: int | None,
    is_json: bool,
    language: str | None,
) -> int:
    """List quotes: who said what, of which kind, and by which word that is told.

    They are those of the article FILE; without FILE, of what is piped in or of
    the article that comes with the program. With --all they are those of every
    article in the library, newest first, each with its article; as JSON, a line
    for each.
    """
    if scope(file, is_all, library, language):
        return list_stored(library, query_for(by, kinds, query), limit, is_json)
    asked = query_for(by, kinds, query)
    reading = read(file, language)
    found = matching_quotes(reading, asked)[:limit]
    if is_json:
        from reader.export.as_json import quotes_as_json

        streams.write(quotes_as_json(reading, found), encoding="utf-8")
    elif is_plain():
        from reader.export.lists import Entry
        from reader.export.spoken import spoken_quote

        write_list(reading, (Entry(spoken_quote(quote, reading.article.text)) for quote in found))
    else:
        from reader.export.lists import quote_entry

        write_list(reading, (quote_entry(quote, reading.article.text) for quote in found))
    return DONE if found else nothing_found(_("no quotes found"))


def query_for(by: str | None, kinds: Sequence[str], query: str | None) -> Query | None:
    """What the options ask for: quotes of a speaker called `by`, of one of `kinds`, that answer `query`."""
    if by is None and not kinds and query is None:
        return None
    from reader.library.folding import folded_words
    from reader.library.query import And, OfKind, Or, Place, Query, Words
    from reader.reading import QuoteKind

    wanted: list[Node] = []
    if by is not None:
        name = folded_words(by)
        if not name:
            raise click.BadParameter(_("a name is needed"), param_hint="--by")
        wanted.append(Words(name, place=Place.BY))
    if kinds:
        wanted.append(Or(tuple(OfKind(QuoteKind(kind)) for kind in kinds)))
    if query is not None and (node := understood(query).node) is not None:
        wanted.append(node)
    return Query(query or "", And(tuple(wanted)))


def matching_quotes(reading: Reading, query: Query | None) -> list[Quote]:
    """The quotes of `reading` that answer `query`, where there is one."""
    if query is None:
        return list(reading.analysis.quotes)
    from reader.library.matching import search_quotes

    return [hit.quote for hit in search_quotes(reading, query)]


def list_stored(library: str | None, query: Query | None, limit: int | None, is_json: bool) -> int:
    """Write the quotes of the library that answer `query`."""
    shown = 0
    with open_stored(library) as opened:
        for page in stored_pages(opened, query, limit):
            shown += len(page)
            if is_json:
                from reader.export.library_json import quote_as_json

                streams.write("".join(map(quote_as_json, page)), encoding="utf-8")
            else:
                from reader.cli.showing import write_quotes

                write_quotes([(found,) for found in page])
    return DONE if shown else nothing_found(_("no quotes found"))


def stored_pages(
    library: SqliteLibrary, query: Query | None, limit: int | None
) -> Iterator[Sequence[FoundQuote]]:
    """The quotes of the library that answer `query`, some at a time, until there are `limit`."""
    from reader.library.query import Query

    shown = 0
    while limit is None or shown < limit:
        most = PAGE if limit is None else min(PAGE, limit - shown)
        found = library.search(query or Query(""), most, shown).quotes
        if found:
            yield found
        shown += len(found)
        if len(found) < most:
            return
