"""How far a long command is, on standard error where that is a terminal; elsewhere nothing."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from reader import streams
from reader.opening import complain
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, Task
    from rich.text import Text

    from reader.library.sqlite.store import SqliteLibrary

Result = TypeVar("Result")

_PATIENCE = 0.2  # seconds after which it shows that something is going on


class Bar:
    """A bar with a count, a rate and the time left."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total) if progress is not None else None

    def advance(self) -> None:
        """One more is done."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)

    def complain(self, message: str) -> None:
        """Write a line to standard error, over the bar."""
        if self._progress is None:
            complain(message)
        else:
            self._progress.stop()
            complain(message)
            self._progress.start()


@contextmanager
def bar(total: int, *, hidden: bool = False) -> Iterator[Bar]:
    """A bar that goes to `total`; none where `hidden` or nobody is watching."""
    if hidden or total < 2 or not streams.is_terminal(sys.stderr):
        yield Bar(None, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            """The rate of `task`, once it is known."""
            speed = task.finished_speed or task.speed
            return Text(_("{count} a second").format(count=f"{speed:,.0f}") if speed else "")

    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), Rate(), TimeRemainingColumn(compact=True))
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False, expand=True
    ) as progress:
        yield Bar(progress, total)


def patiently(library: SqliteLibrary, work: Callable[[], Result], told: str) -> Result:
    """What `work` brings, which may take long: meanwhile it says `told`, and Ctrl-C breaks it off."""
    done = threading.Event()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # whatever it is, it belongs to whoever waits
            errors.append(error)
        finally:
            done.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        if not done.wait(_PATIENCE):
            with spinner(told):
                while not done.wait(_PATIENCE):
                    pass
    except KeyboardInterrupt:
        library.interrupt()
        done.wait(2)
        raise
    if errors:
        raise errors[0]
    return results[0]


@contextmanager
def spinner(told: str) -> Iterator[Callable[[str], None]]:
    """Say `told` in a terminal while something long goes on; what is given adds to it how far that is."""
    if not streams.is_terminal(sys.stderr):
        yield lambda _how_far: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(told)) as status:
        yield lambda how_far: status.update(Text(f"{told} {how_far}"))
