"""What must be ready before a meeting is counted back over weekends and bank holidays, never into the past."""

from __future__ import annotations

from datetime import date

from desktop_app.records.words import EntryKind
from desktop_app.rules.preparation import days_of, next_time
from desktop_app.rules.working_days import is_working_day


def test_invitations_go_ten_working_days_before_over_christmas():
    found = days_of(EntryKind.CONFERENCE, date(2027, 1, 6), date(2026, 12, 1))
    assert [(one.before, due) for one, due, _why in found] == [
        (10, date(2026, 12, 18)), (5, date(2026, 12, 29)), (3, date(2026, 12, 31)), (2, date(2027, 1, 4)),
    ]  # fmt: skip
    assert found[0][2] == "10 working days before Wed 6 Jan."


def test_what_would_be_in_the_past_is_due_today_and_says_so():
    (first, *_rest) = days_of(EntryKind.CONFERENCE, date(2026, 12, 9), date(2026, 12, 3))
    assert first[1] == date(2026, 12, 3)
    assert first[2].endswith("That was Wed 25 Nov.")


def test_a_visit_needs_nothing():
    assert days_of(EntryKind.HOME_VISIT, date(2026, 12, 9), date(2026, 12, 3)) == []


def test_the_next_time_is_never_late_and_never_on_a_day_off():
    assert next_time(date(2026, 11, 4), 6) == date(2026, 12, 16)
    assert next_time(date(2026, 11, 13), 6) == date(2026, 12, 24)  # Fri 25 Dec is Christmas Day
    for day in range(1, 29):
        found = next_time(date(2026, 11, day), 6)
        assert is_working_day(found)
        assert (found - date(2026, 11, day)).days <= 42
