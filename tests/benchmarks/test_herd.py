"""Monday, 9 o'clock: 500 laptops with 40 queued edits each, on a bad network, against a real server on PostgreSQL."""

from __future__ import annotations

import asyncio
import base64
import random
import resource
import ssl
from collections import Counter
from pathlib import Path
from time import perf_counter

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, insert, select

from central_server.store import open_store
from central_server.store.tables import CHANGE, DEVICE, USER
from desktop_app.clock import millis
from desktop_app.journal.change import Change, Verb, pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.records.ids import new_id
from desktop_app.sync import protocol
from desktop_app.sync.protocol import Operation
from tests.helpers.measuring import percentile, tell
from tests.helpers.postgres import cluster
from tests.helpers.serving import Device, serving, trusting, verb

LAPTOPS, EDITS, JITTER_S = 500, 40, 30.0
LOST, CUT, LATE = 0.05, 0.05, 0.05
"""Shares of pushes whose reply is lost, that are cut while they are sent, and that come once more afterwards."""
WORKERS = 2


def edits(device: str) -> list[dict[str, object]]:
    """A new family and 39 calls about it, as the laptop would send them."""
    clock, family = HybridClock(device, millis), new_id()
    made = []
    for number in range(EDITS):
        kind, record = ("call", new_id()) if number else ("family", family)
        born = {"id": record, "family_id": family, "note": f"Nan rang, {number}."} if number else {"id": record}
        change = Change(
            new_id(), new_id(), kind, record, Verb.CREATE, "", "", pack(born), clock.tick(), "Ruth", device
        )  # fmt: skip
        made.append(Operation(number + 1, change, "Log a call").to_json())
    return made


class Laptop:
    """One laptop on Monday morning. `rounds`: seconds from its first request to its last whole answer."""

    def __init__(self, device: Device, url: str, trust: ssl.SSLContext, chance: random.Random) -> None:
        self.device, self.url, self.trust, self.chance = device, url, trust, chance
        self.asked: list[float] = []
        self.verdicts: Counter[str] = Counter()
        self.trouble: Counter[str] = Counter()

    async def morning(self) -> None:
        """Come in within the jitter, sign in, push in any weather, pull."""
        await asyncio.sleep(self.chance.uniform(0, JITTER_S))
        async with httpx.AsyncClient(base_url=self.url, verify=self.trust, timeout=60) as http:
            epoch = (await self.ask(http, "GET", protocol.HELLO)).json()["epoch"]
            nonce = (await self.ask(http, "POST", protocol.CHALLENGE, {"device": self.device.id})).json()["nonce"]
            proof = {"device": self.device.id, "nonce": nonce, "signature": signature(self.device, nonce)}
            self.device.token = (await self.ask(http, "POST", protocol.TOKEN, proof)).json()["access"]
            body = {
                "device": self.device.id, "epoch": epoch, "cursor": "", "protocol": protocol.PROTOCOL,
                "reached": EDITS, "ops": edits(self.device.id),
            }  # fmt: skip
            await self.push(http, body)
            await self.ask(http, "POST", protocol.PULLS, {"cursor": "", "limit": protocol.PULL, "epoch": epoch})

    async def push(self, http: httpx.AsyncClient, body: dict[str, object]) -> None:
        weather = self.chance.random()
        if weather < LOST:  # the server did it, the answer never came: it is asked again
            await self.ask(http, "POST", protocol.PUSH, body)
        elif weather < LOST + CUT:
            with_cut = asyncio.create_task(self.ask(http, "POST", protocol.PUSH, body))
            await asyncio.sleep(0.005)
            with_cut.cancel()
            await asyncio.gather(with_cut, return_exceptions=True)
        answered = (await self.ask(http, "POST", protocol.PUSH, body)).json()
        self.verdicts.update(one["verdict"] for one in answered["answers"])
        if self.chance.random() < LATE:  # a proxy that says everything twice
            again = (await self.ask(http, "POST", protocol.PUSH, body)).json()
            assert all(one["verdict"] == "duplicate" for one in again["answers"])

    async def ask(
        self, http: httpx.AsyncClient, method: str, path: str, body: dict[str, object] | None = None
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.device.token}"} if self.device.token else {}
        began = perf_counter()
        got = await http.request(method, path, json=body, headers=headers)
        self.asked.append(perf_counter() - began)
        if got.status_code != 200:
            self.trouble[f"{path} {got.status_code}"] += 1
        return got


def signature(device: Device, nonce: str) -> str:
    return base64.b64encode(device.key.sign(base64.b64decode(nonce))).decode()


def enrolled(database: str, count: int) -> list[Device]:
    """Users with a laptop each, as administrators made them in the weeks before."""
    devices = [Device(httpx.Client(), Ed25519PrivateKey.generate(), new_id()) for _ in range(count)]
    for device in devices:
        device.http.close()
    store = open_store(database)
    with store.writing() as connection:
        connection.execute(
            insert(USER), [{"id": f"u{one.id}", "name": "Ruth", "login": one.id, "role": "pa"} for one in devices]
        )
        rows = [
            {
                "id": one.id, "user_id": f"u{one.id}", "state": "active", "enrolled_at": "",
                "public_key": one.key.public_key().public_bytes_raw(),
            }
            for one in devices
        ]  # fmt: skip
        connection.execute(insert(DEVICE), rows)
    store.close()
    return devices


async def herd(devices: list[Device], url: str, trust: ssl.SSLContext) -> list[Laptop]:
    laptops = [Laptop(one, url, trust, random.Random(number)) for number, one in enumerate(devices)]
    ends = await asyncio.gather(*(one.morning() for one in laptops), return_exceptions=True)
    for laptop, end in zip(laptops, ends, strict=True):
        if isinstance(end, BaseException):
            laptop.trouble[type(end).__name__] += 1
    return laptops


def test_monday_at_nine(tmp_path: Path) -> None:
    with cluster() as database:
        verb("init", "--database", database, data=tmp_path)
        devices = enrolled(database, LAPTOPS)
        with serving(tmp_path, "--database", database, "--workers", str(WORKERS)) as told:
            with httpx.Client(base_url=told["url"], verify=trusting(tmp_path)) as http:
                for _ in range(20):  # the server has been up since the weekend: its workers have loaded
                    http.get(protocol.HELLO, headers={"Connection": "close"})
            began, cpu = perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
            laptops = asyncio.run(herd(devices, told["url"], trusting(tmp_path)))
            took, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
        store = open_store(database)
        with store.reading() as connection:
            count = select(func.count(), func.count(CHANGE.c.id.distinct())).where(CHANGE.c.verb == "create")
            there, distinct = connection.execute(count).one()
        store.close()
    asked = [one for laptop in laptops for one in laptop.asked]
    trouble = sum((laptop.trouble for laptop in laptops), Counter())
    print(f"\nherd: {len(asked)} requests in {took:.1f} s; not answered with 200: {dict(trouble)}")
    tell(f"herd of {LAPTOPS}: one request, 95 of 100 within", [percentile(asked, 0.95)], 2.0, "s")
    tell(f"herd of {LAPTOPS}: one request, the middle", [percentile(asked, 0.5)], 2.0, "s")
    tell("herd: operations lost", [LAPTOPS * EDITS - distinct], 0.0, "")
    tell("herd: operations twice in the log", [there - distinct], 0.0, "")
    tell("herd: requests without a whole answer", [sum(trouble.values())], 0.0, "")
    spent = after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime
    tell("herd: share of one processor the load itself took", [spent / took], 1.0, "x")
    assert distinct == there
