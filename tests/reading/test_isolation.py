"""A run uses no network and writes nothing outside its outputs folder; any attempt ends the run and the test."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.builder import ROOT, good
from tests.commands.places import furnished, place

__all__ = ["place"]
COMMANDS = (("quarter",), ("check",), ("year",), ("forms",), ("trace", "Nguyễn Văn Mẫu"))
WATCHED = """
import json, os, sys
written, reached = [], []
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        reached.append(event)
        raise RuntimeError(event)
    if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(os.path.abspath(os.fsdecode(arguments[0])))
    if event in ("os.rename", "os.remove", "os.mkdir"):
        written.append(os.path.abspath(os.fsdecode(arguments[1 if event == "os.rename" else 0])))
sys.addaudithook(watch)
from pipeline.commands.cli import main
seen = []
for words in json.loads(sys.argv[2]):
    seen.append([main(words), sorted({*written}), [*reached]])
    written.clear()
open(sys.argv[1], "w").write(json.dumps(seen))
"""


def test_a_run_reaches_nothing_and_writes_in_its_outputs_only(tmp_path: Path) -> None:
    """Each command in folders of its own."""
    places, typed = [], []
    for number, words in enumerate(COMMANDS):
        place = furnished(tmp_path / str(number))
        (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi="Phòng Kinh tế", ho_ten=""))
        folders = {"inputs": place / "inputs", "outputs": place / "outputs", "templates": ROOT / "templates"}
        typed.append([*words, *(f"--{name}={path}" for name, path in folders.items())])
        places.append(place)
    record = tmp_path / "record.json"
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(record), json.dumps(typed)], cwd=ROOT, capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, encoding="utf-8", check=False,
    )  # fmt: skip
    assert record.is_file(), done.stderr
    seen = json.loads(record.read_text(encoding="utf-8"))
    for words, place, (status, written, reached) in zip(COMMANDS, places, seen, strict=True):
        assert status in (0, 1), (words, done.stderr)
        assert reached == [], words
        allowed = (str(place / "outputs"), os.devnull, "/dev/shm")
        assert [path for path in written if not path.startswith(allowed)] == [], words
        before = {path.name for path in (place / "inputs").rglob("*")}
        assert before == {"co-quan.xlsx", "2020-Q1", "a.xlsx", "b.xlsx"}, words


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
