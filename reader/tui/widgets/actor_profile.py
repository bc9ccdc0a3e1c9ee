"""Who an actor is across articles: names, roles over time, quotes per month, whom it is quoted with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from reader.layout.frames import one_line
from reader.translation import _, ngettext
from reader.tui.commands import keys_for
from reader.tui.widgets.months import bars, columns, in_words, month_name
from reader.tui.widgets.panels import ACTOR_KINDS, rows
from reader.tui.widgets.pick_list import BLANK, Entry, PickList, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.library.protocol import ActorChange, ActorEntry, ActorPage, RoleHeld

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What the library knows of an actor beside its quotes, with the changes to it that can be undone."""

    page: ActorPage
    changes: tuple[ActorChange, ...] = ()


def counted(actor: ActorEntry) -> str:
    """How much there is of an actor: `12 quotes in 3 articles`."""
    quotes = ngettext("1 quote", "{n:,} quotes", actor.quotes).format(n=actor.quotes)
    articles = ngettext("1 article", "{n:,} articles", actor.articles).format(n=actor.articles)
    return _("{quotes} in {articles}").format(quotes=quotes, articles=articles)


def when_held(role: RoleHeld) -> str:
    """When articles gave a role, and how many: `Jan 2022 – Mar 2024 · 3 articles`."""
    first, last = month_name(role.first), month_name(role.last)
    articles = ngettext("1 article", "{n:,} articles", role.articles).format(n=role.articles)
    return f"{first if first == last else f'{first} – {last}'} · {articles}"


class ActorProfile(PickList):
    """The profile as a list; picking one of those it is quoted with gives an `ActorEntry`."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.profile: Profile | None = None

    def show(self, profile: Profile) -> None:
        """Show another profile."""
        self.profile = profile
        self.rebuild()

    def build(self, width: int) -> Iterator[Entry]:
        """The profile, once there is one."""
        if self.profile is not None:
            yield from profile_entries(self, self.profile, width)


def profile_entries(widget: PickList, profile: Profile, width: int) -> Iterator[Entry]:
    """A profile as the entries of a list; those it is quoted with can be picked."""
    drawing = _Drawing(widget, width)
    page = profile.page
    yield from drawing.who(page)
    if profile.changes:
        yield from drawing.changes(profile)
    if page.roles:
        yield from drawing.roles(page.roles)
    if page.months:
        yield from drawing.months(page)
    if page.company:
        yield from drawing.company(page)


class _Drawing:
    """Draws the parts of a profile in the colours of a list, `width` cells wide."""

    def __init__(self, widget: PickList, width: int) -> None:
        self._widget, self._width = widget, width
        colours = widget.colours
        self._quiet, self._plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        self._strong, self._accent = (
            Style(color=colours["strong"], bold=True),
            Style(color=colours["accent"]),
        )

    def _text(self, *pieces: tuple[str, Style]) -> Entry:
        text = Text.assemble(*pieces)
        return Entry(rows(text, self._widget.app.console, self._width - 1, indent=_INDENT))

    def _heading(self, title: str) -> Iterator[Entry]:
        yield Entry([BLANK])
        yield Entry([line(self._width, (" " * _INDENT + title, self._quiet + Style(bold=True)))])

    def who(self, page: ActorPage) -> Iterator[Entry]:
        """Name, kind, the usual role, other names, how much there is."""
        actor = page.actor
        yield self._text((actor.name, self._strong), (f"  {ACTOR_KINDS[actor.kind]}", self._quiet))
        if actor.role:
            yield self._text((one_line(actor.role), self._plain))
        others = [one_line(name) for name in page.names if name != actor.name]
        if others:
            yield self._text((_("also: {names}").format(names=", ".join(others)), self._quiet))
        yield self._text((counted(actor), self._quiet))

    def changes(self, profile: Profile) -> Iterator[Entry]:
        """What was merged into it or split from it, and the key that takes that back."""
        page, key = profile.page, keys_for(self._widget.app, "actor.undo")
        names = ", ".join(dict.fromkeys(one_line(actor.name) for actor in page.merged))
        told = (
            _("merged with {names}; {key} undoes").format(names=names, key=key)
            if names
            else _("split; {key} undoes").format(key=key)
        )
        yield self._text((told, self._quiet))

    def roles(self, roles: Iterable[RoleHeld]) -> Iterator[Entry]:
        """What articles call it, the earliest first."""
        yield from self._heading(_("ROLES OVER TIME"))
        for role in roles:
            yield self._text((one_line(role.role), self._plain), (f"\n{when_held(role)}", self._quiet))

    def months(self, page: ActorPage) -> Iterator[Entry]:
        """A bar for each month, and the same in words."""
        yield from self._heading(_("QUOTES PER MONTH"))
        shown = columns(page.months, self._width - 2 * _INDENT)
        yield self._text((bars(shown), self._accent))
        yield self._text((in_words(page.months), self._quiet))

    def company(self, page: ActorPage) -> Iterator[Entry]:
        """Whom articles quote beside it."""
        yield from self._heading(_("QUOTED WITH"))
        for actor, articles in page.company:
            count = ngettext("1 article", "{n:,} articles", articles).format(n=articles)
            name = (" " * _INDENT + actor.name, self._plain)
            yield Entry([line(self._width - 1, name, right=[(f" {count}", self._quiet)])], actor)
