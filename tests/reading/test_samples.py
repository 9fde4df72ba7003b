"""The sample workbooks in inputs/ are those that the code writes, and are read the same after other programs saved them."""

import subprocess
from pathlib import Path

import pytest

from pipeline.values.dates import Quarter
from pipeline.values.model import MadeFile
from tests.builder import ROOT, document, run
from tests.programs import converted, needed
from tests.samples.__main__ import FAULTY, faulty_workbook
from tests.samples.made import sample, workbooks

QUARTER = "2020-Q1"
SAMPLE = workbooks(1)


def test_the_sample_in_inputs_is_what_the_code_writes() -> None:
    on_disk = {path.name: path.read_bytes() for path in (ROOT / "inputs" / QUARTER).glob("*.xlsx")}
    assert on_disk == SAMPLE


@pytest.mark.parametrize("number", [2, 3, 4])
def test_the_other_quarters_in_inputs_are_what_the_code_writes(number: int) -> None:
    quarter = f"2020-Q{number}"
    on_disk = {path.name: path.read_bytes() for path in (ROOT / "inputs" / quarter).glob("*.xlsx")}
    assert on_disk == workbooks(number)


@pytest.mark.parametrize(("number", "codes"), [(1, []), (2, ["beyond-power"]), (3, []), (4, [])])
def test_a_sample_quarter_has_no_error_and_its_meeting_is_read(number: int, codes: list[str]) -> None:
    checked = sample(number).checked
    assert [found.code for found in checked.findings] == codes
    assert (checked.meeting is None) == (number == 4)
    assert checked.missing_units == (("Phòng Quản trị - Tài vụ",) if number == 4 else ())


def test_the_faulty_sample_is_returned_with_every_fault_and_lies_in_no_quarter() -> None:
    assert FAULTY.read_bytes() == faulty_workbook()
    outcome = run({**workbooks(4), FAULTY.name: faulty_workbook()}, Quarter(2020, 4))
    found = [each.code for each in outcome.checked.findings]
    assert found == ["no-such-day", "title-against-sex", "not-a-name", "unknown-choice", "unanswered-criterion"]
    assert f"tra-lai/{FAULTY.name}" in {file.path for file in outcome.files}
    assert "don-doc/phong-quan-tri-tai-vu.docx" in {file.path for file in outcome.files}


def test_the_office_in_inputs_is_the_shipped_one() -> None:
    assert (ROOT / "inputs" / "co-quan.xlsx").read_bytes() == (ROOT / "templates" / "co-quan.xlsx").read_bytes()


def test_the_sample_has_no_finding_and_every_unit() -> None:
    checked = sample(1).checked
    assert checked.findings == ()
    assert checked.missing_units == ()
    assert len(checked.accepted) == 12
    assert checked.meeting is not None


def test_everybody_in_the_sample_is_marked_as_invented() -> None:
    for sent in sample(1).checked.accepted:
        assert "hư cấu" in sent.text("ghi_chu")


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_a_copy_saved_by_libreoffice_makes_the_same_papers(suffix: str) -> None:
    outcome = run({f"{stem}.{suffix}": content for stem, content in converted(SAMPLE, suffix).items()})
    assert outcome.checked.findings == ()
    assert contents(outcome.papers) == contents(sample(1).papers)


def contents(files: tuple[MadeFile, ...]) -> dict[str, bytes]:
    return {file.path: file.content for file in files}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    """Some papers as PDF, by how their path begins."""
    papers = {f"{kind.replace('/', '-')}.docx": document(sample(1), kind) for kind in PRINTED}
    return converted(papers, "pdf")


PRINTED = ("trich-ngang/01", "danh-sach", "quyet-dinh")


@pytest.mark.parametrize("kind", PRINTED)
def test_a_paper_opens_in_libreoffice_with_the_same_words(kind: str, printed: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(printed[kind.replace("/", "-")])
    command = [needed("pdftotext"), "-layout", str(tmp_path / "a.pdf"), "-"]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    words = " ".join(shown.replace("\u00a0", " ").split())
    for name in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Giàng A Mẫu"):
        assert name in words
