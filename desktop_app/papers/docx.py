"""The paper as a Word document: real headings, tables with header rows, lists, marking, "Page x of y"."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from desktop_app.papers import model
from desktop_app.papers.model import Paper, Text, spans

_FONT = "Noto Sans"
_QUIET = RGBColor(0x50, 0x57, 0x5A)
_ACCENT = RGBColor(0x17, 0x5A, 0x66)
_MEASURE = 170.0
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_docx(paper: Paper) -> bytes:
    """The paper as DOCX; the same paper always gives the same bytes."""
    document = docx.Document()
    _page(document, paper)
    _styles(document, paper.language)
    _furniture(document, paper)
    document.add_paragraph(paper.title, style="Title")
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style="Subtitle")
    for place, block in enumerate(paper.blocks):
        if isinstance(block, model.Contents):
            _contents(document, model.contents(paper.blocks, place))
        else:
            _block(document, block)
    if paper.footer_note:
        _quiet(document.add_paragraph(paper.footer_note))
    return same_bytes(document)


def _page(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(24)
    about = document.core_properties
    about.title = f"{paper.title}: {paper.subtitle}" if paper.subtitle else paper.title
    about.author, about.last_modified_by, about.language = paper.made_by, paper.made_by, paper.language
    about.created = about.modified = paper.made_at.replace(tzinfo=None)
    about.comments, about.revision = "", 1


def _styles(document: Document, language: str) -> None:
    sizes = {"Normal": 10.5, "Title": 20, "Subtitle": 12, "Heading 1": 12.5, "Heading 2": 10.5, "Heading 3": 10.5}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        for side in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(side), None)
        for side in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(side), _FONT)
        if name != "Normal":
            style.font.bold = name != "Subtitle"
            style.font.italic = False
            style.font.color.rgb = _QUIET if name == "Subtitle" else RGBColor(0, 0, 0)
        if name == "Heading 2":
            style.font.color.rgb = _ACCENT
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(4)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(spoken)


def _furniture(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(paper.marking).bold = True
    if paper.reference:
        line = section.header.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _quiet(line, paper.reference)
    foot = section.footer.paragraphs[0]
    _quiet(foot, f"{paper.made_words()}  Page ")
    _field(foot, "PAGE")
    _quiet(foot, " of ")
    _field(foot, "NUMPAGES")
    last = section.footer.add_paragraph()
    last.alignment = WD_ALIGN_PARAGRAPH.CENTER
    last.add_run(paper.marking).bold = True


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - python-docx
    """A field that Word fills in: the page, the number of pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _quiet(paragraph: Any, text: str = "") -> None:  # noqa: ANN401 - python-docx
    if text:
        paragraph.add_run(text)
    for run in paragraph.runs:
        run.font.color.rgb = _QUIET
        run.font.size = run.font.size or Pt(9)


def _said(paragraph: Any, text: Text) -> Any:  # noqa: ANN401 - python-docx
    for span in spans(text):
        run = paragraph.add_run(span.text)
        run.bold = True if span.bold else None
    return paragraph


def _contents(document: Document, headings: tuple[model.Heading, ...]) -> None:
    """A table of contents that Word fills; until then its headings stand there without pages."""
    deepest = max((one.level for one in headings), default=1)
    first = document.add_paragraph()
    for kind in ("begin", "separate"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        first.add_run()._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = f'TOC \\o "2-{deepest + 1}" \\h \\z'
            first.add_run()._r.append(code)
    paragraph = first
    for heading in headings:
        paragraph = document.add_paragraph(heading.text)
        paragraph.paragraph_format.left_indent = Mm(6 * (heading.level - 1))
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(mark)


def _block(document: Document, block: model.Block) -> None:
    match block:
        case model.Heading(text=text, level=level):
            # The title is the first level, as in the PDF.
            document.add_heading(text, level + 1)
        case model.Paragraph(text=text, quiet=quiet):
            paragraph = _said(document.add_paragraph(), text)
            if quiet:
                _quiet(paragraph)
        case model.Facts(pairs=pairs, unknown=unknown):
            rows = tuple((label, value if model.plain(value).strip() else unknown) for label, value in pairs)
            _table(document, (), rows, (1, 3))
        case model.Table():
            if block.caption:
                _quiet(document.add_paragraph(block.caption))
            if block.rows:
                _table(document, block.header, block.rows, block.widths)
            else:
                _quiet(document.add_paragraph(block.empty))
        case model.Items():
            style = "List Number" if block.numbered else "List Bullet"
            for item in block.items:
                _said(document.add_paragraph(style=style), item)
            if not block.items:
                _quiet(document.add_paragraph(block.empty))
        case model.Ticks(labels=labels):
            for label in labels:
                document.add_paragraph(f"\u2610 {label}")
        case model.Signature(labels=labels):
            _table(document, (), (tuple("" for _ in labels), labels), tuple(1.0 for _ in labels))
        case model.Callout(role=role, bold=bold, text=text):
            _callout(document, role, bold, text)
        case model.Figure(png=png, alt=alt, width=width):
            shape: Any = document.add_picture(io.BytesIO(png), width=Mm(min(width, _MEASURE)))
            shape._inline.docPr.set("descr", alt)
        case model.Rule():
            document.add_paragraph("")
        case model.PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _callout(document: Document, role: str, bold: str, text: Text) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Mm(4)
    first = paragraph.add_run(f"{role}: " if bold or model.plain(text) else role)
    first.bold, first.font.color.rgb = True, _ACCENT
    paragraph.add_run(bold).bold = True
    if model.plain(text):
        paragraph.add_run(" ")
        _said(paragraph, text)


def _table(
    document: Document, header: tuple[str, ...], rows: tuple[tuple[Text, ...] | model.Group, ...],
    widths: tuple[float, ...],
) -> None:  # fmt: skip
    """Hairlines across; the first row is said again on each page where there is a header."""
    table: Any = document.add_table(0, len(widths))
    table.style = "Table Grid" if header else "Normal Table"
    table.autofit = False
    if header:
        cells = table.add_row().cells
        for cell, words in zip(cells, header, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        cells = table.add_row().cells
        if isinstance(row, model.Group):
            cells[0].merge(cells[-1]).paragraphs[0].add_run(row.text).bold = True
            continue
        for cell, text in zip(cells, row, strict=True):
            _said(cell.paragraphs[0], text)
    total = sum(widths)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Mm(_MEASURE * share / total)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def same_bytes(document: Any) -> bytes:  # noqa: ANN401 - python-docx
    """The file with every part at the same old day: its bytes hang on its words alone."""
    first, out = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as there, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in there.namelist():
            about = zipfile.ZipInfo(name, _LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            made.writestr(about, there.read(name))
    return out.getvalue()
