"""Turns a Word file into its points of form under Nghị định 30/2020/NĐ-CP, Phụ lục I: what is prescribed, what was found.

It opens the file itself and shares nothing with the code that draws our templates, so that the one can prove the other.
Components are known by their words and their place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.docx_package import open_package
from pipeline.docx_reading import Docx, DrawnLine, Paragraph, Place, Section, places, read_docx
from pipeline.letterhead import with_letterhead, with_signature
from pipeline.packing import pack
from pipeline.times_new_roman import text_width_mm
from pipeline.word_comments import with_notes_at

FONT = "Times New Roman"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ORDER = "QUYẾT ĐỊNH:"
PART_I = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
BLANK = "[\u00a0 ]+"
NUMBER = re.compile(rf"Số:(?:{BLANK}|{BLANK}?(?:0[1-9]|[1-9]\d+))/(?:TTr|[A-ZĐ]+)(?:-[A-ZĐ]+)*")
DAY = r"(?:0[1-9]|[12]\d|3[01])"
PLACE_AND_DATE = re.compile(rf"[^,]+, ngày(?:{BLANK}|\u00a0{DAY} )tháng (?:0[12]|[3-9]|1[0-2]) năm \d{{4}}")
ARTICLE = re.compile("Điều[\u00a0 ](\\d+)\\.")
BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị) ")
LEFT_OVERS = re.compile(r"\{\{|\{%|%\}|\}\}|\bnan\b|\bNone\b|\bNaT\b|00:00:00|  ")
EMPTY_LABEL = re.compile(r"^[-+•]?\s*[^:]{1,60}:$")
ALIGNED = {
    "center": "canh giữa",
    "both": "dàn đều",
    "left": "canh trái",
    "start": "canh trái",
    "right": "canh phải",
    "end": "canh phải",
}
HEADS_A_BLOCK = {"Nơi nhận:", ORDER}
BREAKING_PAIR = re.compile("ngày \\d|Điều \\d|\\d (?:cá nhân|tập thể)")
ELSEWHERE = re.compile("Đầu trang|Chân trang", re.IGNORECASE)  # where no comment can stand
NEAR = 0.06  # a drawn line may differ by this share from its text


@dataclass(frozen=True)
class Point:
    """One point of form: the component, what is prescribed, what was found, the clause, and whether they agree.

    ``at`` are the paragraphs meant, by their number in the file; none where the point is about the whole page.
    """

    component: str
    prescribed: str
    found: str
    clause: str
    ok: bool
    place: str
    at: tuple[int, ...] = ()


def inspect(content: bytes) -> tuple[Point, ...]:
    """A Word file's points of form, in the order of the decree. Raises ``NotADocument``."""
    docx = with_signature(with_letterhead(read_docx(content)))
    return tuple(point for check in CHECKS for point in check(docx))


def faults(content: bytes) -> tuple[Point, ...]:
    """The points in which a Word file departs from the decree."""
    return tuple(point for point in inspect(content) if not point.ok)


def marked(content: bytes) -> bytes:
    """A copy of a Word file with a comment at each fault: what stands there, what is prescribed, and by which clause."""
    package = open_package(content)
    notes = [(n, _note(point)) for point in faults(content) for n in point.at or (0,)]
    return pack(with_notes_at(package, notes))


def _note(point: Point) -> str:
    """A fault as the words of a comment; where it is not the commented paragraph that is meant, they say what is."""
    about = f" ({point.place})" if not point.at or ELSEWHERE.search(point.place) else ""
    return (
        f"{point.component}{about}: đang là {point.found or 'không có'}; phải là {point.prescribed} ({point.clause})."
    )


# --- page ----------------------------------------------------------------------------------------------------------


def page(docx: Docx) -> Iterator[Point]:
    """A4, margins, page numbers from the second page on."""
    for number, section in enumerate(docx.sections, 1):
        place = f"Phần {number} của tài liệu"
        sides = sorted((round(section.width), round(section.height)))
        yield _point(
            "Khổ giấy",
            "A4 210 x 297 mm",
            f"{section.width:.0f} x {section.height:.0f} mm",
            "Phần I, 1",
            sides == [210, 297],
            place,
        )
        margins = (
            f"trên {section.top:.0f}, dưới {section.bottom:.0f}, trái {section.left:.0f}, phải {section.right:.0f} mm"
        )
        within = all(
            low - 0.5 <= value <= high + 0.5
            for value, low, high in (
                (section.top, 20, 25),
                (section.bottom, 20, 25),
                (section.left, 30, 35),
                (section.right, 15, 20),
            )
        )
        yield _point(
            "Định lề", "trên, dưới 20-25 mm; trái 30-35 mm; phải 15-20 mm", margins, "Phần I, 3", within, place
        )
        yield from _page_number(section, place)
    later = [section.starts_at for section in docx.sections[1:]]
    if later:
        yield _point(
            "Số trang phụ lục",
            "đánh riêng, bắt đầu từ 1",
            ", ".join("tiếp theo" if start is None else str(start) for start in later),
            "Phần I, 4",
            all(start == 1 for start in later),
            "Phụ lục",
        )


def _page_number(section: Section, place: str) -> Iterator[Point]:
    holders = [p for p in section.header if p.runs]
    ok = (
        "PAGE" in section.header_fields
        and all(p.align == "center" for p in holders)
        and all(13 <= size <= 14 for p in holders for size in p.sizes)
    )
    yield _point(
        "Số trang",
        "chữ số Ả Rập, cỡ 13-14, canh giữa ở lề trên",
        section.header_fields.strip() or "không có",
        "Phần I, 4",
        ok and bool(holders),
        place,
    )
    yield _point(
        "Số trang",
        "không hiển thị số trang thứ nhất",
        "ẩn" if section.hides_first else "hiện",
        "Phần I, 4",
        section.hides_first,
        place,
    )


def fonts(docx: Docx) -> Iterator[Point]:
    """One font, black, Vietnamese, everywhere."""
    paragraphs = [*docx.paragraphs, *(p for section in docx.sections for p in section.header)]
    strange = [p for p in paragraphs if any(run.font != FONT for run in p.visible)]
    yield _point(
        "Phông chữ",
        FONT,
        ", ".join(sorted({r.font for p in strange for r in p.visible})) or FONT,
        "Phần I, 2",
        not strange,
        _places(strange),
    )
    coloured = [p for p in paragraphs if any(run.colour not in ("auto", "000000") for run in p.visible)]
    yield _point(
        "Màu chữ", "màu đen", "có chữ màu khác" if coloured else "màu đen", "Phần I, 2", not coloured, _places(coloured)
    )
    underlined = [p for p in paragraphs if any(run.underline for run in p.visible)]
    yield _point(
        "Gạch chân",
        "dùng đường kẻ, không gạch chân chữ",
        "có chữ gạch chân" if underlined else "không",
        "Phần II",
        not underlined,
        _places(underlined),
    )
    yield _point(
        "Ngôn ngữ", "vi-VN", docx.language or "không ghi", "Phần I, 2", docx.language == "vi-VN", "Toàn tài liệu"
    )


# --- header block --------------------------------------------------------------------------------------------------


def nation(docx: Docx) -> Iterator[Point]:
    """Quốc hiệu and tiêu ngữ, with the line under it as long as its text."""
    name, motto = _alike(docx, NATION), _alike(docx, MOTTO)
    yield _styled("Quốc hiệu", name, (12, 13), bold=True, italic=False, align="center", clause="Mục II, 1")
    yield _styled("Tiêu ngữ", motto, (13, 14), bold=True, italic=False, align="center", clause="Mục II, 1")
    for component, found, exact in (("Quốc hiệu", name, NATION), ("Tiêu ngữ", motto, MOTTO)):
        if found is not None and found.text.strip() != exact:
            yield _point(component, f"viết đúng «{exact}»", found.text, "Mục II, 1", False, _place(found))
    if motto is not None:
        yield _line_under("Tiêu ngữ", docx, motto, 1 - NEAR, 1 + NEAR, "Mục II, 1")


def agency(docx: Docx) -> Iterator[Point]:
    """The parent agency plain over the issuing one bold, with a short line under it."""
    names = [
        p
        for p in docx.paragraphs
        if p.spot and p.spot.table == 0 and p.spot.row == 0 and p.spot.cell == 0 and p.text.strip()
    ]
    parent, issuer = (names[0], names[-1]) if len(names) > 1 else (None, None)
    yield _styled(
        "Cơ quan chủ quản",
        parent,
        (12, 13),
        bold=False,
        italic=False,
        align="center",
        clause="Mục II, 2",
        capitals=True,
    )
    yield _styled(
        "Cơ quan ban hành", issuer, (12, 13), bold=True, italic=False, align="center", clause="Mục II, 2", capitals=True
    )
    if issuer is not None:
        yield _line_under("Cơ quan ban hành", docx, issuer, 1 / 3, 1 / 2, "Mục II, 2")


def number_and_date(docx: Docx) -> Iterator[Point]:
    """The number, and the place and date on the same row."""
    number = _starting(docx, "Số:")
    if number is not None:
        ok = (
            bool(NUMBER.fullmatch(number.text))
            and number.sizes == {13}
            and not any(r.bold or r.italic for r in number.visible)
        )
        yield _point(
            "Số, ký hiệu",
            "cỡ 13, đứng; số dưới 10 thêm 0; không cách quanh / và -",
            _described(number),
            "Mục II, 3",
            ok,
            _place(number),
        )
    dated = next((p for p in docx.paragraphs if p.spot and p.spot.table == 0 and ", ngày" in p.text), None)
    yield _styled("Địa danh và thời gian", dated, (13, 14), bold=False, italic=True, align="center", clause="Mục II, 4")
    if dated is not None:
        ok = bool(PLACE_AND_DATE.fullmatch(dated.text))
        yield _point(
            "Địa danh và thời gian", "ngày dưới 10, tháng 1, 2 thêm số 0", dated.text, "Mục II, 4", ok, _place(dated)
        )
    if number is not None and dated is not None:
        same = number.spot is not None and dated.spot is not None and number.spot.row == dated.spot.row
        yield _point(
            "Địa danh và thời gian",
            "cùng dòng với số, ký hiệu",
            "cùng dòng" if same else "khác dòng",
            "Mục II, 4",
            same,
            _place(dated),
        )


# --- title, authority, legal bases ---------------------------------------------------------------------------------


def title(docx: Docx) -> Iterator[Point]:
    """The kind of paper and its subject, with the short line under it; of an official letter «V/v …» under its number."""
    letter = next((p for p in docx.paragraphs if p.spot and p.spot.table == 0 and p.text.startswith("V/v ")), None)
    if letter is not None:
        yield _styled(
            "Trích yếu công văn", letter, (12, 13), bold=False, italic=False, align="center", clause="Mục II, 5"
        )
        addressed = next((p for p in docx.paragraphs if p.text.startswith("Kính gửi")), None)
        yield _point(
            "Kính gửi",
            "cỡ 13-14, đứng, trước nội dung",
            addressed.text[:60] if addressed else "không có",
            "Mục II, 9",
            addressed is not None and all(13 <= size <= 14 for size in addressed.sizes),
            _place(addressed) if addressed else "Không tìm thấy",
        )
        return
    free = [p for p in docx.paragraphs if p.spot is None and p.section == 0 and p.text.strip()]
    kind, subject = (free[0], free[1]) if len(free) > 1 else (None, None)
    yield _styled(
        "Tên loại văn bản", kind, (13, 14), bold=True, italic=False, align="center", clause="Mục II, 5", capitals=True
    )
    yield _styled("Trích yếu", subject, (13, 14), bold=True, italic=False, align="center", clause="Mục II, 5")
    if subject is None:
        return
    ok = not subject.text.startswith("V/v") and (
        kind is None or kind.text != "QUYẾT ĐỊNH" or subject.text.startswith("Về việc ")
    )
    yield _point("Trích yếu", "«Về việc …», không viết tắt", subject.text[:60], "Mục II, 5", ok, _place(subject))
    yield _line_under("Trích yếu", docx, subject, 1 / 3, 1 / 2, "Mục II, 5")


def authority_and_bases(docx: Docx) -> Iterator[Point]:
    """In a decision: the authority line, then the legal bases one a paragraph, then «QUYẾT ĐỊNH:»."""
    order = _equal(docx, ORDER)
    if order is None:
        return
    bases = [p for p in docx.paragraphs if BASIS.match(p.text)]
    before = [p for p in docx.paragraphs if bases and p.spot is None and p.text.strip() and p.number < bases[0].number]
    authority = before[-1] if len(before) > 2 else None
    yield _styled(
        "Thẩm quyền ban hành",
        authority,
        (13, 14),
        bold=True,
        italic=False,
        align="center",
        clause="Mục II, 6",
        capitals=True,
    )
    for basis in bases:
        yield _styled("Căn cứ ban hành", basis, (13, 14), bold=False, italic=True, align="both", clause="Mục II, 6")
    ends = [basis.text[-1] for basis in bases]
    ok = bool(bases) and ends == [";"] * (len(bases) - 1) + ["."]
    yield _point(
        "Căn cứ ban hành",
        "mỗi căn cứ một dòng, cuối dòng «;», dòng cuối «.»",
        " ".join(ends) or "không có",
        "Mục II, 6",
        ok,
        _places(bases),
    )
    yield _styled("Lệnh văn", order, (13, 14), bold=True, italic=False, align="center", clause="Mục II, 6")


# --- body ----------------------------------------------------------------------------------------------------------


def body(docx: Docx) -> Iterator[Point]:
    """Body text: one size, justified, indented, spaced; articles bold and consecutive; «./.» once."""
    paragraphs = _body(docx)
    sizes = {size for p in paragraphs for size in p.sizes}
    yield _point(
        "Nội dung",
        "một cỡ chữ 13-14",
        f"cỡ {', '.join(f'{size:g}' for size in sorted(sizes)) or 'không rõ'}",
        "Mục II, 6",
        len(sizes) == 1 and all(13 <= s <= 14 for s in sizes),
        "Nội dung",
    )
    rules: tuple[tuple[str, str, Callable[[Paragraph], bool]], ...] = (
        ("canh lề", "dàn đều hai lề", lambda p: p.align == "both"),
        (
            "thụt dòng",
            "lùi đầu dòng 1 cm hoặc 1,27 cm",
            lambda p: min(abs(p.first_line - 10), abs(p.first_line - 12.7)) < 0.3,
        ),
        ("khoảng cách đoạn", "tối thiểu 6 pt", lambda p: p.before + p.after >= 6),
        ("khoảng cách dòng", "từ dòng đơn đến 1,5 dòng", lambda p: 1 <= p.line <= 1.5),
    )
    for what, prescribed, holds in rules:
        wrong = [p for p in paragraphs if not holds(p)]
        yield _point(
            f"Nội dung, {what}", prescribed, f"{len(wrong)} đoạn chưa đúng", "Mục II, 6", not wrong, _places(wrong)
        )
    yield from _articles(docx)


def _articles(docx: Docx) -> Iterator[Point]:
    articles = [(int(found[1]), p) for p in docx.paragraphs if (found := ARTICLE.match(p.text))]
    if not articles:
        return
    numbers = [number for number, _ in articles]
    yield _point(
        "Điều",
        "đánh số liên tục từ 1",
        ", ".join(map(str, numbers)),
        "Mục II, 6",
        numbers == list(range(1, len(numbers) + 1)),
        _places([p for _, p in articles]),
    )
    plain = [p for _, p in articles if not p.visible[0].bold or p.visible[0].italic]
    yield _point(
        "Điều",
        "chữ «Điều» và số thứ tự in đậm, đứng",
        f"{len(plain)} điều chưa đúng",
        "Mục II, 6",
        not plain,
        _places(plain),
    )
    ends = [p for p in docx.paragraphs if "./." in p.text]
    ok = len(ends) == 1 and ends[0].text.endswith("./.") and ends[0] is articles[-1][1]
    yield _point(
        "Kết thúc nội dung", "dấu «./.» một lần, cuối điều cuối", f"{len(ends)} lần", "Mục II, 6", ok, _places(ends)
    )


def wording(docx: Docx) -> Iterator[Point]:
    """Nothing left over from a template, no empty label, no pair torn apart at a line's end."""
    left = [p for p in docx.paragraphs if LEFT_OVERS.search(p.text)]
    yield _point(
        "Nội dung",
        "không còn thẻ mẫu, chữ máy, hai dấu cách liền nhau",
        _texts(left) or "không có",
        "Nội dung",
        not left,
        _places(left),
    )
    empty = [
        p
        for p in docx.paragraphs
        if p.spot is None and EMPTY_LABEL.match(p.text.strip()) and p.text.strip() not in HEADS_A_BLOCK
    ]
    yield _point(
        "Nội dung", "không có mục để trống", _texts(empty) or "không có", "Nội dung", not empty, _places(empty)
    )
    torn = [p for p in _our_wording(docx) if BREAKING_PAIR.search(p.text)]
    yield _point(
        "Nội dung",
        "dấu cách không ngắt trong «ngày 05», «Điều 1», «01 cá nhân»",
        _texts(torn) or "đúng",
        "Nội dung",
        not torn,
        _places(torn),
    )


def _our_wording(docx: Docx) -> tuple[Paragraph, ...]:
    """Where the office's own wording stands: bases, articles, the date line (a nominee's text is printed as typed)."""
    in_header = [p for p in docx.paragraphs if p.spot is not None and p.spot.table == 0 and ", ngày" in p.text]
    return (*in_header, *(p for p in docx.paragraphs if ARTICLE.match(p.text) or BASIS.match(p.text)))


# --- signature, recipients -----------------------------------------------------------------------------------------


def signature(docx: Docx) -> Iterator[Point]:
    """Authority and position in bold capitals, name bold, in the right half, kept with the text above."""
    heading = _equal(docx, "Nơi nhận:")
    if heading is None or heading.spot is None:
        return
    spot = heading.spot
    signed = [
        p
        for p in docx.paragraphs
        if p.spot and p.spot.table == spot.table and p.spot.cell > spot.cell and p.text.strip()
    ]
    position, name = signed[:-1], signed[-1] if signed else None
    for p in position:
        yield _styled(
            "Quyền hạn, chức vụ",
            p,
            (13, 14),
            bold=True,
            italic=False,
            align="center",
            clause="Mục II, 7",
            capitals=True,
        )
    yield _styled("Họ tên người ký", name, (13, 14), bold=True, italic=False, align="center", clause="Mục II, 7")
    if name is not None:
        plain = name.text != name.text.upper() and not re.match(r"(?:GS|PGS|TS|ThS|Ông|Bà)[. ]", name.text)
        yield _point(
            "Họ tên người ký", "chữ thường, không ghi học hàm, học vị", name.text, "Mục II, 7", plain, _place(name)
        )
    if position and position[0].text.startswith("KT."):
        alone = len(position) > 1 and position[1].text.startswith("PHÓ ")
        yield _point(
            "Quyền hạn, chức vụ",
            "«KT.» một dòng, chức vụ cấp phó dòng dưới",
            " / ".join(p.text for p in position),
            "Mục II, 7",
            alone,
            _place(position[0]),
        )
    above = [
        p
        for p in docx.paragraphs
        if p.spot is None and p.section == heading.section and p.number < heading.number and p.text.strip()
    ]
    kept = bool(above) and above[-1].keep_next
    yield _point(
        "Chỗ ký",
        "không đứng riêng một trang, kèm ít nhất hai dòng nội dung",
        "kèm nội dung" if kept else "có thể đứng riêng",
        "Mục II, 7",
        kept,
        "Chỗ ký",
    )
    yield from _recipients(docx, heading)


def _recipients(docx: Docx, heading: Paragraph) -> Iterator[Point]:
    yield _styled("Nơi nhận", heading, (12, 12), bold=True, italic=True, align="left", clause="Mục II, 9")
    listed = [
        p
        for p in docx.paragraphs
        if p.spot
        and heading.spot
        and p.spot.table == heading.spot.table
        and p.spot.cell == heading.spot.cell
        and p.text.startswith("- ")
    ]
    for p in listed:
        yield _styled("Danh sách nơi nhận", p, (11, 11), bold=False, italic=False, align="left", clause="Mục II, 9")
    texts = [p.text for p in listed]
    ok = (
        bool(texts)
        and all(t.endswith(";") for t in texts[:-1])
        and texts[-1].startswith("- Lưu: VT")
        and texts[-1].endswith(".")
    )
    yield _point(
        "Danh sách nơi nhận",
        "mỗi dòng «- …;», dòng cuối «- Lưu: VT, ….»",
        texts[-1] if texts else "không có",
        "Mục II, 9",
        ok,
        "Nơi nhận",
    )
    named = next((t for t in texts if t.startswith("- Như Điều")), None)
    executing = next(
        (p for p in docx.paragraphs if ARTICLE.match(p.text) and "chịu trách nhiệm thi hành" in p.text), None
    )
    if named is not None and executing is not None:
        number = executing.text[5 : executing.text.index(".")].strip()
        yield _point(
            "Danh sách nơi nhận",
            f"«Như Điều {number}»: điều giao thi hành",
            named,
            "Mục II, 9",
            named == f"- Như Điều {number};",
            "Nơi nhận",
        )


# --- annex and tables ----------------------------------------------------------------------------------------------


def annex(docx: Docx) -> Iterator[Point]:
    """The annex's word, title and reference to its decision."""
    word = next((p for p in docx.paragraphs if p.text.startswith("Phụ lục") and p.spot is None), None)
    if word is None:
        return
    following = [p for p in docx.paragraphs if p.number > word.number and p.text.strip()]
    yield _styled("Phụ lục", word, (14, 14), bold=True, italic=False, align="center", clause="Mục III, 1")
    yield _styled(
        "Tên phụ lục",
        following[0] if following else None,
        (13, 14),
        bold=True,
        italic=False,
        align="center",
        clause="Mục III, 1",
        capitals=True,
    )
    attached = next((p for p in following if p.text.startswith("(Kèm theo")), None)
    yield _styled("Chỉ dẫn kèm theo", attached, (13, 14), bold=False, italic=True, align="center", clause="Mục III, 1")


def tables(docx: Docx) -> Iterator[Point]:
    """Data tables: the heading row repeats, no row splits."""
    for number, table in enumerate(docx.tables, 1):
        if not table.bordered:
            continue
        place = f"Bảng {number}"
        yield _point(
            "Bảng",
            "dòng tiêu đề lặp lại ở mỗi trang",
            "có" if table.rows[0].heading else "không",
            "Trình bày bảng",
            table.rows[0].heading,
            place,
        )
        split = sum(row.may_split for row in table.rows)
        yield _point(
            "Bảng",
            "dòng không bị ngắt qua hai trang",
            f"{split} dòng có thể bị ngắt",
            "Trình bày bảng",
            not split,
            place,
        )


CHECKS: tuple[Callable[[Docx], Iterator[Point]], ...] = (
    page, fonts, nation, agency, number_and_date, title, authority_and_bases, body, wording, signature, annex, tables,
)  # fmt: skip


# --- shared pieces -------------------------------------------------------------------------------------------------


def _body(docx: Docx) -> list[Paragraph]:
    """The running text: free justified paragraphs of some length, legal bases aside."""
    order = _equal(docx, ORDER)
    first = order.number if order else 0
    return [
        p for p in docx.paragraphs
        if p.spot is None and p.text.strip() and p.number > first and p.align != "center" and not p.all("italic") and not BASIS.match(p.text)
    ]  # fmt: skip


def _point(component: str, prescribed: str, found: str, clause: str, ok: bool, place: str | Place) -> Point:
    where = place if isinstance(place, Place) else Place(place)
    return Point(component, prescribed, found, f"{PART_I}, {clause}", ok, where.words, where.paragraphs)


def _styled(
    component: str,
    p: Paragraph | None,
    sizes: tuple[float, float],
    *,
    bold: bool,
    italic: bool,
    align: str,
    clause: str,
    capitals: bool = False,
) -> Point:
    """One component's size, weight, slant, alignment and case as one point."""
    words = [
        f"cỡ {sizes[0]:g}" if sizes[0] == sizes[1] else f"cỡ {sizes[0]:g}-{sizes[1]:g}",
        "đậm" if bold else "không đậm",
        "nghiêng" if italic else "đứng",
    ]
    words += [ALIGNED[align]] + (["in hoa"] if capitals else [])
    if p is None:
        return _point(component, ", ".join(words), "không có", clause, False, "Không tìm thấy")
    ok = (
        all(sizes[0] <= size <= sizes[1] for size in p.sizes)
        and all(run.bold == bold and run.italic == italic for run in p.visible)
        and p.align == align
        and (not capitals or p.text == p.text.upper())
    )
    return _point(component, ", ".join(words), _described(p), clause, ok, _place(p))


def _described(p: Paragraph) -> str:
    weights = {"đậm" if run.bold else "không đậm" for run in p.visible}
    slants = {"nghiêng" if run.italic else "đứng" for run in p.visible}
    sizes = "/".join(f"{size:g}" for size in sorted(p.sizes))
    shown = " ".join(p.text[:50].split())
    return f"«{shown}», cỡ {sizes}, {'/'.join(sorted(weights))}, {'/'.join(sorted(slants))}, {ALIGNED.get(p.align, p.align)}"


def _line_under(component: str, docx: Docx, p: Paragraph, least: float, most: float, clause: str) -> Point:
    """The drawn line under a text, as a share of the text's own length."""
    lines = [*p.lines, *_lines_after(docx, p)]
    section = docx.sections[p.section]
    room = p.spot.width if p.spot and p.spot.width else section.width - section.left - section.right
    text = min(sum(text_width_mm(run.text, run.size, run.bold, run.italic) for run in p.runs), room)
    share = lines[0].length / text if lines and text else 0
    solid = bool(lines) and lines[0].solid and abs(lines[0].weight - 0.75) <= 0.26
    ok = len(lines) == 1 and solid and least - 0.01 <= share <= most + 0.01
    prescribed = (
        "đường kẻ nét liền, dài bằng dòng chữ" if least > 0.9 else "đường kẻ nét liền, dài 1/3 đến 1/2 dòng chữ"
    )
    return _point(
        f"{component}, đường kẻ", prescribed, f"{len(lines)} đường, {share:.0%} dòng chữ", clause, ok, _place(p)
    )


def _lines_after(docx: Docx, p: Paragraph) -> Sequence[DrawnLine]:
    """The lines that hang on the paragraph right below, if it shows no text of its own."""
    below = docx.paragraphs[p.number + 1] if p.number + 1 < len(docx.paragraphs) else None
    return below.lines if below is not None and not below.text.strip() else ()


def _equal(docx: Docx, text: str) -> Paragraph | None:
    return next((p for p in docx.paragraphs if p.text.strip() == text), None)


def _alike(docx: Docx, text: str) -> Paragraph | None:
    """The paragraph of that text, whatever its case, dashes and spaces."""
    return next((p for p in docx.paragraphs if _bare(p.text) == _bare(text)), None)


def _bare(text: str) -> str:
    return re.sub(r"[\s–—-]+", " ", text).strip().casefold()


def _starting(docx: Docx, text: str) -> Paragraph | None:
    return next((p for p in docx.paragraphs if p.text.startswith(text) and p.spot and p.spot.table == 0), None)


def _place(p: Paragraph) -> Place:
    return p.place


def _places(paragraphs: Sequence[Paragraph]) -> Place:
    return places(paragraphs) if paragraphs else Place("Toàn tài liệu")


def _texts(paragraphs: Sequence[Paragraph]) -> str:
    return "; ".join(f"«{p.text[:40]}»" for p in paragraphs[:3])
