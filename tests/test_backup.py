"""The archive comes back from one file as it was, on either database, or not at all."""

import hashlib
import json
import stat
import subprocess
from decimal import Decimal
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from archive.backup import Watch, overwrite, replace, restore, write
from archive.backup.reading import opened
from archive.backup.sealed import sealed
from archive.backup.tables import (
    LEFT_OUT,
    Table,
    as_line,
    as_sums_file,
    counts,
    tables,
)
from archive.errors import BackupError
from archive.models import IndexTask, Interview, Outlet, Scope, Source, Trail, Turn
from tests.factories import (
    make_alias,
    make_annotation,
    make_conversation,
    make_edition,
    make_interlude,
    make_outlet,
    make_source,
)
from tests.shell import manage, run_python

SILENT = Watch()
WORDS = "– Қайда?\n\n– Осында: \u2028 “сөз”, \\ and 🐎."


@pytest.fixture
def archive(transactional_db):
    """Something of every kind: words, notes, history, people with rights, acts."""
    interview = make_conversation(2)
    interview.outlet = make_outlet()
    interview.save()
    make_alias(interview)
    make_edition(interview, make_source(WORDS, content=b"\x00\xff" + WORDS.encode()))
    question = interview.turns.first()
    make_interlude(interview, question)
    editor = make_editor()
    make_annotation(question, "the water", author=editor)
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Interview),
        object_id=str(interview.pk),
        object_repr="The steppe remembers",
        action_flag=ADDITION,
    )
    Trail.objects.record("aigul", "publish", "interview steppe-2024", "ab" * 32)
    return interview


def make_editor():
    editor = User.objects.create_user("aigul", password="горы и вода")
    editors = Group.objects.create(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="change_annotation"))
    editor.groups.add(editors)
    editor.user_permissions.add(Permission.objects.get(codename="add_topic"))
    return editor


def empty_archive():
    call_command("flush", interactive=False, verbosity=0)


def kept():
    return {table.name: list(table.model.objects.values()) for table in tables()}


# What comes back


def test_an_archive_comes_back_row_by_row(archive, tmp_path):
    written = write(tmp_path / "archive.zip", "operator", SILENT)
    before = kept()
    empty_archive()

    restored = restore(tmp_path / "archive.zip", "operator", SILENT).contents

    after = kept()
    assert after.pop("archive.trail")[1]["act"] == "publish"
    assert restored == written
    del before["archive.trail"]
    for name in ("auth.group_permissions", "auth.user_user_permissions"):
        assert len(after.pop(name)) == len(before.pop(name)) > 0
    log, logged = after.pop("admin.logentry"), before.pop("admin.logentry")
    assert [row["object_repr"] for row in log] == [row["object_repr"] for row in logged]
    assert after == before


def test_times_of_creation_and_change_are_restored_too(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    changed = archive.updated_at
    empty_archive()

    restore(tmp_path / "archive.zip", "operator", SILENT)

    assert Interview.objects.get().updated_at == changed


def test_bytes_of_a_source_are_restored_bit_by_bit(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    empty_archive()

    restore(tmp_path / "archive.zip", "operator", SILENT)

    assert bytes(Source.objects.get().content) == b"\x00\xff" + WORDS.encode()
    assert Source.objects.get().text == WORDS


def test_people_keep_their_passwords_and_rights(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    empty_archive()

    restore(tmp_path / "archive.zip", "operator", SILENT)

    editor = User.objects.get(username="aigul")
    assert editor.check_password("горы и вода")
    assert editor.get_all_permissions() == {
        "archive.change_annotation",
        "archive.add_topic",
    }
    assert LogEntry.objects.get().content_type.model_class() is Interview


def test_a_right_that_nothing_uses_any_more_is_made_again(archive, tmp_path):
    kind = ContentType.objects.create(app_label="press", model="clipping")
    right = Permission.objects.create(
        content_type=kind, codename="cut_clipping", name="Can cut"
    )
    User.objects.get().user_permissions.add(right)
    written = write(tmp_path / "archive.zip", "operator", SILENT)
    kind.delete()
    empty_archive()

    restored = restore(tmp_path / "archive.zip", "operator", SILENT).contents

    assert "press.cut_clipping" in User.objects.get().get_all_permissions()
    assert restored.digest == written.digest


def test_new_rows_get_numbers_after_the_restored_ones(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    last = Turn.objects.order_by("-pk")[0]
    empty_archive()
    restore(tmp_path / "archive.zip", "operator", SILENT)

    new = Turn.objects.create(
        interview_id=last.interview_id,
        sequence=99,
        anchor="q99",
        kind="question",
        text="And then?",
    )

    assert new.pk > last.pk


def test_the_trail_comes_back_whole_and_goes_on(archive, tmp_path):
    written = write(tmp_path / "archive.zip", "aigul", SILENT)
    acts = [(row.act, row.chain) for row in Trail.objects.order_by("number")]
    empty_archive()

    restore(tmp_path / "archive.zip", "daniyar", SILENT)

    rows = list(Trail.objects.order_by("number"))
    assert [(row.act, row.chain) for row in rows[:-1]] == acts[:-1]
    assert [row.act for row in rows[-2:]] == ["publish", "restore"]
    assert (rows[-1].actor, rows[-1].subject) == ("daniyar", "archive.zip")
    assert rows[-1].digest == written.digest
    assert Trail.objects.broken() == []


def test_a_backup_leaves_its_act_on_the_trail(archive, tmp_path):
    written = write(tmp_path / "archive.zip", "aigul", SILENT)

    act = Trail.objects.order_by("-number")[0]

    assert (act.actor, act.act, act.subject) == ("aigul", "backup", "archive.zip")
    assert act.digest == written.digest


def test_search_looks_again_at_every_interview_there_was_or_is(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    gone = make_conversation(1, slug="sea-2024")
    IndexTask.objects.all().delete()

    replace(tmp_path / "archive.zip", "operator", SILENT)

    tasks = IndexTask.objects.values_list("scope", "key")
    assert set(tasks) == {(Scope.INTERVIEW, archive.pk), (Scope.INTERVIEW, gone.pk)}


# What is kept, and what is not


def test_every_model_is_kept_or_named_as_left_out():
    named = {table.model for table in tables()}
    left_out = {model._meta.label_lower for model in apps.get_models()} - {
        model._meta.label_lower for model in named
    }

    assert {name for name in left_out if name.startswith(("archive.", "auth."))} == {
        "archive.answer",
        "archive.generation",
        "archive.indextask",
        "archive.paired",
        "archive.question",
        "archive.upload",
        "archive.wordpair",
        "auth.permission",
    }
    assert {name.partition(".")[0] for name in left_out} == {
        "archive",
        "auth",
        "axes",
        "contenttypes",
        "sessions",
    }
    assert {"axes", "sessions"} < LEFT_OUT


def test_who_is_logged_in_stays_out(archive, tmp_path):
    Session.objects.create(
        session_key="s" * 32, session_data="secret", expire_date=timezone.now()
    )

    write(tmp_path / "archive.zip", "operator", SILENT)

    with ZipFile(tmp_path / "archive.zip") as pack:
        assert not any("session" in name for name in pack.namelist())


def test_the_digest_is_of_what_is_kept_and_not_of_acts(archive, tmp_path):
    first = write(tmp_path / "first.zip", "operator", SILENT)
    Trail.objects.record("aigul", "verify", "archive")
    second = write(tmp_path / "second.zip", "operator", SILENT)
    Turn.objects.filter(anchor="a1").update(text="From the sea.")
    third = write(tmp_path / "third.zip", "operator", SILENT)

    assert first.digest == second.digest
    assert second.digest != third.digest


def test_a_backup_reads_without_this_program(archive, tmp_path):
    digest = write(tmp_path / "archive.zip", "operator", SILENT).digest
    with ZipFile(tmp_path / "archive.zip") as pack:
        pack.extractall(tmp_path / "there")
    there = tmp_path / "there"

    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=there, check=False
    )
    lines = (there / "SHA256SUMS").read_text().splitlines(keepends=True)
    own = [line for line in lines if "tables/" in line and "archive.trail" not in line]
    told = (there / "tables/archive.turn.jsonl").read_text().splitlines()

    assert checked.returncode == 0
    assert hashlib.sha256("".join(own).encode()).hexdigest() == digest
    assert json.loads(told[0])["text"] == "Where does the water come from?"
    assert "Қайда" in (there / "tables/archive.source.jsonl").read_text()


def test_a_backup_is_for_its_owner_alone(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)

    mode = stat.S_IMODE((tmp_path / "archive.zip").stat().st_mode)
    assert mode == 0o600


# Another database


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of a second archive, empty, on SQLite."""
    place = {"DATA_DIR": tmp_path / "elsewhere"}
    assert manage("migrate", "-v0", **place).stderr == ""
    return place


def test_another_database_gives_the_same_digest(archive, elsewhere, tmp_path):
    digest = write(tmp_path / "there.zip", "operator", SILENT).digest

    there = manage("restore", tmp_path / "there.zip", **elsewhere)
    back = manage("backup", tmp_path / "back.zip", **elsewhere)
    empty_archive()
    home = restore(tmp_path / "back.zip", "operator", SILENT).contents

    assert (there.stderr, back.stderr) == ("", "")
    assert f"Digest: {digest}" in there.stdout
    assert f"Digest: {digest}" in back.stdout
    assert home.digest == digest
    assert User.objects.get().has_perm("archive.change_annotation")


# While others write, and when it is killed

OUTLET = """INSERT INTO archive_outlet (name, slug, address)
VALUES ('Sea Gazette', 'sea', '')"""
SCRIPT = """
import os, signal, django
django.setup()
from pathlib import Path
from django.db import connection
from archive.backup import Watch, restore, write

class Writer(Watch):
    "Another writes, and is done, while the rows are read."
    def begin(self, what, rows):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(\"\"\"%(outlet)s\"\"\")
        other.close()

class Killer(Watch):
    "Kills the program in the middle of the step it is told."
    def __init__(self, step):
        self.step = step
    def begin(self, what, rows):
        self.now = what
    def advance(self, rows):
        if self.now == self.step:
            os.kill(os.getpid(), signal.SIGKILL)

print(%(call)s)
"""


@pytest.fixture
def process(transactional_db, tmp_path):
    """Runs a line of Python in a process that has this database, or one like it."""
    place = {"DATA_DIR": tmp_path / "own"}
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        host = quote(told["HOST"], safe="")
        user, name, port = told["USER"], told["NAME"], told["PORT"]
        place["DATABASE_URL"] = f"postgresql://{user}@{host}:{port}/{name}"
    else:
        assert manage("migrate", "-v0", **place).stderr == ""

    def run(call):
        script = SCRIPT % {"outlet": OUTLET, "call": call}
        settings = {"DJANGO_SETTINGS_MODULE": "archive.settings"}
        return run_python("-c", script, **place, **settings)

    return run


def test_a_backup_is_of_one_moment_while_others_write(process, tmp_path):
    path = tmp_path / "archive.zip"
    during = process(f"write(Path({str(path)!r}), 'operator', Writer()).rows")
    after = process("__import__('archive.models').models.Outlet.objects.count()")

    assert during.stderr == ""
    assert "'archive.outlet': 0" in during.stdout
    assert after.stdout == "1\n"
    with ZipFile(path) as pack:
        assert pack.read("tables/archive.outlet.jsonl") == b""


def test_a_killed_backup_leaves_no_file_of_that_name(process, tmp_path):
    path = tmp_path / "archive.zip"
    process("__import__('tests.factories').factories.make_outlet()")

    killed = process(f"write(Path({str(path)!r}), 'o', Killer('Backing up'))")
    left = path.exists()
    again = process(f"write(Path({str(path)!r}), 'o', Watch()).rows")

    assert killed.returncode == -9
    assert not left
    assert "'archive.outlet': 1" in again.stdout


def test_a_killed_restore_leaves_the_database_as_it_was(process, tmp_path):
    path = tmp_path / "archive.zip"
    process("__import__('tests.factories').factories.make_outlet()")
    process(f"write(Path({str(path)!r}), 'o', Watch())")
    process("__import__('tests.factories').factories.make_outlet('Sea', 'sea')")
    call = "__import__('archive.backup').backup.replace"
    count = "__import__('archive.models').models.Outlet.objects.count()"

    killed = process(f"{call}(Path({str(path)!r}), 'o', Killer('Checking'))")
    before = process(count)
    process(f"{call}(Path({str(path)!r}), 'o', Watch())")
    after = process(count)

    assert killed.returncode == -9
    assert (before.stdout, after.stdout) == ("2\n", "1\n")


# What is refused


@pytest.fixture
def backup(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", SILENT)
    return tmp_path / "archive.zip"


def refused(path, act=replace):
    """The complaint, once it is certain that nothing was changed."""
    before = kept()
    with pytest.raises(BackupError) as caught:
        act(path, "operator", SILENT)
    assert kept() == before
    return str(caught.value)


def forge(backup, **changed):
    """A sealed backup with right sums that says something else."""
    path = backup.with_name("forged.zip")
    with ZipFile(backup) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    del files["SHA256SUMS"]
    for name, change in changed.items():
        files[name] = change(files[name])
    sums = {name: hashlib.sha256(text).hexdigest() for name, text in files.items()}
    with path.open("w+b") as stream, sealed(stream) as pack:
        for name, text in files.items():
            pack.writestr(name, text)
        pack.writestr("SHA256SUMS", as_sums_file(sums))
    return path


def stating(**claims):
    return lambda text: json.dumps({**json.loads(text), **claims}).encode()


def open_only(path):
    with opened(path):
        pass


def test_a_cut_backup_is_refused_wherever_it_is_cut(backup, tmp_path):
    whole = backup.read_bytes()
    cut = tmp_path / "cut.zip"

    for length in [*range(0, len(whole), 499), len(whole) - 64, len(whole) - 1]:
        cut.write_bytes(whole[:length])
        with pytest.raises(BackupError, match=r"^cut.zip: it is cut short"):
            open_only(cut)


def test_a_backup_with_one_bit_flipped_is_refused_wherever_it_is(backup, tmp_path):
    whole = backup.read_bytes()
    altered = tmp_path / "altered.zip"

    for place in [*range(0, len(whole), 499), len(whole) - 65, len(whole) - 1]:
        copy = bytearray(whole)
        copy[place] ^= 1
        altered.write_bytes(copy)
        with pytest.raises(BackupError, match=r"it was altered|it is cut short"):
            open_only(altered)


def test_a_cut_backup_says_what_to_do(backup):
    backup.write_bytes(backup.read_bytes()[:-9])

    assert refused(backup) == (
        "archive.zip: it is cut short, or not a backup of this program. "
        "Nothing was changed. Use another copy."
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 4096, b"{}"])
def test_any_other_file_is_refused(backup, tmp_path, content):
    (tmp_path / "other").write_bytes(content)

    assert "it is cut short, or not a backup" in refused(tmp_path / "other")


def test_another_zip_is_refused(backup, tmp_path):
    with ZipFile(tmp_path / "other.zip", "w") as pack:
        pack.writestr("manifest.json", "{}")

    assert "it is cut short, or not a backup" in refused(tmp_path / "other.zip")


def test_a_missing_file_is_refused(backup, tmp_path):
    complaint = refused(tmp_path / "nowhere.zip")

    assert complaint.endswith(
        "nowhere.zip: No such file or directory. Nothing was changed."
    )


def test_a_newer_form_is_refused(backup):
    forged = forge(backup, **{"manifest.json": stating(suhbat_backup=2)})

    assert refused(forged) == (
        "forged.zip: it has form 2, and this program reads form 1. Nothing was "
        "changed. Restore it with the version of the program that made it."
    )


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"suhbat_backup": 1}'])
def test_a_manifest_that_says_nothing_is_refused(backup, manifest):
    forged = forge(backup, **{"manifest.json": lambda _text: manifest})

    assert "no manifest.json in it that this program can read" in refused(forged)


def test_a_backup_of_a_newer_program_is_refused(backup):
    with opened(backup) as read:
        newer = [*read.migrations, "archive.0999_later"]
    forged = forge(backup, **{"manifest.json": stating(migrations=newer)})

    assert refused(forged) == (
        "forged.zip: a newer version of the program made it (migration "
        "archive.0999_later). Nothing was changed. Upgrade the program, run "
        "manage.py migrate, and restore again."
    )


def test_a_backup_of_an_older_program_is_refused(backup):
    forged = forge(backup, **{"manifest.json": stating(migrations=[])})

    assert "an older version of the program made it" in refused(forged)


def test_a_backup_without_a_table_is_refused(backup):
    forged = forge(backup, **{"manifest.json": stating(rows={})})

    assert "it does not hold the tables of this program" in refused(forged)


def test_a_file_without_its_sum_is_refused(backup):
    forged = forge(backup, **{"README.txt": lambda text: text})
    with ZipFile(forged) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    with forged.open("w+b") as stream, sealed(stream) as pack:
        for name, text in files.items():
            pack.writestr(name, text + b" " * (name == "README.txt"))

    assert "do not have the sums stated in SHA256SUMS" in refused(forged)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (b"", "gives back other rows"),
        (b"nonsense\n", "line 1: not a row of this table (Expecting value"),
        (b"[]\n", "line 1: not a row of this table (it does not have the columns"),
        (b'{"id": 1}\n', "line 1: not a row of this table (it does not have the"),
    ],
)
def test_a_row_that_is_none_is_refused(backup, row, complaint):
    member = "tables/archive.interviewalias.jsonl"
    forged = forge(
        backup,
        **{
            member: lambda _text: row,
            "manifest.json": stating(digest="0" * 64),
        },
    )

    assert complaint in refused(forged)


def test_rows_that_do_not_fit_together_are_refused(backup):
    forged = forge(backup, **{"tables/archive.interview.jsonl": lambda _text: b""})

    assert "its rows do not fit together" in refused(forged)


def test_a_row_against_a_rule_of_the_database_is_refused(backup):
    forged = forge(
        backup,
        **{
            "tables/archive.turn.jsonl": lambda text: text.replace(
                b'"kind": "question"', b'"kind": "shout"'
            )
        },
    )

    assert "this database cannot keep one of its rows" in refused(forged)
    assert "turn_kind_is_known" in refused(forged)


def test_a_database_that_is_not_empty_is_left_alone(backup):
    groups = {"auth.group", "auth.group_permissions"}
    rows = sum(count for name, count in counts().items() if name not in groups)

    assert refused(backup, act=restore) == (
        "archive.zip: the database is not empty, it holds 1 interview, 4 turns, "
        f"2 speakers, 1 topic, 1 annotation, 1 user, {rows} rows in "
        "all. Nothing was changed. Back it up, then use --replace to put this backup "
        "in its place."
    )


def test_what_is_replaced_is_told(backup):
    make_outlet("Sea Gazette", "sea-gazette")

    restored = replace(backup, "operator", SILENT)

    assert restored.before.rows["archive.outlet"] == 2
    assert restored.contents.rows["archive.outlet"] == 1
    assert Outlet.objects.count() == 1


def test_a_file_of_that_name_is_not_overwritten(backup):
    before = backup.read_bytes()

    with pytest.raises(BackupError, match="there is such a file already"):
        write(backup, "operator", SILENT)

    assert backup.read_bytes() == before


def test_a_file_of_that_name_is_overwritten_on_demand(backup):
    Turn.objects.filter(anchor="a1").update(text="From the sea.")

    overwrite(backup, "operator", SILENT)

    with opened(backup) as read:
        assert b"From the sea." in read.pack.read("tables/archive.turn.jsonl")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nowhere/archive.zip", "No such file or directory. Nothing was written."),
        (".", "a folder. Give the name of a file in it."),
        ("x" * 300, "File name too long. Nothing was written."),
    ],
)
def test_a_place_that_takes_no_file_is_told(archive, tmp_path, name, complaint):
    with pytest.raises(BackupError) as caught:
        overwrite(tmp_path / name, "operator", SILENT)

    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_full_disk_leaves_nothing(archive, tmp_path, monkeypatch):
    def fill(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fill)

    with pytest.raises(BackupError) as caught:
        write(tmp_path / "archive.zip", "operator", SILENT)

    assert str(caught.value) == (
        f"{tmp_path}/archive.zip: No space left on device. Nothing was written. "
        "Choose a folder with room that can be written."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_backup_stands_even_when_the_trail_cannot_be_written(
    archive, tmp_path, monkeypatch
):
    def refuse(*_told):
        raise_from_database()

    monkeypatch.setattr("archive.backup.writing.Trail.objects.record", refuse)

    written = write(tmp_path / "archive.zip", "operator", SILENT)

    assert not written.is_on_trail
    with opened(tmp_path / "archive.zip") as read:
        assert read.contents.digest == written.digest


def raise_from_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")


def test_a_database_that_cannot_be_read_is_told_in_one_line(
    archive, tmp_path, monkeypatch
):
    monkeypatch.setattr("archive.backup.writing.counts", raise_from_database)

    with pytest.raises(BackupError, match=r"^The database cannot be read \(.+\)\. No"):
        write(tmp_path / "archive.zip", "operator", SILENT)

    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_written_is_told_in_one_line(backup, monkeypatch):
    monkeypatch.setattr("archive.backup.restoring.counts", raise_from_database)

    assert "the database cannot be written (" in refused(backup)


def test_a_database_without_tables_is_told_to_migrate(tmp_path):
    there = manage("backup", tmp_path / "archive.zip", DATA_DIR=tmp_path)

    assert there.stderr == (
        "CommandError: The tables of this database are missing or out of date. "
        "Run manage.py migrate first.\n"
    )
    assert there.returncode == 1


def test_a_kind_of_value_without_a_form_stops_the_backup():
    with pytest.raises(TypeError, match="a backup has no form for Decimal"):
        as_line({"price": Decimal(1)})


def test_a_table_of_files_is_read_one_row_at_a_time():
    assert Table(Source).batch == 1
    assert Table(Turn).batch == 500
