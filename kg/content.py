"""Where the content folders are: sources, questions, curated facts and generated schemas, found by scanning.

In a checkout they lie beside the package; a wheel carries them inside it, under ``kg/_content/``.
"""

from pathlib import Path

from kg.errors import UsageError

__all__ = ["checkout_folder", "content_folder"]

PACKAGE = Path(__file__).parent


def content_folder(name: str) -> Path:
    """The folder ``loaders``, ``queries``, ``schema`` or ``seeds``; a UsageError where this installation has none."""
    # The checkout first: an editable install leaves a stale copy behind.
    folder = PACKAGE.parent / name if is_checkout() else PACKAGE / "_content" / name
    if not folder.is_dir():
        raise UsageError(f"this installation of Parley has no folder {name} ({folder}); install parley-kg again")
    return folder


def checkout_folder() -> Path:
    """The checkout that this package runs from; a UsageError where it is installed from a wheel."""
    if not is_checkout():
        raise UsageError(f"Parley is installed in {PACKAGE}, and this works in a checkout only; run it in a git clone")
    return PACKAGE.parent


def is_checkout() -> bool:
    """Whether the package lies in a checkout; an installed one has other distributions beside it."""
    return (PACKAGE.parent / "pyproject.toml").is_file()
