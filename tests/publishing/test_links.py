"""Links and mounted folders below the inputs and outputs are refused by every command; files of others are never deleted."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.reading import real_folders
from tests.builder import good
from tests.commands.test_cli import call, place

__all__ = ["place"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links")
COMMANDS = (
    ("quarter",), ("quarter", "2020-Q1", "--all"), ("check",), ("forms",), ("year",), ("year", "2020"), ("pdf", "2020-Q1"),
    ("trace", "Nguyễn Văn Mẫu"), ("forget", "2020-Q1", "--yes"),
)  # fmt: skip
WHERE = (
    "inputs/2020-Q1",
    "inputs/2020-Q2",
    "outputs/2020-Q1",
    "outputs/2020",
    "inputs/2020-Q1/anh",
    "outputs/2020-Q1/trich-ngang",
)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_linked_folder_is_refused_in_one_line_and_what_it_leads_to_stays(
    words: tuple[str, ...], where: str, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "rieng"
    elsewhere.mkdir()
    (elsewhere / "luan-van.docx").write_bytes(b"thesis")
    (elsewhere / "a.xlsx").write_bytes(good())
    link = place / where
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir():
        link.rename(tmp_path / "moved")
    link.symlink_to(elsewhere)
    before = everything(elsewhere)
    assert call(place, *words) == 2
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert f"{where} là lối tắt dẫn ra chỗ khác" in printed
    assert everything(elsewhere) == before


def test_a_linked_file_is_refused_too(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.xlsx").write_bytes(good())
    (place / "inputs" / "2020-Q1" / "b.xlsx").symlink_to(tmp_path / "b.xlsx")
    assert call(place, "forget", "2020-Q1", "--yes") == call(place, "quarter") == 2
    assert "inputs/2020-Q1/b.xlsx là lối tắt" in capsys.readouterr().err
    assert (tmp_path / "b.xlsx").is_file()


def test_inputs_and_outputs_themselves_may_lie_elsewhere(place: Path, tmp_path: Path) -> None:
    for name in ("inputs", "outputs"):
        (place / name).mkdir(exist_ok=True)
        (place / name).rename(tmp_path / f"{name}-of-the-office")
        (place / name).symlink_to(tmp_path / f"{name}-of-the-office")
    assert call(place, "quarter") == 0
    assert (tmp_path / "outputs-of-the-office" / "2020-Q1" / "danh-sach-tong-hop.docx").is_file()


@pytest.mark.parametrize("where", ["inputs/2020-Q1", "inputs/2020-Q1/a.xlsx", "outputs/cu và mới"])
def test_what_is_mounted_is_refused_though_it_is_of_the_same_disk(
    where: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mounted = place / where
    if not mounted.exists():
        mounted.mkdir(parents=True)
    listed = os.path.realpath(mounted).replace(" ", "\\040")
    (place / "mountinfo").write_text(f"36 35 8:1 /thesis {listed} rw,relatime - ext4 /dev/sda1 rw\n", encoding="utf-8")
    monkeypatch.setattr(real_folders, "MOUNTS", place / "mountinfo")
    assert call(place, "forget", "2020-Q1", "--yes") == call(place, "quarter") == 2
    assert f"{where} là ổ đĩa được gắn vào, dẫn ra chỗ khác" in capsys.readouterr().err
    assert (place / "inputs" / "2020-Q1" / "a.xlsx").is_file()


def test_folders_in_folders_without_end_are_refused_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "inputs" / "2020-Q1" / Path(*("a" * 60))).mkdir(parents=True)
    assert call(place, "quarter") == call(place, "forget", "2020-Q1", "--yes") == 2
    printed = capsys.readouterr().err
    assert printed.count("inputs/2020-Q1 có thư mục lồng nhau quá 50 cấp") == printed.count("\n") == 2


def test_forget_removes_what_is_ours_by_name_and_says_what_it_leaves(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs, outputs = place / "inputs" / "2020-Q1", place / "outputs" / "2020-Q1"
    (inputs / "b.xlsx").write_bytes(good(ho_ten=""))  # comes back
    assert call(place, "quarter") == 1
    (outputs / "danh-sach-tong-hop.docx").write_bytes(b"edited")
    assert call(place, "quarter") == 1
    theirs = (
        inputs / "anh.jpg", inputs / "thu-muc" / "luan-van.xlsx", outputs / "quyet-dinh-da-ky.pdf", outputs / "trich-ngang" / "ghi-chu.txt",
    )  # fmt: skip
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"theirs")
    for name in (inputs / "~$a.xlsx", inputs / ".~lock.a.xlsx#"):
        name.write_bytes(b"lock")
    for own in (
        "in.pdf",
        "in.moi.pdf",
        "thu/a.eml",
        "bieu-mau/thu/a.eml",
        "bieu-mau/cong-van-gui-bieu-mau.docx",
        "pdf/.da-ghep.json",
    ):
        (outputs / own).parent.mkdir(parents=True, exist_ok=True)
        (outputs / own).write_bytes(b"ours")
    capsys.readouterr()
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    printed = capsys.readouterr().out
    left = [path for folder in (inputs, outputs) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert {path for path in left if path.name not in (".khoa", "so-lieu.json")} == set(theirs)
    assert "Còn lại 4 tệp" in printed
    for path in theirs:
        assert path.name in printed


def test_forget_leaves_no_name_in_what_it_keeps(place: Path) -> None:
    for number, day in ((1, "22/3/2020"), (2, "22/6/2020")):
        folder = place / "inputs" / f"2020-Q{number}"
        folder.mkdir(exist_ok=True)
        name = "Vừ A Thử Nghiệm" if number == 1 else "Giàng Thị Ví Dụ"
        for old in folder.glob("*.xlsx"):
            old.unlink()
        (folder / f"vu-a-{number}.xlsx").write_bytes(
            good(ho_ten=name, quy=f"Quý {'I' * number} năm 2020", ngay_gui=day, ngay_sinh=f"199{number}")
        )
        assert call(place, "quarter", f"2020-Q{number}") == 0
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    for path in (place / "outputs").rglob("*"):
        if path.is_file():
            assert b"vu-a-1" not in path.read_bytes(), path
            assert "Thử Nghiệm".encode() not in path.read_bytes(), path


def test_forget_names_every_file_outside_the_quarter_that_still_names_its_people(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("inputs/2020/hoi-dong-nam.xlsx", "inputs/theo-doi.xlsx", "outputs/2020/danh-sach-dien-hinh-nam.xlsx"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(b"names")
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    printed = capsys.readouterr().out
    assert "Còn tên người trong outputs/2020: danh-sach-dien-hinh-nam.xlsx" in printed
    assert "Còn tên người trong inputs/2020: hoi-dong-nam.xlsx" in printed
    assert "chưa có quyết định: chạy make year YEAR=2020 trước" in printed
    assert "inputs/theo-doi.xlsx có thể còn tên điển hình của Quý I năm 2020" in printed
