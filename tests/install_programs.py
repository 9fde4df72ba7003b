"""Installs the programs that the tests call and this machine lacks: ``python -m tests.install_programs``, as ``make test`` does.

Where that is not possible it says so, and the tests that need them are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from tests.programs import PROGRAMS, Program, found

QUIET = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q")
PATIENT = (
    "-o",
    "DPkg::Lock::Timeout=300",
    "-o",
    "Acquire::http::Timeout=30",
)  # another apt-get may be at work; a network may be dead


def main() -> None:
    """Install what is missing, a program at a time: what one system does not have costs itself only."""
    missing = [program for key, program in PROGRAMS.items() if not found(key)]
    if not missing:
        return
    apt_get = allowed()
    if not apt_get:
        print(
            f"Máy thiếu {names(missing)} và không tự cài được (không có apt-get, hoặc không có quyền root, sudo không mật khẩu): "
            f"bỏ qua kiểm thử cần đến. Tự cài: sudo apt-get install {packages(missing)}",
            flush=True,
        )
        return
    _run([*apt_get, "update"])  # where it fails, a list from earlier may still do
    refused: list[Program] = []
    reason = ""
    for program in missing:
        print(f"Cài {program.name} ({packages([program])}) để {program.use} trong kiểm thử …", flush=True)
        if said := _run([*apt_get, "install", "-y", "--no-install-recommends", *program.packages]):
            refused, reason = [*refused, program], said
    if refused:
        print(f"apt-get không cài được {names(refused)} ({reason}): bỏ qua kiểm thử cần đến.", flush=True)


def allowed() -> list[str]:
    """apt-get as this user may call it without being asked for a password; nothing where that is not so."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return [*QUIET, *PATIENT]
    by_sudo = ["sudo", "-n", *QUIET]
    return [*by_sudo, *PATIENT] if shutil.which("sudo") and not _run([*by_sudo, "--version"]) else []


def names(programs: list[Program]) -> str:
    """Programs as people call them."""
    return ", ".join(program.name for program in programs)


def packages(programs: list[Program]) -> str:
    """What is to be installed for programs."""
    return " ".join(package for program in programs for package in program.packages)


def _run(command: list[str]) -> str:
    """Why a command failed, in the last line it said; nothing if it did not."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, check=False
    )
    said = (done.stderr.strip() or done.stdout.strip() or f"mã {done.returncode}").splitlines()
    return said[-1] if done.returncode else ""


if __name__ == "__main__":
    main()
