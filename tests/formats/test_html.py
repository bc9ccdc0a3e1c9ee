"""Web pages in the shapes that news sites have: what is of the article comes out whole, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.article import Article, BlockKind, MarkKind, Metadata
from reader.formats import FormatError
from reader.formats.html import NoArticle, decode_page, load_fragment, load_html, read_fragment, read_page

PAGES = Path(__file__).parent / "pages"
FIELDS = ("title", "outlet", "authors", "published", "language", "url", "topic", "tags")

SENTENCE = "De wethouder zei dinsdag dat de brug nog voor de zomer weer open gaat voor al het verkeer. "


def described(article: Article) -> str:
    """An article as the expectations next to the pages write it."""
    lines = []
    for name in FIELDS:
        value = getattr(article.metadata, name)
        shown = ", ".join(value) if isinstance(value, tuple) else value
        lines.append(f"{name}: {shown or '-'}")
    lines.append("")
    for block in article.blocks:
        level = f" {block.level}" if block.kind is BlockKind.HEADING else ""
        lines.append(f"{block.kind}{level}: {block.span.of(article.text)}")
    return "\n".join(lines)


def page(body: str, head: str = "", title: str = "Brug open") -> bytes:
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()


def article(body: str, head: str = "", address: str = "https://bode.example/a/b") -> Article:
    above = f"<p>{SENTENCE * 2}</p>"
    below = above.replace("dinsdag", "woensdag")
    return read_page(page(f"<article>{above}{body}{below}</article>", head), "", address)


def inner(found: Article) -> list[str]:
    """What stands between the two paragraphs that `article` adds."""
    return [f"{block.kind}: {block.span.of(found.text)}" for block in found.blocks[1:-1]]


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.html")), ids=lambda file: file.stem)
def test_a_news_page(file: Path) -> None:
    found = read_page(file.read_bytes(), str(file))
    assert described(found) == file.with_suffix(".txt").read_text("utf-8").strip()
    for mark in found.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(found.text)
        assert mark.span.of(found.text).strip() == mark.span.of(found.text)


def test_marks_stand_where_they_stood() -> None:
    found = read_page((PAGES / "nl-kopjes.html").read_bytes(), "")
    marks = [(mark.kind, mark.span.of(found.text), mark.target) for mark in found.marks]
    assert (MarkKind.EMPHASIS, "geen", "") in marks
    assert (MarkKind.LINK, "Delfzijl", "https://www.noorderbode.example/regio/delfzijl") in marks
    assert [kind for kind, _, _ in marks].count(MarkKind.STRONG) == 1


class TestBlocks:
    def test_lists_have_markers_and_depth(self) -> None:
        found = article("<ol><li>Eerst dit</li><li>Dan dat<ul><li>met dit erbij</li></ul></li></ol>")
        items = [block for block in found.blocks if block.kind is BlockKind.LIST_ITEM]
        assert [(block.marker, block.level, block.span.of(found.text)) for block in items] == [
            ("1.", 1, "Eerst dit"),
            ("2.", 1, "Dan dat"),
            ("•", 2, "met dit erbij"),
        ]

    def test_an_empty_line_parts_paragraphs(self) -> None:
        body = "<p>De brug is oud.<br><br>Zij is van ijzer.<br>En zij is <b>rood<br>geverfd</b>.</p>"
        found = article(body)
        assert inner(found) == [
            "paragraph: De brug is oud.",
            "paragraph: Zij is van ijzer.\nEn zij is rood geverfd.",
        ]

    def test_a_quote_with_its_source(self) -> None:
        quote = "<blockquote><p>Ik zag het.</p></blockquote><figcaption>Ali Demir</figcaption>"
        assert inner(article(f"<figure>{quote}</figure>")) == [
            "block quote: Ik zag het.",
            "block quote: Ali Demir",
        ]

    def test_marks_that_a_browser_draws(self) -> None:
        found = article("<p>Hij noemde het <q>een <em>mooie</em> dag</q> voor de stad.</p>")
        assert inner(found) == ["paragraph: Hij noemde het “een mooie dag” voor de stad."]

    def test_the_credit_of_a_picture_stands_apart(self) -> None:
        figure = "<figure><figcaption>Een bezorger<span>ANP</span></figcaption></figure>"
        assert inner(article(figure)) == ["caption: Een bezorger ANP"]

    def test_preformatted_text_keeps_its_lines(self) -> None:
        found = article("<pre>  een\n    twee</pre>")
        assert inner(found) == ["preformatted:   een\n    twee"]


class TestBoldLines:
    def test_under_a_heading_they_are_one_level_lower(self) -> None:
        found = article(f"<h2>Kosten</h2><p>{SENTENCE}</p><p><b>Wie betaalt?</b></p><p>{SENTENCE}</p>")
        headings = [
            (block.level, block.span.of(found.text))
            for block in found.blocks
            if block.kind is BlockKind.HEADING
        ]
        assert headings == [(2, "Kosten"), (3, "Wie betaalt?")]
        assert not [mark for mark in found.marks if mark.kind is MarkKind.STRONG]

    @pytest.mark.parametrize(
        "line",
        [
            "<b>Dit is een hele zin.</b>",
            "<b>Wethouder Jansen:</b>",
            "<b>Brug</b> open",
            f"<b>{'Een vraag die te lang is om nog een kop te zijn, zoals in een vraaggesprek? ' * 2}</b>",
        ],
    )
    def test_what_is_no_heading(self, line: str) -> None:
        found = article(f"<p>{line}</p>")
        assert BlockKind.HEADING not in {block.kind for block in found.blocks}


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        [
            "Lees ook: <a href='/x'>De brug van gisteren</a>",
            "<strong>LEES OOK</strong> | <a href='/x'>De brug van gisteren</a>",
            "<a href='/x'>Zo ziet de nieuwe brug eruit</a>",
            "► À lire aussi : <a href='/x'>Le pont d'hier</a>",
            "Mehr zum Thema: <a href='/x'>Die Brücke von gestern</a>",
            "Read more: <a href='/x'>Yesterday’s bridge</a>",
            "Advertentie",
            "U ziet dit niet omdat u geen cookies heeft geaccepteerd.",
            "Please enable cookies in your settings to view this content.",
            "Uw browser ondersteunt deze speler niet.",
            "Meld u aan voor onze nieuwsbrief en mis niets.",
        ],
    )
    def test_it_goes(self, line: str) -> None:
        assert inner(article(f"<p>{line}</p>")) == []

    @pytest.mark.parametrize(
        "line",
        [
            "Lees ook eens een boek, zei de wethouder tegen de jongeren die op het plein stonden te wachten.",
            "Read more books, the minister told the children who had come to see her open the new library.",
            "De rechter heeft bepaald dat de site te veel koekjes uitdeelt.",
            "Zij wees op <a href='/x'>het rapport van de rekenkamer</a>.",
        ],
    )
    def test_text_stays(self, line: str) -> None:
        assert len(inner(article(f"<p>{line}</p>"))) == 1

    def test_an_article_about_cookies(self) -> None:
        line = "Wie geen cookies accepteert, krijgt de pagina niet te zien."
        body = f"<article><p>{SENTENCE * 2}</p><p>{line}</p></article>"
        assert line in read_page(page(body, title="Boete voor cookies van gemeente"), "").text

    def test_a_heading_without_text_under_it(self) -> None:
        found = read_page(page(f"<article><p>{SENTENCE * 2}</p><h2>Reageren?</h2></article>"), "")
        assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH]


class TestMetadata:
    def read(self, head: str, body: str = "", title: str = "x") -> Metadata:
        content = page(f"{body}<article><p>{SENTENCE * 3}</p></article>", head, title)
        return read_page(content, "", "https://www.noorderbode.example/1").metadata

    def test_schema_counts_before_open_graph(self) -> None:
        found = self.read(
            '<meta property="og:title" content="Andere kop"><meta property="og:site_name" content="Bode">'
            '<script type="application/ld+json">{"@type":["Thing","NewsArticle"],"publisher":"Noorderbode",'
            '"headline":"De <b>kop</b> &amp; meer",'
            '"author":["Door Jan Bos",{"name":["Ria Vos","Jan Bos"]},{"@id":"#p"}]}</script>'
            '<script type="application/ld+json">[{"@id":"#p","@type":"Person","name":"Piet"}]</script>'
        )
        assert found.title == "De kop & meer"
        assert found.outlet == "Noorderbode"
        assert found.authors == ("Jan Bos", "Ria Vos", "Piet")

    @pytest.mark.parametrize(
        "script",
        [
            "{",
            "[" * 100_000,
            '{"@type":"NewsArticle","headline":{"a":1},"author":7,"datePublished":[],"publisher":[null],"keywords":{}}',
            '{"@type":"NewsArticle","headline":null,"datePublished":"9999-99-99T00:00:00Z","url":"javascript:x"}',
            '{"@type":5}',
            "null",
        ],
    )
    def test_broken_schema_is_passed_over(self, script: str) -> None:
        head = f'<meta property="og:title" content="Kop"><script type="application/ld+json">{script}</script>'
        found = self.read(head)
        assert found.title == "Kop"
        assert found.published is None
        assert found.url == "https://www.noorderbode.example/1"

    @pytest.mark.parametrize(
        ("title", "body", "expected"),
        [
            ("Brug open | Noorderbode", "", ("Brug open", "Noorderbode")),
            ("Brug open - Noorderbode", "", ("Brug open", "Noorderbode")),
            ("Brug open – Binnenland – De Bode", "<h1>Brug open</h1>", ("Brug open", "De Bode")),
            ("Brug - een verhaal", "", ("Brug - een verhaal", None)),
            ("Namur : le pont | rouvre", "", ("Namur : le pont | rouvre", None)),
        ],
    )
    def test_the_name_of_the_site_goes_from_the_title(
        self, title: str, body: str, expected: tuple[str, str | None]
    ) -> None:
        found = self.read(f'<meta property="og:title" content="{title}">', body)
        assert found.title == expected[0]
        if expected[1]:
            assert found.outlet == expected[1]

    def test_the_page_names_its_site_where_nothing_else_does(self) -> None:
        found = self.read('<meta property="og:title" content="Brug open">', title="Brug open | Bode Nieuws")
        assert (found.title, found.outlet) == ("Brug open", "Bode Nieuws")

    def test_fields_are_cleaned_and_bounded(self) -> None:
        found = self.read(
            '<meta property="og:title" content="\x1b]52;c;aGk=\x07Kop\u202e[b]">'
            '<meta name="author" content="Jan\x9b31m Bos">'
            f'<meta property="og:site_name" content="{60_000 * "y"}">'
        )
        assert found.title == "Kop[b]"
        assert found.authors == ("Jan Bos",)
        assert len(found.outlet or "") < 600

    def test_links_lead_only_where_a_reader_can_go(self) -> None:
        found = article(
            "<p>Zie <a href='javascript:alert(1)'>dit</a>, <a href='#x'>dat</a>, <a href='file:///etc/passwd'>zus</a>"
            " en <a href='../zo'>zo</a> voor meer over de brug.</p>"
        )
        assert [mark.target for mark in found.marks] == ["https://bode.example/zo"]


class TestNoArticle:
    def test_a_page_of_nothing_but_a_script(self) -> None:
        with pytest.raises(NoArticle, match=r"seite\.html: has no article") as caught:
            load_html(page("<script>document.write('x')</script><div id=root></div>"), "seite.html")
        assert caught.value.plain is None

    def test_its_plain_text_is_offered(self) -> None:
        with pytest.raises(NoArticle) as caught:
            load_html(page("<nav><a href='/'>Voorpagina</a></nav><p>Kort.</p>"), "page.html")
        plain = caught.value.plain
        assert plain is not None
        assert "Kort." in plain.text
        assert plain.notes

    @pytest.mark.parametrize("data", [b"", b" ", b"<", b"\0\1\2", bytes(range(256)) * 100, b"plain words"])
    def test_what_is_no_page(self, data: bytes) -> None:
        with pytest.raises(FormatError):
            read_page(data, "x")


class TestEncodings:
    TEXT = "<html><body><p>" + "Hélène zei: “café” à Liège. " * 8 + "</p></body></html>"

    @pytest.mark.parametrize(
        ("encoding", "charset", "declared"),
        [
            ("utf-8", None, None),
            ("utf-8", "iso-8859-1", None),
            ("utf-8", "windows-1252", "iso-8859-1"),
            ("utf-8-sig", None, None),
            ("cp1252", "windows-1252", None),
            ("cp1252", "iso-8859-1", None),
            ("cp1252", None, "iso-8859-1"),
            ("cp1252", "utf-8", "windows-1252"),
            ("cp1252", "nonsense", "windows-1252"),
            ("utf-16", None, None),
            ("utf-16-le", "utf-16", None),
            ("utf-16-be", None, None),
        ],
    )
    def test_it_is_read_as_it_was_written(
        self, encoding: str, charset: str | None, declared: str | None
    ) -> None:
        text = self.TEXT.replace("<html>", f'<html><meta charset="{declared}">') if declared else self.TEXT
        assert decode_page(text.encode(encoding), charset) == (text, ())

    @pytest.mark.parametrize("charset", [None, "utf-8", "zip", "unicode_escape", "rot13", "x" * 1000])
    def test_the_last_resort_is_told(self, charset: str | None) -> None:
        text, notes = decode_page(self.TEXT.encode("cp1252"), charset)
        assert text == self.TEXT
        assert len(notes) == 1

    def test_a_little_damage_does_not_change_the_encoding(self) -> None:
        data = self.TEXT.encode() * 20 + b"\xff"
        text, notes = decode_page(data, "utf-8")
        assert text.startswith(self.TEXT)
        assert len(notes) == 1


class TestFragments:
    def test_the_body_of_a_feed_item(self) -> None:
        html = (
            "<h3>Kop</h3><p>De <b>brug</b> is <a href='/x'>open</a>.</p>"
            "<script>x</script><ul><li>een</li></ul>"
        )
        found = read_fragment(html, Metadata(title="Brug", url="https://bode.example/a"), "feed")
        assert [block.kind for block in found.blocks] == [
            BlockKind.HEADING,
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
        ]
        assert found.text == "Kop\n\nDe brug is open.\n\neen"
        assert found.metadata.title == "Brug"
        assert [mark.target for mark in found.marks if mark.target] == ["https://bode.example/x"]

    def test_one_without_text(self) -> None:
        with pytest.raises(NoArticle):
            load_fragment("<img src=x>", Metadata())

    def test_controls_do_not_pass(self) -> None:
        found = read_fragment("<p>a\x1b[31mb&#27;]52;c;x&#7;c \u202ed e\u0301</p>", Metadata(), "")
        assert found.text.isprintable()
        assert found.text.endswith("d é")
