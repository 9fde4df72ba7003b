"""Turns what was typed into the cell of a name into the name alone, where a form of address or a title stands with it."""

from __future__ import annotations

import re

from pipeline.values.vietnamese import one_line

DEGREE = r"(?:gs|pgs|tskh|ts|ths|bs|bsck ?i{1,2}|ck ?i{1,2}|ks|cn|ls|ds|kts|ktv|th\.s|t\.s)"
ADDRESS = r"(?:ông|bà|anh|chị|cô|chú|bác|em|thầy|đồng chí)"
TITLE = (
    r"(?:giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|cử nhân|kỹ sư|bác sĩ|bác sỹ|luật sư|dược sĩ|kiến trúc sư"
    r"|(?:phó |quyền )?(?:trưởng phòng|trưởng ban|chánh văn phòng|giám đốc|chủ tịch)|chuyên viên(?: chính| cao cấp)?)"
)
OPEN = r"[(\[\"«“]"  # what may stand before an address
MARKS = r"[.,:;/\\|)\]\"»”-]"  # what sets it off from the name
ALWAYS = re.compile(
    rf"(?:{OPEN}?(?:đ ?[/.] ?c|đc|{ADDRESS}(?: ?[/\\|,(-] ?{ADDRESS}\b| hoặc {ADDRESS}\b)+|mr|mrs|ms|miss|[ôb](?=\.)|{DEGREE}|{TITLE})"
    rf"(?: ?{MARKS}+ ?| ))+",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf" ?(?:[,(]| - ) ?(?:{DEGREE}\.?(?: ?[,/-] ?{DEGREE}\.?)*|{ADDRESS}|{TITLE}(?: [^,()]*)?)\)?$", re.IGNORECASE
)
PERHAPS = re.compile(rf"{OPEN}?({ADDRESS})( ?{MARKS}+)? ", re.IGNORECASE)
BETWEEN = re.compile(r"[\n,;&+/]| và |(?<!\S)(?:\d{1,2}[.)]|[-•*])\s", re.IGNORECASE)
LONGEST = 200  # characters of a text that may be a name
NO_SURNAMES = {"bà", "chị", "thầy", "em"}
MIDDLE = {"thị", "văn"}  # after a surname, never at the start of a name
SURNAMES = {
    "nguyễn", "trần", "phạm", "phan", "vũ", "võ", "đỗ", "bùi", "huỳnh", "dương", "đoàn", "trịnh", "đinh", "lương", "giàng", "vàng",
    "lò", "sùng", "thào", "vừ", "lùng", "tẩn", "chảo", "phàn", "lồ", "hảng", "hạng", "cứ", "tráng", "ly", "ma", "hầu", "vùi", "nông", "hứa", "quàng", "cầm", "đèo", "lự", "lục",
}  # fmt: skip
OFTEN_SURNAMES = {  # but middle or given names as well: an address only before a name of three words
    "lê", "hoàng", "hồ", "ngô", "lý", "đặng", "đào", "mai", "hà", "cao", "tô", "thái", "kim", "tạ", "chu", "la", "lâm", "phùng", "đàm", "vi", "triệu", "quách", "bàn", "tống",
}  # fmt: skip


def name_alone(text: str) -> str:
    """The name without what stands before or after it: «Ông Nguyễn Văn Mẫu» → «Nguyễn Văn Mẫu»; "" if nothing does.

    «Ông», «Đồng», «Cô» … are surnames too («Ông Thị Mẫu», «Đồng Văn Mẫu»): they are an address only before another surname.
    """
    whole = re.sub(r"(?<=[.:)\]])(?=[^\W\d_]{2})", " ", one_line(text))  # a space may be missing: «ThS.Nguyễn»
    if len(whole) > LONGEST:
        return ""
    rest = AFTER.sub("", whole)
    while length := _length_of_address(rest):
        rest = rest[length:]
    return rest if rest != whole and len(rest.split()) > 1 and rest[-1] not in ")]" else ""


def several_names(text: str) -> bool:
    """Whether a text names several people: «Nguyễn Văn Mẫu và Trần Thị Ví»; each part begins with a surname, after any address."""
    parts = [part for each in BETWEEN.split(text[:LONGEST]) if (part := one_line(each))]
    names = [(name_alone(part) or part).lower().split() for part in parts]
    return len(names) > 1 and all(len(each) > 1 and each[0] in SURNAMES | OFTEN_SURNAMES for each in names)


def _length_of_address(text: str) -> int:
    """How many characters before a name are no part of it; 0 if there are none, or if they may be its surname."""
    if title := ALWAYS.match(text):
        return title.end()
    if (address := PERHAPS.match(text)) is None:
        return 0
    name = text[address.end() :]
    words = name.lower().split()
    if len(words) < 2 or words[0] in MIDDLE:
        return 0
    certain = address[2] or address[1].lower() in NO_SURNAMES or address[1].endswith(" chí") or _length_of_address(name)
    known = words[0] in SURNAMES or (words[0] in OFTEN_SURNAMES and len(words) > 2)
    return address.end() if certain or known else 0
