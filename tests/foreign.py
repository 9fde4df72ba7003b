"""Draws papers of other offices as Word files, in many different ways, from a short notation.

Each line of the notation begins with a mark that says what it is (``LOOKS``); ``==`` begins another section, ``_`` is a
space that does not break. No code is shared with what draws our own templates or inspects papers; the lengths of drawn
lines are measured with a font, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import count

from pipeline.opc.pack import pack
from tests.fonts import drawn_width

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
OFFICE = "http://schemas.openxmlformats.org"
SPACES = " ".join(
    f'xmlns:{key}="{name}"'
    for key, name in {
        "w": f"{OFFICE}/wordprocessingml/2006/main",
        "r": f"{OFFICE}/officeDocument/2006/relationships",
        "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
        "a": f"{OFFICE}/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": f"{OFFICE}/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
LEFT, RIGHT, TEXT = 68.0, 92.0, 165.0  # mm: the columns of a letterhead, and the page between its margins
TIMES = "Times New Roman"


@dataclass(frozen=True)
class Look:
    """How the lines with one mark look: size, spacing (``after``) in points, indents (``first``, ``left``) in mm."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "center"
    first: float = 0
    after: float = 0
    left: float = 0
    line: str = 'w:line="240" w:lineRule="auto"'
    more: str = ""  # other properties of the letters


LOOKS: Mapping[str, Look] = {
    "<": Look(12),  # the parent
    "<<": Look(12, bold=True),  # the agency
    "N": Look(12, bold=True),  # quốc hiệu
    "M": Look(13, bold=True),  # tiêu ngữ
    "#": Look(13),  # number and symbol
    "@": Look(13, italic=True),  # place and date
    "V": Look(12),  # V/v of an official letter
    "!": Look(bold=True),  # the kind
    "~": Look(bold=True),  # the subject
    "^": Look(bold=True),  # who decides
    ":": Look(bold=True),  # the order
    "i": Look(italic=True, align="both", first=12.7, after=6),  # a legal basis
    ">": Look(after=12),  # Kính gửi
    ">-": Look(align="left", left=40),  # one of several addressees
    ".": Look(align="both", first=12.7, after=6),  # text
    "*": Look(bold=True, align="both", first=12.7, after=6),  # a heading in the text
    "c": Look(bold=True, after=6),  # a caption
    "|": Look(13, align="left"),  # a row of a table
    "n": Look(12, bold=True, italic=True, align="left"),  # Nơi nhận
    "-": Look(11, align="left"),  # one who receives
    "[": Look(13, bold=True),  # power and position
    "]": Look(14, bold=True),  # the name
    "A": Look(bold=True),  # Phụ lục
    "T": Look(bold=True),  # its title
    "(": Look(italic=True, after=12),  # its reference
}


@dataclass(frozen=True)
class DrawingOptions:
    """In which way a paper is drawn: letterhead, drawn lines, fonts, signature, page, and so on."""

    head: str = "table"
    line: str = "anchor"
    letters: str = "direct"
    theme: str = TIMES
    signing: str = "table"
    bullets: str = "typed"
    language: str = "defaults"
    number: str = "field"
    annex_header: bool = True
    looks: Mapping[str, Look] = field(default_factory=lambda: LOOKS)
    shares: tuple[float, float, float] = (0.42, 1, 0.4)  # of the agency's, the motto's and the subject's line
    weight: int = 9525
    dash: str = "solid"
    colour: str = "000000"
    keep: bool = True
    repeat: bool = True
    whole_rows: bool = True
    nation: str = NATION
    motto: str = MOTTO
    size: tuple[int, int] = (11906, 16838)
    margins: tuple[int, int, int, int] = (1134, 1134, 1134, 1701)  # top, right, bottom, left
    first_page: bool = True
    page_number: str = "PAGE"
    page_look: Look = Look(13)

    def looking(self, mark: str, **changes: float | bool | str) -> DrawingOptions:
        """The same options with another look of one mark."""
        return replace(self, looks={**self.looks, mark: replace(self.looks[mark], **changes)})  # type: ignore[arg-type]


Line = tuple[str, str]


def notation(text: str) -> list[Line]:
    """A text in the notation as pairs of mark and text, one for each line."""
    lines = []
    for each in filter(str.strip, text.splitlines()):
        mark, _, content = each.strip().partition(" ")
        lines.append((mark, content.strip().replace("_", "\u00a0")))
    return lines


def drawn(text: str, options: DrawingOptions = DrawingOptions()) -> bytes:
    """A paper in the notation as a Word file."""
    return Pen(options).draw(notation(text))


# --- the drawing ---------------------------------------------------------------------------------------------------


class Pen:
    """Draws one paper."""

    def __init__(self, options: DrawingOptions) -> None:
        self.options = options
        self.ids = count(100)
        self.marks = list(options.looks)

    def draw(self, lines: Sequence[Line]) -> bytes:
        head = [line for line in lines if line[0] in ("<", "<<", "#", "@", "V")]
        body = [self.head(head)] if head else []
        rest = [line for line in lines if line not in head]
        sections = [""]
        while rest:
            mark, text = rest[0]
            taken = self.block(rest)
            if mark == "==":
                body.append(f"<w:p><w:pPr>{self.section(sections[-1])}</w:pPr></w:p>")
                sections.append(text)
            else:
                body.append(self.drawn_block(rest[:taken], rest[taken : taken + 1]))
            rest = rest[taken:]
        document = f"<w:document {SPACES}><w:body>{''.join(body)}{self.section(sections[-1])}</w:body></w:document>"
        return self.packed(document)

    def block(self, rest: Sequence[Line]) -> int:
        """How many of the next lines are drawn together."""
        together = {"~": "~", "|": "|", "n": "n-[]", "-": "n-[]", "[": "n-[]"}.get(rest[0][0])
        if together is None:
            return 1
        return next((n for n, (mark, _) in enumerate(rest) if mark == "==" or mark not in together), len(rest))

    def drawn_block(self, lines: Sequence[Line], following: Sequence[Line]) -> str:
        mark = lines[0][0]
        if mark == "~":
            return self.subject([text for _, text in lines])
        if mark == "|":
            return self.table([text.split(" | ") for _, text in lines])
        if mark in "n-[":
            return self.signing(lines)
        ends = bool(following) and following[0][0] in "n-[" and self.options.keep
        return self.p(mark, self.runs(mark, lines[0][1]), keep=ends)

    # --- runs and paragraphs ---

    def runs(self, mark: str, text: str) -> str:
        """The runs of a line: «Điều 1.» at its beginning is bold."""
        article = re.match("Điều\u00a0\\d+\\.", text) if mark == "." else None
        if article is None:
            return self.r(mark, text)
        return self.r(mark, article[0], bold=True) + self.r(mark, text[article.end() :])

    def r(self, mark: str, text: str, bold: bool | None = None, direct: bool = False) -> str:
        look, options = self.options.looks[mark], self.options
        bold = look.bold if bold is None else bold
        inherits = options.letters == "styles" and not direct
        wanted = "" if inherits and bold == look.bold else "<w:b/>" if bold else '<w:b w:val="0"/>'
        slant = ("<w:i/>" if look.italic else "") + look.more
        properties = (
            (f'<w:rFonts w:ascii="{TIMES}" w:hAnsi="{TIMES}" w:cs="{TIMES}"/>' if options.letters == "direct" else "")
            + (wanted if bold or (wanted and inherits) else "")
            + ("" if inherits else f"{slant}<w:sz w:val='{look.size * 2:g}'/>")
            + ('<w:lang w:val="vi-VN"/>' if options.language == "runs" else "")
        )
        inside = "<w:tab/>".join(
            "<w:br/>".join(
                f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in part.split("/n")
            )
            for part in text.split("\t")
        )
        return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"

    def p(self, mark: str, runs: str, keep: bool = False, tabs: str = "", frame: str = "", label: bool = False) -> str:
        look, listed = self.options.looks[mark], '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        if self.options.letters == "styles" and not tabs:
            own = (
                f'<w:pStyle w:val="S{self.marks.index(mark)}"/>'
                + ("<w:keepNext/>" if keep else "")
                + frame
                + (listed if label else "")
            )
        else:
            stops = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
            own = (
                ("<w:keepNext/>" if keep else "")
                + frame
                + (listed if label else "")
                + stops
                + self.formed(look, bool(tabs))
            )
        return f"<w:p><w:pPr>{own}</w:pPr>{runs}</w:p>"

    def formed(self, look: Look, tabbed: bool = False) -> str:
        indent = f'<w:ind w:left="{twips(look.left)}" w:firstLine="{twips(look.first)}"/>'
        align = "left" if tabbed else look.align
        return f'<w:spacing w:before="0" w:after="{look.after * 20:g}" {look.line}/>{indent}<w:jc w:val="{align}"/>'

    # --- drawn lines ---

    def ruled(self, at: float, length: float) -> str:
        """A run that draws a line, ``at`` mm from the left edge of its column."""
        options, number = self.options, next(self.ids)
        if options.line == "vml":
            begin, end = at * 72 / 25.4, (at + length) * 72 / 25.4
            return f'<w:r><w:pict><v:line id="L{number}" style="position:absolute;z-index:1" from="{begin:.2f}pt,2pt" to="{end:.2f}pt,2pt" strokeweight=".75pt"/></w:pict></w:r>'
        shape = (
            f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(length)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f'<a:ln w="{options.weight}"><a:solidFill><a:srgbClr val="{options.colour}"/></a:solidFill><a:prstDash val="{options.dash}"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        )
        return self.anchored(number, at, length, 0, shape)

    def anchored(self, number: int, at: float, width: float, height: float, shape: str) -> str:
        wrap = "<wp:wrapTopAndBottom/>" if height else "<wp:wrapNone/>"
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{emu(at)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{0 if height else 20000}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr id="{number}" name="Drawing {number}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
        )

    def over_line(self, paragraph: str, mark: str, text: str, share: float, width: float) -> str:
        """A paragraph with the line under it: anchored in it or in the next one, or the border of a narrow cell."""
        look = self.options.looks[mark]
        length = min(drawn_width(text, look.size, look.bold), width) * share
        if not share:
            return paragraph
        if self.options.line == "cell":
            return paragraph + self.cell_line(width, length)
        run = self.ruled((width - length) / 2, length)
        if self.options.line == "same paragraph":
            return paragraph.removesuffix("</w:p>") + run + "</w:p>"
        return f"{paragraph}<w:p><w:pPr>{self.formed(Look())}</w:pPr>{run}</w:p>"

    def cell_line(self, width: float, length: float) -> str:
        side = (width - length) / 2
        border = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
        thin = '<w:p><w:pPr><w:spacing w:line="40" w:lineRule="exact"/></w:pPr></w:p>'
        cells = [(side, ""), (length, border), (side, "")]
        return grid([self.cell(each, thin, line) for each, line in cells], [each for each, _ in cells]) + thin

    @staticmethod
    def cell(width: float, inside: str, borders: str = "") -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}</w:tcPr>{inside}</w:tc>'

    # --- the letterhead ---

    def head(self, lines: Sequence[Line]) -> str:
        options = self.options
        names = [line for line in lines if line[0] in ("<", "<<")]
        below = [line for line in lines if line[0] in ("#", "V")]
        right = [("N", options.nation), ("M", options.motto)]
        dated = [line for line in lines if line[0] == "@"]
        if options.head == "tabs":
            return self.tabbed_head(names, below, right, dated)
        agency, number = self.column(names, LEFT), self.column(below, LEFT)
        nation, date = self.column(right, RIGHT), self.column(dated, RIGHT)
        if options.head == "boxes":
            return f"<w:p>{self.box(0, LEFT, agency + number)}{self.box(LEFT, RIGHT, nation + date)}</w:p>"
        if options.head == "frames":
            return self.framed(agency + number, 0, LEFT) + self.framed(nation + date, LEFT, RIGHT)
        rows = {
            "one row": [(agency + number, nation + date)],
            "row a line": [*self.rows_a_line(names, right), (number, date)],
        }.get(options.head, [(agency, nation), (number, date)])
        if options.head == "two tables":
            return (
                self.columns(rows[:1])
                + '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
                + self.columns(rows[1:])
            )
        table = self.columns(rows)
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{table}</w:sdtContent></w:sdt>" if options.head == "control" else table

    def column(self, lines: Sequence[Line], width: float) -> str:
        """The lines of one column, with the drawn lines under the agency and the motto."""
        drawn_lines = []
        for n, (mark, text) in enumerate(lines):
            paragraph = self.p(mark, self.r(mark, text))
            is_last = n == len(lines) - 1 or lines[n + 1][0] != mark
            share = {"<<": self.options.shares[0], "M": self.options.shares[1]}.get(mark, 0) if is_last else 0
            drawn_lines.append(self.over_line(paragraph, mark, text, share, width - 4))
        return "".join(drawn_lines) or "<w:p/>"

    def rows_a_line(self, names: Sequence[Line], right: Sequence[Line]) -> list[tuple[str, str]]:
        pairs = max(len(names), len(right))
        return [(self.column(names[n : n + 1], LEFT), self.column(right[n : n + 1], RIGHT)) for n in range(pairs)]

    def columns(self, rows: Iterable[tuple[str, str]]) -> str:
        inside = "</w:tr><w:tr>".join(self.cell(LEFT, left) + self.cell(RIGHT, right) for left, right in rows)
        return grid([inside], [LEFT, RIGHT])

    def tabbed_head(
        self, names: Sequence[Line], below: Sequence[Line], right: Sequence[Line], dated: Sequence[Line]
    ) -> str:
        middles = (LEFT / 2, LEFT + RIGHT / 2)
        stops = "".join(f'<w:tab w:val="center" w:pos="{twips(at)}"/>' for at in middles)
        made = []

        def row(left: Line | None, other: Line | None) -> str:
            runs = self.r(left[0], f"\t{left[1]}", direct=True) if left else self.r("#", "\t", direct=True)
            return self.p("#", runs + (self.r(other[0], f"\t{other[1]}", direct=True) if other else ""), tabs=stops)

        for n in range(max(len(names), len(right))):
            made.append(row(names[n] if n < len(names) else None, right[n] if n < len(right) else None))
        lengths = [
            drawn_width(text, self.options.looks[mark].size, True) * share
            for (mark, text), share in zip((names[-1], right[-1]), self.options.shares, strict=False)
        ]
        lines = [self.ruled(at - length / 2, length) for at, length in zip(middles, lengths, strict=True)]
        made.append(f"<w:p>{''.join(lines)}</w:p>")
        for n, line in enumerate(below):
            made.append(row(line, dated[0] if n == 0 and dated else None))
        return "".join(made)

    def box(self, at: float, width: float, inside: str) -> str:
        number = next(self.ids)
        shape = (
            f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(32)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln><a:noFill/></a:ln></wps:spPr>'
            f'<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" rIns="0"/></wps:wsp>'
        )
        return self.anchored(number, at, width, 32, shape)

    @staticmethod
    def framed(inside: str, at: float, width: float) -> str:
        frame = f'<w:framePr w:w="{twips(width)}" w:hSpace="0" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:x="{twips(at)}" w:y="1"/>'
        return re.sub(r"<w:pPr>(<w:pStyle [^>]*/>)?", lambda found: found[0] + frame, inside)

    # --- title, tables, signing ---

    def subject(self, lines: Sequence[str]) -> str:
        above = "".join(self.p("~", self.r("~", text)) for text in lines[:-1])
        return above + self.over_line(
            self.p("~", self.r("~", lines[-1])), "~", max(lines, key=len), self.options.shares[2], TEXT
        )

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        width = TEXT / len(rows[0])
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        made = []
        for n, row in enumerate(rows):
            own = ("<w:cantSplit/>" if self.options.whole_rows else "") + (
                "<w:tblHeader/>" if n == 0 and self.options.repeat else ""
            )
            cells = "".join(self.cell(width, self.p("|", self.r("|", text, bold=n == 0))) for text in row)
            made.append(f"<w:trPr>{own}</w:trPr>{cells}" if own else cells)
        return grid(["</w:tr><w:tr>".join(made)], [width] * len(rows[0]), f"<w:tblBorders>{sides}</w:tblBorders>")

    def signing(self, lines: Sequence[Line]) -> str:
        listed = [line for line in lines if line[0] in "n-"]
        signers: list[list[Line]] = []
        for line in lines:
            if line[0] in "[]":
                begins = not signers or signers[-1][-1][0] == "]"
                signers = [*signers, [line]] if begins else [*signers[:-1], [*signers[-1], line]]
        if self.options.signing == "tabs":
            return self.tabbed_signing(listed, signers[0])
        left = "".join(self.recipient(line) for line in listed)
        columns = ["".join(self.signed(line) for line in signer) for signer in signers]
        if len(columns) > 1:
            return self.sides(columns) + left
        return self.sides([left or "<w:p/>", *(columns or ["<w:p/>"])])

    def sides(self, columns: Sequence[str]) -> str:
        return grid(["".join(self.cell(TEXT / 2, each) for each in columns)], [TEXT / 2] * 2) + self.p(".", "")

    def recipient(self, line: Line) -> str:
        mark, text = line
        automatic = mark == "-" and self.options.bullets == "automatic"
        return self.p(mark, self.r(mark, text if automatic or mark == "n" else f"- {text}"), label=automatic)

    def signed(self, line: Line) -> str:
        gap = self.p("]", "") * 3 if line[0] == "]" else ""
        return gap + self.p(line[0], self.r(line[0], line[1]))

    def tabbed_signing(self, listed: Sequence[Line], signer: Sequence[Line]) -> str:
        stop = f'<w:tab w:val="center" w:pos="{twips(120)}"/>'
        right: list[Line | None] = [*signer[:-1], None, None, None, signer[-1]]
        made = []
        for n in range(max(len(listed), len(right))):
            runs = ""
            if n < len(listed):
                mark, text = listed[n]
                runs = self.r(mark, text if mark == "n" else f"- {text}", direct=True)
            if n < len(right) and (one := right[n]) is not None:
                runs += self.r(one[0], f"\t{one[1]}", direct=True)
            made.append(self.p("-", runs, tabs=stop))
        return "".join(made)

    # --- the parts of the file ---

    def section(self, keywords: str) -> str:
        options, (width, height) = self.options, self.options.size
        lies, is_annex = "landscape" in keywords, "annex" in keywords
        sides = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if lies else f'w:w="{width}" w:h="{height}"'
        top, right, bottom, left = options.margins
        own_header = not keywords or (is_annex and options.annex_header)
        header = '<w:headerReference w:type="default" r:id="header"/>' if own_header else ""
        begins = '<w:pgNumType w:start="1"/>' if is_annex else ""
        first = "<w:titlePg/>" if options.first_page and (not keywords or is_annex) else ""
        margins = f'w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"'
        return f"<w:sectPr>{header}<w:pgSz {sides}/><w:pgMar {margins}/>{begins}{first}</w:sectPr>"

    def header(self) -> str:
        options, look = self.options, self.options.page_look
        font = f'<w:rFonts w:ascii="{TIMES}" w:hAnsi="{TIMES}"/>' if options.letters == "direct" else ""
        bold, size = "<w:b/>" if look.bold else "", f'<w:sz w:val="{look.size * 2:g}"/>'
        own = f"<w:rPr>{font}{bold}{size}</w:rPr>"
        code = options.page_number
        steps = ("begin", "separate", "end")
        long = [f'<w:r>{own}<w:fldChar w:fldCharType="{step}"/></w:r>' for step in steps]
        if not code:
            number = ""
        elif options.number == "simple":
            number = f'<w:fldSimple w:instr=" {code} "><w:r>{own}<w:t>2</w:t></w:r></w:fldSimple>'
        else:
            number = f'{long[0]}<w:r>{own}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{long[1]}<w:r>{own}<w:t>2</w:t></w:r>{long[2]}'
        paragraph = f'<w:p><w:pPr><w:jc w:val="{look.align}"/></w:pPr>{number}</w:p>'
        if options.number == "control":
            paragraph = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        return f"<w:hdr {SPACES}>{paragraph}</w:hdr>"

    def styles(self) -> str:
        options = self.options
        named = f'<w:rFonts w:ascii="{TIMES}" w:hAnsi="{TIMES}" w:cs="{TIMES}"/>'
        theme = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        default = {"defaults": named, "styles": ""}.get(options.letters, theme)
        spoken = "vi-VN" if options.language == "defaults" else "en-US"
        language = f'<w:lang w:val="{spoken}"/>'
        normal = '<w:rPr><w:lang w:val="vi-VN"/></w:rPr>' if options.language == "normal" else ""
        base = f'<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:basedOn w:val="Normal"/><w:rPr>{named}<w:sz w:val="28"/></w:rPr></w:style>'
        own = []
        for n, look in enumerate(options.looks.values()):
            size = "" if look.size == 14 else f'<w:sz w:val="{look.size * 2:g}"/>'  # 14 is inherited from the base
            marks = ("<w:b/>" if look.bold else "") + ("<w:i/>" if look.italic else "") + look.more + size
            own.append(
                f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/><w:basedOn w:val="Base"/><w:pPr>{self.formed(look)}</w:pPr><w:rPr>{marks}</w:rPr></w:style>'
            )
        return (
            f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{default}<w:sz w:val="22"/>{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
            f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{normal}</w:style>{base}{"".join(own)}</w:styles>'
        )

    def theme(self) -> str:
        font = self.options.theme if self.options.letters == "theme" else "Calibri"
        fonts = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
        dark = "000000"
        black_or_white = {"lt1": "FFFFFF", "lt2": "FFFFFF"}
        named = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
        colours = "".join(f'<a:{key}><a:srgbClr val="{black_or_white.get(key, dark)}"/></a:{key}>' for key in named)
        fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
        lines = '<a:ln w="9525"/>' * 3
        effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
        return (
            f'<a:theme {SPACES} name="Office"><a:themeElements><a:clrScheme name="Office">{colours}</a:clrScheme><a:fontScheme name="Office"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
            f'<a:fmtScheme name="Office"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>'
        )

    def numbering(self) -> str:
        level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:lvl>'
        return f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'

    def packed(self, document: str) -> bytes:
        parts = {
            "document": document,
            "styles": self.styles(),
            "header": self.header(),
            "theme": self.theme(),
            "numbering": self.numbering(),
        }
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        kinds = {name: f"{word}.{name}+xml" for name in parts} | {
            "document": f"{word}.document.main+xml",
            "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
        }
        types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
        relation = f"{OFFICE}/officeDocument/2006/relationships"
        related = "".join(
            f'<Relationship Id="{name}" Type="{relation}/{name}" Target="{name}.xml"/>'
            for name in parts
            if name != "document"
        )
        space = f"{OFFICE}/package/2006"
        files = {
            "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="d" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{related}</Relationships>',
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
        return pack({name: text.encode() for name, text in files.items()})


def grid(rows: Sequence[str], widths: Sequence[float], properties: str = "") -> str:
    """A table with columns of fixed width in mm; ``rows`` are joined inside one ``w:tr``."""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>{properties}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr>{"".join(rows)}</w:tr></w:tbl>'


def twips(millimetres: float) -> int:
    """A length in mm as twips (1/1440 inch)."""
    return round(millimetres * 1440 / 25.4)


def emu(millimetres: float) -> int:
    """A length in mm as EMU, the unit of drawings."""
    return round(millimetres * 36_000)
