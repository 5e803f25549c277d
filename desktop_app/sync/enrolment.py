"""How a laptop comes to belong to a server: a one-time code, and a key made here that never leaves the vault."""

from __future__ import annotations

import base64
import platform
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.journal.change import Change
from desktop_app.sync.client import Address, Client, Turned, meet
from desktop_app.sync.round import AGAIN, COPIED, CURSOR, EPOCH
from desktop_app.vault import outbox
from desktop_app.version import VERSION

URL, FINGERPRINT, PEM, KEY, WHO = "sync_url", "sync_fingerprint", "sync_pem", "sync_key", "sync_who"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an administrator gives: where, the one-time code, and the certificate's fingerprint."""

    url: str
    code: str
    fingerprint: str = ""


def read_invitation(text: str) -> Invitation:
    """The invitation in `casemate://enrol?server=…&code=…&fingerprint=…`, pasted or read off a QR sign."""
    parts = urlsplit(text.strip())
    told = dict(parse_qsl(parts.query))
    if (parts.scheme, parts.netloc) != ("casemate", "enrol") or not told.get("code") or not told.get("server"):
        raise UserError(
            "That is not an invitation to a server.",
            "Paste the whole line that begins with casemate://, or ask your administrator for a new one.", "code",
        )  # fmt: skip
    return Invitation(told["server"], told["code"], told.get("fingerprint", ""))


def enrol(desk: Desk, invitation: Invitation, name: str = "") -> str:
    """Enrol this vault with a server; gives the user's name there. UserError when the code is not taken."""
    if server_of(desk) is not None and not _copied(desk):
        raise UserError("This laptop already belongs to a server.", "Ask your administrator before changing that.")
    address = meet(invitation.url, invitation.fingerprint)
    private = Ed25519PrivateKey.generate()
    client = Client(address)
    try:
        told = client.enrol(
            invitation.code, private.public_key().public_bytes_raw(), name or platform.node()[:60], VERSION
        )
    except Turned as turned:
        raise UserError(
            "The server did not take this code.", "Codes work once and for 15 minutes; ask for a new one.", "code"
        ) from turned
    finally:
        client.close()
    facts = {
        URL: address.url, FINGERPRINT: address.fingerprint, PEM: address.pem,
        KEY: base64.b64encode(private.private_bytes_raw()).decode(), WHO: str(told["user_name"]),
    }  # fmt: skip
    belong(desk, str(told["device"]), facts)
    return str(told["user_name"])


def belong(desk: Desk, device: str, facts: dict[str, str]) -> None:
    """This vault is `device` from now on, with these facts about its server; everything is looked at from the start.

    What waits to be sent stays, and is sent as the new device.
    """
    old = desk.device

    def take(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's connection
        outbox.become(connection, old, device)
        again = "1" if outbox.meta(connection, COPIED) else ""
        outbox.keep_meta(connection, facts | {CURSOR: "", EPOCH: "", COPIED: "", AGAIN: again})
        return []

    desk.land("Enrol", take).result()
    desk.become(device)


def _copied(desk: Desk) -> bool:
    with desk.database.reading() as connection:
        return bool(outbox.meta(connection, COPIED))


def server_of(desk: Desk) -> Address | None:
    """The server this vault belongs to; None when it belongs to none."""
    with desk.database.reading() as connection:
        url, mark, pem = (outbox.meta(connection, key) for key in (URL, FINGERPRINT, PEM))
    return Address(url, mark, pem) if url else None


def client_of(desk: Desk, kept: Client | None = None) -> Client | None:
    """A line to this vault's server; None when it belongs to none. Close it after use.

    `kept`: a line from before, which goes on being used while it is still this laptop's; else it is hung up.
    """
    address = server_of(desk)
    with desk.database.reading() as connection:
        key = base64.b64decode(outbox.meta(connection, KEY))
    if kept is not None:
        if address is not None and kept.is_for(address, desk.device, key):
            return kept
        kept.close()
    return Client(address, desk.device, key) if address is not None else None
