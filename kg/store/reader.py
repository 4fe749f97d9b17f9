"""What asking needs of a store: rows of a query, whichever library fetches them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

__all__ = ["Reader"]


class Reader(Protocol):
    """A connection that reads; ``address`` is what messages call it."""

    @property
    def address(self) -> str:
        """Where it reads, in words that may be printed."""

    def read(self, cypher: str, /, **parameters: object) -> Sequence[Mapping[str, Any]]:
        """All rows of one query. A StoreError where the store fails."""
