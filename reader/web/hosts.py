"""Manners towards servers: not too much at once, and not before they asked to be asked again."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reader.web.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.web.cancellation import Cancellation

AT_ONCE = 2
"""Requests that one server gets at the same time."""
LONGEST_RETRY = timedelta(days=7)

_LOOK = 0.1


class Hosts:
    """What is known about the servers that are being asked. Safe to use from several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._busy: dict[str, int] = {}
        self._not_before: dict[str, datetime] = {}

    @contextmanager
    def turn(self, host: str, address: str, cancellation: Cancellation | None) -> Iterator[None]:
        """Wait for a turn at `host`, and hold it while inside. Raises `Cancelled` when it is called off."""
        with self._changed:
            while self._busy.get(host, 0) >= AT_ONCE:
                if cancellation is not None and cancellation.cancelled:
                    raise Cancelled(address)
                self._changed.wait(_LOOK)
            self._busy[host] = self._busy.get(host, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._busy[host] -= 1
                if not self._busy[host]:
                    del self._busy[host]
                self._changed.notify_all()

    def not_before(self, host: str) -> datetime | None:
        """The time before which `host` asked to be left alone, or None."""
        with self._changed:
            when = self._not_before.get(host)
            if when is not None and when <= datetime.now(UTC):
                del self._not_before[host]
                return None
            return when

    def leave_alone(self, host: str, until: datetime) -> None:
        """Remember that `host` asked not to be asked before `until`."""
        with self._changed:
            self._not_before[host] = max(until, self._not_before.get(host, until))


def retry_time(header: str | None) -> datetime | None:
    """The time that a `Retry-After` header names, as seconds or as a date; at most `LONGEST_RETRY` ahead."""
    if not header:
        return None
    now = datetime.now(UTC)
    text = header.strip()
    if text.isascii() and text.isdigit():
        return now + min(timedelta(seconds=int(text[:9])), LONGEST_RETRY)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return min(max(when, now), now + LONGEST_RETRY)


def wait_until(when: datetime, address: str, cancellation: Cancellation | None) -> None:
    """Sleep until `when`. Raises `Cancelled` when it is called off."""
    seconds = max(0.0, (when - datetime.now(UTC)).total_seconds())
    if cancellation is None:
        time.sleep(seconds)
    elif cancellation.wait(seconds):
        raise Cancelled(address)
