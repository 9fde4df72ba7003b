"""How papers fit their pages: the small part of ``python -m tests.page_fit`` that needs no other program."""

import pytest

from pipeline.drawing.word.closing_lines import keep_closing_lines
from pipeline.drawing.word.nd30 import PORTRAIT
from pipeline.drawing.word.ooxml import TableCell, if_given, paragraph, row, table, tag, text
from tests.page_fit import fit

PAGE = ["dòng"] * 20
SIGNED = ["Nơi nhận:      CHÁNH VĂN PHÒNG", "Lê Văn Thử"]


@pytest.mark.parametrize("above", [0, 1, 2, 3])
def test_a_signature_under_fewer_than_three_lines_is_a_problem(above: int) -> None:
    found = fit("a.docx", [PAGE, ["dòng"] * above + SIGNED], ["CHÁNH VĂN PHÒNG"])
    assert bool(found.problems) is (above < 3)
    assert (found.pages, found.last_lines) == (2, above + 2)


def test_a_page_of_two_lines_is_a_problem_and_a_signature_on_the_first_page_is_none() -> None:
    assert fit("a.docx", [PAGE, ["dòng"] * 2], []).problems == ("trang 2 có 2 dòng",)
    assert not fit("a.docx", [["dòng", *SIGNED]], ["CHÁNH VĂN PHÒNG"]).problems


def test_what_stands_before_a_signature_is_kept_with_it_back_to_a_table_or_a_list_of_any_length() -> None:
    body = [paragraph("ThanVanBan", text(f"dòng {n}")) for n in range(8)]
    last = paragraph("DongCuoi", text("dòng cuối"))
    signature = table((100,), row(TableCell(paragraph("QuyenHan", text("CHÁNH VĂN PHÒNG"))), widths=(100,)))
    each = [tag("{%p for x in y %}"), body[0], tag("{%p endfor %}")]

    def kept(*drawn: str) -> int:
        return keep_closing_lines("".join(drawn)).count('"DongGanCuoi"')

    assert kept(*body, last, signature) == 2
    long = paragraph("DongCuoi", text("chịu trách nhiệm thi hành Quyết định này. " * 5))  # 3 lines of a page
    unsure = paragraph("DongCuoi", text("{% if x %}" + "chịu trách nhiệm. " * 20 + "{% endif %}{{ y }}"))
    assert kept(*body, long, signature, PORTRAIT.section()) == 0
    assert kept(*body, unsure, signature, PORTRAIT.section()) == 2
    assert kept(*body, if_given("x", body[0]), last, signature) == 3  # the one in the condition may be missing
    assert kept(*body, last) == 0
    assert kept(*each, body[1], last, signature) == 1
    assert kept(body[0], signature.replace("QuyenHan", "OBang"), tag("{%p if x %}"), body[1], last, signature) == 1
