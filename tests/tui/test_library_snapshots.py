"""What the library's own screens look like. Look at each picture before accepting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from reader.tui.app import ReaderApp
from reader.tui.theme import DARK, LIGHT
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE
from tests.tui.shelves import stock

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    stock(library_of_its_own)
    return library_of_its_own


def name_of(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


THEMES = pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=name_of)
ALL_SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)], ids=name_of)


@THEMES
@SIZES
def test_searching_the_library(snap_compare, theme, size, library) -> None:
    async def search(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, "quotation_mark", "tab")
        await type_text(pilot, "lock")
        await press(pilot, "down")

    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=search)


@THEMES
@ALL_SIZES
def test_the_page_of_an_actor(snap_compare, theme, size, library) -> None:
    with open_library(library) as opened:
        (actor,) = opened.actors("verbeek")

    async def open_page(pilot: Pilot[int]) -> None:
        await settle(pilot)
        pilot.app.open_actor(actor.id)
        await settle(pilot)
        await settle(pilot)

    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=open_page)


@SIZES
def test_choosing_an_actor_of_the_library(snap_compare, size, library) -> None:
    async def choose(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, "P", "down")

    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=choose)


@pytest.mark.parametrize("size", [(40, 12), (100, 30)], ids=name_of)
def test_a_question(snap_compare, size) -> None:
    async def ask(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, "full_stop", "p")

    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=ask)


@THEMES
@SIZES
def test_verifying_a_quote(snap_compare, theme, size, library) -> None:
    with open_library(library) as opened:
        entry = opened.entry(opened.find("https://agency.example/lock") or 0)

    async def verify(pilot: Pilot[int]) -> None:
        await settle(pilot)
        pilot.app.open_article(entry)
        await settle(pilot)
        await press(pilot, "full_stop", "v", "down")

    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=verify)


async def mark_two_quotes(pilot: Pilot[int]) -> None:
    await settle(pilot)
    await press(pilot, "full_stop", "full_stop", "m")
    await settle(pilot)
    await press(pilot, "full_stop", "a")
    await settle(pilot)
    await type_text(pilot, "ask the lock keeper")
    await press(pilot, "ctrl+s")
    await settle(pilot)
    pilot.app.clear_notifications()
    await settle(pilot)


@THEMES
@SIZES
def test_bookmarks_and_notes_in_an_article(snap_compare, theme, size) -> None:
    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=mark_two_quotes)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=name_of)
def test_writing_a_note(snap_compare, size) -> None:
    async def write(pilot: Pilot[int]) -> None:
        await mark_two_quotes(pilot)
        await press(pilot, "a")
        await settle(pilot)

    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=write)


@THEMES
@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=name_of)
def test_the_list_of_bookmarks_and_notes(snap_compare, theme, size, monkeypatch) -> None:
    monkeypatch.setattr("reader.library.sqlite.personal.time.time", lambda: 1_710_000_000.0)

    async def list_them(pilot: Pilot[int]) -> None:
        await mark_two_quotes(pilot)
        await press(pilot, "M", "tab")
        await settle(pilot)

    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=list_them)
