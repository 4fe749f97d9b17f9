"""Imports point one way, and the libraries that others must not depend on stand in one place each."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.project import ROOT

# What each package of kg/ may import beside itself, its own errors and the standard library.
MAY_IMPORT = {
    "model": set(),
    "store": {"model"},
    "load": {"content", "model", "store"},
    "ask": {"content", "model", "store"},
    "match": {"model", "store"},
    "rdf": {"content", "model", "store"},
    "generate": {"ask", "content", "load", "model", "rdf"},
    "questions": {"ask", "graph"},
    "publish": {"content", "generate", "model", "rdf", "store"},
    "browser": {"ask", "content", "model", "store"},
    "graph": {"ask", "content", "load", "model", "publish", "questions", "rdf", "store"},
}
ONLY_IN: dict[str, str | tuple[str, ...]] = {
    "neo4j": "kg/store/",
    "arcadedb": "kg/store/embedded.py",
    "typer": "kg/cli/",
    "rich": "kg/cli/",
    "anyascii": ("kg/load/slug.py", "kg/match/names.py"),
}
LAZY = {"arcadedb", "edtf", "pandas", "pyoxigraph", "pyshacl", "rdflib", "neo4j_viz", "py2neo", "anyascii", "rapidfuzz"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """All modules of kg/, parsed, with their paths in the repository."""
    for path in sorted((ROOT / "kg").rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every module that is imported anywhere below, with the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def type_checking(tree: ast.Module) -> set[ast.stmt]:
    """The statements that only a type checker runs."""
    blocks = (node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    return {statement for block in blocks for statement in ast.walk(block) if isinstance(statement, ast.stmt)}


def test_imports_in_kg_point_one_way() -> None:
    wrong = []
    for path, tree in modules():
        package = path.parts[1].removesuffix(".py")
        for node, name in imported(tree):
            parts = name.split(".")
            if name.startswith("."):
                wrong.append(f"{path}:{node.lineno}: {name} is relative")
            allowed = {*MAY_IMPORT.get(package, {"*"}), package, "errors"}
            if parts[0] == "kg" and len(parts) > 1 and "*" not in allowed and parts[1] not in allowed:
                wrong.append(f"{path}:{node.lineno}: kg.{package} may not import {name}")
    assert wrong == []


def test_a_library_that_is_kept_apart_is_imported_in_its_place_alone() -> None:
    wrong = [
        f"{path}:{node.lineno}: {name} belongs into {ONLY_IN[name.split('.')[0]]}"
        for path, tree in modules()
        for node, name in imported(tree)
        if name.split(".")[0] in ONLY_IN
        and not path.as_posix().startswith(ONLY_IN[name.split(".")[0]])
        and node not in type_checking(tree)
    ]
    assert wrong == []


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    wrong = []
    for path, tree in modules():
        inside = {each for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for each in ast.walk(node)}
        for node, name in imported(tree):
            if name.split(".")[0] in LAZY and node not in inside and node not in type_checking(tree):
                wrong.append(f"{path}:{node.lineno}: import {name} in the function that uses it")
    assert wrong == []
