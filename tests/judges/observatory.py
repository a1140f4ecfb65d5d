"""MDN's HTTP Observatory and Google's CSP evaluator, without TLS: 100 and nothing."""

import json
import subprocess
from pathlib import Path

from tests.judges import tools
from tests.tables import Table

SCRIPT = Path(__file__).with_suffix(".mjs")


def judge(address: str, pages: dict[str, str]) -> Table:
    pages = pages | {"admin": "/admin/login/"}
    told = subprocess.run(
        ["node", SCRIPT, tools.find_module(""), address, *pages.values()],
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    ).stdout
    judged = dict(zip(pages, json.loads(told), strict=True))
    return Table(
        "MDN HTTP Observatory (without TLS) and CSP evaluator",
        ["page", "score", "grave findings on the policy"],
        [[name, each["score"], len(each["policy"])] for name, each in judged.items()],
        [
            f"{name}: {each['score']} {each['failed']} {each['policy']}"
            for name, each in judged.items()
            if each["score"] < 100 or each["policy"]
        ],
    )
