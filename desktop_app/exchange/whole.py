"""The whole vault as plain files: one JSON array a kind, in the wire form of the records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from desktop_app.records.base import Plain


def write_records(folder: Path, kind: str, rows: Iterable[dict[str, Plain]]) -> int:
    """Write `kind.json`; nothing for a kind without records. Gives how many there were."""
    kept = list(rows)
    if kept:
        text = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in kept)
        (folder / f"{kind}.json").write_text(f"[\n{text}\n]\n", "utf-8")
    return len(kept)
