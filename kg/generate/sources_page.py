"""The page of sources: what each is, under which licence, what a user has to fetch, and what it fills."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.generate.reference import table
from kg.load.source import DOSSIER, Source, sources
from kg.model.kinds import BY_SLUG

__all__ = ["build_sources_page", "check_sources_page", "sources_md"]

PAGE: Final = Path("docs/sources.md")

HEAD: Final = """# Sources

Generated from `loaders/*/source.yaml` and `loaders/*/expected.json`. `kg load SOURCE PATH ...` loads files, folders,
gzip files or, with `-` for a path, standard input; `kg load PATH ...` loads dossiers. What a source no longer states
goes from the graph, so name all its input at once: an input that would take out more than half of it stops the load,
until `kg drop DATASET` says that this is meant. Rows that cannot be taken are kept below `.kg/rejects/`, each with its
line and reason. Files are read row by row, but a load holds its records until all are known to be right: count on 4 kB
for each. `loaders/README.md` says how to add a source.
"""


def build_sources_page(root: Path) -> list[Path]:
    """Write the page under the root of the project; the file, if it changed."""
    changed = check_sources_page(root)
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sources_md().encode())
    return changed


def check_sources_page(root: Path) -> list[Path]:
    """The page, if it is missing or differs from what would be written."""
    path = root / PAGE
    return [] if path.is_file() and path.read_bytes() == sources_md().encode() else [path]


def sources_md() -> str:
    """The page."""
    rows = [
        (f"[{each.name}](#{each.name})", each.about.title, each.about.licence, kinds_of(each)) for each in sources()
    ]
    sections = ["\n".join(section(each)) for each in sources()]
    return "\n".join([HEAD + table(("source", "what it is", "licence", "fills"), rows), *sections])


def section(source: Source) -> Iterator[str]:
    """Everything that there is to say about one source."""
    about = source.about
    path = "PATH" if source.name == DOSSIER else f"{source.name} PATH"
    yield f"## {source.name}\n"
    yield f"{about.title}. Load it with `kg load {path}`.\n"
    if about.publisher is not None:
        yield f"- Publisher: {about.publisher}"
    yield f"- Licence: {about.licence}"
    if about.homepage is not None:
        yield f"- Described at <{about.homepage}>"
    yield f"- Reads {about.reads}"
    if len(about.minimum) > 0:
        yield f"- With fewer than {counted(about.minimum)} nothing is written"
    yield f"- Rows that may be refused: {about.model_dump()['rejects']}"
    yield f"- Its sample gives {counted(source.expected)}"
    if about.download is not None:
        yield f"\nWhat to fetch:\n\n{quoted(about.download)}"
    yield ""


def kinds_of(source: Source) -> str:
    """The kinds of record that a source gives, in the order in which people meet them."""
    if source.about.fills == "any":
        return "any kind of record"
    return ", ".join(BY_SLUG[slug].KIND.label for slug in BY_SLUG if slug in source.expected and slug != "dataset")


def counted(counts: dict[str, int]) -> str:
    """Counts by kind in words: ``1 document, 3 institutions``."""
    kinds = [(number, BY_SLUG[slug].KIND) for slug in BY_SLUG if (number := counts.get(slug, 0)) > 0]
    return ", ".join(f"{number} {kind.slug if number == 1 else kind.plural}" for number, kind in kinds)


def quoted(text: str) -> str:
    """Text of several lines as a quotation, its lines kept."""
    return "\n".join(f"> {line}  " for line in text.strip().splitlines())
