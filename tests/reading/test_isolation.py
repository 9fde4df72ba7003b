"""A run uses no network and writes nothing outside its outputs folder; any attempt ends the run and the test."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builder import ROOT, good
from tests.commands.test_cli import place

__all__ = ["place"]
WATCHED = """
import json, os, sys
written, reached = set(), []
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        reached.append(event)
        raise RuntimeError(event)
    if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.add(os.path.abspath(os.fsdecode(arguments[0])))
    if event in ("os.rename", "os.remove", "os.mkdir"):
        written.add(os.path.abspath(os.fsdecode(arguments[1 if event == "os.rename" else 0])))
sys.addaudithook(watch)
from pipeline.commands.cli import main
status = main(sys.argv[2:])
open(sys.argv[1], "w").write(json.dumps([status, sorted(written), reached]))
"""


@pytest.mark.parametrize("words", [["quarter"], ["check"], ["year"], ["forms"], ["trace", "Nguyễn Văn Mẫu"]])
def test_a_run_reaches_nothing_and_writes_in_its_outputs_only(words: list[str], place: Path, tmp_path: Path) -> None:
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi="Phòng Kinh tế", ho_ten=""))
    record = tmp_path / "record.json"
    folders = [f"--{name}={place / name}" for name in ("inputs", "outputs")]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(record), *words, *folders, f"--templates={ROOT / 'templates'}"],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert record.is_file(), done.stderr
    status, written, reached = json.loads(record.read_text(encoding="utf-8"))
    assert status in (0, 1), done.stderr
    assert reached == []
    allowed = (str(place / "outputs"), os.devnull, str(record), "/dev/shm")
    assert [path for path in written if not path.startswith(allowed)] == []
    before = {path.name for path in (place / "inputs").rglob("*")}
    assert before == {"co-quan.xlsx", "2020-Q1", "a.xlsx", "b.xlsx"}


def test_a_run_writes_no_bytecode_of_the_program(place: Path, tmp_path: Path) -> None:
    """Even if a module has changed since it was compiled; this holds for all processes of the run."""
    project = tmp_path / "project"
    for name in ("pipeline", "schemas", "templates"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    shutil.copy(ROOT / "requirements.lock", project)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiling = [sys.executable, "-m", "compileall", "-q", "pipeline", "schemas"]
    subprocess.run(compiling, cwd=project, env=environment, check=True)
    for module in ("values/model", "reading/sandbox", "quarter", "rendering/render"):
        changed = project / "pipeline" / f"{module}.py"
        changed.write_text(changed.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    folders = [f"--{name}={place / name}" for name in ("inputs", "outputs")]
    words = [sys.executable, "-m", "pipeline", "quarter", *folders]
    done = subprocess.run(words, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
