"""The records for analysts: CSV, Parquet, and views named after the Standard Safeguarding Dataset."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from sqlalchemy import insert

from central_server.__main__ import main
from central_server.access import people
from central_server.store.seats import Seat
from central_server.store.store import Store
from central_server.store.tables import DEVICE
from central_server.verbs.analysts import dataset
from desktop_app.journal.change import pack
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import Operation
from tests.helpers.laptops import Laptop

FAMILY, CHILD, MEMBER = new_id(), new_id(), new_id()


def run(store: Store, capfd: pytest.CaptureFixture[str], *words: str, expect: int = 0) -> Any:
    url = store.engine.url.render_as_string(hide_password=False)
    status = main([*words, "--database", url, "--json"])
    said = capfd.readouterr()
    assert status == expect, said.err
    return json.loads(said.out)


def born(one: Laptop, of: str, record_id: str, **fields: object) -> Operation:
    """A record's creation, whatever its fields are called."""
    made = one.change(of, record_id)
    return replace(made, change=replace(made.change, value=pack({"id": record_id, **fields})))


@pytest.fixture
def filled(store: Store) -> Store:
    device = new_id()
    with store.writing() as connection:
        user = people.add_user(connection, "test", "Ruth", "ruth", "social_worker")
        row = {
            "id": device,
            "user_id": user.id,
            "public_key": b"k",
            "state": "active",
            "enrolled_at": "",
            "last_seq": 0,
        }
        connection.execute(insert(DEVICE), row)
    one = Laptop(store, Seat(user.id, user.name, user.role, device))
    ours = {"family_id": FAMILY, "child_id": CHILD}
    held = {"person_id": CHILD, "postcode": "ZZ1 1ZZ"}
    gone = new_id()
    operations = [
        born(one, "family", FAMILY, name="Okafor"),
        born(one, "person", CHILD, given="=Ada", surname="Okafor", sex="female", born="2017-05"),
        born(one, "member", MEMBER, family_id=FAMILY, person_id=CHILD, is_child=1),
        born(one, "legal_status", "s1", kind="cp", category="neglect", since="2026-09-01", **ours),
        born(one, "legal_status", "s2", kind="cla", since="2026-01-01", until="2026-03-01", **ours),
        born(one, "step", "v1", kind="visit", on="2026-10-02", alone=1, **ours),
        born(one, "step", "v2", kind="visit", on="2026-02-02", **ours),
        born(one, "step", "i1", kind="icpc", on="2026-08-30", **ours),
        born(one, "placement", "p1", since="2026-01-01", until="2026-03-01", **ours),
        born(one, "address", "a1", **held),
        born(one, "address", "a2", hold_back=1, **held),
        born(one, "step", gone, kind="icpc", on="2026-08-01", **ours),
        one.change("step", gone, "removed_at", "2026-08-02T10:00:00.000Z"),
    ]
    assert one.verdicts(*operations) == ["applied"] * len(operations)
    return store


def test_csv_holds_every_record_and_no_formula(filled: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    counts = run(filled, capfd, "export", str(tmp_path / "out"))
    assert (counts["person"], counts["step"], counts["call"]) == (1, 4, 0)
    with (tmp_path / "out" / "person.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["id"], row["surname"], row["given"]) == (CHILD, "Okafor", "'=Ada")
    assert (tmp_path / "out" / "person.csv").stat().st_mode & 0o077 == 0
    assert "is not empty" in run(filled, capfd, "export", str(tmp_path / "out"), expect=1)["error"]


def test_parquet_is_read_back(filled: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    folder = tmp_path / "out"
    assert run(filled, capfd, "export", str(folder), "--parquet")["step"] == 4
    table = parquet.read_table(folder / "step.parquet").to_pylist()
    found = {row["id"]: (row["kind"], row["on"], row["alone"]) for row in table}
    assert found["v1"] == ("visit", "2026-10-02", True)
    assert found["v2"] == ("visit", "2026-02-02", None)
    assert parquet.read_table(folder / "call.parquet").num_rows == 0


def test_the_dataset_s_views_answer_from_the_records(filled: Store, capfd: pytest.CaptureFixture[str]):
    if not filled.postgres:
        assert "PostgreSQL" in run(filled, capfd, "export", "--views", expect=1)["error"]
        return
    assert set(dataset()) | {"casemate_call"} <= set(run(filled, capfd, "export", "--views"))
    run(filled, capfd, "export", "--views")  # made anew, those that look into others too
    wanted = {
        "ssd_person": [(CHILD, "=Ada", "Okafor", "female", "2017-05")],
        "ssd_cp_plans": [("s1", CHILD, "2026-09-01", None, "neglect")],
        "ssd_cla_episodes": [("s2", CHILD, "2026-01-01", "2026-03-01")],
        "ssd_cla_placement": [("p1", "foster")],  # a default that nobody wrote is said all the same
        "ssd_initial_cp_conference": [("i1", "2026-08-30")],
        "ssd_cp_visits": [("v1", "2026-10-02", "Y")],
        "ssd_cla_visits": [("v2", "2026-02-02", "N")],
        "ssd_cin_visits": [],
        "ssd_address": [("a1", "ZZ1 1ZZ")],
        "ssd_family": [(FAMILY, CHILD)],
    }
    columns = {
        "ssd_person": "pers_person_id, pers_forename, pers_surname, pers_sex, pers_dob",
        "ssd_cp_plans": "cppl_cp_plan_id, cppl_person_id, cppl_cp_plan_start_date::text, cppl_cp_plan_end_date,"
        " cppl_cp_plan_latest_category",
        "ssd_cla_episodes": "clae_cla_episode_id, clae_person_id, clae_cla_episode_start_date::text,"
        " clae_cla_episode_ceased_date::text",
        "ssd_cla_placement": "clap_cla_placement_id, clap_cla_placement_type",
        "ssd_initial_cp_conference": "icpc_icpc_id, icpc_icpc_date::text",
        "ssd_cp_visits": "cppv_cp_visit_id, cppv_cp_visit_date::text, cppv_cp_visit_seen_alone",
        "ssd_cla_visits": "clav_cla_visit_id, clav_cla_visit_date::text, clav_cla_visit_seen_alone",
        "ssd_cin_visits": "cinv_cin_visit_id",
        "ssd_address": "addr_table_id, addr_address_postcode",
        "ssd_family": "fami_family_id, fami_person_id",
    }
    with filled.engine.connect() as connection:
        for view, rows in wanted.items():
            found = connection.exec_driver_sql(f"SELECT {columns[view]} FROM {view}").all()
            assert [tuple(row) for row in found] == rows, view


def test_what_the_council_built_on_a_view_is_not_torn_down(filled: Store, capfd: pytest.CaptureFixture[str]):
    if not filled.postgres:
        return  # views are PostgreSQL's
    run(filled, capfd, "export", "--views")
    with filled.writing() as connection:
        connection.exec_driver_sql("CREATE VIEW theirs AS SELECT pers_person_id FROM ssd_person")
    said = run(filled, capfd, "export", "--views", expect=1)["error"]
    assert said.startswith("Something in the database is built on these views.")
    with filled.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM theirs").scalar() == 1
