"""Wikidata: people who hold or held posts, the posts as tenures, and the bodies at which they were held.

A tenure comes from each statement of P39 (position held) that is not deprecated; its start is P580, its end P582, and
P1365 and P1366 become claims that one tenure replaces another. The body is P642 of the statement, else P2389 or P361
of the post. Dates keep their precision; what Wikidata leaves out is left out here.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from kg.load.audit import Row
from kg.load.entry import Batch, Entry
from kg.load.fields import Fields
from kg.load.given import given, with_publisher
from kg.load.intake import Intake, sound
from kg.load.json_items import json_items
from kg.load.slug import slug

from .posts import Item, Person, Post
from .wikibase import best, edtf_of, items_of, value_of

HUMAN: Final = "Q5"
ACTING: Final = "Q4676846"
CIRCA: Final = "Q5727902"
PRESUMABLY: Final = "Q18122778"
WIKIDATA: Final = "institution/wikidata"

BODY_OF_POST: Final = ("P2389", "P361")
"""What a post belongs to: the organisation it directs, else the one it is part of."""


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all entities under the paths."""
    files = intake.files(".json", ".jsonl")
    dataset = {"id": "dataset/wikidata", "title": "People and posts of Wikidata", "licence": "CC0-1.0"}
    publisher = {"id": WIKIDATA, "name": "Wikidata", "institution_kind": "medium", "wikidata": "Q2013"}
    entries = with_publisher(Reader(intake).entries(files), publisher)
    yield intake.batch(Entry("dataset", dataset, files[0]), entries)


Kept = TypeVar("Kept", Person, Item)


class Reader:
    """Goes over the items, then over the people's posts, then over who followed whom; each rests on what was taken."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.people: dict[str, Person] = {}
        self.items: dict[str, Item] = {}

    def entries(self, files: list[Path]) -> Iterator[Entry]:
        """All records; of a person all or nothing, with the bodies at which the posts were held."""
        for row in self.intake.rows_of(files, lambda stream, path: json_items(stream, path, under=("entities",))):
            found = self.intake.attempt(row, self.entity)
            if isinstance(found, Person):
                self.keep(found, self.people)
            elif isinstance(found, Item):
                self.keep(found, self.items)
        attempts = [(each, self.intake.attempt(each.row, partial(self.tenures, each))) for each in self.people.values()]
        taken = [(person, tenures) for person, tenures in attempts if tenures is not None]
        known = {str(tenure.data["id"]) for _, tenures in taken for tenure in tenures}
        for person, tenures in taken:
            yield from (*person.entries, *tenures, *self.successions(person, known))

    def keep(self, found: Kept, among: dict[str, Kept]) -> None:
        """Keep an item, or of two states of one the later."""
        other = among.get(found.item)
        if other is not None and other.modified != found.modified:
            self.intake.note("an item is there in two states, and the later one is taken", found.item)
        if other is None or other.modified < found.modified:
            among[found.item] = found

    def entity(self, row: Row) -> Person | Item | None:
        """What an item is, with the records that it makes by itself."""
        item, modified = row.needed("id"), row.text("modified")
        if row.pop("missing") is not None:
            self.intake.note("an item that Wikidata does not have, or has no more, is left out", item)
            return None
        if modified is None:
            raise row.error("modified", f"{item} does not say when it was changed", "fetch it with props=info")
        claims = row.mapping("claims")
        natives = [snak for snak in best(claims, "P1559") if isinstance(snak, dict)]
        name, others = self.names_of(row, natives)
        if HUMAN not in items_of(claims, "P31"):
            return self.thing(item, name or "", modified, row)
        if "P39" not in claims:
            self.intake.note("a person without a post is left out", item)
            return None
        if name is None:
            raise row.error("labels", f"{item} has no English label", "fetch it with labels")
        native = str(natives[0]["text"]) if len(natives) > 0 else None
        official = {
            "id": f"official/wikidata-{item.lower()}",
            "name": name,
            "wikidata": item,
            "cites": [cited(item)],
            **given(aliases=[each for each in others if each != native], native_name=native),
        }
        posts = [post for statement in claims["P39"] if (post := self.post(statement)) is not None]
        entries = sound([source_of(item, name, modified, row), row.entry("official", official)])
        return Person(item, name, modified, posts, row.bare("id"), entries)

    def names_of(self, row: Row, natives: list[dict[str, Any]]) -> tuple[str | None, list[str]]:
        """The name of an item and its other names, in the languages of source.yaml and those of its native names."""
        labels, aliases = row.mapping("labels"), row.mapping("aliases")
        languages = dict.fromkeys([*self.intake.lookups["languages"].table, *(each["language"] for each in natives)])
        labelled = {each: labels[each]["value"] for each in languages if each in labels}
        names = [labelled[each] for each in ("en", "mul") if each in labelled]
        names += [*(each["text"] for each in natives), *labelled.values()]
        names += [each["value"] for language in languages for each in aliases.get(language, [])]
        names = [name for each in names if (name := str(each).strip()) != ""]
        first = names[0] if len(names) > 0 else None
        return first, [each for each in dict.fromkeys(names) if each != first]

    def thing(self, item: str, name: str, modified: str, row: Row) -> Item:
        """A post or body, with the records of a body where source.yaml knows its kind."""
        claims = row.mapping("claims")
        classes = items_of(claims, "P31")
        kinds = (self.intake.lookup("institution_kinds", each) for each in classes)
        own = self.intake.lookup("institutions", item)
        kind = own if own is not None else next((each for each in kinds if each is not None), None)
        entries = [source_of(item, name or item, modified, row)]
        if kind is not None:
            body = {"id": institution_id(item), "name": name or item, "institution_kind": kind, "wikidata": item}
            entries.append(row.entry("institution", {**body, "cites": [cited(item)]}))
        bodies = [each for name in BODY_OF_POST for each in items_of(claims, name)]
        return Item(item, name, modified, classes, bodies, kind, sound(entries))

    def post(self, statement: Fields) -> Post | None:
        """A statement of P39, where it is to be believed."""
        key, position = str(statement["id"]), value_of(statement["mainsnak"])
        if statement.get("rank") == "deprecated":
            self.intake.note("a deprecated post is left out", key)
        elif position is None:
            self.intake.note("a post that Wikidata does not name is left out", key)
        else:
            return self.held(key, str(position), statement.get("qualifiers", {}))
        statement.leave()
        return None

    def held(self, key: str, position: str, qualifiers: dict[str, list[dict[str, Any]]]) -> Post:
        """A post with what its qualifiers say."""

        def items(*names: str) -> list[str]:
            found = [value_of(each) for name in names for each in qualifiers.get(name, [])]
            return [str(each) for each in found if each is not None]

        sourcing = items("P1480")
        doubt = "~" if CIRCA in sourcing else "?" if PRESUMABLY in sourcing else ""
        start, end = (self.day(qualifiers.get(name, []), key, doubt) for name in ("P580", "P582"))
        if end is None and any(each["snaktype"] == "somevalue" for each in qualifiers.get("P582", [])):
            end = "unknown"
        others = [(name, other) for name in ("P1365", "P1366") for other in items(name)]
        return Post(key, position, items("P642"), ACTING in items("P5102", "P794", "P3831"), start, end, others)

    def tenures(self, person: Person, row: Row) -> list[Entry]:
        """The tenures of a person with the bodies at which they were held."""
        found: list[Entry] = []
        for post in person.posts:
            body = self.body(post)
            if body is not None:
                data = {
                    "id": post.id,
                    "official": person.official,
                    "institution": institution_id(body.item),
                    "post": self.items[post.position].name,
                    "cites": [cited(person.item)],
                    **given(acting="yes" if post.is_acting else None, start=post.start, end=post.end),
                }
                found += [*body.entries, row.entry("tenure", data)]
        return sound(found)

    def body(self, post: Post) -> Item | None:
        """The body at which a post was held; None where the post or the body cannot be named from the input."""
        position = self.items.get(post.position)
        if position is None or position.name == "":
            self.intake.note("a tenure is left out, since its post is not in the input: fetch it too", post.position)
            return None
        named = (*post.bodies, *position.bodies)
        body = next((self.items[each] for each in named if each in self.items), None)
        if body is None:
            missing = ", ".join(named) or f"none is named by {post.position}"
            self.intake.note("a tenure is left out, since its body is not in the input: fetch it too", missing)
        elif body.kind is None:
            what = "a tenure is left out: source.yaml knows no kind of body for it"
            self.intake.note(what, f"{body.item} ({', '.join(body.classes)})")
            return None
        return body

    def day(self, snaks: list[dict[str, Any]], key: str, doubt: str) -> str | None:
        """The date of a qualifier as EDTF; two days that disagree make one unknown day between them."""
        found = sorted({day for each in snaks if (day := edtf_of(each)) is not None})
        if any(value_of(each) is not None and edtf_of(each) is None for each in snaks):
            self.intake.note("a date that is not of our calendar, or coarser than a century, is left out", key)
        if len(found) > 1 and not all(len(each) == 10 for each in found):
            self.intake.note("several dates of a post disagree and are left out", key)
            return None
        if len(found) > 1:
            return f"[{found[0]}..{found[-1]}]"
        return None if len(found) == 0 else found[0] if "[" in found[0] else f"{found[0]}{doubt}"

    def successions(self, person: Person, known: set[str]) -> Iterator[Entry]:
        """Claims that a tenure of this person replaced another, or was replaced."""
        for post in person.posts:
            for name, other in post.others if post.id in known else ():
                theirs = self.people[other].posts if other in self.people else []
                found = [each.id for each in theirs if each.position == post.position and each.id in known]
                side = ("", found[0]) if len(found) == 1 else ("_text", self.name_of(other))
                yield succession(person, post, other, side, is_replaced=name == "P1366")

    def name_of(self, item: str) -> str:
        """What an item is called, as far as the input says."""
        found = self.people[item] if item in self.people else self.items.get(item)
        return found.name if found is not None and found.name != "" else f"Wikidata item {item}"


def succession(person: Person, post: Post, other: str, side: tuple[str, str], *, is_replaced: bool) -> Entry:
    """The claim that the later of two tenures takes the place of the earlier one; ``side`` is a tenure or words."""
    how = "replaced-by" if is_replaced else "replaces"
    mine, theirs = ("object", "subject") if is_replaced else ("subject", "object")
    data = {
        "id": f"claim/wikidata-{slug(post.statement)}-{how}-{other.lower()}",
        "speaker": WIKIDATA,
        "document": person.document,
        "at": "unseen",
        "stance": "asserts",
        "about": [post.id],
        "link": {"predicate": "replaces", mine: post.id, f"{theirs}{side[0]}": side[1]},
        "summary": f"Has {'a successor' if is_replaced else 'a predecessor'} in this post.",
    }
    return person.row.entry("claim", data)


def cited(item: str) -> dict[str, str]:
    """An item as what a record cites."""
    return {"document": f"document/wikidata-{item.lower()}", "at": "unseen"}


def source_of(item: str, name: str, modified: str, row: Row) -> Entry:
    """The document that an item is, dated by its last change."""
    data = {
        "id": f"document/wikidata-{item.lower()}",
        "title": f"{name} ({item})",
        "document_kind": "data_set",
        "published": modified[:10],
        "dated_by": "the last change of the item",
        "publisher": WIKIDATA,
        "url": f"https://www.wikidata.org/wiki/{item}",
        "identifiers": f"wikidata:{item}",
        "tier": "A",
    }
    return row.entry("document", data)


def institution_id(item: str) -> str:
    """The id of a body."""
    return WIKIDATA if item == "Q2013" else f"institution/wikidata-{item.lower()}"
