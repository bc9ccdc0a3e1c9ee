"""What commands write: lines to standard output, what a reader should know to standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.opening import complain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.export.lists import Entry
    from reader.reading import Reading

NOTHING_FOUND = 1


class Trouble(click.ClickException):
    """What a user can do wrong, in one line, with more lines below it that show it."""

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = details

    def tell(self) -> None:
        """Write it to standard error."""
        complain(str(self))
        for line in self.details:
            print(line, file=sys.stderr)


def write_list(reading: Reading, entries: Iterable[Entry]) -> None:
    """Write a list of what is in `reading`, its notes to standard error."""
    complain_of((*reading.article.notes, *reading.analysis.notes))
    write_entries(entries)


def write_entries(entries: Iterable[Entry]) -> None:
    """Write a line for each entry, its name in bold where there is colour."""
    bold = streams.has_colour()
    names_and_rests = (
        (click.style(name, bold=True) if bold and name else name, rest) for name, rest in entries
    )
    streams.write("".join(f"{name}{rest}\n" for name, rest in names_and_rests))


def complain_of(notes: Iterable[str]) -> None:
    """Write what a reader should know to standard error, a line each."""
    for note in notes:
        complain(note)


def nothing_found(message: str) -> int:
    """Say so on standard error; the exit code says it too."""
    complain(message)
    return NOTHING_FOUND
