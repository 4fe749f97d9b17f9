"""What is kept of Wikidata's items until all of them are read: people with their posts, and everything else."""

from dataclasses import dataclass

from kg.load.audit import Row
from kg.load.entry import Entry
from kg.load.slug import slug


@dataclass
class Item:
    """What is no person with a post: perhaps a post, or a body at which posts were held."""

    item: str
    name: str
    modified: str
    classes: list[str]
    bodies: list[str]
    kind: str | None
    entries: list[Entry]


@dataclass
class Post:
    """A statement that somebody held a post; ``statement`` is the identifier that Wikidata gives it."""

    statement: str
    position: str
    bodies: list[str]
    is_acting: bool
    start: str | None
    end: str | None
    others: list[tuple[str, str]]

    @property
    def id(self) -> str:
        """The id of the tenure."""
        return f"tenure/wikidata-{slug(self.statement)}"


@dataclass
class Person:
    """Somebody who held posts."""

    item: str
    name: str
    modified: str
    posts: list[Post]
    row: Row
    entries: list[Entry]

    @property
    def document(self) -> str:
        """The id of the item as a document."""
        return f"document/wikidata-{self.item.lower()}"

    @property
    def official(self) -> str:
        """The id of the person."""
        return f"official/wikidata-{self.item.lower()}"
