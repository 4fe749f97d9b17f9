"""Lists are sets: no list of the model has an order that means anything, so none may change a hash or an id."""

import json
from typing import Any

__all__ = ["in_order"]


def in_order(value: Any) -> Any:
    """Plain data with all its lists sorted.

    >>> in_order({"at": ["p3", "p2"]})
    {'at': ['p2', 'p3']}
    """
    if isinstance(value, dict):
        return {key: in_order(each) if isinstance(each, dict | list | tuple) else each for key, each in value.items()}
    if isinstance(value, list | tuple):
        items = [in_order(each) for each in value]
        return sorted(items, key=sortable) if len(items) > 1 else items
    return value


def sortable(value: Any) -> str:
    """Text that stands for a value."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
