"""The part of the catalogue of messages that is about a workbook's sheets: what is missing, added, crossed out or lies on top."""

from __future__ import annotations

from pipeline.checking.message import ERROR, WARNING, Message

SHEET_MESSAGES = (
    Message("missing-sheet", ERROR, "Thiếu trang tính «{expected}».", "Biểu mẫu phải đủ các trang tính.",
            "Khôi phục trang tính từ biểu mẫu, giữ đúng tên.{suggest}"),
    Message("missing-heading", ERROR, "Không tìm thấy mục «{expected}».{instead}", "Giữ nguyên tên các mục của biểu mẫu.",
            "Ghi lại tên mục là «{expected}», hoặc điền mục này trong tệp gửi trả, là biểu mẫu hiện hành."),
    Message("missing-heading-row", ERROR, "Không tìm thấy dòng tiêu đề của bảng ({expected} …).", "Giữ nguyên dòng tiêu đề của biểu mẫu.",
            "Khôi phục dòng tiêu đề như trong biểu mẫu."),
    Message("double-heading", ERROR, "Mục «{expected}» xuất hiện hai lần.", "Mỗi mục chỉ có một chỗ điền.", "Giữ chỗ của biểu mẫu, xóa chỗ kia."),
    Message("unknown-heading", WARNING, "Mục «{found}» không có trong biểu mẫu nên nội dung của mục này không được dùng.",
            "Chỉ các mục của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung sang mục đúng hoặc «Ghi chú».{suggest}"),
    Message("two-nominees", ERROR, "Biểu mẫu có thêm người thứ hai: «{found}».",
            "Kế hoạch 07, mục V: mỗi quý mỗi đơn vị giới thiệu 01 cá nhân, mỗi tệp một người.",
            "Chọn một người, xóa phần của người kia; nếu người kia thuộc đơn vị khác thì lập tệp riêng."),
    Message("extra-sheet", WARNING, "Trang «{found}» không thuộc biểu mẫu nên nội dung của trang này không được dùng.{cut}",
            "Chỉ các trang của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung vào trang của biểu mẫu."),
    Message("text-without-label", ERROR, "«{found}» nằm ở dòng không có tên mục nên không biết thuộc mục nào.",
            "Mỗi nội dung nằm ngay bên phải tên mục của nó.",
            "Chuyển vào ô của mục ở trên (Alt+Enter để xuống dòng trong ô) hoặc xóa."),
    Message("stray-text", WARNING, "«{found}»{holder} nằm ngoài các ô điền của biểu mẫu nên không được dùng.",
            "Chỉ các ô điền của biểu mẫu được đưa vào văn bản.", "Nếu cần, chuyển nội dung vào ô điền hoặc «Ghi chú»."),
    Message("picture-on-sheet", WARNING, "Có hình ảnh đặt trên trang tính, bắt đầu từ ô này; hình ảnh không được dùng.",
            "Chỉ chữ gõ trong các ô điền của biểu mẫu được đưa vào văn bản.", "Nếu hình ảnh là minh chứng thì gõ nội dung thành chữ vào ô điền; nếu không cần, không phải sửa."),
    Message("struck-out", ERROR, "Ô có chữ bị gạch ngang: «{found}».", "Chữ bị gạch ngang không được in; hệ thống không tự bỏ.",
            "Xóa hẳn phần chữ bị gạch, hoặc bỏ gạch ngang nếu nội dung vẫn đúng.{suggest}"),
    Message("struck-row", ERROR, "Cả dòng bị gạch ngang, bắt đầu bằng «{found}».", "Nội dung bị gạch ngang không được in; hệ thống không tự bỏ.",
            "Xóa hẳn dòng này, hoặc bỏ gạch ngang nếu nội dung vẫn đúng."),
    Message("note-under-table", WARNING, "Dòng «{found}» dưới bảng được coi là lời ghi chú, không được dùng.",
            "Mỗi dòng của bảng là một nội dung điền đủ các cột.", "Nếu là nội dung của bảng thì điền đủ các cột; nếu không, không phải sửa."),
    Message("too-many-rows", ERROR, "Bảng có hơn {most} dòng nên chỉ {most} dòng đầu được đọc.", "Mỗi bảng của biểu mẫu tối đa {most} dòng.",
            "Chỉ giữ các dòng cần thiết rồi gửi lại."),
    Message("too-many-strays", ERROR, "Trang tính có quá nhiều nội dung ngoài các ô điền nên chỉ {most} nội dung đầu được đọc.",
            "Chỉ các ô điền của biểu mẫu được đưa vào văn bản.", "Chép nội dung vào biểu mẫu trống rồi gửi lại."),
    Message("too-many-findings", WARNING, "Tệp có {total} lỗi và lưu ý nên chỉ {most} nội dung được kê, lỗi trước, lưu ý sau.",
            "Mỗi tệp kê tối đa {most} lỗi và lưu ý.", "Sửa các lỗi đã kê rồi gửi lại; lần sau kê tiếp phần còn lại."),
)  # fmt: skip
