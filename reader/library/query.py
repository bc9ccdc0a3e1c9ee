"""The query language: what a person types, as a tree that every engine can answer.

    sancties "militaire steun"     both the word and the phrase
    syri*                          words that begin so
    rusland or syrië               either; `or` joins its two neighbours
    -geweld                        not this
    (rusland or syrië) -geweld     parentheses group
    by:tillerson about:assad       who says it; who or what it is about
    in:sancties kind:direct        the section's heading; direct, mixed, indirect
    outlet:nu.nl lang:nl tag:g7    of the article
    after:2017-04 before:2017-05   published from that day on; before that day
    is:unread is:starred has:note  what its reader did with the article
    by:"Boris Johnson"             a value of several words

Case and accents never matter. Text that cannot be understood raises `QueryError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reader.reading import QuoteKind


class QueryError(ValueError):
    """A query that cannot be understood.

    `message` is one sentence; `position` is the offset in the typed text where
    the trouble begins, so that a caret can point at it.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class Field(StrEnum):
    """What stands before the colon in `by:tillerson`."""

    BY = "by"
    ABOUT = "about"
    IN = "in"
    KIND = "kind"
    OUTLET = "outlet"
    LANG = "lang"
    TAG = "tag"
    BEFORE = "before"
    AFTER = "after"
    IS = "is"
    HAS = "has"


class Place(StrEnum):
    """Where words are looked for."""

    WORDS = "words"
    BY = "by"
    ABOUT = "about"
    IN = "in"
    OUTLET = "outlet"
    TAG = "tag"


class State(StrEnum):
    """What the reader did with an article."""

    UNREAD = "unread"
    STARRED = "starred"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that stand next to each other, somewhere in `place`.

    One word is a tuple of one; a phrase has several. With `prefix` the last of
    them need only begin so.
    """

    words: tuple[str, ...]
    prefix: bool = False
    place: Place = Place.WORDS


@dataclass(frozen=True, slots=True)
class OfKind:
    """The quote is of this kind."""

    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The article's language, as in `nl`."""

    language: str


@dataclass(frozen=True, slots=True)
class Published:
    """The article was published on `since` or later, and before `until`."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class InState:
    """The article is unread, starred, or has a note."""

    state: State


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match `node`."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What matches every one of `nodes`; there are two or more."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What matches one of `nodes`; there are two or more."""

    nodes: tuple[Node, ...]


Node = Words | OfKind | InLanguage | Published | InState | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    `node` is None where nothing was asked for: everything matches. `unfinished` is
    the field whose value is still to be typed, for a screen that offers values.
    """

    text: str
    node: Node | None = None
    unfinished: Field | None = None

    def __bool__(self) -> bool:
        return self.node is not None


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand a query.

    With `typing` the text may still grow: its last word counts as the beginning of a
    word, and what is unfinished at its end (`by:`, `kind:dir`, `before:20`, a lone
    `or`) is passed over. Raises `QueryError`.
    """
    from reader.library.query_parser import Parser

    return Parser(text, typing=typing).parse()


def walk(node: Node | None) -> Iterator[Node]:
    """`node` and every node below it."""
    if node is None:
        return
    yield node
    if isinstance(node, Not):
        yield from walk(node.node)
    elif isinstance(node, And | Or):
        for child in node.nodes:
            yield from walk(child)
