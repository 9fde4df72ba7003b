"""Masks the values of sensitive columns, which may be shown only in the returned workbook and the internal profile."""

from __future__ import annotations

import re

from pipeline.values.remembered import remembered
from pipeline.values.vietnamese import APOSTROPHES, fold, fold_but_marks, typed_as
from schemas.dan_toc import ETHNIC_GROUPS
from schemas.grammar import OF_SENSITIVE_COLUMNS
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

HIDDEN = "(không hiển thị)"  # printed in place of a sensitive value outside the returned workbook
SHEETS = (TRICH_NGANG, TAP_THE_SHEET)
NAMES = [name for sheet in SHEETS for column in sheet.columns if column.sensitive for name in column.names]
LABELS = set(map(fold, NAMES))
GROUP, MEMBER = (rf"\b{typed_as(words)}(?!\w)" for words in OF_SENSITIVE_COLUMNS)
ABOUT, OF_GROUP = re.compile(MEMBER), re.compile(GROUP)
ANSWERS = re.compile("|".join(typed_as(name) for choice in ETHNIC_GROUPS for name in (choice.text, *choice.aliases)))
NEXT = rf"[\W_]*(?:{typed_as('và')}\b[\W_]*)?"
ORDINARY = (  # what follows «dân tộc» where it names no group: «Ban Dân tộc», «Phòng Dân tộc - Tôn giáo», «dân tộc thiểu số»
    "tôn giáo", "miền núi", "nội trú", "bán trú", "thiểu số", "ít người", "học", "phát triển", "Việt Nam", "kinh tế", "văn hóa", "văn hoá",
    "xã hội", "chính sách", "tỉnh", "thành phố", "huyện", "thị xã", "khu vực", "vùng", "trung ương", "hội đồng", "ủy ban", "HĐND", "UBND", "của", "thuộc",
)  # fmt: skip
PROVINCES = (
    "An Giang", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau",
    "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh",
    "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn",
    "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi",
    "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
ORGAN = re.compile(  # «Ban Dân tộc Lào Cai»: its province may begin as a group is called
    r"\b(?:{}){}(?:{})(?!\w)".format(
        "|".join(map(typed_as, ("ban", "phòng", "sở", "vụ"))),
        rf"[ ]{typed_as('dân tộc')}[ ]",
        "|".join(map(typed_as, map(str.casefold, PROVINCES))),
    )
)
NO_GROUP = re.compile(
    rf"{NEXT}(?:$|(?:{'|'.join(map(typed_as, map(str.casefold, ORDINARY)))})(?!\w))|[ ]?[,;.()](?![\W_]*(?:{ANSWERS.pattern})(?!\w))"
)


def public(heading: str, text: str) -> str:
    """A text as it may be shown outside the returned workbook: unchanged, or masked if it is sensitive."""
    return HIDDEN if is_sensitive(heading, text) else text


def is_sensitive(heading: str, text: str) -> bool:
    """Whether a text is a value of a sensitive column: by its heading or, under any other heading, by its words.

    Its words are sensitive if they contain «đảng viên», or «dân tộc» before what may be a group's name («Dân tộc Tày», but
    not «Ban Dân tộc», «Ban Dân tộc Lào Cai»), or are just such a name: «Kinh», but not «Phòng Kinh tế». Words count with the tones with which
    they were typed, if any: «Đặng Viễn» is a name.
    """
    return bool(text.strip()) and (fold(heading) in LABELS or _says_something_sensitive(text))


@remembered
def _says_something_sensitive(text: str) -> bool:
    typed = ORGAN.sub("", APOSTROPHES.sub("'", fold_but_marks(text)))
    named = any(not NO_GROUP.match(typed, each.end()) for each in OF_GROUP.finditer(typed))
    return bool(named or ABOUT.search(typed) or ANSWERS.fullmatch(typed))
