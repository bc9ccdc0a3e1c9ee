"""What goes wrong with a library."""

from __future__ import annotations


class LibraryError(Exception):
    """The library could not do what was asked; the message is one line for the user."""


class NotInLibrary(LibraryError):
    """What was asked for by its number is not there."""
