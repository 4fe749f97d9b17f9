import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import open_store

ROOT = Path(__file__).parents[2]
ADD = "import sys; from kg.store import open_store\nstore = open_store('embedded:' + sys.argv[1])\n"
WRITE = ADD + "store.write(lambda transaction: transaction.run('CREATE (:Party {id: $id})', id='party/us').consume())\n"
IDS = "MATCH (n:Party) RETURN n.id AS id ORDER BY id"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process of ours; its two outputs are caught at the level of the operating system."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(("KG_", "ARCADEDB_"))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def add_party(folder: Path, party: str) -> None:
    with open_store(f"embedded:{folder}") as store:
        store.write(lambda transaction: transaction.run("CREATE (:Party {id: $id})", id=party).consume())


def parties(folder: Path) -> list[str]:
    with open_store(f"embedded:{folder}", create=False) as store:
        return [record["id"] for record in store.read(IDS)]


def refusal(folder: Path, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as caught, open_store(f"embedded:{folder}", create=create):
        pass
    return str(caught.value)


def test_what_was_written_is_there_when_the_store_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "graph"
    add_party(folder, "party/us")
    add_party(folder, "party/cn")
    assert parties(folder) == ["party/cn", "party/us"]


def test_a_path_may_hold_spaces_percents_and_any_letters(tmp_path: Path) -> None:
    folder = tmp_path / "Verhandlungen über 贸易 100%u #1"
    add_party(folder, "party/us")
    assert parties(folder) == ["party/us"]
    assert [entry.name for entry in tmp_path.iterdir()] == [folder.name]


def test_the_password_is_for_its_owner_only(tmp_path: Path) -> None:
    add_party(tmp_path / "graph", "party/us")
    assert stat.S_IMODE((tmp_path / "graph").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "graph" / "password").stat().st_mode) == 0o600
    assert len((tmp_path / "graph" / "password").read_text(encoding="utf-8")) >= 32


def test_a_lost_password_is_made_anew(tmp_path: Path) -> None:
    add_party(tmp_path / "graph", "party/us")
    (tmp_path / "graph" / "password").unlink()
    assert parties(tmp_path / "graph") == ["party/us"]


def test_opening_the_same_folder_again_shares_the_engine(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    with open_store(f"embedded:{folder}") as first:
        add_party(folder / ".." / "graph", "party/us")
        assert [record["id"] for record in first.read(IDS)] == ["party/us"]
    assert parties(folder) == ["party/us"]


def test_two_folders_can_be_open_at_once(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'a'}") as a, open_store(f"embedded:{tmp_path / 'b'}") as b:
        a.write(lambda transaction: transaction.run("CREATE (:Party {id: 'party/us'})").consume())
        assert [record["id"] for record in b.read(IDS)] == []


def test_closing_twice_and_an_exception_inside_free_the_folder(tmp_path: Path) -> None:
    store = open_store(f"embedded:{tmp_path / 'graph'}")
    store.close()
    store.close()
    with pytest.raises(ZeroDivisionError), open_store(f"embedded:{tmp_path / 'graph'}"):
        _ = 1 / 0
    with python(WRITE, str(tmp_path / "graph")) as other:
        assert other.communicate() == ("", "")


def test_nothing_is_printed_and_the_process_ends_without_a_close(tmp_path: Path) -> None:
    with python(WRITE, str(tmp_path / "graph")) as process:
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 0
    assert parties(tmp_path / "graph") == ["party/us"]


def test_a_committed_write_outlives_a_kill(tmp_path: Path) -> None:
    code = WRITE + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with python(code, str(tmp_path / "graph")) as process:
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
    assert parties(tmp_path / "graph") == ["party/us"]


def test_a_second_process_is_told_how_to_connect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "graph"
    with python(WRITE + "print('open', flush=True); input()", str(folder)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        message = refusal(folder)
        told = re.fullmatch(
            rf"embedded:{folder}: in use by process {holder.pid}; end that, or connect to it with "
            r"KG_STORE=(bolt://root@127\.0\.0\.1:\d+/parley) and KG_PASSWORD_FILE=(.+)",
            message,
        )
        assert told is not None
        monkeypatch.setenv("KG_PASSWORD_FILE", told[2])
        monkeypatch.delenv("KG_PASSWORD", raising=False)
        with open_store(told[1]) as store:
            assert (store.engine, store.embedded) == ("embedded", None)
            assert [record["id"] for record in store.read(IDS)] == ["party/us"]
        assert holder.communicate("\n", timeout=60) == ("", "")
    assert parties(folder) == ["party/us"]


def test_a_graph_that_is_not_there_is_not_made_by_a_read(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    assert refusal(folder, create=False) == (
        f"embedded:{folder}: there is no graph yet; kg load makes one, kg demo one with examples"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert refusal(tmp_path) == (
        f"embedded:{tmp_path}: the folder holds other files (notes.txt); name an empty or a new one"
    )
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.touch()
    expected = "this is a file, not a folder; name a folder of its own for the graph"
    assert refusal(file) == f"embedded:{file}: {expected}"
    assert refusal(file / "deeper") == f"embedded:{file / 'deeper'}: {expected}"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    folder = tmp_path / "graph"
    assert refusal(folder) == f"embedded:{folder}: the folder cannot be used (Permission denied); name another one"


def test_a_damaged_graph_is_refused_and_the_folder_freed(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    add_party(folder, "party/us")
    settings = folder / "databases" / "parley" / "configuration.json"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text("{broken", encoding="utf-8")
    assert refusal(folder).startswith(
        f"embedded:{folder}: the graph cannot be opened (damaged, not writable, or made by another version of the "
        "engine); move the folder away and load again. "
    )
    settings.write_text(whole, encoding="utf-8")
    assert parties(folder) == ["party/us"]


def test_a_platform_without_the_engine_is_sent_to_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb", None)
    folder = tmp_path / "graph"
    assert refusal(folder) == (
        f"embedded:{folder}: there is no embedded engine for this platform; "
        "with a Neo4j server, run kg load and kg ask with KG_STORE=bolt://HOST:7687"
    )
