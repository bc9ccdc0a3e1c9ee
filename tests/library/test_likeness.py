import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Metadata
from reader.library.article_entry import ArticleEntry
from reader.library.likeness import SAME, Difference, SameWords, differences, same_words
from reader.library.protocol import FoundQuote
from reader.reading import QuoteKind
from tests.library.articles import reading_of


def found(words: str, number: int) -> FoundQuote:
    reading = reading_of(f"«{words}»", [("", QuoteKind.DIRECT, 1)], [], Metadata())
    entry = ArticleEntry(number, None, None, None, None, None, 1)
    return FoundQuote(entry, reading, reading.analysis.quotes[0])


def test_the_same_words_in_several_articles_stand_together() -> None:
    quotes = [
        found("We gaan de haven nu eindelijk sluiten", 1),
        found("De brug blijft voorlopig open", 2),
        found("we gaan de haven nu eindelijk sluiten.", 3),
        found("We gaan de haven nu sluiten", 4),
        found("We gaan morgen naar huis", 5),
    ]
    groups = [[one.article.id for one in group] for group in same_words(quotes)]
    assert groups == [[1, 3, 4], [2], [5]]


def test_no_quotes_make_no_groups() -> None:
    assert same_words([]) == []


def test_words_that_come_later_find_their_group() -> None:
    alike = SameWords()
    texts = ["De brug blijft dicht", "Wij gaan naar huis", "de BRUG blijft dicht!", ""]
    assert [alike.group_of(text) for text in texts] == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("asked", "found", "shown"),
    [
        ("De kade is niet veilig", "De brug is niet veilig.", "De −kade +brug is niet veilig."),
        ("De kade", "de KADÉ!", "de KADÉ!"),
        ("is niet veilig", "De kade is niet veilig", "+De kade is niet veilig"),
        ("de kade is niet veilig", "de kade, veilig", "de kade −is niet, veilig"),
        ("kade", "", "−kade"),
        ("", "kade", "+kade"),
    ],
)
def test_differences_name_the_words_of_both(asked: str, found: str, shown: str) -> None:
    signs = {Difference.SAME: "", Difference.ADDED: "+", Difference.MISSING: "−"}
    pieces = differences(asked, found)
    assert "".join(text for kind, text in pieces if kind is not Difference.MISSING) == found
    assert "".join(signs[kind] + text for kind, text in pieces).replace(" ", "") == shown.replace(" ", "")


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=14).map(" ".join), max_size=12))
def test_groups_are_those_that_comparing_every_quote_with_every_group_gives(texts: list[str]) -> None:
    from rapidfuzz.distance import Indel

    alike, firsts = SameWords(), []
    for text in texts:
        words = tuple(text.split())
        like = [number for number, first in enumerate(firsts)
                if Indel.normalized_similarity(first, words) >= SAME]  # fmt: skip
        expected = like[0] if like else len(firsts)
        if not like:
            firsts.append(words)
        assert alike.group_of(text) == expected
