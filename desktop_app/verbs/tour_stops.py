"""The stops of the tour, in the order a new user meets them."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.errors import UserError
from desktop_app.vault.keys.troubles import WrongPassphrase
from desktop_app.verbs.tour_guide import Guide
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
    ("90-kit", "The widget kit", kit),
)
