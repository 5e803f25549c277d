"""init, check, backup and restore."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.verbs.common import complain, json_option, open_desk, passphrase, say, say_json, vault_of, vault_option


def options(verb: str, parser: argparse.ArgumentParser) -> None:
    """The options of one of these verbs."""
    vault_option(parser)
    json_option(parser)
    if verb == "init":
        parser.add_argument("--name", default="Assistant", help="whose desk this is")
        parser.add_argument("--team", default="My team")
        parser.add_argument("--worker", action="append", default=[], help="a social worker; may be given again")
        parser.add_argument("--recovery-out", type=Path, required=True, help="new file for the recovery code")
    if verb == "backup":
        parser.add_argument("--to", type=Path, required=True, help="folder or stick")
    if verb == "restore":
        parser.add_argument("copy", type=Path, help="a casemate-….vault file")
        parser.add_argument("--replace", action="store_true", help="put it in the vault's place, keeping what is there")


def run(chosen: argparse.Namespace) -> int:
    """Do one of these verbs."""
    return {"init": init, "check": check, "backup": backup, "restore": restore}[chosen.verb](chosen)


def init(chosen: argparse.Namespace) -> int:
    """A new vault; the recovery code goes to a new file that only this user may read."""
    from desktop_app.commands.tasks import initials, set_up_team
    from desktop_app.desk import Desk
    from desktop_app.records.team import Team, Worker
    from desktop_app.vault import door
    from desktop_app.vault.keys.strength import judge

    words = passphrase(chosen, "New passphrase: ")
    strength = judge(words, [chosen.name, chosen.team, *chosen.worker])
    if not strength.ok:
        raise UserError(f"That passphrase is not strong enough: {strength.words}", strength.suggestion)
    target: Path = chosen.recovery_out
    if target.exists():
        raise UserError(f"{target.name} is there already and was not written over.", "Name a new file.")
    new = door.prepare(vault_of(chosen), words)
    _write_secret(target, new.recovery_code)
    workers = [Worker(name=name, initials=initials(name)) for name in chosen.worker]
    try:
        opened = new.write()
        try:
            desk = Desk(opened.database, chosen.name)
            desk.do(set_up_team, chosen.name, Team(name=chosen.team), workers).result()
            desk.release()
        except BaseException:
            new.take_back()
            raise
        finally:
            opened.close()
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if chosen.json:
        say_json({"vault": str(vault_of(chosen)), "recovery": str(target)})
    else:
        say(f"The vault is made. Its recovery code is in {target}: print it, then delete the file.")
    return 0


def _write_secret(target: Path, text: str) -> None:
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as raised:
        raise UserError(f"{target} could not be written ({raised.strerror}).", "Name another file.") from raised
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")


def check(chosen: argparse.Namespace) -> int:
    """Every page, the audit's chain, and the counts."""
    from desktop_app.vault import audit
    from desktop_app.vault.queries.status import contents

    with open_desk(chosen) as (desk, opened):
        findings = opened.database.check()
        broken = desk.read(lambda reader: audit.broken_at(reader.connection))
        counts = desk.read(contents)
    if broken is not None:
        findings.append(f"the audit was changed by hand at line {broken}")
    if chosen.json:
        say_json({"sound": not findings, "findings": findings, "holds": counts})
    elif findings:
        complain("This vault is damaged. Restore the last backup.\n" + "\n".join(findings))
    else:
        say("The vault is sound: " + ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count) + ".")
    return 1 if findings else 0


def backup(chosen: argparse.Namespace) -> int:
    """A copy that was read back before it counts."""
    from desktop_app.commands.facts import note_export
    from desktop_app.vault import backup as copies
    from desktop_app.vault.place import check_backup_place

    check_backup_place(chosen.to)
    with open_desk(chosen) as (desk, opened):
        made = copies.make(opened.database, opened.key, vault_of(chosen), chosen.to)
        desk.do(note_export, "encrypted copy").result()
    if chosen.json:
        say_json({"copy": str(made), "bytes": made.stat().st_size})
    else:
        say(f"The copy is made and was read back: {made}")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """What the copy holds; with --replace it takes the vault's place."""
    from desktop_app.vault import backup as copies

    if not chosen.copy.exists():
        raise UserError(f"There is no copy at {chosen.copy}.", "Name a casemate-….vault file.")
    key = copies.open_copy(chosen.copy, passphrase(chosen))
    inside = copies.holds(chosen.copy, key)
    kept = copies.restore(chosen.copy, vault_of(chosen), key) if chosen.replace else None
    key.forget()
    if chosen.json:
        say_json({
            "made_at": inside.made_at.isoformat(), "families": inside.families, "people": inside.people,
            "calls": inside.calls, "emails": inside.emails, "replaced": chosen.replace,
            "kept": str(kept) if kept else None,
        })  # fmt: skip
    else:
        say(f"The copy holds {inside.words()}")
        if chosen.replace:
            say("It is in the vault's place now." + (f" What was there is kept at {kept}." if kept else ""))
        else:
            say("Nothing was replaced. Say --replace to put it in the vault's place.")
    return 0
