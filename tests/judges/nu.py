"""The Nu checker: valid HTML, CSS and SVG, without a warning."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from tests import site
from tests.judges import tools
from tests.tables import Table

JAR = "vnu-jar/build/dist/vnu.jar"
# CSS Anchor Positioning is younger than the checker, which knows no such word.
UNKNOWN = ".*“(anchor-name|anchor-scope|--below)”.*"
# Nor that highlights are a part of a page: it says no more than that it cannot parse.
HIGHLIGHT = re.compile(r"::highlight\([\w-]+\)\s*\{[^}]*\}")


def judge(address: str, pages: dict[str, str]) -> Table:
    texts = {
        f"{name}.html": site.read_any(address, path) for name, path in pages.items()
    }
    linked = {path for text in texts.values() for path in find_static(text)}
    texts |= {path.rpartition("/")[2]: site.read(address, path) for path in linked}
    complaints = ask(texts)
    return Table(
        "Nu HTML checker (HTML, CSS, SVG)",
        ["files", "complaints"],
        [[len(texts), len(complaints)]],
        complaints,
    )


def find_static(text: str) -> set[str]:
    return set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|svg))"', text))


def ask(texts: dict[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            is_sheet = name.endswith(".css")
            Path(folder, name).write_text(HIGHLIGHT.sub("", text) if is_sheet else text)
        command = ["java", "-Xss4m", "-jar", tools.find_module(JAR), "--format", "json"]
        options = ["--also-check-css", "--also-check-svg", "--stdout"]
        options += ["--filterpattern", UNKNOWN]
        told = subprocess.run(
            [*command, *options, "--exit-zero-always", folder],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    return [describe(each) for each in json.loads(told)["messages"]]


def describe(message: dict) -> str:
    name = message["url"].rpartition("/")[2]
    return f"{name}, line {message.get('lastLine', '?')}: {message['message']}"
