"""Front matter: every key optional, every wrong value an error that says where."""

from datetime import UTC, date, datetime

import pytest

from reader.article import Actor, ActorKind, Metadata
from reader.formats import FormatError, load_bytes

BODY = "\nEen regel tekst, en nog wat meer.\n"


def metadata(front_matter: str, source: str = "artikel.md") -> Metadata:
    return load_bytes(f"---\n{front_matter}\n---\n{BODY}".encode(), source).metadata


def test_every_key() -> None:
    found = metadata(
        "title: 'De brug: eindelijk open'\n"
        "outlet: De Veldbode\n"
        "authors: [Jan de Wit, Anna  Smit]\n"
        "published: 2021-03-04\n"
        "language: nl-BE\n"
        "url: https://veldbode.test/brug\n"
        "topic: Binnenland\n"
        "tags: [brug, verkeer]\n"
        "actors:\n"
        "  - Rijkswaterstaat\n"
        "  - name: Anna Smit\n"
        "    kind: person\n"
        "    role: burgemeester van Veldhoven\n"
        "    aliases: [Smit, de burgemeester]\n"
        "  - {name: Veldhoven, kind: Group}\n"
    )
    assert found == Metadata(
        title="De brug: eindelijk open",
        outlet="De Veldbode",
        authors=("Jan de Wit", "Anna Smit"),
        published=date(2021, 3, 4),
        language="nl",
        url="https://veldbode.test/brug",
        topic="Binnenland",
        tags=("brug", "verkeer"),
        actors=(
            Actor("Rijkswaterstaat"),
            Actor("Anna Smit", ActorKind.PERSON, "burgemeester van Veldhoven", ("Smit", "de burgemeester")),
            Actor("Veldhoven", ActorKind.GROUP),
        ),
    )


@pytest.mark.parametrize("front_matter", ["", "# niets", "title:\ntags: []\nauthors: ~"])
def test_every_key_is_optional(front_matter: str) -> None:
    assert metadata(front_matter) == Metadata()


def test_unknown_keys_are_kept_as_they_are() -> None:
    found = metadata("title: Brug\nweight: 3\nsince: 2017-01-01\nseo:\n  index: true\n  words: [a, 1.5]")
    assert found.title == "Brug"
    assert found.extra == {"weight": 3, "since": "2017-01-01", "seo": {"index": True, "words": ["a", 1.5]}}


def test_other_common_spellings_mean_the_same() -> None:
    found = metadata("author: Jan\ndate: 2021-03-04\nlang: NL")
    assert (found.authors, found.published, found.language) == (("Jan",), date(2021, 3, 4), "nl")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2021-03-04T09:30:00+02:00", datetime(2021, 3, 4, 7, 30, tzinfo=UTC)),
        ("2021-03-04T09:30Z", datetime(2021, 3, 4, 9, 30, tzinfo=UTC)),
        ("2021-03-04 09:30", datetime(2021, 3, 4, 9, 30, tzinfo=UTC)),
        ("'2021-03-04'", date(2021, 3, 4)),
    ],
)
def test_dates_and_times(written: str, published: date) -> None:
    assert metadata(f"published: {written}").published == published


def test_a_title_may_look_like_a_number() -> None:
    assert metadata("title: 1984").title == "1984"
    assert metadata("title: no").title == "no"


def test_controls_do_not_come_in_through_escapes() -> None:
    found = metadata('title: "a\\x1b]0;x\\ab [bold]c[/]\\u202e"\nx: "\\x9b1m"')
    assert found.title == "ab [bold]c[/]"
    assert found.extra == {"x": ""}


@pytest.mark.parametrize(
    ("front_matter", "line", "key", "told"),
    [
        ("title: [a, b]", 2, "title", "a list"),
        ("outlet: x\ntitle: {a: b}", 3, "title", "a mapping"),
        ("published: gisteren", 2, "published", '"gisteren"'),
        ("published: 2021-02-30", 2, "published", "2017-04-11"),
        ("published: 0001-01-01T00:00:00+14:00", 2, "published", "a date"),
        ("date: [2021]", 2, "date", "a date"),
        ("authors: {a: b}", 2, "authors", "a list of texts"),
        ("tags:\n  - a\n  - [b]", 4, "tags[2]", "a text"),
        ("language: Nederlands", 2, "language", "nl"),
        ("url: javascript:alert(1)", 2, "url", "https://"),
        ("actors: Jan", 2, "actors", "a list of actors"),
        ("actors:\n  - kind: person", 3, "actors[1]", "a name"),
        ("actors:\n  - name: Jan\n    kind: robot", 4, "actors[1].kind", "organisation"),
        ("actors:\n  - name: Jan\n    rol: x", 4, "actors[1]", "aliases"),
        ("actors:\n  - Jan\n  - name: Jan", 4, "actors", "twice"),
        ("actors:\n  - [Jan]", 3, "actors[1]", "a list"),
        ("- a\n- b", 2, "", "no keys"),
    ],
)
def test_a_wrong_value_is_an_error_that_says_where(front_matter: str, line: int, key: str, told: str) -> None:
    with pytest.raises(FormatError) as caught:
        metadata(front_matter)
    error = caught.value
    assert (error.source, error.line, error.key) == ("artikel.md", line, key)
    assert str(error).startswith(f"artikel.md: line {line}")
    assert told in str(error) and "\n" not in str(error)


def test_an_error_repeats_brackets_as_typed_and_not_too_much() -> None:
    with pytest.raises(FormatError) as caught:
        metadata(f"published: '[red]{'x' * 500}[/red]'")
    assert '"[red]xxx' in str(caught.value) and len(str(caught.value)) < 250


def test_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(FormatError, match="no end"):
        load_bytes(b"---\ntitle: x\n\nTekst.", "artikel.md")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    article = load_bytes(b"---\n\nTekst na een streep.", "artikel.md")
    assert article.text == "Tekst na een streep." and article.metadata == Metadata()


def test_plain_text_may_have_front_matter_too() -> None:
    article = load_bytes(b"---\ntitle: Brug\n...\nTekst *zonder* nadruk.", "artikel.txt")
    assert article.metadata.title == "Brug" and article.text == "Tekst *zonder* nadruk."
    lines = load_bytes(b"---\nGeen sleutel hier.\n---\n", "artikel.txt")
    assert lines.text == "---\n\nGeen sleutel hier.\n\n---"
