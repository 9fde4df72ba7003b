"""The Word templates and the papers made from them: clean packages, no stray formatting, sound under every checker."""

import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from pipeline.assemble import PAPERS
from tests.builder import ROOT, UNIT_NAMES, W, good, run, templates
from tests.samples.__main__ import sample_workbooks

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SAMPLE = run(sample_workbooks("2020-Q1"))
ONE = run({"a.xlsx": good()})
BARE = run(
    {
        "a.xlsx": good(
            ly_luan="", cong_tac_tu="", nguoi_lap="", nguoi_xac_nhan="", chuc_danh_xac_nhan="", so_dong_y="", ghi_chu=""
        )
    }
)
NONE = run({"a.xlsx": good(ky_luat="Có")})
MADE = {
    f"{name}/{file.path}": file.content
    for name, outcome in (("mau", SAMPLE), ("mot", ONE), ("it", BARE), ("khong", NONE))
    for file in outcome.files
}
EVERY = {**{f"templates/{name}": content for name, content in templates().items()}, **MADE}


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


@pytest.mark.parametrize("name", EVERY)
def test_a_word_file_keeps_our_invariants(name: str) -> None:
    broken = list(invariants(EVERY[name]))
    assert broken == []


def invariants(docx: bytes) -> Iterator[str]:
    """What no checker looks for and Word refuses or shows wrongly."""
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


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_left_over_in_a_made_paper(name: str) -> None:
    text = "\n".join("".join(p.itertext()) for p in parts(MADE[name])["word/document.xml"].iter(f"{W}p"))
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\bnan\b|\bNone\b|\bNaT\b|00:00:00|<NA>|  ", text)


def checker(tool: str, *options: str, folder: Path) -> str:
    """A checker's words about every file of a folder; it must have found nothing."""
    command = [str(Path(sys.executable).parent / tool), *options, *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_paper_and_template_passes_the_integrity_checker(tmp_path: Path) -> None:
    for name, content in EVERY.items():
        (tmp_path / name.replace("/", "-")).write_bytes(content)
    said = checker("ooxml-integrity", "check", folder=tmp_path)
    assert said


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_template_passes_the_schema_audit(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(templates()[name])
    checker("openxml-audit", "--policy", "strict", folder=tmp_path)


def test_a_hundred_names_repeat_the_heading_row_and_split_no_row() -> None:
    files = {
        f"{number:02}.xlsx": good(don_vi=unit, thanh_tich="Đạt 100%.\n" * 30) for number, unit in enumerate(UNIT_NAMES)
    }
    for file in run(files).files:
        for table in parts(file.content)["word/document.xml"].iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            if len(rows) > 2:
                assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None


def test_the_templates_on_disk_are_what_the_code_draws() -> None:
    assert (ROOT / "templates" / "drawn.json").is_file()
    assert set(templates()) >= {"trich-ngang.docx", "danh-sach-tong-hop.docx", "quyet-dinh-khen-thuong.docx"}
