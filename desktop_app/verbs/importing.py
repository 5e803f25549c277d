"""import: mail, tables of people, GEDCOM and calendars; each file lands or is named with its reason."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option

if TYPE_CHECKING:
    from desktop_app.exchange.mail.shapes import Mail

TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".ged", ".gedcom"}
CALENDARS = {".ics", ".ical", ".icalendar"}
SURE = 0.6


@dataclass
class Tally:
    """What came of it."""

    imported: int = 0
    duplicates: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As promised to scripts."""
        return {
            "imported": self.imported, "duplicates": self.duplicates,
            "refused": self.refused, "warnings": self.warnings,
        }  # fmt: skip


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`import FILE|FOLDER… [--dry-run] [--into FAMILY]`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    parser.add_argument(
        "--into", default="", metavar="FAMILY", help="file everything to this family, by name or number"
    )
    parser.add_argument("--worker", default="", metavar="NAME", help="whose diary a calendar goes to")
    vault_option(parser)
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Import; exit 1 when a named file was refused."""
    from desktop_app.vault.queries.everything import family_called

    mails, tables, calendars = _sort(chosen.paths)
    tally = Tally()
    with open_desk(chosen) as (desk, _opened):
        family_id = desk.read(family_called, chosen.into) if chosen.into else ""
        if mails:
            _mails(desk, mails, family_id, chosen.dry_run, tally)
        if tables:
            _people(desk, tables, family_id, chosen.dry_run, tally)
        if calendars:
            _calendars(desk, calendars, family_id, chosen, tally)
    if chosen.json:
        say_json(tally.as_json())
    else:
        verb = "would come in" if chosen.dry_run else "came in"
        say(f"{tally.imported:,} {verb}, {tally.duplicates:,} were here already, {len(tally.refused):,} were refused.")
        for one in tally.refused:
            say(f"  {one['file']}: {one['reason']}")
        for one in tally.warnings:
            say(f"  {one['file']}, {one['where']}: {one['what']}")
    return 1 if tally.refused else 0


def _sort(paths: list[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Mail and folders, tables and calendars (both also from inside folders).

    A pipe or a device is with the mail whatever its name: there it is refused instead of waited for.
    """
    mails: list[Path] = []
    tables: list[Path] = []
    calendars: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UserError(f"There is nothing at {path}.", "Look at the name again.")
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file())
            tables += [one for one in inside if one.suffix.lower() in TABLES]
            calendars += [one for one in inside if one.suffix.lower() in CALENDARS]
            mails.append(path)
        elif path.suffix.lower() in TABLES and path.is_file():
            tables.append(path)
        elif path.suffix.lower() in CALENDARS and path.is_file():
            calendars.append(path)
        else:
            mails.append(path)
    return mails, tables, calendars


def _mails(desk: Any, paths: list[Path], into: str, dry: bool, tally: Tally) -> None:  # noqa: ANN401
    from desktop_app.commands.emails import file_mail
    from desktop_app.exchange.mail.read import read_mails
    from desktop_app.exchange.mail.shapes import Refused
    from desktop_app.rules.suggest_family import suggest
    from desktop_app.vault.queries.mailing import facts_of, is_here, mail_index

    index = None if into else desk.read(mail_index)
    seen: set[str] = set()
    for found in read_mails(paths):
        name = str(found.path)
        if isinstance(found, Refused):
            if found.not_mail:
                if found.path.suffix.lower() not in TABLES | CALENDARS:
                    tally.warnings.append({"file": name, "where": "file", "what": found.reason})
            else:
                tally.refused.append({"file": name, "reason": found.reason})
            continue
        mail = found.mail
        tally.warnings += [{"file": name, "where": mail.source_name or "mail", "what": what} for what in mail.missing]
        family_id = into
        if index is not None:
            best = suggest(desk.read(facts_of, mail), index, 1)
            family_id = best[0].family_id if best and best[0].score >= SURE else ""
        if dry:
            twice = _key(mail) in seen or desk.read(is_here, mail)
            seen.update(_key(one) for one in _with_inner(mail))
        else:
            twice = desk.do(file_mail, mail, family_id=family_id).result().duplicate
        tally.duplicates += twice
        tally.imported += not twice


def _key(mail: Mail) -> str:
    return mail.message_id or mail.content_hash


def _with_inner(mail: Mail) -> Iterator[Mail]:
    """The mail and every mail inside it: filing keeps those as emails of their own."""
    yield mail
    for inner in mail.nested:
        yield from _with_inner(inner)


def _people(desk: Any, paths: list[Path], into: str, dry: bool, tally: Tally) -> None:  # noqa: ANN401
    from desktop_app.commands.importing import import_people
    from desktop_app.commands.rehearsal import Rehearsal
    from desktop_app.exchange.people.read import read_people

    # One rehearsal for all files: who would come with the first is known to the second, as when they come.
    rehearsal = Rehearsal() if dry else None
    for path in paths:
        try:
            people = read_people(path)
        except (UserError, EnvironmentProblem) as trouble:
            tally.refused.append({"file": str(path), "reason": str(trouble)})
            continue
        came = desk.do(import_people, people, family_id=into, rehearsal=rehearsal).result()
        tally.imported += came.imported
        tally.duplicates += came.duplicates
        tally.refused += [{"file": str(path), "reason": f"{where}: {what}"} for where, what in came.refused]
        found = [*((one.where, one.what) for one in people.warnings), *came.warnings]
        tally.warnings += [{"file": str(path), "where": where, "what": what} for where, what in found]


def _calendars(desk: Any, paths: list[Path], into: str, chosen: argparse.Namespace, tally: Tally) -> None:  # noqa: ANN401
    from desktop_app.commands.calendars import import_calendar
    from desktop_app.exchange.calendar.lines import MAX_BYTES
    from desktop_app.exchange.calendar.read import read_calendar

    workers = [desk.read(_worker_called, chosen.worker)] if chosen.worker else []
    for path in paths:
        try:
            with path.open("rb") as stream:
                calendar = read_calendar(stream.read(MAX_BYTES + 1))
        except OSError as trouble:
            tally.refused.append({"file": str(path), "reason": f"The file could not be read: {trouble.strerror}."})
            continue
        except UserError as wrong:
            tally.refused.append({"file": str(path), "reason": str(wrong)})
            continue
        came = desk.do(
            import_calendar, calendar, workers=workers, family_id=into, rehearse=chosen.dry_run
        ).result()  # fmt: skip
        tally.imported += came.imported
        tally.duplicates += came.duplicates
        tally.warnings += [{"file": str(path), "where": where, "what": what} for where, what in came.warnings]


def _worker_called(reader: Any, name: str) -> str:  # noqa: ANN401
    """The id of the social worker of that name."""
    from desktop_app.records.team import Worker
    from desktop_app.rules.names import fold

    found = [one.id for one in reader.all(Worker) if fold(one.name) == fold(name)]
    if len(found) != 1:
        raise UserError(f"No social worker here is called “{name}”.", "Write the name as it stands in the team list.")
    return str(found[0])
