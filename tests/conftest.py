"""Machinery that every test may ask for, and what is said when a service is missing."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.db import connection

from tests import postgresql

# How long one example takes says more about the neighbours on this machine.
hypothesis.settings.register_profile("suhbat", deadline=None)
hypothesis.settings.load_profile("suhbat")

BROWSER_TESTS = Path(__file__).parent / "browser"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew"
    )
    parser.addoption(
        "--update-guide", action="store_true", help="draw the guide’s pictures anew"
    )
    parser.addoption(
        "--database-alone",
        action="store_true",
        help="leave out what asks no database, or one of its own",
    )


@pytest.fixture
def update_golden(request) -> bool:
    """Whether golden files are to be written, for a review of the difference."""
    return request.config.getoption("--update-golden")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--database-alone"):
        leave_out(config, items, [item for item in items if not asks_database(item)])
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))


def asks_database(item) -> bool:
    return bool({"db", "transactional_db"} & {*item.fixturenames}) or any(
        item.iter_markers("django_db")
    )


def leave_out(config, items, others):
    config.hook.pytest_deselected(items=others)
    left_out = set(others)
    items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter):
    if connection.vendor == "sqlite" and postgresql.find_programs() is None:
        terminalreporter.section("Not run")
        terminalreporter.line(f"All tests on PostgreSQL: {postgresql.MISSING}")


def miss(service: str) -> None:
    """Skips a test whose service is missing; where CI promises it, fails instead."""
    if IN_CI:
        pytest.fail(f"CI has to have it: {service}", pytrace=False)
    pytest.skip(service)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or miss("Chromium is not installed (Debian: apt-get install chromium)")
