"""Every command line that is printed anywhere is one that works, on Linux by make and on Windows by make.bat."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pipeline.commands.cli import COMMANDS, main
from tests.builder import ROOT
from tests.commands.lines import (
    all_lines,
    by_cmd,
    by_make,
    changed_bat,
    in_guides,
    in_wine,
    of_windows,
    stub_project,
    understood,
)

BAT = (ROOT / "make.bat").read_text(encoding="utf-8")
LABELS = re.findall(r"^:(\w+)$", BAT, re.MULTILINE)
TARGETS = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
NEEDS_MORE = ("inspect", "verify", "trace", "forget")  # named alone in a list of commands they are no line to type


def calls_the_program(line: str) -> bool:
    return (
        line.split()[1:2] != []
        and line.split()[1] in COMMANDS
        and line.split()[1:] not in ([each] for each in NEEDS_MORE)
    )


def test_lines_are_found_everywhere() -> None:
    assert {
        "make quarter QUARTER=2020-Q2 REPLACE=1",
        'make trace TEXT="Giàng A Mẫu"',
        "make forget QUARTER=2020-Q1",
    } <= set(all_lines())
    assert len(list(in_guides())) > 20
    assert {line.split()[1] for line in all_lines() if " " in line} == set(TARGETS)


def test_every_line_works_by_make_and_means_the_same_by_make_bat(tmp_path: Path) -> None:
    """A real cmd.exe is asked where the machine has one (Wine's); its words are otherwise those after make.bat's %*."""
    project = stub_project(tmp_path)
    wanted = {line: understood(by_make(project, line)) for line in all_lines() if calls_the_program(line)}
    tails = {line: line.removeprefix("make").strip() for line in wanted}
    assert {line: understood(of_windows(tail)) for line, tail in tails.items()} == wanted
    if shutil.which("wine"):
        (tmp_path / "Thư mục có dấu").mkdir()
        handed = by_cmd(tmp_path / "Thư mục có dấu", list(wanted))
        assert len(handed) == len(tails)
        pairs = zip(handed, tails.values(), strict=True)  # Wine without a console writes no Vietnamese
        assert [one for one, tail in pairs if tail.isascii() and one != tail] == []


@pytest.mark.parametrize("words", ["quarter 2020-Q1", "inspect a.docx"])
def test_a_word_without_a_name_is_refused_on_windows_as_by_make(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 'set "MAKE_WORDS=1"' in BAT
    monkeypatch.setenv("MAKE_WORDS", "1")
    assert main(words.split()) == 2
    command, word = words.split()
    assert f"lệnh {command} không hiểu «{word}»" in capsys.readouterr().err
    line = ["make", "-C", str(stub_project(tmp_path)), *words.split()]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        "quarter Q=2020-Q1",
        "quarter 2020-Q1 2020-Q2",
        "check quarter=2020-Q1",
        "templates 2020-Q1",
        "year 2020-Q1 YEAR=2020",
    ],
)
def test_a_stray_word_is_refused_with_one_line(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_the_same_quarter_is_meant_however_it_is_typed() -> None:
    typed = (["quarter", "2020-Q1", "--all"], ["quarter", "QUARTER=2020-Q1", "ALL=1"], ["quarter", "ALL=1", "2020-Q1"])
    one, *others = map(understood, typed)
    assert others == [one, one]
    with pytest.raises(click.UsageError):
        understood(["quarter", "2020-Q1", "QUARTER=2020-Q2"])


# --- make.bat, read ------------------------------------------------------------------------------------------------


def test_make_bat_hands_everything_over_unread() -> None:
    assert re.findall(r"^%RUN% -m pipeline.*$", BAT, re.MULTILINE) == ["%RUN% -m pipeline %*"]
    assert "shift" not in BAT
    assert set(re.findall(r"%~?[1-9]", BAT)) == {"%~1"}  # the target, to know those that call no program
    assert '"%TARGET%"' in BAT
    assert not re.search(r"(?<![\"%~\w])%TARGET%(?!%)(?!\")", BAT.replace("goto %TARGET%", ""))


def test_make_bat_reads_statuses_by_if_errorlevel_only() -> None:
    assert "%errorlevel%" not in BAT.lower()
    assert "||" not in BAT
    assert "&&" not in BAT


def test_every_label_of_make_bat_exists_once_and_is_reached() -> None:
    assert len(LABELS) == len(set(LABELS))
    assert set(re.findall(r"(?:goto|call) :?(\w+)$", BAT, re.MULTILINE)) <= set(LABELS)
    (developers,) = re.findall(r"for %%t in \(([a-z ]+)\)", BAT)
    assert {*developers.split(), *COMMANDS, "help", "clean"} == set(TARGETS)
    assert set(developers.split()) <= set(LABELS)


def test_make_bat_is_as_cmd_needs_it() -> None:
    content = (ROOT / "make.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    before, _, _ = content.partition(b"chcp 65001")
    assert before.isascii()  # until then cmd reads another code page
    assert not re.search(r"^echo [^\n]*[&<>|]", BAT, re.MULTILINE)
    assert "(" not in "".join(re.findall(r"^if .*", BAT, re.MULTILINE)).replace("(%HERE:~0,2%)", "")  # no blocks


@pytest.mark.parametrize(
    "sentence",
    ["Máy chưa có Python.", "Máy có Python %FOUND%; cần Python 3.11", "Đang cài đặt lần đầu bằng %PYTHON%", "ở đường dẫn mạng", "ở ổ mạng", "Giải nén cả thư mục",
     "không còn chạy được", "Kiểm tra mạng rồi chạy lại", "chỉ Enter: đóng"],
)  # fmt: skip
def test_make_bat_has_a_sentence_for_what_an_officer_meets(sentence: str) -> None:
    assert sentence in BAT


if shutil.which("wine"):  # a real cmd.exe

    @pytest.mark.parametrize(("status", "expected"), [(0, 0), (1, 1), (2, 2), (103, 2)])
    def test_cmd_gives_back_the_programs_status(status: int, expected: int, tmp_path: Path) -> None:
        folder = tmp_path / "Thư mục có dấu"
        folder.mkdir()
        changed_bat(
            folder, {"\nfc /b": "\nrem ", '%RUN% -c ""': "rem", "%RUN% -m pipeline %*": f"cmd /c exit {status}"}
        )
        assert in_wine(folder, "make.bat", "quarter")[1] == expected

    @pytest.mark.parametrize(
        ("pythons", "said"),
        [
            ({}, b"python.org"),
            ({"python": 'if "%~1"=="-c" echo %2 | find "platform" >nul\nif errorlevel 1 exit /b 1\necho 3.9.1 64bit'}, b"3.9.1 64bit"),
            ({"python": "exit /b 1", "python3": "exit /b 0"}, b"python3"),
        ],
    )  # fmt: skip
    def test_cmd_finds_the_python_that_is_new_enough(pythons: dict[str, str], said: bytes, tmp_path: Path) -> None:
        folder = tmp_path / "Thư mục có dấu"
        folder.mkdir()
        changed_bat(folder, {r'set "RUN=.venv\Scripts\python"': 'set "RUN=echo"', "\nfc /b": "\ncmd /c exit 1\nrem "})
        for name, text in pythons.items():
            (folder / f"{name}.bat").write_text(f"@echo off\n{text}\n", encoding="utf-8", newline="\r\n")
        printed, status = in_wine(folder, "make.bat", "quarter")
        assert said in printed
        assert (status == 2) == ("python3" not in pythons)
