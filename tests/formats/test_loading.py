"""Loading: which format a file is in, what cannot be an article, and what holds for every article."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import reader
from reader.article import BLOCK_SEPARATOR, Article, BlockKind
from reader.formats import LARGEST, FormatError, clean, load_bytes, load_path

MARKDOWN = b"## Kop\n\nEen *regel* tekst."


@pytest.mark.parametrize("source", ["a.md", "a.MARKDOWN", "-", "a", "a.article", "/dev/fd/63"])
def test_markdown_is_told_by_its_ending_or_its_content(source: str) -> None:
    article = load_bytes(MARKDOWN, source)
    assert article.text == "Kop\n\nEen regel tekst."
    assert article.source == source


@pytest.mark.parametrize("source", ["a.txt", "a.TEXT"])
def test_plain_text_is_told_by_its_ending(source: str) -> None:
    assert load_bytes(MARKDOWN, source).text == MARKDOWN.decode()


@pytest.mark.parametrize(
    ("data", "is_markdown"),
    [
        (b"---\ntitle: x\n---\n*Tekst*.", True),
        (b"*Zie* [de site](https://a.test/) nu.", True),
        (b"*Tekst*.\n\n```\ncode\n```", True),
        (b"# hashtag\n\n*Tekst*.", True),
        (b"#hashtag vandaag\n\n2 * 3 [sic] *", False),
        (b"- *Ja*.\n- Nee.", False),
    ],
)
def test_content_tells_the_format_where_the_ending_does_not(data: bytes, is_markdown: bool) -> None:
    assert ("*" not in load_bytes(data, "-").text) == is_markdown


def test_a_path_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "artikel.md"
    file.write_bytes(MARKDOWN)
    article = load_path(file)
    assert article.source == str(file)
    assert [block.kind for block in article.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert reader.read(str(file)).article.text == article.text


def problem(path: str | Path, **options: int) -> str:
    with pytest.raises(FormatError) as caught:
        load_path(path, **options)
    told = str(caught.value)
    assert "\n" not in told and clean(told) == told
    return told


def test_what_cannot_be_loaded_is_one_line(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "weg.md")
    assert "no such file" in problem("a\0b.md")
    assert "without a name" in problem("")
    assert "is a folder" in problem(tmp_path)
    loop = tmp_path / "lus"
    loop.symlink_to(loop)
    assert "cannot be read" in problem(loop)
    odd = tmp_path / os.fsdecode(b"\x1b[31m\xff[bold].md")
    assert problem(odd) == f"{tmp_path}/[bold].md: there is no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "dicht.txt"
    file.write_text("Tekst.")
    file.chmod(0)
    assert "may not read" in problem(file)


def test_a_file_that_is_too_large_is_never_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "groot.txt"
    file.write_bytes(b"a" * 2000)
    assert "larger than" in problem(file, limit=1999)
    assert load_path(file, limit=2000).text == "a" * 2000
    os.truncate(file, 100_000_000)
    assert f"larger than {LARGEST // 1024 // 1024} MiB" in problem(file)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf \n", b"---\ntitle: x\n---\n", b"# Titel"]
)
def test_without_text_there_is_no_article(data: bytes) -> None:
    with pytest.raises(FormatError):
        load_bytes(data, "artikel.md")


def test_a_web_page_is_read_for_its_article() -> None:
    page = Path(__file__).with_name("pages") / "be-nl.html"
    whole = load_path(page)
    assert "waarschuwt" in whole.text and any(block.kind is BlockKind.HEADING for block in whole.blocks)
    assert load_bytes(page.read_bytes(), "-").text == whole.text


def test_a_web_page_without_an_article_is_refused() -> None:
    with pytest.raises(FormatError, match="no article"):
        load_bytes(b"<!DOCTYPE html>\n<html><body><script>x</script></body></html>", "-")


def holds_together(article: Article) -> None:
    """What every part of the program may rely on."""
    assert BLOCK_SEPARATOR.join(block.span.of(article.text) for block in article.blocks) == article.text
    assert clean(article.text) == article.text and article.blocks
    for block in article.blocks:
        words = block.span.of(article.text)
        assert words == words.rstrip() and words.strip()
        assert block.kind is BlockKind.PREFORMATTED or BLOCK_SEPARATOR not in words
        assert (block.level >= 1) == (
            block.kind in (BlockKind.HEADING, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM)
        )
    assert article.blocks[0].span.start == 0
    for mark in article.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(article.text)
        holder = article.block_at(mark.span.start)
        assert holder is not None and holder.span.contains(mark.span)


PIECES = st.sampled_from(
    [
        *(
            b"Tekst ",
            b"*a* ",
            b"**",
            b"[b](http://c) ",
            b"`d`",
            b"\n",
            b"\n\n",
            b"  \n",
            b"## Kop\n",
            b"# H\n",
        ),
        *(
            b"> ",
            b"- ",
            b"1. ",
            b"    ",
            b"\t",
            b"|",
            b"\n---\n",
            b"---\ntitle: x\n---\n",
            b"<b>",
            b"<div>\n",
            b"<!--",
        ),
        *(
            b"-->",
            b"&#x202e;",
            b"&nbsp;",
            b"&#10;",
            b"![e](f)",
            b"```\n",
            b"\\\n",
            b"<br>",
            b"\xc2\xa0",
            b"\x1b[31m",
        ),
        *(
            "Syrië".encode(),
            "\u200d\u0301".encode(),
            "\U0001f468\u200d".encode(),
            b"\xff",
            b"\x00",
            b"\x80\x93",
        ),
    ]
)
SOURCES = st.sampled_from(["a.md", "a.txt", "-"])


@given(st.one_of(st.binary(), st.lists(PIECES, max_size=25).map(b"".join)), SOURCES)
@example(b"*\xcc\x88* x", "a.md")
@example(b"a\n\n&#x200d;\n\n**&#xad;**", "a.md")
def test_any_bytes_are_an_article_or_a_format_error(data: bytes, source: str) -> None:
    try:
        article = load_bytes(data, source)
    except FormatError as error:
        assert str(error) and "\n" not in str(error)
    else:
        holds_together(article)


@given(st.text(), SOURCES)
def test_any_text_holds_together(text: str, source: str) -> None:
    try:
        article = load_bytes(text.encode("utf-8", errors="replace"), source)
    except FormatError:
        return
    holds_together(article)
