"""What every request and answer goes through: our header, sizes, gzip, a full house. Plain ASGI, so nothing waits."""

from __future__ import annotations

import json
import zlib
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop_app.sync.protocol import HEADER

LARGEST = 32 * 1024 * 1024
"""Bytes of a body once unpacked; a push of a thousand long texts is far below it."""
QUEUE = 400
"""Requests under way in one worker; who comes later is asked to come again, so that a herd can't sink it."""


class TooLarge(Exception):
    """The body is larger than anything a laptop sends."""


class Broken(Exception):
    """The body is not the gzip it says it is, or was cut."""


class Envelope:
    """Marks every answer as ours, unpacks bodies within bounds, and turns away what is too much."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST, queue: int = QUEUE) -> None:
        self.app = app
        self.largest = largest
        self.queue = queue
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (HEADER.lower().encode(), b"1")]
            await send(message)

        if self.under_way >= self.queue and scope["path"].startswith("/v1/"):
            await _refuse(marked, 503, "busy", [(b"retry-after", b"5")])
            return
        self.under_way += 1
        try:
            body = await self._body(scope, receive)
            await self.app(scope, _given(body, receive), marked)
        except TooLarge:
            await _refuse(marked, 413, "too_large", [])
        except Broken:
            await _refuse(marked, 400, "malformed", [])
        finally:
            self.under_way -= 1

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        headers = Headers(scope=scope)
        zipped = headers.get("content-encoding", "").strip().lower() == "gzip"
        unpack = zlib.decompressobj(wbits=31) if zipped else None
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Broken
            part, more = message.get("body", b""), message.get("more_body", False)
            if unpack:
                part = _unpacked(unpack, part, self.largest + 1 - size)
            size += len(part)
            if size > self.largest:
                raise TooLarge
            parts.append(part)
        if unpack and not unpack.eof:
            raise Broken
        if unpack:
            _forget_gzip(scope, size)
        return b"".join(parts)


def _unpacked(unpack: Any, part: bytes, room: int) -> bytes:  # noqa: ANN401 - zlib names no class for it
    try:
        return bytes(unpack.decompress(part, room))
    except zlib.error as bad:
        raise Broken from bad


def _forget_gzip(scope: MutableMapping[str, Any], size: int) -> None:
    kept = [pair for pair in scope["headers"] if pair[0].lower() not in (b"content-encoding", b"content-length")]
    scope["headers"] = [*kept, (b"content-length", str(size).encode())]


def _given(body: bytes, receive: Receive) -> Receive:
    """The body once, then whatever comes after it (the end of the line)."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(send: Send, status: int, code: str, headers: list[tuple[bytes, bytes]]) -> None:
    body = json.dumps({"refused": code}).encode()
    plain = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*plain, *headers]})
    await send({"type": "http.response.body", "body": body})
