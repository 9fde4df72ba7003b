"""The report: what came in, what is wrong, what was made; safe in a browser whatever the cells hold."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_rows
from pipeline.publishing.page import html_of
from pipeline.publishing.report import KIND_TITLES, report
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import REPORT
from schemas.co_quan import STANDING_BODY
from tests.builder import UNIT_NAMES, Outcome, document, good, run, templates
from tests.programs import browsed

HOSTILE = [
    "<script>document.title='x'</script>",
    "\"><img src=x onerror=document.title='x'>",
    "</td></table><iframe src=javascript:document.title='x'>",
    "{{ 7*7 }}",
]


def page_of(outcome: Outcome) -> str:
    return document(outcome, REPORT).decode()


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("<body>")[1])).split())


def mixed() -> Outcome:
    return run(
        {
            "a.xlsx": good(),
            "b #1? %20.xlsx": good(don_vi=UNIT_NAMES[1], ngay_gui="13/25/2020"),
            "c.xlsx": good(don_vi=UNIT_NAMES[2], ngay_gui="28/3/2020"),
            "d.pdf": b"%PDF",
        }
    )


def many_units(number: int) -> tuple[bytes, list[str]]:
    """An office workbook with that many units, and their names."""
    shipped = shipped_rows()
    first = shipped["Đơn vị"][0]
    names = [f"Phòng Thử nghiệm số {n}" for n in range(1, number + 1)]
    rows = [{**first, "thu_tu": str(n), "ma": f"P{n}", "ten": name, "ten_khac": ""} for n, name in enumerate(names, 1)]
    facts = [{**row, "noi_dung": names[0]} if row["muc"] == STANDING_BODY else row for row in shipped["Cơ quan"]]
    return office_form(Content(tables={**shipped, "Đơn vị": rows, "Cơ quan": facts})), names


def quarter_of(number: int) -> Outcome:
    """A quarter of that many units: most accepted, some late, some to correct, some missing."""
    office, names = many_units(number)
    files = {}
    for n, name in enumerate(names):
        if n % 10 == 9:
            continue
        day = f"{18 + n % 10}/3/2020" if n % 7 else "32/3/2020"
        letters = "".join(chr(97 + int(digit)) for digit in str(n))
        files[f"don-vi-{n:03d}.xlsx"] = good(don_vi=name, ngay_gui=day, ho_ten=f"Lê Văn {letters.capitalize()}")
    return run(files, office=office)


def test_every_unit_has_its_state_and_every_finding_its_cell() -> None:
    shown = text_of(page_of(mixed()))
    assert "4 tệp = 2 hợp lệ + 1 trả lại + 1 không đọc được" in shown
    assert f"{UNIT_NAMES[1]} Trả lại để sửa" in shown
    assert f"{UNIT_NAMES[3]} Chưa gửi" in shown
    assert "28/3/2020 (gửi muộn)" in shown
    assert {file.kind for file in mixed().files} - {"bao-cao"} <= KIND_TITLES.keys()
    assert "Trích ngang B7 Ngày gửi Lỗi «13/25/2020» không phải là ngày có thật." in shown
    assert "d.pdf" in shown


def test_every_link_leads_to_a_file_of_the_run() -> None:
    outcome = mixed()
    links = {unquote(html.unescape(link)) for link in re.findall(r'href="([^"]*)"', page_of(outcome))}
    assert links == {f"./{file.path}" for file in outcome.files if file.path != REPORT}


def test_the_same_quarter_gives_the_same_page() -> None:
    assert document(mixed(), REPORT) == document(mixed(), REPORT)


def test_nothing_sensitive_is_shown() -> None:
    shown = text_of(page_of(run({"a.xlsx": good(dan_toc="Phù Lá", dang_vien="Có")})))
    assert "Phù Lá" not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_in_a_cell_is_text_and_nothing_else(text: str, tmp_path: Path) -> None:
    outcome = run(
        {"a.xlsx": good(ho_ten=text, don_vi=text), f"{text.replace('/', '')}.xlsx": good(chuc_vu=text, ngay_gui=text)}
    )
    page = tmp_path / REPORT
    page.write_bytes(report(outcome.checked, outcome.listed, templates()["bao-cao.html"]))
    dom = browsed(page, tmp_path / "profile", "--dump-dom")
    assert "<title>Báo cáo Quý I năm 2020</title>" in dom
    assert not re.search(r"<(script|img|iframe)\b", dom)
    assert text in text_of_cells(dom)


def text_of_cells(dom: str) -> str:
    return "\n".join(html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>.*?</td>", dom))


@pytest.mark.parametrize("number", [12, 80])
def test_the_page_shows_in_a_browser_with_any_number_of_units(number: int, tmp_path: Path) -> None:
    outcome = quarter_of(number)
    page = tmp_path / REPORT
    page.write_bytes(document(outcome, REPORT))
    dom = browsed(page, tmp_path / "profile", "--dump-dom")
    states = re.findall(r'<td class="(?:hop-le|tra-lai|chua-gui|khong-doc)">([^<]*)</td>', dom)
    assert len(states) == number
    assert states.count("Chưa gửi") == number // 10
    dated = [r for r in outcome.checked.received if r.submission and r.submission.labels.value("ngay_gui")]
    assert dom.count("<circle") + dom.count('<rect class="tra-lai"') == len(dated) > 0
    picture = tmp_path / "a.png"
    browsed(page, tmp_path / "profile", f"--screenshot={picture}", "--window-size=1200,1600")
    assert picture.stat().st_size > 20_000


@pytest.mark.parametrize(
    "code",
    [
        '{{ "a" * 1000000000 }}', "{{ title * 999 * 999 }}", '{{ "%1000000000d"|format(1) }}', '{{ "a"|center(1000000000) }}',
        "{% for i in range(1000000000) %}x{% endfor %}", "{{ 9**9**9 }}", "{{ lipsum(n=100000) }}", "{{ 1 / 0 }}", "{{ title|safe }}",
        "{{ title.__class__ }}", "{% set x = title %}", "{% macro a() %}{{ a() }}{% endmacro %}", "{% if 1 %}" * 2000,
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "{{ nothing }}", "{% for a in title %}" * 4 + "{% endfor %}" * 4,
    ],
)  # fmt: skip
def test_a_page_that_says_more_than_a_page_may_is_one_line(code: str) -> None:
    with pytest.raises(PipelineError, match="Chép lại tệp này từ bản gốc"):
        html_of("bao-cao.html", code.encode(), title="x" * 1000)
