"""``verify`` gives a verdict on each paper, whatever the manifest holds, and does not stop at one that cannot be read."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from pipeline.commands.verify import TEXT_UNCHANGED, read_paper
from pipeline.opc.kinds import Unreadable
from pipeline.publishing.ledger import PENDING
from pipeline.reading.bounded import Bounded
from pipeline.values.digests import sha256
from pipeline.values.file_names import MANIFEST
from tests.commands.places import call, made_once, made_place
from tests.proofs.test_balance import changed
from tests.publishing.test_rerun import DECISION
from tests.word.test_seal import hostile, with_parts

__all__ = ["made_once", "made_place"]
PROFILE = "trich-ngang/02-phong-kinh-te-le-van-thu.docx"


@pytest.fixture
def place(made_place: Path) -> Path:
    return made_place


@pytest.fixture
def outputs(place: Path) -> Path:
    return place / "outputs" / "2020-Q1"


def verified(place: Path, capsys: pytest.CaptureFixture[str], *files: Path) -> tuple[int, str]:
    capsys.readouterr()
    status = call(place, "verify", *map(str, files))
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_a_genuine_paper_of_a_nominee_who_withdrew_is_reported_as_no_longer_current(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withdrawn_paper = place / "cu.docx"
    shutil.copy(outputs / PROFILE, withdrawn_paper)
    (place / "inputs" / "2020-Q1" / "b.xlsx").unlink()
    assert call(place, "quarter") == 0
    status, printed = verified(place, capsys, withdrawn_paper)
    assert status == 1
    assert "BẢN CŨ" not in printed
    assert "KHÔNG CÒN trong lần lập hiện nay" in printed


def test_while_a_run_is_unfinished_nothing_is_called_old(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = (outputs / DECISION).read_bytes()
    manifest = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))
    for row in manifest["documents"]:
        row |= {"edition": "0000000000", "sha256": "0"} if row["path"] == DECISION else {}
    (outputs / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert "BẢN CŨ" in verified(place, capsys, outputs / DECISION)[1]
    (outputs / PENDING).write_text(json.dumps({DECISION: [sha256(newer)]}), encoding="utf-8")
    status, printed = verified(place, capsys, outputs / DECISION)
    assert status == 1
    assert "KHÔNG RÕ: lần lập gần nhất chưa công bố xong" in printed


def test_a_seal_that_was_tampered_with_is_never_called_genuine(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = with_parts(
        (outputs / DECISION).read_bytes(),
        lambda p: {
            **p,
            "docProps/custom.xml": re.sub(
                r'(so-ban"><vt:lpwstr>)[^<]*', r"\g<1>ABCDEF0123", p["docProps/custom.xml"].decode()
            ).encode(),
        },
    )
    (place / "gia.docx").write_bytes(forged)
    status, printed = verified(place, capsys, place / "gia.docx")
    assert status == 1
    assert "dấu kiểm đã bị sửa" in printed
    assert "NGUYÊN BẢN" not in printed


def test_a_file_that_was_saved_again_without_an_edit_is_reported_so(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (outputs / DECISION).write_bytes(changed((outputs / DECISION).read_bytes(), lambda xml: xml))
    status, printed = verified(place, capsys, outputs / DECISION)
    assert status == 1
    assert f"ĐÃ LƯU LẠI: {TEXT_UNCHANGED}" in printed
    assert "NGUYÊN BẢN" not in printed


def test_files_that_cannot_be_read_are_named_and_the_others_verified(
    place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = []
    for number, content in enumerate(hostile().values()):
        bad.append(place / f"hong-{number}.docx")
        bad[-1].write_bytes(content)
    status, printed = verified(place, capsys, *bad, place / "khong-co.docx", place, outputs / DECISION)
    assert status == 1
    assert printed.count("KHÔNG ĐỌC ĐƯỢC") == len(bad) + 2
    assert all(str(path) in printed for path in bad)
    assert "NGUYÊN BẢN, bản mới nhất" in printed
    assert verified(place, capsys, bad[0])[0] == 2


@pytest.mark.parametrize("manifest", ["[]", "{", '{"documents": 3}', '{"documents": [3, {"path": 5}]}'])
def test_a_damaged_manifest_is_none_or_knows_nothing(
    manifest: str, place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (outputs / MANIFEST).write_text(manifest, encoding="utf-8")
    status, printed = verified(place, capsys, outputs / DECISION)
    assert status == 1
    assert "KHÔNG RÕ" in printed or "KHÔNG CÒN" in printed


def test_a_paper_of_the_year_is_genuine_too(place: Path, outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(place, "year") == 0
    (paper, *_) = sorted((place / "outputs" / "2020").glob("*.docx"))
    assert verified(place, capsys, paper)[0] == 0


def test_a_paper_that_takes_too_long_or_too_much_is_refused_in_one_line(outputs: Path) -> None:
    chain = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(100_000))
    long = with_parts(
        (outputs / DECISION).read_bytes(),
        lambda p: {
            **p,
            "word/styles.xml": p["word/styles.xml"].replace(b"</w:styles>", f"{chain}</w:styles>".encode()),
        },
    )
    begun = time.monotonic()
    assert read_paper(long).seal
    assert time.monotonic() - begun < 20
    many = changed(
        (outputs / DECISION).read_bytes(), lambda xml: xml.replace("<w:sectPr", "<w:p/>" * 3_000_000 + "<w:sectPr", 1)
    )
    with Bounded(read_paper, seconds=5, memory=300 * 2**20) as read, pytest.raises(Unreadable, match=r"^[^\n]*$"):
        read(many)
