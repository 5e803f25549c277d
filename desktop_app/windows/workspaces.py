"""The one place where a workspace is added: rail order, Ctrl+1…9, palette and tests follow from this list."""

from __future__ import annotations

from desktop_app.windows.calls import CALLS
from desktop_app.windows.checks import CHECKS
from desktop_app.windows.compliance import COMPLIANCE
from desktop_app.windows.diary import DIARY
from desktop_app.windows.documents import DOCUMENTS
from desktop_app.windows.families import FAMILIES
from desktop_app.windows.genogram import GENOGRAM
from desktop_app.windows.meetings import MEETINGS
from desktop_app.windows.snapshot import SNAPSHOT
from desktop_app.windows.sync import SYNC
from desktop_app.windows.time_use import TIME_USE
from desktop_app.windows.today import TODAY
from desktop_app.windows.workspace import Workspace

WORKSPACES: tuple[Workspace, ...] = (
    TODAY,
    CALLS,
    DIARY,
    FAMILIES,
    MEETINGS,
    GENOGRAM,
    COMPLIANCE,
    CHECKS,
    DOCUMENTS,
    SNAPSHOT,
    TIME_USE,
    SYNC,
)
