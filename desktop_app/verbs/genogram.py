"""A genogram from a family file, without a window: SVG, PDF or PNG, and a report of how well it is drawn."""

from __future__ import annotations

import argparse
import dataclasses
import time
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.verbs.common import json_option, say, say_json

MOST_PEOPLE = 10_000
_FORMATS = (".svg", ".pdf", ".png", ".json", ".ged")


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`genogram FILE --out X.svg [--notation …] [--as-at DATE] [--report json]`."""
    parser.add_argument("file", type=Path, help="a GEDCOM or GenoPro file, or Casemate’s own .json")
    parser.add_argument("--out", type=Path, help="where it goes: .svg, .pdf or .png, or the facts as .json or .ged")
    parser.add_argument("--notation", choices=("england", "mcgoldrick", "pedigree"), default="england")
    parser.add_argument("--as-at", metavar="DATE", help="the family on this day, such as 2026-12-01; today if left out")
    parser.add_argument(
        "--audience",
        choices=("working", "court", "school", "family", "child"),
        default="working",
        help="what they need not see is taken out; the report lists it",
    )
    parser.add_argument("--names", choices=("initials", "letters"), help="others for everybody: “B. F.”, or “Child A”")
    parser.add_argument("--about", action="append", metavar="ID", help="whom it is about, by the file’s own number")
    parser.add_argument("--fold", action="store_true", help="distant branches as one symbol each: “4 cousins”")
    parser.add_argument("--gedcom", choices=("7.0", "5.5.1"), default="7.0", help="which GEDCOM a .ged is written in")
    parser.add_argument("--report", choices=("json", "text"), help="how well it is drawn, counted from the drawing")
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Draw it."""
    from desktop_app.rules.genogram.at_date import at_date
    from desktop_app.rules.genogram.audience import for_audience
    from desktop_app.rules.genogram.fold import fold
    from desktop_app.rules.genogram.measure import measure
    from desktop_app.rules.genogram.notation import NOTATIONS
    from desktop_app.rules.genogram.overlays import SHOWN, Show
    from desktop_app.rules.genogram.picture import draw

    out = chosen.out
    if out is not None and out.suffix.lower() not in _FORMATS:
        raise UserError(f"{out.name}: a genogram is written as .svg, .pdf, .png, .json or .ged.", "Name the file so.")
    today = clock.local(clock.now()).date()
    day = _day(chosen.as_at, today)
    facts, warnings = _read(chosen.file, today)
    if len(facts.people) > MOST_PEOPLE:
        many = f"{len(facts.people):,} people are too many for one genogram"
        raise UserError(f"{chosen.file.name}: {many} ({MOST_PEOPLE:,} at most).", "Export one branch of the family.")
    facts = _about(facts, chosen.about) if chosen.about else facts
    facts = at_date(facts, day) if chosen.as_at else facts
    whole = out is not None and out.suffix.lower() in (".json", ".ged")
    show = Show(homes=True, plans=True, responsibility=True, bonds=True) if whole else SHOWN
    cut = for_audience(facts, chosen.audience, show=show, day=day, names=chosen.names)
    facts, folded = fold(cut.facts) if chosen.fold else (cut.facts, 0)
    began = time.perf_counter()
    notation = NOTATIONS[chosen.notation]
    as_it_is = chosen.audience == "working" and not chosen.names
    title = chosen.file.stem if as_it_is else "Genogram"
    picture, layout = draw(facts, day, notation, cut.manner, title=title, show=cut.show)
    seconds = time.perf_counter() - began
    losses = _write(out, picture, facts, day, chosen) if out is not None else ()
    at = {
        data["person"]: (float(data["x"]), float(data["y"]))
        for mark in picture.marks
        if mark.kind == "person" and "ghost" not in (data := dict(mark.data))
    }
    ghosts = sum(mark.kind == "person" and "ghost" in dict(mark.data) for mark in picture.marks)
    report = {
        **dataclasses.asdict(measure(facts, at, ghosts)),
        "seconds": round(seconds, 4),
        "removed": list(cut.removed),
        "folded": folded,
        "warnings": [
            *({"where": one.where, "what": one.what} for one in warnings),
            *({"where": "picture", "what": told} for told in layout.told),
            *({"where": "audience", "what": told} for told in _whom(facts, chosen)),
            *({"where": "file", "what": lost} for lost in losses),
        ],
    }
    _tell(chosen, report)
    return 0


def _day(said: str | None, today: date) -> date:
    if not said:
        return today
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UserError(f"--as-at “{said}” is no day.", "Write it as 2026-12-01.") from None


def _about(facts: Any, ids: list[str]) -> Any:  # noqa: ANN401 - Facts, imported late
    """The facts with these people, and nobody else, as whom the genogram is about."""
    missing = sorted(set(ids) - {one.id for one in facts.people})
    if missing:
        raise UserError(
            f"--about “{missing[0]}” is nobody in this file.", "Give the number that the file has for them."
        )
    people = tuple(dataclasses.replace(one, subject=one.id in ids) for one in facts.people)
    return dataclasses.replace(facts, people=people)


def _whom(facts: Any, chosen: argparse.Namespace) -> tuple[str, ...]:  # noqa: ANN401 - Facts, imported late
    """A hint when what an audience sees, or what is folded, hangs on who the child is and nobody said it."""
    if (chosen.audience == "working" and not chosen.fold) or any(one.subject for one in facts.people):
        return ()
    return ("Nobody is marked as the child it is about; say it with --about and the file’s number for them.",)


def _read(path: Path, today: date) -> Any:  # noqa: ANN401 - (Facts, warnings), imported late
    from desktop_app.exchange.genogram.read import read_family_file

    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise UserError(f"{path.name} can’t be read: {trouble.strerror}.", "Look at its name and try again.") from None
    return read_family_file(path.name, data, today=today)


def _write(out: Path, picture: Any, facts: Any, day: date, chosen: argparse.Namespace) -> tuple[str, ...]:  # noqa: ANN401 - Picture and Facts, imported late
    """Write the file; what its format could not carry."""
    from desktop_app.exchange.genogram.native import write_native
    from desktop_app.exchange.genogram.write import write_family
    from desktop_app.papers.genogram.png import png
    from desktop_app.papers.genogram.sheets import Furniture, sheets
    from desktop_app.papers.genogram.svg import svg

    losses: tuple[str, ...] = ()
    suffix = out.suffix.lower()
    if suffix == ".ged":
        text, losses = write_family(facts, chosen.gedcom)
        data = text.encode("utf-8")
    elif suffix == ".json":
        data = write_native(facts).encode("utf-8")
    elif suffix == ".pdf":
        source = f"from {chosen.file.name}" if picture.title == chosen.file.stem else ""
        data = sheets(picture, Furniture(as_at=day, sources=source))
    else:
        data = svg(picture) if suffix == ".svg" else png(picture)
    try:
        out.write_bytes(data)
    except OSError as trouble:
        raise UserError(f"{out.name} can’t be written: {trouble.strerror}.", "Choose another folder.") from None
    return losses


def _tell(chosen: argparse.Namespace, report: dict[str, Any]) -> None:
    if chosen.report == "json" or chosen.json:
        say_json(report)
        return
    say(f"{report['people']} people and {report['unions']} couples drawn.")
    if chosen.report == "text":
        for name, value in report.items():
            if name not in ("warnings", "removed"):
                say(f"{name.replace('_', ' ')}: {value}")
    for words in report["removed"]:
        say(f"Taken out: {words}.")
    for one in report["warnings"]:
        say(f"{one['where']}: {one['what']}")
