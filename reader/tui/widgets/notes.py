"""What the reader of an article should know about how it was read."""

from __future__ import annotations

from textual.widgets import Static


class Notes(Static):
    """A line or more above everything, until it is clicked away."""

    DEFAULT_CSS = """
    Notes { height: auto; max-height: 4; padding: 0 2; background: $surface; color: $warning; }
    """

    def __init__(self, notes: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"! {note}" for note in notes), markup=False)

    def on_click(self) -> None:
        """It has been read."""
        self.remove()
