"""What each mark on the page is: the structure a screen reader follows, written into the finished file.

The file carries the identifier by which checkers know what to check; nobody here says that it conforms.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from desktop_app.papers.model import Paper


@dataclass(eq=False, slots=True)
class Tag:
    """One element: a standard type ("H1", "TD") and, in reading order, its parts and its marks (page, number there).

    `alt` says a picture in words, `actual` what is written where something else is drawn.
    """

    kind: str
    kids: list[Tag | tuple[int, int]] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    scope: str = ""
    across: int = 1
    numbered: bool = False

    def add(self, kind: str, *, alt: str = "", scope: str = "", across: int = 1, numbered: bool = False) -> Tag:
        """A new part at the end."""
        part = Tag(kind, alt=alt, scope=scope, across=across, numbered=numbered)
        self.kids.append(part)
        return part

    def say(self, actual: str) -> Tag:
        """A stretch inside it, at the end so far, whose written text is given."""
        part = Tag("Span", actual=actual)
        self.kids.append(part)
        return part

    def walk(self) -> Iterator[Tag]:
        """This and everything inside, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; `page` from 0, `y` in points from the foot of the sheet."""

    text: str
    level: int
    page: int
    y: float


def finish(pdf: bytes, paper: Paper, root: Tag, bookmarks: Sequence[Bookmark]) -> bytes:
    """The file with its structure, outline, language and title; nothing in it depends on when or where it is made."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _structure(file, root)
        _catalogue(file, paper)
        _outline(file, bookmarks)
        out = io.BytesIO()
        file.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return out.getvalue()


def _structure(file: pikepdf.Pdf, root: Tag) -> None:
    pages = [page.obj for page in file.pages]
    owners: list[dict[int, pikepdf.Object]] = [{} for _ in pages]
    top = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made = {root: file.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + root.kind), P=top))}
    for tag in root.walk():
        element = made[tag]
        kids: list[pikepdf.Object | int] = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                made[kid] = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kid.kind), P=element))
                kids.append(made[kid])
            else:
                page, number = kid
                owners[page][number] = element
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        element.K = Array(kids)
        _describe(element, tag)
    numbers = Array()
    for number, (sheet, held) in enumerate(zip(pages, owners, strict=True)):
        sheet.StructParents = number
        sheet.Tabs = Name.S
        numbers.append(number)
        numbers.append(file.make_indirect(Array([held[mark] for mark in range(len(held))])))
    top.K = Array([made[root]])
    top.ParentTree = file.make_indirect(Dictionary(Nums=numbers))
    top.ParentTreeNextKey = len(pages)
    file.Root.StructTreeRoot = top


def _describe(element: pikepdf.Object, tag: Tag) -> None:
    if tag.alt:
        element.Alt = String(tag.alt)
    if tag.actual:
        element.ActualText = String(tag.actual)
    if tag.scope:
        about = Dictionary(O=Name.Table, Scope=Name("/" + tag.scope))
        if tag.across > 1:
            about.ColSpan = tag.across
        element.A = about
    if tag.kind == "L":
        element.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal if tag.numbered else Name("/None"))


def _catalogue(file: pikepdf.Pdf, paper: Paper) -> None:
    root = file.Root
    root.Lang = String(paper.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseNone
    title = f"{paper.title}: {paper.subtitle}" if paper.subtitle else paper.title
    made = paper.made_at.isoformat(timespec="seconds")
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        about["dc:title"] = title
        about["dc:creator"] = [paper.made_by]
        about["dc:language"] = [paper.language]
        about["xmp:CreateDate"] = made
        about["xmp:ModifyDate"] = made
        about["pdf:Producer"] = "Casemate"
        about["pdfuaid:part"] = "1"
    stamp = f"D:{paper.made_at:%Y%m%d%H%M%S}{paper.made_at:%z}"
    stamp = f"{stamp[:-2]}'{stamp[-2:]}'"
    for key in list(file.docinfo.keys()):
        del file.docinfo[key]
    for key, value in {
        "/Title": title,
        "/Author": paper.made_by,
        "/Producer": "Casemate",
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        file.docinfo[key] = String(value)


def _outline(file: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with file.open_outline() as outline:
        parents: list[tuple[int, pikepdf.OutlineItem]] = []
        for mark in bookmarks:
            item = pikepdf.OutlineItem(mark.text, mark.page, "XYZ", left=0, top=mark.y)
            while parents and parents[-1][0] >= mark.level:
                parents.pop()
            (parents[-1][1].children if parents else outline.root).append(item)
            parents.append((mark.level, item))
