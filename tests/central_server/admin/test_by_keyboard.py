"""The administrator's whole morning in a real browser, over TLS, by keys alone, with no script on any page."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyotp
from sqlalchemy import insert, select

from central_server.access import people, signing_in
from central_server.store import open_store
from central_server.store.tables import DEVICE, GRANT, RECORD
from desktop_app.clock import now
from desktop_app.records.ids import new_id
from tests.helpers.chromium import Browser, chromium
from tests.helpers.serving import serving, trusting, verb

PASSWORD = "three plain words"


def test_sign_in_make_a_user_assign_a_family_revoke_a_laptop(tmp_path: Path):
    data, family, laptop = tmp_path / "own", new_id(), new_id()
    verb("init", data=data)
    store = open_store(f"sqlite:///{data / 'casemate-server.db'}")
    with store.writing() as connection:
        ada = people.add_user(connection, "test", "Ada", "ada", "administrator")
        otp = pyotp.parse_uri(signing_in.set_password(connection, "test", ada, PASSWORD))
        row = {"kind": "family", "id": family, "scope": f"family:{family}", "fields": "{}", "hash": "0"}
        connection.execute(insert(RECORD), row)
        theirs = {"id": laptop, "user_id": ada.id, "name": "Lost", "public_key": b"k", "state": "active"}
        connection.execute(insert(DEVICE), theirs | {"enrolled_at": "2026-11-02T09:00:00"})
    with serving(data) as told, chromium(tmp_path / "profile") as browser:
        browser.open(told["url"] + "/admin")
        browser.fill("Login", "ada")
        browser.fill("Password", PASSWORD)
        browser.fill("Code of your second factor", "000000")
        assert signing_in.WRONG in browser.press("Sign in")
        browser.fill("Login", "ada")
        browser.fill("Password", PASSWORD)
        browser.fill("Code of your second factor", otp.at(now()))  # type: ignore[attr-defined]
        assert "Ada" in browser.press("Sign in")
        _a_day(browser, family)
        with httpx.Client(base_url=told["url"], verify=trusting(data)) as stranger:  # no cookie, no mark
            assert stranger.post("/admin/revoke", data={"device": laptop}).status_code == 303
        with store.reading() as connection:
            assert connection.execute(select(DEVICE.c.state)).scalar_one() == "active"
        browser.tab_to("Laptops")
        assert "Lost" in browser.press("Laptops")
        assert "Revoked" in browser.press("Revoke: Lost")
        assert browser.ask("document.scripts.length") == 0
        assert "Sign in" in browser.press("Sign out")
    with store.reading() as connection:
        assert connection.execute(select(DEVICE.c.state)).scalar_one() == "revoked"
        granted = connection.execute(select(GRANT.c.family_id, GRANT.c.to_id)).one()
        assert tuple(granted) == (family, people.find_user(connection, "ruth").id)
    store.close()


def _a_day(browser: Browser, family: str) -> None:
    browser.fill("Name", "Ruth Ellery")
    browser.fill("Login", "ruth")
    assert "Ruth Ellery" in browser.press("Add")
    browser.press("Families")
    browser.fill("Family", family)
    browser.fill("With", "Ruth")  # a list chooses by its first letters
    assert "Ruth Ellery" in browser.press("Assign")
