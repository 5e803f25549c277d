"""A user sees their own laptops, this one among them, and reports one lost; another's are as if there were none."""

from __future__ import annotations

from sqlalchemy import select

from central_server.access import devices, people
from central_server.app.factory import make_app
from central_server.store.store import Store
from central_server.store.tables import AUDIT
from desktop_app.sync.protocol import DEVICES, LOST
from tests.helpers import in_process
from tests.helpers.serving import Device


def enrolled(store: Store, login: str, role: str = "pa") -> Device:
    device = Device(in_process.client(make_app(store)))
    with store.writing() as connection:
        if login not in [one.login for one in people.users(connection)]:
            people.add_user(connection, "test", login.title(), login, role)
        code = devices.new_code(connection, "test", people.find_user(connection, login))[0]
    assert device.enrol(code).status_code == 200
    assert device.prove(device.nonce()).status_code == 200
    return device


def listed(device: Device) -> list[dict[str, object]]:
    answered = device.http.get(DEVICES, headers={"Authorization": f"Bearer {device.token}"})
    assert answered.status_code == 200
    return list(answered.json()["devices"])


def test_own_laptops_and_which_is_this_one(store: Store):
    first, second, other = enrolled(store, "ruth"), enrolled(store, "ruth"), enrolled(store, "tom")
    found = listed(first)
    assert {str(one["id"]): one["this"] for one in found} == {first.id: True, second.id: False}
    assert all(one["seen_at"] and one["state"] == "active" and not one["lost_at"] for one in found)
    assert [one["id"] for one in listed(other)] == [other.id]
    assert first.http.get(DEVICES).json() == {"refused": "token"}


def test_a_lost_laptop_is_told_once_and_nothing_is_shut_out_by_it(store: Store):
    first, second, other = enrolled(store, "ruth"), enrolled(store, "ruth"), enrolled(store, "tom")
    for _ in range(2):
        assert first.ask(LOST, {"device": second.id}).json() == {"done": True}
    (lost,) = [one for one in listed(first) if one["lost_at"]]
    assert (lost["id"], lost["state"]) == (second.id, "active")
    with store.reading() as connection:
        lines = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.verb == "reported_lost")).scalars().all()
        told = {one["id"]: bool(one["lost_at"]) for one in devices.devices(connection)}
    assert list(lines) == [second.id]
    assert told == {first.id: False, second.id: True, other.id: False}


def test_anothers_laptop_is_as_if_there_were_none(store: Store):
    first, other = enrolled(store, "ruth"), enrolled(store, "tom")
    answers = [first.ask(LOST, {"device": one}) for one in (other.id, "no-such-laptop")]
    assert [(one.status_code, one.json()) for one in answers] == [(404, {"refused": "device"})] * 2
    assert not any(one["lost_at"] for one in listed(other))
