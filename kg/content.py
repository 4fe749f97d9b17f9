"""Where the content folders are: sources, questions, curated facts and generated schemas, found by scanning.

In a checkout they lie beside the package; a wheel carries them inside it, under ``kg/_content/``.
"""

from pathlib import Path

from kg.errors import UsageError

__all__ = ["content_folder"]

PACKAGE = Path(__file__).parent


def content_folder(name: str) -> Path:
    """The folder ``loaders``, ``queries``, ``schema`` or ``seeds``; a UsageError where this installation has none."""
    checkout = PACKAGE.parent
    # The checkout first: an editable install leaves a stale copy behind. Beside an installed package a folder
    # of that name belongs to some other distribution, and no pyproject.toml stands there.
    in_checkout = (checkout / "pyproject.toml").is_file()
    folder = checkout / name if in_checkout else PACKAGE / "_content" / name
    if not folder.is_dir():
        raise UsageError(f"this installation of Parley has no folder {name} ({folder}); install parley-kg again")
    return folder
