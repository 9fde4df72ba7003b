"""Draws papers of other offices in ten ways, plants faults in each, and counts what the check finds and what it finds wrongly.

``python -m tests.foreign_campaign`` tries 60 papers, ``python -m tests.foreign_campaign 12`` the first 12; with the word
``saved`` each paper is first opened and saved by LibreOffice. The exit status is 1 if a fault is missed or one is found that is none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from pipeline.inspection.inspect import inspect
from pipeline.inspection.points import Grade
from tests import foreign_papers as papers
from tests.foreign import DrawingOptions, drawn
from tests.programs import converted

PAPERS = 60
TOGETHER = 100  # papers that LibreOffice saves in one call
WAYS: Mapping[str, DrawingOptions] = {
    "bảng": DrawingOptions(),
    "bảng một hàng": DrawingOptions(head="one row", letters="defaults"),
    "mỗi dòng một hàng": DrawingOptions(head="row a line", letters="styles"),
    "hai bảng": DrawingOptions(head="two tables", letters="theme"),
    "tab": DrawingOptions(head="tabs", signing="tabs", letters="defaults"),
    "khung chữ": DrawingOptions(head="boxes", letters="defaults"),
    "khung": DrawingOptions(head="frames", letters="defaults"),
    "điều khiển nội dung": DrawingOptions(head="control", number="control"),
    "đường kẻ VML": DrawingOptions(line="vml", letters="defaults"),
    "đường kẻ là viền ô": DrawingOptions(line="cell", letters="defaults"),
}
KEPT = {way: options for way, options in WAYS.items() if options.head != "control"}
"""The ways that LibreOffice saves as they are: of a content control it makes a field of other letters, and the page number is lost."""
TEXTS: Mapping[str, str] = {
    "quyết định": papers.DECISION,
    "quyết định, phụ lục": papers.DECISION + papers.ANNEX,
    "quyết định, phó ký": papers.DEPUTY,
    "công văn": papers.LETTER,
    "công văn nhiều nơi": papers.MANY_ADDRESSEES,
    "thông báo": papers.NOTICE,
    "kế hoạch": papers.PLAN,
    "tờ trình": papers.PROPOSAL,
    "biên bản": papers.MINUTES,
    "báo cáo": papers.REPORT,
    "nghị quyết": papers.RESOLUTION.replace("<< HỘI ĐỒNG NHÂN DÂN\n<< XÃ BẢN MẪU", "<< HĐND XÃ BẢN MẪU"),
    "giấy mời": papers.INVITATION,
}
Drawing = tuple[str, DrawingOptions]
Planting = Callable[[str, DrawingOptions], Drawing]


def words(old: str, new: str) -> Planting:
    """Another word in the text; the same drawing where the text lacks the old one."""
    return lambda text, options: (text.replace(old, new, 1), options)


def look(mark: str, **changes: float | bool | str) -> Planting:
    """Another look of the lines with one mark; the same drawing where there are none.

    Quốc hiệu and tiêu ngữ are drawn in every letterhead.
    """

    def plant(text: str, options: DrawingOptions) -> Drawing:
        there = mark in "NM" or any(line.startswith(f"{mark} ") for line in text.splitlines())
        return (text, options.looking(mark, **changes)) if there else (text, options)

    return plant


def page(**changes: object) -> Planting:
    """Another page."""
    return lambda text, options: (text, replace(options, **changes))  # type: ignore[arg-type]


PLANTED: Mapping[str, tuple[Planting, str]] = {  # what is wrong → how it is planted, the component of the point that must fail
    "khổ giấy Letter": (page(size=(12240, 16838)), "Khổ giấy"),
    "lề trái hẹp": (page(margins=(1134, 1134, 1134, 1417)), "Định lề"),
    "số trang in đậm": (page(page_look=replace(DrawingOptions().page_look, bold=True)), "Số trang"),
    "quốc hiệu sai chữ": (page(nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "Quốc hiệu"),
    "tiêu ngữ không đậm": (look("M", bold=False), "Tiêu ngữ"),
    "cơ quan ban hành không đậm": (look("<<", bold=False), "Cơ quan ban hành"),
    "số có dấu cách": (words("# Số: ", "# Số : "), "Số, ký hiệu"),
    "ngày không nghiêng": (look("@", italic=False), "Địa danh và thời gian"),
    "tên loại quá lớn": (look("!", size=16), "Tên loại văn bản"),
    "trích yếu nghiêng": (look("~", italic=True), "Trích yếu"),
    "căn cứ kết thúc bằng dấu phẩy": (words("năm 2015;", "năm 2015,"), "Căn cứ ban hành"),
    "nội dung canh giữa": (look(".", align="center"), "Nội dung, canh lề"),
    "hai dấu kết thúc": (words("như sau:", "như sau./."), "Kết thúc nội dung"),
    "chức vụ không đậm": (look("[", bold=False), "Quyền hạn, chức vụ"),
    "học vị trước tên": (words("\n] ", "\n] ThS. "), "Họ tên người ký"),
    "nơi nhận quá lớn": (look("n", size=14), "Nơi nhận"),
    "lưu không ở cuối": (words("- Lưu: VT", "- Gửi: VT"), "Danh sách nơi nhận"),
    "viện dẫn thiếu ngày": (words("107/2020/NĐ-CP ngày_14 tháng 9 năm 2020 của", "107/2020/NĐ-CP của"), "Viện dẫn"),
    "viện dẫn thiếu cơ quan": (words("năm 2020 của Chính phủ về công", "năm 2020 về công"), "Viện dẫn"),
    "thiếu căn cứ thẩm quyền": (words("Luật Tổ chức chính quyền địa phương", "Luật Cán bộ, công chức"), "Căn cứ thẩm quyền"),
    "Quý viết hoa trong câu": (words("công tác năm 2020 như sau", "công tác Quý IV năm 2020 như sau"), "Chữ «quý»"),
    "thiếu dấu hai chấm": (words("như sau:", "như sau."), "Dấu hai chấm"),
    "V/v không có động từ": (words("V V/v triển khai", "V V/v kế hoạch"), "Trích yếu công văn"),
    "người ký khác cơ quan trình": (words("[ Q. GIÁM ĐỐC", "[ TRƯỞNG PHÒNG"), "Cơ quan trình và người ký"),
}  # fmt: skip
FOLLOWING = {  # a fault → the points that it also breaks
    "tiêu ngữ không đậm": {"Tiêu ngữ, đường kẻ"},
    "hai dấu kết thúc": {"Dấu hai chấm"},
    "khổ giấy Letter": {"Tiêu ngữ, đường kẻ", "Cơ quan ban hành, đường kẻ"},
}


@dataclass
class Tally:
    """What a campaign found: well-formed papers, faults planted and found, and the lines to print of what went wrong."""

    papers: int = 0
    planted: int = 0
    found: int = 0
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def drawings(number: int, drawn_in: Mapping[str, DrawingOptions] = WAYS) -> Iterator[tuple[str, Drawing]]:
    """The papers of a campaign by name: every text in every way, so mixed that few papers already hold all ways."""
    texts, ways = list(TEXTS.items()), list(drawn_in.items())
    mixed = ((texts[(n + n // len(ways)) % len(texts)], ways[n % len(ways)]) for n in range(len(texts) * len(ways)))
    return islice(((f"{name}, {way}", (text, options)) for (name, text), (way, options) in mixed), number)


def tried(
    number: int = PAPERS,
    saved: Callable[[Mapping[str, bytes]], Mapping[str, bytes]] = dict,
    ways: Mapping[str, DrawingOptions] = WAYS,
) -> Tally:
    """A campaign over some papers in some ways; ``saved`` may have another program save them first."""
    tally = Tally()
    files: dict[str, bytes] = {}
    due: dict[str, tuple[str, str]] = {}
    for name, drawing in drawings(number, ways):
        files[f"{len(files):05d}"] = drawn(*drawing)
        due[f"{len(files) - 1:05d}"] = (name, "")
        for fault, (plant, _) in PLANTED.items():
            if (changed := plant(*drawing)) != drawing:
                files[f"{len(files):05d}"] = drawn(*changed)
                due[f"{len(files) - 1:05d}"] = (name, fault)
    for key, content in saved(files).items():
        _judge(tally, *due[key], content)
    return tally


def _judge(tally: Tally, name: str, fault: str, content: bytes) -> None:
    points = [point for point in inspect(content) if not point.ok]
    wrong = {point.component for point in points if point.grade is Grade.WRONG}
    component = PLANTED[fault][1] if fault else ""
    tally.papers += not fault
    tally.planted += bool(fault)
    if any(point.component == component for point in points):
        tally.found += 1
    elif fault:
        tally.missed.append(f"{name}: không thấy «{fault}»")
    if others := wrong - {component} - FOLLOWING.get(fault, set()):
        tally.false_alarms.append(f"{name}{f', {fault}' if fault else ''}: báo sai {', '.join(sorted(others))}")


def saved_by_libreoffice(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The papers as LibreOffice saves them."""
    saved: dict[str, bytes] = {}
    names = iter(files.items())
    while batch := dict(islice(names, TOGETHER)):
        saved |= converted({f"{key}.docx": content for key, content in batch.items()}, "docx")
    return saved


def main(arguments: Iterable[str]) -> int:
    """Try the papers and print the numbers; 1 if anything was missed or found wrongly."""
    asked = list(arguments)
    number = next((int(word) for word in asked if word.isdigit()), PAPERS)
    tally = tried(number, saved_by_libreoffice, KEPT) if "saved" in asked else tried(number)
    print(
        f"{tally.papers} papers, {tally.planted} planted faults: {tally.found} found, {len(tally.missed)} missed, {len(tally.false_alarms)} false."
    )
    for line in (*tally.missed, *tally.false_alarms):
        print(f"  {line}")
    return 1 if tally.missed or tally.false_alarms else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
