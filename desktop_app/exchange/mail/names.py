"""Names of attached files, made safe to save under on every system."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

from desktop_app.exchange.mail.letters import one_line

MAX_NAME = 120
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
# Names that Windows keeps for its devices, with any ending.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_USUAL = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "image/jpeg": ".jpg",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pgp-signature": ".asc",
    "message/delivery-status": ".txt",
    "message/rfc822": ".eml",
    "text/rfc822-headers": ".txt",
}


def safe_name(said: str, media_type: str, number: int) -> str:
    """A file name without folders, control or direction marks, never empty; `number` names the nameless."""
    name = re.split(r"[/\\]", one_line(said))[-1]
    # format characters turn a name round, so that "gpj.exe" reads "exe.jpg"
    name = "".join(
        letter for letter in name if unicodedata.category(letter) not in ("Cf", "Cc", "Cs", "Co", "Zl", "Zp")
    )
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name:
        return f"attachment-{number}{_ending(media_type)}"
    if _DEVICE.match(name):
        name = "_" + name
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        name = stem[: MAX_NAME - 1 - len(ending)] + dot + ending if dot and len(ending) < 12 else name[:MAX_NAME]
    return name.strip(" .") or f"attachment-{number}"


def unlike(name: str, taken: set[str]) -> str:
    """The name itself, or with (2), (3)… when one of that name is taken; remembers it in `taken`."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        stem, dot, ending = name, "", ""
    number = 1
    candidate = name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{ending}"
    taken.add(candidate.casefold())
    return candidate


def _ending(media_type: str) -> str:
    return _USUAL.get(media_type) or mimetypes.guess_extension(media_type, strict=False) or ".bin"


def usual_type(name: str) -> str:
    """The media type a file name suggests; it decides an icon, never how a file is opened."""
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
