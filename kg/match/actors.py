"""The actors in the store with all by which they can be recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.model.kinds import KINDS
from kg.store import Store

__all__ = ["Actor", "Post", "actors", "judged"]


@dataclass(frozen=True)
class Post:
    """A post at an institution, with all records and names of it; days are ISO text, None where open or unknown.

    ``others`` are institutions that somebody judged to be different ones, ``datasets`` those that state this one: who
    wrote one of them told it apart from the others that it has.
    """

    title: str
    institutions: frozenset[str]
    others: frozenset[str]
    datasets: frozenset[str]
    names: tuple[str, ...]
    start: str | None
    end: str | None


@dataclass(frozen=True)
class Actor:
    """A party, institution or official; ``codes`` are what only one actor has, such as a Wikidata item.

    ``misprints`` are what texts print where it is meant; ``kind`` and ``party`` are those of an institution. ``posts``
    and ``datasets`` are also those of all records that were judged the same: who wrote one of them told it apart.
    """

    id: str
    names: tuple[str, ...]
    misprints: tuple[str, ...]
    datasets: frozenset[str]
    codes: dict[str, str]
    kind: str | None
    party: tuple[str, ...]
    posts: tuple[Post, ...]


def actors(store: Store) -> list[Actor]:
    """All actors, by id."""
    labels = "|".join(kind.KIND.label for kind in KINDS if kind.KIND.shared)
    rows = store.read(
        f"MATCH (n:{labels}) RETURN n.id AS id, [n.name] + coalesce(n.aliases, []) + "
        "CASE WHEN n.native_name IS NULL THEN [] ELSE [n.native_name] END AS names, n.wikidata AS wikidata, "
        "n.misprints AS misprints, n.iso3166 AS iso3166, n.institution_kind AS kind, "
        "COLLECT { MATCH (n)<-[:ASSERTS]-(d:Dataset) RETURN d.id } AS datasets, "
        "COLLECT { MATCH (n)-[:SAME_AS*1..5]-(k) RETURN k.id } AS judged, "
        "COLLECT { MATCH (n)-[:OF_PARTY]->(p:Party) RETURN p.id } AS party ORDER BY id"
    )
    datasets = {row["id"]: row["datasets"] for row in rows}
    posts = posts_of(store, {row["id"]: tuple(row["names"]) for row in rows}, datasets)
    return [actor_of(row, posts, datasets) for row in rows]


def actor_of(row: Any, posts: Mapping[str, list[Post]], datasets: Mapping[str, list[str]]) -> Actor:
    """One actor, with the posts and the data sets of each record that stands for it."""
    every = [row["id"], *sorted({*row["judged"]} - {row["id"]})]
    codes = {name: row[name] for name in ("wikidata", "iso3166") if row[name] is not None}
    told = frozenset(dataset for each in every for dataset in datasets[each])
    held = tuple(post for each in every for post in posts.get(each, []))
    party = tuple(sorted(row["party"]))
    names, misprints = tuple(dict.fromkeys(row["names"])), tuple(row["misprints"] or ())
    return Actor(row["id"], names, misprints, told, codes, row["kind"], party, held)


def posts_of(
    store: Store, names: Mapping[str, tuple[str, ...]], datasets: Mapping[str, list[str]]
) -> defaultdict[str, list[Post]]:
    """The posts of each official, in the order of their ids."""
    found: defaultdict[str, list[Post]] = defaultdict(list)
    rows = store.read(
        "MATCH (o:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution) RETURN o.id AS who, t.post AS title, "
        "i.id AS institution, COLLECT { MATCH (i)-[:SAME_AS*0..5]-(k:Institution) RETURN k.id } AS judged, "
        "COLLECT { MATCH (i)<-[:JUDGES]-(:Judgement {verdict: 'different'})-[:JUDGES]->(k) RETURN k.id } AS others, "
        "toString(t.start_earliest) AS start, toString(t.end_latest) AS end ORDER BY t.id"
    )
    for row in rows:
        where = frozenset({row["institution"], *row["judged"]})
        told = frozenset(dataset for each in where for dataset in datasets[each])
        called = names[row["institution"]]
        post = Post(row["title"], where, frozenset(row["others"]), told, called, row["start"], row["end"])
        found[row["who"]].append(post)
    return found


def judged(store: Store) -> dict[frozenset[str], set[str]]:
    """The verdicts on each pair of records."""
    found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    rows = store.read(
        "MATCH (j:Judgement) RETURN COLLECT { MATCH (j)-[:JUDGES]->(n) RETURN n.id } AS pair, j.verdict AS verdict"
    )
    for row in rows:
        found[frozenset(row["pair"])].add(row["verdict"])
    return found
