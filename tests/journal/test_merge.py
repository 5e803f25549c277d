"""Whatever order Changes arrive in, all replicas stand alike; what two people answered differently is asked."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.journal.change import Change, Verb, pack
from desktop_app.journal.merge import State, Verdict, blank, merge

STAMP = "{:012x}-0000-{}"


def made(number: int, device: str, name: str, value: object, before: object = None, kind: str = "phone") -> Change:
    """A `set` of one field; the number is its time too."""
    return Change(
        f"c{number}{device}", f"t{number}{device}", kind, "r1", Verb.SET, name, pack(before), pack(value),
        STAMP.format(number, device.rjust(8, "0")), f"user {device}", device,
    )  # fmt: skip


def born(device: str = "a", **values: object) -> Change:
    return Change(
        "born", "t0", "phone", "r1", Verb.CREATE, "", "", pack({"id": "r1", **values}),
        STAMP.format(0, device.rjust(8, "0")), f"user {device}", device,
    )  # fmt: skip


def after(*changes: Change) -> State:
    state = State(changes[0].kind, "r1")
    for change in changes:
        merge(state, change)
    return state


def test_every_order_ends_alike():
    changes = [
        born(number="020 7946 0001"), made(1, "b", "number", "020 7946 0002"), made(2, "a", "label", "work"),
        made(3, "b", "label", "home"), made(2, "b", "removed_at", "2026-01-01T00:00:00.000Z"),
    ]  # fmt: skip
    ends = [after(*order).fields for order in itertools.permutations(changes)]
    assert all(end == ends[0] for end in ends)
    assert ends[0]["label"].value == pack("home")


def test_a_writer_who_knew_the_value_conflicts_with_nobody():
    state = after(born(number="1"))
    assert merge(state, made(1, "b", "number", "2", before="1")) == (Verdict.APPLIED, [])


def test_two_numbers_are_both_kept_and_asked():
    state = after(born(number="1"), made(1, "b", "number", "2", before="1"))
    verdict, (clash,) = merge(state, made(2, "c", "number", "3", before="1"))
    assert verdict is Verdict.CONFLICT
    assert (clash.ours.value, clash.theirs.value) == (pack("3"), pack("2"))
    assert (clash.ours.actor, clash.theirs.actor) == ("user c", "user b")


def test_an_older_stamp_that_comes_late_does_not_win_but_is_kept_in_the_conflict():
    state = after(born(number="1"), made(5, "b", "number", "2", before="1"))
    _verdict, (clash,) = merge(state, made(3, "c", "number", "3", before="1"))
    assert state.fields["number"].value == pack("2")
    assert clash.theirs.value == pack("3")


def test_a_trivial_field_takes_the_newer_and_asks_nobody():
    state = after(born(label="x"), made(1, "b", "label", "home", before="x"))
    assert merge(state, made(2, "c", "label", "work", before="x")) == (Verdict.MERGED, [])
    assert state.fields["label"].value == pack("work")


def test_the_same_answer_twice_is_no_conflict():
    state = after(born(number="1"), made(1, "b", "number", "2", before="1"))
    assert merge(state, made(2, "c", "number", "2", before="1")) == (Verdict.APPLIED, [])


def test_an_edit_of_what_another_deleted_and_a_deletion_of_what_another_edited_are_asked():
    gone = made(1, "b", "removed_at", "2026-01-01T00:00:00.000Z")
    state = after(born(label="x"), gone)
    verdict, (clash,) = merge(state, made(2, "c", "label", "y", before="x"))
    assert (verdict, clash.field, clash.theirs.value) == (Verdict.CONFLICT, "removed_at", pack("y"))
    state = after(born(label="x"), made(1, "c", "label", "y", before="x"))
    verdict, (clash,) = merge(state, gone, unseen=True)
    assert (verdict, clash.field, clash.theirs.value) == (Verdict.CONFLICT, "removed_at", pack("y"))
    state = after(born(label="x"), made(1, "c", "label", "y", before="x"))
    assert merge(state, gone)[0] is Verdict.APPLIED


def test_a_long_text_brings_what_both_wrote_on():
    state = State("call", "r1")
    merge(state, made(1, "a", "note", "He rang.", before="", kind="call"))
    merge(state, made(2, "a", "note", "He rang. Twice.", before="He rang.", kind="call"))
    _verdict, (clash,) = merge(state, made(3, "b", "note", "He rang back.", before="He rang.", kind="call"))
    assert clash.base == pack("He rang.")


def test_what_a_newer_version_says_is_kept():
    state = State("star_chart", "r1")
    assert merge(state, made(1, "a", "stars", 5, kind="star_chart")) == (Verdict.APPLIED, [])
    assert state.value("stars") == 5
    assert blank("star_chart", "stars") == ""
    assert blank("phone", "message_safe") == pack(1)


OPS = st.lists(
    st.builds(
        made, st.integers(1, 6), st.sampled_from("abc"), st.sampled_from(["number", "label", "removed_at"]),
        st.sampled_from(["x", "y", None]),
    ),
    unique_by=lambda change: change.hlc, max_size=7,
)  # fmt: skip


@given(OPS, st.randoms(use_true_random=False))
def test_replicas_converge(changes: list[Change], chance: object):
    first = [born(number="0"), *changes]
    second = list(first)
    chance.shuffle(second)  # type: ignore[attr-defined]
    assert after(*first).fields == after(*second).fields
