"""The links of an article: picked by a letter, opened in a browser or in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import _
from reader.tui.browser import is_web_address, open_page

if TYPE_CHECKING:
    from reader.tui.screens.link_picker import PickedLink
    from reader.tui.screens.reader import ReaderScreen


def open_address(screen: ReaderScreen, address: str) -> None:
    """Open a web page in a browser; where there is none, copy its address."""
    if not is_web_address(address):
        screen.say(_("Only web pages are opened, not {address}").format(address=address))
        return

    def opened(done: bool) -> None:
        if done:
            screen.say(_("Opened in the browser: {address}").format(address=address))
        else:
            screen.app.copy_to_clipboard(address)
            screen.notify(address, title=_("No browser here: address copied"), markup=False)

    command = screen.reader_app.settings.browser
    screen.in_background("browser", lambda: open_page(address, command), opened)


def pick_link(screen: ReaderScreen) -> None:
    """Put a letter on each link in sight, and open the one that is typed."""
    from reader.tui.screens.link_picker import LinkInSight, LinkPicker

    links = [
        LinkInSight(mark.target, place.x, place.y)
        for mark, place in screen.view.links_in_sight()
        if is_web_address(mark.target)
    ]
    if not links:
        screen.say(_("No link to a web page is in sight."))
        return

    def picked(link: PickedLink | None) -> None:
        if link is not None:
            _open_picked(screen, link)

    screen.app.push_screen(LinkPicker(links), picked)


def _open_picked(screen: ReaderScreen, link: PickedLink) -> None:
    if not link.in_reader:
        open_address(screen, link.address)
        return
    from reader.newsstand.page import PageLoader
    from reader.tui.screens.reader import ReaderScreen

    screen.app.push_screen(ReaderScreen(PageLoader(link.address)))
