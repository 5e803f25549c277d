"""Short and other forms of given names: Peggy is Margaret, Gosia is Małgorzata, Mo is one of the Mohammeds."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop_app import paths
from desktop_app.rules.names import fold

# How short forms are made in the tongues of the list: what is left when the ending goes begins the full name.
_ENDINGS = (
    "zza", "zzy", "za", "zy", "ster", "kins", "bear", "ie", "ey", "ee", "y", "i", "o", "a", "s", "er", "ers",
    "sia", "cia", "nia", "dzia", "ka", "ko", "ek", "us", "unia", "usia", "eczka", "cio", "zio", "uta", "el",
    "ica", "elu", "can", "cik", "jaan", "jan", "ji",
)  # fmt: skip
_STEM = 3  # letters: shorter stems begin too many names


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Every folded form in the list to the forms it shares a line with."""
    text = (paths.resources() / "words" / "nicknames.toml").read_text(encoding="utf-8")
    forms: dict[str, set[str]] = {}
    for lines in tomllib.loads(text).values():
        for line in lines.splitlines():
            group = [fold(name) for name in line.split()]
            for name in group:
                forms.setdefault(name, set()).update(group)
    return {name: frozenset(group - {name}) for name, group in forms.items()}


def other_names(token: str) -> frozenset[str]:
    """Folded forms that may be the same person's name as this folded word, from the list; empty when unlisted."""
    return _groups().get(token, frozenset())


def stems(token: str) -> tuple[str, ...]:
    """Beginnings of the full name that a home-made short form points to: Kezzy gives kezz and kez."""
    found = []
    for ending in _ENDINGS:
        stem = token.removesuffix(ending)
        if stem != token and len(stem) >= _STEM:
            found.append(stem)
            if stem[-1] == stem[-2] and len(stem) > _STEM:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))
