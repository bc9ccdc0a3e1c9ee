"""Figures drawn to a width, and heard."""

import json
from datetime import date
from itertools import pairwise

import pytest

from reader.export.as_json import figures_as_json
from reader.export.charts import MOST_MONTHS, Bar, Chart, charts, draw, hear, summary
from reader.figures import Figures, Month, Pair, Voice, article_figures, library_figures
from reader.layout.cells import cells
from tests.export.readings import make_reading
from tests.export.schema import check
from tests.test_figures import reading_of

NAMES = [
    "Rex Tillerson",
    "漢字の名前がとても長い組織のこと",
    "Ministerie van Buitenlandse Zaken en Koninkrijksrelaties",
    "👩‍👩‍👧 Co",
]


def many() -> Figures:
    voices = tuple(Voice(name, None, None, 1234, 10_000 // (n + 1)) for n, name in enumerate(NAMES))
    pairs = tuple(Pair(first, second, 99 - n) for n, (first, second) in enumerate(pairwise(NAMES)))
    months = tuple(Month(date(2010 + n // 12, n % 12 + 1, 1), n) for n in range(100))
    return Figures(10_000, 5000, 20_000, (*voices, Voice(None, None, None, 5, 9)), (), months, 7, pairs)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_row_fits_and_bars_begin_under_each_other(width: int) -> None:
    for figures in (many(), article_figures(make_reading())):
        for chart in charts(figures, 10):
            rows = [row for row in draw(chart, width) if row[1]]
            assert all(cells("".join(row)) <= width for row in draw(chart, width))
            assert len({cells(label) for label, _bar, _told in rows}) == 1
            assert len({cells(bar) for _label, bar, _told in rows}) == 1


def test_bars_are_as_long_as_their_parts() -> None:
    chart = Chart("", (Bar("a", 1.0, "9"), Bar("b", 0.5, "4"), Bar("c", 0.001, "1"), Bar("d", 0.0, "0")))
    bars = [bar.strip() for _label, bar, _told in draw(chart, 27)]
    assert bars == ["█" * 19, "█" * 9 + "▌", "▏", ""]
    assert [bar.strip() for _label, bar, _told in draw(chart, 27, is_plain=True)] == [
        "#" * 19,
        "#" * 10,
        "#",
        "",
    ]


def test_many_months_are_years() -> None:
    when = next(chart for chart in charts(many(), 10) if "year" in chart.title)
    assert [bar.label for bar in when.bars] == [str(year) for year in range(2010, 2019)]
    assert MOST_MONTHS < 100
    few = library_figures([reading_of(("x", "A"), published=date(2020, month, 1)) for month in (1, 3)])
    bars = next(chart for chart in charts(few, 10) if chart.title == "Quotes a month").bars
    assert [(bar.label, bar.told) for bar in bars] == [("2020-01", "1"), ("2020-02", "0"), ("2020-03", "1")]


def test_what_is_left_out_is_counted() -> None:
    bars = next(charts(many(), 2)).bars
    assert [bar.label for bar in bars] == [*NAMES[:2], "and 3 others"]


def test_it_is_heard_in_order() -> None:
    figures = article_figures(make_reading())
    assert summary(figures) == "4 quotes, 14 quoted words"
    assert list(hear(charts(figures, 10))) == [
        "Who speaks:",
        "Anna Smit: 93% of the quoted words, 3 quotes",
        "No known speaker: 7% of the quoted words, 1 quote",
        "Who speaks where:",
        "Lead:",
        "Anna Smit: 100% of the quoted words, 1 quote",
        "Vragen:",
        "Anna Smit: 86% of the quoted words, 2 quotes",
        "No known speaker: 14% of the quoted words, 1 quote",
    ]
    assert not any(set("█▏│─╭") & set(line) for line in hear(charts(many(), 10)))


@pytest.mark.parametrize("figures", [article_figures(make_reading()), many(), library_figures(())])
def test_json_is_as_the_page_says(figures: Figures) -> None:
    document = json.loads(figures_as_json(figures))
    check(document, "Figures")
    assert sum(voice["share"] for voice in document["voices"]) == pytest.approx(
        1 if document["quotes"] else 0, abs=1e-3
    )
