"""Documents, chronologies and letters as papers, from the record: what the window prints and what a verb writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.papers.chronology import ChronologyOf, ChronologyRow, chronology_paper
from desktop_app.papers.document import DocumentOf, FamilyPicture, SourceRow, document_paper
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.rules.days import day_words
from desktop_app.rules.documents.statements import Source
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.picture import draw
from desktop_app.rules.genogram.words import describe
from desktop_app.rules.minutes import Attendee
from desktop_app.vault.queries.document_events import chronology
from desktop_app.vault.queries.documents import DocumentPage, document_page
from desktop_app.vault.queries.families import family_page
from desktop_app.vault.queries.genogram import genogram_facts
from desktop_app.vault.reader import Reader

T = TypeVar("T")


def document_of(desk: Desk, document_id: str) -> Paper:
    """A document as it stands, with the genogram where it has a place for it."""

    def read(reader: Reader) -> tuple[DocumentPage, tuple[Attendee, ...], Facts | None]:
        page = document_page(reader, document_id)
        if page is None:
            raise UserError("There is no such document in this vault.", "Give the id of one from the list of papers.")
        pictured = any(section.picture for section in page.skeleton.sections())
        family_id = page.document.family_id
        return page, _owners(reader, page), genogram_facts(reader, family_id) if pictured else None

    page, owners, facts = read_here(desk, read)
    now = clock.now()
    return document_paper(
        _of(page, owners), Making(desk.actor, now), picture=_picture(facts, now.date()) if facts else None
    )


def _of(page: DocumentPage, owners: tuple[Attendee, ...]) -> DocumentOf:
    document, family = page.document, page.family
    signed = ""
    if document.state in ("approved", "sent") and document.moved_at:
        signed = f"{document.moved_by}, {day_words(clock.local(document.moved_at).date(), year=True)}"
    sources = tuple(
        SourceRow(number, Source(one.kind, one.record_id, one.words, one.on).said())
        for number, held in sorted(page.sources.items())
        for one in held
    )
    return DocumentOf(
        page.skeleton, family.name if family else "", family.number if family else "", page.about,
        page.worker.name if page.worker else "", clock.local(document.begun_at) if document.begun_at else None,
        document.due_on, document.state.words(), {key: one.text for key, one in page.sections.items()}, sources,
        page.gaps, owners, signed,
    )  # fmt: skip


def _owners(reader: Reader, page: DocumentPage) -> tuple[Attendee, ...]:
    """Who may be named in actions: those who work with the family."""
    around = family_page(reader, page.document.family_id)
    if around is None:
        return ()
    workers = [Attendee(worker.name, worker.initials, worker.role) for _allocation, worker in around.allocations]
    others = [Attendee(one.professional.name, role=one.role) for one in around.around]
    return (*workers, *others)


def _picture(facts: Facts, day: date) -> FamilyPicture | None:
    if not facts.people:
        return None
    from desktop_app.papers.genogram.png import png  # the libraries of paper, once there is something to print

    picture, _layout = draw(facts, day)
    return FamilyPicture(png(picture), f"Genogram. {' '.join(describe(facts, day).split())}")


def chronology_of(desk: Desk, family_id: str, version: str = "", child_id: str = "") -> Paper:
    """A family's chronology: the working one, or its "conference" or "court" version; of one child, or all."""

    def read(reader: Reader) -> Paper:
        family = reader.get(Family, family_id)
        if family is None:
            raise UserError("There is no such family in this vault.", "Give the id of a family.")
        entries = [
            one
            for one in chronology(reader, family_id)
            if (not version or getattr(one, version)) and (not child_id or child_id in one.about)
        ]
        named = {person for one in entries for person in one.about}
        names = {one.id: one.known_as or one.given for one in reader.among(Person, "id", sorted(named))}
        rows = [
            ChronologyRow(
                one.on, one.event, one.significance, one.action, one.source_words,
                tuple(names[person] for person in one.about if person in names),
            )
            for one in entries
        ]  # fmt: skip
        of = ChronologyOf(family.name, family.number, version, names.get(child_id, ""))
        return chronology_paper(of, rows, Making(desk.actor, clock.now()))

    return read_here(desk, read)


def read_here(desk: Desk, query: Callable[[Reader], T]) -> T:
    """Read on the thread this is called on: papers are built off the window's, where nobody may wait for another."""
    reader = Reader(desk.database)
    with reader.view():
        return query(reader)


def put(target: Path, data: bytes) -> None:
    """Write a file that leaves the vault. UserError when it can't be written."""
    try:
        target.write_bytes(data)
    except OSError as trouble:
        raise UserError(f"{target.name} can’t be written: {trouble.strerror}.", "Choose another folder.") from None


def fetched(source: Path) -> bytes:
    """The bytes of a file that came. UserError when it can't be read."""
    try:
        return source.read_bytes()
    except OSError as trouble:
        raise UserError(
            f"{source.name} can’t be read: {trouble.strerror}.", "Look at its name and try again."
        ) from None
