"""A real server process on 127.0.0.1 with its own certificate, and a laptop that speaks HTTPS with it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.sync import protocol

ROOT = Path(__file__).resolve().parents[2]
SERVER = [sys.executable, "-m", "central_server"]


def verb(*words: str, data: Path, expect: int = 0) -> Any:
    """Run a verb of the server and give what it said in JSON."""
    done = subprocess.run(
        [*SERVER, *words, "--data", str(data), "--json"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == expect, done.stderr
    return json.loads(done.stdout)


@contextlib.contextmanager
def serving(data: Path, *words: str) -> Iterator[dict[str, str]]:
    """A server that runs; gives {"url", "fingerprint", …}. It is stopped at the end and must have said nothing more."""
    process = subprocess.Popen(
        [*SERVER, "serve", "--data", str(data), "--port", "0", "--json", *words],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        yield json.loads(line)
    finally:
        process.terminate()
        _out, said = process.communicate(timeout=30)
    assert not said, said


def trusting(data: Path) -> ssl.SSLContext:
    """TLS that trusts the server's own certificate and nothing else."""
    return ssl.create_default_context(cafile=str(data / "certificate.pem"))


def fingerprint_of(http: httpx.Client, url: str) -> str:
    """SHA-256 of the certificate the server really shows."""
    with http.stream("GET", url + protocol.HELLO) as answered:
        line = answered.extensions["network_stream"].get_extra_info("ssl_object")
        return hashlib.sha256(line.getpeercert(True)).hexdigest()


@dataclass
class Device:
    """A laptop's half of the doors: its key, its id, its token."""

    http: httpx.Client
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    id: str = ""
    epoch: str = ""
    token: str = ""

    def ask(self, path: str, body: dict[str, Any], **more: Any) -> httpx.Response:
        """One POST with the token."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.http.post(path, json=body, headers=headers, **more)

    @property
    def public_key(self) -> str:
        return base64.b64encode(self.key.public_key().public_bytes_raw()).decode()

    def enrol(self, code: str) -> httpx.Response:
        """Show a code."""
        answered = self.ask(protocol.ENROL, {"code": code, "public_key": self.public_key, "name": "L", "version": "0"})
        if answered.status_code == 200:
            self.id, self.epoch = answered.json()["device"], answered.json()["epoch"]
        return answered

    def nonce(self) -> str:
        """Something to sign."""
        return str(self.ask(protocol.CHALLENGE, {"device": self.id}).json()["nonce"])

    def prove(self, nonce: str, key: Ed25519PrivateKey | None = None) -> httpx.Response:
        """Sign it and ask for a token."""
        signature = base64.b64encode((key or self.key).sign(base64.b64decode(nonce))).decode()
        answered = self.ask(protocol.TOKEN, {"device": self.id, "nonce": nonce, "signature": signature})
        if answered.status_code == 200:
            self.token = answered.json()["access"]
        return answered
