"""A real Neo4j 5 Community on this computer from its Maven artifacts: no installer, no Docker, no account.

Tests start one per session in a temporary folder; ``make neo4j`` keeps one under ``.kg/neo4j`` so that its
graph outlives it. Needs Java 17 and Maven; the jars (130 MB) are fetched once into the user's cache folder.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ServiceUnavailable, SessionExpired

__all__ = ["LocalNeo4j", "LocalNeo4jError", "find_jars", "find_java", "start", "stop"]

VERSION = "5.26.18"
ARTIFACTS = [
    ("org.neo4j", "neo4j", VERSION),
    ("org.neo4j.app", "neo4j-server", VERSION),
    ("org.neo4j", "neo4j-slf4j-provider", VERSION),
    ("org.neo4j.client", "neo4j-browser", "5.24.0"),
]
OLDEST_JAVA = 17
SECONDS_TO_START = 90
SECONDS_TO_STOP = 30
USER = "neo4j"
KEPT = Path(__file__).parents[1] / ".kg" / "neo4j"


class LocalNeo4jError(Exception):
    """Neo4j could not be started or stopped: one line that says why and what to do."""


@dataclass(frozen=True)
class LocalNeo4j:
    """A running server; ``home`` holds its configuration, data and log."""

    pid: int
    home: Path
    bolt_port: int
    http_port: int
    password: str
    process: subprocess.Popen[bytes] | None = None  # None when another run of this module started it

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        return f"http://127.0.0.1:{self.http_port}/browser/"


def start(home: Path, *, password: str, heap: str = "512m") -> LocalNeo4j:
    """Start a server in ``home`` and return once it answers; a home that has data keeps its old password.

    ``heap`` is Java's maximum heap (``512m``, ``3g``); ``password`` has at least eight characters, as Neo4j asks.
    """
    java, jars = find_java(), find_jars()
    is_new = not (home / "data").exists()
    bolt_port, http_port = _free_ports(2)
    home.mkdir(parents=True, exist_ok=True)
    _write_configuration(home, bolt_port=bolt_port, http_port=http_port)
    command = [
        java,
        f"-Xmx{heap}",
        # Without these the page cache falls back to a slower way and warns.
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")),
        "-cp",
        f"{jars}{os.sep}*",
        "org.neo4j.server.CommunityEntryPoint",
        f"--home-dir={home}",
        f"--config-dir={home}",
    ]
    with (home / "console.log").open("wb") as log:
        # Its own session: Ctrl-C in the terminal must not take down a server that `make neo4j` left running.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    server = LocalNeo4j(process.pid, home, bolt_port, http_port, password, process)
    try:
        _wait_until_it_answers(server, first_password=USER if is_new else password)
        if is_new:
            _set_password(server)
    except BaseException:
        process.kill()
        process.wait()
        if is_new:  # data without our password in it would shut us out the next time
            shutil.rmtree(home / "data", ignore_errors=True)
        raise
    return server


def stop(server: LocalNeo4j) -> None:
    """Stop the server and return when its process is gone; one that is gone already is no error."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    if _is_running(server):
        os.kill(server.pid, signal.SIGTERM)
    while _is_running(server):
        if time.monotonic() > deadline:
            raise LocalNeo4jError(f"Neo4j (process {server.pid}) is still stopping after {SECONDS_TO_STOP} s")
        time.sleep(0.1)


def find_java() -> str:
    """The ``java`` of JAVA_HOME, else of PATH, once it has proved new enough."""
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(home) / "bin") if home != "" else None)
    if java is None:
        raise LocalNeo4jError(f"no java found: a local Neo4j needs Java {OLDEST_JAVA} (set JAVA_HOME or PATH)")
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(?:1\.)?(\d+)', answer.stderr)
    if version is None:
        raise LocalNeo4jError(f"{java} does not run: a local Neo4j needs Java {OLDEST_JAVA} (set JAVA_HOME or PATH)")
    if int(version[1]) < OLDEST_JAVA:
        raise LocalNeo4jError(f"{java} is Java {version[1]}: Neo4j {VERSION} needs Java {OLDEST_JAVA} (set JAVA_HOME)")
    return java


def find_jars() -> Path:
    """The folder of Neo4j's jars, fetched with Maven when it is not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "parley" / f"neo4j-{VERSION}"
    jars = cache / "lib"
    if jars.exists():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise LocalNeo4jError("no mvn found: a local Neo4j is fetched with Maven (install maven 3.6 or newer)")
    cache.mkdir(parents=True, exist_ok=True)
    # Renamed into place at the end: half a download must not pass for a whole one.
    with tempfile.TemporaryDirectory(dir=cache, prefix="fetching-") as name:
        fetching = Path(name)
        (fetching / "pom.xml").write_text(_pom(), encoding="utf-8")
        copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fetching / 'lib'}"]
        answer = subprocess.run(
            [maven, "-q", "-B", *copy],
            cwd=fetching,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            first = next((line for line in answer.stdout.splitlines() if "ERROR" in line), "it gave no reason")
            raise LocalNeo4jError(f"mvn could not fetch Neo4j {VERSION}: {first.removeprefix('[ERROR]').strip()}")
        with suppress(OSError):  # another process was faster, and its jars are the same
            (fetching / "lib").rename(jars)
    return jars


def _pom() -> str:
    dependencies = "\n".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><version>{version}</version></dependency>"
        for group, name, version in ARTIFACTS
    )
    return (
        "<project><modelVersion>4.0.0</modelVersion>"
        "<groupId>parley</groupId><artifactId>local-neo4j</artifactId><version>1</version>"
        f"<dependencies>\n{dependencies}\n</dependencies></project>\n"
    )


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _write_configuration(home: Path, *, bolt_port: int, http_port: int) -> None:
    settings = {
        "dbms.usage_report.enabled": "false",
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt_port}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt_port}",
        "server.http.listen_address": f"127.0.0.1:{http_port}",
        "server.http.advertised_address": f"127.0.0.1:{http_port}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": "128m",
    }
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "neo4j.conf").write_text(text, encoding="utf-8")


def _wait_until_it_answers(server: LocalNeo4j, *, first_password: str) -> None:
    log = server.home / "console.log"
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(server, first_password):
        if not _is_running(server):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            complaints = [
                line.strip() for line in lines if re.search("error|invalid|exception in", line, re.IGNORECASE)
            ]
            raise LocalNeo4jError(f"Neo4j ended at once: {' | '.join(complaints or lines[-3:])}")
        if time.monotonic() > deadline:
            raise LocalNeo4jError(f"Neo4j did not answer within {SECONDS_TO_START} s (its log is {log})")
        time.sleep(0.2)


def _answers(server: LocalNeo4j, password: str) -> bool:
    # The port first: a driver that finds it closed waits and retries for longer than Neo4j needs.
    try:
        socket.create_connection(("127.0.0.1", server.bolt_port), timeout=1).close()
        with GraphDatabase.driver(server.url, auth=(USER, password)) as driver:
            driver.verify_authentication()
    except (OSError, ServiceUnavailable, SessionExpired):
        return False
    except AuthError as error:
        raise LocalNeo4jError(f"Neo4j in {server.home} has another password: remove that folder") from error
    return True


def _set_password(server: LocalNeo4j) -> None:
    with GraphDatabase.driver(server.url, auth=(USER, USER)) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            {"old": USER, "new": server.password},
            database_="system",
        )


def _is_running(server: LocalNeo4j) -> bool:
    if server.process is not None:
        return server.process.poll() is None
    # By its command line: the number may have passed on to some other program.
    return f"--home-dir={server.home}" in _command_line(server.pid)


def _command_line(pid: int) -> str:
    """The command line of a process, empty when it has ended."""
    if Path("/proc/self/cmdline").exists():  # small Linux images have no ps
        with suppress(FileNotFoundError, ProcessLookupError):
            return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        return ""
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _kept() -> LocalNeo4j | None:
    """The server that ``make neo4j`` left running, if there is one."""
    try:
        pid, bolt_port, http_port = (int(word) for word in (KEPT / "running").read_text(encoding="utf-8").split())
        password = (KEPT / "password").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    server = LocalNeo4j(pid, KEPT, bolt_port, http_port, password)
    return server if _is_running(server) else None


def _start_kept() -> LocalNeo4j:
    KEPT.mkdir(parents=True, exist_ok=True)
    password = KEPT / "password"
    if not password.exists():
        with open(os.open(password, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(16))
    server = start(KEPT, password=password.read_text(encoding="utf-8").strip(), heap="1g")
    running = f"{server.pid} {server.bolt_port} {server.http_port}\n"
    (KEPT / "running").write_text(running, encoding="utf-8")
    return server


def main(words: list[str]) -> int:
    """``start`` or ``stop`` the server that is kept under ``.kg/neo4j``."""
    try:
        server = _kept()
        if words == ["start"]:
            server = _start_kept() if server is None else server
            print(f"export KG_STORE={server.url}")
            print(f"export KG_USER={USER}")
            print(f"export KG_PASSWORD_FILE={KEPT / 'password'}")
            print(f"# Neo4j Browser: {server.browser} (user {USER}, the password is in that file)")
            print("# make neo4j-stop stops it; its graph stays")
        elif words == ["stop"]:
            if server is not None:
                stop(server)
            print("Neo4j is stopped" if server is not None else "Neo4j was not running")
        else:
            print("usage: python -m tests.local_neo4j start|stop", file=sys.stderr)
            return 2
    except LocalNeo4jError as error:
        print(f"local Neo4j: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
