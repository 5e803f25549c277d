"""A genogram as JSON with everything it knows, read back exactly; its schema is resources/genogram.schema.json.

A field that is left out has its default. Fields and words this version does not know are refused by name, so that
nothing is dropped without anybody seeing it.
"""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from typing import Any

from desktop_app.errors import UserError
from desktop_app.rules.genogram.facts import Facts

FORMAT = "casemate-genogram"
VERSION = 1
MOST_BYTES = 60 * 1024 * 1024
_HALF = re.compile("[\ud800-\udfff]")
LONGEST = 5_000
"""Letters of one text; nobody is called so."""


def write_native(facts: Facts) -> str:
    """The facts as JSON text; the same facts give the same text."""
    whole = {"format": FORMAT, "version": VERSION, **_plain(facts)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plain(item: Any) -> Any:  # noqa: ANN401 - JSON
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return {
            field.name: _plain(value)
            for field in dataclasses.fields(item)
            if (value := getattr(item, field.name)) != field.default or field.default is dataclasses.MISSING
        }
    return [_plain(one) for one in item] if isinstance(item, tuple) else item


def read_native(name: str, data: bytes) -> Facts:
    """The facts of a file called `name`. Raises UserError naming the place of whatever is wrong."""
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: the file is larger than 60 MB.", "Export fewer people.")
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no UTF-8, no JSON, a number of thousands of figures
        raise UserError(f"{name}: this is not a JSON file, or its end is missing.", "Export it again.") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise UserError(f"{name}: this JSON file is not a genogram of Casemate’s.", "Choose another file.")
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UserError(f"{name}: the version is missing.", "Export it again.")
    if version > VERSION:
        raise UserError(f"{name}: a newer Casemate wrote this file.", "Update Casemate, then open it again.")
    facts: Facts = _read(Facts, {k: v for k, v in whole.items() if k not in ("format", "version")}, name, "the file")
    _demand_unique(facts, name)
    return facts


def _read(cls: type, value: Any, name: str, where: str) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, dict):
        raise _wrong(name, where, "holds something else than fields")
    hints = typing.get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls)}
    strange = sorted(set(value) - set(fields))
    if strange:
        raise _wrong(name, where, f"has a field “{strange[0][:40]}” that is not known")
    missing = [one for one, field in fields.items() if field.default is dataclasses.MISSING and one not in value]
    if missing:
        raise _wrong(name, where, f"has no “{missing[0]}”")
    return cls(**{one: _value(hints[one], value[one], name, f"{where}, {one}") for one in value})


def _value(hint: Any, value: Any, name: str, where: str) -> Any:  # noqa: ANN401 - any type of a field
    origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(name, where, "is no list")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, one, name, f"{where} {place}") for place, one in enumerate(value, 1))
    if origin is typing.Literal:
        if value not in typing.get_args(hint):
            raise _wrong(name, where, f"says “{str(value)[:40]}”, which is none of its words")
        return value
    if dataclasses.is_dataclass(hint):
        return _read(typing.cast(type, hint), value, name, where)
    if type(value) is not hint:
        raise _wrong(name, where, "is of another kind than it should be")
    if isinstance(value, str) and _HALF.search(value):
        raise _wrong(name, where, "holds half a letter")
    if isinstance(value, str) and len(value) > LONGEST:
        raise _wrong(name, where, f"is a text of {len(value):,} letters")
    return value


def _wrong(name: str, where: str, what: str) -> UserError:
    return UserError(f"{name}: {where} {what}.", "Correct it there, or export the file again. Nothing was read.")


def _demand_unique(facts: Facts, name: str) -> None:
    for words, ids in (("people", [one.id for one in facts.people]), ("couples", [one.id for one in facts.couples])):
        seen: set[str] = set()
        for place, one in enumerate(ids, 1):
            if not one or one in seen:
                raise _wrong(name, f"the file, {words} {place}", "has no id of its own")
            seen.add(one)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format, made from the facts themselves."""
    definitions: dict[str, Any] = {}
    whole = _object(Facts, definitions)
    whole["properties"] = {"format": {"const": FORMAT}, "version": {"const": VERSION}, **whole["properties"]}
    whole["required"] = ["format", "version"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A genogram of Casemate’s",
        **whole,
        "$defs": definitions,
    }


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().split("\n")[0],
        "properties": {field.name: _shape(hints[field.name], definitions) for field in dataclasses.fields(cls)},
        "required": [field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING],
        "additionalProperties": False,
    }


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any type of a field
    origin = typing.get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _shape(typing.get_args(hint)[0], definitions)}
    if origin is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    if dataclasses.is_dataclass(hint):
        cls = typing.cast(type, hint)
        if cls.__name__ not in definitions:
            definitions[cls.__name__] = {}
            definitions[cls.__name__] = _object(cls, definitions)
        return {"$ref": f"#/$defs/{cls.__name__}"}
    if hint is str:
        return {"type": "string", "maxLength": LONGEST}
    return {"type": {bool: "boolean", int: "integer"}[hint]}
