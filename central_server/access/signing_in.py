"""How an administrator or auditor gets to the pages: password, second factor, then a session of one hour.

Argon2id with the library's parameters (RFC 9106, low-memory profile); TOTP of RFC 6238, each code once.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from central_server.access.facts import at_once, secret_hash, soon
from central_server.access.people import User
from central_server.store.audit import audit
from central_server.store.tables import TOKEN, USER
from desktop_app.clock import now
from desktop_app.errors import UserError

MAY_SIGN_IN = frozenset({"administrator", "auditor"})
SESSION_LASTS, TRIES_COUNT = timedelta(hours=1), timedelta(minutes=15)
TRIES = 5
SHORTEST = 12
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))
"""Compared with when there is no such login, so that both take the same time."""
WRONG = "The login, password or code is not right."


@dataclass(frozen=True, slots=True)
class Session:
    """Who sits at the pages. `csrf` stands in every form of theirs."""

    user_id: str
    name: str
    role: str
    csrf: str


def set_password(connection: Connection, actor: str, user: User, password: str) -> str:
    """Give the user this password and a new second factor; gives its `otpauth://` line. Ends their sessions."""
    if user.role not in MAY_SIGN_IN:
        raise UserError(f"{user.name} has no pages to sign in to.", "Administrators and auditors have.", "login")
    if len(password) < SHORTEST:
        raise UserError(f"The password has fewer than {SHORTEST} characters.", "Three or four words do well.")
    secret = pyotp.random_base32()
    changed = {"password_hash": _hasher.hash(password), "otp_secret": secret}
    connection.execute(update(USER).where(USER.c.id == user.id).values(changed))
    connection.execute(delete(TOKEN).where(TOKEN.c.device_id == user.id))
    audit(connection, actor, "", "password_set", user.id)
    return pyotp.TOTP(secret).provisioning_uri(name=user.login, issuer_name="Casemate server")


def person_at(connection: Connection, login: str) -> Any:  # noqa: ANN401 - a row mapping or None
    """The row of this login, for `proves`."""
    return connection.execute(select(USER).where(USER.c.login == login.strip().lower())).mappings().first()


def proves(row: Any, password: str, code: str) -> bool:  # noqa: ANN401 - a row mapping or None
    """Whether password and code are this person's. Takes its time by design: call it outside of a transaction."""
    known = row is not None and row["password_hash"] and row["role"] in MAY_SIGN_IN and not row["disabled_at"]
    try:
        right = _hasher.verify(row["password_hash"] if known else _NOBODY, password)
    except VerificationError:
        return False
    digits = "".join(code.split())
    return bool(known and right and pyotp.TOTP(row["otp_secret"]).verify(digits, for_time=now(), valid_window=1))


def tried_too_often(connection: Connection, user_id: str) -> bool:
    """Whether this login has failed five times within a quarter of an hour."""
    failed = (TOKEN.c.device_id == user_id) & (TOKEN.c.kind == "failed") & (TOKEN.c.expires_at > at_once())
    return int(connection.execute(select(func.count()).select_from(TOKEN).where(failed)).scalar_one()) >= TRIES


def note_failed(connection: Connection, user_id: str) -> None:
    """Count a try that failed."""
    _keep(connection, secrets.token_hex(16), user_id, "failed", TRIES_COUNT)
    audit(connection, user_id, "", "sign_in_failed", "")


def sign_in(connection: Connection, user_id: str, code: str) -> str:
    """A session for someone who proved who they are; its secret. Empty when the code was used before."""
    once = f"{user_id}:{''.join(code.split())}"
    used = select(TOKEN.c.hash).where(TOKEN.c.hash == secret_hash(f"otp:{once}"))
    if connection.execute(used).scalar():
        return ""
    _keep(connection, once, user_id, "otp", timedelta(minutes=5))
    secret = secrets.token_urlsafe(32)
    _keep(connection, secret, user_id, "session", SESSION_LASTS)
    audit(connection, user_id, "", "signed_in", "")
    return secret


def _keep(connection: Connection, secret: str, user_id: str, kind: str, lasts: timedelta) -> None:
    connection.execute(delete(TOKEN).where(TOKEN.c.device_id == user_id, TOKEN.c.expires_at <= at_once()))
    row = {"hash": secret_hash(f"{kind}:{secret}"), "device_id": user_id, "kind": kind, "expires_at": soon(lasts)}
    connection.execute(insert(TOKEN), row)


def session_of(connection: Connection, secret: str) -> Session | None:
    """Whose session it is; None when it ran out or never was."""
    of_it = (TOKEN.c.hash == secret_hash(f"session:{secret}")) & (TOKEN.c.expires_at > at_once())
    query = select(USER).join(TOKEN, TOKEN.c.device_id == USER.c.id).where(of_it, USER.c.disabled_at == "")
    row = connection.execute(query).mappings().first()
    if row is None or row["role"] not in MAY_SIGN_IN:
        return None
    return Session(str(row["id"]), str(row["name"]), str(row["role"]), form_mark(secret))


def sign_out(connection: Connection, secret: str) -> None:
    """End the session."""
    connection.execute(delete(TOKEN).where(TOKEN.c.hash == secret_hash(f"session:{secret}")))


def form_mark(secret: str) -> str:
    """What a form must carry so that it is known to be ours."""
    return secret_hash(f"form:{secret}")


def marked(secret: str, given: str) -> bool:
    """Whether the form is ours."""
    return bool(secret) and hmac.compare_digest(form_mark(secret).encode(), given.encode("utf-8", "replace"))
