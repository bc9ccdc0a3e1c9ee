"""Web addresses: which of them may be opened, and the network addresses behind a name."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from reader.formats.errors import quoted
from reader.translation import _
from reader.web.errors import AddressRefused, NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Resolved: TypeAlias = tuple[socket.AddressFamily, str, int]

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 8192

_PATH_SAFE = "/%:=&~+!$,;'@()*[]|"
_QUERY_SAFE = _PATH_SAFE + "?"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_LOCAL_SUFFIXES = (".localhost", ".local", ".lan", ".internal", ".intranet", ".home", ".home.arpa", ".corp")
_SHARED_ENDINGS = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ne", "net", "or", "org"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_WAIT = 0.1


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that may be asked: `target` is its path with the query.

    `url` is the whole of it, without a fragment and without the password that it may have held,
    which is in `authorization`, ready for the header.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str
    authorization: str = ""

    @property
    def origin(self) -> tuple[str, str, int]:
        """What has to be the same for two addresses to be of one server."""
        return self.scheme, self.host, self.port


def parse_address(text: str, base: str = "") -> Address:
    """The web address that `text` is, relative to `base` where that is given.

    Raises `AddressRefused` when it is no http or https address.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_ADDRESS:
        raise AddressRefused(stripped, _("the address is too long"))
    if _CONTROLS.search(stripped):
        raise AddressRefused(stripped, _("the address has control characters in it"))
    try:
        parts = urlsplit(urljoin(base, stripped) if base else stripped)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(stripped, _("not a web address")) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        if not scheme:
            raise AddressRefused(stripped, _("not a web address"), _("begin it with https://"))
        raise AddressRefused(
            stripped, _("only http and https are opened, not {scheme}").format(scheme=scheme)
        )
    host = _ascii_host(stripped, parts.hostname or "")
    port = port or PORTS[scheme]
    authority = f"[{host}]" if ":" in host else host
    if port != PORTS[scheme]:
        authority += f":{port}"
    path = quote(parts.path, safe=_PATH_SAFE) or "/"
    query = quote(parts.query, safe=_QUERY_SAFE)
    target = f"{path}?{query}" if query else path
    authorization = ""
    if parts.username is not None:
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + b64encode(login.encode()).decode("ascii")
    url = urlunsplit((scheme, authority, path, query, ""))
    return Address(url, scheme, host, port, target, authorization)


def _ascii_host(address: str, host: str) -> str:
    host = host.rstrip(".").lower()
    if not host:
        raise AddressRefused(address, _("the address names no server"))
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise AddressRefused(address, _("the address names no server")) from error
    if not re.fullmatch(r"[a-z0-9._~:%-]+", host):
        raise AddressRefused(address, _("{host} is no name of a server").format(host=quoted(host)))
    return host


def is_public(ip: str) -> bool:
    """Whether the network address `ip` is one of the open internet.

    Private, loopback, link-local, reserved and multicast addresses are not, and neither is an
    IPv6 address that leads to one of them.
    """
    number = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if number.teredo is not None or number.is_site_local:
            return False
    return number.is_global and not number.is_multicast


def is_local(host: str) -> bool:
    """Whether `host` by its name alone is of a private network: `localhost`, `nas.local`, `10.0.0.1`."""
    literal = _literal(host)
    if literal is not None:
        return not is_public(literal)
    return "." not in host or host.endswith(_LOCAL_SUFFIXES)


def site_of(url: str) -> str:
    """The site that `url` is of: `bode.example` for `www.bode.example` and `m.bode.example`.

    It goes by the form of the name alone; of endings that many share, it knows those like `co.uk`.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    names = host.split(".")
    if _literal(host) is not None or len(names) < 3:
        return host
    is_shared = len(names[-1]) == 2 and names[-2] in _SHARED_ENDINGS
    return ".".join(names[-3:] if is_shared else names[-2:])


def _literal(host: str) -> str | None:
    """The network address that `host` spells out, also in forms like `0x7f.1`."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    if not re.fullmatch(r"[0-9a-fx.]+", host) or not host[0].isdigit():
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def resolve(address: Address, seconds: float, is_stopped: Callable[[], bool]) -> list[Resolved]:
    """The network addresses behind the name in `address`, best first; an empty list when it was stopped.

    The look-up runs in a thread of its own, as nothing else can bound it: it is left behind when
    `seconds` are over. Raises `NoAnswer` when the name is not known.
    """
    found: list[Resolved] = []
    failed: list[OSError | UnicodeError] = []
    finished = threading.Event()

    def look_up() -> None:
        try:
            for family, _kind, _protocol, _name, place in socket.getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM
            ):
                if family in (socket.AF_INET, socket.AF_INET6):
                    found.append((family, str(place[0]), int(place[1])))
        except (OSError, UnicodeError) as error:
            failed.append(error)
        finished.set()

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    waited = 0.0
    while not finished.wait(_WAIT):
        waited += _WAIT
        if waited >= seconds or is_stopped():
            return []
    if failed or not found:
        raise NoAnswer(address.url, _("there is no server named {host}").format(host=address.host))
    return found


def check_public(address: Address, resolved: list[Resolved]) -> None:
    """Raise `AddressRefused` when any network address behind the name is private."""
    for _family, ip, _port in resolved:
        if not is_public(ip):
            raise AddressRefused(
                address.url,
                _("{host} is in a private network ({ip})").format(host=address.host, ip=ip),
                _("allow private addresses in the settings to open it"),
            )
