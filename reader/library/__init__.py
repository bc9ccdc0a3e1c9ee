"""Many readings: kept, and searched with one query language.

    >>> from reader.library import open_library
    >>> from reader.library.query import parse
    >>> with open_library("library.db") as library:
    ...     library.add(reading).result()
    ...     page = library.search(parse("by:tillerson syri*"))

`protocol` says what a library does, `query` what can be asked, `matching` asks a single
reading in memory; `sqlite` is the engine. Nothing of them is loaded before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from reader.library.sqlite.store import SqliteLibrary

__all__ = ["open_library"]


def open_library(
    path: str | PathLike[str] | None = None, *, create: bool = True, patience: float = 20.0
) -> SqliteLibrary:
    """Open the library at `path`, else the user's own; it is created unless `create` is false.

    `patience` is how long, in seconds, to wait while another program writes.
    Raises `LibraryError`.
    """
    from pathlib import Path

    from reader.library.places import library_path
    from reader.library.sqlite.store import SqliteLibrary

    return SqliteLibrary(library_path() if path is None else Path(path), create=create, patience=patience)
