"""The reader, opened on the example article, without waiting for a real analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import reader.analysis
from reader.tui.app import ReaderApp
from tests.tui.example import ANALYSIS, ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


OPENED: list[str] = []
"""The web pages that a test has opened."""


@pytest.fixture(autouse=True)
def no_real_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are noted in `OPENED` and not opened."""
    OPENED.clear()

    def open_page(address: str, command: tuple[str, ...]) -> bool:
        OPENED.append(address)
        return True

    monkeypatch.setattr("reader.tui.web_links.open_page", open_page)


@pytest.fixture
def settings_file(settings_of_its_own: Path) -> Path:
    """Where the settings of a test go; there is no file yet."""
    settings_of_its_own.mkdir()
    return settings_of_its_own / "settings.yaml"


@pytest.fixture(autouse=True)
def analysis_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's own analysis, so that these tests are about the screens alone."""
    monkeypatch.setattr(reader.analysis, "analyse_article", lambda article: ANALYSIS, raising=False)


@pytest.fixture
def app() -> ReaderApp:
    """The reader on the example article."""
    return ReaderApp(ARTICLE)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until everything that was begun has been shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait until what they do has been shown."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type characters into the field that has the focus."""
    await pilot.press(*["space" if character == " " else character for character in text])
    await settle(pilot)
