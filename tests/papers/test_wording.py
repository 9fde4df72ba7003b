"""Every paper of the sample year is worded as an office words its papers: what a strict reader sends back is in none of them."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from pipeline.drawing.office import MEMBERS
from tests import second_office
from tests.page_fit import papers_of
from tests.samples.made import NUMBERS, papers, sample
from tests.wording import badly_worded, texts_of

WORDED_BY_THE_UNIT = ("trich-ngang/", "don-doc/")


@cache
def texts(path: str) -> tuple[str, ...]:
    """The paragraphs and table cells of a paper of the sample year."""
    return texts_of(papers()[path])


@pytest.mark.parametrize("path", papers())
def test_a_paper_of_the_sample_year_is_well_worded(path: str) -> None:
    assert badly_worded(texts(path)) == []


@pytest.mark.parametrize("path", second_office.papers())
def test_a_paper_of_another_office_is_well_worded(path: str) -> None:
    assert badly_worded(texts_of(second_office.papers()[path])) == []


def test_papers_with_the_longest_words_are_well_worded() -> None:
    assert {
        path: found for path, docx in papers_of(3, longest=True).items() if (found := badly_worded(texts_of(docx)))
    } == {}


def people() -> Iterator[str]:
    """The members of the Council and all nominees of the sample year."""
    yield from (name for name, *_ in MEMBERS)
    for number in NUMBERS:
        yield from (sent.text("ho_ten") for sent in sample(number).checked.accepted if sent.text("ho_ten"))


@pytest.mark.parametrize("path", [path for path in papers() if not any(part in path for part in WORDED_BY_THE_UNIT)])
def test_nobody_is_named_in_a_sentence_without_ong_or_ba(path: str) -> None:
    sentences = [text for text in texts(path) if text.endswith((".", ";", ":", "./."))]
    bare = [
        (name, text)
        for name in set(people())
        for text in sentences
        if re.search(rf"(?<!ông )(?<!bà )(?<!Ông )(?<!Bà ){name}", text)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "text",
    [
        "nhiệm vụ giao Quý I năm 2020",
        "Kết quả như sau.",
        "có 1 người không đồng ý",
        "Phòng Tổ chức, Phòng Tổ chức kính trình",
    ],
)
def test_a_wording_that_is_sent_back_is_found(text: str) -> None:
    assert badly_worded((text,)) == [text]
