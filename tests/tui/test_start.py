"""Where the reader begins, and what the library remembers of reading."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.bundled import bundled_article
from reader.library import open_library
from reader.library.query import parse
from reader.tui.app import ReaderApp
from reader.tui.screens import kept_screen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.start import Start
from tests.terminal import PROGRAM, Terminal
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE, READING
from tests.tui.library_example import LOCK, MARKET, fill
from tests.tui.test_reader_screen import shown
from tests.tui.test_terminal import COLUMNS, PATIENCE, ROWS, Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

SIZE = (100, 14)
"""A screen on which the example does not fit."""


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    fill(library_of_its_own)
    return library_of_its_own


async def run(do: Callable, start: Start | None = None, size: tuple[int, int] = SIZE) -> ReaderApp:
    """Start the reader as `g7reader` does with nothing, do something, quit, and let go of the library."""
    start = start or Start()
    if start._place is not None:
        start._place.exception()
    app = ReaderApp(start, library=start.access)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await do(pilot)
        if not app._exit:
            await settle(pilot)
            app.exit()
    app.library_access.close()
    return app


async def nothing(pilot: Pilot[int]) -> None:
    """Only look."""


async def test_the_first_start_opens_the_bundled_article_and_keeps_it(library_of_its_own) -> None:
    async def look(pilot: Pilot[int]) -> None:
        assert pilot.app.screen.article.text == bundled_article().text
        assert pilot.app.screen.entry is not None

    await run(look)
    with open_library(library_of_its_own) as library:
        (entry,) = library.articles(parse("")).articles
        assert entry.title == bundled_article().metadata.title
        assert library.last_place() == (entry.id, 0)


async def test_it_begins_at_the_last_article_and_in_its_place(library) -> None:
    async def read(pilot: Pilot[int]) -> None:
        pilot.app.open_article((await pilot.app.library_access.library()).entry(LOCK))
        await settle(pilot)
        await press(pilot, "space")
        places.append(pilot.app.screen.view.top_offset())

    async def look(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app.screen, ReaderScreen) and pilot.app.screen.entry.id == LOCK
        assert pilot.app.screen.view.top_offset() == places[0] > 0
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, LibraryScreen), "the library is one key below"

    places: list[int] = []
    await run(read)
    await run(look)


async def test_it_begins_at_the_list_when_that_was_the_last_place(library) -> None:
    async def to_the_list(pilot: Pilot[int]) -> None:
        pilot.app.open_article((await pilot.app.library_access.library()).entry(LOCK))
        await settle(pilot)
        await press(pilot, "space", "l")

    async def look(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app.screen, LibraryScreen) and len(pilot.app.screen_stack) == 1
        assert "Traders ask for" in shown(pilot.app)
        entry = pilot.app.screen.list.entry_at(0)
        assert entry.id == LOCK and entry.position > 0, "the place in the article is kept all the same"
        await press(pilot, "enter", "q")
        await pilot.press("q")
        assert pilot.app._exit, "from the first screen one quits"

    await run(to_the_list)
    await run(look)


async def test_a_slow_library_keeps_no_screen_waiting(library) -> None:
    release = threading.Event()

    def slowly():
        release.wait(20)
        return open_library(library)

    start = Start(slowly)
    app = ReaderApp(start, library=start.access)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "opening" in shown(app)
        release.set()
        for _ in range(1000):
            if isinstance(app.screen, LibraryScreen):
                break
            await pilot.pause(0.01)
        assert isinstance(app.screen, LibraryScreen), "the last place was the list"
        await settle(pilot)
        await pilot.press("q")
        assert app._exit
    app.library_access.close()


async def test_a_library_that_cannot_be_opened_is_told_of(
    library_of_its_own,
) -> None:
    library_of_its_own.parent.mkdir()
    library_of_its_own.write_bytes(b"This is no library.")

    async def look(pilot: Pilot[int]) -> None:
        assert pilot.app.screen.article.text == bundled_article().text
        assert "library.db" in " ".join(shown(pilot.app).split())
        assert pilot.app.screen.entry is None

    await run(look)
    assert library_of_its_own.read_bytes() == b"This is no library."


async def test_a_library_that_cannot_be_made_is_told_of(library_of_its_own) -> None:
    library_of_its_own.parent.write_text("a file where the folder should be")

    async def look(pilot: Pilot[int]) -> None:
        assert pilot.app.screen.article.text == bundled_article().text
        assert "cannot be" in " ".join(shown(pilot.app).split())

    await run(look)


async def test_a_file_needs_no_library(library_of_its_own) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        app.exit()
    assert not library_of_its_own.parent.exists()


async def test_a_file_that_is_kept_is_found_and_its_place_too(library_of_its_own) -> None:
    with open_library(library_of_its_own) as library:
        number = library.add(READING).result().article
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.screen.entry is not None and app.screen.entry.id == number
        await press(pilot, "space")
        app.exit()
    app.library_access.close()
    with open_library(library_of_its_own) as library:
        assert library.last_place() == (number, library.entry(number).position)
        assert library.entry(number).position > 0


async def test_a_file_that_has_changed_is_not_taken_for_the_one_that_is_kept(library_of_its_own) -> None:
    from dataclasses import replace

    with open_library(library_of_its_own) as library:
        library.add(READING).result()
    app = ReaderApp(replace(ARTICLE, text=ARTICLE.text.replace("three hours", "seven days!")))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.screen.entry is None
    app.library_access.close()


async def test_who_quits_at_once_has_the_bundled_article_kept_all_the_same(library_of_its_own) -> None:
    app = ReaderApp(start := Start(), library=start.access)
    async with app.run_test(size=SIZE) as pilot:
        while app.screen.reading is None:
            await pilot.pause(0.01)
        app.exit()
    app.library_access.close()
    with open_library(library_of_its_own) as library:
        assert library.last_place() is not None


# Read or not ---------------------------------------------------------------


async def test_an_article_is_read_when_its_end_was_reached(library) -> None:
    async def read(pilot: Pilot[int]) -> None:
        pilot.app.open_article((await pilot.app.library_access.library()).entry(LOCK))
        await settle(pilot)
        await press(pilot, "space")
        assert not pilot.app.screen.entry.read
        await press(pilot, "G")
        assert pilot.app.screen.entry.read
        await press(pilot, "u", "g", "G")
        assert not pilot.app.screen.entry.read, "who marks it as unread means it"
        await press(pilot, "u")

    await run(read)
    with open_library(library) as opened:
        assert opened.entry(LOCK).read


async def test_one_that_fits_on_the_screen_is_read_after_a_while(library, monkeypatch) -> None:
    monkeypatch.setattr(kept_screen, "_TO_READ_A_SCREEN", 0.3)

    async def glance(pilot: Pilot[int]) -> None:
        pilot.app.open_article((await pilot.app.library_access.library()).entry(LOCK))
        await settle(pilot)
        assert not pilot.app.screen.entry.read
        await press(pilot, "q")

    async def read(pilot: Pilot[int]) -> None:
        pilot.app.open_article((await pilot.app.library_access.library()).entry(LOCK))
        await settle(pilot)
        await pilot.pause(0.5)
        await settle(pilot)
        assert pilot.app.screen.entry.read

    await run(glance, size=(100, 70))
    with open_library(library) as opened:
        assert not opened.entry(LOCK).read
    await run(read, size=(100, 70))
    with open_library(library) as opened:
        assert opened.entry(LOCK).read


async def test_the_place_is_kept_while_reading_rests(library, monkeypatch) -> None:
    monkeypatch.setattr(kept_screen, "_REST", 0.05)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        app.open_article((await app.library_access.library()).entry(MARKET))
        await settle(pilot)
        await press(pilot, "space")
        await pilot.pause(0.3)
        with open_library(library) as beside:
            assert beside.entry(MARKET).position == app.screen.view.top_offset() > 0
    app.library_access.close()


# In a terminal -------------------------------------------------------------


def article_in(text: str) -> list[str]:
    """The rows of the article on the screen, from the first with words."""
    rows = [row[30:] for row in text.splitlines()[:-1]]
    return rows[next(number for number, row in enumerate(rows) if row.strip()) :]


def test_first_start_reading_quitting_and_starting_again_in_the_same_place(library_of_its_own) -> None:
    with Terminal(PROGRAM, columns=COLUMNS, rows=ROWS) as terminal:
        screen = Screen(terminal)
        screen.wait_for("G7 ziet geen politieke oplossing")
        screen.wait_for("● Rex Tillerson")
        terminal.send(b"]]")
        left_at = screen.wait_for("Boodschapper  ━")
        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
        assert b"Traceback" not in terminal.output
    assert library_of_its_own.exists()
    left_at = article_in(left_at)
    with Terminal(PROGRAM, columns=COLUMNS, rows=ROWS) as terminal:
        screen = Screen(terminal)
        text = screen.wait_for("● Rex Tillerson")
        assert article_in(text)[:15] == left_at[:15]
        terminal.send(b"l")
        screen.wait_for("1 article · newest first")
        screen.wait_for("NU.nl")
        terminal.send(b"\x11")
        assert terminal.finish(PATIENCE) == 0
    with Terminal(PROGRAM, columns=COLUMNS, rows=ROWS) as terminal:
        screen = Screen(terminal)
        screen.wait_for("1 article · newest first")
        terminal.send(b"\r")
        screen.wait_for("● Rex Tillerson")
        terminal.send(b"qq")
        assert terminal.finish(PATIENCE) == 0
        assert b"Traceback" not in terminal.output
