"""Parsing what strangers wrote in a process of its own, which can be stopped.

A page or a feed can be built to keep a parser busy for hours, to eat all memory, or to trip over
its C code. Here that costs a child process, never the reader: it has a limit on time and one on
memory, and the next parse begins with a fresh one.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar

from reader.formats.errors import FormatError
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

SECONDS = 10.0
"""How long one parse may take."""
MEMORY = 1024 * 2**20
"""How much address space the child process may use, where the system can limit it."""

_LENGTH = struct.Struct(">Q")
_GRACE = 2
"""How many seconds later than its parent the child ends itself."""
_DEEPEST = 20_000


@dataclass(frozen=True, slots=True)
class _Job:
    """What the child is to do: import `module`, and call `function` of it where one is named."""

    module: str
    function: str | None = None
    args: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


class Isolated:
    """A child process that parses, one thing at a time; it starts with the first, or at `start()`.

    Safe to use from several threads, which then wait for each other.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Isolated:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, *modules: str) -> None:
        """Start the process and let it import `modules` while this one goes on (with fetching, say)."""
        with self._turn:
            child = self._running()
            assert child.stdin is not None
            try:
                for module in modules:
                    _send(child.stdin, _Job(module))
            except OSError:
                self._end(child)

    def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **keywords: Arguments.kwargs
    ) -> Result:
        """What `function` (one of a module's own) returns for these arguments, or raises.

        Raises `FormatError` when it takes too long, takes too much memory, or breaks the process.
        """
        with self._turn:
            child = self._running()
            assert child.stdin is not None and child.stdout is not None
            late = threading.Event()

            def run_out() -> None:
                late.set()
                child.kill()

            clock = threading.Timer(self.seconds, run_out)
            clock.daemon = True
            clock.start()
            answered = False
            try:
                _send(child.stdin, _Job(function.__module__, function.__name__, args, keywords, self.seconds))
                done, outcome = _receive(child.stdout)
                answered = True
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                raise FormatError(self._why(late.is_set())) from error
            finally:
                clock.cancel()
                if not answered:
                    # Also when the user interrupts: the next job must not get the answer to this one.
                    self._end(child)
            if not done:
                raise outcome
            result: Result = outcome
            return result

    def stop(self) -> None:
        """Kill what is running, from any thread; the `run` that waits for it then raises."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the process."""
        with self._turn:
            if self._child is not None:
                self._end(self._child)

    def _why(self, late: bool) -> str:
        if not late:
            return _("it could not be parsed: the parser was stopped")
        whole = max(1, round(self.seconds))
        return ngettext(
            "it could not be parsed within {count} second",
            "it could not be parsed within {count} seconds",
            whole,
        ).format(count=whole)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        if self._child is not None:
            self._end(self._child)
        self._child = subprocess.Popen(
            # -P: nothing is imported from the folder that the reader was started in.
            [sys.executable, "-P", "-m", "reader.formats.isolation"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._child

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # What it did not read any more cannot be delivered.
                    continue
        self._child = None


def _send(pipe: IO[bytes], message: object) -> None:
    data = pickle.dumps(message)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def _serve() -> None:
    """The child's side: answer until the other end is gone.

    What a parser trips over, and it is not told as a `FormatError`, ends this process: the other
    side sees that and begins with a new one.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # a library that prints must not write into the answers
    _limit_memory()
    sys.setrecursionlimit(_DEEPEST)
    while True:
        try:
            job = _receive(requests)
        except EOFError:
            return
        if job.function is None:
            import_module(job.module)
            continue
        _limit_time(job.seconds + _GRACE)
        try:
            answer = (True, getattr(import_module(job.module), job.function)(*job.args, **job.keywords))
        except FormatError as error:
            answer = (False, error)
        except (MemoryError, RecursionError):
            answer = (False, FormatError(_("it is too large or too deeply nested")))
        _limit_time(0)
        _send(answers, answer)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _limit_time(seconds: float) -> None:
    """Let the system end this process after `seconds`, should its parent be gone by then."""
    if sys.platform != "win32":
        import signal

        signal.alarm(int(seconds))


if __name__ == "__main__":
    # Under its own name, so that a job that was sent is of the class that is received.
    from reader.formats.isolation import _serve as serve

    serve()
