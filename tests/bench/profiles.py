"""Makes the contexts of any number of profiles, and of lists of any length, from a seed, so that all are measured alike."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.checking.check import read_office_workbook
from pipeline.checking.normalise import normalise
from pipeline.checking.office import Office, office_on
from pipeline.opc.pack import Compressed
from pipeline.papers.context import shared_context
from pipeline.papers.example import template_examples
from pipeline.papers.nominations import nominations_of
from pipeline.papers.printing import Nomination
from pipeline.reading.sandbox import open_here
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.rendering.render import render_document
from pipeline.rendering.template_compile import CompiledTemplate, read_template
from pipeline.values.model import Document, SourceFile
from schemas.ca_nhan import CA_NHAN
from tests.bench.inputs import QUARTER, office, workbooks

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
DAY = date(2020, 3, 31)
NOBODY: Mapping[str, object] = {"ca_nhan": [], "tap_the": [], "cong_khai": {}, "quyet_dinh": {}}


def the_office() -> Office:
    """The office of the measured quarter."""
    office_rows, _ = read_office_workbook(
        SourceFile("co-quan.xlsx", "", open_here("co-quan.xlsx", office(12))), QUARTER
    )
    return office_on(DAY, office_rows)


def nominees(number: int, own: Office) -> Iterator[Nomination]:
    """``number`` nominees as printed text, one at a time."""
    for name, content in workbooks(number):
        sent, _ = normalise(parse_workbook(name, content), CA_NHAN)
        yield from nominations_of(own, [sent])


def contexts(number: int, folder: Path) -> Sequence[Mapping[str, object]]:
    """The contexts of ``number`` profiles; made once and cached in the folder for the next measurement."""
    cached = folder / f"contexts-{number}.pickle"
    if not cached.exists():
        own = the_office()
        shared = {**shared_context(QUARTER, own, [], (), (), None), **NOBODY}
        cached.write_bytes(pickle.dumps([{**shared, "nguoi": each.printed} for each in nominees(number, own)]))
    made: Sequence[Mapping[str, object]] = pickle.loads(cached.read_bytes())
    return made


def compiled(name: str) -> CompiledTemplate:
    """A template of the project, compiled."""
    return read_template(name, (TEMPLATES / name).read_bytes(), template_examples(QUARTER, the_office())[name])


def ours(constant: dict[str, Compressed] | None = None) -> Callable[[Mapping[str, object], Path], None]:
    """What makes one profile our way and writes it; the names of its constant parts are laid into ``constant``."""
    template = compiled("trich-ngang.docx")
    if constant is not None:
        constant.update(template.constant)

    def make(context: Mapping[str, object], target: Path) -> None:
        paper = Document("trich-ngang", "x.docx", template.name, "Trích ngang", "", context)
        target.write_bytes(render_document(template, paper, DAY, "2020-Q1/x.docx")[0])

    return make


def list_context(number: int, folder: Path) -> Mapping[str, object]:
    """The context of a consolidated list with ``number`` rows; made once and cached in the folder."""
    cached = folder / f"list-{number}.pickle"
    if not cached.exists():
        own = the_office()
        shared = shared_context(QUARTER, own, list(nominees(number, own)), (), (), None)
        people = shared["ca_nhan"]
        assert isinstance(people, Sequence)
        cached.write_bytes(pickle.dumps({**shared, **NOBODY, "ca_nhan": list(people)}))
    made: Mapping[str, object] = pickle.loads(cached.read_bytes())
    return made


def list_document(context: Mapping[str, object]) -> Document:
    """The list as a paper."""
    return Document(
        "danh-sach-tong-hop", "danh-sach-tong-hop.docx", "danh-sach-tong-hop.docx", "Danh sách tổng hợp", "", context
    )
