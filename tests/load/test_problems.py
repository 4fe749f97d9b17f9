"""The gallery of bad input: for each mistake the exact message, with its file, line and column."""
# ruff: noqa: E501 (dossiers and messages stand as people see them)

import os
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.load import check

DATASET = "id: dataset/talks\ntitle: Talks\nlicence: CC-BY-4.0\n"

BASE = """\
parties:
  - {id: party/us, name: United States}
  - {id: party/cn, name: China}
institutions:
  - {id: institution/wire, name: Wire, institution_kind: medium}
officials:
  - {id: official/ann-lee, name: Ann Lee, cites: {document: document/report, at: unseen}}
documents:
  - {id: document/report, document_kind: article, title: Report, published: 2025-11-10, tier: W, publisher: institution/wire}
  - {id: document/note, document_kind: article, title: Note, published: 2025-11-12, tier: W, publisher: institution/wire}
measures:
  - {id: measure/port-fee, name: Port fee, measure_kind: port_fee, cites: {document: document/report, at: unseen}}
commitments:
  - {id: commitment/soybeans, name: Soybeans, by: party/cn, to: party/us, cites: {document: document/report, at: unseen}}
concessions:
  - {id: concession/chips, name: Chips, by: party/us, to: party/cn, cites: {document: document/report, at: unseen}}
"""

KINDS = (
    "one of: parties, institutions, officials, tenures, negotiations, events, arrangements, documents, measures, topics, "
    "concessions, commitments, claims, judgements"
)

GALLERY: dict[str, tuple[str, list[str]]] = {
    "rules beside a faulty field": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tarif
    draft: yes
    history:
      - {status: planned, since: 2025}
      - {status: in_force, since: 2026, until: 2025, rate: {amount: -10, unit: percent}}
    cites: [{document: document/report, at: p3}, {document: document/report, at: p4, via: document/report}]
claims:
  - {id: claim/a, document: document/report, at: p1, stance: assert, terms: {}, figure: {quantity: {amount: 3, unit: Mt}}, summary: S}
""",
        [
            "4:19: 'tarif' is no word of measure-kind; did you mean tariff?",
            "5:5: measure/a is a draft; review it and take draft away",
            "7:18: planned is no stage of measures; one of: threatened, announced, in_force, suspended, changed, ended, annulled",
            "8:48: 2026/2025 ends before it starts; since is the earlier date",
            "8:60: the amount -10 is negative; write how much it is; the summary says what falls",
            "9:50: measure/a cites document/report twice; cite it once and list the places under at",
            "9:91: document/report is cited via itself; leave via out",
            "11:5: a figure about 0 records; give the one commitment that it measures",
            "11:5: nobody speaks; name the speaker, or say under attribution how the text names its source",
            "11:5: terms about 0 records; state the terms of exactly one record under about",
            "11:62: 'assert' is no word of stance; did you mean asserts?",
            "11:77: terms state nothing; give at least one of quantity, window, condition, duty, date, ...",
            "11:89: a claim with terms and figure; make a claim of each",
        ],
    ),
    "an id twice, and another mistake": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, cites: {document: document/report, at: p1}}
  - {id: measure/a, name: A, measure_kind: tarif, cites: {document: document/report, at: p1}}
""",
        [
            "3:10: measure/a stands twice, first at 2:10; give one of them another id",
            "3:44: 'tarif' is no word of measure-kind; did you mean tariff?",
        ],
    ),
    "no time runs backwards": (
        """\
tenures:
  - {id: tenure/a, official: official/ann-lee, institution: institution/wire, post: P, start: 2026, end: 2025-05, cites: {document: document/report, at: p1}}
negotiations:
  - {id: negotiation/a, name: A, start: 2026-02, end: 2026-01}
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: measure/port-fee, terms: {status: in_force, since: 2026, until: 2025}, summary: S}
""",
        [
            "2:106: 2026/2025-05 ends before it starts; start is the earlier date",
            "4:55: 2026-02/2026-01 ends before it starts; start is the earlier date",
            "6:156: 2026/2025 ends before it starts; since is the earlier date",
        ],
    ),
    "said after it was published": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, said_on: 2025-11-11, summary: On the other side of the date line}
  - {speaker: official/ann-lee, document: document/report, at: p3, stance: asserts, said_on: 2025-11-12, summary: S}
""",
        [
            "3:94: said on 2025-11-12, after document/report was published (2025-11-10); correct said_on, or the date or id of the document",
        ],
    ),
    "in circles": (
        """\
commitments:
  - {id: commitment/a, name: A, by: party/cn, total: commitment/a, cites: {document: document/report, at: p1}}
topics:
  - {id: topic/a, name: A, broader: topic/b}
  - {id: topic/b, name: B, broader: topic/a}
institutions:
  - {id: institution/a, name: A, institution_kind: agency, parent: institution/b}
  - {id: institution/b, name: B, institution_kind: agency, parent: institution/a}
claims:
  - {id: claim/a, speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, revises: claim/a, summary: S}
""",
        [
            "2:54: total goes in a circle: commitment/a -> commitment/a; no record comes back to itself",
            "4:37: broader goes in a circle: topic/a -> topic/b -> topic/a; no record comes back to itself",
            "7:68: parent goes in a circle: institution/a -> institution/b -> institution/a; no record comes back to itself",
            "10:107: revises goes in a circle: claim/a -> claim/a; no record comes back to itself",
        ],
    ),
    "links that tie the wrong things": (
        """\
claims:
  - {id: claim/a, speaker: official/ann-lee, document: document/report, at: p1, relays: claim/a, stance: asserts, link: {predicate: reciprocates, subject: measure/port-fee, object: party/us}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, link: {predicate: conditional_on, subject: concession/chips, object: concession/chips}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p3, stance: asserts, link: {predicate: fulfils, subject: party/cn, object: party/us}, summary: S}
""",
        [
            "2:89: relays goes in a circle: claim/a -> claim/a; no record comes back to itself",
            "2:156: measure/port-fee is no subject of reciprocates; name a concession or commitment, or use subject_text",
            "2:182: party/us is no object of reciprocates; name a concession or commitment, or use object_text",
            "3:154: the link ties concession/chips to itself; name two records",
            "4:139: party/us is no object of fulfils; name a concession or commitment or arrangement, or use object_text",
        ],
    ),
    "unknown field": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    againts: party/cn
    cites: {document: document/report, at: p3}
""",
        [
            "5:5: unknown field againts; did you mean against?",
        ],
    ),
    "unknown field inside": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    rate: {amount: 10, units: percent}
    cites: {document: document/report, at: p3}
""",
        [
            "5:11: measure/a has no unit; add unit: ...",
            "5:24: unknown field units; did you mean unit?",
        ],
    ),
    "unknown kind": (
        """\
mesures:
  - {id: measure/a}
""",
        [
            "1:1: unknown kind mesures; did you mean measures?",
        ],
    ),
    "kind of its own": (
        """\
statuses:
  - {id: status/a}
""",
        [
            "1:1: unknown kind statuses; one of: parties, institutions, officials, tenures, negotiations, events, arrangements, documents, measures, topics, concessions, commitments, claims, judgements",
        ],
    ),
    "no list": (
        """\
measures:
  id: measure/a
""",
        [
            "1:1: measures is no list; begin each record with a hyphen",
        ],
    ),
    "no mapping": (
        """\
measures:
  - measure/a
""",
        [
            "2:5: a record is a mapping of fields; write id: ...",
        ],
    ),
    "dangling beside another short id": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, against: party/jp, cites: {document: document/report, at: unseen}}
""",
        [
            "2:61: party/jp does not exist; add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
        ],
    ),
    "an empty item": (
        """\
parties:
  - {id: party/a, name: A, aliases: [B, ""]}
officials:
  - {id: official/a, name: A, wikidata: "https://www.wikidata.org/wiki/Q42?uselang=en", cites: {document: document/report, at: unseen}}
""",
        [
            "2:41: aliases is empty; give a value or leave it out",
            "4:41: 'https://www.wikidata.org/wiki/Q42?uselang=en' is no Wikidata item; write Q42, the last part of its address, or leave the field out where there is none",
        ],
    ),
    "dangling": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, against: party/cm, cites: {document: document/reprot, at: unseen}}
""",
        [
            "2:61: party/cm does not exist; did you mean party/cn? If not, add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
            "2:89: document/reprot does not exist; did you mean document/report?",
        ],
    ),
    "dangling via": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, cites: {document: document/report, at: unseen, via: document/copy}}
""",
        [
            "2:104: document/copy does not exist; add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
        ],
    ),
    "unknown id kind": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: mesure/port-fee, summary: S}
""",
        [
            "2:92: mesure/port-fee is of no kind; did you mean measure?",
        ],
    ),
    "unknown id kind in terms": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: mesure/port-fee, terms: {scope: x}, summary: S}
""",
        [
            "2:92: mesure/port-fee is of no kind; did you mean measure?",
        ],
    ),
    "wrong kind": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, against: institution/wire, cites: {document: document/report, at: unseen}}
""",
        [
            "2:61: 'institution/wire' is no id of Party; an id that begins with party/ is needed",
        ],
    ),
    "wrong kind of id": (
        """\
measures:
  - {id: concession/a, name: A, measure_kind: tariff, cites: {document: document/report, at: unseen}}
""",
        [
            "2:10: concession/a is no id of measures; ids of this kind begin with measure/",
        ],
    ),
    "bad id": (
        """\
measures:
  - {id: measure/A_b, name: A, measure_kind: tariff, cites: {document: document/report, at: unseen}}
""",
        [
            "2:10: 'measure/A_b' is no id; write measure/ and words of a-z and 0-9 joined by hyphens",
        ],
    ),
    "no id": (
        """\
measures:
  - {name: A, measure_kind: tariff, cites: {document: document/report, at: unseen}}
""",
        [
            "2:5: this measure has no id; add id: ...",
        ],
    ),
    "bad dates": (
        """\
events:
  - {id: event/a, name: A, event_kind: round, date: 2026-02-29, cites: {document: document/report, at: unseen}}
  - {id: event/b, name: B, event_kind: round, date: 2025-12-31/2025-12-01, cites: {document: document/report, at: unseen}}
  - {id: event/c, name: C, event_kind: round, date: 2025-12/, cites: {document: document/report, at: unseen}}
  - {id: event/d, name: D, event_kind: round, date: "30 Oct 2025", cites: {document: document/report, at: unseen}}
""",
        [
            "2:53: 2026-02-29 is no day of the calendar; that month has 28 days",
            "3:53: 2025-12-31/2025-12-01 ends before it starts; write the earlier date first",
            "4:53: '2025-12/' is a span with an empty side; write .. for an open side, such as 2025-11-10/..",
            "5:53: '30 Oct 2025' is a date in words, or with spaces; write a day, month or year such as 2025-12-08, 2025-12 or 2025, or a span such as 2025-11-01/2025-12-31",
        ],
    ),
    "open published": (
        """\
documents:
  - {id: document/x, document_kind: article, title: X, published: 2025-11-10/.., tier: W, publisher: institution/wire}
  - {id: document/y, document_kind: article, title: Y, tier: W, publisher: institution/wire}
""",
        [
            "2:67: 2025-11-10/.. has no last day; give published a date that ends",
            "3:5: document/y has no date; add published, or retrieved where no date of publication is known",
        ],
    ),
    "bad unit": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    rate: {amount: 10, unit: percents}
    cites: {document: document/report, at: p3}
""",
        [
            "5:30: 'percents' is no word of unit; did you mean percent?",
        ],
    ),
    "bad amount": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, rate: {amount: "1,000", unit: USD}, cites: {document: document/report, at: unseen}}
  - {id: measure/b, name: B, measure_kind: tariff, rate: {amount: about 5, unit: USD}, cites: {document: document/report, at: unseen}}
""",
        [
            "2:67: the amount '1,000' has commas between thousands; write 1000",
            "3:67: 'about 5' is no decimal number; write digits with at most one point, such as 12 or 12.5",
        ],
    ),
    "twice in one data set": (
        """\
measures:
  - {id: measure/port-fee, name: A, measure_kind: tariff, cites: {document: document/report, at: unseen}}
""",
        [
            "2:10: measure/port-fee stands twice, first at talks/base.yaml:12:10; give one of them another id",
        ],
    ),
    "missing citation": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff}
""",
        [
            "2:5: measure/a has no citation; add cites: [{document: ..., at: ...}]",
        ],
    ),
    "cited twice": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, cites: [{document: document/report, at: p1}, {document: document/report, at: p2}]}
""",
        [
            "2:97: measure/a cites document/report twice; cite it once and list the places under at",
        ],
    ),
    "wrong word": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tarif, cites: {document: document/report, at: unseen}}
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: assert, hedge: some, summary: S}
""",
        [
            "2:44: 'tarif' is no word of measure-kind; did you mean tariff?",
            "4:76: 'assert' is no word of stance; did you mean asserts?",
            "4:91: 'some' is no word of hedge; one of: none, weak, strong",
        ],
    ),
    "two contents": (
        """\
claims:
  - speaker: official/ann-lee
    document: document/report
    at: p1
    stance: asserts
    about: commitment/soybeans
    terms: {window: {label: growing season}}
    link: {predicate: reciprocates, subject: nothing, object: concession/chips}
    summary: S
""",
        [
            "8:11: a claim with terms and link; make a claim of each",
        ],
    ),
    "circle": (
        """\
claims:
  - {id: claim/a, speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, revises: claim/b, summary: S}
  - {id: claim/b, speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, revises: claim/c, summary: S}
  - {id: claim/c, speaker: official/ann-lee, document: document/report, at: p3, stance: asserts, revises: claim/a, summary: S}
  - {id: claim/d, speaker: official/ann-lee, document: document/report, at: p4, stance: asserts, revises: claim/d, summary: S}
""",
        [
            "2:107: revises goes in a circle: claim/a -> claim/b -> claim/c -> claim/a; no record comes back to itself",
            "5:107: revises goes in a circle: claim/d -> claim/d; no record comes back to itself",
        ],
    ),
    "circle of documents": (
        """\
documents:
  - {id: document/a, document_kind: article, title: A, published: 2025, tier: W, publisher: party/us, amends: document/a}
  - {id: document/b, document_kind: article, title: B, published: 2025, tier: W, publisher: party/us, based_on: [measure/port-fee, document/c]}
  - {id: document/c, document_kind: article, title: C, published: 2025, tier: W, publisher: party/us, based_on: document/b}
""",
        [
            "2:111: amends goes in a circle: document/a -> document/a; no record comes back to itself",
            "3:113: based_on goes in a circle: document/b -> document/c -> document/b; no record comes back to itself",
        ],
    ),
    "forms that others have fixed": (
        """\
documents:
  - {id: document/a, document_kind: article, title: A, published: 2025, tier: W, publisher: party/us, url: "javascript:alert(1)", language: en us}
  - {id: document/b, document_kind: article, title: B, published: 2025, tier: W, publisher: party/us, url: "http://x.org/>evil", identifiers: 2025-19001}
  - {id: document/c, document_kind: article, title: C, published: 2025, tier: W, publisher: party/us, url: "http://x.org:99999/"}
  - {id: document/d, document_kind: article, title: "D\\nE", published: 2025, tier: W, publisher: party/us, url: "http://[bad"}
topics:
  - {id: topic/a, name: A, codes: "HS 1201"}
measures:
  - {id: measure/a, name: A, measure_kind: tariff, rate: {amount: 10, unit: Mt}, cites: {document: document/report, at: [unseen, p1]}}
concessions:
  - {id: concession/a, name: A, by: party/us, to: [party/cn, party/us], cites: {document: document/report, at: p1}}
""",
        [
            "2:108: 'javascript:alert(1)' is no web address; write https:// or http://, a host and a path, without spaces",
            "2:141: 'en us' is no language tag; write a tag of BCP 47, such as en, zh or zh-Hans",
            "3:108: 'http://x.org/>evil' is no web address; write https:// or http://, a host and a path, without spaces",
            "3:143: '2025-19001' names no scheme; write the scheme, a colon and the code, such as HS:1201.90",
            "4:108: 'http://x.org:99999/' is no web address; write https:// or http://, a host and a path, without spaces",
            "5:53: a line break inside the text; write it as one line, or fold it with >-",
            "5:113: 'http://[bad' is no web address; write https:// or http://, a host and a path, without spaces",
            "7:35: 'HS 1201' names no scheme; write the scheme, a colon and the code, such as HS:1201.90",
            "9:77: a tariff in Mt; give a rate in percent, percentage points or money",
            "9:89: unseen beside a place; list the places alone, or write unseen alone",
            "11:62: party/us is on both sides; name the giver under by and the other side under to",
        ],
    ),
    "codes by which records are taken for one": (
        """\
parties:
  - {id: party/a, name: A, iso3166: n/a}
  - {id: party/b, name: B, iso3166: eu}
  - {id: party/c, name: C, iso3166: EU}
  - {id: party/d, name: D, iso3166: XK}
  - {id: party/e, name: E, iso3166: NOR}
institutions:
  - {id: institution/a, name: A, institution_kind: agency, wikidata: none}
  - {id: institution/b, name: B, institution_kind: agency, wikidata: "https://www.wikidata.org/wiki/Q861141"}
  - {id: institution/c, name: C, institution_kind: agency, wikidata: Q0861141}
  - {id: institution/d, name: D, institution_kind: agency, wikidata: Q861141}
officials:
  - {id: official/a, name: A, wikidata: q42, cites: {document: document/report, at: p1}}
""",
        [
            "2:37: 'n/a' is no code of ISO 3166-1; write two capital letters such as US, or leave the field out where there is none",
            "3:37: 'eu' is no code of ISO 3166-1; write EU, or leave the field out where there is none",
            "6:37: 'NOR' is no code of ISO 3166-1; write two capital letters such as US, or leave the field out where there is none",
            "8:70: 'none' is no Wikidata item; write a Q and its number such as Q861141, the last part of its address, or leave the field out where there is none",
            "9:70: 'https://www.wikidata.org/wiki/Q861141' is no Wikidata item; write Q861141, the last part of its address, or leave the field out where there is none",
            "10:70: 'Q0861141' is no Wikidata item; write a Q and its number such as Q861141, the last part of its address, or leave the field out where there is none",
            "13:41: 'q42' is no Wikidata item; write Q42, the last part of its address, or leave the field out where there is none",
        ],
    ),
    "status out of list": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    history: [{status: fulfilled, since: 2025-11}, {status: in_forc, since: 2025-11}]
    cites: {document: document/report, at: unseen}
  - id: measure/b
    name: A
    measure_kind: tariff
    history: [{status: fulfilled, since: 2025-11}]
    cites: {document: document/report, at: unseen}
""",
        [
            "5:24: fulfilled is no stage of measures; one of: threatened, announced, in_force, suspended, changed, ended, annulled",
            "5:61: 'in_forc' is no word of status; did you mean in_force?",
            "10:24: fulfilled is no stage of measures; one of: threatened, announced, in_force, suspended, changed, ended, annulled",
        ],
    ),
    "same stage twice": (
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    history: [{status: ended, since: 2025-11}, {status: ended, since: 2025-11}]
    cites: {document: document/report, at: unseen}
""",
        [
            "5:48: measure/a tells the stage status/measure-a-ended-2025-11 twice; tell it once, with all its citations",
        ],
    ),
    "stage in a claim": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: commitment/soybeans, terms: {status: suspended}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, about: party/us, terms: {status: suspended}, summary: S}
""",
        [
            "2:129: suspended is no stage of commitments; one of: floated, agreed_in_principle, given, fulfilled, broken, lapsed, moot",
            "3:110: parties have no stages; leave status out",
        ],
    ),
    "draft": (
        """\
measures:
  - {id: measure/a, draft: true, name: A, measure_kind: tariff, cites: {document: document/report, at: unseen}}
  - {id: measure/b, draft: no, name: B, measure_kind: tariff, cites: {document: document/report, at: unseen}}
""",
        [
            "2:21: measure/a is a draft; review it and take draft away",
            "3:21: measure/b may be a draft: draft is 'no'; review it and take draft away",
        ],
    ),
    "terms on wrong kind": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: concession/chips, terms: {duty: must}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, about: party/us, terms: {window: {label: soon}}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p3, stance: asserts, about: [concession/chips, commitment/soybeans], terms: {condition: rain}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p4, stance: asserts, about: concession/chips, terms: {}, summary: S}
""",
        [
            "2:118: concessions have no term duty; one of: quantity, window, condition, by, to, status",
            "3:110: parties have no term window; say it in a proposition, by its summary alone",
            "4:92: terms about 2 records; state the terms of exactly one record under about",
            "5:117: terms state nothing; give at least one of quantity, window, condition, duty, date, ...",
        ],
    ),
    "figure": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: concession/chips, figure: {quantity: {amount: 3, unit: Mt}}, summary: S}
""",
        [
            "2:92: concession/chips takes no figure; figures measure commitments",
        ],
    ),
    "two yes": (
        """\
commitments:
  - id: commitment/a
    name: A
    by: party/cn
    cites: [{document: document/report, at: unseen, terms: yes}, {document: document/note, at: unseen, terms: yes}]
  - id: commitment/b
    name: B
    by: party/cn
    cites: [{document: document/report, at: unseen}, {document: document/note, at: unseen}]
  - id: commitment/c
    name: C
    by: party/cn
    cites: {document: document/report, at: unseen, terms: perhaps}
""",
        [
            "5:12: commitment/a has terms, and 2 citations state them; write terms: yes on exactly one citation; what another document says is a claim",
            "9:12: commitment/b has terms, and none of its 2 citations states them; write terms: yes on exactly one citation; what another document says is a claim",
            "13:12: 'perhaps' is neither yes nor no; write yes or no",
        ],
    ),
    "locator": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, cites: {document: document/report, at: paragraph 3}}
  - {id: measure/b, name: B, measure_kind: tariff, cites: {document: document/report, at: "p3#12:abc"}}
""",
        [
            "2:59: 'paragraph 3' names no place; write a place such as p10, section 6.2.6 or 00:41:10, a locator that kg locate printed, or unseen",
            "3:59: 'p3#12:abc' has no such hash; after # come the number of words, a colon and 16 hex digits in lower case, as kg locate prints them",
        ],
    ),
    "yaml": (
        """\
claims: &all
  - !claim {speaker: *all}
""",
        [
            "1:9: the anchor &all; write the value out; ids refer to records",
            "2:5: the tag !claim; leave it out: every value is read as text",
            "2:22: the alias *all; write the value out; ids refer to records",
        ],
    ),
    "yaml bomb": (
        """\
a: &a [x, x]
b: &b [*a, *a]
c: [*b, *b]
""",
        [
            f"1:1: unknown kind a; {KINDS}",
            "1:4: the anchor &a; write the value out; ids refer to records",
            f"2:1: unknown kind b; {KINDS}",
            "2:4: the anchor &b; write the value out; ids refer to records",
            "2:8: the alias *a; write the value out; ids refer to records",
            "2:12: the alias *a; write the value out; ids refer to records",
            f"3:1: unknown kind c; {KINDS}",
            "3:5: the alias *b; write the value out; ids refer to records",
            "3:9: the alias *b; write the value out; ids refer to records",
        ],
    ),
    "merge": (
        """\
measures:
  - {<<: {id: measure/a}, name: A}
""",
        [
            "2:6: the merge key <<; write the fields out",
        ],
    ),
    "directive": (
        """\
%YAML 1.2
---
measures: []
""",
        [
            "1:1: a directive (a line that starts with %); leave it out: files are YAML 1.2",
        ],
    ),
    "two documents": (
        """\
measures: []
---
measures: []
""",
        [
            "2:1: a second document in one file; put it into a file of its own",
        ],
    ),
    "key twice": (
        """\
measures:
  - {id: measure/a, id: measure/b}
""",
        [
            "2:5: measure/b has no citation; add cites: [{document: ..., at: ...}]",
            "2:5: measure/b has no measure_kind; add measure_kind: ...",
            "2:5: measure/b has no name; add name: ...",
            "2:21: the key id stands twice, first at line 2, column 6; keep one of them",
        ],
    ),
    "same place": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: concession/chips, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: denies, about: concession/chips, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: denies, about: concession/chips, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: denies, about: concession/chips, summary: T}
""",
        [
            "2:5: 2 claims stand at p1 of document/report; give each of them an id",
            "3:5: 2 claims stand at p1 of document/report; give each of them an id",
            "5:5: this claim stands twice, first at 4:5; leave one out, or give them ids",
        ],
    ),
    "reserved": (
        """\
claims:
  - {id: claim/text-of-commitment-soybeans, speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, summary: S}
""",
        [
            "2:10: claim/text-of-commitment-soybeans is the id of terms written on a record; give the claim another id",
        ],
    ),
    "nobody": (
        """\
claims:
  - {document: document/report, at: p1, stance: asserts, summary: S}
  - {speaker: official/ann-lee, attribution: a diplomat, document: document/report, at: p2, stance: asserts, summary: S}
""",
        [
            "2:5: nobody speaks; name the speaker, or say under attribution how the text names its source",
            "3:5: both speaker and attribution; keep attribution for a source that is not identified",
        ],
    ),
    "link sides": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, link: {predicate: reciprocates, subject: nothing}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, link: {predicate: breaches, subject: nothing, object: concession/chips}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p3, stance: asserts, link: {predicate: reciprocates, subject: none, object: concession/chips}, summary: S}
  - {speaker: official/ann-lee, document: document/report, at: p4, stance: asserts, link: {predicate: fulfils, subject: commitment/soybeans, object: concession/chips}, summary: S}
""",
        [
            "2:91: the object of the link is missing; give either object or object_text",
            "3:91: nothing is a subject of reciprocates alone; name a record, or use subject_text",
            "4:126: 'none' is no subject; one of: nothing, too-little",
            "5:121: commitment/soybeans cannot act; the subject is the party or institution that acted",
        ],
    ),
    "rank": (
        """\
claims:
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, rank: deprecated, summary: S}
""",
        [
            "2:5: rank deprecated without its ground; add rank_reason, ranked_by and ranked_on",
        ],
    ),
    "list twice": (
        """\
measures:
  - {id: measure/a, name: A, measure_kind: tariff, against: [party/us, party/us], cites: {document: document/report, at: unseen}}
""",
        [
            "2:61: 'party/us' stands twice in one list; list it once",
        ],
    ),
    "empty lists where something is needed": (
        """\
concessions:
  - {id: concession/a, name: A, by: [], to: [], cites: [{document: document/report, at: []}]}
""",
        [
            "2:37: an empty list; give at least one value",
            "2:89: an empty list; give at least one value",
        ],
    ),
    "shapes": (
        """\
measures:
  - {id: measure/a, name: [A], measure_kind: {a: b}, rate: 10 percent, history: in_force, cites: document/report}
  - {id: measure/b, name: "", measure_kind: tariff, cites: {document: [document/report]}}
  - {id: [measure/b], name: " ", measure_kind: tariff, cites: {at: p1}}
documents:
  - {id: document/x, document_kind: article, title: X, published: 2025, tier: W, publisher: institution/wire, text_hash: abc}
""",
        [
            "2:27: a list stands under name; text is needed here",
            "2:46: a word of measure-kind is needed; one of: tariff, export_control, port_fee, listing, investigation, firm_control, import_restriction, licence_regime",
            "2:60: '10 percent' stands under rate; a mapping of fields is needed here",
            "2:81: 'in_force' stands under history; a mapping of fields is needed here",
            "2:98: 'document/report' stands under cites; a mapping of fields is needed here",
            "3:27: name is empty; give a value or leave it out",
            "3:60: a list is no id of Document; an id that begins with document/ is needed",
            "3:60: measure/b has no at; add at: ...",
            "4:10: ['measure/b'] is no id; write measure/ and words of a-z and 0-9 joined by hyphens",
            "4:29: name is empty; give a value or leave it out",
            "4:63: this measure has no document; add document: ...",
            "6:122: 'abc' is no text_hash; write the number of words, a colon and 16 hex digits, as kg locate prints them",
        ],
    ),
    "shapes2": (
        """\
claims:
  - {}
  - {speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, about: official/bob, date: 2025, link: {}, summary: S}
""",
        [
            "2:5: nobody speaks; name the speaker, or say under attribution how the text names its source",
            "2:5: this claim has no at; add at: ...",
            "2:5: this claim has no document; add document: ...",
            "2:5: this claim has no stance; add stance: ...",
            "2:5: this claim has no summary; add summary: ...",
            "3:92: official/bob does not exist; add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
            "3:106: unknown field date; one of: id, name, summary, speaker, attribution, relays, document, at, via, said_at, said_on, stance, question, asked_by, hedge, about, terms, link, figure, rank, rank_reason, ranked_by, ranked_on, revises",
            "3:124: the object of the link is missing; give either object or object_text",
            "3:124: the subject of the link is missing; give either subject or subject_text",
            "3:124: this claim has no predicate; add predicate: ...",
        ],
    ),
}


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data set without mistakes, in the current folder."""
    monkeypatch.chdir(tmp_path)
    folder = Path("talks")
    folder.mkdir()
    (folder / "dataset.yaml").write_text(DATASET, encoding="utf-8")
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    return folder


def problems(*folders: Path) -> list[str]:
    with pytest.raises(DataError) as refused:
        check(folders)
    return str(refused.value).split("\n")


def test_the_data_set_without_a_mistake_is_accepted(talks: Path) -> None:
    assert check([talks]).total("added") == 12


@pytest.mark.parametrize("name", GALLERY)
def test_a_mistake_is_named_where_it_stands_with_what_would_be_right(name: str, talks: Path) -> None:
    text, expected = GALLERY[name]
    (talks / "more.yaml").write_text(text, encoding="utf-8")
    assert [line.replace("talks/more.yaml:", "") for line in problems(talks)] == expected


def test_all_mistakes_of_all_files_come_together_in_order(talks: Path) -> None:
    for number, name in enumerate(("bad unit", "missing citation", "circle", "dangling")):
        (talks / f"file{number}.yaml").write_text(GALLERY[name][0].replace("measure/a", f"measure/a{number}"), "utf-8")
    expected = [
        *(f"talks/file0.yaml:{line}" for line in GALLERY["bad unit"][1]),
        *(f"talks/file1.yaml:{line}".replace("measure/a", "measure/a1") for line in GALLERY["missing citation"][1]),
        *(f"talks/file2.yaml:{line}" for line in GALLERY["circle"][1]),
        "talks/file3.yaml:2:62: party/cm does not exist; did you mean party/cn? If not, add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
        "talks/file3.yaml:2:90: document/reprot does not exist; did you mean document/report?",
    ]
    assert problems(talks) == expected


def test_what_cannot_be_read_hides_no_mistake_in_what_can(talks: Path) -> None:
    (talks / "dataset.yaml").write_text("id: [\n", encoding="utf-8")
    (talks / "kind.yaml").write_text("concesions:\n  - {id: concession/lost, name: Lost}\n", encoding="utf-8")
    (talks / "more.yaml").write_text(GALLERY["dangling"][0], encoding="utf-8")
    (talks / "anchor.yaml").write_text("topics: [{id: topic/lost, name: &a Lost}]\n", encoding="utf-8")
    # They refer to what stands in the files that cannot be read, which is no mistake.
    (talks / "refers.yaml").write_text(
        "claims:\n  - {id: claim/a, speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, "
        "about: [topic/lost, concession/lost], summary: S}\n",
        encoding="utf-8",
    )
    assert problems(talks) == [
        "talks/anchor.yaml:1:33: the anchor &a; write the value out; ids refer to records",
        "talks/dataset.yaml:2:1: this is no YAML: did not find expected node content",
        "talks/kind.yaml:1:1: unknown kind concesions; did you mean concessions?",
        *(f"talks/more.yaml:{line}" for line in GALLERY["dangling"][1]),
    ]


def test_a_mistake_of_writing_hides_no_other_mistake_of_its_file(talks: Path) -> None:
    (talks / "more.yaml").write_text(
        """\
topics:
  - {id: topic/a, name: &a Ores}
  - id: topic/b
    name: *a
    broader: topic/c
  - {id: topic/d, name: D, nmae: E}
  - {id: topic/c, name: ~, broader: topic/x}
  - id: topic/e
    <<: *c
claims:
  - {id: claim/a, speaker: official/ann-lee, document: document/reprot, at: p1, stance: asserts, about: topic/d, summary: S, summary: T}
  - {id: claim/b, speaker: official/ann-lee, document: document/report, at: p1, stance: assert, about: topic/d, summary: "\\q"}
  - {id: claim/c, speaker: official/ann-lee, document: document/report, at: p1, stance: assert, about: topic/d, summary: S}
""",
        encoding="utf-8",
    )
    # Neither is anything blamed for what only follows from a mistake of writing, nor for what may stand after its end.
    (talks / "refers.yaml").write_text(
        "claims:\n  - {id: claim/z, speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, "
        "about: [topic/b, topic/c], revises: claim/c, summary: S}\n",
        encoding="utf-8",
    )
    assert [line.removeprefix("talks/more.yaml:") for line in problems(talks)] == [
        "2:25: the anchor &a; write the value out; ids refer to records",
        "4:11: the alias *a; write the value out; ids refer to records",
        "6:28: unknown field nmae; did you mean name?",
        "7:19: the key name has no value; give a value, leave the key out, or put the word in quotes",
        "7:37: topic/x does not exist; add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds (kg load --plan PATH asks the graph)",
        "9:5: the merge key <<; write the fields out",
        "9:9: the alias *c; write the value out; ids refer to records",
        "11:56: document/reprot does not exist; did you mean document/report?",
        "11:126: the key summary stands twice, first at line 11, column 114; keep one of them",
        "12:123: this is no YAML: found unknown escape character; write the character itself, or use single quotes",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "topics: [{id: topic/a, name: A}]\ntopics: [{id: topic/b, nmae: B}]",
            ["4:1: the key topics stands twice", "4:10: topic/b has no name", "4:24: unknown field nmae"],
        ),
        ("topics: [{id: &a topic/a, name: A}]", ["3:15: the anchor &a"]),
        ("topics:\n  - id:\n    name: A", ["2:104: topic/a does not exist", "4:5: the key id has no value"]),
        (
            "---\ntopics: [{id: topic/a, name: A, oops: x}]\nclaims: []",
            ["3:1: a second document", "4:33: unknown field oops"],
        ),
        (
            "topics:\n  - {id: topic/\ufeffa, name: A}\n  - {id: topic/b, na\u200bme: B}",
            ["4:16: the invisible character U+FEFF", "5:21: the invisible character U+200B"],
        ),
        (
            'topics: [{id: topic/a, name: A}]\nclaims:\n  - id: claim/r\n    summary: "S',
            ["4:1: the key claims stands twice", "7:1: this is no YAML"],
        ),
        (
            "topics: [{id: topic/a, name: A}]\nparties:\n?    name: Aland\n    name: Beland",
            ["5:6: a list or mapping as a key", "6:5: this is no YAML"],
        ),
    ],
    ids=[
        "kind twice",
        "anchored id",
        "no id",
        "second document",
        "invisible",
        "cut short under a second kind",
        "stray ?",
    ],
)
def test_a_record_that_is_well_written_is_judged_whatever_stands_beside_it(
    talks: Path, more: str, told: list[str]
) -> None:
    claim = "id: claim/q, speaker: official/nobody, document: document/report, at: p2, stance: asserts, about: topic/a"
    (talks / "more.yaml").write_text(f"claims:\n  - {{{claim}, summary: S}}\n{more}\n", encoding="utf-8")
    found = [line.removeprefix("talks/more.yaml:") for line in problems(talks)]
    expected = ["2:28: official/nobody does not exist", *told]
    assert [line[: len(start)] for line, start in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("terms: [{status: announced}]", "a list stands under terms; a mapping of fields is needed here"),
        ("terms: []", "a list stands under terms; a mapping of fields is needed here"),
        ("terms: {status: [announced]}", "a word of status is needed; one of"),
        ("terms: {status: {a: b}}", "a word of status is needed; one of"),
    ],
)
def test_a_list_or_mapping_where_another_form_belongs_is_told(talks: Path, field: str, problem: str) -> None:
    claim = "speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, about: measure/port-fee"
    (talks / "more.yaml").write_text(f"claims:\n  - {{{claim}, summary: S, {field}}}\n", encoding="utf-8")
    (found,) = problems(talks)
    assert problem in found


def test_numbers_in_a_text_are_sorted_however_long_they_are(talks: Path) -> None:
    long = "9" * 5_000
    (talks / "more.yaml").write_text(
        f"topics: [{{id: topic/a, name: A, codes: ['HS:{long}', 'HS:10', 'HS:9']}}]\n", encoding="utf-8"
    )
    assert check([talks]).total("added") == 13


def test_a_circle_is_seen_through_a_claim_with_another_mistake(talks: Path) -> None:
    text = GALLERY["circle"][0].replace("at: p2, stance: asserts", "at: p2, stance: assert")
    (talks / "more.yaml").write_text(text, encoding="utf-8")
    assert [line.replace("talks/more.yaml:", "") for line in problems(talks)] == [
        GALLERY["circle"][1][0],
        "3:89: 'assert' is no word of stance; did you mean asserts?",
        GALLERY["circle"][1][1],
    ]


def test_terms_and_stages_that_do_not_fit_are_told_beside_another_mistake(talks: Path) -> None:
    (talks / "more.yaml").write_text(
        """\
measures:
  - id: measure/a
    name: A
    measure_kind: tariff
    cites: {document: document/report, at: p1}
    history: [{status: fulfilled, since: 2025-01-01}, {status: in_force, since: 2026-02-29}]
claims:
  - {id: claim/a, speaker: official/ann-lee, document: document/report, at: p1, stance: assert, about: measure/a, terms: {status: given}, summary: S}
  - {id: claim/b, speaker: official/ann-lee, document: document/report, at: p2, stance: asserts, about: [measure/a], terms: {duty: must}, hedg: weak, summary: S}
""",
        encoding="utf-8",
    )
    assert [line.replace("talks/more.yaml:", "") for line in problems(talks)] == [
        "6:24: fulfilled is no stage of measures; one of: threatened, announced, in_force, suspended, changed, ended, annulled",
        "6:81: 2026-02-29 is no day of the calendar; that month has 28 days",
        "8:89: 'assert' is no word of stance; did you mean asserts?",
        "8:131: given is no stage of measures; one of: threatened, announced, in_force, suspended, changed, ended, annulled",
        "9:126: measures have no term duty; one of: rate, scope, status",
        "9:139: unknown field hedg; did you mean hedge?",
    ]


def test_a_named_file_that_is_not_read_is_an_error_and_capitals_make_no_difference(talks: Path) -> None:
    (talks / "list.json").write_text("{}", encoding="utf-8")
    assert problems(talks / "list.json") == [
        "talks/list.json: this file is no part of talks; end its name in .yaml or .yml"
    ]
    (talks / "MORE.YAML").write_text(GALLERY["circle"][0], encoding="utf-8")
    assert problems(talks) == [f"talks/MORE.YAML:{line}" for line in GALLERY["circle"][1]]


def test_files_that_are_no_yaml_are_named_together(talks: Path) -> None:
    (talks / "one.yaml").write_text("a: [1\n", encoding="utf-8")
    (talks / "two.yaml").write_bytes(b"a: \xff\n")
    kind, first, second = problems(talks)
    assert kind == f"talks/one.yaml:1:1: unknown kind a; {KINDS}"
    assert first.startswith("talks/one.yaml:2:1: this is no YAML")
    assert second == "talks/two.yaml:1:4: the byte 0xFF is no UTF-8; save the file as UTF-8"


def test_a_record_in_two_data_sets_is_named_with_both(talks: Path) -> None:
    other = Path("other")
    other.mkdir()
    (other / "dataset.yaml").write_text(DATASET.replace("talks", "other"), encoding="utf-8")
    topics = "topics:\n  - {id: topic/soybeans, name: Soybeans}\n"
    (other / "topics.yaml").write_text(topics, encoding="utf-8")
    (talks / "topics.yaml").write_text(topics, encoding="utf-8")
    # Data sets are read by path, so the second to state it is named.
    assert problems(talks, other) == [
        "talks/topics.yaml:2:10: topic/soybeans is stated by dataset/other and by dataset/talks; state it in one of them"
    ]


def test_two_data_sets_with_one_id_are_refused(talks: Path) -> None:
    other = Path("other")
    other.mkdir()
    (other / "dataset.yaml").write_text(DATASET, encoding="utf-8")
    assert problems(talks, other) == [
        "talks/dataset.yaml:1:5: dataset/talks is the id of two data sets, the other at other/dataset.yaml; "
        "give one of them another id"
    ]


def test_a_data_set_without_title_licence_or_id_is_refused(talks: Path) -> None:
    (talks / "dataset.yaml").write_text("titel: Talks\n", encoding="utf-8")
    assert problems(talks) == [
        "talks/dataset.yaml:1:1: this dataset has no id; add id: ...",
        "talks/dataset.yaml:1:1: this dataset has no licence; add licence: ...",
        "talks/dataset.yaml:1:1: this dataset has no title; add title: ...",
        "talks/dataset.yaml:1:1: unknown field titel; did you mean title?",
    ]


def test_a_path_that_is_no_data_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no such file or folder: .*none, .*nor; check the path"):
        check([tmp_path / "none", tmp_path, tmp_path / "nor"])
    assert problems(tmp_path) == [
        f"{tmp_path}: no data set here; a data set is a folder with a dataset.yaml (id, title, licence)"
    ]


def test_a_pipe_is_named_and_never_waited_for(talks: Path) -> None:
    os.mkfifo(talks / "more.yaml")
    assert problems(talks) == [
        "talks/more.yaml: this is no regular file; take it away, or write a file in its place",
    ]


def test_a_licence_is_an_spdx_expression(talks: Path) -> None:
    for licence in ("MIT OR Apache-2.0", "CC-BY-4.0", "LicenseRef-our-own"):
        (talks / "dataset.yaml").write_text(f"id: dataset/talks\ntitle: Talks\nlicence: {licence}\n", encoding="utf-8")
        assert check([talks]).total("added") > 0
    for licence, what in (
        (
            "banana",
            "'banana' is no licence that SPDX lists; write its SPDX identifier, such as CC-BY-4.0 or CC0-1.0; "
            "LicenseRef- and a name for one of your own",
        ),
        ("cc-by-4.0", "'cc-by-4.0' is not how SPDX spells this licence; write CC-BY-4.0"),
    ):
        (talks / "dataset.yaml").write_text(f"id: dataset/talks\ntitle: Talks\nlicence: {licence}\n", encoding="utf-8")
        assert problems(talks) == [f"talks/dataset.yaml:3:10: {what}"]
