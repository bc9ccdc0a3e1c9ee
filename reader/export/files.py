"""Files that are there whole or not at all, and never in the place of another that nobody gave up."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO


@contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[TextIO]:
    """A text file in UTF-8 to write, which takes its name when all was written.

    Raises `FileExistsError` where something has that name, unless it is to `replace` it, and
    `OSError` where it cannot be written; then nothing is left behind. A pipe or a device is written as it is.
    """
    target = path.resolve()
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("w", encoding="utf-8", newline="") as stream:  # a folder refuses this
            yield stream
        return
    if not replace:
        target.touch(exist_ok=False)  # the name is ours from here on
    temporary = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        if not replace:
            with suppress(OSError):
                target.unlink()
        raise
