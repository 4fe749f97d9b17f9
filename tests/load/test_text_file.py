"""Text files: what a data set consists of, and a reader's own copy of a document."""

import os
import threading
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.load.text_file import read_copy, read_text


def test_a_file_that_is_too_large_is_to_be_split_and_a_copy_to_be_cut(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * (16 * 1024 * 1024 + 1))
    with pytest.raises(DataError, match="larger than 16 MiB; split it into several files"):
        read_text(large)
    with pytest.raises(DataError, match="larger than 16 MiB; keep the part of the document that is cited"):
        read_copy(large)


def test_a_copy_may_come_through_a_pipe_and_a_data_set_may_not(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DataError, match=r"pipe: this is no regular file"):
        read_text(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Some words.",))
    writer.start()
    assert read_copy(pipe) == "Some words."
    writer.join()


def test_a_copy_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no such file or folder: .*none; check the path"):
        read_copy(tmp_path / "none")
