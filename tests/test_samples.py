"""The sample quarter: what is in inputs/ is what the code writes, and other programs' copies of it say the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.model import MadeFile
from tests.builder import ROOT, run
from tests.samples.__main__ import sample_workbooks

QUARTER = "2020-Q1"
SAMPLE = sample_workbooks(QUARTER)


def test_the_sample_in_inputs_is_what_the_code_writes() -> None:
    on_disk = {path.name: path.read_bytes() for path in (ROOT / "inputs" / QUARTER).glob("*.xlsx")}
    assert on_disk == SAMPLE


def test_the_office_in_inputs_is_the_shipped_one() -> None:
    assert (ROOT / "inputs" / "co-quan.xlsx").read_bytes() == (ROOT / "templates" / "co-quan.xlsx").read_bytes()


def test_the_sample_has_no_finding_and_every_unit() -> None:
    checked = run(SAMPLE).checked
    assert checked.findings == ()
    assert checked.missing_units == ()
    assert len(checked.accepted) == 12


def test_everybody_in_the_sample_is_said_to_be_invented() -> None:
    for sent in run(SAMPLE).checked.accepted:
        assert "hư cấu" in str(sent.value("Trích ngang", "ghi_chu"))


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The sample saved again by LibreOffice in three formats: format → file name → bytes."""
    assert shutil.which("soffice"), "these tests need LibreOffice; .ci/run installs it"
    folder = tmp_path_factory.mktemp("resaved")
    for name, content in SAMPLE.items():
        (folder / name).write_bytes(content)
    made = {}
    for suffix in ("ods", "xls", "xlsx"):
        target = folder / f"as-{suffix}"
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(target),
        ]
        subprocess.run(
            [*command, *map(str, sorted(folder.glob("*.xlsx")))], capture_output=True, check=True, timeout=240
        )
        made[suffix] = {path.name: path.read_bytes() for path in target.iterdir()}
        assert len(made[suffix]) == len(SAMPLE)
    return made


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_a_copy_saved_by_libreoffice_makes_the_same_papers(resaved: dict[str, dict[str, bytes]], suffix: str) -> None:
    outcome = run(resaved[suffix])
    assert outcome.checked.findings == ()
    assert contents(outcome.papers) == contents(run(SAMPLE).papers)


def contents(files: tuple[MadeFile, ...]) -> dict[str, bytes]:
    return {file.path: file.content for file in files}


@pytest.mark.parametrize("kind", ["trich-ngang/01", "danh-sach", "quyet-dinh"])
def test_a_paper_opens_in_libreoffice_with_the_same_words(kind: str, tmp_path: Path) -> None:
    assert shutil.which("pdftotext"), "these tests need poppler; .ci/run installs it"
    made = next(file for file in run(SAMPLE).papers if file.path.startswith(kind))
    (tmp_path / "a.docx").write_bytes(made.content)
    office = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*office, str(tmp_path / "a.docx")], capture_output=True, check=True, timeout=120)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    words = " ".join(shown.replace("\u00a0", " ").split())
    for name in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Giàng A Mẫu"):
        assert name in words
