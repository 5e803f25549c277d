"""Documents from the first pulled fact to the sent paper: begun, written, with the social worker, approved, sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.documents import ChronologyEntry, Document, DocumentSection, DocumentSource, DocumentState
from desktop_app.records.families import Family, Member
from desktop_app.rules.documents.coming_back import Difference, accepted
from desktop_app.rules.documents.skeletons import skeleton
from desktop_app.rules.documents.statements import Statement, line_of

_ORDER = list(DocumentState)
_KEPT = (DocumentState.APPROVED, DocumentState.SENT)


@command("Begin document")
def begin_document(work: Work, /, family_id: str, kind: str, about: Sequence[str] = ()) -> Document:
    """A document with all its sections, still empty; about all the children when nobody is named."""
    family = work.get(Family, family_id)
    chosen = skeleton(kind)
    work.title = f"Begin {chosen.title[:1].lower()}{chosen.title[1:]}"
    members = sorted(work.find(Member, family_id=family.id), key=lambda one: (one.place, one.id))
    children = tuple(one.person_id for one in members if one.is_child)
    document = work.add(
        Document(
            family_id=family.id, skeleton=kind, title=chosen.title, about=tuple(about) or children, begun_at=work.now,
            due_on=chosen.due(clock.local(work.now).date()), moved_at=work.now, moved_by=work.actor,
        )
    )  # fmt: skip
    work.add_many(
        DocumentSection(family_id=family.id, document_id=document.id, key=section.key, place=place)
        for place, section in enumerate(chosen.sections())
    )
    return document


@command("Write section")
def keep_section(work: Work, /, section_id: str, text: str) -> DocumentSection:
    """What is typed, as it is typed; not what only somebody else decides, and not after approval."""
    section = work.get(DocumentSection, section_id)
    if text == section.text:
        return section
    _demand_open(work, work.get(Document, section.document_id), section)
    return work.change(section, text=text)


@command("Take facts")
def pull_facts(work: Work, /, section_id: str, statements: Sequence[Statement]) -> DocumentSection:
    """Facts of the record as lines at the end of a section, each with its source; those that stand there stay once."""
    section = work.get(DocumentSection, section_id)
    _demand_open(work, work.get(Document, section.document_id), section)
    there = work.find(DocumentSource, document_id=section.document_id)
    numbers = {(one.kind, one.record_id, one.words, one.on): one.number for one in there}
    last = max((one.number for one in there), default=0)
    lines = section.text.splitlines()
    for statement in statements:
        of = statement.source
        key = (of.kind, of.id, of.words, of.on)
        if key not in numbers:
            last += 1
            numbers[key] = last
            work.add(
                DocumentSource(
                    family_id=section.family_id, document_id=section.document_id, number=last, kind=of.kind,
                    record_id=of.id, words=of.words, on=of.on,
                )
            )  # fmt: skip
        line = line_of(statement, numbers[key])
        if line not in lines:
            lines.append(line)
    work.title = "Take a fact" if len(statements) == 1 else f"Take {len(statements)} facts"
    return work.change(section, text="\n".join(lines))


@command("Take words that came back")
def take_back(work: Work, /, section_id: str, taken: Sequence[Difference]) -> DocumentSection:
    """Paragraphs of a Word document that came back, taken into the section as it was when they were compared."""
    section = work.get(DocumentSection, section_id)
    document = work.get(Document, section.document_id)
    _demand_open(work, document, section)
    return work.change(section, text=accepted(section.text, taken, skeleton(document.skeleton).section(section.key)))


@command("Document's state")
def move_document(work: Work, /, document_id: str, state: str, *, by: str = "") -> Document:
    """Draft, with the social worker, approved, sent; one step on, or back to a draft before approval."""
    document, wanted = work.get(Document, document_id), DocumentState(state)
    step = _ORDER.index(wanted) - _ORDER.index(document.state)
    back = wanted is DocumentState.DRAFT and document.state is DocumentState.WITH_WORKER
    if step != 1 and not back:
        raise UserError(
            f"This {document.title} is {document.state.words()}, so it can’t become {wanted.words()} now.",
            f"The order is {', '.join(one.words() for one in _ORDER)}.",
        )
    if wanted is DocumentState.APPROVED and not by.strip():
        raise UserError("Who approved it?", "The name of whoever decides stands with it.", "by")
    work.title = {
        DocumentState.DRAFT: "Back to a draft", DocumentState.WITH_WORKER: "Hand to the social worker",
        DocumentState.APPROVED: "Approve document", DocumentState.SENT: "Document sent",
    }[wanted]  # fmt: skip
    return work.change(
        document, state=wanted, moved_at=work.now, moved_by=by.strip() or work.actor, hash=_print_of(work, document)
    )


@command("Add to chronology")
def add_to_chronology(
    work: Work, /, family_id: str, on: date | None, event: str,
    *, about: Sequence[str] = (), source: tuple[str, str, str] = ("", "", ""), **values: Any,  # noqa: ANN401
) -> ChronologyEntry:  # fmt: skip
    """An event for one child or several. `source`: kind, id and words of its record, which is taken in only once."""
    if not event.strip():
        raise UserError("What happened?", "Write one line.", "event")
    kind, record_id, words = source
    for one in work.find(ChronologyEntry, family_id=family_id, source_id=record_id) if record_id else ():
        if one.source_kind == kind:
            return work.change(one, about=tuple(dict.fromkeys((*one.about, *about))))
    return work.add(
        ChronologyEntry(
            family_id=family_id, on=on, event=event.strip(), about=tuple(about), source_kind=kind, source_id=record_id,
            source_words=words,
        ).but(**values)
    )  # fmt: skip


def _demand_open(work: Work, document: Document, section: DocumentSection) -> None:
    if document.state in _KEPT:
        raise UserError(
            f"This {document.title} is {document.state.words()}, so its words stay.", "Begin an update of it instead."
        )
    theirs = skeleton(document.skeleton).section(section.key).theirs
    if theirs and document.state is DocumentState.DRAFT:
        raise UserError(
            f"Only {theirs} decides this, so it stays empty in the draft.",
            "Hand the draft over; their words can be written in afterwards.",
        )


def _print_of(work: Work, document: Document) -> str:
    """The fingerprint of all words in their order."""
    sections = sorted(work.find(DocumentSection, document_id=document.id), key=lambda one: (one.place, one.id))
    return hashlib.sha256("\0".join(one.text for one in sections).encode("utf-8")).hexdigest()
