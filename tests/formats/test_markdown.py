"""Markdown: its blocks, its marks, and the short cut around the parser that must change neither."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, BlockKind, MarkKind
from reader.formats import clean, load_bytes
from reader.formats.markdown import outline, outline_any


def load(text: str) -> Article:
    return load_bytes(text.encode(), "artikel.md")


def blocks(text: str) -> list[tuple[str, int, str, str]]:
    article = load(text)
    return [
        (str(block.kind), block.level, block.marker, block.span.of(article.text)) for block in article.blocks
    ]


def marks(text: str) -> list[tuple[str, str, str]]:
    article = load(text)
    return [(str(mark.kind), mark.span.of(article.text), mark.target) for mark in article.marks]


def test_headings_and_paragraphs() -> None:
    assert blocks("Lead\nin twee regels.\n\n## Kop ##\nTekst.\n\nOnderkop\n---\n\n#### Vier\n") == [
        ("paragraph", 0, "", "Lead in twee regels."),
        ("heading", 2, "", "Kop"),
        ("paragraph", 0, "", "Tekst."),
        ("heading", 2, "", "Onderkop"),
        ("heading", 4, "", "Vier"),
    ]


def test_block_quotes_and_lists_know_their_depth() -> None:
    text = "> een\n>\n> > twee\n\n- a\n  - b\n\n    meer b\n- c\n\n7) zeven\n8) acht\n\n> - in citaat\n"
    assert blocks(text) == [
        ("block quote", 1, "", "een"),
        ("block quote", 2, "", "twee"),
        ("list item", 1, "•", "a"),
        ("list item", 2, "•", "b"),
        ("list item", 2, "", "meer b"),
        ("list item", 1, "•", "c"),
        ("list item", 1, "7)", "zeven"),
        ("list item", 1, "8)", "acht"),
        ("list item", 1, "•", "in citaat"),
    ]


def test_code_keeps_its_lines_and_its_indentation() -> None:
    assert blocks("Voor.\n\n```python\n  if x:\n\n\treturn\n```\n\n    oud\n") == [
        ("paragraph", 0, "", "Voor."),
        ("preformatted", 0, "", "  if x:\n\n    return"),
        ("preformatted", 0, "", "oud"),
    ]


def test_a_table_is_a_block_a_row() -> None:
    article = load("| Land | Stemmen |\n|---|--:|\n| **België** | 10 |\n| | 3 |\n")
    assert [block.kind for block in article.blocks] == [BlockKind.TABLE_ROW] * 3
    assert article.text == "Land | Stemmen\n\nBelgië | 10\n\n| 3"
    assert [mark.span.of(article.text) for mark in article.marks] == ["Land", "Stemmen", "België"]
    assert {mark.kind for mark in article.marks} == {MarkKind.STRONG}


def test_a_picture_is_its_caption() -> None:
    assert blocks("![De brug *vandaag*](brug.jpg)\n\n![](leeg.png)\n\nZie ![x](y.png) hier.") == [
        ("caption", 0, "", "De brug vandaag"),
        ("paragraph", 0, "", "Zie x hier."),
    ]


def test_marks_lie_over_their_words() -> None:
    text = (
        "Van **Jan _de_ Wit** zei `x*y` op [de *site*](https://a.test/b?c=é) en <https://d.test>.\n\n"
        "*Ja*, ~~nee~~."
    )
    assert load(text).text == "Van Jan de Wit zei x*y op de site en https://d.test.\n\nJa, nee."
    assert sorted(marks(text)) == [
        ("code", "x*y", ""),
        ("emphasis", "Ja", ""),
        ("emphasis", "de", ""),
        ("emphasis", "site", ""),
        ("link", "de site", "https://a.test/b?c=%C3%A9"),
        ("link", "https://d.test", "https://d.test"),
        ("strong", "Jan de Wit", ""),
    ]


def test_addresses_may_be_defined_below() -> None:
    assert marks("Zie [de wet][w].\n\nTussen.\n\n[w]: http://wet.test 'titel'\n") == [
        ("link", "de wet", "http://wet.test")
    ]


def test_links_that_run_something_are_text() -> None:
    text = "[klik](javascript:alert(1)) en [x](data:text/html,y)"
    assert marks(text) == []
    assert load(text).text == text


def test_raw_html_is_text_without_tags() -> None:
    text = (
        "Een <b>vette</b> regel<br>en <!-- weg --> 3 < 4.\n\n"
        "<div>\n<p>Blok &amp; zo</p><script>alert('x')</script>\n<p>Twee</p>\n</div>\n\n"
        "<!-- weg\n\nook weg -->\n\nSlot."
    )
    assert [words for _kind, _level, _marker, words in blocks(text)] == [
        "Een vette regel\nen  3 < 4.",
        "Blok & zo",
        "Twee",
        "Slot.",
    ]


def test_brackets_and_lone_signs_show_as_typed() -> None:
    text = "[bold]Ja[/bold] [type=x, v={'a[0]'}] 2 * 3 en snake_case_naam & zo \\ dus"
    assert load(text).text == text


def test_a_hard_break_ends_a_line_but_never_a_block() -> None:
    assert load("een  \ntwee\\\ndrie<br><br>vier").text == "een\ntwee\ndrie\nvier"


def test_entities_cannot_bring_in_what_is_cleaned() -> None:
    article = load(
        "a&#x202e;b&rlm;c&shy;d&ZeroWidthSpace;e&#10;f *x&#x1b;[31m*\n\n<p>g&#x202e;h&#155;31m</p>"
    )
    assert clean(article.text) == article.text
    assert "\u202e" not in article.text and article.text.startswith("abcde f x")


def test_accents_behind_markup_still_compose() -> None:
    article = load("Syrie*\u0308* vandaag")
    assert article.text == "Syrië vandaag"


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("# De kop\n\nTekst.", "De kop", "Tekst."),
        ("---\ntitle: de KOP\n---\n# De kop\n\nTekst.", "de KOP", "Tekst."),
        ("---\ntitle: Anders\n---\n# De kop\n\nTekst.", "Anders", "De kop"),
        ("![Foto](x.jpg)\n\n# De *kop*\n\nTekst.", "De kop", "Foto"),
        ("Tekst.\n\n# De kop\n\nMeer.", None, "Tekst."),
        ("## De kop\n\nTekst.", None, "De kop"),
    ],
)
def test_a_first_heading_can_be_the_title(text: str, title: str | None, first: str) -> None:
    article = load(text)
    assert article.metadata.title == title
    assert article.blocks[0].span.of(article.text) == first


LINES = st.sampled_from(
    [
        "Gewone regel met tekst.",
        '"Citaat," zei hij.',
        "2017 was een jaar",
        "1. een",
        "12) twaalf",
        "- punt",
        "  - diep",
        "    ingesprongen",
        "\tmet tab",
        "> citaat",
        "# Een",
        "## Twee ##",
        "### Drie # vier",
        "#geen kop",
        "===",
        "---",
        "* * *",
        "a | b",
        "--- | ---",
        "| c | d |",
        ":-- | --",
        "[ref]: http://x.test",
        "[ref] en [weg](http://y.test)",
        "*nadruk* vooraan",
        "<div>",
        "</div>",
        "<b>vet</b>",
        "eindigt op twee spaties  ",
        "\\# geen kop",
        "&amp; zo",
        "```",
        "~~~",
        "<!-- open",
        "dicht -->",
        "<pre>",
        "</pre>",
        "",
        "",
        "",
        "   ",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_the_short_cut_finds_what_the_parser_finds(body: str) -> None:
    short_cut_references: dict[str, object] = {}
    references: dict[str, object] = {}
    found = list(outline(body, short_cut_references))
    assert found == list(outline_any(body.strip("\n"), references))
    assert short_cut_references.get("references", {}).keys() == references.get("references", {}).keys()


def test_an_ordinary_article_never_imports_the_parser() -> None:
    program = (
        "import sys; from reader.formats import load_bytes\n"
        "load_bytes(b'# Titel\\n\\nLead.\\n\\n## Kop\\n\\nTekst (2017).', 'a.md')\n"
        "print('markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "[a](", "*a_ ", "**a", "`", "<a ", "<!--", "> ", "- ", "&#x20", "|", "a|b\n", "a\n", "~~"],
)
def test_hostile_repetition_takes_time_in_proportion_to_its_length(unit: str) -> None:
    start = time.perf_counter()
    load("Begin.\n\n" + unit * (20_000 // len(unit)))
    assert time.perf_counter() - start < 5
