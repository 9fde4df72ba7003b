"""Finds every command line that the guides, the helps and the terminal's texts print, and runs them as the systems would."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import click

from pipeline.commands.cli import COMMANDS, program
from pipeline.commands.make_words import own_words
from tests.builder import ROOT

GUIDES = (
    "README.md",
    "README.vi.md",
    "CONTRIBUTING.md",
    "inputs/README.md",
    "outputs/README.md",
    "templates/README.md",
)
SPAN = re.compile(r"`(make [^`\n]+|make)`|^(make [^\n`|]*?)(?:\s{2,}.*|\s*#.*)?$", re.MULTILINE)
VALUE = r'[A-Z]{3,}=(?:"[^"]*"|[^\s,;)»]+)'
TYPED = re.compile(rf"\bmake ([a-z]+)((?: {VALUE})*)")
WORD = re.compile(VALUE)
PROGRAM = """#!/usr/bin/env python3
import json, sys
print(json.dumps(sys.argv[1:]))
"""
Handed = tuple[str, dict[str, object]]  # a command and its parameters, as the program understands them


def in_guides() -> Iterator[str]:
    """The lines in code font, as a reader would copy them."""
    for name in GUIDES:
        for found in SPAN.finditer((ROOT / name).read_text(encoding="utf-8")):
            yield (found[1] or found[2]).strip()


def in_helps() -> Iterator[str]:
    """The lines of make's help, make.bat's, and each command's own."""
    for target, text in re.findall(
        r"^([a-z]+):.*## (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    ):
        yield from (f"make {target} {word}" for word in WORD.findall(text))
        yield f"make {target}"
    yield from in_text((ROOT / "make.bat").read_text(encoding="utf-8"))
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        yield from in_text(command.get_help(click.Context(command, info_name=name, max_content_width=1000)))


def in_source() -> Iterator[str]:
    """The lines in the texts of the program and in the report's pages; what is filled in stands for a quarter."""
    for page in (ROOT / "templates").glob("*.html"):
        yield from in_text(page.read_text(encoding="utf-8"))
    for path in (*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # those of the code itself
        for node in ast.walk(tree):
            if id(node) in comments:
                continue
            if isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "2020-Q1" for part in node.values)
                yield from in_text("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from in_text(node.value)


def in_text(text: str) -> Iterator[str]:
    """The lines in a running text, in which a sentence goes on after them."""
    for target, words in TYPED.findall(text):
        yield f"make {target}{words}".rstrip(".:")


@cache
def all_lines() -> list[str]:
    """Each line once."""
    return sorted({*in_guides(), *in_helps(), *in_source()})


def understood(words: Sequence[str]) -> Handed:
    """The program's words → its command and parameters, without running it. Raises what the program would refuse."""
    own = own_words(words, tuple(COMMANDS))
    command = program.get_command(click.Context(program), own[0])
    assert command is not None, own[0]
    return own[0], command.make_context(own[0], own[1:]).params


def stub_project(place: Path) -> Path:
    """The Makefile with a program that prints its words."""
    shutil.copy(ROOT / "Makefile", place)
    for folder in ("pipeline", "schemas", ".venv/bin"):
        (place / folder).mkdir(parents=True)
    for name in ("requirements.lock", "requirements-dev.lock", ".venv/installed", ".venv/ready", ".venv/developed"):
        (place / name).write_text("", encoding="utf-8")
    python = place / ".venv" / "bin" / "python"
    python.write_text(PROGRAM, encoding="utf-8")
    python.chmod(0o755)
    return place


def by_make(project: Path, line: str) -> list[str]:
    """What the program is handed when a shell runs the line: its words; none for a target that calls no program."""
    done = subprocess.run(
        ["sh", "-c", line.replace("make", "make -s", 1)], cwd=project, capture_output=True, encoding="utf-8", check=False,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), (line, done.stderr)
    printed = [json.loads(each) for each in done.stdout.splitlines() if each.startswith("[")]
    return next((words[2:] for words in printed if words[:2] == ["-m", "pipeline"]), [])


def of_windows(tail: str) -> list[str]:
    """What follows a program's name → its words, as Windows splits them: at blanks outside double quotes."""
    return [found.replace('"', "") for found in re.findall(r'(?:"[^"]*"|[^\s"])+', tail)]


def by_cmd(folder: Path, lines: Sequence[str]) -> list[str]:
    """What a real cmd.exe (Wine's) hands to the program for each line: the tail, as typed."""
    changed_bat(folder, {r'set "RUN=.venv\Scripts\python"': 'set "RUN=echo"', "\nfc /b": "\nrem "})
    calls = "".join(f"call make.bat {line.removeprefix('make').strip()}\n" for line in lines)
    (folder / "all.bat").write_text(f"@echo off\nchcp 65001 >nul\n{calls}", encoding="utf-8", newline="\r\n")
    printed = in_wine(folder, "all.bat")[0].decode("utf-8", "replace").splitlines()
    return [each.removeprefix("-m pipeline ") for each in printed if each.startswith("-m pipeline ")]


def changed_bat(folder: Path, changes: Mapping[str, str]) -> None:
    """make.bat in a folder of its own, with some of its words replaced."""
    text = (ROOT / "make.bat").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "make.bat").write_text(text, encoding="utf-8", newline="\r\n")
    (folder / "requirements.lock").write_text("", encoding="utf-8")


@cache
def _prefix() -> TemporaryDirectory[str]:
    """A folder in which Wine has set itself up once, which takes it seconds."""
    return TemporaryDirectory(ignore_cleanup_errors=True)


def in_wine(folder: Path, *words: str) -> tuple[bytes, int]:
    """What words print that Wine's cmd.exe runs in a folder, and their status."""
    environment = {"WINEPREFIX": f"{_prefix().name}/prefix", **os.environ, "WINEDEBUG": "-all"}
    command = ["wine", "cmd", "/c", *words]
    with TemporaryFile() as printed:  # Wine's server would keep a pipe open for some seconds
        done = subprocess.run(
            command, cwd=folder, stdout=printed, stderr=printed, input=b"", check=False, timeout=300, env=environment
        )
        printed.seek(0)
        return printed.read(), done.returncode
