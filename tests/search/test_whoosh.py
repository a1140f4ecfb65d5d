"""The Whoosh engine: the contract, and what only files, locks and processes can do."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest

from archive.errors import EngineUnavailable, IndexDamaged, SearchTooLong
from archive.search.engine import Request
from archive.search.engines.whoosh import layout, shelf
from archive.search.engines.whoosh import library as whoosh_library
from archive.search.engines.whoosh.library import Library
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.storage import MappedFile, MappedStorage
from tests.search.contract import EngineContract
from tests.search.documents import ask, make_document, put, read


class TestWhoosh(EngineContract):
    @pytest.fixture
    def engine(self, library):
        return library


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


def start(*arguments):
    """Another program, as when several processes serve the site."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.search.programs", *map(str, arguments)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def folders(path):
    return sorted(each.name for each in path.glob("index-*"))


# What is wrong is said, with what to do


def test_a_missing_index_says_how_to_build_it(path):
    library = Library(path)

    assert not library.exists()
    with pytest.raises(EngineUnavailable, match=r"no search index in .*rebuild_index"):
        ask(library, "water")
    with pytest.raises(EngineUnavailable, match="no search index"):
        put(library, make_document(1, "water"))


def test_an_index_of_another_analysis_asks_for_a_rebuild(library, path, monkeypatch):
    put(library, make_document(1, "water"))
    monkeypatch.setattr(whoosh_library, "FINGERPRINT", "analysis 99")

    with pytest.raises(EngineUnavailable, match=r"another version .*rebuild_index"):
        ask(library, "water")
    library.rebuild([make_document(2, "water")], lambda *_: [])

    assert ask(library, "water").turns == (2,)


def test_the_fingerprint_names_analysis_and_layout():
    assert layout.FINGERPRINT.startswith("analysis ")
    assert layout.FINGERPRINT.endswith(f"whoosh layout {layout.LAYOUT}")


@pytest.mark.parametrize("kind", ["*.toc", "*.pst", "*.trm", "*.col"])
@pytest.mark.parametrize("content", [b"", b"nonsense" * 50])
def test_damaged_files_are_told_and_a_rebuild_mends_them(library, path, kind, content):
    put(library, make_document(1, "water", topics=(1,)))
    for file in path.glob(f"index-*/{kind}"):
        file.unlink()
        file.write_bytes(content)
    other = Library(path)

    with pytest.raises(EngineUnavailable, match=r"cannot be read .*rebuild_index"):
        ask(other, "water", filters={"topic": frozenset({1})})
    other.rebuild([make_document(2, "water")], lambda *_: [])

    assert ask(other, "water").turns == (2,)


@pytest.mark.parametrize("kind", ["*.pst", "*.trm", "*.col", "*.toc"])
def test_files_cut_while_they_are_open_end_no_process(library, path, kind):
    put(library, *(make_document(turn, f"water {turn}") for turn in range(300)))
    assert ask(library, "water").total == 300

    for file in path.glob(f"index-*/{kind}"):
        os.truncate(file, 10)

    found = set()
    with suppress(IndexDamaged):
        found = set(ask(library, "water", stop=300).turns)
    assert len(found) in {0, 300}
    with pytest.raises(IndexDamaged, match="rebuild_index"):
        ask(Library(path), "water")


@pytest.mark.parametrize("kind", ["*.pst", "*.trm", "turn.col", "topics.col", "*.sums"])
def test_a_byte_that_changed_is_found_when_all_are_read(library, path, kind):
    put(library, make_document(1, "water", topics=(1,)))
    files = [*path.glob(f"index-*/{kind}"), *path.glob(f"index-*/*.{kind}")]
    library.verify()

    for file in files:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    assert files
    with pytest.raises(IndexDamaged, match=r"cannot be read .*rebuild_index"):
        library.verify()


def test_a_changed_byte_never_makes_a_wrong_answer(library, path):
    """Whichever byte of the postings it is: the whole answer, or the error."""
    put(library, *(make_document(turn, "water steppe") for turn in range(40)))
    (file,) = path.glob("index-*/*.pst")
    whole = file.read_bytes()

    for place in range(0, len(whole), 7):
        file.write_bytes(
            whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :]
        )
        try:
            total = ask(Library(path), "water").total
        except IndexDamaged:
            continue
        assert total == 40, place


@pytest.mark.parametrize("note", [b"", b"{}", b"[]", b"\xff"])
def test_a_damaged_note_of_the_folder_in_use_is_told(library, path, note):
    (path / "in-use").write_bytes(note)

    with pytest.raises(EngineUnavailable, match="cannot be read"):
        ask(library, "water")
    library.rebuild([make_document(1, "water")], lambda *_: [])

    assert ask(library, "water").turns == (1,)
    assert len(folders(path)) == 1


def test_an_index_whose_folder_is_gone_is_told(library, path, monkeypatch):
    monkeypatch.setattr(whoosh_library, "ATTEMPTS", 1)
    for file in path.glob("index-*/*"):
        file.unlink()

    with pytest.raises(EngineUnavailable, match="cannot be read"):
        ask(library, "water")


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    library = Library(tmp_path / "file" / "index")

    with pytest.raises(EngineUnavailable, match=r"cannot be written .*update_index"):
        library.rebuild([], lambda *_: [])


def test_a_full_disk_leaves_the_index_as_it_was(library, monkeypatch):
    put(library, make_document(1, "water"))

    def commit(_writer):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(whoosh_library.MappedWriter, "commit", commit)
        with pytest.raises(EngineUnavailable, match="No space left on device"):
            put(library, make_document(1, "steppe"))

    assert ask(library, "water").turns == (1,)
    put(library, make_document(1, "steppe"))
    assert ask(library, "water").turns == ()


# Readers, and writers of other programs


def test_a_reader_sees_what_another_writes(library, path):
    other = Library(path)
    assert ask(other, "water").total == 0

    put(library, make_document(1, "water"))
    assert ask(other, "water").turns == (1,)

    library.rebuild([make_document(2, "water")], lambda *_: [])
    assert ask(other, "water").turns == (2,)


def test_an_unchanged_index_is_not_opened_again(library, monkeypatch):
    put(library, make_document(1, "water"))
    ask(library, "water")
    monkeypatch.setattr(whoosh_library, "Snapshot", None)

    assert ask(library, "water").turns == (1,)


def test_an_index_replaced_while_it_is_opened_is_opened_anew(library, monkeypatch):
    put(library, make_document(1, "water"))
    opened, tries = whoosh_library.Snapshot, []

    def open_late(folder, known=None):
        tries.append(folder)
        if len(tries) == 1:
            raise FileNotFoundError
        return opened(folder, known)

    monkeypatch.setattr(whoosh_library, "Snapshot", open_late)

    assert ask(library, "water").turns == (1,)
    assert len(tries) == 2


def test_segments_are_mapped_and_never_copied(library):
    put(library, make_document(1, "water"))
    with library._reading() as snapshot:
        (segment,) = snapshot.segments.values()

    assert isinstance(segment.reader._terms._postfile, MappedFile)


def test_earlier_segments_stay_open_when_others_are_written(library):
    put(library, make_document(1, "water"))
    with library._reading() as before:
        (kept,) = before.segments

    put(library, make_document(2, "water"))

    with library._reading() as after:
        assert after.segments[kept] is before.segments[kept]
        assert len(after.segments) == 2


def test_a_replacement_that_changes_nothing_writes_nothing(library, path):
    before = sorted(path.rglob("*"))

    library.replace({1}, {1}, tuple)

    assert sorted(path.rglob("*")) == before


def test_two_programs_that_write_lose_nothing(library, path):
    programs = [start("write", path, 0, 20), start("write", path, 20, 40)]
    for turn in range(40, 60):
        put(library, make_document(turn, f"water saiga{turn}"))

    for program in programs:
        program.communicate(timeout=60)

    assert [program.returncode for program in programs] == [0, 0]
    assert library.turns() == set(range(60))
    assert ask(library, "water").total == 60
    assert all(ask(library, f"saiga{turn}").turns == (turn,) for turn in range(60))


def test_a_writer_waits_for_its_turn_and_says_when_it_gives_up(library, monkeypatch):
    monkeypatch.setattr(shelf, "PATIENCE", 0)

    with (
        library._shelf.writing(),
        pytest.raises(EngineUnavailable, match=r"is taken: another program"),
    ):
        put(library, make_document(1, "water"))


def test_the_later_writer_writes_what_is_then_true(library):
    """What a writer puts in is read once its turn has come, not before."""
    truth = ["water"]

    def late():
        return [make_document(1, truth[0])]

    with ThreadPoolExecutor() as threads:
        with library._shelf.writing():
            waiting = threads.submit(library.replace, {1}, (), late)
            truth[0] = "steppe"
        waiting.result(10)

    assert ask(library, "steppe").turns == (1,)


# Rebuilds


def test_searches_go_on_during_a_rebuild(library):
    put(library, *(make_document(turn, "water") for turn in range(50)))
    begun, ended = Event(), Event()

    def documents():
        for turn in range(50):
            yield make_document(turn, "water")
        begun.set()
        ended.wait(10)

    def search_until_done(rebuilding):
        totals = set()
        while not rebuilding.done():
            totals.add(ask(library, "water").total)
        return totals

    with ThreadPoolExecutor() as threads:
        rebuilding = threads.submit(library.rebuild, documents(), lambda *_: [])
        begun.wait(10)
        searching = threads.submit(search_until_done, rebuilding)
        ask(library, "water")
        ended.set()

    assert searching.result() == {50}


def test_one_rebuild_at_a_time(library):
    def documents():
        with pytest.raises(EngineUnavailable, match="already being rebuilt"):
            library.rebuild([], lambda *_: [])
        yield make_document(1, "water")

    assert library.rebuild(documents(), lambda *_: []) == 1


@pytest.mark.parametrize(
    ("moment", "is_swapped"),
    [
        ("locking", False),
        ("reading", False),
        ("writing", False),
        ("summing", False),
        ("catching up", False),
        ("swapping", False),
        ("clearing away", True),
    ],
)
def test_a_rebuild_killed_at_any_moment_leaves_a_whole_index(
    library, path, moment, is_swapped
):
    put(library, make_document(1, "water"))
    program = start("rebuild", path, moment)
    assert program.stdout.readline() == "there\n"
    program.kill()
    program.wait(10)
    program.stdout.close()

    library.verify()
    assert ask(library, "water").total == (100 if is_swapped else 1)
    put(library, make_document(2, "water"))
    assert ask(library, "water").total == (101 if is_swapped else 2)
    assert not (path / "changed").exists()
    assert len(folders(path)) == 1
    assert library.rebuild([make_document(3, "water")], lambda *_: []) == 1
    assert len(folders(path)) == 1
    names = {each.name for each in path.iterdir()} - set(folders(path))
    assert names == {"in-use", "write.lock", "rebuild.lock"}


def test_files_that_stay_missing_are_told(library, path, monkeypatch):
    monkeypatch.setattr(whoosh_library, "ATTEMPTS", 2)
    put(library, make_document(1, "water"))
    for file in path.glob("index-*/*.pst"):
        file.unlink()

    with pytest.raises(EngineUnavailable, match="cannot be read"):
        ask(Library(path), "water")


def test_time_is_looked_at_between_blocks(library, monkeypatch):
    put(library, *(make_document(turn, "water") for turn in range(400)))
    request = Request(read("water", library))
    looks = []

    def seconds_left(_request):
        looks.append(1)
        if len(looks) == 3:
            raise SearchTooLong
        return 1.0

    monkeypatch.setattr(Request, "seconds_left", seconds_left)

    with pytest.raises(SearchTooLong):
        library.find(request)
    assert library.find(request).total == 400
    assert len(looks) > 3 + 400 // 128


def test_a_search_whose_turn_never_came_is_not_called_too_wide(library):
    request = Request(read("water", library), deadline=time.monotonic() + 0.05)

    with (
        library._turn,
        ThreadPoolExecutor() as threads,
        pytest.raises(EngineUnavailable, match=r"asked by many at once"),
    ):
        threads.submit(library.find, request).result(10)

    assert ask(library, "water").total == 0


def test_a_word_said_many_times_in_a_query_is_read_once(library, monkeypatch):
    put(library, make_document(1, "ha ha ha ha"))
    asked, read_places = [], Snapshot.places

    def counted(snapshot, field, term, *others):
        asked.append((field, term))
        return read_places(snapshot, field, term, *others)

    monkeypatch.setattr(Snapshot, "places", counted)

    assert ask(library, '"ha ha ha ha"').total == 1
    assert asked == [("own", "ha"), ("context", "ha"), ("notes", "ha")]
    assert ask(library, "ha ha ha").leaves == (1, 1, 1)


def test_of_a_common_word_only_blocks_beside_the_rare_one_are_read(library):
    put(
        library,
        *(make_document(turn, "of the steppe") for turn in range(500)),
        make_document(500, "of the saiga"),
        *(make_document(turn, "the steppe") for turn in range(501, 900)),
        make_document(900, "of the saiga"),
    )
    put(library, make_document(901, "of saiga the"), make_document(902, "of the saiga"))
    with library._reading() as snapshot:
        found = snapshot.places("own", "the", lambda: None, [500, 900, 902])

    assert sorted(found) == [500, 900, 902]
    assert set(ask(library, '"of the saiga"').turns) == {500, 900, 902}
    assert ask(library, '"the saiga of"').total == 0
    assert ask(library, '"the steppe"').total == 899


def test_a_term_longer_than_a_block_is_read_to_its_end(library):
    put(library, *(make_document(turn, "water") for turn in range(400)))

    assert ask(library, "water").total == 400


def test_an_index_cleared_away_while_it_is_opened_is_opened_anew(library, monkeypatch):
    put(library, make_document(1, "water"))
    folder, looks = library._folder, []

    def gone_at_first():
        looks.append(1)
        found = folder()
        return found if len(looks) > 1 else found.with_name("index-gone")

    monkeypatch.setattr(library, "_folder", gone_at_first)

    assert ask(library, "water").turns == (1,)
    assert len(looks) > 1


def test_no_file_is_looked_for_at_each_posting(library, monkeypatch):
    looks = []
    exists = MappedStorage.file_exists
    monkeypatch.setattr(
        MappedStorage,
        "file_exists",
        lambda storage, name: looks.append(name) or exists(storage, name),
    )

    put(library, *(make_document(turn, f"water {turn}") for turn in range(100)))

    assert len(looks) < 50
