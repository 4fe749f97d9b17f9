"""Everything in ``schema/``, written from the description of the model; one module for each target."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.generate.constraints import constraints_cypher
from kg.generate.context import context_jsonld
from kg.generate.diagram import model_md
from kg.generate.dossier_schema import dataset_schema, dossier_schema
from kg.generate.ontology import ontology_ttl
from kg.generate.reference import reference_md
from kg.generate.shapes import shapes_ttl
from kg.generate.vocabularies import vocabularies_ttl

__all__ = ["build", "check"]


@dataclass(frozen=True)
class Target:
    """One generated file: what writes it, and what it is for."""

    write: Callable[[], str]
    purpose: str


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        "dossier.schema.json": Target(dossier_schema, "JSON Schema of dossiers, for editors"),
        "dataset.schema.json": Target(dataset_schema, "JSON Schema of `dataset.yaml`, for editors"),
        "context.jsonld": Target(context_jsonld, "JSON-LD 1.1 context of the records; `@base` stands in the document"),
        "ontology.ttl": Target(ontology_ttl, "OWL: classes and predicates"),
        "shapes.ttl": Target(shapes_ttl, "SHACL: what a correct export looks like"),
        "vocabularies.ttl": Target(vocabularies_ttl, "SKOS: the closed vocabularies with their definitions"),
        "constraints.cypher": Target(constraints_cypher, "Neo4j: unique ids and indexes"),
        "reference.md": Target(reference_md, "every kind, field, relationship and word, for people"),
        "model.md": Target(model_md, "a diagram of the model"),
    }
)


def artefacts() -> dict[str, str]:
    """The text of every file in ``schema/``, by name."""
    return {"README.md": readme_md(), **{name: target.write() for name, target in TARGETS.items()}}


def build(root: Path) -> list[Path]:
    """Write ``schema/`` under the root of the project; the files that changed."""
    folder = root / "schema"
    folder.mkdir(exist_ok=True)
    changed = stale(folder)
    for path, text in changed.items():
        path.write_bytes(text.encode())
    return list(changed)


def check(root: Path) -> list[Path]:
    """The files under ``schema/`` that are missing, differ from what would be written, or are written by nothing."""
    folder = root / "schema"
    ours = {folder / name for name in artefacts()}
    foreign = [path for path in folder.rglob("*") if path.is_file() and path not in ours]
    return sorted([*stale(folder), *foreign])


def stale(folder: Path) -> dict[Path, str]:
    """The text of every file that is missing or holds something else, bytes compared."""
    texts = {folder / name: text for name, text in artefacts().items()}
    return {path: text for path, text in texts.items() if not path.is_file() or path.read_bytes() != text.encode()}


def readme_md() -> str:
    """What the folder holds and how it is renewed."""
    return README + "".join(f"- [{name}]({name}): {target.purpose}\n" for name, target in TARGETS.items())


README: Final = """# Schema

Everything here, this page included, is generated from the classes in `kg/model/`. Change those, then run
`kg schema build` (or `make gen`). `kg schema build --check` fails while a file here is out of date, missing, or
written by nothing.

An editor that speaks the YAML language server completes and checks a dossier whose first line is
`# yaml-language-server: $schema=` and the path to `dossier.schema.json`.

"""
