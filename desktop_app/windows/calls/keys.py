"""The keys of Calls: they work while a field has the keyboard, so each has Alt, Ctrl or is a function key."""

from __future__ import annotations

from desktop_app.records.words import Outcome, Reason
from desktop_app.windows.calls.call_form import OUTCOME_KEYS
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action

_CALL = (
    Action("hold", "Put the call on hold, or take it off", "F7", "hold", "pause"),
    Action("end_call", "End the call and send", "Ctrl+Return", "end_call", "send"),
    Action("end_call_keypad", "End the call and send, on the keypad", "Ctrl+Enter", "end_call", "send"),
    Action("caller", "Who is calling", "Alt+K", "to_caller", "user-search"),
    Action("about", "Whom the call is about", "Alt+A", "to_about", "users"),
    Action("direction", "Who rang: they or we", "Alt+D", "turn_direction", "phone-outgoing"),
    Action("channel", "Next channel: phone, video, email, text, letter, in person", "Alt+C", "next_channel", "phone"),
    Action("note", "Go to the note", "Alt+E", "to_note", "pencil"),
    Action("harm_yes", "Harm now? Yes", "Alt+Y", "harm_yes", "shield-alert"),
    Action("harm_not_sure", "Harm now? Not sure", "Alt+S", "harm_not_sure", "shield-alert"),
    Action("harm_no", "Harm now? No", "Alt+N", "harm_no", "shield"),
    Action("clock_today", "Clock today? Yes", "Alt+T", "clock_today", "clock"),
    Action("clock_no", "Clock today? No", "Alt+Shift+T", "clock_no", "clock"),
    Action("message_for", "Whom the message is for", "Alt+F", "to_message_for", "user"),
    Action("to_do", "What they need to do, and by when", "Alt+W", "to_to_do", "message-square"),
    Action("call_back", "Call back promised", "Alt+B", "to_call_back", "phone-outgoing"),
    Action("minutes", "Minutes", "Alt+M", "to_minutes", "timer"),
    Action("word_given", "Family word given", "Alt+G", "word_given", "key-round"),
    Action("before", "Before you speak", "Alt+P", "to_before", "shield"),
    Action("discard", "Throw this call away", "Alt+Delete", "discard", "trash-2"),
    Action("list", "Go to the list of calls", "Alt+L", "to_list", "menu"),
)
_AFTER = (
    Action("they_have_it", "Message: they have it", "Alt+H", "they_have_it", "user-check"),
    Action("acted", "Message: acted on", "Alt+Shift+D", "acted", "check"),
    Action("told", "Message: the next rung was told", "Alt+Shift+R", "told", "phone-outgoing"),
    Action("withdraw", "Message: withdraw", "Alt+Shift+W", "withdraw", "x"),
    Action("slip", "Message: print the slip", "Alt+Shift+S", "print_slip", "printer"),
    Action("ring", "Call back: ring now", "Alt+R", "ring_back", "phone-outgoing"),
    Action("tried", "Call back: tried, no answer", "Alt+Shift+K", "tried", "phone-missed"),
    Action("rang_back", "Call back: rang back", "Alt+Shift+C", "rang_back", "check"),
    Action("move_call_back", "Call back: another time", "Alt+Shift+J", "move_call_back", "calendar-clock"),
)
_LIST = (
    Action("all", "Show all calls and emails", "A", "show_all", "phone", single_letter=True),
    Action("waiting", "Show who is waiting", "W", "show_waiting", "hourglass", single_letter=True),
    Action("messages", "Show messages", "M", "show_messages", "message-square", single_letter=True),
    Action("reply", "Email: reply as a draft", "R", "reply", "mail", single_letter=True),
    Action("another_family", "Email: another family", "F", "another_family", "users", single_letter=True),
    Action("drafts", "Show calls not ended", "D", "show_drafts", "pencil", single_letter=True),
)


def reason_run(reason: Reason) -> str:
    """The page's method for a reason's key."""
    return f"reason_{reason.value}"


def outcome_run(outcome: Outcome) -> str:
    """The page's method for an outcome's key."""
    return f"outcome_{outcome.value}"


ACTIONS: tuple[Action, ...] = (
    *_CALL,
    *(
        Action(reason_run(one), f"Reason: {one.words()}", f"Alt+{place}", reason_run(one), "tag")
        for place, one in enumerate(Reason, start=1)
    ),
    *(
        Action(outcome_run(one), f"It ended: {one.words()}", f"Alt+Shift+{key}", outcome_run(one), "flag")
        for one, (_words, key) in OUTCOME_KEYS.items()
    ),
    *_AFTER,
    *_LIST,
    *LIST_ACTIONS,
)
