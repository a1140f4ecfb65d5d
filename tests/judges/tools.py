"""Installs the outside judges, once, in DATA_DIR/.cache; finds their programs."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.shell import BASE_DIR

WANTED = Path(__file__).with_name("package.json")
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()
FOLDER = DATA_DIR / ".cache" / "judges"
PROGRAMS = {
    "chromium": "chromium",
    "java": "default-jre-headless",
    "node": "nodejs",
    "npm": "npm",
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The Observatory's own installation would download these two lists.
LISTS = {"hsts-preload.json": "{}", "tld-list.json": '["com"]'}


def install() -> None:
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if missing:
        raise SystemExit(f"The judges need: apt-get install {' '.join(missing)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    held = FOLDER / "package.json"
    if held.exists() and held.read_text() == WANTED.read_text():
        return
    print(f"Installing the judges in {FOLDER}", flush=True)
    shutil.copy(WANTED, FOLDER)
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run([*command, "--silent"], cwd=FOLDER, check=False).returncode:
        held.unlink()
        raise SystemExit("npm could not install the judges. Look for the network.")
    for name, content in LISTS.items():
        find_module("@mdn/mdn-http-observatory/conf").joinpath(name).write_text(content)


def find_module(path: str) -> Path:
    return FOLDER / "node_modules" / path


def find_chromium() -> str:
    return shutil.which("chromium") or ""
