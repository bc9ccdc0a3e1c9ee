"""Standard input and output of the program: pipes, the terminal, and what happens when either is gone."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from reader.translation import _

if TYPE_CHECKING:
    from typing import TextIO

STANDARD_INPUT = "-"
"""How a command line and `Article.source` call standard input."""
_KEYBOARD = 0


class OutputError(Exception):
    """Standard output takes no more; its text says why, and is empty when a reader just left."""


def is_piped_in() -> bool:
    """Whether something is sent to standard input: a pipe or a file, not a terminal nor nothing."""
    if sys.stdin is None:
        return False
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def read_piped(limit: int) -> bytes:
    """Everything on standard input. Raises `FormatError` when that is more than `limit` bytes."""
    from reader.formats import FormatError, read_limited

    if sys.stdin is None:
        raise FormatError(_("is closed"), source=STANDARD_INPUT)
    try:
        return read_limited(sys.stdin.buffer, STANDARD_INPUT, limit=limit)
    except OSError as error:
        raise FormatError(_("cannot be read"), source=STANDARD_INPUT, advice=error.strerror or "") from None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def has_colour() -> bool:
    """Whether standard output is a terminal that is to have colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return is_terminal(sys.stdout) and not plain


def take_keys_from_terminal() -> bool:
    """Make standard input the controlling terminal when it is something else; False if there is none."""
    if is_terminal(sys.stdin):
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    if terminal != _KEYBOARD:
        os.dup2(terminal, _KEYBOARD)
        os.close(terminal)
    return True


def write(text: str, *, encoding: str | None = None) -> None:
    """Write `text` to standard output, characters that its encoding lacks as `?`.

    Raises `OutputError` when it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding or sys.stdout.encoding, errors="replace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up_output()
        gone = isinstance(error, BrokenPipeError)
        raise OutputError("" if gone else error.strerror or str(error)) from None


def _give_up_output() -> None:
    """Send what is still buffered nowhere: Python flushes once more at its end, and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
