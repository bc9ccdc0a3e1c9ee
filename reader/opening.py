"""Opening an article on the screen, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader import streams
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeGuard

    from reader.article import Article
    from reader.library.protocol import Library

PROGRAM = "g7reader"
DONE = 0
BAD_INPUT = 2
INTERRUPTED = 130
OUTPUT_GONE = 141
LOADED_AT_ONCE = 4 * 1024 * 1024
"""A file of up to so many bytes loads within the blink of an eye."""


class NoTerminal(Exception):
    """There is no terminal to show the reader on, or to take its keys from."""


def open_on_screen(
    file: str | None,
    language: str | None = None,
    *,
    plain_text: bool = False,
    keep: Callable[[Article], None] | None = None,
    library: Callable[[], Library] | None = None,
    log_file: Path | None = None,
) -> int:
    """Show the article in `file`, else what is piped in, else the library; returns the exit code.

    The library opens at the last place; at the very first start it is made with the bundled article in it.
    `library` opens it, else it is the user's own.
    Of a web address, `plain_text` takes a page without an article as it is, and `keep` gets the article.
    `log_file` is where to note what happens, else what the settings say.
    Raises `NoTerminal` or `FormatError` when it cannot be shown.
    """
    no_screen = NoTerminal(_("the reader needs a terminal on standard output; --print writes the article"))
    if file is None and not streams.is_terminal(sys.stdout):
        raise no_screen
    start = None
    if file is None and not streams.is_piped_in():
        # Before Textual is imported, so that the last place is known when the first screen is made.
        from reader.tui.start import Start

        start = Start(library)
    article = start or article_or_loader(file, plain_text=plain_text, keep=keep)
    if not streams.is_terminal(sys.stdout):
        raise no_screen
    if os.environ.get("TERM") == "dumb":
        raise NoTerminal(
            _("a terminal of the kind “dumb” cannot show the reader's screens; --print writes the article")
        )
    if not streams.take_keys_from_terminal():
        raise NoTerminal(_("there is no terminal to take keys from; --print writes the article"))
    from reader.settings import load_settings
    from reader.tui.app import run

    settings = load_settings()
    begin_log(log_file if log_file is not None else settings.settings.log)
    return run(
        article,
        language,
        library=start.access if start is not None else library,
        settings=settings,
    )


def begin_log(path: Path | None) -> None:
    """Note what happens in the file at `path`, if one is named. Raises `FormatError` when it cannot be."""
    if path is None:
        return
    import platform

    from reader import __version__, log
    from reader.formats import FormatError

    try:
        log.open_log(path)
    except OSError as error:
        told = _("the log cannot be written")
        raise FormatError(told, source=str(path), advice=error.strerror or "") from None
    log.note("start", version=__version__, python=platform.python_version(), platform=sys.platform)


def is_address(file: str | None) -> TypeGuard[str]:
    """Whether what was typed for a file is the address of a web page."""
    return file is not None and file.lower().startswith(("http://", "https://"))


def article_or_loader(
    file: str | None, *, plain_text: bool = False, keep: Callable[[Article], None] | None = None
) -> Article | Callable[[], Article]:
    """The article, loaded; one that takes a while as what loads it, so that the screen can show progress.

    The other arguments are for web pages, as `open_on_screen` takes them.
    """
    if is_address(file):
        from reader.newsstand.page import PageLoader

        return PageLoader(file, typed=True, plain_text=plain_text, keep=keep)
    if file is not None and file != streams.STANDARD_INPUT:
        path = Path(file)
        if path.is_file() and path.stat().st_size > LOADED_AT_ONCE:
            return lambda: load(file)
    return load(file)


def load(file: str | None) -> Article:
    """The article in `file`; without one what is piped in, or else the bundled article."""
    from reader.bundled import bundled_article
    from reader.formats import LARGEST, load_bytes, load_path

    if file is not None and file != streams.STANDARD_INPUT:
        return load_path(file)
    if file is None and not streams.is_piped_in():
        return bundled_article()
    data = streams.read_piped(LARGEST)
    # A job scheduler gives its programs an empty pipe: only `-` says that an article must come from it.
    return bundled_article() if file is None and not data else load_bytes(data, streams.STANDARD_INPUT)


def outcome(action: Callable[[], int]) -> int:
    """The exit code of `action`, and one line on standard error for what a user can do wrong."""
    from reader.formats import FormatError

    try:
        return action()
    except (FormatError, NoTerminal) as error:
        complain(str(error))
        return BAD_INPUT
    except streams.OutputError as error:
        if str(error):
            complain(_("standard output: {problem}").format(problem=error))
            return BAD_INPUT
        return OUTPUT_GONE
    except ValueError as error:
        from reader.analysis.language_files import LanguageError

        if not isinstance(error, LanguageError):
            return _failed(error)
        complain(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    """Report what is the program's own fault."""
    from reader.reports import FAILED, report_crash

    complain(report_crash(error))
    return FAILED


def complain(message: str) -> None:
    """Write one line to standard error that is safe to show, whatever `message` repeats."""
    from reader.formats import clean_line

    if sys.stderr is not None:
        print(f"{PROGRAM}: {clean_line(message)}", file=sys.stderr)
