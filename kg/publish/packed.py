"""Files of a run: compressed while they are written, and hashed before that, so that a hash outlives any packing."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import zstandard

from kg.rdf.lines import opened

__all__ = ["Packed", "Sum", "sum_of", "sum_on_disk"]

LEVEL: Final = 3
CHUNK: Final = 1 << 20


class Sum(NamedTuple):
    """Size in bytes and SHA-256 of a content."""

    bytes: int
    sha256: str


@dataclass
class Packed(io.RawIOBase):
    """A new file to write to; zstd frames carry no time, so equal contents are equal files."""

    path: Path

    def __post_init__(self) -> None:
        self._file = self.path.open("xb")
        self._zstd = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).stream_writer(self._file, closefd=False)
        self._hash = hashlib.sha256()
        self._bytes = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Takes the next bytes of the content."""
        self._hash.update(data)
        self._bytes += len(data)
        self._zstd.write(data)
        return len(data)

    def finish(self) -> Sum:
        """Ends the file, and says what it holds."""
        self._zstd.close()  # type: ignore[no-untyped-call]
        self._file.close()
        return Sum(self._bytes, self._hash.hexdigest())

    def close(self) -> None:
        """Lets the file go, finished or not."""
        self._file.close()
        super().close()


def sum_of(path: Path) -> Sum:
    """Size and hash of the content of a file, unpacked where it is compressed."""
    found, size = hashlib.sha256(), 0
    with opened(path) as stream:
        while len(chunk := stream.read(CHUNK)) > 0:
            found.update(chunk)
            size += len(chunk)
    return Sum(size, found.hexdigest())


def sum_on_disk(path: Path) -> Sum:
    """Size and hash of a file as it lies there."""
    with path.open("rb") as file:
        return Sum(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
