"""What the library knows of the quote or actor in hand. `ReaderScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.screens.annotating import AnnotatingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article import Actor
    from reader.library.article_entry import ArticleEntry

_LOOKING_UP = "looking up"


class InHandScreen(AnnotatingScreen):
    """An article whose actors have pages in the library, and whose quotes stand beside others there."""

    # Actors ----------------------------------------------------------------

    def actor_in_hand(self) -> Actor | None:
        """The actor in hand, else the speaker of the quote in hand."""
        if self.view.actor is not None:
            return self.view.actor
        return self.view.quote.speaker if self.view.quote is not None else None

    def action_open_actor_page(self) -> None:
        """Open the page of the actor in hand; an article that is not kept can be kept for it."""
        actor = self.actor_in_hand()
        if actor is None:
            choose, find = keys_for(self.app, "actors"), keys_for(self.app, "actor.find")
            self.say(
                _("No actor is in hand: {choose} lists those of this article, {find} finds any.").format(
                    choose=choose, find=find
                )
            )
            return
        question = _("The page of {name} shows what the library keeps. Keep this article there?").format(
            name=actor.name
        )
        self.with_entry(lambda entry: self.look_up(entry, actor, self._not_known), question)

    def look_up(self, entry: ArticleEntry, actor: Actor, otherwise: Callable[[], None]) -> None:
        """Open the page of an actor of this article, if the library knows it."""

        def found(number: int | None) -> None:
            if number is None:
                otherwise()
            else:
                self.reader_app.open_actor(number)

        self.ask_library(_LOOKING_UP, lambda library: library.actor_of(entry.id, actor), found)

    def _not_known(self) -> None:
        self.say(_("The library does not know this actor."))

    # Quotes ----------------------------------------------------------------

    async def action_verify_quote(self) -> None:
        """Look for the words of the quote in hand in the whole library."""
        quote, article = self.view.quote, self.article
        if quote is None or article is None:
            key = keys_for(self.app, "quote.next")
            self.say(_("No quote is in hand: {key} takes the next one.").format(key=key))
            return
        from reader.tui.screens.verify import VerifyScreen

        await self.app.push_screen(VerifyScreen(article, quote, self.entry))
