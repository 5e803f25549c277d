"""The rich text Outlook keeps a mail's body in: unpacked, and the HTML or plain text inside it taken out.

Sources: MS-OXRTFCP (compression), MS-OXRTFEX (HTML and text kept inside RTF).
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from desktop_app.exchange.mail.letters import clean, known_charset

MAX_RTF = 8_000_000
"""Longest rich text that is read, in bytes once unpacked."""
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes) -> bytes:
    """The RTF of a compressed one, as far as it goes; a wrong checksum or a missing end loses only what is wrong."""
    if len(data) < 16:
        return b""
    _, raw_size, kind = struct.unpack_from("<II4s", data)
    if kind == b"MELA":
        return data[16 : 16 + min(raw_size, MAX_RTF)]
    if kind != b"LZFu":
        return data if data.startswith(b"{\\rtf") else b""
    out = bytearray(_START)
    limit = len(_START) + min(raw_size or MAX_RTF, MAX_RTF)
    at, size = 16, len(data)
    while at < size and len(out) < limit:
        flags = data[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            if at + 2 > size:
                return bytes(out[len(_START) :])
            token = data[at] << 8 | data[at + 1]
            at += 2
            written = len(out)
            # places are told in a ring of 4096 that began with the start text
            back = (written - (token >> 4)) % 4096
            if back == 0:
                return bytes(out[len(_START) :])
            length = (token & 15) + 2
            if back > written:
                out += b" " * length  # the part of the ring nothing was written to
            elif back >= length:
                out += out[written - back : written - back + length]
            else:
                run = out[written - back :]
                out += (run * (length // back + 1))[:length]
    return bytes(out[len(_START) : limit])


@dataclass(frozen=True, slots=True)
class RichText:
    """What was kept inside the RTF: HTML, or else plain text."""

    html: str = ""
    text: str = ""


_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr",
    "footerl", "footerr", "footnote", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "fldinst",
    "mmathPr", "pntext", "bkmkstart", "bkmkend", "nonshppict", "background",
}  # fmt: skip
_LETTERS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
    "endash": "\u2013", "emdash": "\u2014", "enspace": " ", "emspace": " ", "qmspace": " ",
}  # fmt: skip
_FONT_SETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces."""

    skipped: bool = False
    in_tag: bool = False
    hidden: bool = False
    codec: str = "cp1252"
    fallback: int = 1
    fonts: bool = False


class _Reader:
    """Reads RTF token by token. One pass, no recursion: groups are kept on a list."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.group = _Group()
        self.groups: list[_Group] = []
        self.is_html = False
        self._bytes = bytearray()
        self._codec = "cp1252"
        self._default_font = 0
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._to_skip = 0
        self._fresh = False
        self._starred = False

    def read(self, rtf: bytes) -> None:
        for match in _TOKEN.finditer(rtf[:MAX_RTF]):
            word, number, pair, symbol, brace, plain = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), int(number) if number else None)
                self._fresh = False
            elif pair:
                self._byte(int(pair, 16))
            elif symbol:
                self._symbol(symbol)
            elif plain:
                self._plain(plain)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        if brace == b"{":
            if len(self.groups) < 10_000:
                self.groups.append(self.group)
            self._fresh = True
            self._starred = False
        elif self.groups:
            self.group = self.groups.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
            return
        self._fresh = False
        if symbol in b"\\{}":
            self._byte(symbol[0])
        elif symbol == b"~":
            self._say("\u00a0")
        elif symbol == b"_":
            self._say("-")
        elif symbol in b"\r\n":
            self._say("\n")

    def _word(self, word: str, number: int | None) -> None:
        if self._fresh and word in _SKIPPED:
            self._change(skipped=True, fonts=word == "fonttbl")
        elif self._starred and self._fresh:
            self._change(skipped=word != "htmltag", in_tag=word == "htmltag")
        elif word == "htmlrtf":
            self._change(hidden=number != 0)
        elif word == "fromhtml":
            self.is_html = True
        elif word == "ansicpg" and number is not None:
            self._codec = _codec(number)
            self._change(codec=self._codec)
        elif word in ("f", "fcharset", "deff", "plain"):
            self._set_font(word, number or 0)
        elif word == "uc" and number is not None:
            self._change(fallback=max(0, min(number, 8)))
        elif word == "u" and number is not None:
            self._say(chr(number % 65536))
            self._to_skip = self.group.fallback
        elif word in _LETTERS:
            # HTML has its own line ends inside its tags; outside them \par is only RTF's, unless hidden
            self._say("\r\n" if self.is_html and word in ("par", "line") else _LETTERS[word])

    def _set_font(self, word: str, number: int) -> None:
        if word == "fcharset":
            if self.group.fonts:
                self._fonts[self._font] = _FONT_SETS.get(number, self._codec)
            return
        if self.group.fonts:
            self._font = number
        elif word == "deff":
            self._default_font = number
        elif word == "plain":
            self._change(codec=self._codec)
        else:
            codec = self._fonts.get(number, self._codec)
            # a font declared Western says nothing against the document's own code page
            self._change(codec=self._codec if codec == "cp1252" else codec)

    def _change(self, **changes: object) -> None:
        self._flush()
        self.group = replace(self.group, **changes)  # type: ignore[arg-type]

    def _byte(self, value: int) -> None:
        self._fresh = False
        if self._to_skip:
            self._to_skip -= 1
        elif self._shown():
            self._bytes.append(value)

    def _plain(self, plain: bytes) -> None:
        self._fresh = False
        plain = plain[self._to_skip :] if self._to_skip else plain
        self._to_skip = 0
        if self._shown():
            self._bytes += plain

    def _shown(self) -> bool:
        group = self.group
        return not group.skipped and (group.in_tag or not group.hidden)

    def _say(self, letters: str) -> None:
        if self._shown():
            self._flush()
            self.out.append(letters)

    def _flush(self) -> None:
        if self._bytes:
            self.out.append(self._bytes.decode(self.group.codec, "replace"))
            self._bytes.clear()


def _codec(code_page: int) -> str:
    name = {65001: "utf-8", 936: "gb18030", 10000: "mac_roman"}.get(code_page, f"cp{code_page}")
    return known_charset(name) or "cp1252"


def read_rtf(rtf: bytes) -> RichText:
    """The HTML or the text an RTF holds; empty when it is no RTF. Never raises."""
    if not rtf.lstrip().startswith(b"{\\rtf"):
        return RichText()
    reader = _Reader()
    reader.read(rtf)
    # \u gives letters beyond the first plane as two halves
    whole = "".join(reader.out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    words = clean(whole)
    return RichText(html=words) if reader.is_html else RichText(text=words.strip())
