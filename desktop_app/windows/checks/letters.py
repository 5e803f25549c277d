"""Letters of agency checks leaving: made on a thread, as PDF and unsent email in a folder the person chooses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import clock
from desktop_app.commands.checks import letters_left, register_letters
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.mail.draft import draft_message
from desktop_app.exchange.mail.names import unlike
from desktop_app.exchange.mail.shapes import Address
from desktop_app.papers.check_letters import CheckLetter, Named, check_letter, cover_note
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.check_words import LegalBasis
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.records.work import Printed
from desktop_app.rules.checks import agency_kind, basis_sentence
from desktop_app.rules.days import born_words, counted
from desktop_app.vault.queries.checks import CheckPage, check_pages
from desktop_app.vault.queries.status import me
from desktop_app.vault.reader import Reader
from desktop_app.windows import dialogs
from desktop_app.windows.workspace import Page


@dataclass(frozen=True, slots=True)
class Made:
    """One letter as it leaves: its file name without an ending, PDF, draft, and its line in the print register.

    `draft` is empty where no email address is known: that letter goes by post.
    """

    check_id: str
    name: str
    pdf: bytes
    draft: bytes
    printed: Printed


def letter_of(page: CheckPage, mine: Worker | None) -> CheckLetter:
    """What one agency is told and asked: only what its kind needs to know."""
    check, asked, kind = page.check, page.asked, agency_kind(page.check.agency)
    named = tuple(
        Named(
            " ".join(part for part in (person.given, person.surname) if part) or "Unborn baby",
            born_said(person),
            role,
            person.school if "school" in kind.tells else "",
        )
        for person, role, is_child in page.people
        if (is_child and "children" in kind.tells) or (not is_child and "adults" in kind.tells)
    )
    home = page.home if "address" in kind.tells else None
    basis = basis_sentence(asked.basis, consent_by=asked.consent_by, consent_on=asked.consent_on, ground=asked.ground)
    return CheckLetter(
        agency=kind.title, to=check.to, to_address=check.address, reference=page.family.number,
        reply_by=check.due_on, urgent=asked.basis is LegalBasis.SECTION_47, basis=basis, named=named,
        address=", ".join(filter(None, (home.lines, home.postcode))) if home else "", purpose=asked.purpose,
        questions=kind.questions, worker=page.worker.name if page.worker else "",
        worker_phone=page.worker.phone if page.worker else "",
        reply_email=(mine.email if mine else "") or (page.worker.email if page.worker else ""),
        team=page.team.name if page.team else "", chased=check.chased,
    )  # fmt: skip


def born_said(person: Person) -> str:
    """A date of birth as known, or when the baby is due."""
    if not person.born and person.due:
        return f"due {born_words(person.due)}"
    return born_words(person.born)


def paper_of(page: CheckPage, mine: Worker | None, by: str) -> Paper:
    """One letter as paper."""
    return check_letter(letter_of(page, mine), Making(by, clock.now()))


def make_letters(reader: Reader, check_ids: Sequence[str], by: str) -> list[Made]:
    """Every letter with its draft. Slow: runs on a thread."""
    from desktop_app.papers.pdf.writer import write_pdf

    mine = me(reader)
    made = []
    for number, page in enumerate(check_pages(reader, check_ids, clock.today()), start=1):
        letter, check = letter_of(page, mine), page.check
        paper = check_letter(letter, Making(by, clock.now()))
        pdf = write_pdf(paper)
        name = f"check-{number}-{re.sub(r'[^a-z]+', '-', letter.agency.lower()).strip('-')}"
        subject, text = cover_note(letter)
        draft = b""
        if check.email:
            draft = draft_message(
                [Address("", check.email)], [], subject, text, [(f"{name}.pdf", pdf)], marking=paper.marking,
                from_address=Address(mine.name, mine.email) if mine and mine.email else None, now=clock.now(),
            )  # fmt: skip
        printed = Printed(
            family_id=check.family_id, paper=f"{paper.title}, {letter.agency}", about_id=check.id,
            pages=pages_of(pdf), marking=paper.marking, for_whom=check.to or letter.agency,
            taken_to="file",
        )  # fmt: skip
        made.append(Made(check.id, name, pdf, draft, printed))
    return made


def pages_of(pdf: bytes) -> int:
    """How many sheets a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def send_letters(page: Page, check_ids: Sequence[str]) -> bool:
    """Ask for a folder, make every letter there, and say in the record that they left. False: no folder was chosen."""
    room = page.room
    folder = dialogs.choose_folder(page, "Where the letters go")
    if folder is None:
        return False
    room.toast(f"Making {counted(len(check_ids), 'letter')} …")
    desk = room.desk
    making = desk.read_later(make_letters, list(check_ids), desk.actor)
    making.then(lambda made: _write(page, folder, made)).otherwise(room.trouble)
    return True


def _write(page: Page, folder: Path, made: Sequence[Made]) -> None:
    room = page.room
    try:
        taken = {one.name for one in folder.iterdir()}
        for one in made:
            file = folder / unlike(f"{one.name}.pdf", taken)  # letters of an earlier round stay
            file.write_bytes(one.pdf)
            if one.draft:
                file.with_suffix(".eml").write_bytes(one.draft)
    except OSError:
        room.trouble(
            EnvironmentProblem(
                "The letters could not be written there.", "Nothing is lost; the checks wait.", "Choose another folder."
            )
        )
        return
    if not made:
        room.trouble(UserError("Those checks are gone.", "Undo brings them back."))
        return
    post = sum(not one.draft for one in made)
    words = f"{counted(len(made), 'letter')} made. Open each draft in your mail program and send it."
    if post:
        words = f"{counted(len(made), 'letter')} made, {post} without an email address: print and post."
    room.desk.do(register_letters, [one.printed for one in made]).otherwise(room.trouble)
    doing = room.desk.do(letters_left, [one.check_id for one in made])
    doing.then(lambda _kept: room.toast(words)).otherwise(room.trouble)
