"""The passphrase slot: Argon2id, as strong as this machine can afford, never weaker than the floor.

Floor and calibration: RFC 9106 second choice (64 MiB, 3 passes, 4 lanes), aimed at 0.5 to 1 second.
"""

from __future__ import annotations

import math
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_app import clock
from desktop_app.vault.keys.ciphers import from_text, to_text
from desktop_app.vault.keys.slots import MATERIAL_BYTES, SALT_BYTES, Fields, Slot, number_of, text_of
from desktop_app.vault.keys.troubles import NotEnoughMemory, PassphraseTooShort

MIN_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes in parallel."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def work(self) -> int:
        """Memory touched, in KiB: the yardstick for stronger and weaker."""
        return self.memory_kib * self.passes


FLOOR = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
CEILING = Cost(memory_kib=1024 * 1024, passes=32, lanes=16)
# A file may ask for much memory or many passes, not for both: about 20 seconds on a slow laptop.
MOST_WORK = 4 * 1024 * 1024


def measure(cost: Cost) -> float:
    """Seconds that one guess at this cost takes here and now."""
    started = clock.elapsed()
    derive("how long does this take", bytes(SALT_BYTES), cost)
    return clock.elapsed() - started


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a cost is chosen, and which costs are believed when read from a file.

    Tests pass their own, such as `Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7)`; nothing
    else may lower the floor.
    """

    floor: Cost = FLOOR
    ceiling: Cost = CEILING
    least_seconds: float = 0.5
    most_seconds: float = 1.0
    # Half a gigabyte for a moment is more than an office laptop with a full browser can spare.
    usual_memory_kib: int = 256 * 1024
    measure: Callable[[Cost], float] = measure

    def choose(self) -> Cost:
        """The cost for this machine: memory is doubled first, then passes are added."""
        cost, seconds = self.floor, self.measure(self.floor)
        while seconds < self.least_seconds:
            stronger = self._stronger(cost, seconds)
            if stronger == cost:
                break
            seconds = self.measure(stronger)
            if seconds > self.most_seconds:
                break
            cost = stronger
        return cost

    def _stronger(self, cost: Cost, seconds: float) -> Cost:
        if cost.memory_kib * 2 <= self.usual_memory_kib:
            return replace(cost, memory_kib=cost.memory_kib * 2)
        middle = (self.least_seconds + self.most_seconds) / 2
        passes = math.floor(cost.passes * middle / max(seconds, 0.001))
        most = min(self.ceiling.passes, MOST_WORK // cost.memory_kib)
        return replace(cost, passes=min(max(passes, cost.passes + 1), max(most, cost.passes)))

    def believes(self, cost: Cost) -> bool:
        """Whether a cost found in a file is one this program could have written."""
        floor, ceiling = self.floor, self.ceiling
        return (
            floor.memory_kib <= cost.memory_kib <= ceiling.memory_kib
            and floor.passes <= cost.passes <= ceiling.passes
            and floor.lanes <= cost.lanes <= ceiling.lanes
            and cost.work <= MOST_WORK
        )

    def too_quick(self, seconds: float) -> bool:
        """Whether a guess has become cheap on this machine. Half the aim, so that a calm moment is not a reason."""
        return seconds < self.least_seconds / 2


def normal(text: str) -> str:
    """The passphrase as every keyboard gives it: é typed in one key or two is one letter (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def demand(text: str) -> None:
    """Raise PassphraseTooShort for a new passphrase nobody should keep."""
    if len(normal(text).strip()) < MIN_LENGTH:
        raise PassphraseTooShort(MIN_LENGTH)


def derive(text: str, salt: bytes, cost: Cost) -> bytes:
    """48 bytes that follow from the passphrase. Raises NotEnoughMemory."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            # A terminal can hand over halves of characters: they are part of the secret like any other.
            secret=normal(text).encode("utf-8", "surrogatepass"),
            salt=salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=MATERIAL_BYTES,
            type=Type.ID,
        )
    except (HashingError, MemoryError) as raised:
        raise NotEnoughMemory(math.ceil(cost.memory_kib / 1024)) from raised


def fresh_fields(cost: Cost) -> Fields:
    """The public part of a new slot."""
    return {
        "kdf": "argon2id",
        "salt": to_text(secrets.token_bytes(SALT_BYTES)),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }


def cost_of(slot: Slot, calibration: Calibration) -> Cost:
    """What the slot asks for. Raises ValueError when nobody sensible would have written it."""
    cost = Cost(number_of(slot, "memory_kib"), number_of(slot, "passes"), number_of(slot, "lanes"))
    if text_of(slot, "kdf") != "argon2id" or not calibration.believes(cost):
        raise ValueError("a cost outside the bounds")
    return cost


def salt_of(fields: Fields) -> bytes:
    """The 16 bytes of salt. Raises ValueError."""
    return from_text(fields.get("salt"), SALT_BYTES)
