"""What can be done with an article of the library wherever it is in hand: star, tag, mark as read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.jobs import WorkingScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from textual.suggester import Suggester

    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Library
    from reader.tui.widgets.prompt import Prompt


class EntryActions(WorkingScreen[None]):
    """A screen with an article in hand.

    What changes shows at once, and is taken back if it cannot be stored.
    """

    asking: Prompt | None = None

    def entry_in_hand(self) -> ArticleEntry | None:
        """The article that the actions are about; None says why there is none."""
        raise NotImplementedError

    def show_entry(self, entry: ArticleEntry) -> None:
        """Show an article that has changed."""
        raise NotImplementedError

    async def prompt(self) -> Prompt:
        """The row that asks, above the status line; made when it is first needed."""
        if self.asking is None:
            from reader.tui.widgets.prompt import Prompt

            self.asking = Prompt()
            await self.mount(self.asking, before="StatusLine")
        return self.asking

    @property
    def is_asking(self) -> bool:
        """Whether something is asked there."""
        return self.asking is not None and self.asking.is_open

    def stop_asking(self) -> None:
        """Ask nothing any more."""
        if self.asking is not None:
            self.asking.close()

    def action_toggle_star(self) -> None:
        """Star the article, or take its star away."""
        entry = self.entry_in_hand()
        if entry is not None:
            starred = not entry.starred
            self._change(
                entry,
                replace(entry, starred=starred),
                lambda library: library.set_starred(entry.id, starred),
            )

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        entry = self.entry_in_hand()
        if entry is not None:
            self.set_read(entry, not entry.read)

    def set_read(self, entry: ArticleEntry, read: bool) -> None:
        """Mark an article as read or unread."""
        self._change(entry, replace(entry, read=read), lambda library: library.set_read(entry.id, read))

    async def action_tag(self) -> None:
        """Ask for a tag; one that the article has already is taken away."""
        entry = self.entry_in_hand()
        if entry is None:
            return
        from reader.tui.widgets.prompt import names

        prompt = await self.prompt()
        has = _("has {tags}; one of them again takes it away").format(tags=", ".join(entry.tags))
        hint = has if entry.tags else _("Enter tags it   Esc back")

        def ask(known: Suggester | None) -> None:
            prompt.ask("#", lambda name: self._tag(entry, name), hint=hint, suggester=known)

        ask(None)
        self.ask_library(
            "tags",
            lambda library: names([name for name, _count in library.tags()]),
            lambda known: setattr(prompt.field, "suggester", known),
        )

    def _tag(self, entry: ArticleEntry, typed: str) -> None:
        from reader.formats import clean_line

        name = clean_line(typed.removeprefix("#"))
        if not name:
            return
        if name in entry.tags:
            tags: Sequence[str] = [tag for tag in entry.tags if tag != name]
            self._change(
                entry, replace(entry, tags=tuple(tags)), lambda library: library.untag(entry.id, name)
            )
        else:
            tags = sorted((*entry.tags, name))
            self._change(entry, replace(entry, tags=tuple(tags)), lambda library: library.tag(entry.id, name))

    def _change(
        self,
        before: ArticleEntry,
        after: ArticleEntry,
        change: Callable[[Library], Future[None]],
    ) -> None:
        self.show_entry(after)
        self.change_library(
            change, lambda _none: self.change_stored(), failed=lambda: self.show_entry(before)
        )

    def change_stored(self) -> None:
        """What else a screen shows of a change."""

    def not_kept(self) -> None:
        """Say that the article is not in the library, and how it gets there."""
        key = keys_for(self.app, "library.add")
        self.say(_("This article is not in the library: {key} keeps it there.").format(key=key))
