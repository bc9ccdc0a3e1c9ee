"""`g7reader library`: looking after the library's file."""

from __future__ import annotations

from pathlib import Path

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.progress import patiently, spinner
from reader.cli.stored import library_option, open_stored
from reader.opening import BAD_INPUT, DONE, complain
from reader.translation import _, ngettext


@click.group(short_help=_("Check, back up, repair or measure the library."))
def library() -> None:
    """Look after the library, which is one file."""


@library.command()
@library_option
def path(library: str | None) -> int:
    """Say where the library is, whether there is one or not."""
    from reader.library.errors import LibraryError
    from reader.library.places import library_path

    try:
        streams.write(f"{library_path(library)}\n")
    except LibraryError as error:
        raise click.ClickException(str(error)) from None
    return DONE


@library.command()
@library_option
@json_option
def stats(library: str | None, is_json: bool) -> int:
    """Say how much the library holds."""
    with open_stored(library) as opened:
        where, held = opened.path, opened.statistics()
    if is_json:
        from reader.export.library_json import statistics_as_json

        streams.write(statistics_as_json(where, held), encoding="utf-8")
        return DONE
    rows = [
        (_("path"), str(where)),
        (_("articles"), f"{held.articles:,}"),
        (_("quotes"), f"{held.quotes:,}"),
        (_("actors"), f"{held.actors:,}"),
        (_("bookmarks and notes"), f"{held.annotations:,}"),
        (_("size"), _("{size} MB").format(size=f"{held.size / 1e6:,.1f}")),
        (_("format"), str(held.schema)),
    ]
    streams.write("".join(f"{name}: {value}\n" for name, value in rows))
    return DONE


@library.command()
@library_option
@json_option
def check(library: str | None, is_json: bool) -> int:
    """Look for damage: in the file, its articles and its search indexes.

    \b
    Exit codes:
      0  sound
      2  damaged; “g7reader library repair” saves what can be read
    """
    with open_stored(library) as opened:
        where = opened.path
        problems = patiently(opened, opened.check, _("looking at {path}").format(path=where))
    if is_json:
        from reader.export.library_json import check_as_json

        streams.write(check_as_json(where, problems), encoding="utf-8")
    else:
        streams.write("".join(f"{problem}\n" for problem in problems or [_("The library is sound.")]))
    return BAD_INPUT if problems else DONE


@library.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@library_option
def backup(target: Path, library: str | None) -> int:
    """Copy the library to a new FILE, even while it is in use."""
    with open_stored(library) as opened:
        patiently(opened, lambda: opened.backup(target), _("copying to {path}").format(path=target))
    streams.write(f"{target}\n")
    return DONE


@library.command()
@library_option
@json_option
def repair(library: str | None, is_json: bool) -> int:
    """Rebuild the indexes of a damaged library, or save what can be read of it.

    Close every other program that has the library open. Where the file itself is
    damaged, it is put aside under another name, and what could be read of it
    takes its place.
    """
    from reader.library.errors import LibraryError
    from reader.library.places import library_path
    from reader.library.sqlite.repairing import repair as repair_library

    try:
        where = library_path(library)
        with spinner(_("repairing {path}").format(path=where)):
            kept = repair_library(where)
    except LibraryError as error:
        raise click.ClickException(str(error)) from None
    if is_json:
        from reader.export.library_json import repair_as_json

        streams.write(repair_as_json(where, kept), encoding="utf-8")
        return DONE
    told = _("kept {articles} articles, {quotes} quotes, {annotations} bookmarks and notes").format(
        articles=f"{kept.articles:,}", quotes=f"{kept.quotes:,}", annotations=f"{kept.annotations:,}"
    )
    streams.write(f"{told}\n")
    if kept.lost:
        complain(
            ngettext(
                "{count} article could not be read", "{count} articles could not be read", kept.lost
            ).format(count=f"{kept.lost:,}")
        )
    if kept.damaged:
        complain(_("the damaged file is {path}").format(path=kept.damaged))
    return DONE
