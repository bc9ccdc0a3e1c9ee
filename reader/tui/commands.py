"""Every action of the reader, once: its keys, its words and what carries it out.

Bindings, the hints in the status line, the help screen and the command palette are
all made from `ACTIONS`. The `id` of an action is stable: a keymap that a user sets
(`App.set_keymap`) names actions by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.keys import format_key

from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.app import App


class Scope(Enum):
    """Where the keys of an action work."""

    APP = auto()
    READER = auto()
    SEARCH = auto()
    HELP = auto()
    ACTOR = auto()
    CHOICE = auto()
    QUESTION = auto()
    LIBRARY = auto()
    VERIFY = auto()
    NOTES = auto()
    NOTE = auto()


class Group(Enum):
    """What an action is for: a heading in the help."""

    MOVE = _("Move")
    QUOTES = _("Quotes and actors")
    FIND = _("Find")
    VIEW = _("View")
    LIBRARY = _("Library")
    PROGRAM = _("Program")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do.

    `keys` are Textual key names, separated by commas; `handler` is a Textual action
    on the screen (or `app.…`). `hint` is the word for the status line, for the few
    actions that stand there, in the order of the registry.
    """

    id: str
    keys: str
    handler: str
    title: str
    help: str
    group: Group
    hint: str = ""
    scopes: tuple[Scope, ...] = (Scope.READER,)


_LISTS = (Scope.READER, Scope.SEARCH, Scope.HELP, Scope.ACTOR, Scope.CHOICE, Scope.LIBRARY, Scope.VERIFY,
          Scope.NOTES)  # fmt: skip
_PAGES = (Scope.READER, Scope.ACTOR)
_KEPT = (Scope.READER, Scope.LIBRARY)

ACTIONS: tuple[Action, ...] = (
    Action("line.next", "j,down", "move_lines(1)", _("Line down"),
           _("Move one line down"), Group.MOVE, scopes=_LISTS),
    Action("line.previous", "k,up", "move_lines(-1)", _("Line up"),
           _("Move one line up"), Group.MOVE, scopes=_LISTS),
    Action("page.next", "space,pagedown", "move_pages(1)", _("Page down"),
           _("Move one page down"), Group.MOVE, scopes=_LISTS),
    Action("page.previous", "b,pageup", "move_pages(-1)", _("Page up"),
           _("Move one page up"), Group.MOVE, scopes=_LISTS),
    Action("start", "g,home", "go_to_start", _("Start of the article"),
           _("Go to the first line"), Group.MOVE, scopes=_LISTS),
    Action("end", "G,end", "go_to_end", _("End of the article"),
           _("Go to the last line"), Group.MOVE, scopes=_LISTS),
    Action("section.next", "right_square_bracket", "go_to_section(1)", _("Next section"),
           _("Go to the next section"), Group.MOVE),
    Action("section.previous", "left_square_bracket", "go_to_section(-1)", _("Previous section"),
           _("Go to the start of this section, then to the one before"), Group.MOVE),
    Action("paragraph.next", "right_curly_bracket", "move_paragraphs(1)", _("Next paragraph"),
           _("Move to the next paragraph"), Group.MOVE),
    Action("paragraph.previous", "left_curly_bracket", "move_paragraphs(-1)", _("Previous paragraph"),
           _("Move to the paragraph before"), Group.MOVE),
    Action("quote.next", "full_stop", "go_to_quote(1)", _("Next quote"),
           _("Take the next quote in hand"), Group.QUOTES, hint=_("next quote")),
    Action("quote.previous", "comma", "go_to_quote(-1)", _("Previous quote"),
           _("Take the quote before in hand"), Group.QUOTES),
    Action("quote.search", "quotation_mark", "search_quotes", _("Search the quotes"),
           _("Search what was said: words, by:name about:name in:section kind:direct"),
           Group.QUOTES, hint=_("search quotes"), scopes=_PAGES),
    Action("actors", "at", "choose_actor", _("Choose an actor"),
           _("Go to the list of who speaks; Enter takes one in hand"), Group.QUOTES, hint=_("actors"),
           scopes=_PAGES),
    Action("quote.verify", "v", "verify_quote", _("Was this really said?"),
           _("The quote in hand beside the closest ones in the library, and what differs"), Group.QUOTES),
    Action("actor.page", "p", "open_actor_page", _("Actor page"),
           _("All that the library knows of the actor, or of the speaker of the quote, in hand"),
           Group.QUOTES),
    Action("actor.find", "P", "app.find_actor", _("Find an actor in the library"),
           _("Type the beginning of a name or role; Enter opens its page"), Group.QUOTES,
           scopes=(Scope.APP,)),
    Action("actor.merge", "ampersand", "merge_actor", _("Merge with another actor"),
           _("On the page of an actor: take another one for the same; asks first"), Group.QUOTES,
           scopes=(Scope.ACTOR,)),
    Action("actor.split", "vertical_line", "split_actor", _("Split an actor"),
           _("On the page of an actor: the chosen quote's article speaks of somebody else; asks first"),
           Group.QUOTES, scopes=(Scope.ACTOR,)),
    Action("actor.undo", "U", "undo_change", _("Undo a merge or split"),
           _("On the page of an actor: take back the latest; asks first"), Group.QUOTES,
           scopes=(Scope.ACTOR,)),
    Action("open", "enter", "open_in_hand", _("Open what is in hand"),
           _("Open the quote or actor in hand: role, other names, everything else it said"), Group.QUOTES,
           scopes=(*_PAGES, Scope.QUESTION, Scope.LIBRARY, Scope.VERIFY, Scope.NOTES)),
    Action("copy", "y", "copy_quote", _("Copy the quote"),
           _("Copy the quote in hand with who said it, where and when"), Group.QUOTES, hint=_("copy")),
    Action("scope", "tab", "switch_scope", _("Switch between here and everywhere"),
           _("Search this article, or the whole library; what an actor said, or what is said about it"),
           Group.FIND, scopes=(Scope.SEARCH, Scope.ACTOR, Scope.NOTES)),
    Action("find", "slash", "find", _("Find in the article"),
           _("Find words in the article; capitals and accents never matter"), Group.FIND, hint=_("find")),
    Action("find.next", "n", "find_again(1)", _("Next hit"),
           _("Go to the next place found"), Group.FIND),
    Action("find.previous", "N", "find_again(-1)", _("Previous hit"),
           _("Go to the place found before"), Group.FIND),
    Action("sidebar", "s", "toggle_sidebar", _("Show or hide the sidebar"),
           _("Sections and actors beside the article; searches, tags and outlets beside the library"),
           Group.VIEW, scopes=_KEPT),
    Action("inspector", "i", "toggle_inspector", _("Show or hide the inspector"),
           _("The quote in hand and its speaker"), Group.VIEW),
    Action("measure.wider", "plus", "change_measure(4)", _("Wider lines"),
           _("Make the lines of the article longer"), Group.VIEW),
    Action("measure.narrower", "minus", "change_measure(-4)", _("Narrower lines"),
           _("Make the lines of the article shorter"), Group.VIEW),
    Action("measure.default", "equals_sign", "default_measure", _("Default line length"),
           _("Go back to lines of 72 cells"), Group.VIEW),
    Action("highlights", "h", "cycle_highlights", _("Change the highlights"),
           _("Mark all, only quotes, only actors, or nothing"), Group.VIEW),
    Action("theme", "t", "app.next_theme", _("Change the theme"),
           _("Dark or light"), Group.VIEW, scopes=(Scope.APP,)),
    Action("library", "l", "app.show_library", _("The library"),
           _("The articles that are kept, the newest first"), Group.LIBRARY, hint=_("library"),
           scopes=(Scope.APP,)),
    Action("library.filter", "slash", "filter", _("Filter the library"),
           _("Narrow the articles while typing: words, by:name outlet:name tag:name is:unread"),
           Group.LIBRARY, hint=_("filter"), scopes=(Scope.LIBRARY,)),
    Action("library.quotes", "quotation_mark", "search_library", _("Search all quotes"),
           _("What was said in the articles of the library, narrowed while typing"),
           Group.LIBRARY, hint=_("quotes"), scopes=(Scope.LIBRARY,)),
    Action("library.add", "A", "add_to_library", _("Add to the library"),
           _("From the library a file or a folder; from an open article this one"),
           Group.LIBRARY, hint=_("add"), scopes=_KEPT),
    Action("library.star", "asterisk", "toggle_star", _("Star the article"),
           _("Star the article in hand, or take its star away"), Group.LIBRARY, hint=_("star"), scopes=_KEPT),
    Action("library.read", "u", "toggle_read", _("Mark as read or unread"),
           _("Mark the article in hand as read, or as unread"), Group.LIBRARY, hint=_("read"), scopes=_KEPT),
    Action("library.tag", "number_sign", "tag", _("Tag the article"),
           _("Give the article in hand a tag; the same one again takes it away"),
           Group.LIBRARY, scopes=_KEPT),
    Action("library.side", "tab", "switch_side", _("To the searches, tags and outlets"),
           _("And back to the articles; completes what is typed where something is asked"),
           Group.LIBRARY, scopes=(Scope.LIBRARY,)),
    Action("library.save", "S", "save_search", _("Save the search"),
           _("Keep what the library is narrowed to under a name"), Group.LIBRARY, scopes=(Scope.LIBRARY,)),
    Action("library.remove", "d,delete", "remove", _("Remove from the library"),
           _("Forget the article in hand, or the saved search; asks first"),
           Group.LIBRARY, scopes=(Scope.LIBRARY,)),
    Action("bookmark", "m", "bookmark", _("Bookmark"),
           _("The quote in hand or the selected words, else the paragraph at the top; again takes it away"),
           Group.LIBRARY),
    Action("note", "a", "write_note", _("Write a note"),
           _("On the quote in hand or the selected words, else the paragraph at the top"), Group.LIBRARY,
           scopes=(Scope.READER, Scope.NOTES)),
    Action("note.save", "ctrl+s", "save_note", _("Keep the note"),
           _("While a note is written: keep it and go back"), Group.LIBRARY, scopes=(Scope.NOTE,)),
    Action("note.remove", "d,delete", "remove_note", _("Remove a bookmark or note"),
           _("In their list; asks first where there is a note"), Group.LIBRARY, scopes=(Scope.NOTES,)),
    Action("notes", "M", "app.show_notes", _("Bookmarks and notes"),
           _("Those of this article, or all; Enter goes there"), Group.LIBRARY, scopes=(Scope.APP,)),
    Action("browser", "o", "open_in_browser", _("Open the page in a browser"),
           _("Open the page that the article comes from"), Group.PROGRAM),
    Action("links", "f", "pick_link", _("Open a link"),
           _("Type the letter on a link to open it in a browser, with Shift to read it here"),
           Group.PROGRAM),
    Action("feeds.fetch", "r", "app.fetch_feeds", _("Fetch the feeds"),
           _("Bring what is new in the feeds into the library, in the background; again to stop"),
           Group.LIBRARY, scopes=(Scope.APP,)),
    Action("help", "question_mark", "help", _("Help"),
           _("Every key, and what the marks mean"), Group.PROGRAM, hint=_("help"),
           scopes=(*_PAGES, Scope.LIBRARY)),
    Action("palette", "ctrl+p", "app.command_palette", _("Command palette"),
           _("Every action by name; sections and actors too"), Group.PROGRAM, scopes=(Scope.APP,)),
    Action("back", "q,escape", "back", _("Back"),
           _("Close what is open, then go back to where you were, then quit"),
           Group.PROGRAM, scopes=(*_LISTS, Scope.QUESTION, Scope.NOTE)),
    Action("quit", "ctrl+q", "app.quit", _("Quit"),
           _("Leave the reader"), Group.PROGRAM, scopes=(Scope.APP,)),
    Action("interrupt", "ctrl+c", "app.quit", _("Copy the selection, or quit"),
           _("Copy the words that are selected with the mouse; without any, leave the reader"),
           Group.PROGRAM, scopes=(Scope.APP,)),
    Action("suspend", "ctrl+z", "app.suspend_process", _("Go to the shell"),
           _("Stop here and go to the shell; “fg” there comes back"), Group.PROGRAM, scopes=(Scope.APP,)),
)  # fmt: skip
"""The registry, in the order in which help and status line show it."""


EVERYWHERE = ("palette", "quit", "suspend")
"""Actions whose keys work over every screen."""

UNBOUND = "<none>"
"""What a keymap gives to an action that is to have no key: nobody can press it."""


def bindings(scope: Scope) -> list[BindingType]:
    """The key bindings of one scope, each with the stable id of its action."""
    return [
        Binding(action.keys, action.handler, action.title, id=action.id, priority=action.id in EVERYWHERE)
        for action in ACTIONS
        if scope in action.scopes
    ]


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action as a person reads them, under a user's keymap; none where the user took them."""
    keys = keymap.get(action.id, action.keys)
    if keys == UNBOUND:
        return ()
    return tuple(key_name(key.strip()) for key in keys.split(","))


def keys_for(app: App[object], action_id: str) -> str:
    """The first key of an action, for a sentence that tells to press it; without one, its name."""
    action = next(action for action in ACTIONS if action.id == action_id)
    return next(iter(keys_of(action, getattr(app, "keymap", {}))), action.title)


_KEY_NAMES = {
    "space": _("Space"),
    "tab": "Tab",
    "escape": "Esc",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """One Textual key name as a person reads it: `full_stop` is `.`, `ctrl+p` is `Ctrl+P`."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    shown = _KEY_NAMES.get(last) or format_key(last)
    if not modifiers:
        return shown
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown.upper()])


class Commands(Provider):
    """The command palette: every action of the reader, and the places of the article."""

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        keymap = getattr(self.app, "keymap", {})
        # Moving has obvious keys, so it comes last here.
        for action in sorted(ACTIONS, key=lambda action: action.group is Group.MOVE):
            if action.id == "palette" or not self._is_possible(action):
                continue
            keys = "  ".join(keys_of(action, keymap))
            yield action.title, f"{keys} · {action.help}", self._run(action.handler)

    def _is_possible(self, action: Action) -> bool:
        """Whether the screen that is open can carry it out."""
        name = action.handler.partition("(")[0]
        target, name = (self.app, name[4:]) if name.startswith("app.") else (self.screen, name)
        return hasattr(target, f"action_{name}")

    def _run(self, handler: str) -> Callable[[], object]:
        return lambda: self.screen.run_action(handler)

    async def discover(self) -> Hits:
        """Every action, before anything is typed."""
        for title, help_text, run in self._actions():
            yield DiscoveryHit(title, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Actions that match loosely, and places whose name holds the words."""
        from textual.content import Content

        from reader.library.folding import fold_text
        from reader.tui.screens.reader import ReaderScreen

        matcher = self.matcher(query)
        for title, help_text, run in self._actions():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, text=title, help=help_text)
        if isinstance(self.screen, ReaderScreen):
            for name, what, go in self.screen.places():
                if fold_text(query) in fold_text(name):
                    yield Hit(0.5, Content(name), go, text=name, help=what)
