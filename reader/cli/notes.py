"""`g7reader notes`: bookmarks and notes in the library."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option, plain_option
from reader.cli.stored import article_number, library_option, limit_option, open_stored
from reader.cli.writing import nothing_found
from reader.opening import DONE
from reader.translation import _


@click.command(short_help=_("List your bookmarks and notes."))
@click.argument("article", required=False, metavar="[ARTICLE]")
@library_option
@limit_option()
@plain_option
@json_option
def notes(article: str | None, library: str | None, limit: int | None, is_json: bool) -> int:
    """List your bookmarks and notes, the latest first; or those of ARTICLE, in order of its text.

    ARTICLE is the number, path or address of an article in the library.
    """
    with open_stored(library) as opened:
        number = article_number(opened, article) if article is not None else None
        found = opened.annotations(number)[:limit]
    if is_json:
        from reader.export.library_json import annotation_as_json

        streams.write("".join(map(annotation_as_json, found)), encoding="utf-8")
    elif found:
        from reader.cli.showing import write_lines
        from reader.export.library_lists import annotation_line

        write_lines([annotation_line(one) for one in found])
    return DONE if found else nothing_found(_("no bookmarks or notes found"))
