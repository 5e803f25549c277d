"""A proxy between laptop and server that behaves as real networks do: cuts, stalls, answers twice or with a web page.

It ends TLS with the server's own certificate, so what it does is done inside the connection the laptop trusts.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path

_PAGE = b"<!DOCTYPE html><title>Welcome to Coffee Wifi</title><p>Please agree to our terms."
_PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(_PAGE)
    + _PAGE
)


@dataclass(frozen=True, slots=True)
class Weather:
    """How the next requests fare. `path`: only requests to it (empty: all). Numbers are bytes, -1 for never.

    `cut_request` and `cut_reply`: the line goes dead after so many bytes. `lose_reply`: the server works, the answer
    is lost. `portal`: a web page answers. `twice`: the server gets the request two times. `stall`: no answer until
    the proxy closes. `times`: how many requests; then the sun shines again.
    """

    path: bytes = b""
    cut_request: int = -1
    cut_reply: int = -1
    lose_reply: bool = False
    portal: bool = False
    twice: bool = False
    stall: bool = False
    times: int = 1_000_000


class BadProxy:
    """Listens on a port of its own and hands every request on to the server's. Close it when done."""

    def __init__(self, server_port: int, certificate: Path, key: Path) -> None:
        self._server_port = server_port
        self._inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._inside.load_cert_chain(certificate, key)
        self._outside = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._outside.check_hostname = False
        self._outside.verify_mode = ssl.CERT_NONE  # loopback, to the server this test started
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._weather = Weather()
        self._left = 0
        self.requests = 0
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    @property
    def port(self) -> int:
        """Where laptops connect."""
        return int(self._listening.getsockname()[1])

    def weather(self, weather: Weather | None = None) -> None:
        """From now on it is like this; None: fair."""
        with self._lock:
            self._weather, self._left = weather or Weather(), weather.times if weather else 0

    def close(self) -> None:
        """Cut every line and end every thread."""
        self._closed.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in list(self._threads):
            thread.join(5)

    def _start(self, run: object, *args: object) -> None:
        thread = threading.Thread(target=run, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closed.is_set():
            try:
                raw, _where = self._listening.accept()
            except OSError:
                return
            self._start(self._serve, raw)

    def _serve(self, raw: socket.socket) -> None:
        raw.settimeout(20)
        with (
            contextlib.suppress(OSError, ssl.SSLError, ValueError),
            self._inside.wrap_socket(raw, server_side=True) as laptop,
        ):
            while not self._closed.is_set():
                request = _message(laptop)
                if not request or not self._one(laptop, request):
                    return

    def _now(self, request: bytes) -> Weather:
        with self._lock:
            self.requests += 1
            line = request.split(b"\r\n", 1)[0]
            if self._left <= 0 or (self._weather.path and self._weather.path not in line):
                return Weather()
            self._left -= 1
            return self._weather

    def _one(self, laptop: ssl.SSLSocket, request: bytes) -> bool:
        """Hand one request on as the weather has it; False when the line is cut."""
        now = self._now(request)
        if now.portal:
            laptop.sendall(_PORTAL)
            return False
        if now.stall:
            self._closed.wait(20)
            return False
        if now.cut_request >= 0:
            self._ask(request[: now.cut_request], answer=False)
            return False
        if now.twice:
            self._ask(request)
        reply = self._ask(request)
        if now.lose_reply:
            return False
        laptop.sendall(reply if now.cut_reply < 0 else reply[: now.cut_reply])
        return now.cut_reply < 0

    def _ask(self, request: bytes, *, answer: bool = True) -> bytes:
        raw = socket.create_connection(("127.0.0.1", self._server_port), 20)
        with self._outside.wrap_socket(raw) as server:
            server.sendall(request)
            return _message(server) if answer else b""


def _message(line: ssl.SSLSocket) -> bytes:
    """One whole HTTP message, by its Content-Length or its chunks; empty when the line was closed."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = line.recv(65536)
        if not more:
            return got
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    fields = dict(part.lower().split(b": ", 1) for part in head.split(b"\r\n")[1:] if b": " in part)
    chunked = fields.get(b"transfer-encoding", b"") == b"chunked"
    length = int(fields.get(b"content-length", b"0"))
    while (chunked and not body.endswith(b"0\r\n\r\n")) or (not chunked and len(body) < length):
        more = line.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body
