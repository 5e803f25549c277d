"""How a record is declared. Its table, wire form, export and access scope follow from the declaration."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, TypeVar

R = TypeVar("R", bound="Record")
Plain = str | int | float | bool | None
"""What a field is in the table, in a Change and on the wire."""

REGISTER: dict[str, type[Record]] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the house needs to know about one field besides its type.

    `material`: two different answers are never settled silently (address, phone, legal status, risk).
    `search`: its words are found by search. `index`: lists are ordered or filtered by it.
    `ref`: the kind of record whose id it holds; such fields are indexed. `refs`: the same for a tuple of ids.
    `long`: a text that two people may write in at once; it is merged sentence by sentence, never as one value.
    `words`: how people call it.
    Stands in the annotation: `name: Annotated[str, Rule(words="family", search=True)] = ""`.
    """

    words: str = ""
    material: bool = False
    search: bool = False
    index: bool = False
    ref: str = ""
    secret: bool = False
    refs: str = ""
    long: bool = False


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing that is kept. Made by a command, changed only through a command.

    `id` is a UUIDv7 made where the record is made; `removed_at` is set when it was deleted (softly).
    """

    KIND: ClassVar[str] = ""
    WORDS: ClassVar[str] = ""
    SCOPE: ClassVar[str] = ""

    id: str = ""
    removed_at: datetime | None = None

    def but(self, **values: Any) -> Self:  # noqa: ANN401
        """The same record with other values."""
        return dataclasses.replace(self, **values)


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of a record with what was worked out from its annotation."""

    name: str
    type: type
    optional: bool
    many: bool
    rule: Rule
    default: Any
    to_plain: Callable[[Any], Plain]
    from_plain: Callable[[Any], Any]


@typing.dataclass_transform(kw_only_default=True, frozen_default=True)
def record(kind: str, *, words: str, scope: str = "") -> Callable[[type[R]], type[R]]:
    """Declare a kind of record: its name in tables and on the wire, its words, and the field that scopes it.

    `scope` is the field holding the family or worker by which access is decided; empty: the whole team's.
    """

    def declare(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.KIND, made.WORDS, made.SCOPE = kind, words, scope
        if kind in REGISTER:
            raise TypeError(f"two records are called {kind}")
        REGISTER[kind] = made
        return made

    return declare


def moment_text(moment: datetime) -> str:
    """A moment as fixed-width UTC text, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def read_moment(text: str) -> datetime:
    """The moment behind `moment_text`."""
    return datetime.fromisoformat(text)


def _codec(inner: type, many: bool) -> tuple[Callable[[Any], Plain], Callable[[Any], Any]]:
    if many:
        return (lambda value: json.dumps(list(value), ensure_ascii=False)), (lambda text: tuple(json.loads(text)))
    if issubclass(inner, datetime):
        return moment_text, read_moment
    if issubclass(inner, date):
        return date.isoformat, date.fromisoformat
    if issubclass(inner, StrEnum):
        # An unknown word from a newer version passes through untouched rather than failing.
        known = {member.value: member for member in inner}
        return str, (lambda text: known.get(text, text))
    if inner is bool:
        return int, bool
    return (lambda value: value), (lambda value: value)


def _field(name: str, hint: Any, raw: dataclasses.Field[Any]) -> FieldOf:  # noqa: ANN401
    optional = False
    rule = next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Rule)), Rule())
    if typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = [part for part in typing.get_args(hint) if part is not type(None)]
        optional = True
    many = typing.get_origin(hint) is tuple
    inner = typing.get_args(hint)[0] if many else hint
    to_plain, from_plain = _codec(inner, many)
    if optional:
        to_some, from_some = to_plain, from_plain
        to_plain = lambda value: None if value is None else to_some(value)  # noqa: E731
        from_plain = lambda value: None if value is None else from_some(value)  # noqa: E731
    return FieldOf(name, inner, optional, many, rule, raw.default, to_plain, from_plain)


_FIELDS: dict[type[Record], dict[str, FieldOf]] = {}
_READERS: dict[type[Record], tuple[tuple[str, Callable[[Any], Any]], ...]] = {}


def fields_of(cls: type[Record]) -> dict[str, FieldOf]:
    """The fields of a kind of record, by name, in the order they were declared."""
    if cls not in _FIELDS:
        hints = typing.get_type_hints(cls, include_extras=True)
        _FIELDS[cls] = {raw.name: _field(raw.name, hints[raw.name], raw) for raw in dataclasses.fields(cls)}
    return _FIELDS[cls]


def to_plain(item: Record) -> dict[str, Plain]:
    """The record as plain values: a table row, and its form on the wire."""
    return {name: field.to_plain(getattr(item, name)) for name, field in fields_of(type(item)).items()}


def _readers(cls: type[Record]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    if cls not in _READERS:
        _READERS[cls] = tuple((name, field.from_plain) for name, field in fields_of(cls).items())
    return _READERS[cls]


def from_plain(cls: type[R], values: typing.Mapping[Any, Any]) -> R:
    """The record behind a row; fields this version doesn't know are left aside."""
    return cls(**{name: read(values[name]) for name, read in _readers(cls) if name in values})


def kinds() -> dict[str, type[Record]]:
    """Every declared kind, by its name. Imports the declarations first."""
    import desktop_app.records.all  # noqa: F401 - registers the kinds

    return REGISTER
