"""Outlook files, made here byte by byte: code pages, rich text, packed mails, and damage."""

from __future__ import annotations

import random
import struct
from datetime import UTC, datetime

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange.mail import mapi
from desktop_app.exchange.mail.msg import read_msg
from desktop_app.exchange.mail.read import open_mail, read_bytes
from desktop_app.exchange.mail.rtf import read_rtf, unpacked
from desktop_app.exchange.mail.shapes import MAX_DEPTH, Address, NotMail, Refused

Tree = dict[str, "bytes | Tree"]
_NOWHERE, _END = 0xFFFFFFFF, 0xFFFFFFFE


def box(tree: Tree) -> bytes:
    """A compound file (MS-CFB, version 3) of the tree: every stream in whole sectors, siblings in one row."""
    entries: list[list[object]] = []
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(data: bytes) -> int:
        count = max(1, -(-len(data) // 512))
        first = len(sectors)
        for number in range(count):
            sectors.append(data[number * 512 : (number + 1) * 512].ljust(512, b"\0"))
            fat.append(first + number + 1 if number < count - 1 else _END)
        return first

    entries.append(["Root Entry", 5, _NOWHERE, _NOWHERE, _END, 0])
    waiting: list[tuple[int, Tree]] = [(0, tree)]
    while waiting:
        parent, inside = waiting.pop()
        before = -1
        for name, content in inside.items():
            number = len(entries)
            if isinstance(content, bytes):
                entries.append(
                    [name, 2, _NOWHERE, _NOWHERE, chain(content.ljust(4096, b"\0")), max(len(content), 4096)]
                )
            else:
                entries.append([name, 1, _NOWHERE, _NOWHERE, 0, 0])
                waiting.append((number, content))
            if before < 0:
                entries[parent][3] = number
            else:
                entries[before][2] = number
            before = number
    listing = b""
    for name, kind, right, child, start, size in entries:
        raw = str(name).encode("utf-16-le")
        listing += raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(raw) + 2, kind, 1, _NOWHERE, right, child, b"", 0, 0, 0, start, size
        )
    directory = chain(listing)
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    places = [len(sectors) + number for number in range(tables)]
    table = struct.pack(
        f"<{tables * 128}I", *(fat + [0xFFFFFFFD] * tables + [_NOWHERE] * (tables * 128 - len(fat) - tables))
    )
    assert tables <= 109
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6s", 0x3E, 3, 0xFFFE, 9, 6, b"")
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *(places + [_NOWHERE] * (109 - tables)))
    return head + b"".join(sectors) + table


def properties(before: int, values: dict[int, tuple[int, int]]) -> bytes:
    """A property table: number to (type, value), behind its head of `before` bytes."""
    rows = [struct.pack("<HHIQ", kind, number, 6, value) for number, (kind, value) in values.items()]
    # streams are filled up with zeros to whole sectors; rows of zeros say nothing
    return bytes(before) + b"".join(rows)


def letter(**more: bytes | Tree) -> Tree:
    tree: Tree = {
        "__properties_version1.0": properties(32, {mapi.SUBMITTED: (mapi.TIME, 133_000_000_000_000_000)}),
        "__substg1.0_0037001F": "Core group".encode("utf-16-le"),
        "__substg1.0_1000001F": "See you at ten.".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Asha Begum".encode("utf-16-le"),
        "__substg1.0_5D01001F": "asha@council.example".encode("utf-16-le"),
    }
    return {**tree, **more}


def test_a_made_outlook_mail_is_read() -> None:
    person = {
        "__properties_version1.0": properties(8, {mapi.RECIPIENT_TYPE: (mapi.INT32, 2)}),
        "__substg1.0_3001001F": "Ben".encode("utf-16-le"),
        "__substg1.0_39FE001F": "ben@school.example".encode("utf-16-le"),
    }
    mail = read_msg("x.msg", box(letter(**{"__recip_version1.0_#00000000": person})))
    assert (mail.subject, mail.text) == ("Core group", "See you at ten.")
    assert mail.sender == Address("Asha Begum", "asha@council.example")
    assert mail.cc == (Address("Ben", "ben@school.example"),)
    assert mail.sent_at == datetime(2022, 6, 18, 4, 26, 40, tzinfo=UTC)
    assert mail.missing == ()


def test_eight_bit_text_is_read_in_the_code_page_of_the_mail() -> None:
    tree: Tree = {
        "__properties_version1.0": properties(32, {mapi.MESSAGE_CODE_PAGE: (mapi.INT32, 1250)}),
        "__substg1.0_0037001E": "Łódź".encode("cp1250"),
    }
    assert read_msg("x.msg", box(tree)).subject == "Łódź"


def test_three_hundred_packed_outlook_mails_open_to_the_limit() -> None:
    tree = letter()
    for _ in range(300):
        part: Tree = {
            "__properties_version1.0": properties(8, {mapi.ATTACH_METHOD: (mapi.INT32, mapi.EMBEDDED_MAIL)}),
            "__substg1.0_3701000D": tree,
        }
        tree = {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": "Fwd".encode("utf-16-le"),
            "__attach_version1.0_#00000000": part,
        }
    mail = read_msg("x.msg", box(tree))
    depth = 0
    inner = mail
    while inner.nested:
        inner = inner.nested[0]
        depth += 1
    assert depth == MAX_DEPTH - 1
    assert any("deep" in said for said in mail.missing)


def test_files_links_and_objects_in_an_outlook_mail() -> None:
    def part(method: int, name: str, data: bytes = b"") -> Tree:
        return {
            "__properties_version1.0": properties(8, {mapi.ATTACH_METHOD: (mapi.INT32, method)}),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            **({"__substg1.0_37010102": data} if data else {}),
        }

    mail = read_msg(
        "x.msg",
        box(
            letter(
                **{
                    "__attach_version1.0_#00000000": part(mapi.BY_VALUE, "..\\plan.pdf", b"%PDF" * 2_000),
                    "__attach_version1.0_#00000001": part(mapi.LINKS[0], "shared.xlsx"),
                    "__attach_version1.0_#00000002": {**part(mapi.OLE_OBJECT, "sheet"), "__substg1.0_3701000D": {}},
                }
            )
        ),
    )
    assert [(one.name, one.data) for one in mail.attachments] == [("plan.pdf", b"%PDF" * 2_000)]
    assert any("“shared.xlsx” is only a link" in said for said in mail.missing)
    assert any("“sheet” can only be opened in Outlook" in said for said in mail.missing)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1"), "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "damaged"),
        (box({"WordDocument": b"x"}), "Office document"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "zip"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"", "empty"),
        (bytes(5_000), "zeros"),
        (b"Dear Asha, how are you", "not an email"),
    ],
)
def test_what_is_no_outlook_mail_is_refused_with_its_reason(data: bytes, word: str) -> None:
    (found,) = read_bytes("letter.msg", data)
    assert isinstance(found, Refused)
    assert word in found.reason


def test_a_mail_with_the_wrong_ending_is_read_for_what_it_is() -> None:
    assert open_mail("x.eml", box(letter())).subject == "Core group"
    assert open_mail("x.msg", b"From: a@x.example\nSubject: Hi\n\nhi").subject == "Hi"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_outlook_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    inner: Tree = {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": letter()}
    data = bytearray(box(letter(**{"__attach_version1.0_#00000000": inner})))
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    for _ in range(seed % 7):
        at = chance.randrange(len(data)) & ~3
        data[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", chance.randbytes(4)])
    try:
        mail = open_mail("x.msg", bytes(data))
    except NotMail:
        return
    mail.text.encode("utf-8")


_PLAIN_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromtext{\fonttbl{\f0\fswiss Arial;}}\f0 Caf\'e9 \u321?\u243?d\u378?\par two\tab x}"
)
_HTML_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\generator x;}{\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 Hello "
    rb"{\*\htmltag84 <b>}\htmlrtf {\i \htmlrtf0 you{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 \htmlrtf \par\htmlrtf0"
    rb"{\*\htmltag72 </p>}{\*\mhtmltag x}}"
)


def test_text_and_html_are_taken_out_of_rich_text() -> None:
    assert read_rtf(_PLAIN_RTF).text == "Café Łódź\ntwo\tx"
    assert read_rtf(_HTML_RTF).html == "<p>Hello <b>you</b></p>"
    assert read_rtf(b"no rich text") == read_rtf(b"")


def test_letters_follow_the_font_in_rich_text() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252\fromtext{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}}\f1\'a3\f0\'a3}"
    assert read_rtf(rtf).text == "Ł£"


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.integers(1, 12))
def test_packed_rich_text_is_unpacked_as_the_library_does(data: bytes, times: int) -> None:
    packed = compressed_rtf.compress(data * times, compressed=True)
    assert unpacked(packed) == compressed_rtf.decompress(packed) == data * times


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_broken_rich_text_never_stops_the_reader(packed: bytes, words: bytes) -> None:
    unpacked(struct.pack("<II4sI", 100, 10_000, b"LZFu", 0) + packed)
    found = read_rtf(b"{\\rtf1\\fromhtml1 " + words)
    (found.html + found.text).encode("utf-8")


def test_an_entry_of_a_diary_says_that_it_is_no_mail() -> None:
    mail = read_msg("x.msg", box(letter(**{"__substg1.0_001A001F": "IPM.Appointment".encode("utf-16-le")})))
    assert any("diary entry" in said for said in mail.missing)
