"""Numbers for whoever watches the server: how many, how long, how often refused. No person, device or family."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector


class Counting:
    """The numbers of one worker; with several, those of all of them (PROMETHEUS_MULTIPROC_DIR)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "casemate_requests", "Answered requests", ["path", "status"], registry=self.registry
        )  # fmt: skip
        self.seconds = Histogram("casemate_request_seconds", "Time to answer", ["path"], registry=self.registry)
        self.pushed = Counter("casemate_pushed", "Operations taken, by verdict", ["verdict"], registry=self.registry)
        self.pulled = Counter("casemate_pulled", "Operations handed out", registry=self.registry)
        self.refused = Counter("casemate_refused", "Refusals, by code", ["code"], registry=self.registry)

    def text(self) -> bytes:
        """All of them, as Prometheus reads them."""
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            every = CollectorRegistry()
            MultiProcessCollector(every)  # type: ignore[no-untyped-call]
            return generate_latest(every)
        return generate_latest(self.registry)
