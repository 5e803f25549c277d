"""The workspace Today."""

from __future__ import annotations

from desktop_app.windows.today.page import TodayPage
from desktop_app.windows.workspace import Workspace

TODAY = Workspace("today", "Today", "sun", TodayPage)
