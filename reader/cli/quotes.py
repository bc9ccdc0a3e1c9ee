"""`g7reader quotes`: who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import file_argument, json_option, language_option
from reader.cli.reading import read
from reader.cli.writing import nothing_found, write_list
from reader.opening import DONE
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading import Quote, Reading


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
@json_option
@language_option
def quotes(
    file: str | None, by: str | None, kinds: tuple[str, ...], is_json: bool, language: str | None
) -> int:
    """List the quotes of an article: who said what, of which kind, and by which word that is told."""
    reading = read(file, language)
    found = matching_quotes(reading, by, kinds)
    if is_json:
        from reader.export.as_json import quotes_as_json

        streams.write(quotes_as_json(reading, found), encoding="utf-8")
    else:
        from reader.export.lists import quote_entry

        write_list(reading, (quote_entry(quote, reading.article.text) for quote in found))
    return DONE if found else nothing_found(_("no quotes found"))


def matching_quotes(reading: Reading, by: str | None, kinds: Sequence[str]) -> list[Quote]:
    """The quotes of `reading` whose speaker is called `by`, and of one of `kinds`, where these are given."""
    if by is None and not kinds:
        return list(reading.analysis.quotes)
    from reader.library.folding import folded_words
    from reader.library.matching import search_quotes
    from reader.library.query import And, Node, OfKind, Or, Place, Query, Words
    from reader.reading import QuoteKind

    wanted: list[Node] = []
    if by is not None:
        name = folded_words(by)
        if not name:
            raise click.BadParameter(_("a name is needed"), param_hint="--by")
        wanted.append(Words(name, place=Place.BY))
    if kinds:
        wanted.append(Or(tuple(OfKind(QuoteKind(kind)) for kind in kinds)))
    return [hit.quote for hit in search_quotes(reading, Query("", And(tuple(wanted))))]
