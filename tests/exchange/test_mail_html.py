"""HTML in a mail: nothing loads, runs or can be filled in, and its words are told as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange.mail.html import MAX_MARKS, html_to_text, sanitise


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://evil.example/x.png">',
        '<img src="//evil.example/x.png">',
        '<img srcset="https://evil.example/x.png 2x">',
        '<p style="background:url(https://evil.example/x)">a</p>',
        '<p style="background:\\75rl(https://evil.example/x)">a</p>',
        '<table background="https://evil.example/x"><tr><td>a</td></tr></table>',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        "<style>@import 'https://evil.example/x'; p {background: url(https://evil.example/y)}</style>",
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        '<iframe src="https://evil.example"></iframe>',
        '<object data="https://evil.example"></object><embed src="https://evil.example">',
        "<script>fetch('https://evil.example')</script>",
        '<svg><image href="https://evil.example/x"/></svg>',
        '<video src="https://evil.example/x" poster="https://evil.example/y"></video>',
        '<form action="https://evil.example"><input name="password"><button>Go</button></form>',
        '<img src="data:text/html;base64,aHR0cHM6Ly9ldmlsLmV4YW1wbGU=">',
        '<base href="https://evil.example/">',
        '<img src="x" onerror="location=\'https://evil.example\'">',
        "<a href=\"javascript:location='https://evil.example'\">a</a>",
        '<a href="data:text/html,https://evil.example">a</a>',
        '<a href="file:///evil.example">a</a>',
        '<b title="&lt;img src=//evil.example/x.png&gt;">a</b>',
    ],
)
def test_nothing_from_elsewhere_survives(html: str) -> None:
    clean = sanitise(f"<p>Words</p>{html}").html
    assert "evil" not in clean
    assert "<p>Words</p>" in clean
    assert not any(word in clean.lower() for word in ("javascript", "onerror", "<form", "<input", "<script", "data:"))


def test_remote_pictures_are_counted_and_those_in_the_mail_are_kept() -> None:
    found = sanitise(
        '<img src="https://a.example/x"><img src="http://b.example/y"><img src="cid:&lt;one@x&gt;" alt="Plan">'
    )
    assert found.remote == 2
    assert found.html.endswith('<img src="cid:one@x" alt="Plan">')
    assert 'src="data:image/png;base64,AAAA"' in sanitise('<img src="data:image/png;base64,AAAA">').html


def test_links_and_plain_looks_stay() -> None:
    clean = sanitise('<p style="color:red;position:fixed">Red</p><a href="https://a.example">Go</a><b>Bold</b>').html
    assert "<b>Bold</b>" in clean
    assert 'href="https://a.example"' in clean
    assert "position" not in clean
    assert sanitise('<p style="color:red">Red</p>').html == '<p style="color:red">Red</p>'


def test_html_is_told_as_tidy_text() -> None:
    html = (
        "<h1>Core&nbsp;group</h1><p>Dear   Asha,<br>please see <a href='https://a.example/x'>the plan</a>.</p>"
        "<ul><li>One<li>Two</ul><ol><li>First<li>Second</ol><table><tr><td>Mon</td><td>10:00</td></tr></table>"
        "<a href='mailto:a@x.example'>a@x.example</a> <img src='cid:1' alt='Map'><hr>End"
    )
    assert html_to_text(sanitise(html).html) == (
        "Core group\n\nDear Asha,\nplease see the plan <https://a.example/x>.\n\n- One\n- Two\n\n"
        "1. First\n2. Second\n\nMon 10:00\n\na@x.example [Map]\n----\nEnd"
    )


@pytest.mark.parametrize("piece", ["<div>", "<p>x", "&", "&a", "<script>", "<table><tr><td>", "<b><i>", "<a ", "<!--"])
def test_html_built_to_stall_is_cut_and_says_so(piece: str) -> None:
    found = sanitise("<p>Start</p>" + piece * (MAX_MARKS + 10))
    assert found.cut
    html_to_text(found.html)


def test_html_nested_beyond_reason_keeps_its_words() -> None:
    found = sanitise("<div>" * 5_000 + "The words" + "</div>" * 5_000)
    assert html_to_text(found.html) == "The words"


@settings(deadline=None, max_examples=150)
@given(st.text("<>/=\"'& abcimgsrhptsyle:;()!-?#x0123\n\0", max_size=300))
def test_any_html_comes_out_harmless(html: str) -> None:
    clean = sanitise(html).html
    assert "<script" not in clean
    html_to_text(clean)
    assert sanitise(clean).html == clean
