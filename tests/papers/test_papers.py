"""The Word templates and the papers made from them are correct Word files: no checker reports an error in them."""

import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from pipeline.checking.check import check_quarter, open_office
from pipeline.drawing.reference import REFERENCED
from pipeline.drawing.word.nd30 import PORTRAIT, STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.drawing.word.papers import draw_papers
from pipeline.papers.context import shared_context
from pipeline.papers.example import example_context
from pipeline.papers.kinds import PAPERS, Paper
from pipeline.papers.nominations import nominate
from pipeline.rendering.render import render_document
from pipeline.values.model import Document
from tests.builder import (
    Q1,
    ROOT,
    UNIT_NAMES,
    W,
    compiled_template,
    folder,
    good,
    good_leader,
    made,
    office_file,
    outline,
    run,
    templates,
    word_templates,
)
from tests.formed import ill_formed
from tests.samples.made import sample

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SPARE = {
    "ly_luan": "", "cong_tac_tu": "", "nguoi_lap": "", "nguoi_xac_nhan": "", "chuc_danh_xac_nhan": "", "so_dong_y": "", "ghi_chu": "",
}  # fmt: skip


@cache
def all_made() -> Mapping[str, bytes]:
    """Papers of the sample year, of one nominee, of one who fills in no more than he must, and of nobody."""
    one, spare, nobody = (run({"a.xlsx": good(**typed)}) for typed in ({}, SPARE, {"ky_luat": "Có"}))
    outcomes = {"mau": sample(1), "mot": one, "it": spare, "khong": nobody}
    made = {f"{name}/{file.path}": file.content for name, outcome in outcomes.items() for file in outcome.papers}
    return made | {
        f"{number}/{file.path}": file.content
        for number in (2, 3, 4)
        for file in sample(number).papers
        if file.kind != "trich-ngang"
    }


@cache
def every_file() -> Mapping[str, bytes]:
    """The same, and the templates."""
    return {**{f"templates/{name}": content for name, content in word_templates().items()}, **all_made()}


def parts(docx: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        assert not [name for name, number in Counter(package.namelist()).items() if number > 1]
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def test_every_paper_has_its_template() -> None:
    assert {paper.template for paper in PAPERS} <= set(templates())


def test_every_word_file_keeps_our_invariants() -> None:
    broken = {name: list(invariants(content)) for name, content in every_file().items()}
    assert {name: found for name, found in broken.items() if found} == {}


def invariants(docx: bytes) -> Iterator[str]:
    """Errors that Word refuses or shows wrongly and that no checker looks for."""
    every = parts(docx)
    body = every["word/document.xml"][0]
    for element in body.iter():
        if element.tag in (f"{W}body", f"{W}tc", f"{W}tr", f"{W}tbl", f"{W}p", f"{W}r") and (
            (element.text or "").strip() or (element.tail or "").strip()
        ):
            yield f"stray text at {element.tag}"
    yield from (f"run inside text: {t.text}" for t in body.iter(f"{W}t") if len(t))
    yield from ("a table without rows" for table in body.iter(f"{W}tbl") if table.find(f"{W}tr") is None)
    yield from (
        "a cell without a last paragraph" for cell in body.iter(f"{W}tc") if len(cell) == 0 or cell[-1].tag != f"{W}p"
    )
    yield from ("a size that is no number" for size in body.iter(f"{W}sz") if not str(size.get(f"{W}val")).isdigit())
    ids = [drawing.get("id") for drawing in body.iter(f"{WP}docPr")]
    yield from (f"drawing number {number} twice" for number, times in Counter(ids).items() if times > 1)
    styles = {style.get(f"{W}styleId") for style in every["word/styles.xml"].iter(f"{W}style")}
    yield from (f"unknown style {s.get(f'{W}val')}" for s in body.iter(f"{W}pStyle") if s.get(f"{W}val") not in styles)
    for table in body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterfind(f"{W}tr"):
            spans = [
                int(str(span.get(f"{W}val"))) if (span := cell.find(f"{W}tcPr/{W}gridSpan")) is not None else 1
                for cell in row.iterfind(f"{W}tc")
            ]
            if sum(spans) != columns:
                yield f"a row of {sum(spans)} columns in a grid of {columns}"
    for part, root in every.items():
        fonts = {value for element in root.iter(f"{W}rFonts") for value in element.attrib.values()}
        if fonts - {"Times New Roman"}:
            yield f"{part} uses {fonts}"


def test_nothing_is_left_over_in_a_made_paper() -> None:
    left = re.compile(r"\{\{|\}\}|\{%|%\}|\bnan\b|\bNone\b|\bNaT\b|00:00:00|<NA>|  ")
    for name, content in all_made().items():
        lines = ("".join(map(str, p.itertext())) for p in parts(content)["word/document.xml"].iter(f"{W}p"))
        assert not left.search("\n".join(lines)), name


def checker(tool: str, *words: str) -> str:
    """The output of a checker run on files; fails if it has found an error."""
    command = [str(Path(sys.executable).parent / tool), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_paper_and_template_passes_the_integrity_checker(tmp_path: Path) -> None:
    for name, content in every_file().items():
        (tmp_path / name.replace("/", "-")).write_bytes(content)
    assert checker("ooxml-integrity", "check", *map(str, sorted(tmp_path.iterdir())))


def test_every_template_passes_the_schema_audit(tmp_path: Path) -> None:
    for name, content in word_templates().items():
        (tmp_path / name).write_bytes(content)
    checked = checker("openxml-audit", "--policy", "strict", "--recursive", str(tmp_path))
    assert checked.count("File: ") == len(word_templates())


def test_a_hundred_names_repeat_the_heading_row_and_split_no_row() -> None:
    files = {
        f"{number:02}.xlsx": good(don_vi=unit, thanh_tich="Đạt 100%.\n" * 30) for number, unit in enumerate(UNIT_NAMES)
    }
    for file in run(files).papers:
        for table in parts(file.content)["word/document.xml"].iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            if len(rows) > 2:
                assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None


def test_the_templates_on_disk_are_what_the_code_draws() -> None:
    assert (ROOT / "templates" / "drawn.json").is_file()
    assert set(templates()) >= {"trich-ngang.docx", "danh-sach-tong-hop.docx", "quyet-dinh-khen-thuong.docx"}


DRAWN = draw_papers()
CONTEXT, ADDED = example_context(Q1, open_office(office_file(), Q1.last_day))
COLLECTIVE = {"ten": "Phòng Kinh tế", "ly_do": "Đã có thành tích xuất sắc", "hinh_thuc": "Giấy khen", "ghi_chu": ""}


def decided(collectives: int, individuals: int) -> bytes:
    """The decision for these numbers of collectives and individuals, without workbooks."""
    person, decision = ADDED["ca_nhan"]["nguoi"], CONTEXT["quyet_dinh"]
    assert isinstance(person, Mapping)
    assert isinstance(decision, Mapping)
    people = tuple({**person, "tt": str(number + 1)} for number in range(individuals))
    single = collectives + individuals == 1
    recipients = {
        "tap_the": tuple({**COLLECTIVE, "tt": str(number + 1)} for number in range(collectives)),
        "ca_nhan": people,
        "co_phu_luc": not single,
        "mot_nguoi": people if single else (),
    }
    return printed("quyet-dinh-khen-thuong.docx", {**CONTEXT, "quyet_dinh": {**decision, **recipients}})


def printed(name: str, context: Mapping[str, object]) -> bytes:
    template = compiled_template(DRAWN[name], {**CONTEXT, **ADDED["ca_nhan"]}, name)
    return render_document(template, Document("", name, name, name, "", context), date(2020, 3, 31))[0]


def test_the_templates_are_drawn_as_the_same_bytes_every_time() -> None:
    assert draw_papers() == DRAWN


@pytest.mark.parametrize("name", DRAWN)
def test_every_format_of_a_template_is_in_a_vietnamese_style(name: str) -> None:
    every = parts(DRAWN[name])
    names = [str(style.get(f"{W}val")) for style in every["word/styles.xml"].iterfind(f"{W}style/{W}name")]
    assert {"Quốc hiệu", "Tên loại văn bản", "Thân văn bản", "Căn cứ", "Nơi nhận"} <= set(names)
    direct = {
        child.tag
        for properties in every["word/document.xml"].iter(f"{W}pPr")
        for child in properties
        if child.tag not in (f"{W}pStyle", f"{W}tabs", f"{W}sectPr")
    }
    assert direct == set()


@pytest.mark.parametrize("part", ["word/theme/theme1.xml", "word/fontTable.xml", "word/styles.xml"])
@pytest.mark.parametrize("name", DRAWN)
def test_a_template_names_no_font_but_times_new_roman(name: str, part: str) -> None:
    root = parts(DRAWN[name])[part]
    faces = {str(element.get("typeface")) for element in root.iter() if element.get("typeface")}
    named = {str(font.get(f"{W}name")) for font in root.iter(f"{W}font")}
    styled = {str(face) for fonts in root.iter(f"{W}rFonts") for face in fonts.attrib.values()}
    assert faces | named | styled == {"Times New Roman"}


@pytest.mark.parametrize("name", DRAWN)
def test_the_columns_of_a_table_fill_the_width_between_the_margins(name: str) -> None:
    body = parts(DRAWN[name])["word/document.xml"][0]
    size, margins = next(body.iter(f"{W}pgSz")), next(body.iter(f"{W}pgMar"))
    sides = int(str(margins.get(f"{W}left"))) + int(str(margins.get(f"{W}right")))
    for table in body.iter(f"{W}tbl"):
        width = sum(int(str(column.get(f"{W}w"))) for column in table.iter(f"{W}gridCol"))
        assert abs(width - (int(str(size.get(f"{W}w"))) - sides)) <= 2


@pytest.mark.parametrize(("collectives", "individuals"), [(0, 1), (1, 0), (0, 2), (2, 0), (1, 1), (2, 12)])
def test_a_decision_is_in_form_whoever_receives(collectives: int, individuals: int) -> None:
    made = decided(collectives, individuals)
    assert ill_formed(made) == ()
    assert list(invariants(made)) == []
    text = outline(made)
    assert [text.count(f"Điều\u00a0{number}. ") for number in (1, 2, 3)] == [1, 1, 1]
    assert text.count("./.") == 1
    assert text.count("Phụ lục") == (collectives + individuals > 1)
    assert ("A. TẬP THỂ" in text) == ("B. CÁ NHÂN" in text) == bool(collectives and individuals)


@pytest.mark.parametrize(
    ("collectives", "individuals", "whom"), [(1, 0, "tập thể"), (0, 1, "cá nhân"), (1, 1, "tập thể, cá nhân")]
)
def test_article_three_binds_those_who_receive_and_nobody_else(collectives: int, individuals: int, whom: str) -> None:
    assert f"liên quan và {whom} có tên tại" in outline(decided(collectives, individuals))


def test_a_lone_collective_is_named_in_article_one() -> None:
    text = outline(decided(1, 0))
    assert (
        "cho Phòng Kinh tế, có thành tích tiêu biểu quý I năm 2020. Lý do khen thưởng: Đã có thành tích xuất sắc."
        in text
    )


def test_a_reason_typed_with_its_full_stop_ends_with_one() -> None:
    text = outline(
        next(
            file.content
            for file in run({"a.xlsx": good(ly_do="Đã có thành tích xuất sắc.")}).papers
            if file.kind == "quyet-dinh-khen-thuong"
        )
    )
    assert "Đã có thành tích xuất sắc." in text
    assert ".." not in text


def test_each_value_of_a_collective_is_under_its_own_heading_in_the_list() -> None:
    one = {**COLLECTIVE, "tt": "1", "muc_do": "Hoàn thành tốt nhiệm vụ", "ngay_gui": "22/3/2020"}
    listed = outline(printed("danh-sach-tong-hop.docx", {**CONTEXT, "tap_the": (one,)}))
    assert (
        "| 1 | Phòng Kinh tế | Đã có thành tích xuất sắc | Hoàn thành tốt nhiệm vụ | Giấy khen | 22/3/2020 |" in listed
    )


@pytest.mark.parametrize(
    ("collectives", "people", "met", "deed", "title", "headings"),
    [
        (0, 1, True, "khen thưởng", "Cá nhân được thống nhất khen thưởng", "Họ và tên | Chức vụ | Đơn vị"),
        (0, 1, False, "biểu dương", "Cá nhân được đề nghị biểu dương", "Họ và tên | Chức vụ | Đơn vị"),
        (1, 0, True, "khen thưởng", "Tập thể được thống nhất khen thưởng", "Tên tập thể"),
        (1, 1, True, "khen thưởng, biểu dương", "Tập thể, cá nhân được thống nhất khen thưởng, biểu dương", "Họ và tên, tên tập thể | Chức vụ | Đơn vị"),
    ],
)  # fmt: skip
def test_the_list_for_posting_is_called_by_what_it_holds(
    collectives: int, people: int, met: bool, deed: str, title: str, headings: str
) -> None:
    posted = CONTEXT["cong_khai"]
    assert isinstance(posted, Mapping)
    own = {"tap_the": posted["tap_the"][:collectives], "ca_nhan": posted["ca_nhan"][:people], "viec": deed}
    text = outline(printed("danh-sach-cong-khai.docx", {**CONTEXT, "da_hop": met, "cong_khai": {**posted, **own}}))
    listed = f"{title[:1].lower()}{title[1:]} quý\u00a0I\u00a0năm\u00a02020".replace("biểu dương", "biểu\u00a0dương")
    assert f"\nVề việc công khai danh sách {listed}\nThực hiện " in text
    assert f" công khai danh sách {listed} như sau:\n| TT | {headings} | Hình thức |\n" in text


def test_leaders_whose_names_differ_in_diacritics_only_have_a_profile_each() -> None:
    leaders = {
        "a.xlsx": good_leader(ho_ten="Nguyễn Văn Án"),
        "b.xlsx": good_leader(
            ho_ten="Nguyễn Văn Ân", ngay_sinh="02/9/1979", ly_do="Hoàn thành 30 nhiệm vụ Quý I năm 2020"
        ),
    }
    profiles = {file.path for file in run(leaders).papers if file.kind == "trich-ngang"}
    stem = "trich-ngang/00-lanh-dao-van-phong-nguyen-van-an"
    assert profiles == {f"{stem}.docx", f"{stem}-2.docx"}


def test_votes_for_are_printed_without_the_number_present() -> None:
    person = ADDED["ca_nhan"]["nguoi"]
    assert isinstance(person, Mapping)
    votes = {"so_dong_y": "7", "so_du_hop": "", "so_khong_dong_y": ""}
    text = outline(printed("trich-ngang.docx", {**CONTEXT, "nguoi": {**person, **votes}}))
    assert "\n- Kết quả lấy phiếu tại đơn vị: 7 người đồng ý\n" in text


@pytest.mark.parametrize("number", [2, 3, 4])
def test_no_shared_context_holds_a_column_declared_sensitive(number: int) -> None:
    """No sensitive column is anywhere in the context of any paper except the two profiles."""
    checked = sample(number).checked
    nominations = nominate(checked)
    shared = shared_context(checked.quarter, checked.deciding, nominations, (), (), checked.meeting)

    def keys(value: object) -> Iterator[str]:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                yield str(key)
                yield from keys(inner)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for inner in value:
                yield from keys(inner)

    found = set(keys(shared))
    declared = {
        column.key for schema in REFERENCED for sheet in schema.sheets for column in sheet.columns if column.sensitive
    }
    assert declared == {"dan_toc", "dang_vien"}
    assert {"ho_ten", "bieu_quyet", "ngay_sinh"} <= found
    assert not declared & found
    assert declared <= set(nominations[-1].printed)


def test_a_new_kind_of_paper_is_a_template_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = Paper("giay-moi", "Giấy mời họp Hội đồng", "giay-moi.docx")
    body = (
        paragraph("ThanVanBan", text("Mời dự họp xét chọn {{ quy.ten }}, {{ danh_sach.doi_tuong }}."))
        + PORTRAIT.section()
    )
    with_it = {**templates(), invitation.template: package(invitation.title, body, STYLES, page_number())}
    for module in ("assemble", "example"):
        monkeypatch.setattr(f"pipeline.papers.{module}.PAPERS", (*PAPERS, invitation))
    outcome = made(check_quarter(folder({"a.xlsx": good()})), with_it)
    assert (
        outline(next(f.content for f in outcome.papers if f.kind == "giay-moi"))
        == "Mời dự họp xét chọn Quý I năm 2020, 01\u00a0cá nhân.\n"
    )
