"""The page in a real browser: it needs nothing else, obeys its policy, and keys do as in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.analysis import analyse_article
from reader.bundled import bundled_article
from reader.export.as_html import reading_as_html
from reader.library.folding import fold_character
from reader.reading import Reading
from tests.chromium import Page, needs_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("page")
    article = bundled_article()
    file = folder / "seed.html"
    file.write_text(reading_as_html(Reading(article, analyse_article(article))), encoding="utf-8")
    with Page(folder / "profile", file.as_uri()) as opened:
        yield opened


@pytest.fixture(autouse=True)
def fresh(page: Page) -> Iterator[None]:
    page.problems.clear()
    page.ask("localStorage.clear()")
    page.resize(1400, 900)
    page.prefer(**{"prefers-reduced-motion": "reduce", "prefers-color-scheme": "light"})
    page.ask("history.replaceState(null, '', location.href.split('#')[0])")
    page.reload()
    yield
    assert page.problems == []


def test_the_script_runs_under_the_policy_and_nothing_else_does(page: Page) -> None:
    assert page.ask("document.querySelector('#search').hidden") is False
    assert page.ask("getComputedStyle(document.querySelector('figure.panel')).borderTopStyle") == "solid"
    assert page.ask("performance.getEntriesByType('resource').length") == 0
    attempt = "(() => { try { %s; return 'done'; } catch (error) { return error.name; } })()"
    for injection in ("document.body.setAttribute('onclick', 'x()')", "document.body.innerHTML = '<b>x</b>'"):
        assert page.ask(attempt % injection) == "TypeError"
    told = page.ask(
        "new Promise((done) => { document.addEventListener('securitypolicyviolation', (e) =>"
        " done(e.effectiveDirective), {once: true});"
        " const image = new Image(); image.src = 'https://example.org/x.png'; })"
    )
    assert told == "img-src"
    page.problems.clear()


def test_quotes_are_taken_in_hand_with_keys(page: Page) -> None:
    page.press(".")
    assert page.ask("document.activeElement.id") == "q1"
    page.press(".", ".")
    assert page.ask("document.activeElement.id") == "q3"
    assert page.ask("document.querySelectorAll('figure.is-now').length") == 1
    assert page.ask("document.querySelector('figure.is-now').contains(document.activeElement)")
    page.press(",")
    assert page.ask("document.activeElement.id") == "q2"
    page.press("Escape")
    assert page.ask("document.querySelectorAll('figure.is-now').length") == 0


def test_keys_go_to_sections_and_back(page: Page) -> None:
    current = "document.querySelector('[aria-current] .label').textContent"
    assert page.ask(current) == "Lead"
    tops = []
    for key in ("]", "]", "["):
        page.press(key)
        tops.append(page.ask("document.activeElement.textContent"))
    assert tops == ["Sancties", "Boodschapper", "Sancties"]
    assert page.ask(current) == "Sancties"
    page.press("G")
    assert page.ask("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    page.press("g")
    assert page.ask("scrollY") == 0
    page.press("j", "j")
    down = page.ask("scrollY")
    page.press("k")
    assert 0 < page.ask("scrollY") < down


def test_search_ignores_case_and_accents(page: Page) -> None:
    page.press("/", *"SYRIE")
    assert page.ask("document.activeElement.id") == "words"
    told = page.ask("document.querySelector('#found').textContent")
    assert told.startswith("1 of ") and int(told.removeprefix("1 of ")) >= 5
    first = page.ask("[...CSS.highlights.get('now')][0].toString()")
    assert first.lower().startswith("syri")
    page.press("Enter", "Enter", "Shift+Enter")
    assert page.ask("document.querySelector('#found').textContent").startswith("2 of ")
    shown = page.ask(
        "[...document.querySelectorAll('.voice li')].filter((li) => li.checkVisibility()).length"
    )
    assert 0 < shown < page.ask("document.querySelectorAll('.voice li').length")
    page.press("Escape")
    assert (
        page.ask("document.querySelector('#words').value + document.querySelector('#found').textContent")
        == ""
    )
    page.press("/", *"zzzz")
    assert page.ask("document.querySelector('#found').textContent") == "not found"
    assert page.ask("document.querySelector('#nothing').checkVisibility()")


def test_the_whole_article_can_be_found_over_the_borders_of_quotes(page: Page) -> None:
    page.press("/", *'als "hypocriet" en')
    assert page.ask("document.querySelector('#found').textContent") == "1 of 1"
    assert page.ask("[...CSS.highlights.get('now')][0].toString()") == 'als "hypocriet" en'


def test_folding_is_that_of_the_reader(page: Page) -> None:
    # Latin, Greek and Cyrillic; of other scripts the two know a little more or less.
    codes = (*range(0x20, 0x370), *range(0x386, 0x530), *range(0x1E00, 0x1F00), *range(0x2010, 0x2200))
    characters = [chr(code) for code in codes if chr(code).isprintable()]
    page.ask(f"globalThis.characters = {characters!r}")
    folded = page.ask("characters.map(foldCharacter)")
    assert len(characters) > 1500
    assert folded == [fold_character(character) for character in characters]


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.ask(ground)
    page.prefer(**{"prefers-color-scheme": "dark"})
    dark = page.ask(ground)
    assert dark != light
    page.press("t")
    assert page.ask(ground) == light
    page.reload()
    assert page.ask(ground) == light
    page.click("#theme")
    assert page.ask(ground) == dark and page.ask("localStorage.getItem('g7reader.theme')") == "dark"


def test_keys_are_explained_and_can_be_turned_off(page: Page) -> None:
    page.press("?")
    assert page.ask("document.querySelector('#keys').open")
    page.click("#keys-on")
    page.press("Escape")
    assert not page.ask("document.querySelector('#keys').open")
    page.press(".")
    assert page.ask("document.activeElement.id") != "q1"
    page.press("?")
    assert page.ask("document.querySelector('#keys').open")


def test_a_quote_in_the_list_leads_to_its_place(page: Page) -> None:
    target = page.ask("document.querySelector('.voice li a').getAttribute('href')")
    page.click(".voice li a")
    assert page.ask("'#' + document.activeElement.id") == target
    assert page.ask(
        "(() => { const box = document.activeElement.getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight; })()"
    )


def test_tab_begins_with_a_way_to_the_article_and_focus_is_seen(page: Page) -> None:
    page.press("Tab")
    assert page.ask("document.activeElement.className") == "skip"
    assert page.ask("document.activeElement.getBoundingClientRect().left") >= 0
    page.press("Tab")
    assert page.ask("document.activeElement.id") == "words"
    assert page.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [320, 400, 800, 1400])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.resize(width, 900)
    page.reload()
    assert page.ask("document.documentElement.scrollWidth") <= width
    picture = page.screenshot()
    assert picture.startswith(b"\x89PNG") and len(picture) > 10_000


def test_on_paper_there_is_the_article_and_its_quotes(page: Page) -> None:
    page.prefer("print")
    for selector, is_there in ((".bar", False), (".contents", False), ("article", True), (".voices", True)):
        assert page.ask(f"document.querySelector('{selector}').checkVisibility()") is is_there


def test_contrast_as_the_browser_computes_it(page: Page, tmp_path: Path) -> None:
    """Every text on the page, on the ground that lies under it, in both themes."""
    script = """
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const mix = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const low = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const grounds = [];
    for (let at = element; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
    const [a, b] = [light(mix(grounds)), light(mix([getComputedStyle(element).color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    seen += 1;
    if (ratio < 4.5) low.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [seen, [...low]];
})()"""
    for scheme in ("light", "dark"):
        page.prefer(**{"prefers-color-scheme": scheme})
        seen, low = page.ask(script)
        assert seen > 100 and low == []
