"""What the library screen looks like. Look at each picture before accepting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.app import ReaderApp
from reader.tui.theme import DARK, LIGHT
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE
from tests.tui.library_example import fill

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    fill(library_of_its_own)
    return library_of_its_own


def doing(*keys: str, words: str = "", then: tuple[str, ...] = ()):
    """Open the library, press keys, type words, press keys, each time waiting until it shows."""

    async def run(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, "l", *keys)
        if words:
            await type_text(pilot, words)
        await press(pilot, *then)
        await settle(pilot)

    return run


def name_of(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


THEMES = pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)], ids=name_of)


@THEMES
@SIZES
def test_library(snap_compare, theme, size, library) -> None:
    app = ReaderApp(ARTICLE, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=doing("j", "j"))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=name_of)
def test_searches_tags_and_outlets_over_the_articles(snap_compare, size, library) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=doing("tab", "j"))


def test_a_filter_that_cannot_be_understood(snap_compare, library) -> None:
    run = doing("slash", words="lock kind:loud")
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 24), run_before=run)


def test_a_filter_that_finds_nothing(snap_compare, library) -> None:
    run = doing("slash", words="zeppelin")
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 24), run_before=run)


def test_asking_for_a_tag(snap_compare, library) -> None:
    run = doing("number_sign", words="Ha")
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 24), run_before=run)


@THEMES
@pytest.mark.parametrize("size", [(40, 12), (100, 24)], ids=name_of)
def test_an_empty_library(snap_compare, theme, size) -> None:
    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=doing())


@THEMES
def test_a_library_that_cannot_be_opened(snap_compare, theme, monkeypatch) -> None:
    monkeypatch.setenv("G7READER_LIBRARY", "/dev/null/library.db")
    assert snap_compare(ReaderApp(ARTICLE, theme=theme), terminal_size=(100, 24), run_before=doing())
