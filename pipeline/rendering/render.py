"""Turns documents into Word files as bytes: strict, escaped, sandboxed, the same bytes every time.

docxtpl's template language is kept (its patching is docxtpl's own); what is replaced is the rendering round it, because docxtpl opens, patches, compiles and compresses everything anew for each document, renders
footnotes once per section (so that a tag typed into a cell would run), and lets an undefined name print nothing. A
template whose tags need docxtpl's own work on tables still goes through docxtpl.
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
from pipeline.rendering.template_parts import BODY, template_parts
from pipeline.values.model import Document, MadeFile
from pipeline.word.comments import COMMENTS, comment_parts, mark
from pipeline.word.comments import RELATIONS as BODY_RELATIONS
from pipeline.word.paper import PaperReader, Surroundings, surroundings_of
from pipeline.word.ruled_lines import fit_lines
from pipeline.word.seal import CUSTOM, RELATIONS, TYPES, seal_parts
from pipeline.word.words import Reading

TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
CORE_PROPERTIES = "docProps/core.xml"
TWIPS_PER_MM = 1440 / 25.4
PARAGRAPH = re.compile(r"<w:p([ >])")
MARKUP = re.compile(r"<[^>]+>")
BREAK_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")  # only a template's own: values are on one line
CHANGING = (RELATIONS, TYPES, BODY_RELATIONS, COMMENTS)
BLOCK = 2**18  # characters of a part that are finished at once
TOGETHER = 1_000  # chunks that are joined at once
EMPTY_TEXT = "></w:t>"
ROW_END = "</w:tr>"
DRAWING = "<wp:docPr "
DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+')
FIRST_DRAWING_ID = 1001  # where docxtpl starts counting
TABLE_REPAIR = re.compile(r"{%-?\s*(?:tc|colspan|hm|vm)\b")
FOR_DOCXTPL = (TABLE_REPAIR, BREAK_IN_TEXT)  # what a template may hold that only docxtpl itself renders
MISSPELT = "thẻ viết sai: thiếu hoặc thừa chữ, dấu nháy, dấu ngoặc. Xóa thẻ đó rồi gõ lại theo bảng trong templates/README.md, rồi chạy lại."
MALFORMED = (
    "Mẫu {}: tài liệu {} in ra không còn là tệp Word mở được ({}). Soát các thẻ điều kiện và lặp trong mẫu: thẻ mở và thẻ đóng"
    " phải cùng loại, {{%p if %}} đi với {{%p endif %}}. Sửa trong Word rồi chạy lại."
)
UNPRINTABLE = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
NO_TEXT, NOTHING = "một thẻ in giá trị không phải chữ", "một thẻ cần thông tin mà tài liệu này không có"
UNSOUND = (
    "Mẫu {}: tài liệu {} in ra {}. Sửa chỗ đó của mẫu trong Word rồi chạy lại; hoặc chạy lệnh templates để vẽ lại mẫu."
)
EMPTY_CELL = (
    "Mẫu {}: tài liệu {} có dòng bảng («{}») mà một ô không còn đoạn nào, Word không mở được. Trong ô đó của mẫu, thêm một dòng"
    " trống sau {{%p endif %}} hoặc {{%p endfor %}}. Sửa trong Word rồi chạy lại."
)
SHOWN = 60  # characters of a row
ESCAPED_TAGS = (("{_{", "{{ '{{' }}"), ("}_}", "{{ '}}' }}"), ("{_%", "{{ '{%' }}"), ("%_}", "{{ '%}' }}"))


@dataclass(frozen=True)
class Tagged:
    """A part with tags, parsed; it is compiled when a paper first needs it.

    ``paragraphs`` are its words by line of the tree. ``numbered``: its drawings are outside all loops and conditions,
    and so have their numbers already.
    """

    tree: nodes.Template
    paragraphs: tuple[str, ...]
    numbered: bool

    @cached_property
    def code(self) -> Template:
        """The part as docxtpl's language compiled by Jinja."""
        return Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(self.tree), {})

    def rendered(self, context: Mapping[str, object]) -> Iterator[str]:
        """The part with a context's values, in the pieces in which Jinja makes it."""
        return self.code.root_render_func(self.code.new_context(dict(context)))


@dataclass(frozen=True)
class CompiledTemplate:
    """A Word template read and compiled once: the parts with tags, and the constant ones, compressed for every document.

    ``changing`` are parts without tags that a document's seal and comments add to; ``around`` what its constant parts say.
    ``content`` is the file itself where its tags need docxtpl's own rendering.
    """

    name: str
    compiled: Mapping[str, Tagged]
    constant: Mapping[str, Compressed]
    changing: Mapping[str, bytes]
    around: Surroundings
    content: bytes | None = None


class Rendered(NamedTuple):
    """One paper: its bytes, the number in its seal, and what it says, read from its own parts."""

    content: bytes
    edition: str
    reading: Reading


def compile_templates(
    templates: Mapping[str, bytes], examples: Mapping[str, Mapping[str, object]]
) -> dict[str, CompiledTemplate]:
    """The templates that have an example, compiled, their tags held against it; in an example no list is empty.

    Raises :class:`TemplateFault` for a missing file or one that is no Word document, a tag that does not parse, an unknown name.
    """
    compiled = {}
    for name, example in examples.items():
        if name not in templates:
            raise TemplateFault(f"Thiếu mẫu templates/{name}. Chạy lệnh templates để vẽ lại mẫu.")
        compiled[name] = read_template(name, templates[name], example)
        demand_known_names(compiled[name], example)
    return compiled


def read_template(name: str, content: bytes, example: Mapping[str, object] | None = None) -> CompiledTemplate:
    """A template's bytes compiled, put right where that is sure.

    Raises :class:`TemplateFault` for what is no Word document, a tag that does not parse or that a paper would not survive.
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
    """Hold a template's tags against an example context. Raises :class:`TemplateFault` for a name that is not in it."""
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
) -> Iterator[tuple[MadeFile, Reading]]:
    """Each document as a sealed file of a folder of the outputs, with what it says.

    ``day`` is the date its properties carry, no clock's.
    """
    for document in documents:
        made = render_document(templates[document.template], document, day, f"{folder}/{document.path}")
        yield MadeFile(document.path, made.content, document.kind, document.about, edition=made.edition), made.reading


def render_document(template: CompiledTemplate, document: Document, day: date, place: str = "") -> Rendered:
    """One Word file, read part by part before it is packed.

    Raises :class:`TemplateFault` when a value cannot be printed, or when a part would not be well-formed.
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
    """The parts of a paper but those that hold its seal and comments, each read on its way."""
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
    """The parts that hold tags with a context's values in them, as docxtpl renders them, each in pieces.

    What needs docxtpl's own work on tables goes through docxtpl whole; the words and bytes are the same either way.
    """
    if template.content is not None:
        whole = by_docxtpl(template.content, template.compiled, context, ENVIRONMENT)
        return {part: (xml,) for part, xml in whole.items()}
    return {part: tagged.rendered(context) for part, tagged in template.compiled.items()}


def finished(
    chunks: Iterable[str], part: str, document: Document, placed: set[str], numbered: bool = False
) -> Iterator[str]:
    """A part as it stands in the paper: drawn lines as long as their text, drawings numbered, margins, comments."""
    numbers = count(FIRST_DRAWING_ID)
    for whole in _blocks(chunks):
        spelt = whole.replace(EMPTY_TEXT, "/>") if whole.rfind(EMPTY_TEXT) >= 0 else whole  # as lxml spells it
        block = with_paragraphs(fit_lines(spelt))
        if part == BODY and not numbered and DRAWING in block:
            block = DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", block)
        if part == BODY and document.margins:
            block = _with_margins(block, *document.margins)
        if part == BODY and document.notes:
            block = mark(block, document.notes, placed)
        yield block


def _blocks(chunks: Iterable[str]) -> Iterator[str]:
    """A part's chunks joined into blocks that end between rows: one for most papers, many for a long list."""
    left, whole = iter(chunks), ""
    while some := list(islice(left, TOGETHER)):
        whole += "".join(some)
        end = whole.rfind(ROW_END) + len(ROW_END) if len(whole) > BLOCK else 0
        if end >= len(ROW_END):
            yield whole[:end]
            whole = whole[end:]
    yield whole


_compress_again = lru_cache(maxsize=64)(compress)  # of parts that are the same in all papers of a template


def _with_margins(body: str, top: int, left: int) -> str:
    """A body whose pages begin that many millimetres from the top and the left edge."""
    for side, millimetres in (("top", top), ("left", left)):
        twips = round(millimetres * TWIPS_PER_MM)
        body = re.sub(rf'(<w:pgMar [^>]*?w:{side}=")\d+', rf"\g<1>{twips}", body)
    return body


def _patched(source: str) -> str:
    """docxtpl's own patching, and its escapes made literals so that the same signs in data stay as typed."""
    xml = patched(source)
    for escape_sign, literal in ESCAPED_TAGS:
        xml = xml.replace(escape_sign, literal)
    return xml


def _tagged(name: str, part: str, source: str) -> Tagged:
    """A part parsed with one paragraph a line, so that the line of a fault is the number of its paragraph."""
    lines = PARAGRAPH.sub(r"\n<w:p\1", source.replace("\n", " "))
    paragraphs = tuple(MARKUP.sub("", line).strip() for line in lines.split("\n"))
    try:
        tree = ENVIRONMENT.parse(_patched(lines))
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{_paragraph(name, paragraphs, error.lineno)}: {MISSPELT}") from error
    demand_whole(name, part, tree, paragraphs)
    for data in tree.find_all(nodes.TemplateData):
        data.data = data.data.replace("\n", "")  # the paragraphs' lines, which were for the faults only
    return Tagged(tree, paragraphs, part == BODY and _numbered(tree))


def _numbered(tree: nodes.Template) -> bool:
    """Number a body's drawings as docxtpl does, once for all papers; False where loops or conditions leave that open."""
    held = [data for data in tree.find_all(nodes.TemplateData) if DRAWING in data.data]
    always = {id(data) for output in tree.body if isinstance(output, nodes.Output) for data in output.nodes}
    if not all(id(data) in always for data in held):
        return False
    numbers = count(FIRST_DRAWING_ID)
    for data in held:
        data.data = DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", data.data)
    return True


def _paragraph(name: str, texts: Sequence[str], line: int) -> str:
    text = texts[line - 1] if 0 < line <= len(texts) else ""
    return f"Mẫu {name}, đoạn {max(line - 1, 1)} («{text[:60]}»)"
