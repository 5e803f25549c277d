"""Who can be named in a typed line: my social workers, the families and their people, read once and kept true."""

from __future__ import annotations

from desktop_app.rules.diary.named import Named, Names
from desktop_app.vault.queries.status import my_workers
from desktop_app.vault.reader import Reader

_PEOPLE = """
SELECT p.id, p.given, p.surname, p.known_as, m.family_id FROM r_member m JOIN r_person p ON p.id = m.person_id
JOIN r_family f ON f.id = m.family_id
WHERE m.removed_at IS NULL AND p.removed_at IS NULL AND f.removed_at IS NULL AND f.closed_on IS NULL
"""


def read_names(reader: Reader) -> Names:
    """Everyone a line may name."""
    known = [
        Named("worker", one.id, one.name, also=(one.initials,) if one.initials else ())
        for one in my_workers(reader)
        if not one.is_me
    ]
    families = reader.rows("SELECT id, name, number FROM r_family WHERE removed_at IS NULL AND closed_on IS NULL")
    known += [Named("family", row["id"], row["name"], row["id"]) for row in families if row["name"]]
    for row in reader.rows(_PEOPLE):
        name = " ".join(part for part in (row["given"], row["surname"]) if part)
        also = (row["known_as"],) if row["known_as"] else ()
        if name:
            known.append(Named("person", row["id"], name, row["family_id"], also))
    return Names(known)


def worker_of(reader: Reader, family_id: str) -> str:
    """The social worker who has a family now; empty when nobody has."""
    found = reader.value(
        "SELECT a.worker_id FROM r_allocation a JOIN r_worker w ON w.id = a.worker_id AND w.mine = 1"
        " WHERE a.family_id = :family AND a.until IS NULL AND a.removed_at IS NULL ORDER BY a.id LIMIT 1",
        {"family": family_id},
    )
    return str(found or "")


def home_of_family(reader: Reader, family_id: str) -> tuple[str, str]:
    """Where a home visit of this family goes: (address, postcode); empty when no home is known."""
    rows = reader.rows(
        "SELECT lines, postcode FROM r_household WHERE family_id = :family AND removed_at IS NULL"
        " ORDER BY place, id LIMIT 1",
        {"family": family_id},
    )
    return (rows[0]["lines"], rows[0]["postcode"]) if rows else ("", "")


def due_of(reader: Reader, family_id: str, people: tuple[str, ...]) -> tuple[str, str]:
    """The visit that is due for this family, rather of these people: (task id, its day); empty when none is."""
    rows = reader.rows(
        "SELECT id, person_id, due_on FROM r_task WHERE family_id = :family AND kind = 'visit' AND done_at IS NULL"
        " AND removed_at IS NULL AND due_on IS NOT NULL ORDER BY due_on",
        {"family": family_id},
    )
    theirs = [row for row in rows if row["person_id"] in people] if people else rows
    return (theirs[0]["id"], theirs[0]["due_on"]) if theirs else ("", "")
