"""What is measured is what is installed without extras, as on a server that publishes.

The driver imports pandas and numpy wherever it finds them, and a checkout has them for its tests: 45 MB of memory that
no operator pays for.
"""

import sys

__all__ = ["without_extras"]


def without_extras() -> None:
    """Let this process find none of them; to be called before the driver is imported."""
    for extra in ("pandas", "numpy"):
        # What Python takes for a module that is not there.
        sys.modules[extra] = None  # type: ignore[assignment]
