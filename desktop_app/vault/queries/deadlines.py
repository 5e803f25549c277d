"""Every statutory clock of the children of my social workers: read from steps, statuses, placements and the diary."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app import clock as wall
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.words import EntryKind, PlacementKind, StatusKind, StepKind
from desktop_app.rules.timescales import Pack, pack
from desktop_app.rules.timescales.child import Child, Happened, Held, Placed
from desktop_app.rules.timescales.clocks import Clock, State, clocks
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.vault.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of one child with the names around it.

    `booked_at`, `entry_id`: the slot that stands for it, in time or not. `has_task`: a task already says it is due.
    """

    clock: Clock
    child: str
    family: str
    worker_id: str
    initials: str
    worker: str
    booked_at: datetime | None = None
    entry_id: str = ""
    has_task: bool = False

    @property
    def id(self) -> str:
        """The same for the same clock: child, rule and the day it began."""
        return f"{self.clock.child_id}:{self.clock.rule.code}:{self.clock.started.isoformat()}"


@dataclass(frozen=True, slots=True)
class _Booked:
    kind: StepKind
    starts: datetime
    entry_id: str
    virtual: bool


_CHILDREN = """
SELECT DISTINCT m.person_id, m.family_id, p.given, p.surname, p.known_as, p.born, f.name AS family,
       a.worker_id, w.name AS worker, w.initials, t.pack, a.role
FROM r_member m
JOIN r_family f ON f.id = m.family_id AND f.removed_at IS NULL AND f.closed_on IS NULL
JOIN r_person p ON p.id = m.person_id AND p.removed_at IS NULL AND p.merged_into = ''
JOIN r_allocation a ON a.family_id = f.id AND a.removed_at IS NULL
     AND (a.since IS NULL OR a.since <= :today) AND (a.until IS NULL OR a.until > :today)
JOIN r_worker w ON w.id = a.worker_id AND w.removed_at IS NULL AND w.mine = 1
LEFT JOIN r_team t ON t.id = w.team_id
WHERE m.is_child = 1 AND m.removed_at IS NULL {also}
ORDER BY a.since, a.id
"""


def deadlines(reader: Reader, now: datetime, *, families: Collection[str] | None = None) -> list[Deadline]:
    """Every clock that runs now, the soonest first; of some families or of all my social workers' children."""
    today = wall.local(now).date()
    values = {"today": today.isoformat()}
    also = ""
    if families is not None:
        values["families"] = json.dumps(sorted(families))
        also = "AND m.family_id IN (SELECT value FROM json_each(:families))"
    rows = reader.rows(_CHILDREN.format(also=also), values)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["person_id"], row)
    told = _Told(reader, {row["family_id"] for row in first.values()}, now)
    packs: dict[str, Pack | None] = {}
    found: list[Deadline] = []
    for child_id, row in first.items():
        name = row["pack"] or ""
        if name not in packs:
            packs[name] = pack(name) if name else None
        for one in clocks(told.child(child_id, row["family_id"]), today, packs[name]):
            booked = told.booked_for(child_id, one)
            found.append(
                Deadline(
                    one, row["known_as"] or row["given"] or row["surname"], row["family"], row["worker_id"],
                    row["initials"], row["worker"], booked.starts if booked else None,
                    booked.entry_id if booked else "", told.has_task(child_id, one),
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.clock.due.day, one.family, one.child, one.clock.rule.code))


class _Told:
    """What the record says of the children of some families, read once for all of them."""

    def __init__(self, reader: Reader, families: set[str], now: datetime) -> None:
        self._families = json.dumps(sorted(families))
        self._reader = reader
        self.steps: dict[str, list[Happened]] = defaultdict(list)
        self.statuses: dict[str, list[Held]] = defaultdict(list)
        self.placements: dict[str, list[Placed]] = defaultdict(list)
        self.agreed: dict[str, dict[str, str]] = defaultdict(dict)
        self.booked: dict[str, list[_Booked]] = defaultdict(list)
        self.tasks: set[str] = set()
        self._children: dict[str, list[str]] = defaultdict(list)
        for row in self._rows(
            "SELECT family_id, person_id FROM r_member WHERE is_child = 1 AND removed_at IS NULL {in}"
        ):
            self._children[row["family_id"]].append(row["person_id"])
        self._read_record()
        self._read_diary(now)
        self._read_tasks()

    def _rows(self, query: str, **values: str) -> list[Row]:
        inside = "AND family_id IN (SELECT value FROM json_each(:families))"
        return self._reader.rows(query.replace("{in}", inside), {"families": self._families, **values})

    def _read_record(self) -> None:
        for row in self._rows('SELECT child_id, kind, "on", at, virtual FROM r_step WHERE removed_at IS NULL {in}'):
            if row["on"] and row["kind"] in _STEPS:
                at = read_moment(row["at"]) if row["at"] else None
                step = Happened(_STEPS[row["kind"]], date.fromisoformat(row["on"]), at, bool(row["virtual"]))
                self.steps[row["child_id"]].append(step)
        for row in self._rows("SELECT child_id, kind, since, until FROM r_legal_status WHERE removed_at IS NULL {in}"):
            if row["since"] and row["kind"] in _STATUSES:
                held = Held(_STATUSES[row["kind"]], date.fromisoformat(row["since"]), _day(row["until"]))
                self.statuses[row["child_id"]].append(held)
        for row in self._rows("SELECT * FROM r_placement WHERE removed_at IS NULL {in}"):
            if row["since"] and row["kind"] in _PLACEMENTS:
                until = _day(row["until"])
                placed = Placed(
                    _PLACEMENTS[row["kind"]], date.fromisoformat(row["since"]), until, bool(row["until_eighteen"])
                )
                self.placements[row["child_id"]].append(placed)
        for row in self._rows(
            "SELECT child_id, rule, every FROM r_agreed_time WHERE removed_at IS NULL {in} ORDER BY id"
        ):
            self.agreed[row["child_id"]][row["rule"]] = row["every"]

    def _read_diary(self, now: datetime) -> None:
        """What was done, and what is booked from now on; an entry without people is about all the family's children."""
        query = (
            "SELECT id, family_id, kind, title, people, starts_at, done_at FROM r_diary_entry WHERE removed_at IS NULL"
            " AND cancelled_at IS NULL AND hold_id = '' AND starts_at IS NOT NULL AND rule = ''"
            " AND (done_at IS NOT NULL OR starts_at >= :now) {in}"
        )
        for row in self._rows(query, now=moment_text(now)):
            starts = read_moment(row["starts_at"])
            named = [one for one in json.loads(row["people"] or "[]") if one in self._children[row["family_id"]]]
            for child_id in named or self._children[row["family_id"]]:
                self._take_entry(child_id, row, starts)

    def _take_entry(self, child_id: str, row: Row, starts: datetime) -> None:
        day, virtual = wall.local(starts).date(), row["kind"] == EntryKind.VIDEO_VISIT
        for kind in _said(row["kind"], row["title"], self.statuses[child_id]):
            if row["done_at"]:
                self.steps[child_id].append(Happened(kind, day, starts, virtual))
            else:
                self.booked[child_id].append(_Booked(kind, starts, row["id"], virtual))
                self.steps[child_id].extend(Happened(one, day) for one in _BOOKED.get(kind, ()))

    def _read_tasks(self) -> None:
        query = "SELECT person_id, booked_at, done_at FROM r_task WHERE removed_at IS NULL AND kind = 'visit' {in}"
        for row in self._rows(query):
            if row["done_at"]:
                on = wall.local(read_moment(row["booked_at"] or row["done_at"])).date()
                self.steps[row["person_id"]].append(Happened(StepKind.VISIT, on))
            else:
                self.tasks.add(row["person_id"])

    def child(self, child_id: str, family_id: str) -> Child:
        """Everything a child's clocks are read from."""
        return Child(
            child_id, family_id, None, tuple(self.steps[child_id]), tuple(self.statuses[child_id]),
            tuple(self.placements[child_id]), self.agreed[child_id],
        )  # fmt: skip

    def booked_for(self, child_id: str, one: Clock) -> _Booked | None:
        """The first thing in the diary that would meet the clock."""
        meeting = [
            booked
            for booked in self.booked[child_id]
            if booked.kind in one.rule.met_by and (one.rule.virtual or not booked.virtual)
        ]
        return min(meeting, key=lambda booked: booked.starts, default=None)

    def has_task(self, child_id: str, one: Clock) -> bool:
        """Whether an open task already stands for the visit, so that it isn't listed twice."""
        return one.rule.code in VISIT_RULES and child_id in self.tasks


_STEPS: Mapping[str, StepKind] = {one.value: one for one in StepKind}
_STATUSES: Mapping[str, StatusKind] = {one.value: one for one in StatusKind}
_PLACEMENTS: Mapping[str, PlacementKind] = {one.value: one for one in PlacementKind}
_BOOKED = {
    StepKind.ICPC: (StepKind.ICPC_BOOKED, StepKind.CONFERENCE_BOOKED),
    StepKind.RCPC: (StepKind.RCPC_BOOKED, StepKind.CONFERENCE_BOOKED),
    StepKind.LAC_REVIEW: (StepKind.LAC_REVIEW_BOOKED,),
}
"""What a booking says that is still ahead, for what is counted back from it."""
_VISITS = {EntryKind.HOME_VISIT, EntryKind.SCHOOL_VISIT, EntryKind.VISIT, EntryKind.VIDEO_VISIT}
_MEETINGS = (
    ("strategy", StepKind.STRATEGY),
    ("child in need meeting", StepKind.CIN_MEETING),
    ("education plan", StepKind.PEP),
    ("pep", StepKind.PEP),
)


def _said(kind: str, title: str, statuses: Iterable[Held]) -> tuple[StepKind, ...]:
    """What an entry of the diary means on a child's pathway."""
    words = title.casefold()
    if kind in _VISITS:
        return (StepKind.VISIT,)
    if kind == EntryKind.CORE_GROUP:
        return (StepKind.CORE_GROUP,)
    if kind == EntryKind.CONFERENCE:
        planned = any(one.kind is StatusKind.CP for one in statuses)
        review = "review" in words or "rcpc" in words or (planned and "initial" not in words and "icpc" not in words)
        return (StepKind.RCPC if review else StepKind.ICPC, StepKind.CONFERENCE)
    if kind == EntryKind.REVIEW:
        looked = any(one.kind is StatusKind.CLA for one in statuses)
        return (StepKind.LAC_REVIEW if looked or "looked" in words or "lac" in words else StepKind.CIN_REVIEW,)
    return tuple(step for said, step in _MEETINGS if said in words)[:1]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def pressing(found: Iterable[Deadline]) -> list[Deadline]:
    """Those that are late or at risk, without what a task already stands for."""
    return [one for one in found if one.clock.state in (State.LATE, State.AT_RISK) and not one.has_task]
