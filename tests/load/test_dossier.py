"""Dossiers on disk: which files make up a data set, and which data sets a path names."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.load import check


def data_set(folder: Path, name: str, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yaml").write_text(f"{{id: dataset/{name}, title: {name}, licence: CC0-1.0}}", encoding="utf-8")
    for file, party in files.items():
        write(folder / f"{file}.yaml", party)
    return folder


def write(path: Path, party: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"parties:\n  - {{id: party/{party}, name: {party}}}\n", encoding="utf-8")
    return path


def stated(*paths: Path) -> tuple[list[str], list[str]]:
    """The data sets and parties that a load of the paths would add."""
    plan = check(paths)
    nodes = sorted(known.node.id for known in plan.changes.nodes)
    return list(plan.datasets), [each.removeprefix("party/") for each in nodes if each.startswith("party/")]


def test_all_yaml_files_below_a_folder_are_one_data_set(tmp_path: Path) -> None:
    data_set(tmp_path, "a", one="us")
    write(tmp_path / "more" / "deep.yml", "cn")
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("parties: [", encoding="utf-8")
    assert stated(tmp_path) == (["dataset/a"], ["cn", "us"])


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    data_set(tmp_path, "a", one="us")
    write(tmp_path / ".draft.yaml", "cn")
    write(tmp_path / ".git" / "x.yaml", "jp")
    assert stated(tmp_path) == (["dataset/a"], ["us"])


def test_a_folder_named_below_a_hidden_one_is_read(tmp_path: Path) -> None:
    assert stated(data_set(tmp_path / ".cache" / "a", "a", one="us")) == (["dataset/a"], ["us"])


def test_one_file_takes_the_whole_data_set_that_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data_set(tmp_path, "a", one="us")
    file = write(tmp_path / "more" / "two.yaml", "cn")
    assert stated(file) == (["dataset/a"], ["cn", "us"])
    assert stated(file.parent) == (["dataset/a"], ["cn", "us"])
    monkeypatch.chdir(file.parent)
    assert stated(Path("two.yaml")) == (["dataset/a"], ["cn", "us"])


def test_a_data_set_inside_another_is_one_of_its_own(tmp_path: Path) -> None:
    outer = data_set(tmp_path / "outer", "outer", one="us")
    inner = data_set(outer / "inner", "inner", two="cn")
    assert stated(outer) == (["dataset/outer", "dataset/inner"], ["cn", "us"])
    assert stated(inner) == (["dataset/inner"], ["cn"])
    assert stated(outer / "one.yaml") == (["dataset/outer"], ["us"])


def test_a_folder_above_names_all_data_sets_each_once(tmp_path: Path) -> None:
    first, second = data_set(tmp_path / "a", "a", one="us"), data_set(tmp_path / "b", "b", one="cn")
    expected = (["dataset/a", "dataset/b"], ["cn", "us"])
    assert stated(tmp_path) == expected
    assert stated(second, first, first / "one.yaml", tmp_path) == expected


def test_all_paths_that_name_nothing_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.yaml").write_text("", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        check([tmp_path / "folder", tmp_path / "file.yaml"])
    assert [(problem.file.name, problem.what) for problem in refused.value.problems] == [
        ("file.yaml", "no data set here"),
        ("folder", "no data set here"),
    ]


def test_records_may_be_spread_over_files_and_kinds_repeat(tmp_path: Path) -> None:
    folder = data_set(tmp_path, "a", one="us", two="cn", three="jp")
    assert stated(folder)[1] == ["cn", "jp", "us"]


def test_mistakes_in_several_data_sets_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        data_set(Path(name), name)
        (Path(name) / "x.yaml").write_text("partys: []\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        check([Path("b"), Path("a")])
    assert str(refused.value).split("\n") == [
        "a/x.yaml:1:1: unknown kind partys; did you mean parties?",
        "b/x.yaml:1:1: unknown kind partys; did you mean parties?",
    ]
