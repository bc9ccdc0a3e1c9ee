"""What a fetch came to, in sentences for a status line or a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.translation import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from reader.feed import FeedState
    from reader.newsstand.fetching import Looked


@dataclass
class Report:
    """What the looks that were taken so far came to together."""

    looked: int = 0
    new: int = 0
    changed: int = 0
    missed: int = 0
    failing: list[Looked] = field(default_factory=list)
    fruitful: list[Looked] = field(default_factory=list)
    """Those that brought something."""
    events: list[str] = field(default_factory=list)
    """What its user should know, a sentence each: moves, failures, articles missed."""

    def take(self, looked: Looked) -> None:
        """Count a look."""
        self.looked += 1
        self.new += looked.new
        self.changed += looked.changed
        self.missed += len(looked.missed)
        if looked.state.problem:
            self.failing.append(looked)
        if looked.new or looked.changed:
            self.fruitful.append(looked)
        self.events += events(looked)

    def summary(self) -> str:
        """All of it in one sentence without an end: `14 new articles, 2 changed, from 200 feeds; 3 fail`."""
        articles = ngettext("{count} new article", "{count} new articles", self.new)
        told = [articles.format(count=f"{self.new:,}")]
        told += [_("{count} changed").format(count=f"{self.changed:,}")] if self.changed else []
        feeds = ngettext("from {count} feed", "from {count} feeds", self.looked)
        told.append(feeds.format(count=f"{self.looked:,}"))
        failing = len(self.failing)
        fails = ngettext("; {count} feed fails", "; {count} feeds fail", failing) if failing else ""
        return ", ".join(told) + fails.format(count=f"{failing:,}")


def failure(state: FeedState) -> str:
    """Why a feed fails and since when; of one that has ended, that it has."""
    if state.gone or state.failing_since is None:
        return state.problem
    told = _("failing since {time}: {problem}")
    return told.format(time=local_time(state.failing_since), problem=state.problem)


def events(looked: Looked) -> list[str]:
    """What its user should know of a look at a feed, a sentence each: moves, failures, articles missed."""
    told = []
    if looked.moved_from is not None:
        told.append(_("it has moved to {address}").format(address=looked.feed.address))
    if looked.has_twin:
        told.append(_("it has moved to the address of another feed that you follow: remove one of them"))
    if looked.state.problem:
        told.append(failure(looked.state))
    told += [
        _("{article} could not be had: {problem}").format(
            article=f"“{missed.title or missed.address}”", problem=missed.problem
        )
        for missed in looked.missed
    ]
    return [f"{looked.title}: {event}" for event in told]


def local_time(moment: datetime) -> str:
    """A moment as a person reads it, to the minute, where they are."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
