"""An application asked in this process, as if over HTTPS."""

from __future__ import annotations

import asyncio

import httpx
from starlette.types import ASGIApp


class InProcess(httpx.BaseTransport):
    """Hands each request to the application; its mistakes come up in the test."""

    def __init__(self, app: ASGIApp) -> None:
        self.inner = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def go() -> httpx.Response:
            asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
            answered = await self.inner.handle_async_request(asked)
            raw = b"".join([part async for part in answered.stream])
            return httpx.Response(answered.status_code, headers=answered.headers, stream=httpx.ByteStream(raw))

        return asyncio.run(go())


def client(app: ASGIApp) -> httpx.Client:
    """A browser or laptop in front of the application."""
    return httpx.Client(transport=InProcess(app), base_url="https://server.test")
