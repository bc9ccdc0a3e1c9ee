"""The reader itself, which has no name of its own: an article on the screen, or printed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import file_argument, is_plain, language_option, plain_option, plain_text_option
from reader.cli.stored import library_option, open_stored
from reader.cli.writing import complain_of
from reader.library.places import VARIABLE
from reader.opening import DONE, is_address, load, open_on_screen
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
@plain_option
@language_option
@click.option("--save", "is_saved", is_flag=True, help=_("Keep a web page in the library."))
@plain_text_option
@library_option
@click.option(
    "--log",
    "log_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Note in FILE what the reader did, without a word of what you read."),
)
def open_reader(
    file: str | None,
    is_printed: bool,
    width: int | None,
    language: str | None,
    is_saved: bool,
    library: str | None,
    log_file: Path | None,
) -> int:
    """Show an article on the screen, or print it."""
    if library is not None:
        os.environ[VARIABLE] = library  # where all parts of the program look for it
    if is_saved and not is_address(file):
        raise click.UsageError(_("--save is for web pages; “g7reader add” keeps files"))
    if is_plain() and not is_printed:
        raise click.UsageError(_("--plain goes with --print, or with a command"))
    if is_printed:
        return print_article(file, width, language, is_saved)
    if not is_address(file):
        return open_on_screen(file, language, log_file=log_file)
    from reader.cli.pages import is_plain_text_asked, keep_article

    keep = (lambda article: keep_article(article, language)) if is_saved else None
    return open_on_screen(file, language, plain_text=is_plain_text_asked(), keep=keep, log_file=log_file)


def print_article(file: str | None, width: int | None, language: str | None, is_saved: bool) -> int:
    """Write an article with its panels drawn, in colour where standard output is a terminal."""
    reading = read(file, language)
    if is_saved:
        with open_stored(None, create=True) as library:
            library.add(reading).result()
    complain_of((*reading.article.notes, *reading.analysis.notes))
    if is_plain():
        from reader.export.spoken import spoken_article

        streams.write("".join(f"{line}\n" for line in spoken_article(reading)))
        return DONE
    import io
    import shutil

    from rich.console import Console

    from reader.layout.printing import print_reading

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

    if is_address(file):
        from reader.cli.pages import load_page

        article = load_page(file)
    else:
        article = load(file)
    if language is not None:
        article = replace(article, metadata=replace(article.metadata, language=language))
    return Reading(article, analyse_article(article))
