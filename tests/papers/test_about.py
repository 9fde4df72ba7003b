"""The commands on papers that were made: check their form, verify them, trace a value, forget a quarter."""

import json
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.checking.council import candidate_of
from pipeline.commands.cli import main
from pipeline.publishing.ledger import documents_in
from pipeline.tracing.from_value import origins, showings
from pipeline.tracing.wanted import times_in, wanted_of
from pipeline.word.edits import read_seal
from tests.builder import ROOT, UNIT_NAMES, all_text, document, good, run
from tests.commands.places import call, made_once, made_place
from tests.proofs.test_balance import changed
from tests.publishing.test_rerun import DECISION
from tests.samples.made import sample

__all__ = ["made_once", "made_place"]
MADE = run({"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1])})
PAPER = document(MADE, "quyet-dinh")


@pytest.fixture
def place(made_place: Path) -> Path:
    return made_place


@pytest.fixture
def outputs(place: Path) -> Path:
    return place / "outputs" / "2020-Q1"


def test_verify_says_genuine_edited_older_and_unknown(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decision = outputs / DECISION
    first = decision.read_bytes()
    capsys.readouterr()
    assert call(place, "verify", str(decision)) == 0
    assert "NGUYÊN BẢN, bản mới nhất, đúng từng byte như bản kê" in capsys.readouterr().out
    decision.write_bytes(changed(first, lambda xml: xml.replace("450.000", "540.000")))
    assert call(place, "verify", str(decision)) == 1
    assert "ĐÃ SỬA sau khi lập" in (output := capsys.readouterr().out)
    assert "540.000 đồng" in output
    decision.write_bytes(first)
    (place / "inputs" / "2020-Q1" / "c.xlsx").write_bytes(good(don_vi=UNIT_NAMES[2]))
    assert call(place, "quarter") == 0
    old = place / "cu.docx"
    old.write_bytes(first)
    capsys.readouterr()
    assert call(place, "verify", str(old)) == 1
    assert (
        f"là BẢN CŨ hoặc dấu kiểm đã bị làm lại (mới nhất là {(documents_in(outputs) or {})[DECISION]['edition']})"
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
    output = capsys.readouterr().out
    assert "2020-Q1/a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»): «Nguyễn Văn Mẫu»" in output
    papers = [line for line in output.splitlines() if line.startswith("Trong ")]
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
    figures = (outputs / "so-lieu.json").read_text(encoding="utf-8")
    assert json.loads(figures)["counts"]["nominees"] == 2
    assert "Mẫu" not in figures
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
    output = capsys.readouterr().out
    assert "SAI  Khổ giấy" in output
    assert "phải là: A4, 210 x 297 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 1)" in output
    assert main(["inspect", "--mark", str(wrong)]) == 1
    capsys.readouterr()
    copy = (tmp_path / "sai.soat.docx").read_bytes()
    assert "đang là 216 x 297 mm; phải là A4, 210 x 297 mm" in all_text(copy, "word/comments.xml")
    assert read_seal(copy)[0] is not None
    assert main(["inspect", "--json", str(wrong)]) == 1
    rows = json.loads(capsys.readouterr().out)[str(wrong)]
    assert {"component", "prescribed", "found", "clause", "ok", "place", "grade"} == set(rows[0])
    assert main(["inspect", str(tmp_path / "khong-co.docx")]) == 2


WRONG = changed(PAPER, lambda xml: xml.replace('w:w="11906"', 'w:w="12240"'))


def test_a_slip_quotes_what_is_wrong_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(changed(PAPER, lambda xml: xml.replace("Về việc tặng", "V/v tặng")))
    assert main(["inspect", str(wrong)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{wrong}: đã soát ")
    assert " điểm, 1 điểm chưa đúng thể thức" in lines[0]
    said = [line.strip().split(":")[0].split("  ")[0] for line in lines[1:]]
    assert said[:4] == ["SAI", "vị trí", "đang là", "phải là"]
    assert "SAI" not in said[4:]  # what is worth a look in any draft comes after what is wrong
    assert 'vị trí: Đoạn 2, "V/v tặng Giấy khen quý I năm 2020"' in lines[2]


def test_a_bad_file_among_several_is_named_and_hides_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good_, bad, wrong = (tmp_path / name for name in ("đúng.docx", "hỏng.docx", "sai.docx"))
    good_.write_bytes(PAPER)
    bad.write_bytes(PAPER[:1000])
    wrong.write_bytes(WRONG)
    assert main(["inspect", str(bad), str(good_), str(wrong)]) == 1
    output = capsys.readouterr()
    assert f"{good_}: đã soát" in output.out
    assert f"{wrong}: đã soát" in output.out
    assert output.err.startswith(f"Không soát được {bad}: Tệp Word bị hỏng hoặc bị cắt cụt")
    assert output.err.count("\n") == 1
    assert main(["inspect", "--json", str(bad), str(good_)]) == 1
    assert list(json.loads(capsys.readouterr().out)) == [str(good_)]
    assert main(["inspect", str(bad)]) == 2
    assert main(["inspect", str(good_)]) == 0


def test_a_marked_copy_overwrites_nothing_and_is_made_once(tmp_path: Path) -> None:
    wrong, taken = tmp_path / "sai.docx", tmp_path / "sai.soat.docx"
    wrong.write_bytes(WRONG)
    taken.write_text("của người khác")
    for _ in range(2):
        assert main(["inspect", "--mark", str(wrong)]) == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == ["sai.docx", "sai.soat-2.docx", "sai.soat.docx"]
    assert taken.read_text() == "của người khác"
    assert wrong.read_bytes() == WRONG
    assert main(["inspect", "--mark", str(tmp_path / "sai.soat-2.docx")]) == 1
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_with_macros_keeps_its_kind_in_the_copy(tmp_path: Path) -> None:
    (tmp_path / "sai.docm").write_bytes(WRONG)
    assert main(["inspect", "--mark", str(tmp_path / "sai.docm")]) == 1
    assert (tmp_path / "sai.soat.docm").is_file()


def test_names_with_an_asterisk_stand_for_the_files_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.docx", "a.docx", "c.txt"):
        (tmp_path / name).write_bytes(PAPER)
    assert main(["inspect", str(tmp_path / "*.docx")]) == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if line[0] != " "] == [
        str(tmp_path / "a.docx"),
        str(tmp_path / "b.docx"),
    ]
    assert main(["inspect", str(tmp_path / "*.doc")]) == 2
    assert "*.doc" in capsys.readouterr().err


def test_an_asterisk_stands_for_signs_of_a_folders_name_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Quý [1]/2020-Q2/a.docx", "Quý [1]/2020-Q1/b.docx", "Quý [1]/2021-Q1/c.docx"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(PAPER)
    assert main(["inspect", str(tmp_path / "Quý [1]" / "2020-Q*" / "*.docx")]) == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if line[0] != " "] == [
        str(tmp_path / "Quý [1]" / name) for name in ("2020-Q1/b.docx", "2020-Q2/a.docx")
    ]
    assert main(["inspect", str(tmp_path / "*" / "2020-Q1" / "b.docx"), str(tmp_path / "2019*" / "*.docx")]) == 1
    assert "2019*" in capsys.readouterr().err  # each pattern that matches nothing is reported, also if others match


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_paper_of_the_sample_year_is_genuine_and_every_nominee_traced(number: int) -> None:
    outcome = sample(number)
    papers = {file.path: file.content for file in outcome.papers}
    for path, content in papers.items():
        seal, edits = read_seal(content)
        assert seal is not None
        assert (seal.path, edits) == (f"2020-Q{number}/{path}", ())
    for sent in outcome.checked.accepted:
        name = candidate_of(sent).name
        found = {origin.where.split(",")[0].split("/")[1] for origin in origins(wanted_of(name), outcome.checked)}
        assert sent.file in found
        shown = {path for path, _ in showings(papers, partial(times_in, wanted_of(name)))}
        assert shown == {path for path, content in papers.items() if name in all_text(content)}
        assert {"danh-sach-tong-hop.docx"} < shown


def test_no_file_of_ours_links_to_anything_outside() -> None:
    emitted = [file.content for file in sample(4).files if not file.path.endswith((".html", ".eml"))]
    for content in emitted:
        with zipfile.ZipFile(BytesIO(content)) as package:
            assert not [name for name in package.namelist() if "vba" in name.lower() or "externalLink" in name]
            for name in package.namelist():
                if name.endswith(".rels"):
                    assert b'TargetMode="External"' not in package.read(name)
