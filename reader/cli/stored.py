"""What the commands over the library share: opening it, and naming an article or an actor in it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from reader.cli.writing import Trouble
from reader.opening import PROGRAM
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.library.protocol import ActorEntry
    from reader.library.query import Query
    from reader.library.sqlite.store import SqliteLibrary

Decorated = TypeVar("Decorated", bound="Callable[..., int]")

PATIENCE = 5.0
"""How long (seconds) a command waits while another program keeps the library to itself."""
LISTED = 10
"""How many actors are offered where a name fits several."""

library_option = click.option(
    "--library",
    "library",
    metavar="PATH",
    type=click.Path(),
    help=_("The library to use; else that of G7READER_LIBRARY, else your own."),
)


def limit_option(default: int | None = None) -> Callable[[Decorated], Decorated]:
    """How many results to show at most: `default`, or all."""
    told = _("How many at most.") if default is None else _("How many at most; {count} by default.")
    return click.option(
        "--limit",
        type=click.IntRange(1),
        metavar="NUMBER",
        default=default,
        help=told.format(count=default),
    )


@contextmanager
def open_stored(named: str | None, *, create: bool = False) -> Iterator[SqliteLibrary]:
    """The library that the user named, else the user's own; its errors end the command with a line."""
    from reader.library import open_library
    from reader.library.errors import LibraryError
    from reader.library.places import library_path

    try:
        path = library_path(named)
        if not create and not path.exists():
            raise LibraryError(
                _("There is no library at {path}; “{command}” begins one.").format(
                    path=path, command=f"{PROGRAM} add FILE"
                )
            )
        with open_library(path, create=create, patience=PATIENCE) as library:
            yield library
    except LibraryError as error:
        raise click.ClickException(str(error)) from None


def understood(text: str) -> Query:
    """The query that was typed. Raises `Trouble` that points where it cannot be understood."""
    from reader.formats import clean_line
    from reader.layout.cells import cells
    from reader.library.query import QueryError, parse

    try:
        return parse(text)
    except QueryError as error:
        before = cells(clean_line(text[: error.position] + "|")) - 1
        raise Trouble(error.message, (f"  {clean_line(text)}", f"  {' ' * before}^")) from None


def article_number(library: SqliteLibrary, named: str) -> int:
    """The number of the article that is named by its number, path or address.

    Raises `click.ClickException` when the library does not have it.
    """
    from reader.library.errors import NotInLibrary

    number = named.removeprefix("#")
    if number.isascii() and number.isdigit():
        try:
            return library.entry(int(number)).id
        except (NotInLibrary, OverflowError):
            raise click.ClickException(
                _("the library has no article number {number}").format(number=number)
            ) from None
    found = library.find(named)
    if found is None and (address := _address_in(named)):
        found = library.find(address)
    if found is None:
        raise click.ClickException(
            _("{article} is not in the library; “{command}” lists what is").format(
                article=named, command=f"{PROGRAM} articles"
            )
        )
    return found


def _address_in(path: str) -> str | None:
    """The address that the article at `path` gives itself: it is kept under that."""
    from reader.formats import FormatError, load_path

    if "://" in path or not Path(path).is_file():
        return None
    try:
        return load_path(path).metadata.url
    except FormatError:
        return None


def actor_entry(library: SqliteLibrary, named: str) -> ActorEntry:
    """The actor that is named by its number (`#12`) or by words of its name.

    Raises `click.ClickException` when there is none, or several of whom none has just this name.
    """
    from reader.library.errors import NotInLibrary
    from reader.library.preparing import actor_key

    number = named.removeprefix("#")
    if number.isascii() and number.isdigit():
        try:
            return library.actor(int(number)).actor
        except (NotInLibrary, OverflowError):
            raise click.ClickException(
                _("the library has no actor number {number}").format(number=number)
            ) from None
    if not any(map(str.isalnum, named)):
        raise click.ClickException(_("a name is needed"))
    found = library.actors(named, limit=LISTED + 1)
    key = actor_key(named)
    of_this_name = [actor for actor in found if actor_key(actor.name) == key]
    chosen = of_this_name or found
    if not chosen:
        raise click.ClickException(
            _("the library has no actor called {name}; “{command}” lists who is there").format(
                name=named, command=f"{PROGRAM} actors --all"
            )
        )
    if len(chosen) > 1:
        raise _several(named, chosen)
    return chosen[0]


def _several(named: str, actors: Sequence[ActorEntry]) -> Trouble:
    """A name that fits several actors, with their numbers."""
    from reader.export.library_lists import actor_line

    count = f"{LISTED}+" if len(actors) > LISTED else str(len(actors))
    told = _("{count} actors could be “{name}”; choose one by its number").format(count=count, name=named)
    lines = (actor_line(actor) for actor in actors[:LISTED])
    return Trouble(told, [f"  {line.name}{line.rest}" for line in lines])
