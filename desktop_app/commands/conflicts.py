"""Settling what two people answered differently: a person chooses, or says what is true."""

from __future__ import annotations

from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.journal.change import pack, unpack
from desktop_app.journal.merge import REMOVED
from desktop_app.records.base import fields_of, kinds
from desktop_app.records.sync import Conflict

MINE, OTHER = "mine", "other"


@command("Settle")
def settle_conflict(work: Work, /, conflict_id: str, choice: str, value: Any = None) -> Conflict:  # noqa: ANN401
    """Make one answer the true one: `choice` "mine" (it stands), "other", or "own" with a `value` of the field's type.

    Where a deletion met an edit, the two answers are "deleted" and "kept": whichever side holds the deletion.
    One step to undo: the field and the conflict go back together.
    """
    conflict = work.get(Conflict, conflict_id)
    if conflict.settled_at is not None:
        raise UserError("That was settled already.", "Open its history to see by whom.")
    cls = kinds().get(conflict.about_kind)
    if cls is None:
        raise UserError("This version of Casemate doesn't know that kind of record.", "Update Casemate first.")
    about = work.get(cls, conflict.about_id)
    known = fields_of(cls)
    if conflict.field == REMOVED:
        answer = conflict.mine if choice == MINE else conflict.other
        gone = _is_moment(answer)
        changed = {REMOVED: (about.removed_at or work.now) if gone else None}
        if not gone and conflict.edited in known:
            changed[conflict.edited] = known[conflict.edited].from_plain(unpack(answer))
    elif choice in (MINE, OTHER):
        answer = conflict.mine if choice == MINE else conflict.other
        changed = {conflict.field: known[conflict.field].from_plain(unpack(_whole(conflict, about, answer)))}
    else:
        answer, changed = pack(known[conflict.field].to_plain(value)), {conflict.field: value}
    work.title = f"Settle {known[conflict.field].rule.words or cls.WORDS.lower()}"
    work.change(about, **changed)
    return work.change(conflict, settled_at=work.now, settled_by=work.actor, chosen=answer)


def _is_moment(packed: str) -> bool:
    """Whether this answer is the deletion."""
    value = unpack(packed)
    return isinstance(value, str) and value[:4].isdigit() and value.endswith("Z") and "T" in value


def _whole(conflict: Conflict, about: Any, answer: str) -> str:  # noqa: ANN401 - a record of any kind
    """For one sentence of a long text: the text with that sentence as it was chosen."""
    rule = fields_of(type(about))[conflict.field].rule
    if not rule.long:
        return answer
    text = str(getattr(about, conflict.field))
    stands, chosen = str(unpack(conflict.mine)), str(unpack(answer))
    if stands not in text:
        raise UserError("That sentence was changed again since.", "Open the text and write what is true.")
    return pack(text.replace(stands, chosen, 1))
