"""`g7reader actors`: who acts or speaks."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import file_argument, json_option, language_option
from reader.cli.reading import read
from reader.cli.writing import nothing_found, write_list
from reader.opening import DONE
from reader.translation import _


@click.command(short_help=_("Who acts or speaks, and how often."))
@file_argument
@json_option
@language_option
def actors(file: str | None, is_json: bool, language: str | None) -> int:
    """List the actors of an article: kind, role, mentions, quotes and other names."""
    reading = read(file, language)
    found = reading.analysis.actors
    if is_json:
        from reader.export.as_json import actors_as_json

        streams.write(actors_as_json(reading, found), encoding="utf-8")
    else:
        from reader.export.lists import actor_entry

        write_list(reading, (actor_entry(actor, reading) for actor in found))
    return DONE if found else nothing_found(_("no actors found"))
