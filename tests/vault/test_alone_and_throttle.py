"""One program a vault, and slower answers to someone who guesses."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.vault.alone import Alone, AlreadyOpen
from desktop_app.vault.place import FolderReadOnly
from desktop_app.vault.throttle import FREE_TRIES, LONGEST_WAIT, Throttle, TooSoon

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path):
    return tmp_path / "desk.vault"


def test_the_second_program_is_told_and_the_first_goes_on(vault):
    code = f"from pathlib import Path; from desktop_app.vault.alone import Alone; Alone(Path({str(vault)!r})).take()"
    with Alone(vault) as first:
        second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "AlreadyOpen: This vault is already open" in second.stderr
        with pytest.raises(AlreadyOpen):
            Alone(vault).take()
        first.take()
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_program_that_is_killed_leaves_no_lock_behind(vault):
    code = (
        "import sys; from pathlib import Path; from desktop_app.vault.alone import Alone\n"
        f"Alone(Path({str(vault)!r})).take() or print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpen):
            Alone(vault).take()
        holder.kill()
    with Alone(vault):
        pass


def test_let_go_twice_and_taken_again(vault):
    one = Alone(vault)
    one.take()
    one.release()
    one.release()
    with Alone(vault):
        pass
    assert vault.with_name("desk.vault.lock").exists()


def test_a_folder_that_is_not_there_has_a_sentence(tmp_path):
    with pytest.raises(FolderReadOnly):
        Alone(tmp_path / "gone" / "desk.vault").take()


def test_five_tries_are_free_and_the_waits_grow(vault):
    throttle, now, waits = Throttle(vault), NOW, []
    for _ in range(14):
        throttle.demand(now)
        throttle.wrong(now)
        waits.append(throttle.wait(now).total_seconds())
        now += throttle.wait(now)
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]


def test_the_wait_is_said_and_outlives_the_program(vault):
    throttle = Throttle(vault)
    for _ in range(FREE_TRIES + 2):
        throttle.wrong(NOW)
    with pytest.raises(TooSoon, match="Several tries") as raised:
        Throttle(vault).demand(NOW + timedelta(seconds=7.5))
    assert raised.value.seconds == 13
    assert raised.value.hint == "Try again in 13 seconds, or use the recovery code."
    for _ in range(3):
        throttle.wrong(NOW)
    with pytest.raises(TooSoon, match="in 3 minutes"):
        Throttle(vault).demand(NOW)
    with pytest.raises(TooSoon, match="in 1 second,"):
        Throttle(vault).demand(NOW + timedelta(seconds=159))
    Throttle(vault).demand(NOW + timedelta(seconds=160))


def test_the_right_passphrase_forgets_it_all(vault):
    throttle = Throttle(vault)
    for _ in range(9):
        throttle.wrong(NOW)
    throttle.right()
    assert Throttle(vault).wrong_tries == 0
    assert not list(vault.parent.iterdir())


def test_a_clock_set_back_two_days_waits_as_long_as_before_and_no_longer(vault):
    throttle = Throttle(vault)
    for _ in range(FREE_TRIES):
        throttle.wrong(NOW)
    back = NOW - timedelta(days=2)
    assert Throttle(vault).wait(back) == timedelta(seconds=5)
    assert Throttle(vault).wait(back + timedelta(seconds=5)) == timedelta()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"wrong": "x", "last": 1}',
        b'{"wrong": -4, "last": 0}',
        b'{"wrong": 9, "last": 1e300}',
        b"\xff" * 9,
        b'{"wrong": 9, "last": NaN}',
        b"[" * 5000,
    ],
)
def test_a_broken_count_is_no_count(vault, content):
    vault.with_name("desk.vault.tries").write_bytes(content)
    assert Throttle(vault).wait(NOW) == timedelta()


def test_where_nothing_can_be_written_it_counts_in_memory(tmp_path):
    throttle = Throttle(tmp_path / "gone" / "desk.vault")
    for _ in range(FREE_TRIES):
        throttle.wrong(NOW)
    assert throttle.wait(NOW)
    throttle.right()
    assert not throttle.wait(NOW)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(-200_000, 200_000), min_size=1, max_size=30), st.integers(0, 10**9))
def test_nobody_is_ever_locked_out(tmp_path_factory, jumps, tampered):
    vault = tmp_path_factory.mktemp("tries") / "desk.vault"
    Path(f"{vault}.tries").write_text(f'{{"wrong": {tampered}, "last": {NOW.timestamp()}}}')
    throttle, now = Throttle(vault), NOW
    for jump in jumps:
        now += timedelta(seconds=jump)
        assert timedelta() <= throttle.wait(now) <= LONGEST_WAIT
        throttle.wrong(now)
    assert throttle.wait(now + LONGEST_WAIT) == timedelta()
