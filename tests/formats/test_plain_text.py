"""Plain text: what is a heading, and where paragraphs begin and end."""

import time

import pytest

from reader.article import Article, BlockKind
from reader.formats import load_bytes

LONG = "De burgemeester van Veldhoven opende dinsdag de nieuwe brug over de rivier, die jaren in aanbouw was."


def load(text: str) -> Article:
    return load_bytes(text.encode(), "artikel.txt")


def outline(text: str) -> list[tuple[str, str]]:
    article = load(text)
    return [
        ("#" if block.kind is BlockKind.HEADING else "", block.span.of(article.text))
        for block in article.blocks
    ]


def test_a_text_of_paragraphs_and_headings_stays_as_it_is() -> None:
    text = f"{LONG}\n\nNieuwe brug\n\n{LONG}\n\n's Nachts dicht\n\n{LONG}"
    article = load(text)
    assert article.text == text
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    assert [heading.span.of(text) for heading in headings] == ["Nieuwe brug", "'s Nachts dicht"]
    assert {heading.level for heading in headings} == {2}
    assert [section.level for section in article.sections] == [0, 2, 2]


@pytest.mark.parametrize(
    "line",
    [
        "Hij zei niets.",
        '"Nee!"',
        "en toen",
        "- Een punt van een lijst",
        "Dit zei hij daarover:",
        "Waarom wilde de burgemeester dat toen nog niet zeggen?",
        "*",
        "Een regel die zo lang is dat niemand hem nog boven een stuk zou zetten",
    ],
)
def test_other_short_lines_are_paragraphs(line: str) -> None:
    assert outline(f"{LONG}\n\n{line}\n\n{LONG}")[1] == ("", line)


def test_a_short_line_with_nothing_under_it_is_no_heading() -> None:
    assert outline(f"{LONG}\n\nJan de Wit") == [("", LONG), ("", "Jan de Wit")]


def test_a_list_of_short_lines_is_no_row_of_headings() -> None:
    assert outline(f"{LONG}\n\nAppels\n\nPeren\n\nPruimen.\n\n{LONG}")[1:3] == [
        ("", "Appels"),
        ("#", "Peren"),
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = "De burgemeester opende dinsdag\n  de brug over de rivier,\ndie lang in aanbouw was.\n"
    assert (
        outline(f"{wrapped}\n{wrapped}")
        == [("", "De burgemeester opende dinsdag de brug over de rivier, die lang in aanbouw was.")] * 2
    )


def test_a_heading_may_stand_right_above_its_text() -> None:
    wrapped = "De burgemeester opende dinsdag de brug\nover de rivier, die lang in aanbouw was."
    assert outline(f"{wrapped}\n\nNieuwe brug\n{wrapped}")[1] == ("#", "Nieuwe brug")


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert outline(f"{LONG}\nNieuwe brug\n{LONG}\n{LONG}\n") == [
        ("", LONG),
        ("#", "Nieuwe brug"),
        ("", LONG),
        ("", LONG),
    ]


def test_long_lines_are_paragraphs_also_between_blank_lines() -> None:
    longer = f"{LONG} {LONG}"
    assert outline(f"{LONG}\n\n{longer}\n{longer}") == [("", LONG), ("", longer), ("", longer)]


def test_blanks_around_lines_fall_away() -> None:
    assert load(f"\n \n\t{LONG}\u00a0\r\n \t \r\n{LONG}  \n\n\n").text == f"{LONG}\n\n{LONG}"


def test_markup_is_text() -> None:
    text = f"[bold]{LONG}[/bold] *geen* nadruk in `platte` tekst, [x](http://x)."
    article = load(text)
    assert article.text == text and article.marks == ()


def test_a_megabyte_loads_quickly() -> None:
    data = "\n\n".join([LONG, "Nieuwe brug", LONG] * 5000).encode()
    load_bytes(data, "artikel.txt")
    start = time.perf_counter()
    load_bytes(data, "artikel.txt")
    assert time.perf_counter() - start < 0.5
