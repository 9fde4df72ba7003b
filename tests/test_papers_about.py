"""The commands about papers that are there: form, genuineness, origin, forgetting."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.council import candidate_of
from pipeline.dates import Quarter
from pipeline.records import manifest_of
from pipeline.seal import read_seal
from pipeline.trace import origins, showings
from tests.builder import ROOT, UNIT_NAMES, all_text, document, good, run
from tests.samples.__main__ import sample_workbooks
from tests.test_balance import changed
from tests.test_cli import call, place
from tests.test_rerun import DECISION

__all__ = ["place"]
MADE = run({"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1])})
PAPER = document(MADE, "quyet-dinh")


@pytest.fixture
def outputs(place: Path) -> Path:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    assert call(place, "quarter") == 0
    return place / "outputs" / "2020-Q1"


def test_verify_says_genuine_edited_older_and_unknown(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decision = outputs / DECISION
    first = decision.read_bytes()
    capsys.readouterr()
    assert call(place, "verify", str(decision)) == 0
    assert "NGUYÊN VĂN, bản mới nhất" in (said := capsys.readouterr().out)
    assert "Đúng từng byte như bản kê." in said
    decision.write_bytes(changed(first, lambda xml: xml.replace("450.000", "540.000")))
    assert call(place, "verify", str(decision)) == 1
    assert "ĐÃ SỬA sau khi lập" in (said := capsys.readouterr().out)
    assert "540.000 đồng" in said
    decision.write_bytes(first)
    (place / "inputs" / "2020-Q1" / "c.xlsx").write_bytes(good(don_vi=UNIT_NAMES[2]))
    assert call(place, "quarter") == 0
    old = place / "cu.docx"
    old.write_bytes(first)
    capsys.readouterr()
    assert call(place, "verify", str(old)) == 1
    assert (
        f"nhưng là BẢN CŨ hoặc dấu kiểm đã bị làm lại (mới nhất là {manifest_of(outputs, DECISION)[0]})"
        in capsys.readouterr().out
    )
    assert call(place, "verify", str(ROOT / "templates" / "to-trinh.docx")) == 1
    assert "KHÔNG RÕ" in capsys.readouterr().out
    assert call(place, "verify", str(place / "khong-co.docx")) == 2


def test_trace_goes_from_a_name_to_its_cell_and_every_paper(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert call(place, "trace", "Nguyễn Văn Mẫu") == 0
    said = capsys.readouterr().out
    assert "2020-Q1/a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»): «Nguyễn Văn Mẫu»" in said
    papers = [line for line in said.splitlines() if line.startswith("Trong ")]
    assert any(DECISION in line for line in papers)
    assert not any("le-van-thu" in line for line in papers)
    assert call(place, "trace", "nguyen van mau", "2020-Q1") == 0
    assert call(place, "trace", "Không Có Ai") == 1
    assert call(place, "trace", " ") == 2


def test_forget_removes_everything_personal_and_keeps_the_figures(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    left = [
        path.name for folder in (outputs, place / "inputs" / "2020-Q1") for path in folder.rglob("*") if path.is_file()
    ]
    assert sorted(left) == [".khoa", "so-lieu.json"]
    kept = (outputs / "so-lieu.json").read_text(encoding="utf-8")
    assert json.loads(kept)["counts"]["nominees"] == 2
    assert "Mẫu" not in kept
    assert call(place, "forget", "2020-Q1", "--yes") == 2
    assert call(place, "forget", "quý một", "--yes") == 2


def test_forget_asks_first(place: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.confirm", lambda *arguments, **options: False)
    assert call(place, "forget", "2020-Q1") == 1
    assert (outputs / DECISION).is_file()


def test_inspect_reads_as_a_correction_slip(outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["inspect", str(outputs / DECISION)]) == 0
    assert "0 điểm chưa đúng thể thức" in capsys.readouterr().out
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(changed(PAPER, lambda xml: xml.replace('w:w="11906"', 'w:w="12240"')))
    assert main(["inspect", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "SAI  Khổ giấy" in said
    assert "phải là: A4 210 x 297 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, 1)" in said
    assert main(["inspect", "--mark", str(wrong)]) == 1
    capsys.readouterr()
    copy = (tmp_path / "sai.soat.docx").read_bytes()
    assert "Khổ giấy: đang là 216 x 297 mm; phải là A4 210 x 297 mm" in all_text(copy, "word/comments.xml")
    assert read_seal(copy)[0] is not None
    assert main(["inspect", "--json", str(wrong)]) == 1
    rows = json.loads(capsys.readouterr().out)[str(wrong)]
    assert {"component", "prescribed", "found", "clause", "ok", "place"} == set(rows[0])
    assert main(["inspect", str(tmp_path / "khong-co.docx")]) == 2


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_paper_of_the_sample_year_is_genuine_and_every_nominee_traced(number: int) -> None:
    outcome = run(sample_workbooks(f"2020-Q{number}"), Quarter(2020, number))
    papers = {file.path: file.content for file in outcome.papers}
    for path, content in papers.items():
        seal, edits = read_seal(content)
        assert seal is not None
        assert (seal.place, edits) == (f"2020-Q{number}/{path}", ())
    for sent in outcome.checked.accepted:
        name = candidate_of(sent).name
        found = {origin.where.split(",")[0].split("/")[1] for origin in origins(name, outcome.checked)}
        assert sent.file in found
        shown = {each.path for each in showings(name, papers)}
        assert shown == {path for path, content in papers.items() if name in all_text(content)}
        assert {"danh-sach-tong-hop.docx"} < shown


def test_no_file_of_ours_links_to_anything_outside() -> None:
    emitted = [
        file.content
        for file in run(sample_workbooks("2020-Q4"), Quarter(2020, 4)).files
        if not file.path.endswith(".html")
    ]
    for content in emitted:
        with zipfile.ZipFile(BytesIO(content)) as package:
            assert not [name for name in package.namelist() if "vba" in name.lower() or "externalLink" in name]
            for name in package.namelist():
                if name.endswith(".rels"):
                    assert b'TargetMode="External"' not in package.read(name)
