"""The table of verbs, and what their exit status means: 0 done, 1 bad input, 2 used wrongly."""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import os
import sys
import traceback

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.verbs.common import complain, say_json

VERBS = {
    "init": ("vault", "make a new vault without a window"),
    "check": ("vault", "read every page of a vault and the chain of its audit"),
    "backup": ("vault", "make a checked, encrypted copy"),
    "restore": ("vault", "show what a copy holds, then put it in the vault's place"),
    "export": ("export", "write everything as files anyone can read; logged"),
    "import": ("importing", "bring in mail, people tables and GEDCOM"),
    "find": ("find", "who is calling"),
    "explain": ("explain", "what a typed date or note means"),
    "genogram": ("genogram", "a family file as a picture, and how well it is drawn"),
    "paper": ("paper", "any paper of a vault as PDF, DOCX or text"),
    "snapshot": ("snapshot", "the figures of an Annex A return, with the children behind them"),
    "calendar": ("calendar", "what stands in an .ics file on which days"),
    "sync": ("sync", "one round with the council's server"),
    "tour": ("tour", "every window and paper of the demo as pictures"),
}


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="casemate", description="Casemate without a window.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (module, words) in VERBS.items():
        one = verbs.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        importlib.import_module(f"desktop_app.verbs.{module}").options(name, one)
    return top


def run_verb(words: list[str]) -> int:
    """Do what the words say. Trouble is one sentence on standard error, or {"error": …} with --json."""
    try:
        chosen = parser().parse_args(words)
    except SystemExit as left:
        return int(left.code or 0)
    module = importlib.import_module(f"desktop_app.verbs.{VERBS[chosen.verb][0]}")
    try:
        return int(module.run(chosen))
    except (UserError, EnvironmentProblem) as trouble:
        return _tell(chosen, str(trouble))
    except KeyboardInterrupt:
        complain("Stopped.")
        return 1
    except BrokenPipeError:
        _close_pipe()
        return 0
    except Exception as mistake:
        # Where, never what: the text of a mistake may hold a child's name.
        frames = traceback.extract_tb(mistake.__traceback__)
        place = next((frame for frame in reversed(frames) if "desktop_app" in frame.filename), frames[-1])
        where = f"{type(mistake).__name__} at {os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119
        if isinstance(mistake, OSError) and mistake.errno == errno.ENAMETOOLONG:
            return _tell(chosen, "A name that was given is longer than this system allows. Name another file.")
        told = f"Casemate made a mistake here ({where}). Nothing half done was kept; send this line to support."
        return _tell(chosen, told)


def _tell(chosen: argparse.Namespace, sentence: str) -> int:
    """The one sentence of a failure, and its status."""
    if getattr(chosen, "json", False):
        say_json({"error": sentence})
    complain(sentence)
    return 1


def _close_pipe() -> None:
    """The reader went away: Python must not complain about it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
