"""The figures of a return: its pages at the left, the days it counts above, the charts of one page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.rules.indicators import Page, Period
from desktop_app.rules.indicators.benchmarks import councils, source
from desktop_app.rules.indicators.charts import Chart, charts
from desktop_app.rules.said_dates import read_said_date
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.chart_view import ChartView
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList

NAV, DAY, BESIDE = 284, 124, 200
SIDE_BY_SIDE = 860
"""Pixels of room, times the size of the text, from which charts by bands stand two beside each other."""


class FiguresView(QWidget):
    """`opened` gives the page and the key of a figure; `days_chosen` a new period that holds together."""

    opened = Signal(object, str)
    days_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[Page, ...] = ()
        self.views: list[ChartView] = []
        self._page = ""
        self._drawn: Page | None = None
        self._wide = False
        self._cards: list[tuple[Chart, QWidget]] = []
        self.foot = Label("")
        self.list = RowList("Pages of the snapshot", narrow=True)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self.go_charts())
        self.choice = Choice("Page of the snapshot", [])
        self.choice.chosen.connect(self.show_page)
        self.since = Field("From", LineEdit(), "or all of it")
        self.until = Field("To", LineEdit())
        for field in (self.since, self.until):
            self._editor(field).editingFinished.connect(self._read_days)
        self.check_button = Button("What was understood", "normal", "Alt C", small=True)
        self.save_button = Button("Save as workbook", "normal", icon="download", small=True)
        self.annex_button = Button("Save as Annex A", "normal", icon="download", small=True)
        self.council = Choice("Beside whose figures", [("", "England"), *councils()])
        self.council.chosen.connect(lambda _key: self._show_charts())
        self.beside = Field("Beside", self.council)
        self._said = ("", "")
        self.inside = QWidget()
        self.grid = QGridLayout(self.inside)
        self.grid.setContentsMargins(0, 0, 24, 24)
        self.grid.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.inside)
        self._lay_out()
        look().changed.connect(self.restyle)
        self.restyle()

    def _lay_out(self) -> None:
        ways = Flow(gap=12)
        parts = (self.since, self.until, self.beside, self.check_button, self.save_button, self.annex_button)
        for part in parts:
            ways.addWidget(part)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, 24, 0)
        above.setSpacing(12)
        above.addWidget(self.choice)
        above.addLayout(ways)
        right.addLayout(above)
        right.addWidget(self.area, 1)
        self.area.viewport().installEventFilter(self)
        self.card = Card(1)
        self.card.hold(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.card)
        row.addLayout(right, 1)

    def restyle(self) -> None:
        """At large text the list of pages becomes one field."""
        self.card.setVisible(not look().big)
        self.choice.setVisible(look().big)
        self.card.setFixedWidth(look().px(NAV))
        for field in (self.since, self.until):
            field.setFixedWidth(look().px(DAY))
        self.beside.setFixedWidth(look().px(BESIDE))
        self._place()

    @staticmethod
    def _editor(field: Field) -> LineEdit:
        editor = field.editor
        assert isinstance(editor, LineEdit)  # noqa: S101 - we put it there
        return editor

    # -- what is shown ---------------------------------------------------------------------------------

    def show_pages(self, pages: tuple[Page, ...], period: Period) -> None:
        """Figures for a period; the page in sight stays."""
        self.pages = pages
        self._said = (_day(period.since), _day(period.as_at))
        for field, words in zip((self.since, self.until), self._said, strict=True):
            field.clear()
            self._editor(field).setText(words)
        self.list.set_groups([(None, [_row(at, page) for at, page in enumerate(pages, 1)])])
        self.choice.set_choices([(page.code, page.title) for page in pages], self._page)
        self.show_page(self._page or (pages[0].code if pages else ""))

    def forget(self) -> None:
        """Nothing of the return stays."""
        self.pages, self._page = (), ""
        self.list.set_groups([])
        self._show_charts()

    def page(self) -> Page | None:
        """The page in sight."""
        return next((one for one in self.pages if one.code == self._page), None)

    def show_page(self, code: str) -> None:
        """Draw this page."""
        self._page = code
        self.list.choose(code)
        self.choice.choose(code)
        if self.page() is not self._drawn:
            self._show_charts()
            self.area.verticalScrollBar().setValue(0)

    def _choose(self, code: str) -> None:
        if code and code != self._page:
            self.show_page(code)

    def step(self, by: int) -> None:
        """The next page or the one before."""
        codes = [one.code for one in self.pages]
        if self._page in codes:
            self.show_page(codes[(codes.index(self._page) + by) % len(codes)])

    def _show_charts(self) -> None:
        """New charts for the page; the keyboard goes to the same place of the new ones."""
        held = next((at for at, view in enumerate(self.views) if view.hasFocus()), -1)
        empty(self.grid)
        self._drawn = page = self.page()
        self.views = []
        self._cards = [(chart, self._card(chart)) for chart in (charts(page, self.council.key()) if page else ())]
        self.foot = Label(f"The mark on a bar is a published figure. {source()}.", "caption", "text2", wrap=True)
        self._place()
        if 0 <= held < len(self.views):
            self.views[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Charts by bands stand two beside each other where there is room."""
        self._wide = self._is_wide()
        place = 0
        for chart, card in self._cards:
            whole = chart.kind != "bands" or not self._wide
            place += place % 2 if whole else 0
            self.grid.addWidget(card, place // 2, place % 2, 1, 2 if whole else 1)
            place += 2 if whole else 1
        for column in range(2):
            self.grid.setColumnStretch(column, 1)
        last = (place + 1) // 2
        self.grid.addWidget(self.foot, last, 0, 1, 2)
        self.foot.setVisible(any(bar.beside for chart, _card in self._cards for bar in chart.bars))
        for row in range(self.grid.rowCount()):
            self.grid.setRowStretch(row, 0)
        self.grid.setRowStretch(last + 1, 1)

    def _is_wide(self) -> bool:
        return self.area.viewport().width() >= SIDE_BY_SIDE * look().scale

    def _card(self, chart: Chart) -> QWidget:
        card = Card(16)
        title = Label(chart.title, "body", "text", 600, wrap=True)
        view = ChartView(chart)
        view.opened.connect(self._open)
        view.installEventFilter(self)
        self.views.append(view)
        if chart.kind != "counts":
            card.column.addWidget(title)
            card.column.addSpacing(6)
        card.column.addWidget(view)
        card.column.addStretch(1)
        return card

    def _open(self, key: str) -> None:
        page = self.page()
        if page is not None:
            self.opened.emit(page, key)

    def go_charts(self) -> None:
        """The keyboard goes to the first figure."""
        if self.views:
            self.views[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chart that takes the keyboard comes in sight; more room puts charts beside each other."""
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport() and self._is_wide() != self._wide:
            self._place()
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ChartView):
            self.area.ensureWidgetVisible(watched, 0, 40)
        return super().eventFilter(watched, event)

    # -- days ------------------------------------------------------------------------------------------

    def _read_days(self) -> None:
        fields = (self.since, self.until)
        typed = tuple(self._editor(field).text().strip() for field in fields)
        if typed == self._said or not self.pages:
            return
        days = []
        for field, text in zip(fields, typed, strict=True):
            field.clear()
            read = read_said_date(text, clock.today()) if text else None
            if (read is None and field is self.until) or (read is not None and read.kind != "exact"):
                field.refuse(read.problem if read and read.problem else "No full date.", "Write it as 31 Mar 2026.")
                return
            days.append(date.fromisoformat(read.value) if read else None)
        since, until = days
        if since and until and since > until:
            self.since.refuse("It is after the last day.", "Choose an earlier one.")
        elif until is not None:
            self._said = (typed[0], typed[1])
            self.days_chosen.emit(Period(until, since))


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def _row(place: int, page: Page) -> Row:
    """A page and its first figure."""
    first = [f"{one.count:,} {one.title[:1].lower()}{one.title[1:]}" for one in page.indicators[:1]]
    some = sum(one.count for one in page.indicators)
    return Row(
        page.code, "table", None, page.title, "", first[0] if some else "Nothing in this return", time=str(place)
    )
