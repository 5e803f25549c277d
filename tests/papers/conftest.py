"""A PDF read back by other libraries than the one that wrote it: pdfium for words and pictures, qpdf for structure."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from desktop_app.papers import write_pdf
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper


@dataclass
class Read:
    """One written paper."""

    bytes: bytes

    @cached_property
    def file(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.bytes))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, as a reader copies them."""
        found = []
        with pypdfium2.PdfDocument(self.bytes) as document:
            for page in document:
                words = page.get_textpage()
                found.append(words.get_text_range().replace("\r\n", "\n"))
                words.close()
                page.close()
        return found

    @cached_property
    def structure(self) -> list[tuple[str, str]]:
        """Every element that holds words, in the order a screen reader follows: its type and its words."""
        marked = self._marked()
        page_numbers = {page.objgen: number for number, page in enumerate(self.file.pages)}
        return list(self._walk(self.file.Root.StructTreeRoot, marked, page_numbers))

    def picture(self, page: int = 0, dots: int = 150) -> Image.Image:
        """A page as grey dots."""
        with pypdfium2.PdfDocument(self.bytes) as document:
            return document[page].render(scale=dots / 72).to_pil().convert("L")

    def _marked(self) -> dict[tuple[int, int], str]:
        """What each marked stretch of each page says, letter for letter."""
        said: dict[tuple[int, int], str] = {}
        with pypdfium2.PdfDocument(self.bytes) as document:
            for number, page in enumerate(document):
                words = page.get_textpage()
                for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                    mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
                    if mark < 0:
                        continue
                    size = pdfium.FPDFTextObj_GetText(one.raw, words.raw, None, 0)
                    held = ctypes.create_string_buffer(size)
                    letters = ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort))
                    pdfium.FPDFTextObj_GetText(one.raw, words.raw, letters, size)
                    key = (number, mark)
                    said[key] = said.get(key, "") + held.raw.decode("utf-16-le").rstrip("\0") + "\n"
                words.close()
                page.close()
        return said

    def _walk(
        self, element: Any, marked: dict[tuple[int, int], str], pages: dict[Any, int]
    ) -> Iterator[tuple[str, str]]:
        own = ""
        inside: list[tuple[str, str]] = []
        for kid in element.get("/K", []):
            if kid.get("/Type") == "/MCR":
                own += marked.get((pages[kid.Pg.objgen], int(kid.MCID)), "")
            elif kid.get("/S") == "/Span":
                own += str(kid.get("/ActualText", "")) + "\n"
            else:
                inside += self._walk(kid, marked, pages)
        own = str(element.get("/ActualText", element.get("/Alt", ""))) or own
        if own:
            yield str(element.S)[1:], " ".join(own.split())
        yield from inside


@pytest.fixture
def printed() -> Callable[[Paper], Read]:
    """Writes a paper as PDF and reads it back."""
    return lambda paper: Read(write_pdf(paper))


@pytest.fixture
def making() -> Making:
    return Making("Priya Nair", datetime(2026, 11, 23, 14, 5, tzinfo=UTC), "Copy 1")
