"""Bookmarks and notes in an article. `ReaderScreen` builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.article import Span
from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.screens.kept_screen import KeptScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Annotation, Library
    from reader.tui.screens.article_screen import Openable

_LOADING = "annotations"


class AnnotatingScreen(KeptScreen):
    """An article that somebody marks and writes about; for that it is kept in the library."""

    def __init__(self, article: Openable, language: str | None = None, at: Span | None = None) -> None:
        super().__init__(article, language, at)
        self._annotations: Sequence[Annotation] | None = None
        self._storing: set[Span] = set()

    # What there is ---------------------------------------------------------

    def with_entry(self, then: Callable[[ArticleEntry], None], question: str = "") -> None:
        """Have `then` take the article's entry; one that the library does not keep is put there first.

        With a `question` that is asked before.
        """
        if self.reading is None:
            self.say(_("Still finding who said what…"))
        elif self.entry is not None:
            then(self.entry)
        elif question:
            from reader.tui.screens.question import Question

            def answered(is_yes: bool | None) -> None:
                if is_yes:
                    self.keep_article(then)

            self.app.push_screen(Question(question, yes=_("keep it"), no=_("leave it")), answered)
        else:
            self.keep_article(then)

    def _follow_entry(self) -> None:
        """Show the bookmarks and notes of an article that the library keeps."""
        super()._follow_entry()
        self.load_annotations()

    def on_screen_resume(self) -> None:
        """Show what was changed elsewhere."""
        if self._annotations is not None:
            self.load_annotations()

    def load_annotations(self, then: Callable[[], None] | None = None) -> None:
        """Show the bookmarks and notes as they are now; `then` is called when they are known."""
        entry = self.entry
        if entry is None:
            return

        def show(annotations: Sequence[Annotation]) -> None:
            from reader.tui.widgets.article_signs import Sign

            self._annotations = annotations
            placed = [(note.span, bool(note.note)) for note in annotations]
            self.view.signs = tuple(Sign(span, has_note) for span, has_note in placed if span is not None)
            if then is not None:
                then()

        self.ask_library(_LOADING, lambda library: library.annotations(entry.id), show)

    def _on(self, span: Span) -> list[Annotation]:
        return [note for note in self._annotations or () if note.span == span]

    # What one does ---------------------------------------------------------

    def words_in_hand(self) -> Span | None:
        """The words that are selected; else the quote in hand, if it is in view; else the paragraph read."""
        article, selected = self.article, self.view.selected_words()
        if article is None or not article.text.strip():
            return None
        if selected is not None and selected.of(article.text).strip():
            words = selected.of(article.text)
            start = selected.start + len(words) - len(words.lstrip())
            return Span(start, start + len(words.strip()))
        quote, visible = self.view.quote, self.view.visible_span()
        if quote is not None and visible.start <= quote.start < visible.end:
            return Span(quote.start, quote.end)
        block = article.block_at(max(self.view.top_offset(), article.blocks[0].span.start))
        return block.span if block is not None else None

    def action_bookmark(self) -> None:
        """Bookmark the words in hand; words that are bookmarked lose their bookmark."""
        span = self.words_in_hand()
        if span is not None:
            self._with_annotations(lambda entry: self._bookmark(entry, span))

    def _bookmark(self, entry: ArticleEntry, span: Span) -> None:
        if span in self._storing:
            return
        here = self._on(span)
        bookmark = next((one for one in here if not one.note), None)
        if here and bookmark is None:
            self.say(_("These words have a note: {key} opens it.").format(key=keys_for(self.app, "note")))
        elif bookmark is not None:
            number = bookmark.id
            self._store(span, lambda library: library.remove_annotation(number), _("Bookmark removed."))
        else:
            self._store(span, lambda library: library.annotate(entry.id, span), self._bookmarked(span))

    def _bookmarked(self, span: Span) -> str:
        assert self.article is not None
        words = " ".join(span.of(self.article.text).split())
        shown = words if len(words) <= 40 else words[:40].rstrip() + "…"
        return _("Bookmarked: {words}").format(words=shown)

    def _store(self, span: Span, change: Callable[[Library], Future[Any]], told: str) -> None:
        self._storing.add(span)

        def stored(_result: object) -> None:
            self.say(told)
            self.load_annotations(lambda: self._storing.discard(span))

        self.change_library(change, stored, failed=lambda: self._storing.discard(span))

    def action_write_note(self) -> None:
        """Write a note on the words in hand, or go on with the one that is there."""
        span = self.words_in_hand()
        if span is not None:
            self._with_annotations(lambda entry: self._write_note(entry, span))

    def _write_note(self, entry: ArticleEntry, span: Span) -> None:
        from reader.tui.screens.note import NoteDialog

        assert self.article is not None
        here = sorted(self._on(span), key=lambda one: not one.note)

        def save(library: Library, typed: str) -> Future[Any]:
            if here:
                return library.change_note(here[0].id, typed)
            return library.annotate(entry.id, span, typed)

        words, note = span.of(self.article.text), here[0].note if here else ""
        self.app.push_screen(NoteDialog(words, note, save))

    def _with_annotations(self, then: Callable[[ArticleEntry], None]) -> None:
        """Have `then` take the entry when it is known what there is already."""

        def know(entry: ArticleEntry) -> None:
            if self._annotations is None:
                self.load_annotations(lambda: then(entry))
            else:
                then(entry)

        self.with_entry(know)
