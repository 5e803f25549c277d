"""Adding, changing and removing one record of any kind: addresses, orders, statuses, warnings …"""

from __future__ import annotations

from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.rules.phones import digits

# A number is found by its digits, so they follow it wherever it is changed.
_DIGITS_OF = {"phone": "number", "professional": "phone"}


def _followed(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    source = _DIGITS_OF.get(kind, "")
    return values | {"digits": digits(str(values[source]))} if source in values else values


@command("Add")
def add_fact(work: Work, /, item: Record) -> Record:
    """Keep a new record of any kind."""
    work.title = f"Add {item.WORDS.lower()}"
    source = _DIGITS_OF.get(item.KIND, "")
    return work.add(item.but(digits=digits(getattr(item, source))) if source else item)


@command("Change")
def change_fact(work: Work, /, kind: str, record_id: str, **values: Any) -> Record:  # noqa: ANN401
    """Set fields of a record of any kind."""
    cls = kinds()[kind]
    item = work.get(cls, record_id)
    named = [fields_of(cls)[name].rule.words for name in values if fields_of(cls)[name].rule.words]
    work.title = f"Change {named[0] if len(named) == 1 else cls.WORDS.lower()}"
    return work.change(item, **_followed(kind, values))


@command("Delete")
def remove_fact(work: Work, /, kind: str, record_id: str) -> Record:
    """Delete a record softly."""
    cls = kinds()[kind]
    work.title = f"Delete {cls.WORDS.lower()}"
    item = work.get(cls, record_id)
    if item.removed_at is not None:
        raise UserError(f"That {cls.WORDS.lower()} is already deleted.")
    return work.remove(item)


@command("Restore")
def restore_fact(work: Work, /, kind: str, record_id: str) -> Record:
    """Bring back a deleted record."""
    cls = kinds()[kind]
    work.title = f"Restore {cls.WORDS.lower()}"
    return work.restore(work.get(cls, record_id))


@command("Looked at", undoable=False)
def note_view(work: Work, /, kind: str, record_id: str, detail: str = "") -> None:
    """Write in the audit that a record was looked at."""
    item = work.peek(kinds()[kind], record_id)
    work.note("view", item, detail)


@command("Exported", undoable=False)
def note_export(work: Work, /, what: str, family_id: str = "") -> None:
    """Write in the audit that something left the vault as a file."""
    work.note("export", None, what, family_id=family_id)
