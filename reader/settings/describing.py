"""The schema in words: the file that a user begins with, and the table in the documentation."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from reader.settings.schema import SCHEMA, Section, all_settings
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.settings.schema import Setting

_WIDTH = 96


def first_file() -> str:
    """A file with every setting in a comment, at its default, with what it is for."""
    head = _(
        "The settings of g7reader. Everything stands here at its default: take the # away before a key, and "
        "change what follows it. A running reader follows at once. “g7reader config” tells what counts, "
        "“g7reader config check” what is wrong."
    )
    lines = [*_comment(head), ""]
    for entry in SCHEMA:
        lines += _comment(entry.help)
        if isinstance(entry, Section):
            lines.append(f"#{entry.key}:")
            for setting in entry.settings:
                lines += [f"#  {line}" for line in _comment(setting.help)]
                lines += [f"#  {line}" for line in _comment(_allowed(setting))]
                lines.append(f"#  {_line(setting)}")
        else:
            lines += [*_comment(_allowed(entry)), f"#{_line(entry)}"]
        lines.append("")
    return "\n".join(lines)


def table() -> str:
    """The settings as a Markdown table."""
    rows: Iterator[tuple[str, ...]] = (
        (f"`{setting.key}`", _code(setting.kind.written(setting.default)), setting.kind.allowed, setting.help)
        for setting in all_settings()
    )
    head = (("key", "default", "allowed", "what it is for"), ("---",) * 4)
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in (*head, *rows))


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _allowed(setting: Setting) -> str:
    return _("Allowed: {what}.").format(what=setting.kind.allowed)


def _line(setting: Setting) -> str:
    return f"{setting.key.rpartition('.')[2]}: {setting.kind.written(setting.default)}".rstrip()


def _code(written: str) -> str:
    return f"`{written}`" if written else ""
