"""A letter on each link in sight, and what typing it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from reader.article import Article, Block, Mark, MarkKind, Span
from reader.tui import web_links
from reader.tui.app import ReaderApp
from reader.tui.screens.link_picker import LETTERS, LinkPicker, labels
from tests.tui.conftest import press, settle

if TYPE_CHECKING:
    from textual.pilot import Pilot

FIRST, SECOND, MAIL = "https://bode.example/een", "https://bode.example/twee", "mailto:a@bode.example"


def article_with(targets: list[str], lines: int = 0) -> Article:
    """Words that link to `targets`, a paragraph each, after `lines` paragraphs without links."""
    parts = [*(f"Regel {n}." for n in range(lines)), *(f"Zie bron {n} daar." for n in range(len(targets)))]
    text, blocks, marks = "\n\n".join(parts), [], []
    start = 0
    for number, part in enumerate(parts):
        blocks.append(Block(Span(start, start + len(part))))
        if number >= lines:
            word = text.index("bron", start)
            marks.append(Mark(Span(word, word + 6), MarkKind.LINK, targets[number - lines]))
        start += len(part) + 2
    return Article(text, tuple(blocks), marks=tuple(marks))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were given to the browser."""
    found: list[str] = []
    monkeypatch.setattr(web_links, "open_page", lambda address, _command: found.append(address) or True)
    return found


def shown_labels(pilot: Pilot[int]) -> list[tuple[str, str]]:
    """Each label that is shown, and the words of the article that stand below it."""
    view = pilot.app.screen_stack[0].view
    found = []
    for label in pilot.app.screen.query(".link-label").results(Static):
        if label.display:
            offset = view.offset_at_screen(label.region.x, label.region.y)
            found.append((str(label.render()), view.article.text[offset : offset + 6]))
    return found


@pytest.mark.parametrize("count", [0, 1, 26, 27, 300, 676, 1000])
def test_labels(count: int) -> None:
    found = labels(count)
    assert len(found) == min(count, len(LETTERS) ** 2) == len(set(found))
    assert not any(one != other and other.startswith(one) for one in found for other in found)


async def test_each_web_link_in_sight_has_a_letter_where_it_stands(opened: list[str]) -> None:
    app = ReaderApp(article_with([FIRST, MAIL, SECOND]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert shown_labels(pilot) == [("a", "bron 0"), ("s", "bron 2")]
        await press(pilot, "s")
        assert opened == [SECOND]
        assert not isinstance(app.screen, LinkPicker)


async def test_only_what_is_in_sight(opened: list[str]) -> None:
    app = ReaderApp(article_with([FIRST, SECOND], lines=60))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert app.screen is app.screen_stack[0], "there is nothing to pick"
        await press(pilot, "G", "f")
        assert [words for _label, words in shown_labels(pilot)] == ["bron 0", "bron 1"]


@pytest.mark.parametrize("key", ["escape", "1", "question_mark"])
async def test_another_key_goes_back(opened: list[str], key: str) -> None:
    app = ReaderApp(article_with([FIRST]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "f", key)
        assert app.screen is app.screen_stack[0] and opened == []


async def test_more_links_than_letters(opened: list[str]) -> None:
    app = ReaderApp(article_with([f"https://bode.example/{n}" for n in range(30)]))
    async with app.run_test(size=(100, 90)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert len(shown_labels(pilot)) == 30
        await press(pilot, "s")
        assert [label for label, _words in shown_labels(pilot)] == ["sa", "ss", "sd", "sf"]
        await press(pilot, "d")
        assert opened == ["https://bode.example/28"]


async def test_a_resize_ends_it(opened: list[str]) -> None:
    app = ReaderApp(article_with([FIRST]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert app.screen is app.screen_stack[0]
