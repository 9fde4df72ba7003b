"""What a person reads on the terminal: findings by workbook, errors first; an unchanged rerun is short; the bar does not guess."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from pipeline.commands import arguments
from pipeline.commands.arguments import KNOWN, read_with_bar
from pipeline.commands.cli import COMMANDS, main
from pipeline.commands.terminal import (
    SHOWN_FINDINGS,
    lines_about_findings,
    print_lines,
)
from pipeline.reading.folders import QuarterFolder
from pipeline.values.dates import Quarter
from tests.builder import UNIT_NAMES, edited, good, label_place
from tests.checking.test_plan import office_file
from tests.commands.test_cli import call, place

__all__ = ["place"]


def row(file: str, severity: str, cell: str, words: str) -> dict[str, str]:
    at = f"Tệp {file}, trang «Trích ngang», ô {cell} («Ngày gửi»):"
    return {
        "file": file, "sheet": "Trích ngang", "cell": cell, "field": "Ngày gửi", "severity": severity,
        "message": f"{at} {words} Quy định: Luật. Cách sửa: Gõ lại.",
    }  # fmt: skip


def of(*findings: Mapping[str, str]) -> Mapping[str, Any]:
    return {"findings": findings, "inputs": [{"path": "b.xlsx", "unit": "Phòng Kinh tế", "status": "returned"}]}


def test_findings_stand_under_their_workbook_errors_first_with_what_to_do() -> None:
    manifest = of(
        row("a.xlsx", "warning", "B5", "Lạ."), row("b.xlsx", "warning", "B6", "Muộn."), row("b.xlsx", "error", "B7", "Sai.")
    )  # fmt: skip
    assert [*lines_about_findings(manifest)] == [
        "b.xlsx - Phòng Kinh tế: 1 lỗi, 1 lưu ý.",
        "  LỖI: trang «Trích ngang», ô B7 («Ngày gửi»): Sai. Cách sửa: Gõ lại.",
        "  Lưu ý: trang «Trích ngang», ô B6 («Ngày gửi»): Muộn. Cách sửa: Gõ lại.",
        "a.xlsx: 1 lưu ý.",
        "  Lưu ý: trang «Trích ngang», ô B5 («Ngày gửi»): Lạ. Cách sửa: Gõ lại.",
    ]


def test_what_somebody_typed_by_the_page_is_quoted_in_part_and_on_one_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report goes on quoting, and the returned workbook holds all of it."""
    pages = "Một dòng.\n" * 900
    typed = {("Trích ngang", label_place(key)): pages for key in ("ngay_gui", "don_vi", "gioi_tinh", "ho_ten")}
    typed["Trích ngang", "F30"] = pages
    (place / "inputs" / "2020-Q1" / "a.xlsx").write_bytes(edited(good(), typed))
    assert call(place, "quarter") == 1
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) < 40
    assert max(map(len, printed)) < 1200
    outputs = place / "outputs" / "2020-Q1"
    assert "Một dòng. " * 250 in (outputs / "bao-cao.html").read_text(encoding="utf-8").replace("\n", " ")
    returned = openpyxl.load_workbook(outputs / "tra-lai" / "a.xlsx")
    assert returned["Trích ngang"][label_place("ngay_gui")].value.count("Một dòng.") == 900


def test_what_is_not_shown_is_counted() -> None:
    many = [row("a.xlsx", "error", f"B{n}", "Sai.") for n in range(SHOWN_FINDINGS - 1)]
    lines = [
        *lines_about_findings(of(*many, row("b.xlsx", "error", "B1", "Sai."), row("b.xlsx", "error", "B2", "Sai.")))
    ]
    assert sum("LỖI" in line for line in lines) == SHOWN_FINDINGS
    assert lines[-1] == "… và 1 nội dung khác, xem báo cáo."


def test_labels_have_a_colour_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    print_lines(["  LỖI: \x1b[2J", "LỖI.xlsx: 1 lỗi."])
    assert capsys.readouterr().out.count("\x1b") == 0
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    print_lines(["  LỖI: \x1b[2J", "LỖI.xlsx: 1 lỗi."])
    printed = capsys.readouterr().out
    assert printed.startswith("\x1b[31m\x1b[1m  LỖI\x1b[0m: ")
    assert printed.count("\x1b") == 3  # the sender's own sign is escaped, a file's name is no label


def test_an_unchanged_rerun_is_eight_lines_at_most(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place / "inputs" / "2020-Q1"
    for number, unit in enumerate(UNIT_NAMES[1:4]):
        bad = edited(good(don_vi=unit, ngay_gui="13/25/2020", ho_ten="Pao"), {("Trích ngang", "H30"): "chữ lạc"})
        (folder / f"b{number}.xlsx").write_bytes(bad)
    (folder / "~$b.xlsx").write_bytes(b"")
    assert call(place, "quarter") == 1
    first = capsys.readouterr().out
    assert first.count("LỖI: ") >= 6
    assert call(place, "quarter") == 1
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) <= 8
    assert "LỖI" not in printed
    assert f"{first.count('LỖI: ')} lỗi, {first.count('Lưu ý: ')} lưu ý: xem từng nội dung trong báo cáo." in printed
    assert "Quý I năm 2020: 1 hợp lệ, 3 trả lại để sửa, 1 bỏ qua." in printed


def test_the_bar_says_how_long_it_will_take_only_when_that_is_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[bool] = []

    def read(inputs: Path, quarter: Quarter, reader: object, progress: Any) -> QuarterFolder:
        bar = progress.__closure__[0].cell_contents
        for done in range(1, KNOWN + 3):
            progress(done, 40)
            told.append(bar.show_eta)
        return QuarterFolder(quarter, lambda: None, [], ())  # type: ignore[arg-type,return-value]

    monkeypatch.setattr(arguments, "read_quarter", read)
    (tmp_path / "inputs").mkdir()
    with click.Context(click.Command("x")) as context:
        context.params = {"inputs_folder": tmp_path / "inputs", "outputs_folder": tmp_path / "outputs"}
        read_with_bar(context, Quarter(2020, 1), None)  # type: ignore[arg-type]
    assert told == [False] * KNOWN + [True] * 2


def test_what_is_not_confirmed_is_said_once_with_where_and_never_for_the_sample(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(place, "quarter") == 0
    assert "chưa xác nhận" not in capsys.readouterr().out
    (place / "inputs" / "co-quan.xlsx").write_bytes(office_file(("Đơn vị", 1, {"ten_khac": "Phòng KT\nKinh tế"})))
    assert call(place, "quarter") == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "chưa xác nhận" in line]
    assert re.match(r"\d+ dòng chưa xác nhận đang dùng trong co-quan.xlsx, trang «Cơ quan» dòng 15, 17, 18", line)
    assert "«Đơn vị» dòng 5, 6" in line
    assert call(place, "quarter") == 0
    assert "chưa xác nhận" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_is_vietnamese_and_has_lines_to_type(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*filter(None, [command]), "--help"]) == 0
    printed = capsys.readouterr().out
    assert not re.search("Usage|Options|Show|exit|PATH", printed)
    assert printed.startswith("Cách gõ: ")
    assert not command or f"\nVí dụ:\n  make {command}" in printed
