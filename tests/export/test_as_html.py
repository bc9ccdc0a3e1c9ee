"""The page as text: everything of an article is escaped, and only what its policy names can run."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.analysis import analyse_article
from reader.article import Actor, Article, Block, Mark, MarkKind, Metadata, Span
from reader.bundled import bundled_article
from reader.export.as_html import reading_as_html
from reader.export.html_article import safe_address
from reader.reading import Analysis, How, Quote, QuoteKind, Reading
from tests.export.readings import make_reading
from tests.layout.material import readings

CSS = (Path(__file__).parents[2] / "reader" / "export" / "page" / "page.css").read_text(encoding="utf-8")
VOID = {"meta", "input", "br", "rect"}
RUNS = re.compile(r"\Aon|\A(?:style|srcdoc|formaction)\Z")


class Outline(HTMLParser):
    """What a page consists of; a tag that closes another than the last one opened is an error."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.words.append(data)


def check(page: str) -> Outline:
    """Fail where a page could run or load what is not its own."""
    outline = Outline(page)
    assert [
        tag
        for tag, _attributes in outline.tags
        if tag in ("script", "style", "base", "iframe", "img", "object")
    ] == [
        "style",
        "script",
    ]
    ids = [attributes["id"] for _tag, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in outline.tags:
        assert not [name for name in attributes if RUNS.search(name)], (tag, attributes)
        target = attributes.get("href")
        if target is not None:
            assert target.startswith(("http://", "https://", "mailto:", "#")), target
            assert not target.startswith("#") or target[1:] in ids, target
        assert "src" not in attributes
    return outline


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    page = reading_as_html(make_reading())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert source is not None
        digest = base64.b64encode(hashlib.sha256(source[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'; ") and "unsafe" not in policy[1]
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_what_the_page_of_the_bundled_article_tells() -> None:
    article = bundled_article()
    reading = Reading(article, analyse_article(article))
    outline = check(reading_as_html(reading))
    words = "".join(outline.words)
    for block in article.blocks:
        assert block.span.of(article.text) in words
    landmarks = [tag for tag, _attributes in outline.tags if tag in ("header", "nav", "main", "footer", "h1")]
    assert landmarks.count("main") == landmarks.count("nav") == landmarks.count("h1") == 1
    quotes = [
        attributes for _tag, attributes in outline.tags if str(attributes.get("id", "")).startswith("q")
    ]
    assert len(quotes) == len(reading.analysis.quotes)
    assert ("html", {"lang": "en"}) in outline.tags and ("article", {"lang": "nl"}) in outline.tags
    assert all(
        "aria-label" in a or "id" in a or "type" not in a for tag, a in outline.tags if tag == "button"
    )


def test_a_guess_says_so() -> None:
    page = reading_as_html(make_reading())
    assert page.count("speaker carried over") == 2  # beside the article, and in it
    assert "≈ Anna Smit" in page or "≈" in page


HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-' $policy ${style} $$",
    "<!--<script>",
    "]]>&lt;b&gt;&#60;script&#62;",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_becomes_markup(hostile: str) -> None:
    text = f"{hostile} zei: “{hostile}”"
    actor = Actor(hostile, role=hostile, aliases=(hostile,), mentions=(Span(0, len(hostile)),))
    span = Span(len(text) - 1 - len(hostile), len(text) - 1)
    quote = Quote((span,), QuoteKind.DIRECT, Span(0, 3), Span(0, 3), actor, How.CARRIED)
    article = Article(
        text,
        (Block(Span(0, len(text)), marker=hostile),),
        Metadata(hostile, hostile, (hostile,), None, hostile, hostile, hostile),
        tuple(Mark(Span(0, 5), MarkKind.LINK, target) for target in (hostile, f"https://a.b/{hostile}")),
        notes=(hostile,),
    )
    page = reading_as_html(Reading(article, Analysis((quote,), (actor,), None, (hostile,))))
    outline = check(page)
    assert text in "".join(outline.words)


@given(readings(), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_reading_makes_a_page_that_holds_together(reading: Reading, title: str, target: str) -> None:
    article = reading.article
    # A quote of nothing but the blank line between two blocks has no place on the page.
    assume(all(any(q.spans[0].overlaps(b.span) for b in article.blocks) for q in reading.analysis.quotes))
    metadata = Metadata(title=title, outlet=target, url=target, tags=(title,))
    marks = (*article.marks, Mark(Span(0, len(article.text)), MarkKind.LINK, target))
    marked = Article(article.text, article.blocks, metadata, marks, notes=(title,))
    outline = check(reading_as_html(Reading(marked, reading.analysis)))
    words = "".join(outline.words)
    for block in article.blocks:
        for word in block.span.of(article.text).split(" | "):
            assert word in words


def test_a_paragraph_with_thousands_of_names_and_marks_in_marks() -> None:
    text = "Anna Smit en " * 3000 + "iemand."
    names = tuple(Span(at, at + 9) for at in range(0, 39_000, 13))
    actor = Actor("Anna Smit", mentions=names)
    nested = tuple(Mark(Span(at, len(text) - at), MarkKind.EMPHASIS) for at in range(2000))
    quotes = (
        Quote((Span(4, 100),), QuoteKind.DIRECT, speaker=actor),
        Quote((Span(50, 300),), QuoteKind.DIRECT, speaker=actor),
    )
    article = Article(text, (Block(Span(0, len(text))),), marks=nested)
    outline = check(reading_as_html(Reading(article, Analysis(quotes, (actor,)))))
    assert text in "".join(outline.words)
    named = [attributes for _tag, attributes in outline.tags if "actor" in (attributes.get("class") or "")]
    assert len(named) >= len(names)


@pytest.mark.parametrize(
    ("target", "base", "led_to"),
    [
        ("https://a.b/c", None, "https://a.b/c"),
        ("mailto:x@a.b", None, "mailto:x@a.b"),
        ("../d", "https://a.b/c/e", "https://a.b/d"),
        ("../d", None, None),
        ("javascript:alert(1)", "https://a.b", None),
        (" JaVaScRiPt:alert(1)", None, None),
        ("java\nscript:alert(1)", "https://a.b", None),
        ("data:text/html,x", None, None),
        ("file:///etc/passwd", None, None),
        ("//evil.test", "https://a.b", "https://evil.test"),
        ("http://[", None, None),
        ("", None, None),
    ],
)
def test_a_link_leads_to_a_page_or_nowhere(target: str, base: str | None, led_to: str | None) -> None:
    assert safe_address(target, base) == led_to


COLOURS = {
    name: both for name, *both in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
}
TEXTS = ["text", "strong", "quiet", "accent", *(name for name in COLOURS if name.startswith("speaker-"))]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_on_every_ground(scheme: int) -> None:
    assert len(TEXTS) == 12
    pairs = [(text, ground) for text in TEXTS for ground in ("background", "surface", "panel")]
    pairs += [("strong", "hit"), ("strong", "hit-now")]
    for text, ground in pairs:
        light, dark = sorted((_luminance(COLOURS[text][scheme]), _luminance(COLOURS[ground][scheme])))[::-1]
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_takes_nothing_from_elsewhere() -> None:
    page = reading_as_html(make_reading())
    assert not re.search(r"url\(|@import|@font-face|fetch\(|XMLHttpRequest|innerHTML|eval\(", page)
    assert "prefers-reduced-motion" in CSS and "focus-visible" in CSS and "@media print" in CSS
