"""A row above the status line that asks for a name or a path."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Static

from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.widgets import Input


class Prompt(Horizontal):
    """Asks one thing at a time; a new question takes the place of an open one."""

    DEFAULT_CSS = """
    Prompt { height: 1; background: $panel; padding: 0 1; display: none; }
    Prompt > .prompt--question { width: auto; max-width: 100%; color: $accent; text-style: bold; }
    Prompt > .prompt--hint { width: auto; color: $quiet; padding: 0 0 0 2; }
    .-tight Prompt > .prompt--hint { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.field = TextField("")
        self._question = Static("", classes="prompt--question", markup=False)
        self._hint = Static("", classes="prompt--hint", markup=False)
        self._then: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """The question, the field and what the keys do."""
        yield self._question
        yield self.field
        yield self._hint

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return bool(self.display)

    def ask(
        self,
        question: str,
        then: Callable[[str], None],
        *,
        hint: str = "",
        value: str = "",
        suggester: Suggester | None = None,
    ) -> None:
        """Ask for a line of text; `then` takes what was typed, unless that is nothing."""
        self._then = then
        self._question.update(question)
        self._hint.update(hint)
        self.display = True
        self.field.suggester = suggester
        self.field.value = value
        self.field.cursor_position = len(value)
        # At once: `focus` would wait for the keys that are already on their way.
        self.screen.set_focus(self.field)

    def enter(self) -> None:
        """Take what was typed."""
        then, typed = self._then, self.field.value.strip()
        self.close()
        if then is not None and typed:
            then(typed)

    def close(self) -> None:
        """Ask nothing any more."""
        self._then = None
        self.display = False
        if self.field.has_focus:
            self.screen.set_focus(None)

    def complete(self) -> None:
        """Take over the completion that is shown behind the cursor."""
        self.field.action_end()
        self.field.action_cursor_right()

    def on_input_changed(self, event: Input.Changed) -> None:
        """This field's typing concerns nobody else."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter was pressed in the field."""
        event.stop()
        self.enter()


def names(known: Iterable[str]) -> Suggester:
    """Completes what begins like one of these."""
    return SuggestFromList(known, case_sensitive=False)


class PathSuggester(Suggester):
    """Completes the path of a file or folder, a name at a time; folders end with a slash."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first name, by the alphabet, that begins as what was typed."""
        return await asyncio.to_thread(completed_path, value)


def completed_path(typed: str) -> str | None:
    """`typed` with the rest of the first name in its folder that begins so; None where there is none.

    Hidden names only where a dot was typed; a `~` stands for the home directory.
    """
    head, tail = os.path.split(typed)
    try:
        folder = Path(head or ".").expanduser()
        found = sorted(
            entry.name + ("/" if entry.is_dir() else "")
            for entry in os.scandir(folder)
            if entry.name.startswith(tail) and (tail.startswith(".") or not entry.name.startswith("."))
        )
    except (OSError, RuntimeError, ValueError):
        return None
    name = next((name for name in found if name.isprintable() and name != tail), None)
    return typed[: len(typed) - len(tail)] + name if name is not None else None
