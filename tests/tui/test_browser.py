from __future__ import annotations

import sys
import webbrowser

import pytest

from reader.tui.browser import is_web_address, open_page


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c#d", "http://localhost:8000", "HTTPS://EXAMPLE.ORG", "https://nu.nl/é"],
)
def test_web_addresses(address) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:someone@example.org",
        "https://",
        "http:///path",
        "--new-window https://example.org",
        "https://example.org/a b",
        "https://example.org/\x1b]52;c;AAAA\x07",
        "https://example.org\nhttps://other.example",
        "https://[not-an-address",
    ],
)
def test_everything_else_is_refused(address, monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: pytest.fail("a browser was asked"))
    assert not is_web_address(address)
    assert not open_page(address)


class Window(webbrowser.BaseBrowser):
    def __init__(self) -> None:
        super().__init__("window")
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


def test_a_page_opens_in_a_browser_with_a_window(monkeypatch) -> None:
    window = Window()
    monkeypatch.setattr(webbrowser, "get", lambda: window)
    assert open_page("https://example.org/")
    assert window.opened == ["https://example.org/"]


def test_a_browser_inside_the_terminal_does_not_count(monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("lynx"))
    assert not open_page("https://example.org/")


def test_without_any_browser_nothing_happens(monkeypatch) -> None:
    def no_browser() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", no_browser)
    assert not open_page("https://example.org/")


def script(tmp_path, code: str) -> tuple[str, ...]:
    program = tmp_path / "a browser.py"
    program.write_text(code)
    return (sys.executable, str(program))


def test_the_users_command_gets_the_address_last_and_no_shell_reads_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: pytest.fail("another browser was asked"))
    told = tmp_path / "told"
    command = script(tmp_path, f"import sys; open({str(told)!r}, 'w').write('|'.join(sys.argv[1:]))")
    assert open_page("https://example.org/?a=$(id)&b=;c", [*command, "--new"])
    assert told.read_text() == "--new|https://example.org/?a=$(id)&b=;c"


def test_a_command_that_fails_opened_nothing(tmp_path) -> None:
    assert not open_page("https://example.org/", script(tmp_path, "raise SystemExit(1)"))
    assert not open_page("https://example.org/", ["/no/such/browser"])
    assert not open_page("--help", ["true"]), "what is no address is no argument"


def test_a_command_that_stays_is_a_browser_that_opened(tmp_path) -> None:
    command = script(tmp_path, "import time; time.sleep(3)")
    assert open_page("https://example.org/", command)
