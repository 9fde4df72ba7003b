"""Defines one entry of the catalogue of messages, and names the sheets that entries are about."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values.model import Severity
from schemas.co_quan import CO_QUAN, CO_QUAN_SHEET, DON_VI, KE_HOACH, NOI_NHAN, QUY_CHE
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.khen_thuong import KHEN_THUONG
from schemas.nhan_rong import NHAN_RONG
from schemas.sang_kien import SANG_KIEN
from schemas.so_van_ban import SO_VAN_BAN
from schemas.tap_the import TAP_THE_SHEET
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG

ERROR, WARNING = Severity.ERROR, Severity.WARNING
INDIVIDUAL, COLLECTIVE, NOMINATION = (TRICH_NGANG.name,), (TAP_THE_SHEET.name,), (TRICH_NGANG.name, TAP_THE_SHEET.name)
AWARDS, INITIATIVES, ANSWERS = (KHEN_THUONG.name,), (SANG_KIEN.name,), (TIEU_CHI.name,)
MEETING, MEMBERS, VOTES = (CUOC_HOP.name,), (THANH_VIEN.name,), (BIEU_QUYET.name,)
PLANS, FACTS, UNITS, SENT_TO = (KE_HOACH.name,), (CO_QUAN_SHEET.name,), (DON_VI.name,), (NOI_NHAN.name,)
ISSUED, FOLLOWED = (SO_VAN_BAN.name,), (NHAN_RONG.name,)
OFFICE, REGULATIONS = tuple(sheet.name for sheet in CO_QUAN.sheets), (QUY_CHE.name,)


@dataclass(frozen=True)
class Message:
    """One entry of the catalogue; the details of a finding replace ``{…}`` in its texts.

    ``sheets`` and ``keys`` name the columns that a rule across cells looks at; both are empty for checks of a single cell.
    """

    code: str
    severity: Severity
    fault: str
    rule: str
    remedy: str
    sheets: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
