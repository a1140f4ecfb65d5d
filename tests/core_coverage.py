"""A pytest plugin: the text core is covered whole, branch by branch, or the run fails.

Load it beside pytest-cov: `pytest --cov -p tests.core_coverage`.
"""

from io import StringIO

import pytest

CORE = [
    "archive/citations/*",
    "archive/quoting/aligning.py",
    "archive/quoting/drawers.py",
    "archive/quoting/finding.py",
    "archive/quoting/judging.py",
    "archive/quoting/matching.py",
    "archive/quoting/naming.py",
    "archive/quoting/pairs.py",
    "archive/quoting/quotation.py",
    "archive/quoting/saying.py",
    "archive/quoting/splicing.py",
    "archive/quoting/ties.py",
    "archive/quoting/tokens.py",
    "archive/quoting/words.py",
    "archive/transcript/*",
    "archive/transcript.py",
    "archive/anchoring.py",
    "archive/ingest/casting/abbreviations.py",
    "archive/ingest/accounting.py",
    "archive/ingest/assembling.py",
    "archive/ingest/blocks.py",
    "archive/ingest/surroundings/bylines.py",
    "archive/ingest/casting/cast.py",
    "archive/ingest/composing.py",
    "archive/ingest/correction/correcting.py",
    "archive/ingest/surroundings/dates.py",
    "archive/ingest/surroundings/dating.py",
    "archive/ingest/surroundings/directions.py",
    "archive/ingest/correction/dividing.py",
    "archive/ingest/surroundings/ending.py",
    "archive/ingest/surroundings/furniture.py",
    "archive/ingest/surroundings/imprint.py",
    "archive/ingest/casting/identities.py",
    "archive/ingest/casting/introducing.py",
    "archive/ingest/casting/manners.py",
    "archive/ingest/casting/names.py",
    "archive/ingest/casting/persons.py",
    "archive/ingest/readers/*",
    "archive/ingest/correction/recasting.py",
    "archive/ingest/casting/roles.py",
    "archive/ingest/surroundings/publications.py",
    "archive/ingest/surroundings/titles.py",
    "archive/ingest/surroundings/tongues.py",
    "archive/ingest/correction/tracing.py",
    "archive/ingest/casting/vocabulary.py",
    "archive/ingest/correction/waiting.py",
    "archive/ingest/revision/wording.py",
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
    "archive/scripts.py",
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
