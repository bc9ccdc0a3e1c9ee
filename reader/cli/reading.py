"""The reader itself, which has no name of its own: an article on the screen, or printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import file_argument, language_option
from reader.cli.writing import complain_of
from reader.opening import DONE, load, open_on_screen
from reader.translation import _

if TYPE_CHECKING:
    from reader.reading import Reading

WIDTHS = click.IntRange(20, 1000)


class ReaderCommand(click.Command):
    """The reader itself, which has no name: its help is the program's."""

    def get_help(self, ctx: click.Context) -> str:
        """The help of the whole program."""
        return (ctx.parent or ctx).get_help()


@click.command(cls=ReaderCommand)
@file_argument
@click.option("--print", "is_printed", is_flag=True, help=_("Print the article with its panels, then stop."))
@click.option("--width", type=WIDTHS, metavar="COLUMNS", help=_("How wide --print may be."))
@language_option
def open_reader(file: str | None, is_printed: bool, width: int | None, language: str | None) -> int:
    """Show an article on the screen, or print it."""
    if is_printed:
        return print_article(file, width, language)
    return open_on_screen(file, language)


def print_article(file: str | None, width: int | None, language: str | None) -> int:
    """Write an article with its panels drawn, in colour where standard output is a terminal."""
    import io
    import shutil

    from rich.console import Console

    from reader.layout.printing import print_reading

    reading = read(file, language)
    complain_of(reading.analysis.notes)
    page = io.StringIO()
    console = Console(
        file=page,
        width=width or shutil.get_terminal_size().columns,
        force_terminal=streams.has_colour(),
        color_system="auto" if streams.has_colour() else None,
    )
    print_reading(reading, console, width)
    streams.write(page.getvalue())
    return DONE


def read(file: str | None, language: str | None) -> Reading:
    """The article in `file` with its analysis, in `language` where one is given."""
    from reader.analysis import analyse_article
    from reader.reading import Reading

    article = load(file)
    if language is not None:
        article = replace(article, metadata=replace(article.metadata, language=language))
    return Reading(article, analyse_article(article))
