"""The form of a referral to a service, filled in from the record as far as that service needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Heading, Paper, Paragraph, Signature, Table
from desktop_app.papers.phrases import unbroken
from desktop_app.rules.days import day_words

_UNKNOWN = "Not recorded"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the form, all in words: born, what they are, language, what they need."""

    name: str
    born: str
    role: str
    language: str = ""
    needs: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """What the form says. `address` is empty where it is held back: the social worker is asked instead."""

    service: str
    provider: str
    service_address: str
    reference: str
    referred: tuple[Person, ...]
    carers: tuple[Person, ...]
    address: str
    held_back: bool
    need: str
    hoped: str
    consent_by: str
    consent_on: date | None
    worker: str
    worker_phone: str
    worker_email: str
    team: str


def referral_form(form: ReferralForm, making: Making) -> Paper:
    """The form, with room for the service's answer."""
    worker = (form.worker, form.team, unbroken(form.worker_phone), form.worker_email)
    to = (form.service, form.provider, form.service_address)
    consent = form.consent_by
    if form.consent_on:
        consent = f"{form.consent_by}, {day_words(form.consent_on, year=True)}"
    where = "Held back. Ask the social worker how to reach them." if form.held_back else form.address
    blocks: list[Block] = [
        Facts((("To", _lines(to)), ("Referred by", _lines(worker))), columns=2),
        Heading("Who is referred"),
        Table(
            ("Name", "Born", "Language", "Needs"),
            tuple(
                (one.name, one.born or "Not known", one.language or _UNKNOWN, one.needs or _UNKNOWN)
                for one in form.referred
            ),
            (4, 3, 3, 5),
        ),
        Heading("Who looks after them"),
        Table(
            ("Name", "Who they are", "Language", "Number"),
            tuple((one.name, one.role, one.language or _UNKNOWN, unbroken(one.phone)) for one in form.carers),
            (4, 3, 3, 4),
            empty="Nobody is named; ask the social worker.",
        ),
        Facts((("They live at", where),)),
        Heading("Why"),
        Paragraph(form.need),
        *((Heading("What it should change"), Paragraph(form.hoped)) if form.hoped else ()),
        Facts((("Consent", consent),)),
        Heading("Your answer"),
        Table(
            ("We", "Details"),
            (("accept, and begin on", ""), ("put them on the waiting list, at place", ""), ("decline, because", "")),
            (2, 3),
        ),
        Signature(("Name and role", "Date")),
    ]
    return Paper(
        title="Referral",
        subtitle=form.service,
        reference=form.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note="For the service named only. Keep it with your own record or shred it.",
    )


def _lines(parts: tuple[str, ...]) -> str:
    return "\n".join(part for part in parts if part)
