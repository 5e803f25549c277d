"""Ids made on this machine, in the order of their making (RFC 9562, section 5.7: UUID version 7)."""

from __future__ import annotations

import secrets
import threading
import uuid

from desktop_app import clock

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A UUIDv7 as text; later calls sort after earlier ones on this machine."""
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 of a counter: order holds inside one millisecond too.
        tick = max(clock.millis() << 12, _last + 1)
        _last = tick
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value & (1 << 128) - 1))
