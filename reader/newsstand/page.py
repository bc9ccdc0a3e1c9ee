"""One web page: its article, fetched where it is called, watched and called off from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import _
from reader.web.cancellation import Cancellation

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article import Article
    from reader.web.client import Client

_KIB = 1024


class PageLoader:
    """Loads the article at an address when it is called; for one call.

    `typed` says that the user wrote the address, which then may be in a private network; with
    `plain_text` a page without an article gives all of its text. `keep` is called with the
    article before it is given.
    """

    def __init__(
        self,
        address: str,
        *,
        typed: bool = False,
        plain_text: bool = False,
        keep: Callable[[Article], None] | None = None,
        client: Client | None = None,
    ) -> None:
        self.address = address
        self._typed = typed
        self._plain_text = plain_text
        self._keep = keep
        self._client = client
        self._cancellation = Cancellation()
        self._tell: Callable[[str], None] | None = None

    def watch(self, tell: Callable[[str], None]) -> None:
        """Have `tell` called, from the loading thread, with how far it is, in a few words."""
        self._tell = tell

    def cancel(self) -> None:
        """Call it off, from any thread: the call then raises `Cancelled`."""
        self._cancellation.cancel()

    def __call__(self) -> Article:
        """The article. Raises a `WebError` or `FormatError`, `NoArticle` when the page has none."""
        # Imported here, in the loading thread, so that a screen need not wait for it.
        from reader.formats.html import NoArticle
        from reader.web.client import client_of_user
        from reader.web.pages import fetch_article

        try:
            article = fetch_article(
                self._client or client_of_user(),
                self.address,
                typed=self._typed,
                cancellation=self._cancellation,
                progress=self._tell_progress,
            )
        except NoArticle as error:
            if not self._plain_text or error.plain is None:
                raise
            article = error.plain
        if self._keep is not None:
            self._keep(article)
        return article

    def _tell_progress(self, read: int, total: int | None) -> None:
        if self._tell is not None:
            self._tell(how_far(read, total))


def how_far(read: int, total: int | None) -> str:
    """How much of a page was read, in words: `120 of 300 KB`."""
    done = f"{read // _KIB:,}"
    if total is None or total < read:
        return _("{done} KB").format(done=done)
    return _("{done} of {total} KB").format(done=done, total=f"{total // _KIB:,}")


def problem_of(error: Exception) -> str:
    """Why something could not be had, without the address that it was asked for."""
    from reader.web.errors import WebError

    if isinstance(error, WebError):
        return "; ".join(filter(None, (error.problem, error.advice)))
    return str(getattr(error, "problem", error))
