"""Mails as they should not be: each opens as far as it can and says what is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange.mail.eml import read_eml
from desktop_app.exchange.mail.names import safe_name, unlike
from desktop_app.exchange.mail.people import people
from desktop_app.exchange.mail.quoted import new_text
from desktop_app.exchange.mail.read import open_mail
from desktop_app.exchange.mail.shapes import MAX_DEPTH, Address, Mail, Missing, NotMail
from desktop_app.exchange.mail.when import moment

HEAD = b"From: Asha <asha@council.example>\r\nDate: Tue, 1 Dec 2026 09:00:00 +0000\r\nSubject: Visit\r\n"


def _mixed(*parts: bytes, close: bool = True) -> bytes:
    inside = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts)
    head = HEAD + b'Content-Type: multipart/mixed; boundary="edge"\r\n\r\n'
    return head + inside + (b"--edge--\r\n" if close else b"")


def _part(headers: str, body: bytes = b"x") -> bytes:
    return headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def test_three_hundred_packed_mails_open_to_the_limit_and_say_so() -> None:
    letter = HEAD + b"\r\nthe innermost\r\n"
    for level in reversed(range(300)):
        edge = b"edge%d" % level
        letter = (
            HEAD + b"Content-Type: multipart/mixed; boundary=" + edge + b"\r\n\r\n--" + edge + b"\r\n\r\nlevel %d\r\n--"
            % level + edge + b"\r\nContent-Type: message/rfc822\r\n\r\n" + letter + b"\r\n--" + edge + b"--\r\n"
        )  # fmt: skip
    mail = read_eml("deep.eml", letter)
    assert any(f"more than {MAX_DEPTH} deep" in said for said in mail.missing)
    depth, inner = 0, mail
    while inner.nested:
        inner = inner.nested[0]
        depth += 1
        assert inner.text == f"level {depth}"
    assert depth == MAX_DEPTH // 2 - 1
    assert inner.attachments[0].media_type == "message/rfc822"


def test_a_mail_cut_short_shows_what_came_and_says_so() -> None:
    mail = read_eml("x.eml", _mixed(_part("Content-Type: text/plain", b"The whole note.\r\n"), close=False))
    assert mail.text == "The whole note."
    assert "The email is cut short: its end is missing." in mail.missing


def test_empty_bytes_are_left_out_and_named() -> None:
    mail = read_eml("x.eml", HEAD + b"\r\nHel\0lo\0\0")
    assert mail.text == "Hello"
    assert any("NUL" in said for said in mail.missing)


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("utf-8", "Zoë Żółć".encode(), "Zoë Żółć"),
        ("us-ascii", "Zoë".encode(), "Zoë"),
        ("iso-8859-1", b"\x93Zo\xeb\x94 \x80", "“Zoë” €"),
        ("utf-8", b"Zo\xeb", "Zoë"),
        ("iso-8859-2", b"\xa3\xf3d\xbc", "Łódź"),
        ("iso-2022-jp", "かき".encode("iso2022_jp"), "かき"),
        ("shift_jis", "①テスト".encode("cp932"), "①テスト"),
        ("ks_c_5601-1987", "스티해".encode("cp949"), "스티해"),
        ("gb2312", "测试邮件镕".encode("gb18030"), "测试邮件镕"),
        ("x-mac-roman", "Zoë".encode("mac_roman"), "Zoë"),
        ("unicode-1-1-utf-7", "Zoë & Łukasz".encode("utf-7"), "Zoë & Łukasz"),
        ("utf-16", "Zoë".encode("utf-16"), "Zoë"),
        ("utf-16", b"plain after all.", "plain after all."),
    ],
)
def test_letters_are_read_as_declared_or_better(charset: str, data: bytes, text: str) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    mail = read_eml("x.eml", head + data)
    assert mail.text == text
    assert mail.missing == ()


@pytest.mark.parametrize("charset", ["klingon", "zip", "rot13", "unicode_escape", "../../x", "x" * 500])
def test_a_character_set_no_one_knows_is_named_and_never_run(charset: str) -> None:
    mail = read_eml(
        "x.eml", HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + b"caf\xe9 \\u0041"
    )
    assert mail.text == "café \\u0041"
    assert any("no one knows" in said for said in mail.missing)


def test_what_can_not_be_a_letter_is_shown_as_a_gap_and_named() -> None:
    mail = read_eml("x.eml", HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xc5\xbb\xc3\xb3\xc5\x82\xff")
    assert mail.text == "Żół\ufffd"
    assert any("could not be read" in said for said in mail.missing)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Tue, 1 Dec 2026 09:00:00 +0000", datetime(2026, 12, 1, 9, tzinfo=UTC)),
        ("1 Jun 26 10:00 BST", datetime(2026, 6, 1, 9, tzinfo=UTC)),
        ("Tue Dec  1 09:00:00 2026", datetime(2026, 12, 1, 9, tzinfo=UTC)),
        ("2026-12-01T09:00:00Z", datetime(2026, 12, 1, 9, tzinfo=UTC)),
        ("Tue, 1 Dec 2026 04:00:00 -0500 (EST)", datetime(2026, 12, 1, 9, tzinfo=UTC)),
        ("Wed, 15 Dec 2010    59:10 -0500", None),
        ("31 Feb 2026 09:00 +0000", None),
        ("Tue, 1 Dec 2026 09:00:00 H0500", None),
        ("Mon, 30 Jun 3609 15:33:50 +0600", None),
        ("01/12/2026 09:00", None),
        ("yesterday", None),
        ("9" * 400, None),
    ],
)
def test_a_date_is_sure_or_it_is_kept_as_said(said: str, at: datetime | None) -> None:
    missing = Missing()
    assert moment(said, missing) == at
    assert at is not None or missing.all()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"Begum, Asha" <a@x.example>, b@x.example', [("Begum, Asha", "a@x.example"), ("", "b@x.example")]),
        ("Team: a@x.example, B <b@x.example>;", [("", "a@x.example"), ("B", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("a@x.example (Asha (duty))", [("Asha duty", "a@x.example")]),
        ("=?utf-8?q?Begum=2C_Asha?= <a@x.example>", [("Begum, Asha", "a@x.example")]),
        ('"Asha <a@x.example>, b@x.example', [("Asha", "a@x.example"), ("", "b@x.example")]),
        ("a@x.example b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("'a@x.example' <mailto:a@x.example>", [("", "a@x.example")]),
        ("A <a@x.example>, A <A@X.example>", [("A", "a@x.example")]),
        ("Asha", [("Asha", "")]),
    ],
)
def test_addresses_are_read_one_by_one(header: str, expected: list[tuple[str, str]]) -> None:
    assert people(header, Missing()) == tuple(Address(name, email) for name, email in expected)


def test_a_forged_header_stays_inside_the_one_it_was_slipped_into() -> None:
    mail = read_eml("x.eml", b"From: a@x.example\r\nSubject: Hello\rBcc: evil@x.example\r\n\r\nhi")
    assert mail.bcc == ()
    assert mail.subject == "Hello Bcc: evil@x.example"


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("report\u202egpj.exe", "reportgpj.exe"),
        ("CON.txt", "_CON.txt"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("plan.pdf. . ", "plan.pdf"),
        ("", "attachment-3.pdf"),
        ("...", "attachment-3.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("Attachment[1.pdf", "Attachment[1.pdf"),
    ],
)
def test_names_of_files_are_made_safe(said: str, safe: str) -> None:
    assert safe_name(said, "application/pdf", 3) == safe


def test_the_same_name_twice_becomes_two_names() -> None:
    taken: set[str] = set()
    assert [unlike(name, taken) for name in ("a.pdf", "A.pdf", "a.pdf", "b")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "b",
    ]


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Type: application/pdf; name=plan ż.pdf",
        'Content-Type: application/pdf\nContent-Disposition: attachment; filename="plan ż.pdf"',
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''plan%20%C5%BC.pdf",
        "Content-Type: application/pdf\nContent-Disposition: x; filename*1*=%C5%BC.pdf; filename*0*=utf-8''plan%20",
        'Content-Type: application/pdf; name="=?utf-8?b?cGxhbiDFvC5wZGY=?="\nContent-Disposition: ATTACHMENT',
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename==?utf-8?q?plan_=C5=BC.pdf?=",
        'Content-Type: application/pdf\nContent-Disposition: ; filename="C:\\\\x\\\\plan ż.pdf',
    ],
)
def test_the_name_of_a_file_is_found_however_it_is_written(headers: str) -> None:
    mail = read_eml("x.eml", _mixed(_part("Content-Type: text/plain"), _part(headers)))
    assert [part.name for part in mail.attachments] == ["plan ż.pdf"]


def test_a_packed_archive_stays_packed() -> None:
    bomb = b"H4sIAAAAAAAAA" * 20
    part = _part("Content-Type: application/zip; name=all.zip\nContent-Transfer-Encoding: base64", bomb)
    mail = read_eml("x.eml", _mixed(part))
    assert len(mail.attachments[0].data) < len(bomb)


def test_uuencoded_files_come_out_of_the_text() -> None:
    mail = read_eml("x.eml", HEAD + b"\r\nBefore\r\nbegin 644 note.txt\r\n$:&5Y(0``\r\n`\r\nend\r\nAfter\r\n")
    assert mail.attachments[0].name == "note.txt"
    assert mail.attachments[0].data.startswith(b"hey!")
    assert mail.text == "Before\nAfter"


def test_damaged_base64_keeps_what_is_there() -> None:
    head = "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64"
    mail = read_eml("x.eml", _mixed(_part(head, b"JVBE!Ri0x\r\nLj")))
    assert mail.attachments[0].data.startswith(b"%PDF-1.")


def test_passages_of_different_kinds_all_show_in_text_and_in_html() -> None:
    html = _part("Content-Type: text/html", b"<p>First <b>part</b></p>")
    plain = _part("Content-Type: text/plain", b"Second <part>")
    mail = read_eml("x.eml", _mixed(html, plain))
    assert mail.text == "First part\n\nSecond <part>"
    assert mail.html == "<p>First <b>part</b></p>\n<p>Second &lt;part&gt;</p>"


def test_encrypted_and_signed_mails_say_so() -> None:
    sealed = read_eml("x.eml", HEAD + b"Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n\r\nx\r\n--e--")
    assert any("encrypted" in said for said in sealed.missing)
    pgp = read_eml("x.eml", HEAD + b"\r\n-----BEGIN PGP MESSAGE-----\r\nabc")
    assert any("encrypted" in said for said in pgp.missing)


def _der(tag: int, inside: bytes) -> bytes:
    size = len(inside)
    return bytes([tag]) + (bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")) + inside


def test_a_signed_mail_in_one_piece_is_read_without_a_key() -> None:
    inner = b"Content-Type: text/plain\r\n\r\nThe conference is on Monday." + b" " * 100
    content = _der(0x30, bytes.fromhex("06092a864886f70d010701") + _der(0xA0, _der(4, inner)))
    signed = _der(0x30, _der(2, b"\1") + _der(0x31, b"") + content)
    whole = _der(0x30, bytes.fromhex("06092a864886f70d010702") + _der(0xA0, signed))
    head = HEAD + b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n\r\n"
    mail = read_eml("x.eml", head + whole)
    assert mail.text == "The conference is on Monday."
    assert any("signature was not checked" in said for said in mail.missing)
    broken = read_eml("x.eml", head + whole[:40])
    assert any("sealed" in said for said in broken.missing)


def _attribute(level: int, kind: int, value: bytes) -> bytes:
    return bytes([level]) + kind.to_bytes(4, "little") + len(value).to_bytes(4, "little") + value + b"\0\0"


def test_winmail_dat_gives_its_text_and_files() -> None:
    package = b"\x78\x9f\x3e\x22\0\0" + _attribute(1, 0x0002800C, b"Inside the package\0")
    package += _attribute(2, 0x00069002, bytes(14)) + _attribute(2, 0x00018010, b"plan.pdf\0")
    package += _attribute(2, 0x0006800F, b"%PDF")
    part = _part("Content-Type: application/ms-tnef; name=winmail.dat", package)
    mail = read_eml("x.eml", _mixed(part))
    assert mail.text == "Inside the package"
    assert [(one.name, one.data) for one in mail.attachments] == [("plan.pdf", b"%PDF")]
    assert any("winmail.dat" in said for said in mail.missing)
    assert open_mail("winmail.dat", package).text == "Inside the package"


def test_flowed_lines_are_made_whole() -> None:
    head = HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n"
    mail = read_eml("x.eml", head + b"One \r\nline.\r\n> quoted \r\n> words\r\n-- \r\nAsha")
    assert mail.text == "One line.\n> quoted words\n-- \nAsha"


def test_the_same_mail_saved_twice_has_one_hash() -> None:
    one = read_eml("a.eml", HEAD + b"\r\nThe  visit is\r\non Monday.")
    two = read_eml("b.eml", HEAD.replace(b"\r\n", b"\n") + b"To: x@y.example\n\nThe visit is on Monday.\n")
    other = read_eml("c.eml", HEAD + b"\r\nThe visit is on Tuesday.")
    assert one.content_hash == two.content_hash != other.content_hash


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Yes.\n\nOn Mon, 1 Dec 2026 at 09:00, Asha <a@x.example> wrote:\n> Can you come?\n", "Yes."),
        ("Yes.\n\nOn Mon, 1 Dec 2026 at 09:00, Asha\n<a@x.example> wrote:\n\nCan you come?\n", "Yes."),
        ("Yes.\n-----Original Message-----\nFrom: Asha\nold", "Yes."),
        ("Yes.\n\n________________________________\nFrom: Asha\nSent: 1 December\nTo: me\nSubject: x\nold", "Yes."),
        ("Yes.\n\nFrom: Asha\nSent: 1 December\nTo: me\nSubject: x\n\nold", "Yes."),
        ("On Friday he went.\nOn Mon, 1 Dec 2026, Asha wrote:\n> old", "On Friday he went."),
        ("> Can you come?\nYes.\n> And Ben?\nNo.", "Yes.\n\nNo."),
        (
            "From: the school gate she walked home.\nThen she rang.",
            "From: the school gate she walked home.\nThen she rang.",
        ),
        ("____________________\nDuty team", "____________________\nDuty team"),
        ("> only a quotation", "> only a quotation"),
        ("", ""),
    ],
)
def test_only_what_is_new_in_a_reply_is_given(text: str, new: str) -> None:
    assert new_text(text) == new


def _storable(mail: Mail) -> None:
    for said in (mail.subject, mail.text, mail.html, *mail.missing, *(part.name for part in mail.attachments)):
        said.encode("utf-8")


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=600))
def test_any_bytes_behind_a_header_are_a_mail(data: bytes) -> None:
    _storable(read_eml("x.eml", b"From: a@x.example\r\n" + data))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    try:
        _storable(open_mail("x", data))
    except NotMail as refusal:
        said = str(refusal)
    else:
        said = "Read."
    assert said.endswith(".")


_NAMES = ["Content-Type", "Content-Disposition", "To", "Date", "Subject", "References", "Content-Transfer-Encoding"]
_WORDS = [
    "multipart/mixed", "; boundary=e", "text/html", "=?utf-8?q?", "?=", "<", ">", '"', "(", "\\", "base64", "\n ",
    "--e", "; name*0*=utf-16''%ff", "\r\n\r\n", "message/rfc822", "\0", "é", "\n--e\n", "Mon, 1 Dec", "@", ":;",
]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.lists(st.sampled_from(_WORDS), max_size=8)), max_size=8))
def test_any_mixture_of_headers_is_a_mail(lines: list[tuple[str, list[str]]]) -> None:
    text = "From: a@x.example\n" + "".join(f"{name}: {''.join(words)}\n" for name, words in lines)
    _storable(read_eml("x.eml", text.encode() + b"\n--e\n\nx\n--e--"))
