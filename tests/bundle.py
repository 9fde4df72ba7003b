"""Packs the program, its wheels and the sample into one zip that sets itself up without a network.

``python -m tests.bundle make`` makes the zip for Windows in ``dist/`` (``make bundle``). ``python -m tests.bundle`` makes the
same for this machine, unpacks it, sets it up with the network off and makes the sample quarter; and holds the wheels of
the zip for Windows against the lock.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.markers import Marker

from pipeline import ROOT, __version__
from pipeline.values.digests import sha256

NOT_PACKED = ("tests/", ".ci/", ".git", "requirements-dev.lock")
WHEELS, LOCK = "wheels", "requirements.lock"
CREATED = (1980, 1, 1, 0, 0, 0)  # a fixed time: the same files give the same bytes
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq")


@dataclass(frozen=True)
class Machine:
    """A kind of machine: its name, its Python versions, pip's words for it, and what the markers of a lock ask about it."""

    name: str
    versions: tuple[str, ...]
    asked_for: tuple[str, ...]
    about: Mapping[str, str]


WINDOWS = Machine(
    "windows", ("3.11", "3.12", "3.13"), ("--platform", "win_amd64", "--implementation", "cp"),
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)  # fmt: skip
THIS = Machine("linux", (f"{sys.version_info[0]}.{sys.version_info[1]}",), (), {})


def pinned_for(lock: str, machine: Machine, version: str) -> str:
    """A lock → the lines that hold for a machine and a version of Python, with their hashes and without their conditions.

    pip would judge the conditions by the machine it runs on.
    """
    about = {**machine.about, "python_version": version, "python_full_version": f"{version}.0"}
    kept = []
    for entry in re.findall(r"^[a-z0-9][^\n]*(?:\n[ \t]+--hash[^\n]*)*", lock, re.MULTILINE):
        first, _, hashes = entry.partition("\n")
        name, _, condition = first.rstrip(" \\").partition(";")
        if not condition or Marker(condition).evaluate(dict(about)):
            kept.append("\n".join((f"{name.strip()} \\", hashes.rstrip(" \\"))))
    return "\n".join(kept) + "\n"


def fetch(machine: Machine, folder: Path, offline_from: Path | None = None) -> None:
    """Download the wheels of a lock for a machine, their hashes checked; with a folder only from there, to try it."""
    source = () if offline_from is None else ("--no-index", "--find-links", str(offline_from))
    for version in machine.versions:
        wanted = folder.parent / f"{machine.name}-{version}.txt"
        wanted.write_text(pinned_for((ROOT / LOCK).read_text(encoding="utf-8"), machine, version), encoding="utf-8")
        of_version = (*machine.asked_for, *(("--python-version", version) if machine.asked_for else ()))
        subprocess.run(
            [*PIP, "download", "--only-binary", ":all:", "--no-deps", "--require-hashes", *source, *of_version,
             "--requirement", str(wanted), "--dest", str(folder)], check=True,
        )  # fmt: skip


def program_files() -> dict[str, bytes]:
    """The files of the last commit that an officer needs: never what lies in the folders, which may be an office's own."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        files = {each.name: tar.extractfile(each) for each in tar if each.isfile() and is_packed(each.name)}
        return {name: file.read() for name, file in files.items() if file}


def is_packed(name: str) -> bool:
    """Whether a file of the project belongs to the officer's program."""
    return not name.startswith(NOT_PACKED)


def zipped(files: Mapping[str, bytes], top: str) -> bytes:
    """Files by name → a zip with one folder on top: the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(f"{top}/{name}", CREATED)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return buffer.getvalue()


def make(machine: Machine, folder: Path) -> Path:
    """Make the zip for a machine in a folder; its path."""
    top = f"gdtt-{__version__}-{machine.name}"
    with TemporaryDirectory() as place:
        wheels = Path(place) / WHEELS
        wheels.mkdir()
        fetch(machine, wheels)
        libraries = {f"{WHEELS}/{path.name}": path.read_bytes() for path in wheels.iterdir()}
    folder.mkdir(exist_ok=True)
    made = folder / f"{top}.zip"
    made.write_bytes(zipped({**program_files(), **libraries}, top))
    return made


def unpacked(package: Path, place: Path) -> Path:
    """Unpack a zip as an officer does; the program's folder."""
    with zipfile.ZipFile(package) as opened:
        opened.extractall(place)
    return place / package.stem


def without_network(words: Iterable[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run words in a folder on a machine whose network is off."""
    command = ["unshare", "--map-root-user", "--net", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def try_here() -> None:
    """Make a zip for this machine, set it up with the network off, and make the sample quarter; then a damaged one."""
    with TemporaryDirectory() as place:
        package = make(THIS, Path(place) / "dist")
        program = unpacked(package, Path(place) / "Thư mục có dấu")
        reached = without_network([sys.executable, "-c", "import socket; socket.create_connection(('example.org', 443), 5)"], program)  # fmt: skip
        assert reached.returncode != 0, "the network is not off"
        done = without_network(["make", "quarter", "QUARTER=2020-Q1"], program)
        print(done.stdout, done.stderr, sep="")
        assert done.returncode == 0, done.returncode
        assert (program / "outputs" / "2020-Q1" / "quyet-dinh-khen-thuong.docx").is_file()
        print(f"Đã cài và lập quý mẫu từ {package.name} ({package.stat().st_size // 2**20} MB), mạng tắt.")
        damaged = unpacked(package, Path(place) / "hong")
        wheel = next((damaged / WHEELS).glob("click-*.whl"))
        with zipfile.ZipFile(wheel, "a") as opened:
            opened.writestr("click/more.py", "")
        refused = without_network(["make", "quarter", "QUARTER=2020-Q1"], damaged)
        assert refused.returncode == 2, refused.stdout
        assert "hash" in refused.stderr.lower(), refused.stderr
        print(f"Thư viện bị đổi ({wheel.name}) thì không cài.")


def try_windows() -> None:
    """Make the zip for Windows, and let pip find in it alone all that the lock asks for on each version of Python."""
    with TemporaryDirectory() as place:
        package = make(WINDOWS, Path(place) / "dist")
        program = unpacked(package, Path(place))
        found = Path(place) / "found" / WHEELS
        found.mkdir(parents=True)
        fetch(WINDOWS, found, program / WHEELS)
        assert {path.name for path in found.iterdir()} == {path.name for path in (program / WHEELS).iterdir()}
        for path in found.iterdir():
            assert sha256(path.read_bytes()) in (program / LOCK).read_text(encoding="utf-8"), path.name
        number = len(list(found.iterdir()))
        print(f"{package.name} ({package.stat().st_size // 2**20} MB): {number} thư viện, đủ cho Python {', '.join(WINDOWS.versions)}.")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["make"]:
        print(f"Đã đóng gói {make(WINDOWS, ROOT / 'dist').relative_to(ROOT)}.")
    else:
        try_here()
        try_windows()
