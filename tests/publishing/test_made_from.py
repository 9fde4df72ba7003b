"""An unchanged quarter is known before anything is opened; a changed one says why it is made again; the bytes are the same."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from tests.builder import ROOT, good


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Folders of one's own with one good workbook and one to correct."""
    quarter = tmp_path / "inputs" / "2020-Q1"
    quarter.mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "co-quan.xlsx", tmp_path / "inputs")
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("*.py", "pictures"))
    (quarter / "a.xlsx").write_bytes(good())
    (quarter / "b.xlsx").write_bytes(good(don_vi="Phòng Kinh tế", ngay_gui="13/25/2020"))
    return tmp_path


def call(place: Path, *words: str) -> int:
    folders = [part for name in ("inputs", "outputs", "templates") for part in (f"--{name}", str(place / name))]
    return main(["quarter", "2020-Q1", *words, *folders])


def contents(place: Path) -> dict[str, bytes]:
    folder = place / "outputs" / "2020-Q1"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_unchanged_quarter_says_the_same_makes_nothing_and_exits_the_same(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(place) == 1
    first, made = capsys.readouterr().out, contents(place)
    with monkeypatch.context() as forbidden:
        forbidden.setattr(
            "pipeline.reading.sandbox.Reader.__enter__", lambda self: pytest.fail("a workbook was opened")
        )
        assert call(place) == 1
        again = capsys.readouterr().out
        assert call(place, "--json") == 1
        assert json.loads(capsys.readouterr().out) == json.loads(made["manifest.json"])
    assert "Không có gì thay đổi" in again
    assert "1 lỗi" in first
    assert "1 lỗi: xem từng nội dung trong báo cáo" in again
    assert len(again.splitlines()) <= 8
    assert contents(place) == made


def test_all_makes_everything_again_and_gives_the_same_bytes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(place)
    made = contents(place)
    capsys.readouterr()
    assert call(place, "--all") == 1
    printed = capsys.readouterr().out
    assert "(0 tệp mới hoặc thay đổi)" in printed
    assert "Lập lại theo yêu cầu" in printed
    assert contents(place) == made


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda p: (p / "inputs/2020-Q1/c.xlsx").write_bytes(good(don_vi="Phòng Nội chính")), "biểu mẫu mới: c.xlsx"),
        (lambda p: (p / "inputs/2020-Q1/a.xlsx").write_bytes(good(ghi_chu="x")), "biểu mẫu đã đổi: a.xlsx"),
        (lambda p: (p / "inputs/2020-Q1/b.xlsx").unlink(), "biểu mẫu không còn: b.xlsx"),
        (lambda p: (p / "inputs/2020-Q1/~$a.xlsx").write_bytes(b"x"), "tệp bỏ qua mới: ~$a.xlsx"),
        (lambda p: shutil.copy(p / "templates/phieu-bau.docx", p / "templates/to-trinh.docx"), "mẫu Word đã đổi: to-trinh.docx"),
        (lambda p: (p / "inputs/co-quan.xlsx").write_bytes(office(p)), "co-quan.xlsx đã đổi"),
        (lambda p: (p / "outputs/2020-Q1/danh-sach-tong-hop.docx").unlink(), "hoặc vì có tệp kết quả đã bị sửa, xóa"),
    ],
)  # fmt: skip
def test_whatever_has_changed_is_found_and_named(
    place: Path, capsys: pytest.CaptureFixture[str], change: object, reason: str
) -> None:
    call(place)
    assert callable(change)
    change(place)
    capsys.readouterr()
    call(place)
    printed = capsys.readouterr().out
    assert "Không có gì thay đổi" not in printed
    assert reason in printed


def office(place: Path) -> bytes:
    """The office workbook saved by another program, the same words."""
    import openpyxl

    from tests.builder import saved

    return saved(openpyxl.load_workbook(place / "inputs" / "co-quan.xlsx"))


def test_an_earlier_quarter_of_the_year_counts_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = place / "inputs" / "2020-Q2"
    later.mkdir()
    (later / "a.xlsx").write_bytes(good(quy="Quý II năm 2020", ngay_gui="22/6/2020"))
    words = ["quarter", "2020-Q2"]
    words += [part for name in ("inputs", "outputs", "templates") for part in (f"--{name}", str(place / name))]
    main(words)
    (place / "inputs" / "2020-Q1" / "a.xlsx").unlink()
    capsys.readouterr()
    main(words)
    assert "quý trước đã đổi: 2020-Q1" in capsys.readouterr().out


def test_help_and_an_unchanged_run_load_neither_pandas_nor_docxtpl(place: Path) -> None:
    call(place)
    folders = [part for name in ("inputs", "outputs", "templates") for part in (f"--{name}", str(place / name))]
    for words in (["--help"], ["quarter", "2020-Q1", *folders]):
        code = (
            "import sys; from pipeline.commands.cli import main; main(sys.argv[1:]); "
            "sys.exit(any(name in sys.modules for name in ('pandas', 'pandera', 'docxtpl', 'openpyxl')))"
        )
        done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
