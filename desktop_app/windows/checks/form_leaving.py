"""The form of a referral leaving: PDF and unsent email in a folder the person chooses; then it counts as sent."""

from __future__ import annotations

from pathlib import Path

from desktop_app import clock
from desktop_app.commands.checks import register_letters
from desktop_app.commands.referrals import move_referral
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.mail.draft import draft_message
from desktop_app.exchange.mail.names import unlike
from desktop_app.exchange.mail.shapes import Address
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.papers.referral_form import Person, ReferralForm, referral_form
from desktop_app.records.check_words import ReferralState
from desktop_app.records.people import Person as Kept
from desktop_app.records.people import Phone
from desktop_app.records.work import Printed
from desktop_app.vault.queries.referrals import ReferralPage, referral_page
from desktop_app.vault.queries.status import me
from desktop_app.vault.reader import Reader
from desktop_app.windows import dialogs
from desktop_app.windows.checks.letters import Made, born_said, pages_of
from desktop_app.windows.workspace import Page


def form_of(page: ReferralPage) -> ReferralForm:
    """The form, filled in from the record."""
    one, service, worker, home = page.referral, page.service, page.worker, page.home
    return ReferralForm(
        service=service.name if service else one.to, provider=service.provider if service else "",
        service_address=service.address if service else "", reference=page.family.number,
        referred=tuple(_person(person, role) for person, role, _child in page.people),
        carers=tuple(_person(person, role, phones) for person, role, phones in page.carers),
        address=", ".join(part for part in (home.lines, home.postcode) if part) if home else "",
        held_back=page.held_back, need=one.need, hoped=one.hoped, consent_by=one.consent_by,
        consent_on=one.consent_on, worker=worker.name if worker else "", worker_phone=worker.phone if worker else "",
        worker_email=worker.email if worker else "", team=page.team.name if page.team else "",
    )  # fmt: skip


def _person(one: Kept, role: str, phones: tuple[Phone, ...] = ()) -> Person:
    name = " ".join(part for part in (one.given, one.surname) if part) or "Unborn baby"
    language = one.language + (", interpreter needed" if one.interpreter else "")
    needs = ", ".join(part for part in (one.disability, one.communication) if part)
    return Person(name, born_said(one), role, language, needs, phones[0].number if phones else "")


def form_paper(page: ReferralPage, by: str) -> Paper:
    """The form as paper."""
    return referral_form(form_of(page), Making(by, clock.now()))


def make_form(reader: Reader, referral_id: str, by: str) -> Made:
    """The form with its draft. UserError when it may not leave yet."""
    from desktop_app.papers.pdf.writer import write_pdf

    page, mine = referral_page(reader, referral_id, clock.today()), me(reader)
    if page is None:
        raise UserError("That referral is gone.", "Undo brings it back.")
    one = page.referral
    paper = form_paper(page, by)
    pdf = write_pdf(paper)
    service = page.service
    draft = b""
    if service is not None and service.email:
        text = (
            "Dear colleague,\n\nThe form with this email refers somebody to you. It says who, why, and who agreed.\n\n"
            f"Tell us whether you accept, and from when.\n\n{page.worker.name if page.worker else by}\n"
        )
        draft = draft_message(
            [Address(service.name, service.email)], [], f"Referral, {page.family.number}".rstrip(", "), text,
            [("referral.pdf", pdf)], marking=paper.marking, now=clock.now(),
            from_address=Address(mine.name, mine.email) if mine and mine.email else None,
        )  # fmt: skip
    printed = Printed(
        family_id=one.family_id, paper=paper.title, about_id=one.id, pages=pages_of(pdf), marking=paper.marking,
        for_whom=one.to, taken_to="file",
    )  # fmt: skip
    return Made(one.id, "referral", pdf, draft, printed)


def send_form(page: Page, referral_id: str) -> None:
    """Without consent nothing is asked for; else a folder, and the form goes there."""
    room = page.room
    kept = room.desk.read(referral_page, referral_id, clock.today())
    if kept is not None and not (kept.referral.consent_by and kept.referral.consent_on):
        room.trouble(UserError("Nobody’s consent is written down.", "Press E and say who agreed, and when."))
        return
    folder = dialogs.choose_folder(page, "Where the form goes")
    if folder is not None:
        making = room.desk.read_later(make_form, referral_id, room.desk.actor)
        making.then(lambda made: _write(page, folder, made)).otherwise(room.trouble)


def _write(page: Page, folder: Path, made: Made) -> None:
    room = page.room
    try:
        file = folder / unlike(f"{made.name}.pdf", {one.name for one in folder.iterdir()})
        file.write_bytes(made.pdf)
        if made.draft:
            file.with_suffix(".eml").write_bytes(made.draft)
    except OSError:
        room.trouble(
            EnvironmentProblem(
                "The form could not be written there.",
                "Nothing is lost; it is still a draft.",
                "Choose another folder.",
            )
        )
        return
    words = "Form made. Open the draft in your mail program and send it."
    if not made.draft:
        words = "Form made. No email address is known: print and post it, or use their own page."
    room.desk.do(register_letters, [made.printed]).otherwise(room.trouble)
    doing = room.desk.do(move_referral, made.check_id, ReferralState.SENT)
    doing.then(lambda _kept: room.toast(words)).otherwise(room.trouble)
