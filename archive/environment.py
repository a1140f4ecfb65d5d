"""What an operator has set in the environment, read for the settings alone.

What cannot be meant is refused when the site starts: what, and what to give instead.
"""

import re
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE
from django.core.exceptions import ImproperlyConfigured

from archive.keys import keep_secret_key, make_folder
from archive.search import addresses

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864;",
    "timeout": 20,
    # A transaction that reads first and writes later would fail at once, without
    # waiting for its turn; IMMEDIATE waits at the start.
    "transaction_mode": "IMMEDIATE",
}


def read_list(name: str) -> list[str]:
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def read_port() -> int:
    port = environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(
            f"PORT is {port!r}. Give a number from 1 to 65535, such as PORT=8000."
        )
    return int(port)


def default_site_url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def read_site_url(port: int) -> str:
    url = (environ.get("SITE_URL") or default_site_url(port)).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"SITE_URL is {url!r}. Give the address readers use, without a path, "
            "such as SITE_URL=https://archive.example."
        )
    return url


def read_secret_key(site_url: str, port: int, directory: Path) -> str:
    """Returns SECRET_KEY; for the default SITE_URL alone a key is made and kept."""
    if key := environ.get("SECRET_KEY"):
        return key
    if site_url != default_site_url(port):
        raise ImproperlyConfigured(
            f"SECRET_KEY is missing, and SITE_URL is {site_url}. "
            "Set SECRET_KEY to 50 or more random characters and keep it secret."
        )
    return keep_secret_key(directory / "secret_key")


def read_database(directory: Path) -> dict[str, Any]:
    url = environ.get("DATABASE_URL") or f"sqlite:///{directory / 'archive.sqlite3'}"
    try:
        database: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write it as sqlite:///PATH "
            "or postgresql://USER:PASSWORD@HOST:5432/NAME."
        ) from error
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = SQLITE_OPTIONS
        make_folder(Path(database["NAME"]).parent)
    return database


def read_search(directory: Path, database: dict[str, Any]) -> dict[str, object]:
    url = environ.get("SEARCH_URL") or f"whoosh:{directory / 'index'}"
    try:
        return addresses.read(url, database["ENGINE"])
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error


def read_seconds(name: str, default: float) -> float:
    text = environ.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        raise ImproperlyConfigured(
            f"{name} is {text!r}. Give seconds, such as {name}={default:g}."
        )
    return seconds


def read_megabytes(name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or int(text) > 1024**2:
        raise ImproperlyConfigured(
            f"{name} is {text!r}. Give megabytes, such as {name}={default}; "
            "0 keeps nothing."
        )
    return int(text)


def read_embed_origins() -> list[str]:
    """Returns the sources of the frame-ancestors directive: all sites, unless told."""
    origins = read_list("EMBED_ORIGINS") or ["*"]
    if origins == ["none"]:
        return [NONE]
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"https?://[\w.*-]+(:[0-9]+)?", origin):
            raise ImproperlyConfigured(
                f"EMBED_ORIGINS has {origin!r}. Give origins without a path, such as "
                "EMBED_ORIGINS=https://news.example,https://blog.example, * or none."
            )
    return origins
