"""How long it is from one postcode to another, without a map: typed or learnt minutes, else a careful guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CODE = re.compile(r"([A-Z]{1,2})(\d[A-Z\d]?)(\d[A-Z]{2})?")
UNKNOWN = 15
"""Minutes when one of the two places has no postcode."""
_SAME, _SAME_SECTOR, _SAME_DISTRICT, _SAME_AREA, _FURTHER = 0, 8, 12, 25, 45


def postcode(text: str) -> str:
    """A postcode as it is compared, "SO14 2AB"; an empty text where there is none."""
    found = _CODE.fullmatch(text.upper().replace(" ", ""))
    if found is None:
        return ""
    area, district, rest = found.groups()
    return f"{area}{district} {rest}" if rest else f"{area}{district}"


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between pairs of postcodes that somebody typed or that were learnt, under both orders."""

    known: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def minutes(self, a: str, b: str) -> int:
        """Minutes from `a` to `b`; 0 when neither place is known, for then nobody said they travel."""
        if not a and not b:
            return 0
        if (a, b) in self.known:
            return self.known[a, b]
        if (b, a) in self.known:
            return self.known[b, a]
        return guess(a, b)


def guess(a: str, b: str) -> int:
    """Minutes by how much two postcodes share: sector, district, area. A guess, to be mended by the first drive."""
    one, other = postcode(a), postcode(b)
    if not one or not other:
        return UNKNOWN
    if one == other:
        return _SAME
    here, there = _parts(one), _parts(other)
    if here[:2] != there[:2]:
        return _SAME_AREA if here[0] == there[0] else _FURTHER
    return _SAME_SECTOR if here[2] and here[2] == there[2] else _SAME_DISTRICT


def _parts(code: str) -> tuple[str, str, str]:
    found = _CODE.fullmatch(code.replace(" ", ""))
    area, district, rest = found.groups() if found else ("", "", "")
    return area, district, (rest or "")[:1]
