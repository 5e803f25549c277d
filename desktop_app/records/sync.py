"""What sync leaves for people to settle: two answers to one question."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record


@record("conflict", words="Conflict", scope="family_id")
class Conflict(Record):
    """Two people answered one question differently, neither knowing. Values are packed JSON, as in a Change.

    `mine` stands in the record until a person chooses (it has the newer stamp), `other` is the one beside it.
    For a deletion that met an edit, `field` is "removed_at" and `edited` names the field of the edit.
    Scope follows the record it is about: `family_id`, or for a person's own facts `person_id`.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    about_kind: str = ""
    about_id: Annotated[str, Rule(index=True)] = ""
    field: Annotated[str, Rule(words="question")] = ""
    edited: str = ""
    mine: Annotated[str, Rule(words="one answer")] = ""
    mine_by: str = ""
    mine_at: datetime | None = None
    other: Annotated[str, Rule(words="the other answer")] = ""
    other_by: str = ""
    other_at: datetime | None = None
    asked_at: Annotated[datetime | None, Rule(words="asked about")] = None
    settled_at: Annotated[datetime | None, Rule(words="settled", index=True)] = None
    settled_by: Annotated[str, Rule(words="settled by")] = ""
    chosen: Annotated[str, Rule(words="the answer chosen")] = ""


@record("refusal", words="Answer to a refusal")
class Refusal(Record):
    """A person has dealt with a change the server would not take; taken back, it is open again.

    `about` is the command's transaction, `answer` what was done with its words: "again", "note" or "gone".
    """

    about: Annotated[str, Rule(index=True)] = ""
    answer: str = ""
