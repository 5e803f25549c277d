"""Paragraphs that came back from Word beside those that went out: what differs, and taking it in one by one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.errors import UserError
from desktop_app.rules.documents.skeletons import Section, Skeleton
from desktop_app.rules.minutes import LineKind, mark_of

BULLET = re.compile(r"^\s*[-•*]\s+")
NOTHING_YET = "Nothing is written here yet."
LEFT_EMPTY = "Left empty in the draft"
"""What stands where a section has no words; they are nobody's words when they come back."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of paragraphs of a section that differs, from `first` to before `last` of those that went out.

    `before` is what is kept, `after` what came back; either may be empty.
    """

    section: str
    first: int
    last: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from every other difference of a document."""
        return f"{self.section}:{self.first}:{self.last}"


def paragraphs(text: str, section: Section) -> list[tuple[int, str]]:
    """(line from 0, words) of each paragraph that goes out as running text: no empty lines, no lines of a table."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines()):
        words = _SPACES.sub(" ", line).strip()
        mark = mark_of(line) if section.actions else None
        if not words or (mark is not None and mark.kind == LineKind.ACTION):
            continue
        found.append((number, f"- {BULLET.sub('', words)}" if BULLET.match(line) else words))
    return found


def differences(
    kind: Skeleton, texts: Mapping[str, str], came_back: Mapping[str, Sequence[str]]
) -> tuple[Difference, ...]:
    """What changed. A section that did not come back at all is no change: nothing is lost by a missing page."""
    found: list[Difference] = []
    for section in kind.sections():
        if section.key not in came_back:
            continue
        before = [words for _line, words in paragraphs(texts.get(section.key, ""), section)]
        after = list(came_back[section.key])
        for what, first, last, begin, end in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
            old, new = tuple(before[first:last]), tuple(after[begin:end])
            if what == "replace" and len(old) == len(new):  # each paragraph is taken or left on its own
                found += [
                    Difference(section.key, first + at, first + at + 1, (one,), (two,))
                    for at, (one, two) in enumerate(zip(old, new, strict=True))
                ]
            elif what != "equal":
                found.append(Difference(section.key, first, last, old, new))
    return tuple(found)


def accepted(text: str, taken: Sequence[Difference], section: Section) -> str:
    """A section's text with these differences taken in, all else as it stands.

    UserError when the words they replace are no longer there: somebody wrote meanwhile.
    """
    lines = text.splitlines()
    held = paragraphs(text, section)
    for one in sorted(taken, key=lambda one: one.first, reverse=True):
        if tuple(words for _line, words in held[one.first : one.last]) != one.before or one.first > len(held):
            raise UserError(
                f"“{section.title}” was changed here since the file was opened.", "Open the file that came back again."
            )
        start = held[one.first][0] if one.first < len(held) else len(lines)
        if one.first < one.last:
            for number in sorted((line for line, _words in held[one.first : one.last]), reverse=True):
                del lines[number]
        lines[start:start] = one.after
    return "\n".join(lines)
