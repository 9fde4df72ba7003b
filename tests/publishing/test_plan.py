"""Edited files of every kind are left as is, obsolete ones of ours are removed, nothing outside the folder is touched."""

import importlib
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.publishing.forget import forget, removal_of
from pipeline.publishing.ledger import PENDING, RECORD, locked
from pipeline.publishing.plan import EDITS_FOLDER, Plan
from pipeline.publishing.write import publish_without_manifest
from pipeline.reading.folders import read_papers
from pipeline.values.digests import sha256
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import MANIFEST
from tests.builder import UNIT_NAMES, good
from tests.commands.places import call, made_once, made_place, place
from tests.facts import ADDRESSES
from tests.publishing.test_write import made, manifest
from tests.publishing.written import write

__all__ = ["made_once", "made_place", "place"]
DECISION, NEW = "quyet-dinh-khen-thuong.docx", "quyet-dinh-khen-thuong.moi.docx"


def publish(folder: Path, *names: str, content: bytes = b"x", replace: bool = False) -> Plan:
    files = made(*names, content=content)
    return write(folder, files, manifest(files), replace)


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name[0] != ".")


@pytest.mark.parametrize("way", ["replace", "deleted", "reverted", "withdrawn"])
def test_a_new_version_is_removed_when_there_is_no_edited_file_any_more(way: str, tmp_path: Path) -> None:
    publish(tmp_path, "a.docx", "b.docx")
    (tmp_path / "a.docx").write_bytes(b"edited")
    publish(tmp_path, "a.docx", "b.docx", content=b"y")
    publish(tmp_path, "a.docx", "b.docx", content=b"z")
    assert names(tmp_path) == ["a.docx", "a.moi.docx", "b.docx", MANIFEST]
    assert list(json.loads((tmp_path / RECORD).read_bytes())) == ["a.moi.docx"]
    if way == "deleted":
        (tmp_path / "a.docx").unlink()
    if way == "reverted":
        (tmp_path / "a.docx").write_bytes(b"za.docx")
    last = ["b.docx"] if way == "withdrawn" else ["a.docx", "b.docx"]
    publish(tmp_path, *last, content=b"u", replace=way == "replace")
    expected = {
        "replace": ["a.docx", "b.docx", MANIFEST, f"{EDITS_FOLDER}/truoc/a.docx"],
        "withdrawn": ["a.docx", "b.docx", MANIFEST],
    }
    assert names(tmp_path) == expected.get(way, ["a.docx", "b.docx", MANIFEST])
    assert not (tmp_path / RECORD).exists() or way == "withdrawn"


def test_an_edit_that_was_undone_by_hand_is_noticed_by_the_next_run(
    made_place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made_place / "outputs" / "2020-Q1"
    (folder / DECISION).write_bytes(b"edited")
    call(made_place, "quarter")
    assert (folder / NEW).is_file()
    shutil.copy(folder / NEW, folder / DECISION)
    assert call(made_place, "quarter") == 0
    assert not (folder / NEW).exists()
    capsys.readouterr()
    call(made_place, "quarter")
    assert "Không có gì thay đổi" in capsys.readouterr().out


def test_the_edited_profile_of_a_withdrawn_nominee_is_left_as_is_and_named_on_terminal_and_in_report(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = place / "inputs" / "2020-Q1" / "b.xlsx"
    other.write_bytes(good(don_vi=UNIT_NAMES[1]))
    call(place, "quarter")
    folder = place / "outputs" / "2020-Q1"
    (profile,) = (folder / "trich-ngang").glob("*kinh-te*")
    profile.write_bytes(b"edited")
    other.unlink()
    for words in (["quarter"], ["quarter", "--all"]):
        capsys.readouterr()
        assert call(place, *words) == 0
        printed = f"trich-ngang/{profile.name} vì đã được sửa tay, tuy lần chạy này không còn lập tệp đó"
        assert printed in capsys.readouterr().out
        assert "tuy lần chạy này không còn lập tệp đó" in (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert profile.read_bytes() == b"edited"


@pytest.mark.parametrize("name", ["tra-lai/b.xlsx", "bao-cao.html"])
def test_an_edited_report_or_returned_workbook_is_left_as_is_too(
    place: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1], ngay_gui="13/25/2020"))
    folder = place / "outputs" / "2020-Q1"
    for command in ("check", "quarter"):
        call(place, command)
        (folder / name).write_bytes(b"the officer's correction")
        capsys.readouterr()
        for again in (command, "check", "quarter"):
            call(place, again)
            printed = capsys.readouterr().out
            new = name.replace(".", ".moi.")
            assert f"Giữ nguyên {name} vì đã được sửa tay; bản mới nằm bên cạnh: {new}." in printed
            assert printed.count("Giữ nguyên") == 1
            assert f"mở outputs/2020-Q1/{new if 'cao' in name else 'bao-cao.html'} bằng trình duyệt" in printed
            assert (folder / name).read_bytes() == b"the officer's correction"
        (folder / name).unlink()
        call(place, command)
        assert not (folder / new).exists()


def test_an_edited_or_foreign_form_is_left_as_is(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = place / "outputs" / "2020-Q2" / "bieu-mau" / "01-phong-tong-hop.xlsx"
    form.parent.mkdir(parents=True)
    form.write_bytes(b"foreign")
    for number in (12 + 1 + len(ADDRESSES), 0):  # the forms, the letter that goes with them, and drafts of e-mail
        assert call(place, "forms", "2020-Q2") == 0
        printed = capsys.readouterr().out
        assert f"({number} tệp mới" in printed
        assert "bản mới nằm bên cạnh: bieu-mau/01-phong-tong-hop.moi.xlsx" in printed
    assert form.read_bytes() == b"foreign"


def test_forms_survive_the_run_and_the_papers_survive_the_forms(made_place: Path) -> None:
    place = made_place
    call(place, "forms", "2020-Q1")
    folder = place / "outputs" / "2020-Q1"
    before = names(folder)
    call(place, "quarter", "--all")
    call(place, "forms", "2020-Q1")
    assert names(folder) == before
    assert len(before) == 12 + 1 + len(ADDRESSES) + len(json.loads((folder / MANIFEST).read_bytes())["documents"]) + 1


def test_a_returned_workbook_that_check_made_is_removed_when_its_fault_is_corrected(place: Path) -> None:
    sent = place / "inputs" / "2020-Q1" / "b.xlsx"
    for last in ("quarter", "check"):
        sent.write_bytes(good(don_vi=UNIT_NAMES[1], ngay_gui="13/25/2020"))
        call(place, "check")
        returned = place / "outputs" / "2020-Q1" / "tra-lai" / "b.xlsx"
        assert returned.is_file()
        sent.write_bytes(good(don_vi=UNIT_NAMES[1]))
        call(place, last)
        assert not returned.exists()


@pytest.mark.parametrize(
    ("command", "work"),
    [
        ("quarter", "pipeline.quarter.check_quarter"),
        ("check", "pipeline.quarter.returned_workbooks"),
        ("year", "pipeline.year.consolidate"),
    ],
)
def test_a_quarter_forgotten_while_it_is_being_made_is_not_published(
    command: str, work: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs, outputs = place / "inputs" / "2020-Q1", place / "outputs" / "2020-Q1"
    module, name = work.rsplit(".", 1)
    real = getattr(importlib.import_module(module), name)

    def slow(*given: object) -> object:
        made = real(*given)
        forget(inputs, outputs)
        return made

    monkeypatch.setattr(work, slow)
    assert call(place, command) == 2
    assert "Đầu vào vừa thay đổi trong lúc lập (2020-Q1/a.xlsx) nên chưa công bố gì" in capsys.readouterr().err
    assert names(outputs) == ["so-lieu.json"]


def test_what_a_run_adds_while_it_is_waited_for_is_forgotten_too(tmp_path: Path) -> None:
    inputs, outputs = tmp_path / "in", tmp_path / "2020-Q1"
    inputs.mkdir()
    publish(outputs, "a.docx")
    assert len(removal_of(inputs, outputs).files) == 2
    publish(outputs, "trich-ngang/b.docx")
    forget(inputs, outputs)
    assert names(outputs) == ["so-lieu.json"]


def test_figures_are_written_after_the_papers_are_removed_and_the_manifest_is_removed_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs, outputs = tmp_path / "in", tmp_path / "2020-Q1"
    files = made("a.docx")
    write(outputs, files, {**manifest(files), "counts": {"nominees": 3}})
    with monkeypatch.context() as full:
        full.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(PipelineError, match="đĩa đã đầy"):
            forget(inputs, outputs)
    assert names(outputs) == [MANIFEST]  # there is room now, and the figures can still be read
    forget(inputs, outputs)
    assert json.loads((outputs / "so-lieu.json").read_bytes())["counts"] == {"nominees": 3}
    assert names(outputs) == ["so-lieu.json"]


@pytest.mark.parametrize(
    "broken",
    [
        {"documents": None},
        {"documents": [{"path": 3, "sha256": "x", "kind": "k"}]},
        {"documents": [{"path": "../../inputs/co-quan.xlsx", "sha256": "x", "kind": "k"}]},
        {"quarter": "2020-Q9"},
        {"quarter": ["2020-Q1"]},
        {"inputs": [{"path": "a.xlsx", "status": "lạ"}]},
        {"findings": [{"severity": "x", "message": "y"}]},
        {"missing_units": "x"},
        {"unconfirmed": [[]]},
        {"made_from": {"a": []}},
    ],
)
def test_a_manifest_that_is_not_whole_is_made_again(
    made_place: Path, broken: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    own = made_place / "outputs" / "2020-Q1" / MANIFEST
    whole = own.read_bytes()
    own.write_text(json.dumps({**json.loads(whole), **broken}), encoding="utf-8")
    assert call(made_place, "quarter") == 0
    assert "Không có gì thay đổi" not in capsys.readouterr().out.splitlines()[-1]
    assert own.read_bytes() == whole


@pytest.mark.parametrize("record", [MANIFEST, RECORD, PENDING])
def test_no_record_leads_out_of_the_folder(record: str, tmp_path: Path) -> None:
    outside, folder = tmp_path / "inputs" / "a.xlsx", tmp_path / "outputs" / "2020-Q1"
    outside.parent.mkdir()
    folder.mkdir(parents=True)
    outside.write_bytes(b"sent")
    for path in ("../../inputs/a.xlsx", str(outside), "..\\..\\inputs\\a.xlsx", "x/../../../inputs/a.xlsx"):
        rows = [{"path": path, "sha256": sha256(b"sent")}]
        content = {"documents": rows} if record == MANIFEST else {path: [sha256(b"sent")]}
        (folder / record).write_text(json.dumps(content), encoding="utf-8")
        publish(folder, "a.docx")
        assert outside.read_bytes() == b"sent"


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize("command", ["run", "forms"])
def test_nothing_is_written_or_removed_through_a_link(command: str, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "2020-Q1", tmp_path / "elsewhere"
    publish(folder, "trich-ngang/a.docx")
    (folder / "trich-ngang").rename(elsewhere)
    (folder / "trich-ngang").symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.iterdir()}
    files = made("z.docx", "trich-ngang/b.docx")
    publishing = {
        "run": lambda: write(folder, files, manifest(files)),
        "forms": lambda: publish_without_manifest(folder, files, bool),
    }
    with pytest.raises(PipelineError, match=r"trich-ngang \(đây là lối tắt"):
        publishing[command]()
    assert not (folder / "z.docx").exists()
    publish(folder, "z.docx")
    assert {path: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_a_folder_in_the_way_is_found_before_anything_is_written(tmp_path: Path) -> None:
    publish(tmp_path, "a.docx", "z.docx")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "z.docx").unlink()
    (tmp_path / "z.docx").mkdir()
    del before[tmp_path / "z.docx"]
    with pytest.raises(PipelineError, match=r"Không ghi được z\.docx \(đây là thư mục"):
        publish(tmp_path, "a.docx", "z.docx", content=b"y")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_folder_made_beforehand_becomes_its_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "2020-Q1"
    (folder / "trich-ngang").mkdir(parents=True)
    for each in (folder, folder / "trich-ngang"):
        each.chmod(0o755)
    publish(folder, "trich-ngang/a.docx")
    assert [each.stat().st_mode & 0o777 for each in (folder, folder / "trich-ngang")] == [0o700, 0o700]


def test_edits_moved_aside_twice_in_one_run_are_numbered_and_not_called_new(tmp_path: Path) -> None:
    publish(tmp_path, "a.docx")
    for edit in (b"one", b"two"):
        (tmp_path / "a.docx").write_bytes(edit)
        publish(tmp_path, "a.docx", replace=True)
    assert names(tmp_path / EDITS_FOLDER) == ["truoc/a-2.docx", "truoc/a.docx"]


def test_a_refusal_names_the_file_and_not_a_temporary_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PipelineError, match=rf"Không ghi được {tmp_path.name} \(đĩa đã đầy\)"):
        publish(tmp_path, "a.docx")  # the note of what is to be written is the folder's own
    monkeypatch.undo()
    monkeypatch.setattr("pipeline.publishing.write.write_if_different", lambda *given: None)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PipelineError, match=r"Không ghi được a\.docx"):
        publish(tmp_path, "a.docx")


def test_papers_in_hidden_folders_are_not_read(tmp_path: Path) -> None:
    for path in (".tam-x/a.docx", "trich-ngang/b.docx", ".an/c.docx"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(b"x")
    assert list(read_papers(tmp_path)[0]) == ["trich-ngang/b.docx"]


def test_the_year_leaves_edited_files_says_what_differs_and_replaces_them_on_request(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(place, "year", "2020") == 0
    folder = place / "outputs" / "2020"
    paper = "so-theo-doi-don-vi.docx"
    shutil.copy(folder / "danh-sach-dien-hinh-nam.docx", folder / paper)
    edit = (folder / paper).read_bytes()
    capsys.readouterr()
    assert call(place, "year", "2020") == 0
    printed = capsys.readouterr().out
    assert f"Giữ nguyên {paper} vì đã được sửa tay; bản mới nằm bên cạnh: so-theo-doi-don-vi.moi.docx." in printed
    assert "chỉ có ở bản" in printed
    page = (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert "đã được sửa tay; bản mới là" in page
    assert (folder / paper).read_bytes() == edit
    assert call(place, "year", "2020", "--replace") == 0
    (moved,) = (folder / EDITS_FOLDER).rglob(paper)
    assert moved.read_bytes() == edit
    assert not (folder / "so-theo-doi-don-vi.moi.docx").exists()
    assert "đã được sửa tay" not in (folder / "bao-cao.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["trace"], "thiếu tên hoặc giá trị cần tìm."),
        (["bay"], "không có lệnh «bay»."),
        (["quarter", "--replac"], "không có lựa chọn «--replac» (có phải «--replace»"),
        (["quarter", "2020-Q1", "thua"], "thừa «thua»."),
        (["quarter", "--inputs"], "sau «--inputs» còn thiếu giá trị."),
        (["quarter", "--all=1"], "sau «--all» không ghi giá trị."),
        ([], "thiếu tên lệnh."),
    ],
)
def test_words_typed_wrongly_are_named_in_a_vietnamese_message(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.commands.cli import main

    assert main(words) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"Lệnh gõ chưa đúng: {message}")
    assert not any(word in error for word in ("No such", "Missing", "Option", "Usage"))


def test_a_folder_locked_for_making_pdfs_does_not_delay_the_run(tmp_path: Path) -> None:
    from pipeline.publishing.ledger import PDF_LOCK

    with locked(tmp_path, PDF_LOCK):
        assert publish(tmp_path, "a.docx").written == ("a.docx",)
    assert os.listdir(tmp_path)
