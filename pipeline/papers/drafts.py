"""Turns files that go to the units into draft letters, which a mail program opens ready to be sent (RFC 5322, ``X-Unsent: 1``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePosixPath

from pipeline.checking.checked import Checked
from pipeline.checking.office import Office, Unit
from pipeline.papers.returned_workbook import returned_names
from pipeline.values.addresses import is_address
from pipeline.values.dates import Quarter, short_date
from pipeline.values.digests import sha256
from pipeline.values.file_names import DRAFTS, FORMS
from pipeline.values.model import MadeFile
from pipeline.values.vietnamese import one_line

REMINDER = "don-doc"
EOL = "\r\n"
OFFICE_TYPES = {
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def draft(address: str, subject: str, lines: Sequence[str], attached: Sequence[tuple[str, bytes]]) -> bytes:
    """Address, subject, text and attached files (name, bytes) → a draft without date or sender: the same bytes every time."""
    letter = EmailMessage(policy=SMTP)
    letter["To"], letter["X-Unsent"] = address, "1"
    letter.set_content("\n\n".join(lines) + "\n", charset="utf-8", cte="base64")
    for name, content in attached:
        subtype = OFFICE_TYPES.get(PurePosixPath(name).suffix, "octet-stream")
        letter.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    if attached:
        letter.set_boundary(f"=_{sha256(b''.join(content for _, content in attached))[:32]}")
    return _subject(one_line(subject)) + letter.as_bytes()


def _subject(text: str) -> bytes:
    """The header of that name. EmailMessage loses a space where it breaks a long text after a word of it (RFC 2047, 6.2)."""
    return f"Subject: {Header(text, 'utf-8', header_name='Subject').encode(linesep=EOL)}{EOL}".encode("ascii")


def with_drafts(checked: Checked, files: Iterable[MadeFile]) -> Iterator[MadeFile]:
    """A quarter's files, passed on, then for each unit with an address that has to send or correct one: a draft with them attached.

    Attached are the unit's reminder and its own returned workbooks; not a workbook that is only probably its.
    """
    units = {unit.name: unit for unit in checked.office.units if is_address(unit.mail)}
    names = returned_names(r.source.name for r in checked.received)
    senders = {names[r.source.name]: r.sender or checked.plain_units.get(r.source.name, "") for r in checked.received}
    attached: dict[str, list[MadeFile]] = {}
    for file in files:
        yield file
        unit = file.about if file.kind == REMINDER else senders.get(file.path, "")
        if unit in units:
            attached.setdefault(unit, []).append(file)
    what, standing = f"giới thiệu gương điển hình tiên tiến {checked.quarter.in_sentence}", _standing(checked.office)
    for name in sorted(attached, key=lambda each: units[each].order):
        returned = [file for file in attached[name] if file.kind != REMINDER]
        asked = (
            f"Hồ sơ {what} của {name} cần sửa. Tệp gửi kèm có sẵn nội dung đã điền; trang «Phiếu sửa» liệt kê từng ô cần sửa và cách sửa."
            if returned
            else f"Đến nay {standing} chưa nhận được hồ sơ {what} của {name}; công văn đôn đốc gửi kèm."
        )
        lines = (f"Kính gửi: {name}.", asked, f"Đề nghị đơn vị gửi lại tệp Excel về {standing}.", "Trân trọng./.")
        subject = f"{'Sửa' if returned else 'Đôn đốc gửi'} hồ sơ {what}"
        yield _file(DRAFTS, checked.office.stems[name], units[name], subject, lines, attached[name])


def form_drafts(office: Office, quarter: Quarter, files: Sequence[MadeFile]) -> Iterator[MadeFile]:
    """For each unit with an address a draft with its form attached, and the letter that goes with the forms."""
    (first, last), standing = office.plan.window(quarter), _standing(office)
    what = f"giới thiệu gương điển hình tiên tiến {quarter.in_sentence}"
    for unit in office.units:
        own = [file for file in files if file.about in ("", unit.name)]
        if is_address(unit.mail):
            lines = (
                f"Kính gửi: {unit.name}.",
                f"{standing} gửi công văn và biểu mẫu {what}, đã ghi sẵn tên đơn vị và quý.",
                f"Đề nghị đơn vị điền và gửi lại tệp Excel từ ngày {short_date(first)} đến ngày {short_date(last)}.",
                "Trân trọng./.",
            )
            yield _file(f"{FORMS}/{DRAFTS}", office.stems[unit.name], unit, f"Biểu mẫu {what}", lines, own)


def _file(
    folder: str, stem: str, unit: Unit, subject: str, lines: Sequence[str], attached: Sequence[MadeFile]
) -> MadeFile:
    named = [(PurePosixPath(file.path).name, file.content) for file in attached]
    content = draft(unit.mail, f"{subject} - {unit.name}", lines, named)
    return MadeFile(f"{folder}/{stem}.eml", content, DRAFTS, unit.name, derived=True)


def _standing(office: Office) -> str:
    return office.facts["Thường trực Hội đồng"]
