"""A run that somebody touched is found, whoever relies on it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

import kg
from kg import load
from kg.errors import PublishError
from kg.publish import publish, verify
from kg.publish.seal import manifest_of, seal
from kg.store import Store
from tests.publish.conftest import content, history


def altered(run: Path) -> None:
    with (run / "shapes.ttl").open("a") as out:
        out.write("# more\n")


def cut(run: Path) -> None:
    file = run / "graph.ttl.zst"
    file.write_bytes(file.read_bytes()[:-1])


def altered_with_the_manifest(run: Path) -> None:
    file = run / "graph.nq.zst"
    lines = content(file).splitlines(keepends=True)
    file.write_bytes(zstandard.compress(b"".join(lines[:-1])))
    from kg.publish.packed import sum_of

    manifest = manifest_of(run)
    manifest["files"]["graph.nq.zst"] = sum_of(file)._asdict()
    (run / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def sealed_anew(run: Path) -> None:
    (run / "shapes.ttl").write_text("", "utf-8")
    (run / "SHA256SUMS").unlink()
    seal(run, manifest_of(run))


def linked(run: Path) -> None:
    (run / "shapes.ttl").rename(run.parent / "shapes.ttl")
    (run / "shapes.ttl").symlink_to("../shapes.ttl")


TOUCHES: dict[str, tuple[Callable[[Path], object], str]] = {
    "altered": (altered, "shapes.ttl is altered"),
    "cut": (cut, "graph.ttl.zst is altered"),
    "altered with the manifest": (altered_with_the_manifest, "graph.nq.zst is altered"),
    "missing": (lambda run: (run / "graph.trig.zst").unlink(), "graph.trig.zst is missing"),
    "more": (lambda run: (run / "notes.txt").touch(), "notes.txt is not of this run"),
    "an empty folder": (lambda run: (run / "notes").mkdir(), "notes is not of this run"),
    "a link": (lambda run: (run / "etc").symlink_to("/etc"), "etc is not of this run"),
    "a link in the place of a file": (linked, "shapes.ttl is no file of its own"),
    "sealed anew": (sealed_anew, "SHA256SUMS is not the one that index.json knows"),
    "no sums": (lambda run: (run / "SHA256SUMS").unlink(), "SHA256SUMS cannot be read"),
}


@pytest.fixture(params=TOUCHES)
def touched(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> tuple[Path, str]:
    """A published run that somebody touched, and what is wrong with it."""
    run = publish(store, tmp_path / "exports").latest
    touch, told = TOUCHES[request.param]
    touch(run)
    return run, told


def test_verify_finds_it_and_the_history_says_so(touched: tuple[Path, str]) -> None:
    run, told = touched

    with pytest.raises(PublishError) as error:
        verify(run.parent / "latest")

    assert error.value.exit_code == 4
    assert f"\n  {told}" in str(error.value).replace(f"{run}/", "")
    published, failed = history(run.parent)
    assert (published["outcome"], failed["outcome"], failed["verified"]) == ("published", "failed", run.name)
    assert failed["reason"] == str(error.value)
    assert failed["run"] != run.name


def test_nothing_is_built_upon_it_nor_called_unchanged(touched: tuple[Path, str], store: Store) -> None:
    run, told = touched
    to = run.parent

    with pytest.raises(PublishError) as error:
        publish(store, to)

    assert error.value.exit_code == 4
    assert f"\n  {told}" in str(error.value).replace(f"{run}/", "")
    assert str(error.value).endswith(f"\nbring it back, or remove the link {to / 'latest'} to begin anew")
    assert [each["outcome"] for each in history(to)] == ["published", "failed"]
    (to / "latest").unlink()
    assert publish(store, to).delta["ADD"] == 25


def test_it_is_not_read_back(touched: tuple[Path, str], tmp_path: Path) -> None:
    run, told = touched
    with kg.open(f"embedded:{tmp_path / 'other'}") as graph:
        with pytest.raises(PublishError) as error:
            graph.restore(run)
        assert graph.status().records == {}
    assert f"\n  {told}" in str(error.value).replace(f"{run}/", "")


def test_a_run_under_the_name_of_another_is_found_but_a_copy_may_have_any(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    copy = tmp_path / "here" / "latest"
    shutil.copytree(run, copy)
    assert verify(copy) == verify(run)
    with kg.open(f"embedded:{tmp_path / 'other'}") as graph:
        assert graph.restore(copy).records == 25

    other = tmp_path / "here" / "2020-01-01T00-00-00Z"
    copy.rename(other)
    with pytest.raises(PublishError, match=f"it is the run {run.name}, under another name"):
        verify(other)
    # Whoever verifies a copy leaves nothing beside it.
    assert [path.name for path in (tmp_path / "here").iterdir()] == [other.name]


@pytest.mark.parametrize("text", ['{"name": "my site"}', '{"runs": ["marathon"]}', "<html>"])
def test_a_copy_beside_an_index_of_somebody_else_is_sound(text: str, store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    copy = tmp_path / "web" / "truce"
    shutil.copytree(run, copy)
    (tmp_path / "web" / "index.json").write_text(text, "utf-8")

    assert verify(copy) == verify(run)
    with kg.open(f"embedded:{tmp_path / 'other'}") as graph:
        assert graph.restore(copy).records == 25
    assert (tmp_path / "web" / "index.json").read_text("utf-8") == text


def test_an_altered_base_is_told_apart_from_the_run(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    base = publish(store, to).latest
    load.load(store, [moon])
    run = publish(store, to).latest
    file = base / "graph.nq.zst"
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(PublishError, match=f"{base} is not as it was sealed:\n  graph.nq.zst is altered"):
        verify(run)
