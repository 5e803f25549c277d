"""Before a paper leaves: it is shown as it will be, then printed or saved, and the register says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.commands.tasks import note_printed
from desktop_app.desk import Desk
from desktop_app.errors import EnvironmentProblem
from desktop_app.records.work import Printed
from desktop_app.rules.days import counted
from desktop_app.windows import dialogs
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from desktop_app.papers.model import Paper
    from desktop_app.windows.shell import Shell
    from desktop_app.windows.workspace import Printable

SHOWN_PAGES = 12
DPI = 300


def pages_of(pdf: bytes, width: int, limit: int = SHOWN_PAGES) -> tuple[list[QImage], int]:
    """Pictures of the first pages, `width` px wide, and how many pages there are. Nothing touches the disk."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        images = []
        for number in range(min(len(document), limit)):
            page = document[number]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            )
            images.append(image.copy())
        return images, len(document)
    finally:
        document.close()


class PrintSheet(Overlay):
    """`build` runs on a thread; its paper is shown page by page."""

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        build: Callable[[], Printable],
        *,
        about_id: str = "",
        family_id: str = "",
        for_whom: str = "",
    ) -> None:
        super().__init__(shell, "Print", "Making the paper …", 820, 900)
        self._shell, self._desk = shell, desk
        self._about, self._family, self._for_whom = about_id, family_id, for_whom
        self._paper: Paper | None = None
        self._pdf = b""
        self._count = 0
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        inner = QWidget()
        inner.setLayout(self._pages)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(inner)
        scroller.setAccessibleName("The paper as it will be")
        self.column.addWidget(scroller, 1)
        self.print_button = Button("Print …", "primary", icon="printer")
        self.save_button = Button("Save as PDF …", icon="download")
        leave = Button("Close", "quiet", "Esc")
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        leave.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        self.column.addLayout(row)
        self._allow(False)
        desk.read_later(lambda _reader: _made(build)).then(self.take).otherwise(self._failed)

    def _allow(self, on: bool) -> None:
        self.print_button.setEnabled(on)
        self.save_button.setEnabled(on)

    def _failed(self, problem: BaseException) -> None:
        self.dismiss()
        self._shell.trouble(problem)

    def take(self, made: tuple[Paper, bytes]) -> None:
        """Show the pages."""
        self._paper, self._pdf = made
        images, self._count = pages_of(self._pdf, round(700 * look().scale ** 0.6))
        for number, image in enumerate(images, start=1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.setAccessibleName(f"Page {number} of {self._count}")
            self._pages.addWidget(page)
        more = self._count - len(images)
        if more > 0:
            self._pages.addWidget(Label(f"{counted(more, 'more page')} will be printed.", "small", "text2"))
        self.title.setText(self._paper.title)
        self.sentence.setText(f"{counted(self._count, 'page')}, marked {self._paper.marking}. It leaves this laptop.")
        self._allow(True)
        self.print_button.setFocus()

    def print(self) -> None:
        """To a printer the person chooses."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DPI)
        printer.setDocName("Casemate")
        dialog = QPrintDialog(printer, self)
        if not dialogs.run(dialog, "Print"):
            return
        images, _ = pages_of(self._pdf, int(printer.pageRect(QPrinter.Unit.DevicePixel).width()), limit=10_000)
        painter = QPainter()
        if not painter.begin(printer):
            self._shell.trouble(
                EnvironmentProblem("The printer did not take the paper.", "Nothing is lost.", "Choose another printer.")
            )
            return
        for number, image in enumerate(images):
            if number:
                printer.newPage()
            painter.drawImage(printer.pageRect(QPrinter.Unit.DevicePixel).topLeft(), image)
        painter.end()
        self._register("printer")

    def save(self) -> None:
        """As a file, where the person says. From then on it is readable by anyone who has the file."""
        target = dialogs.choose_target(self, "Save as PDF", "casemate-paper.pdf", "PDF (*.pdf)")
        if target is None:
            return
        try:
            target.write_bytes(self._pdf)
        except OSError:
            self._shell.trouble(
                EnvironmentProblem("The file could not be written there.", "Nothing is lost.", "Choose another folder.")
            )
            return
        self._register("file")

    def _register(self, where: str) -> None:
        paper = self._paper
        if paper is None:
            return
        printed = Printed(
            family_id=self._family, paper=paper.title, about_id=self._about, pages=self._count, marking=paper.marking,
            for_whom=self._for_whom, taken_to=where,
        )  # fmt: skip
        self._desk.do(note_printed, printed).otherwise(self._shell.trouble)
        self.dismiss()
        self._shell.toast(f"{counted(self._count, 'page')} gone to the {where}; the register says so.")


def _made(build: Callable[[], Printable]) -> tuple[Paper, bytes]:
    from desktop_app.papers.pdf.writer import write_pdf

    built = build()
    return built if isinstance(built, tuple) else (built, write_pdf(built))


def print_recovery_code(over: QWidget, code: str) -> None:
    """The code on paper, straight to the printer: it is never written to the disk."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Casemate")
    dialog = QPrintDialog(printer, over)
    if not dialogs.run(dialog, "Print the recovery code"):
        return
    painter = QPainter()
    if not painter.begin(printer):
        return
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    painter.setFont(QFont("Noto Sans Mono", 16))
    groups = code.split("-")
    words = ["Casemate recovery code", "", "  ".join(groups[:4]), "  ".join(groups[4:]), ""]
    words.append("Keep this away from the laptop. It opens the vault when the passphrase is forgotten.")
    painter.drawText(page, int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap), "\n".join(words))
    painter.end()
