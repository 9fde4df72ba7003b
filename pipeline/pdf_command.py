"""The command that lays a PDF beside each Word paper of a quarter, on request."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from pipeline.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.model import PipelineError
from pipeline.pdf import libreoffice, to_pdf
from pipeline.quarter_command import asked, quarter_argument
from pipeline.read import newest_quarter, read_papers
from pipeline.records import digest_of, digests_in, sha256
from pipeline.write import EDITED, write_copy

PDF = "pdf"
RECORD = ".da-chuyen.json"  # which paper each PDF was made of, and what it is, by digest
ASIDE = re.compile(
    r"\.(?:moi|soat)(?:-\d+)?$"
)  # a new version beside an edited paper, which is what stands; a marked copy


@click.command()
@quarter_argument
@folders
@click.pass_context
def pdf(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập PDF cho các văn bản Word của một quý, trong outputs/<quý>/pdf/; cần LibreOffice."""
    chosen = asked(quarter) or newest_quarter(folder_of(context, "inputs"))
    outputs = folder_of(context, "outputs")
    folder, where = outputs / chosen.folder, f"{outputs.name}/{chosen.folder}"
    papers = {path: content for path, content in read_papers(folder).items() if _is_current(path)}
    if not papers:
        raise PipelineError(f"Chưa có văn bản nào trong {where}. Chạy make quarter QUARTER={chosen.folder} trước.")
    known = digests_in(folder / PDF / RECORD)
    changed = {path: content for path, content in papers.items() if not _stands(folder, path, content, known)}
    program = libreoffice() if changed else ""
    record = {path: digests for path, digests in known.items() if path in papers and path not in changed}
    failed = []
    for path, made in to_pdf(changed, program, folder):
        if made is None:
            failed.append(path)
            continue
        write_copy(_place(folder, path), made)
        record[path] = [sha256(papers[path]), sha256(made)]
    gone = [path for path in known if path not in papers and _remove(_place(folder, path), known[path])]
    write_copy(folder / PDF / RECORD, json.dumps(record, sort_keys=True).encode())
    click.echo(
        f"Đã lập {len(changed) - len(failed)} tệp PDF trong {where}/{PDF}; {len(papers) - len(changed)} tệp không thay đổi."
    )
    for path in gone:
        click.echo(f"  Đã xóa PDF của {path} vì văn bản không còn.")
    for path in failed:
        click.echo(f"  LỖI: LibreOffice không chuyển được {path}. Mở văn bản bằng Word, kiểm tra rồi lưu dạng PDF.")
    return TO_CORRECT if failed else DONE


def _is_current(path: str) -> bool:
    """Whether a Word file is one of the papers to circulate: neither a version kept aside nor one laid beside an edit."""
    name = Path(path)
    return name.parts[0] != EDITED and not ASIDE.search(name.stem)


def _place(folder: Path, path: str) -> Path:
    return folder / PDF / Path(path).with_suffix(".pdf")


def _stands(folder: Path, path: str, content: bytes, known: dict[str, list[str]]) -> bool:
    """Whether the PDF there was made of this very paper."""
    return known.get(path, []) == [sha256(content), digest_of(_place(folder, path))]


def _remove(place: Path, digests: list[str]) -> bool:
    """Remove a PDF whose paper is gone, unless it is no longer what was made."""
    if digest_of(place) not in digests[1:]:
        return False
    place.unlink()
    return True
