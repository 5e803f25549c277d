"""Text pieces: `;vm` and a space become a whole sentence, filled from the call that is open."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop_app import paths
from desktop_app.errors import UserError

_TYPED = re.compile(r"(?:^|(?<=\s));([^\W_]{1,12})$")
_FIELD = re.compile(r"\{(\w+)\}")
HERE = "here"
UNKNOWN = "___"
"""What stands for a field that isn't known: to be typed over, never invented."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What to put in place of the characters from `start` on; the cursor goes `cursor` characters into `text`."""

    start: int
    text: str
    cursor: int


@lru_cache(maxsize=1)
def starter_pieces() -> dict[str, str]:
    """The pieces we come with, by their letters. UserError when the file is damaged."""
    source = paths.resources() / "words" / "text_pieces.toml"
    try:
        groups = tomllib.loads(source.read_text("utf-8"))
    except (OSError, ValueError) as trouble:
        raise UserError("The list of text pieces can't be read.", "Install Casemate again.") from trouble
    return {letters: text for group in groups.values() for letters, text in group.items()}


def expand(before: str, pieces: Mapping[str, str], fields: Mapping[str, str]) -> Expansion | None:
    """What the letters at the end of `before` become when a space is typed; None when they are no piece.

    `before` is the text up to the cursor. A piece stands alone: "a;vm" is left as it is.
    """
    typed = _TYPED.search(before)
    text = pieces.get(typed.group(1).casefold()) if typed else None
    if typed is None or text is None:
        return None
    filled = _FIELD.sub(lambda field: _value(field.group(1), fields), text)
    place = filled.find("\0")
    filled = filled.replace("\0", "")
    if place >= 0:
        return Expansion(typed.start(), filled, place)
    closed = filled + ("" if filled.endswith(" ") else " ")
    return Expansion(typed.start(), closed, len(closed))


def _value(name: str, fields: Mapping[str, str]) -> str:
    return "\0" if name == HERE else fields.get(name) or UNKNOWN
