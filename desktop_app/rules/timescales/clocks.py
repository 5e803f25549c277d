"""Which clocks run for a child now, when each runs out and why: a pure reading of steps, statuses and placements.

A step by video meets a rule only where the rule says so; a new placement starts its visit clocks anew; a plan's own
number wins over the pack's; the initial conference is counted from the strategy discussion that began section 47.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop_app.errors import UserError
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.timescales.child import Child, Happened, held_on, told
from desktop_app.rules.timescales.count import Due, read_count
from desktop_app.rules.timescales.packs import Pack, Rule, pack_on
from desktop_app.rules.timescales.visits import VISIT_RULES, visit_rules
from desktop_app.rules.working_days import working_days_between

AT_RISK = 10
"""Working days ahead that count as at risk."""
_LONG_PAST = 130
"""Working days late, about half a year."""


class State(StrEnum):
    """How a clock stands."""

    LATE = "late"
    AT_RISK = "at risk"
    RUNNING = "in time"
    NOT_KNOWN = "nothing recorded"
    """Long past, and no step that could have met it was ever recorded: a gap in the record, not an alarm."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that runs: its rule, since when, until when, and how that stands today.

    `left`: working days to the due day, negative when late. `note`: what did not count ("seen by video on 3 Dec").
    """

    child_id: str
    family_id: str
    rule: Rule
    started: date
    due: Due
    state: State
    left: int
    note: str = ""

    def words(self) -> str:
        """ "2 working days late", "due today", "3 working days left"."""
        if self.left < 0:
            return f"{counted(-self.left, 'working day')} late"
        return "due today" if self.left == 0 else f"{counted(self.left, 'working day')} left"


def clocks(child: Child, today: date, pack: Pack | None = None) -> list[Clock]:
    """Every clock that runs on `today`, the soonest first. `pack`: the authority's; else by each clock's first day."""
    judged = pack or pack_on(today)
    held = held_on(child, today)
    child = told(child)
    found: list[tuple[Rule, Happened]] = []
    for rule in judged.rules.values():
        if rule.after is None or not rule.on or rule.quiet or (rule.only and not held & set(rule.only)):
            continue
        if rule.code in VISIT_RULES or (rule.after.number < 0 and not rule.met_by):
            continue
        began = _began(rule, child, today)
        if began is not None:
            found.append((rule, began))
    found.extend(visit_rules(child, held, judged, today))
    running = (_clock(rule, child, began, today, pack or pack_on(min(began.on, today))) for rule, began in found)
    return sorted((one for one in running if one is not None), key=lambda one: (one.due.day, one.rule.code))


def _began(rule: Rule, child: Child, today: date) -> Happened | None:
    """The step from which the rule's clock runs today, or None where nothing is open."""
    begun = [one for one in child.steps if one.kind == rule.on]
    if rule.per:
        latest = max((one.on for one in child.steps if one.kind == rule.per and one.on <= today), default=None)
        begun = [one for one in begun if latest is None or one.on >= latest]
    # What comes before an event is counted back from one that is still ahead; all else from what has happened.
    before = rule.after is not None and rule.after.number < 0
    begun = [one for one in begun if (one.on >= today if before else one.on <= today)]
    if not begun or (rule.nth and len(begun) != rule.nth) or (rule.nth_on and len(begun) < rule.nth_on):
        return None
    last = begun[-1]
    if rule.repeats and rule.on in rule.met_by:
        counting = [one for one in begun if _counts(one, rule)]
        return counting[-1] if counting else None
    met = any(one.kind in rule.met_by and _counts(one, rule) and _answers(one, last, rule) for one in child.steps)
    return None if met else last


def _answers(step: Happened, began: Happened, rule: Rule) -> bool:
    """What is to be done before a day may have been done before it; all else comes after what began the clock."""
    if rule.after is not None and rule.after.number < 0:
        return (began.on - step.on).days <= 90
    return step.on >= began.on and (step.kind != began.kind or step != began)


def _counts(step: Happened, rule: Rule) -> bool:
    return rule.virtual or not step.virtual


def _clock(rule: Rule, child: Child, began: Happened, today: date, pack: Pack) -> Clock | None:
    rule = _agreed(pack.rules.get(rule.code, rule), child)
    try:
        due = rule.due(began.at or began.on, pack.terms)
        left = working_days_between(today, due.plan_by or due.day)
        if due.day < today:
            left = min(-1, -working_days_between(due.day, today))
    except UserError:
        return None  # beyond the years whose bank holidays are known: nothing is promised for it
    state = State.LATE if due.day < today else State.AT_RISK if left <= AT_RISK else State.RUNNING
    if left < -_LONG_PAST and not any(one.kind in rule.met_by for one in child.steps):
        state = State.NOT_KNOWN
    video = [one for one in child.steps if one.virtual and one.kind in rule.met_by and one.on > began.on]
    note = f"Seen by video on {day_words(video[-1].on)}, which doesn't count." if video and not rule.virtual else ""
    return Clock(child.id, child.family_id, rule, began.on, due, state, left, note)


def _agreed(rule: Rule, child: Child) -> Rule:
    own = child.agreed.get(rule.code, "")
    if not own:
        return rule
    try:
        every = read_count(own)
    except UserError:
        return rule
    return replace(rule, after=every, source="the child's own plan", national=rule.national or rule.after)
