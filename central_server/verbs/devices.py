"""`code`, `devices`, `revoke`, `wipe`: the laptops."""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy import Connection

from central_server.access import devices, people
from central_server.access.invitation import invite
from central_server.verbs.common import COMMAND_LINE, opened, shared_options, tell
from desktop_app.errors import UserError


def options(name: str, parser: argparse.ArgumentParser) -> None:
    """The words of each verb."""
    shared_options(parser)
    if name == "code":
        parser.add_argument("login", help="whose laptop it is")
        parser.add_argument("--qr", type=Path, metavar="FILE.svg", help="write the QR sign as well")
    elif name != "devices":
        parser.add_argument("device", help="the laptop's id")


def run(chosen: argparse.Namespace) -> int:
    """Do one of the verbs."""
    with opened(chosen) as store, store.writing() as connection:
        if chosen.verb == "code":
            return _code(connection, chosen)
        if chosen.verb == "devices":
            return _list(connection, chosen)
        devices.revoke(connection, COMMAND_LINE, chosen.device, wipe=chosen.verb == "wipe")
        done = "is told to destroy its vault when it next calls" if chosen.verb == "wipe" else "is answered no more"
        return tell(chosen, {"device": chosen.device, "state": chosen.verb}, f"The laptop {done}.")


def _code(connection: Connection, chosen: argparse.Namespace) -> int:
    made = invite(connection, COMMAND_LINE, people.find_user(connection, chosen.login))
    if chosen.qr:
        try:
            chosen.qr.write_text(made.sign(), "utf-8")
        except OSError as trouble:
            raise UserError(f"{chosen.qr} can't be written ({trouble.strerror}).", "Name another file.") from None
    told = {"code": made.code, "expires_at": made.expires_at, "server": made.server}
    lines = [f"Code {made.code}, for one laptop, until {made.expires_at}"]
    if made.server:
        lines += [f"Server {made.server}", f"SHA-256 fingerprint {made.fingerprint}"]
    return tell(chosen, told | {"fingerprint": made.fingerprint, "qr": made.text}, *lines)


def _list(connection: Connection, chosen: argparse.Namespace) -> int:
    found = devices.devices(connection)
    lines = [f"{one['id']}  {one['user']}, {one['name'] or 'no name'}, {devices.STATES[one['state']]}, "
             f"last here {one['seen_at'] or 'never'}" for one in found]  # fmt: skip
    return tell(chosen, found, *lines or ["No laptop has enrolled yet."])
