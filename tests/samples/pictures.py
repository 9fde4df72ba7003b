"""Turns the papers of a sample quarter into the pictures of the README: ``python -m tests.samples.pictures``.

Needs LibreOffice and poppler, which only those who redraw the pictures need.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "quyet-dinh-khen-thuong.docx": "quyet-dinh",
    "danh-sach-tong-hop.docx": "danh-sach",
    "bien-ban-hop-hoi-dong.docx": "bien-ban",
    "trich-ngang/01-phong-tong-hop-giang-a-mau.docx": "trich-ngang",
}


def draw_pictures() -> None:
    """Draw the first page of each paper into ``templates/pictures/``."""
    papers = ROOT / "outputs" / "2020-Q3"
    with tempfile.TemporaryDirectory() as scratch:
        profile = (Path(scratch) / "profile").as_uri()
        office = [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            scratch,
        ]
        subprocess.run([*office, *(str(papers / name) for name in PAGES)], check=True, capture_output=True)
        for name, picture in PAGES.items():
            pdf = Path(scratch) / Path(Path(name).name).with_suffix(".pdf")
            target = ROOT / "templates" / "pictures" / picture
            subprocess.run(["pdftoppm", "-r", "75", "-gray", "-png", "-singlefile", str(pdf), str(target)], check=True)


if __name__ == "__main__":
    draw_pictures()
