"""The settings at the start, and when their file changes under a running reader."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from textual.css.stylesheet import Stylesheet

from reader.settings import Loaded, load_settings
from reader.settings.memory import chosen_theme
from reader.settings.schema import Settings
from reader.tui import preferences
from reader.tui.app import ReaderApp
from reader.tui.widgets.article_view import Highlights
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE

WIDE = (150, 40)


def told(app) -> str:
    return "\n".join(f"{toast.title}: {toast.message}" for toast in app._notifications)


async def until(pilot, is_so) -> None:
    """Wait for what another thread begins."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        await pilot.pause(0.02)
    await settle(pilot)


async def test_the_settings_count_from_the_first_paint(settings_file) -> None:
    settings_file.write_text(
        "theme: g7-light\nmeasure: 50\nsidebar: false\ninspector: false\nhighlights: quotes\n"
    )
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = app.screen
        assert app.theme == "g7-light" and screen.view.measure == 50
        assert screen.view.highlights is Highlights.QUOTES and screen.status.mode == "only quotes marked"
        assert not screen.sidebar.display and screen._inspector is None
        await press(pilot, "plus", "equals_sign")
        assert screen.view.measure == 50, "the default is the user's own"
        assert not app._notifications
    app.stop_watching()


async def test_what_is_wrong_is_shown_and_the_reader_starts(settings_file) -> None:
    settings_file.write_text("measure: wide\ntheme: nrod\nkeys: {find: frob}\n")
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert app.screen.view.measure == Settings().measure and app.theme == Settings().theme
        assert "Your settings: " in told(app) and 'line 1, measure: "wide"' in told(app)
        assert "And 2 more: “g7reader config check” tells." in told(app)
    app.stop_watching()


async def test_a_change_of_the_file_is_followed(settings_file, monkeypatch) -> None:
    monkeypatch.setattr(preferences, "WATCHED_EVERY", 0.02)
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = app.screen
        await press(pilot, "h")
        settings_file.write_text("measure: 60\ntheme: g7-light\nkeys: {quote.next: x}\ninspector: false\n")
        await until(pilot, lambda: app.settings.measure == 60)
        assert screen.view.measure == 60 and app.theme == "g7-light"
        assert not screen._inspector.display and screen.sidebar.display
        assert screen.view.highlights is Highlights.QUOTES, "what did not change in the file stays"
        assert "Your settings have changed." in told(app)
        await press(pilot, "x")
        assert screen.view.quote is not None

        settings_file.write_text("measure: 600\n")
        await until(pilot, lambda: app.loaded.problems)
        assert screen.view.measure == 72 and "line 1, measure" in told(app)
        await press(pilot, "full_stop")
        assert screen.view.quote is screen.reading.analysis.quotes[1], "its own keys are back"

        settings_file.unlink()
        await until(pilot, lambda: not app.loaded.problems)
        assert app.settings == replace(Settings(), library=app.settings.library)
    app.stop_watching()


async def test_the_theme_that_was_chosen_is_kept_apart_from_the_settings(settings_file) -> None:
    settings_file.write_text("theme: g7-dark\n")
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        assert app.theme == "g7-light"
        await until(pilot, lambda: chosen_theme("g7-dark") == "g7-light")
    app.stop_watching()
    assert settings_file.read_text() == "theme: g7-dark\n"
    again = ReaderApp(ARTICLE, settings=load_settings())
    assert again.theme == "g7-light"
    settings_file.write_text("theme: nord\n")
    assert ReaderApp(ARTICLE, settings=load_settings()).theme == "nord", "who changes the settings wants that"


async def test_without_settings_nothing_is_remembered() -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
    assert chosen_theme(Settings().theme) is None
    assert app.loaded == Loaded(Settings())


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"theme": 3, "instead_of": "g7-dark"}', "[" * 4000])
def test_a_broken_memory_is_none(broken, tmp_path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "state.json").write_text(broken)
    assert chosen_theme("g7-dark") is None


async def test_no_style_sheet_is_parsed_twice_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    reparsed: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", reparsed.append)
    app = ReaderApp(ARTICLE, settings=Loaded(Settings()))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == "g7-dark"
        assert app.has_class("-theme-g7-dark")
        assert app.screen.styles.background.hex.lower() == app.current_theme.background
    assert reparsed == []
