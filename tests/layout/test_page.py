from hypothesis import given
from hypothesis import strategies as st

from reader.article import Actor, Article, Block, BlockKind, Span
from reader.layout import GUTTER, FrameKind, lay_out
from reader.reading import Analysis, Reading
from tests.layout.material import DIRECT, LEAD, PLAIN, WIDTHS, article_of, articles, find, harbour, readings

WIDE = 76


def test_rows_above_the_text_are_no_part_of_it() -> None:
    layout = lay_out(harbour(), width=WIDE)
    assert [line.text for line in layout.headline] == [
        "",
        "The Coast · 1 min",
        "",
        "Velden keeps its harbour closed",
        "",
        "by Ann Example",
    ]
    assert all(layout.span_of_row(row) is None for row in range(len(layout.headline)))
    assert layout.offset_at(0, 30) == 0


def test_a_title_that_the_text_repeats_is_shown_once() -> None:
    layout = lay_out(article_of((BlockKind.HEADING, "Closed"), LEAD, title="Closed"), width=WIDE)
    assert [line.text for line in layout.headline] == ["", "1 min"]


def test_a_panel_takes_two_rows_more_and_a_label_one() -> None:
    reading = harbour()
    bare, framed = lay_out(reading.article, width=WIDE), lay_out(reading, width=WIDE)
    kinds = [placed.frame.kind if placed.frame else None for placed in framed.placed]
    assert kinds == [FrameKind.RULE, None, None, *[FrameKind.PANEL] * 3]
    assert framed.height - bare.height == 1 + 3 * 2
    assert [p.starts for p in framed.placed] == [p.starts for p in bare.placed]


def test_frames_can_be_left_out() -> None:
    reading = harbour()
    assert lay_out(reading, width=WIDE, frames=False).height == lay_out(reading.article, width=WIDE).height


def test_the_analysis_takes_over_the_rows_that_are_there() -> None:
    reading = harbour()
    bare = lay_out(reading.article, width=WIDE)
    framed = lay_out(reading, width=WIDE, earlier=bare)
    assert all(a.starts is b.starts for a, b in zip(bare.placed, framed.placed, strict=True))
    assert framed.tops == lay_out(reading, width=WIDE).tops
    again = lay_out(reading.article, width=WIDE, earlier=framed)
    assert again.tops == bare.tops


def test_an_earlier_layout_of_another_article_or_width_counts_for_nothing() -> None:
    reading = harbour()
    earlier = lay_out(article_of(PLAIN), width=WIDE)
    assert lay_out(reading, width=WIDE, earlier=earlier).tops == lay_out(reading, width=WIDE).tops
    narrow = lay_out(reading, width=40)
    assert lay_out(reading, width=WIDE, earlier=narrow).tops == lay_out(reading, width=WIDE).tops


def test_the_rows_of_a_list_stand_close_together() -> None:
    item = (BlockKind.LIST_ITEM, "fish")
    layout = lay_out(article_of(LEAD, item, item, PLAIN), width=WIDE)
    assert [placed.gap for placed in layout.placed] == [1, 1, 0, 1]


def test_a_quote_over_two_blocks_frames_both() -> None:
    from reader.reading import Quote, QuoteKind

    article = article_of(LEAD, PLAIN, DIRECT)
    quote = Quote((Span(10, len(LEAD) + 10),), QuoteKind.DIRECT)
    layout = lay_out(article, Analysis((quote,)), WIDE)
    assert [placed.frame is not None for placed in layout.placed] == [True, True, False]


def test_frame_top_is_the_panel_and_text_top_what_it_holds() -> None:
    layout = lay_out(harbour(), width=WIDE)
    assert layout.frame_top(3) == layout.tops[3] + 1
    assert layout.text_top(3) == layout.tops[3] + 2
    assert layout.text_top(1) == layout.frame_top(1)


def test_places_beside_the_text_belong_to_the_nearest_end_of_a_row() -> None:
    layout = lay_out(harbour(), width=WIDE)
    row = layout.text_top(1)
    span = layout.span_of_row(row)
    assert span is not None
    assert layout.offset_at(row, 0) == span.start
    assert layout.offset_at(row, GUTTER) == span.start
    assert layout.offset_at(row, WIDE) == span.end
    assert layout.offset_at(layout.text_top(3) - 1, 20) == layout.placed[3].block.span.start
    assert layout.offset_at(layout.text_top(3) + 2, 20) == layout.placed[3].block.span.end


def test_an_offset_between_blocks_is_on_the_last_row_before() -> None:
    layout = lay_out(article_of(LEAD, PLAIN), width=WIDE)
    assert layout.row_of(len(LEAD) + 1) == layout.text_top(0)


def test_an_article_without_text_has_only_its_headline() -> None:
    layout = lay_out(Article("", ()), width=WIDE)
    assert layout.height == len(layout.headline)
    assert (layout.row_of(0), layout.offset_at(5, 5), layout.span_of_row(0)) == (0, 0, None)


def test_many_quotes_are_found_over_any_stretch() -> None:
    reading = harbour()
    overlay = lay_out(reading, width=WIDE).overlay
    span = find(reading.article.text, "matter of")
    assert [quote.kind for _, quote in overlay.quotes.over(span.start, span.end)] == ["mixed"]
    assert list(overlay.mentions.over(0, 5)) == []


@given(articles(), WIDTHS)
def test_nothing_of_the_text_is_lost(article: Article, width: int) -> None:
    layout = lay_out(article, None, width)
    spans = [span for row in range(layout.height) if (span := layout.span_of_row(row))]
    at = 0
    for span in spans:
        assert article.text[at : span.start].strip() == ""
        assert at <= span.start <= span.end
        at = span.end
    assert article.text[at:].strip() == ""


@given(readings(), WIDTHS)
def test_rows_and_offsets_map_both_ways(reading: Reading, width: int) -> None:
    layout = lay_out(reading, width=width)
    for row in range(layout.height):
        span = layout.span_of_row(row)
        if span is None:
            continue
        for offset in range(span.start, span.end):
            assert layout.row_of(offset) == row
            column = layout.column_of(offset)
            assert GUTTER <= column <= width
            found = layout.offset_at(row, column)
            assert layout.column_of(found) == column or column > layout.column_of(found)
            assert span.start <= found <= span.end


@given(readings(), WIDTHS, st.data())
def test_any_place_belongs_to_the_text(reading: Reading, width: int, data: st.DataObject) -> None:
    layout = lay_out(reading, width=width)
    row = data.draw(st.integers(0, layout.height - 1))
    column = data.draw(st.integers(-3, width + 3))
    assert 0 <= layout.offset_at(row, column) <= len(reading.article.text)


@given(articles(), WIDTHS)
def test_the_text_keeps_its_rows_when_the_analysis_comes(article: Article, width: int) -> None:
    from reader.reading import Quote, QuoteKind

    everything = Quote((Span(0, len(article.text)),), QuoteKind.MIXED, speaker=Actor("Mara Okafor"))
    bare = lay_out(article, None, width)
    framed = lay_out(article, Analysis((everything,)), width, earlier=bare)
    assert framed.height == bare.height + 2 * len(article.blocks)
    for offset in range(len(article.text)):
        assert framed.column_of(offset) == bare.column_of(offset)


def test_a_block_deep_in_a_list_keeps_room_for_text() -> None:
    block = Block(Span(0, len(PLAIN)), BlockKind.LIST_ITEM, level=40, marker="•")
    layout = lay_out(Article(PLAIN, (block,)), None, 20)
    assert layout.placed[0].indent <= layout.text_width // 3
