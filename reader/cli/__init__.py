"""The command line: a module a command, and `program`, which picks one.

A command is one module with a `click` command, and one line in `COMMANDS` of `program`.
It is imported when it runs, and imports inside its functions what only it needs.
"""

from __future__ import annotations

from reader.cli.program import main
from reader.cli.writing import NOTHING_FOUND
from reader.opening import BAD_INPUT, DONE, INTERRUPTED

__all__ = ["BAD_INPUT", "DONE", "INTERRUPTED", "NOTHING_FOUND", "main"]
