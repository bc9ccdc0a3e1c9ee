"""What can go wrong on the network, each with one line that is safe to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.cleaning import clean_line
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_ADDRESS = 200


class WebError(Exception):
    """An address gave no answer that can be used: `problem` says why, `advice` what to do about it."""

    def __init__(self, address: str, problem: str, advice: str = "") -> None:
        super().__init__(address, problem, advice)
        self.address = address
        self.problem = clean_line(problem)
        self.advice = clean_line(advice)

    def __str__(self) -> str:
        told = "; ".join(part for part in (self.problem, self.advice) if part)
        return f"{shown(self.address)}: {told}"


class AddressRefused(WebError):
    """The address is none that may be opened: another scheme, or a private network."""


class NoAnswer(WebError):
    """The server cannot be reached, or broke off."""


class TookTooLong(WebError):
    """The answer was not complete within the time it had."""

    def __init__(self, address: str, seconds: float) -> None:
        whole = max(1, round(seconds))
        problem = ngettext(
            "no complete answer within {count} second", "no complete answer within {count} seconds", whole
        )
        super().__init__(address, problem.format(count=whole))


class TooLarge(WebError):
    """The answer is larger than is read."""

    def __init__(self, address: str, most_bytes: int) -> None:
        mebibytes = f"{most_bytes / 2**20:g}"
        super().__init__(address, _("larger than {size} MiB").format(size=mebibytes))


class Cancelled(WebError):
    """The user called the request off."""

    def __init__(self, address: str) -> None:
        super().__init__(address, _("cancelled"))


class BadStatus(WebError):
    """The server answered with an error. `retry_at` is when it asks to be asked again."""

    def __init__(self, address: str, status: int, reason: str = "", retry_at: datetime | None = None) -> None:
        problem = _("the server answered {status}").format(status=f"{status} {reason}".strip())
        advice = ""
        if retry_at is not None:
            when = retry_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
            advice = _("it asks to wait until {time}").format(time=when)
        super().__init__(address, problem, advice)
        self.status = status
        self.retry_at = retry_at


def shown(address: str) -> str:
    """`address` on one line, not too long, and without the password it may hold."""
    line = clean_line(address)
    scheme, separator, rest = line.partition("://")
    authority, slash, path = rest.partition("/")
    if separator and "@" in authority:
        line = f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"
    return line if len(line) <= LONGEST_ADDRESS else line[:LONGEST_ADDRESS] + "…"
