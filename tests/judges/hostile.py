"""Hostile requests: no fault of ours, nothing reflected, nothing given away."""

import http.client
import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from tests.tables import Table

SEARCH = "/search/?q="
LOGIN = "/admin/login/"
FORM = "application/x-www-form-urlencoded"
SCRIPTS = ["<script>alert(1)</script>", '"><svg onload=alert(1)>']
WORDS = [
    *SCRIPTS,
    "' OR 1=1--",
    "%00",
    "\0",
    "{{7*7}}",
    "${7*7}",
    "../../etc/passwd",
    "a" * 3000,
    '"' * 200,
    "(" * 500,
    "*",
    "a*" * 100,
    "\\",
    "AND OR NOT",
    "title:",
    "😀",
    "\u202e\ufeff",
    "é" * 500,
    "-" * 300,
    "[a-z]*" * 50,
    "~99999",
]
PARAMETERS = [
    "%ff%fe",
    "%",
    "%zz",
    "%c0%ae",
    "a&page=-1",
    "a&page=99999999999999999999",
    "a&page=x",
    "a&page=1&page=2",
    "a&sort=--",
    "a&order=%00",
    "a&topic=%00",
    "a&topic=none&speaker=none",
    "a&q[]=x",
]
PATHS = [
    "/../../etc/passwd",
    "/static/../../etc/passwd",
    "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2fsecret_key",
    "/static/..%5c..%5cetc",
    "/.git/config",
    "/.env",
    "/archive.sqlite3",
    "/secret_key",
    "//example.org/%2f..",
    "/%0d%0aX-Injected:1",
    "/interviews/%00/",
    "/interviews/%ff/",
    "/interviews/x/q99999999999999999999/",
    "/topics/%f0%9f%98%80/",
    f"/speakers/{'a' * 5000}/",
]
METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "FOO"]
HOSTS = ["evil.example", "127.0.0.1.evil.example", "a" * 300, "127.0.0.1:x"]
SECRETS = [b"root:x:", b"[core]", b"SQLite format", b"SECRET_KEY"]


@dataclass(frozen=True)
class Answer:
    asked: str
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


def judge(address: str, pages: dict[str, str]) -> Table:
    door = urlsplit(address)
    answers = [ask(door, *request) for request in list_requests(pages)]
    attempts = count_attempts(door)
    waiting = wait_among_slow_clients(door)
    faults = [fault for answer in answers for fault in find_faults(answer)]
    faults += [
        "a foreign host is served"
        for answer in (ask(door, "GET", "/", {"Host": host}, None) for host in HOSTS)
        if answer.status < 400
    ]
    if not 0 < attempts <= 10:
        faults.append(f"logins before the lock: {attempts or 'never locked'}")
    if waiting > 0.5:
        faults.append(f"20 slow clients delay an honest one by {waiting:.2f} s")
    return Table(
        "Hostile requests",
        ["requests", "faults", "logins before the lock", "s beside 20 slow clients"],
        [[len(answers), len(faults), attempts, f"{waiting:.2f}"]],
        faults,
    )


def list_requests(pages: dict[str, str]) -> list[tuple]:
    """Returns method, path, headers and body of each request."""
    form = {"Content-Type": FORM}
    many = urlencode([(f"k{n}", 1) for n in range(5000)]).encode()
    return [
        *(("GET", SEARCH + quote(word, safe=""), {}, None) for word in WORDS),
        *(("GET", SEARCH + parameter, {}, None) for parameter in PARAMETERS),
        *(("GET", path, {}, None) for path in PATHS),
        *((method, path, {}, b"") for path in pages.values() for method in METHODS),
        ("TRACE", "/", {"X-Secret": "zq1"}, None),
        ("POST", LOGIN, form, b"a=" + b"x" * 12_000_000),
        ("POST", LOGIN, form, many),
        ("POST", LOGIN, form, b"username=a&password=b"),
        ("POST", LOGIN, form, b"\xff\x00=%00%ff"),
    ]


def ask(door, method: str, path: str, headers: dict, body: bytes | None) -> Answer:
    connection = http.client.HTTPConnection(door.netloc, timeout=15)
    start = time.monotonic()
    status, told, text = 0, {}, b""
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, content in headers.items():
            connection.putheader(name, content)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        status, told, text = response.status, dict(response.headers), response.read()
    except (http.client.HTTPException, OSError):
        pass
    finally:
        connection.close()
    return Answer(f"{method} {path[:60]}", status, told, text, time.monotonic() - start)


def find_faults(answer: Answer) -> list[str]:
    """Returns what is wrong; a connection that was cut (status 0) is a refusal."""
    wrong = {
        "a fault of ours": answer.status >= 500 and answer.status != 503,
        "a traceback": b"Traceback (most recent" in answer.body,
        "reflected": any(script.encode() in answer.body for script in SCRIPTS),
        "given away": any(secret in answer.body for secret in SECRETS),
        "a header was injected": "X-Injected" in answer.headers,
        "sent away": "//example.org" in answer.headers.get("Location", ""),
        "traced": b"zq1" in answer.body,
        "slow": answer.seconds > 2,
    }
    return [f"{answer.asked}: {fault}" for fault, is_so in wrong.items() if is_so]


def count_attempts(door) -> int:
    """Returns which wrong login is refused for good, or 0 when none is."""
    page = ask(door, "GET", LOGIN, {}, None)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
    if token is None:
        return 0
    headers = {
        "Content-Type": FORM,
        "Cookie": page.headers["set-cookie"].strip().partition(";")[0],
        "Referer": f"http://{door.netloc}{LOGIN}",
    }
    for attempt in range(1, 31):
        told = {"username": "probe", "password": f"wrong{attempt}"}
        body = urlencode(told | {"csrfmiddlewaretoken": token[1].decode()}).encode()
        if ask(door, "POST", LOGIN, headers, body).status in {403, 429}:
            return attempt
    return 0


def wait_among_slow_clients(door) -> float:
    """Returns how long an honest request takes beside twenty that never end."""
    slow = []
    for _ in range(20):
        client = socket.create_connection((door.hostname, door.port), 5)
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        slow.append(client)
    seconds = ask(door, "GET", "/", {}, None).seconds
    for client in slow:
        client.close()
    return seconds
