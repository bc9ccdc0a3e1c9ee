"""A reader that is killed, suspended, squeezed, left without a terminal or broken leaves things in order."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from reader.reports import FAILED
from tests.terminal import PROGRAM, Terminal
from tests.tui.test_terminal import Screen

PATIENCE = 20.0
SHOWN = "● Rex Tillerson"
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""The first screen again, the cursor, the mouse, plain pasting."""

ARTICLE = "# Geheime titel\n\nAnna Smit zei: “De brug blijft dicht.” Hooggeheim woord.\n"


@pytest.fixture
def article(tmp_path) -> str:
    file = tmp_path / "verborgen-naam.md"
    file.write_text(ARTICLE)
    return str(file)


def opened(terminal: Terminal) -> Screen:
    """The reader, when it shows who spoke."""
    screen = Screen(terminal)
    screen.wait_for(SHOWN)
    return screen


def is_given_back(output: bytes) -> bool:
    ending = output[-600:]
    return all(sequence in ending for sequence in GIVEN_BACK)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_who_is_told_to_stop_gives_the_terminal_back(name) -> None:
    number = getattr(signal, name)
    with Terminal(PROGRAM) as terminal:
        opened(terminal)
        terminal.process.send_signal(number)
        assert terminal.finish(PATIENCE) == 128 + number
        assert is_given_back(terminal.output) and b"Traceback" not in terminal.output


def test_a_window_that_is_closed_ends_the_reader(tmp_path) -> None:
    with Terminal(PROGRAM, G7READER_STATE=str(tmp_path / "state")) as terminal:
        opened(terminal)
        terminal.close_window()
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
    assert not list((tmp_path / "state").glob("crash-*")), "that is no crash"


def test_it_goes_to_the_shell_and_comes_back() -> None:
    with Terminal(PROGRAM) as terminal:
        screen = opened(terminal)
        before = len(terminal.output)
        terminal.send(b"\x1a")
        assert terminal.read_until(lambda output: b"\x1b[?1049l" in output[before:], PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while state_of(terminal.process.pid) != "T":
            assert time.monotonic() < deadline, "it never stopped"
            time.sleep(0.05)
        back = len(terminal.output)
        terminal.process.send_signal(signal.SIGCONT)
        assert terminal.read_until(lambda output: b"\x1b[?1049h" in output[back:], PATIENCE)
        terminal.send(b"?")
        screen.wait_for("Line down")
        terminal.send(b"q\x11")
        assert terminal.finish(PATIENCE) == 0


def state_of(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]


def test_a_window_of_one_cell_and_back() -> None:
    with Terminal(PROGRAM, columns=100, rows=30) as terminal:
        opened(terminal)
        for columns, rows in ((1, 1), (2, 30), (100, 1), (1, 1)):
            terminal.resize(columns, rows)
            time.sleep(0.3)
        before = len(terminal.output)
        terminal.resize(100, 30)
        assert terminal.read_until(lambda output: b"Rex Tillerson" in output[before:], PATIENCE)
        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
        assert b"Traceback" not in terminal.output


# Crashes ------------------------------------------------------------------------

BROKEN = """\
import sys
from reader.tui.screens.reader import ReaderScreen

def broken(self, step):
    secret = self.article.text
    raise ZeroDivisionError("of the program")

ReaderScreen.action_go_to_quote = broken
from reader.__main__ import main
sys.exit(main())
"""


def test_a_crash_is_one_line_and_a_report(article, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with Terminal([sys.executable, "-c", BROKEN, article], G7READER_STATE=str(state)) as terminal:
        screen = Screen(terminal)
        screen.wait_for("Anna Smit")
        terminal.send(b"jh")
        screen.wait_for("only quotes marked")
        terminal.send(b".")
        assert terminal.finish(PATIENCE) == FAILED
        assert b"Traceback" not in terminal.output
        assert is_given_back(terminal.output)
        told = terminal.output.decode(errors="replace").splitlines()[-1]
    (report,) = state.glob("crash-*.txt")
    assert told.endswith(
        f"g7reader: something went wrong in the program itself (ZeroDivisionError); {report} tells what"
    )
    text = report.read_text()
    assert "ZeroDivisionError: of the program" in text and "line 6, in broken" in text
    assert "actions   line.next highlights quote.next\n" in text
    assert re.search(r"^version   \d", text, re.MULTILINE) and "textual 8" in text
    for secret in ("brug", "Geheime", "Hooggeheim", "verborgen"):
        assert secret not in text
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_crash_without_a_place_for_reports_is_still_one_line(article, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a directory")
    with Terminal([sys.executable, "-c", BROKEN, article], G7READER_STATE=str(blocked / "state")) as terminal:
        Screen(terminal).wait_for("Anna Smit")
        terminal.send(b".")
        assert terminal.finish(PATIENCE) == FAILED
        assert b"(ZeroDivisionError at <string>:6), and no report can be kept" in terminal.output


# The log ------------------------------------------------------------------------


def test_the_log_tells_what_happened_and_not_a_word_of_what_is_read(article, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "reader.log"
    with Terminal([*PROGRAM, "--log", str(log), article]) as terminal:
        screen = Screen(terminal)
        screen.wait_for("● Anna Smit")
        terminal.send(b"/hooggeheim\r")
        screen.wait_for("/hooggeheim  1/1")
        terminal.send(b'"brug')
        screen.wait_for("Enter go there")
        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
    text = log.read_text()
    assert "start version=" in text and re.search(r"article characters=\d+ blocks=1 quotes=1 ", text)
    assert "action id=find\n" in text and "action id=quote.search\n" in text
    for secret in ("brug", "eheim", "Anna", "verborgen", str(tmp_path)):
        assert secret not in text
    assert log.stat().st_mode & 0o777 == 0o600
    assert all(
        re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z \d+ [a-z.]+( [a-z]+=\S+)*\Z", line) for line in text.splitlines()
    )


def test_the_log_of_the_settings(article, tmp_path: Path, settings_of_its_own: Path) -> None:
    settings_of_its_own.mkdir()
    log = tmp_path / "reader.log"
    (settings_of_its_own / "settings.yaml").write_text(f"log: {log}\n")
    with Terminal([*PROGRAM, article]) as terminal:
        Screen(terminal).wait_for("Anna Smit")
        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
    assert "start version=" in log.read_text()


def test_a_log_that_cannot_be_written_is_one_line(article, tmp_path: Path) -> None:
    with Terminal([*PROGRAM, "--log", str(tmp_path), article]) as terminal:
        assert terminal.finish(PATIENCE) == 2
        assert f"g7reader: {tmp_path}: the log cannot be written".encode() in terminal.output
        assert b"Traceback" not in terminal.output


def test_no_text_slips_into_the_log(tmp_path: Path) -> None:
    from reader import log

    log.note("before", is_open=False)
    log.open_log(tmp_path / "log")
    log.note(
        "event", words="two words", path="/a/b", line="a\nb", name="quote.next", number=3, part=0.5, yes=True
    )
    log.close_log()
    log.note("after")
    (line,) = (tmp_path / "log").read_text().splitlines()
    assert line.endswith(
        f"{os.getpid()} event words=? path=? line=? name=quote.next number=3 part=0.500 yes=true"
    )
