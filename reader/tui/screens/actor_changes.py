"""Merging an actor with another, splitting it, and taking that back. `ActorScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.layout.frames import one_line
from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.jobs import WorkingScreen
from reader.tui.screens.question import Question
from reader.tui.widgets.actor_profile import counted
from reader.tui.widgets.found_quotes import FoundPlace, QuoteList, article_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.protocol import ActorChange, ActorEntry, Library
    from reader.tui.widgets.actor_profile import Profile

CHANGING = "changing"


class ChangingActors(WorkingScreen[None]):
    """Asks before anything is changed, and says how it is taken back."""

    actor: int
    profile: Profile | None
    quotes: QuoteList

    def reload(self) -> None:
        """Ask for everything anew."""
        raise NotImplementedError

    def action_merge_actor(self) -> None:
        """Choose another actor who is this one too."""
        if self.profile is not None:
            from reader.tui.screens.choose_actor import ChooseActor

            name = self.profile.page.actor.name
            self.app.push_screen(ChooseActor(_("Who is {name} too?").format(name=name)), self._ask_to_merge)

    def _ask_to_merge(self, other: ActorEntry | None) -> None:
        if other is None or self.profile is None:
            return
        actor = self.profile.page.actor
        question = _("Take “{other}” ({counted}) and “{name}” for one actor, under the name {name}?").format(
            other=other.name, counted=counted(other), name=actor.name
        )
        self._ask(question, lambda library: library.merge(other.id, into=actor.id).result())

    def action_split_actor(self) -> None:
        """Take the actor of the chosen quote's article for another one of the same name."""
        place = self.quotes.value_at(self.quotes.cursor)
        if self.profile is None:
            return
        if not isinstance(place, FoundPlace) or place.article is None:
            self.notify(_("First choose a quote of the article that speaks of somebody else."), markup=False)
            return
        article, name = place.article, self.profile.page.actor.name
        question = _(
            "Is the {name} of this article somebody else of the same name?\n{article}\n"
            "It gets a page of its own."
        ).format(name=name, article=article_label(article))
        self._ask(question, lambda library: library.split(self.actor, [article.id]).result())

    def action_undo_change(self) -> None:
        """Take back the latest merge or split of this actor."""
        if self.profile is None:
            return
        if not self.profile.changes:
            self.notify(_("Nothing was merged into this actor or split from it."), markup=False)
            return
        change = self.profile.changes[0]
        day = f"{change.made:%Y-%m-%d}"
        if change.kind == "merge":
            question = _("Part “{actor}” from “{other}” again? They were merged on {day}.").format(
                actor=one_line(change.actor.name), other=one_line(change.other.name), day=day
            )
        else:
            question = _("Join the two called “{actor}” again? They were split on {day}.").format(
                actor=one_line(change.actor.name), day=day
            )

        def undo(library: Library) -> ActorChange:
            library.undo(change.id).result()
            return change

        self._ask(question, undo, is_undo=True)

    def _ask(self, question: str, work: Callable[[Library], ActorChange], *, is_undo: bool = False) -> None:
        def answered(is_yes: bool | None) -> None:
            if is_yes:
                self.ask_library(CHANGING, work, lambda change: self._changed(change, is_undo=is_undo))

        self.app.push_screen(Question(question), answered)

    def _changed(self, change: ActorChange, *, is_undo: bool) -> None:
        if is_undo:
            self.notify(_("Taken back."), markup=False)
            if change.kind == "split" and self.actor == change.other.id:
                self.actor = change.actor.id  # the other one is gone
        else:
            key = keys_for(self.app, "actor.undo")
            told = _("Merged; {key} undoes it.") if change.kind == "merge" else _("Split; {key} undoes it.")
            self.notify(told.format(key=key), markup=False)
        self.reload()
