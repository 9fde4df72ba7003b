"""What is typed after make reaches the program as it was typed; make expands none of it and the shell runs none of it."""

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.commands.cli import COMMANDS, main
from pipeline.commands.make_words import own_words
from pipeline.values.errors import PipelineError
from tests.commands.lines import stub_project

HOSTILE = (
    "`touch pwned`", "$(touch pwned)", "$(shell touch pwned)", "${shell touch pwned}", "$$(touch pwned)", '"; touch pwned; "',
    "'; touch pwned; '", "x\ntouch pwned", "$(eval $(shell touch pwned))", "| touch pwned", "& touch pwned", "> pwned", "a\\", "%PATH%",
    "$(TEXT)", "#", "-n", "«»",
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile with a program that prints its words."""
    return stub_project(tmp_path)


def make(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "-s", *words]
    environment_of_make = {"PATH": "/usr/local/bin:/usr/bin:/bin", **environment}
    return subprocess.run(
        command, cwd=project, capture_output=True, encoding="utf-8", check=False, env=environment_of_make
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("target", "name"), [("trace", "TEXT"), ("inspect", "FILE"), ("quarter", "QUARTER"), ("year", "YEAR")]
)
def test_a_value_reaches_the_program_as_it_was_typed(target: str, name: str, text: str, project: Path) -> None:
    for done in (make(project, target, f"{name}={text}"), make(project, target, **{name: text})):
        assert done.returncode == 0, done.stderr
        words = json.loads(done.stdout)
        assert words[:3] == ["-m", "pipeline", target]
        assert f"{name}={text}" in words
        assert not (project / "pwned").exists()


@pytest.mark.parametrize("typed", ["Q=$(shell touch pwned)", ".SHELLFLAGS=-c 'touch pwned'", "SHELL=./evil"])
def test_no_other_variable_is_expanded_and_each_is_refused(typed: str, project: Path) -> None:
    (project / "evil").write_text("#!/bin/sh\ntouch pwned\n", encoding="utf-8")
    (project / "evil").chmod(0o755)
    done = make(project, "quarter", typed)
    assert done.returncode == 2
    assert f"Không hiểu «{typed.partition('=')[0]}=»" in done.stderr
    assert not (project / "pwned").exists()


def test_a_stray_word_is_refused_before_anything_runs(project: Path) -> None:
    done = make(project, "quarter", "2020-Q1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "QUARTER=2020-Q1" in done.stderr


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("quarter QUARTER=2020-Q1 REPLACE=1 ALL=1", "quarter --replace --all -- 2020-Q1"),
        ("quarter QUARTER= REPLACE= ALL=0", "quarter"),
        ("quarter 2020-Q1 ALL=1", "quarter 2020-Q1 --all"),
        ("trace QUARTER=2020-Q1 TEXT=-x", "trace -- -x 2020-Q1"),
        ("inspect FILE=a=b.docx MARK=1", "inspect --mark -- a=b.docx"),
        ("year YEAR=2020 --inputs x", "year --inputs x -- 2020"),
        ("--version", "--version"),
    ],
)
def test_a_word_of_make_is_the_commands_own(words: str, own: str) -> None:
    assert own_words(words.split(), tuple(COMMANDS)) == own.split()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("quarter Q=2020-Q1", "không nhận «Q=2020-Q1»"),
        ("check REPLACE=1", "không nhận «REPLACE=1»"),
        ("templates QUARTER=2020-Q1", "không nhận từ nào"),
        ("quarter QUARTER=2020-Q1 QUARTER=2020-Q2", "hai lần"),
        ("quarter ALL=yes", "Ghi ALL=1"),
    ],
)
def test_a_word_that_a_command_does_not_take_is_refused(
    words: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PipelineError, match=message):
        own_words(words.split(), tuple(COMMANDS))
    assert main(words.split()) == 2
    assert capsys.readouterr().err.count("\n") == 1
