"""A folder that one process holds: the operating system drops the lock when the process ends, however it ends."""

import os
import sys
from pathlib import Path

__all__ = ["FolderLock", "FolderLockedError"]

_LONGEST = 4096

if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading locked bytes, so the lock lies far behind the text.
    _FAR = 1 << 30

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: that one is not held against other openings by the same process.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLockedError(Exception):
    """Somebody else holds the folder; ``note`` is what they wrote about themselves (empty while they start)."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


class FolderLock:
    """Holds ``file`` locked from its creation to ``release``. The file stays; only the lock on it says anything.

    Raises ``FolderLockedError`` where it is held already, ``OSError`` where it cannot be made.
    """

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(self._descriptor)
            raise FolderLockedError(file.read_text(encoding="utf-8")) from error
        except BaseException:
            os.close(self._descriptor)
            raise

    def read(self) -> str:
        """What the file says: the last note of whoever held the folder before, until there is another."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, _LONGEST).decode(errors="replace")

    def write(self, note: str) -> None:
        """Replaces what others read while the folder is held."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, note.encode())
        # After the write, so that a full disk keeps the room that the file already has.
        os.ftruncate(self._descriptor, len(note.encode()))

    def release(self) -> None:
        os.close(self._descriptor)
