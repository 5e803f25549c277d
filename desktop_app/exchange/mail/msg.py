"""An email as Outlook saves it (.msg). Source: MS-OXMSG."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from desktop_app.exchange.mail import eml, mapi, mime, rtf, smime
from desktop_app.exchange.mail.compound import Box, Folder
from desktop_app.exchange.mail.header import Headers, identifiers
from desktop_app.exchange.mail.letters import one_line
from desktop_app.exchange.mail.making import NOBODY, Block, File, Findings, made
from desktop_app.exchange.mail.names import usual_type
from desktop_app.exchange.mail.people import merged, people
from desktop_app.exchange.mail.shapes import MAX_DEPTH, MAX_PARTS, Address, Mail, NotMail

DAMAGED = "The Outlook file is damaged; what could be read of it is shown."
_PROPERTIES = "__properties_version1.0"
_EMBEDDED = "__substg1.0_3701000d"
# Length of what stands before the properties, by where the mail lies (MS-OXMSG 2.4.1).
_TOP, _INSIDE, _PART = 32, 24, 8


@dataclass(slots=True)
class _Values:
    """The properties of one folder: short ones from its table, long ones from their streams."""

    box: Box
    folder: Folder
    fixed: dict[int, tuple[int, bytes]]
    page: int
    found: Findings

    def text(self, number: int) -> str:
        wide = self.box.read(self.folder, f"__substg1.0_{number:04x}001f")
        if wide:
            return mapi.wide(wide)
        narrow = self.box.read(self.folder, f"__substg1.0_{number:04x}001e")
        return mapi.narrow(narrow, self.page, self.found.missing) if narrow else ""

    def line(self, number: int) -> str:
        return one_line(self.text(number))

    def data(self, number: int) -> bytes:
        return self.box.read(self.folder, f"__substg1.0_{number:04x}0102")

    def number(self, number: int, otherwise: int = 0) -> int:
        kind, value = self.fixed.get(number, (0, b""))
        if kind == mapi.TIME:
            return int.from_bytes(value, "little")
        if kind in (mapi.INT32, mapi.INT16, mapi.BOOLEAN):
            return int.from_bytes(value[: 4 if kind == mapi.INT32 else 2], "little")
        return otherwise


def read_msg(name: str, data: bytes) -> Mail:
    """The mail in an Outlook file, as far as it can be read. Raises NotMail when it is another kind of file."""
    box = Box(data)
    if _PROPERTIES not in box.root.streams and not any(one.startswith("__substg1.0_") for one in box.root.streams):
        raise NotMail("This is an older Office document, not an email.")
    return _read(name, box, box.root, _TOP, 0)


def _read(name: str, box: Box, folder: Folder, before: int, depth: int) -> Mail:
    found = Findings(name)
    values = _values(box, folder, before, 1252, found)
    values.page = values.number(mapi.MESSAGE_CODE_PAGE) or values.number(mapi.INTERNET_CODE_PAGE) or 1252
    headers = eml.read_headers(values.text(mapi.TRANSPORT_HEADERS))
    eml.fill_headers(found, headers)
    _people(values, headers, found)
    _facts(values, headers, found)
    _body(values, found)
    _attached(values, found, depth)
    _kind(values, found)
    if box.damaged:
        found.missing.say(DAMAGED)
    return made(found)


def _values(box: Box, folder: Folder, before: int, page: int, found: Findings) -> _Values:
    table = box.read(folder, _PROPERTIES)
    fixed: dict[int, tuple[int, bytes]] = {}
    for at in range(before, len(table) - 15, 16):
        kind, number = struct.unpack_from("<HH", table, at)
        fixed.setdefault(number, (kind, table[at + 8 : at + 16]))
    return _Values(box, folder, fixed, page, found)


def _people(values: _Values, headers: Headers, found: Findings) -> None:
    """Sender and recipients: Outlook's own values first, the headers where those are only directory names."""
    written = found.sender
    represented = _who(values, mapi.REPRESENTING_NAME, mapi.REPRESENTING_SMTP, mapi.REPRESENTING_TYPE,
                       mapi.REPRESENTING_ADDRESS)  # fmt: skip
    sender = _who(values, mapi.SENDER_NAME, mapi.SENDER_SMTP, mapi.SENDER_TYPE, mapi.SENDER_ADDRESS)
    best = next((one for one in (written, represented, sender) if one.email), NOBODY)
    names = [one.name for one in (written, represented, sender) if one.name and one.name != best.email]
    found.sender = Address(best.name or (names[0] if names else ""), best.email)
    listed: dict[int, list[Address]] = {1: [], 2: [], 3: []}
    for label in sorted(values.folder.folders):
        if label.startswith("__recip_version1.0_") and sum(map(len, listed.values())) < MAX_PARTS:
            one = _values(values.box, values.folder.folders[label], _PART, values.page, found)
            who = _who(one, mapi.DISPLAY_NAME, mapi.SMTP_ADDRESS, mapi.ADDRESS_TYPE, mapi.EMAIL_ADDRESS)
            if who != NOBODY:
                listed.setdefault(one.number(mapi.RECIPIENT_TYPE, 1) & 0xF, listed[1]).append(who)
    for place, kind, shown in (("to", 1, mapi.DISPLAY_TO), ("cc", 2, mapi.DISPLAY_CC), ("bcc", 3, mapi.DISPLAY_BCC)):
        told = (
            tuple(listed[kind]) or getattr(found, place) or people(values.line(shown).replace("'", ""), found.missing)
        )
        setattr(found, place, _with_addresses(merged([told]), getattr(found, place)))


def _with_addresses(told: tuple[Address, ...], written: tuple[Address, ...]) -> tuple[Address, ...]:
    """People known by directory name only get the address the headers give that name."""
    known = {one.name.casefold(): one.email for one in written if one.name and one.email}
    return merged([tuple(Address(one.name, one.email or known.get(one.name.casefold(), "")) for one in told)])


def _who(values: _Values, name: int, smtp: int, kind: int, address: int) -> Address:
    email = values.line(smtp)
    if "@" not in email:
        email = values.line(address) if values.line(kind).upper() in ("SMTP", "") else ""
    email = re.sub(r"\s", "", email).strip("'<>") if "@" in email else ""
    shown = values.line(name).strip("'\"")
    if not email and "@" in shown:
        read = people(shown, values.found.missing)
        return read[0] if read else NOBODY
    return Address("" if shown.casefold() == email.casefold() else shown, email)


def _facts(values: _Values, headers: Headers, found: Findings) -> None:
    found.subject = values.line(mapi.SUBJECT) or found.subject
    found.message_id = next(identifiers(values.line(mapi.MESSAGE_ID)), found.message_id)
    found.in_reply_to = next(identifiers(values.line(mapi.IN_REPLY_TO)), found.in_reply_to)
    found.references = tuple(dict.fromkeys(identifiers(values.line(mapi.REFERENCES)))) or found.references
    if "importance" not in headers:
        found.importance = {0: "low", 2: "high"}.get(values.number(mapi.IMPORTANCE, 1), "normal")
    if found.sent_at is None:
        for number in (mapi.SUBMITTED, mapi.DELIVERED):
            at = mapi.moment(values.number(number))
            if at:
                found.sent_at = at
                found.sent_said = found.sent_said or at.isoformat(timespec="seconds")
                break


def _body(values: _Values, found: Findings) -> None:
    block = Block()
    text = values.text(mapi.BODY)
    if text.strip():
        block.texts.append(text)
    page = values.number(mapi.INTERNET_CODE_PAGE) or values.page
    page_html = values.data(mapi.HTML)
    if page_html:
        block.htmls.append(eml.html_letters(page_html, mapi.charset(page), found.missing))
    elif html := values.text(mapi.HTML):
        block.htmls.append(html)
    elif packed := values.data(mapi.RTF):
        rich = rtf.read_rtf(rtf.unpacked(packed))
        if rich.html.strip():
            block.htmls.append(rich.html)
        elif rich.text and not block.texts:
            block.texts.append(rich.text)
        elif not rich.text and not block.texts:
            found.missing.say("The formatted text of the email is damaged and could not be read.")
    if block.texts or block.htmls:
        found.blocks.append(block)


def _attached(values: _Values, found: Findings, depth: int) -> None:
    labels = sorted(label for label in values.folder.folders if label.startswith("__attach_version1.0_"))
    if len(labels) > MAX_PARTS:
        found.missing.say(mime.TOO_MANY)
    for label in labels[:MAX_PARTS]:
        one = _values(values.box, values.folder.folders[label], _PART, values.page, found)
        method = one.number(mapi.ATTACH_METHOD, mapi.BY_VALUE)
        name = one.line(mapi.ATTACH_LONG_NAME) or one.line(mapi.ATTACH_SHORT_NAME) or one.line(mapi.DISPLAY_NAME)
        inside = one.folder.folders.get(_EMBEDDED)
        if method == mapi.EMBEDDED_MAIL and inside is not None:
            _nested(one, inside, name, found, depth)
        elif method in mapi.LINKS:
            found.missing.say(
                f"The attached “{name or 'file'}” is only a link to where it is kept; it was not fetched."
            )
        elif inside is not None:
            found.missing.say(f"The attached “{name or 'object'}” can only be opened in Outlook.")
        else:
            _file(one, name, found)


def _nested(one: _Values, inside: Folder, name: str, found: Findings, depth: int) -> None:
    if depth + 1 >= MAX_DEPTH:
        found.missing.say(mime.TOO_DEEP)
        return
    mail = _read(name or "email inside", one.box, inside, _INSIDE, depth + 1)
    if mime.TOO_DEEP in mail.missing:
        found.missing.say(mime.TOO_DEEP)
    found.nested.append(mail)


def _file(one: _Values, name: str, found: Findings) -> None:
    data = one.data(mapi.ATTACH_DATA)
    media_type = one.line(mapi.ATTACH_MIME).lower()
    if media_type == "multipart/signed" or (media_type.endswith("/pkcs7-mime") and smime.signed_content(data)):
        _signed(data, media_type, found)
        return
    if media_type.endswith("/pkcs7-mime"):
        found.missing.say(eml.ENCRYPTED)
    if "." not in name:
        name += one.line(mapi.ATTACH_EXTENSION)
    content_id = one.line(mapi.ATTACH_CONTENT_ID)
    # rendered in the body (ATT_MHTML_REF), or hidden from the list of files
    inline = bool(one.number(mapi.ATTACH_FLAGS) & 4 or one.number(mapi.ATTACH_HIDDEN))
    found.files.append(File(name, media_type or usual_type(name), data, content_id, inline))


def _signed(data: bytes, media_type: str, found: Findings) -> None:
    """A signed mail lies whole, as it travelled, in one attachment of the Outlook file."""
    inside = data if media_type == "multipart/signed" else smime.signed_content(data) or b""
    found.missing.say(eml.SIGNED)
    found.blocks.clear()
    eml.gather(found, mime.parse(inside, 0, len(inside), found.missing, 1))


def _kind(values: _Values, found: Findings) -> None:
    """Outlook saves more than mails as .msg; say so, since only the text of those is shown."""
    kind = values.line(mapi.CLASS).upper()
    for start, name in (("IPM.APPOINTMENT", "a diary entry"), ("IPM.CONTACT", "a contact"), ("IPM.TASK", "a task"),
                        ("IPM.STICKYNOTE", "a note"), ("IPM.ACTIVITY", "a journal entry")):  # fmt: skip
        if kind.startswith(start):
            found.missing.say(f"This is {name} from Outlook, not an email; only its text and files are shown.")
    if values.number(mapi.FLAGS) & mapi.UNSENT:
        found.missing.say("This email is a draft that was not sent when it was saved.")
