"""How soon the locked window and Today are there, how much memory it takes, and what the start imports."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from desktop_app.settings import Settings
from tests.helpers.measuring import Library, tell

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1366, 768); window.show()
QTimer.singleShot(0, app.quit)
app.exec()
os._exit(0)
"""
LOCKED = """
import os
from desktop_app.windows.beginning import application
app = application(["casemate"])
from PySide6.QtCore import QTimer
QTimer.singleShot(0, app.quit)
from desktop_app import app as desk
desk.Session.end = lambda session: os._exit(0)
from desktop_app.__main__ import main
main([])
"""
TODAY = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from desktop_app.windows.beginning import application
from desktop_app.settings import Settings
from desktop_app.windows.look import theme
from desktop_app.windows.post import Poster
app = application(["casemate"])
theme.apply(app, "light", 100)
from desktop_app.app import preload
preload()
from desktop_app.desk import Desk
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.shell import Shell
began = time.perf_counter()
poster = Poster()
desk = Desk(Database(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.argv[2]))), "Ruth", post=poster.post)
shell = Shell(desk, Settings(Path(sys.argv[3]) / "settings.json"))
shell.resize(1366, 768)
shell.show()
page = shell.pages["today"]
loop = QEventLoop()
seen = page.show_read
def shown(*given):
    seen(*given)
    loop.quit()
page.show_read = shown
page.refresh()
loop.exec()
shell.grab()
took = time.perf_counter() - began
loop = QEventLoop()
QTimer.singleShot(3000, loop.quit)
loop.exec()
pss = next(int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:")) / 1024
print(json.dumps({"seconds": took, "pss": pss}))
import os
os._exit(0)
"""


def process(code: str, home: Path, *words: str) -> tuple[float, str]:
    """Run it to its end, with the user's folders in `home`. Gives seconds and what it printed.

    Warm means compiled too, as an installed application is: what Python compiles is kept beside the home.
    """
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_DATA_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, check=True
    )
    return perf_counter() - began, done.stdout


def test_the_locked_window_against_a_bare_one(tmp_path: Path):
    (tmp_path / "Casemate").mkdir()
    (tmp_path / "Casemate" / "desk.vault").write_bytes(b"x")
    Settings(tmp_path / "Casemate" / "settings.json").set("lock_minutes", 4)
    ratios = []
    for number in range(8):
        bare, _ = process(BARE, tmp_path)
        locked, _ = process(LOCKED, tmp_path)
        if number:
            ratios.append(locked / bare)
    tell("locked window, warm / a bare PySide6 window", ratios, 1.5, "x", "a QWidget shown, whole process, compiled")


def test_today_on_fifty_thousand_records(library: Library, tmp_path: Path):
    answers = []
    for _ in range(5):
        _, said = process(TODAY, tmp_path, str(library.path), library.key.hex(), str(tmp_path))
        answers.append(json.loads(said.splitlines()[-1]))
    tell("Today after Enter, 50,000 records, without the KDF", [one["seconds"] for one in answers], 1.3, "s")
    tell("memory (PSS) with Today open, 50,000 records", [one["pss"] for one in answers], 150, "MB")
    assert statistics.median(one["seconds"] for one in answers) > 0
