"""How an archive of 2,052 transcripts is taken in, beside a bare insert of its rows.

Runs `manage.py ingest` as an operator would, each time in a process of its own: at
first, again with nothing new, and after a kill halfway. The archive for load stands
beside the project and is no part of it.
"""

import argparse
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.shell import BASE_DIR, clean_environment
from tests.tables import Table, show

ARCHIVE = BASE_DIR.parent / "shared" / "scale" / "transcripts.tar.xz"
LABEL = re.compile(r"^### (.+?)[:：]?\s*$", re.MULTILINE)
HIGH_WATER = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)
WANTED, MEMORY, AGAIN = 5_000, 400, 0.1


@dataclass(frozen=True)
class Run:
    """One process: seconds of the clock and of CPU, its peak in MB."""

    seconds: float
    cpu: float
    memory: int


def main() -> None:
    scale = arguments().scale
    if not ARCHIVE.exists():
        print("Not measured, nor its baseline: the archive for load is not here.")
        return
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory(prefix="suhbat-scale-") as name:
        folder = Path(name)
        sources = unpacked(folder / "sources", scale)
        print(show(measure(folder, sources)))


def measure(folder: Path, sources: Path) -> Table:
    passages = passages_in(sources)
    bare = take(lambda: insert(folder / "bare.sqlite3", passages))
    empty = ingest(folder / "empty", alone(folder, sources))
    first = ingest(folder / "first", sources)
    writes = settle(folder / "first")
    again = ingest(folder / "first", sources)
    writes = written(folder / "first") - writes
    kept = count(folder / "first")
    half = ingest(folder / "killed", sources, kill_at=kept[0] // 2)
    before = count(folder / "killed")
    rest = ingest(folder / "killed", sources)
    resumed = count(folder / "killed")
    rows = [
        ["bare insert of the passages (baseline)", f"{bare:.1f}", "", "", ""],
        row("ingest", first, len(passages)),
        row("one file, so little but the start of a process", empty, None),
        row("again, nothing new", again, len(passages)),
        row(f"killed halfway, with {before[0]} interviews kept", half, None),
        row("the rest, started again", rest, None),
    ]
    title = (
        f"Scale: {kept[0]:,} interviews, {len(passages):,} labelled passages, "
        f"{kept[1]:,} turns, {kept[2]:,} segments kept"
    )
    return Table(
        title,
        ["step", "s", "CPU s", "passages per CPU s", "peak MB"],
        rows,
        faults(first, net(again, empty), len(passages), writes, kept, resumed),
    )


def faults(first, again, passages, writes, kept, resumed) -> list[str]:
    found = []
    if passages / first.cpu < WANTED:
        found.append(f"{passages / first.cpu:,.0f} passages per CPU s, wanted {WANTED}")
    if first.memory > MEMORY:
        found.append(f"peak {first.memory} MB, wanted {MEMORY}")
    if again.cpu > first.cpu * AGAIN:
        found.append("the second run, net of its start, took a tenth of the first")
    if writes:
        found.append(f"the second run wrote {writes} bytes")
    if resumed != kept:
        found.append(f"after the kill {resumed} were kept, and not {kept}")
    return found


def net(run: Run, empty: Run) -> Run:
    """The run without what it takes to start: at a tenth of the load that is most."""
    return Run(run.seconds - empty.seconds, run.cpu - empty.cpu, run.memory)


def alone(folder: Path, sources: Path) -> Path:
    """A folder of one file."""
    (folder / "one").mkdir()
    first = min(sources.rglob("*.md"))
    shutil.copy(first, folder / "one")
    return folder / "one"


def row(step: str, run: Run, passages: int | None) -> list[object]:
    rate = f"{passages / run.cpu:,.0f}" if passages else ""
    return [step, f"{run.seconds:.1f}", f"{run.cpu:.1f}", rate, run.memory]


def ingest(data: Path, sources: Path, kill_at: int = 0) -> Run:
    """Ingest into the archive of this folder on one core; kill it at so many kept."""
    data.mkdir(exist_ok=True)
    environment = clean_environment() | {"DATA_DIR": str(data)}
    manage = [sys.executable, "manage.py"]
    subprocess.run(
        [*manage, "migrate", "--verbosity", "0"],
        cwd=BASE_DIR,
        env=environment,
        check=True,
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with (data / "report.txt").open("w") as report:
        process = subprocess.Popen(
            [*manage, "ingest", str(sources)],
            cwd=BASE_DIR,
            env=environment,
            stdout=report,
            stderr=subprocess.DEVNULL,
        )
        memory = finish(process, data, kill_at)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, memory)


def finish(process: subprocess.Popen, data: Path, kill_at: int) -> int:
    """Wait for its end, or kill it in the middle of whatever it is doing.

    Returns its peak in MB, as it stood just before.
    """
    memory = 0
    while process.poll() is None:
        memory = max(memory, peak(process.pid))
        if kill_at and count(data)[0] >= kill_at:
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(0.05)
    return memory


def peak(pid: int) -> int:
    """The most that a process ever held, in MB; 0 for one that has ended.

    `getrusage` tells of the largest child so far, and of what this process held
    itself when it started one.
    """
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    found = HIGH_WATER.search(told)
    return int(found[1]) // 1024 if found else 0


def unpacked(folder: Path, scale: float) -> Path:
    """Every so manyeth transcript of the archive, in a folder of its own."""
    folder.mkdir()
    step = max(1, round(1 / scale))
    with tarfile.open(ARCHIVE) as archive:
        members = [each for each in archive.getmembers() if each.name.endswith(".md")]
        members = sorted(members, key=lambda each: each.name)[::step]
        archive.extractall(folder, members, filter="data")
    return folder


def passages_in(sources: Path) -> list[tuple[str, str, str]]:
    """File, speaker and words of each labelled passage, by the labels alone."""
    passages = []
    for path in sorted(sources.rglob("*.md")):
        _, *parts = LABEL.split(path.read_text(encoding="utf-8"))
        pairs = zip(parts[::2], parts[1::2], strict=True)
        passages += [(path.name, label, words.strip()) for label, words in pairs]
    return passages


def insert(path: Path, passages: list[tuple[str, str, str]]) -> None:
    database = sqlite3.connect(path)
    database.execute(
        "CREATE TABLE passage (id INTEGER PRIMARY KEY, file TEXT, who TEXT, said TEXT)"
    )
    database.executemany(
        "INSERT INTO passage (file, who, said) VALUES (?, ?, ?)", passages
    )
    database.commit()
    database.close()


def take(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def database_of(data: Path) -> Path:
    return next(data.glob("*.sqlite3"))


def settle(data: Path) -> int:
    """Move what was written into the database; return what is not in it yet."""
    with sqlite3.connect(database_of(data)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return written(data)


def written(data: Path) -> int:
    journal = database_of(data).with_name(database_of(data).name + "-wal")
    return journal.stat().st_size if journal.exists() else 0


def count(data: Path) -> tuple[int, ...]:
    with sqlite3.connect(database_of(data)) as database:
        return tuple(
            database.execute(f"SELECT count(*) FROM archive_{table}").fetchone()[0]
            for table in ("interview", "turn", "segment")
        )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
