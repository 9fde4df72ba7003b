"""Makes correct workbooks from the examples in the schemas, and runs the program on them in memory, for all tests.

A test then names only the values that it is about.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from lxml import etree

from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.drawing.forms.cells import label_cell
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import draw_form
from pipeline.drawing.office import shipped_office
from pipeline.papers.example import template_examples
from pipeline.papers.year_papers import YearBook
from pipeline.publishing.manifest import make_manifest
from pipeline.publishing.report import report
from pipeline.quarter import make_files
from pipeline.reading.folders import QuarterFolder, read_templates
from pipeline.reading.sandbox import open_here
from pipeline.rendering.template_compile import CompiledTemplate, compile_templates
from pipeline.values.dates import Quarter, parse_quarter, short_date
from pipeline.values.file_names import FOLLOW_UP_FILE, REPORT, is_paper
from pipeline.values.model import Finding, Forgotten, Listed, MadeFile, SourceFile
from pipeline.word.words import PaperText, read_words
from pipeline.year import make_year
from schemas.grammar import SheetSchema
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.khen_thuong import KHEN_THUONG
from schemas.nhan_rong import NHAN_RONG
from schemas.sang_kien import SANG_KIEN
from schemas.so_van_ban import SO_VAN_BAN
from schemas.tap_the import TAP_THE_SHEET
from schemas.terms import COLLECTIVE_GROUP, worded_sheet
from schemas.theo_doi import THEO_DOI
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests import shipped
from tests.shipped import OFFICE_LEADER, TERMS, collective_form, council_form, criteria_of, individual_form

ROOT = Path(__file__).parent.parent
Q1, UNIT_NAMES = shipped.Q1, shipped.UNIT_NAMES
FIRST_UNIT = UNIT_NAMES[0]
# nominees of the other units
OTHER_NAMES = [
    f"Lê Văn {name}" for name in ["Thử", "Ví", "Dụ", "Giả", "Định", "Thí", "Nghiệm", "Hư", "Cấu", "Minh", "Họa"]
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def examples(sheet: SheetSchema) -> dict[str, str]:
    """A record with the examples of a sheet's columns, in the shipped office's words."""
    return {column.key: column.example for column in worded_sheet(sheet, TERMS).columns}


def good_content(
    labels: Mapping[str, str] = {},
    awards: Sequence[Mapping[str, str]] | None = None,
    initiatives: Sequence[Mapping[str, str]] | None = None,
    answers: Sequence[Mapping[str, str]] | None = None,
) -> Content:
    """The workbook of a complete nomination; ``labels`` and the tables replace parts of it."""
    unit = labels.get("don_vi", FIRST_UNIT)
    own_name = {"ho_ten": OTHER_NAMES[UNIT_NAMES.index(unit) - 1]} if unit in UNIT_NAMES[1:] else {}
    person = {
        **examples(TRICH_NGANG),
        "don_vi": FIRST_UNIT,
        "quy": Q1.title,
        **own_name,
        **_of_quarter(labels),
        **labels,
    }
    given = [
        {"ma": criterion.code, "dat": "Có", "minh_chung": f"Hoàn thành 48/48 nhiệm vụ, tiêu chí {criterion.code}."}
        for criterion in criteria_of(person["nhom"])
    ]
    tables = {
        KHEN_THUONG.name: [examples(KHEN_THUONG)] if awards is None else awards,
        SANG_KIEN.name: [examples(SANG_KIEN)] if initiatives is None else initiatives,
        TIEU_CHI.name: given if answers is None else answers,
    }
    return Content({TRICH_NGANG.name: person}, tables)


def _of_quarter(labels: Mapping[str, str]) -> dict[str, str]:
    """The day sent and the certificate's reason in the quarter that the labels name."""
    with suppress(ValueError):
        number, year = parse_quarter(labels.get("quy", ""))
        quarter = Quarter(year or Q1.year, number)
        reason = examples(TRICH_NGANG)["ly_do"].replace(Q1.in_sentence, quarter.in_sentence)
        return {"ngay_gui": short_date(TERMS.plan.window(quarter)[0] + timedelta(days=3)), "ly_do": reason}
    return {}


@cache
def good(**labels: str) -> bytes:
    """A correct workbook of an individual, with the values of some labels replaced."""
    return individual_form(UNIT_NAMES, good_content(labels))


def good_leader(**labels: str) -> bytes:
    """The same for a leader of the office, whom the Council introduces."""
    own = {"nhom": OFFICE_LEADER, "don_vi": OFFICE_LEADER, "gioi_thieu": "Hội đồng", "chuc_vu": "Phó Chánh Văn phòng"}
    return good(**{**own, **labels})


def good_collective(**labels: str) -> bytes:
    """A correct workbook of a collective, the last unit, with the values of some labels replaced."""
    person = {**examples(TAP_THE_SHEET), "don_vi": UNIT_NAMES[-1], "quy": Q1.title, **_of_quarter(labels), **labels}
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Đạt 100%."} for c in criteria_of(COLLECTIVE_GROUP)]
    tables = {KHEN_THUONG.name: [examples(KHEN_THUONG)], SANG_KIEN.name: [], TIEU_CHI.name: answers}
    return collective_form(UNIT_NAMES, Content({TAP_THE_SHEET.name: person}, tables))


def good_meeting(people: Sequence[tuple[str, str, str]] = (), **labels: str) -> bytes:
    """The Council's workbook with everybody present and in favour: people as (recipient, name, unit), the first chosen.

    Without people, the nominees of the two good workbooks of the first two units.
    """
    listed = people or [("Cá nhân", "Nguyễn Văn Mẫu", UNIT_NAMES[0]), ("Cá nhân", OTHER_NAMES[0], UNIT_NAMES[1])]
    names = ["Lê Văn Minh Họa", "Trần Thị Thí Dụ", "Vàng Thị Ví", "Lý Văn Giả Định"]
    members = [
        {
            "ho_ten": n,
            "danh_xung": "Ông" if " Văn " in n else "Bà",
            "chuc_vu": "Chuyên viên",
            "vai_tro": "Ủy viên",
            "co_mat": "Có",
        }
        for n in names
    ]
    votes = [
        {"doi_tuong": recipient, "ten": name, "don_vi": unit, "de_nghi": "Giấy khen", "dong_y": "4", "khong_dong_y": "0",
         "phieu_chon": "0" if number else "4", "duoc_chon": "" if number else "Có", "hinh_thuc": "Giấy khen"}
        for number, (recipient, name, unit) in enumerate(listed)
    ]  # fmt: skip
    labels_of_meeting = {
        **examples(CUOC_HOP),
        "quy": Q1.title,
        "quyet_bang_phieu": "",
        **dict.fromkeys(("phat_ra", "thu_vao", "hop_le"), "4"),
        **labels,
    }
    return council_form(Content({CUOC_HOP.name: labels_of_meeting}, {THANH_VIEN.name: members, BIEU_QUYET.name: votes}))


def good_follow_up(
    issued: Sequence[Mapping[str, str]] | None = None, taken_over: Sequence[Mapping[str, str]] | None = None
) -> bytes:
    """A correct follow-up workbook for the quarter of the good workbooks; the rows of either sheet can be replaced."""
    rows = [examples(SO_VAN_BAN), {"ky": Q1.title, "van_ban": "Tờ trình", "so": "31", "ngay_ky": "31/3/2020"},
            {"ky": Q1.title, "van_ban": "Biên bản họp Hội đồng", "so": "4", "ngay_ky": "28/3/2020"}]  # fmt: skip
    tables = {
        SO_VAN_BAN.name: rows if issued is None else issued,
        NHAN_RONG.name: [examples(NHAN_RONG)] if taken_over is None else taken_over,
    }
    return draw_form(THEO_DOI, TERMS, Content(tables=tables))


def edited(content: bytes, changes: Mapping[tuple[str, str], object]) -> bytes:
    """A workbook with cells changed, as another program would save it: {(sheet, cell): value}."""
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, cell), value in changes.items():
        book[sheet][cell].value = value
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """An openpyxl workbook as bytes."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def label_place(key: str) -> str:
    """The cell of a label's value in the blank form (``B7``)."""
    return label_cell(TRICH_NGANG, key).replace("$", "")


def source(name: str, content: bytes) -> SourceFile:
    """A file as the reading stage returns it."""
    return SourceFile(name, hashlib.sha256(content).hexdigest(), open_here(name, content))


def folder(
    files: Mapping[str, bytes], quarter: Quarter = Q1, office: bytes | None = None, follow_up: bytes | None = None
) -> QuarterFolder:
    """A quarter's folder that exists only in memory."""
    sources = tuple(source(name, content) for name, content in sorted(files.items()))
    read = source("co-quan.xlsx", office) if office else office_file()
    followed = source(FOLLOW_UP_FILE, follow_up) if follow_up else None
    return QuarterFolder(quarter, lambda: read, sources, (), follow_up_workbook=lambda: followed)


@cache
def office_file() -> SourceFile:
    """The shipped office workbook, read."""
    return source("co-quan.xlsx", shipped_office())


@cache
def complete_office() -> bytes:
    """The shipped office workbook in which the office has typed the decision on its own authority."""
    (row,) = (
        cell for cell in openpyxl.load_workbook(BytesIO(shipped_office()))["Căn cứ"]["C"] if "…" in str(cell.value)
    )
    typed = str(row.value).replace("số …", "số 12/2016").replace("ngày … tháng … năm …", "ngày 05 tháng 4 năm 2016")
    return edited(shipped_office(), {("Căn cứ", row.coordinate): typed})


@cache
def templates() -> Mapping[str, bytes]:
    """The project's Word templates and report pages."""
    return read_templates(ROOT / "templates")


def word_templates() -> Mapping[str, bytes]:
    """The project's Word templates."""
    return {name: content for name, content in templates().items() if name.endswith(".docx")}


def compiled_template(
    content: bytes, example: Mapping[str, object] | None = None, name: str = "thu.docx"
) -> CompiledTemplate:
    return compile_templates({name: content}, {name: example or {}})[name]


@dataclass(frozen=True)
class Outcome:
    """The result of a quarter's run in memory: the checked quarter, every file, the manifest."""

    checked: Checked
    files: tuple[MadeFile, ...]
    manifest: Mapping[str, Any]

    @property
    def papers(self) -> tuple[MadeFile, ...]:
        """The Word papers."""
        return tuple(file for file in self.files if is_paper(file.path))

    @property
    def listed(self) -> tuple[Listed, ...]:
        """The files without their bytes."""
        return tuple(file.listed for file in self.files)

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file by its path."""
        return {file.path: file.sha256 for file in self.listed}


def run(
    files: Mapping[str, bytes], quarter: Quarter = Q1, office: bytes | None = None, follow_up: bytes | None = None
) -> Outcome:
    """Run a whole quarter on some workbooks, in memory."""
    return made(check_quarter(folder(files, quarter, office, follow_up)))


def made(checked: Checked, known: Mapping[str, bytes] | None = None) -> Outcome:
    """Make the files of a checked quarter, with the project's templates if no others are given."""
    compiled = _compiled(checked, known) if known else _compiled_templates(checked)
    known = known or templates()
    files = tuple(make_files(checked, compiled))
    page = report(checked, [file.listed for file in files], known[REPORT])
    files = (*files, MadeFile(REPORT, page, "bao-cao", "", derived=True))
    return Outcome(checked, files, make_manifest(checked, [file.listed for file in files]))


def _compiled(checked: Checked, known: Mapping[str, bytes]) -> Mapping[str, CompiledTemplate]:
    return compile_templates(known, template_examples(checked.quarter, checked.office))


_KNOWN: dict[str, Mapping[str, CompiledTemplate]] = {}


def _compiled_templates(checked: Checked) -> Mapping[str, CompiledTemplate]:
    """The project's templates, compiled once for each quarter and office."""
    of = repr((checked.quarter, checked.office))
    if of not in _KNOWN:
        _KNOWN[of] = _compiled(checked, templates())
    return _KNOWN[of]


@dataclass(frozen=True)
class YearOutcome:
    """The result of a year's run, read back from a folder."""

    book: YearBook
    files: tuple[MadeFile, ...]
    manifest: Mapping[str, Any]


def made_year(
    year: int,
    office: SourceFile,
    folders: Sequence[QuarterFolder],
    known: Mapping[str, bytes] | None = None,
    forgotten: Sequence[Forgotten] = (),
    council: Sequence[SourceFile] = (),
    in_outputs: Sequence[SourceFile] = (),
) -> YearOutcome:
    """Make the files of a year, with the project's templates if no others are given."""
    with TemporaryDirectory() as place:
        target = Path(place) / str(year)
        finished = make_year(year, office, folders, known or templates(), target, forgotten, council, in_outputs)
        rows = finished.manifest["documents"]
        assert isinstance(rows, list)
        files = tuple(
            MadeFile(
                row["path"],
                (target / row["path"]).read_bytes(),
                row["kind"],
                row["about"],
                row["path"] == REPORT,
                row.get("edition", ""),
            )
            for row in rows
        )
    return YearOutcome(finished.book, files, finished.manifest)


def findings(files: Mapping[str, bytes] | bytes, quarter: Quarter = Q1) -> list[Finding]:
    """The findings of a run on some workbooks (or on one, named a.xlsx)."""
    named = {"a.xlsx": files} if isinstance(files, bytes) else files
    return list(check_quarter(folder(named, quarter)).findings)


def codes(files: Mapping[str, bytes] | bytes, quarter: Quarter = Q1) -> list[str]:
    """The codes of these findings."""
    return [found.code for found in findings(files, quarter)]


def read_back(files: Iterable[MadeFile]) -> Iterator[tuple[MadeFile, PaperText]]:
    """Word files with what is read in them, as the rendering hands them on."""
    return ((file, read_words(file.content)) for file in files)


def document(outcome: Outcome, path: str) -> bytes:
    """One made file by its path, or by the start of it."""
    return next(file.content for file in outcome.files if file.path.startswith(path))


def all_text(docx: bytes, part: str = "word/document.xml") -> str:
    """The whole text of one part of a Word file, with its tables."""
    root = etree.fromstring(zipfile.ZipFile(BytesIO(docx)).read(part))
    return "\n".join("".join(str(t.text or "") for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def outline(docx: bytes, part: str = "word/document.xml") -> str:
    """The text of a Word file: one line for each paragraph, and for each table row as «| a | b |»; the dash of a name as typed."""
    body = etree.fromstring(zipfile.ZipFile(BytesIO(docx)).read(part))[0]
    lines: list[str] = []
    for block in body:
        if block.tag == f"{W}tbl":
            lines += [
                "| " + " | ".join(_text(cell, " / ") for cell in row.iterfind(f"{W}tc")) + " |"
                for row in block.iterfind(f"{W}tr")
            ]
        elif block.tag == f"{W}p":
            lines.append(_text(block, ""))
    return "\n".join(line for line in lines if line).replace("\u00a0- ", " - ") + "\n"


def _text(element: etree._Element, between: str) -> str:
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    texts = [
        "".join(
            "\t" if t.tag == f"{W}tab" else str(t.text or "")
            for t in p.iter(f"{W}t", f"{W}tab")
            if (run := t.getparent()) is not None and run.tag == f"{W}r"
        )
        for p in paragraphs
    ]
    return between.join(text for text in texts if text)
