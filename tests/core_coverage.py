"""A pytest plugin: the text core is covered whole, branch by branch, or the run fails.

Load it beside pytest-cov: `pytest --cov -p tests.core_coverage`.
"""

from io import StringIO

import pytest

CORE = [
    "archive/transcript/*",
    "archive/transcript.py",
    "archive/anchoring.py",
    "archive/ingest/abbreviations.py",
    "archive/ingest/accounting.py",
    "archive/ingest/assembling.py",
    "archive/ingest/blocks.py",
    "archive/ingest/bylines.py",
    "archive/ingest/cast.py",
    "archive/ingest/composing.py",
    "archive/ingest/correcting.py",
    "archive/ingest/dates.py",
    "archive/ingest/dating.py",
    "archive/ingest/directions.py",
    "archive/ingest/dividing.py",
    "archive/ingest/ending.py",
    "archive/ingest/furniture.py",
    "archive/ingest/imprint.py",
    "archive/ingest/identities.py",
    "archive/ingest/introducing.py",
    "archive/ingest/manners.py",
    "archive/ingest/names.py",
    "archive/ingest/persons.py",
    "archive/ingest/readers/*",
    "archive/ingest/recasting.py",
    "archive/ingest/roles.py",
    "archive/ingest/titles.py",
    "archive/ingest/tongues.py",
    "archive/ingest/tracing.py",
    "archive/ingest/vocabulary.py",
    "archive/ingest/waiting.py",
    "archive/ingest/wording.py",
    "archive/ingest/conventions/*",
    "archive/search/analysis.py",
    "archive/search/dates.py",
    "archive/search/fields.py",
    "archive/search/kazakh.py",
    "archive/search/languages.py",
    "archive/search/letters.py",
    "archive/search/marking.py",
    "archive/search/parts.py",
    "archive/search/query.py",
    "archive/search/scripts.py",
    "archive/search/stopwords.py",
    "archive/search/terms.py",
    "archive/search/translation.py",
]
WANTED = 100.0
report_key = pytest.StashKey[str]()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Runs after pytest-cov has closed its measurement."""
    measured = session.config.pluginmanager.getplugin("_cov").cov_controller.cov
    report = StringIO()
    total = measured.report(include=CORE, show_missing=True, file=report)
    if total < WANTED:
        session.config.stash[report_key] = report.getvalue()
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if report := config.stash.get(report_key, ""):
        terminalreporter.section("The text core is not covered whole", red=True)
        terminalreporter.write(report)
