"""The pages as a browser without script sees them: sign in, look, do; nothing for who is not theirs."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pyotp
import pytest
import time_machine

from central_server.access import people, signing_in
from central_server.admin.deeds import DEEDS
from central_server.admin.pages import admin_pages
from central_server.app.factory import make_app
from central_server.store.store import Store, open_store
from desktop_app.clock import now
from tests.helpers import in_process
from tests.helpers.serving import Device

PASSWORD = "three plain words"
HIDDEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


class Outline(HTMLParser):
    """What matters for the keyboard and for readers: every field has its label, every button words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.bare: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.scripts += tag == "script" or any(name.startswith("on") or name == "style" for name in said)
        self.scripts += "tabindex" in said and said["tabindex"] != "-1"
        if tag in ("input", "select") and said.get("type") != "hidden" and "label" not in self.inside:
            self.bare.append(str(said.get("name")))
        if tag not in ("input", "meta", "link", "br"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass


@pytest.fixture
def small(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:///{tmp_path / 'server.db'}")
    opened.create()
    return opened


def person(store: Store, login: str, role: str) -> pyotp.TOTP:
    with store.writing() as connection:
        user = people.add_user(connection, "test", login.title(), login, role)
        return pyotp.parse_uri(signing_in.set_password(connection, "test", user, PASSWORD))  # type: ignore[return-value]


def browser(store: Store) -> httpx.Client:
    app = make_app(store)
    admin_pages(app, store)
    return in_process.client(app)


def sign_in(http: httpx.Client, login: str, code: str, password: str = PASSWORD) -> httpx.Response:
    mark = HIDDEN.search(http.get("/admin/sign-in").text)
    assert mark
    form = {"csrf": mark[1], "login": login, "password": password, "code": code}
    return http.post("/admin/sign-in", data=form)


def inside(store: Store, login: str = "ada", role: str = "administrator") -> tuple[httpx.Client, str]:
    """A browser that is signed in, and the mark of its forms."""
    otp, http = person(store, login, role), browser(store)
    answered = sign_in(http, login, otp.at(now()))
    assert answered.status_code == 303
    page = http.get(http.get("/admin").headers["location"])
    mark = HIDDEN.search(page.text)
    assert mark
    return http, mark[1]


def test_an_administrator_does_what_the_verbs_do(small: Store):
    http, csrf = inside(small)

    def do(deed: str, **form: str) -> str:
        answered = http.post(f"/admin/{deed}", data={"csrf": csrf, **form})
        assert answered.status_code == 303, answered.text
        return http.get(answered.headers["location"]).text

    assert "Ruth &amp; Co" in do("add_user", name="Ruth & Co", login="ruth", role="pa")
    do("add_user", name="Wendy", login="wendy", role="social_worker")
    do("add_team", name="North")
    assert "<td>North</td><td>Wendy</td>" in do("join", user="wendy", team="North")
    assert "It was noted who supports whom." in do("support", user="ruth", worker="wendy")
    invited = http.post("/admin/invite", data={"csrf": csrf, "user": "ruth"}).text
    code = re.search(r'class="code">([0-9A-Z-]{14})<', invited)
    assert code
    ET.fromstring(re.search(r"<svg.*?</svg>", invited, re.S)[0])  # type: ignore[index]
    device = Device(http)
    assert device.enrol(code[1]).status_code == 200
    refused = http.post("/admin/wipe", data={"csrf": csrf, "device": device.id})
    assert (refused.status_code, "Tick “I am sure” first." in refused.text) == (400, True)
    assert "To be wiped when it next calls" in do("wipe", device=device.id, sure="yes")


def test_forms_of_others_do_nothing(small: Store):
    http, _csrf = inside(small)
    for mark in ("", "0" * 64, "ü"):
        answered = http.post("/admin/add_team", data={"csrf": mark, "name": "Foreign"})
        assert answered.status_code == 403
    assert "Foreign" not in http.get("/admin/teams").text


def test_cookies_are_kept_from_scripts_and_strangers(small: Store):
    otp, http = person(small, "ada", "administrator"), browser(small)
    cookie = sign_in(http, "ada", otp.at(now())).headers.get_list("set-cookie")[0]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Secure", "Path=/admin"))
    headers = http.get("/admin/users").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_the_auditor_reads_the_audit_and_nothing_else(small: Store):
    http, csrf = inside(small, "otto", "auditor")
    assert "signed in" in http.get("/admin/audit").text
    assert {http.get(f"/admin/{page}").status_code for page in ("users", "teams", "families", "devices")} == {404}
    for deed in [*DEEDS, "invite", "nonsense"]:
        assert http.post(f"/admin/{deed}", data={"csrf": csrf, "name": "x"}).status_code == 404
    administrator, _ = inside(small)
    assert administrator.get("/admin/audit").status_code == 404


def test_who_has_no_pages_gets_the_same_words_as_a_wrong_password(small: Store):
    otp = person(small, "ada", "administrator")
    with small.writing() as connection:
        people.add_user(connection, "test", "Ruth", "ruth", "pa")
    http = browser(small)
    tries = [("ruth", PASSWORD), ("nobody", PASSWORD), ("ada", "wrong"), ("ada", "")]
    assert all(signing_in.WRONG in sign_in(http, login, otp.at(now()), word).text for login, word in tries)
    assert signing_in.WRONG in sign_in(http, "ada", "000000").text


def test_a_code_of_the_second_factor_counts_once(small: Store):
    otp = person(small, "ada", "administrator")
    moment = now()
    with time_machine.travel(moment, tick=False):
        assert sign_in(browser(small), "ada", otp.at(moment)).status_code == 303
        assert signing_in.WRONG in sign_in(browser(small), "ada", otp.at(moment)).text


def test_five_failures_close_the_login_for_a_quarter_of_an_hour(small: Store):
    otp, http = person(small, "ada", "administrator"), browser(small)
    moment = now()
    with time_machine.travel(moment, tick=False):
        for _ in range(5):
            sign_in(http, "ada", "", "wrong")
        assert "Too many tries." in sign_in(http, "ada", otp.at(moment)).text
    later = moment + timedelta(minutes=15, seconds=1)
    with time_machine.travel(later, tick=False):
        assert sign_in(http, "ada", otp.at(later)).status_code == 303


def test_a_session_ends_by_itself_and_at_once(small: Store):
    http, csrf = inside(small)
    with time_machine.travel(now() + timedelta(hours=1, seconds=1), tick=False):
        assert http.get("/admin/users").status_code == 303
    assert http.get("/admin/users").status_code == 200
    http.post("/admin/sign-out", data={"csrf": csrf})
    assert http.get("/admin/users").headers["location"] == "/admin/sign-in"


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_every_field_has_its_label_and_nothing_needs_a_script(small: Store, role: str):
    http, _csrf = inside(small, role=role)
    names = ["users", "teams", "families", "devices"] if role == "administrator" else ["audit"]
    for text in [http.get(f"/admin/{name}").text for name in names] + [http.get("/admin/sign-in").text]:
        outline = Outline(text)
        assert (outline.bare, outline.scripts) == ([], 0)


@pytest.mark.parametrize("page", ["users", "devices"])
def test_a_real_browser_shows_the_page(small: Store, tmp_path: Path, page: str):
    """Chromium reads the page with its style and finds what a person would."""
    chromium = shutil.which("chromium")
    assert chromium, "Debian's chromium is set up with the other tools"
    http, csrf = inside(small)
    http.post("/admin/add_user", data={"csrf": csrf, "name": "Ruth Ellery", "login": "ruth", "role": "pa"})
    if page == "devices":
        text = http.post("/admin/invite", data={"csrf": csrf, "user": "ruth"}).text
    else:
        text = http.get("/admin/users").text
    text = text.replace("/admin/look.css", "look.css")
    (tmp_path / "look.css").write_text(http.get("/admin/look.css").text, "utf-8")
    (tmp_path / "page.html").write_text(text, "utf-8")
    picture = tmp_path / "page.png"
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    wide = ["--window-size=1280,900", "--virtual-time-budget=2000"]
    there = (tmp_path / "page.html").as_uri()
    subprocess.run(
        [chromium, *words, *wide, f"--screenshot={picture}", there], check=True, timeout=90, capture_output=True
    )
    assert picture.stat().st_size > 10_000
    dom = subprocess.run([chromium, *words, *wide, "--dump-dom", there], check=True, timeout=90, capture_output=True)
    assert "Ruth Ellery" in dom.stdout.decode()
