"""The packages import one way, as the table of the design has it, and no file or package imports itself by a round trip."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pipeline import ROOT
from pipeline.publishing import made_from

MAY_IMPORT = {  # package → the packages it may import; «pipeline» itself (version, root) is open to all
    "values": "",
    "schemas": "values",
    "opc": "values",
    "word": "values opc",
    "reading": "values opc",
    "drawing": "values schemas opc word",
    "checking": "values schemas reading",
    "rendering": "values opc word",
    "inspection": "values opc word",
    "papers": "values schemas drawing checking",
    "proofs": "values schemas checking opc word",
    "tracing": "values schemas checking opc word",
    "publishing": "values schemas opc word reading drawing checking papers",
}
LINES = {"quarter", "year"}  # the two lines may import all packages, the commands everything
FILES = [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")]


def package(module: str) -> str:
    names = module.split(".")
    return "schemas" if names[0] == "schemas" else ".".join(names[1:2])


def imports(source: str) -> set[str]:
    """The project's modules that a module imports, also by an import inside a function."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.module)
    return {str(node.module) for node in found if str(node.module).split(".")[0] in ("pipeline", "schemas", "tests")}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def upward(module: str, source: str) -> list[str]:
    """What a module imports and may not."""
    own = package(module)
    if own in ("commands", "__main__"):
        return []
    allowed = {own, *(MAY_IMPORT if own in LINES else MAY_IMPORT[own].split() if own else ())}
    return [each for each in sorted(imports(source)) if (package(each) or own) not in allowed]


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_module_imports_only_what_its_package_may(path: Path) -> None:
    assert upward(module_of(path), path.read_text(encoding="utf-8")) == []


def test_an_import_up_is_seen() -> None:
    assert upward("pipeline.values.dates", "from pipeline.checking.check import check_quarter") == [
        "pipeline.checking.check"
    ]
    assert upward("schemas.rules", "def late():\n    from pipeline.papers.kinds import PAPERS") == [
        "pipeline.papers.kinds"
    ]


def test_nothing_imports_itself_by_a_round_trip() -> None:
    modules = {module_of(path): imports(path.read_text(encoding="utf-8")) for path in FILES}
    packages: dict[str, set[str]] = {}
    for module, found in modules.items():
        packages.setdefault(package(module), set()).update(map(package, found))
    for graph in (modules, {name: found - {name} for name, found in packages.items() if name}):
        list(TopologicalSorter(graph).static_order())  # raises CycleError naming the round trip


def test_pipeline_itself_holds_the_two_lines_only() -> None:
    names = sorted(path.name for path in (ROOT / "pipeline").glob("*.py"))
    assert names == ["__init__.py", "__main__.py", "quarter.py", "year.py"]


@pytest.mark.parametrize("name", sorted({package(module_of(path)) for path in FILES} - {"", "__main__", *LINES}))
def test_a_touched_module_of_any_package_is_a_changed_program(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in FILES:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "requirements.lock").write_text("", encoding="utf-8")
    monkeypatch.setattr(made_from, "ROOT", tmp_path)
    before = made_from.program_digest()
    own = sorted((tmp_path / ("schemas" if name == "schemas" else f"pipeline/{name}")).rglob("*.py"))[-1]
    own.write_bytes(own.read_bytes() + b"\n# touched\n")
    assert made_from.program_digest() != before
