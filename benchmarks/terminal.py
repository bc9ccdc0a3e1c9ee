"""A program in a pseudo-terminal, with a clock: what a person at a terminal would wait for."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path


class Terminal:
    """Starts `command` in a pseudo-terminal of `columns` by `lines` and times what it writes.

    Times are in seconds since the start, memory in MiB. Use it as a context manager; it
    kills the program at the end.
    """

    def __init__(self, command: list[str], columns: int = 120, lines: int = 40) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.output = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self.fd], [], [], timeout)
        try:
            return os.read(self.fd, 1 << 16) if ready else b""
        except OSError:
            return b""

    def wait_for(self, words: str, timeout: float = 30.0) -> float:
        """Seconds from the start until `words` have been written; raises TimeoutError."""
        wanted = words.encode()
        seen = 0
        while time.perf_counter() - self.started < timeout:
            self.output += self._read(0.5)
            if self.output.find(wanted, seen) >= 0:
                return time.perf_counter() - self.started
            seen = max(0, len(self.output) - len(wanted))
        raise TimeoutError(f"{words!r} was not shown; the last output was {self.output[-300:]!r}")

    def press(self, key: str, quiet: float = 0.12) -> tuple[float, float]:
        """Send `key`; seconds to the first and the last byte of the answer (0 if there is none)."""
        sent = time.perf_counter()
        os.write(self.fd, key.encode())
        first = last = sent
        while self._read(quiet):
            last = time.perf_counter()
            first = last if first == sent else first
        return first - sent, last - sent

    def settle(self, quiet: float = 1.0, timeout: float = 60.0) -> None:
        """Read until nothing has been written for `quiet` seconds."""
        end = time.perf_counter() + timeout
        while self._read(quiet) and time.perf_counter() < end:
            pass

    def memory(self) -> float:
        """Peak resident memory so far, in MiB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def cpu(self) -> float:
        """Seconds of processor time used so far (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
