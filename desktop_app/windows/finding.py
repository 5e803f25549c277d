"""What the palette finds: people, families, commands and Today, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from desktop_app import clock
from desktop_app.rules.today import due_words
from desktop_app.windows.palette import Entry, matches
from desktop_app.windows.shortcuts import Shortcut, all_shortcuts
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from desktop_app.windows.shell import Shell
    from desktop_app.windows.today.page import TodayPage

MOST_PEOPLE = 5
MOST_COMMANDS = 6


def palette_entries(shell: Shell, typed: str) -> list[Entry]:
    """People and families first, as names are typed most; then commands, then Today's items."""
    found: list[Entry] = []
    families: dict[str, str] = {}
    for one in shell.people.find(typed, MOST_PEOPLE + 3):
        if len(found) < MOST_PEOPLE:
            opens = partial(shell.open, "person", one.person_id)
            kind = f"{one.family} · {one.why}" if one.family else one.why
            found.append(Entry("People", "user", one.person, kind, "", opens))
        if one.family_id and matches(typed, one.family):
            families.setdefault(one.family_id, one.family)
    for family_id, name in list(families.items())[:3]:
        found.append(Entry("Families", "users", name, "family", "", partial(shell.open, "family", family_id)))
    found += _commands(shell, typed)
    found += _today(shell, typed)
    return found


def _commands(shell: Shell, typed: str) -> list[Entry]:
    found = []
    here = [one for one in all_shortcuts(WORKSPACES) if one.where in ("Everywhere", _title(shell))]
    once: dict[str, Shortcut] = {}
    for one in here:  # what two keys do is one line, with the key that works while somebody types
        if one.run not in once or once[one.run].single_letter:
            once[one.run] = one
    for one in once.values():
        if one.run == "open_palette" or not matches(typed, one.title):
            continue
        if one.run.startswith("go:"):
            run = partial(shell.go, one.run[3:])
        elif one.where == "Everywhere":
            run = partial(getattr(shell, one.run))
        else:
            run = partial(shell.act, shell.current_id, one.run)
        found.append(Entry("Commands", "chevron-right", one.title, "", one.key.replace("+", " "), run))
    return found[:MOST_COMMANDS]


def _title(shell: Shell) -> str:
    return next(one.title for one in WORKSPACES if one.id == shell.current_id)


def _today(shell: Shell, typed: str) -> list[Entry]:
    if len(typed.strip()) < 3:
        return []
    now = clock.now()
    found = []
    for item in cast("TodayPage", shell.page("today")).items.values():
        if matches(typed, f"{item.subject} {item.family}"):
            opens = partial(shell.open, "today", item.id)
            words = f"{item.family} · {due_words(item, now).first}" if item.family else due_words(item, now).first
            found.append(Entry("Today", item.icon, item.subject, words, "", opens))
    return found[:3]
