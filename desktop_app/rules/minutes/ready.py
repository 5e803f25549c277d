"""What still keeps a minute from the chair: empty compulsory headings, actions without owner or day, unknown people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.rules.minutes.attendees import Presence, fold_owner
from desktop_app.rules.minutes.reading import LineKind, Minutes
from desktop_app.rules.minutes.templates import Template


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is right, in words, and the line it is about (0 for none)."""

    right: bool
    words: str
    line: int = 0


def checks(found: Minutes, text: str, template: Template) -> tuple[Check, ...]:
    """Everything that is looked at, what is missing first."""
    told: list[Check] = []
    written = sections(found, text)
    for point in template.agenda:
        if point.required:
            words = written.get(fold_owner(point.title), "")
            told.append(_heading(point.title, words, found))
    for number, action in enumerate(found.actions, 1):
        needs = [] if action.owner else ["who does it"]
        needs += [] if action.due else ["a date"]
        if needs:
            told.append(Check(False, f"Action {number} needs {' and '.join(needs)}", action.line))
    if not any(one.presence in (Presence.PRESENT, Presence.PART) for one in found.attendees):
        told.append(Check(False, "Nobody is written down as here"))
    told.extend(Check(False, f"Who is {who}?") for who in found.unknown)
    return tuple(sorted(told, key=lambda one: one.right))


def _heading(title: str, words: str, found: Minutes) -> Check:
    if fold_owner(title) == "dissent":
        if words or found.of(LineKind.DISSENT):
            return Check(True, "Dissent is written")
        return Check(False, "Dissent is empty: write “none” or who")
    return Check(True, f"{title} is written") if words else Check(False, f"{title} is empty")


def sections(found: Minutes, text: str) -> dict[str, str]:
    """The words under each heading, by the folded heading."""
    lines = text.splitlines()
    heads = found.of(LineKind.HEADING)
    ends = [*(head.number - 1 for head in heads[1:]), len(lines)][: len(heads)]
    return {
        fold_owner(head.words): " ".join(" ".join(lines[head.number : end]).split())
        for head, end in zip(heads, ends, strict=True)
    }


def is_ready(found: Sequence[Check]) -> bool:
    """Whether nothing is missing."""
    return all(one.right for one in found)
