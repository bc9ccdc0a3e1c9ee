"""What went wrong in the program itself, in a file that its user can read and send."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__, log
from reader.settings.places import state_directory
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable

FAILED = 70
"""The exit code when the program itself failed (EX_SOFTWARE)."""

_OF_TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL", "LC_CTYPE")


def report_crash(error: BaseException, actions: Iterable[str] = ()) -> str:
    """Write a report on `error`, and give the one line that says where it is.

    `actions` are the ids of the last actions of the user.
    """
    log.note("crash", error=type(error).__name__)
    text = _report(error, actions)
    directory = state_directory()
    kind = type(error).__name__
    if directory is not None:
        name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path = directory / name
        try:
            directory.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(text.encode(errors="backslashreplace"))
        except OSError:
            pass
        else:
            return _("something went wrong in the program itself ({kind}); {path} tells what").format(
                kind=kind, path=path
            )
    where = traceback.extract_tb(error.__traceback__)
    last = f"{Path(where[-1].filename).name}:{where[-1].lineno}" if where else "?"
    return _(
        "something went wrong in the program itself ({kind} at {place}), and no report can be kept"
    ).format(kind=kind, place=last)


def _report(error: BaseException, actions: Iterable[str]) -> str:
    terminal = (f"{name}={os.environ[name]}" for name in _OF_TERMINAL if name in os.environ)
    head = [
        "g7reader crash report",
        "",
        "Read it before you send it: the last line of the traceback may repeat words of what you read.",
        "",
        f"time      {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"version   {__version__}",
        f"python    {platform.python_version()} ({platform.python_implementation()})",
        f"platform  {platform.platform()}",
        f"libraries {_libraries()}",
        f"terminal  {' '.join(terminal) or '-'}",
        f"actions   {' '.join(actions) or '-'}",
        "",
    ]
    # Without the values of variables: they hold what is read.
    lines = traceback.TracebackException.from_exception(error, capture_locals=False).format()
    return "\n".join(head) + _without_home("".join(lines))


def _libraries() -> str:
    loaded = (name for name in ("textual", "rich", "click") if name in sys.modules)
    return " ".join(f"{name} {_version(name)}" for name in loaded) or "-"


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _without_home(text: str) -> str:
    """Paths below the home directory, without the name of whose it is."""
    try:
        home = str(Path.home())
    except RuntimeError:  # nobody is at home
        return text
    return text.replace(home + os.sep, f"~{os.sep}") if len(home) > 1 else text
