"""What every engine of a library must do with feeds; part of `LibraryContract`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.feed import Feed, FeedState, Known, Pages
from reader.library.errors import LibraryError

if TYPE_CHECKING:
    from reader.library.protocol import Library

BODE = Feed(
    "https://bode.example/rss?a=1&b=é",
    title="De Bode",
    tags=("krant", "nieuws/nederland"),
    language="nl",
    interval=timedelta(minutes=90),
    pages=Pages.ALWAYS,
    headers=(("Authorization", "Bearer geheim"), ("X-Naam", "waarde: met, tekens")),
    typed=True,
    attributes=(("htmlUrl", "https://bode.example/"), ("vendor:colour", "#ff0000")),
)
STATE = FeedState(
    title="De Bode – nieuws",
    site="https://bode.example/",
    language="nl",
    etag='W/"v1"',
    modified="Tue, 05 Mar 2024 12:00:00 GMT",
    checked=datetime(2024, 3, 5, 12, 0, 1, 500000, tzinfo=UTC),
    due=datetime(2024, 3, 5, 13, 30, tzinfo=UTC),
    problem="the server answered 503",
    failing_since=datetime(2024, 3, 4, tzinfo=UTC),
    failures=3,
)
SEEN = tuple(Known(f"nr{n}", f"https://bode.example/{n}", f"{n:032x}") for n in range(5))


class FeedContract:
    """Following feeds, and what was seen of them."""

    def test_a_feed_comes_back_as_it_was_set(self, library: Library) -> None:
        plain = library.add_feed(Feed("https://eiland.example/atom")).result()
        kept = library.add_feed(BODE).result()
        assert [(one.id, one.feed) for one in library.feeds()] == [
            (plain.id, Feed("https://eiland.example/atom")),
            (kept.id, BODE),
        ]
        assert all(one.state == FeedState() for one in library.feeds())

    def test_a_feed_is_followed_once(self, library: Library) -> None:
        library.add_feed(BODE).result()
        with pytest.raises(LibraryError, match="followed already"):
            library.add_feed(replace(BODE, title="anders")).result()
        assert [one.feed for one in library.feeds()] == [BODE]

    def test_what_a_look_showed_is_kept(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        assert library.keep_look(kept.id, BODE.address, replace(STATE, known=SEEN)).result()
        assert library.feeds()[0].state == STATE
        assert library.known_items(kept.id) == SEEN

    def test_the_newest_item_seen_comes_first(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        library.keep_look(kept.id, BODE.address, FeedState(known=SEEN[2:])).result()
        library.keep_look(kept.id, BODE.address, FeedState(known=SEEN)).result()
        assert library.known_items(kept.id) == SEEN
        library.keep_look(kept.id, BODE.address, FeedState(known=SEEN[:4])).result()
        assert library.known_items(kept.id) == SEEN[:4], "what is forgotten goes"

    def test_what_the_user_sets_while_a_look_goes_on_stays(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        changed = replace(BODE, title="De Bode", tags=("ochtend",), interval=timedelta(hours=6))
        library.set_feed(kept.id, changed).result()
        library.keep_look(kept.id, BODE.address, STATE).result()
        assert (library.feeds()[0].feed, library.feeds()[0].state) == (changed, STATE)

    def test_a_move_changes_the_address(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        assert library.keep_look(kept.id, "https://nieuw.example/rss", STATE).result()
        assert library.feeds()[0].feed == replace(BODE, address="https://nieuw.example/rss")

    def test_a_move_to_another_feed_that_is_followed(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        library.add_feed(Feed("https://nieuw.example/rss")).result()
        assert not library.keep_look(kept.id, "https://nieuw.example/rss", STATE).result()
        assert library.feeds()[0].feed == BODE
        assert library.feeds()[0].state == STATE

    def test_another_address_is_another_feed(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        library.keep_look(kept.id, BODE.address, replace(STATE, gone=True, due=None)).result()
        library.set_feed(kept.id, replace(BODE, address="https://nieuw.example/rss")).result()
        assert library.feeds()[0].state == FeedState()
        other = library.add_feed(BODE).result()
        with pytest.raises(LibraryError, match="followed already"):
            library.set_feed(other.id, replace(BODE, address="https://nieuw.example/rss")).result()

    def test_a_feed_that_ended(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        library.keep_look(kept.id, BODE.address, replace(STATE, gone=True, due=None)).result()
        assert library.feeds()[0].state.gone

    def test_a_feed_that_is_removed_takes_what_was_seen_of_it_along(self, library: Library) -> None:
        kept = library.add_feed(BODE).result()
        library.keep_look(kept.id, BODE.address, replace(STATE, known=SEEN)).result()
        library.remove_feed(kept.id).result()
        assert library.feeds() == [] and library.known_items(kept.id) == ()
        assert library.keep_look(kept.id, BODE.address, replace(STATE, known=SEEN)).result()
        assert library.known_items(kept.id) == ()
        with pytest.raises(LibraryError, match="not followed"):
            library.remove_feed(kept.id).result()
        with pytest.raises(LibraryError, match="not followed"):
            library.set_feed(kept.id, BODE).result()

    def test_folders_keep_what_other_programs_wrote(self, library: Library) -> None:
        library.keep_folders({"nieuws": (("isOpen", "true"),), "a/b": (("x", "1"), ("y", "2"))}).result()
        library.keep_folders({"nieuws": (("isOpen", "false"),)}).result()
        assert library.folders() == {"nieuws": (("isOpen", "false"),), "a/b": (("x", "1"), ("y", "2"))}

    def test_what_others_stored_is_made_harmless(self, library: Library) -> None:
        evil = "\x1b]0;weg\x07naam\u202e"
        kept = library.add_feed(replace(BODE, title=evil, tags=(evil,))).result()
        library.keep_look(kept.id, BODE.address, replace(STATE, title=evil, problem=evil)).result()
        found = library.feeds()[0]
        shown = (found.feed.title, *found.feed.tags, found.state.title, found.state.problem)
        assert all(text is not None and text.isprintable() for text in shown)
