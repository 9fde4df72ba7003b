"""The differences of two versions in words: rows of tables, headers, notes, signs, and cells of the Council's workbook."""

import re
from collections.abc import Mapping

import pytest

from pipeline.publishing.differences import ONLY_FORM, UNREADABLE, differences
from tests.builder import UNIT_NAMES, document, edited, good, good_meeting, run
from tests.proofs.test_balance import changed
from tests.word.test_seal import UNSEEN, hostile, rich, with_parts

MET = run({"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1]), "hoi-dong.xlsx": good_meeting()})
MINUTES = document(MET, "bien-ban")
PEOPLE = [("Cá nhân", f"Lê Văn {name}", UNIT_NAMES[n]) for n, name in enumerate(("Thử", "Ví", "Dụ", "Giả", "Định"))]


def test_a_changed_vote_of_one_sign_in_the_minutes_is_named_with_its_row() -> None:
    other = changed(MINUTES, lambda xml: re.sub(r">04</w:t>", ">05</w:t>", xml, count=1))
    assert other != MINUTES
    (found,) = [line for line in differences("bien-ban.docx", other, MINUTES) if "05" in line]
    assert "04" in found
    assert found != ONLY_FORM


@pytest.mark.parametrize("part", ["header1", "footer", "footnotes", "comments"])
def test_words_added_outside_the_body_are_named_with_the_part_they_are_in(part: str) -> None:
    piece = b"<w:p><w:r><w:t>M\xe1\xba\xacT</w:t></w:r></w:p></w:"

    def add(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        name = f"word/{part}.xml"
        head, _, tail = parts[name].rpartition(b"</w:")
        if part in ("footnotes", "comments"):
            head, _, end = head.rpartition(b"</w:")
            tail = end + b"</w:" + tail
        return {**parts, name: head + piece + tail}

    (found,) = differences("a.docx", with_parts(rich(), add), rich())
    names = {
        "header1": "đầu trang",
        "footer": "chân trang",
        "footnotes": "chú thích cuối trang",
        "comments": "ý kiến bên lề",
    }
    assert found == f"{names[part]}: «MẬT» chỉ có ở bản đã sửa"


@pytest.mark.parametrize("change", UNSEEN)
def test_no_visible_change_is_called_a_matter_of_form(change: str) -> None:
    found = differences("a.docx", changed(MINUTES, UNSEEN[change]), MINUTES)
    assert found != (ONLY_FORM,)


def test_numbers_of_rows_that_moved_are_no_difference_and_one_typed_over_is() -> None:
    first, more = run({"a.xlsx": good()}), run({"a.xlsx": good(don_vi=UNIT_NAMES[1]), "b.xlsx": good()})
    found = differences("a.docx", document(first, "danh-sach-tong-hop"), document(more, "danh-sach-tong-hop"))
    assert not any("«1»" in line or "«2»" in line for line in found)
    typed = changed(document(first, "danh-sach-tong-hop"), lambda xml: xml.replace(">1</w:t>", ">7</w:t>", 1))
    assert differences("a.docx", typed, document(first, "danh-sach-tong-hop")) == ("«7» ở bản đã sửa, «1» ở bản mới",)


def test_files_that_cannot_be_read_give_one_line_that_says_so() -> None:
    for content in (content for kind, content in hostile().items() if kind != "properties"):
        assert differences("a.docx", content, MINUTES) == (UNREADABLE,)
        assert differences("a.docx", MINUTES, content) == (UNREADABLE,)
    assert differences("a.xlsx", b"x", good_meeting()) == (UNREADABLE,)


def test_one_row_less_in_the_councils_workbook_is_one_line() -> None:
    found = differences("hoi-dong.xlsx", good_meeting(PEOPLE), good_meeting([PEOPLE[0], *PEOPLE[2:]]))
    assert len(found) == 1
    assert "trang «Biểu quyết», dòng «Cá nhân, Lê Văn Ví" in found[0]
    assert found[0].endswith("chỉ có ở bản đã sửa")


def test_a_vote_typed_in_a_row_that_moved_up_is_named_with_its_row_and_column() -> None:
    typed = edited(good_meeting(PEOPLE), {("Biểu quyết", "E8"): "3"})
    found = differences("hoi-dong.xlsx", typed, good_meeting([PEOPLE[0], *PEOPLE[2:]]))
    assert len(found) == 2
    assert any(
        "dòng «Cá nhân, Lê Văn Giả" in line and "cột «Đồng ý»" in line and "«3» ở bản đã sửa" in line for line in found
    )


def test_what_was_typed_outside_the_form_is_a_difference() -> None:
    typed = edited(good_meeting(), {("Biểu quyết", "L6"): "Đã gọi điện"})
    assert any("Đã gọi điện" in line for line in differences("hoi-dong.xlsx", typed, good_meeting()))
