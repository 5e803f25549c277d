"""Where things are: our resources, and the folder on this machine that is ours to write."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path


def resources() -> Path:
    """The folder of fonts, icons, themes and packs; inside the bundle when frozen."""
    bundle = getattr(sys, "_MEIPASS", None)
    base = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return base / "resources"


def home() -> Path:
    """This user's Casemate folder: vault, key file, machine settings. Not synced between machines."""
    return user_data_path("Casemate", appauthor=False, roaming=False)


def vault() -> Path:
    """The usual vault of this user."""
    return home() / "desk.vault"
