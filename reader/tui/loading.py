"""What loads an article from afar, as a screen follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable


@runtime_checkable
class Watched(Protocol):
    """Tells how far it is, and can be called off."""

    def watch(self, tell: Callable[[str], None]) -> None:
        """Have `tell` called, from the loading thread, with how far it is in a few words."""

    def cancel(self) -> None:
        """Call it off."""
