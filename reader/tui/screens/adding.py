"""Adding files to the library from its screen: counted while it goes on, and told of at the end."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from reader.translation import _, ngettext
from reader.tui.screens.entry_actions import EntryActions
from reader.tui.widgets.prompt import PathSuggester

if TYPE_CHECKING:
    from reader.library.protocol import Library

ADDING = "adding"

_BAR = 24
_LOOK = 0.1
_SHOW_NEW_AFTER = 2.0
_TOLD = 3


@dataclass
class Progress:
    """How far adding is. Its thread writes, the screen reads; `is_stopped` the other way round."""

    started: float = field(default_factory=time.monotonic)
    total: int | None = None
    changes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    skipped: int = 0
    is_stopped: bool = False

    @property
    def done(self) -> int:
        """The files that were stored or refused."""
        return self.changes.total() + len(self.problems)

    def line(self) -> Content:
        """A bar, how many of how many, how fast, and the time that is left."""
        stop = Content.assemble("   ", ("Esc", "bold $strong"), _(" stops"))
        if self.is_stopped:
            return Content(_("stopping; what was read is stored…"))
        if self.total is None:
            return Content(_("looking for articles…")) + stop
        full = round(self.done / max(1, self.total) * _BAR)
        bar = Content.assemble(("━" * full, "$accent"), ("─" * (_BAR - full), "$faint"))
        told = [_("adding {done} of {total}").format(done=f"{self.done:,}", total=f"{self.total:,}")]
        seconds = time.monotonic() - self.started
        if self.done and seconds > 1:
            rate = self.done / seconds
            left = round((self.total - self.done) / rate)
            told += [
                _("{rate} a second").format(rate=f"{rate:,.0f}" if rate >= 1 else f"{rate:.1f}"),
                _("{minutes}:{seconds:02} left").format(minutes=left // 60, seconds=left % 60),
            ]
        return Content.assemble(bar, "  ", " · ".join(told)) + stop

    def summary(self) -> str:
        """What was done, in a sentence."""
        stored = self.changes.total()
        if not stored and not self.problems:
            return _("No articles were found there: they are called .txt, .md, .html and the like.")
        words = {
            "new": _("{count} new"),
            "updated": _("{count} updated"),
            "unchanged": _("{count} as before"),
        }
        told = [words[kind].format(count=f"{self.changes[kind]:,}") for kind in words if self.changes[kind]]
        text = ngettext("{count} article added", "{count} articles added", stored).format(count=f"{stored:,}")
        text += f" ({', '.join(told)})" if told else ""
        return _("Stopped: {text}").format(text=text) if self.is_stopped else text


class AddingScreen(EntryActions):
    """A screen that files can be added from. One lot at a time; leaving the screen stops it."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._shown_at = 0.0
        self.adding_line: Static | None = None

    @property
    def is_adding(self) -> bool:
        """Whether files are being added."""
        return self._progress is not None

    async def action_add_to_library(self) -> None:
        """Ask for a file or folder to add."""
        if self.is_adding:
            self.say(_("Files are being added; Esc stops that."))
            return
        prompt = await self.prompt()
        prompt.ask(
            _("Add "),
            self.add_path,
            hint=_("file or folder   Tab completes   Esc back"),
            suggester=PathSuggester(),
        )

    def add_path(self, typed: str) -> None:
        """Add the article at a path, or all that are in a folder."""
        progress = self._progress = Progress()
        if self.adding_line is None:
            self.adding_line = Static("", id="adding", markup=False)
            self.mount(self.adding_line, before="StatusLine")
        self.adding_line.display = True
        self._shown_at = time.monotonic()
        self.set_interval(_LOOK, self._look, name=ADDING)
        access = self.reader_app.library_access

        def add() -> None:
            add_all(access.put(lambda library: library).result(), str(Path(typed).expanduser()), progress)

        self.in_background(ADDING, add, lambda _none: self._added(progress))
        self._look()

    def _look(self) -> None:
        """Show how far it is; now and then, what is new."""
        if self._progress is None or self.adding_line is None:
            return
        self.adding_line.update(self._progress.line())
        if self._progress.changes and time.monotonic() - self._shown_at > _SHOW_NEW_AFTER:
            self._shown_at = time.monotonic()
            self.reload()

    def stop_adding(self) -> None:
        """Read no more files; what was read is stored."""
        if self._progress is not None:
            self._progress.is_stopped = True

    def on_unmount(self) -> None:
        """Nobody waits for the rest any more."""
        self.stop_adding()

    def _end(self) -> None:
        self._progress = None
        if self.adding_line is not None:
            self.adding_line.display = False

    def _added(self, progress: Progress) -> None:
        self._end()
        self.notify(progress.summary(), markup=False)
        self.show_problems(progress.problems)
        self.reload()

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """What was stored before stays."""
        if job == ADDING:
            self._end()
            self.reload()
        super().job_failed(job, error)

    def show_problems(self, problems: list[str]) -> None:
        """Say which files were not added, and why."""
        if not problems:
            return
        from reader.tui.widgets.notes import Notes

        more = len(problems) - _TOLD
        told = problems[:_TOLD]
        if more > 0:
            told.append(ngettext("and 1 more file", "and {n} more files", more).format(n=f"{more:,}"))
        self.query(Notes).remove()
        self.mount(Notes(tuple(told)), before="#body")

    def reload(self) -> None:
        """Show what the library holds now."""


def add_all(library: Library, path: str, progress: Progress) -> None:
    """Add what is at `path` and count it in `progress`. Raises `LibraryError`."""
    from reader.library.adding import Refused, add_files, find_files

    found = find_files([path])
    progress.problems += [refused.problem for refused in found.refused]
    progress.skipped = found.skipped
    progress.total = len(found.articles)
    progress.started = time.monotonic()
    for one in add_files(library, found.articles, is_stopped=lambda: progress.is_stopped):
        if isinstance(one, Refused):
            progress.problems.append(one.problem)
        else:
            progress.changes[one.added.change] += 1
