"""Names for files that any file system takes, whatever an article is called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.formats import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 180
"""Bytes of a name without its ending: file systems take 255, some of them less when they encrypt."""

# What has a meaning in a path, in a shell or to Windows, and what a file manager cannot show.
_UNWANTED = re.compile(r"[/\\:*?\"<>|`$!&;'()\[\]{}#%~^\x00-\x1f\x7f‘’“”„«»]+")
_BLANKS = re.compile(r"[\s_-]+")
_NO_CHARACTER = ("Cn", "Co", "Cs")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any ending, too.
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$?|conout\$?|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.IGNORECASE
)


def safe_name(
    title: str | None, suffix: str, taken: Collection[str] = (), *, otherwise: str = "article"
) -> str:
    """A file name for an article called `title`, with `suffix` (`.md`); `otherwise` where nothing is left.

    It has no separator of paths, no control and no sign of a shell, does not begin or end
    with a dot or a hyphen, is none that Windows keeps to itself, and is at most `LONGEST` bytes
    before its ending. Where `taken` has it, whatever the case, a number is added.
    """
    stem = _cut(_plain(title or "") or otherwise, LONGEST)
    if _RESERVED.match(stem):
        stem = _cut(f"{otherwise}-{stem}", LONGEST)
    names = {_folded(name) for name in taken}
    name, number = f"{stem}{suffix}", 1
    while _folded(name) in names:
        number += 1
        name = f"{_cut(stem, LONGEST - len(str(number)) - 1)}-{number}{suffix}"
    return name


def _plain(title: str) -> str:
    known = (" " if unicodedata.category(one) in _NO_CHARACTER else one for one in clean_line(title))
    words = _UNWANTED.sub(" ", "".join(known))
    return _BLANKS.sub("-", words).strip("-. ")


def _cut(stem: str, most: int) -> str:
    """The beginning of `stem`, at most `most` bytes and no part of a character."""
    if len(stem.encode()) <= most:
        return stem
    cut = stem.encode()[:most].decode(errors="ignore")
    while len(cut) < len(stem) and unicodedata.combining(stem[len(cut)]) and cut:
        cut = cut[:-1]
    return cut.rstrip("-. \u200d") or "article"


def _folded(name: str) -> str:
    """What two names have in common that some file system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()
