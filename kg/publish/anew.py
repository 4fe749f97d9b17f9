"""A history that is gone, made anew of the runs in its folder, each of which says what it is."""

from collections.abc import Iterator
from typing import Final

from kg.errors import PublishError
from kg.publish.folder import Folder
from kg.publish.history import INDEX, Entry, is_entry, is_run
from kg.publish.seal import manifest_of, seal_of
from kg.publish.whole import check_whole

__all__ = ["renew"]

COUNTED: Final = ("records", "statements")
TOLD: Final = ("started", "ended", "previous", "delta")


def renew(folder: Folder) -> None:
    """Writes the history anew where there is none and runs are there; what failed is in no run, and so in no line.

    Only of runs that are whole. Any other is left as it lies there, and no rule takes it away.
    """
    if (folder.path / INDEX).exists():
        return
    runs = in_order(folder, {each["run"]: each for each in sealed_runs(folder)})
    if len(runs) > 0:
        folder.write_history(runs)


def sealed_runs(folder: Folder) -> Iterator[Entry]:
    """The lines of the runs that are whole, by their names; of one that was never finished there is none."""
    for path in sorted(folder.path.iterdir()):
        if (
            path.is_symlink()
            or not is_run(path.name)
            or (path.name == folder.begun and not folder.is_latest(path.name))
        ):
            continue
        try:
            check_whole(path)
        except PublishError:
            continue
        manifest = manifest_of(path)
        entry: Entry = {"run": path.name, "outcome": "published", "anew": True, "seal": seal_of(path)}
        entry |= {name: manifest.get(name) for name in TOLD}
        entry |= {} if manifest["as_of"] is None else {"as_of": manifest["as_of"]}
        entry |= {name: manifest["counts"][name] for name in COUNTED}
        if is_entry(entry):
            yield entry


def in_order(folder: Folder, runs: dict[str, Entry]) -> list[Entry]:
    """By the names, then those that ``latest`` was built upon, the oldest first: a clock may have been wrong."""
    chain: list[Entry] = []
    name = next((each for each in runs if folder.is_latest(each)), None)
    while name is not None and name in runs:
        chain.insert(0, runs.pop(name))
        name = chain[0].get("previous")
    return [*runs.values(), *chain]
