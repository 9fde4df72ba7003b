"""The numbers and days of issued papers are printed in them and in every paper that cites them, and nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.checking.check import check_quarter
from pipeline.papers.assemble import assemble
from pipeline.proofs.consistency import Inconsistent
from pipeline.proofs.prove import prove
from pipeline.publishing.kept_papers import MINUTES
from pipeline.quarter import make_quarter
from pipeline.values.dates import Quarter
from tests.builder import (
    Q1,
    UNIT_NAMES,
    Outcome,
    YearOutcome,
    all_text,
    document,
    folder,
    good,
    good_follow_up,
    good_meeting,
    made,
    made_year,
    office_file,
    read_back,
    run,
    source,
    templates,
)
from tests.formed import ill_formed
from tests.planted import reworded

FILES = {"x.xlsx": good_meeting(), "y.xlsx": good(), "z.xlsx": good(don_vi=UNIT_NAMES[1])}
DAYS = {"41": "29/3/2020", "42": "30/3/2020", "43": "02/4/2020", "44": "06/4/2020", "45": "07/4/2020"}
ROWS = [
    {"ky": Q1.title, "van_ban": title, "so": number, "ngay_ky": DAYS[number]}
    for number, title in (("41", "Biên bản họp Hội đồng"), ("42", "Tờ trình"), ("43", "Quyết định khen thưởng"), ("44", "Công văn giới thiệu"), ("45", "Thông báo nhân rộng điển hình tiên tiến"))
]  # fmt: skip
CITED = {  # number → the papers that print it, its own first
    "41/BB-HĐTĐKT": {"bien-ban-hop-hoi-dong.docx", "to-trinh.docx", "quyet-dinh-khen-thuong.docx"},
    "42/TTr-TCHC": {"to-trinh.docx", "quyet-dinh-khen-thuong.docx"},
    "43/QĐ-VPUBND": {
        "quyet-dinh-khen-thuong.docx",
        "giay-khen.docx",
        "cong-van-gioi-thieu.docx",
        "thong-bao-nhan-rong.docx",
    },
    "44/VPUBND-TCHC": {"cong-van-gioi-thieu.docx"},
    "45/TB-VPUBND": {"thong-bao-nhan-rong.docx"},
}


@cache
def issued() -> Outcome:
    return run(FILES, follow_up=good_follow_up(ROWS, []))


@cache
def drafts() -> Outcome:
    return run(FILES)


def words(content: bytes) -> str:
    return all_text(content).replace("\u00a0", " ")


@pytest.mark.parametrize("number", CITED)
def test_a_number_is_in_its_paper_and_in_all_that_cite_it_and_nowhere_else(number: str) -> None:
    assert {file.path for file in issued().papers if number in words(file.content)} == CITED[number]


def test_an_issued_paper_has_the_day_of_signing_and_is_no_draft() -> None:
    decision = words(document(issued(), "quyet-dinh"))
    assert "Lào Cai, ngày 02 tháng 4 năm 2020" in decision
    assert "(Kèm theo Quyết định số 43/QĐ-VPUBND ngày 02 tháng 4 năm 2020 của" in decision
    assert "tại Tờ trình số 42/TTr-TCHC ngày 30 tháng 3 năm 2020." in decision
    assert "Căn cứ Biên bản số 41/BB-HĐTĐKT ngày 29 tháng 3 năm 2020 của Hội đồng" in decision
    assert " viên chức Văn phòng về cuộc họp xét chọn gương điển hình tiên tiến quý I năm 2020;" in decision
    assert re.search(
        r"Căn cứ Biên bản số {2,}/BB-HĐTĐKT ngày 28 tháng 3 năm 2020 của", words(document(drafts(), "quyet"))
    )
    assert "DỰ THẢO" not in decision
    assert "DỰ THẢO" in words(document(drafts(), "quyet-dinh"))
    certificates = words(document(issued(), "giay-khen"))
    assert certificates.count("Quyết định số 43/QĐ-VPUBND ngày 02 tháng 4 năm 2020") == 2
    assert certificates.count("Lào Cai, ngày 02 tháng 4 năm 2020") == 2
    assert "Lào Cai, ngày 29 tháng 3 năm 2020" in words(document(issued(), "bien-ban"))
    assert "Lào Cai, ngày 06 tháng 4 năm 2020" in words(document(issued(), "cong-van"))


def test_an_issued_paper_has_no_blank_left_and_lists_stay_as_they_are() -> None:
    for file in issued().papers:
        text = words(file.content)
        if file.path in set().union(*CITED.values()):
            assert not re.search(r"số: {2,}/|số {2,}/|ngày {2,}tháng", text, re.IGNORECASE), file.path
        elif file.path.startswith(("danh-sach", "trich-ngang")):
            assert file.content == document(drafts(), file.path)


def test_issued_papers_are_well_formed() -> None:
    for path in CITED:
        for paper in CITED[path] - {"giay-khen.docx"}:
            assert not ill_formed(document(issued(), paper)), paper


def test_without_the_row_everything_is_a_draft_again() -> None:
    again = run(FILES, follow_up=good_follow_up([], []))
    assert {file.path: file.content for file in again.papers} == {file.path: file.content for file in drafts().papers}


def test_one_row_fills_in_one_paper_only() -> None:
    one = run(FILES, follow_up=good_follow_up([ROWS[1]], []))
    changed = {file.path for file in one.papers if file.content != document(drafts(), file.path)}
    assert changed == CITED["42/TTr-TCHC"]
    assert "DỰ THẢO" in words(document(one, "quyet-dinh"))


def test_each_unit_has_its_own_number_of_the_reminder() -> None:
    rows = [
        {"ky": Q1.title, "van_ban": f"Công văn đôn đốc {unit}", "so": number, "ngay_ky": "27/3/2020"}
        for number, unit in (("7", UNIT_NAMES[2]), ("08", UNIT_NAMES[3]))
    ]
    early = [ROWS[2]]  # of a meeting that has not been: not printed
    outcome = run({"y.xlsx": good()}, follow_up=good_follow_up([*rows, *early], []))
    letters = {file.about: words(file.content) for file in outcome.papers if file.kind == "don-doc"}
    assert "Số: 07/VPUBND-TCHC" in letters[UNIT_NAMES[2]]
    assert "Số: 08/VPUBND-TCHC" in letters[UNIT_NAMES[3]]
    assert re.search(r"Số: {6}/VPUBND-TCHC", letters[UNIT_NAMES[4]])
    assert "43/QĐ" not in words(document(outcome, "quyet-dinh"))


def test_a_paper_with_another_number_is_not_published() -> None:
    checked = issued().checked
    wrong = drafts().papers
    with pytest.raises(Inconsistent, match="trong khi sổ văn bản ghi"):
        list(prove(checked, read_back(each for each in wrong if each.kind == "to-trinh")))


def test_every_issued_paper_is_assembled_with_its_number() -> None:
    made = {each.kind: each.context["so"] for each in assemble(issued().checked)}
    assert made["to-trinh"] == "\u00a042"
    assert made["phieu-bau" if "phieu-bau" in made else "giay-khen"] == "\u00a0" * 6


@cache
def year() -> YearOutcome:
    rows = [
        *ROWS,
        {"ky": "Năm 2020", "van_ban": "Quyết định khen thưởng cuối năm", "so": "99", "ngay_ky": "30/12/2020"},
    ]
    second = {"x.xlsx": good_meeting([("Cá nhân", "Lý Thị Thử", UNIT_NAMES[2])], quy="Quý II năm 2020", ngay_hop="28/6/2020"),
              "y.xlsx": good(quy="Quý II năm 2020", don_vi=UNIT_NAMES[2], ho_ten="Lý Thị Thử", danh_xung="Bà", gioi_tinh="Nữ")}  # fmt: skip
    follow_up = good_follow_up(rows, [])
    folders = [folder(FILES, follow_up=follow_up), folder(second, Quarter(2020, 2), follow_up=follow_up)]
    return made_year(2020, office_file(), folders)


def test_the_years_list_cites_the_quarters_decisions_that_are_issued() -> None:
    assert "theo-doi.xlsx" in [row["path"] for row in year().manifest["inputs"]]
    text = words(next(file.content for file in year().files if file.path == "danh-sach-dien-hinh-nam.docx"))
    assert text.count("Giấy khen (quý I, Quyết định số 43/QĐ-VPUBND ngày 02/4/2020)") == 2
    assert text.count("Giấy khen (quý II)") == 1


def test_a_later_quarters_profile_names_the_certificate_by_its_number_unless_the_unit_did() -> None:
    second = Quarter(2020, 2)
    again = {"a.xlsx": good(quy=second.title), "b.xlsx": good(quy=second.title, don_vi=UNIT_NAMES[1])}
    later = folder(again, second, follow_up=good_follow_up(ROWS, []))
    earlier = ((Q1, tuple(source(name, content) for name, content in FILES.items())),)
    outcome = made(check_quarter(replace(later, earlier=earlier)))
    profiles = [words(file.content) for file in outcome.papers if file.kind == "trich-ngang"]
    assert len(profiles) == 2
    for text in profiles:
        assert text.count("43/QĐ-VPUBND ngày 02/4/2020") == 1
        assert "Giấy khen quý I năm 2020" in text
    draft = made(check_quarter(replace(folder(again, second), earlier=earlier)))
    assert not any("Giấy khen quý I" in words(file.content) for file in draft.papers if file.kind == "trich-ngang")


def put(target: Path, follow_up: bytes | None, files: Mapping[str, bytes] = FILES) -> Mapping[str, bytes]:
    """The Word files in the outputs of a quarter after a run."""
    make_quarter(folder(files, follow_up=follow_up), templates(), target)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.docx")}


def test_minutes_of_an_earlier_run_stay_but_get_the_number_typed_since(tmp_path: Path) -> None:
    target, numbered = tmp_path / "2020-Q1", good_follow_up(ROWS, [])
    first = put(target, None)[MINUTES]
    fewer = {name: content for name, content in FILES.items() if name != "z.xlsx"}
    assert put(target, good_follow_up(ROWS[1:], []), fewer)[MINUTES] == first
    assert "Số: 41/BB-HĐTĐKT" in words(put(target, numbered, fewer)[MINUTES])
    assert "Số: 41/BB-HĐTĐKT" not in words(put(target, None, fewer)[MINUTES])


def test_a_signed_paper_that_an_officer_keeps_edited_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "2020-Q1"
    put(target, None)
    signed = reworded("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH :", document(drafts(), "quyet-dinh"))
    (target / "quyet-dinh-khen-thuong.docx").write_bytes(signed)
    for follow_up in (good_follow_up(ROWS, []), None):
        now = put(target, follow_up)
        assert now["quyet-dinh-khen-thuong.docx"] == signed
        beside = words(now["quyet-dinh-khen-thuong.moi.docx"])
        assert ("Số: 43/QĐ-VPUBND" in beside) == (follow_up is not None)
