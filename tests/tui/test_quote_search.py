"""Quote search: what was said in this article, narrowed while typing."""

from __future__ import annotations

import pytest

import reader.analysis
from reader.reading import Analysis
from reader.tui.app import ReaderApp
from reader.tui.screens.quote_search import QuoteSearch
from reader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE, QUOTES
from tests.tui.test_reader_screen import row_of, shown

SIZE = (100, 30)


async def search(pilot, words: str) -> QuoteSearch:
    await settle(pilot)
    await press(pilot, "quotation_mark")
    await type_text(pilot, words)
    screen = pilot.app.screen
    assert isinstance(screen, QuoteSearch)
    return screen


def found(screen: QuoteSearch) -> list[int]:
    return [QUOTES.index(item.places[0].quote) for item in screen.results.items]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("lock", [2, 4]),
        ("LOCK sixty", [2]),
        ("by:guell", [2, 3]),
        ("by:Güell boatmen", [3]),
        ("by:verbeek kind:indirect", [1, 5]),
        ("in:boatmen", [2, 3]),
        ("-lock kind:direct", []),
        ('"nobody had asked"', [3]),
    ],
)
async def test_words_and_fields_narrow_the_quotes(words, numbers, app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, words)
        assert found(screen) == numbers


async def test_results_stand_in_panels_with_speaker_and_place(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "lock")
        text = shown(app)
        assert "❝ Tomás Güell · skipper" in text
        assert "said · direct · Boatmen" in text
        assert "2 of 6 quotes" in text
        assert "speaker not named" not in text
        assert "❝ a trader" in text


async def test_hits_are_marked(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "market")
        strips = [strip for strip, _index in screen.results._rows]
        marked = {
            segment.text for strip in strips for segment in strip if segment.style and segment.style.underline
        }
        assert marked == {"market"}


async def test_enter_goes_to_the_quote_and_escape_returns(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        before = app.screen.view.top_offset()
        await search(pilot, "province")
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.view.quote == QUOTES[5]
        visible = screen.view.visible_span()
        assert visible.start <= QUOTES[5].start < visible.end
        await press(pilot, "escape")
        assert screen.view.top_offset() == before
        assert screen.view.quote is None
        assert not app._exit


async def test_the_arrows_choose_a_result(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "lock")
        await press(pilot, "down", "enter")
        assert app.screen.view.quote == QUOTES[4]


async def test_a_result_can_be_clicked(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "lock")
        await pilot.click(offset=row_of(app, "a trader"))
        await settle(pilot)
        assert app.screen.view.quote == QUOTES[4]


async def test_escape_leaves_everything_as_it_was(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "full_stop")
        quote, place = app.screen.view.quote, app.screen.view.scroll_offset
        await search(pilot, "lock")
        await press(pilot, "escape")
        assert app.screen.view.quote == quote
        assert app.screen.view.scroll_offset == place


async def test_what_cannot_be_understood_is_pointed_at(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "lock kind:loud")
        message = row_of(app, "▲")
        field = row_of(app, "lock kind:loud")
        assert message.y == field.y + 1
        assert message.x == field.x + len("lock kind:")
        assert "direct, mixed or indirect" in shown(app)
        await press(pilot, *["backspace"] * len("kind:loud"))
        assert "▲" not in shown(app)


async def test_nothing_found_says_what_to_do(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "zeppelin")
        assert "No quote says that. Try fewer words" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, QuoteSearch)


async def test_an_article_without_quotes_says_so(monkeypatch) -> None:
    monkeypatch.setattr(reader.analysis, "analyse_article", lambda article: Analysis())
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "")
        assert "Nobody is quoted in this article." in shown(app)


@pytest.mark.parametrize(
    "words", ["[bold]x[/]", "[/nothing]", "(((", 'a "b', ":", "by:", "kind:", "-", "or", "*"]
)
async def test_anything_can_be_typed(words, app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, words)
        assert screen.field.value == words
        assert words in shown(app)


async def test_pasted_text_is_cleaned(app) -> None:
    from textual.events import Paste

    async with app.run_test(size=SIZE) as pilot:
        screen = await search(pilot, "")
        screen.field.post_message(Paste("lo\x1b[31mck\n\u202esixty"))
        await settle(pilot)
        assert screen.field.value == "lock sixty"
        assert found(screen) == [2]


async def test_keys_typed_at_once_all_arrive_in_the_field(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("quotation_mark", *"siht")
        await settle(pilot)
        assert app.screen.field.value == "siht"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 70)])
async def test_it_fits_every_size(size, app) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await search(pilot, "lock")
        assert screen.results.region.height >= 8
        assert screen.query_one("#search").region.right <= size[0]
        assert "Tomás Güell" in shown(app)
