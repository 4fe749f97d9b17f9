"""Guards over the whole repository; each reports every offence at once."""

import re
import tomllib
from pathlib import PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import CONTENT, ROOT, project_files

TOP_LEVEL = {
    *(".ci", ".editorconfig", ".gitignore"),
    *("bench", "decisions", "docs", "kg", "loaders", "queries", "schema", "seeds", "tests"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "LICENSE", "Makefile", "README.md"),
    *("pyproject.toml", "requirements.lock"),
}

# In pieces, or this file would be its own first offender.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:" + "|".join(["home", "opt", "root", "tmp", "Users", "work"]) + r")/\w")
REGISTRY_HOST = re.compile(
    "|".join(
        re.escape(f"{name}.{end}")
        for name, end in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("maven.apache", "org"),
            ("maven", "org/maven2"),
            ("npmjs", "org"),
            ("crates", "io"),
            ("proxy.golang", "org"),
            ("deb.debian", "org"),
        ]
    )
)


def test_top_level_is_what_the_readme_says() -> None:
    assert {PurePosixPath(name).parts[0] for name in project_files()} == TOP_LEVEL


def test_content_folders_are_no_packages() -> None:
    # `schema` and `queries` are names of other distributions: as packages they would hide one another.
    packages = [name for name in project_files() if name.startswith(CONTENT) and name.endswith("/__init__.py")]
    assert packages == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    offences = []
    for name in project_files():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            found = MACHINE_PATH.search(line) or REGISTRY_HOST.search(line)
            if found is not None:
                offences.append(f"{name}:{number}: {found[0]}")
    assert offences == []


def test_lock_holds_a_hashed_pin_for_everything_pyproject_asks_for() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    pins: dict[str, list[str]] = {}
    for entry in entries:
        name, version = re.match(r"([\w.-]+)==(\S+)", entry).groups()  # type: ignore[union-attr]
        pins.setdefault(canonicalize_name(name), []).append(version)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    missing = []
    for requirement in map(Requirement, asked):
        versions = pins.get(canonicalize_name(requirement.name), [])
        if not any(requirement.specifier.contains(version, prereleases=True) for version in versions):
            missing.append(f"{requirement} (locked: {versions}); make lock")
    assert missing == []
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []
