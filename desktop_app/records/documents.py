"""Assessments, reports and plans: their sections as they are written, and where each statement in them comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import Word


class DocumentState(Word):
    """How far a paper has come; after approval its words stay."""

    DRAFT = "draft"
    WITH_WORKER = "with_worker"
    APPROVED = "approved"
    SENT = "sent"

    def words(self) -> str:
        """As people say it."""
        return "with the social worker" if self is DocumentState.WITH_WORKER else self.value


@record("document", words="Document", scope="family_id")
class Document(Record):
    """One assessment, report or plan. `skeleton`: which sections it has (`resources/documents`).

    `about`: the children or the adult; `moved_at`, `moved_by`, `hash`: when and by whom it came to its state, and the
    fingerprint of its words then.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    skeleton: Annotated[str, Rule(words="kind of document", index=True)] = ""
    title: Annotated[str, Rule(words="title", search=True)] = ""
    about: Annotated[tuple[str, ...], Rule(words="about", refs="person")] = ()
    begun_at: Annotated[datetime | None, Rule(words="begun", index=True)] = None
    due_on: Annotated[date | None, Rule(words="due", material=True)] = None
    state: Annotated[DocumentState, Rule(words="state", material=True)] = DocumentState.DRAFT
    moved_at: Annotated[datetime | None, Rule(words="in this state since")] = None
    moved_by: Annotated[str, Rule(words="by")] = ""
    hash: Annotated[str, Rule(words="fingerprint of the words")] = ""


@record("document_section", words="Section", scope="family_id")
class DocumentSection(Record):
    """One section as it is written. A number in square brackets in its text points to a `DocumentSource`."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    document_id: Annotated[str, Rule(ref="document")] = ""
    key: Annotated[str, Rule(words="section", index=True)] = ""
    text: Annotated[str, Rule(words="text", search=True, long=True)] = ""
    place: Annotated[int, Rule(words="order")] = 0


@record("document_source", words="Source", scope="family_id")
class DocumentSource(Record):
    """Where a statement comes from: which record, what it is called, the day it speaks of."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    document_id: Annotated[str, Rule(ref="document")] = ""
    number: Annotated[int, Rule(words="number")] = 0
    kind: Annotated[str, Rule(words="kind of record")] = ""
    record_id: Annotated[str, Rule(index=True)] = ""
    words: Annotated[str, Rule(words="source")] = ""
    on: Annotated[date | None, Rule(words="day")] = None


@record("chronology_entry", words="Chronology entry", scope="family_id")
class ChronologyEntry(Record):
    """One event of a family's chronology: what happened, what it meant for the child, what was done.

    `about`: the children it stands for; `source_*`: the record it was taken from; `conference`, `court`: in which of
    its versions it stands besides the working one.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    on: Annotated[date | None, Rule(words="day", material=True, index=True)] = None
    event: Annotated[str, Rule(words="what happened", search=True)] = ""
    significance: Annotated[str, Rule(words="what it meant for the child", search=True)] = ""
    action: Annotated[str, Rule(words="what was done", search=True)] = ""
    about: Annotated[tuple[str, ...], Rule(words="about", refs="person")] = ()
    source_kind: Annotated[str, Rule(words="kind of record")] = ""
    source_id: Annotated[str, Rule(index=True)] = ""
    source_words: Annotated[str, Rule(words="source")] = ""
    conference: Annotated[bool, Rule(words="in the conference version")] = True
    court: Annotated[bool, Rule(words="in the court version")] = False
