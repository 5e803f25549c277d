"""Devices: enrolled by a one-time code, known by their Ed25519 key, let in for ten minutes at a time."""

from __future__ import annotations

import base64
import binascii
import secrets
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, insert, select, update

from central_server.access.facts import CODE, PROOF, TOKEN, at_once, secret_hash, soon
from central_server.access.people import User
from central_server.store.audit import audit
from central_server.store.refusals import Refused
from central_server.store.seats import Seat
from central_server.store.tables import AUDIT, DEVICE, ENROL_CODE, USER
from central_server.store.tables import TOKEN as SECRET
from desktop_app.errors import UserError
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import FORKED, REVOKED, WIPE

CODE_LASTS, CHALLENGE_LASTS, ACCESS_LASTS = timedelta(minutes=15), timedelta(minutes=2), timedelta(minutes=10)
LOST = "reported_lost"
"""The audit's verb for a laptop that its user reported lost; the detail names the laptop."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U to be misread; 12 of them are 60 bits."""


def new_code(connection: Connection, actor: str, user: User) -> tuple[str, str]:
    """(code, expires): lets one laptop of this user enrol. Only its hash is kept."""
    if user.disabled:
        raise UserError(f"{user.name} is disabled.", "Let them in again first.", "login")
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    expires = soon(CODE_LASTS)
    connection.execute(delete(ENROL_CODE).where(ENROL_CODE.c.expires_at < at_once()))
    row = {"code_hash": secret_hash(_plain(code)), "user_id": user.id, "expires_at": expires}
    connection.execute(insert(ENROL_CODE), row)
    audit(connection, actor, "", "code_made", user.id)
    return code, expires


def _plain(code: str) -> str:
    """A code as typed, without its dashes and with the letters people misread put right."""
    swaps = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
    return code.upper().translate(swaps)


def enrol(connection: Connection, code: str, public_key: str, name: str, version: str) -> tuple[str, Seat]:
    """(device id, seat) of a laptop that shows a code. Refused when the code was used, has run out or never was."""
    raw = _key(public_key)
    of_it = ENROL_CODE.c.code_hash == secret_hash(_plain(code))
    valid = of_it & (ENROL_CODE.c.used_at == "") & (ENROL_CODE.c.expires_at > at_once())
    if connection.execute(update(ENROL_CODE).where(valid).values(used_at=at_once())).rowcount != 1:
        raise Refused(CODE, 403)
    user_id = connection.execute(select(ENROL_CODE.c.user_id).where(of_it)).scalar_one()
    user = connection.execute(select(USER).where(USER.c.id == user_id)).mappings().one()
    if user["disabled_at"]:
        raise Refused(CODE, 403)
    device = new_id()
    row = {"id": device, "user_id": user_id, "name": name, "public_key": raw, "state": "active", "version": version}
    connection.execute(insert(DEVICE), row | {"enrolled_at": at_once()})
    audit(connection, str(user_id), device, "enrolled", version)
    return device, Seat(str(user_id), str(user["name"]), str(user["role"]), device)


def _key(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except (ValueError, binascii.Error) as bad:
        raise Refused("key", 400) from bad
    return raw


def challenge(connection: Connection, device: str) -> str:
    """A nonce (base64 of 32 bytes) to sign within two minutes, once. For an unknown device it is worth nothing."""
    nonce = base64.b64encode(secrets.token_bytes(32)).decode()
    if connection.execute(select(DEVICE.c.id).where(DEVICE.c.id == device)).scalar():
        _keep(connection, nonce, device, "challenge", CHALLENGE_LASTS)
    return nonce


def _keep(connection: Connection, secret: str, holder: str, kind: str, lasts: timedelta) -> None:
    connection.execute(delete(SECRET).where(SECRET.c.expires_at < soon(-timedelta(days=1))))
    row = {"hash": secret_hash(f"{kind}:{secret}"), "device_id": holder, "kind": kind, "expires_at": soon(lasts)}
    connection.execute(insert(SECRET), row)


def let_in(connection: Connection, device: str, nonce: str, signature: str) -> str:
    """An access token for a device that signed its challenge (the decoded bytes of the nonce).

    Refused: "proof" when the nonce was used, has run out or was signed with another key; "revoked", "wipe", "forked"
    when the device may not come back.
    """
    row = _device(connection, device)
    of_it = (SECRET.c.hash == secret_hash(f"challenge:{nonce}")) & (SECRET.c.device_id == device)
    valid = of_it & (SECRET.c.used_at == "") & (SECRET.c.expires_at > at_once())
    if row is None or connection.execute(update(SECRET).where(valid).values(used_at=at_once())).rowcount != 1:
        raise Refused(PROOF, 401)
    try:
        proof, signed = base64.b64decode(signature, validate=True), base64.b64decode(nonce, validate=True)
        Ed25519PublicKey.from_public_bytes(bytes(row["public_key"])).verify(proof, signed)
    except (InvalidSignature, ValueError) as wrong:
        raise Refused(PROOF, 401) from wrong
    _refuse_if_out(row)
    token = secrets.token_urlsafe(32)
    _keep(connection, token, device, "access", ACCESS_LASTS)
    connection.execute(update(DEVICE).where(DEVICE.c.id == device).values(seen_at=at_once()))
    return token


def _device(connection: Connection, device: str) -> Any:  # noqa: ANN401 - a row mapping
    query = select(DEVICE, USER.c.name.label("user_name"), USER.c.role, USER.c.disabled_at).join(
        USER, USER.c.id == DEVICE.c.user_id
    )
    return connection.execute(query.where(DEVICE.c.id == device)).mappings().first()


def _refuse_if_out(row: Any) -> None:  # noqa: ANN401 - a row mapping
    if row["state"] in ("wipe", "wiped"):
        raise Refused(WIPE, 410)
    if row["state"] == "forked":
        raise Refused(FORKED, 409)
    if row["state"] != "active" or row["disabled_at"]:
        raise Refused(REVOKED, 403)


def seat_of(connection: Connection, token: str) -> Seat:
    """Who holds this access token. Refused at once when the device was revoked or is to be wiped, or the token ran out.

    A token that ran out still tells its laptop to wipe.
    """
    of_it = (SECRET.c.hash == secret_hash(f"access:{token}")) & (SECRET.c.kind == "access")
    secret = connection.execute(select(SECRET).where(of_it)).mappings().first()
    row = _device(connection, str(secret["device_id"])) if secret else None
    if secret is None or row is None:
        raise Refused(TOKEN, 401)
    _refuse_if_out(row)
    if secret["expires_at"] <= at_once():
        raise Refused(TOKEN, 401)
    return Seat(str(row["user_id"]), str(row["user_name"]), str(row["role"]), str(row["id"]))


def holder(connection: Connection, token: str) -> str:
    """The device an access token was given to, whatever became of both; empty when there is none."""
    of_it = (SECRET.c.hash == secret_hash(f"access:{token}")) & (SECRET.c.kind == "access")
    return str(connection.execute(select(SECRET.c.device_id).where(of_it)).scalar() or "")


def wiped(connection: Connection, device: str) -> None:
    """The laptop proved who it is and was told to wipe: the audit says when."""
    of_it = (DEVICE.c.id == device) & (DEVICE.c.state == "wipe")
    if connection.execute(update(DEVICE).where(of_it).values(state="wiped", seen_at=at_once())).rowcount:
        audit(connection, "", device, "wipe_told", "")


def find(connection: Connection, device: str) -> str:
    """The id of the device. UserError when there is none."""
    if connection.execute(select(DEVICE.c.id).where(DEVICE.c.id == device.strip())).scalar() is None:
        raise UserError(f"There is no device “{device}”.", "`casemate-server devices` lists them.", "device")
    return device.strip()


def revoke(connection: Connection, actor: str, device: str, *, wipe: bool = False) -> None:
    """No request of this device is answered from now on; with `wipe` it is told to destroy its key at its next one."""
    device = find(connection, device)
    connection.execute(update(DEVICE).where(DEVICE.c.id == device).values(state="wipe" if wipe else "revoked"))
    audit(connection, actor, device, "wipe_ordered" if wipe else "revoked", "")


STATES = {
    "active": "in use", "pending": "waiting", "revoked": "revoked", "forked": "copied or restored: must enrol again",
    "wipe": "to be wiped when it next calls", "wiped": "was told to wipe",
}  # fmt: skip


def devices(connection: Connection, user_id: str = "") -> list[dict[str, str]]:
    """Every device, or one user's: {"id", "user", "name", "state", "enrolled_at", "seen_at", "version", "lost_at"}."""
    query = select(DEVICE, USER.c.name.label("user")).join(USER, USER.c.id == DEVICE.c.user_id)
    if user_id:
        query = query.where(DEVICE.c.user_id == user_id)
    names = ("id", "user", "name", "state", "enrolled_at", "seen_at", "version")
    rows = connection.execute(query.order_by(USER.c.name, DEVICE.c.enrolled_at, DEVICE.c.id)).mappings().all()
    lost = _reported(connection, user_id)
    return [{name: str(row[name]) for name in names} | {"lost_at": lost.get(str(row["id"]), "")} for row in rows]


def own_devices(connection: Connection, user_id: str) -> list[dict[str, str]]:
    """What a user is told of their own laptops: {"id", "name", "state", "enrolled_at", "seen_at", "lost_at"}."""
    told = ("id", "name", "state", "enrolled_at", "seen_at", "lost_at")
    return [{name: one[name] for name in told} for one in devices(connection, user_id)]


def _reported(connection: Connection, user_id: str) -> dict[str, str]:
    """Device → when its user said that it is lost; the audit is where that is kept."""
    query = select(AUDIT.c.detail, AUDIT.c.at).where(AUDIT.c.verb == LOST).order_by(AUDIT.c.seq.desc())
    if user_id:
        query = query.where(AUDIT.c.actor == user_id)
    return {str(device): str(at) for device, at in connection.execute(query)}


def report_lost(connection: Connection, user_id: str, by_device: str, device: str) -> None:
    """The user says that a laptop of theirs is lost: the administration's page shows it, the audit keeps it.

    Nothing is revoked by it: whoever holds one laptop could shut out the others. Refused when it is not theirs.
    """
    theirs = select(DEVICE.c.id).where(DEVICE.c.id == device, DEVICE.c.user_id == user_id)
    if connection.execute(theirs).scalar() is None:
        raise Refused("device", 404)
    if device not in _reported(connection, user_id):
        audit(connection, user_id, by_device, LOST, device)
