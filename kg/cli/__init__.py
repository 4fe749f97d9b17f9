"""The command ``kg``: options and printing, nothing else. One module for each group of commands."""

import contextlib
import errno
import io
import os
import sys
from typing import Final

from kg.errors import DataError, KgError

__all__ = ["main"]

UNWRITABLE: Final = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What no command can help: nobody reads on, or the disk is full or broken."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run())


def run() -> int:
    """The exit code; our own errors are told without their trace."""
    for stream in (sys.stdout, sys.stderr):
        # Names in any script, whatever the system takes for the encoding of a pipe.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = command()
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        # Whoever closed the pipe has seen enough; it may be that of standard error that takes no more.
        if error.errno != errno.EPIPE:
            with contextlib.suppress(OSError):
                print(f"Error: {unwritten(error)}", file=sys.stderr)
        # Python would complain once more when it closes the streams.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return 1
    return code


def unwritten(error: OSError) -> str:
    """What could not be written, why, and what to do."""
    what = "the output" if error.filename is None else error.filename
    return f"{what} cannot be written: {error.strerror}; make room, or write it elsewhere"


def command() -> int:
    """Run the command that was typed; typer deals with wrong words (2)."""
    try:
        # Here, so that Ctrl-C is quiet from the start.
        from kg.cli.app import app
        from kg.cli.completion import complete_in_bash

        complete_in_bash()
        app(prog_name="kg")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except DataError as error:
        count = len(error.problems)
        print(error, f"{count} problem{'s' if count != 1 else ''}", sep="\n", file=sys.stderr)
        return error.exit_code
    except KgError as error:
        print(f"Error: {error}", file=sys.stderr)
        return error.exit_code
    return 0
