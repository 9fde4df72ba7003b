"""``python -m pipeline.prepare``: what set-up leaves ready for the runs, the project's Word templates compiled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.check import open_office
from pipeline.dates import Quarter
from pipeline.model import PipelineError, SourceFile
from pipeline.prepared import PLACE, keep
from pipeline.read import read_templates
from pipeline.reader import open_here
from pipeline.run import compiled_templates, hold_templates
from pipeline.stamp import program_digest
from templates.office import shipped_office

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
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
