"""A log of what the program did, in a file that the user named: numbers and names of things of its own.

Nothing that is read, searched or written is ever in it: a text that is not a plain
identifier is left out, so that no caller can let one slip.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IDENTIFIER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,39}\Z", re.ASCII)
_LEFT_OUT = "?"

_file: int | None = None


def open_log(path: Path) -> None:
    """Write to the end of the file at `path` from now on; only its user may read it. Raises `OSError`."""
    global _file
    close_log()
    path.parent.mkdir(parents=True, exist_ok=True)
    _file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def close_log() -> None:
    """Write no more."""
    global _file
    if _file is not None:
        os.close(_file)
        _file = None


def note(event: str, **facts: float | str) -> None:
    """Write a line: the time (UTC), what happened, and facts about it. Without a log it does nothing.

    It can be called from every thread. A full disk is no reason to fail.
    """
    if _file is None:
        return
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = "".join(f" {name}={_plain(fact)}" for name, fact in facts.items())
    try:
        os.write(_file, f"{now} {os.getpid()} {event}{told}\n".encode())
    except OSError:
        close_log()


def _plain(fact: float | str) -> str:
    if isinstance(fact, bool):
        return str(fact).lower()
    if isinstance(fact, str):
        return fact if _IDENTIFIER.match(fact) else _LEFT_OUT
    return f"{fact:.3f}" if isinstance(fact, float) else str(fact)
