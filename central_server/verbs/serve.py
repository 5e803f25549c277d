"""`serve`: the server runs until it is stopped. Workers are processes that share nothing but the database."""

from __future__ import annotations

import argparse
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from central_server.access.facts import fact, set_fact
from central_server.admin.pages import admin_pages
from central_server.app.factory import make_app
from central_server.store.store import open_store
from central_server.verbs.common import folder, opened, shared_options, tell, url_of
from central_server.verbs.tls import certificate, fingerprint
from desktop_app.errors import UserError

DATABASE = "CASEMATE_SERVER_DATABASE"
"""How the workers are told where the database is; never on a command line that others can list."""


def options(_name: str, parser: argparse.ArgumentParser) -> None:
    """Where to listen and how."""
    shared_options(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for every one")
    parser.add_argument("--port", type=int, default=8443, help="0 for any that is free")
    parser.add_argument("--workers", type=int, default=1, help="processes; more than one needs PostgreSQL")
    parser.add_argument("--url", default="", help="how laptops reach it, for the enrol codes; kept")
    parser.add_argument("--certificate", type=Path, help="your own certificate (PEM), with --key")
    parser.add_argument("--key", type=Path, help="the key of --certificate")


def application() -> FastAPI:
    """What a worker runs."""
    store = open_store(os.environ[DATABASE])
    app = make_app(store)
    admin_pages(app, store)
    return app


def run(chosen: argparse.Namespace) -> int:
    """Make what is missing, say where it listens and with which fingerprint, and serve."""
    if chosen.workers < 1 or (chosen.workers > 1 and url_of(chosen).startswith("sqlite")):
        raise UserError("SQLite serves one worker.", "Give --database postgresql+psycopg://… for more.", "workers")
    if not 0 <= chosen.port <= 65535:
        raise UserError(f"{chosen.port} is no port.", "Ports go from 0 to 65535.", "port")
    cert, key = _certificate(chosen)
    with _listen(chosen.host, chosen.port) as line:
        _announce(chosen, line, cert)
        os.environ[DATABASE] = url_of(chosen)
        _serve(chosen.workers, line, cert, key)
    return 0


def _announce(chosen: argparse.Namespace, line: socket.socket, cert: Path) -> None:
    """Make the database or bring it up to date, and say where laptops find us."""
    host, port = line.getsockname()[:2]
    here = f"https://{'localhost' if host in ('127.0.0.1', '0.0.0.0', '::', '::1') else host}:{port}"  # noqa: S104
    mark = fingerprint(cert)
    with opened(chosen, create=True) as store, store.writing() as connection:
        if chosen.url:
            set_fact(connection, "public_url", chosen.url.rstrip("/"))
        set_fact(connection, "listening", here)
        set_fact(connection, "fingerprint", mark)
        url = fact(connection, "public_url") or here
    told = {"url": here, "public_url": url, "fingerprint": mark, "data": str(folder(chosen))}
    tell(chosen, told, f"Casemate server at {here}", f"SHA-256 fingerprint {mark}", "Stop it with Ctrl+C.")


def _certificate(chosen: argparse.Namespace) -> tuple[Path, Path]:
    if bool(chosen.certificate) != bool(chosen.key):
        raise UserError("A certificate goes with its key.", "Give --certificate and --key.", "certificate")
    if chosen.certificate:
        return chosen.certificate, chosen.key
    names = [chosen.host] if chosen.host not in ("0.0.0.0", "::") else []  # noqa: S104 - compared, not listened on
    return certificate(folder(chosen), names)


def _listen(host: str, port: int) -> socket.socket:
    # With its protocol named, asyncio sends at once; without, every answer waits 40 ms for the other side's ACK.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, port))
        line.listen(2048)  # who comes before the first worker is ready waits
    except OSError as trouble:
        line.close()
        raise UserError(
            f"Port {port} on {host} can't be had ({trouble.strerror}).", "Give another --port or --host.", "port"
        ) from None
    return line


def _serve(workers: int, line: socket.socket, cert: Path, key: Path) -> None:
    shared: dict[str, Any] = {
        "factory": True, "ssl_certfile": cert, "ssl_keyfile": key, "log_level": "warning", "access_log": False,
        "workers": workers, "server_header": False, "timeout_keep_alive": 30, "timeout_graceful_shutdown": 10,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as numbers:
        if workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = numbers
            config = uvicorn.Config("central_server.verbs.serve:application", **shared)
            from uvicorn.supervisors import Multiprocess

            Multiprocess(config, sockets=[line]).run()
        else:
            uvicorn.Server(uvicorn.Config(application, **shared)).run(sockets=[line])
