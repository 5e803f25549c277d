"""What the faults of sync are tried on: both engines, their stores beside each other in every run."""

from __future__ import annotations

from tests.central_server.conftest import postgres, store

__all__ = ["postgres", "store"]
