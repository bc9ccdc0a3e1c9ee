"""Feeds, and what a look at them came to, as JSON: a line for each. docs/json.md has every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.as_json import line
from reader.web.feeds import feed_title

if TYPE_CHECKING:
    from datetime import datetime

    from reader.library.protocol import KeptFeed
    from reader.newsstand.fetching import Looked


def feed_as_json(kept: KeptFeed) -> str:
    """A line for a feed. Of its own headers only the names are told: their values may be secrets."""
    return line(_feed(kept))


def looked_as_json(looked: Looked) -> str:
    """A line for a look at a feed."""
    told = {
        "feed": _feed(looked.kept),
        "new": looked.new,
        "changed": looked.changed,
        "missed": [
            {"title": missed.title, "url": missed.address, "problem": missed.problem}
            for missed in looked.missed
        ],
        "moved_from": looked.moved_from,
    }
    return line(told)


def _feed(kept: KeptFeed) -> dict[str, object]:
    feed, state = kept.feed, kept.state
    return {
        "id": kept.id,
        "address": feed.address,
        "title": feed_title(feed, state),
        "site": state.site,
        "tags": list(feed.tags),
        "language": feed.language,
        "interval": int(feed.interval.total_seconds() // 60),
        "pages": str(feed.pages),
        "headers": [name for name, _value in feed.headers],
        "checked": _moment(state.checked),
        "problem": state.problem or None,
        "failing_since": _moment(state.failing_since),
        "ended": state.gone,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.replace(microsecond=0).isoformat()
