"""Values of sensitive columns appear in the returned workbook and the internal profile, and nowhere else."""

import json
import zipfile
from pathlib import Path

import pytest

from pipeline.checking.privacy import is_sensitive
from tests.builder import UNIT_NAMES, edited, good
from tests.commands.test_cli import call, place

__all__ = ["place"]
TYPED = {"dan_toc": "Mông Hoa Xanh", "dang_vien": "Dự bị từ 2019"}


def public_output(place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All text that a run prints or writes, except returned workbooks and profiles."""
    capsys.readouterr()
    assert call(place, "quarter") == 1
    captured = capsys.readouterr()
    folder = place / "outputs" / "2020-Q1"
    output = [
        captured.out,
        captured.err,
        *((folder / name).read_text(encoding="utf-8") for name in ("manifest.json", "bao-cao.html")),
    ]
    assert call(place, "check", "--json") == 1
    captured = capsys.readouterr()
    for paper in folder.rglob("*.docx"):
        if "trich-ngang" not in paper.as_posix():
            with zipfile.ZipFile(paper) as package:
                output.append(package.read("word/document.xml").decode())
    return "\n".join([*output, captured.out, captured.err])


def test_a_wrong_sensitive_value_is_shown_only_in_the_returned_workbook(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1], **TYPED))
    output = public_output(place, capsys)
    for value in TYPED.values():
        assert value not in output
    assert "ô B13 («Dân tộc»)" in output
    assert "«(không hiển thị)»" in output
    rows = json.loads((place / "outputs" / "2020-Q1" / "manifest.json").read_text(encoding="utf-8"))["findings"]
    sensitive = [row for row in rows if row["field"] in ("Dân tộc", "Đảng viên")]
    assert len(sensitive) >= 2
    assert {(row["found"], row["suggestion"]) for row in sensitive} == {("", "")}
    returned = (place / "outputs" / "2020-Q1" / "tra-lai" / "b.xlsx").read_bytes()
    (place / "b.xlsx").write_bytes(returned)
    with zipfile.ZipFile(place / "b.xlsx") as package:
        whole = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    assert all(value in whole for value in TYPED.values())


def test_a_sensitive_text_outside_its_cell_is_not_shown_either(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = edited(
        good(don_vi=UNIT_NAMES[1], ngay_gui=""), {("Trích ngang", "E13"): "Khơ Mú", ("Trích ngang", "B60"): "Hà Nhì"}
    )
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(typed)
    output = public_output(place, capsys)
    assert "Khơ Mú" not in output
    assert "Hà Nhì" not in output


def test_a_sensitive_word_typed_into_another_cell_is_masked_everywhere(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = good(
        don_vi=UNIT_NAMES[1], ho_ten="Vừ A Mẫu 1, dân tộc Lô Lô", chuc_vu="x" * 400 + " đảng viên dự bị khóa 77"
    )
    typed = edited(wrong, {("Trích ngang", "A20"): "Dân tộc Pu Péo và đảng viên"})
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(typed)
    (place / "inputs" / "2020-Q1" / "c.xlsx").write_bytes(good(don_vi="Dân tộc La Chí"))
    output = public_output(place, capsys)
    for word in ("Lô Lô", "Pu Péo", "khóa 77", "La Chí"):
        assert word not in output


@pytest.mark.parametrize(
    ("heading", "text", "sensitive"),
    [
        ("Dân tộc", "Mông", True),
        ("đảng viên (có/không)", "x", True),
        ("Họ và tên", "Mông", True),  # typed in the wrong cell
        ("Họ và tên", "Vừ A Mẫu, dân tộc Mông", True),
        ("Chức vụ", "Chuyên viên, đảng viên", True),
        ("Đơn vị", "Phòng Kinh tếe", False),
        ("", "H'Mông", True),
        ("", "H’Mông", True),
        ("Họ và tên", "Dân tộc Xá Phó", True),
        ("Họ và tên", "Xá Phó", True),
        ("Họ và tên", "Lê Văn Mẫu, dan toc Mong", True),
        ("Họ và tên", "Lê Văn Mẫu dântộc Mông", True),
        ("Chức vụ", "Chuyên viên, đang viên", True),  # a tone forgotten
        ("Họ và tên", "Đặng Viễn", False),
        ("Họ và tên", "Hoàng Đăng Viên", False),
        ("Họ và tên", "Cao Lân", False),
        ("Họ và tên", "La Hà", False),
        ("", "Dân tộc: không rõ", True),
        ("Đơn vị", "Ban Dân tộc", False),
        ("Đơn vị", "BAN DÂN TỘC", False),
        ("Đơn vị", "Phòng Dân tộc - Tôn giáo", False),
        ("Đơn vị", "Phòng Dân tộc và Tôn giáo", False),
        ("Đơn vị", "Ban Dân tộc và Miền núi", False),
        ("Đơn vị", "Ban Dan toc va Mien nui", False),
        ("Đơn vị", "Trường Phổ thông Dân tộc nội trú tỉnh", False),
        ("", "đại đoàn kết dân tộc, dân tộc thiểu số, các dân tộc Việt Nam", False),
        ("", "Ban Dân tộc, Sở Nội vụ", False),
        ("", "Phối hợp Ban Dân tộc (Phòng Tổng hợp)", False),
        ("", "dân tộc, Tày", True),
        ("Đơn vị", "Ban Dân tộc, dân tộc Tày", True),
        ("Đơn vị", "Ban Dân tộc (dân tộc: Tày)", True),
        ("Đơn vị", "Ban Dân tộc Tày", True),
        ("Đơn vị", "Ban Dân tộc Lào Cai", False),
        ("", "Phòng Dan toc Thai Nguyen", False),
        ("", "Lò Văn Mẫu, dân tộc Lào", True),
        ("", "Ban Dân tộc Lào", True),
        ("", "Ban Dân tộc Lào Cai, dân tộc Lào", True),
        ("", "Lò Văn Mẫu, dân tộc Thái nguyên quán Sơn La", True),
        ("Đơn vị", "Phòng Dân tộc - Mông", True),
        ("Đơn vị", "Dân tộc và Mông", True),
        ("", "người dân tộc Pa Dí", True),  # in no list
        ("", "dân tộc Xã Phó", True),  # a tone mistyped
        ("", "Ghi chú", False),
        ("Dân tộc", " ", False),
    ],
)
def test_a_text_is_sensitive_by_its_heading_or_by_its_words(heading: str, text: str, sensitive: bool) -> None:
    assert is_sensitive(heading, text) is sensitive
