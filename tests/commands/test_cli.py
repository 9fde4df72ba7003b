"""The command line as the officer meets it: words, exit status, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.commands.cli import COMMANDS, main
from pipeline.opc.pack import pack
from tests.builder import ROOT, good, outline
from tests.commands.places import call, place

__all__ = ["call", "place"]


def test_a_good_quarter_exits_with_0_and_says_what_it_made(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(place, "quarter") == 0
    printed = capsys.readouterr().out
    assert "Đã lập 15 văn bản trong outputs/2020-Q1" in printed
    assert "quyet-dinh-khen-thuong.docx" in printed
    assert (place / "outputs" / "2020-Q1" / "manifest.json").is_file()


def test_something_to_correct_exits_with_1_and_the_rest_is_made(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi="Phòng Kinh tế", ngay_gui="13/25/2020"))
    assert call(place, "quarter", "2020-Q1") == 1
    printed = capsys.readouterr().out
    assert (
        "\nb.xlsx - Phòng Kinh tế: 1 lỗi.\n"
        "  LỖI: trang «Trích ngang», ô B7 («Ngày gửi»): «13/25/2020» không phải là ngày có thật. Cách sửa: " in printed
    )
    assert "Quy định:" not in printed
    assert len(list((place / "outputs" / "2020-Q1" / "trich-ngang").iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["quarter", "2021-Q3"], "Không có thư mục inputs/2021-Q3"),
        (["quarter", "quý một"], "«quý một» không phải là tên quý"),
        (["quarter", "2020-Q7"], "không phải là tên quý"),
        (["bay"], "Lệnh gõ chưa đúng"),
        (["quarter", "--la"], "Lệnh gõ chưa đúng"),
    ],
)
def test_nothing_made_exits_with_2_and_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert call(place, *words) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (place / "outputs").exists()


def test_an_empty_quarter_no_quarter_and_no_office_are_each_reported(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "inputs" / "2020-Q2").mkdir()
    (place / "inputs" / "2020-Q2" / "~$a.xlsx").write_bytes(b"")
    assert call(place, "quarter") == 2
    assert "chưa có biểu mẫu nào" in capsys.readouterr().err
    (place / "inputs" / "co-quan.xlsx").unlink()
    assert call(place, "quarter", "2020-Q1") == 2
    assert "Không có tệp inputs/co-quan.xlsx" in capsys.readouterr().err
    assert main(["quarter", "--inputs", str(place / "khong-co")]) == 2
    assert "chưa có quý nào" in capsys.readouterr().err


def test_ignored_files_are_named_and_a_folder_named_like_a_workbook_costs_itself_only(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (".an", "~$a.xlsx", "Thumbs.db"):
        (place / "inputs" / "2020-Q1" / name).write_bytes(b"x")
    (place / "inputs" / "2020-Q1" / "con").mkdir()
    (place / "inputs" / "2020-Q1" / "x.xlsx").mkdir()
    assert call(place, "quarter") == 1
    printed = capsys.readouterr().out
    for name in (".an", "~$a.xlsx", "Thumbs.db", "con"):
        assert f"Bỏ qua {name}." in printed
    assert "\nx.xlsx: 1 lỗi.\n  LỖI: Không đọc được tệp từ đĩa" in printed


def test_json_prints_only_the_manifest_on_standard_output(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(place, "quarter", "--json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == json.loads(
        (place / "outputs" / "2020-Q1" / "manifest.json").read_text(encoding="utf-8")
    )
    assert "Đã lập" in printed.err


def test_check_finds_the_same_and_makes_no_document(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi="Phòng Kinh tế", ho_ten=""))
    assert call(place, "check", "--json") == 1
    checked = json.loads(capsys.readouterr().out)
    assert not list(place.glob("outputs/**/*.docx"))
    call(place, "quarter", "--json")
    assert checked["findings"] == json.loads(capsys.readouterr().out)["findings"]


def test_forms_are_made_for_each_unit_and_rerun_writes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(place, "forms", "2020-Q2") == 0
    forms = sorted((place / "outputs" / "2020-Q2" / "bieu-mau").iterdir())
    assert [form.name for form in forms][:2] == ["01-phong-tong-hop.xlsx", "02-phong-kinh-te.xlsx"]
    assert [form.name for form in forms][12:] == ["cong-van-gui-bieu-mau.docx", "thu"]
    assert call(place, "forms", "2020-Q2") == 0
    assert "(0 tệp mới hoặc thay đổi)" in capsys.readouterr().out


def test_inputs_are_never_written_to(place: Path) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (place / "inputs").rglob("*") if path.is_file()
    }
    call(place, "quarter")
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (place / "inputs").rglob("*") if path.is_file()
    } == before


def test_folders_may_be_named_before_the_command(place: Path) -> None:
    assert main(["--inputs", str(place / "inputs"), "--outputs", str(place / "ra"), "quarter"]) == 0
    assert (place / "ra" / "2020-Q1" / "manifest.json").is_file()


def test_a_template_that_only_docxtpl_renders_makes_its_paper(place: Path) -> None:
    shutil.copytree(
        ROOT / "templates", place / "templates", ignore=shutil.ignore_patterns("*.py", "pictures", "__pycache__")
    )
    with zipfile.ZipFile(place / "templates" / "phieu-bau.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].replace("PHIẾU BẦU".encode(), "PHIẾU\tBẦU".encode(), 1)
    (place / "templates" / "phieu-bau.docx").write_bytes(pack({**parts, "word/document.xml": body}))
    words = ["quarter", "--inputs", str(place / "inputs"), "--outputs", str(place / "outputs")]
    assert main([*words, "--templates", str(place / "templates")]) == 0
    assert "PHIẾU\tBẦU" in outline((place / "outputs" / "2020-Q1" / "phieu-bau.docx").read_bytes())


def test_help_loads_neither_pandas_nor_docxtpl() -> None:
    script = "import sys; from pipeline.commands.cli import main; main(['--help']); sys.exit(bool({'pandas', 'docxtpl', 'openpyxl'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)


def test_a_console_that_knows_no_vietnamese_does_not_stop_the_run(place: Path) -> None:
    words = [sys.executable, "-m", "pipeline", "check", "--inputs", str(place / "inputs")]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, check=False
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
