"""PDFs of the Word papers: made in one call, made again only of changed papers; failures are found and signed PDFs left."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.publishing.ledger import PDF_LOCK, locked
from pipeline.publishing.pdf import _made, libreoffice, to_pdf
from pipeline.reading.folders import read_papers
from tests.builder import document, good, run
from tests.commands.places import furnished
from tests.programs import needed

PAPERS = {"a/x.docx": document(run({"a.xlsx": good()}), "danh-sach-tong"), "x.docx": b"no Word file at all"}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Outputs with two papers, a new version of an edited one, and one that was moved aside."""
    furnished(tmp_path)
    folder = tmp_path / "outputs" / "2020-Q1"
    (folder / "sua-tay" / "X").mkdir(parents=True)
    (folder / "trich-ngang").mkdir()
    for name in ("trich-ngang/a.docx", "a.docx", "a.moi.docx", "a.moi-2.docx", "sua-tay/X/a.docx", "a.soat.docx"):
        (folder / name).write_bytes(PAPERS["a/x.docx"])
    return tmp_path


@pytest.fixture
def place(folders: Path) -> Path:
    """The same on a machine that can make a PDF of them."""
    needed("soffice")
    return folders


def call(place: Path) -> int:
    return main(["pdf", "2020-Q1", "--inputs", str(place / "inputs"), "--outputs", str(place / "outputs")])


def test_papers_become_pdf_and_what_does_not_is_known(tmp_path: Path) -> None:
    needed("soffice")
    (made,) = to_pdf(PAPERS, libreoffice(), tmp_path)
    assert made["x.docx"] is None
    assert (made["a/x.docx"] or b"").startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_what_libreoffice_keeps_meanwhile_lies_in_the_folder_that_is_removed(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "$TMPDIR" > ../seen\n')
    program.chmod(0o700)
    assert list(to_pdf({"x.docx": b""}, str(program), tmp_path)) == [{"x.docx": None}]
    seen = Path((tmp_path / "seen").read_text().strip())
    assert seen.parent == tmp_path.resolve()
    assert not seen.exists()


def test_only_changed_papers_are_converted_and_pdfs_of_removed_papers_are_removed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "outputs" / "2020-Q1"
    assert call(place) == 0
    assert {path.relative_to(folder / "pdf").as_posix() for path in (folder / "pdf").rglob("*.pdf")} == {
        "trich-ngang/a.pdf",
        "a.pdf",
    }
    assert "Đã lập 2 tệp PDF" in capsys.readouterr().out
    (folder / "trich-ngang" / "a.docx").unlink()
    (folder / "pdf" / "a.pdf").write_bytes(b"signed")
    assert call(place) == 0
    printed = capsys.readouterr().out
    assert "Đã lập 0 tệp PDF" in printed
    assert "Giữ nguyên pdf/a.pdf vì đã được sửa, ký" in printed
    assert "Đã xóa PDF của trich-ngang/a.docx" in printed
    assert "Chưa ghép a.docx" in printed
    assert [path.name for path in (folder / "pdf").rglob("*.pdf")] == ["a.pdf"]
    assert call(place) == 0
    assert "Đã lập 0 tệp PDF" in capsys.readouterr().out


def test_a_signed_pdf_is_left_as_is_and_a_new_version_is_next_to_it_until_it_is_taken_away(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "outputs" / "2020-Q1"
    (folder / "pdf").mkdir()
    (folder / "pdf" / "a.pdf").write_bytes(b"foreign")
    assert call(place) == 0
    assert "pdf/a.pdf vì đã được sửa, ký hoặc không phải do chương trình lập; bản mới nằm bên cạnh: pdf/a.moi.pdf" in (
        capsys.readouterr().out
    )
    own, new = folder / "pdf" / "a.pdf", folder / "pdf" / "a.moi.pdf"
    assert (own.read_bytes(), new.read_bytes()[:4]) == (b"foreign", b"%PDF")
    assert call(place) == 0
    assert "Đã lập 0 tệp PDF" in capsys.readouterr().out
    (folder / "a.docx").write_bytes(document(run({"a.xlsx": good()}), "phieu-bau"))
    before = new.read_bytes()
    assert call(place) == 0
    assert own.read_bytes() == b"foreign"
    assert new.read_bytes() != before
    own.unlink()
    assert call(place) == 0
    assert sorted(path.name for path in (folder / "pdf").glob("*.pdf")) == ["a.pdf"]


def test_the_new_version_of_a_signed_pdf_is_written_by_the_next_run_if_this_one_dies_before(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place / "outputs" / "2020-Q1"
    (folder / "pdf").mkdir()
    (folder / "pdf" / "a.pdf").write_bytes(b"signed")
    with monkeypatch.context() as dying:
        dying.setattr(
            "pipeline.commands.pdf.write_atomically", lambda *given: (_ for _ in ()).throw(OSError(28, "full"))
        )
        assert call(place) == 2
    assert call(place) == 0
    assert (folder / "pdf" / "a.pdf").read_bytes() == b"signed"
    assert (folder / "pdf" / "a.moi.pdf").is_file()


def test_what_a_killed_making_of_pdfs_left_stops_nobody_and_is_cleared(place: Path) -> None:
    folder = place / "outputs" / "2020-Q1"
    left = folder / ".tam-pdf-x"
    left.mkdir()
    (left / "00000.docx").write_bytes(PAPERS["a/x.docx"])
    assert "00000" not in str(read_papers(folder))
    folders = [f"--{name}={place / name}" for name in ("inputs", "outputs")]
    with locked(folder, PDF_LOCK):  # another one is at work
        assert main(["quarter", "2020-Q1", *folders]) in (0, 1)
        assert left.is_dir()
    assert call(place) == 0
    assert not left.exists()
    left.mkdir()
    assert main(["quarter", "2020-Q1", "--all", *folders]) in (0, 1)
    assert not left.exists()


def test_a_paper_that_is_removed_while_its_pdf_is_made_gets_none(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "outputs" / "2020-Q1"
    monkeypatch.setattr("pipeline.publishing.pdf._convert", lambda program, place, names: _forget(folder, place, names))
    assert call(place) == 1
    assert "văn bản vừa thay đổi trong lúc chuyển" in capsys.readouterr().out
    assert list(folder.rglob("*.pdf")) == []


def _forget(folder: Path, place: Path, names: list[str]) -> None:
    for name in names:
        (place / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    for paper in folder.rglob("a.docx"):
        paper.unlink()


def test_a_paper_that_cannot_be_converted_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "outputs" / "2020-Q1" / "hong.docx").write_bytes(b"\x00")
    assert call(place) == 1
    assert "hong.docx: LibreOffice không chuyển được" in capsys.readouterr().out


def test_without_libreoffice_a_line_says_what_to_do(
    folders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("pipeline.publishing.pdf.PLACES", ())
    assert call(folders) == 2
    assert "Chưa cài LibreOffice" in capsys.readouterr().err


def test_a_quarter_without_papers_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inputs" / "2020-Q1").mkdir(parents=True)
    assert call(tmp_path) == 2
    assert "Chưa có văn bản nào" in capsys.readouterr().err


def test_a_pdf_that_broke_off_is_none(tmp_path: Path) -> None:
    needed("soffice")
    (made,) = to_pdf({"x.docx": PAPERS["a/x.docx"]}, libreoffice(), tmp_path)
    whole, pdf = made["x.docx"] or b"", tmp_path / "x.pdf"
    for content, known in ((whole, whole), (whole[: len(whole) // 2], None), (b"%PDF-1.7\n", None), (b"", None)):
        pdf.write_bytes(content)
        assert _made(pdf) == known


def test_a_pdf_signed_while_its_paper_is_converted_is_left_as_is(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "outputs" / "2020-Q1"
    assert call(place) == 0
    (folder / "a.docx").write_bytes(document(run({"a.xlsx": good(ho_ten="Nguyễn Thị Khác")}), "danh-sach-tong"))

    def meanwhile(*given: object) -> Iterator[Mapping[str, bytes | None]]:
        for batch in to_pdf(*given):  # type: ignore[arg-type]
            (folder / "pdf" / "a.pdf").write_bytes(b"signed")
            yield batch

    monkeypatch.setattr("pipeline.commands.pdf.to_pdf", meanwhile)
    assert call(place) == 0
    assert (folder / "pdf" / "a.pdf").read_bytes() == b"signed"
    assert (folder / "pdf" / "a.moi.pdf").read_bytes().startswith(b"%PDF")
    assert "Giữ nguyên pdf/a.pdf" in capsys.readouterr().out
