"""The line to the server: TLS with the certificate pinned at enrolment, tokens, and plain words for trouble."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import secrets
import ssl
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.sync import protocol
from desktop_app.sync.files import Said

CONNECT, READ = 10.0, 60.0
HUNG_UP = (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)
"""What a line says that the other end let go of meanwhile."""
PROOF = "proof"
"""The refusal of a signed challenge that was used before or is not this laptop's."""
RENEW = 0.8
"""The share of a token's life after which a new one is fetched."""
SMALL = 200
"""Operations in the smallest page asked for, and by how much the next is larger on a line that holds."""
ZIPPED = 2_000
"""Bytes from which a request is compressed."""


class NoConnection(Exception):
    """The server can't be reached now: offline is the normal state. `after`: seconds it asked us to wait, 0 if none."""

    def __init__(self, why: str, after: float = 0.0) -> None:
        super().__init__(why)
        self.after = after


class Turned(Exception):
    """The server refused the whole request; `code` is one of the protocol's."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is and by what certificate it is known: SHA-256 of the DER form, hex; empty: the system's."""

    url: str
    fingerprint: str = ""
    pem: str = ""


def meet(url: str, fingerprint: str) -> Address:
    """Look at the server's certificate once and keep it, when it is the one whose fingerprint we were given."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as broken:
        raise UserError("That is not a server's address.", "It begins with https://.", "url") from broken
    if parts.scheme != "https" or not parts.host:
        raise UserError("That is not a server's address.", "It begins with https://.", "url")
    if not fingerprint:
        return Address(url.rstrip("/"))
    try:
        pem = ssl.get_server_certificate((parts.host, parts.port or 443), timeout=CONNECT)
    except (OSError, ssl.SSLError) as broken:
        raise NoConnection("the server does not answer") from broken
    found = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    if not secrets.compare_digest(found, fingerprint.replace(":", "").lower()):
        raise UserError(
            "The server that answers is not the one the code is for.",
            "Don't go on from this network; ask your administrator for a new code.", "code",
        )  # fmt: skip
    return Address(url.rstrip("/"), found, pem)


def _trust(address: Address) -> ssl.SSLContext | bool:
    if not address.pem:
        return True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=address.pem)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.check_hostname = False  # this one certificate is trusted, whatever name the council reaches it by
    return context


class Client:
    """Speaks with one server as one device, round after round. Not for several threads at once."""

    def __init__(self, address: Address, device: str = "", key: bytes = b"") -> None:
        self.address = address
        self.device = device
        self._key = key
        self._access = ""
        self._renew_at = 0.0
        self._page = protocol.PULL
        timeout = httpx.Timeout(READ, connect=CONNECT)
        self._http = httpx.Client(
            base_url=address.url, verify=_trust(address), timeout=timeout, trust_env=not address.pem
        )

    def is_for(self, address: Address, device: str, key: bytes) -> bool:
        """Whether this is the line of that laptop to that server."""
        return (self.address, self.device, self._key) == (address, device, key)

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def hello(self) -> dict[str, Any]:
        """Who answers: server, epoch, protocols, its clock. A line hung up since the last round is dialled anew."""
        try:
            return self._ask("GET", protocol.HELLO)
        except NoConnection as broken:
            if not isinstance(broken.__cause__, HUNG_UP):
                raise
        return self._ask("GET", protocol.HELLO)

    def enrol(self, code: str, public_key: bytes, name: str, version: str) -> dict[str, Any]:
        """Show the one-time code; gives device, user, user_name, role, epoch."""
        shown = base64.b64encode(public_key).decode()
        return self._ask("POST", protocol.ENROL, {"code": code, "public_key": shown, "name": name, "version": version})

    def push(self, body: dict[str, Any]) -> protocol.Pushed:
        """Send operations."""
        return protocol.Pushed.from_json(self._known("POST", protocol.PUSH, body))

    def pull(self, cursor: str, epoch: str, limit: int = 0, reached: int | None = None) -> protocol.Page:
        """The next page, of `limit` operations or as many as this line bears: a cut loses less of a small page.

        `reached`: our newest number, by which a copied vault is found out.
        """
        asked = limit or self._page
        body = {"cursor": cursor, "limit": asked, "epoch": epoch} | ({} if reached is None else {"reached": reached})
        try:
            plain = self._known("POST", protocol.PULLS, body)
        except NoConnection:
            self._page = max(SMALL, self._page // 4)
            raise
        self._page = min(protocol.PULL, self._page + SMALL)
        return protocol.Page.from_json(plain)

    def verify(self) -> dict[str, tuple[int, str]]:
        """Count and hash by kind, as the server sees them."""
        kinds = self._known("POST", protocol.VERIFY, {"cursor": ""})["kinds"]
        return {str(kind): (int(count), str(digest)) for kind, (count, digest) in kinds.items()}

    def evicted(self, scopes: list[str]) -> None:
        """Confirm that these are gone from here."""
        self._known("POST", protocol.EVICTED, {"scopes": scopes})

    def compare(self, spans: Sequence[protocol.Span]) -> list[protocol.SpanFound]:
        """What the server holds for us in these ranges of ids."""
        body = {"spans": [asdict(one) for one in spans]}
        return [protocol.SpanFound.from_json(one) for one in self._known("POST", protocol.VERIFY, body)["spans"]]

    def again(self, ids: Sequence[str]) -> list[protocol.Operation]:
        """Every operation of these records that we may have."""
        return [
            protocol.Operation.from_json(one)
            for one in self._known("POST", protocol.AGAIN, {"records": list(ids)})["operations"]
        ]

    def devices(self) -> list[dict[str, Any]]:
        """The laptops of this user: {"id", "name", "state", "enrolled_at", "seen_at", "lost_at", "this"}."""
        return list(self._known("GET", protocol.DEVICES, None)["devices"])

    def report_lost(self, device: str) -> None:
        """Tell the administration that a laptop of this user is lost."""
        self._known("POST", protocol.LOST, {"device": device})

    def file(self, method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> Said:
        """HEAD, PUT or GET of a file's part; a token that ran out is renewed once."""
        got = self._part(method, path, headers, body)
        if got.status_code == 401:
            self._access = ""
            got = self._part(method, path, headers, body)
        if got.status_code in (401, 403):
            raise NoConnection("not let in")
        at = int(got.headers.get("X-At", "0"))
        return Said(got.status_code, at, got.headers.get("X-Complete") == "1", got.content if method == "GET" else b"")

    def _part(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        self._sign_in()
        try:
            got = self._http.request(method, path, headers=headers | self._bearer(), content=body)
        except httpx.TransportError as broken:
            raise NoConnection(type(broken).__name__) from broken
        if protocol.HEADER not in got.headers:
            raise NoConnection("something else answered")
        return got

    # -- the line ------------------------------------------------------------------------------------

    def _known(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """Ask as this device; a token that ran out is renewed once."""
        self._sign_in()
        try:
            return self._ask(method, path, body, self._bearer())
        except Turned as turned:
            if turned.status != 401 or turned.code in (protocol.REVOKED, protocol.WIPE):
                raise
        self._access = ""
        self._sign_in()
        return self._ask(method, path, body, self._bearer())

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._access}"}

    def _sign_in(self) -> None:
        if self._access and clock.elapsed() < self._renew_at:
            return
        try:
            self._prove()
        except Turned as turned:
            if turned.code != PROOF:
                raise
            self._prove()  # a network that asks twice uses a proof up; a second one of ours is not heard twice again

    def _prove(self) -> None:
        nonce = str(self._ask("POST", protocol.CHALLENGE, {"device": self.device})["nonce"])
        signed = Ed25519PrivateKey.from_private_bytes(self._key).sign(base64.b64decode(nonce))
        body = {"device": self.device, "nonce": nonce, "signature": base64.b64encode(signed).decode()}
        told = self._ask("POST", protocol.TOKEN, body)
        self._access = str(told["access"])
        self._renew_at = clock.elapsed() + RENEW * float(told.get("expires_in", 0))

    def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        content = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
        also = {"Content-Type": "application/json"} | (headers or {})
        if len(content) > ZIPPED:
            content, also = gzip.compress(content, 1), also | {"Content-Encoding": "gzip"}
        try:
            got = self._http.request(method, path, content=content, headers=also)
        except (httpx.TransportError, httpx.DecodingError) as broken:
            raise NoConnection(type(broken).__name__) from broken
        return _read(got)


def _read(got: httpx.Response) -> dict[str, Any]:
    """The answer, when it is our server's: a web page with status 200 is a captive portal, not a server."""
    ours = protocol.HEADER in got.headers and got.headers.get("Content-Type", "").startswith("application/json")
    if not ours or got.status_code >= 500:
        raise NoConnection("something else answered", float(got.headers.get("Retry-After", "0") or 0))
    try:
        plain = got.json()
    except ValueError as cut:
        raise NoConnection("the answer was cut") from cut
    if not isinstance(plain, dict):
        raise NoConnection("the answer was not understood")
    if got.status_code == 429:
        raise NoConnection("busy", float(got.headers.get("Retry-After", "5")))
    if got.status_code >= 400:
        raise Turned(str(plain.get("refused", "")), got.status_code)
    return plain
