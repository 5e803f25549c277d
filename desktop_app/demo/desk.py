"""A demo vault in a folder of its own, thrown away afterwards."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from desktop_app.demo import borough
from desktop_app.desk import Desk
from desktop_app.vault import door
from desktop_app.vault.door import OpenVault
from desktop_app.vault.keys.passphrase import FLOOR, Calibration

PASSPHRASE = "harbour lights over wexcombe"  # noqa: S105 - the demo's, and it is told on its locked window
CALIBRATION = Calibration(measure=lambda _cost: 0.7, floor=FLOOR)


@contextlib.contextmanager
def demo_vault(
    *, times: int = 1, now: datetime | None = None, told: Callable[[int, int], object] | None = None
) -> Iterator[tuple[Path, OpenVault, str]]:
    """A filled vault: its path, the open vault, its recovery code. The folder goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="casemate-demo-"))
    try:
        path = folder / "desk.vault"
        new = door.prepare(path, PASSPHRASE, calibration=CALIBRATION)
        opened = new.write()
        desk = Desk(opened.database, borough.ME)
        borough.build(desk, size=borough.Size.times(times), now=now, told=told)
        desk.release()
        yield path, opened, new.recovery_code
    finally:
        shutil.rmtree(folder, ignore_errors=True)
