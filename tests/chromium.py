"""A page in headless Chromium, driven over a pipe by its DevTools protocol.

https://chromedevtools.github.io/devtools-protocol/: a message is a line of JSON that a NUL ends.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

_WITH_PIPES = """\
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_PLENTY = 30


class Page:
    """One page. `problems` are what the browser reported: errors of the script, breaches of its policy."""

    def __init__(self, profile: Path, address: str, width: int = 1400, height: int = 900) -> None:
        assert CHROMIUM is not None
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        # High enough not to be closed by the two that Chromium wants to find at 3 and 4.
        high_in, high_out = os.dup(their_in), os.dup(their_out)
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _WITH_PIPES,
                str(high_in),
                str(high_out),
                CHROMIUM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                f"--user-data-dir={profile}",
                "--remote-debugging-pipe",
                "about:blank",
            ],
            pass_fds=[high_in, high_out],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for theirs in (their_in, their_out, high_in, high_out):
            os.close(theirs)
        self._unread = b""
        self._number = 0
        self._session: str | None = None
        self._loaded = False
        self.problems: list[str] = []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        self.prefer(**{"prefers-reduced-motion": "reduce"})
        self.open(address)

    def __enter__(self) -> Page:
        return self

    def __exit__(self, *_details: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(_PLENTY)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """What the browser answers to a command."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + _PLENTY
        while b"\0" not in self._unread:
            assert time.monotonic() < deadline, "Chromium does not answer"
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium has ended"
            self._unread += more
        line, _nul, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.exceptionThrown":
                self.problems.append(json.dumps(message["params"]["exceptionDetails"]))
            case "Log.entryAdded":
                self.problems.append(message["params"]["entry"]["text"])
        return message

    def open(self, address: str) -> None:
        """Open another page, and wait until it is there."""
        self._loaded = False
        self.call("Page.navigate", url=address)
        self._wait()

    def reload(self) -> None:
        """Open the page again, in the same process: another one may not yet know what this one kept."""
        self._loaded = False
        self.call("Page.reload")
        self._wait()

    def _wait(self) -> None:
        while not self._loaded:
            self._next()

    def resize(self, width: int, height: int) -> None:
        """Make the window another size, in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, medium: str = "", **features: str) -> None:
        """Say what the user's system prefers, and on what `medium` the page is shown."""
        wanted = [{"name": name, "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=medium, features=wanted)

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys: single characters, or names such as `Escape`, `Enter`, `Tab`, with `Shift+` before."""
        codes = {"Escape": 27, "Enter": 13, "Tab": 9}
        for key in keys:
            bare = key.removeprefix("Shift+")
            text = {"Enter": "\r"}.get(bare, "" if bare in codes else bare)
            event = {
                "key": bare,
                "text": text,
                "modifiers": 8 if key != bare else 0,
                "windowsVirtualKeyCode": codes.get(bare, 0),
            }
            self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **event)
            self.call("Input.dispatchKeyEvent", type="keyUp", **event)
        self.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        found = self.ask(
            f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=found[0], y=found[1], button="left", clickCount=1
            )

    def screenshot(self) -> bytes:
        """What is in sight, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])
