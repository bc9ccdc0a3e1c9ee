"""The program as a user meets it: as a process, and as a process in a real terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "import sys; from reader.__main__ import main; sys.exit(main())"]
PLENTY = 30
"""Seconds after which a test gives up on a process."""

_IN_TERMINAL = "import os, sys; os.login_tty(int(sys.argv[1])); os.execvp(sys.argv[2], sys.argv[2:])"


def environment(**more: str) -> dict[str, str]:
    """The environment of a user with a capable terminal and no wishes about colour."""
    wishes = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE", "LANG")
    kept = {key: value for key, value in os.environ.items() if key not in wishes}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1", **more}


def run(*arguments: str, data: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program with pipes for standard input and output."""
    return subprocess.run(
        [*PROGRAM, *arguments], input=data, capture_output=True, timeout=PLENTY, cwd=cwd, env=environment()
    )


class Terminal:
    """A process whose controlling terminal is a pty of this test; `output` is all that it wrote."""

    def __init__(self, command: Sequence[str], *, columns: int = 100, rows: int = 30, **more: str) -> None:
        self._own, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_TERMINAL, str(theirs), *command],
            pass_fds=[theirs],
            stdin=subprocess.DEVNULL,
            env=environment(**more),
        )
        os.close(theirs)
        self.output = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_details: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._own >= 0:
            os.close(self._own)

    def send(self, keys: bytes) -> None:
        """Type `keys`."""
        os.write(self._own, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def close_window(self) -> None:
        """Take the terminal away, as when its window is closed."""
        os.close(self._own)
        self._own = -1

    def read_until(self, is_enough: Callable[[bytes], bool], seconds: float = PLENTY) -> bool:
        """Collect output until `is_enough` of it; False when the process ends or time is up before."""
        deadline = time.monotonic() + seconds
        while not is_enough(self.output):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._own], [], [], left)[0]:
                return False
            with contextlib.suppress(OSError):  # Linux says so when the other side is closed
                if more := os.read(self._own, 65536):
                    self.output += more
                    continue
            return is_enough(self.output)
        return True

    def finish(self, seconds: float = PLENTY) -> int:
        """Collect the rest of the output and return the exit code."""
        self.read_until(lambda _output: False, seconds)
        return self.process.wait(seconds)
