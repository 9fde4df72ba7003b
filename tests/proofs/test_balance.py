"""Every nominee of an accepted workbook is in the papers' text; a run that loses one publishes nothing."""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from io import BytesIO

import pytest

from pipeline.checking.checked import Checked
from pipeline.proofs.balance import Balance, Unbalanced, paper_words
from pipeline.proofs.consistency import Inconsistent, demand_agreement, expected_of
from pipeline.values.model import MadeFile, Status
from pipeline.word.words import PaperText
from tests.builder import UNIT_NAMES, good, good_content, outline, read_back, run
from tests.samples.made import sample, workbooks
from tests.shipped import OFFICE_LEADER, criteria_of, individual_form

SAMPLE = sample(1)
ACCEPTED = SAMPLE.checked.accepted
LAST = ACCEPTED[-1].text("ho_ten")


def demand_consistency(checked: Checked, files: Iterable[MadeFile]) -> None:
    expected = expected_of(checked)
    for file, reading in read_back(files):
        demand_agreement(expected, file, paper_words(file, reading))


def changed(content: bytes, edit: Callable[[str], str]) -> bytes:
    """A Word file whose document part is edited."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as target:
        for name in package.namelist():
            part = package.read(name)
            target.writestr(name, edit(part.decode()).encode() if name == "word/document.xml" else part)
    return buffer.getvalue()


def with_edit(start: str, edit: Callable[[str], str]) -> list[MadeFile]:
    """The sample's papers, those whose path starts so with their text edited."""
    return [replace(f, content=changed(f.content, edit)) if f.path.startswith(start) else f for f in SAMPLE.papers]


def demand_balance(checked: Checked, files: Iterable[MadeFile]) -> None:
    balance = Balance(checked)
    for file, reading in read_back(files):
        balance.look(file.kind, paper_words(file, reading))
    balance.demand()


def test_the_sample_balances() -> None:
    demand_balance(SAMPLE.checked, SAMPLE.papers)


@pytest.mark.parametrize("paper", ["trich-ngang/", "danh-sach-tong-hop", "quyet-dinh-khen-thuong"])
def test_a_name_deleted_from_a_paper_stops_the_run(paper: str) -> None:
    with pytest.raises(Unbalanced, match=LAST):
        demand_balance(SAMPLE.checked, with_edit(paper, lambda xml: xml.replace(escape(LAST), "")))


@pytest.mark.parametrize("paper", ["trich-ngang/", "danh-sach-tong-hop", "quyet-dinh-khen-thuong"])
def test_one_letter_of_a_name_changed_stops_the_run(paper: str) -> None:
    with pytest.raises(Unbalanced, match=LAST):
        demand_balance(SAMPLE.checked, with_edit(paper, lambda xml: xml.replace(escape(LAST), escape(LAST[:-1] + "x"))))


def test_a_row_twice_a_paper_missing_and_a_lost_award_stop_the_run() -> None:
    def doubled(xml: str) -> str:
        row = next(r for r in re.findall(r"<w:tr[ >].*?</w:tr>", xml, re.DOTALL) if LAST in r)
        return xml.replace(row, row + row)

    with pytest.raises(Unbalanced, match="có 2 dòng"):
        demand_balance(SAMPLE.checked, with_edit("danh-sach", doubled))
    with pytest.raises(Unbalanced, match="11 trích ngang"):
        demand_balance(SAMPLE.checked, [f for f in SAMPLE.papers if not f.path.startswith("trich-ngang/03")])
    with pytest.raises(Unbalanced, match="không có quyết định"):
        demand_balance(SAMPLE.checked, [f for f in SAMPLE.papers if not f.path.startswith("quyet-dinh")])
    cited = next(s for s in ACCEPTED if s.tables["Khen thưởng"]).tables["Khen thưởng"][0]["so_qd"].found
    with pytest.raises(Unbalanced, match="Khen thưởng"):
        demand_balance(SAMPLE.checked, with_edit("trich-ngang/", lambda xml: xml.replace(escape(cited), "")))


def test_a_returned_nominee_in_the_list_stops_the_run() -> None:
    received = [
        replace(r, status=Status.RETURNED) if r.submission is ACCEPTED[-1] else r for r in SAMPLE.checked.received
    ]
    without_the_last = replace(SAMPLE.checked, received=tuple(received), meeting=None)
    with pytest.raises(Unbalanced, match="bị trả lại"):
        demand_balance(without_the_last, [f for f in SAMPLE.papers if LAST not in f.about])


LEADER, POSITION = "Bà Nguyễn Thị Giả Định", "Phó Chánh Văn phòng"
WITH_A_LEADER = sample(2)


def test_a_leader_of_the_office_is_listed_with_the_position_only() -> None:
    texts = {file.path: outline(file.content) for file in WITH_A_LEADER.papers}
    for path in ("quyet-dinh-khen-thuong.docx", "bien-ban-hop-hoi-dong.docx"):
        assert f"| {LEADER} | {POSITION} |" in texts[path]
    assert f"{LEADER}\n{POSITION} Ủy ban nhân dân tỉnh Lào Cai\n" in texts["giay-khen.docx"]
    assert [path for path, text in texts.items() if f"{POSITION}, {OFFICE_LEADER}" in text] == []
    for path in ("danh-sach-tong-hop.docx", "danh-sach-cong-khai.docx"):
        assert f"{POSITION} | {OFFICE_LEADER} |" in texts[path]  # a column of its own


@pytest.mark.parametrize("check", [demand_balance, demand_consistency])
@pytest.mark.parametrize(
    ("paper", "old", "new"),
    [
        ("danh-sach-tong-hop", f">{OFFICE_LEADER}<", "> <"),
        ("danh-sach-tong-hop", f">{OFFICE_LEADER}<", ">Phòng Kinh tế<"),
        ("quyet-dinh", f">{POSITION}<", ">Chánh Văn phòng<"),
        ("quyet-dinh", f">{POSITION}<", f">{POSITION}, Phòng Kinh tế<"),
    ],
)
def test_a_leaders_position_is_checked_as_strictly_as_a_unit(
    check: Callable[..., None], paper: str, old: str, new: str
) -> None:
    def edit(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    wrong = [
        replace(f, content=changed(f.content, edit)) if f.path.startswith(paper) else f for f in WITH_A_LEADER.papers
    ]
    with pytest.raises((Unbalanced, Inconsistent), match="Nguyễn Thị Giả Định"):
        check(WITH_A_LEADER.checked, wrong)


def test_a_single_leader_is_named_in_the_article_without_a_unit() -> None:
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of(OFFICE_LEADER)]
    labels = {"nhom": OFFICE_LEADER, "don_vi": OFFICE_LEADER, "gioi_thieu": "Hội đồng", "chuc_vu": POSITION}
    single = run({"a.xlsx": individual_form(UNIT_NAMES, good_content(labels, answers=answers))})
    decision = next(outline(file.content) for file in single.papers if file.path.startswith("quyet-dinh"))
    assert f"ông Nguyễn Văn Mẫu, {POSITION}, có thành tích tiêu biểu" in decision


def test_a_single_recipient_is_found_in_the_article() -> None:
    single = run({"a.xlsx": good()})
    demand_balance(single.checked, single.papers)
    name = single.checked.accepted[0].text("ho_ten")
    lost = [replace(f, content=changed(f.content, lambda xml: xml.replace(name, ""))) for f in single.papers]
    with pytest.raises(Unbalanced, match=r"quyet-dinh|trich-ngang"):
        demand_balance(single.checked, lost)


def test_a_run_that_does_not_balance_publishes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(*arguments: object) -> tuple[tuple[MadeFile, PaperText], ...]:
        return tuple(read_back(with_edit("danh-sach", lambda xml: xml.replace(escape(LAST), ""))))

    monkeypatch.setattr("pipeline.quarter.render", forgetful)
    with pytest.raises(Unbalanced, match="có 0 dòng"):
        run(workbooks(1))
