"""The part of the catalogue of messages that is about several files of one unit, for the officer who keeps the folder."""

from __future__ import annotations

from pipeline.checking.message import ERROR, INDIVIDUAL, NOMINATION, WARNING, Message

RESENT_MESSAGES = (
    Message("identical-copy", WARNING, "Tệp {alike} tệp {kept} nên chỉ tệp đó được dùng.", "Mỗi biểu mẫu được tính một lần.",
            "Không phải sửa; nên bỏ bản thừa ra khỏi thư mục."),
    Message("superseded", WARNING, "Bản gửi {found} đã có bản mới hơn thay: {newer}.{waits}",
            "Một đơn vị gửi nhiều biểu mẫu về cùng một người, tập thể thì dùng bản có «Ngày gửi» mới nhất.",
            "Không phải sửa; nếu bản mới gửi nhầm thì bỏ bản đó ra khỏi thư mục rồi chạy lại.", sheets=NOMINATION, keys=("ngay_gui",)),
    Message("undecided-version", ERROR, "Có biểu mẫu khác về cùng một người, tập thể của «{found}»{others}; mục «Ngày gửi» không cho biết bản nào mới hơn. Hai bản khác nhau: {differences}.",
            "Một đơn vị gửi nhiều biểu mẫu về cùng một người, tập thể thì dùng bản có «Ngày gửi» mới nhất.",
            "Giữ bản đúng, bỏ bản kia ra khỏi thư mục; chưa rõ bản nào đúng thì hỏi lại đơn vị. Đến khi đó chưa đưa vào văn bản nào.", sheets=NOMINATION, keys=("don_vi",)),
    Message("newer-waits", ERROR, "«{found}» còn tệp chưa nhận được{others}, có thể là bản mới hơn của biểu mẫu này.",
            "Không dùng dữ liệu cũ khi bản gửi sau còn chờ sửa.",
            "Nhận lại hoặc sửa tệp kia; nếu tệp kia là bản cũ hoặc không phải của đơn vị này thì bỏ ra khỏi thư mục.", sheets=NOMINATION, keys=("don_vi",)),
    Message("second-nominee", ERROR, "Đơn vị «{found}» giới thiệu hơn một người trong quý này: {people}.",
            "{ke_hoach_gui}: mỗi quý mỗi đơn vị giới thiệu 01 cá nhân.", "Đơn vị chọn một người; giữ lại một biểu mẫu.", sheets=INDIVIDUAL, keys=("don_vi",)),
    Message("same-person", ERROR, "«{found}» trùng hoặc gần trùng tên với người trong tệp khác{others}, cùng năm sinh.",
            "{ke_hoach_gui}: mỗi đơn vị giới thiệu cá nhân của mình; một người chỉ được giới thiệu một lần.",
            "Các đơn vị kiểm tra lại; chỉ đơn vị quản lý người đó giới thiệu.", sheets=INDIVIDUAL, keys=("ho_ten",)),
)  # fmt: skip
