"""Files are published whole, written again only if changed, and removed when obsolete; edits are never lost."""

import json
from pathlib import Path

import pytest

from pipeline.publishing.ledger import FRAGMENT, LOCK, clear_after_killed_run, locked
from pipeline.publishing.staging import staged
from pipeline.publishing.write import manifest_bytes, move
from pipeline.values.digests import sha256
from pipeline.values.errors import PipelineError
from pipeline.values.model import MadeFile
from tests.publishing.written import write


def made(*names: str, content: bytes = b"x") -> list[MadeFile]:
    return [MadeFile(name, content + name.encode(), "thu", "") for name in names]


def manifest(files: list[MadeFile]) -> dict[str, object]:
    return {"documents": [{"path": file.path, "sha256": sha256(file.content)} for file in files]}


def test_files_are_written_once_and_not_again(tmp_path: Path) -> None:
    files = made("a.docx", "trich-ngang/b.docx")
    assert write(tmp_path, files, manifest(files)).written == ("a.docx", "trich-ngang/b.docx")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert write(tmp_path, files, manifest(files)).written == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_obsolete_file_is_removed_unless_edited(tmp_path: Path) -> None:
    files = made("a.docx", "b.docx", "c.docx")
    write(tmp_path, files, manifest(files))
    (tmp_path / "c.docx").write_bytes(b"edited")
    assert write(tmp_path, files[:1], manifest(files[:1])).obsolete == ("b.docx",)
    assert (tmp_path / "c.docx").read_bytes() == b"edited"


def test_a_folder_that_is_emptied_is_removed_unless_it_holds_other_files(tmp_path: Path) -> None:
    files = made("a.docx", "tra-lai/b.xlsx", "don-doc/c.docx")
    write(tmp_path, files, manifest(files))
    (tmp_path / "don-doc" / "mine.txt").write_bytes(b"mine")
    write(tmp_path, files[:1], manifest(files[:1]))
    assert not (tmp_path / "tra-lai").exists()
    assert [path.name for path in (tmp_path / "don-doc").iterdir()] == ["mine.txt"]


def test_an_edited_file_is_left_as_is_and_the_new_version_written_next_to_it(tmp_path: Path) -> None:
    files = made("a.docx", "trich-ngang/b.docx")
    write(tmp_path, files, manifest(files))
    (tmp_path / "trich-ngang" / "b.docx").write_bytes(b"edited")
    newer = made("a.docx", "trich-ngang/b.docx", content=b"y")
    for expected in (("a.docx", "trich-ngang/b.moi.docx"), ()):
        published = write(tmp_path, newer, manifest(newer))
        assert published.written == expected
        assert published.edited == {"trich-ngang/b.docx": "trich-ngang/b.moi.docx"}
    assert (tmp_path / "trich-ngang" / "b.docx").read_bytes() == b"edited"
    assert (tmp_path / "trich-ngang" / "b.moi.docx").read_bytes() == b"ytrich-ngang/b.docx"
    assert (tmp_path / "a.docx").read_bytes() == b"ya.docx"


def test_a_file_of_that_name_that_no_run_made_is_left_as_is_too(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"mine")
    assert write(tmp_path, made("a.docx"), manifest([])).edited == {"a.docx": "a.moi.docx"}
    assert (tmp_path / "a.docx").read_bytes() == b"mine"


def test_files_nobody_made_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "rieng.docx").write_bytes(b"mine")
    write(tmp_path, made("a.docx"), manifest([]))
    assert (tmp_path / "rieng.docx").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOCK, "a.docx", "manifest.json", "rieng.docx"]


def test_a_refused_write_is_one_clear_line_and_leaves_no_fragment(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(PipelineError, match=r"Không ghi được .*a\.docx"):
        write(tmp_path, made("a.docx"), {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOCK, "a.docx"]


def test_a_damaged_manifest_does_not_stop_a_run(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    assert write(tmp_path, made("a.docx"), manifest([])).written == ("a.docx",)


def test_the_manifest_is_sorted_and_keeps_its_vietnamese() -> None:
    text = manifest_bytes({"b": "Đơn vị", "a": 1}).decode()
    assert text.index('"a"') < text.index('"b"')
    assert json.loads(text) == {"a": 1, "b": "Đơn vị"}
    assert "Đơn vị" in text


@pytest.mark.parametrize("replace", [False, True])
def test_a_file_saved_while_a_run_publishes_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    first = made("a.docx", "b.docx", "c.docx", "d.docx")
    write(tmp_path, first, manifest(first))
    second = made("a.docx", "b.docx", "c.docx", content=b"y")

    def slowly(staged_file: Path, path: Path, top: Path) -> None:
        move(staged_file, path, top)
        if path.name == "a.docx":
            for name in ("b.docx", "d.docx"):
                (tmp_path / name).write_bytes(b"edited")

    monkeypatch.setattr("pipeline.publishing.write.move", slowly)
    with pytest.raises(PipelineError, match=r"b\.docx vừa được sửa"):
        write(tmp_path, second, manifest(second), replace=replace)
    monkeypatch.undo()
    published = write(tmp_path, second, manifest(second))
    assert (tmp_path / "b.docx").read_bytes() == (tmp_path / "d.docx").read_bytes() == b"edited"
    assert (tmp_path / "b.moi.docx").read_bytes() == b"yb.docx"
    assert published.edited == {"b.docx": "b.moi.docx"}
    assert [(tmp_path / name).read_bytes() for name in ("a.docx", "c.docx")] == [b"ya.docx", b"yc.docx"]


def test_an_old_file_saved_while_a_run_publishes_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made("a.docx", "b.docx")
    write(tmp_path, first, manifest(first))
    second = made("a.docx", content=b"y")

    def slowly(staged_file: Path, path: Path, top: Path) -> None:
        move(staged_file, path, top)
        (tmp_path / "b.docx").write_bytes(b"edited")

    monkeypatch.setattr("pipeline.publishing.write.move", slowly)
    with pytest.raises(PipelineError, match=r"b\.docx vừa được sửa"):
        write(tmp_path, second, manifest(second))
    assert (tmp_path / "b.docx").read_bytes() == b"edited"


def test_what_a_killed_run_staged_is_cleared_but_not_while_another_holds_the_folder(tmp_path: Path) -> None:
    left = tmp_path / f"{FRAGMENT}x"
    left.mkdir()
    (left / "000000").write_bytes(b"x")
    with locked(tmp_path):
        clear_after_killed_run(tmp_path)
        assert left.is_dir()
    clear_after_killed_run(tmp_path)
    assert not left.exists()
    left.mkdir()
    write(tmp_path, made("a.docx"), {})
    assert not left.exists()


def test_a_staged_file_is_its_owners_only_and_has_no_suffix(tmp_path: Path) -> None:
    with staged(tmp_path / "q") as staging:
        staging.add(made("a.docx")[0])
        place = staging.staged_path("a.docx")
        assert place.suffix == ""
        assert place.stat().st_mode & 0o777 == 0o600
        assert place.parent.stat().st_mode & 0o777 == 0o700
        assert not list((tmp_path / "q").glob("*.docx"))
    assert not place.parent.exists()
