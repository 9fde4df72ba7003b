"""The messages about the follow-up workbook: numbers and days of issued papers, what became of those chosen."""

from __future__ import annotations

from pipeline.checking.message import ERROR, FOLLOWED, ISSUED, WARNING, Message

FOLLOW_UP_MESSAGES = (
    Message("paper-of-other-period", ERROR, "Văn bản «{found}» là văn bản của {expected}.", "Kỳ ghi quý hoặc năm của chính văn bản đó.", "Sửa cột Kỳ hoặc cột Văn bản.", sheets=ISSUED, keys=("van_ban",)),
    Message("paper-twice", ERROR, "Văn bản «{found}» của kỳ này đã ghi ở dòng trên.", "Mỗi văn bản của một kỳ ghi một dòng.", "Xóa dòng ghi lặp.", sheets=ISSUED, keys=("van_ban",)),
    Message("not-a-paper-number", ERROR, "«{found}» không phải là số văn bản.", "Số ghi bằng chữ số Ả Rập, kèm ký hiệu hoặc không (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3).", "Gõ lại, ví dụ 215 hoặc 215/QĐ-{ky_hieu}.", sheets=ISSUED, keys=("so",)),
    Message("other-symbol", ERROR, "Ký hiệu của «{found}» không phải của văn bản này.", "Văn bản này có ký hiệu {expected}.", "Sửa ký hiệu, hoặc chỉ ghi số.{suggest}", sheets=ISSUED, keys=("so",)),
    Message("number-twice", ERROR, "Số «{found}» đã ghi cho {other} ({when}).", "Trong một năm mỗi số của một loại văn bản cấp một lần (Nghị định 30/2020/NĐ-CP, Điều 15).", "Kiểm tra lại số ở sổ đăng ký văn bản đi.", sheets=ISSUED, keys=("so",)),
    Message("signed-before-meeting", ERROR, "Ngày ký {found} trước ngày Hội đồng họp {held}.", "Văn bản theo kết quả họp ký từ ngày họp trở đi.", "Kiểm tra ngày ký.", sheets=ISSUED, keys=("ngay_ky",)),
    Message("implausible-signing", ERROR, "Ngày ký {found} ngoài khoảng {first} - {last}.", "Văn bản của một kỳ ký trong kỳ đó hoặc trong một năm sau.", "Kiểm tra năm của ngày ký, cột Kỳ.", sheets=ISSUED, keys=("ngay_ky",)),
    Message("signer-not-in-force", ERROR, "Văn bản in người ký là {printed}, nhưng ngày {found} người giữ vai trò ký theo co-quan.xlsx là {there}.", "Người ký giữ vai trò ký vào ngày ký.",
            "Kiểm tra ngày ký, và «Từ ngày», «Đến ngày» ở trang «Người ký» của co-quan.xlsx.", sheets=ISSUED, keys=("ngay_ky",)),
    Message("issued-before-meeting", WARNING, "Hội đồng chưa họp nên «{found}» chưa được lập theo kết quả họp; số và ngày ký chưa in vào đâu.", "Văn bản theo kết quả họp chỉ được đánh số sau cuộc họp.",
            "Chép tệp kết quả họp vào thư mục của quý, hoặc sửa cột Kỳ.", sheets=ISSUED, keys=("van_ban",)),
    Message("never-chosen", ERROR, "«{found}» chưa từng được chọn là điển hình tiên tiến của kỳ này; Hội đồng đã chọn: {chosen}.", "{ke_hoach_gui}: chỉ nhân rộng điển hình tiên tiến do Hội đồng lựa chọn.", "Ghi đúng tên người, tập thể đã được chọn, hoặc sửa cột Kỳ.{suggest}", sheets=FOLLOWED, keys=("ho_ten",)),
    Message("before-the-choice", ERROR, "Ngày {found} trước ngày Hội đồng lựa chọn {held}.", "Việc nhân rộng bắt đầu sau khi Hội đồng lựa chọn.", "Kiểm tra ngày.", sheets=FOLLOWED, keys=("ngay",)),
    Message("not-a-link", ERROR, "«{found}» không phải là đường dẫn.", "Nguồn là địa chỉ mở được bằng trình duyệt, bắt đầu bằng http:// hoặc https://.", "Chép lại đường dẫn của bài đã đăng; chưa có thì để trống.", sheets=FOLLOWED, keys=("nguon",)),
)  # fmt: skip
