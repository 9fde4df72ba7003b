"""The names of files and folders in inputs and outputs that several packages use."""

OFFICE_FILE = "co-quan.xlsx"
FOLLOW_UP_FILE = "theo-doi.xlsx"
COUNCIL_WORKBOOK = "hoi-dong.xlsx"
YEAR_COUNCIL_WORKBOOK = "hoi-dong-nam.xlsx"
YEAR_DECISION = "quyet-dinh-khen-thuong-nam.docx"
YEAR_ACCOUNT = "bao-cao-ket-qua-nam.docx"
REPORT = "bao-cao.html"
YEAR_PAGE = "bao-cao-nam.html"  # the template of the year's report, which is published as REPORT
RETURNED = "tra-lai"  # the folder of workbooks that go back to their senders
FORMS = "bieu-mau"  # the folder of blank forms, one a unit
DRAFTS = "thu"  # the folder of draft letters, one a unit
LIST_WORKBOOK = "danh-sach-tong-hop.xlsx"
PDF = "pdf"
ONE_FILE = "in.pdf"  # all papers of a quarter, to print
MANIFEST = "manifest.json"
FIGURES = "so-lieu.json"  # the figures of a forgotten quarter
PAPER_SUFFIX = ".docx"


def is_paper(path: str) -> bool:
    """Whether a path in the outputs is that of a Word paper."""
    return path.endswith(PAPER_SUFFIX)


def is_returned_or_report(path: str) -> bool:
    """Whether a path in the outputs is that of a returned workbook, the report, or a new version of these."""
    return path.startswith((f"{RETURNED}/", f"{REPORT.partition('.')[0]}."))
