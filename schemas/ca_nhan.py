"""The workbook that introduces one individual: its four sheets in order, and the rules across their cells."""

from __future__ import annotations

from schemas import tieu_chi, trich_ngang
from schemas.grammar import WorkbookSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.rules import Rule
from schemas.sang_kien import SANG_KIEN

CA_NHAN = WorkbookSchema(
    "ca-nhan", "Biểu mẫu cá nhân", (trich_ngang.TRICH_NGANG, KHEN_THUONG, SANG_KIEN, tieu_chi.TIEU_CHI)
)
RULES: tuple[Rule, ...] = (*trich_ngang.RULES, *tieu_chi.RULES)
