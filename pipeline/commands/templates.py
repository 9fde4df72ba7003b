"""``templates``: draws the blank forms and Word templates anew, leaves as is what an officer has edited, and tries every template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from pipeline.checking.check import open_office
from pipeline.checking.office import Office
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.renew import lines_about_misfits, misfitting_forms, of_shared_form
from pipeline.commands.terminal import print_lines
from pipeline.drawing.everything import draw_everything
from pipeline.drawing.office import shipped_office
from pipeline.papers.example import template_examples
from pipeline.papers.form_papers import form_examples
from pipeline.papers.year_example import year_template_examples
from pipeline.publishing.redraw import redraw
from pipeline.reading.folders import newest_quarter, read_office, read_templates
from pipeline.reading.sandbox import open_here
from pipeline.rendering.template_trial import offered, wrong_in_template
from pipeline.values.dates import Quarter
from pipeline.values.file_names import OFFICE_FILE
from pipeline.values.model import SourceFile

SAMPLE = Quarter(2020, 1)
SHOWN = 60  # characters of an example


@click.command(cls=Explained)
@folders
@click.option("--list", "listed", is_flag=True, help="In các thẻ mà mỗi văn bản có, kèm ví dụ.")
@click.pass_context
def templates(context: click.Context, /, listed: bool, **_: object) -> int:
    """Vẽ lại biểu mẫu Excel và mẫu Word; tệp cán bộ đã sửa được giữ nguyên; rồi in thử mọi mẫu Word."""
    folder = folder_of(context, "templates")
    office, day_quarter = _office(folder_of(context, "inputs"), folder_of(context, "outputs"))
    terms = of_shared_form(office.terms(day_quarter))
    misfitting = misfitting_forms(folder, terms)
    edited, drawn = redraw(folder, draw_everything(terms), terms)
    print_lines(
        [f"Đã vẽ {name}." for name in drawn if name not in misfitting]
        + [
            f"Giữ nguyên {name} vì đã được sửa tay; bản mới nằm bên cạnh: {new}."
            for name, new in edited
            if name not in misfitting
        ]
    )
    print_lines(lines_about_misfits(misfitting, dict(edited)))
    print_lines(["Không có gì thay đổi."] if not (edited or drawn) else [])
    examples = _examples(office)
    if listed:
        print_lines(list(_offered(examples)))
        return DONE
    wrong = _tried(folder, examples)
    print_lines([fault or f"Mẫu {name}: in thử tốt." for name, fault in wrong.items()])
    return TO_CORRECT if any(wrong.values()) or set(misfitting) & set(dict(edited)) else DONE


def _office(inputs: Path, outputs: Path) -> tuple[Office, Quarter]:
    """The office of the newest quarter with inputs or forms, and that quarter; the shipped office where there is no office workbook.

    Raises PipelineError for an office workbook with errors, and for inputs that have one where there is no quarter.
    """
    if not (inputs / OFFICE_FILE).is_file():
        shipped = SourceFile(OFFICE_FILE, "", open_here(OFFICE_FILE, shipped_office()))
        return open_office(shipped, SAMPLE.last_day), SAMPLE
    newest = newest_quarter(inputs, outputs)
    return open_office(read_office(inputs), newest.last_day), newest


def _examples(office: Office) -> Mapping[str, Mapping[str, object]]:
    """What each kind of paper may print."""
    return {
        **template_examples(SAMPLE, office),
        **form_examples(office, SAMPLE),
        **year_template_examples(SAMPLE.year, office),
    }


def _tried(folder: Path, examples: Mapping[str, Mapping[str, object]]) -> Mapping[str, str]:
    """What is wrong with each Word template; "" if nothing is."""
    found = read_templates(folder)
    return {
        name: wrong_in_template(name, found[name], example, SAMPLE.last_day)
        if name in found
        else f"Thiếu mẫu templates/{name}."
        for name, example in sorted(examples.items())
    }


def _offered(examples: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, example in sorted(examples.items()):
        yield f"{name}:"
        yield from (f"  {tag}    ví dụ: {shown[:SHOWN]}" for tag, shown in offered(example))
