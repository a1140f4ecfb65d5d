"""The house rules that a machine can check."""

import ast

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.base import Lexer, TokenType

from tests.shell import manage, run_python

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
CORE = """
import archive.anchoring, archive.errors, archive.transcript
import archive.ingest.blocks, archive.ingest.conventions, archive.ingest.readers
import archive.search.analysis, archive.search.query
import sys
print([name for name in ("django", "haystack", "whoosh") if name in sys.modules])
"""


def test_imports_point_down():
    finished = run_python("-c", LINT)

    assert finished.returncode == 0, finished.stdout


def test_the_text_core_runs_without_django():
    finished = run_python("-c", CORE)

    assert finished.stdout == "[]\n", finished.stderr


def test_every_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True)


def test_migrations_go_back_and_forth(tmp_path):
    there = manage("migrate", "--verbosity=0", DATA_DIR=tmp_path)
    back = manage("migrate", "archive", "zero", "--verbosity=0", DATA_DIR=tmp_path)
    again = manage("migrate", "--verbosity=0", DATA_DIR=tmp_path)

    assert [there.stderr, back.stderr, again.stderr] == ["", "", ""]


def test_the_deployment_check_is_clean(tmp_path):
    checked = manage(
        "check",
        "--deploy",
        "--fail-level=DEBUG",
        DATA_DIR=tmp_path,
        SITE_URL="https://archive.example",
        SECRET_KEY="Zf3!kq9-wTp7_mXe5@Ls2#Vb8$Nc4%Hd6^Jg1&Ry0*QaWu7?Kx",
    )

    assert checked.stderr == ""
    assert checked.stdout == "System check identified no issues (0 silenced).\n"


def test_functions_stay_under_forty_lines():
    long = [
        f"{path.name}: {function.name}"
        for path in find_sources()
        for function in find_functions(path)
        if function.end_lineno - function.lineno >= 40
    ]

    assert long == []


def test_modules_stay_under_three_hundred_lines():
    long = [path.name for path in find_sources() if count_lines(path) > 300]

    assert long == []


def test_every_static_file_a_template_names_exists():
    missing = [
        f"{path.name}: {name}"
        for path in (settings.BASE_DIR / "templates").rglob("*.*")
        for name in find_static_names(path)
        if finders.find(name) is None
    ]

    assert missing == []


def find_sources():
    modules = (settings.BASE_DIR / "archive").rglob("*.py")
    return [path for path in modules if "migrations" not in path.parts]


def find_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def count_lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def find_static_names(path):
    tokens = Lexer(path.read_text(encoding="utf-8")).tokenize()
    tags = [t.split_contents() for t in tokens if t.token_type == TokenType.BLOCK]
    return [tag[1].strip("'\"") for tag in tags if tag[0] == "static"]
