"""Where a laptop stands in the log: opaque to it, signed by us."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

from central_server.store.refusals import Refused
from desktop_app.sync.protocol import NEW_EPOCH, OLD_CURSOR


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything up to (xid, seq) was sent for the scopes of `generation`.

    While `fill_to` is set, the scopes that generation adds are being sent from the beginning; `fill_at` is the seq
    reached.
    """

    epoch: str
    xid: int
    seq: int
    generation: int = 0
    fill_to: int = 0
    fill_at: int = 0


def write(cursor: Cursor, key: str) -> str:
    """The cursor as the laptop keeps it."""
    body = json.dumps(asdict(cursor), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sign(body, key) + body).decode()


def read(text: str, key: str, epoch: str) -> Cursor | None:
    """The cursor behind the text; None for a new laptop. Refused when it is not ours or from before a restore."""
    if not text:
        return None
    try:
        raw = base64.urlsafe_b64decode(text.encode())
        if not hmac.compare_digest(raw[:16], _sign(raw[16:], key)):
            raise Refused(OLD_CURSOR, 409)
        cursor = Cursor(**json.loads(raw[16:]))
    except (ValueError, TypeError, KeyError) as broken:
        raise Refused(OLD_CURSOR, 409) from broken
    if cursor.epoch != epoch:
        raise Refused(NEW_EPOCH, 409)
    return cursor


def _sign(body: bytes, key: str) -> bytes:
    return hmac.new(bytes.fromhex(key), body, hashlib.sha256).digest()[:16]
