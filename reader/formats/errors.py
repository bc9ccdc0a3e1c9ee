"""The one error that says why something could not be read."""

from __future__ import annotations

from reader.formats.cleaning import clean_line
from reader.translation import _

LONGEST_QUOTE = 60
"""How much of somebody's own words an error repeats."""


class FormatError(ValueError):
    """What was to be read is not what it should be. Its text is one line that is safe to show.

    It names the `source` (a path, `-`), the `line` (from 1) and the `key` where they are known,
    the `problem`, and in `advice` what to do about it.
    """

    def __init__(
        self,
        problem: str,
        *,
        source: str = "",
        line: int | None = None,
        key: str = "",
        advice: str = "",
    ) -> None:
        super().__init__(problem)
        self.source = source
        self.line = line
        self.key = key
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        place = [_("line {line}").format(line=self.line)] if self.line is not None else []
        if self.key:
            place.append(self.key)
        told = "; ".join(part for part in (self.problem, self.advice) if part)
        name = _("standard input") if self.source == "-" else self.source
        return clean_line(": ".join(part for part in (name, ", ".join(place), told) if part))


def quoted(words: str) -> str:
    """`words` in quotation marks, on one line and not too long, for use in an error."""
    line = clean_line(words[: LONGEST_QUOTE * 4])
    if len(line) > LONGEST_QUOTE:
        line = line[:LONGEST_QUOTE] + "…"
    return f'"{line}"'
