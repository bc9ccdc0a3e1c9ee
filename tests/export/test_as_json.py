"""The JSON is what docs/json.md says it is."""

import json
from datetime import date
from typing import Any

import pytest

from reader.bundled import bundled_article
from reader.export.as_json import (
    VERSION,
    actors_as_json,
    quotes_as_json,
    quotes_as_json_lines,
    reading_as_json,
)
from reader.reading import Analysis, Reading
from tests.export.readings import make_reading
from tests.export.schema import PAGE, TABLES, check


def check_document(written: str, *found: str) -> dict[str, Any]:
    document = json.loads(written)
    described = TABLES["Document"]
    others = {"quotes", "actors"} - set(found)
    assert list(document) == [key for key in described if key not in others]
    for key, value in document.items():
        check(value, described[key], document["text"])
    return document


@pytest.mark.parametrize("reading", [make_reading(), Reading(bundled_article(), Analysis())])
def test_every_document_is_as_the_page_says(reading: Reading) -> None:
    quotes = check_document(quotes_as_json(reading, reading.analysis.quotes), "quotes")
    actors = check_document(actors_as_json(reading, reading.analysis.actors), "actors")
    both = check_document(reading_as_json(reading), "quotes", "actors")
    assert (both["quotes"], both["actors"]) == (quotes["quotes"], actors["actors"])
    lines = [json.loads(line) for line in quotes_as_json_lines(reading).splitlines()]
    assert [{**line, "article": None} for line in lines] == [{**q, "article": None} for q in quotes["quotes"]]
    for line in lines:
        check(line, "ExportedQuote", reading.article.text)
        assert line["article"] == quotes["article"]
    assert quotes["version"] == actors["version"] == VERSION
    assert f"version {VERSION}." in PAGE
    assert quotes["text"] == reading.article.text


def test_what_a_quote_says() -> None:
    reading = make_reading()
    document = json.loads(quotes_as_json(reading, reading.analysis.quotes))
    split, carried, nested, unknown = document["quotes"]
    assert split["words"] == "De brug blijft dicht … tot de zomer."
    assert [span["text"] for span in split["spans"]] == ["De brug blijft dicht", "tot de zomer."]
    assert (split["speaker"], split["how"], split["section"]) == ("Anna Smit", "cued", None)
    assert (carried["how"], carried["cue"], carried["section"]) == ("carried", None, "Vragen")
    assert nested["via"]["speaker"] == "de krant" and nested["via"]["cue"]["text"] == "Volgens"
    assert (unknown["speaker"], unknown["how"], unknown["source"]["text"]) == (None, "none", "Iemand")
    assert document["article"]["published"] == "2021-03-04T08:00:00+00:00"
    assert document["article"]["title"] == "De brug [blijft] dicht"
    assert document["article"]["extra"] == {"weight": 3}
    assert document["notes"] == ["A note."]


def test_what_an_actor_says() -> None:
    reading = make_reading()
    smit, krant = json.loads(actors_as_json(reading, reading.analysis.actors))["actors"]
    assert (smit["name"], smit["kind"], smit["role"], smit["quotes"]) == (
        "Anna Smit",
        "person",
        "burgemeester",
        3,
    )
    assert [mention["text"] for mention in smit["mentions"]] == ["Anna Smit", "Smit"]
    assert krant["quotes"] == 0


def test_a_date_without_a_time_stays_a_date() -> None:
    article = bundled_article()
    assert isinstance(article.metadata.published, date)
    document = json.loads(quotes_as_json(Reading(article, Analysis()), ()))
    assert document["article"]["published"] == "2017-04-11"
