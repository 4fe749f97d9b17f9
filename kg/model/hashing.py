"""One hash for everything that is compared with an earlier load."""

import hashlib
import json
from typing import Any, Final

__all__ = ["hash_of"]

# Made once: json.dumps with any option makes an encoder for every call, a fifth of its time.
ENCODER: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(value: Any) -> str:
    """32 hex digits over plain data; the order of keys makes no difference."""
    return hashlib.sha256(ENCODER.encode(value).encode()).hexdigest()[:32]
