"""Any paper of a vault as a file, without a window: tagged PDF or DOCX; the same record gives the same bytes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules.documents.letters import letters
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.papers.model import Paper
    from desktop_app.windows.workspace import Room


@dataclass(frozen=True, slots=True)
class Named:
    """A paper by its name: which record it is of, and how it is built."""

    of: str
    build: Callable[[Desk, str], Paper]


def _call_sheet(desk: Desk, record_id: str) -> Paper:
    from desktop_app.records.contacts import Call
    from desktop_app.windows.calls.family_facts import family_facts
    from desktop_app.windows.calls.papers import sheet_of

    call = desk.read(lambda reader: reader.get(Call, record_id))
    if call is None:
        raise UserError("There is no such call in this vault.", "Give the id of a call.")
    facts = desk.read(family_facts, call.family_id, clock.today()) if call.family_id else None
    return sheet_of(desk, record_id, facts)


def _message_slip(desk: Desk, record_id: str) -> Paper:
    from desktop_app.windows.calls.papers import slip_of

    return slip_of(desk, record_id)


def _contact_log(desk: Desk, record_id: str) -> Paper:
    from desktop_app.verbs.tour_papers import contact_log_of

    return contact_log_of(desk, record_id, 365)


def _minutes(desk: Desk, record_id: str) -> Paper:
    from desktop_app.vault.queries.meetings import meeting_page
    from desktop_app.windows.meetings.leaving import paper_of

    page = desk.read(meeting_page, record_id)
    if page is None:
        raise UserError("There is no such meeting in this vault.", "Give the id of a meeting.")
    return paper_of(page, page.meeting.notes, desk.actor)


@dataclass(frozen=True, slots=True)
class _NoWindow:
    """What the diary's papers ask of a window: only its desk."""

    desk: Desk


def _week(desk: Desk, record_id: str) -> Paper:
    from desktop_app.records.team import Worker
    from desktop_app.windows.diary.leaving import week_of
    from desktop_app.windows.diary.views import monday

    worker = desk.read(lambda reader: reader.get(Worker, record_id))
    if worker is None:
        raise UserError("There is no such social worker in this vault.", "Give the id of a social worker.")
    return week_of(cast("Room", _NoWindow(desk)), record_id, monday(clock.today()), full=False)()


def _register(desk: Desk, _record_id: str) -> Paper:
    from desktop_app.windows.register import register_paper

    return register_paper(desk)


def _chronology(version: str) -> Callable[[Desk, str], Paper]:
    def build(desk: Desk, record_id: str) -> Paper:
        from desktop_app.windows.documents.leaving import chronology_of

        return chronology_of(desk, record_id, version)

    return build


def _document(desk: Desk, record_id: str) -> Paper:
    from desktop_app.windows.documents.leaving import document_of

    return document_of(desk, record_id)


def _letter(kind: str, *, easy: bool) -> Callable[[Desk, str], Paper]:
    def build(desk: Desk, record_id: str) -> Paper:
        from desktop_app.windows.documents.letters import letter_of

        return letter_of(desk, kind, record_id, easy=easy)

    return build


def _agency_check(desk: Desk, record_id: str) -> Paper:
    from desktop_app.vault.queries.checks import check_page
    from desktop_app.vault.queries.status import me
    from desktop_app.windows.checks.letters import paper_of

    page = desk.read(check_page, record_id, clock.today())
    if page is None:
        raise UserError("There is no such agency check in this vault.", "Give the id of an agency check.")
    return paper_of(page, desk.read(me), desk.actor)


def _referral(desk: Desk, record_id: str) -> Paper:
    from desktop_app.vault.queries.referrals import referral_page
    from desktop_app.windows.checks.form_leaving import form_paper

    page = desk.read(referral_page, record_id, clock.today())
    if page is None:
        raise UserError("There is no such referral in this vault.", "Give the id of a referral.")
    return form_paper(page, desk.actor)


def _help_ledger(desk: Desk, _record_id: str) -> Paper:
    from desktop_app.windows.checks.help_part import ledger

    return desk.read(ledger, clock.today(), desk.actor)


def _letters() -> dict[str, Named]:
    """Each kind of letter, and its easy-read twin."""
    return {
        f"letter-{kind}{'-easy' if easy else ''}": Named(one.of, _letter(kind, easy=easy))
        for kind, one in letters().items()
        for easy in (False, True)
    }


PAPERS: dict[str, Named] = {
    "call-sheet": Named("call", _call_sheet),
    "message-slip": Named("message", _message_slip),
    "contact-log": Named("family", _contact_log),
    "minutes": Named("meeting", _minutes),
    "week-sheet": Named("worker", _week),
    "print-register": Named("", _register),
    "document": Named("document", _document),
    "chronology": Named("family", _chronology("")),
    "chronology-conference": Named("family", _chronology("conference")),
    "chronology-court": Named("family", _chronology("court")),
    "agency-check": Named("agency_check", _agency_check),
    "referral": Named("referral", _referral),
    "help-ledger": Named("", _help_ledger),
    **_letters(),
}
"""Every paper, by the name it is asked for."""
_FORMATS = (".pdf", ".docx", ".txt")


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`paper NAME --vault V --record ID --out X.pdf|docx|txt [--at MOMENT]`."""
    names = ", ".join(f"{name} (of a {one.of})" if one.of else name for name, one in PAPERS.items())
    parser.add_argument("name", metavar="NAME", help=names)
    parser.add_argument(
        "--record", default="", metavar="ID", help="the record it is about; its kind stands at the name"
    )
    parser.add_argument("--out", type=Path, required=True, help="where it goes: .pdf, .docx or .txt")
    parser.add_argument(
        "--letterhead", type=Path, metavar="DOCX", help="the council's own paper, for a letter as .docx"
    )
    parser.add_argument("--password-fd", type=int, metavar="N", help="lock the PDF with the password read from here")
    parser.add_argument("--for", dest="whom", default="", metavar="NAME", help="who gets it; written in the audit")
    parser.add_argument("--at", metavar="MOMENT", help="made at this moment, such as 2026-12-01T14:05; now if left out")
    vault_option(parser)
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Build it, write it, note in the audit that it left."""
    from desktop_app.commands.facts import note_export
    from desktop_app.papers.letterhead import on_letterhead
    from desktop_app.papers.pdf.locking import locked
    from desktop_app.vault.queries.families import family_of

    named = PAPERS.get(chosen.name)
    if named is None:
        raise UserError(f"There is no paper called “{chosen.name[:60]}”.", f"There are: {', '.join(PAPERS)}.")
    if chosen.out.suffix.lower() not in _FORMATS:
        raise UserError(f"{chosen.out.name}: a paper is written as .pdf, .docx or .txt.", "Name the file so.")
    if named.of and not chosen.record:
        raise UserError(f"Which {named.of} is it of?", "Give its id with --record.")
    moment, head, key = _moment(chosen.at), _letterhead(chosen), _password(chosen)
    with open_desk(chosen) as (desk, _opened), clock.as_if(moment or clock.now()):
        paper = named.build(desk, chosen.record)
        suffix = chosen.out.suffix.lower()
        data = written(paper, suffix) if head is None else on_letterhead(paper, head)
        family_id = chosen.record if named.of == "family" else ""
        if named.of not in ("", "family", "worker"):
            family_id = desk.read(family_of, named.of, chosen.record)
        data = data if key is None else locked(data, key)
        _write(chosen.out, data)
        how = f"{', with a password' if key else ''}{f', for {chosen.whom}' if chosen.whom else ''}"
        desk.do(note_export, f"paper, {paper.title}{how}", family_id).result()
    if chosen.json:
        say_json({"paper": chosen.name, "title": paper.title, "bytes": len(data)})
    else:
        say(f"{paper.title}: {len(data):,} bytes in {chosen.out.name}.")
    return 0


def written(paper: Paper, suffix: str) -> bytes:
    """The paper in the format of a file's ending."""
    from desktop_app.papers import write_docx, write_pdf, write_text

    if suffix == ".pdf":
        return write_pdf(paper)
    return write_docx(paper) if suffix == ".docx" else write_text(paper).encode("utf-8")


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as trouble:
        raise UserError(f"{out.name} can’t be written: {trouble.strerror}.", "Choose another folder.") from None


def _letterhead(chosen: argparse.Namespace) -> bytes | None:
    """The council's paper, checked before the vault is opened."""
    from desktop_app.papers.letterhead import check_letterhead

    file: Path | None = chosen.letterhead
    if file is None:
        return None
    if not chosen.name.startswith("letter-") or chosen.out.suffix.lower() != ".docx":
        raise UserError("A letterhead is for letters as .docx.", "Name one of the letters, and a .docx to write.")
    try:
        data = file.read_bytes()
    except OSError as trouble:
        raise UserError(f"{file.name} can’t be read: {trouble.strerror}.", "Look at its name and try again.") from None
    check_letterhead(data).refuse()
    return data


def _password(chosen: argparse.Namespace) -> str | None:
    """The recipient's password from its descriptor, never from the command line."""
    if chosen.password_fd is None:
        return None
    if chosen.out.suffix.lower() != ".pdf":
        raise UserError("Only a PDF is locked with a password.", "Name a .pdf to write.")
    if chosen.password_fd == chosen.passphrase_fd:
        raise UserError("The password and the passphrase come from the same place.", "Give each its own descriptor.")
    try:
        with os.fdopen(chosen.password_fd, "rb", closefd=False) as stream:
            return stream.readline(4096).decode("utf-8", "replace").rstrip("\r\n")
    except (OSError, ValueError):
        raise UserError(
            f"Descriptor {chosen.password_fd} is not open for reading.", "Give one that is, such as 3."
        ) from None


def _moment(said: str | None) -> datetime | None:
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise UserError(f"--at “{said[:60]}” is no moment.", "Write it as 2026-12-01T14:05.") from None
    return moment.replace(tzinfo=clock.LONDON).astimezone(UTC) if moment.tzinfo is None else moment
