"""The facts of the shipped office that tests go through, as tuples of texts."""

from __future__ import annotations

from pipeline.drawing.office import shipped_rows

ROWS = shipped_rows()


def _of(sheet: str, *keys: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[key] for key in keys) for row in ROWS[sheet])


UNITS = _of("Đơn vị", "ma", "ten", "ten_khac")
CRITERIA = _of("Tiêu chí", "ma", "muc", "nhom", "noi_dung")
MEMBERS = _of("Thành viên Hội đồng", "ho_ten", "danh_xung", "chuc_vu", "vai_tro")
REGULATIONS = {row["muc"]: row["gia_tri"] for row in ROWS["Quy chế Hội đồng"]}
LEGAL_BASES = _of("Căn cứ", "thu_tu", "loai", "can_cu", "tu_ngay", "den_ngay")
ADDRESSES = {row["ma"]: row["thu"] for row in ROWS["Đơn vị"] if row["thu"]}
