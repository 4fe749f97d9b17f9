"""The names that programs may rely on: a change here is a change for everybody who uses Parley from Python."""

import inspect
import subprocess
import sys

import kg
from tests.project import ROOT

NAMES = [
    *("Answer", "Asking", "DataError", "Graph", "KgError", "Problem", "StoreError", "UsageError"),
    *("from_py2neo", "open", "questions"),
]

METHODS = {
    *("ask", "close", "driver", "drop", "export", "find", "load", "plan", "plan_drop", "publish", "questions"),
    *("reset", "restore", "show", "status", "to_rdflib"),
}

HEAVY = ("arcadedb", "edtf", "neo4j", "pandas", "pydantic", "pyoxigraph", "pyshacl", "rdflib", "rich", "typer", "yaml")


def test_the_public_names_are_these_and_all_are_there() -> None:
    assert kg.__all__ == NAMES
    assert {name: hasattr(kg, name) for name in NAMES} == dict.fromkeys(NAMES, True)


def test_a_graph_has_these_methods() -> None:
    assert {name for name, _ in inspect.getmembers(kg.Graph) if not name.startswith("_")} == METHODS


def test_the_package_is_imported_without_what_only_some_commands_need() -> None:
    code = f"import sys, kg; print(sorted(set({HEAVY}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
