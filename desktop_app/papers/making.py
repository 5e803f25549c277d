"""Who makes a paper, when, and which copy: given to every paper, printed at every foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Making:
    """`by` a person's name, `at` aware, `copy` as said ("Copy 2 of 3") or empty."""

    by: str
    at: datetime
    copy: str = ""
