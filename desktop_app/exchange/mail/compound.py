"""The box an Outlook .msg comes in (compound file), opened with olefile and read without trusting its numbers."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import Any

import olefile

from desktop_app.exchange.mail.shapes import NotMail

MAGIC = olefile.MAGIC
_DAMAGED = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, struct.error)
_MAX_ENTRIES = 100_000
_NONE = 0xFFFFFFFF


@dataclass(slots=True)
class Folder:
    """A storage: its streams and its storages by name. Names are as MS-OXMSG spells them, in lower case."""

    folders: dict[str, Folder] = field(default_factory=dict)
    streams: dict[str, Any] = field(default_factory=dict)


class _Flat(olefile.OleFileIO):  # type: ignore[misc]
    """olefile without its own walk of the directory, which calls itself for every level and may run out."""

    def loaddirectory(self, sect: int) -> None:
        """Read every directory entry in a row; `Box` joins them."""
        self.directory_fp = self._open(sect, force_FAT=True)
        count = min(self.directory_fp.size // 128, _MAX_ENTRIES)
        self.direntries = [None] * count
        self.root = self._load_direntry(0)
        for sid in range(1, count):
            try:
                self._load_direntry(sid)
            except _DAMAGED:
                continue


class Box:
    """An opened compound file. Raises NotMail when the bytes are none; later damage reads as empty."""

    def __init__(self, data: bytes) -> None:
        self.damaged = False
        self._budget = 4 * len(data) + 1_000_000
        self._size = len(data)
        try:
            self._ole = _Flat(io.BytesIO(data))
            self._ole.root.size = min(self._ole.root.size, self._size)
            self.root = self._tree()
        except _DAMAGED as error:
            raise NotMail("This Outlook file is damaged and could not be opened.") from error

    def _tree(self) -> Folder:
        """The folders, joined by a walk over left, right and child numbers that visits every entry once."""
        entries: list[Any] = self._ole.direntries
        top = Folder()
        seen = {0}
        waiting = [(entries[0].sid_child, top)]
        while waiting:
            sid, into = waiting.pop()
            if sid == _NONE or sid in seen or not 0 <= sid < len(entries) or entries[sid] is None:
                self.damaged = self.damaged or sid != _NONE
                continue
            seen.add(sid)
            entry = entries[sid]
            waiting += [(entry.sid_left, into), (entry.sid_right, into)]
            if entry.entry_type == olefile.STGTY_STORAGE:
                inside = into.folders.setdefault(entry.name.lower(), Folder())
                waiting.append((entry.sid_child, inside))
            elif entry.entry_type == olefile.STGTY_STREAM:
                into.streams.setdefault(entry.name.lower(), entry)
        return top

    def read(self, folder: Folder, name: str) -> bytes:
        """The bytes of a stream; as many as there are, nothing when there is none."""
        entry = folder.streams.get(name)
        if entry is None or entry.size == 0:
            return b""
        size = min(entry.size, self._size)
        if size > self._budget:
            self.damaged = True
            return b""
        self._budget -= size
        try:
            data: bytes = self._ole._open(entry.isectStart, size).read()
        except _DAMAGED:
            self.damaged = True
            return b""
        if len(data) < entry.size:
            self.damaged = True
        return data
