"""A process that publishes and is killed by the system at a moment of its own choosing; run by ``test_killed``."""

import os
import signal
import sys
from pathlib import Path

__all__ = ["publish_until"]

CHANGES = ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate")


def publish_until(address: str, to: Path, point: int) -> None:
    """Publishes, and is killed when it is about to change the disk for the ``point``-th time: no clean-up runs."""
    from kg.publish import publish
    from kg.publish.retention import Keep
    from kg.store import open_store

    left = point

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        is_new = event == "open" and str(to) in str(arguments[0]) and not str(arguments[1]).startswith("r")
        if event in CHANGES or (is_new and arguments[1] is not None):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    with open_store(address, create=False) as store:
        sys.addaudithook(hook)
        publish(store, to, keep=Keep(number=1))
        # What closing the store does to its own folder is no part of the run.
        left = -1
