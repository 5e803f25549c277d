"""What the windows import before anybody printed or opened a file: no library of paper, Word, Excel or the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LATER = (
    "docx", "docxtpl", "httpx", "icalendar", "jinja2", "lxml", "openpyxl", "pikepdf", "PIL", "pyarrow", "pypdfium2",
    "reportlab", "spylls",
)  # fmt: skip


def test_the_shell_starts_without_the_libraries_of_files():
    code = "import sys, desktop_app.windows.shell, desktop_app.vault.door; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(LATER) & set(told.stdout.split()) == set()
