"""Conflicts in words: whose field has two answers, who said which, when, and what was there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app import clock
from desktop_app.journal.change import Verb, unpack
from desktop_app.journal.merge import REMOVED, blank
from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person
from desktop_app.records.sync import Conflict
from desktop_app.records.team import Worker
from desktop_app.rules.days import day_words, moment_words, time_words
from desktop_app.rules.two_answers import MINE, OTHER, both_words
from desktop_app.vault.queries.history import changes_of, value_words
from desktop_app.vault.reader import Reader

OPEN = "settled_at IS NULL AND removed_at IS NULL"
_MINE = "SELECT actor FROM done WHERE device = (SELECT value FROM meta WHERE key = 'device') ORDER BY at DESC LIMIT 1"
DELETED, KEPT = "deleted", "kept as it is"
_WIDTH = 120
"""Characters of an answer in one sentence; the card shows it whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `choice` for the command, who (by name), whether that is me, when, what, as people read it."""

    choice: str
    who: str
    me: bool
    when: str
    what: str
    place: str = ""
    day: str = ""

    @property
    def first(self) -> str:
        """Their first name, or "Somebody"."""
        return self.who.split(" ")[0] if self.who else "Somebody"


@dataclass(frozen=True, slots=True)
class Question:
    """One conflict as it is asked. The first answer is mine where one is; else the one that stands in the record.

    `before` is what stood before both; `both` how keeping both is called, empty where only one can be true;
    `worker_id` the social worker who gave the second answer, where they are one; `asked` when they were asked.
    """

    id: str
    title: str
    about: str
    first: Answer
    second: Answer
    before: str
    both: str
    family_id: str
    worker_id: str
    asked: str

    @property
    def whom(self) -> str:
        """Who can be asked: the name of the other; empty where both answers are mine, or nobody is named."""
        return "" if self.second.me else self.second.who

    @property
    def sentence(self) -> str:
        """ "You wrote …; Priya wrote … on Tuesday. Which is true?" """
        return f"{_said(self.first)}; {_said(self.second, later=True)}. Which is true?"


def _said(answer: Answer, *, later: bool = False) -> str:
    who = ("you" if later else "You") if answer.me else (answer.first if answer.who else "somebody")
    if answer.what in (DELETED, KEPT):
        did = "deleted it" if answer.what == DELETED else "kept it"
    else:
        did = f"wrote “{answer.what[:_WIDTH].rstrip('.')}{'…' if len(answer.what) > _WIDTH else ''}”"
    return f"{who} {did}{f' {answer.day}' if answer.day else ''}"


def open_count(reader: Reader) -> int:
    """How many questions wait."""
    return int(reader.value(f"SELECT count(*) FROM r_conflict WHERE {OPEN}"))  # noqa: S608 - our own words


def open_conflicts(reader: Reader, most: int = 1_000) -> list[Question]:
    """What waits for a person to settle, oldest first."""
    found = reader.read_as(Conflict, f"SELECT * FROM r_conflict WHERE {OPEN} ORDER BY id LIMIT {most}")  # noqa: S608
    return [question(reader, one) for one in found]


def question(reader: Reader, conflict: Conflict) -> Question:
    """One conflict in words."""
    me = _me(reader)
    cls = kinds().get(conflict.about_kind)
    about = reader.get(cls, conflict.about_id) if cls else None
    places = _places(reader, conflict)
    one, two = (
        Answer(
            choice, by, bool(by) and by == me, moment_words(at) if at else "", _say(reader, conflict, packed),
            places.get(packed, ""), _day(at) if at else "",
        )
        for choice, by, at, packed in (
            (MINE, conflict.mine_by, conflict.mine_at, conflict.mine),
            (OTHER, conflict.other_by, conflict.other_at, conflict.other),
        )
    )  # fmt: skip
    if two.me and not one.me:
        one, two = two, one
    family_id = conflict.family_id or _family_of(reader, conflict.person_id)
    both = both_words(conflict.about_kind, conflict.field)
    return Question(
        conflict.id, _title(reader, conflict, about), _whose(reader, family_id, about),
        one, two, _before(reader, conflict), both, family_id, _worker(reader, two),
        moment_words(conflict.asked_at) if conflict.asked_at else "",
    )  # fmt: skip


def _me(reader: Reader) -> str:
    """Who works here: the name of the newest command of this laptop."""
    rows = reader.rows(_MINE)
    return str(rows[0]["actor"]) if rows else reader.meta("sync_who")


def _day(at: datetime) -> str:
    """ "today", "on Tuesday" within the last week, else "on Tue 8 Dec"."""
    day, today = clock.local(at).date(), clock.today()
    if day == today:
        return "today"
    return f"on {day:%A}" if 0 < (today - day).days < 7 else f"on {day_words(day, year=day.year != today.year)}"


def _title(reader: Reader, conflict: Conflict, about: Record | None) -> str:
    cls = kinds().get(conflict.about_kind)
    name = _name(reader, about)
    if conflict.field == REMOVED:
        what = cls.WORDS.lower() if cls else "record"
        return f"{name}: one deleted the {what}, the other changed it" if name else f"A {what} was deleted and changed"
    known = fields_of(cls).get(conflict.field) if cls else None
    field = (known.rule.words if known else "") or conflict.field.replace("_", " ")
    kind = cls.WORDS.lower() if cls else ""
    if known and known.rule.long:
        where = f"{kind}’s note" if known.name == "note" else kind
        return f"One sentence in the {where} was changed twice"
    if kind and field in ("number", "kind", "status", "address", "from", "to", "until", "terms", "category"):
        field = kind if kind.endswith(field) else f"{kind} {field}" if field == "number" else f"{kind}, “{field}”,"
    return f"{name}’s {field} has two answers" if name else f"{field.capitalize()} has two answers"


def _whose(reader: Reader, family_id: str, about: Record | None) -> str:
    """ "Grandmother, Kowalska–Reid": who this is in the family, and which family."""
    family = reader.get(Family, family_id) if family_id else None
    person_id = about.id if isinstance(about, Person) else str(getattr(about, "person_id", "") or "")
    member = next(iter(reader.all(Member, person_id=person_id, family_id=family_id)), None) if person_id else None
    parts = [member.role.capitalize() if member and member.role else "", family.name if family else ""]
    return ", ".join(part for part in parts if part)


def _family_of(reader: Reader, person_id: str) -> str:
    members = reader.all(Member, person_id=person_id) if person_id else []
    return members[0].family_id if members else ""


def _worker(reader: Reader, answer: Answer) -> str:
    found = reader.all(Worker, name=answer.who) if answer.who and not answer.me else []
    return found[0].id if found else ""


def _places(reader: Reader, conflict: Conflict) -> dict[str, str]:
    """Packed value → "this laptop", for what was written here."""
    device = reader.meta("device")
    here = {
        change.value for change in changes_of(reader, conflict.about_id)
        if change.device == device and (change.field == conflict.field or change.verb is Verb.CREATE)
    }  # fmt: skip
    return {packed: "this laptop" for packed in (conflict.mine, conflict.other) if packed in here}


def _before(reader: Reader, conflict: Conflict) -> str:
    """What stood before both, and since when, in words; empty for a deletion."""
    cls = kinds().get(conflict.about_kind)
    if conflict.field == REMOVED or cls is None or fields_of(cls)[conflict.field].rule.long:
        return ""
    sides = (conflict.mine, conflict.other)
    changes = changes_of(reader, conflict.about_id)
    replaced = [one.before for one in changes if one.field == conflict.field and one.value in sides]
    stood = next((one for one in replaced if one not in sides), "")
    words = value_words(reader, fields_of(cls)[conflict.field], unpack(stood)) if stood else ""
    if not words or stood == blank(conflict.about_kind, conflict.field):
        return "nothing was written." if replaced else ""
    since = [one.at for one in changes if _wrote(one.verb, one.field, one.value, conflict.field, stood)]
    day = f", since {clock.local(since[-1]):%B %Y}" if since else ""
    return f"{words}{day}. Kept in the history."


def _wrote(verb: Verb, field: str, value: str, wanted: str, packed: str) -> bool:
    if verb is Verb.CREATE:
        return bool(unpack(value).get(wanted) == unpack(packed))
    return field == wanted and value == packed


def _name(reader: Reader, about: Record | None) -> str:
    """Whose it is: the person's or the family's name."""
    person_id = getattr(about, "person_id", "") or getattr(about, "child_id", "")
    person = about if isinstance(about, Person) else reader.get(Person, person_id) if person_id else None
    if person:
        return " ".join(part for part in (person.known_as or person.given, person.surname) if part)
    return str(getattr(about, "name", "") or getattr(about, "title", ""))


def _say(reader: Reader, conflict: Conflict, packed: str) -> str:
    """An answer as people read it; one that this version can't read, as it is."""
    value = unpack(packed)
    if conflict.field == REMOVED and _is_moment(value):
        return DELETED
    cls = kinds().get(conflict.about_kind)
    known = fields_of(cls).get(conflict.edited if conflict.field == REMOVED else conflict.field) if cls else None
    if value in (None, ""):
        return KEPT if conflict.field == REMOVED else "nothing"
    if known is None:
        return str(value)
    try:
        return value_words(reader, known, value) or "nothing"
    except (ValueError, TypeError, AttributeError):
        return str(value)


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and len(value) == 24 and value.endswith("Z") and value[10] == "T"


def asked_words(found: Question, now: datetime) -> str:
    """What the other is asked, as a message: both answers, and which is true."""
    mine = f"“{found.first.what}”" + ("" if found.first.me else f" ({found.first.who})")
    theirs = f"“{found.second.what}”" + (f" ({found.second.when})" if found.second.when else "")
    return f"{found.title}. Written here: {mine}. You wrote: {theirs}. Which is true? " + (
        f"Asked {day_words(clock.local(now).date())} {time_words(now)}."
    )
