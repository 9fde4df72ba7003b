"""Turns documents (a template's name and values) into Word files as bytes: the same document gives the same bytes.

The rendering is our own, because docxtpl opens, prepares, compiles and compresses everything anew for each document, renders footnotes once per section (so
that a tag typed into a cell would run), and prints nothing for an undefined name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import count, islice
from typing import NamedTuple

from jinja2 import TemplateError

from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import QUICK, Compressed, compress, compress_blocks, core_properties, pack
from pipeline.rendering.paper_cells import with_paragraphs
from pipeline.rendering.paper_proof import PaperProof
from pipeline.rendering.template_compile import DRAWING, DRAWING_ID, FIRST_DRAWING_ID, CompiledTemplate
from pipeline.rendering.template_faults import TemplateFault
from pipeline.rendering.template_parts import BODY, EMPTY_CELL, MALFORMED, SHOWN
from pipeline.values.model import Document, MadeFile
from pipeline.word.comments import COMMENTS, comment_parts, mark
from pipeline.word.paper import PaperReader
from pipeline.word.ruled_lines import fit_lines
from pipeline.word.seal import CUSTOM, seal_parts
from pipeline.word.words import PaperText

CORE_PROPERTIES = "docProps/core.xml"
TWIPS_PER_MM = 1440 / 25.4
BLOCK = 2**18  # characters: a part is finished in blocks of about this size
TOGETHER = 1_000  # rendered chunks that are joined at once
EMPTY_TEXT = "></w:t>"
ROW_END = "</w:tr>"
UNPRINTABLE = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
NO_TEXT, NOTHING = "một thẻ in giá trị không phải chữ", "một thẻ cần thông tin mà tài liệu này không có"
UNSOUND = (
    "Mẫu {}: tài liệu {} in ra {}. Sửa chỗ đó của mẫu trong Word rồi chạy lại; hoặc chạy lệnh templates để vẽ lại mẫu."
)


class Rendered(NamedTuple):
    """One paper: its bytes, the edition number in its seal, and its text."""

    content: bytes
    edition: str
    reading: PaperText


def render(
    documents: Iterable[Document], templates: Mapping[str, CompiledTemplate], day: date, folder: str = ""
) -> Iterator[tuple[MadeFile, PaperText]]:
    """Each document as a sealed Word file, with its text; ``folder`` is its folder in the outputs, which the seal names.

    ``day`` is the date in the files' properties, so that the bytes do not depend on the clock.
    """
    for document in documents:
        made = render_document(templates[document.template], document, day, f"{folder}/{document.path}")
        yield MadeFile(document.path, made.content, document.kind, document.about, edition=made.edition), made.reading


def render_document(template: CompiledTemplate, document: Document, day: date, place: str = "") -> Rendered:
    """One Word file from a document; ``place`` is its path in the outputs, which the seal names.

    Raises :class:`TemplateFault` when a value cannot be printed, when a part would not be well-formed XML, or when a table cell
    would have no paragraph: Word would not open such a file.
    """
    proof = PaperProof()
    reader = PaperReader(template.around, document.title, proof.take)
    placed: set[str] = set()
    try:
        parts = _printed(template, document, reader, placed)
    except UNPRINTABLE as error:
        raise TemplateFault(f"Mẫu {template.name}: không in được tài liệu {document.path} ({_why(error)}).") from error
    except Unreadable as error:
        raise TemplateFault(MALFORMED.format(template.name, document.path, error.detail)) from error
    around = {**template.changing}
    if placed:
        around |= comment_parts(around, document.notes, placed)
        reader.comments(COMMENTS, around[COMMENTS])
    reading = reader.reading()
    if (row := reading.row_with_an_empty_cell) is not None:
        raise TemplateFault(EMPTY_CELL.format(template.name, document.path, row[:SHOWN]))
    seal, number = seal_parts(around, place, reading)
    parts |= {part: _compress_again(xml) for part, xml in (around | seal).items() if part != CUSTOM}
    parts[CUSTOM] = compress(seal[CUSTOM], QUICK)
    parts[CORE_PROPERTIES] = compress(core_properties(document.title, day), QUICK)
    if problem := template.proof.problem_in(parts) or proof.problem_in(parts):
        raise TemplateFault(UNSOUND.format(template.name, document.path, problem))
    return Rendered(pack(parts), number, reading)


def _why(error: Exception) -> str:
    """Why a value was not printed, in our words."""
    return NO_TEXT if isinstance(error, TypeError) else NOTHING


def _printed(
    template: CompiledTemplate, document: Document, reader: PaperReader, placed: set[str]
) -> dict[str, bytes | Compressed]:
    """The parts of a paper without its seal and comments; ``reader`` reads each as it is made."""
    parts: dict[str, bytes | Compressed] = {**template.constant}
    for part, tagged in template.compiled.items():
        blocks = finished(tagged.rendered(document.context), part, document, placed, tagged.numbered)
        if part == BODY:
            parts[part] = compress_blocks(reader.body(blocks), QUICK)
        else:
            whole = "".join(blocks).encode()
            reader.other(part, whole)
            parts[part] = whole
    return parts


def finished(
    chunks: Iterable[str], part: str, document: Document, placed: set[str], numbered: bool = False
) -> Iterator[str]:
    """A rendered part completed block by block: length of drawn lines, numbers of drawings, margins, comments."""
    numbers = count(FIRST_DRAWING_ID)
    for whole in _blocks(chunks):
        spelt = whole.replace(EMPTY_TEXT, "/>") if whole.rfind(EMPTY_TEXT) >= 0 else whole  # as lxml writes it
        block = with_paragraphs(fit_lines(spelt))
        if part == BODY and not numbered and DRAWING in block:
            block = DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", block)
        if part == BODY and document.margins:
            block = _with_margins(block, *document.margins)
        if part == BODY and document.notes:
            block = mark(block, document.notes, placed)
        yield block


def _blocks(chunks: Iterable[str]) -> Iterator[str]:
    """A part's chunks joined into blocks that end after a table row: one block for most papers, many for a long list."""
    left, whole = iter(chunks), ""
    while some := list(islice(left, TOGETHER)):
        whole += "".join(some)
        end = whole.rfind(ROW_END) + len(ROW_END) if len(whole) > BLOCK else 0
        if end >= len(ROW_END):
            yield whole[:end]
            whole = whole[end:]
    yield whole


_compress_again = lru_cache(maxsize=64)(compress)  # for parts that are often the same in all papers of a template


def _with_margins(body: str, top: int, left: int) -> str:
    """A body with its pages' top and left margins set, in millimetres; right as left, so that its text is centred on the paper."""
    for side, millimetres in (("top", top), ("left", left), ("right", left)):
        twips = round(millimetres * TWIPS_PER_MM)
        body = re.sub(rf'(<w:pgMar [^>]*?w:{side}=")\d+', rf"\g<1>{twips}", body)
    return body
