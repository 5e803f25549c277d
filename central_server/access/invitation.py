"""What a laptop needs to enrol, as one line of text: typed in parts, or read from a QR sign."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from sqlalchemy import Connection

from central_server.access.devices import new_code
from central_server.access.facts import fact
from central_server.access.people import User


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code with the server's address and the fingerprint of its certificate."""

    code: str
    expires_at: str
    server: str
    fingerprint: str

    @property
    def text(self) -> str:
        """`casemate://enrol?server=…&code=…&fingerprint=…`"""
        told = {"server": self.server, "code": self.code, "fingerprint": self.fingerprint}
        return "casemate://enrol?" + urlencode(told)

    def sign(self) -> str:
        """The text as a QR sign: one inline SVG, black on white whatever the page's colours."""
        return str(segno.make(self.text, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#000"))

    def picture(self) -> str:
        """The QR sign as a file, for a link: an SVG that also holds the line in words, which a laptop reads."""
        made = segno.make(self.text, error="m")
        return str(made.svg_data_uri(scale=5, border=4, light="#fff", dark="#000", desc=self.text, nl=False))


def invite(connection: Connection, actor: str, user: User) -> Invitation:
    """An invitation for one laptop of this user, good for a quarter of an hour."""
    code, expires = new_code(connection, actor, user)
    server = fact(connection, "public_url") or fact(connection, "listening")
    return Invitation(code, expires, server, fact(connection, "fingerprint"))
