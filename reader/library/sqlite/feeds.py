"""The feeds that a library follows, and what was seen of each; each function is one transaction's work."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reader.feed import SHORTEST_INTERVAL, Feed, FeedState, Known, Pages
from reader.formats import clean, clean_line
from reader.library.errors import LibraryError
from reader.library.protocol import KeptFeed
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    Attributes = tuple[tuple[str, str], ...]

# In the order in which `_settings` and `_state_values` give their values.
_SETTINGS = ("address", "title", "tags", "language", "minutes", "pages", "headers", "typed", "attributes")
_STATE = (
    "own_title", "site", "own_language", "etag", "modified", "checked", "due", "problem",
    "failing_since", "failures", "gone",
)  # fmt: skip


def list_feeds(connection: sqlite3.Connection) -> list[KeptFeed]:
    """Every feed, without the items that were seen of it, in the order in which they were added."""
    rows = connection.execute(f"SELECT id, {', '.join((*_SETTINGS, *_STATE))} FROM feeds ORDER BY id")
    return [_kept_feed(row) for row in rows]


def add_feed(connection: sqlite3.Connection, feed: Feed) -> KeptFeed:
    """Follow a feed. Raises `LibraryError` when it is followed already."""
    _check_free(connection, feed.address, 0)
    places = ", ".join("?" * len(_SETTINGS))
    cursor = connection.execute(
        f"INSERT INTO feeds ({', '.join(_SETTINGS)}) VALUES ({places})", _settings(feed)
    )
    return KeptFeed(cursor.lastrowid or 0, feed, FeedState())


def set_feed(connection: sqlite3.Connection, number: int, feed: Feed) -> None:
    """Change what the user set of a feed. What is known of another address, or was planned for
    another interval, counts no more."""
    row = connection.execute("SELECT address, minutes FROM feeds WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise _no_feed()
    if timedelta(minutes=row[1]) != feed.interval:
        _set(connection, number, ("due",), (None,))
    if row[0] != feed.address:
        _check_free(connection, feed.address, number)
        _set(connection, number, _STATE, _state_values(FeedState()))
    _set(connection, number, _SETTINGS, _settings(feed))


def remove_feed(connection: sqlite3.Connection, number: int) -> None:
    """Follow a feed no more; the articles that it brought stay."""
    connection.execute("DELETE FROM feed_items WHERE feed = ?", (number,))
    if not connection.execute("DELETE FROM feeds WHERE id = ?", (number,)).rowcount:
        raise _no_feed()


def known_items(connection: sqlite3.Connection, number: int) -> tuple[Known, ...]:
    """The items that were seen of a feed, newest first."""
    rows = connection.execute(
        "SELECT guid, link, digest FROM feed_items WHERE feed = ? ORDER BY id DESC", (number,)
    )
    return tuple(Known(*row) for row in rows)


def keep_look(connection: sqlite3.Connection, number: int, address: str, state: FeedState) -> bool:
    """Keep what a look at a feed showed: its state, the items seen, and where it has moved to.

    What the user has set meanwhile stays, and so does the address where another feed has the
    new one: then it gives false. A feed that was removed meanwhile is none any more.
    """
    row = connection.execute("SELECT address FROM feeds WHERE id = ?", (number,)).fetchone()
    if row is None:
        return True
    _set(connection, number, _STATE, _state_values(state))
    _keep_items(connection, number, state.known)
    if row[0] == address:
        return True
    if _is_followed(connection, address, number):
        return False
    _set(connection, number, ("address",), (address,))
    return True


def _keep_items(connection: sqlite3.Connection, number: int, items: Sequence[Known]) -> None:
    before = set(known_items(connection, number))
    gone = before.difference(items)
    connection.executemany(
        "DELETE FROM feed_items WHERE feed = ? AND guid = ? AND link = ? AND digest = ?",
        [(number, item.guid, item.link, item.digest) for item in gone],
    )
    # The newest get the highest numbers.
    connection.executemany(
        "INSERT OR IGNORE INTO feed_items (feed, guid, link, digest) VALUES (?, ?, ?, ?)",
        [(number, item.guid, item.link, item.digest) for item in reversed(items) if item not in before],
    )


def list_folders(connection: sqlite3.Connection) -> dict[str, Attributes]:
    """What lists of feeds from elsewhere say of their folders, by the folder's tag."""
    rows = connection.execute("SELECT tag, attributes FROM feed_folders ORDER BY tag")
    return {clean_line(tag): _pairs(attributes) for tag, attributes in rows}


def keep_folders(connection: sqlite3.Connection, folders: Mapping[str, Attributes]) -> None:
    """Keep what a list of feeds says of its folders."""
    connection.executemany(
        "REPLACE INTO feed_folders (tag, attributes) VALUES (?, ?)",
        [(tag, json.dumps(attributes)) for tag, attributes in folders.items()],
    )


def _set(
    connection: sqlite3.Connection, number: int, columns: Sequence[str], values: Sequence[object]
) -> None:
    assignments = ", ".join(f"{column} = ?" for column in columns)
    connection.execute(f"UPDATE feeds SET {assignments} WHERE id = ?", (*values, number))


def _is_followed(connection: sqlite3.Connection, address: str, but: int) -> bool:
    found = connection.execute("SELECT 1 FROM feeds WHERE address = ? AND id <> ?", (address, but))
    return found.fetchone() is not None


def _check_free(connection: sqlite3.Connection, address: str, but: int) -> None:
    if _is_followed(connection, address, but):
        raise LibraryError(_("The feed {address} is followed already.").format(address=clean_line(address)))


def _no_feed() -> LibraryError:
    return LibraryError(_("This feed is not followed (any more)."))


def _settings(feed: Feed) -> tuple[object, ...]:
    return (
        feed.address,
        feed.title,
        json.dumps(feed.tags),
        feed.language,
        int(feed.interval.total_seconds() // 60),
        feed.pages.value,
        json.dumps(feed.headers),
        feed.typed,
        json.dumps(feed.attributes),
    )


def _state_values(state: FeedState) -> tuple[object, ...]:
    return (
        state.title,
        state.site,
        state.language,
        state.etag,
        state.modified,
        _seconds(state.checked),
        _seconds(state.due),
        state.problem,
        _seconds(state.failing_since),
        state.failures,
        state.gone,
    )


def _kept_feed(row: Sequence[Any]) -> KeptFeed:
    number, *values = row
    settings, state = values[: len(_SETTINGS)], values[len(_SETTINGS) :]
    address, title, tags, language, minutes, pages, headers, typed, attributes = settings
    feed = Feed(
        clean_line(address),
        _line(title),
        tuple(clean_line(str(tag)) for tag in _listed(tags)),
        _line(language),
        max(SHORTEST_INTERVAL, timedelta(minutes=min(minutes, 60 * 24 * 365))),
        Pages(pages) if pages in list(Pages) else Pages.WHEN_SHORT,
        _pairs(headers),
        bool(typed),
        _pairs(attributes),
    )
    own_title, site, own_language, etag, modified, checked, due, problem, since, failures, gone = state
    return KeptFeed(
        number,
        feed,
        FeedState(
            _line(own_title),
            _line(site),
            _line(own_language),
            clean_line(etag),
            clean_line(modified),
            _when(checked),
            _when(due),
            clean_line(problem),
            _when(since),
            failures,
            bool(gone),
        ),
    )


def _line(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _when(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _listed(written: str) -> list[Any]:
    found = json.loads(written)
    return found if isinstance(found, list) else []


def _pairs(written: str) -> Attributes:
    return tuple((clean_line(str(name)), clean(str(value))) for name, value in _listed(written))
