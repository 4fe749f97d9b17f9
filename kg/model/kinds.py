"""All kinds of record, in the order in which people meet them."""

from typing import Final

from kg.model.actors import Institution, Official, Party, Tenure
from kg.model.claim import Claim, Figure, Terms
from kg.model.dataset import Dataset
from kg.model.documents import Document, Measure, Topic
from kg.model.field import Model
from kg.model.judgement import Judgement
from kg.model.link import Link
from kg.model.record import Citation, Cited, Record
from kg.model.ref import kind_of
from kg.model.status import Owner, Stage, Status
from kg.model.talks import Arrangement, Event, Negotiation, Participant
from kg.model.undertakings import Commitment, Concession, Undertaking

__all__ = ["BY_PLURAL", "BY_SLUG", "DOSSIER_KINDS", "KINDS", "is_shared"]

DOSSIER_KINDS: Final[tuple[type[Record], ...]] = (
    Party,
    Institution,
    Official,
    Tenure,
    Negotiation,
    Event,
    Arrangement,
    Document,
    Measure,
    Topic,
    Concession,
    Commitment,
    Claim,
    Judgement,
)
"""The kinds that a dossier lists under their plural."""

KINDS: Final[tuple[type[Record], ...]] = (*DOSSIER_KINDS, Status, Dataset)
"""All kinds of node."""

BY_SLUG: Final = {kind.KIND.slug: kind for kind in KINDS}
BY_PLURAL: Final = {kind.KIND.plural: kind for kind in DOSSIER_KINDS}

# Kinds refer to one another across modules, so their references can be resolved only when all are there.
NAMES: Final = {"Record": Record, **{kind.__name__: kind for kind in KINDS}}
MODELS: Final[tuple[type[Model], ...]] = (
    Citation,
    Cited,
    Stage,
    Owner,
    Participant,
    Terms,
    Link,
    Figure,
    Undertaking,
    *KINDS,
)
for model in MODELS:
    model.model_rebuild(force=True, _types_namespace=NAMES)


def is_shared(record_id: str) -> bool:
    """Whether several data sets may state this record."""
    kind = BY_SLUG.get(kind_of(record_id))
    return kind is not None and kind.KIND.shared
