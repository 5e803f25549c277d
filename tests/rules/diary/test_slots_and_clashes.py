"""Free time and clashes check each other: nothing found clashes, and whatever doesn't clash is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.records.words import EntryKind
from desktop_app.rules.diary.clashes import Wanted, clashes
from desktop_app.rules.diary.route import Stop, best_order
from desktop_app.rules.diary.slots import STEP, Asked, find_slots
from desktop_app.rules.diary.travel import Travel, guess, postcode

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 27, 9, tzinfo=clock.LONDON)
NAMES = {"NC": "Naomi", "DP": "Dev"}


@dataclass(frozen=True)
class Entry:
    """What the diary gives, as small as it can be."""

    entry_id: str
    workers: tuple[str, ...]
    starts: datetime | date
    ends: datetime | date
    kind: EntryKind = EntryKind.MEETING
    title: str = "Team meeting"
    room: str = ""
    postcode: str = ""
    travel_before: int = 0
    travel_after: int = 0


def at(hour: float, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, int(hour), round(hour % 1 * 60), tzinfo=clock.LONDON)


def entry(first: float, last: float, *workers: str, day: date = MONDAY, **more: object) -> Entry:
    return Entry(f"e{first}-{day}", workers or ("NC",), at(first, day), at(last, day), **more)  # type: ignore[arg-type]


def words(wanted: Wanted, *taken: Entry, travel: Travel | None = None) -> list[str]:
    return [one.words for one in clashes(wanted, taken, {}, travel or Travel(), NAMES)]


def test_the_six_kinds_in_words_and_court_first():
    wanted = Wanted(("NC",), at(10), at(11), "Room 4", "SO14 2AB")
    assert words(wanted, entry(10.5, 12, title="Core group")) == ["Naomi has core group from 10:30 to 12:00."]
    court = entry(9, 13, kind=EntryKind.COURT, title="Final hearing")
    both = clashes(wanted, [entry(10, 11, title="Call"), court], {}, Travel(), NAMES)
    assert [one.outranks for one in both] == [True, False]
    leave = Entry("l", ("NC",), MONDAY, MONDAY + timedelta(days=4), EntryKind.LEAVE)
    assert words(wanted, leave) == ["Naomi is away until Fri 4 Dec."]
    assert words(wanted, entry(9, 12, "DP", room="room 4", title="ICPC")) == [
        "Room 4 is taken from 09:00 to 12:00 (ICPC)."
    ]
    near = entry(9, 9.75, postcode="SO16 7NN", title="Visit")
    assert words(wanted, near) == ["Naomi: 25 min of travel after visit from 09:00 to 09:45, but 15 min are left."]
    known = Travel({("SO14 2AB", "SO16 7NN"): 10})
    assert words(wanted, near, travel=known) == []
    early = Wanted(("NC", "DP"), at(8), at(9))
    hours = {"DP": {1: (540, 1020)}}
    found = clashes(early, [], hours, Travel(), NAMES)
    assert [one.words for one in found] == [
        "Dev doesn't work on Mondays.",
        "Naomi works from 09:00 to 17:00 on Mondays.",
    ]
    christmas = Wanted(("NC",), at(10, date(2026, 12, 25)), at(11, date(2026, 12, 25)))
    assert words(christmas) == ["Fri 25 Dec is Christmas Day."]


def test_an_entry_that_is_moved_is_not_in_its_own_way():
    one = entry(10, 11)
    assert words(Wanted(("NC",), at(10.5), at(11.5), entry_id=one.entry_id), one) == []
    assert words(Wanted(("NC",), at(10.5), at(11.5)), one) != []
    assert words(Wanted(("NC",), at(11), at(12)), one) == [], "one after the other is no overlap"


def test_a_slot_lies_before_the_due_day_and_says_why_when_none_does():
    week = [entry(9, 17, day=MONDAY + timedelta(days=ahead), title="Duty cover") for ahead in range(4)]
    leave = Entry("l", ("DP",), MONDAY, MONDAY + timedelta(days=3), EntryKind.LEAVE)
    asked = Asked(("NC", "DP"), 60, MONDAY, due=MONDAY + timedelta(days=3))
    free = find_slots(asked, [*week, leave], {}, Travel(), now=NOW, names=NAMES)
    assert free.slots == ()
    assert free.why_none == (
        "Naomi has no 1 h free on any day they work.",
        "Dev is away on every working day before it is due.",
    )
    assert [one.late for one in free.after] == [1, 1, 1]
    assert free.after[0].words() == "Fri 4 Dec, 09:00 to 10:00"


def test_nobody_shares_an_hour():
    taken = [entry(9, 13, "NC"), entry(13, 17, "DP")]
    free = find_slots(Asked(("NC", "DP"), 60, MONDAY, due=MONDAY), taken, {}, Travel(), now=NOW, names=NAMES)
    assert free.why_none == ("Naomi and Dev are never free at the same time for 1 h.",)


def test_three_who_never_meet_are_told_who_stands_in_the_way():
    taken = [entry(9, 13, "NC"), entry(13, 17, "DP")]
    asked = Asked(("NC", "DP", "IW"), 60, MONDAY, due=MONDAY)
    names = NAMES | {"IW": "Imani"}
    assert find_slots(asked, taken, {}, Travel(), now=NOW, names=names).why_none == (
        "Naomi and Dev and Imani are never free at the same time for 1 h.",
        "Without Naomi: Mon 30 Nov, 09:00.",
        "Without Dev: Mon 30 Nov, 13:00.",
    )


def test_no_slot_on_a_bank_holiday_in_the_past_or_without_notice():
    christmas = Asked(("NC",), 60, date(2026, 12, 25), due=date(2026, 12, 28))
    found = find_slots(christmas, [], {}, Travel(), now=NOW)
    assert found.why_none == ("There is no working day left before it is due.",)
    assert {one.starts.date() for one in found.after} == {date(2026, 12, 29)}
    today = find_slots(Asked(("NC",), 60, NOW.date(), notice=3), [], {}, Travel(), now=NOW)
    assert today.slots[0].starts == at(12, NOW.date())


def test_a_room_is_chosen_and_travel_is_kept_free():
    taken = [entry(9, 12, "DP", room="Room 1"), entry(9, 10, "NC", postcode="SO16 7NN")]
    asked = Asked(("NC",), 60, MONDAY, due=MONDAY, rooms=("Room 1", "Room 2"), postcode="SO14 2AB")
    slots = find_slots(asked, taken, {}, Travel(), now=NOW).slots
    assert slots[0].starts == at(10.5), "25 minutes of travel after ten o'clock"
    assert slots[0].room == "Room 2"


PEOPLE = st.sampled_from([("NC",), ("DP",), ("NC", "DP")])
CODES = st.sampled_from(["", "SO14 2AB", "SO16 7NN", "PO1 3AX"])
KINDS = st.sampled_from([EntryKind.MEETING, EntryKind.COURT, EntryKind.LEAVE, EntryKind.DUTY, EntryKind.HOME_VISIT])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    day = MONDAY + timedelta(days=draw(st.integers(0, 2)))
    kind = draw(KINDS)
    number = draw(st.integers(0, 10**6))
    if kind is EntryKind.LEAVE:
        return Entry(f"e{number}", draw(PEOPLE), day, day + timedelta(days=draw(st.integers(0, 1))), kind)
    first = draw(st.integers(8 * 4, 16 * 4))
    last = first + draw(st.integers(1, 24))
    return Entry(
        f"e{number}", draw(PEOPLE), at(first / 4, day), at(0, day) + timedelta(minutes=15 * last), kind,
        room=draw(st.sampled_from(["", "Room 1"])), postcode=draw(CODES),
    )  # fmt: skip


@settings(max_examples=60)
@given(st.lists(entries(), max_size=9), PEOPLE, st.sampled_from([15, 45, 60, 90]), st.sampled_from(["", "Room 1"]))
def test_found_slots_never_clash_and_a_time_without_clash_is_found(
    taken: list[Entry], workers: tuple[str, ...], minutes: int, room: str
):
    travel = Travel()
    due = MONDAY + timedelta(days=2)
    asked = Asked(workers, minutes, MONDAY, due=due, rooms=(room,) if room else (), postcode="SO14 2AB")
    free = find_slots(asked, taken, {}, travel, now=NOW)
    length = timedelta(minutes=minutes)

    def clash(starts: datetime) -> bool:
        return bool(clashes(Wanted(workers, starts, starts + length, room, "SO14 2AB"), taken, {}, travel))

    for slot in free.slots:
        assert not clash(slot.starts)
        assert slot.starts.date() <= due
    any_free = any(
        not clash(at(0, MONDAY + timedelta(days=day)) + timedelta(minutes=STEP * step))
        for day in range(3)
        for step in range(9 * 4, 17 * 4)
    )
    assert bool(free.slots) == any_free
    assert bool(free.why_none) != any_free


def test_postcodes_and_guesses():
    assert postcode("so142ab") == "SO14 2AB"
    assert postcode("nowhere") == ""
    assert guess("SO14 2AB", "so14 2ab") == 0
    assert guess("SO14 2AB", "SO14 2ZZ") < guess("SO14 2AB", "SO14 3AB") < guess("SO14 2AB", "SO16 1AA")
    assert guess("SO14 2AB", "SO16 1AA") < guess("SO14 2AB", "PO1 1AA")
    assert Travel().minutes("", "") == 0


def test_the_best_order_is_the_shortest_of_all_orders():
    codes = ["SO14 2AB", "SO14 3CD", "SO16 1AA", "SO17 2BB", "PO1 1AA", "PO2 1BB"]
    stops = [Stop(str(at_), code, 30) for at_, code in enumerate(codes)]
    travel = Travel()

    def road(order: tuple[Stop, ...]) -> int:
        way = ["SO15 1ZZ", *(stop.postcode for stop in order), "SO15 1ZZ"]
        return sum(travel.minutes(a, b) for a, b in pairwise(way))

    best = best_order(stops, travel, starts=540, base="SO15 1ZZ")
    assert best is not None
    assert best.travel == min(road(order) for order in permutations(stops))


def test_stops_keep_their_hours_or_no_order_is_given():
    travel = Travel()
    school = Stop("school", "SO14 2AB", 60, earliest=15 * 60, latest=15 * 60 + 30)
    home = Stop("home", "SO16 7NN", 60, earliest=0, latest=11 * 60)
    best = best_order([school, home], travel, starts=9 * 60)
    assert best is not None
    assert (best.order, best.begins) == (("home", "school"), (9 * 60, 15 * 60))
    assert best_order([school, Stop("late", "SO16 7NN", 90, 15 * 60, 15 * 60)], travel, starts=540) is None
    assert best_order([], travel, starts=540) is not None
    with pytest.raises(UserError, match="up to 8"):
        best_order([school] * 9, travel, starts=540)
