"""What a source must not leave without a document, for the sources that there are and for one that is new."""

from kg.load.source import Source

KINDS = ("institution", "topic", "official", "measure")


def uncited(made: Source) -> list[str]:
    """The bodies, topics, people and measures of a sample that cite no document."""
    entries = [entry for batch in made.sample() for entry in batch.entries if entry.kind in KINDS]
    return [entry.data["id"] for entry in entries if "cites" not in entry.data]
