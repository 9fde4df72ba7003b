"""What a tag may say: names, comparisons, conditions, loops, a few filters; all else is refused in one line that says where."""

import re

import pytest

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.rendering.render import render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.builder import compiled_template, outline
from tests.rendering.test_render import DAY, SECTION

PEOPLE = ({"ten": "an", "muc": ("một", "hai")}, {"ten": "bình", "muc": ()})
CONTEXT = {"chu": "chữ", "so": 3, "co": True, "ds": PEOPLE, "tu": ("a", "b"), "nhom": {"ten": "x", "so": 2}}
REFUSED = {
    "{{ so * 9999999 }}": "phép tính «*»",
    "{{ chu * 9999999 }}": "phép tính «*»",
    "{{ so + 1 }}": "phép tính «+»",
    "{{ chu ~ chu }}": "phép tính «~»",
    "{{ 9 ** 99999999 }}": "phép tính «**»",
    "{{ '%s' % chu }}": "phép tính «%»",
    "{{ -so }}": "phép tính «-»",
    "{{ chu.upper() }}": "gọi «upper(…)»",
    "{{ '{0.x}'.format(chu) }}": "gọi «format(…)»",
    "{{ range(9) }}": "gọi «range(…)»",
    "{% for x in range(99) %}{% endfor %}": "vòng lặp phải chạy qua một danh sách",
    "{{ chu|safe }}": "«|safe» không dùng được",
    "{{ tu|random }}": "«|random» không dùng được",
    "{{ chu|center(999999999) }}": "«|center» không dùng được",
    "{{ chu|format }}": "«|format» không dùng được",
    "{{ tu|map('upper') }}": "«|map» không dùng được",
    "{{ chu|viet_hoa }}": "«|viet_hoa» không dùng được",
    "{{ chu|replace('a', 'aaaaaaaaaa') }}": "«|replace» viết không đúng",
    "{{ chu|replace('', 'a') }}": "«|replace» viết không đúng",
    "{{ tu|join('--')|join('--') }}": "«|join» viết không đúng",
    "{{ tu|join(attribute='ten') }}": "«|join» viết không đúng",
    "{{ chu|default(chu) }}": "«|default» viết không đúng",
    "{{ chu is divisibleby 3 }}": "«is divisibleby» không dùng được",
    "{% if co is true %}{% endif %}": "«is true» không dùng được",
    "{{ chu.__class__ }}": "«__class__»",
    "{{ chu['__class__'] }}": "«__class__»",
    "{{ tu[so] }}": "«[…]»",
    "{{ chu[1:2] }}": "«[…]»",
    "{{ {'a': chu} }}": "«{…}»",
    "{{ chu if co }}": "thiếu «else»",
    "{% for x in ds recursive %}{% endfor %}": "vòng lặp phải chạy qua một danh sách",
    "{% for a, b in ds %}{% endfor %}": "vòng lặp phải chạy qua một danh sách",
    "{% for x in ds %}{% for y in ds %}{% endfor %}{% endfor %}": "danh sách của «x»",
    "{% for x in ds %}{% set x = chu %}{% endfor %}": "một tên mới",
    "{% for x in ds %}{{ loop.cycle }}{% endfor %}": "không có «loop.cycle»",
    "{% set a = tu|join('-') %}": "«|join» không dùng được",
    "{% macro a() %}{% endmacro %}": "không có lệnh «macro»",
    "{% include 'a' %}": "không có lệnh «include»",
    "{% set a %}x{% endset %}": "không có lệnh «endset»",
    "{% filter upper %}x{% endfilter %}": "không có lệnh «filter»",
    "{{ ds }}": "«ds» là danh sách",
    "{{ tu }}": "{% for x in tu %}{{ x }}{% endfor %}",
    "{{ nhom }}": "ví dụ {{ nhom.ten }}",
    "{{ co }}": "{% if co %}…{% endif %}",
    "{{ chu == 'a' }}": "có hay không",
    "{% for x in chu %}{% endfor %}": "không phải là danh sách",
    "{{ chu.ten }}": "«chu» không có phần «ten»",
    "{{ ds|upper }}": "«|upper» không dùng cho «ds»",
    "{{ so|length }}": "«|length» không dùng cho «so»",
    "{{ ds|join(', ') }}": "Dùng for",
    "{% if chu < so %}{% endif %}": "không so sánh lớn bé được",
}
ALLOWED = {
    "{{ chu|upper }}{{ chu|trim('.')|title }}": "CHỮChữ",
    "{{ tu|join(', ') }}": "a, b",
    "{{ tu|length }}{{ tu|first }}{{ tu|last }}": "2ab",
    "{{ chu|default('không') }}": "chữ",
    "{{ chu or 'không' }}": "chữ",
    "{{ chu if co else 'không' }}": "chữ",
    "{% for x in ds %}{{ loop.index }}{% for y in x.muc %}{{ y }}{% endfor %}{% endfor %}": "1mộthai2",
    "{% for x in ds if x.ten == 'an' %}{{ x.ten }}{% else %}không{% endfor %}": "an",
    "{% set dau = ds[0] %}{{ dau.ten }}": "an",
    "{% if so > 2 and chu in ('chữ', 'b') and not (chu == 'x') %}x{% elif co %}y{% endif %}": "x",
    "{{ nhom['ten'] }}{{ tu[1] }}": "xb",
    "{% for x in tu %}{% if loop.index is odd %}{{ x }}{% endif %}{% endfor %}": "a",
}


def printed(code: str) -> str:
    drawn = "".join(paragraph("ThanVanBan", text(each)) for each in ("Một", code, "Ba"))
    template = compiled_template(package("Mẫu", drawn + SECTION, STYLES, page_number()), CONTEXT)
    return outline(render_document(template, Document("", "a.docx", "thu.docx", "", "", CONTEXT), DAY).content)


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_listed_is_refused_in_one_line(code: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        printed(code)
    message = str(raised.value)
    assert message.startswith("Mẫu thu.docx, đoạn 2 («")
    assert REFUSED[code] in message
    assert "\n" not in message
    assert not re.search(r"\b(expected|unexpected|token|Encountered|filter named|object)\b", message)


@pytest.mark.parametrize("code", ALLOWED)
def test_what_is_listed_is_printed(code: str) -> None:
    assert printed(code) == f"Một\n{ALLOWED[code]}\nBa\n"
