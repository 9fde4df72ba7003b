"""Makes one profile from the same values with other libraries, each used as its documentation shows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree
from mailmerge import MailMerge

from pipeline.opc.pack import compress, pack

PROFILE = Path(__file__).parent.parent.parent / "templates" / "trich-ngang.docx"
BLOCK = re.compile(r"<w:(p|tr)[ >](?:(?!<w:\1[ >]).)*?{%\1 .*?</w:\1>", re.DOTALL)
TAG = re.compile(r"{{ *([\w.]+)[^}]*}}")
ROWS = ("tieu_chi", "sang_kien", "khen_thuong")


def by_docxtpl(context: Mapping[str, object], target: Path) -> None:
    """The loop of the tutorial: open, render, save."""
    paper = DocxTemplate(PROFILE)
    paper.render(dict(context), autoescape=True)
    paper.save(target)


class Reused:
    """One DocxTemplate for all papers; it opens its file again for each of them anyway."""

    def __init__(self) -> None:
        self.paper = DocxTemplate(PROFILE)

    def __call__(self, context: Mapping[str, object], target: Path) -> None:
        """One paper."""
        self.paper.render(dict(context), autoescape=True)
        self.paper.save(target)


def merge_template() -> bytes:
    """The profile's template with Word's own merge fields instead of tags; conditions left out, one row for each list."""
    with zipfile.ZipFile(PROFILE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = BLOCK.sub("", parts["word/document.xml"].decode())
    body = re.sub(r"{%.*?%}", "", body)
    field = r'</w:t></w:r><w:fldSimple w:instr=" MERGEFIELD {0} "><w:r><w:t>«{0}»</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">'
    body = TAG.sub(lambda found: field.format(found[1].replace(".", "_")), body)
    return pack({**parts, "word/document.xml": body.encode()})


LOOP_ROW = re.compile(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?{%tr ([^%]*) %}.*?</w:tr>", re.DOTALL)
STATEMENT = re.compile(r"{%\w* ([^%]*) %}|{{ *([\w.]+)(\|upper)? *}}")
FIRST_TEXT, LAST_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)"), "</w:t>"


def docxtemplater_template() -> bytes:
    """The profile's template in docxtemplater's own language: the same loops, conditions and values."""
    with zipfile.ZipFile(PROFILE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body, written = _loops_in_their_rows(parts["word/document.xml"].decode()), _DocxtemplaterSyntax()
    return pack({**parts, "word/document.xml": STATEMENT.sub(written, body).encode()})


def _loops_in_their_rows(body: str) -> str:
    """The rows that only begin or end a loop taken out; docxtemplater looks for both in the row that is repeated."""
    done = ""
    while found := LOOP_ROW.search(body):
        tag = f"{{% {found[1]} %}}"
        if found[1].startswith("for"):
            done, body = done + body[: found.start()], FIRST_TEXT.sub(rf"\g<1>{tag}", body[found.end() :], count=1)
        else:
            before, after = (done + body[: found.start()]).rsplit(LAST_TEXT, 1)
            done, body = before + tag + LAST_TEXT + after, body[found.end() :]
    return done + body


class _DocxtemplaterSyntax:
    """Translates one statement or value after another; ``open`` holds the loops and conditions around it."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str]] = []  # the loop's variable, "" of a condition; what it is about

    def __call__(self, found: re.Match[str]) -> str:
        """The translation of one statement or value."""
        words = (found[1] or "").split()
        match words:
            case []:
                return f"{{{{{self._named(found[2])}{found[3] or ''}}}}}"
            case ["for", variable, "in", name]:
                self.open.append((variable, ""))
                return f"{{{{#{self._named(name, len(self.open) - 1)}}}}}"
            case ["if", "not", name] if name != "loop.last":
                self.open.append(("", name))
                return f"{{{{^?{self._named(name)}}}}}"
            case ["if", *names]:
                self.open.append(("", names[-1]))
                return "" if names[-1] == "loop.last" else f"{{{{#?{self._named(names[-1])}}}}}"
            case ["else"]:
                return f"{{{{/}}}}{{{{^?{self._named(self.open[-1][1])}}}}}"
            case _:  # endif, endfor
                return "" if self.open.pop()[1] == "loop.last" else "{{/}}"

    def _named(self, name: str, among: int | None = None) -> str:
        """A name as docxtemplater needs it inside the innermost loop."""
        variables = [variable for variable, _ in self.open[:among] if variable]
        if variables and name == variables[-1]:
            return "."
        return name.removeprefix(f"{variables[-1]}.") if variables else name


def docxtemplater_version() -> str:
    """The version of docxtemplater that Node finds; "" where either is not installed."""
    node = shutil.which("node")
    asked = "require('pizzip'); console.log(require('docxtemplater/package.json').version)"
    done = node and subprocess.run([node, "-e", asked], capture_output=True, text=True)
    return done.stdout.strip() if done and done.returncode == 0 else ""


def by_docxtemplater(people: Sequence[Mapping[str, object]], folder: Path) -> float:
    """The seconds that docxtemplater takes for one profile in a running process."""
    template, contexts = folder / "docxtemplater.docx", folder / "people.json"
    template.write_bytes(docxtemplater_template())
    contexts.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
    words = ["node", str(Path(__file__).parent / "docxtemplater.cjs"), str(template), str(contexts), str(folder)]
    done = subprocess.run(words, capture_output=True, check=True, text=True)
    for made in folder.iterdir():
        made.unlink()
    return float(done.stdout)


class Merged:
    """docx-mailmerge2: a MailMerge for each paper."""

    def __init__(self) -> None:
        self.template = merge_template()

    def __call__(self, context: Mapping[str, object], target: Path) -> None:
        """One paper."""
        person = context["nguoi"]
        assert isinstance(person, Mapping)
        with MailMerge(BytesIO(self.template)) as paper:
            paper.merge(**{f"nguoi_{key}": _text(value) for key, value in person.items()}, **_flat(context))
            for name, variable in zip(ROWS, ("tieu_chi", "muc", "muc"), strict=True):
                rows = [{f"{variable}_{key}": _text(value) for key, value in row.items()} for row in person[name]]
                if rows and f"{variable}_tt" in paper.get_merge_fields():
                    paper.merge_rows(f"{variable}_tt", rows)
            paper.write(target)


def _flat(context: Mapping[str, object]) -> dict[str, str]:
    named = ((name, value) for name, value in context.items() if isinstance(value, Mapping) and name != "nguoi")
    return {f"{name}_{key}": _text(text) for name, values in named for key, text in values.items()}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(map(str, value)) if isinstance(value, Sequence) else str(value)


class Floor:
    """The least that any library must do: parse, checksum, compress and write the finished parts of one paper."""

    def __init__(self, paper: bytes, constant: Mapping[str, object]) -> None:
        with zipfile.ZipFile(BytesIO(paper)) as package:
            whole = {name: package.read(name) for name in package.namelist()}
        self.constant = {name: compress(part) for name, part in whole.items() if name in constant}
        self.own = {name: part for name, part in whole.items() if name not in constant}

    def __call__(self, target: Path) -> None:
        """One paper."""
        for name, part in self.own.items():
            if name.startswith("word/"):
                etree.fromstring(part)
        target.write_bytes(pack({**self.constant, **self.own}))
