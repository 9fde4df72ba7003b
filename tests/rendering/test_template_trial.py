"""The command that tries the templates: each is fine or says what is wrong; the tags that papers offer are listed."""

import shutil
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import open_parts
from pipeline.rendering.paper_proof import PaperProof, proof_of
from pipeline.rendering.template_trial import has_tags, wrong_in_template
from pipeline.word.walk import BodyReader
from pipeline.word.words import read_words
from tests.builder import ROOT, document, good, run, word_templates
from tests.equality import compiled
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY

RESULT = run({"a.xlsx": good()})
PAPER = document(RESULT, "trich-ngang/01")
UNSOUND = {
    "ô bảng": ("</w:p></w:tc>", "</w:p><w:tbl><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>"),
    "thiếu dòng": ("<w:sectPr", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:sectPr"),
    "khung cột": ("<w:sectPr", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr"),
    "không có ô": ("<w:sectPr", "<w:tbl><w:tblGrid/><w:tr/></w:tbl><w:sectPr"),
    "ngoài đoạn": ("<w:sectPr", "<w:p>chữ</w:p><w:sectPr"),
    "đoạn nằm trong": ("<w:sectPr", "<w:p><w:p/></w:p><w:sectPr"),
    "DATE": ("<w:sectPr", '<w:p><w:fldSimple w:instr="DATE"/></w:p><w:sectPr'),
    "INCLUDEPICTURE": ("<w:sectPr", "<w:p><w:r><w:instrText>INCLUDEPICTURE x</w:instrText></w:r></w:p><w:sectPr"),
    "theo dõi": ("<w:sectPr", '<w:p><w:ins w:id="1"/></w:p><w:sectPr'),
    "altChunk": ("<w:sectPr", '<w:altChunk r:id="rId1"/><w:sectPr'),
    "không có trong tệp": ("<w:sectPr", '<w:p><w:hyperlink r:id="rId99"/></w:p><w:sectPr'),
}


def problem_in_paper(content: bytes) -> str:
    parts = open_parts(content)
    return proof_of(parts).problem_in(parts)


def test_a_paper_of_ours_is_sound() -> None:
    assert problem_in_paper(PAPER) == ""
    assert not has_tags(read_words(PAPER))


@pytest.mark.parametrize("problem", UNSOUND)
def test_a_paper_that_is_not_sound_is_found(problem: str) -> None:
    old, new = UNSOUND[problem]
    assert problem in problem_in_paper(changed(PAPER, lambda xml: xml.replace(old, new, 1)))


def problem_in_blocks(content: bytes) -> str:
    """As of a long list, whose body comes in blocks and is never a whole tree."""
    parts, proof = open_parts(content), PaperProof()
    body, reader = parts[parts.main], BodyReader(parts.main, {}, proof.take)
    for at in range(0, len(body), 1000):
        reader.feed(body[at : at + 1000])
    reader.close()
    assert reader.texts == list(read_words(content).texts)
    return proof.problem_in(parts)


@pytest.mark.parametrize("name", ["trich-ngang/01", "danh-sach-tong-hop", "quyet-dinh-khen-thuong"])
def test_a_paper_of_ours_is_sound_in_blocks_too(name: str) -> None:
    assert problem_in_blocks(document(RESULT, name)) == ""


@pytest.mark.parametrize("problem", UNSOUND)
def test_what_is_not_sound_is_found_in_blocks_too(problem: str) -> None:
    old, new = UNSOUND[problem]
    assert problem in problem_in_blocks(changed(PAPER, lambda xml: xml.replace(old, new, 1)))


def test_a_part_that_is_not_well_formed_is_found() -> None:
    with pytest.raises(Unreadable, match="bị hỏng"):
        problem_in_paper(changed(PAPER, lambda xml: xml.replace("<w:sectPr", "<w:p><w:sectPr", 1)))


def test_a_tag_that_is_left_over_in_a_sample_is_found() -> None:
    left = changed(PAPER, lambda xml: xml.replace("<w:sectPr", "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p><w:sectPr", 1))
    assert has_tags(read_words(left))
    assert problem_in_paper(left) == ""


@pytest.mark.parametrize("name", sorted(word_templates()))
def test_every_shipped_template_passes_its_trial(name: str) -> None:
    _, content, example = compiled()[name]
    assert wrong_in_template(name, content, example, DAY) == ""


def test_the_command_says_of_each_template_whether_it_is_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    words = ["templates", "--inputs", str(tmp_path), "--templates", str(folder)]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {f"Mẫu {name}: in thử tốt." for name in word_templates()} <= set(lines)
    edited = folder / "to-trinh.docx"
    edited.write_bytes(changed(edited.read_bytes(), lambda xml: xml.replace("{%p endif %}", "{% endif %}", 1)))
    assert main(words) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("Mẫu to-trinh.docx, đoạn")]) == 1
    assert len([line for line in lines if line.endswith("in thử tốt.")]) == len(word_templates()) - 1
    assert main([*words, "--list"]) == 0
    listed = capsys.readouterr().out
    assert "trich-ngang.docx:" in listed
    assert "{{ nguoi.ho_ten }}    ví dụ: " in listed
    assert "{% for muc in tap_the %}" in listed
