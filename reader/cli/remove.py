"""`g7reader remove`: articles out of the library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import article_number, library_option, open_stored
from reader.opening import DONE
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from reader.library.article_entry import ArticleEntry
    from reader.library.sqlite.store import SqliteLibrary


@click.command(short_help=_("Remove articles from the library."))
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--yes", is_flag=True, help=_("Do not ask, even where you made something of an article."))
@library_option
@json_option
def remove(articles: tuple[str, ...], yes: bool, library: str | None, is_json: bool) -> int:
    """Remove articles from the library, with all that you made of them; files stay where they are.

    ARTICLE is the number, path or address of an article in the library. Where you
    have starred, tagged or noted something, it asks before.
    """
    with open_stored(library) as opened:
        entries = [
            opened.entry(number) for number in {article_number(opened, name): None for name in articles}
        ]
        if not yes:
            for entry in entries:
                require_consent(opened, entry)
        for entry in entries:
            opened.remove(entry.id).result()
            if is_json:
                from reader.export.library_json import article_as_json

                streams.write(article_as_json(entry), encoding="utf-8")
    if not is_json:
        removed = ngettext("removed {count} article", "removed {count} articles", len(entries))
        streams.write(f"{removed.format(count=len(entries))}\n")
    return DONE


def require_consent(library: SqliteLibrary, entry: ArticleEntry) -> None:
    """Ask before what the user made is removed. Raises `click.ClickException` or `click.Abort`."""
    notes = len(library.annotations(entry.id))
    made = [_("starred")] if entry.starred else []
    tags = [tag for tag in entry.tags if tag not in library.reading(entry.id).article.metadata.tags]
    if tags:
        made.append(_("tags {tags}").format(tags=", ".join(tags)))
    if notes:
        made.append(
            ngettext("{count} bookmark or note", "{count} bookmarks and notes", notes).format(count=notes)
        )
    if not made:
        return
    from reader.export.library_lists import place

    told = _("{article} has what you made of it ({made})").format(article=place(entry), made=", ".join(made))
    if not streams.is_terminal(sys.stdin) or not streams.is_terminal(sys.stderr):
        raise click.ClickException(_("{told}; --yes removes it all the same").format(told=told))
    if not click.confirm(_("{told}. Remove it?").format(told=told), err=True):
        raise click.Abort
