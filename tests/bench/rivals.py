"""The other ways of making one profile from the same values, each as its documentation shows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from mailmerge import MailMerge

from pipeline.packing import compress, pack

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
    """One DocxTemplate for all papers, which opens its file again at each rendering all the same."""

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
    """What nobody can go below: the finished parts of one paper checksummed, deflated and written."""

    def __init__(self, paper: bytes, constant: Mapping[str, object]) -> None:
        with zipfile.ZipFile(BytesIO(paper)) as package:
            whole = {name: package.read(name) for name in package.namelist()}
        self.constant = {name: compress(part) for name, part in whole.items() if name in constant}
        self.own = {name: part for name, part in whole.items() if name not in constant}

    def __call__(self, target: Path) -> None:
        """One paper."""
        target.write_bytes(pack({**self.constant, **self.own}))
