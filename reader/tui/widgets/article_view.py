"""The article on the screen: only the rows in sight are ever painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.article import Actor, Mark, Span
from reader.layout import GUTTER, MEASURE, lay_out
from reader.layout.painting import Painter
from reader.layout.picking import pick
from reader.layout.styles import Highlights
from reader.reading import Quote
from reader.tui.hyperlinks import has_hyperlinks, hyperlink
from reader.tui.widgets import article_messages as messages
from reader.tui.widgets.article_colours import colours_by_share
from reader.tui.widgets.article_rows import ArticleRows, left_of
from reader.tui.widgets.article_sight import Sight, Top
from reader.tui.widgets.article_styles import CLASSES, component_style, page_styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events
    from textual.selection import Selection

    from reader.article import Article
    from reader.layout import Layout
    from reader.reading import Analysis
    from reader.tui.widgets.article_sight import Align
    from reader.tui.widgets.article_signs import Sign, SignStyles

__all__ = ["ArticleView", "Highlights"]


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
        self._rows: ArticleRows | None = None
        self._ground: Style | None = None
        self._shown: tuple[Article, Analysis | None] | None = None
        self._place: int | None = None
        self._top: Top | None = None
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
                self._top = Top(at, 0)
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
        self._rows = self._ground = None
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

    def render_line(self, y: int) -> Strip:
        """The row of the article that is `y` rows below the top of the view."""
        layout, row = self._layout, self.scroll_offset.y + y
        width = self.size.width
        if self._ground is None:
            self._ground = self.rich_style
        if layout is None or row >= layout.height:
            return Strip.blank(width, self._ground)
        if self._rows is None:
            self._rows = self._paint(layout)
        selected = self.selected_words()
        if selected is None:
            strip = self._rows.strip(row)
        else:
            style = component_style(self.screen, "screen--selection")
            strip = self._rows.selected_strip(row, selected, style)
        return strip.adjust_cell_length(width, self._ground)

    def _paint(self, layout: Layout) -> ArticleRows:
        """The rows in the present styles, with what is in hand now."""
        colour = self.actor_colour or colours_by_share(layout.analysis, dark=self.app.current_theme.dark)
        painter = Painter(
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
        return ArticleRows(
            layout, painter, self.app.console, self.size.width, self.signs, self._styles_of_signs()
        )

    def _styles_of_signs(self) -> SignStyles | None:
        if not self.signs:
            return None
        from reader.tui.widgets.article_signs import SignStyles

        sign, words = component_style(self, "article--sign"), component_style(self, "article--noted")
        return SignStyles(self.rich_style + sign, words)

    def _left(self, layout: Layout) -> int:
        return left_of(layout, self.size.width)

    # Moving

    def go_to(self, offset: int, align: Align = "top") -> None:
        """Bring the text at `offset` into view, at the top or in the centre of it.

        `nearest` moves nothing when its block is in view already, and centres it otherwise.
        """
        sight = self._sight()
        row = sight.row_to_show(offset, align) if sight is not None else None
        if row is not None:
            self._scroll_to_row(row, place=offset)

    def move_lines(self, count: int) -> None:
        """Move `count` lines down, or up where it is negative."""
        self._scroll_to_row(self.scroll_offset.y + count)

    def move_pages(self, count: int) -> None:
        """Move `count` pages down, with two lines of the page before still in sight."""
        self._scroll_to_row(self.scroll_offset.y + count * max(1, self.size.height - 2))

    def move_paragraphs(self, count: int) -> None:
        """Move to the start of the `count`th block from here; back first to the start of this one."""
        sight = self._sight()
        if sight is None or not sight.layout.placed:
            return
        start = sight.block_start(self.place(), count, at_start=self._place is not None)
        if start is None:
            self.go_to_start()
        else:
            self.go_to(start)

    def go_to_start(self) -> None:
        """Move to the title."""
        self._scroll_to_row(0)

    def go_to_end(self) -> None:
        """Move to the last line."""
        self._scroll_to_row(self.virtual_size.height)

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
            sight = self._sight()
            self._top = sight.first_text() if sight is not None else None
            if not self._is_going:
                self._place = None
                self._post_moved()

    def _post_moved(self) -> None:
        self.post_message(messages.Moved(self, self.place(), self.progress()))

    # Where the reader is

    def _sight(self) -> Sight | None:
        return (
            Sight(self._layout, self.scroll_offset.y, self.size.height) if self._layout is not None else None
        )

    def top_offset(self) -> int:
        """The offset of the first text in sight."""
        return self.visible_span().start

    def visible_span(self) -> Span:
        """The text in sight, from its first character to after its last."""
        sight = self._sight()
        return sight.span() if sight is not None else Span(0, 0)

    def progress(self) -> float:
        """How far the view is through the article: 0 at the title, 1 when the end is in sight."""
        return min(1.0, self.scroll_offset.y / self.max_scroll_y) if self.max_scroll_y else 1.0

    def place(self) -> int:
        """The offset of where the reader is: what was last gone to, else what they have come to."""
        if self._place is not None:
            return self._place
        sight = self._sight()
        return sight.place(round(self.max_scroll_y) - sight.top) if sight is not None else 0

    def links_in_sight(self) -> list[tuple[Mark, Offset]]:
        """Each link in sight, and where what can be seen of it begins on the screen."""
        sight = self._sight()
        if sight is None:
            return []
        corner = self.content_region.offset + Offset(self._left(sight.layout), 0)
        return [(mark, corner + Offset(column, row)) for mark, column, row in sight.links()]

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
            from reader.tui.widgets.article_selection import block_at, selection_of, word_at

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
        from reader.tui.widgets.article_selection import selected_span

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
        from reader.tui.widgets.article_selection import selected_span

        return selected_span(selection, len(article.text)).of(article.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection; what was painted still holds."""
        self.refresh()
