"""The fields of one object of an input, which remember whether anybody looked at them, at every depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = ["Fields", "Ignored"]


class Fields(dict[str, Any]):
    """A mapping that counts a field as used once it is read by its name; its parts are such mappings too.

    >>> item = Fields({"id": "7", "maker": {"name": "Ada", "mood": "fine"}, "note": ""})
    >>> item["id"], item["maker"]["name"]
    ('7', 'Ada')
    >>> sorted(item.unused())
    ['maker.mood', 'note']
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.used: set[str] = set()
        self.is_left = False

    def __getitem__(self, name: str) -> Any:
        if name not in self.used:
            # Parts become such mappings when they are first looked at: most of a large object nobody ever reads.
            if name in self:
                self[name] = watched(super().__getitem__(name))
            self.used.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The field, or the default where the object has none; asking is using, too."""
        if name not in self:
            return default
        return self[name]

    def leave(self) -> None:
        """Count everything in it as used: for a part that is left out as a whole, and told of elsewhere."""
        self.is_left = True

    def unused(self) -> Iterator[str]:
        """The paths of what nobody looked at: ``name``, ``part.name``, ``list[].name``; a list repeats them."""
        for name, value in self.items() if not self.is_left else ():
            if name not in self.used:
                yield name
            elif isinstance(value, Fields):
                yield from (f"{name}.{each}" for each in value.unused())
            elif isinstance(value, list):
                yield from (f"{name}[].{each}" for part in value if isinstance(part, Fields) for each in part.unused())


def watched(value: Any) -> Any:
    """The same value, with the objects in it as Fields."""
    if isinstance(value, dict):
        return value if isinstance(value, Fields) else Fields(value)
    return [watched(each) for each in value] if isinstance(value, list) else value


class Ignored:
    """The paths of fields that are left out on purpose; ``*`` stands for any one step.

    >>> "claims.P18" in Ignored(["claims.*"]), "claims.P18[].rank" in Ignored(["claims.*"])
    (True, False)
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = [re.compile(re.escape(path).replace(r"\*", r"[^.]*")) for path in paths]

    def __contains__(self, path: object) -> bool:
        return any(each.fullmatch(str(path)) is not None for each in self.paths)
