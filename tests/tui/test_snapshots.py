"""What the screens look like. Look at each picture before accepting it (`pytest --snapshot-update`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.app import ReaderApp
from reader.tui.theme import DARK, LIGHT
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE

if TYPE_CHECKING:
    from textual.pilot import Pilot


def doing(*keys: str, words: str = "", then: tuple[str, ...] = ()):
    """Press keys, type words, press keys, each time waiting until it shows."""

    async def run(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, *keys)
        if words:
            await type_text(pilot, words)
        await press(pilot, *then)

    return run


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize(
    "size", [(40, 12), (80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_reader(snap_compare, theme, size) -> None:
    assert snap_compare(
        ReaderApp(ARTICLE, theme=theme), terminal_size=size, run_before=doing("full_stop", "full_stop")
    )


@pytest.mark.parametrize("size", [(40, 12), (70, 30)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_sidebar_over_the_text(snap_compare, size) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=doing("s"))


def test_inspector_over_the_text(snap_compare) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 30), run_before=doing("full_stop", "enter"))


def test_an_actor_in_hand(snap_compare) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(140, 40), run_before=doing("at", "down", "enter"))


def test_choosing_an_actor(snap_compare) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 30), run_before=doing("at", "down"))


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_finding(snap_compare, theme) -> None:
    assert snap_compare(
        ReaderApp(ARTICLE, theme=theme), terminal_size=(100, 30), run_before=doing("slash", words="lock")
    )


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_quote_search(snap_compare, theme, size) -> None:
    assert snap_compare(
        ReaderApp(ARTICLE, theme=theme),
        terminal_size=size,
        run_before=doing("quotation_mark", words="lock", then=("down",)),
    )


def test_quote_search_that_cannot_be_understood(snap_compare) -> None:
    assert snap_compare(
        ReaderApp(ARTICLE), terminal_size=(80, 24), run_before=doing("quotation_mark", words="lock kind:loud")
    )


def test_quote_search_that_finds_nothing(snap_compare) -> None:
    assert snap_compare(
        ReaderApp(ARTICLE), terminal_size=(80, 24), run_before=doing("quotation_mark", words="zeppelin")
    )


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_help(snap_compare, size) -> None:
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=size, run_before=doing("question_mark"))


def test_waiting_for_the_analysis(snap_compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.screens.article_screen.ArticleScreen._analyse", lambda screen: None)
    assert snap_compare(ReaderApp(ARTICLE), terminal_size=(100, 30))
