"""The figures of a snapshot against the same counted by hand, and against a slow count of generated returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.indicators import Indicator, Page, Period, snapshot
from desktop_app.rules.indicators.benchmarks import england
from desktop_app.rules.working_days import is_working_day

AS_AT = date(2026, 3, 31)


@dataclass(frozen=True)
class Line:
    """A row of a list by its values."""

    child: str
    values: dict[str, object] = field(default_factory=dict)

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def says(self, key: str) -> str:
        return str(self.values.get(key) or "")

    def is_yes(self, key: str) -> bool | None:
        value = self.values.get(key)
        return value if isinstance(value, bool) else None

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        return value if isinstance(value, int) else None


def row(child: str, **values: object) -> Line:
    return Line(child, values)


def pages(lists: dict[int, list[Line]], period: Period = Period(AS_AT)) -> dict[str, Page]:  # noqa: B008 - frozen
    return {page.code: page for page in snapshot(lists, period, lambda _kind, code: code)}


def figure(lists: dict[int, list[Line]], page: str, code: str, period: Period = Period(AS_AT)) -> Indicator:  # noqa: B008
    return pages(lists, period)[page].indicator(code)


def test_assessments_within_45_working_days():
    rows = [
        row("a", started=date(2025, 11, 17), authorised=date(2026, 1, 22), seen=True, team="East"),
        row("b", started=date(2025, 11, 17), authorised=date(2026, 1, 23), seen=True, team="East"),
        row("c", started=date(2025, 11, 17), seen=False),
        row("d", started=date(2026, 3, 31), authorised=date(2026, 3, 31), seen=False, team="West"),
        row("e", started=date(2026, 1, 2), authorised=date(2026, 4, 1)),
    ]
    within = figure({4: rows}, "assessment", "within_45")
    assert (within.count, len(within.of or ()), within.percent) == (2, 3, 66.7)
    assert within.children() == ["a", "d"]
    assert figure({4: rows}, "assessment", "assessments_open").children() == ["c", "e"]
    assert figure({4: rows}, "assessment", "open_over_45").children() == ["c", "e"]
    bands = figure({4: rows}, "assessment", "assessment_days").bands
    assert {label: len(inside) for label, inside in bands.items() if inside} == {
        "Same day": 1, "41–45 days": 1, "46–50 days": 1,
    }  # fmt: skip
    assert figure({4: rows}, "assessment", "child_seen").percent == 66.7


def test_conferences_within_15_working_days_of_the_strategy_discussion():
    rows = [
        row("a", strategy=date(2026, 3, 2), conference=date(2026, 3, 23), plan=True, enquiries=0),
        row("b", strategy=date(2026, 3, 2), conference=date(2026, 3, 24), plan=False, enquiries=2),
        row("c", strategy=date(2026, 3, 2), unnecessary=True),
    ]
    in_time = figure({5: rows}, "enquiries", "conference_15")
    assert (in_time.count, in_time.percent) == (1, 50.0)
    assert figure({5: rows}, "enquiries", "to_conference").percent == 66.7
    assert figure({5: rows}, "enquiries", "repeat_enquiries").children() == ["b"]


def test_plans_open_visited_and_reviewed():
    rows = [
        row("new", started=date(2026, 2, 1), visited=date(2026, 3, 25), alone=True, abuse="NEG", before=0),
        row(
            "late",
            started=date(2025, 6, 1),
            visited=date(2026, 2, 20),
            reviewed=date(2025, 9, 1),
            abuse="EMO",
            before=1,
        ),
        row(
            "fine",
            started=date(2025, 6, 1),
            visited=date(2026, 3, 16),
            reviewed=date(2026, 1, 10),
            abuse="NEG",
            before=0,
        ),
        row("ended", started=date(2025, 1, 1), ended=date(2026, 3, 1), abuse="NEG", before=0),
        row("today", started=date(2024, 1, 1), ended=AS_AT, abuse="NEG", before=0),
        row("long", started=date(2024, 3, 1), reviewed=date(2025, 12, 1), abuse="NEG", before=0),
    ]
    page = pages({7: rows})["protection"]
    assert page.indicator("plans_open").children() == ["new", "late", "fine", "long"]
    assert page.indicator("reviewed_in_time").children() == ["fine", "long"]
    assert page.indicator("reviewed_in_time").percent == 66.7
    assert page.indicator("visit_over_10").children() == ["late", "fine", "long"]
    assert page.indicator("visit_over_20").children() == ["late", "long"]
    assert page.indicator("over_2_years").children() == ["long"]
    assert page.indicator("previous_plans").children() == ["late"]
    assert page.indicator("plans_ended").children() == ["ended", "today"]


def test_a_period_counts_what_happened_in_it():
    rows = [
        row("a", contacted=date(2026, 1, 1)),
        row("a", contacted=date(2026, 2, 1)),
        row("b", contacted=date(2026, 3, 1)),
    ]
    assert figure({1: rows}, "front_door", "contacts").count == 3
    assert figure({1: rows}, "front_door", "repeat_contacts").children() == ["a"]
    some = Period(AS_AT, date(2026, 2, 1))
    assert figure({1: rows}, "front_door", "contacts", some).count == 2
    assert figure({1: rows}, "front_door", "repeat_contacts", some).count == 0
    assert list(figure({1: rows}, "front_door", "contacts_by_month").bands) == ["2026-01", "2026-02", "2026-03"]


def test_a_child_on_several_lists_is_one_case():
    lists = {
        6: [row("a", status="CP", started=date(2026, 1, 1), worker="W1"), row("z", status="CLOSED", worker="W1")],
        7: [row("a", started=date(2026, 1, 1), worker="W2")],
        8: [row("b", started=date(2026, 1, 1)), row("c", started=date(2026, 1, 1), ended=date(2026, 2, 1))],
    }
    page = pages(lists)["caseload"]
    assert page.indicator("children_open").children() == ["b", "a"]
    assert {label: len(inside) for label, inside in page.indicator("by_worker").bands.items()} == {
        "W2": 1,
        "Not stated": 1,
    }
    assert page.indicator("unallocated").children() == ["b"]


def test_an_empty_return_divides_by_nothing():
    for page in snapshot({}, Period(AS_AT), lambda _kind, code: code):
        for one in page.indicators:
            assert one.count == 0
            assert one.percent is None
            assert one.as_json()["children"] == []


def test_england_stands_beside_what_is_published():
    assert england("within_45") == ("2025", 85.7)
    assert england("conference_15") == ("2024", 79.7)
    assert england("visit_late") is None


DAYS = st.dates(date(2025, 6, 1), date(2026, 5, 1))
ASSESSMENTS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=25)


@given(ASSESSMENTS, st.none() | st.dates(date(2025, 9, 1), AS_AT))
def test_rates_equal_a_count_day_by_day(drawn: list[tuple[date, date | None]], since: date | None):
    rows = [row(str(number), started=start, authorised=end) for number, (start, end) in enumerate(drawn)]
    found = figure({4: rows}, "assessment", "within_45", Period(AS_AT, since))
    done = [
        (start, end) for start, end in drawn
        if end is not None and end <= AS_AT and (since is None or end >= since)
    ]  # fmt: skip
    right = 0
    for start, end in done:
        passed = sum(is_working_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))
        right += end >= start and passed <= 45
    assert (found.count, len(found.of or ())) == (right, len(done))
