"""The HTML of a mail made harmless, and told as plain text: nothing in it loads, runs, or can be filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

MAX_HTML = 2_000_000
"""Longest HTML that is shown, in letters; what is longer is cut there."""
MAX_NESTING = 400
"""Elements inside elements before the HTML is shown as text only: the cleaner slows down beyond."""
MAX_MARKS = 120_000
"""Opening brackets, and ampersands, that are read; HTML with more of either is cut there. A letter of forty pages
has a few thousand, and the cleaner's time grows faster than their number."""


def _words(said: str) -> set[str]:
    return set(said.split())


_TAGS = _words(
    "a abbr b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 "
    "hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul "
    "var"
)
_GONE_WITH_CONTENT = _words(
    "script style title head iframe object embed applet noframes textarea select button svg math template audio "
    "video frameset xml"
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"align", "dir", "lang", "style", "valign", "bgcolor"},  # no title: a tooltip would take it for HTML again
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing", "width", "height"},
    "td": {"colspan", "rowspan", "width", "height", "nowrap"},
    "th": {"colspan", "rowspan", "width", "height", "nowrap"},
    "col": {"width", "span"},
    "ol": {"start", "type"},
    "ul": {"type"},
}
_STYLES = _words(
    "color background-color font-family font-size font-style font-weight text-align text-decoration text-indent "
    "vertical-align white-space margin margin-left margin-right margin-top margin-bottom padding padding-left "
    "padding-right padding-top padding-bottom border border-left border-right border-top border-bottom "
    "border-collapse width height line-height direction list-style-type"
)
_PICTURE = re.compile(r"(?i)data:image/(png|jpe?g|gif|bmp|webp);base64,[a-z0-9+/=\s]*$")
_LINK = re.compile(r"(?i)(https?|mailto|tel|sms):")
_RISKY_STYLE = re.compile(r"(?i)url|expression|import|\\|/\*|behavior|position")


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Harmless HTML, how many pictures from the internet were left out, and whether it had to be cut."""

    html: str
    remote: int
    cut: bool


def sanitise(html: str) -> Sanitised:
    """HTML with only what is shown: no scripts, forms, frames, styles that fetch, or remote pictures.

    Pictures inside the mail stay as `cid:…` (and small `data:image/…` ones as they are).
    """
    shown = html[:MAX_HTML].replace("\0", "")
    shown = _up_to(_up_to(shown, "<"), "&")
    cut = len(shown) < len(html.replace("\0", ""))
    if _nesting(shown) > MAX_NESTING:
        shown = _flattened(shown)
    remote = 0

    def kept(tag: str, attribute: str, value: str) -> str | None:
        nonlocal remote
        if attribute == "style":
            return None if _RISKY_STYLE.search(value) else value
        if attribute == "href":
            return value if _LINK.match(value.strip()) else None
        if attribute == "src":
            said = value.strip()
            if said.lower().startswith("cid:"):
                return "cid:" + said[4:].strip("<>")
            if _PICTURE.match(said):
                return said
            remote += bool(said)
            return None
        return value

    clean = nh3.clean(
        shown,
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "tel", "sms", "cid", "data"},
        filter_style_properties=_STYLES,
        strip_comments=True,
    )
    return Sanitised(clean.strip(), remote, cut)


def _up_to(html: str, mark: str) -> str:
    """The HTML up to the last of that mark that is still read."""
    if html.count(mark) <= MAX_MARKS:
        return html
    at = -1
    for _ in range(MAX_MARKS):
        at = html.find(mark, at + 1)
    return html[:at]


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = {"br", "hr", "img", "col", "meta", "link", "input", "area", "base", "wbr", "p", "li", "td", "tr", "th"}


def _nesting(html: str) -> int:
    """The most elements open at one place, roughly: enough to know a bomb from a letter."""
    depth = most = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
            most = max(most, depth)
    return most


def _without(html: str, name: str) -> str:
    """The HTML without elements of that name and what is in them; one that never closes takes the rest along."""
    low = re.sub(r"[A-Z]", lambda letter: letter.group().lower(), html)
    kept: list[str] = []
    at = 0
    while (start := low.find(f"<{name}", at)) >= 0:
        kept.append(html[at:start])
        close = low.find(f"</{name}", start)
        end = low.find(">", close) if close >= 0 else -1
        if end < 0:
            return "".join(kept)
        at = end + 1
    return "".join(kept) + html[at:]


def _flattened(html: str) -> str:
    """The same words without the elements that only wrap, for HTML nested beyond reason."""
    for name in ("script", "style", "title", "svg", "math"):
        html = _without(html, name)
    html = re.sub(r"(?i)<(br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,200}>", "\n", html)
    words = re.sub(r"<[^<>]{0,2000}>", " ", html).replace("<", "&lt;")
    return words.replace("\n", "<br>")


_BLOCKS = _words(
    "blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody tfoot thead tr ul caption"
)
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol"}


class _Teller(HTMLParser):
    """Tells sanitised HTML as text: paragraphs apart, list points, cells side by side, links spelt out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._due = 0
        self._links: list[tuple[str, int]] = []
        self._lists: list[int | None] = []
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break(2 if tag in _APART else 1)
        said = {key: value or "" for key, value in attrs}
        if tag == "br":
            self._say("\n")
        elif tag == "hr":
            self._say("----")
            self._break(1)
        elif tag == "a":
            self._links.append((said.get("href", ""), len(self.out)))
        elif tag == "img" and said.get("alt", "").strip():
            self._say(f"[{said['alt'].strip()}]")
        elif tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._say(self._point())
        elif tag == "pre":
            self._pre += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            href, start = self._links.pop()
            shown = "".join(self.out[start:]).strip()
            bare = re.sub(r"(?i)^(mailto|tel|sms):", "", href)
            if bare and bare.rstrip("/") not in shown and shown not in bare:
                self._say(f" <{bare}>")
            elif bare and not shown:
                self._say(f"<{bare}>")
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("td", "th"):
            self._say("\t")
        if tag in _BLOCKS:
            self._break(2 if tag in _APART else 1)

    def handle_data(self, data: str) -> None:
        words = data if self._pre else re.sub(r"[^\S\xa0]+", " ", data)
        if words != " " or not self._due:
            self._say(words)

    def _say(self, words: str) -> None:
        if self._due:
            self.out.append("\n" * self._due)
            self._due = 0
        self.out.append(words)

    def _point(self) -> str:
        if self._lists and (number := self._lists[-1]) is not None:
            self._lists[-1] = number + 1
            return f"{number + 1}. "
        return "- "

    def _break(self, lines: int) -> None:
        self._due = max(self._due, lines)


def html_to_text(clean: str) -> str:
    """Plain text of HTML that `sanitise` has been over: tidy paragraphs, links shown, no more than one blank line."""
    teller = _Teller()
    teller.feed(clean)
    teller.close()
    told = "".join(teller.out).replace("\xa0", " ")
    lines = [re.sub(r" {2,}", " ", line.replace("\t", "  ").rstrip()).strip(" ") for line in told.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
