"""Running again: edited files left as is and compared, several runs at once, a full disk, files open elsewhere."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.publishing.differences import ONLY_FORM, UNREADABLE, differences
from pipeline.publishing.ledger import LOCK, PENDING, locked
from pipeline.publishing.plan import EDITS_FOLDER
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import MANIFEST
from tests.builder import UNIT_NAMES, document, edited, good, good_meeting, run, saved
from tests.commands.test_cli import call, place
from tests.kill import STATES, prepare
from tests.proofs.test_balance import changed
from tests.publishing.test_write import made, manifest
from tests.publishing.written import write
from tests.started import Started

__all__ = ["place"]
DECISION = "quyet-dinh-khen-thuong.docx"


def test_an_edited_decision_and_one_more_nominee_leave_both_versions_and_say_what_differs(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(place, "quarter") == 0
    folder = place / "outputs" / "2020-Q1"
    edit = changed(
        (folder / DECISION).read_bytes(), lambda xml: xml.replace("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu (sửa tay)")
    )
    (folder / DECISION).write_bytes(edit)
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    capsys.readouterr()
    assert call(place, "quarter") == 0
    printed = capsys.readouterr().out
    assert (
        f"Giữ nguyên {DECISION} vì đã được sửa tay; bản mới nằm bên cạnh: quyet-dinh-khen-thuong.moi.docx." in printed
    )
    assert "Nguyễn Văn Mẫu (sửa tay)" in printed
    assert "Danh sách có 02 cá nhân." in printed
    assert (folder / DECISION).read_bytes() == edit
    page = (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert "đã được sửa tay; bản mới là" in page
    assert "Danh sách có 02 cá nhân." in page
    assert call(place, "quarter", "--replace") == 0
    (moved,) = (folder / EDITS_FOLDER).rglob(DECISION)
    assert moved.read_bytes() == edit
    assert f"bản sửa tay nằm ở {moved.relative_to(folder).as_posix()}" in capsys.readouterr().out
    assert not (folder / "quyet-dinh-khen-thuong.moi.docx").exists()


def test_a_new_version_that_was_edited_too_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, made("a.docx"), manifest(made("a.docx")))
    (tmp_path / "a.docx").write_bytes(b"edit one")
    newer = made("a.docx", content=b"2")
    write(tmp_path, newer, manifest(newer))
    (tmp_path / "a.moi.docx").write_bytes(b"edit two")
    newest = made("a.docx", content=b"3")
    assert write(tmp_path, newest, manifest(newest)).edited == {"a.docx": "a.moi-2.docx"}
    assert [(tmp_path / name).read_bytes() for name in ("a.docx", "a.moi.docx", "a.moi-2.docx")] == [
        b"edit one",
        b"edit two",
        b"3a.docx",
    ]


def test_differing_cells_of_the_councils_workbook_are_named() -> None:
    old, new = good_meeting(), edited(good_meeting(), {("Cuộc họp", "B9"): "Phòng họp số 9"})
    assert differences("hoi-dong.xlsx", old, new) == (
        "trang «Cuộc họp», ô B9: «Phòng họp số 2, trụ sở Văn phòng» ở bản đã sửa, «Phòng họp số 9» ở bản mới",
    )


def test_files_that_cannot_be_compared_or_differ_in_form_only_give_one_line_that_says_so() -> None:
    paper = document(run({"a.xlsx": good()}), "quyet-dinh")
    assert differences("a.docx", b"x", paper) == (UNREADABLE,)
    assert differences("a.docx", paper, changed(paper, lambda xml: xml.replace('w:val="both"', 'w:val="left"'))) == (
        ONLY_FORM,
    )


@pytest.mark.parametrize("failing", range(1, 6))
def test_a_disk_that_fills_up_leaves_whole_files_and_the_next_run_finishes(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, newer = made("a.docx", "b.docx", "c.docx"), made("a.docx", "b.docx", "d.docx", content=b"y")
    write(tmp_path, files, manifest(files))
    calls = 0
    real = os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= failing:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PipelineError, match="đĩa đã đầy"):
        write(tmp_path, newer, manifest(newer))
    monkeypatch.undo()
    known = {file.path: {file.content} for file in (*files, *newer)} | {f.path: {f.content} for f in newer}
    for path in tmp_path.glob("*.docx"):
        assert path.read_bytes() in {f.content for f in (*files, *newer)}, known
    assert not list(tmp_path.glob(".tam-*"))
    published = write(tmp_path, newer, manifest(newer))
    assert published.edited == {}
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")} == {f.path: f.content for f in newer}
    assert not (tmp_path / PENDING).exists()


def test_a_folder_locked_by_another_run_is_waited_for_and_then_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.publishing.ledger.PATIENCE", 0.1)
    with locked(tmp_path), pytest.raises(PipelineError, match="Một lần chạy khác"):
        write(tmp_path, made("a.docx"), {})
    assert write(tmp_path, made("a.docx"), manifest([])).written == ("a.docx",)


def test_what_is_published_is_its_owners_only(tmp_path: Path) -> None:
    write(tmp_path / "q", made("trich-ngang/a.docx"), manifest([]))
    modes = {path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes.pop("q") == modes.pop("q/trich-ngang") == 0o700
    assert set(modes.values()) == {0o600}
    assert {f"q/{name}" for name in ("trich-ngang/a.docx", MANIFEST, LOCK)} == set(modes)


@pytest.mark.parametrize("together", [2, 8])
def test_runs_at_once_leave_one_right_result(together: int, tmp_path: Path) -> None:
    prepare(tmp_path, 0)
    runs = [Started(tmp_path, ("quarter", "2020-Q1")) for _ in range(together)]
    assert [started.wait(600) for started in runs] == [1] * together, [started.end() for started in runs]
    for started in runs:
        started.end()
    made_by_one = {file.path: file.content for file in run(STATES[0]).files}
    folder = tmp_path / "outputs" / "2020-Q1"
    published_files = {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name not in (LOCK, MANIFEST)
    }
    assert published_files == made_by_one


def test_a_saved_workbook_without_changes_differs_in_form_only() -> None:
    import openpyxl

    content = good_meeting()
    again = saved(openpyxl.load_workbook(BytesIO(content)))
    assert differences("a.xlsx", content, again) == (ONLY_FORM,)


@pytest.mark.parametrize("failing", range(1, 5))
def test_a_file_open_in_another_program_is_named_and_the_rest_is_whole(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses to replace a file that Word holds: the n-th replacement fails."""
    files, newer = made("a.docx", "b.docx", "c.docx"), made("a.docx", "b.docx", "c.docx", content=b"y")
    write(tmp_path, files, manifest(files))
    calls, real = 0, os.replace

    def refuses_to_replace(source: str, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise PermissionError(13, "held", str(target))
        real(source, target)

    monkeypatch.setattr("os.replace", refuses_to_replace)
    with pytest.raises(PipelineError, match="đang mở ở chương trình khác"):
        write(tmp_path, newer, manifest(newer))
    monkeypatch.undo()
    assert {path.read_bytes() for path in tmp_path.glob("*.docx")} <= {f.content for f in (*files, *newer)}
    assert write(tmp_path, newer, manifest(newer)).edited == {}
    assert {path.read_bytes() for path in tmp_path.glob("*.docx")} == {f.content for f in newer}
