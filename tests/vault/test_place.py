"""Folders that look like any other and would cost a vault: synced, on a network, read-only, on a stick."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.vault.drives import (
    Drive,
    Mount,
    _can_be_pulled_out,
    drive_of,
    is_unc,
    kind_of,
    linux_mounts,
    macos_mounts,
    mount_of,
    windows_kind,
)
from desktop_app.vault.place import (
    FolderReadOnly,
    TooLittleRoom,
    UnsafePlace,
    check_backup_place,
    check_place,
    demand_room,
    free_bytes,
)
from desktop_app.vault.synced import is_cloud_tag, syncing_program

NAMED = [
    ("OneDrive", "OneDrive"),
    ("OneDrive - Ambleshire Council", "OneDrive"),
    ("OneDrive-AmbleshireCouncil", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Dropbox (Ambleshire)", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive-someone", "Google Drive"),
    ("iCloudDrive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "Nextcloud"),
    ("Nextcloud2", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Box Sync", "Box"),
    ("MEGAsync", "MEGA"),
    ("pCloudDrive", "pCloud"),
    ("SynologyDrive", "Synology Drive"),
    ("nextCLOUD", "Nextcloud"),
]
MARKED = [
    (".dropbox.cache", "Dropbox"),
    (".dropbox", "Dropbox"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync_8f0b1c2d3e4f.db", "Nextcloud"),
    ("._sync_8f0b1c2d3e4f.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".megaignore", "MEGA"),
    (".stfolder", "Syncthing"),
    (".SynologyWorkingDirectory", "Synology Drive"),
]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch, tmp_path):
    """No syncing program of the machine that runs the test comes into it."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()


def test_a_plain_folder_is_fine_and_is_left_as_it_was(tmp_path):
    check_place(tmp_path / "home")
    check_place(tmp_path / "home" / "not" / "there" / "yet")
    check_backup_place(tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(("name", "program"), NAMED)
def test_a_synced_folder_is_known_by_its_name(tmp_path, name, program):
    inside = tmp_path / "home" / name / "Work" / "Casemate"
    for check in (check_place, check_backup_place):
        with pytest.raises(UnsafePlace, match=f"^{program} keeps this folder in step") as raised:
            check(inside)
    assert raised.value.reason == program
    assert raised.value.field == "folder"
    assert not (tmp_path / "home" / name).exists()


@pytest.mark.parametrize(("mark", "program"), MARKED)
def test_a_synced_folder_with_any_name_is_known_by_its_marks(tmp_path, mark, program):
    inside = tmp_path / "Council" / "Casemate"
    inside.mkdir(parents=True)
    (inside.parent / mark).write_text("")
    with pytest.raises(UnsafePlace, match=program):
        check_place(inside)


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_says_itself_where_it_is(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, str(tmp_path / "Council files"))
    with pytest.raises(UnsafePlace, match="OneDrive"):
        check_place(tmp_path / "Council files" / "Casemate")
    check_place(tmp_path / "Council files of mine")


def test_dropbox_says_itself_where_it_is(tmp_path):
    (tmp_path / "home" / ".dropbox").mkdir()
    info = tmp_path / "home" / ".dropbox" / "info.json"
    info.write_text(json.dumps({"business": {"path": str(tmp_path / "Team")}, "odd": 5}))
    with pytest.raises(UnsafePlace, match="Dropbox"):
        check_place(tmp_path / "Team" / "Casemate")
    check_place(tmp_path / "home")
    for broken in ("", "[]", "{", '{"a": {"path": 5}}', "[" * 60_000):
        info.write_text(broken)
        check_place(tmp_path / "Team")


@pytest.mark.parametrize("name", ["Box", "MEGA", "Sync", "My Drive"])
def test_a_common_word_counts_only_where_the_program_puts_it(tmp_path, name):
    with pytest.raises(UnsafePlace):
        check_place(tmp_path / "home" / name)
    check_place(tmp_path / "home" / "Desk" / name)


@pytest.mark.parametrize("name", ["Dropboxes", "My OneDrives", "Nextcloud notes", "Google", "iCloud", "Boxes"])
def test_a_name_that_only_resembles_one_is_fine(tmp_path, name):
    check_place(tmp_path / "home" / name)


def test_a_macos_cloud_provider_nobody_has_heard_of(tmp_path):
    with pytest.raises(UnsafePlace, match="A cloud drive"):
        check_place(tmp_path / "home" / "Library" / "CloudStorage" / "Acme" / "Casemate")


def test_a_link_is_seen_from_both_ends(tmp_path):
    synced, plain = tmp_path / "OneDrive", tmp_path / "plain"
    synced.mkdir()
    plain.mkdir()
    (tmp_path / "Desktop").symlink_to(synced, target_is_directory=True)
    (synced / "away").symlink_to(plain, target_is_directory=True)
    for folder in (tmp_path / "Desktop" / "Casemate", synced / "away"):
        with pytest.raises(UnsafePlace, match="OneDrive"):
            check_place(folder)


def test_links_in_a_circle_have_a_sentence(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(FolderReadOnly):
        check_place(tmp_path / "a" / "Casemate")


@pytest.mark.skipif(sys.platform != "linux", reason="a folder nobody may write to, whoever runs this: Linux has one")
def test_a_folder_that_cannot_be_written_is_named():
    for check in (check_place, check_backup_place):
        with pytest.raises(FolderReadOnly, match="may not write"):
            check(Path("/proc"))


def test_room(tmp_path):
    assert free_bytes(tmp_path / "not" / "yet") > 0
    demand_room(tmp_path, 1)
    with pytest.raises(TooLittleRoom) as raised:
        demand_room(tmp_path, 10**18)
    assert "1000000000000 MB" in raised.value.do


TABLE = r"""
/dev/vda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
tmpfs /tmp tmpfs rw 0 0
filer:/homes /home nfs4 rw,vers=4.2 0 0
/dev/mapper/own /home/pa ext4 rw 0 0
//filer/team /mnt/team\040drive cifs rw,ro_something 0 0
pa@host:/ /mnt/far fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
C:\134 /mnt/c 9p rw 0 0
https://cloud/dav /mnt/dav fuse.davfs2 rw 0 0
host /media/sf_share vboxsf rw 0 0
/dev/sdb1 /media/win fuseblk rw 0 0
/dev/sr0 /media/disc iso9660 ro 0 0
/dev/vdb /snapshot ext4 ro,noatime 0 0
portal /run/doc fuse.portal rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "drive", "said"),
    [
        ("/var/lib", Drive.OWN, "ext4"),
        ("/tmp/x", Drive.OWN, "tmpfs"),
        ("/home/other", Drive.NETWORK, "nfs4"),
        ("/home/pa/Casemate", Drive.OWN, "ext4"),
        ("/home/pam", Drive.NETWORK, "nfs4"),
        ("/mnt/team drive/x", Drive.NETWORK, "cifs"),
        ("/mnt/far/away", Drive.NETWORK, "sshfs"),
        ("/run/user/1000/gvfs/smb-share", Drive.NETWORK, "gvfsd-fuse"),
        ("/mnt/c/Users/pa", Drive.SHARED, "9p"),
        ("/mnt/dav", Drive.NETWORK, "davfs2"),
        ("/media/sf_share", Drive.SHARED, "vboxsf"),
        ("/media/win/x", Drive.OWN, "fuseblk"),
        ("/media/disc", Drive.READ_ONLY, "iso9660"),
        ("/snapshot/a", Drive.READ_ONLY, "ext4"),
        ("/run/doc", Drive.SHARED, "portal"),
    ],
)
def test_the_table_of_drives_is_read_as_the_system_means_it(folder, drive, said):
    from pathlib import PurePosixPath

    assert kind_of(mount_of(PurePosixPath(folder), linux_mounts(TABLE))) == (drive, said)


def test_the_later_of_two_drives_at_one_place_hides_the_earlier():
    from pathlib import PurePosixPath

    mounts = [Mount("a", "/data", "ext4", False), Mount("f:/x", "/data", "nfs", False)]
    assert kind_of(mount_of(PurePosixPath("/data/x"), mounts))[0] is Drive.NETWORK


def test_a_drive_the_table_does_not_know_is_taken_for_our_own():
    assert kind_of(None) == (Drive.OWN, "")


MACOS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk3s5 on /Users (apfs, local, journaled)
//pa@filer/Team%20files on /Volumes/Team (files) (smbfs, nodev, nosuid, mounted by pa)
/dev/disk9s1 on /Volumes/STICK (msdos, local, nodev, nosuid)
pa@host: on /Users/pa/far (macfuse, nodev, synchronous)
"""


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/Users/pa/Library", Drive.OWN),
        ("/Volumes/Team (files)/x", Drive.NETWORK),
        ("/Volumes/STICK/Casemate", Drive.REMOVABLE),
        ("/Users/pa/far", Drive.SHARED),
        ("/Applications", Drive.READ_ONLY),
    ],
)
def test_macos_lists_its_drives_in_its_own_way(folder, drive):
    from pathlib import PurePosixPath

    assert kind_of(mount_of(PurePosixPath(folder), macos_mounts(MACOS)))[0] is drive


@pytest.mark.parametrize(
    ("answer", "drive"),
    [(0, Drive.OWN), (2, Drive.REMOVABLE), (3, Drive.OWN), (4, Drive.NETWORK), (5, Drive.READ_ONLY), (6, Drive.OWN)],
)
def test_windows_answers_with_a_number(answer, drive):
    assert windows_kind(answer)[0] is drive


def test_a_network_name_is_told_from_a_long_one():
    assert is_unc(r"\\?\UNC\filer\team")
    assert not is_unc(r"\\?\C:\Users")
    assert not is_unc(r"C:\Users")
    assert is_unc(r"\\filer\team") == (sys.platform == "win32")


def test_a_cloud_tag_is_known_whatever_the_provider():
    assert is_cloud_tag(0x9000001A)
    assert is_cloud_tag(0x9000701A)
    assert not is_cloud_tag(0xA000000C)  # a symbolic link
    assert not is_cloud_tag(0)


def test_a_stick_is_known_by_its_disk_and_by_its_partition(tmp_path):
    # The shape of /sys/class/block: links from the short name to the device, partitions inside their disk.
    for disk, removable in (("sda", "0"), ("sdb", "1")):
        device = tmp_path / "devices" / disk
        (device / f"{disk}1").mkdir(parents=True)
        (device / "removable").write_text(removable + "\n")
        (device / f"{disk}1" / "partition").write_text("1\n")
        (tmp_path / disk).symlink_to(device)
        (tmp_path / f"{disk}1").symlink_to(device / f"{disk}1")
    assert _can_be_pulled_out("/dev/sdb", tmp_path)
    assert _can_be_pulled_out("/dev/sdb1", tmp_path)
    assert not _can_be_pulled_out("/dev/sda1", tmp_path)
    assert not _can_be_pulled_out("/dev/mapper/own", tmp_path)
    assert not _can_be_pulled_out("tmpfs", tmp_path)


def test_the_folder_of_this_test_is_on_a_drive_the_system_knows(tmp_path):
    drive, said = drive_of(tmp_path.resolve())
    assert isinstance(drive, Drive)
    assert said or sys.platform == "win32"


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=120))
def test_no_table_brings_a_traceback(text):
    for mount in [*linux_mounts(text), *macos_mounts(text)]:
        kind_of(mount)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20), max_size=4
    )
)
def test_no_name_brings_a_traceback(parts):
    assert isinstance(syncing_program(Path("/", *parts), {}, Path("/nobody")), str)
