"""Which clocks run for a child: visits by placement, plans that win, video that doesn't count, conferences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.words import PlacementKind, StatusKind, StepKind
from desktop_app.rules.timescales import names, pack
from desktop_app.rules.timescales.child import Child, Happened, Held, Placed
from desktop_app.rules.timescales.clocks import Clock, State, clocks
from desktop_app.rules.timescales.visits import VISIT_RULES

TODAY = date(2026, 11, 23)  # a Monday


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def running(child: Child, today: date = TODAY) -> dict[str, Clock]:
    return {one.rule.code: one for one in clocks(child, today)}


def visit_rule(child: Child) -> str:
    (code,) = [code for code in running(child) if code in VISIT_RULES]
    return code


def of(*steps: Happened, status: StatusKind = StatusKind.CP, since: date | None = None, **more: object) -> Child:
    return Child("c", "f", steps=steps, statuses=(Held(status, since or ago(90)),), **more)  # type: ignore[arg-type]


def seen(days: int, *, virtual: bool = False) -> Happened:
    return Happened(StepKind.VISIT, ago(days), virtual=virtual)


def test_a_child_protection_visit_counts_from_the_last_one():
    clock = running(of(seen(30), seen(12)))["CPV"]
    assert clock.due.day == date(2026, 11, 25)
    assert (clock.state, clock.left, clock.words()) == (State.AT_RISK, 2, "2 working days left")
    never = running(of(since=ago(3)))["CPV"]
    assert never.started == ago(3)
    late = running(of(seen(20)))["CPV"]
    assert (late.state, late.words()) == (State.LATE, "4 working days late")


def test_a_video_visit_never_satisfies_a_statutory_one():
    clock = running(of(seen(16), seen(2, virtual=True)))["CPV"]
    assert clock.started == ago(16)
    assert clock.state is State.LATE
    assert clock.note == "Seen by video on Sat 21 Nov, which doesn't count."


def test_the_plan_wins_over_the_pack():
    clock = running(of(seen(12), agreed={"CPV": "4 weeks"}))["CPV"]
    assert clock.due.day == ago(12) + timedelta(weeks=4)
    assert clock.rule.source == "the child's own plan"
    assert clock.rule.national is not None
    nonsense = running(of(seen(12), agreed={"CPV": "often"}))["CPV"]
    assert nonsense.due.day == date(2026, 11, 25)


def looked_after(kind: PlacementKind, since: int, *steps: Happened, until_eighteen: bool = False) -> Child:
    placed = Placed(kind, ago(since), until_eighteen=until_eighteen)
    return of(*steps, status=StatusKind.CLA, since=ago(800), placements=(Placed(kind, ago(800), ago(since)), placed))


@pytest.mark.parametrize(
    ("child", "code"),
    [
        (looked_after(PlacementKind.FOSTER, 5, seen(20)), "LACV-1"),
        (looked_after(PlacementKind.FOSTER, 20, seen(15)), "LACV-6W"),
        (looked_after(PlacementKind.FOSTER, 400, seen(15)), "LACV-6W"),
        (looked_after(PlacementKind.FOSTER, 400, seen(15), until_eighteen=True), "LACV-3M"),
        (looked_after(PlacementKind.LONG_TERM_FOSTER, 400, seen(15)), "LACV-LT"),
        (looked_after(PlacementKind.LONG_TERM_FOSTER, 100, seen(15)), "LACV-6W"),
        (looked_after(PlacementKind.CONNECTED, 20, seen(3)), "LACV-CONN"),
        (looked_after(PlacementKind.CONNECTED, 20, Happened(StepKind.LAC_REVIEW, ago(5)), seen(3)), "LACV-CONN-4W"),
        (looked_after(PlacementKind.PARENT, 20, seen(3)), "LACV-PWP"),
        (looked_after(PlacementKind.PARENT, 20, Happened(StepKind.LAC_REVIEW, ago(5)), seen(3)), "LACV-PWP-6W"),
    ],
)
def test_one_visit_rule_by_placement(child: Child, code: str):
    assert visit_rule(child) == code


def test_a_new_placement_starts_the_visit_clock_anew():
    clock = running(looked_after(PlacementKind.FOSTER, 5, seen(6)))["LACV-1"]
    assert (clock.started, clock.due.day) == (ago(5), ago(5) + timedelta(weeks=1))


def test_conferences_count_from_the_strategy_discussion_that_began_section_47():
    first, again = Happened(StepKind.STRATEGY_S47, ago(20)), Happened(StepKind.STRATEGY, ago(4))
    child = of(first, again, status=StatusKind.SECTION_47, since=ago(20))
    clock = running(child)["ICPC-15"]
    assert (clock.started, clock.due.day) == (ago(20), date(2026, 11, 24))
    met = running(of(first, Happened(StepKind.ICPC, ago(1)), status=StatusKind.SECTION_47, since=ago(20)))
    assert "ICPC-15" not in met


def test_reviews_follow_each_other():
    became = Happened(StepKind.LOOKED_AFTER, ago(300))
    review = [Happened(StepKind.LAC_REVIEW, ago(days)) for days in (280, 190, 20)]

    def at(*steps: Happened) -> set[str]:
        return {one for one in running(of(became, *steps, status=StatusKind.CLA, since=ago(300))) if "LACR-" in one}

    assert at() & {"LACR-1", "LACR-2", "LACR-N"} == {"LACR-1"}
    assert at(review[0]) & {"LACR-1", "LACR-2", "LACR-N"} == {"LACR-2"}
    assert at(*review) & {"LACR-1", "LACR-2", "LACR-N"} == {"LACR-N"}
    conference = of(Happened(StepKind.RCPC, ago(30)), since=ago(120))
    assert "RCPC-6" in running(conference)
    assert "RCPC-3" not in running(conference)
    assert "RCPC-3" in running(of(since=ago(30)))


def test_an_assessment_stops_when_it_is_authorised_or_its_status_ends():
    assert "CFA-45" in running(of(status=StatusKind.ASSESSMENT, since=ago(20)))
    done = Child("c", "f", statuses=(Held(StatusKind.ASSESSMENT, ago(80), ago(20)), Held(StatusKind.CIN, ago(20))))
    assert "CFA-45" not in running(done)
    assert {"CINV", "CIN-MTG1"} <= set(running(done))


def test_what_comes_before_a_conference_is_counted_back_while_it_is_ahead():
    booked = Happened(StepKind.ICPC_BOOKED, TODAY + timedelta(days=10))
    clock = running(of(booked))["ICPC-RPT"]
    assert clock.due.day == date(2026, 11, 30)
    assert "ICPC-RPT" not in running(of(booked, Happened(StepKind.ICPC_REPORT_SHARED, TODAY)))
    assert "ICPC-RPT" not in running(of(booked), TODAY + timedelta(days=11))


def test_a_closed_child_has_no_clocks_and_a_gap_in_the_record_is_no_alarm():
    closed = of(seen(50), Happened(StepKind.CLOSED, ago(10)))
    again = Child("c", "f", steps=closed.steps, statuses=(Held(StatusKind.CP, ago(90), ago(10)),))
    assert clocks(again, TODAY) == []
    old = running(of(status=StatusKind.CLA, since=ago(900)))
    assert old["LACR-1"].state is State.NOT_KNOWN


def test_an_old_clock_keeps_the_edition_of_its_day():
    child = of(status=StatusKind.ASSESSMENT, since=date(2026, 2, 20))
    assert running(child, date(2026, 4, 1))["CFA-45"].due.day == date(2026, 4, 28)
    own = pack("example-estuary")
    (ours,) = [one for one in clocks(child, date(2026, 4, 1), own) if one.rule.code == "CFA-45"]
    assert ours.due.day == date(2026, 4, 21)


@pytest.mark.parametrize("name", names())
def test_packs_speak_of_steps_and_statuses_that_exist(name: str):
    steps = {str(one) for one in StepKind}
    for rule in pack(name).rules.values():
        assert {rule.on, rule.per, *rule.met_by} - {""} <= steps
        assert set(rule.only) <= {str(one) for one in StatusKind}


STEPS = st.builds(
    Happened,
    st.sampled_from(list(StepKind)),
    st.dates(date(2025, 1, 1), date(2027, 3, 1)),
    virtual=st.booleans(),
)
STATUSES = st.builds(Held, st.sampled_from(list(StatusKind)), st.dates(date(2024, 1, 1), TODAY))


@given(st.lists(STEPS, max_size=12), st.lists(STATUSES, max_size=3), st.integers(0, 40))
def test_recording_a_visit_never_makes_another_clock_later_or_a_visit_sooner(
    steps: list[Happened], statuses: list[Held], days: int
):
    before = running(Child("c", "f", steps=tuple(steps), statuses=tuple(statuses)))
    after = running(Child("c", "f", steps=(*steps, seen(days)), statuses=tuple(statuses)))
    for code, clock in after.items():
        if code in before and code in VISIT_RULES:
            assert clock.due.day >= before[code].due.day
        elif code in before:
            assert clock.due == before[code].due
