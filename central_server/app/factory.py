"""The application over a store: any number of workers may run it beside each other."""

from __future__ import annotations

import dataclasses
import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from starlette.responses import Response

from central_server.access import devices
from central_server.access.facts import TOKEN
from central_server.app import bodies
from central_server.app.answers import REFUSALS, answer, refusals
from central_server.app.counting import Counting
from central_server.app.devices import device_routes
from central_server.app.envelope import Envelope
from central_server.app.files import file_routes
from central_server.store.refusals import Refused
from central_server.store.seats import Seat
from central_server.store.store import Store
from desktop_app.clock import now
from desktop_app.records.base import moment_text
from desktop_app.sync import protocol
from desktop_app.version import VERSION

_bearer = HTTPBearer(auto_error=False, description="The access token of a device, for ten minutes")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


LOG = logging.getLogger("casemate.server")


def where(trouble: BaseException) -> str:
    """Kind and place of a mistake, never its words: they may hold a child's name."""
    frames = traceback.extract_tb(trouble.__traceback__)
    place = next((frame for frame in reversed(frames) if "central_server" in frame.filename), frames[-1])
    return f"{type(trouble).__name__} at {Path(place.filename).name}:{place.lineno}"


def who(store: Store, bearer: HTTPAuthorizationCredentials | None) -> Seat:
    """The seat behind the token. Refused when there is none; who must wipe is told so, and the audit with them."""
    if bearer is None:
        raise Refused(TOKEN, 401)
    try:
        with store.reading() as connection:
            return devices.seat_of(connection, bearer.credentials)
    except Refused as why:
        if why.code == protocol.WIPE:
            with store.writing() as connection:
                devices.wiped(connection, devices.holder(connection, bearer.credentials))
        raise


def make_app(store: Store) -> FastAPI:
    """The server's application. The store must have been created."""
    counting = Counting()
    app = FastAPI(
        title="Casemate central server", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json",
        exception_handlers=refusals(counting), responses=REFUSALS, strict_content_type=False,
    )  # fmt: skip

    @app.middleware("http")
    async def count(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        began = time.monotonic()
        try:
            answered = await go_on(request)
        except Exception as trouble:
            down = isinstance(trouble, OperationalError)  # no connection, a full disk: come again
            answered = answer(request, {"refused": "database" if down else "mistake"}, 503 if down else 500)
            counting.refused.labels("database" if down else "mistake").inc()
            LOG.error(where(trouble))
        path = getattr(request.scope.get("route"), "path", "other")
        counting.requests.labels(path, str(answered.status_code)).inc()
        counting.seconds.labels(path).observe(time.monotonic() - began)
        return answered

    app.add_middleware(Envelope)
    _doors(app, store)
    _sync(app, store, counting)
    file_routes(app, store, lambda bearer: who(store, bearer), _bearer)
    device_routes(app, store, lambda bearer: who(store, bearer), _bearer)
    _watching(app, store, counting)
    return app


def _doors(app: FastAPI, store: Store) -> None:
    """Hello, and the way in."""

    @app.get(protocol.HELLO, response_model=bodies.Hello)
    def hello(request: Request) -> Response:
        """Who answers here."""
        facts = {
            "server": store.meta("server_id"), "name": store.meta("name"), "epoch": store.meta("epoch"),
            "protocol": [protocol.OLDEST, protocol.PROTOCOL], "now": moment_text(now()),
        }  # fmt: skip
        return answer(request, facts)

    @app.post(protocol.ENROL, response_model=bodies.Enrolled)
    def enrol(request: Request, body: bodies.Enrol) -> Response:
        """Enrol this laptop with a one-time code."""
        with store.writing() as connection:
            device, seat = devices.enrol(connection, body.code, body.public_key, body.name, body.version)
        told = {"device": device, "user": seat.user_id, "user_name": seat.name, "role": seat.role}
        return answer(request, told | {"epoch": store.meta("epoch")})

    @app.post(protocol.CHALLENGE, response_model=bodies.Nonce)
    def challenge(request: Request, body: bodies.Challenge) -> Response:
        """Something to sign, for two minutes and once."""
        with store.writing() as connection:
            return answer(request, {"nonce": devices.challenge(connection, body.device)})

    @app.post(protocol.TOKEN, response_model=bodies.Access)
    def token(request: Request, body: bodies.Proof) -> Response:
        """An access token for a signed challenge."""
        try:
            with store.writing() as connection:
                access = devices.let_in(connection, body.device, body.nonce, body.signature)
        except Refused as why:
            if why.code == protocol.WIPE:
                with store.writing() as connection:
                    devices.wiped(connection, body.device)
            raise
        return answer(request, {"access": access, "expires_in": int(devices.ACCESS_LASTS.total_seconds())})


def _sync(app: FastAPI, store: Store, counting: Counting) -> None:
    """Push, pull, verify, evicted."""

    @app.post(protocol.PUSH, response_model=bodies.PushedBody)
    def push(request: Request, body: bodies.Push, bearer: Bearer) -> Response:
        """Take operations; each gets its answer."""
        seat = who(store, bearer)
        if body.device not in ("", seat.device_id):
            raise Refused(protocol.FORKED, 409)
        pushed = store.push(seat, body.model_dump(include={"epoch", "cursor", "reached", "ops"}))
        for one in pushed.answers:
            counting.pushed.labels(str(one.verdict)).inc()
        return answer(request, pushed.to_json())

    @app.post(protocol.PULLS, response_model=bodies.PageBody)
    def pull(request: Request, body: bodies.Pull, bearer: Bearer) -> Response:
        """The next page of what this user sees."""
        seat = who(store, bearer)
        if body.epoch and body.epoch != store.meta("epoch"):
            raise Refused(protocol.NEW_EPOCH, 409)
        page = store.pull(seat, body.cursor, body.limit, body.reached)
        counting.pulled.inc(len(page.operations))
        return answer(request, page.to_json())

    @app.post(protocol.VERIFY, response_model=bodies.Verified)
    def verify(request: Request, body: bodies.Verify, bearer: Bearer) -> Response:
        """Counts and hashes of what this user sees, or of the ranges a laptop halves to find where it differs."""
        seat, told = who(store, bearer), {"epoch": store.meta("epoch")}
        if not body.spans:
            return answer(request, told | {"kinds": store.verify(seat), "spans": []})
        found = store.compare(seat, [protocol.Span(one.kind, one.after, one.upto) for one in body.spans])
        return answer(request, told | {"kinds": {}, "spans": [dataclasses.asdict(one) for one in found]})

    @app.post(protocol.AGAIN, response_model=bodies.Operations)
    def again(request: Request, body: bodies.Again, bearer: Bearer) -> Response:
        """Records whole once more, for a laptop whose copy differs."""
        found = store.again(who(store, bearer), body.records)
        counting.pulled.inc(len(found))
        return answer(request, {"operations": [one.to_json() for one in found]})

    @app.post(protocol.EVICTED, response_model=bodies.Done)
    def evicted(request: Request, body: bodies.Evicted, bearer: Bearer) -> Response:
        """The laptop confirms that scopes it left are gone from it."""
        store.evicted(who(store, bearer), body.scopes)
        return answer(request, {"done": True})


def _watching(app: FastAPI, store: Store, counting: Counting) -> None:
    """For load balancers and whoever watches."""

    @app.get("/healthz", response_model=bodies.Done)
    def healthz(request: Request) -> Response:
        """The process answers."""
        return answer(request, {"done": True})

    @app.get("/readyz", response_model=bodies.Done)
    def readyz(request: Request) -> Response:
        """The database answers as well."""
        try:
            with store.reading() as connection:
                connection.execute(text("SELECT 1 FROM meta"))
        except SQLAlchemyError as down:
            raise Refused("database", 503) from down
        return answer(request, {"done": True})

    @app.get("/metrics", responses={200: {"content": {"text/plain": {}}}}, response_class=Response)
    def metrics() -> Any:  # noqa: ANN401 - plain text for Prometheus
        """Numbers without personal data."""
        return Response(counting.text(), media_type="text/plain; version=0.0.4")
