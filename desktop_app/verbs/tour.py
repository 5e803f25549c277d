"""Every workspace, dialog, state and paper of the demo as pictures, with an index to look through them."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.verbs.common import json_option, say, say_json

MORNING = datetime(2026, 12, 3, 10, 8, tzinfo=clock.LONDON)


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`tour --out DIR [--theme …] [--scale …] [--size …]`."""
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--scale", type=float, default=1.0, help="text size, 1.0 to 2.0")
    parser.add_argument("--size", default="1366x768", help="window, such as 1024x700")
    parser.add_argument("--only", default="", help="only stops whose name has this in it")
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Take the tour."""
    size = re.fullmatch(r"(\d{3,4})x(\d{3,4})", chosen.size)
    if size is None:
        raise UserError(f"--size “{chosen.size}” is no size.", "Write it as 1366x768.")
    percent = round(chosen.scale * 10) * 10
    if not 100 <= percent <= 200:
        raise UserError(f"--scale {chosen.scale} is out of range.", "It goes from 1.0 to 2.0.")
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
    except OSError as raised:
        raise EnvironmentProblem(
            f"{chosen.out} can't be written ({raised.strerror}).", "Nothing was changed.", "Name another folder."
        ) from raised
    taken = list(_walk(chosen, int(size[1]), int(size[2]), percent))
    _index(chosen.out, taken)
    if chosen.json:
        say_json({"folder": str(chosen.out), "pictures": [name for name, _ in taken]})
    else:
        say(f"{len(taken)} pictures are in {chosen.out}; open {chosen.out / 'index.html'}.")
    return 0


def _walk(chosen: argparse.Namespace, width: int, height: int, percent: int) -> Iterator[tuple[str, str]]:
    from desktop_app.verbs.tour_guide import Guide
    from desktop_app.verbs.tour_stops import STOPS

    with clock.as_if(MORNING), tempfile.TemporaryDirectory(prefix="casemate-tour-") as machine:
        guide = Guide(chosen.out, Path(machine), chosen.theme, percent, width, height)
        try:
            for name, title, visit in STOPS:
                if chosen.only in name:
                    for picture in guide.visit(name, visit):
                        yield picture, title
        finally:
            guide.leave()


def _index(folder: Path, taken: list[tuple[str, str]]) -> None:
    figures = "\n".join(
        f"<figure><figcaption>{escape(title)} <small>{escape(name)}</small></figcaption>"
        + (
            f'<img src="{escape(name)}" alt="{escape(title)}">'
            if name.endswith(".png")
            else f'<a href="{name}">{name}</a>'
        )
        + "</figure>"
        for name, title in taken
    )
    page = (
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Casemate, the tour</title>'
        "<style>body{font:16px/1.5 sans-serif;margin:24px;background:#f6f5f2}img{max-width:100%;border:1px solid #ccc}"
        "figure{margin:0 0 32px}figcaption{font-weight:600;margin:0 0 8px}small{color:#666;font-weight:400}</style>"
        f"<h1>Casemate, the tour</h1><p>Everyone and everything in these pictures is invented.</p>{figures}</html>"
    )
    (folder / "index.html").write_text(page, "utf-8")
