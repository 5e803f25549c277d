"""The whole vault as files anyone can read: one JSON file a kind, attachments beside them; logged in the audit."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
from pathlib import Path

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`export --to FOLDER`."""
    parser.add_argument("--to", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--family", default="", help="only this family, by name or number")
    vault_option(parser)
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Write everything; a failure in the middle leaves no half export behind."""
    from desktop_app.commands.facts import note_export
    from desktop_app.exchange.whole import write_records
    from desktop_app.vault.queries.everything import attachments, every_record, family_called

    target: Path = chosen.to
    made_here = _demand_empty(target)
    with open_desk(chosen) as (desk, _opened):
        family_id = desk.read(family_called, chosen.family) if chosen.family else ""
        try:
            target.mkdir(parents=True, exist_ok=True)
            counts = {
                kind: write_records(target, kind, rows) for kind, rows in desk.read(every_record, family_id).items()
            }
            files = desk.read(attachments, family_id)
            for name, data in files:
                (target / "attachments").mkdir(exist_ok=True)
                (target / "attachments" / name).write_bytes(data)
            (target / "READ ME FIRST.txt").write_text(_NOTICE, "utf-8")
        except OSError as raised:
            _clear(target, made_here)
            raise EnvironmentProblem(
                f"The export could not be written ({raised.strerror}).", "The vault was not touched.",
                "Make room or choose another folder, then try again.",
            ) from raised  # fmt: skip
        except BaseException:
            _clear(target, made_here)
            raise
        desk.do(note_export, f"whole vault as files, {json.dumps(counts)}", family_id).result()
    if chosen.json:
        say_json({"folder": str(target), "records": counts, "attachments": len(files)})
    else:
        say(f"Written to {target}. Anyone who has these files can read them.")
    return 0


def _demand_empty(target: Path) -> bool:
    """Whether the folder is still to be made. UserError when it is no folder or holds something."""
    try:
        if not target.exists():
            return True
        if target.is_dir() and not any(target.iterdir()):
            return False
    except OSError as raised:
        raise UserError(f"{target} can't be looked into ({raised.strerror}).", "Name another folder.") from raised
    raise UserError(f"{target} is not an empty folder.", "Name a new folder: an export never mixes with other files.")


def _clear(target: Path, made_here: bool) -> None:
    """Half an export would be half a family file nobody guards."""
    with contextlib.suppress(OSError):
        for inside in target.iterdir():
            shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
        if made_here:
            target.rmdir()


_NOTICE = """OFFICIAL-SENSITIVE

These files were written by Casemate. They are not encrypted: anyone who has them can read them.
One JSON file for each kind of record; dates are ISO 8601; moments are UTC.
"""
