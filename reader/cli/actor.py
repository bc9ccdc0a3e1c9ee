"""`g7reader actor`: all that the library knows of somebody."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import is_plain, json_option, plain_option
from reader.cli.stored import actor_entry, library_option, limit_option, open_stored
from reader.opening import DONE
from reader.translation import _


@click.command(short_help=_("Who somebody is, and what they said."))
@click.argument("name", nargs=-1, required=True, metavar="NAME...")
@library_option
@limit_option(20)
@plain_option
@json_option
def actor(name: tuple[str, ...], library: str | None, limit: int, is_json: bool) -> int:
    """Show an actor of the library: names, roles over time, quotes by the month, and the quotes.

    NAME is the actor's number, or words of the name; where several actors fit,
    they are listed with their numbers. Quotes stand newest first: what the actor
    said, then what others said about it.
    """
    with open_stored(library) as opened:
        entry = actor_entry(opened, " ".join(name))
        page = opened.actor(entry.id)
        said = opened.quotes_by(entry.id, limit)
        about = opened.quotes_about(entry.id, limit)
    if is_json:
        from reader.export.library_json import actor_page_as_json

        streams.write(actor_page_as_json(page, said, about), encoding="utf-8")
        return DONE
    from reader.cli.showing import write_lines, write_quotes
    from reader.export.library_lists import actor_facts
    from reader.export.lists import Entry
    from reader.library.likeness import same_words

    write_lines([*actor_facts(page, is_drawn=not is_plain()), Entry("")])
    for heading, quotes in (
        (_("What they said"), said.quotes),
        (_("What others said about them"), about.quotes),
    ):
        if quotes:
            write_lines([Entry(heading), Entry("")])
            write_quotes(same_words(quotes))
    return DONE
