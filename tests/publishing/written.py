"""Publishes files as a run does, but made by the test instead of from a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.staging import staged
from pipeline.publishing.write import publish
from pipeline.values.model import MadeFile


def write(folder: Path, files: Sequence[MadeFile], manifest: Mapping[str, object], replace: bool = False) -> Plan:
    """Stage some files and publish them with a manifest; with ``replace`` edited files are moved aside."""
    with staged(folder) as staging:
        for file in files:
            staging.add(file)
        planned = plan(folder, staging.digests, "truoc" if replace else "")
        publish(staging, planned, manifest)
        return planned
