"""Apache Jena's riot from its Maven artifacts: an outsider that reads what we publish. Needs Java 17 and Maven."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.local_neo4j import LocalNeo4jError, find_java

__all__ = ["LocalRiotError", "riot"]

VERSION = "5.3.0"


class LocalRiotError(Exception):
    """Riot is not to be had: one line that says why and what to do."""


def riot(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run ``riot`` with these words."""
    try:
        java = find_java()
    except LocalNeo4jError as error:
        raise LocalRiotError(str(error).replace("a local Neo4j", "riot")) from error
    command = [java, "-cp", f"{find_jars()}{os.sep}*", "riotcmd.riot", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def find_jars() -> Path:
    """The folder of Jena's jars, fetched with Maven when it is not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "parley" / f"jena-{VERSION}"
    jars = cache / "lib"
    if jars.exists():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise LocalRiotError("no mvn found: riot is fetched with Maven (install maven 3.6 or newer)")
    cache.mkdir(parents=True, exist_ok=True)
    # Renamed into place at the end: half a download must not pass for a whole one.
    with tempfile.TemporaryDirectory(dir=cache, prefix="fetching-") as name:
        fetching = Path(name)
        (fetching / "pom.xml").write_text(POM, encoding="utf-8")
        copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fetching / 'lib'}"]
        answer = subprocess.run([maven, "-q", "-B", *copy], cwd=fetching, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            first = next((line for line in answer.stdout.splitlines() if "ERROR" in line), "it gave no reason")
            raise LocalRiotError(f"mvn could not fetch Jena {VERSION}: {first.removeprefix('[ERROR]').strip()}")
        with suppress(OSError):  # another process was faster, and its jars are the same
            (fetching / "lib").rename(jars)
    return jars


POM = (
    "<project><modelVersion>4.0.0</modelVersion>"
    "<groupId>parley</groupId><artifactId>local-riot</artifactId><version>1</version>"
    "<dependencies><dependency><groupId>org.apache.jena</groupId><artifactId>jena-cmds</artifactId>"
    f"<version>{VERSION}</version></dependency></dependencies></project>\n"
)
