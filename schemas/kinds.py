"""Every kind of workbook by its name."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE

BY_KIND: Mapping[str, WorkbookSchema] = {schema.kind: schema for schema in (CA_NHAN, TAP_THE, HOI_DONG, CO_QUAN)}
