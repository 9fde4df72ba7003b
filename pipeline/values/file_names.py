"""The names of files and folders that an officer meets and that several stages speak of."""

OFFICE_FILE = "co-quan.xlsx"
COUNCIL_WORKBOOK = "hoi-dong.xlsx"
REPORT = "bao-cao.html"
YEAR_PAGE = "bao-cao-nam.html"  # the template of the year's report, which is published as REPORT
RETURNED = "tra-lai"  # the folder of workbooks that go back to their senders
FORMS = "bieu-mau"  # the folder of blank forms, one a unit
PDF = "pdf"
MANIFEST = "manifest.json"
FIGURES = "so-lieu.json"  # what is left of a quarter that was forgotten
PAPER_SUFFIX = ".docx"


def is_paper(path: str) -> bool:
    """Whether a file in the outputs is one of the Word papers."""
    return path.endswith(PAPER_SUFFIX)


def is_returned_or_report(path: str) -> bool:
    """Whether a file in the outputs only shows the state of a quarter: a returned workbook, the report, their new versions."""
    return path.startswith((f"{RETURNED}/", f"{REPORT.partition('.')[0]}."))
