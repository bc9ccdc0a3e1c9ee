from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.geometry import Offset

from reader.article import Actor, Article, Mark, MarkKind, Span
from reader.layout import GUTTER
from reader.reading import Analysis, Reading
from reader.tui.widgets.article_colours import colours_by_share
from reader.tui.widgets.article_view import ArticleView, Highlights
from tests.layout.material import PLAIN, article_of, find, harbour

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.pilot import Pilot

HEIGHT = 20


class Shelf(App[None]):
    """Nothing but an article view, and what it says."""

    CSS = "ArticleView { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ArticleView(id="article")

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_moved(self, message: ArticleView.Moved) -> None:
        self.heard.append(message)

    def on_article_view_quote_picked(self, message: ArticleView.QuotePicked) -> None:
        self.heard.append(message)

    def on_article_view_actor_picked(self, message: ArticleView.ActorPicked) -> None:
        self.heard.append(message)

    def on_article_view_link_picked(self, message: ArticleView.LinkPicked) -> None:
        self.heard.append(message)

    def picked(self) -> list[Message]:
        return [message for message in self.heard if not isinstance(message, ArticleView.Moved)]


def long_reading() -> Reading:
    """The harbour's article with many paragraphs after it."""
    reading = harbour()
    more = "".join(f"\n\n{number}. {PLAIN} {PLAIN}" for number in range(1, 31))
    text = reading.article.text + more
    article = article_of(*text.split("\n\n"), title="Velden keeps its harbour closed")
    return Reading(article, reading.analysis)


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    app = Shelf()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        reading = long_reading()
        app.view.show(reading.article, reading.analysis)
        await pilot.pause()
        yield pilot


def view_of(pilot: Pilot[Any]) -> ArticleView:
    return pilot.app.query_one(ArticleView)


def rows_of(view: ArticleView) -> list[str]:
    """What stands on the screen."""
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def place_on_screen(view: ArticleView, offset: int) -> tuple[int, int]:
    """Where on the screen the character at `offset` stands."""
    for y in range(view.size.height):
        for x in range(view.size.width):
            if view.offset_at_screen(x, y) == offset and rows_of(view)[y][x : x + 1].strip():
                return x, y
    raise AssertionError(f"{offset} is not on the screen")


def contains(rows: Iterable[str], words: str) -> bool:
    return any(words in row for row in rows)


# What is shown


async def test_shows_the_title_and_panels(pilot: Pilot[None]) -> None:
    rows = rows_of(view_of(pilot))
    assert contains(rows, "Velden keeps its harbour closed")
    assert contains(rows, "╭─ ❝ Mara Okafor · director of the port of Velden ──")


async def test_the_text_stands_in_the_middle_at_its_measure(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.measure = 40
    await pilot.pause()
    panel = next(row for row in rows_of(view) if "╭" in row)
    assert panel.index("╭") == (80 - (40 + 2 * GUTTER)) // 2
    assert panel.rindex("╮") - panel.index("╭") + 1 == 40 + 2 * GUTTER


async def test_a_view_without_an_article_is_blank() -> None:
    app = Shelf()
    async with app.run_test(size=(40, 5)):
        assert rows_of(app.view) == [""] * 5
        app.view.move_pages(1)
        app.view.go_to(10)
        assert (app.view.place(), app.view.visible_span(), app.view.selected_text()) == (0, Span(0, 0), "")


async def test_an_empty_article_has_nothing_to_go_to() -> None:
    app = Shelf()
    async with app.run_test(size=(40, 5)) as pilot:
        app.view.show(Article("", ()))
        await pilot.pause()
        app.view.move_paragraphs(1)
        app.view.go_to(3)
        assert rows_of(app.view)[1].strip() == "1 min"


async def test_highlights_none_leaves_the_bare_text(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.highlights = Highlights.NONE
    await pilot.pause()
    assert not contains(rows_of(view), "╭")
    view.highlights = Highlights.QUOTES
    await pilot.pause()
    assert contains(rows_of(view), "╭")


async def test_the_quote_in_hand_is_marked_without_colour(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.analysis is not None
    view.quote = view.analysis.quotes[1]
    await pilot.pause()
    assert contains(rows_of(view), "┏━ ❝ Mara Okafor")


async def test_a_new_theme_repaints(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    before = [list(view.render_line(y)) for y in range(HEIGHT)]
    pilot.app.theme = "textual-light"
    await pilot.pause()
    assert [list(view.render_line(y)) for y in range(HEIGHT)] != before


async def test_colours_come_from_the_screen(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.actor_colour = lambda actor: "#010203" if actor.name == "Mara Okafor" else ""
    await pilot.pause()
    panel = next(y for y, row in enumerate(rows_of(view)) if "╭" in row)
    border = next(segment for segment in view.render_line(panel) if "╭" in segment.text)
    assert border.style is not None
    assert border.style.color is not None
    assert border.style.color.name == "#010203"


def test_without_a_screen_that_says_the_most_quoted_get_colours_of_their_own() -> None:
    analysis = harbour().analysis
    dark, light = (colours_by_share(analysis, dark=dark) for dark in (True, False))
    mara, ilse = analysis.actors
    assert len({dark(mara), dark(ilse), light(mara), light(ilse)}) == 4
    assert dark(Actor("Nobody")) == ""


# Keeping the place


async def test_the_analysis_comes_without_moving_the_top_paragraph() -> None:
    app = Shelf()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        reading = long_reading()
        app.view.show(reading.article)
        await pilot.pause()
        app.view.go_to(find(reading.article.text, "12. Ships").start)
        await pilot.pause()
        before = rows_of(app.view)
        app.view.show(reading.article, reading.analysis)
        await pilot.pause()
        assert rows_of(app.view) == before


async def test_a_resize_and_back_shows_the_same_as_before(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.move_lines(33)
    await pilot.pause()
    before, top = rows_of(view), view.top_offset()
    await pilot.resize_terminal(43, 15)
    await pilot.pause()
    assert view.visible_span().start <= top < view.visible_span().end
    await pilot.resize_terminal(80, HEIGHT)
    await pilot.pause()
    assert rows_of(view) == before


async def test_at_the_start_the_title_stays_in_sight(pilot: Pilot[None]) -> None:
    await pilot.resize_terminal(40, 12)
    await pilot.pause()
    assert contains(rows_of(view_of(pilot)), "Velden keeps its harbour")


async def test_another_article_begins_at_its_start(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.analysis is not None
    view.go_to_end()
    view.quote, view.actor, view.hits = view.analysis.quotes[0], view.analysis.actors[0], (Span(0, 3),)
    view.show(article_of(PLAIN, title="Another"))
    await pilot.pause()
    assert (view.quote, view.actor, view.hits) == (None, None, ())
    assert contains(rows_of(view), "Another")
    assert view.progress() == 1.0


# Moving


async def test_lines_and_pages(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.move_lines(3)
    assert view.scroll_offset.y == 3
    view.move_lines(-1)
    assert view.scroll_offset.y == 2
    view.move_pages(1)
    assert view.scroll_offset.y == 2 + HEIGHT - 2
    view.move_pages(-9)
    assert view.scroll_offset.y == 0


async def test_start_and_end(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    view.go_to_end()
    assert view.progress() == 1.0
    assert view.article is not None
    assert view.visible_span().end == len(view.article.text)
    view.go_to_start()
    assert (view.progress(), view.top_offset()) == (0.0, 0)


async def test_go_to_brings_a_panel_with_its_title_to_the_top(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    offset = find(view.article.text, "We will not open").start
    view.go_to(offset)
    await pilot.pause()
    assert "╭─ ❝ Mara Okafor" in rows_of(view)[1]
    assert view.place() == offset


async def test_go_to_the_centre_and_nearest(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    text = view.article.text
    twelfth = find(text, "12. Ships").start
    view.go_to(twelfth, "centre")
    assert "12. Ships" in rows_of(view)[HEIGHT // 2]
    before = view.scroll_offset
    view.go_to(find(text, "11. Ships").start, "nearest")
    assert view.scroll_offset == before
    assert view.place() == find(text, "11. Ships").start
    view.go_to(find(text, "25. Ships").start, "nearest")
    assert "25. Ships" in rows_of(view)[HEIGHT // 2]


async def test_paragraphs_one_by_one_to_both_ends(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    starts = [block.span.start for block in view.article.blocks]
    seen = []
    for _ in starts:
        view.move_paragraphs(1)
        seen.append(view.place())
    assert seen == [*starts[1:], starts[-1]]
    for start in reversed(starts[:-1]):
        view.move_paragraphs(-1)
        assert view.place() == start
    view.move_paragraphs(-1)
    assert view.scroll_offset.y == 0


async def test_back_goes_first_to_the_start_of_the_paragraph() -> None:
    app = Shelf()
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(article_of(PLAIN, PLAIN * 8, PLAIN * 8))
        await pilot.pause()
        app.view.move_lines(10)
        app.view.move_paragraphs(-1)
        assert app.view.place() == len(PLAIN) + 2


async def test_every_block_is_a_place_on_the_way_down(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    passed = set()
    while view.progress() < 1:
        view.move_lines(1)
        passed.add(view.article.block_at(view.place()))
    assert passed == set(view.article.blocks)


async def test_moving_is_told(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, Shelf)
    app.heard.clear()
    view = app.view
    assert view.article is not None
    offset = find(view.article.text, "12. Ships").start
    view.go_to(offset)
    await pilot.pause()
    [moved] = app.heard
    assert isinstance(moved, ArticleView.Moved)
    assert moved.offset == offset
    assert 0 < moved.progress < 1
    assert moved.control is view


async def test_the_wheel_scrolls(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    await pilot._post_mouse_events([_wheel_down()], view)
    await pilot.pause(0.5)
    assert view.scroll_offset.y > 0


def _wheel_down() -> type[Any]:
    from textual import events

    return events.MouseScrollDown


# The mouse


async def test_a_click_picks_a_quote_an_actor_or_a_panel(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, Shelf)
    view = app.view
    assert view.article is not None
    assert view.analysis is not None
    text, quotes = view.article.text, view.analysis.quotes
    await pilot.click(offset=place_on_screen(view, find(text, "will not open").start))
    await pilot.click(offset=place_on_screen(view, find(text, "Mara Okafor").start + 2))
    title = next(y for y, row in enumerate(rows_of(view)) if "╭─ ❝ Mara" in row)
    await pilot.click(offset=(30, title))
    await pilot.click(offset=place_on_screen(view, find(text, "Ships wait").start))
    await pilot.pause()
    picked = app.picked()
    assert [type(message) for message in picked] == [
        ArticleView.QuotePicked,
        ArticleView.ActorPicked,
        ArticleView.QuotePicked,
    ]
    assert isinstance(picked[0], ArticleView.QuotePicked)
    assert isinstance(picked[1], ArticleView.ActorPicked)
    assert picked[0].quote is quotes[1]
    assert picked[1].actor is view.analysis.actors[0]


async def test_a_click_on_a_link_gives_its_target() -> None:
    app = Shelf()
    async with app.run_test(size=(60, 10)) as pilot:
        plain = article_of(PLAIN)
        mark = Mark(find(PLAIN, "turn back"), MarkKind.LINK, "https://example.org/")
        app.view.show(Article(plain.text, plain.blocks, marks=(mark,)), Analysis())
        await pilot.pause()
        await pilot.click(offset=place_on_screen(app.view, mark.span.start + 1))
        await pilot.click(offset=(1, 3))
        await pilot.pause()
        [message] = app.picked()
        assert isinstance(message, ArticleView.LinkPicked)
        assert message.target == "https://example.org/"


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)
    await pilot.pause()


async def test_a_selection_over_a_panel_is_the_text_itself(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    text = view.article.text
    start, end = find(text, "south").start, find(text, "who runs").end - 1
    await drag(pilot, place_on_screen(view, start), place_on_screen(view, end))
    assert view.selected_text() == text[start : end + 1]
    assert pilot.app.screen.get_selected_text() == text[start : end + 1]
    assert "╭" not in view.selected_text()


async def test_a_selection_survives_a_resize(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    text = view.article.text
    start, end = find(text, "Ships wait").start, find(text, "turn back").end - 1
    await drag(pilot, place_on_screen(view, start), place_on_screen(view, end))
    before = view.selected_text()
    assert before == text[start : end + 1]
    await pilot.resize_terminal(40, 30)
    await pilot.pause()
    assert view.selected_text() == before
    style = view.screen.get_component_rich_style("screen--selection")
    marked = "".join(
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style and segment.style.bgcolor == style.bgcolor
    )
    assert marked == before.replace(" back", "back") or marked.split() == before.split()


async def test_a_drag_beside_the_text_selects_whole_rows(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    row = next(y for y, shown in enumerate(rows_of(view)) if "Ships wait" in shown)
    await drag(pilot, (0, row), (79, row))
    assert view.selected_text() == PLAIN


async def test_a_drag_picks_nothing(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, Shelf)
    assert app.view.article is not None
    offset = find(app.view.article.text, "We will not").start
    x, y = place_on_screen(app.view, offset)
    await drag(pilot, (x, y), (x + 8, y))
    assert app.view.selected_text() == "We will n"
    assert app.picked() == []


async def test_two_clicks_select_a_word_and_three_a_paragraph(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.article is not None
    place = place_on_screen(view, find(view.article.text, "Ships wait").start + 2)
    await pilot.click(offset=place, times=2)
    assert view.selected_text() == "Ships"
    await pilot.click(offset=place, times=3)
    assert view.selected_text() == PLAIN


async def test_places_outside_the_view_are_nowhere(pilot: Pilot[None]) -> None:
    view = view_of(pilot)
    assert view.offset_at_screen(200, 3) is None
    assert view.offset_at_screen(0, 0) == 0
    assert view.region.contains_point(Offset(0, 0))
