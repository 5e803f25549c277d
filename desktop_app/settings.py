"""The settings of this machine: one typed table gives defaults, validation and the preferences page.

Nothing about a family may ever stand here: the file is readable while the vault is locked.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.errors import EnvironmentProblem, UserError

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its words, its section on the preferences page, its default and what it may be."""

    key: str
    section: str
    words: str
    default: Value
    choices: tuple[tuple[Value, str], ...] = ()
    hint: str = ""
    least: int = 0
    most: int = 0

    def check(self, value: object) -> Value:
        """The value when it is allowed; UserError says what is."""
        if type(value) is not type(self.default):
            raise UserError(f"“{self.words}” can't be {value!r}.", field=self.key)
        if self.choices and value not in [choice for choice, _ in self.choices]:
            raise UserError(f"“{self.words}” can't be {value!r}.", field=self.key)
        if isinstance(value, int) and self.most and not self.least <= value <= self.most:
            raise UserError(f"“{self.words}” goes from {self.least} to {self.most}.", field=self.key)
        return value


TABLE: tuple[Setting, ...] = (
    Setting(
        "theme", "Look", "Colours", "light", (("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))
    ),
    Setting(
        "text_percent", "Look", "Text size", 100, tuple((size, f"{size} %") for size in range(100, 201, 10)),
        "Ctrl + and Ctrl − change it anywhere.",
    ),
    Setting("still", "Look", "No movement", False, hint="Panels and notes appear at once instead of fading in."),
    Setting(
        "single_keys", "Keys", "Single letters work on lists", True,
        hint="When off, every key needs Ctrl, Alt or a function key.",
    ),
    Setting("lock_minutes", "Lock", "Lock when idle after, minutes", 5, least=1, most=15),
    Setting(
        "quick_unlock", "Lock", "Offer this laptop’s keyring", False,
        hint="Anyone who uses this laptop under your name may then open the vault for twelve hours.",
    ),
    Setting("alarm_sound", "Alarm", "Sound when an urgent message climbs", True),
    Setting("backup_folder", "Backup", "Folder for the daily copy", "", hint="A USB stick or a folder. Encrypted."),
    Setting("backup_keep", "Backup", "Daily copies to keep", 14, least=3, most=90),
)  # fmt: skip
BY_KEY = {setting.key: setting for setting in TABLE}


class SettingsNotKept(EnvironmentProblem):
    """The folder or the disk would not take the file."""

    def __init__(self) -> None:
        super().__init__(
            "The preferences could not be written.",
            "They hold until Casemate ends, and the vault was not touched.",
            "Make room on this disk, then choose again.",
        )


class Settings:
    """The settings in force. Unknown keys and damaged files fall back to defaults; writing is atomic."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.home() / "settings.json"
        self._values: dict[str, Any] = {}
        self._layouts: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            self._take(json.loads(self.path.read_text("utf-8")))

    def _take(self, stored: object) -> None:
        """What a file says, as far as it makes sense."""
        if not isinstance(stored, dict):
            return
        layouts = stored.get("layouts")
        if isinstance(layouts, dict):
            self._layouts = {k: v for k, v in layouts.items() if isinstance(v, dict)}
        for key, value in stored.items():
            if key in BY_KEY:
                with contextlib.suppress(UserError):
                    self._values[key] = BY_KEY[key].check(value)

    def get(self, key: str) -> Any:  # noqa: ANN401 - as typed in the table
        """The value in force."""
        return self._values.get(key, BY_KEY[key].default)

    def set(self, key: str, value: Value) -> None:
        """Set and keep a value. UserError when it isn't allowed; SettingsNotKept when it holds only until the end."""
        self._values[key] = BY_KEY[key].check(value)
        self._write()

    def layout(self, screen: str) -> dict[str, Any]:
        """The window's place and pane sizes as last seen on a screen of this size."""
        return dict(self._layouts.get(screen, {}))

    def keep_layout(self, screen: str, layout: dict[str, Any]) -> None:
        """Remember the window's place for a screen."""
        if self._layouts.get(screen) != layout:
            self._layouts[screen] = layout
            with contextlib.suppress(SettingsNotKept):  # a window that opens elsewhere tomorrow is no trouble
                self._write()

    def _write(self) -> None:
        # Temp file and rename: a kill in mid-write leaves the old settings, never half of the new.
        text = json.dumps(self._values | {"layouts": self._layouts}, indent=1, sort_keys=True)
        part = self.path.with_name(f".{self.path.name}-{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError as raised:
            with contextlib.suppress(OSError):
                part.unlink()
            raise SettingsNotKept from raised
