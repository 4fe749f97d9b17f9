"""Claim-centred data of any size, as a loader hands it over: seeded, so that one size always gives one graph.

The first data sets hold what claims refer to (documents, actors, events, measures, undertakings; one up to 50,000
claims), the others the claims. Each is a slice small enough for one load, and refers to itself and to what the earlier
ones put into the store. The shares are those of a graph of 200,000 claims among 254,000 nodes.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from kg.load.entry import Batch, Entry
from kg.store.upsert import batches as in_lists

__all__ = ["SLICE", "Sizes", "batches"]

SLICE: Final = 40_000
"""Claims in one data set: with relationships and assertions two thirds of what one load takes."""

CONTEXT_SLICE: Final = 15_000
"""Records of what claims refer to in one data set: an undertaking comes with its terms and stages."""

FIRST_DAY: Final = date(2024, 1, 1)
DAYS: Final = 700
PARTIES: Final = ("us", "cn", "eu", "jp", "kr", "gb", "in", "mx", "ca", "br", "vn", "ch")

Data = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How many records of each kind stand in a graph of so many claims, those made from terms included."""

    claims: int

    def share(self, of_200_000: int) -> int:
        """So many at 200,000 claims, in proportion at other sizes, and at least four."""
        return max(4, of_200_000 * self.claims // 200_000)

    @property
    def documents(self) -> int:
        return self.share(40_000)

    @property
    def institutions(self) -> int:
        return self.share(1_000)

    @property
    def officials(self) -> int:
        return self.share(2_000)

    @property
    def topics(self) -> int:
        return self.share(200)

    @property
    def events(self) -> int:
        return self.share(2_000)

    @property
    def measures(self) -> int:
        return self.share(1_000)

    @property
    def concessions(self) -> int:
        return self.share(2_000)

    @property
    def commitments(self) -> int:
        return self.share(3_000)

    @property
    def sliced(self) -> int:
        """The claims beside those that the loader makes from the terms of undertakings."""
        return self.claims - self.concessions - self.commitments


def batches(claims: int, *, seed: int = 1) -> Iterator[Batch]:
    """The data sets of a graph of so many claims (at least 20), in the order in which they have to be loaded."""
    sizes = Sizes(claims)
    for number, part in enumerate(in_lists(Context(sizes, seed).entries(), CONTEXT_SLICE), start=1):
        which = "context" if number == 1 else f"context-{number}"
        yield Batch(dataset(which, "What claims refer to"), part)
    for number, start in enumerate(range(0, sizes.sliced, SLICE), start=1):
        stop = min(start + SLICE, sizes.sliced)
        yield Batch(dataset(f"claims-{number}", f"Claims, slice {number}"), Claims(sizes, seed).entries(start, stop))


def dataset(slug: str, title: str) -> Entry:
    """The entry of a data set."""
    return entry("dataset", {"id": f"dataset/bench-{slug}", "title": title, "licence": "CC0-1.0"})


def entry(kind: str, data: Data) -> Entry:
    """A record without a place of its own."""
    return Entry(kind, data, Path("bench"))


def number(kind: str, index: int) -> str:
    """The id of the record of a kind with that number."""
    return f"{kind}/bench-{index:06}"


def day(index: int, of: int) -> str:
    """Dates that spread so many things evenly over the time that the graph covers."""
    return (FIRST_DAY + timedelta(days=index * DAYS // of)).isoformat()


def party(index: int) -> str:
    """A party; there are few of them at any size."""
    return f"party/{PARTIES[index % len(PARTIES)]}"


def origin(index: int, count: int, documents: int) -> int:
    """The number of the document that first tells of a record: records come up all through the first two thirds."""
    return index * documents * 2 // (count * 3)


class Context:
    """Everything that claims refer to."""

    def __init__(self, sizes: Sizes, seed: int) -> None:
        self._sizes = sizes
        self._random = Random(f"context {seed}")

    def entries(self) -> Iterator[Entry]:
        """All records, kind by kind."""
        for code in PARTIES:
            yield entry("party", {"id": f"party/{code}", "name": f"Party {code.upper()}", "iso3166": code.upper()})
        for kind, count, make in (
            ("topic", self._sizes.topics, self._topic),
            ("institution", self._sizes.institutions, self._institution),
            ("document", self._sizes.documents, self._document),
            ("official", self._sizes.officials, self._official),
            ("event", self._sizes.events, self._event),
            ("measure", self._sizes.measures, self._measure),
            ("concession", self._sizes.concessions, self._concession),
            ("commitment", self._sizes.commitments, self._commitment),
        ):
            for index in range(count):
                yield entry(kind, {"id": number(kind, index), **make(index)})

    def _cites(self, index: int, count: int) -> list[Data]:
        return [{"document": number("document", origin(index, count, self._sizes.documents)), "at": place(index)}]

    def _topic(self, index: int) -> Data:
        return {"name": f"Goods of heading {index}", "codes": [f"HS:{index:04}"]}

    def _institution(self, index: int) -> Data:
        kinds = ("ministry", "agency", "medium", "think_tank", "firm")
        kind = kinds[index % len(kinds)]
        return {"name": f"Institution {index}", "institution_kind": kind, "party": party(index)}

    def _official(self, index: int) -> Data:
        return {"name": f"Official {index}", "aliases": [f"O. {index}"], "cites": self._cites(0, 1)}

    def _document(self, index: int) -> Data:
        kinds = (("article", "W"), ("statement", "O"), ("fact_sheet", "O"), ("report", "T"), ("readout", "O"))
        kind, tier = self._random.choice(kinds)
        return {
            "title": f"On the talks, part {index}",
            "document_kind": kind,
            "tier": tier,
            "published": day(index, self._sizes.documents),
            "url": f"https://example.org/documents/{index}",
            "language": "en",
            "publisher": number("institution", self._random.randrange(self._sizes.institutions)),
        }

    def _event(self, index: int) -> Data:
        return {
            "name": f"Round {index} of the talks",
            "event_kind": self._random.choice(("round", "call", "visit", "hearing")),
            "place": self._random.choice(("Geneva", "London", "Kuala Lumpur", "São Paulo")),
            "participants": [
                {"who": number("official", each), "role": "member", "for_party": party(each)}
                for each in self._random.sample(range(self._sizes.officials), 2)
            ],
            "cites": self._cites(index, self._sizes.events),
        }

    def _measure(self, index: int) -> Data:
        since = day(origin(index, self._sizes.measures, self._sizes.documents), self._sizes.documents)
        return {
            "name": f"Tariff {index}",
            "measure_kind": self._random.choice(("tariff", "export_control", "port_fee")),
            "imposed_by": party(index),
            "against": party(index + 1),
            "topics": number("topic", index % self._sizes.topics),
            "cites": self._cites(index, self._sizes.measures),
            "history": [{"status": "in_force", "since": since}, {"status": "suspended", "since": "2025-11-10"}],
        }

    def _concession(self, index: int) -> Data:
        return {
            "name": f"Easing {index}",
            "action": self._random.choice(("suspend", "lower", "relax", "exempt")),
            "by": party(index),
            "to": party(index + 1),
            "announced": day(origin(index, self._sizes.concessions, self._sizes.documents), self._sizes.documents),
            "eases": number("measure", index % self._sizes.measures),
            "cites": self._cites(index, self._sizes.concessions),
        }

    def _commitment(self, index: int) -> Data:
        return {
            "name": f"Purchase {index}",
            "action": "buy",
            "by": party(index),
            "to": party(index + 1),
            "quantity": quantity(self._random),
            "window": window(self._random),
            "topics": number("topic", index % self._sizes.topics),
            "cites": self._cites(index, self._sizes.commitments),
        }


class Claims:
    """The claims: propositions, terms, links and figures, some of which revise or relay earlier ones."""

    def __init__(self, sizes: Sizes, seed: int) -> None:
        self._sizes = sizes
        self._seed = seed

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """The claims with these numbers; every slice has its own seed, so that it does not rest on the others."""
        random = Random(f"claims {self._seed} {start}")
        earlier: deque[Data] = deque(maxlen=100)
        for index in range(start, stop):
            data = self._claim(random, index, earlier)
            if "terms" in data:
                earlier.append(data)
            yield entry("claim", data)

    def _claim(self, random: Random, index: int, earlier: Sequence[Data]) -> Data:
        (shape,) = random.choices(tuple(SHAPES), weights=tuple(SHAPES.values()))
        kind, record, known = self._record(random, shape)
        document = self._document(random, known)
        data: Data = {
            "id": number("claim", index),
            "document": number("document", document),
            "at": place(random.randrange(4000)),
            "stance": random.choice(("asserts", "asserts", "asserts", "denies", "predicts", "opines")),
            "summary": f"{random.choice(OPENINGS)} {kind} {record[-6:]} {random.choice(ENDINGS)}.",
        }
        data |= self._voice(random)
        if random.random() < 0.4:
            data["hedge"] = random.choice(("weak", "strong"))
        if random.random() < 0.2:
            data["said_on"] = day(document, self._sizes.documents)
        if random.random() < 0.05:
            data["said_at"] = number("event", random.randrange(self._sizes.events))
        match shape:
            case "proposition" if random.random() < 0.6:
                data["about"] = [record]
            case "relay" if index > 0:
                data |= {"about": [record], "relays": [number("claim", random.randrange(index))]}
            case "terms":
                data |= {"about": [record], "terms": terms(random, kind)}
            case "figure":
                data |= {"about": [record], "figure": {"quantity": quantity(random), "counts": "running_total"}}
            case "link":
                data["link"] = self._link(random, record)
            case "revision" if len(earlier) > 0:
                before = random.choice(earlier)
                kind = before["about"][0].partition("/")[0]
                data |= {"about": before["about"], "terms": terms(random, kind), "revises": [before["id"]]}
        return data

    def _record(self, random: Random, shape: str) -> tuple[str, str, int]:
        """What a claim is about: kind, id, and the number of the document that first told of it."""
        kind = (
            "commitment" if shape == "figure" else random.choice(("commitment", "commitment", "concession", "measure"))
        )
        count = {
            "commitment": self._sizes.commitments,
            "concession": self._sizes.concessions,
            "measure": self._sizes.measures,
        }[kind]
        index = random.randrange(count)
        return kind, number(kind, index), origin(index, count, self._sizes.documents)

    def _document(self, random: Random, known: int) -> int:
        """A document later than the one that first told of the record, or (for one in a hundred) any."""
        return random.randrange(0 if random.random() < 0.01 else known, self._sizes.documents)

    def _voice(self, random: Random) -> Data:
        """Who speaks: an official, an institution, or a source that the document does not name."""
        chance = random.random()
        if chance < 0.15:
            return {"attribution": random.choice(("a person familiar with the talks", "two diplomats"))}
        kind, count = ("official", self._sizes.officials) if chance < 0.6 else ("institution", self._sizes.institutions)
        return {"speaker": number(kind, random.randrange(count))}

    def _link(self, random: Random, record: str) -> Data:
        """A tie between what the claim is about and a concession, or the lack of one."""
        concession = number("concession", random.randrange(self._sizes.concessions))
        if random.random() < 0.3:
            return {
                "predicate": "reciprocates",
                "subject": random.choice(("nothing", "too-little")),
                "object": concession,
            }
        # A concession is tied to the other one; what is no promise can only have brought one about.
        if record == concession:
            concession = number("concession", (int(record[-6:]) + 1) % self._sizes.concessions)
        tied = ("prompted_by",) if record.startswith("measure/") else ("reciprocates", "prompted_by", "conditional_on")
        return {"predicate": random.choice(tied), "subject": record, "object": concession}


SHAPES: Final = {"proposition": 42, "terms": 25, "link": 17, "figure": 8, "revision": 4, "relay": 4}
OPENINGS: Final = ("Says that the", "Reports that the", "Calls it plain that the", 'Holds the "promise" that the')
ENDINGS: Final = (
    "stands as it was agreed in the spring",
    "came too late to matter to growers at home",
    "was weighed against what the other side had asked for",
    "will be looked at again before the next round in São Paulo",
)


def place(index: int) -> str:
    """A locator; every other one carries the hash of the words that stand there."""
    at = f"p{index % 40 + 1}.s{index % 5 + 1}"
    return at if index % 2 == 0 else f"{at}#{index % 30 + 5}:{index * 2654435761 % 2**64:016x}"


def quantity(random: Random) -> Data:
    """An amount of goods."""
    unit = random.choice(("Mt", "t", "USD bn", "bushels"))
    return {"amount": str(random.randrange(1, 500)), "unit": unit, "bound": random.choice(("at_least", "about"))}


def window(random: Random) -> Data:
    """A span of time, in days or by name."""
    if random.random() < 0.2:
        return {"label": random.choice(("this season", "next year"))}
    return {"start": day(random.randrange(DAYS), DAYS), "end": "2026-12-31"}


def terms(random: Random, kind: str) -> Data:
    """Terms such as records of the kind have."""
    if kind == "measure":
        return {"rate": {"amount": str(random.randrange(5, 150)), "unit": "percent"}}
    return {"quantity": quantity(random)} if random.random() < 0.5 else {"window": window(random)}
