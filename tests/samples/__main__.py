"""Turns the sample quarters' texts into workbooks in ``inputs/``: ``python -m tests.samples``, the same bytes every time."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.dates import parse_folder
from pipeline.vietnamese import slug
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from templates.forms import Content, individual_form
from templates.office import UNITS

HERE = Path(__file__).parent
INPUTS = HERE.parent.parent / "inputs"
SAME_FOR_ALL = {
    "da_khen": "Không",
    "ky_luat": "Không",
    "hinh_thuc": "Giấy khen",
    "ghi_chu": "Dữ liệu mẫu, nhân vật hư cấu.",
}


def sample_workbooks(quarter_folder: str) -> Mapping[str, bytes]:
    """The workbooks of a sample quarter (``2020-Q1``) by file name."""
    people = tomllib.loads((HERE / f"{quarter_folder}.toml").read_text(encoding="utf-8"))["ca_nhan"]
    units = [name for _, name, _ in UNITS]
    return {
        f"{slug(person['don_vi'])}.xlsx": individual_form(units, content_of(person, quarter_folder))
        for person in people
    }


def content_of(person: Mapping[str, Any], quarter_folder: str) -> Content:
    """One nominee's text as the content of the form."""
    labels = {
        "quy": parse_folder(quarter_folder).title,
        **SAME_FOR_ALL,
        **{key: text for key, text in person.items() if isinstance(text, str)},
    }
    answers = [{"ma": code, "dat": "Có", "minh_chung": evidence} for code, evidence in person["minh_chung"].items()]
    tables = {
        KHEN_THUONG.name: person.get("khen_thuong", []),
        SANG_KIEN.name: person.get("sang_kien", []),
        TIEU_CHI.name: answers,
    }
    return Content({TRICH_NGANG.name: labels}, tables)


def write_samples() -> None:
    """Write every sample quarter's workbooks into ``inputs/``."""
    for text in sorted(HERE.glob("*.toml")):
        folder = INPUTS / text.stem
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sample_workbooks(text.stem).items():
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    write_samples()
