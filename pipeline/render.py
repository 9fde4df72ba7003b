"""Turns documents into Word files as bytes: strict, escaped, sandboxed, the same bytes every time.

The one wrapper round docxtpl. Its template language is kept (``patch_xml`` is docxtpl's own); what is replaced is the
rendering round it, because docxtpl opens and compiles the file anew for each document, renders footnotes once per
section (so that a tag typed into a cell would run), and lets an undefined name print nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from itertools import count

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from pipeline.drawn_lines import fit_lines
from pipeline.model import Document, MadeFile, PipelineError
from pipeline.packing import pack
from pipeline.seal import sealed
from pipeline.template_names import unknown_names
from pipeline.word_comments import with_notes

TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
CORE_PROPERTIES = "docProps/core.xml"
BODY = "word/document.xml"
TWIPS_PER_MM = 1440 / 25.4
PARAGRAPH = re.compile(r"<w:p([ >])")
MARKUP = re.compile(r"<[^>]+>")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_BREAKS = re.compile(r"[\t\n\r\f\v\a]+")
BREAK_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")
DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+')
FIRST_DRAWING_ID = 1001  # where docxtpl starts counting
TABLE_REPAIR = re.compile(r"{%-?\s*(?:tc|colspan|hm|vm)\b")
ESCAPED_TAGS = (("{_{", "{{ '{{' }}"), ("}_}", "{{ '}}' }}"), ("{_%", "{{ '{%' }}"), ("%_}", "{{ '%}' }}"))


class TemplateFault(PipelineError):
    """A Word template that cannot be used, in one line: template, paragraph, name, nearest known one."""


class _Environment(SandboxedEnvironment):
    """Jinja without globals, where a dot on a record means its key and never a method."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@pass_eval_context  # without it Jinja folds constants to text before this is asked
def _printable(_: EvalContext, value: object) -> object:
    """What may be printed: text and whole numbers. None, NaN and the like are a fault, never the word «None»."""
    if isinstance(value, StrictUndefined):
        return value
    if isinstance(value, str):
        cleaned = NOT_IN_XML.sub("", LINE_BREAKS.sub(" ", value))
        return type(value)(cleaned)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"giá trị kiểu {type(value).__name__} không in được")


ENVIRONMENT = _Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable)
ENVIRONMENT.globals.clear()
DOCXTPL = DocxTemplate(BytesIO())  # only its XML patching is used, which needs no file


@dataclass(frozen=True)
class CompiledTemplate:
    """A Word template read and compiled once: its constant parts, and the parts that hold tags."""

    name: str
    parts: Mapping[str, bytes]
    compiled: Mapping[str, Template]
    repairs_tables: frozenset[str]


def compile_template(name: str, content: bytes, example: Mapping[str, object]) -> CompiledTemplate:
    """A template's bytes compiled, its tags held against an example context in which no list is empty.

    Raises :class:`TemplateFault` for a file that is no Word document, a tag that does not parse, an unknown name.
    """
    parts = _unpack(name, content)
    compiled: dict[str, Template] = {}
    repairs: set[str] = set()
    for part, xml in parts.items():
        if TEXT_PART.match(part) and b"{" in xml:
            source = _serialised(name, xml)
            _check(name, source, example)
            patched = _patched(source)
            compiled[part] = ENVIRONMENT.from_string(patched)
            if TABLE_REPAIR.search(source):
                repairs.add(part)
    return CompiledTemplate(name, parts, compiled, frozenset(repairs))


def render(
    documents: Iterable[Document], templates: Mapping[str, CompiledTemplate], day: date, folder: str = ""
) -> tuple[MadeFile, ...]:
    """Each document as a sealed file of a folder of the outputs; ``day`` is the date its properties carry, no clock's."""
    made = []
    for document in documents:
        parts = render_parts(templates[document.template], document, day)
        whole, edition = sealed(parts, f"{folder}/{document.path}")
        made.append(MadeFile(document.path, pack(whole), document.kind, document.about, edition=edition))
    return tuple(made)


def render_document(template: CompiledTemplate, document: Document, day: date) -> bytes:
    """One Word file as bytes, without seal. Raises :class:`TemplateFault` when a value cannot be printed."""
    return pack(render_parts(template, document, day))


def render_parts(template: CompiledTemplate, document: Document, day: date) -> dict[str, bytes]:
    """The parts of one Word file. Raises :class:`TemplateFault` when a value cannot be printed."""
    try:
        rendered = {
            part: _repaired(part, tree.render(document.context), template) for part, tree in template.compiled.items()
        }
    except (TemplateError, TypeError, SecurityError) as error:
        raise TemplateFault(f"Mẫu {template.name}: không in được tài liệu {document.path} ({error}).") from error
    parts = {**template.parts, **{part: xml.encode() for part, xml in rendered.items()}}
    parts[CORE_PROPERTIES] = core_properties(document.title, day)
    if document.margins:
        parts[BODY] = _with_margins(parts[BODY], *document.margins)
    if document.notes:
        parts = with_notes(parts, document.notes)
    return parts


def _with_margins(body: bytes, top: int, left: int) -> bytes:
    """A body whose pages begin that many millimetres from the top and the left edge."""
    for side, millimetres in ((b"top", top), (b"left", left)):
        twips = str(round(millimetres * TWIPS_PER_MM)).encode()
        body = re.sub(rb"(<w:pgMar [^>]*?w:" + side + rb'=")\d+', rb"\g<1>" + twips, body)
    return body


def _unpack(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {member: package.read(member) for member in package.namelist()}
    except (zipfile.BadZipFile, OSError) as error:
        raise TemplateFault(f"Mẫu {name} không phải là tệp Word .docx. Chạy lệnh templates để vẽ lại mẫu.") from error
    if "word/document.xml" not in parts:
        raise TemplateFault(f"Mẫu {name} không phải là tệp Word .docx. Chạy lệnh templates để vẽ lại mẫu.")
    return parts


def _serialised(name: str, xml: bytes) -> str:
    try:
        return etree.tostring(etree.fromstring(xml), encoding="unicode")
    except etree.XMLSyntaxError as error:
        raise TemplateFault(f"Mẫu {name} bị hỏng, mở bằng Word và lưu lại ({error.msg}).") from error


def _patched(source: str) -> str:
    """docxtpl's own patching, and its escapes made literals so that the same signs in data stay as typed."""
    patched = str(DOCXTPL.patch_xml(source))
    for escape_sign, literal in ESCAPED_TAGS:
        patched = patched.replace(escape_sign, literal)
    return patched


def _check(name: str, source: str, example: Mapping[str, object]) -> None:
    """Parse with one paragraph a line, so that the line of a fault is the number of its paragraph."""
    paragraphs = PARAGRAPH.sub(r"\n<w:p\1", source.replace("\n", " "))
    texts = [MARKUP.sub("", line).strip() for line in paragraphs.split("\n")]
    try:
        tree = ENVIRONMENT.parse(_patched(paragraphs))
    except TemplateSyntaxError as error:
        raise TemplateFault(
            f"{_paragraph(name, texts, error.lineno)}: thẻ viết sai ({error.message}). Sửa thẻ trong Word rồi chạy lại."
        ) from error
    for unknown in unknown_names(tree, example):
        suggestion = f" Có phải «{unknown.nearest}»?" if unknown.nearest else ""
        raise TemplateFault(
            f"{_paragraph(name, texts, unknown.line)}: không có thông tin tên «{unknown.name}».{suggestion}"
        )


def _paragraph(name: str, texts: Sequence[str], line: int) -> str:
    text = texts[line - 1] if 0 < line <= len(texts) else ""
    return f"Mẫu {name}, đoạn {max(line - 1, 1)} («{text[:60]}»)"


def _repaired(part: str, xml: str, template: CompiledTemplate) -> str:
    """What docxtpl does after Jinja, only where the part needs it; and each drawn line as long as its text."""
    if BREAK_IN_TEXT.search(xml):
        xml = str(DOCXTPL.resolve_listing(xml))
    if part in template.repairs_tables:
        xml = etree.tostring(DOCXTPL.fix_tables(xml), encoding="unicode")
    if "descr=" in xml:
        xml = fit_lines(xml)
    numbers = count(FIRST_DRAWING_ID)
    return DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", xml)


def core_properties(title: str, day: date) -> bytes:
    """Document properties without any account's name; the time is the paper's own date, not the clock's."""
    time = f"{day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(NOT_IN_XML.sub('', title))}</dc:title><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
    ).encode()
