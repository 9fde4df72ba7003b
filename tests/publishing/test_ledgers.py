"""Manifests and ledgers are files that anybody may have changed: no command stops, loops or leaves its folder because of them."""

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from pipeline.publishing.ledger import PENDING, RECORD, counts_of, is_inside, known_digests, manifest_in
from pipeline.publishing.pdf_ledger import RECORD as PDF_RECORD
from pipeline.publishing.redraw import DRAWN, redraw
from pipeline.values.digests import sha256
from pipeline.values.file_names import FIGURES, MANIFEST
from pipeline.values.json_files import MAX_DEPTH, json_object
from tests.builder import good
from tests.commands.test_cli import call, place

__all__ = ["place"]
LEDGERS = (MANIFEST, RECORD, PENDING, PDF_RECORD, FIGURES)
PATHS = ("", ".", "..", "../x", "/etc/passwd", "a/../../x", "a\0b", "\ud800", "\udcff", "x" * 5000, "a/" * 3000, "C:/x", "a\\b", "tra-lai", "CON",
         ".khoa", RECORD, MANIFEST, "\u202ea", "a\nb", "to-trinh.docx", "pdf/to-trinh.pdf")  # fmt: skip
VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "\ud800",
    "x\0",
    [],
    {},
    [[]],
    [None],
    ["", 5, None, [], {}],
    {"a": [{}]},
    {"": 1},
)


def deep(depth: int) -> str:
    return '{"documents":' * depth + "1" + "}" * depth


@cache
def contents() -> Mapping[str, bytes]:
    """Contents of a ledger by what is wrong with them."""
    editions: tuple[object, ...] = ("", [], 5)
    rows = [{"path": path, "sha256": "0", "kind": "x", "edition": value} for path in PATHS for value in editions]
    whole: dict[str, object] = {
        "missing_units": [],
        "made_from": {},
        "inputs": [],
        "findings": [],
        "documents": [],
        "unconfirmed": [],
    }
    texts: dict[str, object] = {
        "paths": {path: ["0", sha256(b"")] for path in PATHS},
        "values": {"to-trinh.docx": [*VALUES], "a": VALUES, **{str(n): value for n, value in enumerate(VALUES)}},
        "documents": {"quarter": "2020-Q1", **whole, "documents": rows, "counts": dict.fromkeys(("nominees", "units"), 10**30)},
        "counts": {"quarter": "2020-Q1", "counts": {"nominees": -5, "collectives": True, "missing_units": "9", "units": 1e308}},
    }  # fmt: skip
    for key in (*whole, "counts", "quarter", "run", "year"):
        texts |= {f"{key} {n}": {"quarter": "2020-Q1", **whole, key: value} for n, value in enumerate(VALUES)}
    raw = {
        "empty": b"", "nul": b"\0" * 5000, "not UTF-8": b'{"a": "\xff"}', "UTF-16": '{"a": 1}'.encode("utf-16"), "cut": b'{"documents": [',
        "deep": deep(100_000).encode(), "deep lists": b"[" * 100_000, "bearably deep": deep(800).encode(), "number": b"9" * 5000,
        "long number": b'{"counts": {"units": ' + b"9" * 5000 + b"}}", "NaN": b'{"counts": {"units": NaN}}', "twice": b'{"a": 1, "a": []}',
        "wide": b'{"documents": [' + b"1," * 3_000_000 + b"1]}",
    }  # fmt: skip
    return {**raw, **{name: json.dumps(text).encode() for name, text in texts.items()}}


@pytest.mark.parametrize("name", contents())
def test_whatever_a_ledger_holds_it_is_read_as_what_is_sound_in_it(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "2020-Q1"
    (folder / "pdf").mkdir(parents=True)
    for ledger in LEDGERS:
        (folder / ledger).write_bytes(contents()[name])
    assert all(is_inside(path) and not path.startswith(".") for path in known_digests(folder))
    assert all(0 <= count <= 10**7 for count in counts_of(folder).values())
    assert manifest_in(folder) == {}  # a run is unfinished
    (folder / PENDING).unlink()
    assert isinstance(manifest_in(folder), dict)


@pytest.mark.parametrize("name", ["deep", "paths", "values", "documents"])
def test_no_command_stops_because_of_a_ledger(name: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = place / "outputs" / "2020-Q1"
    assert call(place, "quarter") == 0
    made = {path.name for path in outputs.rglob("*.docx")}
    for ledger in LEDGERS:
        (outputs / ledger).parent.mkdir(exist_ok=True)
        (outputs / ledger).write_bytes(contents()[name])
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(ngay_gui="13/25/2020"))
    capsys.readouterr()
    assert call(place, "quarter") in (0, 1)
    assert made <= {path.name for path in outputs.rglob("*.docx")}
    assert (outputs / ".khoa").exists()
    json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))
    for ledger in LEDGERS:
        (outputs / ledger).write_bytes(contents()[name])
    for words in (
        ["check"],
        ["verify", str(outputs / "to-trinh.docx")],
        ["trace", "Mẫu"],
        ["year"],
        ["forms"],
        ["forget", "2020-Q1", "--yes"],
    ):
        assert call(place, *words) in (0, 1, 2), words
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert not {*printed.out} & {*"\0\u202e"}
    assert sorted(path.name for path in place.iterdir()) == ["inputs", "outputs"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_ledger_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    (tmp_path / RECORD).mkdir()
    assert json_object(tmp_path / MANIFEST) == json_object(tmp_path / RECORD) == {}


def test_nesting_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / MANIFEST
    path.write_text(deep(MAX_DEPTH), encoding="utf-8")
    assert json_object(path)
    path.write_text(deep(MAX_DEPTH + 1), encoding="utf-8")
    assert json_object(path) == {}


@pytest.mark.parametrize("name", ["nul", "deep", "paths", "values"])
def test_templates_are_drawn_whatever_the_list_of_drawn_files_holds(name: str, tmp_path: Path) -> None:
    (tmp_path / DRAWN).write_bytes(contents()[name])
    (tmp_path / "README.md").write_bytes(b"\xff")
    assert redraw(tmp_path, {"a.docx": b"x"}) == ([], ["a.docx"])
    assert json_object(tmp_path / DRAWN)["a.docx"] == sha256(b"x")
