"""Annex A out of our own records: the lists that can be filled, each cell as the template writes it.

What the records don't hold stays blank and is said when the lists are read back: nothing is made up.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.exchange.annex_a.cells import NotUnderstoodHere, read_cell
from desktop_app.exchange.annex_a.layout import Column, layout
from desktop_app.records.families import LegalStatus
from desktop_app.records.pathway import Placement, Step
from desktop_app.records.people import Person
from desktop_app.records.words import StatusKind, StepKind
from desktop_app.rules.days import age_on

Cell = str | int | date | bool | None
Tables = dict[int, list[list[Cell]]]
_YEAR = timedelta(days=365)
_SEEN = (StepKind.VISIT, StepKind.SEEN)
_CARE = {
    StatusKind.CLA: "", StatusKind.CARE_ORDER: "C2", StatusKind.INTERIM_CARE_ORDER: "C1", StatusKind.SECTION_20: "V2",
}  # fmt: skip
_SERVED = (StatusKind.CIN, StatusKind.CP, *_CARE)
_NFA = ("no further action", "nfa")


@dataclass(frozen=True, slots=True)
class Child:
    """A child with everything Annex A asks of us: statuses, steps and placements oldest first, team and worker."""

    person: Person
    statuses: tuple[LegalStatus, ...] = ()
    steps: tuple[Step, ...] = ()
    placements: tuple[Placement, ...] = ()
    team: str = ""
    worker: str = ""

    def days(self, *kinds: StepKind, until: date) -> list[date]:
        """When any of these happened, up to a day, oldest first; a visit by video is none."""
        held = (one for one in self.steps if one.kind in kinds and not (one.virtual and one.kind in _SEEN))
        return sorted(one.on for one in held if one.on is not None and one.on <= until)

    def last(self, *kinds: StepKind, until: date) -> date | None:
        """The last day any of these happened."""
        return max(self.days(*kinds, until=until), default=None)


@dataclass(frozen=True, slots=True)
class Window:
    """The days a return is about; the template's window is the six months before `as_at`."""

    since: date
    as_at: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.since <= day <= self.as_at

    def met(self, started: date | None, ended: date | None) -> bool:
        """Whether something was open on any of its days."""
        begun = started is not None and started <= self.as_at
        return begun and (ended is None or ended >= self.since)


def half_year_to(as_at: date) -> Window:
    """The template's window: the six months that end on a day; a shorter month clips."""
    year, month = (as_at.year, as_at.month - 6) if as_at.month > 6 else (as_at.year - 1, as_at.month + 6)
    return Window(date(year, month, min(as_at.day, monthrange(year, month)[1])), as_at)


def own_tables(children: Iterable[Child], window: Window) -> Tables:
    """List by list, a heading row and a row for each entry. Of lists 2, 10 and 11 we keep nothing: headings only."""
    tables: Tables = {number: [[one.name for one in listed.columns]] for number, listed in layout().lists.items()}
    for child in children:
        for number, fill in _FILLS.items():
            for known in fill(child, window):
                tables[number].append(_row(number, child, window, known))
    return tables


def _row(number: int, child: Child, window: Window, known: dict[str, Cell]) -> list[Cell]:
    person = child.person
    sex = {"female": "F", "male": "M", "other": "N"}.get(person.sex, "U")
    born = person.born or person.due
    ours: dict[str, Cell] = {
        "child": person.number or person.id,
        "gender": sex,
        "ethnicity": person.ethnicity,
        "born": date.fromisoformat(born) if len(born) == 10 and born[4] == "-" else None,
        "age": age_on(person.born, window.as_at),
        "disability": True if person.disability else None,
        "team": child.team,
        "worker": child.worker,
    } | known
    return [_cell(ours.get(column.key), column) for column in layout().lists[number].columns]


def _cell(value: Cell, column: Column) -> Cell:
    """As the template writes it: "a) Yes", "b) Female", "a) WBRI"; free words that are no code stay out."""
    kind = column.kind
    if isinstance(value, bool):
        return "a) Yes" if value else "b) No"
    if not isinstance(value, str) or kind not in layout().codes or not value:
        return value or (0 if value == 0 else None)
    try:
        code = read_cell(value, column, "", date.max)
    except NotUnderstoodHere:
        return None
    one = next((one for one in layout().codes[kind] if one.code == code), None)
    if one is None:
        return None
    if not one.letter:
        return one.code
    return f"{one.letter}) {one.code if kind == 'ethnicity' else one.words}"


def _each(kind: StepKind, key: str) -> Callable[[Child, Window], Iterable[dict[str, Cell]]]:
    def fill(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
        return ({key: day} for day in child.days(kind, until=window.as_at) if window.holds(day))

    return fill


def _before(days: list[date], day: date) -> int:
    """How many of them lie in the 12 months before a day, itself left out."""
    return sum(day - _YEAR <= one < day for one in days)


def _referrals(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    days = child.days(StepKind.REFERRAL, until=window.as_at)
    for day in days:
        if window.holds(day):
            decided = next((one for one in child.steps if _after(one, StepKind.REFERRAL_DECISION, day)), None)
            said = decided.outcome.casefold() if decided else ""
            nfa = any(words in said for words in _NFA) if said else None
            yield {"referred": day, "before": _before(days, day), "nfa": nfa}


def _after(step: Step, kind: StepKind, day: date) -> bool:
    return step.kind == kind and step.on is not None and step.on >= day


def _assessments(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    starts = child.days(StepKind.REFERRAL, until=window.as_at)
    for place, start in enumerate(starts):
        until = starts[place + 1] if place + 1 < len(starts) else date.max
        signed = [day for day in child.days(StepKind.ASSESSMENT_AUTHORISED, until=window.as_at) if start <= day < until]
        end = signed[0] if signed else None
        if window.met(start, end):
            seen = any(start <= day for day in child.days(*_SEEN, until=end or window.as_at))
            yield {"started": start, "authorised": end, "seen": seen}


def _enquiries(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    starts = child.days(StepKind.STRATEGY_S47, until=window.as_at)
    held = child.days(StepKind.ICPC, until=window.as_at)
    for place, start in enumerate(starts):
        until = starts[place + 1] if place + 1 < len(starts) else date.max
        conference = next((day for day in held if start <= day < until), None)
        if window.holds(start) or window.holds(conference):
            plans = [one.since for one in child.statuses if one.kind is StatusKind.CP and one.since]
            plan = conference in plans if conference else None
            counts: dict[str, Cell] = {"enquiries": _before(starts, start), "conferences": _before(held, start)}
            yield {"strategy": start, "conference": conference, "plan": plan} | counts


def _in_need(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    served = [one for one in child.statuses if one.kind in _SERVED and window.met(one.since, one.until)]
    if not served:
        return
    still = {one.kind for one in served if one.until is None or one.until > window.as_at}
    status = "CLOSED"
    if still:
        status = "LAC" if still & set(_CARE) else "CP" if StatusKind.CP in still else "CIN"
    closed = max((one.until for one in served if one.until), default=None) if not still else None
    started = min(one.since for one in served if one.since)
    yield {"started": started, "closed": closed, "status": status, "seen": child.last(*_SEEN, until=window.as_at)}


def _protected(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    plans = [one for one in child.statuses if one.kind is StatusKind.CP and one.since]
    for place, one in enumerate(plans):
        if not window.met(one.since, one.until):
            continue
        visited = child.last(*_SEEN, until=window.as_at)
        alone = next((step.alone for step in reversed(child.steps) if step.kind in _SEEN and step.on == visited), None)
        ended = one.until if one.until and one.until <= window.as_at else None
        yield {
            "started": one.since, "ended": ended, "abuse": one.category, "first_abuse": one.category,
            "visited": visited, "alone": alone, "reviewed": child.last(StepKind.RCPC, until=window.as_at),
            "before": place,
        }  # fmt: skip


def _looked_after(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    care = [one for one in child.statuses if one.kind in _CARE and window.met(one.since, one.until)]
    if not care:
        return
    legal = next((one for one in reversed(care) if _CARE[one.kind]), None)
    ended = max((one.until for one in care if one.until), default=None)
    still = any(one.until is None or one.until > window.as_at for one in care)
    placed = [one for one in child.placements if one.since and one.since <= window.as_at]
    year = [one for one in placed if one.until is None or one.until >= window.as_at - _YEAR]
    missing = [day for day in child.days(StepKind.MISSING, until=window.as_at) if day >= window.as_at - _YEAR]
    until = window.as_at
    yield {
        "started": min(one.since for one in care if one.since),
        "ended": None if still else ended,
        "legal": _CARE[legal.kind] if legal else "",
        "legal_since": legal.since if legal else None,
        "reviewed": child.last(StepKind.LAC_REVIEW, until=until),
        "visited": child.last(*_SEEN, until=until),
        "health": child.last(StepKind.HEALTH_ASSESSMENT, until=until),
        "dental": child.last(StepKind.DENTAL_CHECK, until=until),
        "placements": len(year) if placed else None,
        "placed": placed[-1].since if placed else None,
        "postcode": placed[-1].postcode if placed else "",
        "missing": len(missing),
        "accepted": any(day >= missing[-1] for day in child.days(StepKind.RETURN_INTERVIEW, until=until))
        if missing
        else None,
    }


def _leavers(child: Child, window: Window) -> Iterable[dict[str, Cell]]:
    if any(one.kind is StatusKind.CARE_LEAVER and window.met(one.since, one.until) for one in child.statuses):
        plans = (StepKind.PATHWAY_PLAN, StepKind.PATHWAY_REVIEW)
        yield {
            "contact": child.last(StepKind.ADVISER_VISIT, until=window.as_at),
            "pathway": child.last(*plans, until=window.as_at),
        }


_FILLS: dict[int, Callable[[Child, Window], Iterable[dict[str, Cell]]]] = {
    1: _each(StepKind.CONTACT, "contacted"),
    3: _referrals,
    4: _assessments,
    5: _enquiries,
    6: _in_need,
    7: _protected,
    8: _looked_after,
    9: _leavers,
}
