"""Documents in a list, and one with its family, sections, sources and what is missing in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.records.base import read_moment
from desktop_app.records.documents import Document, DocumentSection, DocumentSource
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.rules.documents.gaps import gaps
from desktop_app.rules.documents.skeletons import Skeleton, skeleton
from desktop_app.rules.documents.statements import Gap
from desktop_app.vault.queries.checks import worker_of
from desktop_app.vault.queries.document_facts import name_of, unknowns
from desktop_app.vault.reader import Reader

_ROWS = """
SELECT d.id, d.title, d.begun_at, d.state, d.due_on, f.name AS family FROM r_document d
LEFT JOIN r_family f ON f.id = d.family_id
WHERE d.removed_at IS NULL AND (:begun = '' OR (d.begun_at, d.id) < (:begun, :id))
ORDER BY d.begun_at DESC, d.id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in the list."""

    id: str
    title: str
    family: str
    begun_at: datetime | None
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document: its skeleton, family, whom it is about, who carries it, sections by key, sources by number."""

    document: Document
    skeleton: Skeleton
    family: Family | None
    about: tuple[str, ...]
    worker: Worker | None
    sections: dict[str, DocumentSection]
    sources: dict[int, tuple[DocumentSource, ...]]
    gaps: tuple[Gap, ...]


def document_rows(
    reader: Reader, *, after: tuple[str, str] | None = None, limit: int = 60
) -> tuple[list[DocumentRow], tuple[str, str] | None]:
    """The newest first, a page at a time, and where the next page begins."""
    begun, last = after or ("", "")
    rows = reader.rows(_ROWS, {"begun": begun, "id": last, "limit": limit})
    found = [
        DocumentRow(
            row["id"], row["title"], row["family"] or "", read_moment(row["begun_at"]) if row["begun_at"] else None,
            row["state"], date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        )
        for row in rows
    ]  # fmt: skip
    return found, (rows[-1]["begun_at"] or "", rows[-1]["id"]) if len(rows) == limit else None


def document_page(reader: Reader, document_id: str) -> DocumentPage | None:
    """One document; None when it isn't in this vault."""
    document = reader.get(Document, document_id)
    if document is None or document.removed_at is not None:
        return None
    kind = skeleton(document.skeleton)
    sections = {one.key: one for one in reader.all(DocumentSection, document_id=document_id)}
    # Two laptops may have given the same number: then it stands for both, and the list of sources names both.
    sources: dict[int, tuple[DocumentSource, ...]] = {}
    for one in reader.all(DocumentSource, document_id=document_id):
        sources[one.number] = (*sources.get(one.number, ()), one)
    people = {one.id: one for one in reader.among(Person, "id", list(document.about))}
    texts = {key: one.text for key, one in sections.items()}
    return DocumentPage(
        document, kind, reader.get(Family, document.family_id),
        tuple(name_of(people[one]) for one in document.about if one in people),
        worker_of(reader, document.family_id), sections, sources,
        gaps(kind, texts, unknowns(reader, document.family_id)),
    )  # fmt: skip
