"""Turns the code of a fault and its details into a finding in the words of the officer who will correct it.

Every message has one grammar: place, fault, rule, remedy. A detail missing from a message raises ``KeyError``,
so that a test over the catalogue finds it before an officer does.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Finding, Place, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True)
class Message:
    """One entry of the catalogue; ``{…}`` stand for the details that the finding must bring."""

    code: str
    severity: Severity
    fault: str
    rule: str
    remedy: str


CATALOGUE = (
    # files
    Message("not-a-spreadsheet", ERROR, "Tệp không phải là bảng tính ({detail}).",
            "Chỉ đọc được tệp .xlsx, .xlsm, .xls, .xlsb hoặc .ods.", "Mở biểu mẫu bằng Excel, điền, lưu dạng .xlsx rồi gửi lại."),
    Message("empty-file", ERROR, "Tệp rỗng, không có nội dung.", "Mỗi đơn vị gửi một biểu mẫu đã điền.",
            "Kiểm tra tệp gốc rồi gửi lại."),
    Message("encrypted", ERROR, "Tệp được đặt mật khẩu nên không mở được.", "Biểu mẫu gửi đi không đặt mật khẩu.",
            "Bỏ mật khẩu (Tệp - Thông tin - Bảo vệ sổ làm việc) rồi gửi lại."),
    Message("damaged", ERROR, "Tệp bị hỏng, không đọc được ({detail}).", "Tệp phải mở được bằng Excel.",
            "Mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi gửi lại."),
    Message("oversized", ERROR, "Tệp quá lớn so với một biểu mẫu ({detail}).", "Biểu mẫu chỉ gồm các ô điền sẵn vị trí.",
            "Chép nội dung vào biểu mẫu trống rồi gửi lại."),
    Message("unreachable", ERROR, "Không đọc được tệp từ đĩa ({detail}).", "Tệp phải đọc được bởi người chạy lệnh.",
            "Đóng tệp ở chương trình khác hoặc cấp quyền đọc rồi chạy lại."),
    Message("not-our-form", ERROR, "Tệp không theo biểu mẫu của Văn phòng: không có trang tính nào là {expected}.",
            "Dùng biểu mẫu bieu-mau-ca-nhan.xlsx, giữ nguyên tên các trang tính.",
            "Chép nội dung vào biểu mẫu hiện hành rồi gửi lại.{suggest}"),
    # structure
    Message("missing-sheet", ERROR, "Thiếu trang tính «{expected}».", "Biểu mẫu phải đủ các trang tính.",
            "Khôi phục trang tính từ biểu mẫu, giữ đúng tên.{suggest}"),
    Message("missing-heading", ERROR, "Không tìm thấy mục «{expected}».{instead}", "Giữ nguyên tên các mục của biểu mẫu.",
            "Ghi lại tên mục là «{expected}»."),
    Message("missing-heading-row", ERROR, "Không tìm thấy dòng tiêu đề của bảng ({expected} …).", "Giữ nguyên dòng tiêu đề của biểu mẫu.",
            "Khôi phục dòng tiêu đề như trong biểu mẫu."),
    Message("double-heading", ERROR, "Mục «{expected}» xuất hiện hai lần.", "Mỗi mục chỉ có một chỗ điền.", "Giữ chỗ của biểu mẫu, xóa chỗ kia."),
    Message("unknown-heading", WARNING, "Mục «{found}» không có trong biểu mẫu nên nội dung của mục này không được dùng.",
            "Chỉ các mục của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung sang mục đúng hoặc «Ghi chú».{suggest}"),
    Message("two-nominees", ERROR, "Biểu mẫu có thêm người thứ hai: «{found}».",
            "Kế hoạch 07, mục V: mỗi quý mỗi đơn vị giới thiệu 01 cá nhân, mỗi tệp một người.",
            "Chọn một người, xóa phần của người kia; nếu người kia thuộc đơn vị khác thì lập tệp riêng."),
    Message("extra-sheet", WARNING, "Trang «{found}» không thuộc biểu mẫu nên nội dung của trang này không được dùng.",
            "Chỉ các trang của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung vào trang của biểu mẫu."),
    Message("text-without-label", ERROR, "«{found}» nằm ở dòng không có tên mục nên không biết thuộc mục nào.",
            "Mỗi nội dung nằm ngay bên phải tên mục của nó.",
            "Chuyển vào ô của mục ở trên (Alt+Enter để xuống dòng trong ô) hoặc xóa."),
    Message("stray-text", WARNING, "«{found}» nằm ngoài các ô điền của biểu mẫu nên không được dùng.",
            "Chỉ các ô điền của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung vào ô điền hoặc «Ghi chú»."),
    Message("note-under-table", WARNING, "Dòng «{found}» dưới bảng được coi là lời ghi chú, không được dùng.",
            "Mỗi dòng của bảng là một nội dung điền đủ các cột.", "Nếu là nội dung của bảng thì điền đủ các cột; nếu không, không phải sửa."),
    # single cells
    Message("legacy-font", WARNING, "Ô dùng phông chữ cũ: «{before}» được chuyển thành «{found}».",
            "Văn bản dùng bộ mã Unicode (Nghị định 30/2020/NĐ-CP, Phụ lục I).", "So lại từng chữ, nhất là chữ hoa của họ và tên; sai thì gõ lại bằng Unicode."),
    Message("legacy-look", ERROR, "«{found}» giống chữ gõ bằng bảng mã cũ (TCVN3, VNI).",
            "Văn bản dùng bộ mã Unicode (Nghị định 30/2020/NĐ-CP, Phụ lục I).", "Gõ lại bằng Unicode, phông Times New Roman.{suggest}"),
    Message("missing", ERROR, "Còn để trống.", "Mục này bắt buộc.", "Điền theo hướng dẫn: {help}"),
    Message("spoiled-cell", ERROR, "Ô đang hiện «{found}», không có giá trị.", "Ô phải chứa giá trị, không chứa công thức lỗi hoặc chưa tính.",
            "Gõ thẳng giá trị vào ô (hoặc mở bằng Excel, lưu lại) rồi gửi lại."),
    Message("not-a-date", ERROR, "«{found}» không phải là ngày.", "Ngày ghi theo dạng ngày/tháng/năm.", "Gõ dạng dd/mm/yyyy, ví dụ {example}."),
    Message("no-such-day", ERROR, "«{found}» không phải là ngày có thật.", "Ngày ghi theo dạng ngày/tháng/năm, có trong lịch.",
            "Gõ dạng dd/mm/yyyy, ví dụ {example}."),
    Message("month-day-swapped", ERROR, "«{found}» có tháng lớn hơn 12, có thể ngày và tháng bị đảo.",
            "Ngày đứng trước tháng; hệ thống không tự đảo.", "Gõ lại dạng dd/mm/yyyy, ví dụ {example}.{suggest}"),
    Message("two-digit-year", ERROR, "«{found}» chỉ ghi hai chữ số của năm.", "Năm ghi đủ bốn chữ số.", "Gõ lại đủ năm, ví dụ {example}."),
    Message("year-only", ERROR, "«{found}» mới có năm.", "Mục này cần đủ ngày, tháng, năm.", "Gõ dạng dd/mm/yyyy, ví dụ {example}."),
    Message("date-out-of-range", ERROR, "«{found}» nằm ngoài khoảng năm 1900 - 2100.", "Ngày nằm trong khoảng đó.", "Kiểm tra và gõ lại, ví dụ {example}."),
    Message("number-instead-of-date", ERROR, "Ô chứa số «{found}», không phải ngày.", "Ngày ghi theo dạng ngày/tháng/năm.",
            "Gõ lại dạng dd/mm/yyyy, ví dụ {example}."),
    Message("date-instead-of-text", ERROR, "Excel đã đổi nội dung thành ngày «{found}».", "Mục này là chữ.",
            "Đặt dấu nháy đơn (') trước nội dung rồi gõ lại, ví dụ {example}."),
    Message("not-a-year", ERROR, "«{found}» không phải là năm.", "Năm gồm bốn chữ số.", "Gõ lại, ví dụ {example}."),
    Message("not-an-integer", ERROR, "«{found}» không phải là số nguyên.", "Mục này là số nguyên.", "Gõ lại bằng chữ số, ví dụ {example}."),
    Message("not-a-decimal", ERROR, "«{found}» không phải là số.", "Mục này là số.", "Gõ lại bằng chữ số, ví dụ {example}."),
    Message("not-a-quarter", ERROR, "«{found}» không phải là quý.", "Ghi quý và năm.", "Chọn trong danh sách, ví dụ {example}."),
    Message("unknown-choice", ERROR, "«{found}» không có trong danh sách.", "Chỉ nhận: {choices}.", "Chọn trong danh sách của ô.{suggest}"),
    Message("too-long", ERROR, "Nội dung dài {length} ký tự.", "Tối đa {maximum} ký tự để in vừa văn bản.", "Rút gọn còn không quá {maximum} ký tự."),
    Message("too-small", ERROR, "«{found}» nhỏ hơn mức cho phép.", "Không nhỏ hơn {minimum}.", "Kiểm tra và gõ lại, ví dụ {example}."),
    Message("too-large", ERROR, "«{found}» lớn hơn mức cho phép.", "Không lớn hơn {maximum}.", "Kiểm tra và gõ lại, ví dụ {example}."),
    Message("not-a-name", ERROR, "«{found}» không viết đúng dạng họ và tên.", "Họ và tên gồm 2 đến 6 tiếng, không có chữ số, ký hiệu.",
            "Ghi đầy đủ họ và tên, ví dụ {example}."),
    Message("name-case", WARNING, "Họ và tên «{found}» không viết hoa đúng chữ cái đầu của từng tiếng.",
            "Nghị định 30/2020/NĐ-CP, Phụ lục II: viết hoa chữ cái đầu tất cả các âm tiết của tên người.",
            "Sửa lại chữ hoa, chữ thường; tên được in đúng như đã gõ.{suggest}"),
    Message("unlisted-choice", WARNING, "«{found}» không có trong danh mục.",
            "Ghi theo tên chính thức của danh mục; văn bản in đúng như đã gõ.", "Kiểm tra lại.{suggest}"),
    # across cells and sheets
    Message("other-quarter", ERROR, "Biểu mẫu ghi «{found}» nhưng nằm trong thư mục của {expected}.", "Mỗi quý một biểu mẫu riêng (Kế hoạch 07, mục V).",
            "Sửa mục Quý, hoặc chuyển tệp sang thư mục đúng."),
    Message("unknown-unit", ERROR, "Đơn vị «{found}» không có trong danh sách của Văn phòng.", "Ghi đúng tên đơn vị trong co-quan.xlsx.",
            "Chọn đơn vị trong danh sách.{suggest}"),
    Message("second-nominee", ERROR, "Đơn vị «{found}» đã có biểu mẫu khác trong quý này ({others}).",
            "Kế hoạch 07, mục V: mỗi quý mỗi đơn vị giới thiệu 01 cá nhân.", "Đơn vị chọn một người; giữ lại một biểu mẫu."),
    Message("office-leader", ERROR, "Người được giới thiệu là Lãnh đạo Văn phòng («{found}»).",
            "Kế hoạch 07, mục V: Lãnh đạo Văn phòng do Hội đồng xem xét, giới thiệu.", "Đơn vị giới thiệu cá nhân khác."),
    Message("under-discipline", ERROR, "Người được giới thiệu đang bị kỷ luật, thanh tra, kiểm tra hoặc điều tra.",
            "Luật Thi đua, khen thưởng: không xét khen thưởng trong thời gian này.", "Đơn vị giới thiệu cá nhân khác, hoặc sửa lại nếu chọn nhầm."),
    Message("already-awarded", ERROR, "Thành tích này đã được khen thưởng.",
            "Luật Thi đua, khen thưởng: không tặng nhiều hình thức cho một thành tích.", "Giới thiệu thành tích khác, hoặc sửa lại nếu chọn nhầm."),
    Message("title-against-sex", ERROR, "Danh xưng «{found}» không khớp với giới tính «{sex}».", "Ông đi với Nam, Bà đi với Nữ.",
            "Chọn lại mục Danh xưng hoặc mục Giới tính."),
    Message("outside-window", WARNING, "Ngày gửi {found} nằm ngoài thời hạn {first} - {last}{weekend}.",
            "Kế hoạch 07, mục V: gửi từ ngày 20 đến ngày 25 tháng cuối quý.", "Không phải sửa; được ghi nhận là {lateness}."),
    Message("unanswered-criterion", ERROR, "Tiêu chí {criterion} ({clause}) chưa được trả lời.",
            "Kế hoạch 07, mục {clause}: nhóm «{group}» trả lời tiêu chí này.", "Chọn Có hoặc Không ở cột Đạt."),
    Message("no-evidence", ERROR, "Tiêu chí {criterion} chọn Có nhưng chưa có minh chứng.", "Kế hoạch 07, mục {clause}: mỗi tiêu chí đạt phải có minh chứng.",
            "Ghi việc làm, số liệu hoặc văn bản cụ thể ở cột Minh chứng."),
    Message("criterion-not-met", WARNING, "Tiêu chí {criterion} được trả lời Không.", "Kế hoạch 07, mục {clause}.",
            "Không phải sửa nếu đúng; Hội đồng sẽ xem xét."),
    Message("unknown-criterion", ERROR, "Mã tiêu chí «{found}» không có trong Kế hoạch.", "Giữ nguyên các dòng in sẵn của biểu mẫu.",
            "Khôi phục mã tiêu chí từ biểu mẫu.{suggest}"),
    Message("criterion-twice", ERROR, "Tiêu chí «{found}» được trả lời ở hai dòng.", "Mỗi tiêu chí một dòng in sẵn.", "Giữ một dòng, xóa dòng kia."),
    Message("beyond-power", WARNING, "Hình thức «{found}» vượt thẩm quyền của Chánh Văn phòng.",
            "Bằng khen do Chủ tịch UBND tỉnh quyết định.", "Không phải sửa; hồ sơ được đưa vào tờ trình, không đưa vào quyết định này."),
    Message("implausible-birth", ERROR, "«{found}» cho tuổi {age}.", "Người được giới thiệu đang trong độ tuổi lao động.", "Kiểm tra ngày sinh, gõ lại dạng dd/mm/yyyy hoặc chỉ năm sinh."),
    Message("implausible-service", ERROR, "«{found}» không khớp với năm sinh {born} hoặc sau quý giới thiệu.",
            "Công tác từ khi đủ tuổi lao động, không sau quý giới thiệu.", "Kiểm tra thời gian công tác và ngày sinh."),
    Message("votes-exceed-present", ERROR, "Tổng số phiếu {cast} nhiều hơn số người dự họp {present}.", "Số phiếu không nhiều hơn số người dự họp.",
            "Kiểm tra số người dự họp và các số phiếu."),
    Message("no-figure", WARNING, "Thành tích chưa có số liệu nào.", "Thành tích của quý nêu kết quả cụ thể, có số liệu.",
            "Không phải sửa nếu đúng; nên bổ sung số liệu."),
    Message("decided-later", ERROR, "Quyết định ngày {found} sau ngày cuối của {quarter}.", "Chỉ ghi quyết định đã ban hành.", "Kiểm tra ngày ký quyết định."),
    Message("award-year-differs", ERROR, "Năm {found} không khớp với năm ký quyết định {decided}.",
            "Quyết định khen thưởng ký trong năm đó hoặc năm sau.", "Sửa cột Năm hoặc cột Ngày quyết định."),
    Message("award-twice", ERROR, "Quyết định «{found}» đã ghi ở dòng trên với cùng danh hiệu.", "Mỗi danh hiệu, hình thức khen thưởng ghi một dòng.", "Xóa dòng ghi lặp."),
    Message("earlier-quarter", WARNING, "«{found}» đã được giới thiệu ở {earlier}.",
            "Kế hoạch 07, mục V: mỗi quý giới thiệu một gương điển hình; tổng kết năm mỗi người khen một lần.",
            "Không phải sửa nếu đúng; danh sách tổng hợp ghi rõ quý đã giới thiệu."),
    Message("same-person", ERROR, "«{found}» trùng hoặc gần trùng tên với người trong tệp khác ({others}), cùng năm sinh.",
            "Kế hoạch 07, mục V: mỗi đơn vị giới thiệu cá nhân của mình; một người chỉ được giới thiệu một lần.",
            "Các đơn vị kiểm tra lại; chỉ đơn vị quản lý người đó giới thiệu."),
)  # fmt: skip

BY_CODE = {message.code: message for message in CATALOGUE}


def finding(code: str, place: Place, heading: str, found: str, suggestion: str = "", **details: object) -> Finding:
    """The finding of a code at a place.

    ``heading`` is the column's heading ("" for a whole sheet or file), ``found`` the value as typed, ``suggestion``
    the nearest right value. Raises KeyError for an unknown code or a detail that its message needs and lacks.
    """
    message = BY_CODE[code]
    suggest = f" Có phải «{suggestion}»?" if suggestion else ""
    known = {**details, "found": found, "suggest": suggest}
    sentences = (
        message.fault.format_map(known),
        f"Quy định: {message.rule.format_map(known)}",
        f"Cách sửa: {message.remedy.format_map(known)}",
    )
    return Finding(
        code, message.severity, place, heading, found, suggestion, f"{where(place, heading)} {' '.join(sentences)}"
    )


def where(place: Place, heading: str) -> str:
    """The place as a person says it: «Tệp a.xlsx, trang «Trích ngang», ô B7 («Họ và tên»):»."""
    parts = [f"Tệp {place.file}"]
    if place.sheet:
        parts.append(f"trang «{place.sheet}»")
    if place.cell:
        parts.append(f"ô {place.cell}")
    return ", ".join(parts) + (f" («{heading}»):" if heading else ":")
