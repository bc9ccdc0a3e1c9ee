"""Standard input and output of the program: pipes, the terminal, and what happens when either is gone."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

STANDARD_INPUT = "-"
"""How a command line and `Article.source` call standard input."""
_KEYBOARD = 0
_PLAIN_LOCALES = ("C", "POSIX")
_COERCED = "C.UTF-8"
"""What Python sets LC_CTYPE to by itself where the locale is C."""


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


def shows_unicode(stream: TextIO | None, environment: Mapping[str, str] | None = None) -> bool:
    """Whether more than ASCII can be shown on `stream`: as its encoding and the user's locale say.

    Python writes UTF-8 in the locale C, whatever the terminal can show; who chose that locale by
    name has a terminal without Unicode. Where no locale is named at all nothing is known, and most
    terminals can.
    """
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
    if not encoding.startswith("utf"):
        return False
    environment = os.environ if environment is None else environment
    name = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    if name == _COERCED and environment.get("LANG") in _PLAIN_LOCALES and not environment.get("LC_ALL"):
        name = environment["LANG"]
    return name not in _PLAIN_LOCALES


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
    """Write `text` to standard output, characters that it lacks as others that are like them, or `?`.

    Raises `OutputError` when it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(text, encoding))
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up_output()
        gone = isinstance(error, BrokenPipeError)
        raise OutputError("" if gone else error.strerror or str(error)) from None


def _encoded(text: str, encoding: str | None) -> bytes:
    if encoding is not None or text.isascii():
        return text.encode(encoding or "ascii", errors="replace")
    if is_terminal(sys.stdout) and not shows_unicode(sys.stdout):
        from reader.signs import as_ascii

        return as_ascii(text).encode("ascii")
    try:
        return text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return "".join(map(_nearest, text)).encode(sys.stdout.encoding, errors="replace")


def _nearest(character: str) -> str:
    """The character where standard output has it, else one in ASCII that is like it."""
    from reader.signs import as_ascii

    try:
        character.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return as_ascii(character)
    return character


def _give_up_output() -> None:
    """Send what is still buffered nowhere: Python flushes once more at its end, and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
