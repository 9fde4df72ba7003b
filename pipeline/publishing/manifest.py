"""Turns a finished run of a quarter into its manifest: inputs with their digests, findings, made files and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline import __version__
from pipeline.checking.checked import Checked, Received
from pipeline.checking.issued import FollowUp
from pipeline.checking.messages import LONGEST_TEXT
from pipeline.publishing.made_from import UNKNOWN, MadeFrom, run_number
from pipeline.values.file_names import is_paper
from pipeline.values.model import Finding, Listed, Status
from pipeline.values.vietnamese import cut
from schemas.ca_nhan import CA_NHAN
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI


def make_manifest(checked: Checked, files: Sequence[Listed], stamp: MadeFrom = UNKNOWN) -> Mapping[str, object]:
    """A checked quarter and its made files → the manifest, ready to be written as JSON; ``stamp`` are the inputs' digests."""
    statuses = Counter(str(r.status) for r in checked.received)
    severities = Counter(str(f.severity) for f in checked.findings)
    return {
        "quarter": checked.quarter.folder,
        "version": __version__,
        "run": run_number(stamp) if stamp else "",
        "made_from": stamp,
        "inputs": [input_row(r) for r in checked.received]
        + [_ignored_row(name) for name in checked.ignored]
        + follow_up_rows(checked.follow_up, checked.findings),
        "office": {"path": checked.office_source.name, "sha256": checked.office_source.sha256},
        "missing_units": list(checked.missing_units),
        "findings": [finding_row(f.public) for f in checked.findings],
        "documents": [document_row(f) for f in sorted(files, key=lambda f: f.path)],
        "window": [day.isoformat() for day in checked.window],
        "unconfirmed": [
            {"sheet": fact.sheet, "cell": fact.cell, "text": fact.text} for fact in checked.office.unconfirmed
        ],
        "counts": {
            "units": len(checked.office.units),
            "missing_units": len(checked.missing_units),
            "accepted": statuses["accepted"],
            "returned": statuses["returned"],
            "unreadable": statuses["unreadable"],
            "superseded": statuses["superseded"],
            "ignored": len(checked.ignored),
            "nominees": sum(sent.kind == CA_NHAN.kind for sent in checked.accepted),
            "collectives": sum(sent.kind == TAP_THE.kind for sent in checked.accepted),
            "documents": sum(is_paper(file.path) for file in files),
            "errors": severities["error"],
            "warnings": severities["warning"],
        },
    }


def input_row(received: Received) -> Mapping[str, str]:
    """One input file → its row in the manifest."""
    return {
        "path": received.source.name,
        "sha256": received.source.sha256,
        "status": str(received.status),
        "unit": received.shown_unit,
        "kind": received.kind,
    }


def follow_up_rows(follow_up: FollowUp, findings: Iterable[Finding]) -> list[Mapping[str, str]]:
    """The follow-up workbook, if there is one → its row among the inputs; with an error in it, it has to be corrected."""
    if follow_up.file is None:
        return []
    name, sha256 = follow_up.file.name, follow_up.file.sha256
    wrong = any(each.place.file == name and each.is_error for each in findings)
    status = Status.RETURNED if wrong else Status.ACCEPTED
    return [{"path": name, "sha256": sha256, "status": str(status), "unit": "", "kind": THEO_DOI.kind}]


def _ignored_row(name: str) -> Mapping[str, str]:
    return {"path": name, "sha256": "", "status": str(Status.IGNORED), "unit": "", "kind": ""}


def finding_row(found: Finding) -> Mapping[str, str]:
    """One finding → its row in the manifest."""
    return {
        "file": found.place.file,
        "sheet": found.place.sheet,
        "cell": found.place.cell,
        "field": found.field,
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message,
        "found": cut(found.found, LONGEST_TEXT),
        "suggestion": cut(found.suggestion, LONGEST_TEXT),
    }


def document_row(file: Listed) -> Mapping[str, str]:
    """One made file → its row in the manifest, with the edition if it is a paper, and the run that made it if not this one."""
    row = {"path": file.path, "sha256": file.sha256, "kind": file.kind, "about": file.about}
    added = {"edition": file.edition, "kept_from": file.kept_from}
    return row | {key: value for key, value in added.items() if value}
