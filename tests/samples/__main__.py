"""Turns the sample quarters' texts into workbooks in ``inputs/``: ``python -m tests.samples``, the same bytes every time."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.drawing.forms.content import Content
from pipeline.values.dates import parse_folder
from pipeline.values.vietnamese import slug
from schemas.co_quan import DENOMINATOR, QUORUM, THRESHOLD, TIE
from schemas.grammar import SheetSchema
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tap_the import TAP_THE_SHEET
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.facts import MEMBERS, REGULATIONS, UNITS
from tests.shipped import UNIT_NAMES, collective_form, council_form, individual_form

HERE = Path(__file__).parent
INPUTS = HERE.parent.parent / "inputs"
FAULTY = HERE.parent.parent / "templates" / "vi-du-phai-sua.xlsx"  # for a newcomer to copy into inputs/2020-Q4
SAME_FOR_ALL = {
    "da_khen": "Không",
    "ky_luat": "Không",
    "hinh_thuc": "Giấy khen",
    "ghi_chu": "Dữ liệu mẫu, nhân vật hư cấu.",
}


def sample_workbooks(quarter_folder: str) -> Mapping[str, bytes]:
    """The workbooks of a sample quarter (``2020-Q1``) by file name; the Council's too, if it has met."""
    sample = tomllib.loads((HERE / f"{quarter_folder}.toml").read_text(encoding="utf-8"))
    quarter = parse_folder(quarter_folder)
    people, collectives = sample["ca_nhan"], sample.get("tap_the", [])
    made = {
        f"{slug(person['don_vi'])}.xlsx": individual_form(
            UNIT_NAMES, content_of(person, TRICH_NGANG, quarter_folder), quarter
        )
        for person in people
    }
    made |= {
        f"tap-the-{slug(one['don_vi'])}.xlsx": collective_form(
            UNIT_NAMES, content_of(one, TAP_THE_SHEET, quarter_folder), quarter
        )
        for one in collectives
    }
    if "hoi_dong" in sample:
        made["hoi-dong.xlsx"] = council_form(
            meeting_of(sample["hoi_dong"], people, collectives, quarter_folder), quarter
        )
    return made


def content_of(one: Mapping[str, Any], sheet: SheetSchema, quarter_folder: str) -> Content:
    """The content of a form, from the text about one individual or collective."""
    labels = {
        "quy": parse_folder(quarter_folder).title,
        **SAME_FOR_ALL,
        **{key: text for key, text in one.items() if isinstance(text, str)},
    }
    answers = [{"ma": code, "dat": "Có", "minh_chung": evidence} for code, evidence in one["minh_chung"].items()]
    tables = {
        KHEN_THUONG.name: one.get("khen_thuong", []),
        SANG_KIEN.name: one.get("sang_kien", []),
        TIEU_CHI.name: answers,
    }
    return Content({sheet.name: labels}, tables)


def meeting_of(
    sample: Mapping[str, Any],
    people: Sequence[Mapping[str, Any]],
    collectives: Sequence[Mapping[str, Any]],
    quarter_folder: str,
) -> Content:
    """The Council's workbook: by default all ballots are in favour and the proposed form of award is decided.

    ``vang`` names who was absent and why, ``khong_dong_y`` votes against by name, ``phieu_chon`` choices, ``hinh_thuc`` other forms by name.
    """
    absent, valid = sample.get("vang", {}), int(sample["hop_le"])
    members = [
        {
            "ho_ten": name,
            "danh_xung": title,
            "chuc_vu": position,
            "vai_tro": role,
            "co_mat": "Không" if name in absent else "Có",
            "ly_do": absent.get(name, ""),
        }
        for name, title, position, role in MEMBERS
    ]
    order = {name: number for number, (_, name, _) in enumerate(UNITS, 1)}
    listed = [("Tập thể", one["don_vi"], one) for one in collectives] + [
        ("Cá nhân", one["ho_ten"], one) for one in people
    ]
    listed.sort(key=lambda row: (row[0] == "Cá nhân", order.get(row[2]["don_vi"], 0)))
    rows = []
    for recipient, name, one in listed:
        against = int(sample.get("khong_dong_y", {}).get(name, 0))
        proposed = one.get("hinh_thuc", SAME_FOR_ALL["hinh_thuc"])
        rows.append({
            "doi_tuong": recipient, "ten": name, "don_vi": one["don_vi"], "de_nghi": proposed, "dong_y": str(valid - against),
            "khong_dong_y": str(against), "phieu_chon": str(sample["phieu_chon"].get(name, 0)), "duoc_chon": "Có" if sample["chon"] == name else "", "hinh_thuc": sample.get("hinh_thuc", {}).get(name, proposed),
        })  # fmt: skip
    rules = REGULATIONS
    printed = {
        "quy": parse_folder(quarter_folder).title,
        "cach_tinh": rules[DENOMINATOR],
        "nguong": rules[THRESHOLD],
        "toi_thieu": rules[QUORUM],
        "bang_phieu": rules[TIE],
        **{key: text for key, text in sample.items() if isinstance(text, str) and key != "chon"},
    }
    return Content({CUOC_HOP.name: printed}, {THANH_VIEN.name: members, BIEU_QUYET.name: rows})


def faulty_workbook() -> bytes:
    """A workbook with mistakes, of the unit that has not sent in the sample quarter 2020-Q4; it is in no quarter's folder."""
    (person,) = tomllib.loads((HERE / "phai-sua.toml").read_text(encoding="utf-8"))["ca_nhan"]
    content = content_of(person, TRICH_NGANG, "2020-Q4")
    return individual_form(UNIT_NAMES, content, parse_folder("2020-Q4"))


def write_samples() -> None:
    """Write the workbooks of all sample quarters into ``inputs/``, and the one with mistakes into ``templates/``."""
    FAULTY.write_bytes(faulty_workbook())
    for text in sorted(HERE.glob("????-Q?.toml")):
        folder = INPUTS / text.stem
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sample_workbooks(text.stem).items():
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    write_samples()
