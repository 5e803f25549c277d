"""The papers of the tour, filled from the demo."""

from __future__ import annotations

from datetime import timedelta

from desktop_app import clock
from desktop_app.commands.tasks import note_printed
from desktop_app.desk import Desk
from desktop_app.papers.contact_log import ContactRow, LogOf, contact_log
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.families import Family
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import Harm
from desktop_app.records.work import Printed
from desktop_app.vault.queries.register import contacts_of
from desktop_app.vault.reader import Reader
from desktop_app.windows.calls.family_facts import family_facts
from desktop_app.windows.calls.papers import sheet_of, slip_of
from desktop_app.windows.register import register_paper


def demo_papers(desk: Desk) -> list[tuple[str, Paper]]:
    """A call sheet, a message slip, a contact log and the register."""

    def first(query: str) -> str:
        return str(desk.read(lambda reader: reader.rows(query))[0]["id"])

    call = first("SELECT id FROM r_call WHERE caller = 'Sheila Reid' AND note LIKE '%bruise%' LIMIT 1")
    family = first("SELECT id FROM r_family WHERE number = '20418'")
    message = first("SELECT id FROM r_message LIMIT 1")
    facts = desk.read(family_facts, family, clock.today())
    log = contact_log_of(desk, family, 60)
    desk.do(note_printed, Printed(paper=log.title, family_id=family, pages=2, for_whom="Naomi Clarke")).result()
    return [
        ("call-sheet", sheet_of(desk, call, facts)),
        ("message-slip", slip_of(desk, message)),
        ("contact-log", log),
        ("print-register", register_paper(desk)),
    ]


def contact_log_of(desk: Desk, family_id: str, days: int) -> Paper:
    """The contacts of a family over the last days."""
    family = desk.read(lambda reader: reader.get(Family, family_id))
    worker = desk.read(lambda reader: _worker(reader, family_id))
    now = clock.now()
    since, until = now - timedelta(days=days), now + timedelta(minutes=1)
    rows = desk.read(contacts_of, family_id, moment_text(since), moment_text(until))
    of = LogOf(family.name if family else "", family.number if family else "", since.date(), until.date(), worker)
    kept = [
        ContactRow(
            at=read_moment(str(row["at"])),
            kind="email" if row["kind"] == "email" else "call",
            direction=str(row["direction"]),
            who=str(row["who"]),
            relation=str(row["relation"]),
            about=str(row["about"]),
            outcome=str(row["outcome"] or "").replace("_", " "),
            minutes=int(str(row["minutes"])),
            raised=row["harm"] in (Harm.YES, Harm.NOT_SURE),
        )
        for row in rows
    ]
    return contact_log(of, kept, Making(desk.actor, now))


def _worker(reader: Reader, family_id: str) -> str:
    allocated = reader.all(Allocation, family_id=family_id)
    worker = reader.get(Worker, allocated[0].worker_id) if allocated else None
    return worker.name if worker else ""
