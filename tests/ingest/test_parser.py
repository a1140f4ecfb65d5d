"""What was read by other code is read again, and nobody has to remember it."""

import ast
import sys
from importlib.metadata import packages_distributions

import pytest

from archive.ingest import parser

DOORS = {"django", "urllib3"}


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """A small parser of its own."""
    (tmp_path / "ingest" / "readers").mkdir(parents=True)
    (tmp_path / "ingest" / "readers" / "text.py").write_bytes(b"LINES = 1\n")
    (tmp_path / "transcript").mkdir()
    (tmp_path / "anchoring.py").write_bytes(b"\n")
    monkeypatch.setattr(parser, "ARCHIVE", tmp_path)
    return tmp_path


digest = parser.parser_digest.__wrapped__


def test_any_change_to_the_parser_changes_its_digest(rooms):
    before = digest()

    (rooms / "ingest" / "readers" / "text.py").write_bytes(b"LINES = 2\n")

    assert digest() != before


def test_a_new_module_changes_the_digest(rooms):
    before = digest()

    (rooms / "ingest" / "more.py").write_bytes(b"")

    assert digest() != before


def test_another_library_changes_the_digest(rooms, monkeypatch):
    before = digest()

    monkeypatch.setattr(parser, "version", lambda _library: "another")

    assert digest() != before


def test_the_digest_is_the_same_on_a_machine_with_other_line_ends(rooms):
    before = digest()

    (rooms / "ingest" / "readers" / "text.py").write_bytes(b"LINES = 1\r\n")

    assert digest() == before


def test_every_library_that_reads_sources_is_in_the_digest():
    roots = {name for path in parser.modules() for name in imported(path)}
    foreign = roots - sys.stdlib_module_names - DOORS - {"archive"}

    providers = packages_distributions()
    assert {providers[name][0] for name in foreign} == set(parser.LIBRARIES)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
