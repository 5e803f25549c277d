"""Attached files over HTTP: how far, one part up, one part down. Positions travel in headers, bytes bare."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection
from starlette.responses import Response

from central_server.store import blobs, comparing
from central_server.store.fence import fenced
from central_server.store.refusals import Refused
from central_server.store.scopes import visible
from central_server.store.seats import MAY_SYNC, Seat
from central_server.store.store import Store
from desktop_app.sync.protocol import BLOB, NO_BLOB, NOT_YOURS

Who = Callable[[HTTPAuthorizationCredentials | None], Seat]
Work = Callable[[Connection, blobs.Sees], Response]
Id = Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
At = Annotated[int, Header(alias="X-At", ge=0, le=blobs.LARGEST)]
Size = Annotated[int, Header(alias="X-Size", ge=0, le=blobs.LARGEST)]
Sha = Annotated[str, Header(alias="X-Sha256", pattern="^[0-9a-f]{64}$")]
BYTES: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}


async def _raw(request: Request) -> bytes:
    return await request.body()


def file_routes(app: FastAPI, store: Store, who: Who, scheme: HTTPBearer) -> None:
    """HEAD, PUT and GET of one file."""
    bearer_of = Depends(scheme)

    def work(bearer: HTTPAuthorizationCredentials | None, do: Work, *, fence: bool = False) -> Response:
        seat = who(bearer)
        if seat.role not in MAY_SYNC:
            raise Refused(NOT_YOURS, 403)
        try:
            with store.reading() if fence else store.writing() as connection:
                scopes = visible(connection, seat)
                generation = comparing.generation_of(connection, seat)
                with fenced(connection, seat, generation) if fence else contextlib.nullcontext():
                    return do(connection, scopes.__contains__)
        except blobs.NoSuchFile as none:
            raise Refused(NO_BLOB, 404) from none
        except blobs.BadPart as bad:
            return Response(status_code=409, headers={"X-At": str(bad.at)})

    @app.head(BLOB)
    def how_far(attachment_id: Id, bearer: HTTPAuthorizationCredentials | None = bearer_of) -> Response:
        """How much of the file is here (`X-At`), and whether that is all (`X-Complete`)."""
        return work(bearer, lambda connection, sees: _said(blobs.held(connection, sees, attachment_id)))

    @app.put(BLOB, openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}})
    def take(
        attachment_id: Id, at: At, size: Size, sha256: Sha, data: Annotated[bytes, Depends(_raw)],
        bearer: HTTPAuthorizationCredentials | None = bearer_of,
    ) -> Response:  # fmt: skip
        """Keep one part that begins at `X-At`; 409 with `X-At` where to go on when it doesn't fit."""
        return work(
            bearer, lambda connection, sees: _said(blobs.put(connection, sees, attachment_id, sha256, size, at, data))
        )

    @app.get(BLOB, responses=BYTES, response_class=Response)
    def give(attachment_id: Id, at: At = 0, bearer: HTTPAuthorizationCredentials | None = bearer_of) -> Response:
        """The part that begins at `X-At`; empty at the end. What leaves is read behind the second fence."""

        def read(connection: Connection, sees: blobs.Sees) -> Response:
            return Response(blobs.part(connection, sees, attachment_id, at), media_type="application/octet-stream")

        return work(bearer, read, fence=True)


def _said(held: blobs.Held) -> Response:
    return Response(headers={"X-At": str(held.at), "X-Size": str(held.size), "X-Complete": str(int(held.complete))})
