"""`g7reader add`: articles into the library."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import language_option, plain_text_option
from reader.cli.progress import Bar, bar, spinner
from reader.cli.stored import library_option, open_stored
from reader.cli.writing import NOTHING_FOUND, Trouble
from reader.opening import BAD_INPUT, DONE, INTERRUPTED, complain, is_address, load
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from reader.library.adding import Refused, Stored
    from reader.library.sqlite.store import SqliteLibrary

MANY = 2000
"""From so many new articles on, the indexes are put in their best shape at the end."""


@click.command(short_help=_("Add files, folders and web pages to the library."))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(readable=False))
@library_option
@language_option
@plain_text_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help=_("How many processes read and analyse; by default one for each processor."),
)
@click.option("--json", "is_json", is_flag=True, help=_("Write a line of JSON for each (see docs/json.md)."))
def add(
    sources: tuple[str, ...], library: str | None, language: str | None, jobs: int | None, is_json: bool
) -> int:
    """Add articles to the library, each with who said what in it.

    SOURCE is a file, a folder with everything below it, the address of a web
    page, or - for standard input. In a folder, files count that are called like
    an article: .md, .txt, .html and the like. An article that is there already
    is updated, and what you made of it stays.

    Ctrl-C stops; what was reported as added is kept. Run it again to add the
    rest.
    """
    from reader.library.adding import find_files
    from reader.library.errors import LibraryError

    single = [source for source in sources if is_address(source) or source == streams.STANDARD_INPUT]
    found = find_files(source for source in sources if source not in single)
    report = _Report(is_json)
    is_stopped = False
    with open_stored(library, create=True) as opened:
        try:
            for refused in found.refused:
                report.take(refused)
            for source in single:
                report.take(_add_one(opened, source, language))
            with _interrupts() as stop:
                _add_files(opened, found.articles, language, jobs, report, stop)
                is_stopped = stop.is_asked
        except KeyboardInterrupt:
            is_stopped = True
        except LibraryError:
            if report.stored:
                complain(_("{kept} before this went wrong").format(kept=report.kept()))
            raise
    report.tell(found.skipped)
    if is_stopped:
        complain(_("stopped; {kept}; run it again to add the rest").format(kept=report.kept()))
        return INTERRUPTED
    if report.refused:
        return BAD_INPUT
    return DONE if report.stored else NOTHING_FOUND


def _add_one(library: SqliteLibrary, source: str, language: str | None) -> Stored | Refused:
    """Add a web page, or what comes from standard input."""
    from reader.cli.pages import load_page
    from reader.formats import FormatError
    from reader.library.adding import Refused, Stored, prepare_article

    try:
        article = load_page(source) if is_address(source) else load(source)
    except (FormatError, Trouble) as error:
        return Refused(source, str(error))
    prepared = prepare_article(article, language)
    return Stored(source, prepared.title, library.add_prepared(prepared).result())


def _add_files(
    library: SqliteLibrary,
    files: Sequence[str],
    language: str | None,
    jobs: int | None,
    report: _Report,
    stop: _Stop,
) -> None:
    """Add files, until all are or the user asks to stop."""
    from reader.library.adding import add_files

    with bar(len(files), hidden=report.is_json and streams.is_terminal(sys.stdout)) as shown:
        report.shown = shown
        added = add_files(library, files, language=language, processes=jobs, is_stopped=lambda: stop.is_asked)
        for one in added:
            report.take(one)
            shown.advance()
    report.shown = None
    if report.changes["new"] >= MANY and not stop.is_asked:
        with spinner(_("putting the indexes in shape")):
            library.tidy().result()


@dataclass
class _Report:
    """What was added so far, told as it happens in JSON, or all together."""

    is_json: bool
    shown: Bar | None = None
    changes: Counter[str] = field(default_factory=Counter)
    quotes: int = 0
    refused: int = 0

    @property
    def stored(self) -> int:
        """How many articles are kept."""
        return self.changes.total()

    def take(self, one: Stored | Refused) -> None:
        """Count an article, and tell of it."""
        from reader.library.adding import Refused

        if isinstance(one, Refused):
            self.refused += 1
            (self.shown.complain if self.shown is not None else complain)(one.problem)
        else:
            self.changes[one.added.change] += 1
            self.quotes += one.added.quotes
        if self.is_json:
            from reader.export.library_json import added_as_json

            streams.write(added_as_json(one), encoding="utf-8")

    def kept(self) -> str:
        """How many articles are safely in the library."""
        return ngettext("{count} article is kept", "{count} articles are kept", self.stored).format(
            count=f"{self.stored:,}"
        )

    def tell(self, skipped: int) -> None:
        """Say what was done, and what was not."""
        if self.stored and not self.is_json:
            streams.write(f"{self._summary()}\n")
        elif not self.stored and not self.refused:
            complain(_("no articles found"))
        if self.refused:
            complain(
                ngettext("{count} file was not added", "{count} files were not added", self.refused).format(
                    count=f"{self.refused:,}"
                )
            )
        if skipped:
            told = ngettext(
                "{count} file of another kind was passed over",
                "{count} files of other kinds were passed over",
                skipped,
            )
            complain(told.format(count=f"{skipped:,}"))

    def _summary(self) -> str:
        words = {
            "new": _("{count} new"),
            "updated": _("{count} updated"),
            "unchanged": _("{count} unchanged"),
        }
        told = ", ".join(
            words[change].format(count=f"{self.changes[change]:,}")
            for change in words
            if self.changes[change]
        )
        quotes = ngettext("{count} quote", "{count} quotes", self.quotes).format(count=f"{self.quotes:,}")
        articles = ngettext("{count} article", "{count} articles", self.stored)
        return f"{articles.format(count=f'{self.stored:,}')} ({told}), {quotes}"


@dataclass
class _Stop:
    """Whether the user asked to stop."""

    is_asked: bool = False


@contextmanager
def _interrupts() -> Iterator[_Stop]:
    """Let the first Ctrl-C ask to stop, so that what is being stored is finished; the second breaks off."""
    stop = _Stop()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_asked:
            raise KeyboardInterrupt
        stop.is_asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
