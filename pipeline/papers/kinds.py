"""Lists the kinds of paper of a quarter: for each its template, its file, the condition, and whether there is one for each nominee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.papers.printing import Context
from pipeline.values.model import Document
from pipeline.values.safe_names import distinct


@dataclass(frozen=True)
class Copy:
    """One of several papers made of one template: the stem of its file, whom it is about, the names added to the context."""

    stem: str
    about: str
    added: Context


@dataclass(frozen=True)
class Paper:
    """One kind of paper.

    ``path`` is relative to the quarter's folder. A paper with ``each`` is made once for each of the copies of that name,
    others once. ``when`` says whether a context has what the paper needs. ``margins`` gives the top and left margin in
    millimetres if the office sets them (pre-printed certificates).
    """

    kind: str
    title: str
    path: str
    each: str = ""
    when: Callable[[Context], bool] = lambda context: True
    margins: Callable[[Context], tuple[int, int]] | None = None

    @property
    def template(self) -> str:
        """The file name of its Word template."""
        return f"{self.kind}.docx"


def _has_nominees(listed: Context) -> bool:
    return bool(listed["ca_nhan"] or listed["tap_the"])


def _has_certificates(context: Context) -> bool:
    return _has_nominees(context["quyet_dinh"])


def _has_met(context: Context) -> bool:
    return bool(context["da_hop"])


def _has_chosen(context: Context) -> bool:
    """Whether the one chosen is still a nominee; else the letter waits for a new vote."""
    return _has_met(context) and not context["hop"]["cho_bieu_quyet_lai"]


def _has_higher(context: Context) -> bool:
    """Whether the Council proposes somebody for an award that only a higher level can grant."""
    return bool(context["cap_tren"]["doi_tuong"])


def _has_posted(context: Context) -> bool:
    return _has_nominees(context["cong_khai"])


def _certificate_margins(context: Context) -> tuple[int, int]:
    return int(context["giay_khen"]["le_tren"]), int(context["giay_khen"]["le_trai"])


PAPERS = (
    Paper("trich-ngang-tap-the", "Trích ngang tập thể", "trich-ngang/{stem}.docx", each="tap_the"),
    Paper("trich-ngang", "Trích ngang", "trich-ngang/{stem}.docx", each="ca_nhan"),
    Paper("danh-sach-tong-hop", "Danh sách tổng hợp", "danh-sach-tong-hop.docx"),
    Paper("danh-sach-cong-khai", "Danh sách công khai", "danh-sach-cong-khai.docx", when=_has_posted),
    Paper("phieu-bau", "Phiếu bầu", "phieu-bau.docx", when=lambda context: _has_nominees(context) and not _has_met(context)),
    Paper("bien-ban-hop-hoi-dong", "Biên bản họp Hội đồng", "bien-ban-hop-hoi-dong.docx", when=_has_met),
    Paper("to-trinh", "Tờ trình", "to-trinh.docx", when=_has_met),
    Paper("quyet-dinh-khen-thuong", "Quyết định khen thưởng", "quyet-dinh-khen-thuong.docx", when=_has_certificates),
    Paper("giay-khen", "Nội dung Giấy khen", "giay-khen.docx", when=lambda context: _has_met(context) and _has_certificates(context), margins=_certificate_margins),
    Paper("cong-van-gioi-thieu", "Công văn giới thiệu", "cong-van-gioi-thieu.docx", when=_has_chosen),
    Paper("thong-bao-nhan-rong", "Thông báo nhân rộng điển hình tiên tiến", "thong-bao-nhan-rong.docx", when=_has_chosen),
    Paper("bai-gioi-thieu", "Bài giới thiệu điển hình tiên tiến", "bai-gioi-thieu.docx", when=_has_chosen),
    Paper("to-trinh-cap-tren", "Tờ trình cấp trên", "to-trinh-cap-tren.docx", when=_has_higher),
    Paper("bao-cao-thanh-tich", "Báo cáo thành tích", "bao-cao-thanh-tich/{stem}.docx", each="bao_cao_thanh_tich"),
    Paper("don-doc", "Công văn đôn đốc", "don-doc/{stem}.docx", each="don_doc"),
)  # fmt: skip


def documents(paper: Paper, context: Context, copies: Mapping[str, Sequence[Copy]]) -> Iterable[Document]:
    """The papers of one kind: one, or one for each of its copies."""
    margins = paper.margins(context) if paper.margins else None
    if not paper.each:
        yield Document(paper.kind, paper.path, paper.template, paper.title, "", context, margins)
        return
    for each, stem in zip(copies[paper.each], distinct(each.stem for each in copies[paper.each]), strict=True):
        title = f"{paper.title} - {each.about}"
        yield Document(
            paper.kind,
            paper.path.format(stem=stem),
            paper.template,
            title,
            each.about,
            {**context, **each.added},
            margins,
        )
