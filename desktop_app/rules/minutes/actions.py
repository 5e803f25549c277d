"""One action as it is typed: what, `@who`, `by when`. What isn't said stays empty and is named as a problem."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from desktop_app.rules.minutes.attendees import PROFESSIONS, TITLES, fold_owner
from desktop_app.rules.typed_dates import read_date

NO_OWNER = "no owner"
NO_DATE = "no date"


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done. `owner` as typed, several joined by ", "; `due` the last day; `line` counts from 1."""

    text: str
    owner: str = ""
    due: date | None = None
    problems: tuple[str, ...] = ()
    line: int = 0

    def as_json(self) -> dict[str, Any]:
        """As a plain dictionary."""
        return {
            "text": self.text, "owner": self.owner or None, "due": self.due.isoformat() if self.due else None,
            "problems": list(self.problems), "line": self.line,
        }  # fmt: skip


_TITLES = rf"(?:{'|'.join(TITLES)})\.?"
_NAME = (
    rf"(?:{_TITLES}\s+[^\W\d_][\w'’-]*|[\w][\w'’&/-]*(?:\s+[A-Z][\w'’-]*(?=\s*(?:$|[,;.)|]|by\b|before\b|and\b|&)))?)"
)
_AT = re.compile(rf"@\s*({_NAME}(?:\s*(?:,|&|\+|/|\band\b)\s*@?\s*(?=@|[A-Z]){_NAME})*)")
_BY = re.compile(r"\b(?:by|before|due(?:\s+by|\s+on)?|no later than|not later than|until|within|deadline:?)\s+", re.I)
_OWNED = re.compile(r"\(?\b(?:owner|lead|who|resp(?:onsible)?)\s*[:=]\s*([^,;|).]+)[).]?", re.I)
_TO = re.compile(r"(\S.{0,60}?)\s+(?:to|will|shall|is to|are to|agreed to)\s+(?=\w)")
_TAIL = re.compile(rf"\s*(?:\(|\[|[-–—]\s*)({_NAME}(?:\s*(?:,|&|\+|/|\band\b)\s*{_NAME})*)[)\]]?\s*\.?$")
_SPLIT = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*@?\s*")
_ROLES = PROFESSIONS | frozenset({
    "mum", "dad", "mother", "father", "mgm", "pgm", "mgf", "pgf", "nan", "gran", "parents", "carers", "foster carer",
    "school", "nursery", "police", "ceo", "pa", "sn", "cafcass", "camhs", "housing", "probation", "all", "everyone",
    "yot", "virtual school", "hospital", "idva", "legal",
})  # fmt: skip
_NOT_PEOPLE = frozenset({
    "CIN", "CP", "CPP", "PLO", "PEP", "LAC", "CLA", "ICPC", "RCPC", "EHC", "EHCP", "CFA", "CAF", "TAC", "TAF", "FGC",
    "DNA", "TBC", "TBA", "NA", "NFA", "ASAP", "AOB", "ICO", "SGO", "CAO", "PWP", "SDQ", "DV", "DA", "MARAC", "MASH",
    "PR", "UASC", "LPM", "NB", "FYI", "PS", "OK", "UK", "A", "I",
})  # fmt: skip
"""Capitals of the field that are no initials; somebody among the attendees who has them still counts."""
_NOBODY = re.compile(r"(?i)tbc|tba|n/?a|none|asap|ongoing|who|owner|lead|action|actions|by|when|date|by when")
_SOON = re.compile(r"\b(asap|as soon as possible|urgently|ongoing|immediately)\b", re.I)
_MEETING = re.compile(r"\b(?:the\s+)?next\s+(?:core group|meeting|review|conference|supervision|visit|time)\b", re.I)
_SOME_DAY = re.compile(r"\b(?:before|until|due|deadline:?) (?!the\b)\w+", re.I)
_ANY_CASE_CODE = re.compile(r"[A-Z]{1,5}\d?|[A-Z][a-z]?[A-Z]{1,3}")


def read_action(text: str, now: datetime, known: frozenset[str], line: int = 0) -> Action:
    """An action line without its marker. `known`: folded words that attendees answer to."""
    found = _read(" ".join(text.split()), now, known)
    return Action(found.text, found.owner, found.due, found.problems, line)


@lru_cache(maxsize=4096)
def _read(text: str, now: datetime, known: frozenset[str]) -> Action:
    if text.count("|") >= 1:
        return _cells(text, now, known)
    rest, owner = _owner(text, known)
    rest, due, doubt = _due(rest, now)
    if not owner:
        rest, owner = _owner(rest, known)
    return Action(_tidy(rest), owner, due, _problems(owner, due, doubt, text))


def _cells(text: str, now: datetime, known: frozenset[str]) -> Action:
    """A row of a table: what | who | when, the last two in either order; a number before them is the row's."""
    cells = [cell.strip() for cell in text.strip("| ").split("|")]
    if len(cells) > 1 and cells[0].rstrip(".)").isdigit():
        cells = cells[1:]
    rest, owner, due, doubt = cells[0], "", None, ""
    for cell in cells[1:]:
        when = read_date(_BY.sub("", cell), now) if cell else None
        if when is not None and when.kind != "not_a_date" and not when.remainder:
            due, doubt = _day(when.kind, when.start, when.end, when.ask, cell)
        elif cell and not owner and (cell.startswith("@") or _may_own(cell, known)):
            owner = ", ".join(_SPLIT.split(cell.lstrip("@")))
    if not owner:
        rest, owner = _owner(rest, known)
    return Action(_tidy(rest), owner, due, _problems(owner, due, doubt, text))


def _may_own(cell: str, known: frozenset[str]) -> bool:
    """A cell of its own may hold a whole name too ("Jo Ahmed"), but not "TBC", "ASAP" or "next core group"."""
    if are_people(cell, known):
        return True
    whole_name = re.fullmatch(r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}", cell)
    return whole_name is not None and not _NOBODY.fullmatch(cell) and not cell.isupper()


def _problems(owner: str, due: date | None, doubt: str, text: str) -> tuple[str, ...]:
    said = _MEETING.search(text) or _SOON.search(text) or _SOME_DAY.search(text)
    date_problem = doubt or (f"“{said[0]}” is no date" if said else NO_DATE)
    return (() if owner else (NO_OWNER,)) + (() if due else (date_problem,))


def _owner(text: str, known: frozenset[str]) -> tuple[str, str]:
    """The rest of the words, and who; nobody is made up."""
    found = _AT.search(text)
    if found:
        owners = _SPLIT.split(found[1])
        more = [name for one in _AT.finditer(text, found.end()) for name in _SPLIT.split(one[1])]
        rest = _AT.sub(" ", text)
        return rest, ", ".join(dict.fromkeys(one.strip() for one in (*owners, *more) if one.strip()))
    found = _OWNED.search(text)
    if found and _may_own(found[1].strip(), known):
        return text[: found.start()] + " " + text[found.end() :], ", ".join(_SPLIT.split(found[1].strip()))
    found = _TO.match(text)
    if found and are_people(found[1], known):
        return text[found.end() :], ", ".join(_SPLIT.split(found[1]))
    found = _TAIL.search(text)
    if found and are_people(found[1], known):
        return text[: found.start()], ", ".join(_SPLIT.split(found[1]))
    return text, ""


def are_people(words: str, known: frozenset[str]) -> bool:
    """Whether words name people who could do something: attendees, roles, initials, or somebody with a title."""
    return all(_is_someone(one, known) for one in _SPLIT.split(words))


def _is_someone(word: str, known: Collection[str]) -> bool:
    folded = fold_owner(word)
    return (
        folded in known
        or folded in _ROLES
        or (bool(_ANY_CASE_CODE.fullmatch(word)) and word not in _NOT_PEOPLE)
        or bool(re.fullmatch(rf"{_TITLES}\s+\S+", word))
    )


def _due(text: str, now: datetime) -> tuple[str, date | None, str]:
    """The words without the day, the day, and what is doubtful about it."""
    for found in reversed(list(_BY.finditer(text))):
        after = text[found.end() :]
        lead = "within " if found[0].casefold().startswith("within") else ""
        for end in _ends(after):
            said = after[:end].strip(" .,;)")
            when = read_date(lead + said, now)
            if said and when.kind != "not_a_date" and not when.remainder:
                due, doubt = _day(when.kind, when.start, when.end, when.ask, said)
                return f"{text[: found.start()].rstrip(' (')} {after[end:].lstrip(' )')}", due, doubt
    return _last_words(text, now)


def _ends(text: str) -> list[int]:
    """Where the words of a date may end, the longest first: at most seven words, and never past a semicolon."""
    stops = [found.start() for found in re.finditer(r"\s|[;)(|@]|$", text)]
    limit = min((found.start() for found in re.finditer(r"[;)(|@]", text)), default=len(text))
    return [stop for stop in reversed(stops[:8]) if 0 < stop <= limit]


_NOT_BEFORE = frozenset(
    {
        "on", "for", "at", "from", "of", "since", "in", "the", "between", "to", "after", "about", "and", "dated",
        "held", "sent", "seen", "born", "incident", "meeting", "visit", "review", "conference", "hearing",
    }
)  # fmt: skip


def _last_words(text: str, now: datetime) -> tuple[str, date | None, str]:
    """ "send report @HV 4 Dec": a day that ends the line and that no other word claims is when it is due."""
    words = text.rstrip(" .").split()
    for count in range(min(4, len(words) - 1), 0, -1):
        before, said = words[-count - 1], " ".join(words[-count:])
        if _NOT_BEFORE & {before.casefold().strip("(,"), words[-count].casefold()}:
            continue
        when = read_date(said.strip("()"), now)
        if when.kind in ("all_day", "point", "ambiguous") and not when.remainder and not said.isdigit():
            due, doubt = _day(when.kind, when.start, when.end, when.ask, said)
            return " ".join(words[:-count]), due, doubt
    return text, None, ""


def _day(kind: str, start: str | None, end: str | None, ask: str, said: str) -> tuple[date | None, str]:
    if kind == "ambiguous" or start is None:
        return None, ask or f"“{said}” can be read in two ways"
    first, last = date.fromisoformat(start[:10]), date.fromisoformat((end or start)[:10])
    if kind in ("range", "recurring") and first != last:
        return None, f"“{said}” is no single day"
    return first, ""


def _tidy(text: str) -> str:
    words = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    bare = words.strip(" ,;:-–—.").removeprefix("to ")
    whole = bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1
    return (bare[1:-1] if whole else bare.removesuffix("()").removesuffix("(")).strip()
