"""All PDFs of a quarter in one file: in the order of signing, bookmarked, every page; an edited one is left as is."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.publishing.one_file import bind

PATHS = {
    "to-trinh.docx": 2, "bieu-mau/cong-van-gui-bieu-mau.docx": 1, "trich-ngang/02-b.docx": 1, "trich-ngang/01-a.docx": 3, "la.docx": 1,
    "bien-ban-hop-hoi-dong.docx": 2,
}  # fmt: skip
IN_ORDER = [
    "bieu-mau/cong-van-gui-bieu-mau.docx",
    "trich-ngang/01-a.docx",
    "trich-ngang/02-b.docx",
    "bien-ban-hop-hoi-dong.docx",
    "to-trinh.docx",
    "la.docx",
]
TITLES = ["Công văn gửi biểu mẫu", "Trích ngang - Nguyễn Văn Mẫu", "02-b", "Biên bản họp Hội đồng", "Tờ trình", "la"]


def pages(number: int) -> bytes:
    writer = PdfWriter()
    for n in range(number):
        writer.add_blank_page(200 + n, 300)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.fixture
def pdfs(tmp_path: Path) -> dict[str, str]:
    """The PDF of each paper, in a folder of the outputs with its manifest."""
    made = {path: f"pdf/{Path(path).with_suffix('.pdf').as_posix()}" for path in PATHS}
    for path, number in PATHS.items():
        (tmp_path / made[path]).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made[path]).write_bytes(pages(number))
    listed = [{"path": "trich-ngang/01-a.docx", "kind": "trich-ngang", "about": "Nguyễn Văn Mẫu"}]
    (tmp_path / "manifest.json").write_text(
        json.dumps({"quarter": tmp_path.name, "documents": listed}), encoding="utf-8"
    )
    return made


def bookmarks(folder: Path, name: str = "in.pdf") -> list[tuple[str, int]]:
    reader = PdfReader(folder / name)
    return [
        (str(each.title), reader.get_destination_page_number(each) or 0)
        for each in reader.outline
        if not isinstance(each, list)
    ]


def test_every_page_is_there_in_the_order_of_signing_under_its_bookmark(tmp_path: Path, pdfs: dict[str, str]) -> None:
    one = bind(tmp_path, pdfs)
    assert (one.path, one.pages, one.left_out) == ("in.pdf", sum(PATHS.values()), ())
    assert len(PdfReader(tmp_path / "in.pdf").pages) == 10
    starts = [sum(PATHS[path] for path in IN_ORDER[:n]) for n, _ in enumerate(IN_ORDER)]
    assert bookmarks(tmp_path) == list(zip(TITLES, starts, strict=True))


def test_the_same_pdfs_give_the_same_bytes_and_nothing_is_written_again(tmp_path: Path, pdfs: dict[str, str]) -> None:
    bind(tmp_path, pdfs)
    before = (tmp_path / "in.pdf").stat().st_mtime_ns, (tmp_path / "in.pdf").read_bytes()
    bind(tmp_path, pdfs)
    assert ((tmp_path / "in.pdf").stat().st_mtime_ns, (tmp_path / "in.pdf").read_bytes()) == before


def test_an_edited_file_is_left_and_a_paper_without_a_whole_pdf_is_named(tmp_path: Path, pdfs: dict[str, str]) -> None:
    bind(tmp_path, pdfs)
    (tmp_path / "in.pdf").write_bytes(b"signed")
    (tmp_path / pdfs["la.docx"]).write_bytes(b"%PDF-1.4\nnothing\n%%EOF")
    one = bind(tmp_path, pdfs)
    assert (one.path, one.pages, one.left_out) == ("in.moi.pdf", 9, ("la.docx",))
    assert (tmp_path / "in.pdf").read_bytes() == b"signed"
    assert len(bookmarks(tmp_path, "in.moi.pdf")) == 5
