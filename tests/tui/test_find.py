"""Finding words in the article."""

from __future__ import annotations

import pytest

from reader.tui.widgets.find_bar import FindBar
from tests.tui.conftest import press, settle, type_text
from tests.tui.test_reader_screen import shown

SIZE = (100, 14)


async def find(pilot, words: str) -> None:
    await settle(pilot)
    await press(pilot, "slash")
    await type_text(pilot, words)


async def test_every_hit_is_marked_and_counted(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "LOCK")
        view = app.screen.view
        assert len(view.hits) == 4
        assert view.current_hit == view.hits[0]
        assert "1/4" in shown(app)


@pytest.mark.parametrize("words", ["guell", "GÜELL", "tomas g"])
async def test_case_and_accents_never_matter(words, app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, words)
        assert app.screen.view.hits


async def test_the_next_hit_comes_round_again(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "lock")
        await press(pilot, "enter")
        assert app.screen.focused is None
        for number in ("2/4", "3/4", "4/4", "1/4"):
            await press(pilot, "n")
            assert f"/lock  {number}" in shown(app)
            hit, visible = app.screen.view.current_hit, app.screen.view.visible_span()
            assert visible.start <= hit.start < visible.end
        await press(pilot, "N")
        assert "/lock  4/4" in shown(app)


async def test_finding_begins_where_one_is_reading(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "right_square_bracket")
        await find(pilot, "lock")
        assert app.screen.view.current_hit == app.screen.view.hits[2]


async def test_not_found_is_said_and_nothing_moves(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        place = app.screen.view.scroll_offset
        await find(pilot, "zeppelin")
        assert "not found" in shown(app)
        await press(pilot, "enter")
        assert app.screen.view.scroll_offset == place


async def test_escape_goes_back_to_where_it_began(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "province")
        assert app.screen.view.scroll_offset.y > 0
        await press(pilot, "escape")
        assert app.screen.view.scroll_offset.y == 0
        assert not app.screen.view.hits
        assert not app.screen.query_one(FindBar).display


async def test_opened_again_it_has_the_last_words_to_type_over(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "lock")
        await press(pilot, "enter")
        await find(pilot, "May")
        assert app.screen.query_one(FindBar).field.value == "May"


async def test_the_article_scrolls_while_the_bar_is_open(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "the")
        place = app.screen.view.scroll_offset.y
        await press(pilot, "down", "down")
        assert app.screen.view.scroll_offset.y == place + 2


async def test_keys_typed_at_once_all_arrive_in_the_bar(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"siht")
        await settle(pilot)
        assert app.screen.query_one(FindBar).field.value == "siht"


async def test_brackets_are_found_as_typed(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await find(pilot, "[all")
        assert len(app.screen.view.hits) == 1
        await press(pilot, "enter")
        assert "/[all  1/1" in shown(app)


async def test_next_without_words_says_what_to_do(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        assert [note.message for note in app._notifications] == ["Nothing was searched for: / finds words."]


async def test_enter_typed_before_the_hits_are_there_keeps_them(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lock", "enter")
        await settle(pilot)
        assert "/lock  1/4" in shown(app)


async def test_escape_typed_before_the_hits_are_there_drops_them(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lock", "escape")
        await settle(pilot)
        assert not app.screen.view.hits
