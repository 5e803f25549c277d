"""Who asks: a user on an enrolled device. Worked out from the access token, never from what the laptop says."""

from __future__ import annotations

from dataclasses import dataclass

MAY_SYNC = frozenset({"pa", "co_ordinator", "social_worker", "manager", "duty"})
"""Roles that have families; the auditor reads the audit, the administrator manages devices."""
WHOLE_TEAM = frozenset({"manager", "duty"})
"""Roles that see what anybody in their teams was granted."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One user on one device."""

    user_id: str
    name: str
    role: str
    device_id: str
