"""Drafts: what goes out is a sound mail that Outlook opens unsent."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.exchange.mail.draft import MARKING, draft_message, draft_reply
from desktop_app.exchange.mail.eml import read_eml
from desktop_app.exchange.mail.shapes import Address

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
ME = Address("Małgorzata Nowak", "pa@council.example")
LETTER = (
    "Message-ID: <b@school.example>\nReferences: <a@school.example>\nFrom: Ben Okoro <ben@school.example>\n"
    "Date: Tue, 30 Jun 2026 09:05:00 +0100\nTo: pa@council.example, Carys <carys@health.example>\n"
    "Subject: RE: Core group\nContent-Type: text/plain; charset=utf-8\n\nCan we move it?\n\nBen – café"
)


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_message_opens_unsent_and_comes_back_as_it_was_written() -> None:
    data = draft_message([Address("Ben, Okoro", "ben@school.example")], [ME], "Żółć – plan", "Dear Ben,\n\nZoë\n.\n",
                         [("plan.pdf", b"%PDF\r\n\0"), ("notes.txt", b"a\r\nb\n")], now=NOW)  # fmt: skip
    assert data.startswith(b"X-Unsent: 1\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.isascii()
    message = _parsed(data)
    assert message["Subject"] == "Żółć – plan"
    assert message["To"].addresses[0].display_name == "Ben, Okoro"
    assert message["Cc"].addresses[0].display_name == "Małgorzata Nowak"
    assert message["Date"].datetime == NOW
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Dear Ben,\n\nZoë\n.\n"
    files = [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    assert files == [("plan.pdf", b"%PDF\r\n\0"), ("notes.txt", b"a\r\nb\n")]


def test_a_reply_keeps_the_thread_and_quotes_what_it_answers() -> None:
    mail = read_eml("x.eml", LETTER.encode())
    message = _parsed(draft_reply(mail, ME, "Yes, Thursday.", now=NOW))
    assert message["Subject"] == "Re: Core group"
    assert message["In-Reply-To"] == "<b@school.example>"
    assert message["References"] == "<a@school.example> <b@school.example>"
    assert [one.addr_spec for one in message["To"].addresses] == ["ben@school.example"]
    assert message["Cc"] is None
    assert message.get_content().replace("\r\n", "\n") == (
        "Yes, Thursday.\n\nOn Tuesday 30 June 2026 at 09:05, Ben Okoro wrote:\n> Can we move it?\n>\n> Ben – café\n"
    )
    everyone = _parsed(draft_reply(mail, ME, "Yes.", to_all=True, now=NOW))
    assert [one.addr_spec for one in everyone["Cc"].addresses] == ["carys@health.example"]


def test_a_reply_goes_where_the_mail_asks() -> None:
    mail = read_eml("x.eml", b"Reply-To: office@school.example\n" + LETTER.encode())
    assert _parsed(draft_reply(mail, ME, "Yes.", now=NOW))["To"] == "office@school.example"


def test_the_marking_stands_once_and_a_reply_never_drops_it() -> None:
    marked = _parsed(draft_message([ME], [], "Plan", "x", marking=MARKING, now=NOW))
    assert marked["Subject"] == "OFFICIAL-SENSITIVE: Plan"
    mail = read_eml("x.eml", LETTER.replace("RE: Core", "RE: Official-Sensitive: Core").encode())
    for marking in ("", MARKING):
        message = _parsed(draft_reply(mail, ME, "x", marking=marking, now=NOW))
        assert message["Subject"] == "OFFICIAL-SENSITIVE: Re: Core group"


def test_no_name_of_the_machine_is_in_the_message_id() -> None:
    one, two = (_parsed(draft_message([ME], [], "x", "y", now=NOW))["Message-ID"] for _ in range(2))
    assert one != two
    assert one.endswith("@draft.invalid>")


def test_a_line_end_in_a_field_makes_no_header() -> None:
    data = draft_message([Address("Ben\r\nBcc: evil@x.example", "ben@x.example")], [], "Hi\r\nBcc: evil@x.example", "x",
                         [("a\r\nBcc: evil@x.example", b"")], "<a@x>\r\nBcc: evil@x.example", now=NOW)  # fmt: skip
    message = _parsed(data)
    assert message["Bcc"] is None
    assert message["In-Reply-To"] == "<a@x>"


@pytest.mark.parametrize(
    "bad", ["", "ben", "ben@", "@x.example", "b en@x.example", "ben@x", "ben@x.example>", "bén@x.example"]
)
def test_what_is_no_address_is_said_so(bad: str) -> None:
    with pytest.raises(UserError) as told:
        draft_message([Address("Ben", bad)], [], "x", "y", now=NOW)
    assert told.value.field == "to"


def test_a_mail_from_no_one_can_not_be_answered() -> None:
    with pytest.raises(UserError, match="whom to reply to"):
        draft_reply(read_eml("x.eml", b"Subject: x\n\ny"), ME, "Yes.", now=NOW)


_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)


@settings(deadline=None, max_examples=100)
@given(subject=_LINE, name=st.text("aż ,;\"'()<>漢🎉\\.@:", max_size=60), text=st.text(max_size=300))
def test_whatever_is_typed_comes_back_as_one_mail(subject: str, name: str, text: str) -> None:
    data = draft_message([Address(name, "ben@x.example"), ME], [], subject, text, now=NOW)
    mail = read_eml("x.eml", data)
    assert [one.email for one in mail.to] == ["ben@x.example", "pa@council.example"]
    assert mail.cc == mail.bcc == ()
    assert mail.subject.replace(" ", "") == "".join(subject.split())
    assert mail.sent_at == NOW
