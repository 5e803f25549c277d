"""How a genogram leaves: printed from the window every paper goes through, as a file, or copied into a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.facts import note_export
from desktop_app.errors import EnvironmentProblem
from desktop_app.papers.model import Paper
from desktop_app.rules.genogram.shapes import Picture
from desktop_app.windows import dialogs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.windows.workspace import Room

KINDS = "PDF, to print (*.pdf);;SVG, to draw on (*.svg);;PNG, a picture (*.png)"


def as_file(picture: Picture, as_at: date, ending: str, made_by: str) -> bytes:
    """The picture in the format an ending asks for; black on white."""
    from desktop_app.papers.genogram.png import png
    from desktop_app.papers.genogram.sheets import Furniture, sheets
    from desktop_app.papers.genogram.svg import svg

    if ending == ".svg":
        return svg(picture)
    if ending == ".png":
        return png(picture)
    return sheets(picture, Furniture(as_at=as_at, made_by=made_by), made_at=clock.now())


def print_picture(room: Room, _over: QWidget, picture: Picture, as_at: date, family_id: str) -> None:
    """Show the paper before it leaves; the register says where it went."""

    def build() -> tuple[Paper, bytes]:
        from desktop_app.papers.genogram.sheets import Furniture, sheets

        now = clock.now()
        made_by = room.desk.actor
        about = Paper(f"Genogram: {picture.title}", made_by, now, ())
        return about, sheets(picture, Furniture(as_at=as_at, made_by=made_by), made_at=now)

    room.print_paper(build, family_id=family_id)


def save_picture(room: Room, over: QWidget, picture: Picture, as_at: date, family_id: str) -> None:
    """As a file of the kind that is chosen. From then on anyone who has the file can read it; the audit says so."""
    target = dialogs.choose_target(over, "Save the genogram", "genogram.pdf", KINDS)
    if target is None:
        return
    ending = target.suffix.lower()
    if ending not in (".pdf", ".svg", ".png"):
        target, ending = target.with_name(f"{target.name}.pdf"), ".pdf"
    desk = room.desk
    desk.read_later(lambda _reader: _write(target, as_file(picture, as_at, ending, desk.actor))).then(
        lambda _done: _told(room, ending, family_id)
    ).otherwise(room.trouble)


def copy_picture(room: Room, _over: QWidget, picture: Picture, _as_at: date, family_id: str) -> None:
    """To be pasted into a letter: as a drawing where the program takes one (Word takes SVG), else as dots."""

    def made() -> dict[str, bytes]:
        from desktop_app.papers.genogram.pdf import pdf
        from desktop_app.papers.genogram.png import png
        from desktop_app.papers.genogram.svg import svg

        return {"image/svg+xml": svg(picture), "application/pdf": pdf(picture), "image/png": png(picture)}

    def offered(flavours: dict[str, bytes]) -> None:
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication, QImage

        held = QMimeData()
        for kind, data in flavours.items():
            held.setData(kind, data)
        held.setImageData(QImage.fromData(flavours["image/png"]))
        QGuiApplication.clipboard().setMimeData(held)
        room.desk.do(note_export, "genogram to the clipboard", family_id).otherwise(room.trouble)
        room.toast("Copied. Paste it into your document; it stays a drawing that can be made larger.")

    room.desk.read_later(lambda _reader: made()).then(offered).otherwise(room.trouble)


def _write(target: Path, made: bytes) -> None:
    try:
        target.write_bytes(made)
    except OSError as problem:
        raise EnvironmentProblem(
            "The file could not be written there.", "Nothing is lost.", "Choose another folder."
        ) from problem


def _told(room: Room, ending: str, family_id: str) -> None:
    kind = ending[1:].upper()
    room.desk.do(note_export, f"genogram as {kind}", family_id).otherwise(room.trouble)
    room.toast(f"Saved as {kind}. It can be read by anyone who has the file; the audit says so.")
