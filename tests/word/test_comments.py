"""Comments that the program adds to a copy of a Word file: where Word allows them, with new numbers, each at its own paragraph."""

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.inspection.inspect import marked
from pipeline.inspection.marked import with_notes_at
from pipeline.opc.pack import pack
from pipeline.opc.unpack import open_parts
from pipeline.word.comments import AUTHOR
from tests.builder import W
from tests.fuzz_papers import parts_of
from tests.graded import faults
from tests.inspection.test_drawn_lines import box
from tests.inspection.test_inspect import boxed, by_hand
from tests.planted import DECISION, DOCUMENT, planted, restyled
from tests.wordml import p, section, word

COMMENTS = "word/comments.xml"


def noted(paper: bytes, *notes: tuple[int, str]) -> bytes:
    return pack(with_notes_at(open_parts(paper), notes))


def comments(paper: bytes) -> dict[str, str]:
    """The text of a paper's comments by their number, without those that a draft has as it is."""
    root = etree.fromstring(parts_of(paper)[COMMENTS])
    found = [(str(each.get(f"{W}id")), "".join(str(t.text) for t in each.iter(f"{W}t"))) for each in root]
    assert len(dict(found)) == len(found)
    return {number: text for number, text in found if not text.startswith(("Nên xem: ", "Chưa xác nhận "))}


def anchored(paper: bytes) -> dict[str, str]:
    """The text of the paragraph at which each of these comments is anchored, by the comment's number."""
    root = etree.fromstring(parts_of(paper)[DOCUMENT])
    found = {}
    for reference in root.iter(f"{W}commentReference"):
        holder = next(reference.iterancestors(f"{W}p"))
        assert next(reference.iterancestors(f"{W}txbxContent"), None) is None
        found[str(reference.get(f"{W}id"))] = "".join(str(t.text or "") for t in holder.iter(f"{W}t"))
    for mark in ("commentRangeStart", "commentRangeEnd"):
        assert {str(each.get(f"{W}id")) for each in root.iter(f"{W}{mark}")} == set(found)
    return {number: text for number, text in found.items() if number in comments(paper)}


def passes_the_checker(paper: bytes, folder: Path) -> None:
    (folder / "a.docx").write_bytes(paper)
    command = [str(Path(sys.executable).parent / "ooxml-integrity"), "check", str(folder / "a.docx")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


EMPTY = word(p("a") + p("b") + section(), comments="").replace(b"", b"")
OWN = word(p("a") + p("b") + section(), comments='<w:comment w:id="9004" w:author="Lan"><w:p/></w:comment>')


@pytest.mark.parametrize("paper", [word(p("a") + p("b") + section()), EMPTY, OWN], ids=["none", "empty", "a reader's"])
def test_a_comment_has_its_note_whatever_comments_there_are(paper: bytes, tmp_path: Path) -> None:
    made = noted(paper, (1, "sai <&>"))
    ((number, _),) = [each for each in comments(made).items() if each[1] == "sai <&>"]
    assert anchored(made)[number] == "b"
    assert "Lan" not in parts_of(paper).get(COMMENTS, b"").decode() or len(comments(made)) == 2


def test_an_empty_part_of_comments_written_short_is_filled() -> None:
    parts = parts_of(EMPTY)
    parts[COMMENTS] = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    made = noted(pack(parts), (0, "sai"))
    assert list(comments(made).values()) == ["sai"]
    assert anchored(made).keys() == comments(made).keys()


def test_comments_that_are_announced_and_missing_or_there_and_not_announced_are_put_right(tmp_path: Path) -> None:
    missing = {name: part for name, part in parts_of(EMPTY).items() if name != COMMENTS}
    unannounced = {
        **parts_of(EMPTY),
        "word/_rels/document.xml.rels": parts_of(word(p("a")))["word/_rels/document.xml.rels"],
    }
    for parts in (missing, unannounced):
        made = noted(pack(parts), (0, "sai"))
        assert list(comments(made).values()) == ["sai"]
        assert parts_of(made)["word/_rels/document.xml.rels"].count(b"comments.xml") == 1
        passes_the_checker(made, tmp_path)


def test_comments_number_on_from_the_highest_there_is() -> None:
    assert sorted(map(int, comments(noted(OWN, (0, "một"), (1, "hai"))))) == [9004, 9005, 9006]


def test_a_marked_copy_marked_again_has_no_comment_twice(tmp_path: Path) -> None:
    wrong = restyled("CanCu", "<w:i/>", "")
    once = marked(wrong)
    again = marked(once)
    assert comments(again) == comments(once)
    assert len(comments(once)) == sum(len(fault.at) for fault in faults(wrong)) == 7
    passes_the_checker(again, tmp_path)


def test_a_fault_of_several_paragraphs_is_marked_at_each(tmp_path: Path) -> None:
    wrong = restyled("CanCu", '"both"', '"left"')
    (fault,) = faults(wrong)
    made = marked(wrong)
    assert len(fault.at) == 7
    assert len(anchored(made)) == len(fault.at)
    assert all(text.strip() for text in anchored(made).values())
    passes_the_checker(made, tmp_path)


def test_a_comment_about_a_text_box_is_at_the_paragraph_that_contains_it(tmp_path: Path) -> None:
    wrong = by_hand(boxed(agency_bold=True))
    made = marked(wrong)
    assert len(anchored(made)) == 1
    passes_the_checker(made, tmp_path)
    nested = word(p("giữ", box(p(box(p("trong"), at=0, width=9, height=9)), at=0, width=70, height=30)) + section())
    (text,) = anchored(noted(nested, (2, "sai"))).values()
    assert text.startswith("giữ")


ARIAL = '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>'


def test_the_comment_about_a_fault_of_the_page_head_names_the_page_head() -> None:
    wrong = planted("word/header1.xml", "<w:r>", ARIAL)
    (fault,) = faults(wrong)
    assert fault.place.startswith('Đầu trang, "2"')
    (words,) = set(comments(marked(wrong)).values())
    assert words.startswith(f"{fault.component} ({fault.place}): ")
    assert next(iter(anchored(marked(wrong)).values())) == "UBND TỈNH LÀO CAI"


def test_the_comment_about_a_fault_of_text_and_page_head_names_the_page_head_too() -> None:
    wrong = planted(DOCUMENT, "<w:r><w:t", f"{ARIAL}<w:t", 1, of=planted("word/header1.xml", "<w:r>", ARIAL))
    (fault,) = faults(wrong)
    assert fault.place.startswith("Bảng không kẻ khung 1, ")
    assert 'Đầu trang, "2"' in next(iter(comments(marked(wrong)).values()))


def test_a_fault_of_the_page_is_marked_at_the_first_paragraph() -> None:
    made = marked(planted(DOCUMENT, 'w:w="11906"', 'w:w="12240"', 1))
    (words,) = comments(made).values()
    assert words.startswith("Khổ giấy")
    assert list(anchored(made).values()) == ["UBND TỈNH LÀO CAI"]


def test_the_author_is_the_program_and_nothing_else_changes() -> None:
    made = noted(DECISION, (3, "sai"))
    root = etree.fromstring(parts_of(made)[COMMENTS])
    assert {each.get(f"{W}author") for each in root} == {AUTHOR}
    changed = {name for name, part in parts_of(made).items() if parts_of(DECISION).get(name) != part}
    assert changed == {COMMENTS, DOCUMENT} | ({"word/_rels/document.xml.rels", "[Content_Types].xml"} & changed)
    assert parts_of(noted(DECISION)) == parts_of(DECISION)
