"""Publishing: sealed runs of the whole graph as RDF, each checked before anybody sees it, with deltas between them."""

from kg.publish.run import Outcome, note_failure, publish
from kg.publish.verify import verify

__all__ = ["Outcome", "note_failure", "publish", "verify"]
