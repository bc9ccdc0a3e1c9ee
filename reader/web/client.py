"""The one HTTP client: it asks for an address and brings back bytes, within limits.

Every hop of a redirect is checked like the first address. Nothing is read beyond the cap on
decoded bytes, and nothing takes longer than the whole exchange may.
"""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import urllib3
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, ProtocolError, SSLError
from urllib3.util import make_headers

from reader import __version__
from reader.formats.cleaning import clean_line
from reader.translation import _
from reader.web.addresses import is_local, parse_address
from reader.web.errors import AddressRefused, BadStatus, NoAnswer, TooLarge, WebError
from reader.web.exchange import Exchange, GuardedHTTPConnection, GuardedHTTPSConnection
from reader.web.hosts import Hosts, retry_time, wait_until
from reader.web.proxies import proxy_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3.response import BaseHTTPResponse

    from reader.web.addresses import Address
    from reader.web.cancellation import Cancellation

USER_AGENT = f"g7reader/{__version__}"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MOST_REDIRECTS = 10

_CHUNK = 65536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ASKS_TO_WAIT = frozenset({429, 503})
# What of the caller's own headers may follow a redirect to another server.
_GOES_ANYWHERE = frozenset({"accept", "accept-language", "if-none-match", "if-modified-since"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    `most_bytes` counts what is decoded; `seconds` counts all of the exchange but the time it waits
    for its turn; `patience` is the longest `Retry-After` that is waited for.
    """

    most_bytes: int = 10 * 2**20
    seconds: float = 30.0
    patience: float = 5.0


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `address` is where it came from in the end; header names are in lower case.

    `moved_to` is the address that takes the place of the one asked for, where the server said so.
    """

    address: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server has nothing newer than what the request named."""
        return self.status == 304

    @property
    def content_type(self) -> str:
        """The type of the body, such as `text/html`, or nothing."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names for the body."""
        for parameter in self.headers.get("content-type", "").split(";")[1:]:
            name, _equals, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None


class Client:
    """Asks for web addresses. One for the whole program: it is safe to use from several threads.

    Private networks are refused unless `allow_private`; `authorities` are further certificates
    (PEM) that it trusts.
    """

    def __init__(
        self, limits: Limits | None = None, *, allow_private: bool = False, authorities: str | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._allow_private = allow_private
        self._authorities = authorities
        self._hosts = Hosts()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        typed: bool = False,
        cancellation: Cancellation | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Response:
        """What `url` answers, after its redirects.

        `typed` says that the user wrote the address: then its server may be in a private network; one
        that it redirects to may not. `progress`
        gets the bytes read, and how many there are where that is known.
        Raises a `WebError` when there is no answer, or it is an error; 304 is an answer.
        """
        address = parse_address(url)
        trusted = address.origin if typed and is_local(address.host) else None
        wanted = {name.lower(): value for name, value in (headers or {}).items()}
        if address.authorization:
            wanted.setdefault("authorization", address.authorization)
        seconds = self.limits.seconds
        moved_to: str | None = None
        for_good = True
        seen: set[str] = set()
        while True:
            if address.url in seen or len(seen) > MOST_REDIRECTS:
                raise WebError(url, _("it redirects in a circle"))
            seen.add(address.url)
            private = self._allow_private or address.origin == trusted
            answer, spent = self._ask(address, wanted, private, seconds, cancellation, progress)
            if 200 <= answer.status < 300 or answer.status == 304:
                return Response(answer.address, answer.status, answer.body, answer.headers, moved_to)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                raise BadStatus(answer.address, answer.status, _reason(answer.status))
            seconds -= spent
            following = parse_address(_as_utf8(answer.headers["location"]), base=address.url)
            if following.origin != address.origin:
                wanted = {name: value for name, value in wanted.items() if name in _GOES_ANYWHERE}
            for_good = for_good and answer.status in _PERMANENT
            if for_good:
                moved_to = following.url
            address = following

    def _ask(
        self,
        address: Address,
        headers: Mapping[str, str],
        private: bool,
        seconds: float,
        cancellation: Cancellation | None,
        progress: Callable[[int, int | None], None] | None,
    ) -> tuple[Response, float]:
        """One hop, asked a second time when the server asks for a short wait; and the seconds it took."""
        spent = 0.0
        waited = False
        while True:
            retry_at = self._hosts.not_before(address.host)
            if retry_at is None:
                with (
                    self._hosts.turn(address.host, address.url, cancellation),
                    Exchange(
                        address,
                        seconds=seconds - spent,
                        allowance=self.limits.seconds,
                        private=private,
                        cancellation=cancellation,
                    ) as exchange,
                ):
                    try:
                        answer = self._exchanged(exchange, headers, progress)
                    finally:
                        spent += exchange.elapsed
                if answer.status < 400:
                    return answer, spent
                status = answer.status
                if status in _ASKS_TO_WAIT:
                    retry_at = retry_time(answer.headers.get("retry-after"))
                if retry_at is None:
                    raise BadStatus(address.url, status, _reason(status))
                self._hosts.leave_alone(address.host, retry_at)
            else:
                status = 429
            if waited or retry_at - datetime.now(UTC) > timedelta(seconds=self.limits.patience):
                raise BadStatus(address.url, status, _reason(status), retry_at)
            wait_until(retry_at, address.url, cancellation)
            waited = True

    def _exchanged(
        self,
        exchange: Exchange,
        headers: Mapping[str, str],
        progress: Callable[[int, int | None], None] | None,
    ) -> Response:
        address = exchange.address
        try:
            response = self._sent(exchange, headers)
            try:
                # The body of an error or a redirect is nothing anyone reads.
                body = self._body(exchange, response, progress) if 200 <= response.status < 300 else b""
                exchange.check()
            finally:
                response.close()
        except (HTTPError, OSError, http.client.HTTPException, ValueError) as error:
            exchange.check()
            raise _explained(address, error) from error
        found = {name.lower(): value for name, value in response.headers.items()}
        return Response(address.url, response.status, body, found)

    def _sent(self, exchange: Exchange, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """The beginning of the answer: its status and headers."""
        address = exchange.address
        proxy = proxy_for(address)
        manager: urllib3.PoolManager
        if proxy is None:
            manager = urllib3.PoolManager(ssl_context=self._tls)
        else:
            if is_local(address.host) and not exchange.private:
                raise AddressRefused(
                    address.url, _("{host} is in a private network").format(host=address.host)
                )
            parts = urlsplit(proxy)
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
            manager = urllib3.ProxyManager(
                proxy,
                proxy_headers=make_headers(proxy_basic_auth=login),
                ssl_context=self._tls,
                proxy_ssl_context=self._tls,
            )
        pool = manager.connection_from_host(address.host, address.port, address.scheme)
        pool.ConnectionCls = (
            GuardedHTTPSConnection if isinstance(pool, urllib3.HTTPSConnectionPool) else GuardedHTTPConnection
        )
        pool.conn_kw["exchange"] = exchange
        return pool.urlopen(
            "GET",
            address.url if proxy is not None and address.scheme == "http" else address.target,
            headers={
                "host": urlsplit(address.url).netloc,
                "user-agent": USER_AGENT,
                "accept": ACCEPT,
                "accept-encoding": "gzip, br",
                **headers,
            },
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            timeout=max(0.01, exchange.remaining),
        )

    def _body(
        self,
        exchange: Exchange,
        response: BaseHTTPResponse,
        progress: Callable[[int, int | None], None] | None,
    ) -> bytes:
        most = self.limits.most_bytes
        length = response.headers.get("content-length", "")
        total = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
        encoded = "content-encoding" in response.headers
        if total is not None and total > most and not encoded:
            raise TooLarge(exchange.address.url, most)
        body = bytearray()
        while chunk := response.read(_CHUNK):
            exchange.check()
            body += chunk
            if len(body) > most:
                raise TooLarge(exchange.address.url, most)
            if progress is not None:
                progress(len(body), None if encoded else total)
        return bytes(body)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if not context.cert_store_stats()["x509_ca"]:
            # Python as its makers pack it for macOS finds no certificates of the system.
            import certifi

            context.load_verify_locations(certifi.where())
        if self._authorities is not None:
            context.load_verify_locations(cadata=self._authorities)
        return context


def client_of_user() -> Client:
    """A client as the user's settings want it."""
    from reader.settings import load_settings

    web = load_settings().settings.web
    return Client(Limits(seconds=web.timeout), allow_private=web.private_addresses)


def _reason(status: int) -> str:
    return http.client.responses.get(status, "")


def _as_utf8(header: str) -> str:
    """A header's text, which http.client reads as Latin-1, where its bytes are UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _explained(address: Address, error: Exception) -> WebError:
    """`error`, said in terms of what the user asked for."""
    if isinstance(error, WebError):
        return error
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and cause not in causes:
        causes.append(cause)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NoAnswer(
                address.url, _("its certificate is not valid ({why})").format(why=cause.verify_message)
            )
    for cause in causes:
        if isinstance(cause, (ssl.SSLError, SSLError)):
            return NoAnswer(address.url, _("no secure connection ({why})").format(why=clean_line(str(cause))))
    if isinstance(error, DecodeError):
        return NoAnswer(address.url, _("the answer is packed in a way that cannot be read"))
    if isinstance(error, (IncompleteRead, ProtocolError, http.client.HTTPException)):
        return NoAnswer(address.url, _("the connection broke off"))
    reason = next((cause.strerror for cause in reversed(causes) if isinstance(cause, OSError)), None)
    problem = _("no connection to the server ({why})").format(why=clean_line(reason or str(error)))
    return NoAnswer(address.url, problem)
