"""Turns the code of a fault and its details into a finding with a Vietnamese message for the person who will correct it.

Every message has the same four parts: place, fault, rule, remedy. A detail that a message needs and does not get
raises ``KeyError``; a test formats every entry of the catalogue, so that it fails before an officer meets the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.checking.council_messages import COUNCIL_MESSAGES
from pipeline.checking.follow_up_messages import FOLLOW_UP_MESSAGES
from pipeline.checking.message import (
    ANSWERS,
    AWARDS,
    COLLECTIVE,
    ERROR,
    FACTS,
    INDIVIDUAL,
    INITIATIVES,
    MEETING,
    NOMINATION,
    OFFICE,
    PLANS,
    REGULATIONS,
    SENT_TO,
    UNITS,
    WARNING,
    Message,
)
from pipeline.checking.privacy import HIDDEN, is_sensitive
from pipeline.checking.resent_messages import RESENT_MESSAGES
from pipeline.checking.sheet_messages import SHEET_MESSAGES
from pipeline.values.model import CellReference, Finding

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
    Message("struck-in-xlsb", ERROR, "Tệp .xlsb có chữ bị gạch ngang, không đọc được ở ô nào.", "Chữ bị gạch ngang không được in; hệ thống không tự bỏ.",
            "Mở bằng Excel, xóa hẳn chữ bị gạch hoặc bỏ gạch ngang, lưu dạng .xlsx rồi gửi lại."),
    Message("oversized", ERROR, "Tệp quá lớn so với một biểu mẫu ({detail}).", "Biểu mẫu chỉ gồm các ô điền sẵn vị trí.",
            "Chép nội dung vào biểu mẫu trống rồi gửi lại."),
    Message("unreachable", ERROR, "Không đọc được tệp từ đĩa ({detail}).", "Tệp phải đọc được bởi người chạy lệnh.",
            "Đóng tệp ở chương trình khác hoặc cấp quyền đọc rồi chạy lại."),
    Message("not-our-form", ERROR, "Tệp không theo biểu mẫu của cơ quan: không có trang nào là {expected} hoặc có các mục của trang đó; tệp có {sheets}.",
            "Dùng {form}, giữ nguyên tên và mục của các trang tính.",
            "Chép nội dung vào biểu mẫu hiện hành rồi gửi lại.{suggest}"),
    Message("wrong-folder", ERROR, "Tệp này là «{what}», đặt nhầm chỗ: ở đây chỉ nhận {wanted}.", "Mỗi loại tệp đặt ở một chỗ, chỉ được đọc ở đó.",
            "Chuyển tệp sang {where}."),
    *SHEET_MESSAGES,
    # single cells
    Message("legacy-font", WARNING, "Ô dùng phông chữ cũ: «{before}» được chuyển thành «{found}».",
            "Văn bản dùng bộ mã Unicode (Nghị định 30/2020/NĐ-CP, Phụ lục I).", "So lại từng chữ, nhất là chữ hoa của họ và tên; sai thì gõ lại bằng Unicode."),
    Message("legacy-look", ERROR, "«{found}» giống chữ gõ bằng bảng mã cũ (TCVN3, VNI).",
            "Văn bản dùng bộ mã Unicode (Nghị định 30/2020/NĐ-CP, Phụ lục I).", "Gõ lại bằng Unicode, phông Times New Roman.{suggest}"),
    Message("missing", ERROR, "Còn để trống.", "Mục này bắt buộc.", "Điền theo hướng dẫn: {help}"),
    Message("spoiled-cell", ERROR, "Ô đang hiện «{found}», không có giá trị.", "Ô phải chứa giá trị, không chứa hình ảnh, công thức lỗi hoặc chưa tính.",
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
    Message("part-of-a-day", ERROR, "Ô chỉ hiện «{found}», không hiện đủ ngày, tháng, năm; Excel tự thêm phần còn thiếu là {stored}.",
            "Phần không hiện trong ô thì không được in.", "Đặt định dạng ô là Text, gõ lại ngày hoặc năm, ví dụ {example}.{suggest}"),
    Message("shown-other-number", ERROR, "Ô hiện «{found}» nhưng lưu số {stored}.", "Số trong ô phải hiện đúng như được lưu.",
            "Đặt định dạng ô là General rồi gõ lại số, ví dụ {example}."),
    Message("shown-uncertain", ERROR, "Ô lưu «{stored}» với một định dạng số không biết chắc hiện ra thế nào.",
            "Văn bản in đúng như ô hiện ra.", "Đặt định dạng ô là Text rồi gõ lại, ví dụ {example}."),
    Message("hidden-by-format", ERROR, "Ô lưu «{stored}» nhưng định dạng của ô không cho hiện gì.",
            "Văn bản in đúng như ô hiện ra.", "Đặt định dạng ô là Text rồi gõ lại, hoặc xóa nội dung của ô."),
    Message("formats-unread", ERROR, "Ô lưu số hoặc ngày «{stored}», nhưng không đọc được trong tệp này nội dung ấy hiện ra thế nào.",
            "Văn bản in đúng như ô hiện ra.", "Mở bằng Excel, lưu dạng .xlsx rồi gửi lại."),
    Message("not-a-year", ERROR, "«{found}» không phải là năm.", "Năm gồm bốn chữ số.", "Gõ lại, ví dụ {example}."),
    Message("not-a-time", ERROR, "«{found}» không phải là giờ.", "Giờ ghi đủ giờ và phút, từ 00 giờ 00 đến 23 giờ 59.", "Gõ dạng 08 giờ 00, ví dụ {example}."),
    Message("not-an-integer", ERROR, "«{found}» không phải là số nguyên.", "Mục này là số nguyên.", "Gõ lại bằng chữ số, ví dụ {example}."),
    Message("not-a-decimal", ERROR, "«{found}» không phải là số.", "Mục này là số.", "Gõ lại bằng chữ số, ví dụ {example}."),
    Message("not-a-quarter", ERROR, "«{found}» không phải là quý.", "Ghi quý và năm.", "Chọn trong danh sách, ví dụ {example}."),
    Message("not-a-period", ERROR, "«{found}» không phải là quý hoặc năm.", "Ghi quý kèm năm, hoặc năm.", "Chọn trong danh sách, ví dụ {example} hoặc Năm 2020."),
    Message("unknown-choice", ERROR, "«{found}» không có trong danh sách.", "Chỉ nhận: {choices}.", "Chọn trong danh sách của ô.{suggest}"),
    Message("too-long", ERROR, "Nội dung dài {length} ký tự.", "Tối đa {maximum} ký tự để in vừa văn bản.", "Rút gọn còn không quá {maximum} ký tự."),
    Message("too-small", ERROR, "«{found}» nhỏ hơn mức cho phép.", "Không nhỏ hơn {minimum}.", "Kiểm tra và gõ lại, ví dụ {example}."),
    Message("too-large", ERROR, "«{found}» lớn hơn mức cho phép.", "Không lớn hơn {maximum}.", "Kiểm tra và gõ lại, ví dụ {example}."),
    Message("not-a-name", ERROR, "«{found}» không viết đúng dạng họ và tên.", "Họ và tên gồm 2 đến 6 tiếng, không có chữ số, ký hiệu.",
            "Ghi đầy đủ họ và tên, ví dụ {example}."),
    Message("title-in-name", ERROR, "«{found}» có danh xưng, học vị hoặc chức danh cùng với họ và tên.",
            "Mục này chỉ ghi họ và tên (Nghị định 30/2020/NĐ-CP, Phụ lục I); văn bản tự in danh xưng, chức danh.",
            "Chỉ ghi họ và tên; danh xưng, chức vụ ghi ở mục riêng.{suggest}"),
    Message("foreign-letter", ERROR, "«{found}» có chữ «{letter}» ở vị trí thứ {position} là {alphabet}, chỉ giống chữ tiếng Việt.",
            "Tên người, tên đơn vị và các mục chọn ghi bằng chữ tiếng Việt, chữ các dân tộc Việt Nam.", "Gõ lại bằng bộ gõ tiếng Việt.{suggest}"),
    Message("folded-letters", WARNING, "«{before}» có chữ toàn khổ hoặc chữ ghép, được chuyển thành «{found}».",
            "Văn bản dùng chữ Unicode thông thường (Nghị định 30/2020/NĐ-CP, Phụ lục I).", "So lại từng chữ; sai thì gõ lại bằng bộ gõ tiếng Việt."),
    Message("name-case", WARNING, "Họ và tên «{found}» không viết hoa đúng chữ cái đầu của từng tiếng.",
            "Nghị định 30/2020/NĐ-CP, Phụ lục II: viết hoa chữ cái đầu tất cả các âm tiết của tên người.",
            "Sửa lại chữ hoa, chữ thường; tên được in đúng như đã gõ.{suggest}"),
    Message("unlisted-choice", WARNING, "«{found}» không có trong danh mục.",
            "Ghi theo tên chính thức của danh mục; văn bản in đúng như đã gõ.", "Kiểm tra lại.{suggest}"),
    # across cells and sheets
    Message("other-quarter", ERROR, "Biểu mẫu ghi «{found}» nhưng nằm trong thư mục của {expected}.", "Mỗi quý một biểu mẫu riêng ({ke_hoach_gui}).",
            "Sửa mục Quý, hoặc chuyển tệp sang thư mục đúng.", sheets=(*NOMINATION, *MEETING), keys=("quy",)),
    Message("unknown-unit", ERROR, "Đơn vị «{found}» không có trong danh sách của {van_phong}.", "Ghi đúng tên đơn vị trong co-quan.xlsx.",
            "Chọn đơn vị trong danh sách.{suggest}", sheets=NOMINATION, keys=("don_vi",)),
    Message("office-leader", ERROR, "Người được giới thiệu là {lanh_dao} («{found}»).",
            "{ke_hoach_gui}: {lanh_dao} do Hội đồng xem xét, giới thiệu.",
            "Đơn vị giới thiệu cá nhân khác; nếu do Hội đồng giới thiệu thì chọn Hội đồng ở mục «Nơi giới thiệu».", sheets=INDIVIDUAL, keys=("don_vi", "chuc_vu", "nhom")),
    Message("leader-of-a-unit", ERROR, "{lanh_dao} nhưng ghi đơn vị «{found}».", "{lanh_dao} không thuộc phòng, ban, đơn vị nào.",
            "Chọn lại mục Đơn vị.{suggest}", sheets=INDIVIDUAL, keys=("don_vi",)),
    Message("not-for-the-council", ERROR, "Hội đồng giới thiệu nhưng nhóm đối tượng là «{found}».",
            "{ke_hoach_gui}: Hội đồng giới thiệu {lanh_dao} và tập thể; cá nhân khác do đơn vị giới thiệu.",
            "Để trống mục «Nơi giới thiệu», hoặc sửa nhóm đối tượng.", sheets=INDIVIDUAL, keys=("nhom",)),
    Message("collective-from-unit", ERROR, "Tập thể do đơn vị tự giới thiệu.", "{ke_hoach_gui}: tập thể do Hội đồng xem xét, giới thiệu.",
            "Đơn vị chỉ giới thiệu cá nhân; Hội đồng giới thiệu thì chọn Hội đồng.", sheets=COLLECTIVE, keys=("gioi_thieu",)),
    Message("leaders-are-no-collective", ERROR, "«{found}» không phải là tập thể phòng, ban, đơn vị.", "{ke_hoach_doi_tuong}: tập thể là phòng, ban, đơn vị thuộc {van_phong}.",
            "Chọn phòng, ban, đơn vị trong danh sách.", sheets=COLLECTIVE, keys=("don_vi",)),
    *COUNCIL_MESSAGES,
    *RESENT_MESSAGES,
    *FOLLOW_UP_MESSAGES,
    # the office workbook
    Message("unknown-denominator", ERROR, "«{found}» không phải là mẫu số tính được.", "Chỉ nhận: {choices}.", "Ghi một trong các mẫu số đó.{suggest}", sheets=REGULATIONS, keys=("gia_tri",)),
    Message("not-a-share", ERROR, "«{found}» không phải là tỷ lệ.", "Tỷ lệ ghi dạng 2/3, 80% hoặc trên 1/2.", "Gõ lại, ví dụ 2/3.", sheets=REGULATIONS, keys=("gia_tri",)),
    Message("two-plans", ERROR, "Đã có kế hoạch khác bắt đầu từ {first}, cùng trong {quarter}.", "Mỗi quý một kế hoạch.", "Xóa một dòng, hoặc sửa «Từ ngày».", sheets=PLANS, keys=("tu_ngay",)),
    Message("window-reversed", ERROR, "Hạn gửi đến ngày {found} đứng trước ngày bắt đầu gửi {first}.", "«Gửi đến ngày» không trước «Gửi từ ngày».", "Sửa một trong hai ngày.", sheets=PLANS, keys=("gui_den",)),
    Message("standing-body-unknown", ERROR, "Thường trực Hội đồng «{found}» không có trong trang Đơn vị.", "Thường trực Hội đồng là một đơn vị của cơ quan.",
            "Ghi đúng tên một dòng của trang Đơn vị.{suggest}", sheets=FACTS, keys=("noi_dung",)),
    Message("title-of-a-unit-head", ERROR, "«{title}» cũng là chức danh người đứng đầu {unit}.", "Chức vụ lãnh đạo cơ quan khác chức danh người đứng đầu đơn vị, để không ai bị hiểu nhầm.",
            "Ghi rõ hơn, ví dụ Giám đốc Sở và Giám đốc Trung tâm.", sheets=FACTS, keys=("noi_dung",)),
    Message("unit-named-twice", ERROR, "«{name}» cũng là tên, tên khác hoặc mã của {unit}.", "Mỗi tên, tên khác, mã là của một đơn vị; nếu không, hồ sơ của đơn vị này có thể bị tính cho đơn vị kia.",
            "Sửa hoặc xóa một trong hai; đơn vị đã thôi hoạt động thì ghi «Đến ngày».", sheets=UNITS, keys=("ten", "ten_khac", "ma")),
    Message("not-an-address", WARNING, "«{found}» không phải là địa chỉ thư điện tử nên không lập thư nháp cho đơn vị.", "Mỗi đơn vị một địa chỉ, dạng ten@coquan.vn, không dấu.",
            "Gõ lại địa chỉ, hoặc để trống ô này.", sheets=UNITS, keys=("thu",)),
    Message("no-recipients", WARNING, "Chưa có dòng nào cho {papers}; mục «Nơi nhận» của văn bản đó in trống.", "Mỗi loại văn bản có nơi nhận, dòng Lưu ở cuối.",
            "Thêm các dòng của loại văn bản đó, ví dụ như ở templates/co-quan.xlsx.", sheets=SENT_TO, keys=("van_ban",)),
    Message("ends-before-it-begins", ERROR, "«{found}» đứng trước «Từ ngày» {begun}.", "Dòng hết hiệu lực sau khi bắt đầu.", "Sửa «Đến ngày» hoặc «Từ ngày».", sheets=OFFICE, keys=("den_ngay",)),
    Message("dated-twice", ERROR, "Có hai dòng về cùng nội dung bắt đầu từ {found}.", "Mỗi ngày chỉ một dòng có hiệu lực.", "Xóa một dòng hoặc sửa «Từ ngày».", sheets=OFFICE, keys=("tu_ngay",)),
    Message("dated-overlap", WARNING, "Dòng này hết hiệu lực {ended} nhưng dòng sau bắt đầu từ {next}.", "Mỗi ngày chỉ một dòng có hiệu lực; chương trình dùng dòng bắt đầu sau.",
            "Sửa «Đến ngày» thành ngày liền trước.", sheets=OFFICE, keys=("den_ngay",)),
    Message("dated-expired", WARNING, "Dòng này hết hiệu lực {found}, không có dòng nào sau đó.", "Văn bản của {quarter} cần dòng còn hiệu lực.",
            "Thêm dòng mới với «Từ ngày»; nếu không còn quy định thì thêm dòng ghi «Không có».", sheets=OFFICE, keys=("den_ngay",)),
    Message("dated-gap", WARNING, "Dòng này hết hiệu lực {ended}, dòng sau mới bắt đầu từ {next}: khoảng giữa không có dòng nào.",
            "Các dòng về cùng nội dung nối tiếp nhau.", "Thêm dòng cho khoảng giữa; nếu khi đó không có quy định nào thì thêm dòng ghi «Không có».", sheets=OFFICE, keys=("den_ngay",)),
    Message("under-discipline", ERROR, "Người được giới thiệu đang bị kỷ luật, thanh tra, kiểm tra hoặc điều tra.",
            "Luật Thi đua, khen thưởng: không xét khen thưởng trong thời gian này.", "Đơn vị giới thiệu cá nhân khác, hoặc sửa lại nếu chọn nhầm.", sheets=NOMINATION, keys=("ky_luat",)),
    Message("already-awarded", ERROR, "Thành tích này đã được khen thưởng.",
            "Luật Thi đua, khen thưởng: không tặng nhiều hình thức cho một thành tích.", "Giới thiệu thành tích khác, hoặc sửa lại nếu chọn nhầm.", sheets=NOMINATION, keys=("da_khen",)),
    Message("title-against-sex", ERROR, "Danh xưng «{found}» không khớp với giới tính «{sex}».", "Ông đi với Nam, Bà đi với Nữ.",
            "Chọn lại mục Danh xưng hoặc mục Giới tính.", sheets=INDIVIDUAL, keys=("danh_xung",)),
    Message("outside-window", WARNING, "Ngày gửi {found} nằm ngoài thời hạn {first} - {last}{weekend}.",
            "{ke_hoach_gui}: gửi từ ngày {gui_tu} đến ngày {gui_den} tháng cuối quý.", "Không phải sửa; được ghi nhận là {lateness}.", sheets=NOMINATION, keys=("ngay_gui",)),
    Message("implausible-sent", ERROR, "Ngày gửi «{found}» cách quý giới thiệu quá xa, ngoài khoảng {first} - {last}.",
            "{ke_hoach_gui}: gửi từ ngày {gui_tu} đến ngày {gui_den} tháng cuối quý.", "Kiểm tra và gõ lại ngày gửi dạng dd/mm/yyyy.", sheets=NOMINATION, keys=("ngay_gui",)),
    Message("other-period", WARNING, "Lý do ghi trên Giấy khen nêu «{period}», không phải {quarter}.", "Giấy khen ghi thành tích của quý giới thiệu.",
            "Sửa lại quý, năm; không phải sửa nếu đúng.", sheets=NOMINATION, keys=("ly_do",)),
    Message("group-against-answers", ERROR, "Nhóm «{found}» nhưng các tiêu chí được trả lời là của nhóm khác ({other}).",
            "{ke_hoach}: mỗi nhóm đối tượng trả lời tiêu chí của nhóm mình.", "Chọn lại nhóm đối tượng, hoặc trả lời các tiêu chí của nhóm đã chọn.{suggest}",
            sheets=INDIVIDUAL, keys=("nhom",)),
    Message("unanswered-criterion", ERROR, "Tiêu chí {criterion} chưa được trả lời.",
            "{clause}: nhóm «{group}» trả lời tiêu chí này.", "Chọn Có hoặc Không ở cột Đạt.", sheets=ANSWERS, keys=("dat",)),
    Message("no-evidence", ERROR, "Tiêu chí {criterion} chọn Có nhưng chưa có minh chứng.", "{clause}: mỗi tiêu chí đạt phải có minh chứng.",
            "Ghi việc làm, số liệu hoặc văn bản cụ thể ở cột Minh chứng.", sheets=ANSWERS, keys=("minh_chung",)),
    Message("criterion-not-met", WARNING, "Tiêu chí {criterion} được trả lời Không.", "{clause}.",
            "Không phải sửa nếu đúng; Hội đồng sẽ xem xét.", sheets=ANSWERS, keys=("dat",)),
    Message("unknown-criterion", ERROR, "Mã tiêu chí «{found}» không có trong Kế hoạch.", "Giữ nguyên các dòng in sẵn của biểu mẫu.",
            "Khôi phục mã tiêu chí từ biểu mẫu.{suggest}", sheets=ANSWERS, keys=("ma",)),
    Message("criterion-twice", ERROR, "Tiêu chí «{found}» được trả lời ở hai dòng.", "Mỗi tiêu chí một dòng in sẵn.", "Giữ một dòng, xóa dòng kia.", sheets=ANSWERS, keys=("ma",)),
    Message("beyond-power", WARNING, "Hình thức «{found}» vượt thẩm quyền của {dung_dau}.",
            "Bằng khen do {cap_tren} quyết định.", "Không phải sửa; hồ sơ được đưa vào tờ trình, không đưa vào quyết định này.", sheets=NOMINATION, keys=("hinh_thuc",)),
    Message("implausible-birth", ERROR, "«{found}» cho tuổi {age}.", "Người được giới thiệu đang trong độ tuổi lao động.", "Kiểm tra ngày sinh, gõ lại dạng dd/mm/yyyy hoặc chỉ năm sinh.", sheets=INDIVIDUAL, keys=("ngay_sinh",)),
    Message("implausible-service", ERROR, "«{found}» không khớp với năm sinh {born} hoặc sau quý giới thiệu.",
            "Công tác từ khi đủ tuổi lao động, không sau quý giới thiệu.", "Kiểm tra thời gian công tác và ngày sinh.", sheets=INDIVIDUAL, keys=("cong_tac_tu",)),
    Message("votes-exceed-present", ERROR, "Tổng số phiếu {cast} nhiều hơn số người dự họp {present}.", "Số phiếu không nhiều hơn số người dự họp.",
            "Kiểm tra số người dự họp và các số phiếu.", sheets=INDIVIDUAL, keys=("so_dong_y",)),
    Message("no-figure", WARNING, "Thành tích chưa có số liệu nào.", "Thành tích của quý nêu kết quả cụ thể, có số liệu.",
            "Không phải sửa nếu đúng; nên bổ sung số liệu.", sheets=NOMINATION, keys=("thanh_tich",)),
    Message("decided-later", ERROR, "Quyết định ngày {found} sau ngày cuối của {quarter}.", "Chỉ ghi quyết định đã ban hành.", "Kiểm tra ngày ký quyết định.", sheets=(*AWARDS, *INITIATIVES), keys=("ngay_qd",)),
    Message("award-year-differs", ERROR, "Năm {found} không khớp với năm ký quyết định {decided}.",
            "Quyết định khen thưởng ký trong năm đó hoặc năm sau.", "Sửa cột Năm hoặc cột Ngày quyết định.", sheets=AWARDS, keys=("nam",)),
    Message("award-twice", ERROR, "Quyết định «{found}» đã ghi ở dòng trên với cùng danh hiệu.", "Mỗi danh hiệu, hình thức khen thưởng ghi một dòng.", "Xóa dòng ghi lặp.", sheets=AWARDS, keys=("so_qd",)),
    Message("earlier-quarter", WARNING, "«{found}» đã được giới thiệu ở {earlier}.",
            "{ke_hoach_gui}: mỗi quý giới thiệu một gương điển hình; tổng kết năm mỗi người khen một lần.",
            "Không phải sửa nếu đúng; danh sách tổng hợp ghi rõ quý đã giới thiệu.", sheets=INDIVIDUAL, keys=("ho_ten",)),
    Message("earlier-forgotten", WARNING, "Dữ liệu cá nhân của {earlier} đã xóa bằng lệnh forget, nên không biết ai đã được giới thiệu ở quý đó.",
            "{ke_hoach_gui}: danh sách tổng hợp ghi rõ ai đã được giới thiệu ở quý trước trong năm.",
            "Không phải sửa; đối chiếu với hồ sơ lưu của {earlier} trước khi trình Hội đồng."),
    Message("signs-own-award", WARNING, "«{found}» vừa được tặng Giấy khen vừa là người ký quyết định khen thưởng.",
            "Người ký quyết định không tự khen thưởng cho mình.",
            "Đề nghị cấp trên khen thưởng, hoặc thêm người ký thay vào trang «Người ký» của co-quan.xlsx; là người khác trùng tên thì không phải sửa.", sheets=INDIVIDUAL, keys=("ho_ten",)),
)  # fmt: skip

LONGEST_QUOTE = 160  # characters of a typed text that a message quotes, on one line
LONGEST_TEXT = 3000  # characters of any other detail, and of a typed text in report and manifest; the longest that the form takes is shorter
TYPED = ("found", "stored", "before", "instead", "other", "name")  # details that contain text as typed by the sender
BY_CODE = {message.code: message for message in CATALOGUE}


@dataclass(frozen=True)
class OfficersText:
    """A detail of a message that names files of the officer's folder; whoever sent the file reads ``to_sender`` instead."""

    text: str
    to_sender: str = ""


def finding(
    code: str, place: CellReference, heading: str, found: str, suggestion: str = "", **details: object
) -> Finding:
    """The finding for a code at a cell, sheet or file, with its message.

    ``heading`` is the column's heading ("" for a whole sheet or file), ``found`` the value as typed, ``suggestion``
    the nearest valid value ("" if none). Raises KeyError for an unknown code, or if a detail of its message is missing.
    """
    message = BY_CODE[code]
    suggest = f" Có phải «{quoted(suggestion)}»?" if suggestion else ""
    known = {**{key: _officers(value) for key, value in details.items()}, "found": found, "suggest": suggest}
    hidden = _hidden(known, heading)
    to_sender = {key: value.to_sender for key, value in details.items() if isinstance(value, OfficersText)}
    return Finding(
        code, message.severity, place, heading, found, suggestion,
        _full_text(message, place, heading, known), _full_text(message, place, heading, hidden) if hidden else "",
        _full_text(message, place, heading, {**(hidden or known), **to_sender}) if to_sender else "",
    )  # fmt: skip


def _officers(value: object) -> object:
    return value.text if isinstance(value, OfficersText) else value


def _hidden(known: Mapping[str, object], heading: str) -> Mapping[str, object]:
    """The details with the sensitive ones masked; empty if none is sensitive."""
    masked = {
        key: HIDDEN for key in TYPED if isinstance(text := known.get(key), str) and is_sensitive(heading if key in ("found", "stored") else "", text)
    }  # fmt: skip
    return {**known, **masked, "suggest": ""} if masked else {}


def _full_text(message: Message, place: CellReference, heading: str, known: Mapping[str, object]) -> str:
    """The whole message: place, fault, rule and remedy, with the details filled in."""
    texts = {key: value for key, value in known.items() if isinstance(value, str)}
    known = {**known, **{key: quoted(text) if key in TYPED else cut(text, LONGEST_TEXT) for key, text in texts.items()}}
    sentences = (
        message.fault.format_map(known),
        f"Quy định: {message.rule.format_map(known)}",
        f"Cách sửa: {message.remedy.format_map(known)}",
    )
    return f"{where(place, heading)} {' '.join(sentences)}"


def quoted(text: str) -> str:
    """A typed text as messages quote it: on one line, and cut where somebody has typed pages into one cell."""
    return cut(" ".join(text.split("\n")), LONGEST_QUOTE)


def cut(text: str, most: int) -> str:
    """A text of at most ``most`` characters, and a sign where there were more."""
    return text if len(text) <= most else f"{text[:most]}…"


def where(place: CellReference, heading: str) -> str:
    """A cell reference and heading as text: «Tệp a.xlsx, trang «Trích ngang», ô B7 («Họ và tên»):»."""
    parts = [f"Tệp {place.file}"]
    if place.sheet:
        parts.append(f"trang «{quoted(place.sheet)}»")
    if place.cell:
        parts.append(f"ô {place.cell}")
    return ", ".join(parts) + (f" («{heading}»):" if heading else ":")
