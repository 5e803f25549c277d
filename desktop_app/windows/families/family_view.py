"""One family's page: warnings above; people, timeline and what is around them beside each other, as room allows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.records.words import WarningKind
from desktop_app.rules.days import day_words
from desktop_app.windows.families import people_rows
from desktop_app.windows.families.around_pane import AroundPane
from desktop_app.windows.families.ground import Ground
from desktop_app.windows.families.people_rows import Shown, lasts, short_name
from desktop_app.windows.families.timeline_pane import TimelinePane
from desktop_app.windows.look.theme import look
from desktop_app.windows.pane_widths import PaneWidths, held
from desktop_app.windows.widgets.banner import Banner, BannerLine
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.pane_edge import PaneEdge
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

WARNINGS = {
    WarningKind.HOLD_BACK: ("guard", "eye-off"),
    WarningKind.DANGER: ("late", "gavel"),
    WarningKind.CARE: ("soon", "users"),
}
THREE_PANES, TWO_PANES = 1180, 880  # px of room at 100 %
PEOPLE, AROUND, WIDE_AROUND = 396, 264, 400
TIMELINE_MOST = 800
PEOPLE_LEAST, TIMELINE_LEAST, AROUND_LEAST = 240, 320, 200
"""px at 100 %: as narrow as a pane may be made; below it its words would be cut too short to know them by."""


def banners(shown: Shown) -> list[Banner]:
    """Warnings in force, then orders and held-back homes that no warning speaks of."""
    made = []
    said = ""
    ordered = sorted(shown.page.warnings, key=lambda one: (list(WARNINGS).index(one.kind), one.id))
    for warning in ordered:
        if lasts(warning.since, warning.until, shown.today):
            role, icon = WARNINGS[warning.kind]
            made.append(Banner(role, icon, warning.headline, warning.sentence))
            said += f" {warning.headline} {warning.sentence}".lower()
    for order in shown.page.orders:
        if lasts(order.since, order.until, shown.today) and order.kind.lower() not in said:
            against = short_name(shown.page.people.get(order.against_id))
            until = f" until {day_words(order.until, year=True)}" if order.until else ""
            made.append(
                Banner("late", "gavel", order.kind or "Order", f"against {against}{until}. {order.terms}".strip())
            )
    if "held back" not in said:
        for home in shown.page.households:
            if home.hold_back:
                whom = f"Not for {home.held_from}." if home.held_from else "Not to be given to anyone who asks."
                made.append(Banner("guard", "eye-off", f"Address of {home.name} is held back.", whom))
    for banner in made:
        banner.words.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def grown() -> float:
    """How much wider than at 100 % panes are: words are elided a little sooner at large text."""
    return max(1.0, look().scale * 0.92)


class FamilyView(QWidget):
    """`person_opened` Enter on a person; `record_opened` anything else; `facts_asked` all facts of the family."""

    person_opened = Signal(str)
    record_opened = Signal(str, str)
    facts_asked = Signal()
    key_pressed = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.banner_line = BannerLine()
        self.banner_line.more_asked.connect(self.facts_asked)
        self.top = Ground("window", "below")
        above = QVBoxLayout(self.top)
        above.setContentsMargins(24, 0, 24, 15)
        above.addWidget(self.banner_line)
        self.switch = Segmented([("people", "People"), ("timeline", "Timeline"), ("around", "Clocks")], "What is shown")
        self.switch_row = Ground("surface")
        row = QHBoxLayout(self.switch_row)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.switch)
        row.addStretch(1)
        self.people_ground = Ground("surface")
        self.people_column = QVBoxLayout(self.people_ground)
        self.people_column.setContentsMargins(0, 0, 0, 0)
        self.people_column.setSpacing(0)
        self.people = RowList("People", narrow=True)
        self.people.viewport().setAutoFillBackground(False)
        self.nobody = EmptyState(
            "Nobody is in this family yet.",
            "Add the children first, then who looks after them.",
            "Add a person",
            "Ctrl N",
        )
        self.people_column.addWidget(self.people, 1)
        self.people_column.addWidget(self.nobody, 1)
        self.timeline = TimelinePane(room)
        self.timeline_edge = Ground("surface", "left")
        framed = QHBoxLayout(self.timeline_edge)
        framed.setContentsMargins(1, 0, 0, 0)
        framed.addWidget(self.timeline)
        self.around = AroundPane()
        self.panes = QHBoxLayout()
        self.panes.setSpacing(0)
        for pane in (self.people_ground, self.timeline_edge, self.around):
            self.panes.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.switch_row)
        column.addLayout(self.panes, 1)
        self.widths = PaneWidths(self, room.settings)
        self.people_edge = self._edge("people", "the people", self.people_ground)
        self.around_edge = self._edge("around", "clocks and people around", self.around, at_right=True)
        self.people.opened.connect(self.person_opened)
        self.people.key_pressed.connect(self.key_pressed)
        self.timeline.opened.connect(self.record_opened)
        self.timeline.list.key_pressed.connect(self.key_pressed)
        self.around.opened.connect(self.record_opened)
        self.switch.chosen.connect(lambda _key: self._place())
        look().changed.connect(self._place)

    def _edge(self, pane: str, name: str, widget: QWidget, *, at_right: bool = False) -> PaneEdge:
        edge = PaneEdge(name, widget, self, at_right=at_right)
        edge.moved.connect(lambda width: self.move_edge(pane, width))
        edge.settled.connect(self.widths.settle)
        edge.usual_asked.connect(lambda: self.put_back(pane))
        return edge

    def move_edge(self, pane: str, width: int) -> None:
        """Give a pane a width in pixels, as far as there is room."""
        self.widths.move(pane, round(width / grown()))
        self._place()
        given = self.around if pane == "around" else self.people_ground
        self.widths.move(pane, round(given.minimumWidth() / grown()))

    def put_back(self, pane: str) -> None:
        """The usual width of a pane."""
        self.widths.forget(pane)
        self._place()

    def show_family(self, shown: Shown) -> None:
        """Show a family; the same one again keeps selection and scroll place."""
        fresh = self.shown is None or self.shown.page.family.id != shown.page.family.id
        self.shown = shown
        self.banner_line.set_banners(banners(shown))
        groups = people_rows.groups(shown)
        self.people.set_groups(groups)
        anyone = any(rows for _section, rows in groups)
        self.people.setVisible(anyone)
        self.nobody.setVisible(not anyone)
        if fresh:
            self.people.choose_first()
        self.timeline.show_family(shown.page.family.id)
        self.around.show_family(shown)
        self._place()

    def mode(self) -> int:
        """How many panes stand beside each other: 3, 2 or 1."""
        room = self.width() / grown()
        if look().big:
            return 2 if room >= TWO_PANES else 1
        return 3 if room >= THREE_PANES else 2 if room >= TWO_PANES else 1

    def _place(self) -> None:
        mode, chosen = self.mode(), self.switch.value()
        if mode == 2 and chosen == "timeline":
            self.switch.set_value("people")
            chosen = "people"
        self.top.setVisible(self.banner_line.isVisibleTo(self.top))
        self.switch_row.setVisible(mode < 3)
        self.switch.parts[1].setVisible(mode == 1)
        self.people_ground.setVisible(mode == 3 or chosen == "people")
        self.timeline_edge.setVisible(mode >= 2 or chosen == "timeline")
        self.around.setVisible(mode == 3 or chosen == "around")
        self._give_widths(mode)
        self.people_edge.offer(mode > 1)
        self.around_edge.offer(mode == 3)

    def _give_widths(self, mode: int) -> None:
        """Usual widths, or those somebody chose as far as the timeline keeps its room."""
        grow = grown()
        wide = self.width() > 1500 * grow
        chosen = self.widths.wanted("people")
        right = 0
        for pane in (self.people_ground, self.around):
            pane.setMinimumWidth(0)
            pane.setMaximumWidth(16_000)
        timeline = max(TIMELINE_LEAST * grow, self.timeline_edge.minimumSizeHint().width())
        people = max(PEOPLE_LEAST * grow, self.people_ground.minimumSizeHint().width())
        if mode == 3:
            usual = WIDE_AROUND if wide else AROUND
            most = self.width() - people - timeline
            right = held((self.widths.wanted("around") or usual) * grow, AROUND_LEAST * grow, most)
            self.around.setFixedWidth(right)
        most = self.width() - right - timeline
        left = round(PEOPLE * grow) if mode == 3 else min(round(PEOPLE * grow), round(self.width() * 0.42))
        left = held(chosen * grow if chosen else left, people, most)
        spread = mode == 3 and wide and not chosen
        if mode > 1:
            self.people_ground.setMinimumWidth(left)
            self.people_ground.setMaximumWidth(16_000 if spread else left)
        if mode == 2:
            self.around.setFixedWidth(left)
        self.timeline_edge.setMaximumWidth(round(TIMELINE_MOST * grow) if spread else 16_000)
        self.panes.setStretch(0, 1 if spread or mode == 1 else 0)
        self.panes.setStretch(1, 1)
        self.timeline_edge.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room decides how many panes there are."""
        super().resizeEvent(event)
        self._place()

    def show_pane(self, name: str) -> None:
        """Bring a pane to sight where not all have room."""
        if self.mode() < 3 and not (self.mode() == 2 and name == "timeline"):
            self.switch.set_value(name)
            self._place()

    def stops(self) -> list[QWidget]:
        """Where F6 goes round."""
        return [self.people, self.timeline.list, self.around]

    def take_keyboard(self) -> None:
        """The people first."""
        target: QWidget = self.people if self.people.isVisibleTo(self) else self.nobody.button
        if not target.isVisibleTo(self):
            target = self.timeline.list
        target.setFocus(Qt.FocusReason.TabFocusReason)
