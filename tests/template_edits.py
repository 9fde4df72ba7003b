"""Templates edited as people and programs edit them: the same as docxtpl's, repaired or refused: ``python -m tests.template_edits 2000``."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping

from lxml import etree

from pipeline.opc.pack import pack
from pipeline.opc.unpack import W, open_parts
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.paper_proof import proof_of
from pipeline.rendering.render import render_document
from pipeline.rendering.template_compile import compile_templates
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.by_docxtpl import by_docxtpl
from tests.equality import _whole, awkward, canonical, compiled
from tests.rendering.test_render import DAY

BODY = "word/document.xml"
SAME, REPAIRED, REFUSED = "same", "repaired", "refused"
RUN = re.compile(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>")
TAG = re.compile(r"{[{%][^{}]*[%}]}")
Edit = Callable[[str, random.Random], str]
TYPED = (
    "{% If", "{{ nguoi.ho_ten", "{{p quy.ten }}", "{{ { quy.ten } }}", "[[ quy.ten ]]", "«ho_ten»", "«Giấy khen»", "{%p if quy %}",
    "{% endif %}", "{%p endif %}", "{% if quy %}", "{{ quy }}", "{{ quy.ten }}", "{{ quy.ten|upper }}", "{{ la }}", "{{ 7*7 }}",
    "{% for x in can_cu %}{{ x }}{% endfor %}", "{%p for x in can_cu %}", "{% else %}", "}}", "{#x#}", "chữ", "{%tr if quy %}", "<x>",
)  # fmt: skip
AROUND = (
    "<w:smartTag>{}</w:smartTag>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    '<w:ins w:id="7">{}</w:ins>', '<w:bookmarkStart w:id="7" w:name="a"/>{}<w:bookmarkEnd w:id="7"/>', '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
    "<w:proofErr w:type=\"spellStart\"/>{}<w:proofErr w:type=\"spellEnd\"/>", '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
)  # fmt: skip


def _one(pattern: re.Pattern[str], xml: str, draw: random.Random, new: Callable[[re.Match[str]], str]) -> str:
    """The XML with one match of a pattern changed."""
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    each = draw.choice(found)
    return xml[: each.start()] + new(each) + xml[each.end() :]


def split_run(xml: str, draw: random.Random) -> str:
    """A run cut in two, as a spelling check leaves it."""

    def cut(found: re.Match[str]) -> str:
        text = found[1]
        at = draw.randint(0, len(text))
        if "&" in text:
            return found[0]
        return found[0].replace(f">{text}<", f'>{text[:at]}</w:t></w:r><w:r><w:t xml:space="preserve">{text[at:]}<')

    return _one(RUN, xml, draw, cut)


def around_run(xml: str, draw: random.Random) -> str:
    """A run, or its half, put into something."""
    return _one(RUN, split_run(xml, draw), draw, lambda found: draw.choice(AROUND).format(found[0]))


def typed(xml: str, draw: random.Random) -> str:
    """Words typed before or behind those of a run."""
    words = draw.choice(TYPED).replace("<", "&lt;")
    return _one(
        re.compile(r">([^<>]+)</w:t>"),
        xml,
        draw,
        lambda f: draw.choice((f">{words}{f[1]}</w:t>", f">{f[1]}{words}</w:t>")),
    )


def paragraph_typed(xml: str, draw: random.Random) -> str:
    """A paragraph typed in."""
    words = draw.choice(TYPED).replace("<", "&lt;")
    return _one(re.compile(r"<w:p>|<w:p "), xml, draw, lambda f: f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>{f[0]}")


def tag_changed(xml: str, draw: random.Random) -> str:
    """A tag taken out, spelt otherwise, doubled, or of another kind."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda tag: "",
        lambda tag: tag + tag,
        lambda tag: tag.replace(" ", "\u00a0"),
        lambda tag: tag.replace("%p ", "% "),
        lambda tag: tag.replace("% ", "%p "),
        lambda tag: tag.replace("%tr ", "%p "),
        lambda tag: tag.replace("if", "If").replace("for", "For"),
        lambda tag: tag.replace("{{ ", "{{r "),
        lambda tag: tag[1:],
        lambda tag: tag[:-1],
        lambda tag: tag.replace("{", "{ "),
        lambda tag: tag.replace(".", ". "),
        lambda tag: tag.replace(" }}", "|upper }}"),
        lambda tag: tag.replace(" }}", "|safe }}"),
        lambda tag: tag.replace(" }}", "|default(“–”) }}"),
    )
    return _one(TAG, xml, draw, lambda found: draw.choice(changes)(found[0]))


def moved(xml: str, draw: random.Random) -> str:
    """A paragraph with a tag taken to another place."""
    paragraphs = list(re.finditer(r"<w:p>(?:(?!<w:p[ >]).)*?{%(?:(?!<w:p[ >]).)*?</w:p>", xml, re.DOTALL))
    if not paragraphs:
        return xml
    taken = draw.choice(paragraphs)
    rest = xml[: taken.start()] + xml[taken.end() :]
    return _one(re.compile("<w:p>"), rest, draw, lambda found: taken[0] + found[0])


EDITS: tuple[Edit, ...] = (split_run, around_run, typed, paragraph_typed, tag_changed, tag_changed, moved)


def edited(name: str, draw: random.Random) -> bytes:
    """A shipped template with one to three edits."""
    parts = dict(open_parts(compiled()[name][1]))
    xml = parts[BODY].decode()
    for _ in range(draw.choice((1, 1, 2, 3))):
        xml = draw.choice(EDITS)(xml, draw)
    return pack({**parts, BODY: xml.encode()})


def outcome(name: str, draw: random.Random) -> str:
    """What becomes of one edited template. Raises AssertionError where a paper differs, loses words or is not sound."""
    content, example = edited(name, draw), compiled()[name][2]
    try:
        template = compile_templates({name: content}, {name: example})[name]
    except TemplateFault as fault:
        message = str(fault)
        assert "\n" not in message
        assert message.startswith("Mẫu ")
        return REFUSED
    context = awkward(example, draw)
    assert isinstance(context, Mapping)
    try:
        paper = render_document(template, Document("", name, name, "", "", context), DAY).content
    except TemplateFault as fault:
        if "thông tin mà tài liệu này không có" not in str(fault):
            raise
        return REFUSED
    parts = open_parts(paper)
    assert proof_of(parts).problem_in(parts) == ""
    ours = {part: _whole(part, tagged.rendered(context)) for part, tagged in template.compiled.items()}
    try:
        theirs = {
            part: _whole(part, [xml])
            for part, xml in by_docxtpl(_without_smart_tags(content), ours, context, ENVIRONMENT).items()
        }
    except Exception:  # whatever docxtpl raises for what we understand
        return REPAIRED
    if all(canonical(xml) == canonical(theirs[part]) for part, xml in ours.items()):
        return SAME
    assert all(_words(xml) == _words(theirs[part]) for part, xml in ours.items()), name
    return REPAIRED


def _without_smart_tags(content: bytes) -> bytes:
    """The file without what docxtpl itself cannot read, and what we take off."""
    parts = dict(open_parts(content))
    return pack({**parts, BODY: re.sub(rb"</?w:smartTag>", b"", parts[BODY])})


def _words(xml: str) -> str:
    return "".join(str(t.text or "") for t in etree.fromstring(xml).iter(f"{W}t"))


def main(number: int, seed: int = 11) -> None:
    """Try that many edited templates and print the counts."""
    draw, told, names = random.Random(seed), Counter[str](), sorted(compiled())
    for n in range(number):
        state = draw.getrandbits(40)
        try:
            told[outcome(names[n % len(names)], random.Random(state))] += 1
        except Exception as error:  # each is a fault to look at
            told["wrong"] += 1
            print(names[n % len(names)], state, type(error).__name__, str(error)[:300])
    print(f"{number} edited templates:", dict(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
