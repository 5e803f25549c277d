"""The pages of plans and care: child protection, looked after, care leavers, adoption."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop_app.rules.indicators.shapes import Indicator, Page, Period, Row, banded, counted, grouped, share
from desktop_app.rules.indicators.spans import HELD_FOR, Lists, Words, days_between, past
from desktop_app.rules.timescales.count import Count, Unit, due_after

_HALF_YEAR, _QUARTER, _YEAR = Count(6, Unit.MONTHS), Count(3, Unit.MONTHS), Count(12, Unit.MONTHS)
_SIX_WEEKS, _TWENTY = Count(6, Unit.WEEKS), Count(20, Unit.WORKING_DAYS)


def protection(lists: Lists, period: Period, words: Words) -> Page:
    """Plans open, how long, visits, reviews."""
    rows = lists.get(7, ())
    still = [row for row in rows if period.open_on(row.day("started"), row.day("ended"))]
    three_months = [
        row for row in still if (start := row.day("started")) and due_after(start, _QUARTER).day <= period.as_at
    ]

    def unseen(working_days: int) -> Callable[[Row], bool]:
        count = Count(working_days, Unit.WORKING_DAYS)
        return lambda row: past(row.day("visited") or row.day("started"), count, period.as_at)

    def reviewed(row: Row) -> bool:
        last = row.day("reviewed")
        return last is not None and not past(last, _HALF_YEAR, period.as_at)

    return Page(
        "protection",
        "Child protection plans",
        (
            counted("plans_open", "Plans open", still),
            grouped("by_category", "By latest category", still, lambda row: words("abuse", row.says("abuse"))),
            banded(
                "plan_for", "On a plan for", still, lambda row: days_between(row.day("started"), period.as_at), HELD_FOR
            ),
            share(
                "over_2_years",
                "On a plan for 2 years or more",
                still,
                lambda row: (days_between(row.day("started"), period.as_at) or 0) >= 730,
            ),
            share("visit_over_10", "Last visit more than 10 working days ago", still, unseen(10)),
            share("visit_over_20", "Last visit more than 20 working days ago", still, unseen(20)),
            share("seen_alone", "Seen alone at the last visit", still, lambda row: row.is_yes("alone") is True),
            share("reviewed_in_time", "Reviewed in time, of plans open 3 months or more", three_months, reviewed),
            share("previous_plans", "Second or later plan", still, lambda row: (row.number("before") or 0) > 0),
            counted("plans_started", "Plans started", [row for row in rows if period.holds(row.day("started"))]),
            counted("plans_ended", "Plans ended", [row for row in rows if period.holds(row.day("ended"))]),
        ),
    )


def looked_after(lists: Lists, period: Period, words: Words) -> Page:
    """Children in care: visits, reviews, health, placements, missing."""
    rows = lists.get(8, ())
    still = [row for row in rows if period.open_on(row.day("started"), row.day("ended"))]

    def review_late(row: Row) -> bool:
        last = row.day("reviewed")
        return past(last, _HALF_YEAR, period.as_at) if last else past(row.day("started"), _TWENTY, period.as_at)

    def health_late(row: Row) -> bool:
        born = row.day("born")
        young = born is not None and due_after(born, Count(5, Unit.YEARS)).day > period.as_at
        return past(row.day("health"), _HALF_YEAR if young else _YEAR, period.as_at)

    missing = [row for row in still if (row.number("missing") or 0) > 0]
    return Page(
        "looked_after",
        "Looked-after children",
        (
            counted("looked_after", "Looked after", still),
            grouped("by_legal_status", "By legal status", still, lambda row: words("legal", row.says("legal"))),
            share(
                "visit_late",
                "Last visit more than 6 weeks ago",
                still,
                lambda row: past(row.day("visited"), _SIX_WEEKS, period.as_at),
            ),
            share("review_late", "Review late", still, review_late),
            share("health_late", "Health assessment late", still, health_late),
            share(
                "dental_late",
                "Dental check more than 12 months ago",
                still,
                lambda row: past(row.day("dental"), _YEAR, period.as_at),
            ),
            share(
                "three_placements",
                "Three or more placements in 12 months",
                still,
                lambda row: (row.number("placements") or 0) >= 3,
            ),
            share("missing", "Missing at least once in 12 months", still, lambda row: (row.number("missing") or 0) > 0),
            share("interview_offered", "Return interview offered", missing, lambda row: row.is_yes("offered") is True),
            share(
                "interview_accepted", "Return interview accepted", missing, lambda row: row.is_yes("accepted") is True
            ),
            grouped("by_placement", "By placement", still, lambda row: row.says("placement")),
            share("asylum", "Unaccompanied asylum-seeking children", still, lambda row: row.is_yes("asylum") is True),
            counted("started_care", "Became looked after", [row for row in rows if period.holds(row.day("started"))]),
            counted("left_care", "Ceased to be looked after", [row for row in rows if period.holds(row.day("ended"))]),
        ),
    )


_EET = frozenset({"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"})


def leavers(lists: Lists) -> Page:
    """Care leavers: in touch, home, work."""
    rows = list(lists.get(9, ()))
    return Page(
        "leavers",
        "Care leavers",
        (
            counted("care_leavers", "Care leavers", rows),
            share("in_touch", "In touch", rows, lambda row: row.says("touch") == "Y"),
            share("suitable", "In suitable accommodation", rows, lambda row: row.says("suitable") == "S"),
            share("eet", "In education, employment or training", rows, lambda row: row.says("activity") in _EET),
        ),
    )


def adoption(lists: Lists, period: Period) -> Page:
    """From the decision to the order."""
    rows = list(lists.get(10, ()))

    def between(code: str, title: str, start: str, end: str) -> Indicator:
        both = [row for row in rows if row.day(start) and row.day(end) and (row.day(end) or date.min) <= period.as_at]
        return banded(code, title, both, lambda row: days_between(row.day(start), row.day(end) or date.min), HELD_FOR)

    return Page(
        "adoption",
        "Adoption",
        (
            counted(
                "adoption_decided", "Children with a decision for adoption", [row for row in rows if row.day("decided")]
            ),
            counted("adoption_placed", "Placed for adoption", [row for row in rows if row.day("placed")]),
            counted("adopted", "Adopted", [row for row in rows if row.day("adopted")]),
            share("reversed", "Decision reversed", rows, lambda row: row.day("reversed") is not None),
            between("care_to_placed", "From entering care to being placed", "entered", "placed"),
            between("order_to_matched", "From placement order to match", "order", "matched"),
            counted(
                "adopters",
                "Adopters in process",
                [row for row in lists.get(11, ()) if not period.holds(row.day("left"))],
            ),
        ),
    )
