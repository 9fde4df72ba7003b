"""Turns the examples declared in the schemas into a context for checking the year's templates, with no list empty."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.checking.office import Office
from pipeline.papers.example import example_context
from pipeline.papers.printing import Context
from pipeline.papers.year_account import HEADINGS
from pipeline.papers.year_papers import YEAR_PAPERS, quarters_of

QUARTER = dict.fromkeys(
    ("ten", "dung_han", "som_muon", "chua_gui", "ca_nhan", "tap_the", "giay_khen", "bieu_duong", "cap_tren", "tien"),
    "01",
)
ACCOUNT: Context = {
    **dict.fromkeys((*HEADINGS, "men", "theo_nhom", "tien_chu", "nam_truoc"), "01"),
    "quy": (QUARTER,),
    "cong": QUARTER,
    "cuoi_nam": ({"so": "01", "doi_tuong": "x", "tong": "x"},),
    "dien_hinh": ({"quy": "x", "ten": "x", "noi": ("x",), "ket_qua": ("x",), "nguon": ("x",)},),
    "co_noi_ap_dung": True,
    "chua_nhan_rong": ("x",),
    "so_sanh": ({"ten": "x", "truoc": "x", "nay": "x"},),
    "gui_chua_du": ("x",),
}


def year_template_examples(year: int, office: Office) -> Mapping[str, Context]:
    """Maps the file name of each template of a year to an example of the context that it can print."""
    example = year_example(year, office)
    return {paper.template: example for paper in YEAR_PAPERS}


def year_example(year: int, office: Office) -> Context:
    """An example of the year's context in which no list is empty."""
    example, _ = example_context(quarters_of(year)[-1], office)
    added = {"quy_duyet": "x", "quy_chon": "x", "da_khen_nam": "x", "hinh_thuc_nam": "x"}
    both = {key: tuple({**each, **added} for each in example[key]) for key in ("tap_the", "ca_nhan")}
    headed = {f"{part}_{key}": listed for part in ("chon", "khac") for key, listed in both.items()}
    register = {"tt": "1", "don_vi": "x", **{f"quy_{n}": "x" for n in (1, 2, 3, 4)}, "da_gui": "04"}
    listed = dict.fromkeys(("quy_thieu", "quy_chua_hop", "quy_da_xoa"), ("x",))
    return {
        **example,
        **both,
        **headed,
        "nam": {**listed, "cach_ghi": ("x",), "doi_tuong": "x", "bieu_duong": "01", "da_xet": True},
        "so_theo_doi": (register,),
        "co_quyet_dinh": True,
        "ket_qua": ACCOUNT,
    }
