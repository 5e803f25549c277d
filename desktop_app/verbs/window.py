"""Opening the window: on this user's vault, on another one, or on the demo."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from desktop_app.version import VERSION


def open_window(words: list[str]) -> int:
    """`casemate [--vault FILE] [--demo]`: stay until the window is closed. Gives the exit status."""
    parser = argparse.ArgumentParser(prog="casemate", description="The desk of a children's social work assistant.")
    parser.add_argument("--version", action="version", version=f"Casemate {VERSION}")
    parser.add_argument("--vault", type=Path, help="another vault than the usual one")
    parser.add_argument("--demo", action="store_true", help="an invented borough, thrown away afterwards")
    chosen = parser.parse_args(words)
    from desktop_app.windows.beginning import application

    application(sys.argv[:1])  # first, so that fonts are read while the rest is imported
    if chosen.demo:
        return _demo()
    from desktop_app import app

    return app.run(chosen.vault)


def _demo() -> int:
    from desktop_app import app
    from desktop_app.demo.desk import PASSPHRASE, demo_vault
    from desktop_app.settings import Settings

    with demo_vault() as (path, opened, _code), tempfile.TemporaryDirectory() as machine:
        opened.close()
        settings = Settings(Path(machine) / "settings.json")
        return app.run(path, settings, words=f"The demo’s passphrase: {PASSPHRASE}")
