"""The commands that take interviews in: what they print, write and refuse."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, OperationalError

from archive.ingest.obtaining import finding, refreshing
from archive.ingest.obtaining.fetching import Obtained
from archive.ingest.pipeline import LARGEST
from archive.ingest.storing.store import store
from archive.management.commands import ingest
from archive.models import Interview, State
from archive.transcript import loads
from tests.ingest.word_files import make_zip

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ADDRESS = "https://wells.example/wells.txt"
WELLS = "About wells\n\n– Who dug it?\n– My father.\nAlone.\n– Where?\n– There.\n"


@pytest.fixture
def wells(tmp_path):
    path = tmp_path / "wells.txt"
    path.write_text(WELLS, encoding="utf-8")
    return path


def test_parse_writes_the_transcript_under_the_files_name(wells, tmp_path, capsys):
    call_command("parse", wells, "--out", tmp_path / "out")

    form = json.loads((tmp_path / "out" / "wells.json").read_text(encoding="utf-8"))
    assert (form["title"], form["date"]) == ("About wells", None)
    assert [
        (turn["role"], turn["speaker"], turn["text"]) for turn in form["turns"]
    ] == [
        ("question", None, "Who dug it?"),
        ("answer", None, "My father.\n\nAlone."),
        ("question", None, "Where?"),
        ("answer", None, "There."),
    ]
    assert capsys.readouterr().out == "1 of 1 parsed.\n"


def test_parse_needs_no_database(wells, tmp_path):
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/no"}

    call = [sys.executable, "manage.py", "parse", str(wells), "--out", str(tmp_path)]
    done = subprocess.run(
        call, check=False, cwd=ROOT, env=environment, capture_output=True
    )

    assert done.returncode == 0, done.stderr
    loads((tmp_path / "wells.json").read_text(encoding="utf-8"))


def test_parse_writes_what_it_can_and_tells_the_rest(wells, tmp_path):
    (tmp_path / "bread.txt").write_text("Bread.\nMilk.\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"/bread\.txt: nothing in it marks"):
        call_command("parse", tmp_path, "--out", tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["wells.json"]


def test_parse_does_not_write_two_sources_into_one_file(wells, tmp_path):
    other = tmp_path / "more"
    other.mkdir()
    (other / "wells.txt").write_text(WELLS, encoding="utf-8")

    with pytest.raises(CommandError, match=r"^2 sources would be written to"):
        call_command("parse", tmp_path, "--out", tmp_path / "out")


def test_parse_says_which_folder_it_cannot_write(wells, tmp_path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(CommandError, match="taken: File exists"):
        call_command("parse", wells, "--out", tmp_path / "taken")


@pytest.mark.django_db
def test_ingest_tells_what_became_of_the_seed(capsys):
    call_command("ingest", SEEDS)

    told = capsys.readouterr().out
    assert "new" in told
    assert "26 questions, 26 answers; 165 paragraphs" in told
    assert "Kassym-Jomart Tokayev, interviewee (text)" in told
    assert "Left out, line 341" in told
    assert "about 2024-01" in told
    assert "README.md (no source)" in told


@pytest.mark.django_db
def test_what_is_not_new_takes_one_line(wells, tmp_path, capsys):
    call_command("ingest", tmp_path)
    capsys.readouterr()

    call_command("ingest", tmp_path)

    assert capsys.readouterr().out == "wells.txt: unchanged.\n"


@pytest.mark.django_db
def test_many_sources_are_told_in_a_line_each(tmp_path, capsys):
    for number in range(7):
        text = WELLS.replace("wells", f"well {number}")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    call_command("ingest", tmp_path / "0.txt")
    capsys.readouterr()

    call_command("ingest", tmp_path)

    told = capsys.readouterr().out
    rows = [line.split() for line in told.splitlines() if line.startswith("new")]
    assert [(row[:7], row[-3:]) for row in rows] == [
        (
            ["new", "2", "Q", "2", "A", "0", "S"],
            ["doubts", f"{number}.txt", f"/interviews/about-well-{number}/"],
        )
        for number in range(1, 7)
    ]
    assert "1 of 7 sources: unchanged." in told


@pytest.mark.django_db
def test_of_many_doubts_the_first_are_told_and_the_rest_counted(tmp_path, capsys):
    doubtful = "– Who?\n– I.\n\n– It was well {}.\n– No.\n"
    for number in range(24):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(doubtful.format(number), encoding="utf-8")

    call_command("ingest", tmp_path)

    total, *told = capsys.readouterr().out.partition("Doubts: ")[2].splitlines()
    assert told[0] == (
        "00.txt, line 4: q2: taken as a question by its place, and asks nothing"
    )
    assert told[20:] == [
        f"… and {int(total) - 20} more. See the ingest desk in the admin, or --json."
    ]


@pytest.mark.django_db
def test_of_many_that_fail_the_first_are_named_and_the_rest_counted(tmp_path, capsys):
    for number in range(23):
        (tmp_path / f"{number:02}.txt").write_text("Bread.\n")

    with pytest.raises(CommandError) as refusal:
        call_command("ingest", tmp_path)

    named = str(refusal.value).splitlines()
    assert named[0].startswith(f"{tmp_path}/00.txt: nothing in it marks")
    assert named[20:] == ["… and 3 more."]
    assert capsys.readouterr().out.count("failed ") == 23


@pytest.mark.django_db
def test_each_source_is_told_before_the_next_is_read(tmp_path, capsys, monkeypatch):
    said = []

    def note(told, *rest):
        said.append(capsys.readouterr().out)
        return store(told, *rest)

    for number in range(6):
        text = WELLS.replace("wells", f"well {number}")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(ingest, "store", note)

    call_command("ingest", tmp_path)

    assert [each.count("/interviews/") for each in said] == [0, 1, 1, 1, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_conversation_printed_elsewhere_is_told(options, tmp_path, capsys):
    long = "What do you remember of the {} well and of all who came to drink from it?"
    asked = "".join(f"– {long.format(n)}\n– No.\n" for n in ("old", "new", "deep"))
    (tmp_path / "a.txt").write_text(f"About wells\n\n{asked}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Wells again\n\n{asked}", encoding="utf-8")
    call_command("ingest", tmp_path / "a.txt")
    capsys.readouterr()

    call_command("ingest", tmp_path / "b.txt", *options)

    told = capsys.readouterr().out
    assert "shares 3 of 3 passages with “About wells”" in told
    assert "/interviews/about-wells/: link them in the admin" in told


CONTRADICTIONS = {
    "--dry-run writes nothing": ["--dry-run", "--publish"],
    "--refresh leaves each interview as public": ["--refresh", "--publish"],
    "--refresh asks every address again": ["--refresh", "wells.txt"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("complaint", sorted(CONTRADICTIONS))
def test_options_that_contradict_each_other_are_refused(complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("ingest", *CONTRADICTIONS[complaint])


@pytest.mark.django_db
def test_ingest_reports_to_programs(wells, capsys):
    call_command("ingest", wells, "--json")

    told = json.loads(capsys.readouterr().out)["report"]
    assert told["source"] == "wells.txt"
    assert (told["questions"], told["answers"], told["segments"]) == (2, 2, 5)
    assert told["doubts"][-1] == {
        "line": 0,
        "anchor": "",
        "complaint": "not every turn has a speaker: name them in [[person]] beside it",
    }


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(wells, capsys):
    call_command("ingest", wells, "--dry-run")

    assert "dry run: new" in capsys.readouterr().out
    assert not Interview.objects.exists()


@pytest.mark.django_db
def test_what_is_ingested_is_a_draft_unless_it_is_published(wells, tmp_path):
    other = tmp_path / "rivers.txt"
    other.write_text(WELLS.replace("wells", "rivers"), encoding="utf-8")

    call_command("ingest", wells)
    call_command("ingest", other, "--publish")

    states = dict(Interview.objects.values_list("slug", "state"))
    assert states == {"about-wells": State.DRAFT, "about-rivers": State.PUBLISHED}


@pytest.mark.django_db
def test_publishing_a_draft_again_publishes_it(wells):
    call_command("ingest", wells)

    call_command("ingest", wells, "--publish")

    assert Interview.objects.get().state == State.PUBLISHED


@pytest.mark.django_db
def test_what_is_withdrawn_is_not_published_again(wells):
    call_command("ingest", wells)
    Interview.objects.update(state=State.WITHDRAWN)

    call_command("ingest", wells, "--publish")

    assert Interview.objects.get().state == State.WITHDRAWN


@pytest.mark.django_db
def test_a_doubtful_turn_is_told_with_its_line(tmp_path, capsys):
    path = tmp_path / "wells.txt"
    path.write_text("– Who?\n– I.\n\n– It was deep.\n– No.\n", encoding="utf-8")

    call_command("ingest", path)

    told = capsys.readouterr().out
    assert "Doubt, line 4" in told
    assert "name them in [[person]] beside it" in told
    assert "q2: taken as a question by its place, and asks nothing" in told


@pytest.mark.django_db
def test_where_sidecar_and_text_differ_both_are_told(tmp_path, capsys):
    (tmp_path / "wells.txt").write_text(
        "Wells | A Bank\nWells\n– Who?\n– I.\n", encoding="utf-8"
    )
    (tmp_path / "wells.toml").write_text('title = "Rivers"\n', encoding="utf-8")

    call_command("ingest", tmp_path / "wells.txt", "--json")

    told = json.loads(capsys.readouterr().out)["report"]
    assert told["title"] == "Rivers"
    assert told["doubts"][0]["complaint"] == (
        "title: the text says “Wells”, wells.toml says “Rivers”; the latter is kept"
    )


def too_large(path):
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


REFUSED = {
    "missing.txt": (None, "missing.txt: there is no such file in"),
    "scan.pdf": (b"%PDF-1.4", "scan.pdf: it is damaged, or no PDF"),
    "voice.mp3": (b"ID3", "voice.mp3: no reader knows files that end in .mp3"),
    "empty.txt": (b"", "empty.txt: it is empty"),
    "nul.txt": (b"a\n\0b", "nul.txt, line 2: a NUL character"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_bad_input_is_refused_with_nothing_written(name, tmp_path):
    content, message = REFUSED[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        call_command("ingest", tmp_path / name)

    assert str(refusal.value).startswith(f"{tmp_path}/{message}")
    assert refusal.value.returncode == 1
    assert not Interview.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    too_large(tmp_path / "huge.txt")

    with pytest.raises(CommandError, match=r"huge\.txt: it is larger than 32 MB"):
        call_command("ingest", tmp_path / "huge.txt")


@pytest.mark.django_db
def test_a_folder_without_sources_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="the folder holds no source"):
        call_command("ingest", tmp_path)


@pytest.mark.django_db
def test_links_and_hidden_files_in_a_folder_are_not_followed(wells, tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(wells)
    (inside / ".hidden.txt").write_text(WELLS)

    with pytest.raises(CommandError, match="the folder holds no source"):
        call_command("ingest", inside)


@pytest.mark.django_db
def test_one_bad_source_does_not_keep_the_others_out(wells, tmp_path):
    (tmp_path / "bread.txt").write_text("Bread.\n")

    with pytest.raises(CommandError, match=r"/bread\.txt"):
        call_command("ingest", tmp_path)

    assert Interview.objects.get().title == "About wells"


@pytest.mark.django_db
def test_programs_are_told_what_failed_and_what_was_left_out(wells, tmp_path, capsys):
    (tmp_path / "nul.txt").write_bytes(b"a\n\0b")
    (tmp_path / "NOTES").write_text("Bread.")

    with pytest.raises(CommandError):
        call_command("ingest", tmp_path, "--json")

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [[*each] for each in told] == [["failure"], ["report"], ["left_out"]]
    assert told[0]["failure"] == {
        "source": str(tmp_path / "nul.txt"),
        "line": 2,
        "complaint": "a NUL character: this is not text. Give the text itself.",
    }
    assert told[1]["report"]["source"] == "wells.txt"
    assert told[2]["left_out"] == str(tmp_path / "NOTES")


@pytest.mark.django_db
def test_what_the_database_refuses_does_not_keep_the_others_out(
    wells, tmp_path, monkeypatch
):
    def refuse(told, *_rest):
        if told.title == "About rivers":
            raise DataError("value too long\nDETAIL: much too long")
        return store(told)

    (tmp_path / "rivers.txt").write_text(WELLS.replace("wells", "rivers"))
    monkeypatch.setattr(ingest, "store", refuse)

    with pytest.raises(CommandError, match=r"rivers\.txt: the database refused it"):
        call_command("ingest", tmp_path)

    assert Interview.objects.get().title == "About wells"


@pytest.mark.django_db
def test_a_database_that_fails_ends_the_work_with_what_to_do(wells, monkeypatch):
    def fail(_told, *_rest):
        raise OperationalError("no such table: archive_interview")

    monkeypatch.setattr(ingest, "store", fail)

    with pytest.raises(CommandError, match=r"Has `manage\.py migrate` been run"):
        call_command("ingest", wells)


@pytest.mark.django_db
def test_an_interrupted_ingest_says_how_far_it_came(tmp_path, monkeypatch):
    def interrupt(told, *_rest):
        if told.title == "About well 2":
            raise KeyboardInterrupt
        return store(told)

    for number in range(4):
        text = WELLS.replace("wells", f"well {number}")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(ingest, "store", interrupt)

    with pytest.raises(CommandError, match="Interrupted after 2 of 4 sources"):
        call_command("ingest", tmp_path)

    assert Interview.objects.count() == 2


@pytest.mark.django_db
def test_a_terminal_is_not_commanded_by_a_source(tmp_path, capsys):
    path = tmp_path / "wells.txt"
    path.write_text("A \x1b[2Jtitle\n– Who?\n– I.\n", encoding="utf-8")

    call_command("ingest", path)

    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "A \N{REPLACEMENT CHARACTER}[2Jtitle" in told


def test_parse_does_not_write_over_its_source(wells, tmp_path):
    call_command("parse", wells, "--out", tmp_path)

    with pytest.raises(CommandError, match="would be written over"):
        call_command("parse", tmp_path / "wells.json", "--out", tmp_path)


@pytest.mark.django_db
def test_what_parse_wrote_is_ingested_as_a_folder(wells, tmp_path):
    call_command("parse", wells, "--out", tmp_path / "out")

    call_command("ingest", tmp_path / "out")

    assert Interview.objects.get().title == "About wells"


@pytest.mark.django_db
def test_a_transcript_in_json_is_a_source_too(wells, tmp_path):
    call_command("parse", wells, "--out", tmp_path)

    call_command("ingest", tmp_path / "wells.json")

    kept = Interview.objects.get().as_transcript()
    assert kept == loads((tmp_path / "wells.json").read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_a_zip_is_ingested_where_it_is(wells, tmp_path, capsys):
    sidecar = 'title = "Wells"\nlanguage = "en"\n'
    packed = make_zip(
        {"a/wells.txt": WELLS, "a/wells.toml": sidecar, "a/README.md": "About."}
    )
    (tmp_path / "all.zip").write_bytes(packed)

    call_command("ingest", tmp_path / "all.zip")

    kept = Interview.objects.get()
    assert (kept.title, kept.language) == ("Wells", "en")
    assert "all.zip/a/README.md (no source)" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_fails_inside_a_zip_is_told_by_its_place(tmp_path):
    inner = make_zip({"wells.txt": WELLS})
    (tmp_path / "all.zip").write_bytes(
        make_zip({"inner.zip": inner, "wells.txt": WELLS})
    )

    with pytest.raises(CommandError, match=r"all\.zip/inner\.zip: it is a zip inside"):
        call_command("ingest", tmp_path / "all.zip")

    assert Interview.objects.count() == 1


@pytest.mark.django_db
def test_a_pattern_that_the_shell_left_alone_is_followed(wells, tmp_path):
    call_command("ingest", tmp_path / "w*.txt")

    assert Interview.objects.get().title == "About wells"


@pytest.mark.django_db
def test_something_must_be_named():
    with pytest.raises(CommandError, match="Name a file, a folder, a zip"):
        call_command("ingest")


def put(monkeypatch, content):
    """An address that holds this."""
    had = Obtained(
        content,
        "wells.txt",
        "text/plain",
        ADDRESS,
        "2026-01-31T12:00:00+00:00",
        ADDRESS,
        {"ETag": '"1"'},
    )
    monkeypatch.setattr(finding, "obtain", lambda _address: had)


@pytest.mark.django_db
def test_an_address_is_kept_with_where_and_when(monkeypatch):
    put(monkeypatch, WELLS.encode())

    call_command("ingest", ADDRESS)

    source = Interview.objects.get().editions.get().source
    assert (source.origin, source.obtained) == (ADDRESS, "2026-01-31T12:00:00+00:00")
    assert source.received == {"ETag": '"1"'}
    assert bytes(source.content) == WELLS.encode()


@pytest.mark.django_db
def test_files_are_not_asked_again(wells, monkeypatch):
    call_command("ingest", wells)
    monkeypatch.setattr(refreshing, "obtain_anew", None)

    call_command("ingest", "--refresh")

    assert Interview.objects.get().editions.count() == 1
