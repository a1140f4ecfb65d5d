"""Each benchmark still runs, at a tenth of its load."""

import pytest

from tests.benchmarks.__main__ import find_scripts
from tests.shell import run_python


@pytest.mark.benchmark
@pytest.mark.parametrize("name", find_scripts())
def test_a_benchmark_prints_its_table(name, tmp_path):
    finished = run_python(
        "-m", f"tests.benchmarks.{name}", "--scale", "0.1", DATA_DIR=tmp_path
    )

    assert finished.returncode == 0, finished.stderr
    assert "baseline" in finished.stdout
