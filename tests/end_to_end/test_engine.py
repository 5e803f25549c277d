"""The engine on a real line: it sends soon after a change, says when it is offline, and stops when revoked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop_app.commands.facts import add_fact
from desktop_app.records.families import Family
from desktop_app.sync.engine import Engine, Sign, SyncState
from tests.end_to_end.conftest import House, Laptop
from tests.helpers.bad_proxy import BadProxy, Weather
from tests.helpers.serving import verb

Make = Callable[[str, str], Laptop]


class Watch:
    """Hears the engine and waits for what it should say."""

    def __init__(self) -> None:
        self.heard: list[SyncState] = []
        self.wiped = False
        self._news = threading.Condition()

    def told(self, state: SyncState) -> None:
        with self._news:
            self.heard.append(state)
            self._news.notify_all()

    def wipe(self) -> None:
        self.wiped = True

    def until(self, wanted: Callable[[SyncState], bool]) -> SyncState:
        with self._news:
            assert self._news.wait_for(lambda: any(wanted(one) for one in self.heard), 30), self.heard
            found = next(one for one in self.heard if wanted(one))
            self.heard.clear()
            return found


@contextmanager
def running(laptop: Laptop) -> Iterator[tuple[Engine, Watch]]:
    watch = Watch()
    engine = Engine(laptop.desk, watch.told, watch.wipe)
    engine.start()
    engine.sync_now()
    try:
        yield engine, watch
    finally:
        engine.close()


def test_it_sends_says_when_offline_and_catches_up(house: House, laptops: Make):
    house.user("ruth", "Ruth Ellery")
    ruth = laptops("ruth", "Ruth Ellery")
    port = int(house.url.rsplit(":", 1)[1])
    proxy = BadProxy(port, house.data / "certificate.pem", house.data / "key.pem")
    ruth.desk.set_meta("sync_url", f"https://localhost:{proxy.port}")
    try:
        with running(ruth) as (engine, watch):
            assert watch.until(lambda one: one.sign is Sign.RESTING).last is not None
            for weather in (
                Weather(portal=True),
                Weather(cut_reply=40),
                Weather(cut_request=60),
                Weather(lose_reply=True, path=b"/v1/push"),
            ):
                proxy.weather(weather)
                ruth.desk.do(add_fact, Family(name="Okafor")).result()
                engine.sync_now()
                assert watch.until(lambda one: one.sign is Sign.OFFLINE).waiting > 0
            proxy.weather(Weather(twice=True, path=b"/v1/push"))
            engine.sync_now()
            assert watch.until(lambda one: one.sign is Sign.RESTING).waiting == 0
            engine.pause()
            watch.until(lambda one: one.sign is Sign.PAUSED)
        assert ruth.agrees()
        assert len(ruth.desk.read(lambda reader: reader.all(Family))) == 4
    finally:
        proxy.close()


def test_a_laptop_to_be_wiped_is_told_so(house: House, laptops: Make):
    house.user("ruth", "Ruth Ellery")
    ruth = laptops("ruth", "Ruth Ellery")
    verb("wipe", ruth.desk.device, data=house.data)
    with running(ruth) as (_engine, watch):
        assert "destroyed" in watch.until(lambda one: one.sign is Sign.STOPPED).said
    assert watch.wiped
