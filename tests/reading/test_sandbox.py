"""The reading process: a file that hangs it, fills its memory or kills it is refused, and all other files are read."""

import os
import time
from pathlib import Path

import pytest

from pipeline.reading.folders import read_quarter
from pipeline.reading.sandbox import SHARED, Reader
from pipeline.values.model import PipelineError, Refusal, Workbook
from tests.builder import good
from tests.builder import templates as word_templates


def obedient(name: str, content: bytes) -> Workbook:
    """A parser that does what the content of its file asks for: hang, take memory, die."""
    if content == b"sleep":
        time.sleep(60)
    if content == b"swell":
        hoard = []
        while True:
            hoard.append(bytearray(2**20))
    if content == b"die":
        os.abort()
    if content == b"raise":
        raise MemoryError
    return Workbook(name, ())


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"sleep", "oversized", "đọc quá 1 giây"),
        (b"swell", "oversized", "cần hơn 200 MB bộ nhớ"),
        (b"die", "damaged", "dừng đột ngột"),
        (b"raise", "damaged", "dừng đột ngột"),
    ],
)
def test_a_file_that_ends_its_reader_is_refused_and_the_next_is_read(content: bytes, code: str, words: str) -> None:
    with Reader(obedient, seconds=1, memory=200 * 2**20) as reader:
        assert reader.open("a.xlsx", b"") == Workbook("a.xlsx", ())
        refused = reader.open("b.xlsx", content)
        assert isinstance(refused, Refusal)
        assert refused.code == code
        assert words in refused.detail
        assert reader.open("c.xlsx", b"") == Workbook("c.xlsx", ())


def test_many_files_are_shared_and_come_in_their_order_even_where_one_ends_its_reader(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:03}.xlsx" for n in range(2 * SHARED + 1)]
    for path in paths:
        path.write_bytes(b"die" if path.name in ("010.xlsx", "011.xlsx", "120.xlsx") else b"")
    with Reader(obedient, seconds=5) as reader:
        files = list(reader.read(paths))
    assert [file.name for file in files] == [path.name for path in paths]
    assert [f.name for f in files if isinstance(f.opened, Refusal)] == ["010.xlsx", "011.xlsx", "120.xlsx"]


def test_other_work_is_done_beside_and_what_the_process_does_not_survive_is_done_here() -> None:
    with Reader(obedient, seconds=1) as reader:
        sums = [reader.beside(divmod, 7, n) for n in (1, 2, 3)]
        book = reader.open("a.xlsx", b"")
        assert [total() for total in reversed(sums)] == [(2, 1), (3, 1), (7, 0)]
        assert book == Workbook("a.xlsx", ())
        wrong = reader.beside(divmod, 7, 0)
        after = reader.beside(divmod, 9, 2)
        with pytest.raises(ZeroDivisionError):
            wrong()
        assert after() == (4, 1)


def test_a_process_that_dies_before_it_reads_is_started_again() -> None:
    with Reader(obedient) as reader:
        assert reader._running
        reader._running.process.kill()
        assert reader.open("a.xlsx", b"") == Workbook("a.xlsx", ())


def test_a_process_that_never_starts_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader(obedient) as reader:
        start = reader.start

        def stillborn() -> None:
            start()
            assert reader._running
            reader._running.process.kill()

        monkeypatch.setattr(reader, "start", stillborn)
        reader.stop()
        with pytest.raises(PipelineError, match="Không khởi động được"):
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
        folder = read_quarter(tmp_path, None, reader)
        files = list(folder.files)
    refused = {f.name: f.opened for f in files if isinstance(f.opened, Refusal)}
    assert refused["b.xlsx"].code == refused["d.xlsx"].code == refused["f.xlsx"].code == "unreachable"
    details = {name: refusal.detail for name, refusal in refused.items()}
    assert details == {
        "b.xlsx": "đây là thư mục, không phải tệp bảng tính",
        "d.xlsx": "không tìm thấy, có thể là lối tắt trỏ đến tệp đã bị xóa hoặc chuyển chỗ",
        "e.xlsx": "lối tắt trỏ vòng lại chính nó",
        "f.xlsx": "đây là tệp đặc biệt của hệ thống, không phải tệp bảng tính",
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
        folder = read_quarter(tmp_path, None, reader, lambda done, total: seen.append((done, total)))
        assert folder.quarter.folder == "2020-Q3"
        assert [f.name for f in folder.files] == ["a.xlsx"]
        assert [(q.folder, [f.name for f in files]) for q, files in folder.earlier] == [("2020-Q1", ["a.xlsx"])]
    assert seen == [(1, 2), (2, 2)]
