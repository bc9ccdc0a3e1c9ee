"""`g7reader merge`: two actors are one."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import actor_entry, library_option, open_stored
from reader.opening import DONE, PROGRAM, complain
from reader.translation import _


@click.command(short_help=_("Take actors for one."))
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR...")
@click.option("--into", required=True, metavar="ACTOR", help=_("The actor that they are; its name stays."))
@library_option
@json_option
def merge(actors: tuple[str, ...], into: str, library: str | None, is_json: bool) -> int:
    """Take each ACTOR for the one that is named with --into.

    An actor is named by its number or its name. “g7reader undo” takes it back.

    \b
      g7reader merge Johnson "B. Johnson" --into "Boris Johnson"
    """
    with open_stored(library) as opened:
        target = actor_entry(opened, into)
        merged = [actor_entry(opened, name) for name in actors]
        for one in merged:
            change = opened.merge(one.id, target.id).result()
            if is_json:
                from reader.export.library_json import change_as_json

                streams.write(change_as_json(change), encoding="utf-8")
            else:
                told = _("{actor} ({id}) is now {other} ({other_id})").format(
                    actor=one.name, id=one.id, other=change.other.name, other_id=change.other.id
                )
                streams.write(f"{told}\n")
                complain(_("“{command}” takes it back").format(command=f"{PROGRAM} undo {change.id}"))
    return DONE
