"""What the disk refuses is one Vietnamese line or a finding, never a traceback; tried for each folder and file."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.values.os_errors import reason, refusal
from tests.builder import ROOT, UNIT_NAMES, good
from tests.commands.places import furnished
from tests.programs import needed

Call = Callable[..., tuple[int, str]]
PASSING_BY_RIGHTS = 0b110  # what lets root read and write everything: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
CAPABILITIES_VERSION = 0x20080522
SET_SECUREBITS, ROOT_GETS_NONE = 28, 1  # of prctl: a program that root starts has no more rights than who starts it
QUARTER = "2020-Q1"
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind"),
    pytest.mark.usefixtures("spawned", "without_roots_rights"),
]


@pytest.fixture
def without_roots_rights() -> Iterator[None]:
    """Where root runs the tests: without root's right to read and write everything, as an officer does."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root của hệ điều hành khác Linux đọc được mọi tệp")
    system = ctypes.CDLL(None, use_errno=True)
    header, rights = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert system.capget(header, rights) == 0
    all_rights = rights[0]
    rights[0] &= ~PASSING_BY_RIGHTS  # the effective ones; the permitted ones stay, so that these can be taken again
    assert system.capset(header, rights) == 0
    assert system.prctl(SET_SECUREBITS, ROOT_GETS_NONE, 0, 0, 0) == 0
    yield
    assert system.prctl(SET_SECUREBITS, 0, 0, 0, 0) == 0
    rights[0] = all_rights
    assert system.capset(header, rights) == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a quarter that has been made."""
    place = furnished(tmp_path_factory.mktemp("made"))
    shutil.copytree(ROOT / "templates", place / "templates", ignore=shutil.ignore_patterns("*.py", "pictures", "__py*"))
    (place / "inputs" / QUARTER / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    assert main(words(place, "quarter")) == 0
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it of one's own."""
    copy = Path(shutil.copytree(made, tmp_path / "made"))
    yield copy
    for path in (copy, *(p for p in copy.rglob("*") if p.is_dir())):
        path.chmod(0o700)


def words(place: Path, *command: str) -> list[str]:
    return [*command, *(f"--{name}={place / name}" for name in ("inputs", "outputs", "templates"))]


@pytest.fixture
def call(place: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """What runs a command on these folders; its status and all that it printed."""

    def called(*command: str) -> tuple[int, str]:
        capsys.readouterr()
        status = main(words(place, *command))
        return status, "".join(capsys.readouterr())

    return called


def test_an_input_that_cannot_be_read_is_a_finding_and_the_rest_is_made(place: Path, call: Call) -> None:
    (place / "inputs" / QUARTER / "b.xlsx").chmod(0)
    status, printed = call("quarter", QUARTER)
    assert status == 1
    assert "\nb.xlsx: 1 lỗi.\n  LỖI: Không đọc được tệp từ đĩa" in printed
    assert "Đã lập" in printed
    profiles = [path.name for path in (place / "outputs" / QUARTER / "trich-ngang").iterdir()]
    assert len(profiles) == 1
    status, printed = call("quarter", QUARTER)
    assert (status, "Không có gì thay đổi" in printed) == (1, True)
    assert call("year", "2020")[0] == 1


@pytest.mark.parametrize("name", ["hoi-dong.xlsx", "quyet-dinh-khen-thuong.docx", "bao-cao.html"])
def test_a_file_of_the_outputs_that_cannot_be_read_is_left_and_the_new_one_written_next_to_it(
    place: Path, call: Call, name: str
) -> None:
    unreadable = place / "outputs" / QUARTER / name
    content = unreadable.read_bytes()
    unreadable.chmod(0)
    status, printed = call("quarter", QUARTER)
    new = unreadable.with_name(f"{unreadable.stem}.moi{unreadable.suffix}")
    assert status == 0
    assert f"Giữ nguyên {name} vì không đọc được (không có quyền, hoặc tệp đang mở ở chương trình khác)" in printed
    assert f"bản mới nằm bên cạnh: {new.name}" in printed
    unreadable.chmod(0o600)
    assert unreadable.read_bytes() == content
    assert new.is_file()
    assert "Giữ nguyên" not in call("quarter", QUARTER)[1]
    assert not new.exists()


def test_a_paper_that_cannot_be_read_costs_itself_only(place: Path, call: Call) -> None:
    needed("soffice")
    (place / "outputs" / QUARTER / "phieu-bau.docx").chmod(0)
    assert call("trace", "Nguyễn Văn Mẫu", QUARTER)[0] == 0
    status, printed = call("pdf", QUARTER)
    assert status == 1
    assert "LỖI: phieu-bau.docx: không đọc được (không có quyền" in printed
    assert "Đã lập 14 tệp PDF" in printed


Break = Callable[[Path], object]


def replaced_by_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


@pytest.mark.parametrize(
    ("command", "at", "change", "named"),
    [
        (("quarter", QUARTER), "inputs/co-quan.xlsx", lambda p: p.chmod(0), "co-quan.xlsx"),
        (("quarter", QUARTER), f"inputs/{QUARTER}", lambda p: p.chmod(0), QUARTER),
        (("quarter",), "inputs", lambda p: p.chmod(0), "inputs"),
        (("forms", "2020-Q2"), "inputs/co-quan.xlsx", lambda p: p.chmod(0), "co-quan.xlsx"),
        (("quarter", QUARTER), "templates/to-trinh.docx", lambda p: p.chmod(0), "to-trinh.docx"),
        (("year", "2020"), "templates/to-trinh.docx", lambda p: p.chmod(0), "to-trinh.docx"),
        (("quarter", QUARTER), "templates", lambda p: p.chmod(0), "templates"),
        (("quarter", QUARTER), f"outputs/{QUARTER}", lambda p: p.chmod(0), QUARTER),
        (("quarter", QUARTER), f"outputs/{QUARTER}", replaced_by_file, QUARTER),
        (("quarter", QUARTER), "outputs", replaced_by_file, ""),
        (("check", QUARTER), f"outputs/{QUARTER}", replaced_by_file, QUARTER),
        (("quarter", QUARTER, "--all"), f"outputs/{QUARTER}", lambda p: p.chmod(0o500), QUARTER),
        (("forms", QUARTER), f"outputs/{QUARTER}", lambda p: p.chmod(0o500), QUARTER),
        (("pdf", QUARTER), f"outputs/{QUARTER}", lambda p: p.chmod(0o500), QUARTER),
        (("pdf", QUARTER), f"outputs/{QUARTER}", lambda p: p.chmod(0), QUARTER),
        (("forget", QUARTER, "--yes"), f"outputs/{QUARTER}", lambda p: p.chmod(0o500), "bao-cao.html"),
        (("year", "2020"), "outputs", lambda p: p.chmod(0o500), "2020"),
    ],
)
def test_what_is_refused_is_one_line_that_names_the_file(
    place: Path, call: Call, command: tuple[str, ...], at: str, change: Break, named: str
) -> None:
    (place / "inputs" / QUARTER / "b.xlsx").unlink()  # so that there is something to make
    change(place / at)
    status, printed = call(*command)
    assert status == 2
    line = printed.strip().splitlines()[-1]
    assert line.startswith("Không thực hiện được: ")
    assert named in line
    assert ".tam-" not in line
    assert ".khoa" not in line
    assert "chạy lại" in line


def test_a_folder_named_like_a_template_is_a_missing_template(place: Path, call: Call) -> None:
    template = place / "templates" / "to-trinh.docx"
    template.unlink()
    template.mkdir()
    assert call("quarter", QUARTER)[0] == 2
    assert "Thiếu mẫu templates/to-trinh.docx" in call("quarter", QUARTER)[1]


def test_the_line_names_what_an_officer_knows(tmp_path: Path) -> None:
    inner = tmp_path / "2020-Q1" / ".tam-x" / ".khoa"
    assert refusal(OSError(28, "", str(inner))).startswith("Không đọc hoặc ghi được 2020-Q1 (đĩa đã đầy).")
    assert refusal(OSError(13, "", "a.tmp", None, "b.docx"), "ghi").startswith("Không ghi được b.docx (không có quyền")
    assert refusal(OSError(28, ""), "ghi", tmp_path / "x").startswith("Không ghi được x (")
    assert "17" not in reason(FileExistsError(17, ""))
