"""`g7reader tag`: tags of articles in the library."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import article_number, library_option, open_stored
from reader.cli.writing import nothing_found
from reader.opening import DONE
from reader.translation import _, ngettext


@click.command(short_help=_("Tag an article, or list tags."))
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.argument("tags", nargs=-1, metavar="[TAG...]")
@click.option("--remove", "is_removed", is_flag=True, help=_("Take these tags away."))
@library_option
@json_option
def tag(
    article: str | None, tags: tuple[str, ...], is_removed: bool, library: str | None, is_json: bool
) -> int:
    """Tag ARTICLE with each TAG, and show it; without a TAG show its tags, without ARTICLE list all.

    ARTICLE is the number, path or address of an article in the library.
    """
    if is_removed and not tags:
        raise click.UsageError(_("--remove needs the tags to take away"))
    if article is None:
        return list_tags(library, is_json)
    with open_stored(library) as opened:
        number = article_number(opened, article)
        change = opened.untag if is_removed else opened.tag
        for future in [change(number, name) for name in tags]:
            future.result()
        entry = opened.entry(number)
    if is_json:
        from reader.export.library_json import article_as_json

        streams.write(article_as_json(entry), encoding="utf-8")
    else:
        from reader.cli.showing import write_lines
        from reader.export.library_lists import article_line

        write_lines([article_line(entry)])
    return DONE


def list_tags(library: str | None, is_json: bool) -> int:
    """Every tag in the library, with its number of articles."""
    with open_stored(library) as opened:
        found = opened.tags()
    if is_json:
        from reader.export.library_json import tag_as_json

        streams.write("".join(tag_as_json(name, count) for name, count in found), encoding="utf-8")
    else:
        from reader.cli.showing import write_lines
        from reader.export.lists import Entry

        told = [ngettext("{count} article", "{count} articles", count) for _name, count in found]
        write_lines(
            [
                Entry(name, f": {words.format(count=f'{count:,}')}")
                for (name, count), words in zip(found, told, strict=True)
            ]
        )
    return DONE if found else nothing_found(_("no tags found"))
