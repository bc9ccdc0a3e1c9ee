"""Reads the tables of statements; their notation is described in `tables/README.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from reader.article import Span

KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}
TOKEN = re.compile(r"\{([dmisv])(\d*):|\}|¶")


@dataclass
class Statement:
    """What a table expects of one quote."""

    kind: str = ""
    spans: list[Span] = field(default_factory=list)
    source: Span | None = None
    via: Span | None = None
    speaker: str = ""


@dataclass
class Case:
    """One line of a table."""

    frame: str
    line: int
    text: str
    statements: list[Statement]

    def __str__(self) -> str:
        return f"{self.line}: {self.text[:60]}"


def read_table(language: str) -> list[Case]:
    """Every case of `tables/<language>.txt`; none where there is no such table."""
    path = Path(__file__).with_name("tables") / f"{language}.txt"
    if not path.exists():
        return []
    frame, cases = "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            frame = line.lstrip("# ")
        elif line.strip():
            cases.append(parse_case(frame, number, line))
    return cases


def parse_case(frame: str, number: int, line: str) -> Case:
    """Take the braces out of `line` and keep what they say."""
    marked, _, speakers = line.partition(" => ")
    text, at, stack = "", 0, []
    statements: dict[str, Statement] = {}
    for match in TOKEN.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group() == "¶":
            text += "\n\n"
        elif match.group() != "}":
            stack.append((match.group(1), match.group(2), len(text)))
        else:
            letter, digits, start = stack.pop()
            for key in digits or "1":
                statement = statements.setdefault(key, Statement())
                span = Span(start, len(text))
                if letter in KINDS:
                    statement.kind = KINDS[letter]
                    statement.spans.append(span)
                elif letter == "s":
                    statement.source = span
                else:
                    statement.via = span
    text += marked[at:]
    assert not stack, f"line {number}: a brace is not closed"
    ordered = sorted(statements.values(), key=lambda statement: statement.spans[0])
    for statement, speaker in zip(ordered, filter(None, speakers.split(", ")), strict=False):
        statement.speaker = speaker
    return Case(frame, number, text, ordered)
