"""A council's CalDAV server (RFC 4791, 6578): what changed since a token, single entries with their ETag.

Own requests and not the caldav package's, which writes a server's answer into the log when it can't be read, asks
again without a password, and has no If-Match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

import httpx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desktop_app.errors import UserError
from desktop_app.exchange.calendar.lines import MAX_BYTES

CONNECT, READ = 10.0, 60.0
AT_ONCE = 50
"""Entries asked for in one request."""
MOST = 20_000
"""Entries of one calendar."""
_D, _C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_SYNC = (
    '<?xml version="1.0" encoding="utf-8"?><d:sync-collection xmlns:d="DAV:"><d:sync-token>{token}</d:sync-token>'
    "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
)
_SOME = (
    '<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget xmlns:d="DAV:" '
    'xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>{hrefs}'
    "</c:calendar-multiget>"
)


class Stale(Exception):
    """The entry is another one on the server by now (412): nothing was written."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as the server has it. `href` is its path, `etag` its version."""

    href: str
    etag: str
    data: bytes


@dataclass(frozen=True, slots=True)
class News:
    """What changed: hrefs with their ETag, hrefs that are gone, the token to ask with next.

    `whole`: the server knew the token no more, so `changed` is everything that is there.
    """

    changed: dict[str, str]
    gone: tuple[str, ...]
    token: str
    whole: bool


def fetch(url: str) -> bytes:
    """The bytes of a published calendar, at most one more than is ever read. UserError when they can't be had."""
    place = _checked("https" + url.strip()[6:] if url.strip().lower().startswith("webcal:") else url.strip())
    found = bytearray()
    try:
        with httpx.stream("GET", place, timeout=httpx.Timeout(READ, connect=CONNECT), follow_redirects=True) as got:
            if got.status_code >= 300:
                raise UserError(
                    f"The calendar at that address can’t be had (the answer was {got.status_code}).",
                    "Look at the address again, or ask who published it.", "url",
                )  # fmt: skip
            for part in got.iter_bytes():
                found += part
                if len(found) > MAX_BYTES:
                    break
    except (httpx.HTTPError, httpx.InvalidURL):
        raise UserError(f"{urlsplit(place).hostname} can’t be reached now.", "It is tried again later.") from None
    return bytes(found)


def _checked(url: str) -> str:
    """An address that is safe to ask: encrypted, or on this machine."""
    parts = urlsplit(url)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and here)):
        raise UserError("That is not a calendar server’s address.", "It begins with https://.", "url")
    return url


class CalendarServer:
    """Speaks with one calendar of one server. Waits for the network: never on the windows' thread.

    Everything it raises besides Stale is a UserError of one sentence and what to do.
    """

    def __init__(self, url: str, name: str, password: str) -> None:
        self.url = _checked(url.strip()).rstrip("/") + "/"
        self._place = urlsplit(self.url).hostname or ""
        self._http = httpx.Client(
            auth=(name, password), timeout=httpx.Timeout(READ, connect=CONNECT), follow_redirects=False
        )

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def news(self, token: str) -> News:
        """What changed since `token`; everything with an empty one."""
        got = self._ask("REPORT", self.url, _SYNC.format(token=escape(token)), depth="0", may=(403, 409, 507))
        if got.status_code >= 400:
            if not token:
                raise UserError("The calendar server can’t say what changed.", "Ask who runs it for sync-collection.")
            return self.news("")
        tree = self._tree(got)
        changed: dict[str, str] = {}
        gone: list[str] = []
        for response in tree.findall(f"{_D}response"):
            href = self._href(response)
            if not href or href.endswith("/"):
                continue
            if "404" in (response.findtext(f"{_D}status") or "") or "410" in (response.findtext(f"{_D}status") or ""):
                gone.append(href)
            else:
                changed[href] = response.findtext(f".//{_D}getetag") or ""
        if len(changed) > MOST:
            raise UserError(f"The calendar has more than {MOST:,} entries, the most that are kept here.")
        return News(changed, tuple(gone), tree.findtext(f"{_D}sync-token") or "", whole=not token)

    def items(self, hrefs: Sequence[str]) -> list[Item]:
        """The entries behind the hrefs; what is gone meanwhile is left out."""
        found: list[Item] = []
        for place in range(0, len(hrefs), AT_ONCE):
            asked = "".join(f"<d:href>{escape(quote(one))}</d:href>" for one in hrefs[place : place + AT_ONCE])
            tree = self._tree(self._ask("REPORT", self.url, _SOME.format(hrefs=asked), depth="1"))
            for response in tree.findall(f"{_D}response"):
                data = response.findtext(f".//{_C}calendar-data")
                if data:
                    etag = response.findtext(f".//{_D}getetag") or ""
                    found.append(Item(self._href(response), etag, data.encode()))
        return found

    def put(self, href: str, data: bytes, etag: str) -> str:
        """Write an entry where the server still has this version, or none when it is empty. Gives its new version.

        Stale when it is another one by now.
        """
        condition = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        got = self._ask("PUT", self._at(href), data, also={"Content-Type": "text/calendar; charset=utf-8"} | condition,
                        may=(404, 409, 412))  # fmt: skip
        if got.status_code in (404, 409, 412):
            raise Stale
        return str(got.headers.get("ETag", "")) or next((one.etag for one in self.items([href])), "")

    def delete(self, href: str, etag: str) -> None:
        """Take an entry away where the server still has this version; gone already is as good. Stale otherwise."""
        got = self._ask("DELETE", self._at(href), b"", also={"If-Match": etag}, may=(404, 410, 412))
        if got.status_code == 412:
            raise Stale

    def new_href(self, uid: str) -> str:
        """Where a new entry goes."""
        safe = "".join(letter if letter.isalnum() or letter in "-_.@" else "-" for letter in uid)[:120]
        return unquote(urlsplit(urljoin(self.url, quote(f"{safe}.ics"))).path)

    # -- the line ------------------------------------------------------------------------------------

    def _at(self, href: str) -> str:
        """An href is a path on this server; nothing an answer says sends the password elsewhere."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{quote(href)}"

    @staticmethod
    def _href(response: Element) -> str:
        return unquote(urlsplit(response.findtext(f"{_D}href") or "").path)

    def _ask(
        self, method: str, url: str, body: str | bytes, *, depth: str = "", also: dict[str, str] | None = None,
        may: Iterable[int] = (),
    ) -> httpx.Response:  # fmt: skip
        headers = {"Content-Type": "application/xml; charset=utf-8"} | ({"Depth": depth} if depth else {})
        content = body.encode() if isinstance(body, str) else body
        try:
            got = self._http.request(method, url, content=content, headers=headers | (also or {}))
        except (httpx.HTTPError, httpx.InvalidURL):
            raise UserError(
                f"The calendar server at {self._place} can’t be reached now.",
                "Nothing was lost; it is tried again at the next round.",
            ) from None
        if got.status_code in may or got.status_code < 300:
            return got
        raise self._refusal(got.status_code)

    def _refusal(self, status: int) -> UserError:
        if status in (401, 403):
            return UserError("The calendar server does not accept that name and password.", "Type them again.")
        if status in (404, 410):
            return UserError("There is no calendar at that address any more.", "Look at the address again.", "url")
        if 300 <= status < 400:
            return UserError("The calendar server sends us elsewhere.", "Ask who runs it for its present address.")
        return UserError(f"The calendar server could not do it (its answer was {status}).", "Try again later.")

    def _tree(self, got: httpx.Response) -> Element:
        try:
            tree = fromstring(got.content)
        except (ParseError, DefusedXmlException, ValueError):
            tree = None
        if tree is None or tree.tag != f"{_D}multistatus":
            raise UserError(
                f"What answers at {self._place} is a web page and not a calendar server.",
                "Look at the address, or sign in to the network first.",
            )
        found: Element = tree
        return found
