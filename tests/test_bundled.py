"""The article that comes with the program."""

import hashlib
from datetime import date

import pytest

from reader.article import BlockKind
from reader.bundled import bundled_article, bundled_path
from reader.formats import load_bytes


def test_its_text_is_word_for_word_what_was_published() -> None:
    text = bundled_article().text
    assert len(text) == 3334
    # The typing errors of the original are part of it: this is the digest of the text as it appeared.
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "852275c1bc53c8ed2818bdf76d541fe4c3129d07967067f5c429375a759e66e3"


def test_its_front_matter() -> None:
    article = bundled_article()
    metadata = article.metadata
    assert metadata.title == "G7 ziet geen politieke oplossing Syrië met Assad"
    assert (metadata.outlet, metadata.topic, metadata.language) == ("NU.nl", "Buitenland", "nl")
    assert metadata.published == date(2017, 4, 11)
    assert metadata.url is not None and metadata.url.startswith("http://www.nu.nl/buitenland/4612065/")
    assert metadata.extra == {} and article.notes == ()


def test_its_sections() -> None:
    article = bundled_article()
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    assert [heading.span.of(article.text) for heading in headings] == [
        "Sancties",
        "Boodschapper",
        "Noord-Korea",
    ]
    assert len(article.sections) == 4 and article.sections[0].heading is None


@pytest.mark.parametrize("source", ["artikel.txt", "artikel", "-"])
def test_the_text_alone_reads_the_same(source: str) -> None:
    article = bundled_article()
    plain = load_bytes(article.text.encode(), source)
    assert plain.text == article.text
    assert plain.blocks == article.blocks


def test_it_lies_where_it_is_looked_for() -> None:
    assert bundled_path().is_file()
