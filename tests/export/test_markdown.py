"""What is written as Markdown opens again to the same reading."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import analyse_article
from reader.article import Actor, ActorKind, Article, BlockKind, Mark, MarkKind, Metadata, Span
from reader.bundled import bundled_article
from reader.export.markdown import article_as_markdown
from reader.formats import clean, clean_line, load_bytes
from reader.formats.draft import Draft, assemble
from tests.export.readings import make_reading

PAGES = Path(__file__).parents[1] / "formats" / "pages"


def again(article: Article) -> Article:
    """The article, written and opened."""
    return load_bytes(article_as_markdown(article).encode(), "again.md")


def shape(article: Article) -> tuple[object, ...]:
    return article.text, article.blocks, article.metadata


def marks(article: Article) -> list[tuple[int, int, str, str]]:
    return sorted((m.span.start, m.span.end, str(m.kind), m.target) for m in article.marks)


@pytest.mark.parametrize("article", [bundled_article(), make_reading().article], ids=["seed", "made"])
def test_an_article_opens_again_to_the_same_reading(article: Article) -> None:
    opened = again(article)
    assert shape(opened) == shape(article) and marks(opened) == marks(article)
    assert analyse_article(opened) == analyse_article(article)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_a_web_page_opens_again_to_the_same_reading(page: Path) -> None:
    article = load_bytes(page.read_bytes(), page.name)
    opened = again(article)
    assert shape(opened) == shape(article)
    assert analyse_article(opened) == analyse_article(article)


# Everything that Markdown could take for a sign, in any order.
SIGNS = [
    *"\\`*_{}[]()#+-.!|<>~=:&;'\"^$/?@,%",
    *(
        "**",
        "__",
        "***",
        "``",
        "```",
        "~~~",
        "---",
        "===",
        "1. ",
        "12) ",
        "- ",
        "# ",
        "> ",
        "| ",
        " | ",
        "    ",
    ),
    *(
        "&amp;",
        "&#65;",
        "&copy",
        "<b>",
        "</b>",
        "<br>",
        "<!--",
        "-->",
        "<http://a.b>",
        "![a](b)",
        "[a]: b",
        "[x]",
    ),
    *(
        "\n",
        "  \n",
        "\\\n",
        "\n\n",
        "\u00a0",
        "\u3000",
        "©",
        "€",
        "„",
        "”",
        "é",
        "漢",
        "👩‍👩‍👧",
        "*️⃣",
        "#️⃣",
        "ﷺ",
        "e\u0303",
    ),
    *("a", "b", "word ", "Zei hij", " ", "https://example.org/a_b*c"),
]
WORDS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), min_size=1, max_size=12).map("".join)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Blocks of every kind, of any words and with any marks, as a loader could have made them."""
    drafts = []
    for kind in draw(st.lists(st.sampled_from(BlockKind), min_size=1, max_size=6)):
        text = clean(draw(WORDS))
        if kind is BlockKind.PREFORMATTED:
            text = text.expandtabs(4)
        else:
            text = "\n".join(line for line in text.replace("\t", " ").split("\n") if line.strip(" "))
        if kind is BlockKind.TABLE_ROW:
            text = text.replace("\n", " ")
        text = clean(text.strip("\n" if kind is BlockKind.PREFORMATTED else None)).rstrip()
        level = draw(st.integers(1, 6)) if kind is BlockKind.HEADING else 0
        marker = ""
        if kind in (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE):
            level = draw(st.integers(1, 3))
            marker = draw(st.sampled_from(["•", "1.", "27)", ""]))
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        found = []
        if kind is not BlockKind.PREFORMATTED:
            for start, end in draw(st.lists(ends, max_size=3)):
                mark = draw(st.sampled_from(MarkKind))
                if start < end:
                    target = draw(st.sampled_from(["https://a.b/", "", "javascript:x", "#n"]))
                    found.append(Mark(Span(start, end), mark, target if mark is MarkKind.LINK else ""))
        drafts.append(Draft(text, kind, level, marker, tuple(found)))
    drafts.append(Draft("Einde."))
    line = WORDS.map(clean_line).map(lambda words: words or None)
    lines = st.lists(line.filter(bool), max_size=2).map(tuple)
    actor = st.builds(Actor, line.filter(bool), st.sampled_from(ActorKind), line, lines)
    simple = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | WORDS.map(clean)
    number = st.floats(allow_nan=False, allow_infinity=False).filter(
        lambda x: x == 0 or 1e-90 < abs(x) < 1e90
    )
    value = st.recursive(
        simple | number,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS.map(clean), inner, max_size=2),
        max_leaves=4,
    )
    moment = (
        st.none() | st.dates(date(1800, 1, 1)) | st.datetimes(datetime(1800, 1, 1), timezones=st.just(UTC))
    )
    keys = st.sampled_from(["weight", "author", "date", "lang", "a key: of #signs", "1", "true"])
    metadata = Metadata(
        title=draw(line),
        outlet=draw(line),
        authors=draw(lines),
        published=draw(moment),
        language=draw(st.sampled_from([None, "nl", "no", "en"])),
        url=draw(st.sampled_from([None, "https://krant.test/a?b=c&d#e: f"])),
        topic=draw(line),
        tags=draw(lines),
        actors=tuple({(one.name, one.kind): one for one in draw(st.lists(actor, max_size=2))}.values()),
        extra=draw(st.dictionaries(keys, value, max_size=2)),
    )
    text, blocks, found_marks = assemble(drafts)
    return Article(text, blocks, metadata, found_marks)


@given(articles())
@settings(max_examples=200, deadline=None)
def test_any_article_opens_again_to_the_same_text_blocks_and_metadata(article: Article) -> None:
    opened = again(article)
    assert opened.text == article.text
    assert opened.blocks == article.blocks
    # `authors` cannot be told from a key of its own that the front matter spells otherwise.
    assert opened.metadata == article.metadata


@given(st.lists(WORDS | st.sampled_from(["*a*", "**b**", "[c](https://d.e)", "`f`", "\n\n", "\n- ", "\n> "])))
@settings(max_examples=200, deadline=None)
def test_any_markdown_keeps_its_marks(parts: list[str]) -> None:
    source = clean("Begin.\n\n" + "".join(parts) + "\n\nEinde.")
    article = load_bytes(source.encode(), "once.md")
    opened = again(article)
    assert shape(opened) == shape(article)
    lost = set(marks(article)) - set(marks(opened))
    assert not {mark for mark in lost if mark[2] == "link"}


@pytest.mark.parametrize(
    "source",
    [
        "**vet** en *cursief* en ***beide***",
        "voor**midden**na, voor*midden*na",
        '*"woord"*en',
        "a*b*_c_d",
        "*een _twee_ drie*",
        "**een *twee* drie**",
        "`code` en ``co`de``",
        "`a``b` is geen",
        "[link](https://a.b/c_(d)) en [*schuin*](https://a.b)",
        "zin met `x|y` en |streep|",
        "| a | b |\n|---|---|\n| **c** | d \\| e |\n| | f |",
        "- een\n- twee\n  - drie\n\n  verder\n\n1. a\n2. b",
        "> citaat\n>\n> > dieper\n>\n> terug",
        "![plaat](x.png) ![*en* nog een](y.png)",
        "[![plaat](x.png)](https://a.b)",
        "regel\\\nregel twee",
        "```\ncode met ``` niet\n\n  x\n```",
        "een ! [link](https://a.b) en ![](https://a.b)",
    ],
)
def test_markdown_keeps_every_mark(source: str) -> None:
    article = load_bytes(f"{source}\n\nEinde.".encode(), "once.md")
    opened = again(article)
    assert shape(opened) == shape(article)
    assert marks(opened) == marks(article)


def test_what_is_plain_stays_plain() -> None:
    article = bundled_article()
    body = article_as_markdown(article).split("---\n", 2)[2]
    assert "\\" not in body and "&#" not in body


def test_a_heading_that_begins_the_text_is_not_taken_for_the_title() -> None:
    text, blocks, _marks = assemble([Draft("Kop", BlockKind.HEADING, 1), Draft("Tekst.")])
    for title in (None, "Kop", "Iets anders"):
        article = Article(text, blocks, Metadata(title=title))
        assert shape(again(article)) == shape(article)


def test_a_link_that_a_browser_would_run_is_left_out() -> None:
    text, blocks, _none = assemble([Draft("Klik hier.")])
    bad = Mark(Span(0, 4), MarkKind.LINK, "javascript:alert(1)")
    article = Article(text, blocks, marks=(bad,))
    assert "javascript" not in article_as_markdown(article)
    assert again(replace(article)).text == text


def test_marks_that_are_too_deep_are_left_out() -> None:
    text, blocks, _none = assemble([Draft("woord " * 200 + "einde")])
    nested = tuple(Mark(Span(at, len(text) - at), MarkKind.EMPHASIS) for at in range(500))
    assert again(Article(text, blocks, marks=nested)).text == text
