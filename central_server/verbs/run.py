"""The table of verbs, and what their exit status means: 0 done, 1 bad input, 2 used wrongly."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from pathlib import Path

from desktop_app.errors import EnvironmentProblem, UserError

VERBS = {
    "init": ("upkeep", "make the server's database"),
    "migrate": ("upkeep", "bring an older server's database up to date"),
    "serve": ("serve", "run the server until it is stopped"),
    "user": ("people", "list users; add, disable or enable one; give one a password"),
    "team": ("people", "list teams, or add one"),
    "member": ("people", "put a user into a team, or take them out"),
    "support": ("people", "say which assistant works for which social worker"),
    "assign": ("families", "say with whom a family is"),
    "share": ("families", "share a family with a user or a team"),
    "embargo": ("families", "only who was granted the family by name sees it"),
    "code": ("devices", "a one-time code for one laptop"),
    "devices": ("devices", "list the laptops"),
    "revoke": ("devices", "answer a laptop no more"),
    "wipe": ("devices", "have a laptop destroy its vault when it next calls"),
    "backup": ("upkeep", "write a checked copy of the database"),
    "restore": ("upkeep", "put a copy in the database's place"),
    "erase": ("upkeep", "erase a family for good, words and history"),
    "audit": ("upkeep", "write the audit"),
    "verify": ("upkeep", "check the audit's chain and every record against its history; --repair mends records"),
    "export": ("export", "write the records for analysts; logged"),
}


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="casemate-server", description="The central server of Casemate.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (module, words) in VERBS.items():
        one = verbs.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        importlib.import_module(f"central_server.verbs.{module}").options(name, one)
    return top


def run_verb(words: list[str]) -> int:
    """Do what the words say. Trouble is one sentence on standard error, or {"error": …} with --json."""
    try:
        chosen = parser().parse_args(words)
    except SystemExit as left:
        return int(left.code or 0)
    try:
        return int(importlib.import_module(f"central_server.verbs.{VERBS[chosen.verb][0]}").run(chosen))
    except (UserError, EnvironmentProblem) as trouble:
        return _tell(chosen, str(trouble))
    except KeyboardInterrupt:
        return _tell(chosen, "Stopped.")
    except Exception as mistake:
        # Where, never what: the text of a mistake may hold a child's name.
        frames = traceback.extract_tb(mistake.__traceback__)
        place = next((frame for frame in reversed(frames) if "central_server" in frame.filename), frames[-1])
        where = f"{type(mistake).__name__} at {Path(place.filename).name}:{place.lineno}"
        return _tell(chosen, f"The server made a mistake here ({where}). Send this line to support.")


def _tell(chosen: argparse.Namespace, sentence: str) -> int:
    if chosen.json:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    sys.stderr.write(sentence + "\n")
    return 1
