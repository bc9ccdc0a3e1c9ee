"""What a part of a query becomes, and how parts are joined by and, or and not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Match:
    """A condition that the full-text index answers, in its syntax; `negated` where that must not match."""

    expression: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition over the tables `quotes` (q) and `articles` (a), with its parameters.

    `articles` selects the articles it leaves, where that is what it does. `reads` says
    that readings are opened for it, so that counting what it leaves takes long.
    """

    sql: str
    parameters: tuple[object, ...] = ()
    articles: str = ""
    reads: bool = False


EVERYTHING = Condition("1")
"""What every quote and article answers."""

NOTHING = Condition("0")
"""What none answers."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A match and a condition that must both hold, where there are such."""

    match: str | None
    condition: Condition | None


def as_condition(part: Match | Condition) -> Condition:
    """The part as SQL that can stand anywhere; a match becomes a list to look in."""
    if isinstance(part, Condition):
        return part
    among = "NOT IN" if part.negated else "IN"
    select = "SELECT rowid FROM quote_search WHERE quote_search MATCH ?"
    return Condition(f"q.id {among} ({select})", (part.expression,))


def _either(matches: Sequence[Match]) -> str:
    return " OR ".join(f"({match.expression})" for match in matches)


def conjunction(parts: Sequence[Match | Condition]) -> Joined:
    """All of the parts: their matches as one, their conditions as one."""
    matches = [part for part in parts if isinstance(part, Match)]
    wanted = [part for part in matches if not part.negated]
    unwanted = [part for part in matches if part.negated]
    conditions = [part for part in parts if isinstance(part, Condition)]
    if not wanted:  # the index has no way to list what does not match
        return Joined(None, all_of([*conditions, *map(as_condition, unwanted)]))
    match = " AND ".join(f"({part.expression})" for part in wanted)
    if unwanted:
        match = f"({match}) NOT ({_either(unwanted)})"
    return Joined(match, all_of(conditions))


def disjunction(parts: Sequence[Match | Condition]) -> Match | Condition:
    """One of the parts; a match as long as all of them are."""
    matches = [part for part in parts if isinstance(part, Match) and not part.negated]
    others = [part for part in parts if part not in matches and part != NOTHING]
    if not others:
        return Match(_either(matches)) if matches else NOTHING
    joined = [as_condition(Match(_either(matches)))] if matches else []
    return any_of([*joined, *map(as_condition, others)])


def negation(condition: Condition) -> Condition:
    """Not the condition."""
    if condition in (NOTHING, EVERYTHING):
        return EVERYTHING if condition == NOTHING else NOTHING
    # A missing value (no speaker, no date) does not answer, so its negation does.
    return Condition(f"({condition.sql}) IS NOT TRUE", condition.parameters, reads=condition.reads)


def all_of(conditions: Sequence[Condition]) -> Condition | None:
    """Every one of the conditions; None where there are none."""
    if NOTHING in conditions:
        return NOTHING
    return _joined("AND", conditions)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """One of the conditions; `NOTHING` where there are none."""
    if EVERYTHING in conditions:
        return EVERYTHING
    return _joined("OR", [condition for condition in conditions if condition != NOTHING]) or NOTHING


def _joined(operator: str, conditions: Sequence[Condition]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    sql = f" {operator} ".join(f"({condition.sql})" for condition in conditions)
    parameters = tuple(value for condition in conditions for value in condition.parameters)
    return Condition(sql, parameters, reads=any(condition.reads for condition in conditions))
