"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "desktop_app"
SOURCES = sorted(APP.rglob("*.py"))
TEXTS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), ROOT / "packaging" / "dev.py"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modal_windows_have_one_door():
    doors = re.compile(r"\bQ(MessageBox|FileDialog|InputDialog)\b")
    found = [named(one) for one in SOURCES if doors.search(one.read_text("utf-8"))]
    assert found == ["desktop_app/windows/dialogs.py"]


def test_the_wall_clock_is_read_in_one_place():
    clock = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|time\.time_ns\(|utcnow\(")
    found = [named(one) for one in SOURCES if clock.search(one.read_text("utf-8"))]
    assert found == ["desktop_app/clock.py"]


def test_no_nested_loops_and_no_thread_classes():
    bad = re.compile(r"processEvents\(|class \w+\(QThread")
    assert [named(one) for one in SOURCES if bad.search(one.read_text("utf-8"))] == []


def test_workspaces_never_import_each_other():
    names = [one.name for one in (APP / "windows").iterdir() if (one / "__init__.py").exists()]
    workspaces = sorted(set(names) - {"look", "widgets"})
    for workspace in workspaces:
        for file in (APP / "windows" / workspace).rglob("*.py"):
            text = file.read_text("utf-8")
            others = [one for one in workspaces if one != workspace and f"desktop_app.windows.{one}" in text]
            assert not others, f"{named(file)} reaches into {others}"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_file_is_one_room(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= 400
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_nothing_of_this_machine_is_named():
    private = re.compile("|".join((r"/wor" + r"k/", r"/ro" + r"ot/", r"py" + r"pi\.org", r"python" + r"hosted")))
    texts = [*TEXTS, ROOT / "README.md", ROOT / "pyproject.toml", ROOT / "requirements.lock"]
    assert [named(one) for one in texts if one.exists() and private.search(one.read_text("utf-8"))] == []


def test_every_icon_that_is_named_is_there():
    have = {one.stem for one in (ROOT / "resources" / "icons").glob("*.svg")}
    calls = re.compile(
        r'icon="([a-z0-9-]+)"|IconMark\("([a-z0-9-]+)"|ActionRow\("([a-z0-9-]+)"|Banner\(\s*"\w+",\s*"([a-z0-9-]+)"'
    )
    missing = {
        f"{named(one)}: {name}"
        for one in SOURCES
        for groups in calls.findall(one.read_text("utf-8"))
        for name in groups
        if name and name not in have
    }
    assert not missing


def test_qt_calls_do_not_eat_none(qapp: object):
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) - before > -100
    widget.deleteLater()
