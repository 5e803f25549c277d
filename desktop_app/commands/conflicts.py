"""Settling what two people answered differently: a person chooses, keeps both, says what is true, or asks first."""

from __future__ import annotations

from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.commands.messages import send_message
from desktop_app.errors import UserError
from desktop_app.journal.change import pack, unpack
from desktop_app.journal.merge import REMOVED
from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.records.sync import Conflict
from desktop_app.records.words import TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.two_answers import BESIDE, BOTH, MINE, OTHER, both_words

__all__ = ["BOTH", "MINE", "OTHER", "ask_first", "settle_conflict"]


@command("Settle")
def settle_conflict(work: Work, /, conflict_id: str, choice: str, value: Any = None) -> Conflict:  # noqa: ANN401
    """Make one answer the true one: `choice` "mine" (it stands), "other", "both", or "own" with a `value`.

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
    if conflict.field == REMOVED:
        answer = _settle_deletion(work, conflict, about, choice)
    elif choice == BOTH:
        answer = _keep_both(work, conflict, about)
    else:
        answer = _settle_field(work, conflict, about, choice, value)
    work.title = f"Settle {fields_of(cls)[conflict.field].rule.words or cls.WORDS.lower()}"
    return work.change(conflict, settled_at=work.now, settled_by=work.actor, chosen=answer)


def _settle_deletion(work: Work, conflict: Conflict, about: Record, choice: str) -> str:
    known = fields_of(type(about))
    answer = conflict.mine if choice == MINE else conflict.other
    gone = _is_moment(answer)
    changed = {REMOVED: (about.removed_at or work.now) if gone else None}
    if not gone and conflict.edited in known:
        changed[conflict.edited] = known[conflict.edited].from_plain(unpack(answer))
    work.change(about, **changed)
    return answer


def _settle_field(work: Work, conflict: Conflict, about: Record, choice: str, value: Any) -> str:  # noqa: ANN401
    known = fields_of(type(about))[conflict.field]
    if choice in (MINE, OTHER):
        answer = conflict.mine if choice == MINE else conflict.other
        value = known.from_plain(unpack(_whole(conflict, about, answer)))
    else:
        answer = pack(known.to_plain(value))
    change_fact(work, about.KIND, about.id, **{conflict.field: value})
    return answer


def _keep_both(work: Work, conflict: Conflict, about: Record) -> str:
    """The other answer stands beside: as a record of its own, as the next sentence, or after a full stop."""
    place = (about.KIND, conflict.field)
    stands, other = (str(unpack(one) or "") for one in (conflict.mine, conflict.other))
    if not both_words(*place):
        raise UserError("Only one of these can be true.", "Choose one, or ask first.")
    if place in BESIDE:
        add_fact(work, about.but(id="", **{conflict.field: other}))
        return conflict.mine
    joined = " ".join(part for part in (stands, other) if part)
    if fields_of(type(about))[conflict.field].rule.long:
        joined = str(unpack(_whole(conflict, about, pack(joined))))
    elif stands and other:
        joined = f"{stands.rstrip('.')}. {other}"
    work.change(about, **{conflict.field: joined})
    return pack(joined)


def _is_moment(packed: str) -> bool:
    """Whether this answer is the deletion."""
    value = unpack(packed)
    return isinstance(value, str) and value[:4].isdigit() and value.endswith("Z") and "T" in value


def _whole(conflict: Conflict, about: Record, answer: str) -> str:
    """For one sentence of a long text: the text with that sentence as it was chosen."""
    rule = fields_of(type(about))[conflict.field].rule
    if not rule.long:
        return answer
    text = str(getattr(about, conflict.field))
    stands, chosen = str(unpack(conflict.mine)), str(unpack(answer))
    if stands not in text:
        raise UserError("That sentence was changed again since.", "Open the text and write what is true.")
    return pack(text.replace(stands, chosen, 1))


@command("Ask first")
def ask_first(work: Work, /, conflict_id: str, *, whom: str, what: str, worker_id: str = "") -> Conflict:
    """Ask who gave the other answer: a message where they are a social worker here, else a task of one's own.

    The conflict stays open and says when it was asked about. One step to undo.
    """
    conflict = work.get(Conflict, conflict_id)
    if worker_id:
        send_message(work, worker_id=worker_id, what=what, who=work.actor, family_id=conflict.family_id)
    else:
        work.add(
            Task(
                family_id=conflict.family_id, person_id=conflict.person_id, kind=TaskKind.FOLLOW_UP,
                title=f"Ask {whom}", why=what, due_on=clock.local(work.now).date(),
            )
        )  # fmt: skip
    work.title = f"Ask {whom.split(' ')[0]}"
    return work.change(conflict, asked_at=work.now)
