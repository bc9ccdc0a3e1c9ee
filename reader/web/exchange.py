"""One request on its way: where it may connect, and what ends it when it takes too long.

urllib3 bounds each single wait on a socket, so a server that drips a byte a second keeps it
waiting for ever. An `Exchange` has a clock for the whole: when the time is up, or the user calls
it off, it shuts the connection down, which ends any wait on it at once.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from reader.web.addresses import check_public, resolve
from reader.web.errors import Cancelled, TookTooLong, WebError

if TYPE_CHECKING:
    from types import TracebackType

    from reader.web.addresses import Address, Resolved
    from reader.web.cancellation import Cancellation

CONNECT_SECONDS = 8.0
"""How long one of a server's network addresses has to accept a connection."""


class Exchange:
    """A request and its answer, for use in a `with` statement and in one thread.

    `seconds` is what it may take in all (`allowance` is what it is told to have had when it is
    over); `private` says whether it may connect to a private network.
    """

    def __init__(
        self,
        address: Address,
        *,
        seconds: float,
        allowance: float,
        private: bool,
        cancellation: Cancellation | None,
    ) -> None:
        self.address = address
        self.refusal: WebError | None = None
        self._allowance = allowance
        self.private = private
        self._began = time.monotonic()
        self._ends = self._began + seconds
        self._lock = threading.Lock()
        self._cancellation = cancellation
        self._handle: socket.socket | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Exchange:
        clock = threading.Timer(max(0.0, self.remaining), self._run_out)
        clock.daemon = True
        clock.start()
        self._stack.callback(clock.cancel)
        if self._cancellation is not None:
            self._stack.enter_context(self._cancellation.stopping(self._call_off))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @property
    def remaining(self) -> float:
        """Seconds it still has."""
        return self._ends - time.monotonic()

    def check(self) -> None:
        """Raise what stopped it, if anything did."""
        if self.refusal is None and self.remaining <= 0:
            self._run_out()
        if self.refusal is not None:
            raise self.refusal

    def connect(self, host: str, port: int, *, by_proxy: bool) -> socket.socket:
        """A connection to the address that this exchange is for, or to the proxy at `host` and `port`.

        The network address that is connected to is the one that was checked: there is no second look-up
        that could give another answer.
        """
        place = self.address
        if by_proxy:
            place = type(place)(place.url, place.scheme, host, port, place.target)
        resolved = resolve(place, self.remaining, lambda: self.refusal is not None)
        if not resolved:
            self.check()
            raise TookTooLong(self.address.url, self._allowance)
        if not by_proxy and not self.private:
            check_public(place, resolved)
        problem: OSError | None = None
        for candidate in resolved:
            self.check()
            try:
                return self._connected(candidate)
            except OSError as error:
                problem = error
        self.check()
        raise problem or OSError()

    def _connected(self, candidate: Resolved) -> socket.socket:
        family, ip, port = candidate
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(max(0.01, min(self.remaining, CONNECT_SECONDS)))
            connection.connect((ip, port))
            connection.settimeout(max(0.01, self.remaining))
            with self._lock:
                if self._handle is not None:
                    self._handle.close()
                # TLS takes the socket over; a second handle on the connection stays ours.
                self._handle = connection.dup()
            # What stopped it while it was connecting found no connection to shut down.
            self.check()
        except BaseException:
            connection.close()
            raise
        return connection

    def _run_out(self) -> None:
        self._stop(TookTooLong(self.address.url, self._allowance))

    def _call_off(self) -> None:
        self._stop(Cancelled(self.address.url))

    def _stop(self, why: WebError) -> None:
        with self._lock:
            self.refusal = self.refusal or why
            if self._handle is not None:
                try:
                    self._handle.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # It has come to its end by itself.
                    return


class _Guarded(HTTPConnection):
    """A connection that goes where its exchange lets it."""

    def __init__(self, *args: Any, exchange: Exchange, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._exchange = exchange

    def _new_conn(self) -> socket.socket:
        try:
            port = self.port or self.default_port
            connection = self._exchange.connect(self.host, port, by_proxy=self.proxy is not None)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        sys.audit("http.client.connect", self, self.host, self.port)
        return connection


class GuardedHTTPConnection(_Guarded):
    """A plain connection that goes where its exchange lets it."""


class GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    """A TLS connection that goes where its exchange lets it.

    Only the network address is replaced: the name in the address still goes into SNI and is what
    the certificate must be for.
    """
