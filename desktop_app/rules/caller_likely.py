"""How likely somebody is to ring today, beside how well their name fits: what orders matches that are close."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.rules.caller_rows import Known

CLOSE = 0.05
"""Matches about this close are put in order of who is likelier to ring."""
WAITING, GROWN_UP, IN_TOUCH, MINE, AT_HAND = 0.010, 0.012, 0.028, 0.016, 0.030
"""We promised to ring them; no child; they were in touch just now; the family is with one of my social workers;
somebody is at work on the family now."""
FAMILY = 0.25
"""What it counts that not they but someone else of their family was in touch."""
FADES = 14
"""Days after which having been in touch is worth half."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What is known of the moment: the time, when each family was in touch last, families somebody is at work on."""

    now: datetime
    family_last: Mapping[str, datetime]
    at_hand: Collection[str]

    def worth(self, row: Known) -> float:
        """What is added to a match of this person, 0 to 0.096."""
        worth = WAITING if row.waiting else 0.0
        worth += 0.0 if row.kind == "child" else GROWN_UP
        worth += MINE if row.mine else 0.0
        worth += AT_HAND if row.family_id and row.family_id in self.at_hand else 0.0
        theirs = self._freshness(self.family_last.get(row.family_id))
        return worth + IN_TOUCH * max(self._freshness(row.last_contact), FAMILY * theirs)

    def _freshness(self, last: datetime | None) -> float:
        if last is None:
            return 0.0
        days = abs(self.now.timestamp() - last.timestamp()) / 86_400
        return 1 / (1 + days / FADES)
