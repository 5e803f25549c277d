"""The OpenAPI document read by a machine that then sends everything it allows, and everything it doesn't.

Bodies, headers and paths are drawn by Hypothesis from the document itself, so that an endpoint that is added tomorrow
is tried tomorrow. The ids drawn are real ones: of another team, of nobody, of the laptop itself.
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central_server.store import Store
from desktop_app.journal.change import pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.sync import protocol
from tests.central_server.app.test_doors import enrolled

EXAMPLES = int(os.environ.get("REQUESTS", "120"))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
ANY = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def allowed(schema: dict[str, Any], parts: dict[str, Any], words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Values that a schema of the document allows."""
    if "$ref" in schema:
        return allowed(parts[schema["$ref"].rsplit("/", 1)[1]], parts, words)
    if "anyOf" in schema:
        return st.one_of([allowed(one, parts, words) for one in schema["anyOf"]])
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        needed = set(schema.get("required", ()))
        fields = {name: allowed(one, parts, words) for name, one in schema["properties"].items()}
        must = {name: one for name, one in fields.items() if name in needed}
        return st.fixed_dictionaries(must, optional={name: one for name, one in fields.items() if name not in needed})
    if kind == "array":
        return st.lists(allowed(schema.get("items", {}), parts, words), max_size=3)
    if kind == "string":
        return words
    if kind == "integer":
        return st.integers(schema.get("minimum", -5), min(schema.get("maximum", 2**40), 2**53 - 1))
    if kind == "boolean":
        return st.booleans()
    return ANY if kind is None else st.dictionaries(st.text(max_size=5), ANY, max_size=3)


def bent(value: Any, data: st.DataObject) -> Any:
    """The same body with one of its values replaced by anything at all."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(value)))
        return value | {name: data.draw(ANY)}
    return value


def operations(epoch: str, device: str, ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Pushes that look like a laptop's, for records that are and are not the laptop's."""
    clock = HybridClock(device, lambda: 1_700_000_000_000)
    op = st.fixed_dictionaries({
        "id": st.uuids().map(str), "txn": st.sampled_from(["t1", "t2"]),
        "kind": st.sampled_from(["family", "phone", "x"]),
        "record_id": st.sampled_from(ids), "verb": st.sampled_from(["create", "set"]),
        "field": st.sampled_from(["", "note", "family_id", "person_id", "removed_at"]), "before": st.just(""),
        "value": ANY.map(json.dumps) | st.sampled_from(ids).map(lambda one: pack({"family_id": one})),
        "hlc": st.builds(clock.tick) | st.text(max_size=6), "actor": st.just("x"), "device": st.just(device),
        "seq": st.integers(1, 12), "title": st.just("t"),
    })  # fmt: skip
    return st.fixed_dictionaries({"epoch": st.just(epoch), "device": st.just(device), "ops": st.lists(op, max_size=5)})


def test_no_request_whatever_is_answered_with_a_mistake(store: Store):
    mine, theirs = enrolled(store), enrolled(store, "sam")
    document = mine.http.get("/v1/openapi.json").json()
    parts = document["components"]["schemas"]
    doors = [(path, method) for path, methods in document["paths"].items() for method in methods]
    assert {path for path, _method in doors} >= {protocol.PUSH, protocol.PULLS, protocol.VERIFY, "/healthz"}
    ids = ["f-theirs", "p-theirs", "f-nobody", mine.id, theirs.id, "../x", "a'b", "%00"]
    words = st.sampled_from([*ids, mine.epoch, mine.token]) | st.text(max_size=20)
    tokens = st.sampled_from([mine.token, mine.token, theirs.token, "", "wrong", mine.token + "x"])

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(doors), tokens, st.data())
    def ask(door: tuple[str, str], token: str, data: st.DataObject) -> None:
        path, method = door
        told = document["paths"][path][method]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body: Any = None
        if "requestBody" in told and "application/json" in told["requestBody"]["content"]:
            body = bent(
                data.draw(allowed(told["requestBody"]["content"]["application/json"]["schema"], parts, words)), data
            )
            if path == protocol.PUSH and data.draw(st.booleans()):
                body = data.draw(operations(mine.epoch, mine.id, ids))
        for one in told.get("parameters", ()):
            drawn = str(data.draw(allowed(one["schema"], parts, words) | st.sampled_from(ids)))
            if one["in"] == "path":
                path = path.replace("{" + one["name"] + "}", quote(drawn, safe="") or "x")
            elif one["in"] == "header":
                headers[one["name"]] = quote(drawn)
        content = json.dumps(body).encode() if body is not None else data.draw(st.binary(max_size=20))
        answered = mine.http.request(method.upper(), path, content=content, headers=headers)
        assert answered.status_code < 500, (door, body, answered.text)
        assert answered.headers["x-casemate"] == "1"
        known = {int(status) for status in told["responses"]} | {404, 405}
        assert answered.status_code in known, (door, answered.status_code, answered.text)

    ask()


def test_ids_of_another_team_answer_everywhere_like_ids_that_are_not(store: Store):
    mine, theirs = enrolled(store), enrolled(store, "sam")
    clock = HybridClock(theirs.id, lambda: 1_700_000_000_000)

    def op(device: str, number: int, kind: str, record: str, verb: str, field: str, value: object) -> dict[str, Any]:
        return {
            "id": f"{device}{number}", "txn": f"{device}{number}", "kind": kind, "record_id": record, "verb": verb,
            "field": field, "before": "", "value": pack(value), "hlc": clock.tick(), "actor": "", "device": device,  # type: ignore[arg-type]
            "seq": number, "title": "",
        }  # fmt: skip

    made = [
        op(theirs.id, 1, "family", "f1", "create", "", {"id": "f1"}),
        op(theirs.id, 2, "person", "p1", "create", "", {"id": "p1"}),
        op(theirs.id, 3, "attachment", "a1", "create", "", {"id": "a1", "family_id": "f1", "size": 3}),
    ]
    answers = theirs.ask(protocol.PUSH, {"epoch": theirs.epoch, "device": theirs.id, "ops": made}).json()["answers"]
    assert [one["verdict"] for one in answers] == ["applied"] * 3

    def said(family: str, person: str, file: str, first: int) -> list[object]:
        asked = [
            op(mine.id, first, "family", family, "set", "note", "x"),
            op(mine.id, first + 1, "person", person, "set", "given", "x"),
            op(mine.id, first + 2, "call", f"c{first}", "create", "", {"family_id": family}),
            op(mine.id, first + 3, "attachment", file, "set", "name", "x"),
        ]
        pushed = mine.ask(protocol.PUSH, {"epoch": mine.epoch, "device": mine.id, "ops": asked}).json()["answers"]
        heads = {"Authorization": f"Bearer {mine.token}", "X-At": "0", "X-Size": "3", "X-Sha256": "0" * 64}
        blobs = [
            (got.status_code, got.content, {k: v for k, v in got.headers.items() if k != "date"})
            for got in (mine.http.request(how, f"/v1/blob/{file}", headers=heads, content=b"abc"[: 3 * (how == "PUT")])
            for how in ("HEAD", "GET", "PUT"))
        ]  # fmt: skip
        evicted = mine.ask(protocol.EVICTED, {"scopes": [f"family:{family}", f"person:{person}"]}).json()
        return [[(one["verdict"], one["why"]) for one in pushed], blobs, evicted]

    assert said("f1", "p1", "a1", 1) == said("f9", "p9", "a9", 5)
    pulled = mine.ask(protocol.PULLS, {"cursor": "", "epoch": mine.epoch}).json()
    assert (pulled["operations"], pulled["evict"], pulled["gone"]) == ([], [], [])
    assert mine.ask(protocol.VERIFY, {"cursor": ""}).json()["kinds"] == {}
