"""Draft letters are read back by a parser of our own, not the library that writes them: address, subject, text, attachments whole."""

import base64
import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.checking.check import check_quarter, open_office
from pipeline.commands.cli import main
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_rows
from pipeline.papers.drafts import draft
from pipeline.values.addresses import is_address
from schemas.co_quan import DON_VI
from tests.builder import ROOT, UNIT_NAMES, Outcome, document, folder, good, good_meeting, made, outline, run, source
from tests.graded import faults

FIRST, SECOND, THIRD = UNIT_NAMES[:3]


def office(*addresses: str) -> bytes:
    """The shipped office workbook with addresses of its first units, and of no other."""
    rows = {sheet: [dict(row) for row in table] for sheet, table in shipped_rows().items()}
    for row in rows[DON_VI.name]:
        row["thu"] = ""
    for row, address in zip(rows[DON_VI.name], addresses, strict=False):
        row["thu"] = address
    return office_form(Content(tables=rows))


ADDRESSED = office("tonghop@example.vn", "kinh.te@example.vn", "tctm@example.vn")


def decoded(word: str) -> str:
    """A header in plain text (RFC 2047)."""
    text = re.sub(r"\?=\s+=\?", "?==?", word)
    return re.sub(
        r"=\?utf-8\?(?:b\?([^?]*)|q\?([^?]*))\?=",
        lambda m: base64.b64decode(m[1]).decode() if m[1] is not None else bytes_of_q(m[2]).decode(),
        text, flags=re.IGNORECASE,
    )  # fmt: skip


def bytes_of_q(text: str) -> bytes:
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.replace("_", " ").encode())


def parsed(letter: bytes) -> tuple[dict[str, str], str, dict[str, bytes]]:
    """Headers, text, and attachments by name (RFC 5322, RFC 2046)."""
    assert letter.isascii()
    head, _, body = letter.decode().partition("\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in re.sub(r"\r\n[ \t]+", " ", head).split("\r\n"))
    boundary = re.search(r'boundary="([^"]+)"', headers["Content-Type"])
    assert boundary
    parts = body.split(f"--{boundary[1]}")
    assert parts[-1].strip() == "--"
    text, attached = "", {}
    for part in parts[1:-1]:
        inner, _, content = part.strip("\r\n").partition("\r\n\r\n")
        inner = re.sub(r"\r\n[ \t]+", " ", inner)
        assert "Content-Transfer-Encoding: base64" in inner
        payload = base64.b64decode(content.replace("\r\n", ""), validate=True)
        name = re.search(r'filename="?([\w.-]+)"?', inner)
        if name:
            attached[name[1]] = payload
        else:
            text = payload.decode()
    return {name: decoded(value) for name, value in headers.items()}, text, attached


def quarter(**more: bytes) -> Outcome:
    """A quarter in which the first unit is accepted, the second returned, all others are missing."""
    return run({"a.xlsx": good(), "b.xlsx": good(don_vi=SECOND, ky_luat="Có"), **more}, office=ADDRESSED)


def test_who_has_to_correct_or_send_has_a_draft_with_the_files_whole_and_who_is_accepted_has_none() -> None:
    outcome = quarter()
    drafts = {file.about: file for file in outcome.files if file.path.startswith("thu/")}
    assert {name: file.path for name, file in drafts.items()} == {
        SECOND: "thu/phong-kinh-te.eml",
        THIRD: "thu/phong-tai-chinh-thuong-mai.eml",
    }
    headers, text, attached = parsed(drafts[SECOND].content)
    assert (headers["To"], headers["X-Unsent"]) == ("kinh.te@example.vn", "1")
    assert headers["Subject"] == f"Sửa hồ sơ giới thiệu gương điển hình tiên tiến quý I năm 2020 - {SECOND}"
    assert not {"Date", "From", "Message-ID"} & set(headers)
    assert text.startswith(f"Kính gửi: {SECOND}.")
    assert attached == {
        "phong-kinh-te.docx": document(outcome, "don-doc/phong-kinh-te"),
        "b.xlsx": document(outcome, "tra-lai/b"),
    }
    headers, text, attached = parsed(drafts[THIRD].content)
    assert headers["Subject"].startswith("Đôn đốc gửi hồ sơ")
    assert set(attached) == {"phong-tai-chinh-thuong-mai.docx"}
    assert [file.content for file in quarter().files if file.path.startswith("thu/")] == [
        each.content for each in drafts.values()
    ]


def test_a_file_that_is_only_probably_a_units_is_not_sent_to_it() -> None:
    outcome = run({"a.xlsx": good(don_vi="Phòng Kinh tê")}, office=ADDRESSED)
    (letter,) = (file for file in outcome.files if file.path == "thu/phong-kinh-te.eml")
    _, _, attached = parsed(letter.content)
    assert "a.xlsx" not in attached


def test_units_whose_names_differ_in_their_tones_have_a_letter_and_a_reminder_each() -> None:
    rows = {sheet: [dict(row) for row in table] for sheet, table in shipped_rows().items()}
    names = ("Phòng Tân Hà", "Phòng Tân Hạ", "Phòng Tân - Hà")
    for number, name in enumerate(names, 13):
        row = {
            **rows[DON_VI.name][0],
            "thu_tu": str(number),
            "ma": f"M{number}",
            "ten": name,
            "ten_khac": "",
            "ky_hieu": "",
        }
        rows[DON_VI.name].append({**row, "thu": f"m{number}@example.vn"})
    outcome = run({"a.xlsx": good()}, office=office_form(Content(tables=rows)))
    own = {file.path: file.about for file in outcome.files if file.about in names}
    assert own == {
        f"{folder}/phong-tan-ha{number}.{ending}": name
        for folder, ending in (("don-doc", "docx"), ("thu", "eml"))
        for name, number in zip(names, ("", "-2", "-3"), strict=True)
    }


def test_after_the_meeting_nobody_is_reminded() -> None:
    outcome = run({"a.xlsx": good(), "m.xlsx": good_meeting([("Cá nhân", "Nguyễn Văn Mẫu", FIRST)])}, office=ADDRESSED)
    assert not [file for file in outcome.files if file.path.startswith("thu/")]


@pytest.mark.parametrize(
    "address",
    ["khong co", "a@b", "a@b..vn", "phòng@example.vn", "a@example.vn; b@example.vn", "a@example.vn\nBcc: x@y.vn"],
)
def test_what_is_no_address_is_told_at_its_cell_and_no_letter_is_drafted(address: str) -> None:
    checked = check_quarter(folder({"a.xlsx": good()}, office=office("tonghop@example.vn", address)))
    (told,) = (each for each in checked.findings if each.place.file == "co-quan.xlsx")
    assert (told.code, told.place.sheet, told.place.cell, str(told.severity)) == (
        "not-an-address",
        "Đơn vị",
        "G6",
        "warning",
    )
    assert not [file for file in made(checked).files if file.path.startswith("thu/")]


def test_a_subject_takes_one_line_and_addresses_are_plain() -> None:
    long = "Đôn đốc gửi hồ sơ giới thiệu gương điển hình tiên tiến quý IV năm 2020 - Phòng Quản trị - Tài vụ"
    for end in range(1, len(long) + 1):
        assert parsed(draft("a@example.vn", long[:end], ["x"], [("a.xlsx", b"")]))[0]["Subject"] == long[:end].strip()
    headers, _, attached = parsed(draft("a@example.vn", "Một\r\nBcc: b@example.vn", ["x"], [("a.xlsx", b"\x00" * 999)]))
    assert headers["Subject"] == "Một Bcc: b@example.vn"
    assert "Bcc" not in headers
    assert attached == {"a.xlsx": b"\x00" * 999}
    assert not is_address("a" * 120 + "@example.vn")


def test_the_forms_go_out_with_their_letter_and_with_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs, outputs = tmp_path / "inputs", tmp_path / "outputs"
    inputs.mkdir()
    (inputs / "co-quan.xlsx").write_bytes(ADDRESSED)
    words = [
        "forms",
        "2020-Q2",
        "--inputs",
        str(inputs),
        "--outputs",
        str(outputs),
        "--templates",
        str(ROOT / "templates"),
    ]
    assert main(words) == 0
    assert "3 thư nháp trong outputs/2020-Q2/bieu-mau/thu" in capsys.readouterr().out
    place = outputs / "2020-Q2" / "bieu-mau"
    letter = (place / "cong-van-gui-bieu-mau.docx").read_bytes()
    assert faults(letter) == ()
    text = outline(letter)
    assert "từ ngày\u00a020 tháng 6 năm 2020 (thứ Bảy) đến hết ngày\u00a025 tháng 6 năm 2020 (thứ Năm)." in text
    assert "07/KH-VPUBND" in text
    assert len(list((place / "thu").iterdir())) == 3
    headers, _, attached = parsed((place / "thu" / "phong-kinh-te.eml").read_bytes())
    assert headers["To"] == "kinh.te@example.vn"
    assert attached == {
        "02-phong-kinh-te.xlsx": (place / "02-phong-kinh-te.xlsx").read_bytes(),
        "cong-van-gui-bieu-mau.docx": letter,
    }
    assert main(words) == 0
    assert "(0 tệp mới hoặc thay đổi)" in capsys.readouterr().out


def test_an_address_is_the_units_of_the_day() -> None:
    units = open_office(source("co-quan.xlsx", ADDRESSED), date(2020, 3, 31)).units
    assert [unit.mail for unit in units[:4]] == ["tonghop@example.vn", "kinh.te@example.vn", "tctm@example.vn", ""]
