"""The year's papers list each approved nominee once with the quarters, award nobody twice, and name missing quarters."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.drawing.office import UNITS
from pipeline.inspection.inspect import faults
from pipeline.papers.year_figures import figures
from pipeline.proofs.balance import Unbalanced
from pipeline.reading.folders import QuarterFolder, read_year
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter
from pipeline.values.model import PipelineError
from schemas.gioi_thieu import PRAISE
from tests.builder import (
    ROOT,
    UNIT_NAMES,
    YearOutcome,
    all_text,
    edited,
    folder,
    good,
    good_leader,
    good_meeting,
    made_year,
    office_file,
    outline,
    read_back,
    source,
    templates,
)
from tests.checking.test_office import office_with
from tests.programs import browsed
from tests.proofs.test_balance import changed
from tests.samples.made import sample_year, workbooks
from tests.shipped import OFFICE_LEADER


def made(*numbers: int) -> YearOutcome:
    folders = [folder(workbooks(n), Quarter(2020, n)) for n in numbers]
    return made_year(2020, office_file(), folders, templates())


YEAR = sample_year()
PAPERS = {file.path: file.content for file in YEAR.files if file.path.endswith(".docx")}


def test_everybody_approved_is_listed_once_with_the_quarters() -> None:
    listed = outline(PAPERS["danh-sach-dien-hinh-nam.docx"])
    assert listed.count("Giàng A Mẫu") == 1
    assert (
        "| Ông Giàng A Mẫu | Chuyên viên chính | Phòng Tổng hợp | Quý I, Quý III | Quý I | Giấy khen (Quý I); Giấy khen (Quý III) |"
        in listed
    )
    assert "Cao Văn Hư |" not in listed  # not approved
    assert "Hà Thị Thí Dụ" not in listed  # of a quarter whose Council has not met
    assert "Quý Hội đồng chưa họp, chưa tính vào danh sách: Quý IV." in listed
    assert "Danh sách có 02\u00a0tập thể và 35\u00a0cá nhân." in listed


def test_people_of_one_unit_are_ordered_by_given_name_in_the_vietnamese_order() -> None:
    names = ["Vũ Văn An", "Trần Văn Ân", "Lê Văn Đạt", "Bùi Thị Ước"]
    folders = []
    for quarter, name in zip((Quarter(2020, n) for n in (1, 2, 3, 4)), reversed(names), strict=True):
        month = quarter.number * 3
        own = good(quy=quarter.title, ngay_gui=f"22/{month}/2020", ho_ten=name)
        met = good_meeting([("Cá nhân", name, UNIT_NAMES[0])], quy=quarter.title, ngay_hop=f"28/{month}/2020")
        folders.append(folder({"a.xlsx": own, "b.xlsx": met}, quarter))
    outcome = made_year(2020, office_file(), folders, templates())
    assert [each.candidate.name for each in outcome.book.exemplars] == names
    listed = outline(next(file.content for file in outcome.files if file.path == "danh-sach-dien-hinh-nam.docx"))
    assert sorted(names, key=listed.index) == names


def test_a_unit_that_no_longer_exists_is_listed_after_the_others_and_not_among_the_leaders() -> None:
    leader, former = good_leader(), good(don_vi=UNIT_NAMES[1])
    people = [
        ("Cá nhân", "Nguyễn Văn Mẫu", OFFICE_LEADER),
        ("Cá nhân", "Lê Văn Thử", UNIT_NAMES[1]),
        ("Cá nhân", "Trần Văn Ví", UNIT_NAMES[2]),
    ]
    files = {
        "a.xlsx": good_meeting(people),
        "b.xlsx": leader,
        "c.xlsx": former,
        "d.xlsx": good(don_vi=UNIT_NAMES[2], ho_ten="Trần Văn Ví"),
    }
    code, _, _ = UNITS[1]
    later = {"thu_tu": "2", "ma": code, "ten": "Phòng Kinh tế tổng hợp", "tu_ngay": "01/7/2020", "xac_nhan": "Có"}
    ended = office_with("Đơn vị", later)
    outcome = made_year(2020, source("co-quan.xlsx", ended), [folder(files)], templates())
    assert [each.candidate.unit for each in outcome.book.exemplars] == [OFFICE_LEADER, UNIT_NAMES[2], UNIT_NAMES[1]]


def test_nobody_is_awarded_twice() -> None:
    decision = outline(PAPERS["quyet-dinh-khen-thuong-nam.docx"])
    awarded = [name for name in ("Lục Văn Thử", "Ngô Văn Định", "Má A Mẫu") if name in decision]
    assert len(awarded) == len(YEAR.book.to_award) == 3
    assert "Giàng A Mẫu" not in decision
    assert "gương điển hình tiên tiến năm 2020" in decision
    assert "tiết kiệm chi thường xuyên Quý II năm 2020 |" in decision
    assert "(Quý" not in decision  # the reasons name their quarter already
    assert "1.350.000 đồng (một triệu ba trăm năm mươi nghìn đồng)" in decision


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("Đã có thành tích xuất sắc", "Đã có thành tích xuất sắc (Quý I, Quý II năm 2020)"),
        ("Có thành tích xuất sắc quý 2/2020.", "Có thành tích xuất sắc quý 2/2020 (Quý I, Quý II năm 2020)"),
        ("Tiêu biểu Quý I năm 2020, Quý II năm 2020", "Tiêu biểu Quý I năm 2020, Quý II năm 2020"),
        ("Tiêu biểu Quý II năm 2019", "Tiêu biểu Quý II năm 2019 (Quý I, Quý II năm 2020)"),
    ],
)
def test_a_reason_says_each_of_its_quarters_once(reason: str, printed: str) -> None:
    quarters = [praised(Quarter(2020, number), reason) for number in (1, 2)]
    made_of_two = made_year(2020, office_file(), quarters, templates())
    decision = next(file for file in made_of_two.files if file.path.startswith("quyet-dinh"))
    assert f"Lý do khen thưởng: {printed}." in outline(decision.content)


def praised(quarter: Quarter, reason: str) -> QuarterFolder:
    """A quarter in which one person was praised for ``reason``."""
    last = quarter.number * 3
    person = {"quy": quarter.title, "ngay_gui": f"23/{last}/2020", "ly_do": reason, "hinh_thuc": PRAISE}
    meeting = good_meeting(
        [("Cá nhân", "Nguyễn Văn Mẫu", UNIT_NAMES[0])], quy=quarter.title, ngay_hop=f"28/{last}/2020"
    )
    changes = {("Biểu quyết", "D5"): PRAISE, ("Biểu quyết", "J5"): PRAISE}
    return folder({"a.xlsx": good(**person), "hoi-dong.xlsx": edited(meeting, changes)}, quarter)


def test_a_leader_of_the_office_is_listed_with_only_the_position() -> None:
    assert "| Bà Nguyễn Thị Giả Định | Phó Chánh Văn phòng | Quý II |" in outline(
        PAPERS["danh-sach-khen-thuong-nam.docx"]
    )


def test_the_register_says_what_each_unit_did() -> None:
    register = outline(PAPERS["so-theo-doi-don-vi.docx"])
    assert "SỔ THEO DÕI\nViệc gửi hồ sơ của các phòng, ban, đơn vị năm 2020\n" in register
    assert "chưa tính vào danh sách" not in register  # Quý IV is counted, though its Council has not met
    assert "| 9 | Phòng Quản trị - Tài vụ | đúng hạn | đúng hạn | đúng hạn | chưa gửi | 03 |" in register
    assert YEAR.book.register["Phòng Tổng hợp"] == ("đúng hạn",) * 4


def test_the_register_shows_late_and_returned_units_and_missing_quarters() -> None:
    late = folder({"a.xlsx": good(ngay_gui="28/3/2020"), "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="")})
    outcome = made_year(2020, office_file(), [late], templates())
    assert outcome.book.register["Phòng Tổng hợp"] == ("muộn", "-", "-", "-")
    assert outcome.book.register["Phòng Kinh tế"] == ("trả lại", "-", "-", "-")
    mistyped = folder({"a.xlsx": good(), "b.xlsx": good(don_vi="Phòng Kinh Tê", ho_ten="Lê Văn Ví")})
    again = made_year(2020, office_file(), [mistyped], templates())
    assert again.book.register["Phòng Kinh tế"] == ("trả lại", "-", "-", "-")
    assert outcome.manifest["missing_quarters"] == ["2020-Q2", "2020-Q3", "2020-Q4"]
    papers = {file.path: outline(file.content) for file in outcome.files if file.path.endswith(".docx")}
    assert "Quý chưa có hồ sơ: Quý II; Quý III; Quý IV." in papers["so-theo-doi-don-vi.docx"]
    assert "quyet-dinh-khen-thuong-nam.docx" not in papers


def test_the_figures_add_up() -> None:
    counts = figures(YEAR.book)
    assert sum(number for _, number in counts.by_unit) == 37
    assert sum(number for _, number in counts.by_sex) == sum(number for _, number in counts.by_group) == 35
    assert sum(number for _, number in counts.by_rank) == 35
    assert dict(counts.by_unit)["Lãnh đạo Văn phòng"] == 1


@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_of_the_year_keeps_the_form(path: str) -> None:
    assert faults(PAPERS[path]) == ()
    assert "Đảng viên" not in all_text(PAPERS[path])


def test_the_same_year_gives_the_same_bytes() -> None:
    assert {file.path: file.content for file in made(1, 2, 3, 4).files} == {
        file.path: file.content for file in YEAR.files
    }


def test_a_name_lost_from_a_list_stops_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    files = tuple(f for f in YEAR.files if f.path.endswith(".docx"))
    lost = [replace(f, content=changed(f.content, lambda xml: xml.replace("Má A Mẫu", "Má A"))) for f in files]
    monkeypatch.setattr("pipeline.year.render", lambda *arguments: tuple(read_back(lost)))
    with pytest.raises(Unbalanced, match="Má A Mẫu"):
        made(1, 2, 3, 4)


def test_the_page_of_the_year_shows_in_a_browser(tmp_path: Path) -> None:
    page = next(file for file in YEAR.files if file.kind == "bao-cao")
    (tmp_path / "bao-cao.html").write_bytes(page.content)
    shown = browsed(tmp_path / "bao-cao.html", tmp_path / "profile", "--dump-dom")
    assert "37" in shown
    assert shown.count("<rect") == 13 + 5 + 2 + 2


def test_the_command_makes_the_year_and_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["year", "2020", "--inputs", str(ROOT / "inputs"), "--outputs", str(tmp_path)]
    assert main(words) == 0
    output = capsys.readouterr().out
    assert "Năm 2020: 4/4 quý có hồ sơ, 37 gương điển hình tiên tiến, 3 đề nghị Giấy khen cuối năm." in output
    manifest = json.loads((tmp_path / "2020" / "manifest.json").read_text(encoding="utf-8"))
    assert {document["path"] for document in manifest["documents"]} == {
        *PAPERS,
        "danh-sach-dien-hinh-nam.xlsx",
        "bao-cao.html",
    }
    assert main(words) == 0
    assert "(0 tệp mới hoặc thay đổi)" in capsys.readouterr().out


@pytest.mark.parametrize(("asked", "message"), [("2019", "Năm 2019 chưa có quý nào"), ("năm nay", "không phải là năm")])
def test_a_year_without_quarters_makes_nothing(
    asked: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["year", asked, "--inputs", str(ROOT / "inputs"), "--outputs", str(tmp_path)]) == 2
    assert message in capsys.readouterr().err


def test_reading_a_year_without_any_quarter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="chưa có quý nào"):
        read_year(tmp_path, None, Reader())
