"""Declares what Nghị định 30/2020/NĐ-CP, Phụ lục I prescribes for each component of a paper, with the clause.

Points that are good practice and in no clause of the decree are declared here too; their ``clause`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I"
ALIGNED = {
    "center": "canh giữa",
    "both": "dàn đều hai lề",
    "left": "canh trái",
    "start": "canh trái",
    "right": "canh phải",
    "end": "canh phải",
}


def general(clause: int) -> str:
    """A clause of «Quy định chung»: paper, margins, fonts, page numbers."""
    return f"{DECREE}, Mục I, khoản {clause}"


def principal(clause: int) -> str:
    """A clause of «Các thành phần thể thức chính»: from quốc hiệu to nơi nhận."""
    return f"{DECREE}, Mục II, khoản {clause}"


ANNEXES = f"{DECREE}, Mục III, khoản 1"
SAMPLE_TABLE = f"{DECREE}, Mục IV, bảng mẫu chữ và chi tiết trình bày"


def practice(why: str) -> str:
    """The words in place of a clause for a point that is good practice; ``why`` is what it is good for."""
    return f"không thuộc Nghị định 30/2020/NĐ-CP; nên làm để {why}"


@dataclass(frozen=True)
class Prescription:
    """What is prescribed for a component of a paper, in words, and the clause that prescribes it.

    ``sure`` is False where a departure is only worth a look: no clause asks for it, or a reader may see it otherwise.
    """

    component: str
    prescribed: str
    clause: str
    sure: bool = True


@dataclass(frozen=True)
class StylePrescription:
    """How the text of a component must look: sizes in points (least, most), and ``align`` as Word names it."""

    component: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool
    align: str
    clause: str
    capitals: bool = False
    sure: bool = True

    @property
    def prescribed(self) -> str:
        """The prescribed look in words."""
        low, high = self.sizes
        words = [
            f"cỡ {low:g}" if low == high else f"cỡ {low:g}-{high:g}",
            "đậm" if self.bold else "không đậm",
            "nghiêng" if self.italic else "đứng",
            ALIGNED[self.align],
        ]
        return ", ".join(words + (["in hoa"] if self.capitals else []))


# --- the page ---

PAPER = Prescription("Khổ giấy", "A4, 210 x 297 mm", general(1))
UPRIGHT = Prescription("Kiểu trình bày", "theo chiều dài của trang; chỉ xoay ngang khi có bảng, biểu", general(2))
MARGINS = Prescription("Định lề", "trên và dưới 20-25 mm, trái 30-35 mm, phải 15-20 mm", general(3))
FONT = Prescription("Phông chữ", "Times New Roman", general(4))
COLOUR = Prescription("Màu chữ", "màu đen", general(4))
SHADE = Prescription("Nền chữ", "không tô nền chữ", practice("bản in, bản chụp rõ chữ"), False)
UNDERLINED = Prescription("Gạch chân", "không gạch chân chữ", SAMPLE_TABLE)
PAGE_NUMBER = Prescription("Số trang", "chữ số Ả Rập, cỡ 13-14, đứng, canh giữa trong lề trên", general(7))
FIRST_PAGE = Prescription("Số trang", "không hiển thị ở trang thứ nhất", general(7))
ANNEX_PAGES = Prescription(
    "Số trang phụ lục", "đánh số riêng từng phụ lục, bắt đầu từ 1 (điểm này chưa xác nhận)", ANNEXES, False
)
LANGUAGE = Prescription("Ngôn ngữ", "đặt là tiếng Việt (vi-VN)", practice("Word soát được chính tả tiếng Việt"), False)

# --- the letterhead ---

NATION_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"
NATION = StylePrescription("Quốc hiệu", (12, 13), True, False, "center", principal(1), capitals=True)
MOTTO = StylePrescription("Tiêu ngữ", (13, 14), True, False, "center", principal(1))
NATION_WORDS = Prescription("Quốc hiệu", f"viết đúng «{NATION_TEXT}»", principal(1))
MOTTO_WORDS = Prescription("Tiêu ngữ", f"viết đúng «{MOTTO_TEXT}»", principal(1))
MOTTO_LINE = Prescription("Tiêu ngữ, đường kẻ", "đường kẻ nét liền, đen, dài bằng dòng chữ", principal(1))
PARENT = StylePrescription("Cơ quan chủ quản", (12, 13), False, False, "center", principal(2), capitals=True)
ISSUER = StylePrescription("Cơ quan ban hành", (12, 13), True, False, "center", principal(2), capitals=True)
ISSUER_LINE = Prescription(
    "Cơ quan ban hành, đường kẻ",
    "đường kẻ nét liền, đen, dài 1/3 đến 1/2 dòng chữ, cân đối dưới tên cơ quan",
    principal(2),
)
NUMBER = StylePrescription("Số, ký hiệu", (13, 13), False, False, "center", principal(3))
NUMBER_WORDS = Prescription(
    "Số, ký hiệu", "«Số: 05/QĐ-VP»: có dấu hai chấm, số dưới 10 thêm số 0, không cách quanh / và -", principal(3)
)
SYMBOL = Prescription("Số, ký hiệu", "ký hiệu theo tên loại văn bản", principal(3))
LETTER_SYMBOL = Prescription(
    "Số, ký hiệu", "ký hiệu công văn gồm tên cơ quan và đơn vị soạn thảo, không ghi «CV»", principal(3)
)
DATE = StylePrescription("Địa danh và thời gian", (13, 14), False, True, "center", principal(4))
DATE_WORDS = Prescription(
    "Địa danh và thời gian",
    "«Lào Cai, ngày 05 tháng 3 năm 2020»: ngày dưới 10, tháng 1 và 2 thêm số 0 ở trước",
    principal(4),
)
DATE_LEVEL = Prescription("Địa danh và thời gian", "cùng một dòng với số, ký hiệu", principal(4))
TITLE = StylePrescription("Tên loại văn bản", (13, 14), True, False, "center", principal(5), capitals=True)
SUBJECT = StylePrescription("Trích yếu", (13, 14), True, False, "center", principal(5))
SUBJECT_WORDS = Prescription("Trích yếu", "chữ thường, viết đủ «Về việc …», không viết tắt «V/v»", principal(5))
SUBJECT_LINE = Prescription("Trích yếu, đường kẻ", "đường kẻ nét liền, đen, dài 1/3 đến 1/2 dòng chữ", principal(5))
LETTER_SUBJECT = StylePrescription("Trích yếu công văn", (12, 13), False, False, "center", principal(5))
LETTER_SUBJECT_WORDS = Prescription("Trích yếu công văn", "«V/v …», dưới số và ký hiệu", principal(5))
ADDRESSEE = Prescription("Kính gửi", "«Kính gửi: …», cỡ 13-14, đứng, không đậm, trước nội dung", principal(9))

# --- the text ---

AUTHORITY = StylePrescription("Thẩm quyền ban hành", (13, 14), True, False, "center", principal(6), capitals=True)
BASIS = StylePrescription("Căn cứ ban hành", (13, 14), False, True, "both", principal(6))
BASIS_WORDS = Prescription(
    "Căn cứ ban hành", "mỗi căn cứ một dòng riêng, không gạch đầu dòng, cuối dòng «;», dòng cuối «.»", principal(6)
)
BASIS_INDENT = Prescription("Căn cứ ban hành", "lùi đầu dòng 1 cm hoặc 1,27 cm như nội dung", principal(6))
ORDER = StylePrescription("Lệnh văn", (13, 14), True, False, "center", principal(6))
TEXT_SIZE = Prescription("Nội dung, cỡ chữ", "một cỡ chữ, từ 13 đến 14", principal(6))
TEXT_WEIGHT = Prescription("Nội dung, kiểu chữ", "chữ đứng, không đậm", principal(6))
TEXT_ALIGN = Prescription("Nội dung, canh lề", "dàn đều hai lề", principal(6))
TEXT_INDENT = Prescription("Nội dung, thụt dòng", "lùi đầu dòng 1 cm hoặc 1,27 cm, các dòng sau sát lề", principal(6))
TEXT_GAP = Prescription("Nội dung, khoảng cách đoạn", "tối thiểu 6 pt", principal(6))
TEXT_LINES = Prescription("Nội dung, khoảng cách dòng", "từ dòng đơn đến 1,5 dòng", principal(6))
ARTICLE = Prescription("Điều", "«Điều 1.» in đậm, đứng, có dấu chấm sau số", principal(6))
ARTICLE_ORDER = Prescription("Điều", "đánh số liên tục từ 1", principal(6))
CLOSING = Prescription("Kết thúc nội dung", "dấu «./.» đúng một lần, ở cuối nội dung", principal(6))
LEFT_OVER = Prescription(
    "Chữ sót", "không còn thẻ mẫu, chữ máy (nan, None, #REF!), hai dấu cách liền nhau", practice("văn bản sạch")
)
EMPTY_LABEL = Prescription("Mục để trống", "mục nào ghi ra thì có nội dung", practice("văn bản đủ ý"), False)
TORN_PAIR = Prescription(
    "Dấu cách",
    "dấu cách không ngắt trong «ngày 05», «Điều 1», «01 cá nhân»",
    practice("số không rời chữ ở cuối dòng"),
    False,
)
LETTERS = Prescription(
    "Mã chữ",
    "chữ Việt dựng sẵn (NFC), không có ký tự ẩn, chữ «Đ» đúng mã",
    practice("tìm, so, sắp xếp được chữ"),
    False,
)

CITED = Prescription(
    "Viện dẫn",
    "viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành; lần sau ghi tên loại, số, ký hiệu",
    principal(6),
)
CITED_LOOSELY = Prescription(
    "Viện dẫn", "viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu", principal(6), False
)
POWER = Prescription(
    "Căn cứ thẩm quyền",
    "có căn cứ là văn bản quy định thẩm quyền, chức năng, nhiệm vụ của cơ quan ban hành",
    principal(6),
    False,
)
QUARTER = Prescription(
    "Chữ «quý»", "trong câu viết thường: «quý I năm 2020»", practice("viết hoa đúng Phụ lục II"), False
)
COLON = Prescription(
    "Dấu hai chấm", "«như sau», «sau đây» ở cuối đoạn có dấu hai chấm", practice("câu dẫn vào nội dung rõ"), False
)
LETTER_VERB = Prescription(
    "Trích yếu công văn", "«V/v» và một động từ: «V/v đôn đốc gửi hồ sơ»", practice("trích yếu nói rõ việc"), False
)
ONE_BODY = Prescription(
    "Cơ quan trình và người ký",
    "người ký đứng đầu cơ quan ghi ở đầu văn bản, hoặc ký thừa lệnh «TL.», thừa ủy quyền «TUQ.»",
    principal(7),
)
ALONE = Prescription(
    "Trang chỉ có chữ ký",
    "trang cuối có ít nhất hai dòng nội dung cùng chữ ký",
    practice("chỗ ký không đứng riêng một trang"),
    False,
)

# --- the end ---

POSITION = StylePrescription("Quyền hạn, chức vụ", (13, 14), True, False, "center", principal(7), capitals=True)
DEPUTY = Prescription(
    "Quyền hạn, chức vụ", "cấp phó ký thay: «KT.» và chức vụ người đứng đầu, dòng dưới là chức vụ cấp phó", principal(7)
)
SIGNER = StylePrescription("Họ tên người ký", (13, 14), True, False, "center", principal(7))
SIGNER_WORDS = Prescription(
    "Họ tên người ký", "chữ thường, viết hoa đầu từ, không ghi học hàm, học vị, danh hiệu", principal(7)
)
SIGNING_PLACE = Prescription(
    "Chỗ ký", "đi liền với nội dung, không sang trang một mình", practice("chỗ ký không đứng riêng một trang"), False
)
RECIPIENTS = StylePrescription("Nơi nhận", (12, 12), True, True, "left", principal(9))
RECIPIENTS_WORDS = Prescription("Nơi nhận", "«Nơi nhận:», chữ thường, có dấu hai chấm", principal(9))
LISTED = StylePrescription("Danh sách nơi nhận", (11, 11), False, False, "left", principal(9))
LISTED_WORDS = Prescription("Danh sách nơi nhận", "mỗi dòng «- …;», dòng cuối «- Lưu: VT, ….»", principal(9))
LISTED_ARTICLE = Prescription("Danh sách nơi nhận", "«- Như Điều …;» là điều giao thi hành", principal(9))

# --- annexes and tables ---

ANNEX = StylePrescription("Phụ lục", (14, 14), True, False, "center", ANNEXES)
ANNEX_WORDS = Prescription("Phụ lục", "«Phụ lục»; có từ hai phụ lục thì «Phụ lục I», «Phụ lục II»", ANNEXES)
ANNEX_TITLE = StylePrescription("Tên phụ lục", (13, 14), True, False, "center", ANNEXES, capitals=True)
ANNEX_REFERENCE = StylePrescription("Chỉ dẫn kèm theo", (13, 14), False, True, "center", ANNEXES)
ANNEX_REFERENCE_WORDS = Prescription("Chỉ dẫn kèm theo", "«(Kèm theo … số … ngày … của …)», trong ngoặc đơn", ANNEXES)
HEADING_ROW = Prescription("Bảng", "dòng tiêu đề lặp lại ở mỗi trang", practice("đọc được bảng dài nhiều trang"), False)
WHOLE_ROWS = Prescription("Bảng", "dòng không bị ngắt qua hai trang", practice("đọc được bảng dài nhiều trang"), False)

# --- the kind of paper ---

KIND = Prescription(
    "Loại văn bản",
    "là một loại văn bản hành chính; mỗi loại soát đủ thành phần của loại ấy",
    "Nghị định 30/2020/NĐ-CP, Điều 7",
)
FORM = Prescription(
    "Loại văn bản",
    "danh sách, biểu mẫu, phụ lục không phải văn bản hành chính có tên loại: chỉ soát những thành phần có trong đó",
    "không thuộc Nghị định 30/2020/NĐ-CP",
)
LEGAL = Prescription(
    "Loại văn bản",
    "văn bản quy phạm pháp luật trình bày theo Luật Ban hành văn bản quy phạm pháp luật, không theo Nghị định 30/2020/NĐ-CP: không xét",
    "Nghị định 30/2020/NĐ-CP, Điều 1 và Điều 3",
)
PERSONAL = Prescription(
    "Loại văn bản",
    "đơn, tờ khai của cá nhân không phải văn bản của cơ quan, tổ chức: không xét",
    "Nghị định 30/2020/NĐ-CP, Điều 1 và Điều 3",
)
PREPRINTED = Prescription(
    "Loại văn bản",
    "chữ in lên phôi Giấy khen có sẵn quốc hiệu, tên loại; không phải văn bản hành chính theo Phụ lục I, chỉ soát phông chữ, màu chữ, chữ sót",
    "không thuộc Nghị định 30/2020/NĐ-CP",
)
