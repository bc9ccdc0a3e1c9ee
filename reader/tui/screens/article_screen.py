"""An article on a screen: opened, analysed, and followed as it scrolls. `ReaderScreen` builds on it."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader import log
from reader.reading import Reading
from reader.translation import _
from reader.tui.finding import Finder
from reader.tui.jobs import WorkingScreen
from reader.tui.library_access import StoredReading
from reader.tui.loading import Watched
from reader.tui.start import AtTheList, First
from reader.tui.theme import SpeakerColours
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.ground import Ground, HorizontalGround
from reader.tui.widgets.pick_list import PickList
from reader.tui.widgets.sidebar import Sidebar, section_title, speakers_by_words
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reader.article import Actor, Article, Section, Span
    from reader.library.article_entry import ArticleEntry
    from reader.reading import Analysis

Opened: TypeAlias = "Article | StoredReading | First"
Openable: TypeAlias = "Opened | Callable[[], Opened]"
"""An article, one with its reading from the library, the first of a library, or what loads one of them."""

OPENING = "opening"
ANALYSIS = "analysis"


class ArticleScreen(Ground, WorkingScreen[None]):
    """Shows the text at once, and who said what as soon as that is known."""

    AUTO_FOCUS = ""

    def __init__(self, article: Openable, language: str | None = None, at: Span | None = None) -> None:
        """Opens on `article`; one of the library at `at`, else where its reader left it."""
        super().__init__()
        self._to_open = article
        self._language = language
        self._at = at
        self._jumped_to: Section | None = None
        self.entry: ArticleEntry | None = None
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.speakers = SpeakerColours()
        self.finder = Finder("")
        self.view = ArticleView()
        self.sidebar = Sidebar()
        self.status = StatusLine()

    def compose(self) -> ComposeResult:
        """The article with its sidebar; everything else comes when it is first needed."""
        with HorizontalGround(id="body"):
            yield self.sidebar
            yield self.view
            yield from self.beside()
        yield self.status

    def beside(self) -> Iterable[Widget]:
        """What else stands beside the article from the first paint on."""
        return ()

    # Opening and analysing -------------------------------------------------

    def on_mount(self) -> None:
        """Show the text; what takes longer starts after it is painted."""
        self.view.actor_colour = self._actor_colour
        if callable(self._to_open):
            self.status.state = _("opening…")
            self.in_background(OPENING, self._to_open, self.open)
        else:
            self.open(self._to_open)
        if isinstance(self._to_open, Watched):
            self._to_open.watch(self._tell_from_thread)

    def _tell_from_thread(self, how_far: str) -> None:
        self.call_later(self._tell_opening, how_far)

    def _tell_opening(self, how_far: str) -> None:
        if self.article is None:
            self.status.state = _("opening… {how_far}").format(how_far=how_far)

    def on_unmount(self) -> None:
        """Who leaves waits for nothing."""
        if isinstance(self._to_open, Watched):
            self._to_open.cancel()

    def _actor_colour(self, actor: Actor) -> str:
        return self.speakers.colour(actor, self.app.current_theme) if actor in self.speakers else ""

    def open(self, opened: Opened) -> None:
        """Show an article; one that was not analysed is shown before that is done."""
        match opened:
            case StoredReading():
                self._open_stored(opened)
            case First():
                self._open(opened.article)
            case _:
                self._open(opened)

    def _open(self, article: Article) -> None:
        if self._language is not None:
            article = replace(article, metadata=replace(article.metadata, language=self._language))
        self.article = article
        self.finder = Finder(article.text)
        self.view.show(article, None)
        self.sidebar.sections.show(article, None)
        self.status.state = _("finding who said what…")
        self._follow(0, 0.0)
        self.call_after_refresh(self._analyse)

    def _open_stored(self, stored: StoredReading) -> None:
        """Show a reading of the library, which was analysed when it was added."""
        self.entry, self.article, at = stored.entry, stored.reading.article, self._at
        self.finder = Finder(self.article.text)
        self.view.show(self.article, stored.reading.analysis, at.start if at else self.entry.position)
        self._show_analysis(stored.reading.analysis)
        if at is not None:
            self.call_after_refresh(self.show_place, at)
        self.call_after_refresh(self.collect_again)

    def show_place(self, place: Span) -> None:
        """Show the words that the article was opened for."""
        self.go_to(place.start)

    def _analyse(self) -> None:
        article = self.article
        assert article is not None

        def analyse() -> Analysis:
            from reader.analysis import analyse_article

            # A collection would walk all that was found so far, again and again, and halt the screen.
            gc.disable()
            try:
                return analyse_article(article)
            finally:
                gc.freeze()
                gc.enable()

        self.in_background(ANALYSIS, analyse, self._show_analysis)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong; without an article there is nothing to stay for."""
        if job == OPENING:
            plain = getattr(error, "plain", None)
            if isinstance(error, AtTheList):
                self.reader_app.begin_at_list()
            elif plain is not None:
                self._offer(plain, str(error))
            elif self.is_first:
                self.reader_app.give_up(str(error))
            else:
                super().job_failed(job, error)
                self.leave()
            return
        self.status.state = ""
        if job == ANALYSIS:
            self.sidebar.actors.give_up()
        self.show_notes((_("{job} went wrong: {error!r}").format(job=job, error=error),))

    def _offer(self, plain: Article, problem: str) -> None:
        """Ask whether to show the plain text of a page in which no article was found."""
        from reader.tui.screens.plain_text import PlainTextOffer

        def chosen(is_wanted: bool | None) -> None:
            if is_wanted:
                self._open(plain)
            elif self.is_first:
                self.reader_app.give_up(problem)
            else:
                self.leave()

        self.app.push_screen(PlainTextOffer(problem), chosen)

    def _show_analysis(self, analysis: Analysis) -> None:
        article = self.article
        assert article is not None
        self.reading = Reading(article, analysis)
        self.speakers = SpeakerColours(actor for actor, _words in speakers_by_words(self.reading))
        self.view.show(article, analysis)
        self.sidebar.sections.show(article, analysis)
        self.sidebar.actors.show(self.reading, self.speakers)
        self.status.state = ""
        log.note(
            "article",
            characters=len(article.text),
            blocks=len(article.blocks),
            quotes=len(analysis.quotes),
            actors=len(analysis.actors),
            language=analysis.language or "none",
        )
        self.show_notes((*article.notes, *analysis.notes))
        self.analysis_shown()

    def analysis_shown(self) -> None:
        """What else a screen shows of an analysis that has just come."""

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what the reader of the article should know, above it."""
        if not notes:
            return
        from reader.tui.widgets.notes import Notes

        self.query(Notes).remove()
        self.mount(Notes(notes), before="#body")

    # Where the reader is ---------------------------------------------------

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        """Follow the article as it scrolls."""
        self._follow(event.offset, event.progress)

    def _follow(self, offset: int, progress: float) -> None:
        article = self.article
        if article is None:
            return
        section = article.section_at(offset)
        jumped_to = self._jumped_to
        if jumped_to is not None and self.view.visible_span().overlaps(jumped_to.span):
            section = jumped_to
        elif progress >= 1 and offset > 0:
            section = article.sections[-1]
        self.sidebar.sections.mark(section)
        self.status.section = section_title(section, article) if section is not None else ""
        self.status.progress = progress

    def go_to(self, offset: int, align: Literal["top", "centre"] = "centre") -> None:
        """Bring `offset` into view; its section counts as the one being read until the reader moves on."""
        self.view.go_to(offset, align)
        self.read_section_at(offset)

    def read_section_at(self, offset: int) -> None:
        """Count the section at `offset` as the one being read, wherever it stands on the screen."""
        assert self.article is not None
        self._jumped_to = self.article.section_at(offset)
        self._follow(self.view.top_offset(), self.view.progress())

    def go_to_section(self, section: Section) -> None:
        """Bring the heading of a section to the top."""
        self.go_to(section.span.start, "top")

    def action_go_to_section(self, step: int) -> None:
        """The next section; or the start of this one, then the one before."""
        if self.article is None or not self.article.sections:
            return
        sections = self.article.sections
        here = sections.index(self._section_read() or sections[0])
        within = self._jumped_to is None and self.view.top_offset() > sections[here].span.start
        there = here if step < 0 and within else here + step
        self.go_to_section(sections[max(0, min(there, len(sections) - 1))])

    def _section_read(self) -> Section | None:
        return self.sidebar.sections.marked

    # Moving ----------------------------------------------------------------

    def action_move_lines(self, lines: int) -> None:
        """Some lines down or up; entries, while a list has the focus."""
        if isinstance(self.focused, PickList):
            self.focused.move_cursor(lines)
        else:
            self._jumped_to = None
            self.view.move_lines(lines)

    def action_move_pages(self, pages: int) -> None:
        """Some pages down or up."""
        if isinstance(self.focused, PickList):
            self.focused.move_cursor_page(pages)
        else:
            self._jumped_to = None
            self.view.move_pages(pages)

    def action_move_paragraphs(self, paragraphs: int) -> None:
        """Some paragraphs down or up."""
        self._jumped_to = None
        self.view.move_paragraphs(paragraphs)

    def action_go_to_start(self) -> None:
        """The first line."""
        if isinstance(self.focused, PickList):
            self.focused.move_cursor_to_end(first=True)
        else:
            self._jumped_to = None
            self.view.go_to_start()

    def action_go_to_end(self) -> None:
        """The last line."""
        if isinstance(self.focused, PickList):
            self.focused.move_cursor_to_end()
        else:
            self._jumped_to = None
            self.view.go_to_end()
