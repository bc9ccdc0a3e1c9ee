"""The reader screen: what is shown when, and what a mouse or a small terminal changes."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from textual.events import MouseScrollDown
from textual.geometry import Offset

import reader.analysis
from reader.article import Article, Block, Metadata, Span
from reader.reading import Analysis
from reader.tui.app import ReaderApp
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.inspector import Inspector
from tests.tui.conftest import press, settle
from tests.tui.example import ANALYSIS, ARTICLE, GUELL, QUOTES, VERBEEK


def shown(app: ReaderApp) -> str:
    """The characters on the screen."""
    rows = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def row_of(app: ReaderApp, words: str) -> Offset:
    """Where on the screen `words` stand."""
    for y, row in enumerate(shown(app).split("\n")):
        if words in row:
            return Offset(row.index(words), y)
    raise AssertionError(f"{words!r} is not on the screen:\n{shown(app)}")


async def test_the_text_is_there_before_the_analysis(monkeypatch) -> None:
    release = threading.Event()

    def analyse(article: Article) -> Analysis:
        release.wait(10)
        return ANALYSIS

    monkeypatch.setattr(reader.analysis, "analyse_article", analyse)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert "The harbour town of Oostmarkt" in shown(app)
        assert shown(app).count("finding who said what…") == 2
        await press_without_waiting(pilot, "j", "j", "right_square_bracket")
        release.set()
        await settle(pilot)
        assert "finding who said what…" not in shown(app)
        assert "● Ilse Verbeek" in shown(app)
        assert app.screen.view.top_offset() == ARTICLE.sections[1].span.start


async def press_without_waiting(pilot, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def test_an_article_that_must_be_loaded_says_so_and_then_opens() -> None:
    release = threading.Event()

    def load() -> Article:
        release.wait(10)
        return ARTICLE

    app = ReaderApp(load)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "opening…" in shown(app)
        release.set()
        await settle(pilot)
        assert "The harbour town of Oostmarkt" in shown(app)
        assert app.screen.reading is not None


async def test_an_article_that_cannot_be_loaded_ends_with_its_reason() -> None:
    def load() -> Article:
        raise ValueError("lock.md: not [an] article")

    app = ReaderApp(load)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
    assert app.problem == "lock.md: not [an] article"
    assert app.return_code == 2


async def test_an_analysis_that_fails_leaves_the_text_and_says_so(monkeypatch) -> None:
    def analyse(article: Article) -> Analysis:
        raise KeyError("[cue]")

    monkeypatch.setattr(reader.analysis, "analyse_article", analyse)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "The harbour town of Oostmarkt" in shown(app)
        assert "KeyError('[cue]')" in shown(app)
        assert "finding who said what…" not in shown(app)


async def test_notes_on_article_and_analysis_can_be_seen(monkeypatch) -> None:
    monkeypatch.setattr(
        reader.analysis, "analyse_article", lambda article: replace(ANALYSIS, notes=("No rules for [xx].",))
    )
    app = ReaderApp(replace(ARTICLE, notes=("Read as Windows-1252.",)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "Read as Windows-1252." in shown(app)
        assert "No rules for [xx]." in shown(app)


async def test_a_language_given_by_the_user_wins(monkeypatch) -> None:
    languages = []

    def analyse(article: Article) -> Analysis:
        languages.append(article.metadata.language)
        return ANALYSIS

    monkeypatch.setattr(reader.analysis, "analyse_article", analyse)
    app = ReaderApp(ARTICLE, "nl")
    async with app.run_test() as pilot:
        await settle(pilot)
    assert languages == ["nl"]


async def test_brackets_show_as_typed(app) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "[again]" in shown(app)
        assert "[all forty of them]" in shown(app)


# Sidebar ---------------------------------------------------------------------


async def test_the_sidebar_counts_quotes_and_mentions(app) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        rows = shown(app).split("\n")
        sidebar = [row[:30].rstrip() for row in rows]
        assert any(
            row.split() == ["Boatmen", "❝", "2"] or ("Boatmen" in row and "❝ 2" in row) for row in sidebar
        )
        assert any("Ilse Verbeek" in row and "❝ 3" in row for row in sidebar)
        assert any("Water board" in row and "1×" in row for row in sidebar)
        assert sidebar.index(next(row for row in sidebar if "Deltawerk" in row)) > sidebar.index(
            next(row for row in sidebar if "ALSO NAMED" in row)
        )


async def test_who_says_most_comes_first(app) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert row_of(app, "● Ilse Verbeek").y < row_of(app, "● Tomás Güell").y


async def test_the_current_section_follows_scrolling(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        assert app.screen.sidebar.sections.marked == ARTICLE.sections[0]
        await press(pilot, "space", "space")
        assert app.screen.sidebar.sections.marked in ARTICLE.sections[1:]
        assert app.screen.status.progress > 0
        await press(pilot, "G")
        assert app.screen.sidebar.sections.marked == ARTICLE.sections[-1]


async def test_a_click_on_a_section_goes_there(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await pilot.click(offset=row_of(app, "Boatmen"))
        await settle(pilot)
        assert app.screen.view.top_offset() == ARTICLE.sections[1].span.start
        assert app.screen.focused is None


async def test_a_click_on_an_actor_takes_it_in_hand(app) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.click(offset=row_of(app, "● Tomás Güell") + Offset(4, 0))
        await settle(pilot)
        assert app.screen.view.actor == GUELL
        assert app.screen.view.quote is None


async def test_a_click_on_a_quote_takes_it_in_hand(app) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.click(offset=row_of(app, "a risk for everyone") + Offset(3, 0))
        await settle(pilot)
        assert app.screen.view.quote == QUOTES[0]


async def test_the_wheel_scrolls_the_article(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await pilot._post_mouse_events([MouseScrollDown], app.screen.view, offset=(20, 5))
        await settle(pilot)
        assert app.screen.view.scroll_offset.y > 0


async def test_a_hint_can_be_clicked(app) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.click(offset=row_of(app, ". next quote") + Offset(3, 0))
        await settle(pilot)
        assert app.screen.view.quote == QUOTES[0]


# Inspector -------------------------------------------------------------------


async def test_the_inspector_comes_with_the_room_for_it(app) -> None:
    async with app.run_test(size=(129, 40)) as pilot:
        await settle(pilot)
        assert not app.screen.query(Inspector)
        await pilot.resize_terminal(130, 40)
        await settle(pilot)
        inspector = app.screen.query_one(Inspector)
        assert inspector.display
        assert inspector.region.x >= app.screen.view.region.right


async def test_without_anything_in_hand_it_tells_about_the_article_and_what_to_do(app) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "De Havenbode · Region" in shown(app)
        assert "havenbode.example" in shown(app)
        assert "takes a quote in hand" in shown(app)


async def test_it_shows_the_quote_in_hand_its_speaker_and_what_else_was_said(app) -> None:
    async with app.run_test(size=(150, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        inspector = "\n".join(row[112:] for row in shown(app).split("\n"))
        assert "quote 1 of 6" in inspector
        assert "“a risk for everyone who" in inspector
        assert "Mayor of Oostmarkt" in inspector
        assert "also: Verbeek" in inspector
        assert "The sentence names the" in inspector
        assert "ALSO SAID" in inspector
        assert "that the province pays" in inspector


async def test_a_guess_never_looks_like_a_fact(app) -> None:
    async with app.run_test(size=(170, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop", "full_stop")
        assert "Probably: the speaker is carried over" in shown(app)
        assert "the mayor is the last one named" in shown(app)
        await press(pilot, "full_stop", "full_stop", "full_stop")
        assert "The text does not say who said it." in shown(app)


async def test_a_click_on_another_quote_goes_to_it(app) -> None:
    async with app.run_test(size=(150, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        inspector = app.screen.query_one(Inspector)
        place = next(i for i, value in enumerate(inspector._values) if value == QUOTES[1])
        await pilot.click(Inspector, offset=(4, inspector._tops[place]))
        await settle(pilot)
        assert app.screen.view.quote == QUOTES[1]


async def test_enter_with_nothing_in_hand_says_what_to_do(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert "Nothing is in hand: . takes the next quote, @ lists the actors." in [
            note.message for note in app._notifications
        ]


# Sizes -----------------------------------------------------------------------


async def test_under_80_columns_the_sidebar_opens_over_the_text(app) -> None:
    async with app.run_test(size=(79, 30)) as pilot:
        await settle(pilot)
        view = app.screen.view
        assert not app.screen.sidebar.display
        assert view.region.width == 79
        await press(pilot, "s")
        assert app.screen.sidebar.display
        assert view.region.width == 79
        await press(pilot, "escape")
        assert not app.screen.sidebar.display
        await pilot.resize_terminal(80, 30)
        await settle(pilot)
        assert app.screen.sidebar.display
        assert view.region.width < 80


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (100, 30), (129, 40), (130, 40), (240, 70)])
async def test_at_every_size_there_is_room_to_read(size, app) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        width, height = size
        view = app.screen.view
        assert view.region.width >= min(width, 50)
        assert view.region.height >= height - 2
        for row in shown(app).split("\n"):
            assert len(row) <= width + 4
        assert app.screen.status.region.bottom == height
        for widget in app.screen.query("#sidebar, #inspector"):
            if widget.display:
                assert widget.region.right <= width


async def test_a_resize_keeps_the_place(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "right_square_bracket")
        place = app.screen.view.top_offset()
        await pilot.resize_terminal(60, 14)
        await settle(pilot)
        assert app.screen.view.top_offset() == place


async def test_a_very_small_terminal_does_not_break_it(app) -> None:
    async with app.run_test(size=(10, 3)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop", "s", "i", "quotation_mark", "escape", "slash", "escape")
        assert isinstance(app.screen.view, ArticleView)


# Back ------------------------------------------------------------------------


async def test_back_undoes_one_thing_at_a_time(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "l", "o", "c", "k", "enter")
        await press(pilot, "at", "escape")
        assert app.screen.focused is None
        assert app.screen.view.hits
        await press(pilot, "escape")
        assert not app.screen.view.hits
        assert not app._exit
        await press(pilot, "escape")
        assert app._exit


# Copying and opening ---------------------------------------------------------


async def test_without_a_quote_in_hand_copying_says_what_to_do(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert app.clipboard == ""
        assert [note.message for note in app._notifications] == ["No quote is in hand: . takes the next one."]


async def test_where_there_is_no_browser_the_address_is_copied(app, monkeypatch) -> None:
    monkeypatch.setattr("reader.tui.web_links.open_page", lambda address, command: False)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        assert app.clipboard == "https://havenbode.example/lock"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:[1]", None])
async def test_only_web_pages_are_opened(address, monkeypatch) -> None:
    monkeypatch.setattr("reader.tui.web_links.open_page", lambda address, _command: pytest.fail(address))
    app = ReaderApp(replace(ARTICLE, metadata=Metadata(url=address)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        assert len(app._notifications) == 1


async def test_an_article_of_one_word_can_be_read(monkeypatch) -> None:
    monkeypatch.setattr(reader.analysis, "analyse_article", lambda article: Analysis())
    app = ReaderApp(Article("Yes", (Block(Span(0, 3)),)))
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop", "G", "right_square_bracket", "at", "enter", "escape")
        assert "Yes" in shown(app)
        assert "Nobody is quoted here." in shown(app)


async def test_the_actor_in_hand_is_marked_in_the_list(app) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        actors = app.screen.sidebar.actors
        assert actors.value_at(actors.current) == VERBEEK


async def test_copying_a_guess_says_that_it_is_one(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop", "full_stop", "y")
        assert app.clipboard.startswith(
            '"the repair costs more than a new one", Ilse Verbeek, Mayor of Oostmarkt'
        )
        assert [note.title for note in app._notifications] == ["Copied; the speaker is a guess"]


async def test_notes_can_be_clicked_away(monkeypatch) -> None:
    noted = replace(ANALYSIS, notes=("No rules for [xx].",))
    monkeypatch.setattr(reader.analysis, "analyse_article", lambda article: noted)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.click(offset=row_of(app, "No rules"))
        await settle(pilot)
        assert "No rules for [xx]." not in shown(app)


async def test_selected_words_are_copied_before_the_quote_in_hand(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        start = row_of(app, "harbour town")
        await pilot.mouse_down(offset=start)
        await pilot.hover(offset=start + Offset(len("harbour"), 0))
        await pilot.mouse_up(offset=start + Offset(len("harbour"), 0))
        await settle(pilot)
        await press(pilot, "y")
        assert app.clipboard.strip() == "harbour"
        await press(pilot, "escape")
        assert not app._exit
        await press(pilot, "y")
        assert app.clipboard.startswith('"a risk for everyone')


async def test_after_a_click_in_the_article_the_keys_are_the_articles(app) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await pilot.click(offset=row_of(app, "harbour town"))
        await press(pilot, "j", "j")
        assert app.screen.view.scroll_offset.y == 2
        await pilot.press("slash", *"siht")
        await settle(pilot)
        assert "/ siht" in shown(app)
