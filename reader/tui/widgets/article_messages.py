"""What an article view tells the screen around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.article import Actor
    from reader.reading import Quote


@dataclass
class FromView(Message, namespace="article_view"):
    """What comes from a view; `view` is the one."""

    view: Widget

    @property
    def control(self) -> Widget:
        """The view that it comes from."""
        return self.view


@dataclass
class Moved(FromView, namespace="article_view"):
    """Another part of the article came into view: where the reader is, and how far (0 to 1)."""

    offset: int
    progress: float


@dataclass
class QuotePicked(FromView, namespace="article_view"):
    """A quote, or the frame around it, was clicked."""

    quote: Quote


@dataclass
class ActorPicked(FromView, namespace="article_view"):
    """The name of an actor was clicked."""

    actor: Actor


@dataclass
class LinkPicked(FromView, namespace="article_view"):
    """A link was clicked; `target` is as the article has it and not checked."""

    target: str
