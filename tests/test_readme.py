"""The README is true: every command in it runs, every answer in it is what comes out."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
import yaml

from kg.store.address import ServerAddress, parse_address
from tests import local_neo4j
from tests.conftest import Neo4jServer
from tests.project import ROOT, project_files

README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
COMMAND = re.compile(r"(\w+=\S+ )*[\w./-]+ \S")
"""A program and at least one word for it; a name alone is no command."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """The blocks of a language, each with the heading above it."""
    for match in FENCE.finditer(README):
        if match[1] == language:
            above = [heading[1] for heading in SECTION.finditer(README, 0, match.start())]
            yield (above[-1] if len(above) > 0 else ""), match[2]


def shell(heading: str, mark: str = "") -> list[str]:
    """The shell blocks under a heading that contain a mark."""
    found = [text for above, text in blocks("sh") if above == heading and mark in text]
    assert found != [], f"no commands under {heading}"
    return found


def commands() -> set[str]:
    """Every command in the README: blocks as a whole, lines after a prompt, and what stands in running text."""
    fenced = [match.groups() for match in FENCE.finditer(README)]
    prompted = [line for language, text in fenced if language == "" for line in text.splitlines() if line[:2] == "$ "]
    inline = [" ".join(words.split()) for words in INLINE.findall(FENCE.sub("", README))]
    return {
        *(text for language, text in fenced if language != ""),
        *(line.removeprefix("$ ") for line in prompted),
        *(words for words in inline if COMMAND.match(words)),
    }


RUN: set[str] = set()
"""The commands that tests below were given."""

(EXAMPLE, FOOTNOTE, *_) = [text for _, text in blocks("")]
(ELSEWHERE,) = shell("With Neo4j", "neo4j+s://")
NOT_HERE = {
    "make test": "it runs this test; what it would run is asserted",
    ELSEWHERE: "it needs a server in the cloud; what its address means is asserted",
    'pip install "parley-kg[notebook]"': "it takes Parley from the package index; that it has the extra is asserted",
}
"""The commands that no test can run, with the reason."""


def runs(*told: str) -> pytest.MarkDecorator:
    """Give a test these commands of the README as ``scripts``, to run them all."""
    RUN.update(told)
    return pytest.mark.parametrize("scripts", [pytest.param(told, id="as-told")])


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with this environment as its .venv, so that nothing of the developer's is touched."""
    root = tmp_path_factory.mktemp("readme") / "parley"
    for name in project_files():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, root / name)
    binaries = root / ".venv" / "bin"
    binaries.mkdir(parents=True)
    # Not a link to the environment: its editable install is of the checkout, not of the copy.
    for name, code in (("kg", "from kg.cli import main; main()"), ("python", "")):
        script = f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" ' + (
            f"-c '{code}' \"$@\"" if code else '"$@"'
        )
        (binaries / name).write_text(script + "\n", "utf-8")
        (binaries / name).chmod(0o755)
    (root / ".venv" / "ready").touch()
    return root


def environment(checkout: Path, **more: str) -> dict[str, str]:
    """That of somebody who followed "Try it", with none of the settings of whoever runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KG_", "MAKE"))}
    return kept | {"COLUMNS": "80", "PATH": f"{checkout / '.venv' / 'bin'}:{os.environ['PATH']}"} | more


def run(script: str, checkout: Path, **more: str) -> str:
    """What a script prints; a failure shows all of it."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=checkout,
        env=environment(checkout, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_every_command_is_run_or_cannot_be_run_here() -> None:
    told = commands()
    # A command may be named without the words that a block shows it with.
    lines = tuple(f"{line} " for text in RUN for line in text.splitlines())
    shown = {each for each in told if any(line.startswith(f"{each} ") for line in lines)}
    assert told - RUN - shown - NOT_HERE.keys() == set()
    assert (RUN | NOT_HERE.keys()) - told == set()


@runs(*shell("Try it"), *shell("Your own dossier"), "kg check mine")
def test_trying_it_and_writing_a_dossier_work_as_told(scripts: tuple[str, ...], checkout: Path) -> None:
    *told, check = scripts
    shown = run("\n".join(told), checkout)
    assert (checkout / "graph.nq").stat().st_size > 0
    assert "Sees the chip decision as a signal rather than a concession." in shown
    # It does not stand for itself: what it speaks about is in the seeds.
    assert "mine/notes.yaml:6:95: concession/us-h200-easing does not exist; " in run(f"! {check}", checkout)


@runs(*shell("Other sources"), "kg table init FILE")
def test_a_table_of_ones_own_is_loaded_as_told(scripts: tuple[str, ...], checkout: Path) -> None:
    *told, propose = scripts
    sourced = run("\n".join(told), checkout)
    assert re.search(r"^concession +2 ", sourced, re.MULTILINE) is not None
    (checkout / "list.csv").write_text("Name,Date\nRoses,2031-01-02\n", "utf-8")
    run(propose.replace("FILE", "list.csv"), checkout)
    assert 'name: "{Name}"' in (checkout / "list.table.yaml").read_text("utf-8")


@runs(EXAMPLE.split("\n")[0].removeprefix("$ "))
def test_the_answer_and_the_footnote_are_what_comes_out(scripts: tuple[str, ...], checkout: Path) -> None:
    (ask,) = scripts
    printed = run(f"kg load >&2; {ask} --cite", checkout)
    assert printed.split("\n\nSources\n")[0].strip() == EXAMPLE.split("\n", 1)[1].strip()
    assert FOOTNOTE in printed


@runs(*(program for _, program in blocks("python")))
def test_python_runs_as_printed(scripts: tuple[str, ...], checkout: Path) -> None:
    (program,) = scripts
    run("kg load", checkout)
    printed = run(f"python - <<'END'\n{program}END", checkout)
    assert "concession/us-h200-easing ['said to be unreciprocated', 'said to be perhaps reciprocated']" in printed
    assert "International Trade Today 2025-12-16 p8.s1#29:9876d1c158e6fdbd, p8.s2#20:7c955bcb8bcb0452" in printed


@runs(*shell("Publishing"), "kg reset --yes", "kg load exports/latest")
def test_a_run_is_published_checked_asked_and_read_back(scripts: tuple[str, ...], checkout: Path) -> None:
    *told, reset, read_back = scripts
    printed = run("\n".join(told), checkout)
    assert re.search(r"^Published exports/.*^11 files as sealed$.*us-h200-easing", printed, re.MULTILINE | re.DOTALL)
    before = run("kg export", checkout)
    assert "Last load: none" in run(f"{reset}\nkg status", checkout)
    run(read_back, checkout)
    assert run("kg export", checkout) == before


@runs("make neo4j", *shell("With Neo4j", "make neo4j-stop"))
def test_a_local_neo4j_serves_as_told(scripts: tuple[str, ...], checkout: Path) -> None:
    try:
        local_neo4j.find_java()
        local_neo4j.find_jars()
    except local_neo4j.LocalNeo4jError as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(str(reason))
        pytest.skip(str(reason))
    start, use = scripts
    try:
        settings = run(start, checkout)
        used = run(use, checkout)
    finally:
        run("make neo4j-stop", checkout)
    assert re.search(r"^export KG_STORE=bolt://127.0.0.1:\d+$", settings, re.MULTILINE)
    assert re.search(r"^# Neo4j Browser: http://127.0.0.1:\d+/browser/", settings, re.MULTILINE)
    assert re.search(r"^Engine: neo4j$", used, re.MULTILINE)
    assert used.endswith("Neo4j is stopped\n")


@runs("kg browser")
def test_browser_is_reached_by_the_link(
    scripts: tuple[str, ...], checkout: Path, neo4j_address: str, neo4j_server: Neo4jServer
) -> None:
    (browse,) = scripts
    settings = environment(checkout, KG_STORE=neo4j_address, KG_PASSWORD=neo4j_server.password)
    # Any free port: the one that it has by itself may be in use.
    command = ["bash", "-c", f"exec {browse} --port 0"]
    with subprocess.Popen(
        command,
        cwd=checkout,
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
        # Tests that run in the background inherit that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            assert process.stdout is not None
            link = urlsplit(process.stdout.readline().strip())
            with urlopen(parse_qs(link.query)["arg"][0]) as guide:
                assert b"Which concessions have no reciprocal commitment?" in guide.read()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()


@runs(*shell("With Neo4j", "docker compose"))
def test_docker_serves_as_told(scripts: tuple[str, ...], checkout: Path) -> None:
    if subprocess.run(["bash", "-c", "docker compose ls"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no Docker engine with Compose answers")
    if any(is_taken(port) for port in (7474, 7687)):
        pytest.skip("something else listens on the ports that docs/docker-compose.yml takes")
    (serve,) = scripts
    # A project of its own: its volume is removed, and a developer may have one by the name in the file.
    project = {"COMPOSE_PROJECT_NAME": "parley-readme"}
    try:
        printed = run(f"{serve}\nkg status", checkout, **project)
    finally:
        down = "docker compose -f docs/docker-compose.yml down --volumes"
        run(down, checkout, KG_PASSWORD="none-is-needed", **project)
    assert re.search(r"^Engine: neo4j$", printed, re.MULTILINE)


def is_taken(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0


def test_the_docker_file_says_what_the_readme_says() -> None:
    (script,) = shell("With Neo4j", "docker compose")
    (name,) = re.findall(r"-f (\S+)", script)
    service = yaml.safe_load((ROOT / name).read_text("utf-8"))["services"]["neo4j"]
    (address,) = re.findall(r"KG_STORE=(\S+)", script)
    place = parse_address(address, user=None)
    assert isinstance(place, ServerAddress)
    assert any(port.endswith(f"{place.url.rpartition(':')[2]}:7687") for port in service["ports"])


def test_addresses_of_servers_elsewhere_can_be_meant() -> None:
    (address,) = re.findall(r"KG_STORE=(\S+)", ELSEWHERE)
    place = parse_address(address, user=None)
    assert isinstance(place, ServerAddress)
    assert (place.url, place.user, place.database) == ("neo4j+s://graph.example.org", "neo4j", "trade")


def test_make_test_runs_every_test(checkout: Path) -> None:
    assert (
        run("make --dry-run test", checkout)
        == ".venv/bin/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile\n"
    )


def test_the_extra_that_is_named_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (named,) = re.findall(r"parley-kg\[(\w+)\]", README)
    assert (project["name"], named in project["optional-dependencies"]) == ("parley-kg", True)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
