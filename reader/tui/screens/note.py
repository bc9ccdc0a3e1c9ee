"""Writing a note: a small field over the article, in which nothing that was typed gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.layout.frames import one_line
from reader.library.errors import LibraryError
from reader.translation import _
from reader.tui.commands import Scope, bindings, keys_for
from reader.tui.jobs import WorkingScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual import events
    from textual.app import ComposeResult

    from reader.library.protocol import Library

_LONGEST = 200
"""Characters of the words that a note is about, as far as they are shown."""


class NoteField(TextArea):
    """A text of several lines; nothing gets in that a terminal would obey."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True, highlight_cursor_line=False, id="note-field")
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste what is left of the text after cleaning."""
        from reader.formats.cleaning import clean

        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *sorted(self.selection))


class NoteDialog(WorkingScreen[bool], ModalScreen[bool]):
    """Gives back whether the note was kept.

    Only Esc, and a yes to the question that follows, lets go of what was typed: whatever
    else ends the dialog or the program keeps it.
    """

    CSS_PATH = "note.tcss"
    AUTO_FOCUS = "NoteField"
    BINDINGS = bindings(Scope.NOTE)

    def __init__(self, words: str, note: str, save: Callable[[Library, str], Future[Any]]) -> None:
        """A `note` on `words`; `save` hands what was typed to the library."""
        super().__init__()
        self._words, self._note = words, note
        self._save = save
        self._is_done = False
        self.field = NoteField(note)
        self._problem = Static("", id="note-problem", markup=False)

    def compose(self) -> ComposeResult:
        """The words, the field, and what the keys do."""
        words = one_line(self._words)
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rstrip() + "…"
        with Vertical(id="note"):
            yield Static(words, id="note-words", markup=False)
            yield self.field
            yield self._problem
            keys = _("{save} keep it   Esc back   Enter new line").format(
                save=keys_for(self.app, "note.save")
            )
            yield Static(keys, id="note-keys", markup=False)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        self._problem.display = False
        self.field.move_cursor(self.field.document.end)

    @property
    def typed(self) -> str:
        """What is in the field."""
        return self.field.text.strip()

    def _is_unsaved(self) -> bool:
        return not self._is_done and self.typed != self._note.strip()

    def action_save_note(self) -> None:
        """Keep the note."""
        if not self._is_unsaved():
            self._end(kept=False)
            return
        typed = self.typed
        self.change_library(lambda library: self._save(library, typed), lambda _done: self._end(kept=True))

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say why the note could not be kept; it stays in the field."""
        self._problem.update(_("Not kept: {error} What you typed is still here.").format(error=error))
        self._problem.display = True

    def action_back(self) -> None:
        """Leave; what was typed only after a question."""
        if not self._is_unsaved():
            self._end(kept=False)
            return
        from reader.tui.screens.question import Question

        def answered(is_yes: bool | None) -> None:
            if is_yes:
                self._end(kept=False)

        question = Question(_("Let go of what you typed?"), yes=_("let it go"), no=_("go on writing"))
        self.app.push_screen(question, answered)

    def _end(self, *, kept: bool) -> None:
        self._is_done = True
        self.dismiss(kept)

    def on_unmount(self) -> None:
        """Keep what was typed when the program ends or somebody goes elsewhere."""
        library = self.reader_app.library_access.opened
        if library is not None and self._is_unsaved():
            try:
                self._save(library, self.typed)
            except LibraryError:
                self.log.error("the note could not be kept")
