"""Whatever the disk allows as the name of a sent file is a finding on that file at worst; all others are made."""

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from pipeline.publishing.plan import Plan, new_version_paths, plan
from pipeline.publishing.write import publish_without_manifest
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import MANIFEST, REPORT
from pipeline.values.safe_names import name_key
from tests.builder import UNIT_NAMES, good
from tests.commands.test_cli import call, place
from tests.publishing.test_write import made

__all__ = ["place"]
LONG = ("ế" * 83 + ".xlsx").encode()
HOSTILE: tuple[bytes, ...] = (
    b"\xff\xfe.xlsx", b"ph\xf2ng.xlsx", b"\xed\xa0\x80.xlsx", LONG, b"a" * 250 + b".xlsx", b"a" * 251 + b".xls",
    b"a.xls", b"a.ods", b"a.xls.xlsx", b"A.xlsx", "Đơn vị ế.xlsx".encode(), unicodedata.normalize("NFD", "Đơn vị ế.xlsx").encode(),
    b"con.xlsx", b"CON.xls", b"nul.a.xlsx", "com¹.xlsx".encode(), b"c .xlsx", b"c..xlsx", b"c.xlsx ", b"c.xlsx.", b" .xlsx", b"  c.xlsx", b" .tam-x.xlsx",
    b"a\nb.xlsx", b"a\x1b[31mb.xlsx", b"a\x01.xlsx", b"a\x7f.xlsx", "a\u202excod.xlsx".encode(), "a\u200b.xlsx".encode(), "a\u2028b.xlsx".encode(),
    b"<script>.xlsx", b"a&b'\"c.xlsx", b"a\\b.xlsx", b"a:b.xlsx", b"*?.xlsx", b"=cmd.xlsx", b"{{ x }}.xlsx", b"%p%.xlsx", b"a.moi.xlsx", b"a.soat.xlsx",
    b"x" * 20, b"\xf0\x9f\x98\x80.xlsx", b"a\tb.xlsx", b"..xlsx"[1:], b"-rf.xlsx", b"~.xlsx", b"...", b"javascript:alert(1).xlsx",
)  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows allows few of these names")
def test_every_name_is_a_finding_at_worst_and_the_others_are_made(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.fsencode(place / "inputs" / "2020-Q1")
    for number, name in enumerate(HOSTILE):
        # of equal files one would count
        faulty = good(don_vi=UNIT_NAMES[1], ngay_gui="13/25/2020", ghi_chu=str(number))
        try:
            Path(os.fsdecode(os.path.join(folder, name))).write_bytes(faulty)
        except OSError:  # a disk that does not allow the name
            continue
    assert call(place, "quarter") == 1
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    assert not {*printed.out} & {*"\x1b\u202e\u200b\x01\u2028"}
    outputs = place / "outputs" / "2020-Q1"
    manifest = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))
    returned = [row["path"] for row in manifest["documents"] if row["kind"] == "tra-lai"]
    received = [row["path"] for row in manifest["inputs"] if row["status"] == "returned"]
    assert len(returned) == len(received) == len({*map(name_key, returned)})
    assert len(received) > 40
    assert all((outputs / path).is_file() for path in returned)
    assert any(row["path"].startswith("trich-ngang/") for row in manifest["documents"])
    (outputs / REPORT).read_bytes().decode("utf-8")
    assert call(place, "quarter") == 1  # nothing has changed
    assert "Không có gì thay đổi" in capsys.readouterr().out
    for path in returned:
        (outputs / path).write_bytes(b"edited")
    assert call(place, "quarter", "--all") == 1
    assert call(place, "check") == 1
    assert call(place, "quarter", "--replace") == 1
    assert call(place, "trace", "Mẫu") == 0
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    shutil.rmtree(place / "outputs")


def test_the_search_for_a_free_name_ends(tmp_path: Path) -> None:
    def publish(name: str) -> Plan:
        return publish_without_manifest(tmp_path, made(name), lambda path: True)

    long = "tra-lai/" + "ế" * 83 + ".xlsx"
    publish(long)
    (tmp_path / long).write_bytes(b"edited")
    (new,) = publish(long).edited.values()
    assert (tmp_path / new).is_file()
    (tmp_path / "a.docx").write_bytes(b"edited")
    for path in new_version_paths("a.docx"):
        (tmp_path / path).write_bytes(b"edited")
    with pytest.raises(PipelineError, match="quá nhiều bản mới"):
        plan(tmp_path, {"a.docx": "0"})
