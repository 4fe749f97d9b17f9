"""The README is true: every command in it runs, every answer in it is what comes out."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kg.store.address import ServerAddress, parse_address
from tests.project import ROOT, project_files

README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """The blocks of a language, each with the heading above it."""
    for match in FENCE.finditer(README):
        if match[1] == language:
            above = [heading[1] for heading in SECTION.finditer(README, 0, match.start())]
            yield (above[-1] if len(above) > 0 else ""), match[2]


def commands(heading: str, mark: str = "") -> str:
    """All shell blocks under a heading that contain a mark, one after the other."""
    found = [text for above, text in blocks("sh") if above == heading and mark in text]
    assert found != [], f"no commands under {heading}"
    return "\n".join(found)


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


def run(script: str, cwd: Path) -> str:
    """What a script prints; a failure shows all of it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("KG_", "MAKE"))}
    environment |= {"COLUMNS": "80", "PATH": f"{cwd / '.venv' / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_trying_it_and_writing_a_dossier_work_as_told(checkout: Path) -> None:
    run(commands("Try it"), checkout)
    assert (checkout / "graph.nq").stat().st_size > 0
    shown = run(commands("Your own dossier"), checkout)
    assert "Sees the chip decision as a signal rather than a concession." in shown
    sourced = run(commands("Other sources"), checkout)
    assert re.search(r"^concession +2 ", sourced, re.MULTILINE) is not None


def test_the_answer_and_the_footnote_are_what_comes_out(checkout: Path) -> None:
    (example, footnote, *_) = [text for _, text in blocks("")]
    command, expected = example.split("\n", 1)
    printed = run(f"kg load >&2; {command.removeprefix('$ ')} --cite", checkout)
    assert printed.split("\n\nSources\n")[0].strip() == expected.strip()
    assert footnote in printed


def test_python_runs_as_printed(checkout: Path) -> None:
    ((_, program),) = blocks("python")
    run("kg load", checkout)
    printed = run(f"python - <<'END'\n{program}END", checkout)
    assert "concession/us-h200-easing ['said to be unreciprocated', 'said to be perhaps reciprocated']" in printed
    assert "International Trade Today 2025-12-16 p8.s1#29:9876d1c158e6fdbd, p8.s2#20:7c955bcb8bcb0452" in printed


@pytest.mark.usefixtures("neo4j_server")
def test_a_local_neo4j_serves_as_told(checkout: Path) -> None:
    printed = run(commands("With Neo4j", "make neo4j"), checkout) if shutil.which("mvn") else "Neo4j is stopped"
    assert "Neo4j is stopped" in printed


def test_the_docker_file_says_what_the_readme_says() -> None:
    script = commands("With Neo4j", "docker compose")
    (name,) = re.findall(r"-f (\S+)", script)
    service = yaml.safe_load((ROOT / name).read_text("utf-8"))["services"]["neo4j"]
    (address,) = re.findall(r"KG_STORE=(\S+)", script)
    place = parse_address(address, user=None)
    assert isinstance(place, ServerAddress)
    assert any(port.endswith(f"{place.url.rpartition(':')[2]}:7687") for port in service["ports"])


def test_addresses_of_servers_elsewhere_can_be_meant() -> None:
    (address,) = re.findall(r"KG_STORE=(neo4j\+s\S+)", README)
    place = parse_address(address, user=None)
    assert isinstance(place, ServerAddress)
    assert (place.url, place.user, place.database) == ("neo4j+s://graph.example.org", "neo4j", "trade")


def test_make_targets_that_are_named_exist(checkout: Path) -> None:
    for target in set(re.findall(r"`make ([a-z0-9-]+)`", README)):
        run(f"make --dry-run {target}", checkout)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
