"""Every paper of the sample year is worded as an office words its papers: what a strict reader sends back is in none of them."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from pipeline.drawing.office import MEMBERS
from tests.builder import outline
from tests.samples.made import NUMBERS, papers, sample

WORDED_BY_THE_UNIT = ("trich-ngang/", "don-doc/")
QUARTER_IN_SENTENCE = re.compile(r"[a-zà-ỹ,] Quý (?:I|II|III|IV) năm")
NO_COLON = re.compile(r"(?:như sau|sau đây|dưới đây)(?:\.|$)")
UNPADDED = re.compile(r"(?<![\d.,/])[1-9] (?:người|ngày|tập thể|cá nhân|phòng|đơn vị|phiếu|thành viên)\b")
SUBJECT_OF_LETTER = re.compile(r"V/v (\w+ \w+)")
VERBS = {"giới thiệu", "đôn đốc", "đề nghị", "gửi biểu"}
TWICE = re.compile(r"\b((?:[\wÀ-ỹ-]+ ){2,5}[\wÀ-ỹ-]+),? \1\b")
OF_THE_PROGRAM = (
    "chương trình lập",
    "vượt thẩm quyền",
    "make ",
    ".xlsx",
    "chưa họp)",
    "thủ trưởng các",
)


@cache
def texts(path: str) -> tuple[str, ...]:
    """The paragraphs and table cells of a paper of the sample year."""
    return tuple(
        part for line in outline(papers()[path]).splitlines() for part in re.split(r" [|/] ", line.strip("| "))
    )


def found(pattern: re.Pattern[str], path: str) -> list[str]:
    return [text for text in texts(path) if pattern.search(text.replace("\u00a0", " "))]


@pytest.mark.parametrize("path", papers())
def test_a_paper_of_the_sample_year_is_well_worded(path: str) -> None:
    assert found(QUARTER_IN_SENTENCE, path) == []
    assert found(NO_COLON, path) == []
    assert found(UNPADDED, path) == []
    assert found(TWICE, path) == []
    whole = "\n".join(texts(path))
    assert [word for word in OF_THE_PROGRAM if word in whole] == []
    assert set(SUBJECT_OF_LETTER.findall(whole)) <= VERBS


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
    assert any(pattern.search(text) for pattern in (QUARTER_IN_SENTENCE, NO_COLON, UNPADDED, TWICE))
