"""The stops of the tour, in the order a new user meets them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.errors import UserError
from desktop_app.vault.keys.troubles import WrongPassphrase
from desktop_app.verbs.tour_checks import checks
from desktop_app.verbs.tour_compliance import compliance, compliance_paper
from desktop_app.verbs.tour_diary import diary, diary_papers
from desktop_app.verbs.tour_documents import documents
from desktop_app.verbs.tour_guide import Guide
from desktop_app.verbs.tour_meetings import meetings
from desktop_app.verbs.tour_papers import demo_papers
from desktop_app.verbs.tour_snapshot import snapshot
from desktop_app.verbs.tour_sync import sync
from desktop_app.verbs.tour_time_use import time_use
from desktop_app.windows.crash import CrashCard
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.look.gallery import Gallery
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.search import SearchSheet
from desktop_app.windows.setup import SetUp
from desktop_app.windows.shortcuts_sheet import KeysSheet
from desktop_app.windows.unlock import Unlock


def set_up(guide: Guide) -> None:
    """First start, three steps."""
    window = SetUp()
    guide.window(window)
    window.begin()
    guide.picture(window, "1-who")
    window.name.setText("Ruth Ellery")
    window.team.setText("Team North")
    window.workers.setPlainText("Naomi Clarke\nTom Hartley\nLeila Haddad")
    window.take_who()
    window.first.setText("kettle")
    window.say_strength("Easy to guess. Add two more words.", False)
    guide.settle()
    guide.picture(window, "2-passphrase")
    window.show_code(guide.code)
    window.refuse_code("Group 3 is mistyped.", "Look at it once more.")
    guide.settle()
    guide.picture(window, "3-recovery")


def unlock(guide: Guide) -> None:
    """The locked window, and a wrong passphrase."""
    window = Unlock("Good morning", quick=True)
    guide.window(window)
    window.edit.setText("not the right words")
    guide.settle()
    guide.picture(window)
    window.refuse(WrongPassphrase())
    guide.settle()
    guide.picture(window, "wrong")
    window.change_way()
    guide.settle()
    guide.picture(window, "recovery")


def today(guide: Guide) -> None:
    """Today on the demo."""
    guide.shell.go("today")
    guide.settle()
    guide.picture(guide.shell)
    guide.shell.pages["today"].open_record("task", _second(guide))
    guide.settle()
    guide.picture(guide.shell, "another-item")


def _second(guide: Guide) -> str:
    from desktop_app import clock
    from desktop_app.vault.queries import today as query

    items = guide.desk.read(query.items, clock.now())
    return next(item.id for item in items if item.kind == "visit" and item.booked_at is None)


def today_empty(guide: Guide) -> None:
    """Nothing needs you."""
    guide.picture(guide.empty_shell())


def palette(guide: Guide) -> None:
    """The palette with a name in it."""
    guide.shell.go("today")
    guide.shell.open_palette()
    guide.shell.palette_card.field.setText("kow")
    guide.settle()
    guide.picture(guide.shell)
    guide.shell.palette_card.dismiss()


def toast(guide: Guide) -> None:
    """What was done, with Undo."""
    guide.shell.go("today")
    guide.shell.toast("Call deleted.", undo=True)
    guide.settle()
    guide.picture(guide.shell)
    guide.shell.toaster.hide()


def sheets(guide: Guide) -> None:
    """Search, keys, preferences, history, and our own mistake."""
    shell = guide.shell
    shell.go("today")
    search = SearchSheet(shell, guide.desk)
    _over(guide, search, "search", lambda: search.field.setText("core gr"))
    keys = KeysSheet(shell)
    _over(guide, keys, "keys")
    _over(guide, Preferences(shell, guide.settings), "preferences")
    person = guide.desk.read(lambda reader: reader.rows("SELECT id FROM r_call ORDER BY id LIMIT 1"))[0]["id"]
    _over(guide, HistorySheet(shell, guide.desk, "call", person), "history")
    try:
        raise RuntimeError("a child's name could stand here and is never shown")
    except RuntimeError as problem:
        _over(guide, CrashCard(shell, problem), "crash")
    shell.trouble(UserError("The message says nothing yet.", "Write what they need to do."))
    guide.settle()
    guide.picture(shell, "trouble")
    shell.toaster.hide()


def _over(guide: Guide, sheet: Overlay, part: str, then: Callable[[], object] | None = None) -> None:
    sheet.open()
    if then is not None:
        then()
    guide.settle()
    guide.picture(guide.shell, part)
    sheet.dismiss()
    guide.settle(60)


_SHEILA = "SELECT id FROM r_call WHERE caller = 'Sheila Reid' AND state = 'done' ORDER BY started_at DESC LIMIT 1"
_KOWALSKA = "SELECT id FROM r_family WHERE number = '20418'"
_LEO = "SELECT id FROM r_person WHERE given = 'Leo' AND surname = 'Reid' LIMIT 1"


def calls(guide: Guide) -> None:
    """A call from the first ring to the message, by keys alone."""
    shell = guide.shell
    shell.go("calls")
    guide.settle()
    guide.picture(shell, "1-list")
    shell.log_call()
    guide.settle()
    guide.picture(shell, "2-rings")
    guide.press("sheila r")
    guide.settle()
    guide.picture(shell, "3-who")
    guide.press(key=Qt.Key.Key_Return)
    guide.settle()
    guide.press("Says Leo told her on the phone last night he has a bruise on his arm and does not want to say how. ")
    guide.press("Told her I will pass it on and Naomi will decide.")
    guide.settle(900)
    guide.picture(shell, "4-note")
    guide.press(key=Qt.Key.Key_S, alt=True)
    guide.press(key=Qt.Key.Key_2, alt=True)
    guide.press(key=Qt.Key.Key_W, alt=True)
    guide.press("Ring Sheila back before 11:30")
    guide.settle(900)
    guide.picture(shell, "5-message")


def call_done(guide: Guide) -> None:
    """A call that ended, with what followed; a message that waits; who is waiting."""
    shell = guide.shell
    shell.open("call", guide.first(_SHEILA))
    guide.settle(600)
    guide.picture(shell)


def email(guide: Guide) -> None:
    """An email beside the list."""
    guide.shell.open("email", guide.first("SELECT id FROM r_email ORDER BY sent_at DESC LIMIT 1"))
    guide.settle(600)
    guide.picture(guide.shell)


def families(guide: Guide) -> None:
    """The list, one family, one person."""
    shell = guide.shell
    shell.go("families")
    guide.settle()
    guide.picture(shell, "1-list")
    shell.open("family", guide.first(_KOWALSKA))
    guide.settle(600)
    guide.picture(shell, "2-family")
    shell.open("person", guide.first(_LEO))
    guide.settle(600)
    guide.picture(shell, "3-person")


def genograms(guide: Guide) -> None:
    """A family drawn, a relative being added, everything laid over it, and the family in words."""
    shell = guide.shell
    shell.go("genograms")
    guide.settle()
    guide.picture(shell, "1-choose")
    shell.open("genogram", guide.first(_KOWALSKA))
    guide.settle(600)
    guide.picture(shell, "2-family")
    guide.press("p")
    guide.press("Darren")
    guide.settle()
    guide.picture(shell, "3-partner")
    guide.press(key=Qt.Key.Key_Escape)
    guide.press("34")
    guide.settle()
    guide.picture(shell, "4-overlays")
    guide.press("w")
    guide.settle()
    guide.picture(shell, "5-words")
    guide.press(key=Qt.Key.Key_Escape)
    guide.settle(60)


def papers(guide: Guide) -> None:
    """Every paper, as it is printed."""
    for name, paper in demo_papers(guide.desk):
        guide.paper(paper, name)


def kit(guide: Guide) -> None:
    """Every component in every state."""
    window = Gallery()
    guide.window(window)
    guide.picture(window)


Stop = tuple[str, str, Callable[[Guide], object]]
STOPS: tuple[Stop, ...] = (
    ("01-set-up", "First start", set_up),
    ("02-unlock", "The locked window", unlock),
    ("03-today", "Today", today),
    ("04-today-empty", "Today with nothing to do", today_empty),
    ("05-palette", "Find a person or a command", palette),
    ("06-toast", "Undo", toast),
    ("07-sheets", "Search, keys, preferences, history, crash card", sheets),
    ("08-calls", "A call, by keys alone", calls),
    ("09-call-done", "What followed from a call", call_done),
    ("10-email", "An email", email),
    ("11-families", "Families", families),
    ("12-papers", "Papers", papers),
    ("13-genograms", "Genograms", genograms),
    ("14-diary", "The diary", diary),
    ("15-diary-papers", "Papers of the diary", diary_papers),
    ("16-sync", "Sync: two answers", sync),
    ("17-meetings", "Minutes typed live", meetings),
    ("18-checks", "Checks, referrals, practical help", checks),
    ("19-documents", "Assessments and reports from the record", documents),
    ("20-snapshot", "Snapshot of a return", snapshot),
    ("21-deadlines", "Deadlines: late, due, chased", compliance),
    ("22-deadlines-paper", "Deadlines on paper", compliance_paper),
    ("24-time-use", "Time use", time_use),
    ("90-kit", "The widget kit", kit),
)
