"""Filing mail: once however often it comes, attachments inside, threads and answers followed, undone in one step."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from desktop_app.commands.emails import file_mail, file_mails, move_mail, note_answer
from desktop_app.commands.people import add_family, add_person
from desktop_app.desk import Desk
from desktop_app.exchange.mail.read import open_mail, read_mails
from desktop_app.exchange.mail.shapes import Mail, Read, Refused
from desktop_app.records.contacts import Attachment, Email
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.rules.suggest_family import suggest
from desktop_app.vault import search
from desktop_app.vault.queries.contacts import email_page
from desktop_app.vault.queries.mailing import facts_of, is_here, mail_index

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "mail"


def mail(
    subject: str = "Attendance", text: str = "Leo was in all week.", *, number: int = 1, reply_to: int = 0
) -> Mail:
    message = EmailMessage()
    message["From"] = "Mr Pugh <pugh@school.example>"
    message["To"] = "ruth@wexcombe.example"
    message["Subject"] = subject
    message["Date"] = "Thu, 03 Dec 2026 09:30:00 +0000"
    message["Message-ID"] = f"<{number}@school.example>"
    if reply_to:
        message["In-Reply-To"] = f"<{reply_to}@school.example>"
    message.set_content(text)
    message.add_attachment(b"%PDF-1.4 pretend", maintype="application", subtype="pdf", filename="report.pdf")
    return open_mail("a.eml", message.as_bytes())


def family(desk: Desk, name: str = "Kowalska", given: str = "Leo") -> Family:
    kept = desk.do(add_family, Family(name=name, number=f"2{len(name)}418")).result()
    person = Person(given=given, surname=name)
    desk.do(add_person, person, family_id=kept.id, role="son", is_child=True, emails=[f"{given}@post.example"]).result()
    return kept


def all_of(desk: Desk, cls: type) -> list:
    return desk.read(lambda reader: reader.all(cls))


def test_a_mail_is_kept_whole_and_found(desk: Desk):
    home = family(desk)
    filed = desk.do(file_mail, mail(), family_id=home.id).result()
    assert not filed.duplicate
    page = desk.read(email_page, filed.email.id)
    assert page is not None
    assert (page.email.subject, page.email.sender, page.email.family_id) == (
        "Attendance",
        "pugh@school.example",
        home.id,
    )
    (part,) = page.attachments
    assert desk.read(lambda reader: reader.blob(part.blob_id)) == b"%PDF-1.4 pretend"
    found = desk.read(lambda reader: search.find(reader.connection, "attendance"))
    assert [hit.record_id for hit in found] == [filed.email.id]


def test_the_same_mail_is_filed_once(desk: Desk):
    first = desk.do(file_mail, mail()).result()
    again = desk.do(file_mail, mail()).result()
    assert again.duplicate
    assert again.email.id == first.email.id
    assert desk.read(is_here, mail())
    assert not desk.read(is_here, mail(number=2, text="Another"))
    assert len(all_of(desk, Email)) == 1
    assert len(all_of(desk, Attachment)) == 1


def test_the_same_mail_without_an_id_is_known_by_its_content(desk: Desk):
    bare = open_mail("b.eml", b"From: a@b.example\nSubject: Hello\nDate: Thu, 03 Dec 2026 09:30:00 +0000\n\nText\n")
    other = open_mail("c.eml", b"From: a@b.example\nSubject: Hello\nDate: Thu, 03 Dec 2026 09:30:00 +0000\n\nOther\n")
    assert not desk.do(file_mail, bare).result().duplicate
    assert desk.do(file_mail, bare).result().duplicate
    assert not desk.do(file_mail, other).result().duplicate


def test_a_batch_is_one_step_of_undo(desk: Desk):
    home = family(desk)
    kept = desk.do(file_mails, [(mail(), home.id), (mail(number=2, text="More"), home.id), (mail(), home.id)]).result()
    assert len(kept) == 2
    assert desk.undo().result() == "File emails"
    assert all_of(desk, Email) == []
    assert all_of(desk, Attachment) == []
    desk.redo().result()
    assert len(all_of(desk, Email)) == 2


def test_a_reply_answers_what_it_replies_to_and_finds_its_family(desk: Desk):
    home = family(desk, "Zielińska", "Maja")
    asked = desk.do(file_mail, mail("Question", "About something."), family_id=home.id).result().email
    reply = mail("Re: Question", "Yes.", number=5, reply_to=1)
    best = suggest(desk.read(facts_of, reply), desk.read(mail_index), 1)
    assert best[0].family_id == home.id
    desk.do(file_mail, reply, family_id=home.id).result()
    page = desk.read(email_page, asked.id)
    assert page is not None
    assert page.email.answered_at is not None
    assert [one.subject for one in page.thread] == ["Re: Question"]


def test_a_mail_moves_with_its_attachments(desk: Desk):
    here, there = family(desk), family(desk, "Nash", "Kai")
    filed = desk.do(file_mail, mail(), family_id=here.id).result().email
    desk.do(move_mail, filed.id, family_id=there.id).result()
    assert {one.family_id for one in all_of(desk, Attachment)} == {there.id}
    desk.undo().result()
    assert {one.family_id for one in all_of(desk, Attachment)} == {here.id}


def test_answering_is_written_in_the_audit(desk: Desk):
    filed = desk.do(file_mail, mail()).result().email
    desk.do(note_answer, filed.id).result()
    verbs = desk.read(lambda reader: [row["verb"] for row in reader.rows("SELECT verb FROM audit")])
    assert "export" in verbs


def test_every_real_mail_lands_or_is_named(desk: Desk):
    if SHARED.parent.parent.exists():
        paths = [one for one in sorted(SHARED.iterdir()) if one.is_dir()]
        assert paths
    else:
        paths = []
    landed, refused, twice = 0, 0, 0
    for found in read_mails(paths):
        if isinstance(found, Refused):
            assert found.reason
            refused += 1
        else:
            assert isinstance(found, Read)
            filed = desk.do(file_mail, found.mail).result()
            twice += filed.duplicate
            landed += 1
    assert landed + refused >= (130 if paths else 0)
    assert len(all_of(desk, Email)) >= landed - twice
