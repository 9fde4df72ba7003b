"""The lines of the sheet «Hướng dẫn», which explains how each form is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI

GUIDES: Mapping[str, Sequence[str]] = {  # by the kind of workbook
    CA_NHAN.kind: (
        "BIỂU MẪU GIỚI THIỆU GƯƠNG ĐIỂN HÌNH TIÊN TIẾN",
        "1. Mỗi quý, mỗi phòng, ban, đơn vị giới thiệu 01 cá nhân bằng một tệp theo biểu mẫu này ({ke_hoach_gui}).",
        "2. Gửi tệp về {thuong_truc} (Thường trực Hội đồng) từ ngày {gui_tu} đến ngày {gui_den} tháng cuối quý.",
        "3. Chỉ điền vào các ô nền trắng hoặc vàng nhạt; ô vàng nhạt và mục có dấu * là bắt buộc. Không đổi tên trang tính, tên mục; không gộp ô.",
        "4. Ngày ghi theo dạng ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 15/3/1985. Riêng ngày sinh, thời gian công tác: chỉ biết năm thì ghi năm.",
        "5. Trang «Trích ngang»: thông tin cá nhân, nhiệm vụ, thành tích, đề nghị của đơn vị. Nhiều ý thì mỗi ý một dòng (Alt+Enter).",
        "6. Trang «Khen thưởng» và «Sáng kiến»: mỗi dòng một danh hiệu, hình thức khen thưởng hoặc sáng kiến, ghi đủ các cột; không có thì để trống.",
        "7. Trang «Tiêu chí»: trả lời Có hoặc Không cho các tiêu chí của nhóm đối tượng đã chọn, kèm minh chứng; dòng nền xám không phải trả lời.",
        "8. {lanh_dao} và tập thể do Hội đồng giới thiệu, không dùng biểu mẫu này để đơn vị đề nghị.",
        "9. Dân tộc và thông tin đảng viên chỉ dùng trong trích ngang nội bộ. Không ghi số căn cước, quê quán, nơi ở, tôn giáo, thông tin người thân.",
        "10. Dán nội dung từ tệp khác bằng «Dán giá trị» để giữ định dạng và danh sách chọn của biểu mẫu.",
    ),
    CO_QUAN.kind: (
        "THÔNG TIN CƠ QUAN",
        "1. Mọi văn bản lấy tên cơ quan, đơn vị, người ký, nơi nhận, căn cứ pháp lý và mức tiền thưởng từ tệp này.",
        "2. Khi có thay đổi: THÊM một dòng mới với «Từ ngày», không sửa dòng cũ, để quý cũ lập lại vẫn đúng như khi ban hành.",
        "3. Khi một dòng không còn hiệu lực mà không có dòng thay thế: ghi «Đến ngày».",
        "4. Dòng nào «Đã xác nhận» là Không thì chương trình vẫn dùng nhưng báo là chưa xác nhận; đối chiếu văn bản gốc rồi đổi thành Có.",
        "5. Người ký là cấp phó: thêm dòng với «Quyền hạn» là «KT.» kèm chức vụ người đứng đầu, «Chức vụ» là chức vụ của cấp phó.",
    ),
    TAP_THE.kind: (
        "BIỂU MẪU GIỚI THIỆU TẬP THỂ ĐIỂN HÌNH TIÊN TIẾN",
        "1. Tập thể phòng, ban, đơn vị do Hội đồng xem xét, giới thiệu ({ke_hoach_gui}); mỗi tập thể một tệp theo biểu mẫu này.",
        "2. Chỉ điền vào các ô nền trắng hoặc vàng nhạt; ô vàng nhạt và mục có dấu * là bắt buộc. Không đổi tên trang tính, tên mục; không gộp ô.",
        "3. Ngày ghi theo dạng ngày/tháng/năm đủ bốn chữ số của năm, ví dụ {ngay_gui}. Nhiều ý thì mỗi ý một dòng (Alt+Enter).",
        "4. Trang «Tiêu chí»: trả lời Có hoặc Không cho mọi tiêu chí in sẵn, kèm minh chứng.",
        "5. Trang «Khen thưởng» và «Sáng kiến»: mỗi dòng một nội dung, ghi đủ các cột; không có thì để trống.",
    ),
    HOI_DONG.kind: (
        "KẾT QUẢ HỌP HỘI ĐỒNG",
        "1. Tệp này có sẵn danh sách người, tập thể được giới thiệu trong quý và thành viên Hội đồng. Sau cuộc họp, điền các ô còn trống.",
        "2. Trang «Thành viên»: chọn Có hoặc Không ở cột Có mặt; vắng mặt thì ghi lý do. Thêm, bớt thành viên thì thêm, xóa dòng.",
        "3. Trang «Cuộc họp»: thời gian, địa điểm, chủ trì, thư ký, tổ kiểm phiếu, số phiếu. Tổng số, mẫu số tự tính.",
        "4. Trang «Biểu quyết»: số phiếu đồng ý, không đồng ý, số phiếu chọn điển hình của từng người, tập thể; chọn Có ở dòng nhiều phiếu chọn nhất là điển hình tiên tiến; chọn hình thức Hội đồng thống nhất.",
        "5. Nhiều dòng cùng số phiếu chọn cao nhất: chọn theo quy tắc khi bằng phiếu của quy chế (in sẵn), ghi ai được chọn ở mục Quyết định khi bằng phiếu.",
        "6. Không sửa cột in sẵn. Nếu danh sách giới thiệu thay đổi sau cuộc họp, Hội đồng họp lại trên danh sách mới.",
        "7. Chép tệp này vào thư mục inputs của quý rồi chạy make quarter: biên bản, tờ trình, công văn giới thiệu, quyết định, giấy khen được lập theo kết quả.",
    ),
    THEO_DOI.kind: (
        "SỔ THEO DÕI",
        "1. Chép tệp này vào thư mục inputs với tên theo-doi.xlsx. Không bắt buộc: không có tệp này thì mọi văn bản để trống số, ngày.",
        "2. Trang «Sổ văn bản»: văn bản đã ký thì ghi số và ngày ký, mỗi văn bản một dòng. Lần lập sau in số, ngày đó vào văn bản và vào mọi văn bản viện dẫn; văn bản không còn dấu DỰ THẢO.",
        "3. Số ghi 215 hoặc 215/QĐ-{ky_hieu}. Xóa dòng thì văn bản trở lại dự thảo.",
        "4. Trang «Nhân rộng»: điển hình tiên tiến đã được chọn được học tập, áp dụng ở đâu, từ ngày nào, kết quả ra sao, bài đăng ở đâu. Ô chưa có thông tin thì để trống.",
        "5. Ngày ghi theo dạng ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 02/4/{nam}.",
    ),
    HOI_DONG_NAM.kind: (
        "KẾT QUẢ HỌP HỘI ĐỒNG XÉT KHEN THƯỞNG CUỐI NĂM",
        "1. Tệp này có sẵn các điển hình của năm, mỗi người, tập thể một dòng, kèm thành tích đã được khen. Sau cuộc họp, điền các ô còn trống.",
        "2. Trang «Thành viên»: chọn Có hoặc Không ở cột Có mặt; vắng mặt thì ghi lý do.",
        "3. Trang «Cuộc họp»: thời gian, địa điểm, chủ trì, thư ký, tổ kiểm phiếu, số phiếu.",
        "4. Trang «Biểu quyết»: số phiếu và hình thức Hội đồng thống nhất. Giấy khen cuối năm chỉ tặng cho thành tích chưa được khen: ghi thành tích đó ở cột cuối.",
        "5. Chép tệp này vào thư mục inputs\\{nam} rồi chạy make year: quyết định khen thưởng cuối năm được lập theo kết quả.",
    ),
}
