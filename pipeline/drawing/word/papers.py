"""Lists the Word templates of all papers by file name, and draws them.

The tags are explained in ``templates/README.md``; the names in them are those that ``pipeline.papers.context`` provides.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.drawing.word.awards import certificates, decision
from pipeline.drawing.word.closing_lines import keep_closing_lines
from pipeline.drawing.word.letters import form_letter, introduction, reminder
from pipeline.drawing.word.lists import consolidated_list, public_list
from pipeline.drawing.word.meeting import ballot, minutes
from pipeline.drawing.word.nd30 import STYLES, numbered_lines, page_number
from pipeline.drawing.word.ooxml import package
from pipeline.drawing.word.profiles import collective_profile, profile
from pipeline.drawing.word.proposals import achievement_report, proposal, submission_to_province
from pipeline.drawing.word.replication import introducing_piece, notice
from pipeline.drawing.word.year_papers import commendation, exemplars, register, year_account


def draw_papers() -> dict[str, bytes]:
    """Every Word template by file name: the same bytes every time."""
    return {
        name: package(title, keep_closing_lines(numbered_lines(draw())), STYLES, page_number())
        for name, title, draw in PAPERS
    }


PAPERS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("trich-ngang.docx", "Trích ngang thành tích", profile),
    ("trich-ngang-tap-the.docx", "Trích ngang thành tích tập thể", collective_profile),
    ("danh-sach-tong-hop.docx", "Danh sách tổng hợp", consolidated_list),
    ("quyet-dinh-khen-thuong.docx", "Quyết định khen thưởng", decision),
    ("danh-sach-cong-khai.docx", "Danh sách công khai", public_list),
    ("phieu-bau.docx", "Phiếu bầu", ballot),
    ("bien-ban-hop-hoi-dong.docx", "Biên bản họp Hội đồng", minutes),
    ("to-trinh.docx", "Tờ trình", proposal),
    ("giay-khen.docx", "Nội dung Giấy khen", certificates),
    ("cong-van-gioi-thieu.docx", "Công văn giới thiệu", introduction),
    ("to-trinh-cap-tren.docx", "Tờ trình cấp trên", submission_to_province),
    ("bao-cao-thanh-tich.docx", "Báo cáo thành tích", achievement_report),
    ("cong-van-gui-bieu-mau.docx", "Công văn gửi biểu mẫu", form_letter),
    ("thong-bao-nhan-rong.docx", "Thông báo nhân rộng điển hình tiên tiến", notice),
    ("bai-gioi-thieu.docx", "Bài giới thiệu điển hình tiên tiến", introducing_piece),
    ("don-doc.docx", "Công văn đôn đốc", reminder),
    ("danh-sach-dien-hinh-nam.docx", "Danh sách gương điển hình tiên tiến trong năm", exemplars),
    ("danh-sach-khen-thuong-nam.docx", "Danh sách khen thưởng cuối năm", commendation),
    ("bao-cao-ket-qua-nam.docx", "Báo cáo kết quả thực hiện kế hoạch", year_account),
    ("so-theo-doi-don-vi.docx", "Sổ theo dõi các đơn vị", register),
)
