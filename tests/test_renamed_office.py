"""An office whose every word is replaced in co-quan.xlsx gets forms, returns, report, papers and year that never name the old one."""

from __future__ import annotations

import re
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from pipeline.checking.check import open_office
from pipeline.commands.cli import main
from pipeline.drawing.everything import draw_everything
from pipeline.drawing.reference import reference_table
from pipeline.values.vietnamese import slug
from tests.builder import Q1, source
from tests.renamed import NAMES, collective, council_filled, nomination, renamed_office, texts, words

GENERIC = {"TH", "KT", "NC"}  # codes of units that are also parts of other words in markup and digests


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All that the program gives out for the renamed office in a quarter before and after its meeting, and in the year."""
    root = tmp_path_factory.mktemp("nha")
    inputs, outputs = root / "inputs", root / "outputs"
    quarter = inputs / Q1.folder
    quarter.mkdir(parents=True)
    office = renamed_office()
    (inputs / "co-quan.xlsx").write_bytes(office)
    terms = open_office(source("co-quan.xlsx", office), Q1.last_day).terms(Q1)
    given: dict[str, bytes] = {}

    def call(*args: str) -> None:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            status = main([*args, "--inputs", str(inputs), "--outputs", str(outputs)])
        printed = out.getvalue() + err.getvalue()
        assert status in (0, 1), printed
        given[f"{len(given)} terminal"] = printed.encode()
        for path in outputs.rglob("*"):
            if path.is_file():
                given[f"{len(given)} {path.relative_to(outputs).as_posix()}"] = path.read_bytes()

    call("forms", Q1.folder)
    for unit, name in zip(terms.units[:4], NAMES, strict=False):
        (quarter / f"{slug(unit)}.xlsx").write_bytes(nomination(terms, unit, name))
    leader = {
        "nhom": terms.leaders,
        "don_vi": terms.leaders,
        "gioi_thieu": "Hội đồng",
        "chuc_vu": terms.leader_titles[1],
    }
    (quarter / "lanh-dao.xlsx").write_bytes(nomination(terms, terms.leaders, "Phạm Văn Ví", **leader))
    (quarter / "tap-the.xlsx").write_bytes(collective(terms, terms.units[5]))
    higher = nomination(terms, terms.units[6], NAMES[6], hinh_thuc=f"Bằng khen của {terms.higher}")
    (quarter / "bang-khen.xlsx").write_bytes(higher)
    bad = {
        "quy": "Quý II năm 2020",
        "ngay_gui": "01/3/2020",
        "chuc_vu": terms.leader_titles[0],
        "hinh_thuc": "Huân chương",
        "nhom": "Thợ",
    }
    (quarter / "sai.xlsx").write_bytes(nomination(terms, terms.units[7], NAMES[7], **bad))
    (quarter / "sai-2.xlsx").write_bytes(nomination(terms, terms.units[7], NAMES[8], nhom=terms.leaders))
    (quarter / "sai-3.xlsx").write_bytes(
        nomination(terms, "Đội lạ", NAMES[9], so_du_hop="", ngay_sinh="85", don_vi="Đội lạ")
    )
    (quarter / "khac.xlsx").write_bytes(b"not a workbook")
    call("quarter", Q1.folder)
    (quarter / "hoi-dong.xlsx").write_bytes(
        council_filled((outputs / Q1.folder / "hoi-dong.xlsx").read_bytes(), "28/3/2020")
    )
    call("quarter", Q1.folder)
    call("year", str(Q1.year))
    given |= {f"mau {name}": content for name, content in draw_everything(terms).items() if name != "co-quan.xlsx"}
    given["bang tra cuu"] = reference_table(terms).encode()
    return given


def test_every_kind_of_output_is_among_those_searched(everything: dict[str, bytes]) -> None:
    names = "\n".join(name for name in everything if not name.startswith("mau "))
    for part in ("bieu-mau/", "tra-lai/sai.xlsx", "bao-cao.html", "manifest.json", "trich-ngang/", "quyet-dinh-khen-thuong.docx", "giay-khen.docx",
                 "to-trinh.docx", "cong-van-gioi-thieu.docx", "phieu-bau.docx", "don-doc/", "bien-ban-hop-hoi-dong.docx", "hoi-dong.xlsx", "danh-sach-dien-hinh-nam.docx", "terminal"):  # fmt: skip
        assert part in names, part


def test_no_output_names_the_old_office(everything: dict[str, bytes]) -> None:
    old = [word for word, _ in words() if word not in GENERIC and len(word) > 2]
    slugs = [slug(word) for word in ("Văn phòng", "Lào Cai", "Tổ chức - Hành chính")]
    once = {content: name for name, content in everything.items()}
    found = {
        (place, word)
        for content, name in once.items()
        for place, text in texts(name, content)
        for word in old
        if word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    }
    names = {(name, word) for name in everything for word in slugs if word in name}
    assert found | names == set()


def test_the_renamed_office_is_named_instead(everything: dict[str, bytes]) -> None:
    whole = "\n".join(text for name, content in everything.items() for _, text in texts(name, content))
    for word in ("Nha Vận vụ", "19/CT-NVV", "Tổng quản Nha", "Ban Giám quản Nha", "Đội số 8", "Sông Mơ", "Phần Bảy", "08/3/2020", "12/3/2020", "Thống đốc PTĐ",
                 "05 tháng 01 năm 2020", "Điều 5 của Nha"):  # fmt: skip
        assert word in whole, word


def test_the_workbook_itself_holds_no_old_word() -> None:
    office = "\n".join(text for place, text in texts("co-quan.xlsx", renamed_office()) if "worksheets" in place)
    assert [word for word in ("Lào Cai", "Văn phòng", "VPUBND", "UBND", "07/KH", "Tổng hợp") if word in office] == []


def test_the_days_are_the_plans(tmp_path: Path) -> None:
    plan = open_office(source("co-quan.xlsx", renamed_office()), Q1.last_day).plan
    assert [day.day for day in plan.window(Q1)] == [8, 12]
