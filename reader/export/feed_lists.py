"""Feeds, and what a look at them came to, as lines of plain text for people and for `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.lists import Entry
from reader.feed import USUAL_INTERVAL, Pages
from reader.newsstand.report import failure
from reader.translation import _, ngettext
from reader.web.feeds import feed_title

if TYPE_CHECKING:
    from reader.library.protocol import KeptFeed
    from reader.newsstand.fetching import Looked


def feed_line(kept: KeptFeed) -> Entry:
    """A feed: its number and name, its address, what was set, and whether it fails."""
    feed, state = kept.feed, kept.state
    told = [feed.address]
    told += [_("tags {tags}").format(tags=", ".join(feed.tags))] if feed.tags else []
    told += [_("language {code}").format(code=feed.language)] if feed.language else []
    if feed.interval != USUAL_INTERVAL:
        minutes = int(feed.interval.total_seconds() // 60)
        told.append(ngettext("every {count} minute", "every {count} minutes", minutes).format(count=minutes))
    if feed.pages is not Pages.WHEN_SHORT:
        told.append(_("pages {when}").format(when=feed.pages))
    told += [_("own headers")] if feed.headers else []
    if state.problem:
        told.append(failure(state))
    elif state.checked is None:
        told.append(_("not fetched yet"))
    return Entry(f"{kept.id}: {feed_title(feed, state)}", ": " + "; ".join(told))


def looked_line(looked: Looked) -> Entry:
    """What came of a look at a feed that did not fail."""
    told = []
    if looked.new:
        told.append(_("{count} new").format(count=f"{looked.new:,}"))
    if looked.changed:
        told.append(_("{count} changed").format(count=f"{looked.changed:,}"))
    return Entry(looked.title, ": " + (", ".join(told) or _("nothing new")))
