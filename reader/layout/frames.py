"""Which paragraphs hold quotes, and what their frames say: who, in what role, by which word."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.layout.cells import ELLIPSIS, cells, fit
from reader.reading import How, QuoteKind
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article import Actor, Block
    from reader.reading import Quote

QUOTE_SIGN = "❝"
CARRIED_SIGN = "≈"
PANEL_TITLE_ENDS = 2
"""Cells of the text width that a panel's border keeps beside its title."""
LABEL_SPACE = 2
"""Cells between the two parts of a label."""
SEPARATOR = " · "
_SHORTEST_ROLE = 6
_LEAST_HOW = 12
"""Cells that the words which report keep beside those that tell of a guess."""


class FrameKind(StrEnum):
    """How a paragraph with quotes is set apart."""

    PANEL = "panel"
    """A rounded panel: the paragraph has words in quotation marks."""
    RULE = "rule"
    """A label and a dashed rule at its left: every statement in it is indirect."""


@dataclass(frozen=True, eq=False)
class Frame:
    """What stands around a block: the quotes that it holds, in order of the text."""

    kind: FrameKind
    quotes: tuple[Quote, ...]

    @property
    def rows_below(self) -> int:
        """Rows below the text that belong to the frame."""
        return 1 if self.kind is FrameKind.PANEL else 0

    @cached_property
    def speakers(self) -> tuple[Actor, ...]:
        """The known speakers, in order of the text, each once."""
        return tuple(dict.fromkeys(quote.speaker for quote in self.quotes if quote.speaker))

    def nearest_quote(self, offset: int) -> Quote:
        """The quote whose words are nearest to `offset`; of several, the one with the fewest words."""

        def distance(quote: Quote) -> tuple[int, int]:
            away = min(max(span.start - offset, offset - span.end + 1, 0) for span in quote.spans)
            return away, sum(len(span) for span in quote.spans)

        return min(self.quotes, key=distance)

    @cached_property
    def cued(self) -> frozenset[Actor]:
        """The speakers with a cue here; the others were taken over from the text around."""
        return frozenset(q.speaker for q in self.quotes if q.speaker and q.how is not How.CARRIED)


class Words(NamedTuple):
    """A part of a frame's title: a speaker's name, or words about it."""

    text: str
    speaker: Actor | None = None


class FrameWords(NamedTuple):
    """What a frame says: who speaks, and by which words and in what way."""

    who: tuple[Words, ...]
    how: str


def find_frames(blocks: Sequence[Block], quotes: Sequence[Quote]) -> dict[int, Frame]:
    """The frame of every block that holds words of a quote, by the block's index."""
    starts = [block.span.start for block in blocks]
    held: dict[int, list[Quote]] = {}
    for quote in quotes:
        touched = set()
        for span in quote.spans:
            index = max(0, bisect_right(starts, span.start) - 1)
            while index < len(blocks) and starts[index] < span.end:
                if blocks[index].span.overlaps(span):
                    touched.add(index)
                index += 1
        for index in touched:
            held.setdefault(index, []).append(quote)
    return {index: _frame(found) for index, found in held.items()}


def say(frame: Frame, text: str, width: int) -> FrameWords:
    """What `frame` says on a page with `width` cells of text; `text` is the article's.

    `who` and `how` each fit in the border of a panel; in a label they stand on one row.
    """
    if frame.kind is FrameKind.PANEL:
        width -= PANEL_TITLE_ENDS
        return FrameWords(_who(frame, text, width), _how(frame, text, width))
    how = _how(frame, text, width // 2)
    return FrameWords(_who(frame, text, width - cells(how) - LABEL_SPACE), how)


def _who(frame: Frame, text: str, width: int) -> tuple[Words, ...]:
    """`❝ Name · role`, or all names where there are several; without a name the words that stand for it."""
    speakers = frame.speakers
    parts = [Words(QUOTE_SIGN + " ")] if frame.kind is FrameKind.PANEL else []
    if not speakers:
        sources = dict.fromkeys(one_line(quote.source.of(text)) for quote in frame.quotes if quote.source)
        parts.append(Words(", ".join(sources) or _("speaker not named")))
        parts += [Words(" · " + _("no name given"))] if sources else []
    for number, speaker in enumerate(speakers):
        if number:
            parts.append(Words(", "))
        mark = "" if speaker in frame.cued else CARRIED_SIGN + " "
        parts.append(Words(mark + speaker.name, speaker))
    if speakers and any(quote.speaker is None for quote in frame.quotes):
        parts.append(Words(", " + _("and a speaker not named")))
    if len(speakers) == 1 and speakers[0].role:
        parts.append(Words(" · " + speakers[0].role))
    return _fit_parts(parts, width)


def _how(frame: Frame, text: str, width: int) -> str:
    """`zei · direct`: the words that report, the kinds of quote, and what makes a speaker less sure."""
    line = SEPARATOR.join(_how_parts(frame, text))
    return fit_how(line, width, is_guess=any(quote.how is How.CARRIED for quote in frame.quotes))


def fit_how(line: str, width: int, *, is_guess: bool) -> str:
    """What `line` says of how something was said, in `width` cells; that its speaker is a guess comes last.

    A guess is never cut off: where there is no room for the words, its sign comes first.
    """
    if not is_guess:
        return _fit_line(line, width)
    room = width - cells(with_guess(""))
    if room < _LEAST_HOW:
        return _fit_line(f"{CARRIED_SIGN} {line}", width)
    return with_guess(_fit_line(line, room))


def with_guess(line: str) -> str:
    """What `line` says of how something was said, and that its speaker is a guess."""
    return line + SEPARATOR + _("speaker carried over")


def _fit_line(line: str, width: int) -> str:
    """`line` cut to `width` cells, between its parts without a separator that separates nothing."""
    return fit(line, width).replace(f"{SEPARATOR.rstrip()}{ELLIPSIS}", ELLIPSIS)


def _how_parts(frame: Frame, text: str) -> list[str]:
    quotes = _without_outer_statements(frame.quotes)
    cues = dict.fromkeys(one_line(quote.cue.of(text)) for quote in quotes if quote.cue)
    parts = [", ".join(cues)] if cues else []
    parts.append(", ".join(kind_name(kind) for kind in dict.fromkeys(quote.kind for quote in quotes)))
    reporters = dict.fromkeys(q.via.speaker.name for q in quotes if q.via and q.via.speaker)
    if reporters:
        parts.append(_("via {reporter}").format(reporter=", ".join(reporters)))
    return parts


def kind_name(kind: QuoteKind) -> str:
    """What the interface calls a kind of quote."""
    return {
        QuoteKind.DIRECT: _("direct"),
        QuoteKind.MIXED: _("mixed"),
        QuoteKind.INDIRECT: _("indirect"),
    }[kind]


def one_line(text: str) -> str:
    """`text` with single spaces in it, and no other space."""
    return " ".join(text.split())


def _frame(quotes: list[Quote]) -> Frame:
    is_marked = any(quote.kind is not QuoteKind.INDIRECT for quote in quotes)
    return Frame(FrameKind.PANEL if is_marked else FrameKind.RULE, tuple(quotes))


def _without_outer_statements(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Leave out an indirect statement when the marked words in it have its cue: they say it all."""
    marked = {quote.cue for quote in quotes if quote.kind is not QuoteKind.INDIRECT and quote.cue}
    return tuple(q for q in quotes if q.kind is not QuoteKind.INDIRECT or q.cue not in marked)


def _fit_parts(parts: list[Words], width: int) -> tuple[Words, ...]:
    kept: list[Words] = []
    for part in parts:
        text = fit(part.text, width)
        is_cut_role = part.text.startswith(" · ") and text != part.text
        if width <= 0 or (is_cut_role and cells(text) < _SHORTEST_ROLE):
            break
        kept.append(Words(text, part.speaker))
        width -= cells(text)
    return tuple(kept)
