"""Set up and run Casemate from a checkout: `python3 packaging/dev.py run | test | bench | tour | build | demo-sync`.

Standard library only. The first call makes `.venv` with the hashed requirements and, on Debian and
Ubuntu, installs the system libraries that Qt needs (or prints the exact line when it may not).
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BUILD_LOCK = ROOT / "packaging" / "build.lock"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# library to look for -> Debian package that brings it
OFFSCREEN = {
    "GL": "libgl1",
    "EGL": "libegl1",
    "glib-2.0": "libglib2.0-0",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon": "libxkbcommon0",
}
X11 = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xkb": "libxcb-xkb1",
}
TEST_TOOLS = {"pdftotext": "poppler-utils", "qpdf": "qpdf", "initdb": "postgresql-15", "chromium": "chromium"}
POSTGRES = Path("/usr/lib/postgresql/15/bin")  # Debian keeps the server's own programs off the path


def say(words: str) -> None:
    """Print at once, so that the order with the tools' own output is true."""
    print(words, flush=True)


def missing_packages(*, display: bool, tests: bool) -> list[str]:
    """Debian packages that this machine still lacks; empty on Windows and macOS."""
    if platform.system() != "Linux":
        return []
    wanted = dict(OFFSCREEN)
    if display:
        wanted |= X11
    missing = [package for library, package in wanted.items() if not ctypes.util.find_library(library)]
    if tests:
        path = os.pathsep.join([os.environ.get("PATH", ""), str(POSTGRES)])
        missing += [package for tool, package in TEST_TOOLS.items() if not shutil.which(tool, path=path)]
    return missing


def install_system_libraries(*, display: bool, tests: bool) -> None:
    """Install what is missing with apt where we may; otherwise print the one line that does."""
    missing = missing_packages(display=display, tests=tests)
    if not missing:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(sorted(missing))
    may = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not may:
        sys.exit(f"Qt needs system libraries that are not here. Run this once, then try again:\n  sudo {line}")
    say(f"Installing system libraries: {' '.join(sorted(missing))}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], line.split()):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"`{' '.join(command)}` failed:\n{done.stderr.strip()}")


def ensure_environment(lock: Path = LOCK) -> None:
    """Make `.venv` and install the lock into it, once for each content of the lock."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the launcher may meet an older one
        sys.exit(f"Casemate needs Python 3.11 or newer; this is {platform.python_version()}.")
    stamp = VENV / f".{lock.stem}.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        say("Making .venv (once; about a minute) …")
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "setuptools>=75"], check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    stamp.write_text(digest)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if platform.system() in ("Windows", "Darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(*words: str, offscreen: bool = False) -> int:
    """Run a command in the environment from the top of the checkout."""
    environment = dict(os.environ)
    environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '')}"
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([str(PYTHON), "-m", *words], cwd=ROOT, env=environment).returncode


def run(rest: list[str]) -> int:
    """Open the demo desk; without a display, take the tour instead and say where it is."""
    if has_display():
        return call("desktop_app", "--demo", *rest)
    say("There is no display here, so this is the tour: every window as a picture.")
    return tour(rest)


def tour(rest: list[str]) -> int:
    """Every workspace, dialog, state and paper as pictures."""
    if "--out" not in rest:
        rest = ["--out", str(ROOT / "out" / "tour"), *rest]
    return call("desktop_app", "tour", *rest, offscreen=True)


CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("importlinter.cli", "lint"),
    ("codespell_lib", "desktop_app", "packaging", "README.md"),
)


def test(rest: list[str]) -> int:
    """Style, types, layers, spelling, then every test in parallel."""
    if not rest:
        for check in CHECKS:
            say(f"· {' '.join(check)}")
            words = ("-c", "from importlinter.cli import lint_imports_command as l; l()")
            status = (
                subprocess.run([str(PYTHON), *words], cwd=ROOT).returncode
                if check[0] == "importlinter.cli"
                else call(*check)
            )
            if status:
                return status
        rest = ["-n", "2", "--dist", "worksteal", "-q"]
    say("· pytest")
    return call("pytest", *rest, offscreen=True)


def bench(rest: list[str]) -> int:
    """The promised figures, as ratios against a named peer in the same run."""
    words = ["pytest", "tests/benchmarks", "-o", "norecursedirs=.*", "-q", "-s", "-p", "no:randomly"]
    return call(*words, *rest, offscreen=True)


def build(rest: list[str]) -> int:
    """A one-folder application for this system, in dist/."""
    ensure_environment(BUILD_LOCK)
    return call("PyInstaller", "packaging/casemate.spec", "--noconfirm", *rest)


def demo_sync(rest: list[str]) -> int:
    """A server and two laptops that edit offline, disagree and end equal."""
    return subprocess.run([str(PYTHON), str(ROOT / "packaging" / "demo_sync.py"), *rest], cwd=ROOT).returncode


VERBS = {"run": run, "test": test, "bench": bench, "tour": tour, "build": build, "demo-sync": demo_sync}


def main() -> int:
    """Read one verb and do it, having set up whatever it needs."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("verb", choices=VERBS, help="what to do")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the tool behind the verb")
    chosen = parser.parse_args()
    install_system_libraries(
        display=chosen.verb == "run" and has_display(), tests=chosen.verb in ("test", "bench", "tour")
    )
    ensure_environment()
    return VERBS[chosen.verb](chosen.rest)


if __name__ == "__main__":
    sys.exit(main())
