"""Folders, zips and patterns: which sources they hold, and which zips are refused."""

import io
import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from archive.errors import UnreadableSource
from archive.ingest.obtaining import archives
from archive.ingest.obtaining.finding import File, Page, Received, sources
from tests.ingest.word_files import make_docx, make_zip, paragraph

WELLS = "About wells\n\n– Who dug it?\n– My father.\n"


def pack(folder, contents, name="all.zip"):
    path = folder / name
    path.write_bytes(make_zip(contents))
    return path


def names(found):
    return [str(each.folder / each.name) for each in found.found]


def test_what_tells_of_a_folder_is_no_source(tmp_path):
    for name in ("wells.txt", "README.md", "wells.toml", "cover.jpg"):
        (tmp_path / name).write_text(WELLS)

    found = sources([tmp_path])

    assert found.found == (File(tmp_path / "wells.txt"),)
    left_out = [tmp_path / "README.md", tmp_path / "cover.jpg"]
    assert list(found.left_out) == left_out


def test_a_zip_holds_sources_and_their_sidecars(tmp_path):
    path = pack(
        tmp_path,
        {
            "b/wells.txt": WELLS,
            "b/wells.toml": 'title = "Wells"',
            "b/cover.jpg": "",
            ".hidden.txt": WELLS,
            "__MACOSX/._wells.txt": "",
            "c/": "",
        },
    )

    found = sources([path])

    assert names(found) == [f"{path}/b/wells.txt"]
    assert found.left_out == (path / "b/cover.jpg",)
    assert found.found[0].received().parsed().title == "Wells"


def test_a_zip_is_known_by_its_bytes_and_a_docx_is_none(tmp_path):
    pack(tmp_path, {"wells.txt": WELLS}, "all.pack")
    (tmp_path / "wells.docx").write_bytes(make_docx(paragraph("I.")))

    found = sources([tmp_path / "all.pack", tmp_path / "wells.docx"])

    assert [each.name for each in found.found] == ["wells.txt", "wells.docx"]


def test_a_docx_in_a_zip_is_read_and_a_zip_in_a_zip_is_not(tmp_path):
    path = pack(
        tmp_path,
        {"a.docx": make_docx(paragraph("I.")), "b.zip": make_zip({"a.txt": WELLS})},
    )

    document, inner = sources([path]).found

    assert document.received().content.startswith(b"PK")
    with pytest.raises(UnreadableSource, match=r"^b\.zip: it is a zip inside a zip"):
        inner.received()


def test_an_address_and_a_named_file_are_sources_as_they_are(tmp_path):
    missing = tmp_path / "missing.txt"

    found = sources(["https://wells.example/a.html", missing, missing])

    assert found.found == (Page("https://wells.example/a.html"), File(missing))
    assert found.found[0].name == "a.html"
    assert found.found[0].folder == Path()


def test_a_pattern_follows_no_links_and_must_name_something(tmp_path):
    (tmp_path / "wells.txt").write_text(WELLS)
    (tmp_path / "window.txt").symlink_to("/etc/passwd")

    assert names(sources([tmp_path / "w*.txt"])) == [str(tmp_path / "wells.txt")]
    with pytest.raises(UnreadableSource, match="no file has such a name"):
        sources([tmp_path / "r*.txt"])


def link(name, target):
    entry = ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, target


def test_a_link_in_a_zip_is_left_out(tmp_path):
    path = pack(tmp_path, {"wells.txt": WELLS})
    with ZipFile(path, "a") as archive:
        archive.writestr(*link("passwd.txt", "/etc/passwd"))

    found = sources([path])

    assert [each.name for each in found.found] == ["wells.txt"]
    assert found.left_out == (path / "passwd.txt",)


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt"]
)
def test_a_name_that_leads_out_of_a_zip_is_refused(tmp_path, name):
    with pytest.raises(UnreadableSource, match=r"leads out of it"):
        sources([pack(tmp_path, {name: WELLS})])

    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def bomb():
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(3 * 1024**2))
    return whole.getvalue()


def encrypted():
    content = bytearray(make_zip({"a.txt": WELLS}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (bomb(), "a.txt is more than 200 times smaller packed"),
        (b"PK\x03\x04 and no more", "it is no whole zip"),
        (make_zip({"a.jpg": ""}), "the zip holds no source"),
    ],
)
def test_a_zip_that_is_not_what_it_should_be_is_refused(tmp_path, content, complaint):
    (tmp_path / "all.zip").write_bytes(content)

    with pytest.raises(UnreadableSource, match=complaint):
        sources([tmp_path / "all.zip"])


def test_a_zip_of_too_many_or_too_large_entries_is_refused(tmp_path, monkeypatch):
    path = pack(tmp_path, {"a.txt": WELLS, "b.txt": WELLS})

    monkeypatch.setattr(archives, "LARGEST_WHOLE", 50)
    with pytest.raises(UnreadableSource, match="it unpacks to more than 0 MB"):
        sources([path])
    monkeypatch.setattr(archives, "MOST_ENTRIES", 1)
    with pytest.raises(UnreadableSource, match="it holds more than 1 entries"):
        sources([path])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (encrypted(), r"a\.txt is encrypted"),
        (
            make_zip({"a.txt": WELLS * 9}).replace(b"a.txt", b"b.txt", 1),
            r"a\.txt cannot be unpacked",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_told(tmp_path, content, complaint):
    (tmp_path / "all.zip").write_bytes(content)
    (entry,) = sources([tmp_path / "all.zip"]).found

    with pytest.raises(UnreadableSource, match=complaint):
        entry.received()


def test_an_entry_is_read_no_further_than_its_limit():
    whole = archives.Archive(io.BytesIO(make_zip({"a.txt": WELLS})), "all.zip")

    with pytest.raises(UnreadableSource, match=r"a\.txt unpacks to more than 0 MB"):
        whole.read("a.txt", 5)
    with pytest.raises(UnreadableSource, match=r"there is no b\.txt in it"):
        whole.read("b.txt")


def test_a_source_of_a_million_lines_is_refused_before_it_is_read():
    with pytest.raises(UnreadableSource, match="it has more than 500,000 lines"):
        Received(b"a\n" * 1_000_000, "a.txt").parsed()
