"""Turns documents (a template's name and values) into Word files as bytes: the same document gives the same bytes.

Templates are written in docxtpl's tag language, and docxtpl prepares their XML. The rendering itself is our own, because
docxtpl opens, prepares, compiles and compresses everything anew for each document, renders footnotes once per section (so
that a tag typed into a cell would run), and prints nothing for an undefined name. Only a template with tags that change
tables (``colspan``, ``hm`` …) is rendered by docxtpl itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import count, islice
from typing import NamedTuple

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes

from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import QUICK, Compressed, compress, compress_blocks, core_properties, pack
from pipeline.opc.unpack import relations_in, tree_of
from pipeline.rendering.docxtpl_wrapper import by_docxtpl, patched
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.paper_cells import with_paragraphs
from pipeline.rendering.paper_proof import wrong_in_paper
from pipeline.rendering.template_checks import demand_values, demand_whole, prepared, repacked
from pipeline.rendering.template_faults import TemplateFault
from pipeline.rendering.template_lookalikes import paths_of
from pipeline.rendering.template_names import unknown_names
from pipeline.rendering.template_parts import BODY, EMPTY_CELL, MALFORMED, SHOWN, template_parts
from pipeline.values.model import Document, MadeFile
from pipeline.word.comments import COMMENTS, comment_parts, mark
from pipeline.word.comments import RELATIONS as BODY_RELATIONS
from pipeline.word.paper import PaperReader, Surroundings, surroundings_of
from pipeline.word.ruled_lines import fit_lines
from pipeline.word.seal import CUSTOM, RELATIONS, TYPES, seal_parts
from pipeline.word.words import PaperText

TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
CORE_PROPERTIES = "docProps/core.xml"
TWIPS_PER_MM = 1440 / 25.4
PARAGRAPH = re.compile(r"<w:p([ >])")
MARKUP = re.compile(r"<[^>]+>")
BREAK_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")  # in a template: values never have line breaks
CHANGING = (RELATIONS, TYPES, BODY_RELATIONS, COMMENTS)
BLOCK = 2**18  # characters: a part is finished in blocks of about this size
TOGETHER = 1_000  # rendered chunks that are joined at once
EMPTY_TEXT = "></w:t>"
ROW_END = "</w:tr>"
DRAWING = "<wp:docPr "
DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+')
FIRST_DRAWING_ID = 1001  # where docxtpl starts counting
TABLE_REPAIR = re.compile(r"{%-?\s*(?:tc|colspan|hm|vm)\b")
FOR_DOCXTPL = (TABLE_REPAIR, BREAK_IN_TEXT)  # templates with any of these are rendered by docxtpl itself
MISSPELT = "thẻ viết sai: thiếu hoặc thừa chữ, dấu nháy, dấu ngoặc. Xóa thẻ đó rồi gõ lại theo bảng trong templates/README.md, rồi chạy lại."
UNPRINTABLE = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
NO_TEXT, NOTHING = "một thẻ in giá trị không phải chữ", "một thẻ cần thông tin mà tài liệu này không có"
UNSOUND = (
    "Mẫu {}: tài liệu {} in ra {}. Sửa chỗ đó của mẫu trong Word rồi chạy lại; hoặc chạy lệnh templates để vẽ lại mẫu."
)
ESCAPED_TAGS = (("{_{", "{{ '{{' }}"), ("}_}", "{{ '}}' }}"), ("{_%", "{{ '{%' }}"), ("%_}", "{{ '%}' }}"))


@dataclass(frozen=True)
class Tagged:
    """A part with tags, parsed; it is compiled when a paper first needs it.

    ``paragraphs`` is the text of each line of the tree, for messages. ``numbered``: all its drawings are outside loops and
    conditions, and are numbered already.
    """

    tree: nodes.Template
    paragraphs: tuple[str, ...]
    numbered: bool

    @cached_property
    def code(self) -> Template:
        """The part as docxtpl's language compiled by Jinja."""
        return Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(self.tree), {})

    def rendered(self, context: Mapping[str, object]) -> Iterator[str]:
        """The part's XML with a context's values, in chunks as Jinja yields them."""
        return self.code.root_render_func(self.code.new_context(dict(context)))


@dataclass(frozen=True)
class CompiledTemplate:
    """A Word template read and compiled once for all its documents.

    ``compiled`` are the parts with tags, ``constant`` those without, compressed; ``changing`` are parts without tags that the
    seal and the comments of a document add to. ``around`` is the text outside the body that all its papers share.
    ``content`` is the file's bytes if docxtpl itself has to render it, else None.
    """

    name: str
    compiled: Mapping[str, Tagged]
    constant: Mapping[str, Compressed]
    changing: Mapping[str, bytes]
    around: Surroundings
    content: bytes | None = None


class Rendered(NamedTuple):
    """One paper: its bytes, the edition number in its seal, and its text."""

    content: bytes
    edition: str
    reading: PaperText


def compile_templates(
    templates: Mapping[str, bytes], examples: Mapping[str, Mapping[str, object]]
) -> dict[str, CompiledTemplate]:
    """The templates that have an example context, compiled, and their names checked against it; in an example no list is empty.

    Raises :class:`TemplateFault` for a missing file, one that is no Word document, a tag that does not parse, an unknown name.
    """
    compiled = {}
    for name, example in examples.items():
        if name not in templates:
            raise TemplateFault(f"Thiếu mẫu templates/{name}. Chạy lệnh templates để vẽ lại mẫu.")
        compiled[name] = read_template(name, templates[name], example)
        demand_known_names(compiled[name], example)
    return compiled


def read_template(name: str, content: bytes, example: Mapping[str, object] | None = None) -> CompiledTemplate:
    """A template's bytes compiled; what surely is a slip is repaired.

    Raises :class:`TemplateFault` for a file that is no Word document, a tag that does not parse, or one that would spoil a paper.
    """
    parts = template_parts(name, content, lambda: frozenset(paths_of(example or {})))
    compiled: dict[str, Tagged] = {}
    slow = False
    repaired: dict[str, bytes] = {}
    for part, xml in parts.items():
        if not TEXT_PART.match(part):
            continue
        source, changed = prepared(name, part, xml, example or {})
        if changed:
            repaired[part] = source.encode()
        if part == BODY or "{" in source:
            compiled[part] = _tagged(name, part, source)
            slow |= any(pattern.search(source) for pattern in FOR_DOCXTPL)
    parts |= repaired
    relations = relations_in(tree_of(BODY_RELATIONS, parts[BODY_RELATIONS]), BODY) if BODY_RELATIONS in parts else ()
    return CompiledTemplate(
        name,
        compiled,
        {part: compress(xml) for part, xml in parts.items() if part not in compiled and part not in CHANGING},
        {part: xml for part, xml in parts.items() if part in CHANGING},
        surroundings_of(BODY, relations, parts, compiled),
        repacked(content, repaired) if slow else None,
    )


def demand_known_names(template: CompiledTemplate, example: Mapping[str, object]) -> None:
    """Raises :class:`TemplateFault` for the first name in a template's tags that an example context does not have."""
    for tagged in template.compiled.values():
        for unknown in unknown_names(tagged.tree, example):
            suggestion = f" Có phải «{unknown.nearest}»?" if unknown.nearest else ""
            raise TemplateFault(
                f"{_paragraph(template.name, tagged.paragraphs, unknown.line)}: không có thông tin tên «{unknown.name}».{suggestion}"
            )
    for part, tagged in template.compiled.items():
        demand_values(template.name, part, tagged.tree, tagged.paragraphs, example)


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
    reader = PaperReader(template.around, document.title)
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
    if wrong := wrong_in_paper(parts):
        raise TemplateFault(UNSOUND.format(template.name, document.path, wrong))
    return Rendered(pack(parts), number, reading)


def _why(error: Exception) -> str:
    """Why a value was not printed, in our words."""
    return NO_TEXT if isinstance(error, TypeError) else NOTHING


def _printed(
    template: CompiledTemplate, document: Document, reader: PaperReader, placed: set[str]
) -> dict[str, bytes | Compressed]:
    """The parts of a paper without its seal and comments; ``reader`` reads each as it is made."""
    parts: dict[str, bytes | Compressed] = {**template.constant}
    for part, chunks in rendered(template, document.context).items():
        numbered = template.content is None and template.compiled[part].numbered
        blocks = finished(chunks, part, document, placed, numbered)
        if part == BODY:
            parts[part] = compress_blocks(reader.body(blocks), QUICK)
        else:
            whole = "".join(blocks).encode()
            reader.other(part, whole)
            parts[part] = whole
    return parts


def rendered(template: CompiledTemplate, context: Mapping[str, object]) -> Mapping[str, Iterable[str]]:
    """The parts with tags, filled with a context's values, each in chunks of XML; the result is the same as docxtpl's.

    A template with tags that change tables is rendered by docxtpl itself.
    """
    if template.content is not None:
        whole = by_docxtpl(template.content, template.compiled, context, ENVIRONMENT)
        return {part: (xml,) for part, xml in whole.items()}
    return {part: tagged.rendered(context) for part, tagged in template.compiled.items()}


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
    """A body with its pages' top and left margins set, in millimetres."""
    for side, millimetres in (("top", top), ("left", left)):
        twips = round(millimetres * TWIPS_PER_MM)
        body = re.sub(rf'(<w:pgMar [^>]*?w:{side}=")\d+', rf"\g<1>{twips}", body)
    return body


def _patched(source: str) -> str:
    """A part prepared by docxtpl; its escapes (``{_{``) become literals, so that the same characters in data stay as typed."""
    xml = patched(source)
    for escape_sign, literal in ESCAPED_TAGS:
        xml = xml.replace(escape_sign, literal)
    return xml


def _tagged(name: str, part: str, source: str) -> Tagged:
    """A part parsed with one paragraph on each line, so that the line of an error is the number of its paragraph."""
    lines = PARAGRAPH.sub(r"\n<w:p\1", source.replace("\n", " "))
    paragraphs = tuple(MARKUP.sub("", line).strip() for line in lines.split("\n"))
    try:
        tree = ENVIRONMENT.parse(_patched(lines))
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{_paragraph(name, paragraphs, error.lineno)}: {MISSPELT}") from error
    demand_whole(name, part, tree, paragraphs)
    for data in tree.find_all(nodes.TemplateData):
        data.data = data.data.replace("\n", "")  # these line breaks were only for the numbers in messages
    return Tagged(tree, paragraphs, part == BODY and _numbered(tree))


def _numbered(tree: nodes.Template) -> bool:
    """Number a body's drawings as docxtpl does, once for all papers; False if one is in a loop or condition and must wait."""
    with_drawings = [data for data in tree.find_all(nodes.TemplateData) if DRAWING in data.data]
    always = {id(data) for output in tree.body if isinstance(output, nodes.Output) for data in output.nodes}
    if not all(id(data) in always for data in with_drawings):
        return False
    numbers = count(FIRST_DRAWING_ID)
    for data in with_drawings:
        data.data = DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", data.data)
    return True


def _paragraph(name: str, texts: Sequence[str], line: int) -> str:
    text = texts[line - 1] if 0 < line <= len(texts) else ""
    return f"Mẫu {name}, đoạn {max(line - 1, 1)} («{text[:60]}»)"
