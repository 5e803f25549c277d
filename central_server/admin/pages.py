"""The pages themselves: sign in, look, do. Every answer forbids scripts, frames and keeping."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy import Connection, select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from central_server.access import devices, families, people, signing_in
from central_server.access.invitation import invite
from central_server.access.signing_in import Session
from central_server.admin.deeds import DEEDS
from central_server.store.store import Store
from central_server.store.tables import AUDIT
from desktop_app.clock import local
from desktop_app.errors import UserError
from desktop_app.records.base import read_moment

HERE = Path(__file__).parent / "templates"
SEATS, FORMS = "casemate_session", "casemate_form"
"""The cookies: a session, and before it the mark of the sign-in form."""
PAGES = {
    "administrator": {"users": "Users", "teams": "Teams", "families": "Families", "devices": "Laptops"},
    "auditor": {"audit": "Audit"},
}
LINES = 200
"""Lines of the audit on one page."""
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
}  # fmt: skip
_jinja = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)


def admin_pages(app: FastAPI, store: Store) -> None:
    """Add the pages under /admin; they are no part of the OpenAPI document."""
    pages = Pages(store)

    @app.get("/admin/look.css", include_in_schema=False)
    def look() -> Response:
        return Response((HERE / "look.css").read_text("utf-8"), media_type="text/css", headers=SAFE)

    @app.get("/admin", include_in_schema=False)
    def front(request: Request) -> Response:
        session = pages.session(request)
        return _go(f"/admin/{next(iter(PAGES[session.role]))}" if session else "/admin/sign-in")

    @app.get("/admin/sign-in", include_in_schema=False)
    def ask() -> Response:
        return pages.ask("")

    @app.post("/admin/sign-in", include_in_schema=False)
    async def sign_in(request: Request) -> Response:
        return await run_in_threadpool(pages.sign_in, request, await _form(request))

    @app.get("/admin/{page}", include_in_schema=False)
    def show(request: Request, page: str) -> Response:
        return pages.show(request, page)

    @app.post("/admin/{deed}", include_in_schema=False)
    async def do(request: Request, deed: str) -> Response:
        return await run_in_threadpool(pages.do, request, deed, await _form(request))


async def _form(request: Request) -> dict[str, str]:
    return {
        name: "" if isinstance(value, UploadFile) else value.replace("\x00", "")
        for name, value in (await request.form()).items()
    }


def _go(where: str) -> Response:
    return RedirectResponse(where, 303, SAFE)


class Pages:
    """The pages over one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def session(self, request: Request) -> Session | None:
        """Whose session the cookie is."""
        with self.store.reading() as connection:
            return signing_in.session_of(connection, request.cookies.get(SEATS, ""))

    def ask(self, wrong: str) -> Response:
        """The sign-in form, with a mark of its own."""
        secret = secrets.token_urlsafe(32)
        answered = _page("sign_in", 400 if wrong else 200, wrong=wrong, csrf=signing_in.form_mark(secret), session=None)
        _cookie(answered, FORMS, secret)
        return answered

    def sign_in(self, request: Request, form: Mapping[str, str]) -> Response:
        """Let in who gives login, password and code; five failures close the login for a quarter of an hour."""
        if not signing_in.marked(request.cookies.get(FORMS, ""), form.get("csrf", "")):
            return self.ask("This form was too old. Please sign in again.")
        with self.store.reading() as connection:
            row = signing_in.person_at(connection, form.get("login", ""))
            closed = row is not None and signing_in.tried_too_often(connection, row["id"])
        proved = signing_in.proves(row, form.get("password", ""), form.get("code", ""))
        if closed:
            return self.ask("Too many tries. Wait a quarter of an hour.")
        secret = ""
        if row is not None:
            with self.store.writing() as connection:
                secret = signing_in.sign_in(connection, row["id"], form.get("code", "")) if proved else ""
                if not secret:
                    signing_in.note_failed(connection, row["id"])
        if not secret:
            return self.ask(signing_in.WRONG)
        answered = _go("/admin")
        _cookie(answered, SEATS, secret)
        answered.delete_cookie(FORMS, "/admin")
        return answered

    def show(self, request: Request, page: str) -> Response:
        """One page, for whose it is; nobody else learns that it exists."""
        session = self.session(request)
        if session is None:
            return _go("/admin/sign-in")
        if page not in PAGES[session.role]:
            return _page("nothing", 404, session=session, pages=PAGES[session.role], page="")
        deed = DEEDS.get(request.query_params.get("done", ""))
        return self._filled(session, page, done=deed.done if deed else "")

    def do(self, request: Request, deed: str, form: Mapping[str, str]) -> Response:
        """One deed, from a form of ours only."""
        session = self.session(request)
        if session is None:
            return _go("/admin/sign-in")
        secret = request.cookies.get(SEATS, "")
        if not signing_in.marked(secret, form.get("csrf", "")):
            return _page("nothing", 403, session=session, pages=PAGES[session.role], page="")
        if deed == "sign-out":
            with self.store.writing() as connection:
                signing_in.sign_out(connection, secret)
            return _go("/admin/sign-in")
        known = DEEDS.get(deed)
        page = known.page if known else "devices"
        if page not in PAGES[session.role] or (known is None and deed != "invite"):
            return _page("nothing", 404, session=session, pages=PAGES[session.role], page="")
        try:
            with self.store.writing() as connection:
                if known is None:
                    made = invite(connection, session.user_id, people.find_user(connection, form.get("user", "")))
                    until = local(read_moment(made.expires_at)).strftime("%H:%M")
                    return self._filled(session, page, connection, made=made, sign=Markup(made.sign()), until=until)  # noqa: S704 - segno's
                known.do(connection, session.user_id, form)
        except UserError as trouble:
            return self._filled(session, page, wrong=str(trouble), status=400)
        return _go(f"/admin/{page}?done={deed}")

    def _filled(
        self,
        session: Session,
        page: str,
        connection: Connection | None = None,
        status: int = 200,
        **more: Any,  # noqa: ANN401 - for the template
    ) -> Response:
        if connection is None:
            with self.store.reading() as opened:
                return self._filled(session, page, opened, status, **more)
        told = {"done": "", "wrong": "", "made": None, "sign": "", "pages": PAGES[session.role], "page": page} | more
        return _page(page, status, session=session, csrf=session.csrf, **told, **_facts(connection, page))


def _facts(connection: Connection, page: str) -> dict[str, Any]:
    """What a page shows."""
    if page == "audit":
        rows = connection.execute(select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(LINES)).mappings()
        names = {one.id: one.name for one in people.users(connection)}
        return {"lines": [dict(row) | {"actor": names.get(row["actor"], row["actor"])} for row in rows]}
    facts: dict[str, Any] = {"users": people.users(connection), "roles": people.ROLES}
    if page in ("teams", "families"):
        facts |= {"teams": people.teams(connection)}
    if page == "teams":
        facts |= {"supports": people.supports(connection)}
    if page == "families":
        facts |= {"grants": families.grants(connection)}
    if page == "devices":
        facts |= {"devices": devices.devices(connection), "states": devices.STATES}
    return facts


def _page(name: str, status: int, **facts: Any) -> Response:  # noqa: ANN401 - for the template
    return Response(_jinja.get_template(f"{name}.html").render(**facts), status, SAFE, "text/html; charset=utf-8")


def _cookie(answered: Response, name: str, value: str) -> None:
    answered.set_cookie(name, value, path="/admin", secure=True, httponly=True, samesite="strict")
