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
    # EXPLAIN of the embedded engine shows nothing of subqueries, so there every keyed pattern is explained alone.
    keyed = re.findall(rf"MATCH \(\w*(:\w+ {{id: \${parameter}}})\)", question.cypher)
    assert keyed != []
    if seeded.engine == "neo4j":
        plan = explain(seeded, question.cypher, question)
        seeks = [step for step in steps(plan) if "IndexSeek" in step and f"id = ${parameter}" in step]
        assert len(seeks) >= len(keyed)
        return
    for pattern in keyed:
        plan = explain(seeded, f"MATCH (n{pattern}) RETURN n.name AS name", question)
        assert "NodeIndexSeek" in plan["args"]["string-representation"]


def explain(store: Store, cypher: str, question: Question) -> dict[str, Any]:
    parameters: dict[str, object] = {each.name: None for each in question.parameters}
    with store.driver.session(database=store.database) as session:
        plan = session.run(f"EXPLAIN {cypher}", {**parameters, "as_of": date(2025, 12, 16)}).consume().plan
    assert plan is not None
    return plan


def steps(plan: dict[str, Any]) -> Iterator[str]:
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for child in plan.get("children", []):
        yield from steps(child)
