"""The verbs for people and families, as a script uses them, and what they do to what is seen. On both engines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyotp
import pytest

from central_server.access import people, signing_in
from central_server.store.scopes import visible
from central_server.store.seats import Seat
from central_server.store.store import Store
from desktop_app.clock import now
from tests.central_server.verbs.test_upkeep import FAMILY, filled, run

Run = Any


@pytest.fixture
def do(store: Store, capfd: pytest.CaptureFixture[str]) -> Run:
    def ask(*words: str, expect: int = 0) -> Any:
        said = run(store, capfd, *words, expect=expect)
        return said[0] if said else None

    return ask


def sees(store: Store, login: str) -> bool:
    with store.engine.connect() as connection:
        user = people.find_user(connection, login)
        return f"family:{FAMILY}" in visible(connection, Seat(user.id, user.name, user.role, "d"))


def test_assignments_decide_who_sees_a_family(store: Store, do: Run):
    filled(store)
    for login, role in (("pat", "pa"), ("sam", "social_worker"), ("mo", "manager"), ("di", "duty")):
        do("user", "add", login, "--name", login.title(), "--role", role)
    do("team", "add", "North")
    do("assign", FAMILY, "--user", "sam")
    assert (sees(store, "sam"), sees(store, "pat"), sees(store, "mo"), sees(store, "di")) == (True, False, False, False)
    do("support", "pat", "sam")
    for login in ("sam", "mo"):
        do("member", login, "North")
    assert (sees(store, "pat"), sees(store, "mo"), sees(store, "di")) == (True, True, False)
    do("share", FAMILY, "--user", "di", "--until", "2999-01-01")
    assert sees(store, "di")
    do("embargo", FAMILY, "--why", "A colleague's relative")
    assert (sees(store, "sam"), sees(store, "di"), sees(store, "pat"), sees(store, "mo")) == (True, True, False, False)
    do("embargo", FAMILY, "--lift")
    do("share", FAMILY, "--user", "di", "--end")
    do("support", "pat", "sam", "--end")
    assert (sees(store, "di"), sees(store, "pat"), sees(store, "mo")) == (False, False, True)
    do("assign", FAMILY, "--user", "sam", "--end")
    assert (sees(store, "sam"), sees(store, "mo"), sees(store, "ruth")) == (False, False, True)
    assert [one["to"] for one in do("assign")] == ["Ruth"]
    assert do("team") == [{"id": do("team")[0]["id"], "name": "North", "members": ["Mo", "Sam"]}]


def test_a_share_begins_on_its_day(store: Store, do: Run):
    filled(store)
    do("user", "add", "di", "--name", "Di", "--role", "duty")
    do("share", FAMILY, "--user", "di", "--since", "2999-01-01")
    assert not sees(store, "di")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["user", "add", "a", "--name", "A", "--role", "boss"], "“boss” is no role."),
        (["user", "add", "a", "--name", " ", "--role", "pa"], "The name is empty."),
        (["user", "add", "RUTH", "--name", "A", "--role", "pa"], "The login “ruth” is taken."),
        (["user", "disable", "nobody"], "There is no user “nobody”."),
        (["member", "ruth", "South"], "There is no team “South”."),
        (["support", "ruth", "ruth"], "Nobody supports themselves."),
        (["assign", "f-1", "--user", "ruth"], "There is no family “f-1” on this server."),
        (["assign", FAMILY], "With whom?"),
        (["assign", FAMILY, "--user", "ruth", "--since", "1/2/26"], "“1/2/26” is no day."),
        (["share", FAMILY, "--user", "ruth", "--until", "2020-01-01"], "The last day is before the first."),
        (["embargo", FAMILY], "An embargo needs its reason."),
        (["embargo", FAMILY, "--lift"], "There is no embargo on that family."),
        (["revoke", "d-1"], "There is no device “d-1”."),
        (["code", "nobody"], "There is no user “nobody”."),
        (["user", "password", "ruth", "--password-fd", "999"], "Descriptor 999 is not open for reading."),
    ],
)
def test_bad_input_gets_one_clear_sentence(store: Store, do: Run, words: list[str], sentence: str):
    filled(store)
    assert do(*words, expect=1)["error"].startswith(sentence)


def test_a_password_comes_through_a_descriptor(store: Store, do: Run, tmp_path: Path):
    do("user", "add", "ada", "--name", "Ada", "--role", "administrator")
    secret = tmp_path / "secret"
    secret.write_text("three plain words\n", "utf-8")
    descriptor = os.open(secret, os.O_RDONLY)
    try:
        otp = pyotp.parse_uri(do("user", "password", "ada", "--password-fd", str(descriptor))["otp"])
    finally:
        os.close(descriptor)
    with store.engine.connect() as connection:
        row = signing_in.person_at(connection, "ada")
    assert isinstance(otp, pyotp.TOTP)
    assert signing_in.proves(row, "three plain words", otp.at(now()))
    assert "three" not in str(dict(row))
