"""A parameter that names a record must lead to it by an index, or questions slow down with the graph."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kg.ask import Question, catalogue
from kg.store import Store

BY_ID = [(question, each.name) for question in catalogue() for each in question.parameters if each.type == "id"]


@pytest.mark.parametrize(("question", "parameter"), BY_ID, ids=lambda value: getattr(value, "name", value))
def test_a_record_is_found_by_its_index(seeded: Store, question: Question, parameter: str) -> None:
    keyed = rf"\AMATCH \(\w*:\w+ \{{id: \${parameter}\}}\)"
    clauses = [text for text in parts(question.cypher) if re.search(keyed, text) is not None]
    assert clauses != []
    if seeded.engine == "neo4j":
        # Right after a load its statistics still say that the indexes are empty, and it plans without them.
        seeded.read("CALL db.prepareForReplanning(30)")
        plan = planned(seeded, f"EXPLAIN {question.cypher}", question)
        seeks = [step for step in steps(plan) if "IndexSeek" in step and f"id = ${parameter}" in step]
        assert len(seeks) >= len(clauses)
        return
    for text in clauses:
        # Its EXPLAIN names an index in the simplest plans only, PROFILE in all; neither looks into a subquery, so that
        # a branch of one is asked for as it stands, and all else as the whole question.
        whole = f"\n{text}" in question.cypher
        plan = planned(seeded, f"PROFILE {question.cypher if whole else text}", question)
        told = plan["args"]["string-representation"]
        assert "NodeIndexSeek" in told or "[index: Entity[id]" in told


def parts(cypher: str) -> Iterator[str]:
    """The MATCH clauses of a question with all that follows in their branch of a subquery, or in the question."""
    for found in re.finditer(r"(?<![\w(])MATCH ", cypher):
        depth, end = 0, found.start()
        while end < len(cypher) and depth >= 0:
            depth += {"{": 1, "}": -1}.get(cypher[end], 0)
            if depth < 0 or (depth == 0 and re.match(r"\bUNION\b", cypher[end:]) is not None):
                break
            end += 1
        yield cypher[found.start() : end].rstrip()


def planned(store: Store, cypher: str, question: Question) -> dict[str, Any]:
    """The plan of a text, with some record of the right kind for each parameter that names one."""
    parameters: dict[str, object] = {each.name: None for each in question.parameters}
    for each in question.parameters:
        if each.type == "id":
            label = each.of[0] if len(each.of) > 0 else "Commitment"
            parameters[each.name] = store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 1")[0]["id"]
    with store.driver.session(database=store.database) as session:
        summary = session.run(cypher, {**parameters, "as_of": date(2025, 12, 16)}).consume()
    plan = summary.plan if summary.plan is not None else summary.profile
    assert plan is not None
    return plan


def steps(plan: dict[str, Any]) -> Iterator[str]:
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for child in plan.get("children", []):
        yield from steps(child)
