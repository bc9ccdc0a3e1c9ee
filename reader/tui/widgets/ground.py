"""Containers that show nothing of their own but their ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.geometry import Region

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.widget import Widget

    Base = Widget
else:
    Base = object  # a style sheet asks for a widget's first base only, and that is its container


class Ground(Base):
    """All rows of it look alike: one is painted, and stands for each of them.

    Textual paints what lies under other widgets as well; under an article that was half
    of the work of painting a screen anew.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`, which are one row."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, min(1, crop.height))) * crop.height


class HorizontalGround(Ground, Horizontal):
    """Its widgets side by side."""


class VerticalGround(Ground, Vertical):
    """Its widgets one below the other."""
