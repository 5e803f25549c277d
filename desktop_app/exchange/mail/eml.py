"""An email as it travels (.eml): headers and parts, read with patience."""

from __future__ import annotations

import re

from desktop_app.exchange.mail import mime, smime, tnef
from desktop_app.exchange.mail.header import Headers, identifiers, parameters, split
from desktop_app.exchange.mail.letters import decode, one_line
from desktop_app.exchange.mail.making import NOBODY, Block, File, Findings, made
from desktop_app.exchange.mail.mime import Part
from desktop_app.exchange.mail.names import usual_type
from desktop_app.exchange.mail.people import merged, people
from desktop_app.exchange.mail.shapes import MAX_DEPTH, MAX_PARTS, Address, Mail, Missing
from desktop_app.exchange.mail.when import moment

ENCRYPTED = "The email is encrypted: its text can only be read in Outlook by the person it was sent to."
SIGNED = "The email is digitally signed; the signature was not checked."
OUTLOOK_PACKAGE = (
    "The email came as an Outlook rich text package (winmail.dat); what could be taken out of it is shown."
)
NO_HEADERS = "The email has no headers: who sent it and when is not known."


def read_eml(name: str, data: bytes) -> Mail:
    """The mail in `data`, as far as it can be read. Never raises for what is in it."""
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    return _read(name, data, 0, len(data), 0)


def _read(name: str, data: bytes, start: int, end: int, depth: int) -> Mail:
    found = Findings(name)
    root = mime.parse(data, start, end, found.missing, depth)
    if not root.headers.items:
        found.missing.say(NO_HEADERS)
    fill_headers(found, root.headers)
    gather(found, root)
    return made(found)


def read_headers(text: str) -> Headers:
    """Headers kept apart from their mail, as Outlook keeps them."""
    data = text.encode("utf-8", "replace")
    return split(data, 0, len(data))[0]


def fill_headers(found: Findings, headers: Headers) -> None:
    """Who, to whom, when and about what, from the headers into `found`."""
    missing = found.missing
    found.message_id = next(identifiers(headers.plain("message-id", missing)), "")
    found.in_reply_to = next(identifiers(headers.plain("in-reply-to", missing)), "")
    found.references = _references(headers, missing)
    found.subject = headers.said("subject", missing)
    found.sent_said = headers.said("date", missing)
    found.sent_at = moment(found.sent_said, missing)
    senders = _people(headers, "from", missing) or _people(headers, "sender", missing)
    found.sender = senders[0] if senders else NOBODY
    found.to = _people(headers, "to", missing)
    found.cc = _people(headers, "cc", missing)
    found.bcc = _people(headers, "bcc", missing)
    found.reply_to = _people(headers, "reply-to", missing)
    found.importance = _importance(headers, missing)


def _people(headers: Headers, name: str, missing: Missing) -> tuple[Address, ...]:
    return merged(people(one_line(decode(raw, "", missing)), missing) for raw in headers.every(name))


def _references(headers: Headers, missing: Missing) -> tuple[str, ...]:
    lines = [one_line(decode(raw, "", missing)) for raw in headers.every("references")]
    return tuple(dict.fromkeys(one for line in lines for one in identifiers(line)))[:MAX_PARTS]


def _importance(headers: Headers, missing: Missing) -> str:
    said = " ".join(headers.plain(name, missing).lower() for name in ("importance", "x-msmail-priority", "priority"))
    number = headers.plain("x-priority", missing)[:1]
    if "low" in said or "non-urgent" in said or number in ("4", "5"):
        return "low"
    return "high" if "high" in said or "urgent" in said or number in ("1", "2") else "normal"


def gather(found: Findings, root: Part) -> None:
    """Text, HTML, files and packed-in mails of the tree under `root` into `found`, in the order they stand."""
    waiting: list[tuple[Part, Block | None]] = [(root, None)]
    while waiting:
        part, block = waiting.pop()
        if part.parts:
            _note_wrapper(found, part)
            if part.media_type == "multipart/alternative" and block is None:
                block = Block()
                found.blocks.append(block)
            waiting.extend((child, block) for child in reversed(part.parts))
        else:
            _leaf(found, part, block)


def _note_wrapper(found: Findings, part: Part) -> None:
    if part.media_type == "multipart/signed":
        found.missing.say(SIGNED)
    elif part.media_type == "multipart/encrypted":
        found.missing.say(ENCRYPTED)


def _leaf(found: Findings, part: Part, block: Block | None) -> None:
    disposition, said_name = _placed(part, found.missing)
    kind = part.media_type
    if kind in ("message/rfc822", "message/global", "message/news"):
        _nested(found, part, said_name)
    elif (
        kind in ("text/plain", "text/html", "text/enriched")
        and disposition != "attachment"
        and (not said_name or not found.blocks)
    ):
        _text(found, part, block)
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        _sealed(found, part, said_name)
    elif kind in ("application/ms-tnef", "application/vnd.ms-tnef") or said_name.lower() == "winmail.dat":
        _outlook_package(found, part, said_name)
    elif kind.startswith("multipart/"):
        _file(found, part, said_name, disposition, kind="application/octet-stream")
    else:
        _file(found, part, said_name, disposition)


def _placed(part: Part, missing: Missing) -> tuple[str, str]:
    """The disposition of a part, and the name it is given, in whichever header gives one."""
    said, params = parameters(part.headers.raw("content-disposition"), missing)
    disposition = "attachment" if said.startswith("attach") else said
    name = params.get("filename") or params.get("name") or part.params.get("name") or part.params.get("filename", "")
    if not name and not part.media_type.startswith("text/"):
        name = part.headers.said("content-location", missing).rpartition("/")[2][:200]
    return disposition, name


def _text(found: Findings, part: Part, block: Block | None) -> None:
    if block is None:
        block = Block()
        found.blocks.append(block)
    data = mime.unpacked(part, found.missing)
    if part.media_type == "text/html":
        block.htmls.append(html_letters(data, part.params.get("charset", ""), found.missing))
        return
    if b"begin" in data:
        data = _without_uuencoded(found, data)
    text = decode(data, part.params.get("charset", ""), found.missing)
    if part.media_type == "text/enriched":
        text = re.sub(r"<[^<>\n]{1,60}>", "", text)
    if part.params.get("format", "").lower() == "flowed":
        text = unflowed(text, part.params.get("delsp", "").lower() == "yes")
    if text.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
        found.missing.say(ENCRYPTED)
    block.texts.append(text)


def html_letters(data: bytes, declared: str, missing: Missing) -> str:
    """HTML bytes as text; where the mail declares no character set, the page's own meta tag is asked."""
    if not declared:
        meta = re.search(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", data[:4_000], re.IGNORECASE)
        declared = meta.group(1).decode("ascii") if meta else ""
    return decode(data, declared, missing)


def _without_uuencoded(found: Findings, data: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    for name, content, start, end in mime.uuencoded(data):
        found.files.append(File(name, usual_type(name), content))
        kept.append(data[at:start])
        at = end
    return b"".join(kept) + data[at:]


def unflowed(text: str, delete_blank: bool) -> str:
    """RFC 3676: lines that were wrapped for sending (they end in a blank) made whole again."""
    lines: list[str] = []
    whole: list[str] = []  # the pieces of the line that is being put together
    depth_before = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        if whole and (depth != depth_before or body == "-- "):
            lines.append("".join(whole))
            whole = []
        soft = body.endswith(" ") and body != "-- "
        shown = body[:-1] if soft and delete_blank else body
        whole.append(f"{'>' * depth} {shown}" if depth and not whole else shown)
        depth_before = depth
        if not soft:
            lines.append("".join(whole))
            whole = []
    return "\n".join([*lines, "".join(whole)] if whole else lines)


def _nested(found: Findings, part: Part, said_name: str) -> None:
    """A mail packed in this one is read like one, until they lie too deep."""
    if part.depth + 1 >= MAX_DEPTH:
        found.missing.say(mime.TOO_DEEP)
        found.files.append(File(said_name or "email.eml", "message/rfc822", part.body()))
        return
    name = said_name or "email inside"
    encoding = part.headers.raw("content-transfer-encoding").strip().lower()
    if encoding in (b"base64", b"quoted-printable"):
        data = mime.unpacked(part, found.missing)
        mail = _read(name, data, 0, len(data), part.depth + 1)
    else:
        mail = _read(name, part.source, part.start, part.end, part.depth + 1)
    if mime.TOO_DEEP in mail.missing:
        found.missing.say(mime.TOO_DEEP)
    found.nested.append(mail)


def _sealed(found: Findings, part: Part, said_name: str) -> None:
    """S/MIME in one piece: a signed one holds its mail in the open, an encrypted one does not."""
    data = mime.unpacked(part, found.missing)
    found.files.append(File(said_name or "smime.p7m", part.media_type, data))
    inside = smime.signed_content(data)
    if inside is None or part.depth + 1 >= MAX_DEPTH:
        found.missing.say(ENCRYPTED if smime.is_encrypted(data) else smime.CANNOT_OPEN)
        return
    found.missing.say(SIGNED)
    gather(found, mime.parse(inside, 0, len(inside), found.missing, part.depth + 1))


def _outlook_package(found: Findings, part: Part, said_name: str) -> None:
    data = mime.unpacked(part, found.missing)
    package = tnef.opened(data, found.missing)
    if package is None:
        found.missing.say("The email holds a damaged Outlook package (winmail.dat) that could not be opened.")
        found.files.append(File(said_name or "winmail.dat", part.media_type, data))
        return
    found.missing.say(OUTLOOK_PACKAGE)
    found.files.extend(package.files)
    if not any(one.texts or one.htmls for one in found.blocks):
        found.blocks.append(package.block)
    found.subject = found.subject or package.subject


def _file(found: Findings, part: Part, said_name: str, disposition: str, kind: str = "") -> None:
    data = mime.unpacked(part, found.missing)
    content_id = part.headers.plain("content-id", found.missing)
    inline = disposition == "inline" and part.media_type.startswith("image/")
    if part.media_type == "message/partial":
        found.missing.say("This is one piece of a longer email that was sent in several.")
    elif part.media_type == "message/external-body":
        found.missing.say("An attached file is only a link to somewhere else; it was not fetched.")
    found.files.append(File(said_name, kind or part.media_type, data, content_id, inline))
