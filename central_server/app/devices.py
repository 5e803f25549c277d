"""A user's own laptops over HTTP: which there are, and that one is lost."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Depends, FastAPI, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from central_server.access import devices
from central_server.app import bodies
from central_server.app.answers import answer
from central_server.store.seats import Seat
from central_server.store.store import Store
from desktop_app.sync.protocol import DEVICES, LOST

Who = Callable[[HTTPAuthorizationCredentials | None], Seat]


def device_routes(app: FastAPI, store: Store, who: Who, scheme: HTTPBearer) -> None:
    """GET the laptops, POST that one is lost. Of another user's laptop the answer is as if there were none."""
    bearer_of = Depends(scheme)

    @app.get(DEVICES, response_model=bodies.Devices)
    def own(request: Request, bearer: HTTPAuthorizationCredentials | None = bearer_of) -> Response:
        """The laptops of this user: name, state, when enrolled and last seen, when reported lost."""
        seat = who(bearer)
        with store.reading() as connection:
            found = devices.own_devices(connection, seat.user_id)
        return answer(request, {"devices": [one | {"this": one["id"] == seat.device_id} for one in found]})

    @app.post(LOST, response_model=bodies.Done)
    def lost(request: Request, body: bodies.Lost, bearer: HTTPAuthorizationCredentials | None = bearer_of) -> Response:
        """Tell the administration that a laptop of this user is lost; revoking or wiping it is theirs."""
        seat = who(bearer)
        with store.writing() as connection:
            devices.report_lost(connection, seat.user_id, seat.device_id, body.device)
        return answer(request, {"done": True})
