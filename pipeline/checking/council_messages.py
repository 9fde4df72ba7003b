"""The part of the catalogue of messages that is about the Council's workbook, for the officer who fills it in."""

from __future__ import annotations

from pipeline.checking.message import ERROR, MEETING, MEMBERS, VOTES, WARNING, Message

COUNCIL_MESSAGES = (
    Message("second-meeting", ERROR, "Quý này có hơn một tệp kết quả họp Hội đồng ({others}).", "Mỗi quý một tệp kết quả họp.", "Giữ lại tệp đúng, bỏ tệp kia ra khỏi thư mục."),
    Message("implausible-meeting", ERROR, "Ngày họp «{found}» nằm ngoài khoảng {first} - {last}.",
            "Kế hoạch 07, mục V: Hội đồng họp sau khi các đơn vị gửi hồ sơ.", "Kiểm tra và gõ lại ngày họp dạng dd/mm/yyyy.", sheets=MEETING, keys=("ngay_hop",)),
    Message("sent-after-meeting", WARNING, "Hội đồng họp {found} nhưng {number} biểu mẫu ghi «Ngày gửi» sau ngày đó, đầu tiên là {first} (gửi {sent}).",
            "Kế hoạch 07, mục V: Hội đồng họp sau khi các đơn vị gửi hồ sơ.",
            "Kiểm tra ngày họp và mục Ngày gửi của các biểu mẫu; không phải sửa nếu đúng.", sheets=MEETING, keys=("ngay_hop",)),
    Message("ends-before-start", ERROR, "Cuộc họp kết thúc lúc «{found}», không sau giờ bắt đầu {start}.", "Giờ kết thúc sau giờ bắt đầu.",
            "Kiểm tra hai giờ, gõ lại dạng 10 giờ 30.", sheets=MEETING, keys=("gio_ket_thuc",)),
    Message("office-not-in-force", ERROR, "Ngày họp «{found}»: {detail}", "Quyết định lấy người ký, căn cứ, mức tiền của ngày họp.",
            "Kiểm tra ngày họp, hoặc thêm dòng có hiệu lực vào co-quan.xlsx."),
    Message("ballots-exceed-present", ERROR, "Số phiếu phát ra {found} nhiều hơn số người có mặt {present}.", "Mỗi người có mặt một phiếu.",
            "Kiểm tra số phiếu phát ra và cột Có mặt của trang Thành viên.", sheets=MEETING, keys=("phat_ra",)),
    Message("ballots-exceed-issued", ERROR, "Số phiếu thu vào {found} nhiều hơn số phiếu phát ra {issued}.", "Phiếu thu vào không nhiều hơn phiếu phát ra.", "Kiểm tra hai số phiếu.", sheets=MEETING, keys=("thu_vao",)),
    Message("ballots-do-not-add-up", ERROR, "{valid} phiếu hợp lệ + {invalid} phiếu không hợp lệ khác {returned} phiếu thu vào.",
            "Phiếu thu vào = phiếu hợp lệ + phiếu không hợp lệ.", "Kiểm tra ba số phiếu.", sheets=MEETING, keys=("hop_le",)),
    Message("member-twice", ERROR, "Thành viên «{found}» ghi ở hai dòng.", "Mỗi thành viên một dòng.", "Xóa dòng ghi lặp.", sheets=MEMBERS, keys=("ho_ten",)),
    Message("absent-without-reason", ERROR, "Thành viên vắng mặt nhưng chưa ghi lý do.", "Biên bản ghi người vắng mặt kèm lý do.", "Ghi lý do ở cột Lý do vắng, ví dụ: Đi công tác.", sheets=MEMBERS, keys=("ly_do",)),
    Message("not-a-member", ERROR, "«{found}» không có trong trang Thành viên.", "Chủ trì và thư ký là thành viên Hội đồng.", "Ghi đúng tên trong trang Thành viên.{suggest}", sheets=MEETING, keys=("chu_tri", "thu_ky")),
    Message("leads-though-absent", ERROR, "«{found}» ghi là vắng mặt ở trang Thành viên.", "Chủ trì và thư ký phải có mặt.", "Sửa cột Có mặt, hoặc ghi người khác.", sheets=MEETING, keys=("chu_tri", "thu_ky")),
    Message("no-quorum", ERROR, "Có mặt {present}/{members} thành viên, chưa đủ {quorum}.", "Quy chế Hội đồng ({source}).", "Kiểm tra cột Có mặt; chưa đủ thì họp lại.", sheets=MEMBERS, keys=("co_mat",)),
    Message("votes-exceed-valid", ERROR, "Đồng ý và không đồng ý cộng lại {cast}, nhiều hơn {valid} phiếu hợp lệ.", "Mỗi phiếu hợp lệ một ý kiến về mỗi người.", "Kiểm tra số phiếu của dòng này.", sheets=VOTES, keys=("dong_y",)),
    Message("nobody-chosen", ERROR, "Chưa chọn điển hình tiên tiến.", "Kế hoạch 07, mục V: Hội đồng lựa chọn 01 điển hình tiên tiến.", "Chọn Có ở đúng một dòng, cột Điển hình tiên tiến.", sheets=VOTES, keys=("duoc_chon",)),
    Message("chosen-twice", ERROR, "Đã chọn «{other}» ở dòng trên.", "Kế hoạch 07, mục V: Hội đồng lựa chọn 01 điển hình tiên tiến.", "Chỉ để Có ở một dòng.", sheets=VOTES, keys=("duoc_chon",)),
    Message("chosen-under-threshold", ERROR, "Được chọn nhưng chỉ có {votes} đồng ý, chưa đạt {threshold}.", "Quy chế Hội đồng ({source}).", "Chọn người đạt tỷ lệ, hoặc kiểm tra số phiếu.", sheets=VOTES, keys=("duoc_chon",)),
    Message("award-under-threshold", ERROR, "Hình thức «{found}» nhưng chỉ có {votes} đồng ý, chưa đạt {threshold}.", "Quy chế Hội đồng ({source}).",
            "Chọn Không khen thưởng, hoặc kiểm tra số phiếu.", sheets=VOTES, keys=("hinh_thuc",)),
    Message("not-a-nominee", ERROR, "«{found}» không phải là người, tập thể được giới thiệu trong quý.", "Hội đồng biểu quyết trên danh sách tổng hợp của quý.",
            "Ghi đúng tên, đơn vị như trong danh sách; nếu danh sách đã thay đổi thì họp lại.{suggest}", sheets=VOTES, keys=("ten",)),
    Message("nominee-twice", ERROR, "«{found}» có hai dòng biểu quyết.", "Mỗi người, tập thể một dòng.", "Xóa dòng ghi lặp.", sheets=VOTES, keys=("ten",)),
    Message("nominee-not-voted", ERROR, "{name} ({unit}) được giới thiệu nhưng không có dòng biểu quyết.", "Hội đồng biểu quyết mọi người, tập thể được giới thiệu.",
            "Hội đồng biểu quyết bổ sung trên tệp hoi-dong.xlsx mới, hoặc bỏ biểu mẫu gửi sau cuộc họp ra khỏi thư mục.", sheets=VOTES, keys=("ten",)),
)  # fmt: skip
