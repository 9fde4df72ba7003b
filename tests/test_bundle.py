"""What a bundle holds and what it asks of pip; the whole is tried by ``python -m tests.bundle``, which needs a network."""

import io
import zipfile

import pytest

from tests.builder import ROOT
from tests.bundle import LOCK, THIS, WINDOWS, is_packed, pinned_for, zipped

SMALL_LOCK = """# a comment
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via beta
beta==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:ba
beta==3.0 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
gamma==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:ca
delta==1.0 ; sys_platform == 'darwin' \\
    --hash=sha256:da
"""


@pytest.mark.parametrize(("version", "beta"), [("3.11", "2.0"), ("3.13", "3.0")])
def test_conditions_of_a_lock_are_those_of_the_machine_it_is_for(version: str, beta: str) -> None:
    asked = pinned_for(SMALL_LOCK, WINDOWS, version)
    assert [line.split()[0] for line in asked.splitlines() if "==" in line] == [
        "alpha==1.0",
        f"beta=={beta}",
        "gamma==1.0",
    ]
    assert ";" not in asked
    assert "    --hash=sha256:aa \\\n    --hash=sha256:ab\n" in asked


@pytest.mark.parametrize("version", WINDOWS.versions)
def test_every_pinned_package_keeps_its_hashes(version: str) -> None:
    lock = (ROOT / LOCK).read_text(encoding="utf-8")
    for machine in (WINDOWS, THIS):
        asked = pinned_for(lock, machine, version)
        names = [line for line in asked.splitlines() if "==" in line]
        assert len(names) > 20
        assert len({name.split("==")[0] for name in names}) == len(names)
        assert asked.count("--hash=sha256:") >= len(names)


def test_a_bundle_holds_the_program_and_the_sample_and_no_tests() -> None:
    for name in (
        "make.bat",
        "Makefile",
        "README.vi.md",
        LOCK,
        "pipeline/quarter.py",
        "templates/to-trinh.docx",
        "inputs/2020-Q1/hoi-dong.xlsx",
    ):
        assert (ROOT / name).is_file(), name
        assert is_packed(name), name
    for name in ("tests/bundle.py", ".ci/run", "requirements-dev.lock", ".gitignore"):
        assert not is_packed(name), name


def test_the_same_files_give_the_same_zip_with_one_folder_on_top() -> None:
    files = {"b.txt": b"2", "wheels/a.whl": b"1"}
    package = zipped(files, "gdtt-1")
    assert package == zipped(dict(reversed(files.items())), "gdtt-1")
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.namelist() == ["gdtt-1/b.txt", "gdtt-1/wheels/a.whl"]


def test_the_set_up_takes_the_wheels_of_a_bundle_and_asks_no_network() -> None:
    words = "--no-index --find-links wheels"
    for name in ("Makefile", "make.bat"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert words in text
        assert "--require-hashes" in text
