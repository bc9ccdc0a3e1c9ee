"""The program: an article on the screen at once; the command line's parser for all else."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run `g7reader`, or `python -m reader`; returns the exit code."""
    arguments = sys.argv[1:]
    if is_only_a_file(arguments):
        # Starting makes little garbage; the screen collects again once it shows who said what.
        gc.disable()
        from reader.opening import open_on_screen, outcome

        return outcome(lambda: open_on_screen(arguments[0] if arguments else None))
    from reader.cli import main as command_line

    return command_line(arguments)


def is_only_a_file(arguments: list[str]) -> bool:
    """Whether there is nothing to parse: no argument, or one that is a path and no command.

    The parser takes as long to import as a small article takes to appear. No name
    of a command has a dot or a slash in it.
    """
    if any(name.endswith("_COMPLETE") for name in os.environ):  # a shell asks what may follow
        return False
    return not arguments or (
        len(arguments) == 1 and arguments[0][:1] != "-" and any(sign in arguments[0] for sign in "./")
    )


if __name__ == "__main__":
    sys.exit(main())
