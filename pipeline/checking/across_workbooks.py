"""Turns parsed submissions into findings: every column by pandera, all workbooks at once; then the rules across cells.

pandera validates typed values without coercion: with coercion it reports a value twice, hides others and turns
01/03 into the 3rd of January. A cell that its parser refused has its finding already and is left out here. Records whose
every value plainly holds are not put before it: loading pandas takes longer than all the rest of a quarter without fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from pipeline.checking.council import candidate_of
from pipeline.checking.messages import finding
from pipeline.values.dates import Quarter, Year
from pipeline.values.model import Finding, Place, Submission
from pipeline.values.vietnamese import fold, tone_key
from schemas.gioi_thieu import BY_COUNCIL
from schemas.grammar import WorkbookSchema
from schemas.rules import Candidate


def one_nominee_per_unit(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Each unit introduces exactly one individual a quarter (plan V): every workbook of a unit that sent two is named."""
    by_unit: dict[object, list[Submission]] = defaultdict(list)
    for sent in submissions:
        if (unit := sent.said("don_vi")) is not None and sent.said("gioi_thieu") != BY_COUNCIL:
            by_unit[unit].append(sent)
    return _clashes("second-nominee", "don_vi", "Đơn vị", (group for group in by_unit.values() if len(group) > 1))


def one_workbook_per_collective(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Each collective is introduced by one workbook a quarter."""
    by_unit: dict[object, list[Submission]] = defaultdict(list)
    for sent in submissions:
        if (unit := sent.said("don_vi")) is not None:
            by_unit[unit].append(sent)
    return _clashes("second-collective", "don_vi", "Đơn vị", (group for group in by_unit.values() if len(group) > 1))


def one_meeting(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """The Council sends one workbook a quarter; of several each is named."""
    if len(submissions) < 2:
        return ()
    names = [sent.file for sent in submissions]
    return tuple(
        finding("second-meeting", Place(sent.file), "", "", others=", ".join(n for n in names if n != sent.file))
        for sent in submissions
    )


def one_unit_per_person(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Nobody is introduced by two units: the same name up to tones, case and spacing, born in the same year."""
    by_person: dict[Person, list[Submission]] = defaultdict(list)
    for person, sent in _named(submissions):
        by_person[person].append(sent)
    return _clashes(
        "same-person", "ho_ten", "Họ và tên", (group for group in by_person.values() if _may_not_both(group))
    )


def _may_not_both(group: Sequence[Submission]) -> bool:
    """Whether workbooks about one person clash here: from several units, or several of the Council's."""
    if len(group) < 2:
        return False
    units = {sent.said("don_vi") for sent in group}
    return len(units) > 1 or all(sent.said("gioi_thieu") == BY_COUNCIL for sent in group)


def introduced_before(
    submissions: Sequence[Submission], earlier: Mapping[Quarter, Iterable[Submission]]
) -> Mapping[str, str]:
    """File → the earlier quarters of the year in which its nominee was introduced too, as words."""
    before: dict[Person, list[Quarter]] = defaultdict(list)
    for quarter, sent_then in earlier.items():
        for person in {person for person, _ in _named(sent_then)}:
            before[person].append(quarter)
    return {
        sent.file: ", ".join(quarter.title for quarter in before[person])
        for person, sent in _named(submissions)
        if person in before
    }


def one_quarter_per_person(submissions: Sequence[Submission], before: Mapping[str, str]) -> tuple[Finding, ...]:
    """Who was introduced in an earlier quarter of the year is named with it: the Council may well choose another."""
    return tuple(
        _about(sent, "earlier-quarter", "ho_ten", "Họ và tên", earlier=before[sent.file])
        for _, sent in _named(submissions)
        if sent.file in before
    )


def nobody_signs_for_himself(
    submissions: Iterable[Submission], signatory: str, certified: Container[Candidate]
) -> tuple[Finding, ...]:
    """Whoever signs the decision is not among those to whom it grants the certificate; one who has his name may be another."""
    return tuple(
        _about(sent, "signs-own-award", "ho_ten", "Họ và tên")
        for sent in submissions
        if tone_key(sent.text("ho_ten")) == tone_key(signatory) and candidate_of(sent) in certified
    )


Person = tuple[str, int]


def _named(submissions: Iterable[Submission]) -> Iterator[tuple[Person, Submission]]:
    """Each nominee who can be told from others: the name up to tones, case and spacing, and the year of birth."""
    for sent in submissions:
        name, born = sent.said("ho_ten"), sent.said("ngay_sinh")
        if name and isinstance(born, (date, Year)):
            yield (fold(str(name)), born.year), sent


def _clashes(code: str, key: str, heading: str, groups: Iterable[Sequence[Submission]]) -> tuple[Finding, ...]:
    """One finding for each workbook of a group that may not stand together, naming the others."""
    return tuple(
        _about(sent, code, key, heading, others=", ".join(other.file for other in group if other is not sent))
        for group in groups
        for sent in group
    )


def _about(sent: Submission, code: str, key: str, heading: str, **details: str) -> Finding:
    """A finding at the cell of a label of the main sheet."""
    entry = sent.tables[sent.main][0][key]
    return finding(code, entry.place, heading, entry.found, **details)


def reading_order(findings: Iterable[Finding], schemas: Iterable[WorkbookSchema]) -> tuple[Finding, ...]:
    """The findings by file, then sheet, row and column as a reader meets them, each cell and fault once."""
    order = {sheet.name: number for schema in schemas for number, sheet in enumerate(schema.sheets)}

    def position(each: Finding) -> tuple[str, int, int, int, str, str]:
        letters, digits = each.place.cell.rstrip("0123456789"), each.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (each.place.file, order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters, each.code)

    return tuple(sorted(dict.fromkeys(findings), key=position))
