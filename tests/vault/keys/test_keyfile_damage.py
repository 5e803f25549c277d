"""Every way a key file can be hurt: none opens with a wrong key, each says what it is."""

import contextlib
import hashlib
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.vault.keys import escrow, layout, slots, troubles
from desktop_app.vault.keys.keyfile import KeyFile
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.keys.slots import Home

SOON = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lines_of(path):
    return json.loads(path.read_bytes().split(b"\n", 1)[1])


def forge(path, lines, version=layout.VERSION):
    """Write a file whose every checksum fits: somebody's hand, not an accident."""
    text = json.dumps(lines, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    digest = hashlib.sha256(b"%d\n" % version + text).hexdigest()
    first = {"bytes": len(text), "magic": "casemate-keys", "sha256": digest, "version": version}
    path.write_bytes(json.dumps(first, sort_keys=True, separators=(",", ":")).encode() + b"\n" + text)


def forge_belonging(slot, vault_id):
    """Make a slot say that it belongs where it has been put."""
    own = {"type", "id", "check", "nonce", "sealed", "belongs", "tally"}
    parsed = slots.Slot(
        slot["type"],
        slot["id"],
        {name: value for name, value in slot.items() if name not in own},
        slots.from_text(slot["check"], 16),
        slots.from_text(slot["nonce"], 12),
        slots.from_text(slot["sealed"], 48),
    )
    return slot | {"belongs": slots._belongs(Home(layout.VERSION, vault_id), parsed)}


def slot_of(lines, kind):
    return next(slot for slot in lines["slots"] if slot["type"] == kind)


def test_every_bit_of_every_byte_flipped_is_noticed(made, cheap):
    made.file.add_escrow(made.key, "Ambleshire Council", escrow.make_pair()[0])
    raw = made.path.read_bytes()
    for offset in range(len(raw)):
        for bit in range(8):
            hurt = bytearray(raw)
            hurt[offset] ^= 1 << bit
            with pytest.raises(troubles.KeyFileUnreadable) as raised:
                layout.decode(bytes(hurt), cheap)
            assert type(raised.value) is troubles.KeyFileDamaged, (offset, bit)


def test_every_byte_set_to_a_blank_or_a_newline_is_noticed(made, cheap):
    raw = made.path.read_bytes()
    for offset in range(len(raw)):
        for byte in b"\n \t\0":
            if raw[offset] == byte:
                continue
            with pytest.raises(troubles.KeyFileUnreadable):
                layout.decode(raw[:offset] + bytes([byte]) + raw[offset + 1 :], cheap)


def test_every_length_cut_short_is_called_cut_short(made, cheap):
    raw = made.path.read_bytes()
    for length in range(len(raw)):
        with pytest.raises(troubles.KeyFileTruncated, match="cut short"):
            layout.decode(raw[:length], cheap)


@pytest.mark.parametrize(
    "raw",
    [b"\0" * 1_500, b"%PDF-1.7\n", b"x" * 300_000, b'{"bytes":9}\n', b"\n", b"[" * 200_000],
    ids=["zeroes", "a PDF", "too long", "half a line", "empty line", "brackets"],
)
def test_what_is_no_key_file_is_called_damaged(made, raw):
    made.path.write_bytes(raw)
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


def test_a_folder_in_its_place_is_called_damaged(made):
    made.path.unlink()
    made.path.mkdir()
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


@pytest.mark.skipif(sys.platform != "linux", reason="a file that opens and can't be read, whoever asks: Linux has one")
def test_a_file_that_may_not_be_read_is_not_called_damaged(made):
    made.path.unlink()
    made.path.symlink_to("/proc/self/mem")
    with pytest.raises(troubles.KeyFileClosed, match="may not read"):
        made.again()


def test_something_added_at_the_end_is_noticed(made):
    made.path.write_bytes(made.path.read_bytes() + b"\n")
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


def test_a_newer_version_is_told_from_a_damaged_one(made):
    forge(made.path, {"anything": "a later Casemate keeps"}, version=2)
    with pytest.raises(troubles.KeyFileNewer, match="newer Casemate"):
        made.again()


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_a_slot_copied_from_another_vault_is_named_before_anyone_types(make, kind):
    ours, theirs = make("a.vault"), make("b.vault", "another-vault")
    lines = lines_of(ours.path)
    foreign = slot_of(lines_of(theirs.path), kind)
    lines["slots"] = [foreign if slot["type"] == kind else slot for slot in lines["slots"]]
    forge(ours.path, lines)
    with pytest.raises(troubles.SlotsSwapped, match="another vault"):
        ours.again()


def test_a_slot_copied_by_a_careful_hand_still_does_not_open(make):
    ours, theirs = make("a.vault"), make("b.vault", "another-vault", words="their own long passphrase")
    lines = lines_of(ours.path)
    foreign = slot_of(lines_of(theirs.path), "passphrase")
    lines["slots"] = [
        forge_belonging(foreign, ours.file.vault_id) if slot["type"] == "passphrase" else slot
        for slot in lines["slots"]
    ]
    forge(ours.path, lines)
    with pytest.raises(troubles.SlotsSwapped):
        ours.again().open_with_passphrase("their own long passphrase")
    with pytest.raises(troubles.WrongPassphrase):
        ours.again().open_with_passphrase(ours.words)


def test_a_slot_of_an_earlier_vault_with_the_same_name_does_not_open(make, tmp_path):
    # The id was used again with another data key: the wrapping is sound, the key is not this vault's.
    ours = make("a.vault")
    theirs = make("b.vault", words="their own long passphrase")
    lines = lines_of(ours.path)
    lines["slots"] = [slot_of(lines_of(theirs.path), "passphrase"), slot_of(lines, "recovery")]
    forge(ours.path, lines)
    with pytest.raises(troubles.SlotsSwapped):
        ours.again().open_with_passphrase("their own long passphrase")
    assert ours.again().open_with_recovery(ours.code) == ours.key


def test_two_slots_of_one_file_exchanged_are_noticed(made):
    lines = lines_of(made.path)
    first, second = slot_of(lines, "passphrase"), slot_of(lines, "recovery")
    wraps = ("check", "nonce", "sealed")
    exchanged = [first | {n: second[n] for n in wraps}, second | {n: first[n] for n in wraps}]
    forge(made.path, lines | {"slots": exchanged})
    with pytest.raises(troubles.SlotsSwapped):
        made.again()
    forge(made.path, lines | {"slots": [forge_belonging(slot, made.file.vault_id) for slot in exchanged]})
    with pytest.raises(troubles.WrongPassphrase):
        made.again().open_with_passphrase(made.words)
    with pytest.raises(troubles.WrongRecoveryCode):
        made.again().open_with_recovery(made.code)


def test_a_slot_that_changed_its_id_does_not_open(made):
    lines = lines_of(made.path)
    renamed = forge_belonging(slot_of(lines, "recovery") | {"id": "0" * 16}, made.file.vault_id)
    forge(made.path, lines | {"slots": [slot_of(lines, "passphrase"), renamed]})
    with pytest.raises(troubles.SlotsSwapped):
        made.again().open_with_recovery(made.code)


@pytest.mark.parametrize(
    "asked",
    [
        {"memory_kib": 100 * 1024 * 1024},
        {"memory_kib": 8},
        {"passes": 10_000},
        {"passes": 0},
        {"lanes": 255},
        {"memory_kib": 1024 * 1024, "passes": 32},
        {"memory_kib": "64"},
        {"memory_kib": True},
        {"memory_kib": -64},
        {"kdf": "argon2i"},
        {"salt": ""},
    ],
)
def test_a_cost_nobody_would_write_is_never_worked_out(made, asked):
    lines = lines_of(made.path)
    slot = slot_of(lines, "passphrase") | asked
    forge(made.path, lines | {"slots": [forge_belonging(slot, made.file.vault_id), slot_of(lines, "recovery")]})
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


def test_a_file_below_the_floor_is_refused_where_the_floor_is_ours(made):
    with pytest.raises(troubles.KeyFileDamaged):
        KeyFile.load(made.path)


def test_a_cost_changed_by_hand_within_the_bounds_is_named(made):
    lines = lines_of(made.path)
    slot_of(lines, "passphrase")["passes"] = 2
    forge(made.path, lines)
    with pytest.raises(troubles.SlotsSwapped):
        made.again()


@pytest.mark.parametrize("missing", ["passphrase", "recovery"])
def test_a_file_without_one_of_the_two_sure_ways_in_is_damaged(made, missing):
    lines = lines_of(made.path)
    forge(made.path, lines | {"slots": [slot for slot in lines["slots"] if slot["type"] != missing]})
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


@pytest.mark.parametrize(
    "change",
    [
        {"slots": []},
        {"slots": "none"},
        {"slots": [[]]},
        {"slots": [{"type": "passphrase"}]},
        {"vault": ""},
        {"vault": "../x"},
        {"mark": "AAAA"},
        {"created": 5},
        {"extra": 1},
    ],
)
def test_odd_contents_with_a_right_checksum_are_damaged(made, change):
    forge(made.path, lines_of(made.path) | change)
    with pytest.raises(troubles.KeyFileDamaged):
        made.again()


@SOON
@given(data=st.data())
def test_no_forged_field_opens_with_another_key(made, data):
    lines = lines_of(made.path)
    slot = data.draw(st.sampled_from(lines["slots"]))
    name = data.draw(st.sampled_from(sorted(slot)))
    kind = type(slot[name])
    slot[name] = data.draw(
        st.integers(0, 300) if kind is int else st.text(max_size=70) | st.just(slot[name].swapcase())
    )
    if data.draw(st.booleans()):
        # What is suppressed here is a field no reader could take in the first place.
        with contextlib.suppress(ValueError, UnicodeError):
            lines["slots"] = [forge_belonging(one, made.file.vault_id) for one in lines["slots"]]
    hurt = made.path.with_name("hurt.vault.keys")
    forge(hurt, lines)
    for way in ("open_with_passphrase", "open_with_recovery"):
        try:
            key = getattr(KeyFile.load(hurt, calibration=SMALL), way)(made.words if "pass" in way else made.code)
        except (UserError, EnvironmentProblem):
            continue
        assert key == made.key


SMALL = Calibration(floor=Cost(64, 1, 1), ceiling=Cost(300, 300, 16))


@SOON
@given(raw=st.binary(max_size=400), head=st.integers(0, 300))
def test_no_bytes_at_all_bring_a_traceback(made, cheap, raw, head):
    with pytest.raises(troubles.KeyFileUnreadable):
        layout.decode(made.path.read_bytes()[:head] + raw, cheap)


def test_every_trouble_has_its_own_sentence():
    kinds = [
        troubles.KeyFileDamaged,
        troubles.KeyFileTruncated,
        troubles.SlotsSwapped,
        troubles.KeyFileNewer,
        troubles.KeyFileMissing,
        troubles.VaultMissing,
        troubles.KeyFileClosed,
        troubles.WrongPassphrase,
        troubles.WrongRecoveryCode,
        troubles.KeyringAbsent,
        troubles.KeyringLocked,
        troubles.KeyringDenied,
        troubles.KeyringChanged,
        troubles.KeyringForgot,
        troubles.QuickClockBack,
        troubles.QuickNotSet,
    ]
    said = [kind().args[0] for kind in kinds]
    assert len(set(said)) == len(said)
    for words in said:
        assert words.endswith(".")
        assert not {"!", "error", "invalid", "please"} & set(words.lower().split())
