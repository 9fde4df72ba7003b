"""From a name, a date or an amount to its cells, its checks and every file that shows it; and from a paper back to its cells."""

import ast
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from pipeline.checking.catalogue import CATALOGUE
from pipeline.checking.check import read_office_workbook
from pipeline.checking.checked import Checked
from pipeline.tracing.from_paper import TracedParagraph, matcher_of, trace_back
from pipeline.tracing.from_value import origins, showings
from pipeline.tracing.wanted import times_in, wanted_of
from pipeline.values.dates import Quarter
from pipeline.values.model import Submission
from pipeline.values.vietnamese import fold
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI
from tests.builder import ROOT, UNIT_NAMES, all_text, good, good_meeting, office_file, run
from tests.commands.places import call, furnished
from tests.publishing.test_rerun import DECISION
from tests.samples.made import papers, sample
from tests.word.test_seal import hostile, rich

NAME = "Nguyễn Văn Mẫu"
OFFICE, _ = read_office_workbook(office_file(), Quarter(2020, 1))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two quarters and the year made; in the first the Council has met."""
    place = furnished(tmp_path_factory.mktemp("year"))
    first = place / "inputs" / "2020-Q1"
    (first / "a.xlsx").write_bytes(good(ngay_sinh="13/7/1990"))
    (first / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    (first / "hoi-dong.xlsx").write_bytes(good_meeting())
    (place / "inputs" / "2020-Q2").mkdir()
    (place / "inputs" / "2020-Q2" / "c.xlsx").write_bytes(good(quy="Quý II năm 2020", ngay_gui="22/6/2020"))
    (place / "inputs" / "2020-Q2" / "d.xlsx").write_bytes(
        good(don_vi=UNIT_NAMES[1], ho_ten="Lê Văn Thử 2", quy="Quý II năm 2020")
    )
    for words in (["quarter", "2020-Q1"], ["quarter", "2020-Q2"], ["year"]):
        assert call(place, *words) in (0, 1)
    return place


@pytest.fixture
def year(made_once: Path, tmp_path: Path) -> Path:
    """A copy of it of one's own."""
    return Path(shutil.copytree(made_once, tmp_path / "year"))


def traced_back(content: bytes, quarters: Sequence[Checked], office: Submission) -> tuple[TracedParagraph, ...]:
    return trace_back(matcher_of(quarters, office)(content), quarters, office)


def traced(place: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert call(place, "trace", *words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("typed", ["nguyen van mau", "NGUYỄN VĂN MẪU", "Ông Nguyễn  Văn Mẫu", NAME])
def test_a_name_is_found_however_it_is_typed_in_cells_papers_the_year_and_workbooks(
    typed: str, year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = traced(year, capsys, typed)
    assert (
        "Từ 2020-Q1/a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»): «Nguyễn Văn Mẫu» - đã kiểm tra họ và tên; bắt buộc"
        in output
    )
    assert "tệp hợp lệ" in output
    assert "accepted" not in output
    assert f"Trong outputs/2020-Q1/{DECISION}: 2 chỗ" in output
    assert "Trong outputs/2020/danh-sach-dien-hinh-nam.docx: 1 chỗ" in output
    assert "Trong outputs/2020-Q2/hoi-dong.xlsx: trang «Biểu quyết», ô B5" in output


def test_what_was_returned_is_found_with_the_check_it_failed(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = traced(year, capsys, "Lê Văn Thử", "2020-Q2")
    assert "«Lê Văn Thử 2» - đã kiểm tra" in output
    assert "CHƯA ĐẠT" in output
    assert "tệp trả lại để sửa" in output
    assert "Trong outputs/2020-Q2/tra-lai/d.xlsx: trang «" in output


def test_a_date_is_found_in_each_printed_form(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("13/07/1990", "13/7/1990", "ngày 13 tháng 7 năm 1990", "13.7.1990"):
        output = traced(year, capsys, typed, "2020-Q1")
        assert "ô B11 («Ngày sinh»): «13/7/1990»" in output
        assert "Trong outputs/2020-Q1/trich-ngang/01-phong-tong-hop-nguyen-van-mau.docx: 1 chỗ" in output


def test_an_amount_is_explained_by_the_cells_from_which_it_was_computed(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in ("450.000 đồng", "450000", "450.000"):
        output = traced(year, capsys, typed, "2020-Q1")
        assert "Tính từ 450.000 đồng = hệ số 0,3 (co-quan.xlsx, trang «Mức thưởng», ô " in output
        assert "x lương cơ sở 1.490.000 (co-quan.xlsx, trang «Lương cơ sở», ô " in output
        assert f"Trong outputs/2020-Q1/{DECISION}: 1 chỗ" in output
    assert "900.000 đồng = 2 cá nhân x 450.000 đồng" in traced(year, capsys, "900.000 đồng", "2020-Q1")


def test_the_office_workbooks_rows_are_named_with_the_day_from_which_they_hold(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = traced(year, capsys, "Hoàng Chí Hiến", "2020-Q1")
    assert "Từ co-quan.xlsx, trang «Người ký», ô B5 («Họ và tên»): «Hoàng Chí Hiến»" in output
    assert "có hiệu lực từ 17/02/2020" in output


def test_a_longer_number_does_not_show_a_shorter_one() -> None:
    assert not wanted_of("450.000").is_in("tổng 1.450.000 đồng")
    assert not wanted_of("3/7/1990").is_in("13/7/1990")
    assert wanted_of("1990").number is None
    assert wanted_of("450.000 đồng").is_in("mỗi cá nhân 450.000 đồng (bốn trăm năm mươi nghìn đồng)")
    assert not wanted_of("450.000 đồng").is_in("(một triệu bốn trăm năm mươi nghìn đồng)")


def test_a_time_is_found_as_papers_print_it_and_as_it_was_typed() -> None:
    met = good_meeting(gio_bat_dau="8h", gio_ket_thuc="9:05")
    outcome = run({"b.xlsx": good(), "c.xlsx": good(don_vi=UNIT_NAMES[1]), "a.xlsx": met})
    for text in ("08 giờ 00", "8h"):
        (origin,) = origins(wanted_of(text), outcome.checked)
        assert "«Cuộc họp», ô B7 («Giờ bắt đầu»)" in origin.where
        assert origin.found == "8h"
    minutes = next(file.content for file in outcome.papers if file.kind == "bien-ban-hop-hoi-dong")
    (began,) = [each for each in traced_back(minutes, [outcome.checked], OFFICE) if "bắt đầu" in each.text]
    assert any("ô B7 («Giờ bắt đầu»)" in origin for origin in began.origins)


def test_words_in_headers_notes_and_boxes_are_found_and_a_broken_file_named(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = year / "outputs" / "2020-Q1"
    (folder / "la.docx").write_bytes(rich())
    for words in ("Đầu Mẫu", "Chân trang", "Ghi chú Mẫu", "Trong khung", "Ý kiến"):
        assert [*showings({"la.docx": rich()}, partial(times_in, wanted_of(words)))] == [("la.docx", "1 chỗ")]
    broken = [content for kind, content in hostile().items() if kind != "properties"]  # a trace does not read these
    for number, content in enumerate(broken):
        (folder / f"hong-{number}.docx").write_bytes(content)
    output = traced(year, capsys, NAME, "2020-Q1")
    assert output.count("không đọc được (") == len(broken)
    assert f"Trong outputs/2020-Q1/{DECISION}: 2 chỗ" in output


def test_a_paper_is_traced_back_to_its_cells_paragraph_by_paragraph(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_path = traced(year, capsys, str(year / "outputs" / "2020-Q1" / DECISION))
    assert by_path == traced(year, capsys, DECISION, "2020-Q1")
    assert "«Ông Nguyễn Văn Mẫu»\n" in by_path
    assert "  2020-Q1/a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»)" in by_path
    assert "  900.000 đồng = 2 cá nhân x 450.000 đồng (hệ số 0,3" in by_path
    assert "  co-quan.xlsx, trang «Người ký», ô B5 («Họ và tên»), có hiệu lực từ 17/02/2020" in by_path
    profile = traced(year, capsys, "01-phong-tong-hop-nguyen-van-mau.docx", "2020-Q1")
    assert "Giới tính: Nam»\n  2020-Q1/a.xlsx, trang «Trích ngang», ô B11 («Ngày sinh»)" in profile
    assert "2020-Q1/b.xlsx" not in profile.replace("«Quý»", "")
    whole_year = traced(year, capsys, "danh-sach-dien-hinh-nam.docx")
    assert "2020-Q1/a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»)" in whole_year


def test_a_paper_without_a_seal_or_that_does_not_exist_is_reported(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "templates" / "to-trinh.docx", year / "la.docx")
    assert call(year, "trace", str(year / "la.docx")) == 2
    assert "Ghi thêm quý" in capsys.readouterr().err
    assert call(year, "trace", str(year / "la.docx"), "2020-Q1") == 0
    for path in ("khong-co.docx", "../../x.docx"):
        assert call(year, "trace", path) == 2
    (year / "hong.docx").write_bytes(b"x")
    assert call(year, "trace", str(year / "hong.docx")) == 2


def test_a_forgotten_quarter_is_named_in_every_trace(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = (year / "outputs" / "2020-Q1" / DECISION).read_bytes()
    assert call(year, "forget", "2020-Q1", "--yes") == 0
    output = traced(year, capsys, NAME)
    assert (
        "Quý I năm 2020: dữ liệu cá nhân đã xóa bằng lệnh forget nên không tìm được; còn số liệu: 02 cá nhân" in output
    )
    (year / "cu.docx").write_bytes(content)
    assert call(year, "trace", str(year / "cu.docx")) == 2
    captured = capsys.readouterr()
    assert "đã xóa bằng lệnh forget" in captured.out
    assert "không truy ngược được" in captured.err


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_nominee_of_the_sample_year_is_traced_forth_and_back(number: int) -> None:
    outcome = sample(number)
    made = {file.path: file.content for file in outcome.papers}
    texts = {path: fold(all_text(content)) for path, content in made.items()}
    back = traced_back(made["danh-sach-tong-hop.docx"], [outcome.checked], OFFICE)
    for sent in outcome.checked.accepted:
        name = sent.text("ho_ten") or sent.text("don_vi")
        assert sent.file in {
            origin.where.split(",")[0].split("/")[1] for origin in origins(wanted_of(name), outcome.checked)
        }
        shown = {path for path, _ in showings(made, partial(times_in, wanted_of(name)))}
        assert shown == {path for path, text in texts.items() if fold(name) in text}
        assert "danh-sach-tong-hop.docx" in shown
        place = f"2020-Q{number}/{sent.file}, trang «{sent.main}», ô "
        assert any(origin.startswith(place) for each in back for origin in each.origins if name in each.text)


def test_most_of_every_paper_of_the_sample_year_is_traced_back() -> None:
    checked = {f"2020-Q{n}": sample(n).checked for n in (1, 2, 3, 4)}
    for path, content in papers().items():
        of = [checked[path.split("/")[0]]] if "-Q" in path else list(checked.values())
        back = traced_back(content, of, OFFICE)
        assert sum(bool(each.origins) for each in back) >= 0.2 * len(back), path


def test_every_rules_message_declares_the_columns_of_its_rule() -> None:
    raised = set()
    for module in sorted((ROOT / "schemas").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                code, _, key = node.args[:3]
                assert isinstance(code, ast.Constant)
                raised.add((code.value, key.value if isinstance(key, ast.Constant) else ""))
    of_rules = [message for message in CATALOGUE if message.keys]
    known = {(message.code, key) for message in CATALOGUE for key in (*message.keys, "")}  # "" for whichever cell it is
    assert raised <= known
    declared = {
        (sheet.name, key)
        for kind in (CA_NHAN, TAP_THE, HOI_DONG, HOI_DONG_NAM, CO_QUAN, THEO_DOI)
        for sheet in kind.sheets
        for key in sheet.by_key
    }
    assert {(sheet, key) for message in of_rules for sheet in message.sheets for key in message.keys} <= declared
