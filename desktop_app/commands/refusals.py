"""What the server would not take: try it again, keep its words as a note, or throw it away. Undo brings it back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.journal.change import Change, Verb, unpack
from desktop_app.records.base import fields_of, from_plain, kinds
from desktop_app.records.sync import Refusal
from desktop_app.records.words import TaskKind
from desktop_app.records.work import Task

AGAIN, NOTE, GONE = "again", "note", "gone"


@command("Try again")
def try_again(work: Work, /, changes: Sequence[Change]) -> Refusal:
    """Write the refused Changes of one command anew, on top of what stands now; the next sync offers them."""
    for change in changes:
        _write(work, change)
    return work.add(Refusal(about=changes[0].txn, answer=AGAIN))


def _write(work: Work, change: Change) -> None:
    cls = kinds().get(change.kind)
    if cls is None or (change.verb is Verb.SET and change.field not in fields_of(cls)):
        raise UserError("This version of Casemate doesn't know that kind of record.", "Update Casemate first.")
    here = work.peek(cls, change.record_id)
    if change.verb is Verb.SET:
        if here is None:
            raise UserError("What it belongs to is no longer on this laptop.", "Keep the words as a note instead.")
        work.change(here, **{change.field: fields_of(cls)[change.field].from_plain(unpack(change.value))})
    elif here is None:
        work.add(from_plain(cls, unpack(change.value) | {"id": change.record_id}))
    else:
        work.restore(here)


@command("Keep as a note")
def keep_as_note(work: Work, /, txn: str, *, what: str, typed: str) -> Task:
    """The words become a follow-up of one's own in Today, in no family's record."""
    work.add(Refusal(about=txn, answer=NOTE))
    today = clock.local(work.now).date()
    return work.add(Task(kind=TaskKind.FOLLOW_UP, title=f"Not accepted: {what}", why=typed, due_on=today))


@command("Throw away")
def throw_away(work: Work, /, txn: str) -> Refusal:
    """Nobody needs it. Its words go at the next unlocking; until then undo brings them back."""
    return work.add(Refusal(about=txn, answer=GONE))
