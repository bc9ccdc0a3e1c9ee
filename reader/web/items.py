"""An item of a feed -> an article: from its page, or from what the feed has of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article import Metadata
from reader.formats.errors import FormatError
from reader.formats.html import load_fragment
from reader.translation import _
from reader.web.errors import Cancelled, WebError
from reader.web.feeds import feed_title, wants_page
from reader.web.pages import read_response, stoppable

if TYPE_CHECKING:
    from reader.article import Article
    from reader.feed import Feed, FeedState
    from reader.web.cancellation import Cancellation
    from reader.web.client import Client
    from reader.web.feeds import FeedItem
    from reader.web.parsers import Parsers


def article_of(
    item: FeedItem,
    feed: Feed,
    state: FeedState,
    client: Client,
    parsers: Parsers,
    *,
    cancellation: Cancellation | None = None,
) -> Article:
    """The article that `item` announces, with what its feed knows of it.

    Its page is fetched where the feed's settings say so; where that fails, the article is what the
    feed has of it, with a note. Raises a `WebError` or `FormatError` when there is neither.
    """
    notes: tuple[str, ...] = ()
    if wants_page(feed, item):
        assert item.url is not None
        try:
            response = client.get(item.url, typed=_is_typed(item.url, feed), cancellation=cancellation)
            with parsers.lent() as isolated:
                page = read_response(response, isolated, cancellation)
        except Cancelled:
            raise
        except (WebError, FormatError) as error:
            if not item.html:
                raise
            why = error.problem
            notes = (_("This is what the feed has of it; its page could not be had: {why}.").format(why=why),)
        else:
            return replace(page, metadata=_completed(page.metadata, item, feed, state))
    metadata = _completed(Metadata(title=item.title or None, url=item.url), item, feed, state)
    html = item.html or f"<p>{escape(item.summary or item.title)}</p>"
    # An item without a page of its own is told apart by what its feed knows it by.
    source = item.url or f"{feed.address}#{item.guid or item.digest}"
    with parsers.lent() as isolated, stoppable(isolated, feed.address, cancellation):
        article = load_fragment(html, metadata, source, isolated=isolated)
    return replace(article, notes=(*article.notes, *notes))


def _is_typed(address: str, feed: Feed) -> bool:
    """Whether `address` is on the server of a feed whose address the user wrote."""
    return feed.typed and urlsplit(address).netloc == urlsplit(feed.address).netloc


def _completed(metadata: Metadata, item: FeedItem, feed: Feed, state: FeedState) -> Metadata:
    """`metadata`, with what the item and its feed say where it is silent, and the feed's tags."""
    return replace(
        metadata,
        title=metadata.title or item.title or None,
        outlet=metadata.outlet or feed_title(feed, state),
        authors=metadata.authors or item.authors,
        published=metadata.published or item.published,
        language=feed.language or item.language or metadata.language or state.language,
        url=metadata.url or item.url,
        tags=tuple(dict.fromkeys((*feed.tags, *(metadata.tags or item.tags)))),
    )
