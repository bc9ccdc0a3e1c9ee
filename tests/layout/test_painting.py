from __future__ import annotations

import io

import pytest
from hypothesis import given
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from reader.article import Actor, Article, Block, BlockKind, Span
from reader.layout import GUTTER, FrameKind, Layout, lay_out
from reader.layout.cells import shown
from reader.layout.painting import Painter, Row, place_of
from reader.layout.styles import Highlights, PageStyles
from reader.reading import Analysis, Reading
from tests.layout.material import LEAD, PLAIN, WIDTHS, article_of, find, harbour, readings

CONSOLE = Console(file=io.StringIO(), width=200, legacy_windows=False)
MARK = Style(color="red")
STYLES = PageStyles(
    quoted=Style(bold=True), indirect=Style(italic=True), hit=MARK, actor_colour=lambda actor: "#123456"
)


def paint(layout: Layout, painter: Painter) -> list[Row]:
    rows = painter.headline()
    for index in range(len(layout.placed)):
        rows += painter.block(index, CONSOLE)
    return rows


def plain(row: Row) -> str:
    return "".join(segment.text for segment in row)


def styled(rows: list[Row], wanted: Style) -> str:
    """The shown text whose style has all of `wanted`."""
    return " ".join(
        segment.text.strip()
        for row in rows
        for segment in row
        if segment.style and segment.style + wanted == segment.style and segment.text.strip()
    )


def page_of(reading: Reading, width: int, **rest: object) -> list[str]:
    layout = lay_out(reading, width=width)
    return [plain(row).rstrip() for row in paint(layout, Painter(layout, STYLES, **rest))]


def test_the_page_of_a_short_article() -> None:
    assert page_of(harbour(), 60) == [
        "",
        "  The Coast · 1 min",
        "",
        "  Velden keeps its harbour closed",
        "",
        "  by Ann Example",
        "",
        "┆ Mara Okafor · director of the port of…   said · indirect",
        "┆ The harbour of Velden stays closed until spring, the",
        "┆ port office said.",
        "",
        "  Ships wait at sea, and some turn back to the south.",
        "",
        "▌ The gate",
        "",
        "╭─ ❝ Mara Okafor · director of the port of Velden ─────────╮",
        '│ "We will not open a gate that may break," said Mara      │',
        "│ Okafor, who runs the port.                               │",
        "╰────────────────────────────────────────── said · direct ─╯",
        "",
        "╭─ ❝ ≈ Mara Okafor, Ilse Brandt ───────────────────────────╮",
        '│ Okafor called it "a matter of weeks", but Ilse Brandt    │',
        '│ spoke of "months, if not years".                         │',
        "╰─────────── called, spoke · mixed · speaker carried over ─╯",
        "",
        "╭─ ❝ speaker not named ────────────────────────────────────╮",
        '│ "Nobody told us," one sailor said.                       │',
        "╰───────────────────────────────────────────────── direct ─╯",
    ]


def test_the_quote_in_hand_has_a_heavy_frame() -> None:
    reading = harbour()
    quotes = reading.analysis.quotes
    assert "┏━ ❝ speaker not named ━" in "\n".join(page_of(reading, 60, quote=quotes[4]))
    assert "\n┇ Mara Okafor" in "\n".join(page_of(reading, 60, quote=quotes[0]))


def test_rows_of_an_indirect_statement_in_a_panel_have_a_dashed_edge() -> None:
    from reader.reading import Quote, QuoteKind

    article = article_of(LEAD + " " + PLAIN)
    marked = Quote((find(article.text, "turn back"),), QuoteKind.MIXED)
    reported = Quote((find(article.text, "The harbour of Velden"),), QuoteKind.INDIRECT)
    edges = [row[0] for row in page_of(Reading(article, Analysis((reported, marked))), 44) if row]
    assert edges[1:] == ["╭", "┆", "│", "│", "╰"]


def test_words_are_styled_by_what_they_are() -> None:
    reading = harbour()
    layout = lay_out(reading, width=76)
    text = reading.article.text
    rows = paint(layout, Painter(layout, STYLES, hits=(find(text, "Ships"),)))
    assert '"a matter of weeks"' in styled(rows, Style(bold=True))
    assert styled(rows, Style(italic=True)) == LEAD[:47]
    assert styled(rows, MARK) == "Ships"
    assert styled(rows, Style(underline=True)) == "Mara Okafor Ilse Brandt"


@pytest.mark.parametrize(
    ("highlights", "has_quotes", "has_actors"),
    [
        (Highlights.ALL, True, True),
        (Highlights.QUOTES, True, False),
        (Highlights.ACTORS, False, True),
        (Highlights.NONE, False, False),
    ],
)
def test_highlights_choose_what_is_styled(highlights: Highlights, has_quotes: bool, has_actors: bool) -> None:
    layout = lay_out(harbour(), width=76, frames=highlights.has_quotes)
    rows = paint(layout, Painter(layout, STYLES, highlights))
    assert bool(styled(rows, Style(italic=True))) is has_quotes
    assert bool(styled(rows, Style(underline=True))) is has_actors
    assert any("╭" in plain(row) for row in rows) is has_quotes


def test_the_current_hit_differs_from_the_others() -> None:
    reading = harbour()
    layout = lay_out(reading, width=76)
    first, second = find(reading.article.text, "Ships"), find(reading.article.text, "south")
    rows = paint(layout, Painter(layout, hits=(first, second), current_hit=second))
    assert styled(rows, Style(reverse=True)) == "Ships south"
    assert styled(rows, Style(reverse=True, underline=True)) == "south"


def test_an_actor_in_hand_stands_out_everywhere() -> None:
    reading = harbour()
    layout = lay_out(reading, width=76)
    rows = paint(layout, Painter(layout, STYLES, actor=reading.analysis.actors[1]))
    assert styled(rows, Style(reverse=True)) == "Ilse Brandt"


def test_brackets_stay_as_they_are() -> None:
    article = article_of("[red]not markup[/red]", title="[b]title[/b]")
    quoted = Actor("[i]Name[/i]", role="[u]role[/u]", mentions=(Span(0, 5),))
    from reader.reading import Quote, QuoteKind

    quote = Quote((Span(5, 8),), QuoteKind.DIRECT, speaker=quoted)
    page = "\n".join(page_of(Reading(article, Analysis((quote,), (quoted,))), 76))
    assert "[red]not markup[/red]" in page
    assert "[b]title[/b]" in page
    assert "❝ [i]Name[/i] · [u]role[/u]" in page


def test_what_could_steer_a_terminal_is_not_painted() -> None:
    hostile = "\x1b[31m\x9b\u202e"
    article = article_of("a" + hostile, title="b" + hostile, outlet="c" + hostile)
    speaker = Actor("d" + hostile, role="e" + hostile)
    from reader.reading import Quote, QuoteKind

    quote = Quote((Span(0, 1),), QuoteKind.DIRECT, cue=Span(0, 3), speaker=speaker)
    page = "\n".join(page_of(Reading(article, Analysis((quote,), (speaker,))), 76))
    assert not set(hostile[:1] + hostile[5:]) & set(page)


@pytest.mark.parametrize("kind", BlockKind)
def test_every_kind_of_block_is_marked_in_its_own_way(kind: BlockKind) -> None:
    block = Block(Span(0, len(LEAD)), kind, level=1, marker="3." if kind is BlockKind.LIST_ITEM else "")
    layout = lay_out(Article(LEAD, (block,)), None, 40)
    rows = [plain(row).rstrip() for row in Painter(layout).block(0, CONSOLE)]
    starts = {
        BlockKind.HEADING: ("▌ The", "▌ until"),
        BlockKind.LIST_ITEM: ("  3. The", "     "),
        BlockKind.BLOCK_QUOTE: ("  ▎ The", "  ▎ "),
        BlockKind.PREFORMATTED: ("    The", "    "),
    }.get(kind, ("  The", "  until"))
    assert rows[0] == ""
    assert rows[1].startswith(starts[0])
    assert rows[2].startswith(starts[1])


@given(readings(), WIDTHS)
def test_every_row_is_as_wide_as_the_page(reading: Reading, width: int) -> None:
    layout = lay_out(reading, width=width)
    rows = paint(layout, Painter(layout, STYLES, hits=(Span(0, 3),)))
    assert len(rows) == layout.height
    for row in rows:
        assert sum(cell_len(segment.text) for segment in row) == width


@given(readings(), WIDTHS)
def test_panels_are_closed_cell_by_cell(reading: Reading, width: int) -> None:
    layout = lay_out(reading, width=width)
    painter = Painter(layout, STYLES)
    for index, placed in enumerate(layout.placed):
        if placed.frame is None or placed.frame.kind is not FrameKind.PANEL:
            continue
        top, *inside, bottom = (plain(row) for row in painter.block(index, CONSOLE)[placed.gap :])
        assert (top[:2], top[-2:]) == ("╭─", "─╮")
        assert (bottom[:2], bottom[-2:]) == ("╰─", "─╯")
        assert len(inside) == len(placed.starts)
        for row in inside:
            assert row[0] in "│┆"
            assert (row[1], row[-2:]) == (" ", " │")


@given(readings(), WIDTHS)
def test_rows_show_the_text_that_they_stand_for(reading: Reading, width: int) -> None:
    layout = lay_out(reading, width=width)
    text = reading.article.text
    rows = paint(layout, Painter(layout, STYLES, offsets=True))
    for number, row in enumerate(rows):
        span = layout.span_of_row(number)
        offsets = [segment.style.meta["offset"] for segment in row if segment.style]
        assert len(offsets) == len(row)
        assert offsets == sorted(offsets, key=lambda offset: place_of(*offset))
        assert all(0 <= place_of(*offset) <= len(text) for offset in offsets)
        if span is not None:
            shown_text = shown(span.of(text)).replace("\u00ad", "")
            assert shown_text.rstrip() in plain(row)


@given(readings(), WIDTHS)
def test_a_part_of_a_block_is_painted_as_in_the_whole(reading: Reading, width: int) -> None:
    layout = lay_out(reading, width=width)
    painter = Painter(layout, STYLES)
    for index, placed in enumerate(layout.placed):
        whole = painter.block(index, CONSOLE)
        parts = [painter.block(index, CONSOLE, row, row + 1) for row in range(placed.height)]
        assert [len(part) for part in parts] == [1] * placed.height
        assert [plain(part[0]) for part in parts] == [plain(row) for row in whole]


def test_text_begins_in_the_same_column_inside_a_panel_and_outside() -> None:
    layout = lay_out(harbour(), width=76)
    rows = paint(layout, Painter(layout, STYLES))
    for index, placed in enumerate(layout.placed):
        row = plain(rows[layout.text_top(index)])
        assert row[GUTTER:].startswith(placed.visible_span(layout.article.text, 0).of(layout.article.text))
