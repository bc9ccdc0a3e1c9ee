"""The user's settings in a running application: used at the start, and again whenever their file changes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.app import App
from textual.message import Message

from reader.settings.loading import Loaded
from reader.settings.schema import Settings
from reader.streams import shows_unicode
from reader.translation import _
from reader.tui.guarding import GuardedApp
from reader.tui.theme import DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from textual.filter import LineFilter

    from reader.formats.errors import FormatError

WATCHED_EVERY = 2.0
"""How often (seconds) the file of the settings is looked at."""

_TO_READ_A_PROBLEM = 12.0


@dataclass
class SettingsRead(Message):
    """The file of the settings changed and was read again."""

    loaded: Loaded


@runtime_checkable
class HeedsSettings(Protocol):
    """A screen to which the settings mean something."""

    def settings_changed(self, before: Settings) -> None:
        """Show what differs from `before`, and leave the rest as the user has it now."""


class PreferringApp(GuardedApp, inherit_bindings=False):
    """An application that looks and listens as its user wants."""

    def __init__(self, loaded: Loaded | None, **options: Any) -> None:
        """`loaded` are the user's settings; without them the defaults count and no file is looked at."""
        super().__init__(**options)
        self.loaded = loaded or Loaded(Settings())
        self.keymap: Mapping[str, str] = {}
        self._is_of_user = loaded is not None
        self._ascii: list[LineFilter] | None = None
        self._stopped = Event()
        self._own_themes = frozenset(own.name for own in THEMES)
        for own in THEMES:
            self.register_theme(own)
        self._begin_with(DARK.name)

    @property
    def settings(self) -> Settings:
        """What the user wants now."""
        return self.loaded.settings

    def use_settings(self, theme: str | None = None) -> None:
        """Look and listen as the settings say from the start; `theme` goes before theirs."""
        wanted = theme or self._chosen_theme() or self.settings.theme
        problems = [*self.loaded.problems, *self._take_keys(), *self.take_theme(wanted)]
        if problems:
            self.call_later(self._tell_problems, problems)
        if self._is_of_user:
            self.call_later(self._watch)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every painted row passes: last, where the terminal shows nothing else, the one to ASCII."""
        filters = super().get_line_filters()
        if self._ascii is None:
            signs = self.settings.signs
            unknown = self._is_of_user and not shows_unicode(sys.__stdout__)
            self._ascii = []
            if signs == "ascii" or (signs == "auto" and unknown):
                from reader.tui.ascii_filter import AsciiFilter

                self._ascii.append(AsciiFilter())
        return [*filters, *self._ascii] if self._ascii else filters

    # Keys ------------------------------------------------------------------

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Bind actions, named by their ids, to other keys; hints and help follow."""
        self.keymap = dict(keymap)
        super().set_keymap(keymap)

    def _take_keys(self) -> tuple[FormatError, ...]:
        if not self.settings.keys:
            if self.keymap:
                self.set_keymap({})
            return ()
        from reader.tui.keymap import keymap_of

        keymap = keymap_of(self.settings.keys, str(self.loaded.path))
        self.set_keymap(keymap.keys)
        return keymap.problems

    # Themes ----------------------------------------------------------------

    def _chosen_theme(self) -> str | None:
        if not self._is_of_user:
            return None
        from reader.settings.memory import chosen_theme

        return chosen_theme(self.settings.theme)

    def take_theme(self, name: str) -> tuple[FormatError, ...]:
        """Change to a theme; what is wrong with it. When it cannot be used, everything stays as it is."""
        if name in self._own_themes:
            if self.is_running or not self.available_themes[name].dark:
                self.theme = name
            else:
                self._begin_with(name)
            return ()
        from reader.tui.theme_choice import theme_named

        theme, problems = theme_named(name)
        if theme is None:
            return problems or (self._no_theme(name),)
        self.register_theme(theme)
        self.set_reactive(App.theme, DARK.name)  # so that the same name with other colours counts as a change
        self.theme = name
        return problems

    def _begin_with(self, name: str) -> None:
        """Have a dark theme from the start, as Textual has before a change.

        A change of theme would parse every style sheet a second time.
        """
        classes = {f"-theme-{self.theme}": False, f"-theme-{name}": True}
        self.set_reactive(App.theme, name)
        self.update_classes(classes, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def choose_theme(self, name: str) -> None:
        """Change to a theme, and begin with it the next time."""
        problems = self.take_theme(name)
        if problems:
            self._tell_problems(list(problems))
        if self.theme == name and self._is_of_user:
            from reader.settings.memory import remember_theme

            remember = partial(remember_theme, name, self.settings.theme)
            Thread(target=remember, name="remembers the theme").start()

    def action_next_theme(self) -> None:
        """Change to the next of the reader's own themes."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) + 1 if self.theme in names else 0
        self.choose_theme(names[place % len(names)])

    def _no_theme(self, name: str) -> FormatError:
        from reader.settings.problems import no_theme
        from reader.tui.theme_choice import theme_names

        return no_theme(self.loaded, name, theme_names())

    # Changes ---------------------------------------------------------------

    def _watch(self) -> None:
        if self.loaded.path is not None:
            watching = (self._watched, self._read_again, self._stopped)
            Thread(target=watch, args=watching, name="settings", daemon=True).start()

    def _watched(self) -> tuple[Path, ...]:
        """The file of the settings, and that of the theme where it has one."""
        assert self.loaded.path is not None
        if self.theme in self._own_themes:
            return (self.loaded.path,)
        from reader.tui.theme_files import theme_file

        of_theme = theme_file(self.theme)
        return (self.loaded.path,) if of_theme is None else (self.loaded.path, of_theme)

    def _read_again(self) -> None:
        from reader.settings.loading import load_settings

        self.post_message(SettingsRead(load_settings(self.loaded.path)))

    def on_settings_read(self, event: SettingsRead) -> None:
        """Do as the settings say now."""
        before, self.loaded = self.settings, event.loaded
        problems = [*self.loaded.problems, *self._take_keys()]
        if self.settings.theme != before.theme:
            problems += self.take_theme(self.settings.theme)
        elif self.theme not in self._own_themes:  # its file may have changed
            problems += self.take_theme(self.theme)
        for screen in self.screen_stack:
            if isinstance(screen, HeedsSettings):
                screen.settings_changed(before)
        if problems:
            self._tell_problems(problems)
        elif self.settings != before:
            self.notify(_("Your settings have changed."), markup=False)

    def _tell_problems(self, problems: list[FormatError]) -> None:
        """Show the first, and how to see the others."""
        told = [str(problems[0])]
        if len(problems) > 1:
            told.append(
                _("And {count} more: “{command}” tells.").format(
                    count=len(problems) - 1, command="g7reader config check"
                )
            )
        self.notify(
            "\n".join(told),
            title=_("Your settings"),
            severity="warning",
            timeout=_TO_READ_A_PROBLEM,
            markup=False,
        )

    def stop_watching(self) -> None:
        """Look at no file any more."""
        self._stopped.set()


def watch(paths: Callable[[], Iterable[Path]], changed: Callable[[], None], stopped: Event) -> None:
    """Call `changed` when a file at one of `paths()` is made, changed or removed, until `stopped`.

    A path that is new among them is only looked at from then on.
    """
    known = {path: _stamp(path) for path in paths()}
    while not stopped.wait(WATCHED_EVERY):
        stamps = {path: _stamp(path) for path in paths()}
        is_changed = any(known.get(path, stamp) != stamp for path, stamp in stamps.items())
        known = stamps
        if is_changed:
            changed()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
