"""How fast each page is answered, beside a style sheet of the same site.

One connection, one request after the other: what a reader waits for. The style sheet
is a file sent by the same server, so it shows what the server itself costs. No page
is kept: each is made anew.
"""

import argparse
import http.client
import re
import statistics
import time
from urllib.parse import urlsplit

from tests import site
from tests.tables import Table, show

REQUESTS = 300


def measure(scale: float) -> Table:
    requests = max(10, round(REQUESTS * scale))
    with site.opened(PAGES_MEMORY="0") as address:
        style_sheet = re.search(r'href="(/static/[^"]+\.css)"', site.read(address, "/"))
        paths = {"style sheet (baseline)": style_sheet[1], **site.find_pages(address)}
        times = {name: take(address, path, requests) for name, path in paths.items()}
    baseline = statistics.median(times["style sheet (baseline)"])
    return Table(
        f"Pages: {requests} requests each, one at a time",
        ["page", "p50 ms", "p95 ms", "times the baseline"],
        [describe(name, each, baseline) for name, each in times.items()],
    )


def take(address: str, path: str, requests: int) -> list[float]:
    """Returns milliseconds a request over one kept connection, after a warm-up."""
    door = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    return [ask(door, path) for _ in range(requests + 5)][5:]


def ask(door: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    door.request("GET", path)
    response = door.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return (time.perf_counter() - start) * 1000


def describe(name: str, times: list[float], baseline: float) -> list[object]:
    median = statistics.median(times)
    slow = statistics.quantiles(times, n=20)[-1]
    return [name, f"{median:.2f}", f"{slow:.2f}", f"{median / baseline:.1f}"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    print(show(measure(parser.parse_args().scale)))
