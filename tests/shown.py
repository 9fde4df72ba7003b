"""What cells show, by the thousand: ``python -m tests.shown 5000 [seed]`` says how often we and LibreOffice agree.

Pairs of a value and a number format are written into xlsx workbooks; LibreOffice saves them as xls and as ods, and the text
it shows in Vietnamese is the judge. What the pipeline takes for certain must be that text; where it is not
certain the cell is an error, which is counted; anything else is a third value. The same seed gives the same pairs.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from lxml import etree

from pipeline.checking.shown_values import as_typed
from pipeline.opc.kinds import SPREADSHEET
from pipeline.opc.unpack import open_parts
from pipeline.reading.ods import TABLE, TEXT
from pipeline.reading.shown_cells import shown_cells
from pipeline.reading.xls import opened_xls
from pipeline.values.shown import Seen
from pipeline.values.vietnamese import one_line

SECONDS = 300
PER_FILE = 250  # pairs: old Excel files hold some hundred formats
SETTING = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
    "<value>vi-VN</value></prop></item></oor:items>"
)
SHEET = "Sheet1"
Value = float | str


@dataclass(frozen=True)
class Pair:
    """A value with the format of its cell, and the kind of format it was made as."""

    kind: str
    value: Value
    code: str | int


# --- pairs ---------------------------------------------------------------------------------------------------------

WORDS = ("/QĐ-VPUBND", " điểm", "%", " năm", "đ", "Số ", "TB-", " sáng kiến", "₫", "kg", "/KH", " (lần)", "- ", " đồng")


def _number(chance: random.Random) -> float:
    """A number as people type or reckon it: whole, with some decimals, tiny, huge, below zero, a quotient."""
    size = 10 ** chance.randint(0, 9)
    made: Callable[[], float] = chance.choice([
        lambda: chance.randint(0, 12),
        lambda: chance.randint(0, size),
        lambda: round(chance.random() * size, chance.randint(0, 4)),
        lambda: chance.randint(0, 2000) / 1000,
        lambda: chance.randint(1, 50) / chance.randint(1, 50),
        lambda: chance.random() * size,
        lambda: chance.randint(0, 200) + 0.5,
        lambda: -chance.randint(0, size) / chance.choice([1, 10, 100]),
    ])  # fmt: skip
    return made()


def _quoted(chance: random.Random) -> str:
    word = chance.choice(WORDS)
    return chance.choice([f'"{word}"', "".join(f"\\{sign}" for sign in word)])


def _places(chance: random.Random) -> str:
    whole = chance.choice(["0", "#", "00", "000", "0000000", "#,##0", "#,##0", "0,000", "##0", "#,###", "?0", "???"])
    return whole + chance.choice(["", "", ".0", ".00", ".000", ".#", ".##", ".0#", ".0?", "."])


def _percent(chance: random.Random) -> Pair:
    code = chance.choice(["0%", "0.0%", "0.00%", "#%", "0.#%", "0 %", '0"%"', "0\\%", "%0", "#,##0%", "0.0\\ %"])
    return Pair("percent", chance.choice([chance.randint(0, 1000) / 1000, _number(chance)]), code)


def _zeros(chance: random.Random) -> Pair:
    zeros = "0" * chance.randint(2, 12)
    code = chance.choice([zeros, "000-00-0000", "0000 000 000", "00\\.00", "(000) 000-0000", "###-####", '00"/"0000'])
    return Pair("leading zeros", chance.choice([chance.randint(0, 10**10), _number(chance)]), code)


def _words(chance: random.Random) -> Pair:
    parts = [chance.choice(["", _quoted(chance)]), _places(chance), chance.choice(["", _quoted(chance)])]
    return Pair("words", _number(chance), "".join(parts))


def _plain(chance: random.Random) -> Pair:
    return Pair("places", _number(chance), _places(chance))


def _money(chance: random.Random) -> Pair:
    signs = ("[$₫-42A]", "[$đ-42A]", "[$VND]", "[$$-409]", "[$€-2]", "[$₫]", '"₫"', "₫", "đ", "[$£-809]", "[$€-407]")
    sign, places = chance.choice(signs), chance.choice(["#,##0", "#,##0.00", "0"])
    body = chance.choice([f"{places} {sign}", f"{sign} {places}", f"{sign}{places}", f"{places}\\ {sign}"])
    code = chance.choice([body, f"{body};-{body}", f"{body};[Red]-{body}", f"{body}_);({body})"])
    return Pair("money", _number(chance), code)


def _accounting(chance: random.Random) -> Pair:
    places = chance.choice(["#,##0", "#,##0.00"])
    code = chance.choice([
        f'_(* {places}_);_(* ({places});_(* "-"??_);_(@_)', f'_-* {places} _₫_-;-* {places} _₫_-;_-* "-" _₫_-;_-@_-',
        f"{places}_);({places})", f"{places}_);[Red]({places})", f'{places} "₫";-{places} "₫"',
    ])  # fmt: skip
    return Pair("accounting", chance.choice([0, _number(chance), _number(chance)]), code)


def _sections(chance: random.Random) -> Pair:
    some = [chance.choice(["", _quoted(chance)]) + _places(chance) for _ in range(chance.randint(2, 3))]
    some = [chance.choice([each, each, _quoted(chance), "", f"[Red]{each}", f"-{each}"]) for each in some]
    code = ";".join([*some, *chance.choice([[], [], ["@"]])])
    return Pair("sections", chance.choice([0, _number(chance), -_number(chance)]), code)


def _conditions(chance: random.Random) -> Pair:
    code = chance.choice([
        '[>=1000000]0.0,,"tr";[>=1000]0,"k";0', "[<=9999999]###-####;(###) ###-####", '[=1]"một";[=2]"hai";0',
        '[>=100]0"+";0.0', '[<50]"Trượt";"Đạt"', "[>=1000]#,##0;0.00", '[<>0]0;"không"', "[Blue][>90]0%;[Red]0%",
        '[>10]0;"ít"', '[=0]"";0.0', "[<1]0.00;[<10]0.0;0",
    ])  # fmt: skip
    return Pair("conditions", _number(chance), code)


def _scaled(chance: random.Random) -> Pair:
    code = chance.choice(
        ['0,"k"', '0.0,,"M"', "#,##0,", "0.00,", '#,##0.0,," triệu"', '0,,,"tỷ"', '#.##,,"tr"', "0.0,"]
    )
    return Pair("scaled", _number(chance) * chance.choice([1, 1000, 10**6]), code)


def _scientific(chance: random.Random) -> Pair:
    code = chance.choice(["0.00E+00", "0E+0", "##0.0E+0", "0.0E-00", "0.###E+0", "0.000E+000", '0.0E+00" x"'])
    return Pair("scientific", _number(chance) * 10 ** chance.randint(-6, 6), code)


def _fraction(chance: random.Random) -> Pair:
    code = chance.choice(
        [
            "# ?/?",
            "# ??/??",
            "# ???/???",
            "?/?",
            "# ?/2",
            "# ?/4",
            "# ??/16",
            "# ?/8",
            "# ??/100",
            "??/??",
            '# ?/?" ha"',
            "0 ?/?",
            "# ?/10",
        ]
    )
    value = chance.choice([chance.randint(0, 40) / chance.choice([2, 3, 4, 5, 7, 8, 9, 16, 100]), _number(chance)])
    return Pair("fraction", value, code)


def _general(chance: random.Random) -> Pair:
    code = chance.choice(["General", 'General"đ"', '"Số "General', "General;-General", "@"])
    return Pair("general", _number(chance) * chance.choice([1, 1, 1000, 0.001]), code)


def _day(chance: random.Random) -> float:
    """A day, nearly always of our time; sometimes with an hour of it."""
    day = chance.choice([chance.randint(20000, 47000), chance.randint(20000, 47000), chance.randint(1, 80000)])
    return chance.choice([day, day, day + _hour(chance)])


def _hour(chance: random.Random) -> float:
    """A part of a day, to the minute, to the second, or to no such thing."""
    seconds = chance.choice([chance.randrange(86400), chance.randrange(1440) * 60, chance.random() * 86400])
    return chance.choice([seconds / 86400, seconds / 86400, round(seconds / 86400, 10)])


def _moment(chance: random.Random) -> float:
    return chance.choice([_day, _hour])(chance)


DAYS = ("d", "dd", "ddd", "dddd", "m", "mm", "mmm", "mmmm", "mmmmm", "yy", "yyyy", "yyy", "D", "M", "YYYY", "DD", "MM")
TIMES = (
    "h",
    "hh",
    "h:mm",
    "hh:mm",
    "h:mm:ss",
    "hh:mm:ss",
    "mm:ss",
    "h:mm AM/PM",
    "ss",
    "h:mm:ss.00",
    "mm:ss.0",
    "H:MM",
)
TAGS = ("", "", "", "[$-42A]", "[$-409]", "[$-vi-VN]", "[$-en-US]", "[$-1010000]", "[$-101042A]", "[$-809]", "[$-F800]", "[$-14409]", "[$-C09]")  # fmt: skip


def _date(chance: random.Random) -> Pair:
    mark = chance.choice(["/", "-", "\\-", " ", ".", "\\/", ", ", '" tháng "'])
    usual = chance.choice([
        "dd/mm/yyyy", "d/m/yyyy", "mm/yyyy", "m/yyyy", "d/m/yy", "yyyy", "dd\\-mm\\-yyyy", "dd.mm.yyyy", "yyyy-mm-dd",
        '"ngày "dd" tháng "mm" năm "yyyy', "d-mmm-yy", "mmm-yy", "d/m", "dd/mm/yyyy;@", "dddd, mmmm dd, yyyy",
    ])  # fmt: skip
    code = chance.choice([usual, usual, mark.join(chance.sample(DAYS, chance.randint(1, 4)))])
    return Pair("date", _day(chance), chance.choice(TAGS) + code)


def _time(chance: random.Random) -> Pair:
    usual = chance.choice([*TIMES, 'hh" giờ "mm', 'h"g"mm', "dd/mm/yyyy hh:mm", "d/m/yyyy h:mm:ss", "h:mm d/m/yyyy"])
    return Pair("time", _moment(chance), chance.choice(TAGS) + usual)


def _elapsed(chance: random.Random) -> Pair:
    code = chance.choice(["[h]:mm:ss", "[h]:mm", "[mm]:ss", "[ss]", "[h]", "[hh]:mm", '[h]" giờ "mm" phút"', "[m]"])
    return Pair("elapsed", chance.choice([_hour(chance), chance.random() * 50, chance.randint(0, 1000) / 24]), code)


def _built_in(chance: random.Random) -> Pair:
    number = chance.choice([*range(1, 23), *range(37, 50)])
    dated = 14 <= number <= 22 or 45 <= number <= 47
    return Pair("built-in", _moment(chance) if dated else _number(chance), number)


def _text(chance: random.Random) -> Pair:
    code = chance.choice(
        ["@", '"Số "@', '@"/QĐ-VPUBND"', "0;-0;0;@", '0;0;0;"chữ"', ";;;", "0.00", '@" "@', "dd/mm/yyyy", "0;@"]
    )
    return Pair("text", chance.choice(["215", "Nguyễn Văn Mẫu", "12/QĐ", "abc"]), code)


WILD = ("0", "#", "?", ",", ".", "%", "E+", "/", "0", "0", "#,##0", '"x"', "\\y", "_)", "* ", "@", ";", "-", "d", "m", "yyyy", "h", "s",
        "[Red]", "[>5]", "[h]", "General", "[$-42A]", " ", "AM/PM", "1", "$", "(", ")", ":", "+", "đ")  # fmt: skip


def _wild(chance: random.Random) -> Pair:
    """Signs of formats in any order, as no person orders them."""
    return Pair(
        "wild", chance.choice([_number, _moment])(chance), "".join(chance.choices(WILD, k=chance.randint(1, 6)))
    )


MAKERS = (
    _percent, _zeros, _words, _plain, _money, _accounting, _sections, _conditions, _scaled, _scientific, _fraction, _general,
    _date, _date, _time, _elapsed, _built_in, _text, _wild,
)  # fmt: skip


def pairs(seed: int = 1) -> Iterator[Pair]:
    """Pairs of every kind, without end."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(MAKERS)(chance)


# --- files ---------------------------------------------------------------------------------------------------------


def written(some: Sequence[Pair], in_words: bool = True) -> bytes:
    """An xlsx workbook with one pair in each row of its first column; languages ``in_words`` as new Excel names them."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 80)
        for row, pair in enumerate(some):
            style = book.add_format({"num_format": pair.code if in_words else numbered(pair.code)})
            if isinstance(pair.value, str):
                sheet.write_string(row, 0, pair.value, style)
            else:
                sheet.write_number(row, 0, pair.value, style)
    return buffer.getvalue()


def numbered(code: str | int) -> str | int:
    """A code with its language's number in the place of its name, which LibreOffice 7.4 does not know."""
    return code.replace("[$-vi-VN]", "[$-42A]").replace("[$-en-US]", "[$-409]") if isinstance(code, str) else code


def saved_as(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Files as LibreOffice saves them in another format, in the Vietnamese locale; by their stem."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTING)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = ["--headless", "--norestore", "--convert-to", to, "--outdir", str(folder / "out")]
        command = ["soffice", profile, *words, *(str(folder / name) for name in files)]
        environment = {**os.environ, "TMPDIR": place}
        subprocess.run(command, capture_output=True, check=True, timeout=SECONDS, env=environment)
        made = {path.stem: path.read_bytes() for path in (folder / "out").iterdir()}
    assert set(made) == {Path(name).stem for name in files}
    return made


def shown_by_libreoffice(ods: bytes) -> dict[int, str]:
    """The text of each row's first cell, as LibreOffice wrote it beside the value."""
    content = etree.fromstring(open_parts(ods, SPREADSHEET)["content.xml"])
    texts: dict[int, str] = {}
    row = 0
    for line in content.iter(f"{TABLE}table-row"):
        for again in range(min(int(line.get(f"{TABLE}number-rows-repeated") or 1), PER_FILE)):
            cell = line.find(f"{TABLE}table-cell")
            paragraphs = [] if cell is None else cell.findall(f"{TEXT}p")
            texts[row + again] = "\n".join("".join(map(_with_spaces, p.iter())) for p in paragraphs)
        row += int(line.get(f"{TABLE}number-rows-repeated") or 1)
    return texts


def _with_spaces(element: etree._Element) -> str:
    own = " " * int(element.get(f"{TEXT}c") or 1) if element.tag == f"{TEXT}s" else element.text or ""
    return own + ((element.tail or "") if element.tag != f"{TEXT}p" else "")


def shown_by_us(content: bytes, some: Sequence[Pair]) -> list[str | None]:
    """What the pipeline says that each row's first cell shows."""
    parts = open_parts(content, SPREADSHEET)
    sheets = {SHEET: "xl/worksheets/sheet1.xml"} if "xl/workbook.xml" in parts else {}
    cells = shown_cells(parts, sheets, opened_xls(content))[SHEET]
    return [cells.get((row, 0), Seen(as_typed(_stored(pair.value)))).text for row, pair in enumerate(some)]


def _stored(value: Value) -> object:
    """A value as the workbook holds it: XlsxWriter writes sixteen figures."""
    return value if isinstance(value, str) else float(f"{value:.16G}")


# --- verdicts ------------------------------------------------------------------------------------------------------

OUTCOMES = EQUAL, UNCERTAIN, THIRD = "equal", "error", "third value"


@dataclass(frozen=True)
class Verdict:
    """How one pair was shown in one kind of file: by us and by LibreOffice."""

    file: str
    pair: Pair
    ours: str | None
    judge: str

    @property
    def outcome(self) -> str:
        """Whether the two texts are equal, spaces for alignment aside."""
        if self.ours is None:
            return UNCERTAIN
        return EQUAL if one_line(self.ours) == one_line(self.judge) else THIRD


def verdicts(some: Sequence[Pair]) -> list[Verdict]:
    """Every pair in xlsx, as it was written and as LibreOffice saves it again, in xls and in ods."""
    groups = [some[at : at + PER_FILE] for at in range(0, len(some), PER_FILE)]
    written_xlsx = {str(n): written(group) for n, group in enumerate(groups)}
    to_judge = {f"{n}.xlsx": written(group, in_words=False) for n, group in enumerate(groups)}
    ods, xls, again = (saved_as(to_judge, to) for to in ("ods", "xls", "xlsx"))
    judged_xls, judged_again = (
        saved_as({f"{n}.{of}": content for n, content in files.items()}, "ods")
        for of, files in (("xls", xls), ("xlsx", again))
    )
    kinds = (
        ("xlsx", written_xlsx, ods),
        ("xls", xls, judged_xls),
        ("ods", ods, ods),
        ("xlsx again", again, judged_again),
    )
    return [
        each
        for file, contents, judged in kinds
        for n, group in enumerate(groups)
        for each in _compared(file, contents[str(n)], judged[str(n)], group)
    ]


def _compared(file: str, content: bytes, judged: bytes, some: Sequence[Pair]) -> Iterator[Verdict]:
    judge = shown_by_libreoffice(judged)
    for row, (pair, ours) in enumerate(zip(some, shown_by_us(content, some), strict=True)):
        yield Verdict(file, pair, ours, judge.get(row, ""))


FILES = ("xlsx", "xls", "ods", "xlsx again")


def main(number: int, seed: int = 1) -> int:
    """Say how that many pairs were shown, by kind; 1 where any was shown as a third value."""
    assert shutil.which("soffice"), "the judge is LibreOffice"
    found = verdicts(list(islice(pairs(seed), number)))
    counted = Counter((each.file, each.pair.kind, each.outcome) for each in found)
    for file in FILES:
        for kind in sorted({each.pair.kind for each in found}):
            print(f"{file}, {kind}:", ", ".join(f"{counted[file, kind, each]} {each}" for each in OUTCOMES))
        totals = Counter(each.outcome for each in found if each.file == file)
        print(f"{file}:", ", ".join(f"{totals[each]} {each}" for each in OUTCOMES))
    third = [each for each in found if each.outcome == THIRD]
    for each in third:
        print(f"{each.file} {each.pair.value!r} as {each.pair.code!r}: {each.ours!r}, LibreOffice {each.judge!r}")
    return min(len(third), 1)


if __name__ == "__main__":
    number, seed = [*sys.argv[1:], *("5000", "1")[len(sys.argv) - 1 :]]
    sys.exit(main(int(number), int(seed)))
