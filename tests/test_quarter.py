"""A whole quarter's run: every workbook ends in the papers or is returned, and the manifest lists it."""

import json

import pytest

from pipeline.checking.check import check_quarter
from pipeline.publishing.write import manifest_bytes
from pipeline.values.dates import Quarter
from pipeline.values.errors import PipelineError
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import FIRST_UNIT, UNIT_NAMES, codes, document, folder, good, made, outline, run, templates


def test_the_manifest_lists_inputs_findings_documents_and_counts() -> None:
    outcome = run({"a.xlsx": good(), "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten=""), "c.pdf": b"%PDF-1.4"})
    manifest = json.loads(manifest_bytes(outcome.manifest))
    assert manifest["quarter"] == "2020-Q1"
    assert [(row["path"], row["status"], row["unit"], row["kind"]) for row in manifest["inputs"]] == [
        ("a.xlsx", "accepted", FIRST_UNIT, "ca-nhan"),
        ("b.xlsx", "returned", "Phòng Kinh tế", "ca-nhan"),
        ("c.pdf", "unreadable", "", ""),
    ]
    assert [
        (row["file"], row["sheet"], row["field"], row["code"], row["severity"]) for row in manifest["findings"]
    ] == [
        ("b.xlsx", "Trích ngang", "Họ và tên", "missing", "error"),
        ("c.pdf", "", "", "not-a-spreadsheet", "error"),
    ]
    assert set(manifest["findings"][0]) == {
        "file",
        "sheet",
        "cell",
        "field",
        "code",
        "severity",
        "message",
        "found",
        "suggestion",
    }
    letters = [row["path"] for row in manifest["documents"] if row["kind"] == "don-doc"]
    assert len(letters) == 10  # one unit's workbook is accepted, and one unit would sign them
    assert [row["path"] for row in manifest["documents"] if row["path"] not in letters] == [
        "bao-cao.html",
        "danh-sach-cong-khai.docx",
        "danh-sach-tong-hop.docx",
        "danh-sach-tong-hop.xlsx",
        "hoi-dong.xlsx",
        "phieu-bau.docx",
        "quyet-dinh-khen-thuong.docx",
        "thu/phong-kinh-te.eml",
        "thu/phong-quan-tri-tai-vu.eml",
        "tra-lai/b.xlsx",
        "tra-lai/c.xlsx",
        "trich-ngang/01-phong-tong-hop-nguyen-van-mau.docx",
    ]
    assert manifest["counts"]["documents"] == 15
    assert (manifest["counts"]["accepted"], manifest["counts"]["returned"], manifest["counts"]["unreadable"]) == (
        1,
        1,
        1,
    )
    assert manifest["counts"]["missing_units"] == len(UNIT_NAMES) - 2
    assert manifest["version"]


def test_one_nominee_is_named_in_article_one_and_there_is_no_annex() -> None:
    decision = outline(document(run({"a.xlsx": good()}), "quyet-dinh"))
    assert (
        "cho ông Nguyễn Văn Mẫu, Chuyên viên Phòng Tổng hợp, có thành tích tiêu biểu quý I năm 2020. Lý do khen thưởng: Đã có thành tích"
        in decision
    )
    assert "Phụ lục" not in decision
    assert "danh sách kèm theo" not in decision
    assert "tổng số tiền thưởng là 450.000 đồng (bốn trăm năm mươi nghìn đồng)" in decision


def test_two_nominees_are_counted_with_a_zero_and_listed_in_an_annex() -> None:
    decision = outline(
        document(
            run(
                {
                    "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="Lý Thị Mẫu", danh_xung="Bà", gioi_tinh="Nữ"),
                    "a.xlsx": good(),
                }
            ),
            "quyet-dinh",
        )
    )
    assert "cho 02\u00a0cá nhân có thành tích tiêu biểu quý I năm 2020" in decision
    assert (
        "mỗi cá nhân 450.000 đồng (bốn trăm năm mươi nghìn đồng); tổng số tiền thưởng là 900.000 đồng (chín trăm nghìn đồng)"
        in decision
    )
    assert decision.index("| 1 | Ông Nguyễn Văn Mẫu |") < decision.index("| 2 | Bà Lý Thị Mẫu |")
    assert decision.count("./.") == 1


def test_a_proposal_beyond_the_office_is_listed_but_not_decided() -> None:
    outcome = run({"a.xlsx": good(hinh_thuc="Bằng khen"), "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="Lý A Mẫu")})
    assert "Bằng khen của Chủ tịch UBND tỉnh" in outline(document(outcome, "danh-sach"))
    decision = outline(document(outcome, "quyet-dinh"))
    assert "Nguyễn Văn Mẫu" not in decision
    assert "Lý A Mẫu" in decision


def test_without_a_certificate_there_is_no_decision() -> None:
    kinds = {file.kind for file in run({"a.xlsx": good(hinh_thuc="Biểu dương, nêu gương")}).papers}
    assert "danh-sach-cong-khai" in kinds
    assert "quyet-dinh-khen-thuong" not in kinds


def test_the_list_names_units_that_are_missing_or_were_returned() -> None:
    listed = outline(
        document(run({"a.xlsx": good(), "b.xlsx": good(don_vi="Phòng Kinh tế", ky_luat="Có")}), "danh-sach")
    )
    assert "Danh sách có 01\u00a0cá nhân.\nCó 01/12 phòng, ban, đơn vị gửi hồ sơ hợp lệ." in listed
    assert "Đơn vị chưa gửi: Phòng Tài chính - Thương mại; " in listed
    assert "Đơn vị có hồ sơ trả lại để sửa: Phòng Kinh tế." in listed


def test_a_year_of_birth_prints_as_a_year_and_optional_lines_vanish() -> None:
    profile = outline(
        document(
            run({"a.xlsx": good(ngay_sinh="1985", ly_luan="", cong_tac_tu="", ghi_chu="", so_dong_y="")}), "trich-ngang"
        )
    )
    assert "- Ngày sinh: 1985\tGiới tính: Nam" in profile
    for label in ("Lý luận chính trị", "Công tác từ", "Ghi chú", "Kết quả lấy phiếu"):
        assert label not in profile


def test_sensitive_columns_stay_in_the_internal_profile() -> None:
    outcome = run(
        {
            "a.xlsx": good(dan_toc="Xinh Mun", dang_vien="Không"),
            "b.xlsx": good(don_vi="Phòng Kinh tế", dan_toc="Xinh Mun"),
        }
    )
    sensitive = [column for column in TRICH_NGANG.columns if column.sensitive]
    assert [column.key for column in sensitive] == ["dan_toc", "dang_vien"]
    for file in outcome.papers:
        shown = outline(file.content)
        assert ("Xinh Mun" in shown) == (file.kind == "trich-ngang")
        assert ("Đảng viên" in shown) == (file.kind == "trich-ngang")


def test_everyone_accepted_is_in_every_paper_by_the_same_name() -> None:
    names = {
        unit: f"Lý {middle} Mẫu"
        for unit, middle in zip(
            UNIT_NAMES, ("A", "Ba", "Cả", "Dì", "Đa", "Em", "Ga", "Há", "Ím", "Ka", "La", "Má"), strict=True
        )
    }
    outcome = run(
        {f"{number}.xlsx": good(don_vi=unit, ho_ten=name) for number, (unit, name) in enumerate(names.items())}
    )
    listed, decision = (outline(document(outcome, path)) for path in ("danh-sach", "quyet-dinh"))
    for name in names.values():
        assert listed.count(name) == decision.count(name) == 1
    assert [file.about.split(" (")[0] for file in outcome.papers if file.kind == "trich-ngang"] == list(names.values())


def test_a_faulty_file_costs_that_file_only() -> None:
    files = {"a.xlsx": good(), "b.xlsx": b"", "c.xlsx": good(don_vi="Phòng Kinh tế")[:4000]}
    assert codes(files) == ["empty-file", "damaged"]
    assert len(run(files).checked.accepted) == 1


@pytest.mark.parametrize("broken", [b"", b"%PDF", good()])
def test_an_unusable_office_workbook_makes_nothing_and_says_why(broken: bytes) -> None:
    with pytest.raises(PipelineError, match=r"co-quan\.xlsx"):
        check_quarter(folder({"a.xlsx": good()}, office=broken or b"x"))


def test_a_missing_template_makes_nothing_and_says_which() -> None:
    rest = {name: content for name, content in templates().items() if name != "trich-ngang.docx"}
    with pytest.raises(PipelineError, match=r"templates/trich-ngang\.docx"):
        made(check_quarter(folder({"a.xlsx": good()})), rest)


@pytest.mark.parametrize(
    ("quarter", "amount", "cited", "not_cited"),
    [
        (Quarter(2020, 1), "450.000", "91/2017/NĐ-CP", "98/2023"),
        (Quarter(2023, 3), "540.000", "12/2019/TT-BNV", "98/2023"),
        (Quarter(2024, 1), "540.000", "98/2023/NĐ-CP", "91/2017"),
        (Quarter(2024, 3), "710.000", "15 tháng 6 năm 2022", "năm 2003"),
        (Quarter(2025, 3), "710.000", "152/2025/NĐ-CP", "98/2023"),
        (Quarter(2026, 3), "760.000", "15/2025/TT-BNV", "01/2024/TT-BNV"),
    ],
)
def test_law_and_money_are_those_of_the_day(quarter: Quarter, amount: str, cited: str, not_cited: str) -> None:
    decision = outline(document(run({"a.xlsx": good(quy=quarter.title)}, quarter), "quyet-dinh"))
    assert f"mỗi cá nhân {amount} đồng" in decision
    assert cited in decision
    assert not_cited not in decision
