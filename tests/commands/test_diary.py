"""The diary's commands on a real vault: booking, moving, series, holds, the alarm of a visit that runs over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app import clock
from desktop_app.commands import diary, diary_holds, diary_hours, diary_safety, diary_series
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.base import moment_text
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import EntryKind, MessageState, TaskKind
from desktop_app.records.work import Task
from desktop_app.vault.queries.diary import Occasion, entry_page, occasions, over
from desktop_app.vault.queries.finding import matches

MONDAY = date(2026, 12, 7)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LONDON)


def visit(**values: object) -> DiaryEntry:
    base = DiaryEntry(kind=EntryKind.HOME_VISIT, title="CIN visit", workers=("n",), starts_at=at(10), ends_at=at(11))
    return base.but(**values)


def week(desk: Desk, first: date = MONDAY, days: int = 5) -> list[Occasion]:
    return desk.read(occasions, first, first + timedelta(days=days - 1), now=at(0))


def test_a_visit_is_booked_with_its_expected_end_and_stands_in_its_week(desk: Desk):
    kept = desk.do(diary.book, visit()).result()
    assert kept.out_by == at(11)
    (found,) = week(desk)
    assert (found.entry_id, found.workers, found.starts, found.ends) == (kept.id, ("n",), at(10), at(11))
    assert not week(desk, MONDAY + timedelta(days=7))


def test_moving_to_a_colleague_is_one_step_that_undo_takes_back(desk: Desk):
    kept = desk.do(diary.book, visit()).result()
    desk.do(diary.move_entry, kept.id, at(14), from_worker="n", to_worker="t").result()
    (found,) = week(desk)
    assert (found.starts, found.ends, found.workers, found.out_by) == (at(14), at(15), ("t",), at(15))
    desk.undo().result()
    (found,) = week(desk)
    assert (found.starts, found.workers) == (at(10), ("n",))


def test_an_entry_that_ends_before_it_begins_is_refused_in_words(desk: Desk):
    with pytest.raises(UserError, match="ends before it begins"):
        desk.do(diary.book, visit(ends_at=at(9))).result()


def test_a_series_keeps_its_hour_when_the_clocks_change_and_one_time_moves_alone(desk: Desk):
    first = date(2027, 3, 22)  # the clocks go forward on Sun 28 March
    series = visit(starts_at=at(10, day=first), ends_at=at(11, day=first), rule="FREQ=WEEKLY;COUNT=3")
    kept = desk.do(diary.book, series).result()
    found = week(desk, first, 21)
    assert [f"{clock.local(one.starts):%d %H:%M}" for one in found] == ["22 10:00", "29 10:00", "05 10:00"]
    second = found[1]
    desk.do(diary.move_entry, kept.id, at(15, day=date(2027, 3, 30)), original=second.original).result()
    times = sorted(f"{clock.local(one.starts):%m-%d %H:%M}" for one in week(desk, first, 21))
    assert times == ["03-22 10:00", "03-30 15:00", "04-05 10:00"]
    desk.do(diary.cancel_entry, kept.id, original=found[2].original).result()
    assert len(week(desk, first, 21)) == 2
    desk.undo().result()
    desk.undo().result()
    assert len(week(desk, first, 21)) == 3
    assert sorted(one.starts for one in week(desk, first, 21)) == [one.starts for one in found]


def test_an_endless_series_stands_in_a_week_far_beyond_what_is_kept(desk: Desk):
    desk.do(diary.book, visit(rule="FREQ=WEEKLY;INTERVAL=2")).result()
    far = MONDAY + timedelta(weeks=2 * 26 * 6)
    assert [clock.local(one.starts).date() for one in week(desk, far)] == [far]


def test_leave_stands_on_each_of_its_days_once(desk: Desk):
    leave = DiaryEntry(
        kind=EntryKind.LEAVE, title="Leave", workers=("n",), first_day=MONDAY, last_day=date(2026, 12, 20)
    )
    desk.do(diary.book, leave).result()
    (found,) = week(desk)
    assert (found.all_day, found.starts, found.ends) == (True, MONDAY, date(2026, 12, 20))
    assert len(week(desk, date(2026, 12, 20), 1)) == 1
    assert not week(desk, date(2026, 12, 21))


def test_accepting_one_held_slot_frees_the_others_in_the_same_step(desk: Desk):
    slots = [(at(10), at(11)), (at(14), at(15)), (at(9, day=date(2026, 12, 9)), at(10, day=date(2026, 12, 9)))]
    until = clock.now() + timedelta(days=30)
    held = desk.do(diary_holds.hold, visit(), slots, until=until, held_for="Ms Amadi").result()
    assert len(week(desk)) == 3
    desk.do(diary_holds.accept_hold, held[1].id).result()
    (found,) = week(desk)
    assert (found.starts, found.hold_id) == (at(14), "")
    desk.undo().result()
    assert len(week(desk)) == 3


def test_a_hold_that_has_run_out_is_free_time(desk: Desk):
    until = clock.now() + timedelta(hours=1)
    desk.do(diary_holds.hold, visit(), [(at(10), at(11))], until=until).result()
    assert len(desk.read(occasions, MONDAY, MONDAY, now=until - timedelta(minutes=1))) == 1
    assert desk.read(occasions, MONDAY, MONDAY, now=until + timedelta(minutes=1)) == []


def test_private_entries_keep_who_and_when_and_nothing_else(desk: Desk):
    secret = visit(private=True, title="Oncology clinic", place="Ward 7", note="nobody knows", people=("p",))
    kept = desk.do(diary.book, secret).result()
    assert (kept.title, kept.place, kept.note, kept.people, kept.kind) == ("Busy", "", "", (), EntryKind.BUSY)
    desk.do(diary.change_entry, kept.id, note="Oncology again").result()
    assert entry_of(desk, kept.id).note == ""
    from desktop_app.vault.tables import METADATA

    tables = sorted(METADATA.tables)
    everything = desk.read(lambda reader: str([reader.rows(f"SELECT * FROM {one}") for one in tables]))
    for secret in ("Oncology", "Ward 7", "nobody knows"):
        assert secret not in everything
        assert desk.read(matches, secret) == []


def entry_of(desk: Desk, entry_id: str) -> DiaryEntry:
    found = desk.read(entry_page, entry_id)
    assert found is not None
    return found.entry


def test_a_conference_brings_its_preparation_and_moving_it_moves_that(desk: Desk):
    day = date(2027, 2, 17)
    conference = DiaryEntry(
        kind=EntryKind.CONFERENCE, title="Conference, Nash", workers=("l",), starts_at=at(10, day=day),
        ends_at=at(12, day=day),
    )  # fmt: skip
    kept = desk.do(diary.book, conference).result()
    tasks = desk.read(lambda reader: reader.all(Task, source_id=kept.id))
    assert [(one.title, one.due_on) for one in tasks] == [
        ("Send invitations", date(2027, 2, 3)),
        ("Share the report with the family", date(2027, 2, 10)),
        ("Send the report to the chair", date(2027, 2, 12)),
        ("Ask for reports that are missing; confirm room and interpreter", date(2027, 2, 15)),
    ]
    desk.do(diary.move_entry, kept.id, at(10, day=date(2027, 2, 18))).result()
    assert desk.read(lambda reader: reader.all(Task, source_id=kept.id))[0].due_on == date(2027, 2, 4)
    desk.do(diary.cancel_entry, kept.id).result()
    assert desk.read(lambda reader: reader.all(Task, source_id=kept.id)) == []


def test_the_next_visit_is_counted_from_the_day_the_last_one_was_done(desk: Desk):
    done_on = date(2026, 11, 4)
    first = visit(starts_at=at(10, day=done_on), ends_at=at(11, day=done_on), again_weeks=6)
    kept = desk.do(diary.book, first).result()
    desk.do(diary.entry_done, kept.id, ended=at(11, day=done_on)).result()
    (following,) = week(desk, date(2026, 12, 14))
    assert clock.local(following.starts) == at(10, day=date(2026, 12, 16))
    assert following.planned
    desk.do(diary.move_entry, kept.id, at(10, day=date(2026, 11, 6))).result()
    (following,) = week(desk, date(2026, 12, 14))
    assert clock.local(following.starts).date() == date(2026, 12, 18)


def test_a_video_visit_never_settles_what_is_statutory(desk: Desk):
    due = Task(kind=TaskKind.VISIT, title="CP visit", statutory=True, due_on=MONDAY, worker_id="n")
    task = desk.do(add_fact, due).result()
    seen = desk.do(diary.book, visit(kind=EntryKind.VIDEO_VISIT, task_id=task.id)).result()
    desk.do(diary.entry_done, seen.id).result()
    there = desk.read(lambda reader: reader.get(Task, task.id))
    assert there is not None
    assert (there.booked_at, there.done_at) == (None, None)
    real = desk.do(diary.book, visit(task_id=task.id)).result()
    assert desk.read(lambda reader: reader.get(Task, task.id)).booked_at == at(10)
    desk.do(diary.entry_done, real.id).result()
    assert desk.read(lambda reader: reader.get(Task, task.id)).done_at is not None


def test_a_visit_that_runs_over_climbs_from_the_assistant_to_duty_to_the_manager(desk: Desk):
    team = desk.do(add_fact, Team(name="North", duty="Duty desk", duty_phone="01", manager="Dean Aldous")).result()
    tom = desk.do(add_fact, Worker(name="Tom Hadley", team_id=team.id, phone="07700 900111")).result()
    now = clock.now().replace(microsecond=0)
    out_by = now - timedelta(minutes=8)
    kept = desk.do(diary.book, visit(workers=(tom.id,), starts_at=out_by - timedelta(hours=1), ends_at=out_by)).result()
    assert [one.id for one in desk.read(over, now)] == [kept.id]
    alarm = desk.do(diary_safety.visit_over, kept.id, script="Ring him first.").result()
    assert alarm is not None
    steps = desk.read(lambda reader: reader.all(LadderStep, message_id=alarm.id))
    assert [(one.whom, one.due_at) for one in steps] == [
        ("Ruth Ellery", out_by),
        ("Duty desk", out_by + timedelta(minutes=15)),
        ("Dean Aldous", out_by + timedelta(minutes=30)),
    ]
    assert desk.do(diary_safety.visit_over, kept.id).result() is None
    assert desk.read(over, now) == []
    desk.do(diary_safety.out_and_safe, kept.id, said_by="Tom Hadley").result()
    ended = desk.read(lambda reader: reader.get(Message, alarm.id))
    assert (ended.state, ended.acknowledged_by) == (MessageState.ACKNOWLEDGED, "Tom Hadley")


def test_out_later_begins_the_clock_anew(desk: Desk):
    out_by = clock.now() - timedelta(minutes=1)
    kept = desk.do(diary.book, visit(starts_at=out_by - timedelta(hours=1), ends_at=out_by)).result()
    desk.do(diary_safety.visit_over, kept.id).result()
    later = clock.now() + timedelta(minutes=20)
    desk.do(diary_safety.out_later, kept.id, later).result()
    assert desk.read(over, later - timedelta(seconds=1)) == []
    assert [one.id for one in desk.read(over, later + timedelta(seconds=1))] == [kept.id]


def test_sickness_gives_a_days_visits_to_a_colleague_in_one_step(desk: Desk):
    kept = [desk.do(diary.book, visit(starts_at=at(hour), ends_at=at(hour + 1))).result() for hour in (9, 11, 13)]
    desk.do(diary.reassign, [(one.id, "") for one in kept], from_worker="n", to_worker="t").result()
    assert {one.workers for one in week(desk)} == {("t",)}
    desk.undo().result()
    assert {one.workers for one in week(desk)} == {("n",)}


def test_travel_is_learnt_as_a_mean_and_a_typed_time_stands(desk: Desk):
    desk.do(diary_hours.learn_travel, "M1", "M9", 20).result()
    assert desk.do(diary_hours.learn_travel, "M9", "M1", 30).result().minutes == 25
    desk.do(diary_hours.set_travel, "M1", "M9", 40).result()
    assert desk.do(diary_hours.learn_travel, "M1", "M9", 10).result().minutes == 40


def test_what_arrives_by_sync_stands_in_its_week_at_once(desk: Desk):
    from desktop_app.vault import landing

    kept = desk.do(diary.book, visit()).result()
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM occasion")
        landing.rebuild(connection, [("diary_entry", kept.id)])
    assert len(week(desk)) == 1


def test_an_entry_over_midnight_touches_both_days_and_one_to_midnight_only_the_first(desk: Desk):
    late = visit(starts_at=at(22), ends_at=at(22) + timedelta(hours=4))
    till = visit(starts_at=at(22), ends_at=at(22) + timedelta(hours=2))
    desk.do(diary.book, late).result()
    desk.do(diary.book, till).result()
    assert len(week(desk, MONDAY, 1)) == 2
    assert len(week(desk, MONDAY + timedelta(days=1), 1)) == 1
    assert datetime(2026, 12, 7, 22, tzinfo=UTC) == at(22)


def test_a_rule_nobody_can_read_is_refused_and_one_that_arrives_so_stops_nothing(desk: Desk):
    with pytest.raises(UserError, match="repeats"):
        desk.do(diary.book, visit(rule="FREQ=SOMETIMES")).result()
    kept = desk.do(add_fact, visit(rule="FREQ=SOMETIMES")).result()
    assert [one.entry_id for one in week(desk)] == [kept.id]


def test_a_series_ends_on_its_until_counted_on_the_wall(desk: Desk):
    desk.do(diary.book, visit(rule="FREQ=DAILY;UNTIL=20261209T100000Z")).result()
    assert [clock.local(one.starts).day for one in week(desk)] == [7, 8, 9]


def test_a_series_without_end_is_ended_before_a_day_and_undo_brings_it_back(desk: Desk):
    kept = desk.do(diary.book, visit(rule="FREQ=WEEKLY;BYDAY=MO")).result()
    desk.do(diary_series.end_series, kept.id, at(10, day=MONDAY + timedelta(days=14))).result()
    assert len(week(desk, MONDAY, 60)) == 2
    desk.undo().result()
    assert len(week(desk, MONDAY, 60)) == 9


def test_moving_a_series_of_fixed_weekdays_to_another_one_is_refused_in_words(desk: Desk):
    kept = desk.do(diary.book, visit(rule="FREQ=WEEKLY;BYDAY=MO")).result()
    with pytest.raises(UserError, match="fixed weekdays"):
        desk.do(diary.move_entry, kept.id, at(10, day=MONDAY + timedelta(days=1))).result()
    desk.do(diary.move_entry, kept.id, at(14)).result()
    assert {f"{clock.local(one.starts):%a %H:%M}" for one in week(desk, MONDAY, 28)} == {"Mon 14:00"}


def test_this_time_and_later_go_otherwise_and_one_undo_makes_one_series_of_it_again(desk: Desk):
    kept = desk.do(diary.book, visit(rule="FREQ=WEEKLY;COUNT=5")).result()
    third = at(10, day=MONDAY + timedelta(days=14))
    apart = desk.do(
        diary.change_entry, kept.id, moment_text(third + timedelta(days=7)), title="With the health visitor"
    ).result()  # fmt: skip
    later = desk.do(
        diary_series.change_later, kept.id, moment_text(third), title="CP visit", workers=("t",)
    ).result()  # fmt: skip
    told = [(one.title, one.workers, clock.local(one.starts).day) for one in week(desk, MONDAY, 60)]
    assert sorted(told, key=lambda one: one[2] if one[2] > 5 else one[2] + 31) == [
        ("CIN visit", ("n",), 7), ("CIN visit", ("n",), 14), ("CP visit", ("t",), 21),
        ("With the health visitor", ("n",), 28), ("CP visit", ("t",), 4),
    ]  # fmt: skip
    assert later.rule == "FREQ=WEEKLY;COUNT=3"
    assert desk.read(lambda reader: reader.get(DiaryEntry, apart.id)).series_id == later.id
    desk.undo().result()
    assert {one.title for one in week(desk, MONDAY, 60)} == {"CIN visit", "With the health visitor"}
    assert len(week(desk, MONDAY, 60)) == 5


def test_a_series_of_whole_days_without_end_goes_otherwise_from_its_first_time_as_a_whole(desk: Desk):
    days = visit(starts_at=None, ends_at=None, first_day=MONDAY, last_day=MONDAY, rule="FREQ=WEEKLY")
    kept = desk.do(diary.book, days.but(kind=EntryKind.DUTY)).result()
    assert desk.do(diary_series.change_later, kept.id, "2026-12-07", title="Duty").result().id == kept.id
    later = desk.do(diary_series.change_later, kept.id, "2026-12-21", title="Duty, East").result()
    assert later.first_day == date(2026, 12, 21)
    told = [(one.title, one.starts) for one in week(desk, MONDAY, 22)]
    assert told == [
        ("Duty", date(2026, 12, 7)), ("Duty", date(2026, 12, 14)), ("Duty, East", date(2026, 12, 21)),
        ("Duty, East", date(2026, 12, 28)),
    ]  # fmt: skip
