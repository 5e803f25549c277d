"""Debian's chromium without a window, driven by keys alone through its debugging pipe: nothing to install."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 30.0
"""Seconds after which the browser is given up."""
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " ")}


class Browser:
    """One page. What is done to it are keys; what is asked of it is read only."""

    def __init__(self, said: int, ask: int) -> None:
        self._said, self._ask = said, ask
        self._rest, self._count, self._loaded, self._session = b"", 0, 0, ""
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._do("Page.enable")

    def _do(self, method: str, **params: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._count:
                assert "error" not in told, told
                return dict(told["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._said], [], [], PATIENCE)
            assert ready, "the browser says nothing"
            part = os.read(self._said, 1 << 16)
            assert part, "the browser is gone"
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        told = dict(json.loads(line))
        self._loaded += told.get("method") == "Page.loadEventFired"
        return told

    def _until_loaded(self, before: int) -> None:
        """Until one more page than `before` has come: it may have while we were being answered."""
        while self._loaded == before:
            self._next()

    def open(self, url: str) -> None:
        """Type an address."""
        before = self._loaded
        self._do("Page.navigate", url=url)
        self._until_loaded(before)

    def ask(self, script: str) -> Any:
        """Read something off the page."""
        return self._do("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def key(self, name: str) -> None:
        """Press and let go."""
        code, text = KEYS.get(name, (ord(name[0].upper()), name))
        about = {"key": name, "windowsVirtualKeyCode": code}
        self._do("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self._do("Input.dispatchKeyEvent", type="keyUp", **about)

    def tab_to(self, words: str) -> None:
        """Tab until what has the keyboard is called this; fails when no Tab leads there."""
        for _ in range(120):
            if self.called().startswith(words):
                return
            self.key("Tab")
        raise AssertionError(f"no Tab leads to {words!r}")

    def called(self) -> str:
        """The name of what has the keyboard: its label, or its own words."""
        return str(
            self.ask(
                "(e => (e.ariaLabel || (e.labels && e.labels.length ? e.labels[0].textContent : e.textContent) || '')"
                ".trim())(document.activeElement)"
            )
        )

    def fill(self, field: str, words: str) -> None:
        """Tab to a field and type."""
        self.tab_to(field)
        for letter in words:
            self.key(letter)

    def press(self, button: str) -> str:
        """Tab to a button, press Enter, and give the text of the page that comes."""
        self.tab_to(button)
        before = self._loaded
        self.key("Enter")
        self._until_loaded(before)
        return self.text()

    def text(self) -> str:
        """What a person reads."""
        return str(self.ask("document.body.innerText"))


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """A running browser with a profile of its own; gone afterwards."""
    program = shutil.which("chromium")
    assert program, "Debian's chromium is set up with the other tools"
    their_in, ask = os.pipe()
    said, their_out = os.pipe()
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"]
    pipes = f'exec "$0" "$@" 3<&{their_in} 4>&{their_out}'
    process = subprocess.Popen(
        ["bash", "-c", pipes, program, *words, "--ignore-certificate-errors", f"--user-data-dir={profile}"],
        pass_fds=(their_in, their_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(their_in)
    os.close(their_out)
    try:
        yield Browser(said, ask)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        os.close(ask)
        os.close(said)
