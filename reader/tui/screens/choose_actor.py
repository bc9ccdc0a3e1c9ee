"""Choose an actor of the library: type a part of a name or role."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from rich.style import Style
from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.layout.frames import one_line
from reader.library.protocol import ActorEntry
from reader.translation import _
from reader.tui.commands import Scope, bindings
from reader.tui.jobs import WorkingScreen
from reader.tui.screens.moving import MovesList
from reader.tui.widgets.actor_profile import counted
from reader.tui.widgets.paged_list import PagedList
from reader.tui.widgets.panels import ACTOR_KINDS, rows
from reader.tui.widgets.pick_list import Entry, line
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from reader.tui.widgets.pick_list import PickList

_PAGE = 50
_SEARCH = "actors"


class Actors(PagedList[ActorEntry]):
    """Actors of the library, who is quoted most first; picking gives an `ActorEntry`."""

    advice = ""

    def nothing(self, width: int) -> Iterator[Entry]:
        """What to do where nobody was found."""
        quiet = Style(color=self.colours["quiet"])
        yield Entry(rows(Text(self.advice, quiet), self.app.console, width, indent=2))

    def draw(self, item: ActorEntry, width: int) -> Sequence[Entry]:
        """A name with what it is and how much it said; its role below."""
        colours = self.colours
        quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
        name = line(
            width - 1, ("  " + item.name, plain + Style(bold=True)), right=[(f"  {counted(item)}", quiet)]
        )
        what = one_line(item.role) if item.role else ACTOR_KINDS[item.kind]
        return [Entry([name, line(width - 1, ("  " + what, quiet))], item)]


class ChooseActor(MovesList, WorkingScreen[ActorEntry | None], ModalScreen[ActorEntry | None]):
    """Gives back the actor that was chosen, or None."""

    CSS_PATH = "choose_actor.tcss"
    AUTO_FOCUS = "TextField"
    BINDINGS = bindings(Scope.CHOICE)

    def __init__(self, question: str = "") -> None:
        super().__init__()
        self._question = question or _("Whose page?")
        self.field = TextField(_("the beginning of a name or role"))
        self.results = Actors(id="chosen-actors")
        self.results.can_focus = False

    def compose(self) -> ComposeResult:
        """The question, the field and those who are found."""
        with Vertical(id="choose-actor"):
            yield Static(self._question, id="choose-question", markup=False)
            with Horizontal(id="choose-field"):
                yield Static("@ ", id="choose-sign", markup=False)
                yield self.field
            yield self.results
            yield Static(_("↑ ↓ choose   Enter take it   Esc back"), id="choose-keys", markup=False)

    def on_mount(self) -> None:
        """Begin with whom articles quote most."""
        self._search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for those whose names begin so."""
        self._search(event.value)

    def _search(self, typed: str) -> None:
        self.ask_library(
            _SEARCH, lambda library: library.actors(typed, _PAGE, 0), partial(self._show_first, typed)
        )

    def _show_first(self, typed: str, actors: Sequence[ActorEntry]) -> None:
        self.results.advice = (
            _("Nobody in the library has a name or role that begins so.")
            if typed.strip()
            else _("The library names nobody yet: add articles to it.")
        )
        self.results.show(actors, complete=len(actors) < _PAGE)

    def on_paged_list_more_wanted(self, event: PagedList.MoreWanted) -> None:
        """Get more of them."""
        event.stop()
        typed, offset = self.field.value, len(self.results.items)

        def show(actors: Sequence[ActorEntry]) -> None:
            if typed == self.field.value:
                self.results.extend(actors, complete=len(actors) < _PAGE)

        self.ask_library(_SEARCH, lambda library: library.actors(typed, _PAGE, offset), show)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong where they would stand."""
        self.results.advice = str(error)
        self.results.show(())

    def moved_list(self) -> PickList:
        """The list of what can be chosen."""
        return self.results

    def on_input_submitted(self) -> None:
        """Take the chosen one."""
        self.results.pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Take the one that was picked."""
        event.stop()
        self.dismiss(cast("ActorEntry", event.value))

    def action_back(self) -> None:
        """Choose nobody."""
        self.dismiss(None)
