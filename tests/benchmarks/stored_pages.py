"""How many stored pages are answered a second, beside nginx sending the same bytes.

Three servers stand side by side for the whole run and are asked in turns: nginx, the
site as it is served, where the store answers ahead of Django, and the site without
that door, where the store answers inside. Each is loaded by wrk; without nginx the
baseline is a style sheet of the site's own, and without wrk one connection asks.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests import site
from tests.shell import BASE_DIR, clean_environment, manage
from tests.tables import Table, show

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 16
CODING = {"Accept-Encoding": "gzip, deflate, br, zstd"}
FLOORS = {"ahead of Django": 0.2, "inside Django": 0.1}
INTERVIEW = "/interviews/tokayev-egemen-qazaqstan-2024/"
PAGES = {
    "interview": INTERVIEW,
    "home": "/",
    "exchange": f"{INTERVIEW}q1/",
    "feed": "/feed.atom",
}
DOORS = {
    "ahead of Django": "archive.wsgi:application",
    "inside Django": "django.core.wsgi:get_wsgi_application",
}
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
FAULTS = re.compile(r"Non-2xx or 3xx|Socket errors")
NGINX = """
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {locations}
    }}
}}
"""


def measure(scale: float) -> Table:
    if scale < 1:
        rounds, seconds = 1, 1
    else:
        rounds, seconds = ROUNDS, SECONDS
    with tempfile.TemporaryDirectory(prefix="suhbat-stored-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        prepare(folder)
        with ExitStack() as doors:
            addresses = {
                each: doors.enter_context(serving(folder, door))
                for each, door in DOORS.items()
            }
            baseline = doors.enter_context(beside(folder, addresses["ahead of Django"]))
            rates = take({**baseline, **spread(addresses)}, rounds, seconds)
    return tell(rates, next(iter(baseline))[0], rounds, seconds)


def prepare(folder: Path) -> None:
    finished = manage("serve", "--prepare-only", DATA_DIR=folder, PORT=site.find_port())
    if finished.returncode:
        raise SystemExit(finished.stderr)


@contextmanager
def serving(folder: Path, door: str) -> Iterator[str]:
    """Yields the address of the site behind one door, as `serve` opens it."""
    port = site.find_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host"]
    command += ["127.0.0.1", "--port", str(port), "--workers", "2"]
    command += ["--blocking-threads", "4", "--log-level", "warning"]
    command += ["--factory"] if door.endswith("get_wsgi_application") else []
    process = subprocess.Popen(
        [*command, door],
        cwd=BASE_DIR,
        env=clean_environment()
        | {"DATA_DIR": str(folder), "PORT": str(port), "THROTTLE": "0"}
        | {"DJANGO_SETTINGS_MODULE": "archive.settings"},
    )
    with stopped_at_the_end(process):
        yield site.wait_for(f"http://127.0.0.1:{port}", process)


@contextmanager
def stopped_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


Address = tuple[str, str]
"""Who answers, and which page."""


@contextmanager
def beside(folder: Path, address: str) -> Iterator[dict[Address, str]]:
    """Yields what all is compared with: the same bytes from nginx, where there is one.

    Else a style sheet of the site, which is sent by WhiteNoise inside Django.
    """
    if not shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        print("nginx is not installed (Debian: apt-get install nginx-light)")
        found = re.search(r'href="(/static/[^"]+\.css)"', site.read(address, "/"))
        path = found[1] if found else "/robots.txt"
        yield {("style sheet", name): address + path for name in PAGES}
        return
    port = site.find_port()
    locations = [copied(folder, address, path) for path in PAGES.values()]
    told = NGINX.format(folder=folder, port=port, locations="\n".join(locations))
    (folder / "nginx.conf").write_text(told)
    environment = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin"}
    process = subprocess.Popen(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], env=environment
    )
    with stopped_at_the_end(process):
        same = f"http://127.0.0.1:{port}"
        wait_for(same)
        yield {("nginx", name): same + path for name, path in PAGES.items()}


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            fetch(address, "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address}: no answer.")


def copied(folder: Path, address: str, path: str) -> str:
    """A place of nginx that sends the bytes and headers that the site sends."""
    for _ in range(8):  # both workers keep it, and pack it with patience
        fetch(address, path)
    time.sleep(0.5)
    headers, content = fetch(address, path)
    file = folder / f"page-{len(list(folder.glob('page-*')))}"
    file.write_bytes(content)
    file.chmod(0o644)
    own = {"server", "date", "content-type", "content-length", "etag"}
    lines = [
        f'add_header {name} "{value}";'
        for name, value in headers.items()
        if name.lower() not in own
    ]
    kind = headers["content-type"]
    return (
        f'location = {path} {{ types {{}} default_type "{kind}"; root {folder}; '
        f"try_files /{file.name} =404; {' '.join(lines)} }}"
    )


def fetch(address: str, path: str) -> tuple[dict[str, str], bytes]:
    door = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    door.request("GET", path, headers=CODING)
    answer = door.getresponse()
    content = answer.read()
    door.close()
    if answer.status != 200:
        raise SystemExit(f"{address}{path}: {answer.status}")
    return {name.lower(): value for name, value in answer.getheaders()}, content


def spread(addresses: dict[str, str]) -> dict[Address, str]:
    return {
        (who, name): address + path
        for name, path in PAGES.items()
        for who, address in addresses.items()
    }


def take(
    asked: dict[Address, str], rounds: int, seconds: int
) -> dict[Address, list[float]]:
    """Requests a second of each, in turns, so that a busy moment falls on all."""
    load = with_wrk if shutil.which("wrk") else one_by_one
    if load is one_by_one:
        print("wrk is not installed (Debian: apt-get install wrk)")
    rates: dict[Address, list[float]] = {each: [] for each in asked}
    in_turns = sorted(asked.items(), key=lambda pair: list(PAGES).index(pair[0][1]))
    for _ in range(rounds):
        for each, address in in_turns:
            rates[each].append(load(address, seconds))
    return rates


def with_wrk(address: str, seconds: int) -> float:
    coding = f"Accept-Encoding: {CODING['Accept-Encoding']}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", coding, address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = RATE.search(told)
    if found is None or FAULTS.search(told):
        raise SystemExit(told)
    return float(found[1])


def one_by_one(address: str, seconds: int) -> float:
    parts = urlsplit(address)
    door = http.client.HTTPConnection(parts.netloc, timeout=30)
    start, count = time.perf_counter(), 0
    while time.perf_counter() < start + seconds:
        door.request("GET", parts.path, headers=CODING)
        door.getresponse().read()
        count += 1
    door.close()
    return count / (time.perf_counter() - start)


def tell(
    rates: dict[Address, list[float]], base: str, rounds: int, seconds: int
) -> Table:
    """The medians; a part of the baseline is the median of the parts of each round."""
    rows: list[list[object]] = []
    faults = []
    for name in PAGES:
        same = rates[base, name]
        row: list[object] = [name, f"{statistics.median(same):,.0f}"]
        for who, floor in FLOORS.items():
            own = rates[who, name]
            pairs = zip(own, same, strict=True)
            part = statistics.median(each / other for each, other in pairs)
            row += [f"{statistics.median(own):,.0f}", f"{part:.2f}"]
            if base == "nginx" and part < floor:
                faults.append(f"{name}, {who}: {part:.2f} of nginx, at least {floor}")
        rows.append(row)
    columns = ["page", f"{base} (baseline), a second"]
    columns += [told for who in FLOORS for told in (f"{who}, a second", "part")]
    title = (
        f"Stored pages, packed: {CONNECTIONS} connections, {seconds} s each, "
        f"the median of {rounds} in turns"
    )
    return Table(title, columns, rows, faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    print(show(measure(parser.parse_args().scale)))
