"""The wheel: built, compared with the repository, installed elsewhere, used."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.project import CONTENT, ROOT, project_files

pytestmark = pytest.mark.slow

# What a working copy gathers and a wheel must not carry.
LITTER = [
    "kg/__pycache__/errors.cpython-311.pyc",
    "kg/.coverage",
    "loaders/.DS_Store",
    "loaders/dossier/__pycache__/loader.cpython-311.pyc",
    "queries/.drafts/question.cypher",
    "schema/Thumbs.db",
    "seeds/.hidden.yaml",
    "seeds/truce.yaml.swp",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the repository that is full of litter."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in [*project_files(), *LITTER]:
        copy = source / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if name in LITTER:
            copy.write_bytes(b"litter")
        else:
            shutil.copyfile(ROOT / name, copy)
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)], cwd=source)
    return next(target.glob("parley_kg-*.whl"))


@pytest.fixture(scope="module")
def clean_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment elsewhere with the wheel and what its metadata asks for, and nothing more.

    The dependencies are linked from the environment of the tests, so that nothing is downloaded; extras and test
    tools are left out, so that an import the base install cannot satisfy fails.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    _run([sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps", str(wheel)], python=python)
    find = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(_run(find, cwd=home).strip())
    installed = next(iter(distributions(name="parley-kg", path=[str(packages)])))
    for dependency in _with_dependencies(installed.requires or []):
        for part in {file.parts[0] for file in dependency.files or [] if file.parts[0] != ".."} - {"__pycache__"}:
            link = packages / part
            if not link.exists():
                link.symlink_to(str(dependency.locate_file(part)))
    return python


def test_wheel_carries_what_the_repository_holds_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = project_files()
    code = {name for name in files if name.startswith("kg/")}
    content = {f"kg/_content/{name}" for name in files if name.split("/")[0] in CONTENT}
    assert carried == code | content


def test_demo_runs_from_the_wheel_alone(clean_environment: Path, tmp_path: Path) -> None:
    where = _run([str(clean_environment), "-c", "import kg; print(kg.__file__)"], cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(clean_environment.parents[1])
    answer = _run([str(clean_environment.with_name("kg")), "demo"], cwd=tmp_path)
    assert "Which concessions have no reciprocal commitment?" in answer
    laid = subprocess.run(
        [str(clean_environment.with_name("kg")), "source", "new", "ours"], cwd=tmp_path, capture_output=True, text=True
    )
    # A folder among the installed packages would be lost with the next version.
    assert (laid.returncode, "this works in a checkout only" in laid.stderr) == (2, True)


def _run(command: list[str], *, cwd: Path | None = None, python: Path | None = None) -> str:
    """What a command printed; when it fails, the test fails with all that it said.

    ``python`` is the interpreter whose environment uv installs into.
    """
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON"))}
    if python is not None:
        command = [*command, "--python", str(python)]
    done = subprocess.run(command, cwd=cwd, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _with_dependencies(requirements: Iterable[str]) -> list[Distribution]:
    """The installed distributions that a base install (no extras) of these requirements brings in."""
    found: dict[str, Distribution] = {}
    waiting, seen = [(each, "") for each in requirements], set()
    while waiting:
        seen.add(asked := waiting.pop())
        requirement = Requirement(asked[0])
        if requirement.marker is None or requirement.marker.evaluate({"extra": asked[1]}):
            found[requirement.name] = distribution(requirement.name)
            further = found[requirement.name].requires or []
            waiting += {(each, extra) for each in further for extra in requirement.extras or {""}} - seen
    return list(found.values())
