"""`g7reader undo`: a merge or a split taken back."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import library_option, open_stored
from reader.cli.writing import nothing_found
from reader.opening import DONE
from reader.translation import _


@click.command(short_help=_("Take back a merge or a split."))
@click.argument("change", required=False, type=click.IntRange(1), metavar="[CHANGE]")
@click.option("--list", "is_listed", is_flag=True, help=_("List the merges and splits that stand."))
@library_option
@json_option
def undo(change: int | None, is_listed: bool, library: str | None, is_json: bool) -> int:
    """Take back the latest merge or split of actors, or the one with the number CHANGE."""
    with open_stored(library) as opened:
        found = list(opened.actor_changes())
        if not is_listed:
            found = [one for one in found if change in (None, one.id)][:1]
            for one in found:
                opened.undo(one.id).result()
    if not found:
        return nothing_found(_("no merge or split to take back"))
    if is_json:
        from reader.export.library_json import change_as_json

        streams.write("".join(map(change_as_json, found)), encoding="utf-8")
    else:
        from reader.cli.showing import write_lines
        from reader.export.library_lists import change_line
        from reader.export.lists import Entry

        lines = [change_line(one) for one in found]
        if not is_listed:
            lines = [Entry(_("Taken back: "), line.rest) for line in lines]
        write_lines(lines)
    return DONE
