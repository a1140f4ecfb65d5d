"""What a first view weighs on the wire, packed, with the fonts that it needs."""

import http.client
import time
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.judges.browser import started, weigh
from tests.tables import Table

KINDS = ("document", "stylesheet", "script", "font")
FIRST_VIEW = 60
"""KB of all that a first view asks for."""

PAUSES = [0.02] * 9 + [0.3, 0.02]
"""Seconds before each visit: each worker is met, and has packed a page in time."""

STILL = 0.0005
"""The layout shift that is no longer told as 0.000."""

DOCUMENT = {"br": 25, "gzip": 32}
"""KB of the shipped interview's page alone."""

TONGUES = ("", "/kk", "/ru")
SHIFT = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.shifted += value;
  }).observe({ type: "layout-shift", buffered: true });
"""


def judge(address: str, pages: dict[str, str]) -> Table:
    rows: list[list[object]] = []
    faults = []
    with started() as browser:
        for name, place in pages.items():
            for tongue in TONGUES:
                path = tongue + place
                packed = {coding: fetch(address, path, coding) for coding in DOCUMENT}
                kinds, shifted = watch(browser, address + path)
                total = sum(kinds.values()) / 1024
                parts = [f"{kinds[kind] / 1024:.1f}" for kind in KINDS]
                told = [f"{size / 1024:.1f}" for size in packed.values()]
                rows.append([path, *told, *parts, f"{total:.1f}", f"{shifted:.3f}"])
                faults += too_heavy(path, name, packed, total)
                faults += [f"{path} moves by {shifted:.3f}"] * (shifted >= STILL)
    columns = ["page", "brotli", "gzip", *KINDS, "first view", "layout shift"]
    return Table("What a first view weighs, in KB", columns, rows, faults)


def too_heavy(path: str, name: str, packed: dict[str, int], total: float) -> list[str]:
    faults = [
        f"{path}: {packed[coding] / 1024:.1f} KB {coding}, at most {most}"
        for coding, most in DOCUMENT.items()
        if name == "interview" and packed[coding] > most * 1024
    ]
    if total > FIRST_VIEW:
        faults.append(f"{path}: {total:.1f} KB, at most {FIRST_VIEW}")
    return faults


def fetch(address: str, path: str, coding: str) -> int:
    """Bytes of a page as it is sent to one who comes after others."""
    for pause in PAUSES:
        time.sleep(pause)
        door = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        door.request("GET", path, headers={"Accept-Encoding": coding})
        length = len(door.getresponse().read())
        door.close()
    return length


def watch(browser: Browser, url: str) -> tuple[Counter[str], float]:
    """Bytes of each kind, headers too, and the layout shift of one's first visit."""
    sizes: Counter[str] = Counter()
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(SHIFT)
        page.on(
            "requestfinished",
            lambda request: sizes.update({request.resource_type: weigh(request)}),
        )
        page.goto(url, wait_until="networkidle")
        return sizes, page.evaluate("window.shifted")
