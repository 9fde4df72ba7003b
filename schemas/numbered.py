"""Lists our papers that get a number when they are issued: the title by which an officer names each, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.grammar import Choice

DECISION, MINUTES, PROPOSAL = (
    "quyet-dinh-khen-thuong",
    "bien-ban-hop-hoi-dong",
    "to-trinh",
)  # the kinds that others cite
POSTING = "danh-sach-cong-khai"
HEAD, STANDING = "head", "standing"  # who signs: the head of the office, the standing body


@dataclass(frozen=True)
class NumberedPaper:
    """A kind of paper that is issued under a number.

    ``kind`` is that of the paper, ``symbol`` what follows its number, in the office's words. ``signed_by`` is who signs
    ("" for a paper that the meeting itself signs). ``each_unit`` marks a letter that every unit gets its own of. ``cites`` are the
    kinds of paper whose number and day it prints.
    """

    kind: str
    title: str
    symbol: str
    signed_by: str
    of_year: bool = False
    after_meeting: bool = True
    each_unit: bool = False
    aliases: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of its number in templates: «to_trinh»."""
        return self.kind.replace("-", "_")

    def choices(self, units: Sequence[str]) -> Iterator[Choice]:
        """Its titles in the list that the officer chooses from: one, or one a unit."""
        if not self.each_unit:
            yield Choice(self.title, self.aliases)
        yield from (Choice(self.title_for(unit)) for unit in units if self.each_unit)

    def title_for(self, unit: str) -> str:
        """The title of the letter that a unit gets."""
        return f"{self.title} {unit}"


NUMBERED = (
    NumberedPaper(MINUTES, "Biên bản họp Hội đồng", "BB-{ky_hieu_hoi_dong}", ""),
    NumberedPaper(PROPOSAL, "Tờ trình", "TTr-{ky_hieu_thuong_truc}", STANDING, cites=(MINUTES,)),
    NumberedPaper(DECISION, "Quyết định khen thưởng", "QĐ-{ky_hieu}", HEAD, aliases=("Dự thảo Quyết định khen thưởng",), cites=(MINUTES, PROPOSAL)),
    NumberedPaper("cong-van-gioi-thieu", "Công văn giới thiệu", "{ky_hieu}-{viet_tat_thuong_truc}", HEAD),
    NumberedPaper(POSTING, "Danh sách công khai", "TB-{ky_hieu}", STANDING, after_meeting=False, aliases=("Thông báo công khai danh sách",)),
    NumberedPaper("thong-bao-nhan-rong", "Thông báo nhân rộng điển hình tiên tiến", "TB-{ky_hieu}", HEAD),
    NumberedPaper("to-trinh-cap-tren", "Tờ trình cấp trên", "TTr-{ky_hieu}", HEAD),
    NumberedPaper("cong-van-gui-bieu-mau", "Công văn gửi biểu mẫu", "{ky_hieu}-{viet_tat_thuong_truc}", STANDING, after_meeting=False),
    NumberedPaper("don-doc", "Công văn đôn đốc", "{ky_hieu}-{viet_tat_thuong_truc}", STANDING, after_meeting=False, each_unit=True),
    NumberedPaper("bao-cao-ket-qua-nam", "Báo cáo kết quả thực hiện kế hoạch", "BC-{ky_hieu}", HEAD, of_year=True),
    NumberedPaper(DECISION, "Quyết định khen thưởng cuối năm", "QĐ-{ky_hieu}", HEAD, of_year=True, aliases=("Dự thảo Quyết định khen thưởng cuối năm",)),
)  # fmt: skip


def numbered_titles(units: Sequence[str]) -> tuple[Choice, ...]:
    """The titles of all papers that get a number."""
    return tuple(choice for paper in NUMBERED for choice in paper.choices(units))


def paper_titled(title: str) -> NumberedPaper | None:
    """The paper that a title names, as in the list; None if none."""
    for paper in NUMBERED:
        if title == paper.title or (paper.each_unit and title.startswith(f"{paper.title} ")):
            return paper
    return None
