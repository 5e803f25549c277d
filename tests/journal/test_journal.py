"""The clock never goes back and orders devices; a record's state follows from its Changes alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.journal.change import Change, Verb, pack, state_of, unpack
from desktop_app.journal.hlc import DAY_MS, ClockAhead, HybridClock, moment_of


@given(st.lists(st.integers(-3 * DAY_MS, 3 * DAY_MS), min_size=1, max_size=60))
@settings(deadline=None, max_examples=60)
def test_stamps_rise_whatever_the_wall_clock_does(jumps: list[int]):
    wall = [1_800_000_000_000]
    clock = HybridClock("device-aaaaaaaa", lambda: wall[0])
    stamps = []
    for jump in jumps:
        wall[0] = max(1, wall[0] + jump)
        stamps.append(clock.tick())
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)


def test_after_another_devices_stamp_ours_is_later():
    clock = HybridClock("bbbbbbbb", lambda: 1_000)
    clock.see(HybridClock("aaaaaaaa", lambda: 5_000).tick())
    assert clock.tick() > "000000001388-0000"
    assert clock.behind_by() == 4_000


def test_a_stamp_more_than_a_day_ahead_is_refused():
    clock = HybridClock("bbbbbbbb", lambda: 1_000)
    with pytest.raises(ClockAhead):
        clock.see(HybridClock("aaaaaaaa", lambda: 1_000 + DAY_MS + 1).tick())
    assert moment_of(clock.tick()).timestamp() == 1.0


def test_a_clock_continues_from_the_newest_stamp_of_the_vault():
    last = HybridClock("aaaaaaaa", lambda: 9_000).tick()
    assert HybridClock("aaaaaaaa", lambda: 10, last).tick() > last


def change(verb: Verb, field: str, value: object) -> Change:
    return Change("i", "t", "call", "r", verb, field, "null", pack(value), "000000000001-0000-a", "R", "d")  # type: ignore[arg-type]


def test_the_state_of_a_record_is_what_its_changes_say():
    assert state_of([]) is None
    made = change(Verb.CREATE, "", {"note": "a", "minutes": 1})
    assert state_of([made, change(Verb.SET, "note", "b")]) == {"note": "b", "minutes": 1}


@given(st.one_of(st.none(), st.text(), st.integers(-(2**53), 2**53), st.booleans()))
@settings(deadline=None, max_examples=80)
def test_values_come_out_of_a_change_as_they_went_in(value: object):
    assert unpack(pack(value)) == value  # type: ignore[arg-type]
