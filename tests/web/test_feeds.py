"""What an answer changes in what is kept of a feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.feed import Feed, FeedState, Known, Pages
from reader.formats import FormatError
from reader.web.client import Response
from reader.web.errors import BadStatus, Cancelled, NoAnswer
from reader.web.feeds import (
    MOST_KNOWN,
    FeedContents,
    FeedItem,
    answered,
    asked_to_wait,
    compare,
    failed,
    feed_title,
    is_due,
    not_yet_had,
    request_headers,
    wants_page,
)

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
FEED = Feed("https://bode.example/rss")


def item(guid: str = "", url: str | None = None, words: str = "iets") -> FeedItem:
    return FeedItem(guid, url, words, words, words=len(words.split()), digest=words)


def contents(*items: FeedItem) -> FeedContents:
    return FeedContents("De Bode", "https://bode.example/", "nl", items)


def response(status: int = 200, moved_to: str | None = None, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(FEED.address, status, b"", named, moved_to)


class TestAnswers:
    def test_the_first_brings_everything(self) -> None:
        update = answered(
            FEED, FeedState(), response(etag='"1"', last_modified="x"), contents(item("a")), NOW
        )
        assert update.new == (item("a"),)
        assert update.changed == ()
        assert update.state.checked == NOW
        assert update.state.due == NOW + timedelta(hours=1)
        assert feed_title(FEED, update.state) == "De Bode"
        assert request_headers(FEED, update.state)["if-none-match"] == '"1"'
        assert request_headers(FEED, update.state)["if-modified-since"] == "x"

    def test_nothing_new(self) -> None:
        first = answered(FEED, FeedState(), response(etag='"1"'), contents(item("a")), NOW).state
        later = answered(FEED, first, response(304), None, NOW + timedelta(hours=2))
        assert (later.new, later.changed) == ((), ())
        assert later.state.etag == '"1"', "a 304 need not repeat it"
        assert later.state.known == first.known

    def test_a_server_that_stops_naming_versions(self) -> None:
        first = answered(FEED, FeedState(), response(etag='"1"'), contents(), NOW).state
        assert "if-none-match" not in request_headers(
            FEED, answered(FEED, first, response(), contents(), NOW).state
        )

    def test_a_move(self) -> None:
        update = answered(FEED, FeedState(), response(moved_to="https://new.example/rss"), contents(), NOW)
        assert update.feed == replace(FEED, address="https://new.example/rss")
        assert update.moved_from == FEED.address

    def test_a_link_that_items_share_is_no_page_of_theirs(self) -> None:
        items = [replace(item(f"g{n}", "/live", f"{n}"), html=f"<p>{n}</p>") for n in range(2)]
        own = replace(item("g3", "/3"), html="<p>3</p>")
        found = answered(FEED, FeedState(), response(), contents(*items, own, own), NOW).new
        assert [one.url for one in found] == [None, None, "/3"]

    def test_what_was_not_had_is_new_the_next_time(self) -> None:
        items = item("a", words="een"), item("b", words="twee")
        first = answered(FEED, FeedState(), response(etag='"1"'), contents(*items), NOW)
        state = not_yet_had(first.state, first.new[:1])
        again = answered(FEED, state, response(), contents(*items), NOW)
        assert [one.guid for one in again.new] == ["a"]
        assert "if-none-match" not in request_headers(FEED, state)
        assert not_yet_had(first.state, ()) == first.state

    def test_success_ends_a_failure(self) -> None:
        failing = failed(FEED, FeedState(), NoAnswer(FEED.address, "no"), NOW).state
        assert failing.problem
        state = answered(FEED, failing, response(), contents(), NOW).state
        assert (state.problem, state.failing_since, state.failures) == ("", None, 0)


class TestFailures:
    def test_it_says_why_and_since_when(self) -> None:
        state = failed(FEED, FeedState(), BadStatus(FEED.address, 403, "Forbidden"), NOW).state
        state = failed(FEED, state, FormatError("it is no feed"), NOW + timedelta(hours=3)).state
        assert state.problem == "it is no feed"
        assert state.failing_since == NOW
        assert state.failures == 2

    def test_each_one_in_a_row_doubles_the_pause_up_to_a_day(self) -> None:
        state = FeedState()
        pauses = []
        for _ in range(30):
            state = failed(FEED, state, NoAnswer(FEED.address, "no"), NOW).state
            assert state.due is not None
            pauses.append(state.due - NOW)
        assert pauses[:3] == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
        assert pauses[-1] == timedelta(days=1)

    def test_what_was_known_stays(self) -> None:
        known = (Known("a", "", "x"),)
        assert failed(FEED, FeedState(known=known), NoAnswer(FEED.address, "no"), NOW).state.known == known

    def test_a_server_that_asks_to_wait(self) -> None:
        until = NOW + timedelta(days=2)
        state = failed(FEED, FeedState(), BadStatus(FEED.address, 429, "", until), NOW).state
        assert state.due == until
        assert not is_due(state, until - timedelta(seconds=1))
        assert is_due(state, until)

    def test_a_wait_that_the_server_asked_for_is_told_from_our_own(self) -> None:
        own = failed(FEED, FeedState(), BadStatus(FEED.address, 503), NOW).state
        assert not asked_to_wait(FEED, own, NOW)
        theirs = failed(
            FEED, FeedState(), BadStatus(FEED.address, 503, "", NOW + timedelta(hours=2)), NOW
        ).state
        assert asked_to_wait(FEED, theirs, NOW + timedelta(minutes=119))
        assert not asked_to_wait(FEED, theirs, NOW + timedelta(minutes=120))
        assert not asked_to_wait(FEED, answered(FEED, theirs, response(), contents(), NOW).state, NOW)

    def test_410_stops_it(self) -> None:
        state = failed(FEED, FeedState(), BadStatus(FEED.address, 410, "Gone"), NOW).state
        assert state.gone
        assert "410" in state.problem
        assert not is_due(state, NOW + timedelta(days=1000))

    def test_cancelling_is_no_failure(self) -> None:
        assert failed(FEED, FeedState(), Cancelled(FEED.address), NOW).state == FeedState()


class TestKnownItems:
    def test_by_guid(self) -> None:
        _new, _changed, known = compare([item("a", "/1", "oud")], ())
        assert compare([item("a", "/2", "oud")], known)[:2] == ((), ())
        assert compare([item("a", "/1", "nieuw")], known)[:2] == ((), (item("a", "/1", "nieuw"),))

    def test_a_change_is_one_change(self) -> None:
        _new, _changed, known = compare([item("a", "/1", "oud")], ())
        for words in ("nieuw", "oud", "nieuw"):
            _new, changed, known = compare([item("a", "/1", words)], known)
            assert changed == (item("a", "/1", words),)
            _new, changed, known = compare([item("a", "/1", words)], known)
            assert changed == ()

    def test_by_link_where_guids_change(self) -> None:
        _new, _changed, known = compare([item("a", "/1", "oud")], ())
        assert compare([item("b", "/1", "oud")], known)[:2] == ((), ())

    def test_not_by_a_link_that_many_share(self) -> None:
        items = [item(f"g{n}", "/live", f"woorden {n}") for n in range(3)]
        new, _changed, known = compare(items, ())
        assert len(new) == 3
        more = [*items, item("g3", "/live", "woorden 3")]
        assert compare(more, known)[0] == (more[-1],)

    def test_by_words(self) -> None:
        _new, _changed, known = compare([item("", None, "zelfde woorden")], ())
        assert compare([item("", None, "zelfde woorden")], known)[:2] == ((), ())

    def test_twice_in_a_feed_is_once(self) -> None:
        twin = item("a", "/1", "x")
        new, changed, known = compare([twin, twin, item("a", "/2", "y")], ())
        assert (new, changed) == ((twin,), ())
        assert len(known) == 2

    def test_nothing_at_all_is_new_each_time_only_once(self) -> None:
        empty = FeedItem("", None, "", "")
        new, _changed, _known = compare([empty], ())
        assert new == (empty,)

    def test_what_left_the_feed_is_remembered_for_a_while(self) -> None:
        known = tuple(Known(f"g{n}", "", "") for n in range(MOST_KNOWN + 500))
        _new, _changed, after = compare([item("new")], known)
        assert len(after) == MOST_KNOWN + 1
        assert after[1] == known[0]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [(Pages.ALWAYS, [True, True]), (Pages.WHEN_SHORT, [True, False]), (Pages.NEVER, [False, False])],
)
def test_when_the_page_of_an_item_is_fetched(pages: Pages, expected: list[bool]) -> None:
    feed = replace(FEED, pages=pages)
    short, long = item("a", "https://x.example/1"), item("b", "https://x.example/2", "woord " * 300)
    assert [wants_page(feed, short), wants_page(feed, long)] == expected
    assert not wants_page(feed, item("c", None))


def test_own_headers_go_along() -> None:
    feed = replace(FEED, headers=(("Authorization", "Bearer x"), ("Accept", "text/xml")))
    headers = request_headers(feed, FeedState())
    assert headers["authorization"] == "Bearer x"
    assert headers["accept"] == "text/xml"
