"""What a strict reader of office papers sends back for its wording, found in a paper's own words."""

import re

from tests.builder import outline

QUARTER_IN_SENTENCE = re.compile(r"[a-zà-ỹ,] Quý (?:I|II|III|IV) năm")
NO_COLON = re.compile(r"(?:như sau|sau đây|dưới đây)(?:\.|$)")
UNPADDED = re.compile(r"(?<![\d.,/])[1-9] (?:người|ngày|tập thể|cá nhân|phòng|đơn vị|phiếu|thành viên)\b")
SUBJECT_OF_LETTER = re.compile(r"V/v (\w+ \w+)")
VERBS = {"giới thiệu", "đôn đốc", "đề nghị", "gửi biểu"}
TWICE = re.compile(r"\b((?:[\wÀ-ỹ-]+ ){2,5}[\wÀ-ỹ-]+),? \1\b")
DOUBLED = re.compile(r"\b(ngày|của|là|và|trong|quý|năm|về|từ|đến|tại|cho|Phòng|Ban) \1\b")
# «- Nhãn: Giá trị» aside
CAPITAL_IN_SENTENCE = re.compile(r"^(?!- [^:;]+: [^:;]+$).*[:;,] (?:Ông|Bà|Tập thể|Biểu dương)\b")
OF_THE_PROGRAM = (
    "chương trình lập",
    "cần đối chiếu",
    "ghi theo hồ sơ",
    "vượt thẩm quyền",
    "make ",
    ".xlsx",
    "chưa họp)",
    "thủ trưởng các",
)


def texts_of(docx: bytes) -> tuple[str, ...]:
    """The paragraphs and table cells of a paper."""
    return tuple(part for line in outline(docx).splitlines() for part in re.split(r" [|/] ", line.strip("| ")))


def badly_worded(texts: tuple[str, ...]) -> list[str]:
    """The texts of a paper that would be sent back, and the subjects of letters without a verb."""
    whole = "\n".join(texts)
    patterns = (QUARTER_IN_SENTENCE, NO_COLON, UNPADDED, TWICE, DOUBLED, CAPITAL_IN_SENTENCE)
    return [
        *(text for text in texts for pattern in patterns if pattern.search(text.replace("\u00a0", " "))),
        *(word for word in OF_THE_PROGRAM if word in whole),
        *set(SUBJECT_OF_LETTER.findall(whole)).difference(VERBS),
    ]
