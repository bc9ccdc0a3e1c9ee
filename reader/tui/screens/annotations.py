"""The list of bookmarks and notes: of the article that is open, or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.article import Span
from reader.layout.frames import one_line
from reader.translation import _, ngettext
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.jobs import WorkingScreen
from reader.tui.screens.breakpoints import LOW_OR_HIGH
from reader.tui.screens.moving import MovesList
from reader.tui.widgets.annotation_list import AnnotationList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from textual.app import ComposeResult

    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Annotation, Library
    from reader.tui.widgets.pick_list import PickList


class AnnotationsScreen(MovesList, WorkingScreen[Span | None], ModalScreen[Span | None]):
    """Gives back the place in the open article to go to, if any; other articles open over it."""

    CSS_PATH = "annotations.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(Scope.NOTES)
    VERTICAL_BREAKPOINTS = LOW_OR_HIGH

    def __init__(self, here: ArticleEntry | None = None, *, is_article: bool = False) -> None:
        """`here` is the open article, if the library keeps it; `is_article` whether one is open at all."""
        super().__init__()
        self._here = here
        self._is_article = is_article
        self.is_everywhere = not is_article
        self.list = AnnotationList(id="annotations")
        self.list.can_focus = False
        self._scope = Static("", id="annotations-scope", markup=False)
        self._keys = Static("", id="annotations-keys", markup=False)

    def compose(self) -> ComposeResult:
        """What is listed, the list, and the keys."""
        with Vertical(id="annotations-page"):
            yield self._scope
            yield self.list
            yield self._keys

    def on_mount(self) -> None:
        """Ask for them."""
        hints = [
            f"{keys_for(self.app, 'note')} " + _("edit"),
            f"{keys_for(self.app, 'note.remove')} " + _("remove"),
        ]
        self._keys.update("   ".join([_("Enter go there"), *hints, _("Esc back")]))
        self.list.show(())
        self.reload()

    def on_screen_resume(self) -> None:
        """Show what was changed over it."""
        if self.list.items:
            self.reload()

    def reload(self) -> None:
        """Ask for the list anew."""
        if self.is_everywhere:
            self.ask_library("notes", lambda library: library.annotations(), self._show)
        elif self._here is None:
            self._show(())
        else:
            article = self._here.id
            self.ask_library("notes", lambda library: library.annotations(article), self._show)

    def _show(self, annotations: Sequence[Annotation]) -> None:
        mark, note = keys_for(self.app, "bookmark"), keys_for(self.app, "note")
        self.list.advice = _(
            "Nothing is bookmarked yet. In an article {mark} bookmarks the quote in hand, or else the "
            "paragraph at the top, and {note} writes a note on it."
        ).format(mark=mark, note=note)
        self.list.names_articles = self.is_everywhere
        place = self.list.cursor
        self.list.show(annotations)
        if place is not None and annotations:
            self.list.go_to_entry(place)
        self._tell_scope(len(annotations))

    def _tell_scope(self, count: int) -> None:
        counted = ngettext("1 bookmark or note", "{n:,} bookmarks and notes", count).format(n=count)
        key = keys_for(self.app, "scope")
        if self.is_everywhere:
            here = _("{counted} in the library, the latest first").format(counted=counted)
            other = _("{key} this article").format(key=key) if self._is_article else ""
        else:
            here = _("{counted} in this article").format(counted=counted)
            other = _("{key} all articles").format(key=key)
        self._scope.update(Content.assemble((here, "bold $accent"), (f"   {other}", "$quiet")))

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong where the list would stand, or over it."""
        if self.list.items:
            super().job_failed(job, error)
        else:
            self.list.advice = str(error)
            self.list.show(())

    # Choosing --------------------------------------------------------------

    def action_switch_scope(self) -> None:
        """Those of all articles, or of the open one again."""
        if self._is_article:
            self.is_everywhere = not self.is_everywhere
            self.list.cursor = None
            self.reload()

    def moved_list(self) -> PickList:
        """The list of what can be chosen."""
        return self.list

    def _chosen(self) -> Annotation | None:
        return cast("Annotation | None", self.list.value_at(self.list.cursor))

    def action_open_in_hand(self) -> None:
        """Go to the chosen one."""
        self.list.pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the one that was picked; words that are gone are said to be."""
        event.stop()
        chosen = cast("Annotation", event.value)
        is_here = self._here is not None and chosen.article.id == self._here.id
        if chosen.span is None:
            self.notify(_("These words are no longer in the article."), severity="warning", markup=False)
        if is_here and chosen.span is not None:
            self.dismiss(chosen.span)
        elif not is_here:
            self.reader_app.open_article(chosen.article, chosen.span)

    # Changing --------------------------------------------------------------

    def action_write_note(self) -> None:
        """Write the chosen note anew, or one on the words of a bookmark."""
        chosen = self._chosen()
        if chosen is None:
            return
        from reader.tui.screens.note import NoteDialog

        def save(library: Library, typed: str) -> Future[None]:
            return library.change_note(chosen.id, typed)

        self.app.push_screen(NoteDialog(chosen.words, chosen.note, save))

    def action_remove_note(self) -> None:
        """Remove the chosen one; a note only after a question."""
        chosen = self._chosen()
        if chosen is None:
            return
        if not chosen.note:
            self._remove(chosen)
            return
        from reader.tui.screens.question import Question

        def answered(is_yes: bool | None) -> None:
            if is_yes:
                self._remove(chosen)

        note = one_line(chosen.note)
        shown = note if len(note) <= 80 else note[:80].rstrip() + "…"
        question = Question(_("Remove this note?") + f"\n{shown}", yes=_("remove it"), no=_("keep it"))
        self.app.push_screen(question, answered)

    def _remove(self, chosen: Annotation) -> None:
        self.change_library(lambda library: library.remove_annotation(chosen.id), lambda _none: self.reload())

    def action_back(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)
