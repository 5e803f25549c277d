"""Servers and laptops as processes that are killed, and the proxy between them that says when."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from central_server.__main__ import main
from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.bad_proxy import BadProxy
from tests.helpers.serving import ROOT, SERVER

LAPTOP = Path(__file__).with_name("sync_process.py")


@dataclass
class Server:
    """A server's folder and its process; it may be killed and started again. `words`: options of every verb."""

    data: Path
    words: tuple[str, ...] = ()
    process: subprocess.Popen[str] | None = None
    port: int = 0

    def verb(self, *words: str) -> Any:
        """Run an administrator's verb, here: only what is killed needs a process."""
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(told):
            assert main([*words, "--data", str(self.data), "--json", *self.words]) == 0
        told.seek(0)
        return json.loads(told.read())

    def start(self, **more: Any) -> None:
        """Serve, on a free port."""
        self.process = subprocess.Popen(
            [*SERVER, "serve", "--data", str(self.data), "--port", "0", "--json", *self.words],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        self.port = int(json.loads(line)["url"].rsplit(":", 1)[1])

    def strike(self) -> None:
        """SIGKILL, from any thread; `kill` clears up."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)

    def kill(self) -> str:
        """SIGKILL; gives what it had said."""
        process, self.process = self.process, None
        return end(process)


def end(process: subprocess.Popen[str] | None) -> str:
    """SIGKILL a process of ours and close its pipes; gives what it had said of trouble."""
    if process is None:
        return ""
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    said = process.stderr.read() if process.stderr else ""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    return said


@dataclass
class LaptopProcess:
    """A laptop's vault and the process that works on it."""

    path: Path
    key: DataKey = field(default_factory=DataKey.fresh)
    process: subprocess.Popen[str] | None = None

    def start(self, **more: Any) -> None:
        """Open the vault in a new process."""
        self.process = subprocess.Popen(
            [sys.executable, str(LAPTOP), str(self.path)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, **more,
        )  # fmt: skip
        self._write(self.key.hex())

    def _write(self, line: str) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, do: str, **values: Any) -> Any:
        """One command and its answer; None when the process was killed over it."""
        if self.process is None:
            self.start()
        process = self.process
        assert process is not None
        self._write(json.dumps({"do": do, **values}))
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            process.wait(20)
            self.process, said = None, end(process)
            assert process.returncode == -signal.SIGKILL, said
            return None
        return json.loads(line)

    def kill(self) -> None:
        """SIGKILL; whoever waits for its answer gets none."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """End it."""
        end(self.process)
        self.process = None


@dataclass(frozen=True, slots=True)
class Deed:
    """When to strike: at the `nth` request to `path`, `when` in its life, `after` so many seconds."""

    path: bytes
    when: str
    nth: int = 1
    after: float = 0.0


class Striker(BadProxy):
    """A proxy that does something terrible at one named step and cuts the line."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.port, server.data / "certificate.pem", server.data / "key.pem")
        self._deed: Deed | None = None
        self._strike: Callable[[], object] = lambda: None
        self._count = 0
        self.struck = False

    def plan(self, deed: Deed, strike: Callable[[], object]) -> None:
        """Strike once, then."""
        with self._lock:
            self._deed, self._strike, self._count, self.struck = deed, strike, 0, False

    def to(self, server: Server) -> None:
        """The server listens elsewhere now."""
        self._server_port = server.port

    def _due(self, request: bytes) -> Deed | None:
        with self._lock:
            if self._deed is None or self._deed.path not in request.split(b"\r\n", 1)[0]:
                return None
            self._count += 1
            if self._count < self._deed.nth:
                return None
            due, self._deed, self.struck = self._deed, None, True
            return due

    def _one(self, laptop: ssl.SSLSocket, request: bytes) -> bool:
        due = self._due(request)
        if due is None:
            laptop.sendall(self._ask(request))
            return True
        if due.when == "before":
            self._strike()
            return False
        if due.when == "half sent":
            self._ask(request[: len(request) * 2 // 3], answer=False)
            self._strike()
            return False
        if due.when == "working":
            self._timer(due.after)
            self._ask(request)
            return False
        reply = self._ask(request)
        if due.when == "answered":
            self._strike()
            return False
        if due.when == "half answered":
            laptop.sendall(reply[: len(reply) * 2 // 3])
            self._strike()
            return False
        if due.when == "landing":
            self._timer(due.after)
            laptop.sendall(reply)
            return True
        raise ValueError(due.when)

    def _timer(self, after: float) -> None:
        timer = threading.Timer(after, self._strike)
        timer.daemon = True
        timer.start()
        self._threads.append(timer)
