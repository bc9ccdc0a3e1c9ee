"""`g7reader actors`: who acts or speaks, in an article or in the library."""

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
from reader.cli.stored import library_option, limit_option, open_stored
from reader.cli.writing import nothing_found, write_list
from reader.opening import DONE
from reader.translation import _

if TYPE_CHECKING:
    from reader.article import Actor

PAGE = 500


@click.command(short_help=_("Who acts or speaks, and how often."))
@file_argument
@click.option("--named", metavar="NAME", help=_("Only those with such a name or role."))
@all_option
@library_option
@limit_option()
@plain_option
@json_option
@language_option
@plain_text_option
def actors(
    file: str | None,
    named: str | None,
    is_all: bool,
    library: str | None,
    limit: int | None,
    is_json: bool,
    language: str | None,
) -> int:
    """List actors: kind, role, mentions, quotes and other names.

    They are those of the article FILE; without FILE, of what is piped in or of
    the article that comes with the program. With --all they are those of every
    article in the library, the most quoted first; each line begins with the
    actor's number, by which other commands take it.
    """
    if named is not None and not any(map(str.isalnum, named)):
        raise click.BadParameter(_("a name is needed"), param_hint="--named")
    if scope(file, is_all, library, language):
        return list_stored(library, named or "", limit, is_json)
    reading = read(file, language)
    found = reading.analysis.actors
    if named is not None:
        found = tuple(actor for actor in found if is_called(actor, named))
    found = found[:limit]
    if is_json:
        from reader.export.as_json import actors_as_json

        streams.write(actors_as_json(reading, found), encoding="utf-8")
    elif is_plain():
        from reader.export.lists import Entry
        from reader.export.spoken import spoken_actor

        write_list(reading, (Entry(spoken_actor(actor, reading)) for actor in found))
    else:
        from reader.export.lists import actor_entry

        write_list(reading, (actor_entry(actor, reading) for actor in found))
    return DONE if found else nothing_found(_("no actors found"))


def is_called(actor: Actor, named: str) -> bool:
    """Whether the names or roles of an actor have words that begin like those of `named`."""
    from reader.library.folding import folded_words
    from reader.library.matching import actor_names, named_so
    from reader.library.query import Words

    names = actor_names(actor)
    return all(named_so(Words((word,), prefix=True), names) for word in folded_words(named))


def list_stored(library: str | None, named: str, limit: int | None, is_json: bool) -> int:
    """Write the actors of the library who are called `named`."""
    shown = 0
    with open_stored(library) as opened:
        while limit is None or shown < limit:
            most = PAGE if limit is None else min(PAGE, limit - shown)
            page = opened.actors(named, most, shown)
            shown += len(page)
            if is_json:
                from reader.export.library_json import actor_as_json

                streams.write("".join(map(actor_as_json, page)), encoding="utf-8")
            elif page:
                from reader.cli.showing import write_lines
                from reader.export.library_lists import actor_line

                write_lines([actor_line(entry) for entry in page])
            if len(page) < most:
                break
    return DONE if shown else nothing_found(_("no actors found"))
