"""Who said so, when: the history of a record or a field, and the record as it was on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.journal.change import Change, Verb, state_of, unpack
from desktop_app.records.base import FieldOf, Record, fields_of, from_plain, kinds
from desktop_app.rules.days import day_words, moment_words
from desktop_app.vault.reader import Reader
from desktop_app.vault.work import change_from

_CHANGES = "SELECT * FROM change WHERE record_id = :id ORDER BY hlc, seq"


@dataclass(frozen=True, slots=True)
class Said:
    """One step of a record's history in words: `field` what, `before` and `after` as people read them."""

    at: datetime
    who: str
    device: str
    field: str
    before: str
    after: str
    title: str


def changes_of(reader: Reader, record_id: str) -> list[Change]:
    """Every Change of a record, oldest first."""
    return [change_from(row) for row in reader.rows(_CHANGES, {"id": record_id})]


def history(reader: Reader, kind: str, record_id: str, field: str = "") -> list[Said]:
    """The history of a record, or of one field, newest first."""
    titles = {
        str(row["txn"]): str(row["title"])
        for row in reader.rows(
            "SELECT txn, title FROM done WHERE txn IN (SELECT txn FROM change WHERE record_id = :id)", {"id": record_id}
        )
    }
    fields = fields_of(kinds()[kind])
    steps: list[Said] = []
    for change in changes_of(reader, record_id):
        title = titles.get(change.txn, "")
        if change.verb is Verb.CREATE:
            filled = unpack(change.value)
            wanted = [field] if field else [name for name, one in fields.items() if one.rule.words]
            steps += [
                Said(change.at, change.actor, change.device, _label(fields[name]), "", said, title)
                for name in wanted
                if (said := value_words(reader, fields[name], filled.get(name)))
            ]
        elif (not field or change.field == field) and change.field in fields:
            one = fields[change.field]
            before, after = (value_words(reader, one, unpack(plain)) for plain in (change.before, change.value))
            steps.append(Said(change.at, change.actor, change.device, _label(one), before, after, title))
    return steps[::-1]


def as_it_was(reader: Reader, cls: type[Record], record_id: str, moment: datetime) -> Record | None:
    """The record as it stood at a moment; None when it did not exist then."""
    plain = state_of(change for change in changes_of(reader, record_id) if change.at <= moment)
    return from_plain(cls, plain) if plain is not None else None


def said_then(reader: Reader, kind: str, record_id: str, moment: datetime, field: str = "") -> list[tuple[str, str]]:
    """(what, words) of every field of a record that said something at a moment; empty when it was not there."""
    then = as_it_was(reader, kinds()[kind], record_id, moment)
    if then is None:
        return []
    wanted = {name: one for name, one in fields_of(type(then)).items() if one.rule.words and field in ("", name)}
    said = [(_label(one), value_words(reader, one, one.to_plain(getattr(then, name)))) for name, one in wanted.items()]
    return [(what, words) for what, words in said if words]


def _label(field: FieldOf) -> str:
    if field.name == "removed_at":
        return "deleted"
    return field.rule.words or field.name.replace("_", " ")


def value_words(reader: Reader, field: FieldOf, plain: object) -> str:
    """A plain value as people read it; empty where nothing is said."""
    if field.rule.ref and plain:
        return _name(reader, field.rule.ref, str(plain))
    value = field.from_plain(plain) if plain is not None else None
    if value in (None, "", ()):
        return ""
    if field.rule.secret:
        return "(kept back)"
    if field.many:
        kind = field.rule.refs
        return ", ".join(_name(reader, kind, str(part)) if kind else str(part) for part in value)
    if field.type is bool:
        return "yes" if value else "no"
    words = getattr(value, "words", None)
    if callable(words):
        return str(words())
    if isinstance(value, datetime):
        return moment_words(value)
    return day_words(value, year=True) if isinstance(value, date) else str(value)


_NAMES = {"person": ("given", "surname"), "family": ("name",), "worker": ("name",), "team": ("name",)}


def _name(reader: Reader, kind: str, record_id: str) -> str:
    """What people call the record behind an id; its kind when it has no name."""
    item = reader.get(kinds()[kind], record_id)
    if item is None:
        return f"a {kinds()[kind].WORDS.lower()} that is not here"
    parts = [getattr(item, name) for name in _NAMES.get(kind, ("name",)) if getattr(item, name, "")]
    return " ".join(parts) or kinds()[kind].WORDS.lower()
