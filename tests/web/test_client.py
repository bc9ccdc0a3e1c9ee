from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import brotli
import pytest
import trustme

from reader.web import addresses
from reader.web.cancellation import Cancellation
from reader.web.client import Client, Limits
from reader.web.errors import (
    AddressRefused,
    BadStatus,
    Cancelled,
    NoAnswer,
    TookTooLong,
    TooLarge,
    WebError,
)
from tests.web.servers import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.servers import Asked, Site


def test_a_page_comes_back_as_it_is(site: Site, client: Client) -> None:
    url = site.page("/a", "Wörter".encode("latin-1"), Content_Type='text/html; charset="ISO-8859-1"')
    answer = client.get(url)
    assert answer.body == b"W\xf6rter"
    assert (answer.status, answer.address, answer.moved_to) == (200, url, None)
    assert (answer.content_type, answer.charset) == ("text/html", "ISO-8859-1")
    assert site.headers[0]["user-agent"].startswith("g7reader/")
    assert site.headers[0]["host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_packed_answers_are_unpacked(site: Site, client: Client, encoding: str) -> None:
    text = b"de minister zei het " * 5000
    packed = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[encoding](text)
    assert client.get(site.page("/", packed, Content_Encoding=encoding)).body == text
    assert site.headers[0]["accept-encoding"] == "gzip, br"


def test_an_answer_that_is_not_packed_as_it_says(site: Site, client: Client) -> None:
    with pytest.raises(NoAnswer, match="packed"):
        client.get(site.page("/", b"plain", Content_Encoding="gzip"))


def test_304_is_an_answer(site: Site, client: Client) -> None:
    site.routes["/feed"] = lambda asked: asked.answer(304)
    answer = client.get(site.url("/feed"), headers={"If-None-Match": '"x"'})
    assert answer.unchanged
    assert answer.body == b""
    assert site.headers[0]["if-none-match"] == '"x"'


class TestRedirects:
    def test_a_permanent_chain_gives_the_new_address(self, site: Site, client: Client) -> None:
        site.redirect("/1", "/2", 301)
        site.redirect("/2", site.url("/3"), 308)
        site.page("/3", "here")
        answer = client.get(site.url("/1"))
        assert answer.body == b"here"
        assert answer.moved_to == site.url("/3") == answer.address

    def test_only_the_permanent_beginning_counts(self, site: Site, client: Client) -> None:
        site.redirect("/1", "/2", 301)
        site.redirect("/2", "/3", 302)
        site.redirect("/3", "/4", 301)
        site.page("/4", "here")
        answer = client.get(site.url("/1"))
        assert (answer.moved_to, answer.address) == (site.url("/2"), site.url("/4"))

    def test_a_temporary_one_moves_nothing(self, site: Site, client: Client) -> None:
        site.redirect("/1", "/2", 307)
        site.page("/2", "here")
        assert client.get(site.url("/1")).moved_to is None

    def test_in_a_circle(self, site: Site, client: Client) -> None:
        site.redirect("/1", "/2")
        site.redirect("/2", "/1")
        with pytest.raises(WebError, match="circle"):
            client.get(site.url("/1"))
        assert len(site.requests) == 2

    def test_without_end(self, site: Site, client: Client) -> None:
        site.routes["*"] = lambda asked: asked.answer(302, Location=asked.path + "x")
        with pytest.raises(WebError, match="circle"):
            client.get(site.url("/"))
        assert len(site.requests) <= 12

    @pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "gopher://x/"])
    def test_to_another_scheme(self, site: Site, client: Client, to: str) -> None:
        with pytest.raises(AddressRefused, match="only http and https"):
            client.get(site.redirect("/", to))

    def test_with_spaces_and_accents(self, site: Site, client: Client) -> None:
        site.page("/caf%C3%A9%20au%20lait", "here")
        assert client.get(site.redirect("/", "/caf\u00e9 au lait".encode().decode("latin-1"))).status in (
            200,
        )

    def test_own_headers_stay_with_their_server(self, site: Site, client: Client) -> None:
        with serving() as other:
            other.page("/", "here")
            url = site.redirect("/", other.url("/")).replace("://", "://anna:geheim@")
            client.get(url, headers={"X-Key": "secret", "If-None-Match": '"x"'})
            assert site.headers[0]["authorization"] == "Basic YW5uYTpnZWhlaW0="
            assert site.headers[0]["x-key"] == "secret"
            assert "authorization" not in other.headers[0]
            assert "x-key" not in other.headers[0]
            assert other.headers[0]["if-none-match"] == '"x"'


class TestPrivateNetworks:
    def test_loopback_is_refused(self, site: Site) -> None:
        site.page("/", "secret")
        with pytest.raises(AddressRefused, match=r"private network.*settings"):
            Client().get(site.url("/"))
        assert site.requests == []

    @pytest.mark.parametrize("host", ["localhost", "0x7f.1", "2130706433", "127.1"])
    def test_by_any_name(self, site: Site, host: str) -> None:
        site.page("/", "secret")
        with pytest.raises(WebError):
            Client().get(f"http://{host}:{site.port}/")
        assert site.requests == []

    def test_a_typed_one_is_opened(self, site: Site) -> None:
        assert Client().get(site.page("/", "mine"), typed=True).body == b"mine"

    def test_a_typed_one_leads_to_no_other_port(self, site: Site) -> None:
        with serving() as other:
            other.page("/", "secret")
            with pytest.raises(AddressRefused, match="private network"):
                Client().get(site.redirect("/", other.url("/")), typed=True)
            assert other.requests == []

    def test_a_typed_one_leads_to_no_other(self, site: Site) -> None:
        with serving("127.0.0.2") as other:
            other.page("/", "secret")
            with pytest.raises(AddressRefused):
                Client().get(site.redirect("/", other.url("/")), typed=True)
            assert other.requests == []

    def test_a_public_site_that_redirects_there(self, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
        public_is_only(monkeypatch, "127.0.0.2")
        site.page("/", "secret")
        with serving("127.0.0.2") as public:
            with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
                Client().get(public.redirect("/", site.url("/")))
            assert public.requests == ["/"]
        assert site.requests == []

    def test_a_name_that_turns_private(self, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
        """The name is looked up once a hop: what was checked is what is connected to."""
        public_is_only(monkeypatch, "127.0.0.2")
        site.page("/", "secret")
        with serving("127.0.0.2") as public:
            public.redirect("/", f"http://news.example:{site.port}/")
            answers = iter([("127.0.0.2", public.port), ("127.0.0.1", site.port)])

            def look_up(host: str, port: int, **_: Any) -> list[Any]:
                ip, port = next(answers)
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

            monkeypatch.setattr(socket, "getaddrinfo", look_up)
            with pytest.raises(AddressRefused, match=r"news\.example is in a private network"):
                Client().get("http://news.example/")
            assert public.requests == ["/"]
            assert public.headers[0]["host"] == "news.example"
            assert next(answers, None) is None
        assert site.requests == []

    def test_a_name_that_is_half_private(self, monkeypatch: pytest.MonkeyPatch) -> None:
        both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
        with pytest.raises(AddressRefused):
            Client().get("http://news.example/")


def public_is_only(monkeypatch: pytest.MonkeyPatch, public: str) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == public)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2a00:1450:4001:82a::200e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert addresses.is_public(ip) is public


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nu.nl", "begin it with https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "names no server"),
        ("http://[::1", "not a web address"),
        ("http://x:99999/", "not a web address"),
        ("http://a b/", "no name of a server"),
        ("http://x/\r\nHost: y", "control characters"),
        ("http://x/" + "a" * 9000, "too long"),
        ("http://\u202e.example/", "names no server"),
    ],
)
def test_what_is_no_address(text: str, problem: str) -> None:
    with pytest.raises(AddressRefused, match=problem) as caught:
        addresses.parse_address(text)
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "url", "target"),
    [
        ("HTTPS://NU.nl:443", "https://nu.nl/", "/"),
        ("https://nu.nl/a?b=c&d=%20#e", "https://nu.nl/a?b=c&d=%20", "/a?b=c&d=%20"),
        ("https://müller.example/straße?q=ß", "https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%9F", None),
        ("http://u:p@x.example:8080/", "http://x.example:8080/", "/"),
        ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/", "/"),
    ],
)
def test_addresses_are_normalised(text: str, url: str, target: str | None) -> None:
    address = addresses.parse_address(text)
    assert address.url == url
    assert target is None or address.target == target


class TestErrors:
    @pytest.mark.parametrize("status", [302, 400, 403, 404, 410, 500])
    def test_a_status_is_said(self, site: Site, client: Client, status: int) -> None:
        with pytest.raises(BadStatus, match=str(status)) as caught:
            client.get(site.page("/", "no", status))
        assert caught.value.status == status
        assert caught.value.retry_at is None

    def test_no_server(self, client: Client) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with pytest.raises(NoAnswer, match="refused"):
            client.get(f"http://127.0.0.1:{port}/")

    def test_no_such_name(self, monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
        def look_up(*_: Any, **__: Any) -> list[Any]:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with pytest.raises(NoAnswer, match=r"no server named nosuch\.example"):
            client.get("http://nosuch.example/")

    def test_passwords_and_escapes_stay_out(self, site: Site, client: Client) -> None:
        with pytest.raises(BadStatus) as caught:
            client.get(site.page("/%1b]52;x", "no", 404).replace("://", "://anna:geheim@"))
        assert "geheim" not in str(caught.value)
        assert str(caught.value).isprintable()


class TestRetryAfter:
    def test_a_short_wait_is_waited(self, site: Site, client: Client) -> None:
        def first_busy(asked: Asked) -> None:
            if len(site.requests) == 1:
                asked.answer(429, Retry_After="1")
            else:
                asked.answer(200, b"here")

        site.routes["/"] = first_busy
        began = time.monotonic()
        assert client.get(site.url("/")).body == b"here"
        assert time.monotonic() - began >= 0.9

    def test_a_long_one_is_told_and_kept_to(self, site: Site, client: Client) -> None:
        when = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
        site.page("/", "busy", 503, Retry_After=format_datetime(when, usegmt=True))
        site.page("/other", "here")
        for path in ("/", "/other"):
            with pytest.raises(BadStatus, match="asks to wait until") as caught:
                client.get(site.url(path))
            assert caught.value.retry_at == when
        assert site.requests == ["/"], "a server that asks for quiet gets it"

    def test_it_is_asked_again_once(self, site: Site, client: Client) -> None:
        site.page("/", "busy", 429, Retry_After="0")
        with pytest.raises(BadStatus):
            client.get(site.url("/"))
        assert len(site.requests) == 2

    @pytest.mark.parametrize("header", ["soon", "-5", "", "1e9", "9" * 400, "Tue, 99 Foo 2017"])
    def test_nonsense_does_no_harm(self, site: Site, client: Client, header: str) -> None:
        site.page("/", "busy", 429, Retry_After=header)
        with pytest.raises(BadStatus) as caught:
            client.get(site.url("/"))
        retry_at = caught.value.retry_at
        assert retry_at is None or retry_at <= datetime.now(UTC) + timedelta(days=7)


class TestTime:
    def test_a_body_that_drips(self, site: Site) -> None:
        self.expect_timeout(site, lambda asked: (asked.begin(200, Content_Length="1000"), drip(site, asked)))

    def test_headers_that_drip(self, site: Site) -> None:
        self.expect_timeout(site, lambda asked: drip(site, asked, b"HTTP/1.1 200 OK\r\nX: "))

    def test_a_chunk_length_that_drips(self, site: Site) -> None:
        self.expect_timeout(
            site, lambda asked: (asked.begin(200, Transfer_Encoding="chunked"), drip(site, asked, b"1;"))
        )

    def test_silence(self, site: Site) -> None:
        self.expect_timeout(site, lambda asked: site.stopping.wait(10))

    def test_a_packed_body_of_nothing(self, site: Site) -> None:
        def nothing(asked: Asked) -> None:
            asked.begin(200, Content_Encoding="gzip")
            asked.wfile.write(gzip.compress(b"")[:10])
            while not site.stopping.is_set():
                asked.wfile.write(b"\0\0\0\xff\xff" * 1000)
                time.sleep(0.01)

        self.expect_timeout(site, nothing)

    def test_tls_that_never_shakes_hands(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as mute:
            url = f"https://127.0.0.1:{mute.getsockname()[1]}/"
            began = time.monotonic()
            with pytest.raises(TookTooLong):
                Client(Limits(seconds=1.0), allow_private=True).get(url)
            assert time.monotonic() - began < 2

    def test_a_name_server_that_is_silent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        never = threading.Event()

        def look_up(*_: Any, **__: Any) -> list[Any]:
            never.wait(10)
            return []

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        began = time.monotonic()
        with pytest.raises(TookTooLong):
            Client(Limits(seconds=0.5)).get("http://news.example/")
        never.set()
        assert time.monotonic() - began < 1.5

    def test_redirects_share_the_time(self, site: Site) -> None:
        def slow(asked: Asked) -> None:
            site.stopping.wait(0.4)
            asked.answer(302, Location=asked.path + "x")

        self.expect_timeout(site, slow, path="/")

    def expect_timeout(self, site: Site, route: Any, path: str = "/") -> None:
        site.routes["*"] = route
        began = time.monotonic()
        with pytest.raises(TookTooLong, match="within 1 second"):
            Client(Limits(seconds=1.0), allow_private=True).get(site.url(path))
        assert time.monotonic() - began < 2


def drip(site: Site, asked: Asked, beginning: bytes = b"") -> None:
    asked.wfile.write(beginning)
    while not site.stopping.wait(0.05):
        asked.wfile.write(b"x")
        asked.wfile.flush()


class TestSize:
    def test_a_bomb(self, site: Site) -> None:
        """300 MiB in a packed body of 0.3 MB cost no more memory than the cap allows."""
        packer = zlib.compressobj(9, wbits=31)
        packed = b"".join(packer.compress(bytes(2**20)) for _ in range(300)) + packer.flush()
        url = site.page("/", packed, Content_Encoding="gzip")
        client = Client(Limits(most_bytes=2**20), allow_private=True)
        client.get(site.page("/first", "x"))
        tracemalloc.start()
        with pytest.raises(TooLarge, match="1 MiB"):
            client.get(url)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 4 * 2**20

    def test_a_bomb_in_brotli(self, site: Site) -> None:
        packed = brotli.compress(bytes(50 * 2**20), quality=5)
        url = site.page("/", packed, Content_Encoding="br")
        with pytest.raises(TooLarge):
            Client(Limits(most_bytes=2**20), allow_private=True).get(url)

    def test_a_large_page_is_not_even_begun(self, site: Site, client: Client) -> None:
        site.routes["/"] = lambda asked: asked.begin(200, Content_Length=str(23_000_000))
        with pytest.raises(TooLarge, match="10 MiB"):
            client.get(site.url("/"))

    def test_chunks_without_end(self, site: Site, client: Client) -> None:
        def endless(asked: Asked) -> None:
            asked.begin(200, Transfer_Encoding="chunked")
            while not site.stopping.is_set():
                asked.wfile.write(b"10000\r\n" + bytes(65536) + b"\r\n")

        site.routes["/"] = endless
        with pytest.raises(TooLarge):
            client.get(site.url("/"))

    def test_headers_without_end(self, site: Site, client: Client) -> None:
        def endless(asked: Asked) -> None:
            asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not site.stopping.is_set():
                asked.wfile.write(b"X: y\r\n" * 100)

        site.routes["/"] = endless
        with pytest.raises(NoAnswer, match="broke off"):
            client.get(site.url("/"))


class TestBrokenAnswers:
    def test_cut_half_way(self, site: Site, client: Client) -> None:
        def cut(asked: Asked) -> None:
            asked.begin(200, Content_Length="1000")
            asked.wfile.write(b"x" * 500)

        site.routes["/"] = cut
        with pytest.raises(NoAnswer, match="broke off"):
            client.get(site.url("/"))

    def test_chunks_cut_half_way(self, site: Site, client: Client) -> None:
        def cut(asked: Asked) -> None:
            asked.begin(200, Transfer_Encoding="chunked")
            asked.wfile.write(b"5\r\nabcde\r\n1000\r\nabc")

        site.routes["/"] = cut
        with pytest.raises(NoAnswer, match="broke off"):
            client.get(site.url("/"))

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"SSH-2.0-OpenSSH\r\n",
            b"HTTP/1.1 99999 X\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
            b"\0" * 100_000,
        ],
    )
    def test_what_is_no_http(self, site: Site, client: Client, answer: bytes) -> None:
        site.routes["/"] = lambda asked: asked.wfile.write(answer)
        try:
            assert client.get(site.url("/")).status == 200
        except WebError as error:
            assert str(error).isprintable()


class TestTLS:
    @pytest.fixture(scope="class")
    def authority(self) -> trustme.CA:
        return trustme.CA()

    @pytest.fixture
    def secure(self, authority: trustme.CA) -> Iterator[Site]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("news.example").configure_cert(context)
        with serving(context=context) as running:
            running.page("/", "safe")
            yield running

    @pytest.fixture
    def names(self, monkeypatch: pytest.MonkeyPatch, secure: Site) -> None:
        place = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", secure.port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: place)

    def trusting(self, authority: trustme.CA) -> Client:
        return Client(
            Limits(seconds=5), allow_private=True, authorities=authority.cert_pem.bytes().decode("ascii")
        )

    @pytest.mark.usefixtures("names")
    def test_a_good_certificate_for_the_name(self, authority: trustme.CA) -> None:
        assert self.trusting(authority).get("https://news.example/").body == b"safe"

    @pytest.mark.usefixtures("names")
    def test_one_for_another_name(self, authority: trustme.CA) -> None:
        with pytest.raises(NoAnswer, match="certificate is not valid"):
            self.trusting(authority).get("https://other.example/")

    @pytest.mark.usefixtures("names")
    def test_one_that_nobody_knows(self, client: Client) -> None:
        with pytest.raises(NoAnswer, match="certificate is not valid"):
            client.get("https://news.example/")

    def test_no_tls_at_all(self, site: Site, client: Client) -> None:
        with pytest.raises(NoAnswer, match="no secure connection"):
            client.get(site.url("/").replace("http:", "https:"))


class TestManners:
    def test_two_at_once_to_a_server(self, site: Site, client: Client) -> None:
        def slow(asked: Asked) -> None:
            site.stopping.wait(0.1)
            asked.answer(200, b"here")

        site.routes["*"] = slow
        threads = [threading.Thread(target=client.get, args=(site.url(f"/{n}"),)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(site.requests) == 8
        assert site.most_at_once == 2

    @pytest.mark.parametrize("waiting", ["for the body", "for its turn", "for the answer", "to be let in"])
    def test_calling_off(self, site: Site, client: Client, waiting: str) -> None:
        cancellation = Cancellation()
        if waiting == "for the body":
            site.routes["/"] = lambda asked: (asked.begin(200, Content_Length="9"), site.stopping.wait(10))
        elif waiting == "to be let in":
            site.page("/", "busy", 429, Retry_After="1")
        else:
            site.routes["/"] = lambda asked: site.stopping.wait(10)
        if waiting == "for its turn":
            for path in ("/", "/"):
                threading.Thread(target=self.ask_in_vain, args=(client, site.url(path))).start()
            while len(site.requests) < 2:
                time.sleep(0.01)
        threading.Timer(0.3, cancellation.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            client.get(site.url("/"), cancellation=cancellation)
        assert 0.2 < time.monotonic() - began < 0.8

    def ask_in_vain(self, client: Client, url: str) -> None:
        with pytest.raises(WebError):
            client.get(url)

    def test_a_connection_just_made_is_not_waited_for(
        self, site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.routes["/"] = lambda asked: site.stopping.wait(10) and None
        cancellation = Cancellation()

        class CalledOff(socket.socket):
            """It is called off between the connection and the first look at it."""

            def connect(self, address: Any) -> None:
                super().connect(address)
                cancellation.cancel()

        monkeypatch.setattr("reader.web.exchange.socket.socket", CalledOff)
        began = time.monotonic()
        with pytest.raises(Cancelled):
            client.get(site.url("/"), cancellation=cancellation)
        assert time.monotonic() - began < 1

    def test_called_off_before_it_began(self, site: Site, client: Client) -> None:
        cancellation = Cancellation()
        cancellation.cancel()
        site.page("/", "here")
        with pytest.raises(Cancelled):
            client.get(site.url("/"), cancellation=cancellation)

    def test_progress(self, site: Site, client: Client) -> None:
        told: list[tuple[int, int | None]] = []
        client.get(site.page("/", bytes(200_000)), progress=lambda read, of: told.append((read, of)))
        assert told[-1] == (200_000, 200_000)
        assert len(told) > 1


class TestProxies:
    def test_the_environment_names_one(
        self, site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", site.url("/").replace("://", "://anna:geheim@"))
        site.routes["*"] = lambda asked: asked.answer(200, b"by proxy")
        assert client.get("http://news.example/a?b").body == b"by proxy"
        assert site.requests == ["http://news.example/a?b"]
        assert site.headers[0]["host"] == "news.example"
        assert site.headers[0]["proxy-authorization"] == "Basic YW5uYTpnZWhlaW0="

    def test_secure_pages_go_through_a_tunnel(
        self, site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("https_proxy", site.url("/"))
        site.routes["*"] = lambda asked: asked.answer(403)
        with pytest.raises(NoAnswer):
            client.get("https://news.example/")
        assert site.requests == ["news.example:443"]

    def test_no_proxy_is_heeded(self, site: Site, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert client.get(site.page("/", "direct")).body == b"direct"

    def test_private_names_are_refused_behind_one_too(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", site.url("/"))
        for url in ("http://localhost/", "http://10.0.0.1/", "http://0x7f.1/"):
            with pytest.raises(AddressRefused):
                Client().get(url)
        assert site.requests == []

    def test_other_kinds_are_told(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9/")
        with pytest.raises(WebError, match="kind of proxy"):
            client.get("http://news.example/")
