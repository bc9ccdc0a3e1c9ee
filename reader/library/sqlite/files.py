"""Library files: creating and opening them, and saying in one line why that cannot be done.

A file that is not a sound library of ours is never opened for writing, so that it stays
as it was.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.library.errors import LibraryError
from reader.library.sqlite import schema
from reader.library.sqlite.functions import define_functions
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat.html names the places used below


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file that was found to be a library.

    `patience` is how long (seconds) to wait for another program that is writing.
    """

    path: Path
    read_only: bool
    patience: float

    def connect(self, *, writing: bool = False) -> sqlite3.Connection:
        """A new connection; it may be used by any thread, one at a time."""
        with plain_errors(self.path):
            if not writing:
                return self._connect("immutable=1" if self.read_only else "mode=rw", "PRAGMA query_only = 1")
            return self._connect(
                "mode=rw",
                "PRAGMA foreign_keys = ON",
                "PRAGMA synchronous = FULL",  # a commit reported is a commit kept, power cut or not
                "PRAGMA journal_size_limit = 67108864",
            )

    def _connect(self, mode: str, *settings: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(self.path))}?{mode}",
            uri=True,
            timeout=self.patience,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            define_functions(connection)
            for setting in ("PRAGMA trusted_schema = ON", "PRAGMA cache_size = -32000", *settings):
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection


def open_file(path: Path, *, create: bool, patience: float) -> LibraryFile:
    """Find the library at `path`, or create it; an older schema is led to the newest.

    Raises `LibraryError` when there is none, or none that this program can use.
    """
    with plain_errors(path):
        if path.is_dir():
            raise LibraryError(_("{path} is a folder, not a library.").format(path=path))
        if not path.exists():
            if not create:
                raise LibraryError(_("There is no library at {path}.").format(path=path))
            _create(path)
        _inspect(path)
        read_only = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
        read_only = read_only or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
        file = LibraryFile(path, read_only, patience)
        with closing(file.connect()) as connection:
            version = schema.version_of(connection)
        _check_version(path, version)
        if version < schema.VERSION:
            if read_only:
                raise LibraryError(_read_only(path))
            with closing(file.connect(writing=True)) as connection:
                schema.migrate(connection)
        return file


def _create(path: Path) -> None:
    """Create an empty library at `path`; it is there whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        draft.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                define_functions(connection)
                schema.create(connection)
                # Closing would do so too, but keep quiet where the disk is full.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            put_in_place(draft, path)
        finally:
            for suffix in ("", "-wal", "-shm"):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("The library {path} cannot be created: {reason}.").format(path=path, reason=reason)
        raise LibraryError(message) from error


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless another program has used that name meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        draft.rename(path)


def _inspect(path: Path) -> None:
    """Look at a file without SQLite. Raises `LibraryError` unless it begins as a library, and is whole."""
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        reason = _("it is empty") if not header else _("it is a file of another kind")
        raise LibraryError(_("{path} is not a library: {reason}.").format(path=path, reason=reason))

    def number(at: int) -> int:
        return int.from_bytes(header[at : at + 4], "big")

    if number(68) != schema.APPLICATION_ID:
        reason = _("it is a database of another program")
        raise LibraryError(_("{path} is not a library: {reason}.").format(path=path, reason=reason))
    _check_version(path, number(60))
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    log = path.with_name(f"{path.name}-wal")
    # While the log holds pages, the file itself may rightly be behind what its header counts.
    if not (log.exists() and log.stat().st_size):
        size, whole = path.stat().st_size, page_size * number(28)
        if number(24) == number(92) and size < whole:
            raise LibraryError(
                _("The library {path} is cut short: {size} of its {whole} bytes are there; {advice}.").format(
                    path=path, size=size, whole=whole, advice=_repair_advice()
                )
            )


def _check_version(path: Path, version: int) -> None:
    if version > schema.VERSION:
        raise LibraryError(
            _(
                "The library {path} was written by a newer g7reader (schema {version}); update g7reader."
            ).format(path=path, version=version)
        )


def _repair_advice() -> str:
    return _("“g7reader library repair” saves what can be read")


def _read_only(path: Path) -> str:
    return _("The library {path} is read-only; nothing was changed.").format(path=path)


def read_only_error(path: Path) -> LibraryError:
    """The error for a change of a library that may only be read."""
    return LibraryError(_read_only(path))


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system into one line that a user can act on."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, not of the file
    except sqlite3.Error as error:
        raise LibraryError(_sentence(path, error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("The library {path} cannot be used: {reason}.").format(path=path, reason=reason)
        raise LibraryError(message) from error


def _sentence(path: Path, error: sqlite3.Error) -> str:
    # A function that a view calls can only fail on a damaged reading.
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _("The library {path} is in use by another program; try again in a moment.").format(path=path)
    if name.startswith("SQLITE_FULL"):
        return _("The disk of the library {path} is full; nothing was changed.").format(path=path)
    if name.startswith("SQLITE_READONLY"):
        return _read_only(path)
    damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ"))
    if damaged or "user-defined function" in str(error):
        return _("The library {path} is damaged; {advice}.").format(path=path, advice=_repair_advice())
    if "no such module: fts5" in str(error):
        return _("The SQLite of this Python ({python}) has no full-text search (FTS5).").format(
            python=sys.executable
        )
    return _("The library {path} cannot be used: {reason}.").format(path=path, reason=error)
