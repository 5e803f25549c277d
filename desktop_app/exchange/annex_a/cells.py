"""One cell of a return by its kind: a date, a number, a code with or without its letter. Never guessed silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from rapidfuzz import fuzz

from desktop_app.exchange.annex_a.layout import Column, layout
from desktop_app.rules.names import fold
from desktop_app.rules.said_dates import read_said_date

Value = str | int | date | bool | None
_ERRORS = re.compile(r"#(?:n/a|ref!|value!|name\?|null!|num!|div/0!)", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "null", "none", "nan", "(blank)", "[blank]", "."})
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")
_LETTER = re.compile(r"([a-z])\)\s*(.*)", re.IGNORECASE | re.DOTALL)
_LOOSE_LETTER = re.compile(r"\(?([a-z])\s*[).:–-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"[\sT]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]m)?$", re.IGNORECASE)
_SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")
"""A day as a spreadsheet counts it, left as a number in a CSV: 30000 is 18 Feb 1982, 49999 is 21 Nov 2036."""
_EPOCH = date(1899, 12, 30)
_AGE = re.compile(
    r"(\d{1,2})(?:\.\d+)?\s*(y|yr|yrs|years?|m|mths?|months?|w|wks?|weeks?)(?:\s*old)?\b.*", re.IGNORECASE
)


class NotUnderstoodHere(Exception):
    """Why a cell says nothing that the column can hold; `empty`: it says that there is nothing."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


def read_cell(text: str, column: Column, serial_day: str, today: date) -> Value:
    """The value of a cell, None where it is blank. Raises NotUnderstoodHere with the reason in words."""
    said = " ".join(text.split())
    if _ERRORS.fullmatch(said):
        raise NotUnderstoodHere(f"a spreadsheet error ({said.upper()}); taken as empty")
    if said.casefold() in _NOTHING:
        return None
    if column.kind == "date":
        return _date(said, serial_day, today)
    if column.kind in ("number", "age"):
        return _number(said, column.kind)
    if column.kind == "id":
        return said.removesuffix(".0")
    if column.kind == "text":
        return said
    if column.kind in layout().forms:
        return _formed(said, column.kind)
    code = _code(said, column.kind)
    return code == "Y" if column.kind == "yes_no" and code in ("Y", "N") else code


def _date(said: str, serial_day: str, today: date) -> date:
    found = _MOMENT.fullmatch(said)
    if found or serial_day:
        try:
            return date.fromisoformat(found[1] if found else serial_day)
        except ValueError:
            raise NotUnderstoodHere("no such day") from None
    serial = _SERIAL.fullmatch(said)
    if serial:
        return _EPOCH + timedelta(days=int(serial[1]))
    read = read_said_date(_TIME.sub("", said), today)
    if read.kind != "exact":
        told = read.problem if read.kind in ("impossible", "ambiguous") else ""
        raise NotUnderstoodHere(told.split(". ")[0].rstrip(".") or f"“{said}” is no full date")
    return date.fromisoformat(read.value)


def _number(said: str, kind: str) -> int:
    aged = _AGE.fullmatch(said) if kind == "age" else None
    if aged:
        return (
            int(aged[1]) if aged[2].casefold().startswith("y") else int(aged[1]) // (12 if aged[2][0] in "mM" else 52)
        )
    try:
        number = float(said.replace(",", ""))
    except ValueError:
        raise NotUnderstoodHere(f"“{said}” is no number") from None
    if not 0 <= number < 10_000 or (kind == "number" and number != int(number)):
        raise NotUnderstoodHere(f"“{said}” is no whole number that can be meant")
    return int(number)


def _formed(said: str, kind: str) -> str:
    bare = _bare(said)
    found = re.match(rf"(?:{layout().forms[kind]})(?![A-Za-z0-9])", bare.upper())
    if found is None:
        what = "is no postcode" if kind == "postcode" else "has none of the codes of this column"
        raise NotUnderstoodHere(f"“{said}” {what}")
    return found[0]


def _bare(said: str) -> str:
    letter = _LETTER.fullmatch(said)
    return letter[2] if letter else said


def _code(said: str, kind: str) -> str:
    """By code, by words, by "letter) …"; what fits none of them is not understood."""
    by_word = _by_word(kind)
    letter = _LETTER.fullmatch(said)
    bare = letter[2] if letter else said
    for attempt in (bare, re.split(r"\s*[:–-]\s+|\s+-\s*|:", bare, maxsplit=1)[0]):
        found = by_word.get(fold(attempt))
        if found is not None:
            return found
    loose = _LOOSE_LETTER.fullmatch(said)
    if loose and fold(loose[2]) in by_word:
        return by_word[fold(loose[2])]
    near = max(by_word, key=lambda words: fuzz.ratio(fold(bare), words))
    if len(near) >= 6 and fuzz.ratio(fold(bare), near) >= 88:
        return by_word[near]
    if letter and not bare.strip():
        alone = [one.code for one in layout().codes[kind] if one.letter == letter[1].casefold()]
        if len(alone) == 1:
            return alone[0]
    raise NotUnderstoodHere(f"“{said}” is none of the codes of this column")


@cache
def _by_word(kind: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for one in layout().codes[kind]:
        for said in (one.words, one.code, *_MORE.get(kind, {}).get(one.code, ())):
            if said:
                words[fold(said)] = one.code
    return words


_MORE: dict[str, dict[str, tuple[str, ...]]] = {
    "yes_no": {"Y": ("y", "true", "1", "yes"), "N": ("n", "false", "0", "no")},
    "gender": {"F": ("girl", "f", "2"), "M": ("boy", "m", "1"), "U": ("not stated", "unknown", "unborn", "u", "0", "i",
               "indeterminate", "not recorded"), "N": ("neither", "other", "9")},
    "ethnicity": {"NOBT": ("information not yet obtained", "not obtained", "not stated"), "REFU": ("refused",),
                  "WROM": ("gypsy", "roma", "gypsy roma"), "CHNE": ("chinese",)},
    "status": {"LAC": ("looked after", "cla", "lac"), "CP": ("child protection", "cpp"),
               "CIN": ("child in need", "cin plan"), "CF": ("open assessment", "assessment"),
               "CLOSED": ("closed", "case closed", "closed episode")},
    "abuse": {"EMO": ("emotional",), "PHY": ("physical",), "SAB": ("sexual",), "MUL": ("multiple", "not recommended")},
    "legal": {"C1": ("ico",), "C2": ("fco", "care order"), "V2": ("s20", "section 20"), "L2": ("epo",)},
    "touch": {"Y": ("y",), "N": ("n",), "D": ("died",), "W": ("refused",)},
    "suitable": {"S": ("considered suitable",), "U": ("not suitable", "considered unsuitable")},
    "eligibility": {"REL": ("relevant",), "FRC": ("former relevant",), "QUA": ("qualifying",), "ELI": ("eligible",)},
}  # fmt: skip
