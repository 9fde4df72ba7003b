"""Lists for an officer the checks of a cell, from its column's declaration and the catalogue of messages, with their outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.checking.catalogue import CATALOGUE
from pipeline.checking.messages import where
from pipeline.values.model import Finding, Severity
from schemas.grammar import Column, ColumnType

RULE_ENDS = " Quy định:"  # in a finding's message, after the description of the fault


def asked_of(sheet: str, column: Column, findings: Iterable[Finding]) -> str:
    """The checks of a cell and their outcome in one Vietnamese sentence; ``findings`` are those at that cell."""
    asked = [*_by_the_column(column), *_across(sheet, column.key)]
    failed = [_fault(found) for found in findings if found.is_error]
    noted = [_fault(found) for found in findings if found.severity is Severity.WARNING]
    outcome = f"CHƯA ĐẠT: {' '.join(failed)}" if failed else "đạt" + (f", lưu ý: {' '.join(noted)}" if noted else "")
    return f"đã kiểm tra {'; '.join(asked)}: {outcome.rstrip('.')}"


def _by_the_column(column: Column) -> Iterator[str]:
    yield str(column.kind)
    if column.required:
        yield "bắt buộc"
    if column.minimum is not None:
        yield f"không dưới {column.minimum}"
    if column.maximum is not None:
        yield f"không quá {column.maximum}" + ("" if column.is_number else " ký tự")
    if column.choices:
        yield "danh sách gợi ý" if column.open_choice else "đúng danh sách"
    if column.kind is ColumnType.NAME:
        yield "hai đến sáu tiếng, chỉ gồm chữ"
        yield "viết hoa chữ đầu mỗi tiếng"


def _across(sheet: str, key: str) -> Iterable[str]:
    """The rules across cells that concern a column, each once; «…» is printed for details that only a finding has."""
    rules = (message.rule for message in CATALOGUE if sheet in message.sheets and key in message.keys)
    return dict.fromkeys(rule.format_map(defaultdict(lambda: "…")).rstrip(".") for rule in rules)


def _fault(found: Finding) -> str:
    """A finding's description of the fault, without place, rule and remedy."""
    return found.public.message.removeprefix(where(found.place, found.field)).strip().partition(RULE_ENDS)[0]
