"""Turns missing and returned workbooks into the text of one reminder for each unit that has to send or correct one before the meeting."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.checking.checked import Checked
from pipeline.checking.messages import where
from pipeline.papers.printing import Context
from pipeline.values.model import CellReference
from schemas.trich_ngang import TRICH_NGANG

SENSITIVE_HEADINGS = {column.heading for column in TRICH_NGANG.columns if column.sensitive}
QUOTATION_MARKS = str.maketrans("«»", "“”")  # of the terminal → of Vietnamese papers


def reminders(checked: Checked) -> Iterable[Context]:
    """The values of each reminder, under the names that its Word template uses in ``don_doc``.

    None after the meeting, and none to the unit that would sign it.
    """
    if checked.meeting:
        return
    sent: dict[str, list[str]] = {}
    for received in checked.received:
        sent.setdefault(checked.sender_of(received), []).append(received.source.name)
    own = {"", *(r.sender for r in checked.received if r.source.name not in checked.resembling)}
    named_otherwise = {
        r.source.name: r.sender
        for r in checked.received
        if r.sender and checked.resembling.get(r.source.name, "") not in own
    }
    signing = checked.office.facts["Thường trực Hội đồng"]
    for unit in (*checked.missing_units, *checked.returned_units):
        if unit == signing:
            continue
        faults = [fault for name in sent.get(unit, ()) for fault in checked.findings_of.get(name, ()) if fault.is_error]
        named = tuple(dict.fromkeys(_named(fault.place, fault.field, fault.public.to_sender) for fault in faults))
        otherwise = dict.fromkeys(named_otherwise[name] for name in sent.get(unit, ()) if name in named_otherwise)
        yield {
            "don_vi": unit,
            "chua_gui": unit not in sent,
            "ghi_don_vi": ", ".join(f"“{each}”" for each in otherwise),
            "phai_sua": named,
        }


def _named(place: CellReference, heading: str, message: str) -> str:
    """One error as a letter prints it: the cell and the fault; for a sensitive column only the cell."""
    at = ", ".join(
        filter(None, (f"trang «{place.sheet}»" if place.sheet else "", f"ô {place.cell}" if place.cell else ""))
    )
    named = f"{at} («{heading}»)" if heading else at
    fault = message.removeprefix(where(place, heading)).strip().split(" Quy định: ")[0]
    fault = "" if heading in SENSITIVE_HEADINGS else fault
    text = f"{named}: {fault}" if named and fault else named or fault
    return (text[:1].upper() + text[1:]).rstrip(".;").translate(QUOTATION_MARKS)
