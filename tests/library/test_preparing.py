from reader.article import Metadata
from reader.formats import load_bytes
from reader.library.preparing import listed_title


def test_an_article_is_listed_by_its_title() -> None:
    article = load_bytes(b"---\ntitle: The lock\n---\nThe harbour closes.\n", "lock.md")
    assert article.metadata == Metadata(title="The lock")
    assert listed_title(article) == "The lock"


def test_without_a_title_its_first_words_stand_for_one() -> None:
    assert (
        listed_title(load_bytes(b"The harbour closes.\n\nIt rained.\n", "lock.txt")) == "The harbour closes."
    )
    long = load_bytes(b"The harbour closes " * 20, "lock.txt")
    assert listed_title(long) == "The harbour closes The harbour closes The harbour closes The harbour…"
