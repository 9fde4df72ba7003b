"""Every paper of the sample year is worded as an office words its papers: what a strict reader sends back is in none of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from tests import second_office
from tests.facts import MEMBERS
from tests.page_fit import papers_of
from tests.samples.made import NUMBERS, papers, sample
from tests.wording import badly_worded, texts_of

WORDED_BY_THE_UNIT = ("trich-ngang/", "don-doc/")


MADE: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "the sample year": papers,
    "another office": second_office.papers,
    "the longest words": partial(papers_of, 3, longest=True),
}


@pytest.mark.parametrize("which", MADE)
def test_papers_are_well_worded(which: str) -> None:
    bad = {path: badly_worded(texts_of(docx)) for path, docx in MADE[which]().items()}
    assert {path: found for path, found in bad.items() if found} == {}


def people() -> Iterator[str]:
    """The members of the Council and all nominees of the sample year."""
    yield from (name for name, *_ in MEMBERS)
    for number in NUMBERS:
        yield from (sent.text("ho_ten") for sent in sample(number).checked.accepted if sent.text("ho_ten"))


def test_nobody_is_named_in_a_sentence_without_ong_or_ba() -> None:
    bare = re.compile(rf"(?<!ông )(?<!bà )(?<!Ông )(?<!Bà )(?:{'|'.join(map(re.escape, set(people())))})")
    ends = (".", ";", ":", "./.")
    found = [
        (path, text)
        for path, docx in papers().items()
        if not any(part in path for part in WORDED_BY_THE_UNIT)
        for text in texts_of(docx)
        if text.endswith(ends) and bare.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "nhiệm vụ giao Quý I năm 2020",
        "Kết quả như sau.",
        "có 1 người không đồng ý",
        "Chưa có thông tin: Ông Giàng A Mẫu",
        "từ ngày ngày 20 tháng 12",
        "đã khen; Tập thể Phòng Nội chính",
        "Phòng Tổ chức, Phòng Tổ chức kính trình",
    ],
)
def test_a_wording_that_is_sent_back_is_found(text: str) -> None:
    assert badly_worded((text,)) == [text]
