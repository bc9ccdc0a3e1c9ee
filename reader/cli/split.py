"""`g7reader split`: two people of one name."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import actor_entry, article_number, library_option, open_stored
from reader.opening import DONE, PROGRAM, complain
from reader.translation import _


@click.command(short_help=_("Part two actors of one name."))
@click.argument("actor", metavar="ACTOR")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@library_option
@json_option
def split(actor: str, articles: tuple[str, ...], library: str | None, is_json: bool) -> int:
    """Say that the ACTOR of these articles is another one of the same name.

    An actor is named by its number or its name, an article by its number, path
    or address. “g7reader undo” takes it back.
    """
    with open_stored(library) as opened:
        entry = actor_entry(opened, actor)
        numbers = [article_number(opened, name) for name in articles]
        change = opened.split(entry.id, numbers).result()
    if is_json:
        from reader.export.library_json import change_as_json

        streams.write(change_as_json(change), encoding="utf-8")
    else:
        told = _("{actor} of these articles is now number {number}")
        streams.write(f"{told.format(actor=change.other.name, number=change.other.id)}\n")
        complain(_("“{command}” takes it back").format(command=f"{PROGRAM} undo {change.id}"))
    return DONE
