"""Bookmarks and notes as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from reader.layout.cells import fit
from reader.layout.frames import one_line
from reader.layout.headline import format_date
from reader.library.protocol import Annotation
from reader.translation import _
from reader.tui.widgets.article_signs import BOOKMARK_SIGN, NOTE_SIGN
from reader.tui.widgets.found_quotes import article_label
from reader.tui.widgets.paged_list import PagedList
from reader.tui.widgets.panels import rows
from reader.tui.widgets.pick_list import BLANK, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT = 4
_ROWS_OF_WORDS = 2


class AnnotationList(PagedList[Annotation]):
    """Each with its words, its note, its article and when it was made; picking gives an `Annotation`."""

    advice = ""
    """What to do where there are none."""
    names_articles = True
    """Whether the list is about more than one article."""

    def nothing(self, width: int) -> Iterator[Entry]:
        """What to do where there are none."""
        quiet = Style(color=self.colours["quiet"])
        yield Entry(rows(Text(self.advice, quiet), self.app.console, width, indent=2))

    def draw(self, item: Annotation, width: int) -> Sequence[Entry]:
        """A sign and the words; below them the note, and where and when."""
        colours, console = self.colours, self.app.console
        quiet, accent = Style(color=colours["quiet"]), Style(color=colours["accent"], bold=True)
        plain, strong = Style(color=colours["foreground"]), Style(color=colours["strong"])
        room = max(8, (width - _INDENT - 1) * _ROWS_OF_WORDS - 8)
        text = Text.assemble(
            (fit(one_line(item.words), room), plain),
            *([("\n" + item.note, strong)] if item.note else []),
        )
        if item.span is None:
            gone = _("! these words are no longer in the article")
            text.append(f"\n{gone}", Style(color=colours["warning"]))
        made = format_date(item.made.date())
        text.append(
            f"\n{article_label(item.article)} · {made}" if self.names_articles else f"\n{made}", quiet
        )
        strips = rows(text, console, width - 1, indent=_INDENT)
        sign = rows(Text(NOTE_SIGN if item.note else BOOKMARK_SIGN, accent), console, _INDENT, indent=2)[0]
        first = sign.join([sign.crop(0, _INDENT - 1), strips[0].crop(_INDENT - 1)])
        return [Entry([first, *strips[1:]], item), Entry([BLANK])]
