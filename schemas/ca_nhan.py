"""Declares the workbook that introduces one individual: its four sheets in order, and the rules across their cells."""

from __future__ import annotations

from schemas import khen_thuong, sang_kien, tieu_chi, trich_ngang
from schemas.grammar import WorkbookSchema
from schemas.rules import Rule

CA_NHAN = WorkbookSchema(
    "ca-nhan",
    "Biểu mẫu cá nhân",
    (trich_ngang.TRICH_NGANG, khen_thuong.KHEN_THUONG, sang_kien.SANG_KIEN, tieu_chi.TIEU_CHI),
)
RULES: tuple[Rule, ...] = (*trich_ngang.RULES, *khen_thuong.RULES, *sang_kien.RULES, *tieu_chi.RULES)
