"""The workspace Diary: everyone's days side by side, free time, what is due, who is alone in a home."""

from __future__ import annotations

from desktop_app.windows.diary.page import DiaryPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

DIARY = Workspace(
    "diary",
    "Diary",
    "calendar",
    DiaryPage,
    opens=("diary_entry",),
    actions=(
        Action("diary.line", "Find a slot: what and for whom", "F2", "find_slot", "keyboard"),
        Action("diary.day", "Day, one column for each social worker", "D", "view_day", "calendar", True),
        Action("diary.five", "Work week", "K", "view_five", "calendar-days", True),
        Action("diary.week", "Week", "W", "view_week", "calendar-days", True),
        Action("diary.month", "Month", "M", "view_month", "calendar-days", True),
        Action("diary.agenda", "Agenda", "A", "view_agenda", "clipboard-list", True),
        Action("diary.today", "Today", "T", "go_today", "calendar-check", True),
        Action("diary.new", "New entry where the keyboard is", "N", "new_here", "plus", True),
        Action("diary.only", "Only this social worker, or everyone again", "O", "only", "user", True),
        Action("diary.give", "Who can go instead?", "G", "go_instead", "users", True),
        Action("diary.done", "Done", "C", "mark_done", "check", True),
        Action("diary.out", "Out and safe", "S", "mark_out", "user-check", True),
        Action("diary.later", "Out later than said", "L", "mark_later", "clock", True),
        Action("diary.move", "Another time", "V", "ask_time", "calendar-clock", True),
        Action("diary.invite", "Invitation letters", "I", "invite", "mail", True),
        Action("diary.hold", "Hold the slots that are offered", "Alt+H", "hold_slots", "hourglass"),
        Action("diary.book1", "Book the first slot", "Alt+1", "book_1", "calendar-plus"),
        Action("diary.book2", "Book the second slot", "Alt+2", "book_2", "calendar-plus"),
        Action("diary.book3", "Book the third slot", "Alt+3", "book_3", "calendar-plus"),
        Action("diary.book4", "Book the fourth slot", "Alt+4", "book_4", "calendar-plus"),
        Action("diary.cancel", "Cancel the chosen entry", "Alt+Delete", "cancel_chosen", "calendar-x"),
        Action("diary.sick", "A social worker is off: find who goes instead", "Alt+I", "off_sick", "bed"),
        Action("diary.hours", "Working hours and ways", "Alt+W", "open_hours", "clock"),
        Action("diary.calendars", "Social workers’ own calendars", "Alt+C", "open_calendars", "calendar-days"),
        Action("diary.week_full", "Week sheet with names, for the office", "Ctrl+Shift+O", "print_full", "printer"),
        Action("diary.month_plan", "Month plan on paper", "Ctrl+Shift+M", "print_month", "printer"),
        *LIST_ACTIONS,
    ),
)
