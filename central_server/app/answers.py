"""How we answer: JSON, zipped where the laptop can read it, made in the thread of the request."""

from __future__ import annotations

import gzip
import json
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from central_server.app.bodies import Refusal
from central_server.app.counting import Counting
from central_server.store.refusals import Refused

WORTH_ZIPPING = 1000
CODES = {404: "not_found", 405: "not_found"}


def answer(request: Request, value: Any, status: int = 200) -> Response:  # noqa: ANN401 - JSON
    """A JSON answer, zipped when it is long and the laptop asks for it."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(body) >= WORTH_ZIPPING and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 3, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status, headers, "application/json")


def refusals(counting: Counting) -> dict[Any, Any]:
    """Exception handlers: every refusal is a code, every mistake of ours says nothing of what it was about."""

    def refuse(request: Request, status: int, code: str) -> Response:
        counting.refused.labels(code).inc()
        return answer(request, {"refused": code}, status)

    async def refused(request: Request, why: Refused) -> Response:
        return refuse(request, why.status, why.code)

    async def malformed(request: Request, _why: RequestValidationError) -> Response:
        return refuse(request, 422, "malformed")

    async def other(request: Request, why: HTTPException) -> Response:
        return refuse(request, why.status_code, CODES.get(why.status_code, "malformed"))

    return {Refused: refused, RequestValidationError: malformed, HTTPException: other}


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": words}
    for status, words in (
        (400, "Not gzip, or not a key"), (401, "The token or the proof does not count"),
        (403, "Not yours, revoked, or a code that does not count"), (404, "There is none that you may have"),
        (409, "Another epoch, an unknown cursor, a copied laptop"), (410, "Wipe this laptop"),
        (413, "Too large"), (422, "Not of this shape"), (503, "Busy: come again"),
    )
}  # fmt: skip
"""What any endpoint may answer instead, for the OpenAPI document."""
