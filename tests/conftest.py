"""What every test stands on: no screen is needed, and the look is ours whatever the machine's is."""

from __future__ import annotations

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_app.desk import Desk
    from desktop_app.windows.look.theme import Look


# The same examples every time, so that green means green; `HYPOTHESIS_PROFILE=explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


# As in the program (windows/tidying.py): a reader thread that collects a Qt object may lock the GUI thread for ever.
gc.disable()
_torn_down = 0


def pytest_runtest_teardown() -> None:
    """Collect between tests, on the thread that runs them; everything now and then."""
    global _torn_down
    _torn_down += 1
    gc.collect(1 if _torn_down % 20 else 2)


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[Callable[..., Look]]:
    """Puts a look in force: `themed("dark", 150)`. Light at 100 % is there from the start and again at the end."""
    from desktop_app.windows.look import theme

    def put(name: str = "light", percent: int = 100) -> Look:
        return theme.apply(qapp, name, percent)

    put()
    yield put
    put()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own: nothing of this machine is read or written."""
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk on an empty encrypted vault; what is posted runs at once."""
    from desktop_app.desk import Desk
    from desktop_app.vault import schema
    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey

    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    opened = Desk(database, "Ruth Ellery")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def borough_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A small demo borough, built once: its file and its key. Copy it before writing."""
    from desktop_app.demo import borough
    from desktop_app.desk import Desk
    from desktop_app.vault import schema
    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey

    key = DataKey.fresh()
    path = tmp_path_factory.mktemp("borough") / "borough.vault"
    database = Database(path, key, create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    made = Desk(database, borough.ME)
    borough.build(made, size=borough.Size(6, calls=6, emails=2))
    made.close()
    return path, bytes(key.view())


@pytest.fixture
def borough_desk(borough_file: tuple[Path, bytes], tmp_path: Path) -> Iterator[Desk]:
    """A desk on a copy of the small demo borough."""
    import shutil

    from desktop_app.desk import Desk
    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey

    source, key = borough_file
    path = tmp_path / "borough.vault"
    shutil.copyfile(source, path)
    opened = Desk(Database(path, DataKey(key)), "Ruth Ellery")
    yield opened
    opened.close()
