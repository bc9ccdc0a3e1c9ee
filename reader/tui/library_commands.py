"""The actors of the library in the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import Hit, Hits, Provider

from reader.translation import _

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_MOST = 6
_AFTER_ACTIONS = 0.4


class LibraryActors(Provider):
    """The pages of the actors whose names or roles begin as what is typed."""

    async def search(self, query: str) -> Hits:
        """Ask the library, where there is one."""
        from textual.content import Content

        from reader.library.errors import LibraryError
        from reader.tui.widgets.actor_profile import counted

        app = cast("ReaderApp", self.app)
        if not query.strip() or not app.library_access.exists():
            return
        try:
            actors = await app.library_access.ask(lambda library: library.actors(query, _MOST))
        except LibraryError:
            return  # nobody asked for the library
        for actor in actors:
            told = _("Page in the library: {counted}").format(counted=counted(actor))
            yield Hit(
                _AFTER_ACTIONS,
                Content(actor.name),
                partial(app.open_actor, actor.id),
                text=actor.name,
                help=told,
            )
