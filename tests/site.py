"""The site as `make run` opens it, in a folder and on a port of its own."""

import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.shell import BASE_DIR, clean_environment

PATIENCE = 120
SEARCH = "/search/?q=history"
NOTHING = "/search/?q=history+zzyzx&speaker=kassym-jomart-tokayev"


@contextmanager
def opened(**environment: str) -> Iterator[str]:
    """Yields the address of a site with the shipped interview in it."""
    port = find_port()
    with tempfile.TemporaryDirectory(prefix="suhbat-site-") as folder:
        serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            env=clean_environment()
            | {"DATA_DIR": folder, "PORT": str(port), "THROTTLE": "0"}
            | environment,
            cwd=BASE_DIR,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}", serving)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=30)


def find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def wait_for(address: str, serving: subprocess.Popen) -> str:
    for _ in range(PATIENCE * 10):
        if serving.poll() is not None:
            raise SystemExit("The site did not open.")
        try:
            read(address, "/robots.txt")
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise SystemExit(f"{address}: no answer after {PATIENCE} s.")


def read(address: str, path: str) -> str:
    with urllib.request.urlopen(address + path, timeout=30) as response:
        return response.read().decode()


def read_any(address: str, path: str) -> str:
    """Returns what is told with whatever status."""
    try:
        return read(address, path)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.read().decode()


def find_pages(address: str) -> dict[str, str]:
    """Returns one page of each kind: its name and its path."""
    interview = find_link(address, "/interviews/", r"/interviews/[^/\"]+/")
    return {
        "home": "/",
        "interviews": "/interviews/",
        "interview": interview,
        "exchange": find_link(address, interview, rf"{interview}q\d+/"),
        "cite": f"{interview}cite/",
        "source": f"{interview}source/",
        "changes": f"{interview}changes/",
        "speakers": "/speakers/",
        "speaker": find_link(address, "/speakers/", r"/speakers/[^/\"]+/"),
        "topics": "/topics/",
        "topic": find_link(address, "/topics/", r"/topics/[^/\"]+/"),
        "search": SEARCH,
        "nothing": NOTHING,
        "check": "/check/",
        "help": "/help/",
        "about": "/about/",
        "styleguide": "/styleguide/",
    }


def find_states(pages: dict[str, str]) -> dict[str, str]:
    """Returns pages that are not to be indexed, or that refuse."""
    exchange = pages["exchange"]
    return {
        "alone": exchange.removesuffix("/") + "p1/",
        "exchange cited": f"{exchange}cite/",
        "embedded": f"{exchange}embed/",
        "report": f"{exchange}report/",
        "reported": f"{exchange}report/thanks/",
        "filtered": f"{pages['interviews']}?year=2024",
        "read": "/search/?q=(reform+OR",
        "missing": "/nothing/",
        "missing passage": f"{pages['interview']}q999/",
        "admin login": "/admin/login/",
    }


def find_link(address: str, path: str, pattern: str) -> str:
    found = re.search(rf'href="({pattern})"', read(address, path))
    if found is None:
        raise SystemExit(f"{path} links to no {pattern}.")
    return found[1]
