"""A PostgreSQL of the run's own: `python -m tests.postgresql COMMAND…`.

Starts a server from the programs that are installed, in a new folder and on a Unix
socket alone, runs COMMAND with its DATABASE_URL, and takes everything away again, when
asked to terminate too.
Without PostgreSQL it does nothing, and its exit code is EX_UNAVAILABLE (69).
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql-15)"
UNSAFE_BUT_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def find_programs() -> Path | None:
    """Returns the folder of initdb and pg_ctl, Debian's newest before all others."""
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [shutil.which("initdb"), *debian][-1]
    return Path(found).parent if found else None


def find_owner() -> str | None:
    """PostgreSQL refuses to run as root: returns the user it then runs as."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def started(programs: Path) -> Iterator[str]:
    """Yields the DATABASE_URL of a new server, and takes it away at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="suhbat-pg-") as name,
        kept(programs, Path(name), UNSAFE_BUT_FAST) as url,
    ):
        yield url


@contextmanager
def kept(programs: Path, folder: Path, settings: str = "") -> Iterator[str]:
    """Yields the DATABASE_URL of the server in this folder, which stays there.

    It is made when there is none, and stopped at the end unless it ran before.
    """
    owner = find_owner()
    folder.mkdir(parents=True, exist_ok=True)
    if owner:
        shutil.chown(folder, owner)

    def run(program: str, *arguments: str, check: bool = True) -> bool:
        command = [str(programs / program), "-D", f"{folder}/data", *arguments]
        with Path(folder, "log").open("ab") as log:
            finished = subprocess.run(
                command, user=owner, cwd=folder, stdout=log, stderr=log, check=check
            )
        return finished.returncode == 0

    if not Path(folder, "data").exists():
        run("initdb", "-A", "trust", "-U", "suhbat", "-E", "UTF8", "--locale=C.UTF-8")
    runs = run("pg_ctl", "status", check=False)
    if not runs:
        run("pg_ctl", "start", "-w", "-o", f"-h '' -k {folder} {settings}")
    try:
        yield f"postgresql://suhbat@{quote(str(folder), safe='')}/postgres"
    finally:
        if not runs:
            run("pg_ctl", "stop", "-w", "-m", "fast")


def main(command: list[str]) -> int:
    programs = find_programs()
    if programs is None:
        return os.EX_UNAVAILABLE
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(os.EX_TEMPFAIL))
    with started(programs) as url:
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
