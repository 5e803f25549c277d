"""The pages of a snapshot from the lists of a return (facts of the field: DfE children in need data, Annex A).

Working days count the day of the trigger as day 0. A row without the date that a figure needs is not counted in it.
"""

from __future__ import annotations

from datetime import date

from desktop_app.rules.indicators.care import adoption, leavers, looked_after, protection
from desktop_app.rules.indicators.shapes import Bands, Indicator, Page, Period, Row, banded, counted, grouped, share
from desktop_app.rules.indicators.spans import HELD_FOR, MOST, Lists, Words, days_between, past, working_days
from desktop_app.rules.timescales.count import Count, Unit

ASSESSED: Bands = (
    ("Same day", 0, 0), ("1–10 days", 1, 10), ("11–20 days", 11, 20), ("21–30 days", 21, 30), ("31–40 days", 31, 40),
    ("41–45 days", 41, 45), ("46–50 days", 46, 50), ("51–60 days", 51, 60), ("61 days or more", 61, MOST),
)  # fmt: skip
CONFERRED: Bands = (
    ("0–10 days", 0, 10),
    ("11–15 days", 11, 15),
    ("16–20 days", 16, 20),
    ("21 days or more", 21, MOST),
)
OPEN_FOR: Bands = (
    ("0–10 days", 0, 10), ("11–20 days", 11, 20), ("21–30 days", 21, 30), ("31–40 days", 31, 40),
    ("41–45 days", 41, 45), ("Over 45 days", 46, MOST),
)  # fmt: skip
_TWENTY = Count(20, Unit.WORKING_DAYS)


def snapshot(lists: Lists, period: Period, words: Words) -> tuple[Page, ...]:
    """Every page. `lists`: the rows by list number; `words` says codes."""
    return (
        _front_door(lists, period, words),
        _assessments(lists, period),
        _enquiries(lists, period),
        _in_need(lists, period, words),
        protection(lists, period, words),
        looked_after(lists, period, words),
        leavers(lists),
        adoption(lists, period),
        _caseload(lists, period),
    )


def _front_door(lists: Lists, period: Period, words: Words) -> Page:
    contacts = [row for row in lists.get(1, ()) if period.holds(row.day("contacted"))]
    referrals = [row for row in lists.get(3, ()) if period.holds(row.day("referred"))]
    times: dict[str, int] = {}
    for row in contacts:
        times[row.child] = times.get(row.child, 0) + 1
    first = list({row.child: row for row in reversed(contacts)}.values())[::-1]
    referred = {row.child for row in referrals}

    def month(row: Row) -> str:
        return f"{row.day('contacted'):%Y-%m}"

    by_month = grouped("contacts_by_month", "Contacts by month", contacts, month)
    months = dict(sorted(by_month.bands.items()))
    return Page(
        "front_door",
        "Front door",
        (
            counted("contacts", "Contacts", contacts),
            counted("contact_children", "Children with a contact", first),
            share("repeat_contacts", "Children with more than one contact", first, lambda row: times[row.child] > 1),
            grouped(
                "contacts_by_source", "Contacts by source", contacts, lambda row: words("source", row.says("source"))
            ),
            Indicator(by_month.code, by_month.title, by_month.rows, bands=months),
            share(
                "contact_to_referral",
                "Children with a contact who were referred",
                first,
                lambda row: row.child in referred,
            ),
            counted("referrals", "Referrals", referrals),
            grouped(
                "referrals_by_source", "Referrals by source", referrals, lambda row: words("source", row.says("source"))
            ),
            share("referral_nfa", "Referrals with no further action", referrals, lambda row: row.is_yes("nfa") is True),
            share(
                "rereferrals",
                "Referrals within 12 months of another",
                referrals,
                lambda row: (row.number("before") or 0) > 0,
            ),
        ),
    )


def _assessments(lists: Lists, period: Period) -> Page:
    rows = lists.get(4, ())
    done = [row for row in rows if period.holds(row.day("authorised"))]
    still = [row for row in rows if row.day("started") and period.open_on(row.day("started"), row.day("authorised"))]

    def took(row: Row) -> int | None:
        return working_days(row.day("started"), row.day("authorised"))

    def in_time(row: Row) -> bool:
        days = took(row)
        return days is not None and days <= 45

    def age(row: Row) -> int | None:
        return working_days(row.day("started"), period.as_at)

    return Page(
        "assessment",
        "Assessments",
        (
            counted("assessments_completed", "Assessments completed", done),
            share("within_45", "Completed within 45 working days", done, in_time),
            banded("assessment_days", "Working days to completion", done, took, ASSESSED),
            counted("assessments_open", "Assessments open", still),
            banded("open_days", "Open for", still, age, OPEN_FOR),
            share("open_over_45", "Open for more than 45 working days", still, lambda row: (age(row) or 0) > 45),
            share("child_seen", "Child seen during the assessment", done, lambda row: row.is_yes("seen") is True),
            share("no_support", "No social care support required", done, lambda row: row.is_yes("support") is False),
            grouped("assessments_by_team", "Completed by team", done, lambda row: row.says("team")),
            grouped("assessments_by_worker", "Completed by worker", done, lambda row: row.says("worker")),
        ),
    )


def _enquiries(lists: Lists, period: Period) -> Page:
    enquiries = [row for row in lists.get(5, ()) if period.holds(row.day("strategy"))]
    held = [row for row in lists.get(5, ()) if period.holds(row.day("conference"))]

    def took(row: Row) -> int | None:
        return working_days(row.day("strategy"), row.day("conference"))

    def in_time(row: Row) -> bool:
        days = took(row)
        return days is not None and days <= 15

    return Page(
        "enquiries",
        "Section 47 and initial conferences",
        (
            counted("enquiries", "Section 47 enquiries", enquiries),
            share(
                "to_conference",
                "Enquiries that led to a conference",
                enquiries,
                lambda row: row.day("conference") is not None,
            ),
            counted("conferences", "Initial conferences held", held),
            share("conference_15", "Held within 15 working days", held, in_time),
            banded("conference_days", "Working days from strategy discussion", held, took, CONFERRED),
            share("to_plan", "Conferences that led to a plan", held, lambda row: row.is_yes("plan") is True),
            share(
                "repeat_enquiries",
                "Children with another enquiry in 12 months",
                enquiries,
                lambda row: (row.number("enquiries") or 0) > 0,
            ),
        ),
    )


def _in_need(lists: Lists, period: Period, words: Words) -> Page:
    rows = lists.get(6, ())
    still = [
        row for row in rows if row.says("status") != "CLOSED" and period.open_on(row.day("started"), row.day("closed"))
    ]
    plans = [row for row in still if row.says("status") == "CIN"]
    closed = [row for row in rows if period.holds(row.day("closed"))]

    def unseen(row: Row) -> bool:
        return past(row.day("seen"), _TWENTY, period.as_at)

    return Page(
        "in_need",
        "Children in need",
        (
            counted("open_cases", "Open cases", still),
            grouped("by_status", "By status", still, lambda row: words("status", row.says("status"))),
            counted("cin_plans", "Child in need plans", plans),
            share("not_seen_20", "Child in need plans: not seen for more than 20 working days", plans, unseen),
            grouped("by_need", "By need", still, lambda row: words("need", row.says("need"))),
            banded("open_for", "Open for", still, lambda row: days_between(row.day("started"), period.as_at), HELD_FOR),
            counted("closed_cases", "Cases closed", closed),
            grouped("why_closed", "Why closed", closed, lambda row: words("closure", row.says("why_closed"))),
        ),
    )


def _caseload(lists: Lists, period: Period) -> Page:
    """Each child once, by the heaviest list they are open on: looked after, then protection, then in need."""
    found: dict[str, Row] = {}
    for number, ended in ((8, "ended"), (7, "ended"), (6, "closed")):
        for row in lists.get(number, ()):
            is_open = row.says("status") != "CLOSED" and period.open_on(row.day("started"), row.day(ended))
            if is_open and row.child not in found:
                found[row.child] = row
    rows = list(found.values())
    return Page(
        "caseload",
        "Caseload",
        (
            counted("children_open", "Children with an open case", rows),
            grouped("by_worker", "Children by worker", rows, lambda row: row.says("worker")),
            grouped("by_team", "Children by team", rows, lambda row: row.says("team")),
            share("unallocated", "Without a worker", rows, lambda row: not row.says("worker")),
        ),
    )


def latest_day(lists: Lists, today: date) -> date:
    """The last day anything in the return happened, for a snapshot whose day nobody gave."""
    keys = ("contacted", "referred", "authorised", "strategy", "seen", "visited", "reviewed", "started", "ended")
    days = [day for rows in lists.values() for row in rows for key in keys if (day := row.day(key)) and day <= today]
    return max(days, default=today)
