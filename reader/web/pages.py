"""An address -> the article that its page has."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.formats import load_bytes
from reader.formats.errors import FormatError
from reader.formats.html import load_html
from reader.formats.isolation import Isolated
from reader.translation import _
from reader.web.addresses import site_of
from reader.web.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.article import Article
    from reader.web.cancellation import Cancellation
    from reader.web.client import Client, Response

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})
_TEXTS = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


def fetch_article(
    client: Client,
    address: str,
    *,
    typed: bool = False,
    isolated: Isolated | None = None,
    cancellation: Cancellation | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Article:
    """The article at `address`.

    `typed` says that the user wrote the address (see `Client.get`); `isolated` is the process that
    parses it, for who fetches more than one. Raises a `WebError` when the page cannot be had,
    `NoArticle` when it has no article (with its plain text), `FormatError` when it is no page.
    """
    process = isolated or Isolated()
    try:
        # The libraries load while the network is waited for.
        process.start("reader.formats.html", "trafilatura")
        response = client.get(address, typed=typed, cancellation=cancellation, progress=progress)
        return read_response(response, process, cancellation)
    finally:
        if isolated is None:
            process.close()


def read_response(
    response: Response, isolated: Isolated, cancellation: Cancellation | None = None
) -> Article:
    """The article in an answer. Raises `NoArticle` or `FormatError` when there is none."""
    address, kind = response.address, response.content_type
    if kind in _TEXTS:
        article = load_bytes(response.body, address)
    elif kind in _PAGES:
        with stoppable(isolated, address, cancellation):
            article = load_html(
                response.body, address, address=address, charset=response.charset, isolated=isolated
            )
    else:
        raise FormatError(_("is a file of type {type}, not a web page").format(type=kind), source=address)
    named = article.metadata.url
    # A page may name another address as its own, but not one of somebody else's site: what the library
    # keeps under that would be replaced.
    url = named if named and site_of(named) == site_of(address) else address
    return replace(article, metadata=replace(article.metadata, url=url), source=address)


@contextmanager
def stoppable(isolated: Isolated, address: str, cancellation: Cancellation | None) -> Iterator[None]:
    """While inside, `cancellation` ends what `isolated` is at, which then raises `Cancelled`."""
    if cancellation is None:
        yield
        return
    try:
        with cancellation.stopping(isolated.stop):
            yield
    except FormatError:
        if cancellation.cancelled:
            raise Cancelled(address) from None
        raise
