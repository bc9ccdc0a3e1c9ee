"""Pages that are built to break a parser cost a child process, and never more than their time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from reader.formats import FormatError, isolation
from reader.formats.html import NoArticle, load_html
from reader.formats.isolation import Isolated

TEXT = "<p>" + "De wethouder zei dinsdag dat de brug nog voor de zomer weer open gaat. " * 3 + "</p>"


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def eat(size: int) -> int:
    return len(bytearray(size))


def crash() -> None:
    os.abort()


def shout(words: str) -> str:
    print(words)
    return words.upper()


def stumble() -> None:
    raise FormatError("stumbled", source="x", line=3)


def test_what_a_function_returns_comes_back() -> None:
    with Isolated() as isolated:
        isolated.start("trafilatura")
        assert isolated.run(shout, "printing does no harm") == "PRINTING DOES NO HARM"
        with pytest.raises(FormatError, match="x: line 3: stumbled"):
            isolated.run(stumble)


def test_it_is_stopped_when_its_time_is_up() -> None:
    with Isolated(seconds=0.8) as isolated:
        began = time.monotonic()
        with pytest.raises(FormatError, match="within 1 second"):
            isolated.run(sleep, 20)
        assert time.monotonic() - began < 3
        assert isolated.run(sleep, 0) == "awake", "the next one has a fresh process"


def test_it_is_stopped_when_it_breaks() -> None:
    with Isolated() as isolated:
        with pytest.raises(FormatError, match="stopped"):
            isolated.run(crash)
        assert isolated.run(sleep, 0) == "awake"


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit memory")
def test_it_is_stopped_when_it_eats_all_memory() -> None:
    with Isolated() as isolated, pytest.raises(FormatError, match="too large"):
        isolated.run(eat, 4 * 2**30)


def test_another_thread_can_stop_it() -> None:
    with Isolated() as isolated:
        threading.Timer(0.5, isolated.stop).start()
        began = time.monotonic()
        with pytest.raises(FormatError):
            isolated.run(sleep, 9)
        assert time.monotonic() - began < 3


def test_an_interrupted_job_leaves_no_answer_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(pipe: object) -> None:
        raise KeyboardInterrupt

    with Isolated() as isolated:
        with monkeypatch.context() as patch:
            patch.setattr(isolation, "_receive", interrupt)
            with pytest.raises(KeyboardInterrupt):
                isolated.run(shout, "first")
        assert isolated.run(shout, "second") == "SECOND"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + TEXT,
        "<p>" + "<b>" * 100_000 + TEXT,
        "<ul><li>" * 100_000 + TEXT,
        "<blockquote>" * 100_000 + TEXT,
        "<table><tr><td>" * 50_000 + TEXT,
        "<" * 100_000,
        "<p " + "a=b " * 100_000 + ">",
        "&#x" * 50_000,
    ],
    ids=["div", "b", "li", "blockquote", "table", "angles", "attributes", "entities"],
)
def test_hostile_pages_end(body: str) -> None:
    began = time.monotonic()
    try:
        found = load_html(f"<html><body>{body}</body></html>".encode(), "x.html")
        assert found.text
    except FormatError as error:
        assert str(error).startswith("x.html: ")
    assert time.monotonic() - began < 14


def test_a_page_of_23_megabytes_ends() -> None:
    data = b"<html><body><article>" + TEXT.encode() * (23_000_000 // len(TEXT)) + b"</article></body></html>"
    began = time.monotonic()
    try:
        assert load_html(data).blocks
    except FormatError as error:
        assert not isinstance(error, NoArticle)
    assert time.monotonic() - began < 14


def test_the_libraries_stay_in_the_child() -> None:
    program = (
        "import sys; from reader.formats.html import load_html; "
        f"load_html({('<html><body><article>' + TEXT + '</article></body></html>').encode()!r}); "
        "print([m for m in ('trafilatura', 'lxml', 'urllib3', 'textual') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
