"""Turns a checked quarter into its papers before rendering: for each its template, its path and the values to print.

All papers share one context. A paper that is made several times (for each nominee, collective, or unit that has to send
or correct a workbook) has one more name in it. Only the two profiles contain the columns declared sensitive. A new kind
of paper is a Word template and one line of ``PAPERS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.checking.checked import Checked
from pipeline.papers.context import legal_notes, shared_context
from pipeline.papers.kinds import PAPERS, Copy, documents
from pipeline.papers.nominations import FILE_NAME_LIMIT, copies_of, nominate
from pipeline.papers.printing import (
    Context,
)
from pipeline.papers.reminders import reminders
from pipeline.values.dates import Quarter
from pipeline.values.model import Document
from pipeline.values.vietnamese import slug


def assemble(checked: Checked) -> Iterator[Document]:
    """The papers that can be made of a checked quarter, in the order of ``PAPERS``."""
    nominations = nominate(checked)
    context = shared_context(
        checked.quarter, checked.deciding, nominations, checked.missing_units, checked.returned_units, checked.meeting
    )
    letters = tuple(
        Copy(slug(str(each["don_vi"]), FILE_NAME_LIMIT - len(".docx")), str(each["don_vi"]), {"don_doc": each})
        for each in reminders(checked)
    )
    copies = {**copies_of(nominations), "don_doc": letters}
    context = _with_forgotten(context, checked.forgotten)
    notes = legal_notes(checked.deciding)
    for paper in PAPERS:
        if paper.when(context):
            for document in documents(paper, context, copies):
                yield replace(document, notes=notes) if paper.kind == "quyet-dinh-khen-thuong" else document


def _with_forgotten(context: Context, forgotten: Sequence[Quarter]) -> Context:
    """The context with a note in the consolidated list about earlier quarters whose nominees are no longer known."""
    listed = context["danh_sach"]
    if not forgotten or not isinstance(listed, Mapping):
        return context
    unknown = (f"chưa đối chiếu được với {quarter.title} (dữ liệu cá nhân đã xóa)" for quarter in forgotten)
    return {**context, "danh_sach": {**listed, "da_gioi_thieu": (*listed["da_gioi_thieu"], *unknown)}}
