"""Three nodes of OpenSearch for tests; for a person: `python -m tests.opensearch`.

Builds and starts the program in .ci/opensearch, on loopback alone; its data goes with
it. It is built once, with Maven; after that a Java is enough.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).parent.parent / ".ci" / "opensearch"
BUILT = HOME / "target"
MISSING = (
    "Java or Maven is not installed "
    "(Debian: apt-get install openjdk-17-jdk-headless maven)"
)
NODES = 3
FIRST_PORT = 9200
QUICK_START = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")


class Cluster:
    """Nodes of one program. Of two that stop, the third has no majority left."""

    def __init__(self, process: subprocess.Popen, hosts: tuple[str, ...]) -> None:
        self._process = process
        self.hosts = hosts

    def stop(self, node: int) -> None:
        """Stops a node, counted from 1, and waits until it is gone."""
        self._tell(f"stop {node}", f"stopped {node}")

    def start(self, node: int) -> None:
        self._tell(f"start {node}", f"started {node}")

    def _tell(self, order: str, answer: str) -> None:
        print(order, file=self._process.stdin, flush=True)
        told = self._process.stdout.readline().strip()
        if told != answer:
            raise RuntimeError(f"The cluster was told to {order!r}, and says {told!r}.")


def is_possible() -> bool:
    return shutil.which("java") is not None and (is_built() or has_maven())


def has_maven() -> bool:
    return shutil.which("mvn") is not None


def is_built() -> bool:
    made = BUILT / "classpath"
    sources = [HOME / "pom.xml", *HOME.glob("src/*.java")]
    return made.exists() and all(
        each.stat().st_mtime <= made.stat().st_mtime
        and Path(made.read_text().partition(":")[0]).exists()
        for each in sources
    )


def build() -> None:
    if not is_built():
        (BUILT / "classpath").unlink(missing_ok=True)
        command = ["mvn", "--quiet", "--batch-mode", "compile"]
        subprocess.run(command, cwd=HOME, stdout=sys.stderr, check=True)


@contextmanager
def started(
    heap: str = "512m", first_port: int = 0, options: tuple[str, ...] = QUICK_START
) -> Iterator[Cluster]:
    """Yields a running cluster of NODES, and takes it away at the end."""
    build()
    classpath = f"{BUILT / 'classes'}:{(BUILT / 'classpath').read_text()}"
    with tempfile.TemporaryDirectory(prefix="suhbat-opensearch-") as folder:
        log = Path(folder, "log")
        command = ["java", f"-Xms{heap}", f"-Xmx{heap}", *options, "-cp", classpath]
        command += ["Cluster", f"{folder}/nodes", str(NODES), str(first_port)]
        with log.open("w") as said:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                # Ctrl-C is for the one who started it.
                start_new_session=True,
            )
        with process:
            word, *hosts = process.stdout.readline().split() or [""]
            if word != "ready":
                process.kill()
                raise RuntimeError(f"OpenSearch did not start:\n{log.read_text()}")
            try:
                yield Cluster(process, tuple(hosts))
            finally:
                process.stdin.close()
                process.stdout.read()


def main() -> int:
    if not is_possible():
        print(MISSING)
        return os.EX_UNAVAILABLE
    print("Starting three nodes of OpenSearch")
    with started("1g", FIRST_PORT, ()) as cluster:
        hosts = ",".join(host.removeprefix("http://") for host in cluster.hosts)
        print(f"Search there with SEARCH_URL=opensearch+http://{hosts}/suhbat")
        print("Ctrl-C stops them and takes their data away.", flush=True)
        try:
            cluster._process.wait()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
