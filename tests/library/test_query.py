from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.query import (
    And,
    Field,
    InLanguage,
    InState,
    Not,
    OfKind,
    Or,
    Place,
    Published,
    Query,
    QueryError,
    State,
    Words,
    parse,
    walk,
)
from reader.reading import QuoteKind

anything = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(
        st.sampled_from(
            [
                *(f"{field}:" for field in Field),
                "or",
                "-",
                '"',
                "“",
                "(",
                ")",
                " ",
                "*",
                "x",
                "direct",
                "2017-04",
            ]
        ),
        max_size=12,
    ).map("".join),
)


def word(text: str, place: Place = Place.WORDS, *, prefix: bool = False) -> Words:
    return Words(tuple(text.split()), prefix, place)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", None),
        ("  \t ", None),
        ("Syrië", word("syrie")),
        ("foto's", word("foto s")),
        ("a b", And((word("a"), word("b")))),
        ('"militaire steun"', word("militaire steun")),
        ("„Militaire Steun“ «a»", And((word("militaire steun"), word("a")))),
        ('"niet gesloten', word("niet gesloten")),
        ("syri*", word("syri", prefix=True)),
        ('"van de ni*"', word("van de ni", prefix=True)),
        ("-geweld", Not(word("geweld"))),
        ('-"grof geweld"', Not(word("grof geweld"))),
        ("a or b OR c", Or((word("a"), word("b"), word("c")))),
        ("a or b c", And((Or((word("a"), word("b"))), word("c")))),
        ("(a b) or -c", Or((And((word("a"), word("b"))), Not(word("c"))))),
        ("-(a or b)", Not(Or((word("a"), word("b"))))),
        ("a – b", And((word("a"), word("b")))),
        ("a - b --c", And((word("a"), word("b"), word("c")))),
        ("by:Merkel", word("merkel", Place.BY)),
        ('by:"Boris Johnson"', word("boris johnson", Place.BY)),
        ("BY: merk*", word("merk", Place.BY, prefix=True)),
        ("-about:nato", Not(word("nato", Place.ABOUT))),
        ("in:“Straße”", word("strasse", Place.IN)),
        ("outlet:NU.nl", word("nu nl", Place.OUTLET)),
        ("tag:G7", word("g7", Place.TAG)),
        ("kind:direct", OfKind(QuoteKind.DIRECT)),
        ("kind:I", OfKind(QuoteKind.INDIRECT)),
        ("lang:nl-BE", InLanguage("nl")),
        ("after:2017-04-11", Published(since=date(2017, 4, 11))),
        ("before:2017", Published(until=date(2017, 1, 1))),
        ("before:2017/4", Published(until=date(2017, 4, 1))),
        ("is:unread", InState(State.UNREAD)),
        ("is:starred", InState(State.STARRED)),
        ("has:note", InState(State.NOTE)),
        ("10:30", word("10 30")),
        ("Trump: nee", And((word("trump"), word("nee")))),
        ("'s avonds", And((word("s"), word("avonds")))),
        ('"or"', word("or")),
        ("a\x1b[31mb", And((word("a"), word("31mb")))),
    ],
)
def test_what_is_typed_becomes_a_tree(text: str, node: object) -> None:
    assert parse(text).node == node


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("a bye:x", 2, "did you mean “by:”?"),
        ("ouTlt:x", 0, "did you mean “outlet:”?"),
        ("https://x.example", 0, "quotation marks"),
        ("by:", 3, "by:merkel"),
        ("by: kind:direct", 3, "needs a value"),
        ("by:?!", 3, "letters or digits"),
        ("kind:long", 5, "direct, mixed or indirect"),
        ("is:new", 3, "unread or starred"),
        ("has:x", 4, "takes note"),
        ("lang:dutch", 5, "code of a language"),
        ("before:yesterday", 7, "2017-04-11"),
        ("after:2017-13", 6, "2017-04-11"),
        ("a or", 2, "after"),
        ("or a", 0, "before"),
        ("a or or b", 2, "after"),
        ("(a", 0, "not closed"),
        ("a) b", 1, "closes nothing"),
        ("*foo", 0, "end of a word"),
        ("f*o", 1, "end of a word"),
        (" ?!", 1, "no word"),
        ("()", 0, "no word"),
        ("(" * 50, 20, "too deep"),
        ("w " * 101, 200, "100 words"),
    ],
)
def test_what_cannot_be_understood_says_where_and_why(text: str, position: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert says in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "node", "unfinished"),
    [
        ("syri", word("syri", prefix=True), None),
        ("syri ", word("syri"), None),
        ("a syri", And((word("a"), word("syri", prefix=True))), None),
        ('"grof gew', word("grof gew", prefix=True), None),
        ('"grof ', word("grof"), None),
        ('"grof"', word("grof"), None),
        ('"', None, None),
        ("a -", word("a"), None),
        ("a or", word("a"), None),
        ("or", word("or", prefix=True), None),
        ("(a", word("a", prefix=True), None),
        ("a by:", word("a"), Field.BY),
        ('by:"', None, Field.BY),
        ("by:mer", word("mer", Place.BY, prefix=True), Field.BY),
        ("kind:", None, Field.KIND),
        ("kind:dir", OfKind(QuoteKind.DIRECT), Field.KIND),
        ("lang:n", None, Field.LANG),
        ("before:20", None, Field.BEFORE),
        ("before:2017-0", None, Field.BEFORE),
        ("before:2017-04-", None, Field.BEFORE),
        ("before:2017-04", Published(until=date(2017, 4, 1)), Field.BEFORE),
    ],
)
def test_what_is_still_being_typed_is_understood_as_far_as_it_goes(
    text: str, node: object, unfinished: Field | None
) -> None:
    assert parse(text, typing=True) == Query(text, node, unfinished)


@given(anything, st.booleans())
def test_any_text_is_understood_or_says_what_is_wrong(text: str, typing: bool) -> None:
    try:
        query = parse(text, typing=typing)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert error.message.endswith((".", "?"))
        assert error.message.isprintable()
    else:
        for node in walk(query.node):
            if isinstance(node, Words):
                assert node.words
                assert all(part.isalnum() for part in node.words)
            if isinstance(node, And | Or):
                assert len(node.nodes) >= 2
