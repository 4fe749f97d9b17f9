"""The Cypher that both engines read in the same way: what a text must not use, and what writes.

Pure checks on the text. Comments and the inside of strings are blanked first, so that only Cypher is judged.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Offence", "offences", "write_clauses"]


@dataclass(frozen=True, order=True, slots=True)
class Offence:
    """One place in a Cypher text (``line`` and ``column`` from 1) that one of the engines does not bear."""

    line: int
    column: int
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    what: str
    fix: str


def _rule(pattern: str, what: str, fix: str) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE | re.DOTALL), what, fix)


# A name that is not a property (n.name), a label (:Name) or a parameter ($name).
_FREE: Final = r"(?<![\w.:$])"

_RULES: Final = (
    _rule(
        _FREE + r"date\s*\(\s*(?='|\"|\{)",
        "date() of a literal keeps the embedded engine from using its index",
        "pass the date as a parameter",
    ),
    _rule(
        _FREE + r"(?:(?:local)?datetime|(?:local)?time|duration)\s*(?:\.\s*\w+\s*)?\(",
        "only dates are stored and compared alike on both engines, not times and durations",
        "keep the day as a date and the instant as text",
    ),
    _rule(_FREE + r"SHORTEST\b", "SHORTEST is not known to the embedded engine", "bound the path with *1..n"),
    _rule(r"\A\s*CYPHER\b", "the embedded engine takes no CYPHER prefix", "leave the prefix out"),
    _rule(_FREE + r"exists\s*\(", "exists() is gone from Neo4j 5", "write n.p IS NOT NULL, or EXISTS { pattern }"),
    _rule(_FREE + r"format\s*\(", "format() is not in both engines", "format in Python"),
    _rule(_FREE + r"apoc\s*\.", "APOC is a plugin that no store need have", "write it in plain Cypher, or in Python"),
    _rule(
        _FREE + r"CALL\s+(?:db|dbms|gds)\s*\.",
        "procedures of the server differ between the engines",
        "leave the call out, or do it in kg/store",
    ),
    _rule(_FREE + r"LOAD\s+CSV\b", "LOAD CSV is switched off in the embedded engine", "read the file in Python"),
    _rule(_FREE + r"FULLTEXT\s+INDEX\b", "full-text indexes differ between the engines", "search in Python"),
    _rule(
        _FREE + r"REQUIRE\b[^;]*?\bIS\s+(?:NOT\s+NULL|(?:NODE\s+|RELATIONSHIP\s+)?KEY|TYPED|::)",
        "existence, key and type constraints need Neo4j Enterprise",
        "let the model check it; only IS UNIQUE is in every Neo4j",
    ),
    _rule(
        _FREE + r"(?:elementId|id)\s*\(",
        "internal ids change under the embedded engine",
        "use the property id",
    ),
    _rule(
        _FREE + r"labels\s*\(\s*\w+\s*\)\s*\[",
        "the order of labels is not fixed",
        "test for the label, or look for it with IN labels(n)",
    ),
    _rule(
        # Of a node that the same clauses look for: what a WITH hands on is found already, and may be picked from.
        _FREE + r"MATCH\b(?:(?!\b(?:WITH|RETURN|UNWIND|CALL|UNION)\b).)*?\(\s*(?P<node>\w+)\s*[:){]"
        r"(?:(?!\b(?:WITH|RETURN|UNWIND|CALL|UNION)\b).)*?\$(?P<given>\w+)\s+IS\s+NULL\s*\)?\s*OR\s*\(?\s*"
        r"(?:(?P=node)\.id\s*=\s*\$(?P=given)\b|\$(?P=given)\s*=\s*(?P=node)\.id\b)",
        "an optional id written with OR scans the whole label on Neo4j",
        "write CALL () { WITH * WHERE $p IS NOT NULL MATCH (n:K {id: $p}) RETURN n "
        "UNION WITH * WHERE $p IS NULL MATCH (n:K) RETURN n }",
    ),
)

_CLAUSE: Final = re.compile(
    _FREE + r"(?:MATCH|MERGE|CREATE|WITH|RETURN|WHERE|SET|ON|UNWIND|CALL|DELETE|DETACH|REMOVE|FOREACH|UNION|ORDER|"
    r"SKIP|OFFSET|LIMIT)\b",
    re.IGNORECASE,
)
_NODE: Final = re.compile(r"(?<!\w)\(\s*\w*\s*(?P<labels>(?:[:&]\s*\w+\s*)*)(?P<keyed>\{)?")
_AGGREGATE: Final = re.compile(
    _FREE + r"(?:avg|collect|count|max|min|percentileCont|percentileDisc|stDev|stDevP|sum)\s*\(", re.IGNORECASE
)
_SUBQUERY: Final = re.compile(r"(?:\b(?:EXISTS|COUNT|COLLECT)|\bCALL(?:\s*\([^()]*\))?)\s*\Z", re.IGNORECASE)
_ALIASED: Final = re.compile(r"\bAS\s+\w+\s*\Z", re.IGNORECASE)

# A word before a colon is the key of a map, not a clause. A procedure may write, and the text cannot show that.
_WRITE: Final = re.compile(
    _FREE + r"(?:(?P<procedure>CALL\s+\w+\s*\.)|LOAD\s+CSV\b|IN\s+(?:\S+\s+)?(?:CONCURRENT\s+)?TRANSACTIONS\b|"
    r"(?:CREATE|INSERT|MERGE|SET|DETACH|NODETACH|DELETE|REMOVE|DROP|FOREACH|ALTER|RENAME|GRANT|DENY|REVOKE|TERMINATE)"
    r"\b(?!\s*:))",
    re.IGNORECASE,
)

# An engine may read it before anything else: it can open a clause, or end the string or comment that it stands in.
_BY_NUMBER: Final = re.compile(r"\\u", re.IGNORECASE)

_COMMENT_OR_TEXT: Final = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?(?:\*/|(?P<open_comment>\Z)))"""
    r"""|(?P<quote>['"])(?:\\.|(?!(?P=quote)).)*(?:(?P=quote)|(?P<open_text>\Z))"""
    r"""|(?P<name>`(?:[^`]|``)*(?:`|(?P<open_name>\Z)))""",
    re.DOTALL,
)


def offences(cypher: str) -> list[Offence]:
    """Everything in the text that one of the two engines does not bear, in order of place; empty where it is fine."""
    text = _blanked(cypher)
    found = [
        *_left_open(cypher),
        *((match.start(), rule.what, rule.fix) for rule in _RULES for match in rule.pattern.finditer(text)),
        *_bad_patterns(text),
        *_aggregates_in_maps(text),
        *_aggregates_without_alias(text),
    ]
    return _located(cypher, found)


def write_clauses(cypher: str) -> list[Offence]:
    """Every clause of the text that changes the store or its schema, or may do so; empty for a text that only reads."""
    found = [
        (
            match.start(),
            "a procedure may write"
            if match["procedure"] is not None
            else f"{' '.join(match[0].upper().split())} writes",
            "leave it out; a question only reads",
        )
        for match in _WRITE.finditer(_blanked(cypher))
    ]
    hidden = [
        (match.start(), "a character by its number may hide a clause that writes", "write the character itself")
        for match in _BY_NUMBER.finditer(cypher)
    ]
    return _located(cypher, [*found, *hidden])


def _blanked(cypher: str) -> str:
    """The text with comments and the inside of strings as spaces and quoted names as plain ones; places stay."""

    def blank(match: re.Match[str]) -> str:
        whole = match[0]
        if match["name"] is not None:
            return "_" * len(whole)
        if match["comment"] is not None:
            return re.sub(r"[^\n]", " ", whole)
        return whole[0] + re.sub(r"[^\n]", " ", whole[1:-1]) + (whole[-1] if len(whole) > 1 else "")

    text = _COMMENT_OR_TEXT.sub(blank, cypher)
    # The WITH of these two operators is no clause.
    return re.sub(r"\b(?:STARTS|ENDS)\s+WITH\b", lambda match: "_" * len(match[0]), text, flags=re.IGNORECASE)


def _left_open(cypher: str) -> Iterator[tuple[int, str, str]]:
    for match in _COMMENT_OR_TEXT.finditer(cypher):
        for group, what in (("open_comment", "comment"), ("open_text", "string"), ("open_name", "quoted name")):
            if match[group] is not None:
                yield match.start(), f"this {what} does not end", "close it"


def _bad_patterns(text: str) -> Iterator[tuple[int, str, str]]:
    for keyword, start, end in _clauses(text):
        if keyword not in ("MATCH", "MERGE", "CREATE"):
            continue
        for node in _NODE.finditer(text, start, end):
            labels = len(re.findall(r"\w+", node["labels"]))
            if labels > 1 and (keyword != "MATCH" or node["keyed"] is not None):
                yield (
                    node.start(),
                    f"two labels in one {keyword} pattern: the embedded engine then uses no index, or makes a new type",
                    "keep the kind's label, and SET the other one after a MERGE",
                )
            if labels == 0 and node["keyed"] is not None:
                yield node.start(), f"a keyed {keyword} without a label reads every node", "add the label, or :Entity"


def _aggregates_in_maps(text: str) -> Iterator[tuple[int, str, str]]:
    aggregates = {match.start(): match for match in _AGGREGATE.finditer(text)}
    braces: list[bool] = []
    for place, character in enumerate(text):
        if character == "{":
            braces.append(_SUBQUERY.search(text, 0, place) is None)
        elif character == "}" and braces != []:
            braces.pop()
        elif place in aggregates and braces != [] and braces[-1]:
            yield (
                place,
                "an aggregate inside a map gives one wrong row on the embedded engine",
                "aggregate in a WITH of its own first, and put the alias into the map",
            )


def _aggregates_without_alias(text: str) -> Iterator[tuple[int, str, str]]:
    for keyword, start, end in _clauses(text):
        if keyword not in ("WITH", "RETURN"):
            continue
        for item_start, item_end in _items(text, start, end):
            aggregate = _AGGREGATE.search(text, item_start, item_end)
            if aggregate is not None and _ALIASED.search(text[item_start:item_end]) is None:
                yield aggregate.start(), "an aggregate without a name of its own", "add AS name"


def _clauses(text: str) -> Iterator[tuple[str, int, int]]:
    """Keyword, start and end of what follows it, up to the next clause of the same subquery or its end."""
    for match in _CLAUSE.finditer(text):
        depth = 0
        end = match.end()
        while end < len(text):
            if text[end] in "([{":
                depth += 1
            elif text[end] in ")]}":
                depth -= 1
            if depth < 0 or (depth == 0 and _CLAUSE.match(text, end) is not None):
                break
            end += 1
        yield match[0].upper(), match.end(), end


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth = 0
    for place in range(start, end):
        if text[place] in "([{":
            depth += 1
        elif text[place] in ")]}":
            depth -= 1
        elif text[place] == "," and depth == 0:
            yield start, place
            start = place + 1
    yield start, end


def _located(cypher: str, found: list[tuple[int, str, str]]) -> list[Offence]:
    starts = [0, *(match.end() for match in re.finditer("\n", cypher))]
    located = set()
    for place, what, fix in found:
        line = bisect_right(starts, place)
        located.add(Offence(line, place - starts[line - 1] + 1, what, fix))
    return sorted(located)
