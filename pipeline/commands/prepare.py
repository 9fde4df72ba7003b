"""``python -m pipeline.commands.prepare``: what set-up leaves ready for the runs, the project's Word templates compiled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

from pipeline import ROOT
from pipeline.checking.check import open_office
from pipeline.drawing.office import shipped_office
from pipeline.publishing.made_from import program_digest
from pipeline.quarter import compiled_templates, hold_templates
from pipeline.reading.folders import read_templates
from pipeline.reading.sandbox import open_here
from pipeline.rendering.prepared import PLACE, keep
from pipeline.values.dates import Quarter
from pipeline.values.model import PipelineError, SourceFile

TEMPLATES = ROOT / "templates"
QUARTER, DAY = Quarter(2020, 1), date(2020, 3, 31)  # any will do: what papers provide has the same names in all


def prepare(templates: Mapping[str, bytes]) -> None:
    """Compile every template of a quarter's papers, hold it against what they provide, and keep it; nothing older is kept.

    Raises TemplateFault for a template that cannot be used.
    """
    for old in PLACE.glob("*.bin"):
        old.unlink()
    compiled = compiled_templates(templates)
    shipped = SourceFile("co-quan.xlsx", "", open_here("co-quan.xlsx", shipped_office()))
    hold_templates(compiled, QUARTER, open_office(shipped, DAY))
    for name, template in compiled.items():
        keep(template, templates[name], program_digest())


if __name__ == "__main__":
    try:
        prepare(read_templates(TEMPLATES))
    except (PipelineError, OSError) as error:  # the run will say it where somebody can act on it
        print(error, file=sys.stderr)
