"""The keys that move through a list, for every screen with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.widgets.article_list import ArticleList
    from reader.tui.widgets.pick_list import PickList


class MovesList:
    """A screen whose keys move the cursor of a list."""

    def moved_list(self) -> PickList | ArticleList:
        """The list that the keys move now."""
        raise NotImplementedError

    def action_move_lines(self, lines: int) -> None:
        """Some entries down or up."""
        self.moved_list().move_cursor(lines)

    def action_move_pages(self, pages: int) -> None:
        """Some screens of entries down or up."""
        self.moved_list().move_cursor_page(pages)

    def action_go_to_start(self) -> None:
        """The first entry."""
        self.moved_list().move_cursor_to_end(first=True)

    def action_go_to_end(self) -> None:
        """The last entry."""
        self.moved_list().move_cursor_to_end()
