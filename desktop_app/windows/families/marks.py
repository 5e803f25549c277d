"""How a status looks in a row: its letters, its role of colour, and which of two is the worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.records.families import LegalStatus
from desktop_app.records.words import StatusKind
from desktop_app.rules.days import day_words


@dataclass(frozen=True, slots=True)
class Mark:
    """Letters for a row's badge, and the role whose colours it takes (None: neutral)."""

    letters: str
    role: str | None


# The worst first: what a row has room for is the first of these that holds.
MARKS: dict[StatusKind, Mark] = {
    StatusKind.SECTION_47: Mark("S47", "late"),
    StatusKind.CP: Mark("CP", "late"),
    StatusKind.INTERIM_CARE_ORDER: Mark("ICO", "soon"),
    StatusKind.CARE_ORDER: Mark("CO", "soon"),
    StatusKind.SECTION_20: Mark("S20", "soon"),
    StatusKind.CLA: Mark("CLA", "soon"),
    StatusKind.SUPERVISION_ORDER: Mark("SO", "soon"),
    StatusKind.CIN: Mark("CIN", "soon"),
    StatusKind.ASSESSMENT: Mark("C&F", None),
    StatusKind.ADOPTION: Mark("Adoption", None),
    StatusKind.SGO: Mark("SGO", None),
    StatusKind.CAO: Mark("CAO", None),
    StatusKind.CARE_LEAVER: Mark("CL", None),
    StatusKind.EARLY_HELP: Mark("EH", None),
    StatusKind.CLOSED: Mark("Closed", None),
}
_ORDER = {kind: place for place, kind in enumerate(MARKS)}


def worst(kinds: Iterable[str]) -> StatusKind | None:
    """The status that a row shows; words of a newer version are left aside."""
    known = [StatusKind(kind) for kind in kinds if kind in _ORDER]
    return min(known, key=_ORDER.__getitem__, default=None)


def in_words(status: LegalStatus, today: date) -> str:
    """ "Child protection plan · emotional · since 25 Nov"."""
    words = status.kind.words() if isinstance(status.kind, StatusKind) else str(status.kind)
    parts = [words[:1].upper() + words[1:]]
    if status.category:
        parts.append(status.category)
    if status.since:
        day = day_words(status.since, year=status.since.year != today.year).split(" ", 1)[1]
        parts.append(f"since {day}")
    return " · ".join(parts)


def school_year(born: str, today: date) -> str:
    """ "Year 5" or "Reception": English school years turn on 1 September. Empty under 4 and over 16."""
    if len(born) != 10:
        return ""
    day = date.fromisoformat(born)
    begun = today.year if today.month >= 9 else today.year - 1
    turned = begun - day.year - ((day.month, day.day) > (8, 31))
    if turned == 4:
        return "Reception"
    return f"Year {turned - 4}" if 5 <= turned <= 15 else ""


def status_mark(status: LegalStatus) -> Mark:
    """How a status looks; one that a newer version made is neutral."""
    return MARKS[status.kind] if status.kind in _ORDER else Mark(str(status.kind), None)


def worst_status(statuses: Iterable[LegalStatus], day: date) -> LegalStatus | None:
    """The worst status in force on a day: what the head of a family's page says."""
    now = [
        one
        for one in statuses
        if one.kind in _ORDER
        and (one.since is None or one.since <= day)
        and (one.until is None or one.until > day)
        and one.kind is not StatusKind.CLOSED
    ]
    return min(now, key=lambda one: (_ORDER[one.kind], one.since or date.min), default=None)
