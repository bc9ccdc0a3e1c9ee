"""The reader as a person meets it: a process in a terminal, read from the screen and typed into."""

from __future__ import annotations

import re
import time

import pyte

from tests.terminal import PROGRAM, Terminal

COLUMNS, ROWS = 100, 30
PATIENCE = 20.0
# pyte knows no keyboard protocol: it would print the end of such a sequence.
_KEYBOARD_PROTOCOL = re.compile(rb"\x1b\[[<>=][0-9;]*u")


class Screen:
    """What stands on the terminal of a program."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._display = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._display)
        self._taken = 0

    def text(self) -> str:
        """What can be read now."""
        new = self._terminal.output[self._taken :]
        self._taken += len(new)
        self._stream.feed(_KEYBOARD_PROTOCOL.sub(b"", new))
        return "\n".join(self._display.display)

    def _has_more(self, output: bytes) -> bool:
        return len(output) > self._taken

    def wait_for(self, words: str, *, gone: bool = False) -> str:
        """The screen, as soon as `words` stand on it (or no longer do)."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.text()
            if (words in text) is not gone:
                return text
            self._terminal.read_until(self._has_more, 0.2)
        raise AssertionError(f"{words!r} {'is still' if gone else 'is not'} shown:\n{self.text()}")


def test_reading_the_bundled_article_in_a_terminal() -> None:
    with Terminal(PROGRAM, columns=COLUMNS, rows=ROWS) as terminal:
        screen = Screen(terminal)
        screen.wait_for("G7 ziet geen politieke oplossing")
        screen.wait_for("De ministers uit het Verenigd Koninkrijk")
        screen.wait_for("● Rex Tillerson")
        screen.wait_for("finding who said what", gone=True)

        terminal.send(b"]")
        screen.wait_for("Sancties  ━")
        terminal.send(b"/syrie\r")
        screen.wait_for("/syrie  4/5")
        terminal.send(b"n")
        screen.wait_for("/syrie  5/5")
        terminal.send(b'"keerpunt')
        screen.wait_for("Enter go there")
        screen.wait_for("❝ keerpunt")
        screen.wait_for("❝ Boris Johnson")
        terminal.send(b"\x1b")
        screen.wait_for("Enter go there", gone=True)
        terminal.send(b"?")
        screen.wait_for("Search the quotes")
        terminal.send(b"q")
        screen.wait_for("Search the quotes", gone=True)

        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
        assert b"Traceback" not in terminal.output
        ending = terminal.output[-400:]
        assert b"\x1b[?1049l" in ending, "the alternate screen is left"
        assert b"\x1b[?25h" in ending, "the cursor is shown again"
        assert b"\x1b[?1000l" in ending, "the mouse is given back"
        assert b"\x1b[?2004l" in ending, "pasting is plain again"
