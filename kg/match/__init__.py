"""Which records of different data sets may be one actor: proposals with their reasons, and judgements as files."""

from kg.match.judge import judge
from kg.match.propose import Proposal, proposals

__all__ = ["Proposal", "judge", "proposals"]
