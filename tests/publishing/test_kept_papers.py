"""Minutes that were made stay: a rerun neither changes nor removes them because the folder has changed since."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.terminal import lines_about_papers
from pipeline.publishing.kept_papers import MINUTES
from pipeline.quarter import Finished, make_quarter
from pipeline.values.digests import sha256
from pipeline.values.file_names import REPORT
from tests.builder import UNIT_NAMES, edited, folder, good, good_meeting, templates

MET = {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1]), "m.xlsx": good_meeting()}
MOVED = edited(MET["m.xlsx"], {("Cuộc họp", "B9"): "Phòng họp số 9"})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The outputs of a quarter whose meeting has been held."""
    make(tmp_path / "2020-Q1", MET)
    return tmp_path / "2020-Q1"


def make(target: Path, files: Mapping[str, bytes]) -> Finished:
    return make_quarter(folder(files), templates(), target)


def row_of(target: Path) -> Mapping[str, Any]:
    rows = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["documents"]
    return next(row for row in rows if row["path"] == MINUTES)


@pytest.mark.parametrize(
    "now",
    [
        {"a.xlsx": MET["a.xlsx"], "m.xlsx": MET["m.xlsx"]},  # one withdrawn
        {"m.xlsx": MET["m.xlsx"]},  # all withdrawn
        {"a.xlsx": MET["a.xlsx"], "b.xlsx": MET["b.xlsx"]},  # the Council's workbook is gone
        {**MET, "m2.xlsx": MOVED},  # nobody knows which of two counts
        {**MET, "m.xlsx": edited(MET["m.xlsx"], {("Biểu quyết", "E5"): "40"})},
    ],
    ids=["one withdrawn", "all withdrawn", "no result", "two results", "faulty result"],
)
def test_minutes_stay_as_they_were_made_and_are_named_as_kept(target: Path, now: Mapping[str, bytes]) -> None:
    made = (target / MINUTES).read_bytes()
    finished = make(target, now)
    assert (target / MINUTES).read_bytes() == made
    assert row_of(target)["kept_from"]
    assert "giữ nguyên như đã lập (lần lập" in (target / REPORT).read_text(encoding="utf-8")
    assert any(
        f"Giữ nguyên {MINUTES} như đã lập" in line
        for line in lines_about_papers(finished.manifest, finished.published, "x")
    )
    again = make(target, now)
    assert again.published.written == again.published.obsolete == ()
    make(target, MET)
    assert (target / MINUTES).read_bytes() == made
    assert "kept_from" not in row_of(target)


def test_a_corrected_result_of_the_meeting_gives_new_minutes(target: Path) -> None:
    made = (target / MINUTES).read_bytes()
    make(target, {**MET, "m.xlsx": MOVED})
    assert (target / MINUTES).read_bytes() != made
    assert "kept_from" not in row_of(target)


def test_minutes_that_are_no_paper_are_made_anew_though_the_manifest_lists_them(target: Path) -> None:
    made = (target / MINUTES).read_bytes()
    (target / MINUTES).write_bytes(b"PK")
    manifest = (target / "manifest.json").read_text(encoding="utf-8")
    (target / "manifest.json").write_text(manifest.replace(sha256(made), sha256(b"PK")), encoding="utf-8")
    make(target, MET)
    assert (target / MINUTES).read_bytes() == made


def test_edited_minutes_are_left_to_the_officer(target: Path) -> None:
    (target / MINUTES).write_bytes(b"edited")
    finished = make(target, {"a.xlsx": MET["a.xlsx"], "b.xlsx": MET["b.xlsx"]})
    assert (target / MINUTES).read_bytes() == b"edited"
    assert [each.path for each in finished.edited] == [MINUTES]
