"""``forms``: makes a blank form for each unit, with its name and the quarter filled in, and the letters they go out with."""

from __future__ import annotations

import click

from pipeline.checking.check import follow_up_of, open_office
from pipeline.commands.arguments import asked_quarter, quarter_argument
from pipeline.commands.cli import DONE, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.renew import renewed_forms
from pipeline.commands.terminal import (
    lines_about_drafts,
    lines_about_left_files,
    print_lines,
)
from pipeline.drawing.forms.forms import individual_form_of
from pipeline.papers.drafts import form_drafts
from pipeline.papers.form_papers import form_documents, form_examples
from pipeline.publishing.write import publish_without_manifest
from pipeline.reading.folders import newest_quarter, read_follow_up, read_office, read_templates
from pipeline.rendering.render import render
from pipeline.rendering.template_compile import compile_templates
from pipeline.values.file_names import FORMS
from pipeline.values.model import MadeFile


@click.command(cls=Explained)
@quarter_argument
@folders
@click.pass_context
def forms(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập cho mỗi đơn vị một biểu mẫu đã điền tên đơn vị và quý, trong outputs/<quý>/bieu-mau/."""
    inputs = folder_of(context, "inputs")
    chosen = asked_quarter(quarter) or newest_quarter(inputs)
    office_source = read_office(inputs)
    office = open_office(office_source, chosen.last_day)
    follow_up, faults = follow_up_of(chosen, office_source, read_follow_up(inputs))
    terms = office.terms(chosen)
    made = [
        MadeFile(
            f"{FORMS}/{unit.order:02d}-{office.stems[unit.name]}.xlsx",
            individual_form_of(terms, unit.name),
            FORMS,
            unit.name,
        )
        for unit in office.units
    ]
    units = len(made)
    compiled = compile_templates(read_templates(folder_of(context, "templates")), form_examples(office, chosen))
    rendered = render(form_documents(office, chosen, follow_up.issued_in(chosen)), compiled, office.day, chosen.folder)
    made += [paper for paper, _ in rendered]
    drafts = tuple(form_drafts(office, chosen, made))
    made += drafts
    outputs = folder_of(context, "outputs")
    published = publish_without_manifest(outputs / chosen.folder, made, lambda path: path.startswith(f"{FORMS}/"))
    where, changed = f"{outputs.name}/{chosen.folder}/{FORMS}", len(published.written)
    print_lines(
        [
            f"{units} biểu mẫu {chosen.title} và công văn gửi biểu mẫu trong {where} ({changed} tệp mới hoặc thay đổi).",
            *lines_about_drafts(len(drafts), where),
            *lines_about_left_files(published),
            *(each.message for each in faults if each.is_error),
            *renewed_forms(inputs, outputs, folder_of(context, "templates"), terms),
        ]
    )
    return DONE
