"""Every command, path and name in code font in the documentation exists, and the lists in it are complete."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

import click
import pytest

from pipeline import __version__
from pipeline.commands.cli import COMMANDS, program
from tests.builder import ROOT
from tests.package_list import END, IN_ORDER, START, packages, with_packages

README_WORDS = 1_300
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)
VARIABLES = set(re.findall(r"\b([A-Z]{3,})\b", MAKEFILE)) | {"ROUNDS", "HEAVY"}
DOCUMENTS = (
    "README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGELOG.md", "inputs/README.md", "outputs/README.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
)  # fmt: skip
SUFFIXES = (
    "docx",
    "xlsx",
    "xls",
    "xlsm",
    "xlsb",
    "ods",
    "html",
    "json",
    "md",
    "toml",
    "py",
    "lock",
    "svg",
    "bat",
    "txt",
)
PLACEHOLDER = re.compile(r"<[^>]*>|…|\bNN\b")
COMMAND = re.compile(r"^(?:[A-Z]+=\S+ )*(?:make|(?:\S*/)?python -m)(?: |$)")
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
OTHERS_COMMANDS = {"pip", "pip_audit", "pytest"}  # modules of other projects; their options are not checked
OTHERS_NAMES = re.compile(  # names not in the code: template tags, packages that were not chosen, placeholders
    r"\{[{%].*|(?:LOCK=\"?)?uv pip compile .*|\$LOCK .*|atomicwrites|icu4py|PyICU|num2words|vietnam-number|viparse|area: what changed|code font|…\.docx"
)


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def spans(text: str) -> list[str]:
    """The pieces of a text in code font, in the running text and in blocks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    lines = [re.split(r"\s{2,}", line)[0] for line in lines]
    running = re.sub(r"^```\w*\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*filter(None, lines), *re.findall(r"`([^`\n]+)`", running)]


@cache
def source() -> str:
    """The source text of the program and its tests, and the names of templates and texts."""
    files = [
        *(path for folder in ("pipeline", "schemas", "tests", "inputs") for path in (ROOT / folder).rglob("*.py")),
        *(path for path in (ROOT / "tests").rglob("*.toml") if "cases" not in path.parts),
        *(ROOT / name for name in ("Makefile", "make.bat", "pyproject.toml", ".gitignore")),
    ]
    files.remove(Path(__file__))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def is_word(name: str) -> bool:
    """Whether the code holds that name as a whole word."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", source()) is not None


@cache
def options_of(command: str) -> frozenset[str]:
    """The options of a command; of all commands together for ""."""
    if not command:
        return frozenset().union(*(options_of(each) for each in COMMANDS))
    found = program.get_command(click.Context(program), command)
    assert found is not None
    return frozenset(option for each in found.params for option in each.opts if option.startswith("--")) | {"--help"}


def faults(span: str) -> Iterator[str]:
    """The names in a piece of code font that do not exist."""
    if COMMAND.match(span) and "&&" not in span:
        yield from command_faults(span)
    elif span.startswith("--"):
        if span not in options_of(""):
            yield f"{span}: no command has this option"
    elif re.fullmatch(r"[A-Z]+=\S*", span):
        if span.partition("=")[0] not in VARIABLES:
            yield f"{span}: no such variable in the Makefile"
    elif is_path(span):
        if not exists(span):
            yield f"{span}: no such file or folder"
    elif not OTHERS_NAMES.fullmatch(span) and not is_word(span.partition("(…")[0].rstrip("…")):
        yield f"{span}: the code has no such word"


def command_faults(span: str) -> Iterator[str]:
    words = [word for word in span.split() if not re.match(r"[A-Z]+=", word)]
    yield from (f"{span}: no such file {word}" for word in words if word.startswith("tests/") and not exists(word))
    if words[0] == "make":
        target = words[1] if len(words) > 1 else "help"
        if target not in TARGETS:
            yield f"{span}: no such target in the Makefile"
        command = target if target in COMMANDS else None
    else:
        module = words[words.index("-m") + 1]
        if module in OTHERS_COMMANDS:
            return
        if find_spec(module) is None:
            yield f"{span}: no such module"
        following = words[words.index("-m") + 2 :]
        command = following[0] if module == "pipeline" and following and not following[0].startswith("-") else None
        if command is not None and command not in COMMANDS:
            yield f"{span}: no such command"
            return
    for name in re.findall(r"\b([A-Z]+)=", re.sub(r'"[^"]*"', "", span)):
        if name not in VARIABLES:
            yield f"{span}: no such variable {name}"
    for option in OPTION.findall(span):
        if command is None or option not in options_of(command):
            yield f"{span}: no such option {option}"


def is_path(span: str) -> bool:
    name = PLACEHOLDER.sub("*", span.replace("\\", "/"))
    return " " not in name and (
        "/" in name or name in ("Makefile", ".gitignore", ".venv") or name.rpartition(".")[2].rstrip("*") in SUFFIXES
    )


def exists(span: str) -> bool:
    """Whether a path is in the project, or is one of those that the program writes."""
    name = span.replace("\\", "/").rstrip("/")
    pattern = PLACEHOLDER.sub("*", name).replace("YYYY-Qn", "*")
    if pattern.startswith((".venv/", ".venv")) or (ROOT / pattern).exists() or any(ROOT.glob(pattern)):
        return True
    if name.partition("/")[0] in ("pipeline", "schemas", "tests", "docs", "templates", "inputs"):
        return False
    parts = [part for part in name.split("/") if not re.fullmatch(r"\d{4}(-Q\d)?", part)]
    return all(is_made(part) for part in parts)


def is_made(part: str) -> bool:
    """Whether a name without folders is one of a file of the project, or one that the program writes or reads."""
    fixed = max(PLACEHOLDER.split(part), key=len).strip("-.*") if PLACEHOLDER.search(part) else part
    stem = fixed.rpartition(".")[0] if fixed.rpartition(".")[2] in SUFFIXES else fixed
    return (
        fixed == "outputs"
        or fixed in SUFFIXES
        or any(path.name == part for folder in ("templates", "inputs", "tests") for path in (ROOT / folder).rglob(part))
        or is_word(fixed)
        or (stem != "" and is_word(stem))
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_set_in_code_font_exists(document: str) -> None:
    assert [fault for span in spans(text_of(document)) for fault in faults(span)] == []


@pytest.mark.parametrize(
    "span",
    [
        "make papers", "make quarter COLOUR=1", "make quarter 2020-Q1 --mark", "python -m pytest tests/none.py", "python -m tests.nothing", "--nowhere",
        "python -m pipeline print", "pipeline/nothing.py", "docs/none.md", "NoSuchClass", "no_such_name(…)",
        "no_such_name", "outputs/2020-Q1/nirgends.docx", "outputs/2020-Q1/nirgends/", "nirgends.xlsx", "COLOUR=1",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_found(span: str) -> None:
    assert len(list(faults(span))) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_to_files(document: str) -> None:
    text = text_of(document)
    for link in [*re.findall(r"\]\(([^)#]+)\)", text), *re.findall(r'src="([^"]+)"', text)]:
        assert ((ROOT / document).parent / link).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_name_is_in_the_file_that_a_document_gives_for_it(document: str) -> None:
    for name, path in re.findall(r"`(\w+)(?:\(…\))?` (?:of|in) `([\w/]+\.py)`", text_of(document)):
        assert re.search(rf"\b{name}\b", text_of(path)), (name, path)


def test_the_readme_is_short() -> None:
    assert len(text_of("README.md").split()) < README_WORDS


def test_the_list_of_packages_is_written_from_the_packages() -> None:
    assert packages() == set(IN_ORDER)
    assert with_packages(text_of("README.md")) == text_of("README.md"), "python -m tests.package_list writes it anew"


def test_a_readme_without_the_markers_of_its_packages_is_refused() -> None:
    assert START in text_of("README.md")
    assert END in text_of("README.md")
    with pytest.raises(ValueError, match="markers"):
        with_packages("nothing")


def test_every_page_of_the_documentation_is_named_in_the_readme() -> None:
    for document in DOCUMENTS:
        assert document == "README.md" or f"]({document})" in text_of("README.md")


def test_the_version_has_its_section_in_the_changelog() -> None:
    newest, *others = re.findall(r"^## (\d+\.\d+\.\d+)\b", text_of("CHANGELOG.md"), re.MULTILINE)
    assert __version__ in (newest, *others)
    assert sorted([newest, *others], reverse=True) == [newest, *others]


GLOSSARY_CODE = [
    name
    for line in text_of("docs/glossary.md").splitlines()
    if line.startswith("| ") and line.count("|") == 5
    for name in re.findall(r"`([^`]+)`", line.split("|")[3])
]


@cache
def declared() -> frozenset[str]:
    """The names that the program declares: modules, classes, functions, arguments, variables, texts in its tables."""
    found: set[str] = set()
    for path in (*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")):
        found.add(path.stem)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


@pytest.mark.parametrize("name", GLOSSARY_CODE)
def test_a_name_of_the_glossary_is_declared_in_the_code(name: str) -> None:
    assert name in declared()


def test_the_glossary_says_each_word_once() -> None:
    rows = [line.split("|") for line in text_of("docs/glossary.md").splitlines() if line.count("|") == 5]
    words = [row[2].strip() for row in rows if row[2].strip() not in ("English", "---")]
    assert len(words) > 60
    assert len(words) == len(set(words))


# --- dependencies --------------------------------------------------------------------------------------------------

LOCKS = {path.name: path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("requirements*.lock"))}
LOCK = "\n".join(LOCKS.values())
PINNED = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
ROWS = re.findall(
    r"^\| ([a-z0-9, -]+) \| ([^|]{4,}) \| ([A-Z][\w.-]+) \|$", text_of("docs/dependencies.md"), re.MULTILINE
)
EXPLAINED = {name: (why, licence) for names, why, licence in ROWS for name in names.split(", ")}


def direct() -> set[str]:
    """The packages that the project depends on directly."""
    project = tomllib.loads(text_of("pyproject.toml"))
    groups = project["dependency-groups"].values()
    asked = [
        *project["project"]["dependencies"],
        *(each for group in groups for each in group if isinstance(each, str)),
    ]
    return {re.split("[<>=]", name)[0] for name in asked}


def brought_by() -> dict[str, set[str]]:
    """Each pinned package and those that need it, as the lock files say."""
    found: dict[str, set[str]] = {name: set() for name in PINNED}
    name = ""
    for line in LOCK.splitlines():
        if pinned := re.match(r"([a-z0-9-]+)==", line):
            name = pinned[1]
        elif via := re.match(r"\s+#\s+(?:via )?([a-z][a-z0-9-]+)(?: \(.*\))?$", line):
            found[name].add(via[1])
    return {name: by - {"via"} for name, by in found.items()}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_version_with_hashes_and_names_no_registry(name: str) -> None:
    lock = LOCKS[name]
    pinned = re.findall(r"^[a-z0-9-]+==", lock, re.MULTILINE)
    assert len(pinned) > 10
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock
    assert "--index" not in lock


def test_the_locks_pin_the_same_versions_of_what_they_share() -> None:
    assert len(PINNED) > 30
    pinned = [re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.MULTILINE) for lock in LOCKS.values()]
    versions = [{name: {v for other, v in lock if other == name} for name, _ in lock} for lock in pinned]
    for one, other in combinations(versions, 2):
        assert {name: one[name] for name in one.keys() & other} == {name: other[name] for name in one.keys() & other}


def test_every_pinned_package_is_in_a_table_with_its_reason_and_no_other_is() -> None:
    assert set(EXPLAINED) == PINNED
    assert sum(len(names.split(", ")) for names, _, _ in ROWS) == len(PINNED)
    assert direct() <= PINNED


def test_what_is_brought_along_names_those_that_need_it() -> None:
    for name, by in brought_by().items():
        why, _ = EXPLAINED[name]
        if name not in direct():
            assert set(why.split(": ")[0].split(", ")) <= by, (name, by)


def test_licences_are_what_the_packages_say_of_themselves() -> None:
    for name, (_, licence) in EXPLAINED.items():
        try:
            about = metadata(name)
        except PackageNotFoundError:  # only for another operating system
            assert f"{name}==" in "".join(line for line in LOCK.splitlines() if "sys_platform" in line)
            continue
        licences = [about[key] for key in ("License-Expression", "License") if key in about]
        words = " ".join([*licences, *(about.get_all("Classifier") or [])]).replace("Mozilla Public License", "MPL")
        assert licence.split("-")[0] in words, (name, licence)
