"""How .venv is made, before any package of ours is there to tell."""

import shutil
import subprocess

import pytest
from django.conf import settings

SCRIPTS = settings.BASE_DIR / ".make"
OLD = """#!/bin/sh
case $2 in
  *print*) echo 3.9.2 ;;
  *) exit 1 ;;
esac
"""
BARE = """#!/bin/sh
case $2 in
  *print*) echo 3.11.2 ;;
  *ensurepip*) exit 1 ;;
esac
"""
GOOD = "#!/bin/sh\ncase $2 in *print*) echo 3.12.1 ;; esac\n"
BROKEN = "#!/bin/sh\necho 'no such version' >&2\nexit 127\n"


@pytest.fixture
def make_python(tmp_path):
    def make(name, script):
        path = tmp_path / name
        path.write_text(script)
        path.chmod(0o755)
        return str(path)

    return make


def find_python(*pythons):
    return subprocess.run(
        [SCRIPTS / "find-python"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": " ".join(pythons)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_does_not_start_is_passed_over(make_python):
    broken = make_python("broken", BROKEN)
    good = make_python("good", GOOD)

    found = find_python("/no/such/python", broken, good)

    assert found.stdout == f"{good}\n"
    assert found.stderr == ""


def test_a_python_too_old_is_told_in_one_line(make_python):
    old = make_python("python3", OLD)

    found = find_python(old)

    assert found.returncode == 1
    assert found.stderr == (
        f"Python: {old} is 3.9.2. Install Python 3.11, 3.12 or 3.13, or name one: "
        "make run PYTHON=/path/to/python3.11\n"
    )


def test_a_missing_venv_module_is_told_with_its_package(make_python):
    bare = make_python("python3", BARE)

    found = find_python(bare)

    assert found.returncode == 1
    assert found.stderr == (
        f"{bare} (3.11.2): its venv module is missing. Install it (Debian: apt-get "
        "install python3.11-venv).\n"
    )


def test_no_python_at_all_is_told_in_one_line():
    found = find_python("/no/such/python")

    assert found.returncode == 1
    assert found.stderr == (
        "Python: none was found. Install Python 3.11, 3.12 or 3.13, or name one: "
        "make run PYTHON=/path/to/python3.11\n"
    )


def test_a_whole_environment_is_left_as_it_is(tmp_path, make_python):
    held = tmp_path / ".venv"
    (held / "bin").mkdir(parents=True)
    shutil.copy(settings.BASE_DIR / "requirements.txt", tmp_path)
    shutil.copy(settings.BASE_DIR / "requirements.txt", held / ".requirements.txt")
    (held / "bin" / "python").symlink_to(make_python("python", "#!/bin/sh\n"))

    made = subprocess.run(
        [SCRIPTS / "environment", "requirements.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    assert not (tmp_path / ".venv.log").exists()


def test_an_environment_cut_short_is_made_anew(tmp_path, make_python):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / ".unfinished").touch()
    shutil.copy(settings.BASE_DIR / "requirements.txt", tmp_path)
    python = make_python("python3", GOOD)

    made = subprocess.run(
        [SCRIPTS / "environment", "requirements.txt"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.stdout.startswith(f"Making .venv with {python}\n")


@pytest.fixture
def run_checks(tmp_path, make_python):
    """Runs all checks by a Python that fails at what holds `failing`."""
    (tmp_path / "templates").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    make_python(".venv/bin/djade", "#!/bin/sh\n")

    def run(failing):
        python = f"#!/bin/sh\ncase \"$*\" in *'{failing}'*) exit 1 ;; esac\n"
        make_python(".venv/bin/python", python)
        return subprocess.run(
            ["sh", SCRIPTS / "test"],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "CI": "true"},
            capture_output=True,
            check=False,
        ).returncode

    return run


def test_all_checks_end_well_when_each_does(run_checks):
    assert run_checks(failing="nothing") == 0


@pytest.mark.parametrize(
    "failing",
    ["ruff check", "mypy", "tests.postgresql", "-m benchmark", "tests.core_coverage"],
)
def test_one_check_that_fails_fails_them_all(run_checks, failing):
    assert run_checks(failing) == 1
