"""Turns the sample quarters' files into the pictures of both guides: ``python -m tests.samples.pictures``.

Needs LibreOffice, poppler and Chromium, which only those who redraw the pictures need.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.commands.cli import main
from tests.programs import browsed
from tests.samples.__main__ import FAULTY, INPUTS

PICTURES = FAULTY.parent / "pictures"
PAPERS = {  # a paper of the third quarter → its picture
    "quyet-dinh-khen-thuong.docx": "quyet-dinh",
    "danh-sach-tong-hop.docx": "danh-sach",
    "bien-ban-hop-hoi-dong.docx": "bien-ban",
    "trich-ngang/01-phong-tong-hop-giang-a-mau.docx": "trich-ngang",
}
WORKBOOKS = {  # a workbook of the fourth quarter, and its page → its picture, and how much of the page's height
    ("bieu-mau/02-phong-kinh-te.xlsx", 2): ("bieu-mau", 0.72),
    (f"tra-lai/{FAULTY.name}", 1): ("phieu-sua", 0.55),
    (f"tra-lai/{FAULTY.name}", 3): ("tra-lai", 0.72),
}
DOTS, INCHES = 75, 11.69  # a picture's dots an inch; the height of a page
WINDOW = "1000,760"  # of the browser that shows the report


def draw_pictures() -> None:
    """Draw all pictures into ``templates/pictures/``."""
    with TemporaryDirectory() as place:
        inputs, outputs = Path(place) / "inputs", Path(place) / "outputs"
        shutil.copytree(INPUTS, inputs)
        shutil.copy(FAULTY, inputs / "2020-Q4")
        for words in (("quarter", "2020-Q3"), ("forms", "2020-Q4"), ("quarter", "2020-Q4")):
            with redirect_stdout(StringIO()):
                main([*words, "--inputs", str(inputs), "--outputs", str(outputs)])
        for name, picture in PAPERS.items():
            draw(as_pdf(outputs / "2020-Q3" / name), 1, picture, "-gray")
        for (name, page), (picture, part) in WORKBOOKS.items():
            height = ("-x", "0", "-y", "0", "-W", "2000", "-H", str(int(DOTS * INCHES * part)))
            draw(as_pdf(outputs / "2020-Q4" / name), page, picture, *height)
        report, shown = outputs / "2020-Q4" / "bao-cao.html", PICTURES / "bao-cao.png"
        browsed(
            report, Path(place) / "browser", f"--screenshot={shown}", f"--window-size={WINDOW}", "--hide-scrollbars"
        )


def as_pdf(file: Path) -> Path:
    """A PDF next to a file, made by LibreOffice."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(["soffice", profile, *words], check=True, capture_output=True)
    return file.with_suffix(".pdf")


def draw(pdf: Path, page: int, picture: str, *words: str) -> None:
    """Draw one page of a PDF as a picture."""
    of_page = ("-f", str(page), "-l", str(page), "-singlefile", "-png", "-r", str(DOTS))
    subprocess.run(["pdftoppm", *of_page, *words, str(pdf), str(PICTURES / picture)], check=True)


if __name__ == "__main__":
    draw_pictures()
