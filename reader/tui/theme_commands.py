"""Every theme in the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.preferences import PreferringApp


class Themes(Provider):
    """Our own themes, the user's and Textual's; the one that is chosen counts the next time too."""

    def _themes(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        from reader.tui.theme_choice import theme_names

        app = cast("PreferringApp", self.app)
        for name in theme_names():
            here = _("The theme now") if name == app.theme else _("Change to these colours")
            yield _("Theme: {name}").format(name=name), here, partial(app.choose_theme, name)

    async def discover(self) -> Hits:
        """All of them, after the actions."""
        for title, told, choose in self._themes():
            yield DiscoveryHit(title, choose, help=told)

    async def search(self, query: str) -> Hits:
        """Those whose names match loosely."""
        matcher = self.matcher(query)
        for title, told, choose in self._themes():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), choose, text=title, help=told)
