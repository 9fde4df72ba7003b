"""Turns papers into PDF and tells how they fit their pages: ``python -m tests.page_fit`` (needs LibreOffice and poppler).

Quarters of 1 to 20 nominees, with ordinary words and with the longest that the form allows, and the sample year. Put out
as a table: pages, lines on the last page, signatures that stand alone. The exit status is 1 if any paper fails: a signature
with fewer than three lines of text above it on a page that is not the paper's first, or a page of fewer than three lines.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from pipeline.drawing.forms.content import Content
from pipeline.publishing.pdf import libreoffice, to_pdf
from tests.bench.inputs import GIVEN, office, unit_name
from tests.builder import W, good_content, good_meeting, run
from tests.facts import UNITS
from tests.programs import needed
from tests.samples import made
from tests.shipped import individual_form

SIZES = (1, 3, 7, 11, 12, 13, 20)
ENOUGH = 3  # lines: a page with fewer is sent back (Nghị định 30/2020, Phụ lục I, mục II.7: two and the signature)
PAGE_NUMBER = re.compile(r"\s*\d+\s*")
SIGNED = ("QuyenHan",)  # the style of the line that begins a signature
LONG_NAME = "Nguyễn Phương Thượng Nguyên"
LONG_UNIT = "Phòng Thí dụ về tổng hợp, quy hoạch, kế hoạch và theo dõi nhiệm vụ số"
LONG_POST = "Phó Trưởng phòng kiêm Chuyên viên chính phụ trách công tác tổng hợp, kế hoạch"
LONG_REASON = (
    "Đã có thành tích xuất sắc trong công tác tham mưu, tổng hợp, theo dõi, đôn đốc việc thực hiện nhiệm vụ do cấp trên giao, "
    "rà soát, số hóa hồ sơ lưu trữ và tiếp nhận, xử lý phản ánh, kiến nghị của tổ chức, công dân"
)
LONG_TASK = "Tham mưu tổng hợp, theo dõi, đôn đốc nhiệm vụ được giao; thẩm tra hồ sơ trình trước khi phát hành, bảo đảm thể thức."
LETTERS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"


@dataclass(frozen=True)
class Fit:
    """How a paper fits its pages."""

    paper: str
    pages: int
    last_lines: int
    problems: tuple[str, ...]


def papers_of(size: int, longest: bool) -> Mapping[str, bytes]:
    """The papers of a quarter with that many nominees after the Council met, by path."""
    first = len(UNITS) if longest else 0  # the shipped units send nothing then
    own = [
        unit_name(n) if n < len(UNITS) or not longest else f"{LONG_UNIT} {n}"
        for n in range(max(len(UNITS), first + size))
    ]
    units = own[first : first + size]
    given = [f"{GIVEN[n % len(GIVEN)]} {LETTERS[n % len(LETTERS)]}a" for n in range(size)]
    names = [f"{LONG_NAME if longest else 'Lê'} {each}" for each in given]
    files = {
        f"{number:02d}.xlsx": individual_form(own, _content(name, unit, 1965 + number, longest))
        for number, (name, unit) in enumerate(zip(names, units, strict=True))
    }
    people = [("Cá nhân", name, unit) for name, unit in zip(names, units, strict=True)]
    files["hoi-dong.xlsx"] = good_meeting(people)
    outcome = run(files, office=office(len(own), own.__getitem__))
    assert outcome.manifest["counts"]["accepted"] == size + 1, [each.message for each in outcome.checked.findings]
    return {file.path: file.content for file in outcome.papers}


def _content(name: str, unit: str, born: int, longest: bool) -> Content:
    labels = {"ho_ten": name, "don_vi": unit, "ngay_sinh": f"15/3/{born}"}
    if longest:
        achievements = "\n".join(f"Hoàn thành {n} nhiệm vụ. {LONG_TASK}" for n in range(20, 32))
        labels |= {
            "chuc_vu": LONG_POST,
            "ly_do": LONG_REASON,
            "nhiem_vu": f"{LONG_TASK}\n" * 6,
            "thanh_tich": achievements,
        }
    return good_content(labels)


def measured(papers: Mapping[str, bytes]) -> Iterator[Fit]:
    """Papers by path → how each fits its pages."""
    with TemporaryDirectory() as place:
        for batch in to_pdf(papers, libreoffice(), Path(place)):
            with ThreadPoolExecutor() as pool:
                texts = dict(zip(batch, pool.map(_pages, batch.values()), strict=True))
            for path, pages in texts.items():
                yield fit(path, pages, signatures(papers[path]))


def _pages(pdf: bytes | None) -> Sequence[Sequence[str]]:
    """The lines of each page of a PDF, without its page number."""
    assert pdf, "LibreOffice made no PDF"
    command = [needed("pdftotext"), "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    lines = [[line for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]
    return [page[1:] if page and PAGE_NUMBER.fullmatch(page[0]) else page for page in lines]


def signatures(docx: bytes) -> Sequence[str]:
    """The first words of each signature of a Word file: the position that is printed above it, as far as one line shows it."""
    root = etree.fromstring(zipfile.ZipFile(BytesIO(docx)).read("word/document.xml"))
    found = []
    for table in root.iter(f"{W}tbl"):
        styled = [
            p
            for p in table.iter(f"{W}p")
            if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") in SIGNED
        ]
        if styled:
            found.append("".join(str(t.text or "") for t in styled[0].iter(f"{W}t")))
    return found


def fit(path: str, pages: Sequence[Sequence[str]], signed: Sequence[str]) -> Fit:
    """How a paper fits, from the lines of its pages and the first words of its signatures."""
    problems = []
    for number, lines in enumerate(pages):
        if len(lines) < ENOUGH:
            problems.append(f"trang {number + 1} có {len(lines)} dòng")
        above = next((n for n, line in enumerate(lines) if any(_starts(line, words) for words in signed)), None)
        if number and above is not None and above < ENOUGH:
            problems.append(f"chữ ký ở trang {number + 1} dưới {above} dòng")
    return Fit(path, len(pages), len(pages[-1]), tuple(problems))


def _starts(line: str, words: str) -> bool:
    return " ".join(words.split()[:2]) in " ".join(line.split())


def main(words: Sequence[str]) -> int:
    """Print the table; 1 if a paper fails."""
    sizes = tuple(map(int, words)) or SIZES
    sets = {
        f"{size} người{', chữ dài nhất' if longest else ''}": papers_of(size, longest)
        for longest in (False, True)
        for size in sizes
    }
    if not words:
        sets["Năm mẫu"] = made.papers()
    failed = 0
    for name, papers in sets.items():
        print(f"{name}:")
        for each in measured(papers):
            failed += bool(each.problems)
            print(
                f"  {each.paper[:58]:58s} {each.pages:3d} trang, trang cuối {each.last_lines:3d} dòng  {'; '.join(each.problems)}"
            )
    print(f"{failed} văn bản không đạt")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
