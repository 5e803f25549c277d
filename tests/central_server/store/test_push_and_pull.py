"""The log on both engines: what is pushed once lands once, what may be seen arrives, and nothing else does."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, update

from central_server.access.erasing import erase_family
from central_server.store import Refused, Store
from central_server.store.audit import broken_at
from central_server.store.scopes import scopes_changed
from central_server.store.tables import EMBARGO, GRANT, MEMBERSHIP, SUPPORT
from tests.helpers.laptops import LONG_AGO, Laptop, grant, laptop


def family(ruth: Laptop, family_id: str = "f1", person: str = "p1") -> None:
    """A family with one member who has a number."""
    verdicts = ruth.verdicts(
        ruth.change("family", family_id, note=""),
        ruth.change("person", person, given="Anna"),
        ruth.change("member", f"m-{person}-{family_id}", family_id=family_id, person_id=person),
        ruth.change("phone", f"n-{person}", person_id=person, number="020 7946 0001"),
    )
    assert verdicts == ["applied"] * 4


def test_what_one_laptop_did_reaches_the_other_of_the_same_user(store: Store):
    ruth = laptop(store, "ruth")
    family(ruth)
    second = laptop(store, "ruth-second", user="u-ruth")
    second.pull()
    assert second.value("n-p1", "number") == "020 7946 0001"
    assert second.has("f1")
    ruth.pull()
    assert not ruth.pull()[0].operations


def test_nobody_else_sees_it_and_ids_of_another_team_answer_like_ids_that_are_not(store: Store):
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    family(ruth)
    sam.pull()
    assert not sam.held
    for kind, theirs, nobody in (("family", "f1", "f9"), ("person", "p1", "p9"), ("phone", "n-p1", "n9")):
        for record in (theirs, nobody):
            assert sam.verdicts(sam.change(kind, record, "note", "x")) == ["rejected not_yours"]
    assert sam.verdicts(sam.change("call", "c1", family_id="f1")) == ["rejected not_yours"]
    family(sam, "f2", "p2")
    assert sam.verdicts(sam.change("member", "sneak", family_id="f2", person_id="p1")) == ["rejected not_yours"]
    assert sam.verdicts(sam.change("phone", "n8", person_id="p1")) == ["rejected not_yours"]
    assert sam.verdicts(sam.change("phone", "n-p2", "person_id", "p1", before="p2")) == ["rejected not_yours"]


def test_entering_a_scope_brings_everything_and_leaving_takes_it(store: Store):
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    family(ruth)
    sam.pull()
    grant(store, "f1", "user", "u-sam")
    sam.pull(limit=1)
    assert sam.has("f1")
    assert sam.value("n-p1", "number") == "020 7946 0001"
    ruth.push(ruth.change("phone", "n-p1", "number", "020 7946 0002", before="020 7946 0001"))
    sam.pull()
    assert sam.value("n-p1", "number") == "020 7946 0002"
    with store.writing() as connection:
        connection.execute(delete(GRANT).where(GRANT.c.to_id == "u-sam"))
        scopes_changed(connection)
    sam.pull()
    assert sam.evicted == {"family:f1", "person:p1"}
    store.evicted(sam.seat, sam.evicted)
    assert sam.verdicts(sam.change("phone", "n-p1", "number", "1", before="020 7946 0002")) == ["rejected not_yours"]


def test_a_lost_reply_is_asked_for_again(store: Store):
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    family(ruth)
    sam.pull()
    before = sam.cursor
    grant(store, "f1", "user", "u-sam")
    first = store.pull(sam.seat, before)
    again = store.pull(sam.seat, before)
    assert [one.change.id for one in first.operations] == [one.change.id for one in again.operations]
    assert first.operations


def test_support_team_manager_dates_and_embargo(store: Store):
    ruth, worker = laptop(store, "ruth"), laptop(store, "worker", "social_worker")
    manager, stranger = laptop(store, "manager", "manager"), laptop(store, "stranger")
    family(worker)
    with store.writing() as connection:
        row = {"id": "s1", "assistant_id": "u-ruth", "worker_id": "u-worker", "since": LONG_AGO, "until": ""}
        connection.execute(insert(SUPPORT), row)
        for user in ("worker", "manager"):
            team = {"id": user, "user_id": f"u-{user}", "team_id": "t1", "since": LONG_AGO, "until": ""}
            connection.execute(insert(MEMBERSHIP), team)
        scopes_changed(connection)
    for one in (ruth, worker, manager, stranger):
        one.pull()
    assert [one.has("f1") for one in (ruth, manager, stranger)] == [True, True, False]
    with store.writing() as connection:
        connection.execute(insert(EMBARGO), {"family_id": "f1", "why": "staff member", "since": LONG_AGO})
        scopes_changed(connection)
    for one in (ruth, worker, manager):
        one.pull()
    assert "family:f1" in ruth.evicted
    assert "family:f1" in manager.evicted
    assert not worker.evicted
    grant(store, "f1", "user", "u-stranger", until="2020-02-01")
    stranger.pull()
    assert not stranger.has("f1")


def test_a_family_an_assistant_makes_is_the_one_worker_s_they_support_too(store: Store):
    ruth, worker, other = laptop(store, "ruth"), laptop(store, "worker", "social_worker"), laptop(store, "other")
    for count, who in enumerate((worker, other)):
        with store.writing() as connection:
            row = {"id": who.seat.user_id, "assistant_id": "u-ruth", "worker_id": who.seat.user_id, "since": LONG_AGO}
            connection.execute(insert(SUPPORT), row | {"until": ""})
            scopes_changed(connection)
        family(ruth, f"f{count}", f"p{count}")
    worker.pull()
    other.pull()
    assert (worker.has("f0"), worker.has("f1"), other.has("f0"), other.has("f1")) == (True, False, False, False)


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_keeps_the_house_sees_no_family(store: Store, role: str):
    with pytest.raises(Refused):
        laptop(store, "x", role).pull()


def test_the_same_push_twice_is_one(store: Store):
    ruth = laptop(store, "ruth")
    family(ruth)
    operation = ruth.change("family", "f1", "note", "a", before="")
    assert ruth.verdicts(operation) == ["applied"]
    assert ruth.verdicts(operation) == ["duplicate"]
    second = laptop(store, "ruth2", user="u-ruth")
    second.pull()
    assert len([one for one in second.held.values() if one.field == "note"]) == 1


def test_a_gap_is_asked_for_and_a_copied_vault_is_found_out(store: Store):
    ruth = laptop(store, "ruth")
    first, second, third = (ruth.change("text_piece", f"x{n}", text="a") for n in range(3))
    assert ruth.push(first, third).resend_from == 2
    assert ruth.push(second, third).resend_from == 0
    ruth.seq = 1
    with pytest.raises(Refused, match="forked"):
        ruth.push(ruth.change("text_piece", "x9", text="b"))


def test_a_command_lands_together_or_not_at_all_and_poison_stops_nobody(store: Store):
    ruth = laptop(store, "ruth")
    operations = [ruth.change("text_piece", f"x{n}", text="a") for n in range(1000)]
    bad = operations[500].to_json() | {"value": "{not json"}
    plain = [one.to_json() for one in operations]
    plain[500] = bad
    plain[501]["txn"] = plain[499]["txn"] = bad["txn"]
    pushed = store.push(ruth.seat, {"epoch": store.meta("epoch"), "ops": plain})
    whys = {one.id: one.why for one in pushed.answers if one.why}
    assert whys == {plain[500]["id"]: "unreadable", plain[499]["id"]: "together", plain[501]["id"]: "together"}
    assert len(pushed.answers) == 1000
    again = store.push(ruth.seat, {"epoch": store.meta("epoch"), "ops": plain})
    assert {one.id: one.why for one in again.answers if one.why} == whys
    other = laptop(store, "other", user="u-ruth")
    other.pull(limit=300)
    assert len(other.held) == 997


def test_a_clock_days_ahead_is_refused(store: Store):
    ruth = laptop(store, "ruth")
    plain = ruth.change("text_piece", "x1", text="a").to_json()
    millis = int(plain["hlc"].split("-")[0], 16) + 3 * 24 * 3600 * 1000
    plain["hlc"] = f"{millis:012x}" + plain["hlc"][12:]
    (answer,) = store.push(ruth.seat, {"epoch": store.meta("epoch"), "ops": [plain]}).answers
    assert answer.why == "clock_ahead"


def shared(store: Store) -> tuple[Laptop, Laptop]:
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    family(ruth)
    grant(store, "f1", "user", "u-sam")
    ruth.pull()
    sam.pull()
    return ruth, sam


def test_two_numbers_become_a_conflict_both_see(store: Store):
    ruth, sam = shared(store)
    mine = ruth.change("phone", "n-p1", "number", "020 7946 0002", before="020 7946 0001")
    theirs = sam.change("phone", "n-p1", "number", "020 7946 0003", before="020 7946 0001")
    assert ruth.verdicts(mine) == ["applied"]
    assert sam.verdicts(theirs) == ["conflict"]
    for one in (ruth, sam):
        one.pull()
        (conflict,) = one.conflicts()
        said = {conflict.value("mine"), conflict.value("other")}
        assert said == {'"020 7946 0002"', '"020 7946 0003"'}
        assert {conflict.value("mine_by"), conflict.value("other_by")} == {"ruth", "sam"}
    assert ruth.value("n-p1", "number") == sam.value("n-p1", "number")
    assert store.verify(ruth.seat)["phone"] == store.verify(sam.seat)["phone"]


def test_deleting_what_another_edits_is_asked_not_decided(store: Store):
    ruth, sam = shared(store)
    assert ruth.verdicts(ruth.change("phone", "n-p1", "label", "work", before="")) == ["applied"]
    gone = sam.change("phone", "n-p1", "removed_at", "2026-01-01T00:00:00.000Z")
    assert sam.verdicts(gone) == ["conflict"]
    ruth.pull()
    (conflict,) = ruth.conflicts()
    assert (conflict.value("field"), conflict.value("edited")) == ("removed_at", "label")


def test_two_in_one_note_keep_every_sentence(store: Store):
    ruth, sam = shared(store)
    base = "Anna rang. Contact is weekly. All well."
    ruth.push(ruth.change("family", "f1", "note", base, before=""))
    sam.pull()
    ruth.push(ruth.change("family", "f1", "note", base.replace("Anna rang", "Anna rang at ten"), before=base))
    sam.push(sam.change("family", "f1", "note", base + " Leo is at nan's.", before=base))
    for one in (ruth, sam):
        one.pull()
    assert (
        ruth.value("f1", "note")
        == sam.value("f1", "note")
        == "Anna rang at ten. Contact is weekly. All well. Leo is at nan's."
    )
    assert not ruth.conflicts()
    now = ruth.value("f1", "note")
    ruth.push(ruth.change("family", "f1", "note", str(now).replace("weekly", "monthly"), before=now))
    sam.push(sam.change("family", "f1", "note", str(now).replace("weekly", "suspended"), before=now))
    for one in (ruth, sam):
        one.pull()
        assert {one.conflicts()[0].value("mine"), one.conflicts()[0].value("other")} == {
            '"Contact is monthly."', '"Contact is suspended."',
        }  # fmt: skip
    assert ruth.value("f1", "note") == sam.value("f1", "note")


def test_a_call_without_a_family_is_its_writer_s_and_moves_with_the_family_it_gets(store: Store):
    ruth, sam = shared(store)
    ruth.push(ruth.change("call", "c1", caller="Nan"))
    sam.pull()
    assert not sam.has("c1")
    ruth.push(ruth.change("call", "c1", "family_id", "f1", before=""))
    sam.pull()
    assert sam.value("c1", "caller") == "Nan"
    family(ruth, "f2", "p2")
    ruth.push(ruth.change("call", "c1", "family_id", "f2", before="f1"))
    sam.pull()
    assert ("call", "c1") in sam.gone


def test_what_a_newer_version_says_passes_through(store: Store):
    ruth = laptop(store, "ruth")
    plain = ruth.change("star_chart", "z1", stars=5).to_json() | {"colour": {"deep": [1]}}
    store.push(ruth.seat, {"epoch": store.meta("epoch"), "ops": [plain]})
    other = laptop(store, "other", user="u-ruth")
    (operation,) = other.pull()[0].operations
    assert operation.extra == {"colour": {"deep": [1]}}


def test_a_restored_server_and_a_forged_cursor_are_refused(store: Store):
    ruth = laptop(store, "ruth")
    ruth.pull()
    with pytest.raises(Refused, match="cursor"):
        store.pull(ruth.seat, ruth.cursor[:-4] + "AAAA")
    old = store.meta("epoch")
    store.new_epoch()
    with pytest.raises(Refused, match="epoch"):
        ruth.pull()
    with pytest.raises(Refused, match="epoch"):
        store.push(ruth.seat, {"epoch": old, "ops": []})


def test_what_comes_after_an_erasure_is_numbered_above_it_and_arrives(store: Store):
    ruth, sam = shared(store)
    ruth.push(*[ruth.change("call", f"c{count}", family_id="f1") for count in range(5)])
    sam.pull()
    with store.writing() as connection:
        erase_family(connection, "x", "f1")
    ruth.push(*[ruth.change("text_piece", f"t{count}", text="x") for count in range(3)])
    sam.pull()
    assert [sam.has(f"t{count}") for count in range(3)] == [True] * 3


def test_the_audit_holds_and_shows_a_change(store: Store):
    from central_server.store.tables import AUDIT

    family(laptop(store, "ruth"))
    with store.writing() as connection:
        assert broken_at(connection) == 0
        connection.execute(update(AUDIT).where(AUDIT.c.seq == 1).values(detail="nothing"))
        assert broken_at(connection) == 1
