"""Turns a template's bytes into a compiled template: each part with tags parsed once, all other parts compressed and proved once.

Templates are written in docxtpl's tag language, and docxtpl prepares their XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from jinja2 import Template, TemplateSyntaxError, nodes

from pipeline.opc.pack import Compressed, compress
from pipeline.opc.unpack import relations_in, tree_of
from pipeline.rendering.docxtpl_wrapper import patched, with_tabs, with_whole_tables
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.paper_proof import TEXTS, PaperProof, proof_of
from pipeline.rendering.template_checks import naming_paragraphs, prepared
from pipeline.rendering.template_expressions import demand_plain
from pipeline.rendering.template_faults import TemplateFault, Wrong
from pipeline.rendering.template_nesting import demand_nesting
from pipeline.rendering.template_parts import BODY, template_parts
from pipeline.rendering.template_values import demand_sound_values
from pipeline.word.comments import COMMENTS
from pipeline.word.comments import RELATIONS as BODY_RELATIONS
from pipeline.word.paper import Surroundings, surroundings_of
from pipeline.word.seal import RELATIONS, TYPES

CHANGING = (RELATIONS, TYPES, BODY_RELATIONS, COMMENTS)
PARAGRAPH = re.compile(r"<w:p([ >])")
MARKUP = re.compile(r"<[^<>]+>")
TAB_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*\t")  # in a template: values never have tabs
CHANGING_CELLS = re.compile(r"{%-?\s*(?:tc|colspan|hm|vm)\b")
DRAWING = "<wp:docPr "
DRAWING_ID = re.compile(r'(<wp:docPr [^<>]*?\bid=")\d+')
FIRST_DRAWING_ID = 1001  # where docxtpl starts counting
MISSPELT = (
    "thẻ viết sai: thiếu hoặc thừa chữ, dấu nháy, dấu ngoặc. Xóa thẻ đó rồi gõ lại theo bảng trong templates/README.md"
)
ESCAPED_TAGS = (("{_{", "{{ '{{' }}"), ("}_}", "{{ '}}' }}"), ("{_%", "{{ '{%' }}"), ("%_}", "{{ '%}' }}"))


@dataclass(frozen=True)
class Tagged:
    """A part with tags, parsed; it is compiled when a paper first needs it.

    ``numbered``: all its drawings are outside loops and conditions, and are numbered already. ``changes_cells``: a tag repeats, joins or leaves out cells of a table.
    """

    tree: nodes.Template
    numbered: bool
    changes_cells: bool

    @cached_property
    def code(self) -> Template:
        """The part as docxtpl's language compiled by Jinja."""
        return Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(self.tree), {})

    def rendered(self, context: Mapping[str, object]) -> Iterable[str]:
        """The part's XML with a context's values, in chunks as Jinja yields them; the same as docxtpl's."""
        chunks = self.code.root_render_func(self.code.new_context(dict(context)))
        return (with_whole_tables("".join(chunks)),) if self.changes_cells else chunks


@dataclass(frozen=True)
class CompiledTemplate:
    """A Word template read and compiled once for all its documents.

    ``compiled`` are the parts with tags, ``constant`` those without, compressed; ``changing`` are parts without tags that the
    seal and the comments of a document add to. ``around`` is the text outside the body that all its papers share, ``proof`` what
    was found in it.
    """

    name: str
    compiled: Mapping[str, Tagged]
    constant: Mapping[str, Compressed]
    changing: Mapping[str, bytes]
    around: Surroundings
    proof: PaperProof


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
    return compiled


def read_template(name: str, content: bytes, example: Mapping[str, object]) -> CompiledTemplate:
    """A template's bytes compiled; what surely is a slip is repaired.

    Raises :class:`TemplateFault` for a file that is no Word document, a tag that does not parse or would spoil a paper, and one
    with a name that the example lacks, or that uses a value of it as what it is not.
    """
    parts = template_parts(name, content, example)
    compiled: dict[str, Tagged] = {}
    for part in filter(TEXTS.fullmatch, parts):
        source, changed = prepared(name, part, parts[part], example)
        if changed:
            parts[part] = source.encode()
        if part == BODY or "{" in source:
            compiled[part] = _tagged(name, part, source, example)
    relations = relations_in(tree_of(BODY_RELATIONS, parts[BODY_RELATIONS]), BODY) if BODY_RELATIONS in parts else ()
    untagged = {part: xml for part, xml in parts.items() if part not in compiled}
    return CompiledTemplate(
        name,
        compiled,
        {part: compress(xml) for part, xml in untagged.items() if part not in CHANGING},
        {part: xml for part, xml in untagged.items() if part in CHANGING},
        surroundings_of(BODY, relations, parts, compiled),
        proof_of(untagged),
    )


def _tagged(name: str, part: str, source: str, example: Mapping[str, object]) -> Tagged:
    """A part parsed with one paragraph on each line, so that the line of an error is the number of its paragraph."""
    lines = PARAGRAPH.sub(r"\n<w:p\1", source.replace("\n", " "))
    paragraphs = tuple(MARKUP.sub("", line).strip() for line in lines.split("\n"))
    with naming_paragraphs(name, part, paragraphs):
        try:
            tree = ENVIRONMENT.parse(_patched(lines))
        except TemplateSyntaxError as error:
            raise Wrong(error.lineno, MISSPELT) from error
        demand_plain(tree)
        demand_nesting(tree)
        demand_sound_values(tree, example)
    for data in tree.find_all(nodes.TemplateData):
        data.data = data.data.replace("\n", "")  # these line breaks were only for the numbers in messages
    of_body = part == BODY
    return Tagged(tree, of_body and _numbered(tree), of_body and bool(CHANGING_CELLS.search(source)))


def _patched(source: str) -> str:
    """A part prepared by docxtpl; its escapes (``{_{``) become literals, so that the same characters in data stay as typed."""
    xml = patched(source)
    if TAB_IN_TEXT.search(xml):
        xml = with_tabs(xml)
    for escape_sign, literal in ESCAPED_TAGS:
        xml = xml.replace(escape_sign, literal)
    return xml


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
