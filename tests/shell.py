"""The program as an operator meets it: a process of its own, with an environment."""

import os
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
OURS = {
    "ALLOWED_HOSTS",
    "CONTACT_EMAIL",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "PAGES_MEMORY",
    "PORT",
    "SEARCH_SECONDS",
    "SEARCH_URL",
    "SECRET_KEY",
    "SITE_URL",
    "THROTTLE",
    "TRUSTED_PROXY",
}


def clean_environment():
    """Returns this process's environment without any variable of ours."""
    return {name: told for name, told in os.environ.items() if name not in OURS}


def run_python(*arguments, **environment):
    """Returns the finished process; only the variables given are set among ours."""
    told = {name: str(value) for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, *arguments],
        env=clean_environment() | told,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def manage(*arguments, **environment):
    return run_python("manage.py", *arguments, **environment)
