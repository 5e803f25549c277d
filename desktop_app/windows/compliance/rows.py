"""Standings as rows: narrowed, put into groups, and said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app import clock
from desktop_app.rules.days import counted, day_words, near_day, often
from desktop_app.rules.names import fold
from desktop_app.rules.timescales.clocks import State
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.vault.queries.compliance import Standing
from desktop_app.windows.widgets.row_list import Row, Section

AT_ONCE = 300
"""Rows shown before "more" is asked for."""
ROLES = {State.LATE: "late", State.AT_RISK: "soon", State.RUNNING: None, State.NOT_KNOWN: "note"}
HEADINGS = {
    State.LATE: ("Late", "circle-alert"),
    State.AT_RISK: ("Due within ten working days", "clock"),
    State.RUNNING: ("In time", "circle-check"),
    State.NOT_KNOWN: ("Nothing was ever recorded", "circle-question-mark"),
}
GROUPINGS = (("day", "By day"), ("worker", "By social worker"), ("child", "By child"), ("rule", "By rule"))
WHICH = (("", "Late and soon due"), ("late", "Late"), ("open", "Late, nothing booked"), ("all", "All deadlines"))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the standings is wanted: a part of them, one social worker's, and what is typed."""

    which: str = ""
    worker_id: str = ""
    typed: str = ""

    def keeps(self, one: Standing) -> bool:
        """Whether it is wanted."""
        deadline, state = one.deadline, one.deadline.clock.state
        if self.worker_id and deadline.worker_id != self.worker_id:
            return False
        late = state is State.LATE
        wanted = {
            "": late or state is State.AT_RISK, "late": late, "open": late and deadline.booked_at is None, "all": True,
        }[self.which]  # fmt: skip
        if not wanted or not self.typed:
            return wanted
        said = fold(f"{deadline.child} {deadline.family} {one.number} {deadline.clock.rule.title} {deadline.worker}")
        return all(part in said for part in fold(self.typed).split())


def grouped(
    found: Sequence[Standing], by: str, today: date, limit: int
) -> tuple[list[tuple[Section | None, list[Row]]], int]:
    """(sections with their rows, how many rows were left out): the soonest first in each, the latest group first."""
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in found:
        groups.setdefault(_group(one, by), []).append(one)
    ordered = list(groups.items())
    if by == "day":
        ordered.sort(key=lambda pair: list(HEADINGS).index(State(pair[0][0])))
    elif by == "rule":
        ordered.sort(key=lambda pair: pair[0][1])
    sections: list[tuple[Section | None, list[Row]]] = []
    left = limit
    for (key, words), rows in ordered:
        shown = rows[: max(0, left)]
        left -= len(rows)
        if shown:
            sections.append((_section(key, words, by, rows), [row_of(one, today) for one in shown]))
    return sections, max(0, -left)


def _group(one: Standing, by: str) -> tuple[str, str]:
    deadline = one.deadline
    if by == "worker":
        return deadline.worker_id, deadline.worker or "Nobody"
    if by == "child":
        return deadline.clock.child_id, f"{deadline.child}, {deadline.family}"
    if by == "rule":
        return deadline.clock.rule.code, deadline.clock.rule.title
    return deadline.clock.state.value, HEADINGS[deadline.clock.state][0]


def _section(key: str, words: str, by: str, rows: Sequence[Standing]) -> Section:
    late = sum(one.deadline.clock.state is State.LATE for one in rows)
    if by == "day":
        return Section(key, HEADINGS[State(key)][1], ROLES[State(key)], words, counted(len(rows), "deadline"))
    icon = {"worker": "user", "child": "baby", "rule": "scale"}[by]
    count = f"{counted(len(rows), 'deadline')}, {late} late" if late else counted(len(rows), "deadline")
    return Section(key, icon, "late" if late else None, words, count)


def row_of(one: Standing, today: date) -> Row:
    """One deadline as a row."""
    deadline, running = one.deadline, one.deadline.clock
    role = ROLES[running.state]
    icon = "house" if running.rule.code in VISIT_RULES else "file-text" if not deadline.booked_at else "calendar-check"
    return Row(
        one.id, icon, role, running.rule.title, f"{deadline.child}, {deadline.family}", done_about(one, today),
        day_words(running.due.day), role, running.words(), deadline.initials,
    )  # fmt: skip


def done_about(one: Standing, today: date) -> str:
    """What was done about it so far; else why it is due that day."""
    parts = []
    if one.deadline.booked_at is not None:
        at = clock.local(one.deadline.booked_at)
        parts.append(f"Booked {near_day(at.date(), today)} {at:%H:%M}")
    if one.chases:
        last = one.chases[-1]
        parts.append(f"Asked {often(len(one.chases))}")
        if last.answer:
            parts.append(f"“{last.answer}”")
    if one.reason:
        parts.append(f"Late because: {one.reason}")
    return " · ".join(parts) or one.deadline.clock.due.why


def sentence(found: Sequence[Standing]) -> str:
    """How all of them stand, for the header."""
    late = sum(one.deadline.clock.state is State.LATE for one in found)
    soon = sum(one.deadline.clock.state is State.AT_RISK for one in found)
    booked = sum(
        one.deadline.clock.state in (State.LATE, State.AT_RISK) and one.deadline.booked_at is not None for one in found
    )
    if not late and not soon:
        return "Nothing is late or due within ten working days."
    parts = [f"{late:,} late"] if late else []
    parts += [f"{soon:,} due within ten working days"] if soon else []
    return ", ".join(parts) + f"; {booked:,} of them booked."
