"""pa11y with HTML_CodeSniffer, an opinion independent of axe: WCAG 2.2 AA."""

import json
import subprocess
import tempfile
from pathlib import Path

from tests.judges import tools
from tests.tables import Table

MODES = {
    "light, 1280 px": {"width": 1280, "height": 900, "scheme": "1"},
    "dark, 390 px": {"width": 390, "height": 844, "scheme": "0"},
}


def judge(address: str, pages: dict[str, str]) -> Table:
    rows, faults = [], []
    for name, path in pages.items():
        for mode, options in MODES.items():
            found = ask(address + path, options)
            rows.append([name, mode, len(found)])
            faults += [
                f"{name}, {mode}: {each['code']} at {each['selector']}"
                for each in found
            ]
    return Table("pa11y (HTML_CodeSniffer)", ["page", "mode", "errors"], rows, faults)


def ask(url: str, options: dict) -> list[dict]:
    scheme = f"--blink-settings=preferredColorScheme={options['scheme']}"
    settings = {
        "standard": "WCAG2AA",
        "runners": ["htmlcs"],
        "timeout": 60_000,
        "viewport": {name: options[name] for name in ("width", "height")},
        "chromeLaunchConfig": {
            "executablePath": tools.find_chromium(),
            "args": [*tools.FLAGS, scheme],
        },
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json") as held:
        json.dump(settings, held)
        held.flush()
        command = ["node", tools.find_module("pa11y/bin/pa11y.js")]
        choices = ["--config", Path(held.name), "--reporter", "json", url]
        told = subprocess.run([*command, *choices], stdout=subprocess.PIPE, check=False)
    # It ends with 2 where it found something.
    if told.returncode not in (0, 2):
        raise SystemExit(f"pa11y could not read {url}.")
    return json.loads(told.stdout)
