"""Well-formed papers of other offices: their texts in the notation of ``tests.foreign``, each drawn in several ways."""

from __future__ import annotations

from dataclasses import replace

from tests.foreign import DrawingOptions, drawn
from tests.foreign_library import drawn_by_a_library

DECISION = """
< UBND TỈNH YÊN BÁI
<< SỞ NỘI VỤ
# Số: 125/QĐ-SNV
@ Yên Bái, ngày_15 tháng 4 năm 2021
! QUYẾT ĐỊNH
~ Về việc ban hành Quy chế làm việc của Sở Nội vụ
^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI
i Căn cứ Luật Tổ chức chính quyền địa phương ngày_19 tháng 6 năm 2015;
i Căn cứ Nghị định số 107/2020/NĐ-CP ngày_14 tháng 9 năm 2020 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP;
i Theo đề nghị của Chánh Văn phòng Sở.
: QUYẾT ĐỊNH:
. Điều_1. Ban hành kèm theo Quyết định này Quy chế làm việc của Sở Nội vụ.
. Điều_2. Quyết định này có hiệu lực kể từ ngày ký.
. Điều_3. Chánh Văn phòng, Trưởng các phòng, đơn vị thuộc Sở và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.
n Nơi nhận:
- Như Điều 3;
- UBND tỉnh (b/c);
- Lưu: VT, VP.
[ GIÁM ĐỐC
] Nguyễn Văn Thử
"""
ANNEX = """
== annex
A Phụ lục
T DANH SÁCH CÁC ĐƠN VỊ THỰC HIỆN
( (Kèm theo Quyết định số 125/QĐ-SNV ngày_15 tháng 4 năm 2021 của Giám đốc Sở Nội vụ)
| STT | Đơn vị | Nhiệm vụ
| 1 | Văn phòng Sở | Theo dõi
| 2 | Phòng Công chức | Thực hiện
"""
LETTER = """
< BỘ NỘI VỤ
<< CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC
# Số: 512/VTLTNN-NVĐP
V V/v triển khai Nghị định số 30/2020/NĐ-CP
@ Hà Nội, ngày_06 tháng 4 năm 2020
> Kính gửi: Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương.
. Thực hiện Nghị định số 30/2020/NĐ-CP ngày_05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, đề nghị Quý cơ quan triển khai các nội dung sau:
. 1. Tổ chức phổ biến, quán triệt Nghị định đến toàn thể công chức, viên chức và người lao động.
. 2. Rà soát, sửa đổi quy chế công tác văn thư cho phù hợp.
. Đề nghị Quý cơ quan quan tâm thực hiện./.
n Nơi nhận:
- Như trên;
- Bộ trưởng (để b/c);
- Lưu: VT, NVĐP.
[ CỤC TRƯỞNG
] Đặng Thanh Mẫu
"""
NOTICE = """
< UBND HUYỆN BẢO THẮNG
<< PHÒNG NỘI VỤ
# Số: 07/TB-PNV
@ Bảo Thắng, ngày_08 tháng 01 năm 2021
! THÔNG BÁO
~ Về việc nghỉ Tết Nguyên đán năm 2021
. Thực hiện quy định của Bộ luật Lao động, Phòng Nội vụ thông báo như sau:
. 1. Thời gian nghỉ: từ ngày_10 đến hết ngày_16 tháng 02 năm 2021.
. a) Các cơ quan bố trí người trực, bảo vệ trụ sở; phân công lãnh đạo theo dõi, chỉ đạo giải quyết việc phát sinh.
. - Danh sách trực gửi về Phòng Nội vụ.
. Giải quyết kịp thời vấn đề nan giải, chăm lo người mắc bệnh nan y, vượt qua gian nan.
. Phụ lục kèm theo Thông báo này là một phần không tách rời của Thông báo.
. Trên đây là thông báo để các cơ quan biết, thực hiện./.
n Nơi nhận:
- Các phòng, ban;
- Lưu: VT.
[ TRƯỞNG PHÒNG
] Lò Văn Mẫu
"""
PLAN = """
<< UBND XÃ BẢN MẪU
# Số: 12/KH-UBND
@ Bản Mẫu, ngày_03 tháng 3 năm 2021
! KẾ HOẠCH
~ Phòng, chống dịch bệnh trên địa bàn xã năm 2021
. Ủy ban nhân dân xã xây dựng Kế hoạch phòng, chống dịch bệnh năm 2021 như sau:
* I. MỤC ĐÍCH, YÊU CẦU
. 1. Chủ động phát hiện sớm, xử lý kịp thời, không để dịch bệnh lan rộng.
* II. TỔ CHỨC THỰC HIỆN
. Trạm Y tế xã chủ trì, phối hợp với các thôn, bản tổ chức thực hiện Kế hoạch này./.
n Nơi nhận:
- UBND huyện (b/c);
- Các thôn, bản;
- Lưu: VT, YT.
[ TM. ỦY BAN NHÂN DÂN
[ KT. CHỦ TỊCH
[ PHÓ CHỦ TỊCH
] Sùng A Mẫu
"""
PROPOSAL = """
< UBND TỈNH YÊN BÁI
<< SỞ NỘI VỤ
# Số: 15/TTr-SNV
@ Yên Bái, ngày_05 tháng 02 năm 2021
! TỜ TRÌNH
~ Về việc giao biên chế công chức năm 2021
> Kính gửi: Ủy ban nhân dân tỉnh Yên Bái.
. Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh, Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, quyết định giao biên chế.
. Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.
n Nơi nhận:
- Như trên;
- Lưu: VT, TCBC.
[ Q. GIÁM ĐỐC
] Hà Thị Mẫu
"""
MINUTES = """
< SỞ Y TẾ
<< TRUNG TÂM KIỂM SOÁT BỆNH TẬT
# Số: 09/BB-TTKSBT
@ Sơn La, ngày_15 tháng 4 năm 2021
! BIÊN BẢN
~ Họp xét thi đua quý I năm 2021
. Thời gian bắt đầu: 08 giờ 00 phút, ngày_15 tháng 4 năm 2021.
. Thành phần tham dự: 05 đồng chí.
. Chủ trì: Ông Nguyễn Văn Thử, Giám đốc Trung tâm.
. Cuộc họp kết thúc vào 10 giờ 00 phút cùng ngày./.
[ THƯ KÝ
] Lê Thị Mẫu
[ CHỦ TỌA
] Nguyễn Văn Thử
n Nơi nhận:
- Như thành phần;
- Lưu: VT, hồ sơ.
"""
REPORT = """
< TỔNG CỤC THỐNG KÊ
<< CỤC THỐNG KÊ TỈNH LÀO CAI
# Số: 48/BC-CTK
@ Lào Cai, ngày_25 tháng 12 năm 2020
! BÁO CÁO
~ Kết quả công tác năm 2020
. Cục Thống kê tỉnh báo cáo kết quả công tác năm 2020 như sau:
== landscape
c Bảng 1. Kết quả thực hiện nhiệm vụ
| STT | Nhiệm vụ | Kết quả
| 1 | Điều tra dân số | Hoàn thành
| 2 | Điều tra lao động | Hoàn thành
== portrait
. Trên đây là báo cáo kết quả công tác năm 2020 của Cục Thống kê tỉnh./.
n Nơi nhận:
- Tổng cục Thống kê;
- Lưu: VT, TH.
[ TL. CỤC TRƯỞNG
[ CHÁNH VĂN PHÒNG
] Vàng Thị Mẫu
"""
LIST = """
< UBND THÀNH PHỐ LÀO CAI
<< TRƯỜNG TIỂU HỌC MẪU
@ Lào Cai, ngày_20 tháng 5 năm 2021
! DANH SÁCH
~ Học sinh được khen thưởng năm học 2020 - 2021
| STT | Họ và tên | Lớp
| 1 | Lý A Mẫu | 5A
| 2 | Giàng Thị Thử | 5B
. Danh sách có 02_học sinh.
[ HIỆU TRƯỞNG
] Phạm Thị Mẫu
"""
TABLE, TABS, BOXES, FRAMES = (
    DrawingOptions(),
    DrawingOptions(head="tabs", signing="tabs"),
    DrawingOptions(head="boxes"),
    DrawingOptions(head="frames"),
)
MINISTRY = (
    DECISION.replace("< UBND TỈNH YÊN BÁI\n", "", 1)
    .replace("<< SỞ NỘI VỤ", "<< BỘ NỘI VỤ")
    .replace("125/QĐ-SNV", "308/QĐ-BNV")
    .replace("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI", "^ BỘ TRƯỞNG BỘ NỘI VỤ")
    .replace("[ GIÁM ĐỐC", "[ KT. BỘ TRƯỞNG\n[ THỨ TRƯỞNG")
)
PROVINCE = (
    DECISION.replace("< UBND TỈNH YÊN BÁI\n<< SỞ NỘI VỤ", "<< ỦY BAN NHÂN DÂN\n<< TỈNH HÀ GIANG")
    .replace("125/QĐ-SNV", "01/QĐ-UBND")
    .replace("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI", "^ CHỦ TỊCH ỦY BAN NHÂN DÂN\n^ TỈNH HÀ GIANG")
    .replace("[ GIÁM ĐỐC", "[ CHỦ TỊCH")
)
DEPUTY = DECISION.replace("[ GIÁM ĐỐC", "[ KT. GIÁM ĐỐC\n[ PHÓ GIÁM ĐỐC")
ONE_BREAK = DECISION.replace("[ GIÁM ĐỐC", "[ KT. GIÁM ĐỐC/nPHÓ GIÁM ĐỐC")
ISSUED = DECISION.replace("Về việc ban hành", "Ban hành")
LONG_SUBJECT = DECISION.replace(
    "làm việc của Sở Nội vụ\n^", "làm việc,\n~ quy tắc ứng xử của công chức, viên chức Sở Nội vụ\n^", 1
)
OTHER_GROUNDS = DECISION.replace(
    "i Theo đề nghị của Chánh Văn phòng Sở.",
    "i Theo Tờ trình số 15/TTr-VP ngày_10 tháng 4 năm 2021 của Chánh Văn phòng;\ni Xét Công văn số 20/SNV-VP ngày_12 tháng 4 năm 2021.",
)
DRAFT = DECISION.replace("Số: 125/", "Số:______/").replace("ngày_15 tháng 4", "ngày______tháng 4", 1)
MANY_ADDRESSEES = LETTER.replace(
    "> Kính gửi: Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương.",
    "> Kính gửi:\n>- - Bộ Tài chính;\n>- - Bộ Kế hoạch và Đầu tư;\n>- - Ủy ban nhân dân tỉnh Lào Cai.",
)
FROM_AN_OFFICE = (
    LETTER.replace("< BỘ NỘI VỤ\n<< CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "< TỈNH LÀO CAI\n<< UBND HUYỆN BÁT XÁT")
    .replace("512/VTLTNN-NVĐP", "85/UBND-VX1")
    .replace("V V/v triển khai Nghị định số 30/2020/NĐ-CP", "V V/v triển khai Nghị định\nV số 30/2020/NĐ-CP")
    .replace("[ CỤC TRƯỞNG", "[ TUQ. CHỦ TỊCH\n[ TRƯỞNG PHÒNG NỘI VỤ")
)
TWO_ANNEXES = DECISION + ANNEX.replace("A Phụ lục", "A Phụ lục I") + ANNEX.replace("A Phụ lục", "A Phụ lục II")
RESOLUTION = (
    DECISION.replace("! QUYẾT ĐỊNH", "! NGHỊ QUYẾT")
    .replace("125/QĐ-SNV", "12/NQ-HĐND")
    .replace("< UBND TỈNH YÊN BÁI\n<< SỞ NỘI VỤ", "<< HỘI ĐỒNG NHÂN DÂN\n<< XÃ BẢN MẪU")
    .replace("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI", "^ HỘI ĐỒNG NHÂN DÂN XÃ BẢN MẪU\n^ KHÓA XX, KỲ HỌP THỨ 10")
    .replace(": QUYẾT ĐỊNH:", ": QUYẾT NGHỊ:")
    .replace("[ GIÁM ĐỐC", "[ CHỦ TỊCH")
)
REGULATION = """
== annex
^ QUY CHẾ
^ Làm việc của Sở Nội vụ
( (Ban hành kèm theo Quyết định số 125/QĐ-SNV ngày_15 tháng 4 năm 2021 của Giám đốc Sở Nội vụ)
c Chương I
c QUY ĐỊNH CHUNG
* Điều_1. Phạm vi điều chỉnh
. Quy chế này quy định nguyên tắc làm việc của Sở Nội vụ.
* Điều_2. Trách nhiệm của Giám đốc
. 1. Chịu trách nhiệm chung về mọi hoạt động của Sở.
"""
DOTTED = DECISION.replace("Số: 125/", "Số: …../").replace("ngày_15 tháng 4 năm 2021\n!", "ngày … tháng … năm 2021\n!")
UNIVERSITY = (
    DECISION.replace("<< SỞ NỘI VỤ", "<< TRƯỜNG ĐẠI HỌC MẪU")
    .replace("QĐ-SNV", "QĐ-ĐHM")
    .replace("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI", "^ HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC MẪU")
    .replace("[ GIÁM ĐỐC\n] ", "[ HIỆU TRƯỞNG\n] PGS.TS. ")
)
INVITATION = (
    NOTICE.replace("! THÔNG BÁO", "! GIẤY MỜI")
    .replace("07/TB", "07/GM")
    .replace("~ Về việc nghỉ Tết Nguyên đán năm 2021", "~ Dự họp triển khai nhiệm vụ năm 2021")
    .replace("[ TRƯỞNG PHÒNG", "[ TL. CHỦ TỊCH\n[ KT. TRƯỞNG PHÒNG NỘI VỤ\n[ PHÓ TRƯỞNG PHÒNG")
)
CARRYING_OUT = PLAN.replace("~ Phòng, chống dịch bệnh", "~ Thực hiện phòng, chống dịch bệnh")
PAPERS: dict[str, bytes] = {
    name: drawn(text, options)
    for name, text, options in (
        ("quyết định, bảng", DECISION, TABLE),
        ("quyết định, bảng một hàng", DECISION, replace(TABLE, head="one row", letters="defaults")),
        ("quyết định, mỗi dòng một hàng", DECISION, replace(TABLE, head="row a line", letters="styles")),
        ("quyết định, hai bảng", DECISION, replace(TABLE, head="two tables", letters="theme")),
        ("quyết định, tab", DECISION, replace(TABS, letters="defaults")),
        ("quyết định, khung chữ", DECISION, replace(BOXES, letters="defaults")),
        ("quyết định, khung", DECISION, replace(FRAMES, letters="defaults")),
        ("quyết định, điều khiển nội dung", DECISION, replace(TABLE, head="control", number="control")),
        ("quyết định, đường kẻ VML", DECISION, replace(TABLE, line="vml", letters="defaults")),
        ("quyết định, đường kẻ là viền ô", DECISION, replace(TABLE, line="cell", letters="defaults")),
        ("quyết định, đường kẻ trong dòng", DECISION, replace(TABLE, line="same paragraph", letters="theme")),
        ("quyết định, gạch đầu dòng tự động", DECISION, replace(TABLE, bullets="automatic", letters="defaults")),
        ("quyết định, ngôn ngữ ở từng chữ", DECISION, replace(TABLE, language="runs", number="simple")),
        ("quyết định, ngôn ngữ ở kiểu", DECISION, replace(TABLE, language="normal", letters="defaults")),
        ("quyết định, phụ lục", DECISION + ANNEX, replace(TABLE, letters="styles")),
        (
            "quyết định, phụ lục ngang",
            DECISION + ANNEX.replace("== annex", "== annex landscape"),
            replace(TABLE, letters="defaults"),
        ),
        ("quyết định, phụ lục theo đầu trang trước", DECISION + ANNEX, replace(TABLE, annex_header=False)),
        ("quyết định, hai phụ lục", TWO_ANNEXES, replace(TABLE, letters="theme")),
        ("quyết định, trích yếu hai dòng", LONG_SUBJECT, TABLE),
        ("quyết định, ban hành", ISSUED, replace(TABS, letters="theme")),
        ("quyết định, căn cứ khác", OTHER_GROUNDS, replace(TABLE, letters="styles")),
        ("quyết định, dự thảo", DRAFT, TABLE),
        ("quyết định của bộ, thứ trưởng ký", MINISTRY, TABLE),
        ("quyết định của tỉnh, tên hai dòng", PROVINCE, replace(BOXES, letters="theme")),
        ("quyết định, phó ký", DEPUTY, replace(TABS, letters="theme")),
        ("quyết định, chức vụ xuống dòng", ONE_BREAK, replace(TABLE, letters="defaults")),
        ("công văn, bảng", LETTER, TABLE),
        ("công văn một trang, không có số trang", LETTER, replace(TABLE, page_number="")),
        ("công văn, tab", LETTER, replace(TABS, letters="defaults")),
        ("công văn, khung chữ", LETTER, replace(BOXES, letters="theme")),
        ("công văn, nhiều nơi", MANY_ADDRESSEES, replace(TABLE, letters="styles")),
        ("công văn của huyện, tab, trích yếu hai dòng", FROM_AN_OFFICE, replace(TABS, letters="theme")),
        ("thông báo của huyện", NOTICE, replace(TABLE, letters="styles")),
        ("kế hoạch của xã", PLAN, replace(TABLE, letters="defaults")),
        ("kế hoạch của xã, tab", PLAN, replace(TABS, letters="theme")),
        ("tờ trình của sở, quyền giám đốc", PROPOSAL, replace(TABLE, letters="theme")),
        ("biên bản của trung tâm", MINUTES, replace(TABLE, letters="styles")),
        ("báo cáo, phần ngang ở giữa", REPORT, replace(TABLE, letters="defaults")),
        ("danh sách của trường", LIST, replace(TABLE, letters="styles")),
        ("nghị quyết của hội đồng xã", RESOLUTION, replace(BOXES, letters="defaults")),
        ("quyết định kèm quy chế", DECISION + REGULATION, replace(TABS, letters="defaults")),
        ("quyết định, chỗ trống bằng dấu chấm", DOTTED, replace(TABLE, letters="theme")),
        ("quyết định của trường đại học, có học hàm", UNIVERSITY, TABLE),
        ("giấy mời, phó trưởng phòng ký thay, thừa lệnh", INVITATION, replace(TABS, letters="theme")),
        ("kế hoạch thực hiện", CARRYING_OUT, replace(TABLE, letters="styles")),
    )
}
PAPERS |= {
    "quyết định, do thư viện viết": drawn_by_a_library(DECISION),
    "công văn, do thư viện viết": drawn_by_a_library(LETTER),
    "tờ trình, do thư viện viết": drawn_by_a_library(PROPOSAL),
}
