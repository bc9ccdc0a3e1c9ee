"""A letter on each link in sight: typing it opens the link."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


@dataclass(frozen=True, slots=True)
class LinkInSight:
    """Where a link begins on the screen, in cells from its top left corner."""

    address: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class PickedLink:
    """The link that was picked, and whether to open it in the reader and not in a browser."""

    address: str
    in_reader: bool


def labels(count: int) -> list[str]:
    """A label for each of `count` links: one letter each, or two where there are not enough letters.

    No label begins another; beyond what two letters can name there are none.
    """
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


class LinkPicker(ModalScreen[PickedLink | None]):
    """The labels, over the screen as it is."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LinkPicker { background: transparent; layers: label; }
    LinkPicker .link-label {
        layer: label; position: absolute; width: auto; height: 1;
        background: $accent; color: $background; text-style: bold;
    }
    LinkPicker #link-keys {
        dock: bottom; width: 100%; height: 1; padding: 0 1; background: $surface; color: $foreground;
    }
    """

    def __init__(self, links: Sequence[LinkInSight]) -> None:
        super().__init__()
        self._links = dict(zip(labels(len(links)), links, strict=False))
        self._typed = ""
        self._placed_at: Size | None = None

    def compose(self) -> ComposeResult:
        """A label on each link, and what the keys do."""
        for label, link in self._links.items():
            shown = Static(label, markup=False, classes="link-label")
            shown.styles.offset = (link.x, link.y)
            yield shown
        keys = (("a–z", _("browser")), ("A–Z", _("here")), ("Esc", _("back")))
        told = [Content.assemble((key, "bold"), f" {what}") for key, what in keys]
        yield Static(Content("   ").join(told), id="link-keys", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """After a resize the links stand elsewhere."""
        if self._placed_at is None:
            self._placed_at = event.size
        elif event.size != self._placed_at and self.is_current:
            self.dismiss(None)

    async def on_key(self, event: events.Key) -> None:
        """Take a letter of a label; anything else goes back."""
        event.stop()
        letter = event.character or ""
        self._typed += letter.lower()
        link = self._links.get(self._typed)
        if link is not None:
            self.dismiss(PickedLink(link.address, letter.isupper()))
        elif letter and any(label.startswith(self._typed) for label in self._links):
            self._show_the_rest()
        else:
            self.dismiss(None)

    def _show_the_rest(self) -> None:
        """Only the labels that can still be meant."""
        for label, shown in zip(self._links, self.query(".link-label"), strict=True):
            shown.display = label.startswith(self._typed)
