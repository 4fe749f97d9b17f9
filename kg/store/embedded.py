"""The engine inside this process: a folder of data behind its own Bolt listener on this computer.

The only module that knows ``arcadedb``. One process holds a folder; within it, everybody who opens the
folder shares the running engine, which stops with its last user (or with the process).
"""

import atexit
import os
import secrets
import socket
import threading
from pathlib import Path
from typing import Any, Final

from kg.errors import StoreError
from kg.store.lock import FolderLock, FolderLockedError

__all__ = ["DATABASE", "USER", "EmbeddedEngine", "start_engine"]

DATABASE: Final = "parley"
USER: Final = "root"

_LOCK: Final = "kg.lock"
_PASSWORD: Final = "password"
_BOLT_PLUGIN: Final = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_PORT_TRIES: Final = 5

_running: dict[Path, "EmbeddedEngine"] = {}
_guard = threading.RLock()


class EmbeddedEngine:
    """A running engine. ``url`` and ``password`` let a Bolt driver in; ``release`` gives up one use of it."""

    def __init__(self, folder: Path, lock: FolderLock, address: str) -> None:
        self.password = _password(folder)
        self._folder, self._lock, self._address = folder, lock, address
        self._server, self._data, port = _start_server(folder, self.password, address)
        self.url = f"bolt://127.0.0.1:{port}"
        lock.write(f"{os.getpid()} {port}")
        self._process = os.getpid()
        self._users = 1

    def share(self) -> "EmbeddedEngine":
        self._users += 1
        return self

    def declare(self, statement: str) -> None:
        """Runs one statement of the engine's own SQL, which Bolt does not carry: the way to declare its types."""
        from arcadedb import ArcadeDBError

        try:
            self._data.command("sql", statement)
        except ArcadeDBError as error:
            raise StoreError(f"{self._address}: the engine refused its schema ({statement}); {_see_log()}") from error

    def release(self) -> None:
        """Gives up one use; the last one stops the engine and frees the folder."""
        with _guard:
            self._users -= 1
            if self._users == 0:
                self._stop()

    def _stop(self) -> None:
        # A forked child has the variables but not the threads of the engine: stopping it there would hang.
        if self._process != os.getpid():
            return
        del _running[self._folder]
        try:
            self._server.stop()
        finally:
            self._lock.release()


def start_engine(path: Path, *, create: bool, address: str) -> EmbeddedEngine:
    """Starts the engine over the folder ``path``, or shares the one that this process runs there.

    ``create`` makes the folder where there is none. ``address`` is what messages call the store. Raises
    ``StoreError`` where the platform has no engine, the folder is held by another process, cannot be
    written, holds something else or is damaged.
    """
    folder = path.resolve()
    with _guard:
        if folder in _running:
            return _running[folder].share()
        _check_folder(folder, create=create, address=address)
        _load_library(folder, address)
        lock = _take(folder, address)
        try:
            engine = EmbeddedEngine(folder, lock, address)
        except BaseException as error:
            lock.release()
            if isinstance(error, OSError):
                raise StoreError(
                    f"{address}: the folder cannot be used ({error.strerror}); name another one"
                ) from error
            raise
        _running[folder] = engine
        return engine


@atexit.register
def _stop_all() -> None:
    for engine in list(_running.values()):
        engine._stop()


def _check_folder(folder: Path, *, create: bool, address: str) -> None:
    try:
        if not folder.exists():
            if not create:
                raise StoreError(f"{address}: there is no graph yet; kg load makes one, kg demo one with examples")
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = sorted(entry.name for entry in folder.iterdir())
    except NotADirectoryError as error:
        raise StoreError(f"{address}: this is a file, not a folder; name a folder of its own for the graph") from error
    except OSError as error:
        raise StoreError(f"{address}: the folder cannot be used ({error.strerror}); name another one") from error
    if found != [] and _LOCK not in found:
        some = ", ".join(found[:3])
        raise StoreError(f"{address}: the folder holds other files ({some}); name an empty or a new one")


def _load_library(folder: Path, address: str) -> None:
    os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", "-Xmx1g")
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    # The library has one log for the whole process, so the first store gets it. It reads % in the path as a pattern.
    if "%" not in str(folder):
        os.environ.setdefault("ARCADEDB_LOG_DIR", str(folder / "log"))
    try:
        import arcadedb  # noqa: F401
    except ImportError as error:
        raise StoreError(
            f"{address}: there is no embedded engine for this platform; "
            "with a Neo4j server, run kg load and kg ask with KG_STORE=bolt://HOST:7687"
        ) from error


def _take(folder: Path, address: str) -> FolderLock:
    try:
        lock = FolderLock(folder / _LOCK)
    except FolderLockedError as held:
        process, _, port = held.note.partition(" ")
        if port == "":
            raise StoreError(f"{address}: another process is opening or closing it; try again in a moment") from held
        raise StoreError(
            f"{address}: in use by process {process}; end that, or connect to it with "
            f"KG_STORE=bolt://{USER}@127.0.0.1:{port}/{DATABASE} and KG_PASSWORD_FILE={folder / _PASSWORD}"
        ) from held
    except OSError as error:
        raise StoreError(f"{address}: the folder cannot be written ({error.strerror}); name another one") from error
    lock.write("")
    return lock


def _password(folder: Path) -> str:
    """The password kept beside the data; a new one where it is missing (the engine then makes its user anew)."""
    file = folder / _PASSWORD
    if file.exists():
        return file.read_text(encoding="utf-8")
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
    password = secrets.token_urlsafe(24)
    unfinished = folder / f"{_PASSWORD}.new"
    unfinished.unlink(missing_ok=True)
    # O_EXCL with the mode: the file is never there with more rights, not even for a moment.
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(password)
    unfinished.replace(file)
    return password


def _start_server(folder: Path, password: str, address: str) -> tuple[Any, Any, int]:
    """Server, database and Bolt port. Another program may take the free port in between, so it tries a few."""
    import arcadedb

    for attempt in range(1, _PORT_TRIES + 1):
        port = _free_port()
        server = arcadedb.create_server(
            str(folder),
            root_password=password,
            config={
                # Production mode brings a log that is on the disk before a commit returns; said again to be sure.
                "mode": "production",
                "txWalFlush": 1,
                "http_port": "0",
                "bolt_port": port,
                "server_plugins": _BOLT_PLUGIN,
            },
        )
        try:
            server.start()
            return server, server.create_database(DATABASE), port
        except OSError as error:
            raise StoreError(
                f"{address}: the embedded engine does not run on this computer; "
                "with a Neo4j server, run kg load and kg ask with KG_STORE=bolt://HOST:7687"
            ) from error
        except arcadedb.ArcadeDBError as error:
            server.stop()
            if "Unable to listen" in str(error) and attempt < _PORT_TRIES:
                continue
            raise StoreError(_refusal(str(error), address)) from error
    raise AssertionError("the loop returns or raises")


def _refusal(text: str, address: str) -> str:
    if "locked by another process" in text:
        return f"{address}: another program holds the data; end that and try again"
    if "No space left" in text:
        return f"{address}: the disk is full; free some space and try again"
    return (
        f"{address}: the graph cannot be opened (damaged, not writable, or made by another version of the engine); "
        f"move the folder away and load again. {_see_log()}"
    )


def _see_log() -> str:
    folder = os.environ.get("ARCADEDB_LOG_DIR")
    return "The engine's log says more" if folder is None else f"The log in {folder} says more"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
