"""Writes the list of packages in README.md from the first line of each package: ``python -m tests.package_list``."""

from __future__ import annotations

import ast
from pathlib import Path

from pipeline import ROOT

README = ROOT / "README.md"
START, END = "<!-- packages: begin (python -m tests.package_list) -->", "<!-- packages: end -->"
IN_ORDER = (  # as a quarter goes through them, the shared ones first
    "pipeline/values", "schemas", "pipeline/opc", "pipeline/word", "pipeline/reading", "pipeline/drawing",
    "pipeline/checking", "pipeline/papers", "pipeline/rendering", "pipeline/inspection", "pipeline/proofs",
    "pipeline/tracing", "pipeline/publishing", "pipeline/commands",
)  # fmt: skip


def packages() -> set[str]:
    """The packages that there are, by their folder."""
    found = {path.parent for path in (ROOT / "pipeline").glob("*/__init__.py")}
    return {path.relative_to(ROOT).as_posix() for path in (*found, ROOT / "schemas")}


def package_list() -> str:
    """One line a package: its folder, and the first line of its docstring."""
    lines = (f"{folder + '/':<22} {_first_line(ROOT / folder / '__init__.py').rstrip('.')}" for folder in IN_ORDER)
    return "\n".join(("```", *lines, "```"))


def with_packages(readme: str) -> str:
    """The README with the list between its markers. Raises ValueError when the markers are missing."""
    before, _, rest = readme.partition(START)
    _, marker, after = rest.partition(END)
    if not marker:
        raise ValueError("README.md lacks the markers of the list of packages")
    return f"{before}{START}\n{package_list()}\n{END}{after}"


def _first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0]


if __name__ == "__main__":
    README.write_text(with_packages(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
