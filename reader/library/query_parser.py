"""The parser of the query language; `reader.library.query` says what the language is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from reader.library.folding import fold_text, folded_words
from reader.library.query import (
    And,
    Field,
    InLanguage,
    InState,
    Node,
    Not,
    OfKind,
    Or,
    Place,
    Published,
    Query,
    QueryError,
    State,
    Words,
)
from reader.reading import QuoteKind
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

Choice = TypeVar("Choice", bound=StrEnum)

MAX_WORDS = 100
MAX_DEPTH = 20

# A phrase that opens with one of these closes with the next of them: “…”, „…“, «…», "…".
_MARKS = '"“”„‟«»'
_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_BARE = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f(){_MARKS}]+")
_PHRASE = re.compile(rf"[{_MARKS}]([^{_MARKS}]*)([{_MARKS}]?)(\*?)")
_FIELD = re.compile(r"([^\W\d_]+):")
_DATE = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")
_DATE_BEGINNING = re.compile(r"[0-9]{1,4}|[0-9]{4}[-/](?:0?|[0-9]{1,2}[-/]0?)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")

_PLACES = {
    Field.BY: Place.BY,
    Field.ABOUT: Place.ABOUT,
    Field.IN: Place.IN,
    Field.OUTLET: Place.OUTLET,
    Field.TAG: Place.TAG,
}
_EXAMPLES = {
    Field.BY: "by:merkel",
    Field.ABOUT: "about:nato",
    Field.IN: "in:economy",
    Field.KIND: "kind:direct",
    Field.OUTLET: "outlet:nu.nl",
    Field.LANG: "lang:nl",
    Field.TAG: "tag:climate",
    Field.BEFORE: "before:2017-04",
    Field.AFTER: "after:2017-04-11",
    Field.IS: "is:unread",
    Field.HAS: "has:note",
}


@dataclass(frozen=True, slots=True)
class _Value:
    """The text of a word or phrase; `open` when more of it may still be typed."""

    text: str
    position: int
    quoted: bool
    prefix: bool
    open: bool


class Parser:
    """One query being understood, from left to right."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._at = 0
        self._words = 0
        self._depth = 0
        self._unfinished: Field | None = None

    def parse(self) -> Query:
        """The whole text as a query. Raises `QueryError`."""
        node = self._sequence()
        if node is None and self._unfinished is None:
            self._require_something()
        return Query(self._text, node, self._unfinished)

    def _require_something(self) -> None:
        typed = _GAP.sub("", self._text)
        beginning = self._typing and not typed.strip(f"{_MARKS}(-")
        if typed and not beginning:
            position = len(self._text) - len(self._text.lstrip())
            raise QueryError(_("There is no word here to search for."), position)

    # --- the grammar: sequences of alternatives of terms ---

    def _sequence(self) -> Node | None:
        found: list[Node] = []
        while not self._ends():
            node = self._alternatives()
            if node is not None:
                found.append(node)
        return _join(And, found)

    def _alternatives(self) -> Node | None:
        found: list[Node] = []
        or_position = self._or_position()
        if or_position is not None and not (self._typing and self._only_or_is_left(or_position)):
            raise QueryError(_("“or” needs something before it."), or_position)
        while True:
            node = self._term()
            if node is not None:
                found.append(node)
            or_position = self._or_position()
            if or_position is None:
                return _join(Or, found)
            self._at = or_position + 2
            if self._ends():
                if self._typing and self._at >= len(self._text):
                    return _join(Or, found)
                raise QueryError(_("“or” needs something after it."), or_position)
            if self._or_position() is not None:
                raise QueryError(_("“or” needs something after it."), or_position)

    def _term(self) -> Node | None:
        """The next word, phrase, field or group; None for punctuation that says nothing."""
        self._skip_gap()
        dash = re.compile("-+").match(self._text, self._at)
        if dash is None:
            return self._plain_term()
        self._at = dash.end()
        following = self._text[self._at : self._at + 1]
        if len(dash.group()) > 1 or not following or following == ")" or _GAP.match(following):
            return None  # a dash between words, as text that is pasted has it
        node = self._plain_term()
        return None if node is None else Not(node)

    def _plain_term(self) -> Node | None:
        if self._text.startswith("(", self._at):
            return self._group()
        field = self._field()
        if field is not None:
            return self._field_term(field)
        value = self._value()
        return None if value is None else self._as_words(value, Place.WORDS)

    def _group(self) -> Node | None:
        opened = self._at
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(_("Parentheses are nested too deep."), opened)
        self._at += 1
        node = self._sequence()
        self._skip_gap()
        if self._at < len(self._text):
            self._at += 1
        elif not self._typing:
            raise QueryError(_("This parenthesis is not closed."), opened)
        self._depth -= 1
        return node

    # --- fields ---

    def _field(self) -> Field | None:
        """The field that begins here, its colon consumed; None where none does."""
        match = _FIELD.match(self._text, self._at)
        if match is None:
            return None
        name = fold_text(match.group(1))
        if name in list(Field):
            self._at = match.end()
            return Field(name)
        if match.end() < len(self._text) and not _GAP.match(self._text, match.end()):
            raise QueryError(_no_such_field(match.group(1), name), self._at)
        return None  # a word with a colon behind it

    def _field_term(self, field: Field) -> Node | None:
        after_colon = self._at
        self._skip_gap()
        next_is_field = self._at > after_colon and _FIELD.match(self._text, self._at)
        value = None if next_is_field else self._value()
        if value is None or (value.open and not value.text.strip()):
            if self._typing:
                self._unfinished = field
                return None
            raise QueryError(
                _("“{field}:” needs a value, as in {example}.").format(field=field, example=_EXAMPLES[field]),
                after_colon,
            )
        if value.open:
            self._unfinished = field
        return self._node_of(field, value)

    def _node_of(self, field: Field, value: _Value) -> Node | None:
        if field in _PLACES:
            words = self._as_words(value, _PLACES[field])
            if words is None:
                message = _("“{field}:” needs a value with letters or digits.").format(field=field)
                raise QueryError(message, value.position)
            return words
        if field is Field.KIND:
            return OfKind(_one_of(QuoteKind, field, value))
        if field is Field.IS:
            return InState(_one_of((State.UNREAD, State.STARRED), field, value))
        if field is Field.HAS:
            return InState(_one_of((State.NOTE,), field, value))
        if field is Field.LANG:
            return self._language(value)
        day = self._day(field, value)
        if day is None:
            return None
        return Published(until=day) if field is Field.BEFORE else Published(since=day)

    def _language(self, value: _Value) -> Node | None:
        match = _LANGUAGE.fullmatch(fold_text(value.text.strip()))
        if match is not None:
            return InLanguage(match.group(1))
        if value.open and len(value.text) == 1:
            return None
        raise QueryError(_("“lang:” takes the code of a language, such as nl or en."), value.position)

    def _day(self, field: Field, value: _Value) -> date | None:
        written = value.text.strip()
        match = _DATE.fullmatch(written)
        try:
            if match is not None:
                year, month, day = (int(part or 1) for part in match.groups())
                return date(year, month, day)
        except ValueError:
            pass  # such as month 13: said below
        if value.open and _DATE_BEGINNING.fullmatch(written):
            return None
        message = _("“{field}:” takes a date such as 2017, 2017-04 or 2017-04-11.").format(field=field)
        raise QueryError(message, value.position)

    # --- words and phrases ---

    def _value(self) -> _Value | None:
        """The word or phrase that begins here, consumed; None where the text or group ends."""
        phrase = _PHRASE.match(self._text, self._at)
        match = phrase or _BARE.match(self._text, self._at)
        if match is None:
            return None
        position, self._at = self._at, match.end()
        still_open = self._typing and self._at >= len(self._text)
        if phrase is not None:
            inside, closed, star = phrase.groups()
            still_open = still_open and not closed
            typed_on = still_open and not _GAP.search(inside[-1:])
            starred = bool(star) or inside.endswith("*")
            return _Value(inside, position, True, starred or typed_on, still_open)
        word = match.group().rstrip("*")
        starred = len(word) < len(match.group())
        misplaced = word.find("*")
        if misplaced >= 0:
            message = _("“*” stands only at the end of a word, as in minist*.")
            raise QueryError(message, position + misplaced)
        return _Value(word, position, False, starred or still_open, still_open)

    def _as_words(self, value: _Value, place: Place) -> Words | None:
        words = folded_words(value.text)
        self._words += len(words)
        if self._words > MAX_WORDS:
            message = ngettext(
                "A query can have {count} word at most.", "A query can have {count} words at most.", MAX_WORDS
            ).format(count=MAX_WORDS)
            raise QueryError(message, value.position)
        return Words(words, value.prefix, place) if words else None

    # --- moving on ---

    def _skip_gap(self) -> None:
        gap = _GAP.match(self._text, self._at)
        if gap is not None:
            self._at = gap.end()

    def _ends(self) -> bool:
        """Whether the text, or the group that is open, ends here."""
        self._skip_gap()
        if self._text.startswith(")", self._at):
            if not self._depth:
                raise QueryError(_("This parenthesis closes nothing."), self._at)
            return True
        return self._at >= len(self._text)

    def _or_position(self) -> int | None:
        """Where the word `or` stands, when it comes next; nothing but a gap is consumed."""
        self._skip_gap()
        match = _BARE.match(self._text, self._at)
        return self._at if match is not None and match.group().lower() == "or" else None

    def _only_or_is_left(self, position: int) -> bool:
        """Whether `or` ends the text and may become another word, such as *oranje*."""
        return position + 2 >= len(self._text)


def _join(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    if len(nodes) > 1:
        return kind(tuple(nodes))
    return nodes[0] if nodes else None


def _no_such_field(typed: str, name: str) -> str:
    near = get_close_matches(name, list(Field), n=1, cutoff=0.6)
    if near:
        return _("There is no field “{name}:”; did you mean “{near}:”?").format(name=typed[:20], near=near[0])
    return _("There is no field “{name}:”; to search for the words, put them in quotation marks.").format(
        name=typed[:20]
    )


def _one_of(choices: Iterable[Choice], field: Field, value: _Value) -> Choice:
    """The choice that `value` names, or is the beginning of."""
    named = fold_text(value.text.strip())
    begun = [choice for choice in choices if named and choice.startswith(named)]
    if len(begun) == 1:
        return begun[0]
    *others, last = choices
    listed = _("{choices} or {last}").format(choices=", ".join(others), last=last) if others else last
    message = _("“{field}:” takes {listed}.").format(field=field, listed=listed)
    raise QueryError(message, value.position)
