"""The article on the screen: only the rows in sight are ever painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeAlias

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.article import Actor, Mark, MarkKind, Span
from reader.layout import GUTTER, MEASURE, lay_out
from reader.layout.painting import Painter
from reader.layout.picking import pick
from reader.layout.styles import Highlights
from reader.reading import Quote
from reader.tui.hyperlinks import has_hyperlinks, hyperlink
from reader.tui.widgets import article_messages as messages
from reader.tui.widgets.article_colours import colours_by_share
from reader.tui.widgets.article_selection import block_at, mark_selected, selected_span, selection_of, word_at
from reader.tui.widgets.article_signs import Sign, SignStyles, with_signs
from reader.tui.widgets.article_styles import CLASSES, component_style, page_styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events
    from textual.selection import Selection

    from reader.article import Article
    from reader.layout import Layout
    from reader.reading import Analysis

__all__ = ["ArticleView", "Highlights"]

CHUNK = 32
"""Rows of one block that are painted together: a block can be as long as the article."""
CHUNKS_KEPT = 128
"""More than any screen shows at once."""

Align = Literal["top", "centre", "nearest"]


class _Top(NamedTuple):
    """What is at the top of the view: the first text in sight, and the rows of the view above it."""

    offset: int
    rows_above: int


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """One article, its quotes in panels.

    Offsets are offsets into `Article.text`. Rows count from the top of the layout.
    """

    ALLOW_SELECT = True
    leaves_keys = True
    """The focus changes nothing: every key is the screen's."""
    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 0;

        & > .article--muted { color: $text-muted; }
        & > .article--title { text-style: bold; }
        & > .article--heading { text-style: bold; }
        & > .article--accent { color: $accent; }
        & > .article--border { color: $text-muted; }
        & > .article--quoted { text-style: bold; }
        & > .article--indirect { text-style: italic; }
        & > .article--link { color: $accent; text-style: underline; }
        & > .article--code { background: $panel; }
        & > .article--caption { color: $text-muted; text-style: italic; }
        & > .article--hit { background: $warning 40%; }
        & > .article--current-hit { background: $warning; color: $background; text-style: bold underline; }
        & > .article--in-hand { background: $panel; }
        & > .article--noted { background: $accent 15%; }
        & > .article--sign { color: $accent; text-style: bold; }
    }
    """

    Moved: TypeAlias = messages.Moved
    QuotePicked: TypeAlias = messages.QuotePicked
    ActorPicked: TypeAlias = messages.ActorPicked
    LinkPicked: TypeAlias = messages.LinkPicked

    measure: reactive[int] = reactive(MEASURE, repaint=False)
    """The text width in cells; less where there is no room for it."""
    highlights: reactive[Highlights] = reactive(Highlights.ALL, repaint=False)
    """What of the analysis is shown."""
    hits: reactive[tuple[Span, ...]] = reactive((), repaint=False)
    """What a search found, in order of the text."""
    current_hit: reactive[Span | None] = reactive(None, repaint=False)
    """The hit that the search stands at."""
    quote: reactive[Quote | None] = reactive(None, repaint=False)
    """The quote in hand."""
    actor: reactive[Actor | None] = reactive(None, repaint=False)
    """The actor in hand: every mention stands out."""
    signs: reactive[tuple[Sign, ...]] = reactive((), repaint=False)
    """The bookmarks and notes."""
    actor_colour: reactive[Callable[[Actor], str] | None] = reactive(None, repaint=False)
    """An actor's colour as `#rrggbb`, or "" for none; without it the most quoted get one each."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._layout: Layout | None = None
        self._painter: Painter | None = None
        self._ground: Style | None = None
        self._sign_styles: SignStyles | None = None
        self._strips: LRUCache[tuple[int, int], list[Strip]] = LRUCache(CHUNKS_KEPT)
        self._shown: tuple[Article, Analysis | None] | None = None
        self._place: int | None = None
        self._top: _Top | None = None
        self._is_held = False
        self._is_going = False

    # What is shown

    def show(self, article: Article, analysis: Analysis | None = None, at: int = 0) -> None:
        """Show `article`; again with its analysis when that arrives, which keeps the place.

        Another article begins at the offset `at`, with nothing found and nothing in hand.
        """
        is_new = self._shown is None or self._shown[0] is not article
        self._shown = (article, analysis)
        if is_new:
            self._layout = self._place = self._top = None
            self.hits, self.current_hit, self.quote, self.actor, self.signs = (), None, None, None, ()
            self.scroll_to(y=0, animate=False)
            if at:
                self._top = _Top(at, 0)
        self._lay_out()

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._shown[0] if self._shown else None

    @property
    def analysis(self) -> Analysis | None:
        """Its analysis, once there is one."""
        return self._shown[1] if self._shown else None

    def _lay_out(self) -> None:
        """Lay out for the present size and analysis, with the same text at the top as before."""
        size = self.scrollable_content_region.size
        if self._shown is None or not size.width:
            return
        article, analysis = self._shown
        width = min(size.width, self.measure + 2 * GUTTER)
        has_frames = self.highlights.has_quotes
        self._layout = layout = lay_out(article, analysis, width, frames=has_frames, earlier=self._layout)
        self._repaint()
        self.virtual_size = Size(size.width, layout.height)
        if self._top is not None:
            top, self._is_held = self._top, True
            # Whether it may scroll becomes known only at the next layout of the screen.
            self.scroll_to(y=max(0, layout.row_of(top.offset) - top.rows_above), animate=False, force=True)
            self._is_held = False
        self._post_moved()

    def _repaint(self) -> None:
        """Forget what was painted: its styles or what is in hand changed."""
        self._strips.clear()
        self._painter = self._ground = self._sign_styles = None
        self.refresh()

    watch_measure = watch_highlights = _lay_out
    watch_hits = watch_current_hit = watch_quote = watch_actor = watch_actor_colour = watch_signs = _repaint

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # A resize event would come only after a first paint without text, a sixtieth of a second later.
        before = self._size
        has_changed = super()._size_updated(size, virtual_size, container_size, layout)
        if size != before:
            self._lay_out()
        return has_changed

    def on_resize(self) -> None:
        """Lay out again where a scroll bar came or went and changed the width after all."""
        if self.virtual_size.width != self.scrollable_content_region.width:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Paint in the new theme."""
        super().notify_style_update()
        self._repaint()

    # Painting

    def _current_painter(self, layout: Layout) -> Painter:
        if self._painter is None:
            colour = self.actor_colour or colours_by_share(layout.analysis, dark=self.app.current_theme.dark)
            self._painter = Painter(
                layout,
                page_styles(self, colour),
                self.highlights,
                self.hits,
                self.current_hit,
                self.quote,
                self.actor,
                offsets=True,
                hyperlink=hyperlink if has_hyperlinks() else None,
            )
        return self._painter

    def render_line(self, y: int) -> Strip:
        """The row of the article that is `y` rows below the top of the view."""
        layout, row = self._layout, self.scroll_offset.y + y
        width = self.size.width
        if self._ground is None:
            self._ground = self.rich_style
        ground = self._ground
        if layout is None or row >= layout.height:
            return Strip.blank(width, ground)
        index = layout.index_at_row(row)
        number = row if index is None else row - layout.tops[index]
        strip = self._strips_of(layout, index, number // CHUNK)[number % CHUNK]
        if self.signs:
            strip = with_signs(strip, layout, row, self._left(layout), self.signs, self._styles_of_signs())
        selection = self.text_selection
        if selection is not None:
            strip = self._with_selection(layout, row, strip, selection)
        return strip.adjust_cell_length(width, ground)

    def _styles_of_signs(self) -> SignStyles:
        if self._sign_styles is None:
            sign, words = component_style(self, "article--sign"), component_style(self, "article--noted")
            self._sign_styles = SignStyles(self.rich_style + sign, words)
        return self._sign_styles

    def _strips_of(self, layout: Layout, index: int | None, chunk: int) -> list[Strip]:
        key = (-1 if index is None else index, chunk)
        strips = self._strips.get(key)
        if strips is None:
            first = chunk * CHUNK
            painter = self._current_painter(layout)
            if index is None:
                rows = painter.headline()[first : first + CHUNK]
            else:
                rows = painter.block(index, self.app.console, first, first + CHUNK)
            strips = [self._centred(row, layout) for row in rows]
            self._strips[key] = strips
        return strips

    def _left(self, layout: Layout) -> int:
        """The cells left of the layout, which stands in the middle."""
        return max(0, (self.size.width - layout.width) // 2)

    def _centred(self, row: list[Segment], layout: Layout) -> Strip:
        left = self._left(layout)
        right = max(0, self.size.width - layout.width - left)
        before, after = Segment(" " * left, row[0].style), Segment(" " * right, row[-1].style)
        return Strip([before, *row, after], left + layout.width + right)

    # Moving

    def go_to(self, offset: int, align: Align = "top") -> None:
        """Bring the text at `offset` into view, at the top or in the centre of it.

        `nearest` moves nothing when its block is in view already, and centres it otherwise.
        """
        layout = self._layout
        index = layout.index_at(offset) if layout is not None else None
        if layout is None or index is None:
            return
        height = self.size.height
        row = layout.row_of(offset)
        first = layout.frame_top(index) if row == layout.text_top(index) else row
        if align == "top":
            target = first - 1
        elif align == "nearest" and self._is_in_view(first) and self._is_in_view(row + 1):
            target = self.scroll_offset.y
        else:
            target = min(row - height // 2, first)
        self._scroll_to_row(target, place=offset)

    def move_lines(self, count: int) -> None:
        """Move `count` lines down, or up where it is negative."""
        self._scroll_to_row(self.scroll_offset.y + count)

    def move_pages(self, count: int) -> None:
        """Move `count` pages down, with two lines of the page before still in sight."""
        self._scroll_to_row(self.scroll_offset.y + count * max(1, self.size.height - 2))

    def move_paragraphs(self, count: int) -> None:
        """Move to the start of the `count`th block from here; back first to the start of this one."""
        layout = self._layout
        here = layout.index_at(self.place()) if layout is not None else None
        if layout is None or here is None:
            return
        start = layout.placed[here].block.span.start
        is_inside = self._place is None and layout.frame_top(here) < self.scroll_offset.y
        target = here + count + (1 if count < 0 and is_inside else 0)
        if target < 0:
            self.go_to_start()
        else:
            start = layout.placed[min(target, len(layout.placed) - 1)].block.span.start
            self.go_to(start)

    def go_to_start(self) -> None:
        """Move to the title."""
        self._scroll_to_row(0)

    def go_to_end(self) -> None:
        """Move to the last line."""
        self._scroll_to_row(self.virtual_size.height)

    def _is_in_view(self, row: int) -> bool:
        return self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height

    def _scroll_to_row(self, row: int, place: int | None = None) -> None:
        before = self.place()
        self._place = place
        self._is_going = True
        self.scroll_to(y=max(0, row), animate=False)
        self._is_going = False
        if self.place() != before:
            self._post_moved()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is at the top, so that it stays there, and tell others."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value):
            return
        if not self._is_held:
            self._top = self._top_of_view()
            if not self._is_going:
                self._place = None
                self._post_moved()

    def _post_moved(self) -> None:
        self.post_message(messages.Moved(self, self.place(), self.progress()))

    # Where the reader is

    def _top_of_view(self) -> _Top | None:
        layout, top = self._layout, self.scroll_offset.y
        if layout is None or top <= 0:
            return None
        for row in range(top, min(top + self.size.height, layout.height)):
            span = layout.span_of_row(row)
            if span is not None:
                return _Top(span.start, row - top)
        return _Top(layout.offset_at(top, 0), 0)

    def top_offset(self) -> int:
        """The offset of the first text in sight."""
        return self.visible_span().start

    def visible_span(self) -> Span:
        """The text in sight, from its first character to after its last."""
        layout, top = self._layout, self.scroll_offset.y
        if layout is None:
            return Span(0, 0)
        bottom = min(top + self.size.height, layout.height) - 1
        start = layout.offset_at(top, 0)
        last = layout.span_of_row(bottom)
        return Span(start, max(start, last.end if last else layout.offset_at(bottom, 0)))

    def progress(self) -> float:
        """How far the view is through the article: 0 at the title, 1 when the end is in sight."""
        return min(1.0, self.scroll_offset.y / self.max_scroll_y) if self.max_scroll_y else 1.0

    def place(self) -> int:
        """The offset of where the reader is: what was last gone to, else what they have come to.

        That is the top of the view, and on the last screen a line that sinks from its
        top to its bottom, so that every section is passed.
        """
        if self._place is not None:
            return self._place
        layout, top, height = self._layout, self.scroll_offset.y, self.size.height
        if layout is None:
            return 0
        left = round(self.max_scroll_y) - top
        sunk = (height - left) * (height - 1) // height if top and left < height else 0
        return layout.offset_at(min(top + sunk, layout.height - 1), 0)

    def links_in_sight(self) -> list[tuple[Mark, Offset]]:
        """Each link in sight, and where what can be seen of it begins on the screen."""
        layout, sight = self._layout, self.visible_span()
        if layout is None:
            return []
        found = []
        for span, mark in layout.overlay.marks.over(sight.start, sight.end):
            if mark.kind is MarkKind.LINK:
                offset = max(span.start, sight.start)
                column = self._left(layout) + layout.column_of(offset)
                place = Offset(column, layout.row_of(offset) - self.scroll_offset.y)
                found.append((mark, self.content_region.offset + place))
        return found

    def offset_at_screen(self, x: int, y: int) -> int | None:
        """The offset of the text at a place on the screen; None where the view is not."""
        layout, region = self._layout, self.content_region
        if layout is None or not region.contains(x, y):
            return None
        row = min(y - region.y + self.scroll_offset.y, layout.height - 1)
        return layout.offset_at(row, x - region.x - self._left(layout))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked; twice selects a word, three times a block."""
        event.prevent_default()
        layout = self._layout
        if layout is None:
            return
        row = min(event.y + self.scroll_offset.y, layout.height - 1)
        column = event.x - self._left(layout)
        if event.chain >= 2:
            event.stop()
            find = word_at if event.chain == 2 else block_at
            span = find(layout.article, layout.offset_at(row, column))
            self.screen.selections = {self: selection_of(span)}
        elif self.text_selection is None:
            self._tell_picked(pick(layout, row, column, self.highlights))

    def _tell_picked(self, picked: Mark | Actor | Quote | None) -> None:
        match picked:
            case Mark():
                self.post_message(messages.LinkPicked(self, picked.target))
            case Actor():
                self.post_message(messages.ActorPicked(self, picked))
            case Quote():
                self.post_message(messages.QuotePicked(self, picked))

    # Selection

    def selected_words(self) -> Span | None:
        """The part of the article that is selected; None where nothing is."""
        selection, article = self.text_selection, self.article
        if selection is None or article is None:
            return None
        return selected_span(selection, len(article.text))

    def selected_text(self) -> str:
        """The selected text, as the article has it: no borders, no breaks where a row ended."""
        selection = self.text_selection
        found = self.get_selection(selection) if selection is not None else None
        return found[0] if found is not None else ""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What Textual copies: the article's own characters."""
        article = self.article
        if article is None:
            return None
        return selected_span(selection, len(article.text)).of(article.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection; what was painted still holds."""
        self.refresh()

    def _with_selection(self, layout: Layout, row: int, strip: Strip, selection: Selection) -> Strip:
        selected = selected_span(selection, len(layout.article.text))
        shown = layout.span_of_row(row)
        if shown is None or not selected.overlaps(shown):
            return strip
        left = self._left(layout)
        start = left + layout.column_of(max(selected.start, shown.start))
        end = left + layout.column_of(min(selected.end, shown.end))
        return mark_selected(strip, start, end, component_style(self.screen, "screen--selection"))
