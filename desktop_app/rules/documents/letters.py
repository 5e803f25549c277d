"""What letters say, as data (`resources/letters.toml`), filled from the record; nothing unknown is invented."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from desktop_app import paths

_BRACED = re.compile(r"\{(\w+)\}")
BY_HAND = "_" * 18
"""Room to write what is not known."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter. `of`: the kind of record it is about; `easy`: (heading, short sentences) for easy read."""

    id: str
    title: str
    of: str
    says: tuple[str, ...]
    closes: tuple[str, ...]
    listed: str
    easy: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def letters() -> dict[str, Letter]:
    """Every kind, in the order of the file."""
    data = tomllib.loads((paths.resources() / "letters.toml").read_text("utf-8"))
    return {
        key: Letter(
            key, one["title"], one["of"], tuple(one["says"]), tuple(one["closes"]), one.get("listed", ""),
            tuple((part["head"], tuple(part["says"])) for part in one["easy"]),
        )
        for key, one in data.items()
    }  # fmt: skip


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with what is known; room to write for the rest."""
    return _BRACED.sub(lambda found: values.get(found[1], "").strip() or BY_HAND, sentence)


def not_known(letter: Letter, values: Mapping[str, str], *, easy: bool) -> tuple[str, ...]:
    """The words in braces that nothing fills, each once."""
    sentences = [one for _head, says in letter.easy for one in says] if easy else [*letter.says, *letter.closes]
    wanted = dict.fromkeys(word for one in sentences for word in _BRACED.findall(one))
    return tuple(word for word in wanted if not values.get(word, "").strip())
