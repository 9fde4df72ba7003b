"""Declares the follow-up workbook `theo-doi.xlsx`: the papers issued, and what became of those chosen. It is optional."""

from __future__ import annotations

from schemas import nhan_rong, so_van_ban
from schemas.grammar import WorkbookSchema

THEO_DOI = WorkbookSchema("theo-doi", "Sổ theo dõi", (so_van_ban.SO_VAN_BAN, nhan_rong.NHAN_RONG))
RULES = (*so_van_ban.RULES, *nhan_rong.RULES)
