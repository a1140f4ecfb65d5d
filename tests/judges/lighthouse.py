"""Lighthouse, phone preset, median of three: 100 four times, SEO where it counts."""

import json
import os
import statistics
import subprocess
import tempfile

from tests.judges import tools
from tests.tables import Table

RUNS = 3
TRIES = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
# Every page but the style guide, which is a page for us.
NOT_JUDGED = {"styleguide"}
NOT_INDEXED = {"search", "nothing", "cite", "source"}


def judge(address: str, pages: dict[str, str]) -> Table:
    scores = {
        name: find_scores(address + path)
        for name, path in pages.items()
        if name not in NOT_JUDGED
    }
    return Table(
        f"Lighthouse (phone, median of {RUNS})",
        ["page", *CATEGORIES],
        [[name, *each.values()] for name, each in scores.items()],
        find_faults(scores),
    )


def find_faults(scores: dict[str, dict[str, int]]) -> list[str]:
    return [
        f"{name}: {category} {score}"
        for name, each in scores.items()
        for category, score in each.items()
        if score < 100 and not (category == "seo" and name in NOT_INDEXED)
    ]


def find_scores(url: str) -> dict[str, int]:
    runs = [run(url) for _ in range(RUNS)]
    return {
        category: statistics.median_low(each[category] for each in runs)
        for category in CATEGORIES
    }


def run(url: str) -> dict[str, int]:
    """The scores of one run; a browser that crashed has judged nothing, and is asked
    again."""
    for _ in range(TRIES):
        try:
            found = json.loads(report(url))["categories"]
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode(errors="replace")[-400:]
        else:
            return {
                name: round(100 * (found[name]["score"] or 0)) for name in CATEGORIES
            }
    raise SystemExit(f"Lighthouse could not judge {url}: {reason}")


def report(url: str) -> bytes:
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless", *tools.FLAGS, f"--user-data-dir={profile}"]
        return subprocess.run(
            [
                tools.find_module(".bin/lighthouse"),
                url,
                "--quiet",
                "--output=json",
                f"--chrome-flags={' '.join(flags)}",
            ],
            env=os.environ | {"CHROME_PATH": tools.find_chromium()},
            capture_output=True,
            timeout=180,
            check=True,
        ).stdout
