"""A laptop in a process of its own, to be killed: `sync_process.py VAULT`; the key is its first line.

Then one JSON command a line, and one JSON answer for each. It pulls short pages, so that little data has many steps.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.errors import EnvironmentProblem
from desktop_app.records.contacts import Attachment, Call
from desktop_app.records.families import Family
from desktop_app.sync.client import Client, NoConnection, Turned
from desktop_app.sync.enrolment import KEY, URL, enrol, read_invitation, server_of
from desktop_app.sync.protocol import Page
from desktop_app.sync.round import Round, tallies
from desktop_app.vault import files, outbox, schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey

SHORT = 4
FILE = bytes(range(251)) * 4000
"""Four parts on the wire."""


@command("Keep file in a process to be killed")
def attach_file(work: Work, /, attachment_id: str, family_id: str) -> Attachment:
    """Keep the file."""
    digest = hashlib.sha256(FILE).hexdigest()
    blob = work.keep_blob(FILE)
    return work.add(
        Attachment(
            id=attachment_id, family_id=family_id, name="x.pdf", blob_id=blob, sha256=digest, size=len(FILE),
        )
    )  # fmt: skip


COMMANDS.pop("attach_file")


class ShortPages(Client):
    """Asks for few operations at a time."""

    def pull(self, cursor: str, epoch: str, limit: int = SHORT, reached: int | None = None) -> Page:
        """The next page."""
        return super().pull(cursor, epoch, SHORT, reached)


def line_of(desk: Desk) -> ShortPages:
    """A line to this vault's server."""
    import base64

    address = server_of(desk)
    assert address is not None
    with desk.database.reading() as connection:
        return ShortPages(address, desk.device, base64.b64decode(outbox.meta(connection, KEY)))


def answer(desk: Desk, asked: dict[str, Any]) -> Any:
    """Do one command."""
    what = asked["do"]
    if what == "enrol":
        enrol(desk, read_invitation(asked["invitation"]), "to be killed")
        desk.set_meta(URL, asked["url"])
    elif what == "url":
        desk.set_meta(URL, asked["url"])
    elif what == "family":
        desk.do(add_fact, Family(id=asked["id"], name="Kowalska")).result()
    elif what == "call":
        desk.do(add_fact, Call(id=asked["id"], family_id=asked["family"], note=asked["note"])).result()
    elif what == "note":
        desk.do(change_fact, "call", asked["id"], note=asked["note"]).result()
    elif what == "attach":
        desk.do(attach_file, asked["id"], asked["family"]).result()
    elif what == "want":
        with desk.database.writing() as connection:
            files.want(connection, asked["id"])
    elif what == "sync":
        return _sync(desk)
    elif what == "state":
        return _state(desk)
    return "done"


def _sync(desk: Desk) -> str:
    line = line_of(desk)
    try:
        Round(desk, line).go()
    except NoConnection:
        return "offline"
    except Turned as turned:
        return turned.code or "turned"
    except EnvironmentProblem as problem:
        return str(problem)
    finally:
        line.close()
    return "ok"


def _state(desk: Desk) -> dict[str, Any]:
    line = line_of(desk)
    try:
        agrees = tallies(desk) == line.verify()
    finally:
        line.close()
    calls = desk.read(lambda reader: reader.all(Call))
    attached = desk.read(lambda reader: reader.all(Attachment))
    return {
        "agrees": agrees,
        "damage": desk.database.check(),
        "calls": {call.id: call.note for call in calls},
        "files": [one.id for one in attached if desk.read(lambda reader, blob=one.blob_id: reader.has_blob(blob))],
        "changes": desk.read(lambda reader: reader.value("SELECT count(*) FROM change")),
    }


def main() -> None:
    """Answer until the input ends."""
    key, path = DataKey(bytes.fromhex(sys.stdin.readline().strip())), Path(sys.argv[1])
    new = not path.exists()
    database = Database(path, key, create=True)
    if new:
        with database.writing() as connection:
            schema.create(connection, "killed")
    desk = Desk(database, "Ruth Ellery")
    for asked in sys.stdin:
        print(json.dumps(answer(desk, json.loads(asked))), flush=True)
    desk.close()


if __name__ == "__main__":
    main()
