"""The reading process: a file that hangs it, fills its memory or kills it is refused, and all other files are read."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from pipeline.reading.folders import read_quarter
from pipeline.reading.sandbox import LARGE, TOGETHER, WORTH, Reader, _Process, _questions
from pipeline.values.dates import Quarter
from pipeline.values.errors import PipelineError
from pipeline.values.model import Refusal
from pipeline.values.sheets import Workbook
from tests.builder import good
from tests.builder import templates as word_templates
from tests.reading.obedient import obedient

pytestmark = pytest.mark.usefixtures("spawned")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"sleep", "oversized", "đọc quá 1 giây"),
        (b"hang", "oversized", "đọc quá 1 giây"),
        (b"swell", "oversized", "cần hơn 160 MB bộ nhớ"),
        (b"raise", "oversized", "cần hơn 160 MB bộ nhớ"),
        (b"large", "oversized", "cần hơn 160 MB bộ nhớ"),
        (b"die", "damaged", "dừng đột ngột"),
        (b"leave", "damaged", "dừng đột ngột"),
    ],
)
def test_a_file_that_ends_its_reader_is_refused_and_the_next_is_read(content: bytes, code: str, words: str) -> None:
    seconds = 30 if "bộ nhớ" in words else 1  # on a machine that has much else to do
    with Reader(obedient, seconds=seconds, memory=160 * 2**20) as reader:
        assert reader.open("a.xlsx", b"") == Workbook("a.xlsx", ())
        refused = reader.open("b.xlsx", content)
        assert isinstance(refused, Refusal)
        assert refused.code == code
        assert words in refused.detail
        assert reader.open("c.xlsx", b"") == Workbook("c.xlsx", ())


def written(folder: Path, number: int, hostile: dict[int, bytes]) -> list[Path]:
    paths = [folder / f"{n:03}.xlsx" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_bytes(hostile.get(n, b""))
    return paths


def test_many_files_are_shared_and_come_in_their_order_even_where_some_end_their_reader(tmp_path: Path) -> None:
    paths = written(tmp_path, 5 * WORTH, dict.fromkeys((10, 11, 12, 90, 149), b"die"))
    with Reader(obedient) as reader:
        files = list(reader.read(paths))
        assert len(reader._processes) == min(os.cpu_count() or 1, 5)
    assert [file.name for file in files] == [path.name for path in paths]
    refused = {file.name: file.sha256 for file in files if isinstance(file.opened, Refusal)}
    assert list(refused) == ["010.xlsx", "011.xlsx", "012.xlsx", "090.xlsx", "149.xlsx"]
    assert set(refused.values()) == {hashlib.sha256(b"die").hexdigest()}


def test_a_file_beside_one_that_stalls_is_read(tmp_path: Path) -> None:
    with Reader(obedient, seconds=1) as reader:
        files = list(reader.read(written(tmp_path, 3, {1: b"sleep"})))
    assert [isinstance(file.opened, Refusal) for file in files] == [False, True, False]


def test_what_a_parser_cries_does_not_reach_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with Reader(obedient) as reader:
        assert reader.open("a.xlsx", b"cry") == Workbook("a.xlsx", ())
    assert capfd.readouterr() == ("", "")


def test_no_process_is_left_and_nobody_waits_for_what_was_asked(tmp_path: Path) -> None:
    with Reader(obedient, seconds=60) as reader:
        reader.read(written(tmp_path, 4 * WORTH, {2: b"sleep", 50: b"sleep"}))
        time.sleep(0.5)
        began = time.monotonic()
    assert time.monotonic() - began < 20
    assert not [process for process in reader._processes if process._process.is_alive()]


@pytest.mark.parametrize("ready", [False, True])
def test_a_process_that_dies_before_it_is_asked_is_started_again(ready: bool) -> None:
    with Reader(obedient) as reader:
        if ready:
            reader.open("a.xlsx", b"")
        reader._processes[0]._process.kill()
        reader._processes[0]._process.join()
        assert reader.open("b.xlsx", b"") == Workbook("b.xlsx", ())


def test_a_process_that_never_starts_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    start = _Process._start

    def stillborn(process: _Process) -> None:
        start(process)
        process._process.kill()

    monkeypatch.setattr(_Process, "_start", stillborn)
    with Reader(obedient) as reader, pytest.raises(PipelineError, match="Không khởi động được"):
        reader.open("a.xlsx", b"")


def test_whatever_lies_in_the_folder_is_told_in_words(tmp_path: Path) -> None:
    quarter = tmp_path / "2020-Q1"
    quarter.mkdir()
    (tmp_path / "co-quan.xlsx").write_bytes(
        (Path(__file__).parent.parent.parent / "inputs" / "co-quan.xlsx").read_bytes()
    )
    (quarter / "a.xlsx").write_bytes(good())
    (quarter / "b.xlsx").mkdir()
    (quarter / "c.xlsx").symlink_to(quarter / "a.xlsx")
    (quarter / "d.xlsx").symlink_to(quarter / "missing.xlsx")
    (quarter / "e.xlsx").symlink_to(quarter / "e.xlsx")
    os.mkfifo(quarter / "f.xlsx")
    (quarter / "g.docx").write_bytes(word_templates()["trich-ngang.docx"])
    (quarter / "h #1? 'x' & «y».xlsx").write_bytes(good())
    with (quarter / "i.xlsx").open("wb") as large:
        large.truncate(51 * 2**20)
    (quarter / "~$a.xlsx").write_bytes(b"lock")
    (quarter / ".DS_Store").write_bytes(b"")
    (quarter / "thu muc").mkdir()
    with Reader() as reader:
        folder = read_quarter(tmp_path, Quarter(2020, 1), reader)
        files = list(folder.files)
    refused = {f.name: f.opened for f in files if isinstance(f.opened, Refusal)}
    assert refused["b.xlsx"].code == refused["d.xlsx"].code == refused["f.xlsx"].code == "unreachable"
    details = {name: refusal.detail for name, refusal in refused.items()}
    assert details == {
        "b.xlsx": "đây là thư mục, không phải tệp thường",
        "d.xlsx": "không tìm thấy, có thể là lối tắt trỏ đến tệp đã bị xóa hoặc chuyển chỗ",
        "e.xlsx": "lối tắt trỏ vòng lại chính nó",
        "f.xlsx": "đây là tệp đặc biệt của hệ thống, không phải tệp thường",
        "g.docx": "tài liệu Word",
        "i.xlsx": "tệp 51 MB, quá 50 MB",
    }
    assert [f.name for f in files if isinstance(f.opened, Workbook)] == [
        "a.xlsx",
        "c.xlsx",
        "h #1? 'x' & «y».xlsx",
    ]
    assert folder.ignored == (".DS_Store", "thu muc", "~$a.xlsx")


def test_the_years_earlier_quarters_are_read_along(tmp_path: Path) -> None:
    (tmp_path / "co-quan.xlsx").write_bytes(
        (Path(__file__).parent.parent.parent / "inputs" / "co-quan.xlsx").read_bytes()
    )
    for name in ("2019-Q4", "2020-Q1", "2020-Q3"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.xlsx").write_bytes(good())
    seen: list[tuple[int, int]] = []
    with Reader() as reader:
        folder = read_quarter(tmp_path, Quarter(2020, 3), reader, lambda done, total: seen.append((done, total)))
        assert [f.name for f in folder.files] == ["a.xlsx"]
        assert [(q.folder, [f.name for f in files]) for q, files in folder.earlier] == [("2020-Q1", ["a.xlsx"])]
    assert seen == [(1, 2), (2, 2)]


def test_few_large_files_are_held_at_a_time() -> None:
    """Forty of a megabyte each took two gigabytes while they waited for those before them."""
    sizes = [LARGE // 50] * (TOGETHER + 1) + [LARGE + 1] * 2 + [LARGE // 2] * 3
    asked = [[len(content) for _, content in each] for each in _questions(("a.xlsx", bytes(n)) for n in sizes)]  # type: ignore[arg-type]
    assert asked == [[LARGE // 50] * TOGETHER, [LARGE // 50], [LARGE + 1], [LARGE + 1], [LARGE // 2] * 2, [LARGE // 2]]
